//! The year of a place (地区年度概况): who led it at both ends of the year, events by kind and month, its military
//! counterparts, its formulas, and what is not covered. The figures are those of the canned queries.

use super::{
    Request,
    answers::{self, Answer, Row, ask},
    chart::{self, Names},
    notes::{Notes, Show},
    phrases::Phrases,
    places,
    sheet::{Block, Section, Sheet},
    statements::Statement,
};
use crate::{Error, Result};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// Rows of a table: an overview, not a register.
const ROWS: usize = 40;

pub(super) fn gather(archive: &Connection, request: &Request, notes: &mut Notes<'_>) -> Result<Sheet> {
    let phrases = Phrases::new(request.language);
    let Some(place) = places::find(archive, request.place.as_deref())? else {
        return Err(Error::Request("Which place? Give --place NAME or its code, and --year YEAR.".into()));
    };
    let Some(year) = request.year else {
        return Err(Error::Request(format!(
            "Which year? Give --year YEAR; `huiyao query ARCHIVE coverage -p place {}` lists them.",
            place.name
        )));
    };
    let overview = Overview { archive, phrases, place: place.asked.clone(), year: format!("{year:04}") };
    let mut sheet = Sheet {
        title: phrases.fill("place.title", &[&place.full_name, &year.to_string()]),
        method: phrases.say("place.method"),
        ..Sheet::default()
    };
    let mut leaders = overview.section("leaders");
    leaders.blocks.extend(overview.leaders(notes)?);
    sheet.add(leaders);
    let mut events = overview.section("events");
    events.blocks.extend(overview.events(notes)?);
    sheet.add(events);
    let mut military = overview.section("military");
    military.blocks.extend(overview.military(notes)?);
    sheet.add(military);
    let mut formulas = overview.section("formulas");
    formulas.blocks.extend(overview.formulas(notes)?);
    sheet.add(formulas);
    let mut gaps = overview.section("gaps");
    gaps.blocks.extend(overview.gaps(notes)?);
    sheet.add(gaps);
    Ok(sheet)
}

struct Overview<'a> {
    archive: &'a Connection,
    phrases: Phrases,
    place: String,
    year: String,
}

impl Overview<'_> {
    fn section(&self, key: &str) -> Section {
        let why = self.phrases.say(&format!("place.{key}.why"));
        Section::new(key, self.phrases.say(&format!("place.{key}")), if why == "-" { String::new() } else { why })
    }

    fn ask(&self, query: &str, more: &[(&str, &str)]) -> Result<Answer> {
        let mut parameters = vec![("place", self.place.as_str())];
        parameters.extend_from_slice(more);
        ask(self.archive, query, &parameters)
    }

    fn of_year(&self, query: &str) -> Result<Answer> {
        self.ask(query, &[("from", &self.year), ("to", &self.year), ("limit", "0")])
    }

    /// A cell with the note of a row's ref.
    fn cited(&self, text: String, row: Row<'_>, column: &str, notes: &mut Notes<'_>) -> Result<Statement> {
        let evidence = answers::all_evidence(self.archive, [row.text(column).as_str()])?;
        Ok(Statement::new(text, notes.cite(&evidence, Show::Words)?))
    }

    /// Who is known to have held office at the beginning and at the end of the year.
    fn leaders(&self, notes: &mut Notes<'_>) -> Result<Vec<Block>> {
        let mut blocks = vec![];
        for (key, day) in [("begin", format!("{}-01-01", self.year)), ("end", format!("{}-12-31", self.year))] {
            let answer = self.ask("leadership-on", &[("date", &day), ("limit", "0")])?;
            blocks.push(Block::Heading { text: self.phrases.fill(&format!("place.leaders.{key}"), &[&self.year]) });
            let mut rows = vec![];
            for row in answer.rows().take(ROWS) {
                rows.push(vec![
                    Statement::new(row.text("unit_name"), vec![]),
                    Statement::new(row.text("title"), vec![]),
                    self.cited(row.text("official_name"), row, "ref", notes)?,
                    Statement::new(self.phrases.date(&row.text("first_seen")), vec![]),
                    Statement::new(self.phrases.date(&row.text("last_seen")), vec![]),
                    Statement::new(self.phrases.say(&format!("certainty.{}", row.text("certainty"))), vec![]),
                ]);
            }
            match self.phrases.table(&["unit", "title", "name", "first_seen", "last_seen", "certainty"], rows) {
                Some(table) => blocks.push(table),
                None => blocks.push(Block::Text {
                    statement: Statement::new(
                        self.phrases.say("place.leaders.none"),
                        notes.count(answer.command.clone(), &[])?,
                    ),
                }),
            }
        }
        Ok(blocks)
    }

    /// Events by month and by kind, then one by one.
    fn events(&self, notes: &mut Notes<'_>) -> Result<Vec<Block>> {
        let answer = self.of_year("meetings")?;
        let mut months: BTreeMap<String, i64> = (1..=12).map(|month| (format!("{month:02}"), 0)).collect();
        let mut kinds: BTreeMap<String, i64> = BTreeMap::new();
        let (mut all, mut monthless) = (0i64, 0i64);
        for row in answer.rows() {
            all += 1;
            *kinds.entry(row.text("meeting_kind")).or_default() += 1;
            let held = row.text("held_on");
            match held.get(5..7).and_then(|month| months.get_mut(month)).filter(|_| held.starts_with(&self.year)) {
                Some(count) => *count += 1,
                None => monthless += 1,
            }
        }
        let counted = notes.count(answer.command.clone(), &[])?;
        let text = self.phrases.fill("place.events.count", &[&self.year, &all.to_string()]);
        let mut blocks = vec![Block::Text { statement: Statement::new(text, counted.clone()) }];
        if all == 0 {
            return Ok(blocks);
        }
        let names = |key: &str| Names {
            title: self.phrases.say(&format!("place.events.by_{key}")),
            of: self.phrases.say(&format!("column.{key}")),
            counts: self.phrases.say("column.events"),
            notes: counted.clone(),
        };
        let months: Vec<(String, i64)> =
            months.into_iter().map(|(month, count)| (month.trim_start_matches('0').to_owned(), count)).collect();
        blocks.extend(chart::standing(names("month"), &months).map(|chart| Block::Chart { chart }));
        if monthless > 0 {
            let text = self.phrases.fill("place.events.monthless", &[&monthless.to_string()]);
            blocks.push(Block::Text { statement: Statement::new(text, counted.clone()) });
        }
        let mut kinds: Vec<(String, i64)> = kinds.into_iter().collect();
        kinds.sort_by_key(|(kind, count)| (std::cmp::Reverse(*count), kind.clone()));
        blocks.extend(chart::lying(names("kind"), &kinds).map(|chart| Block::Chart { chart }));
        let mut rows = vec![];
        for row in answer.rows().take(ROWS) {
            rows.push(vec![
                Statement::new(self.phrases.date(&row.text("held_on")), vec![]),
                self.cited(row.text("meeting_name"), row, "meeting_key", notes)?,
                Statement::new(row.text("chaired_by"), vec![]),
                Statement::new(row.text("officials"), vec![]),
                Statement::new(row.text("documents"), vec![]),
            ]);
        }
        blocks.extend(self.phrases.table(&["date", "event", "chaired_by", "#officials", "#documents"], rows));
        blocks.extend(self.cut(usize::try_from(all).unwrap_or(0), &answer, notes)?);
        Ok(blocks)
    }

    /// Says that a table was cut.
    fn cut(&self, all: usize, answer: &Answer, notes: &mut Notes<'_>) -> Result<Option<Block>> {
        if all <= ROWS {
            return Ok(None);
        }
        let text = self.phrases.fill("table.cut", &[&ROWS.to_string(), &all.to_string()]);
        Ok(Some(Block::Text { statement: Statement::new(text, notes.count(answer.command.clone(), &[])?) }))
    }

    fn military(&self, notes: &mut Notes<'_>) -> Result<Vec<Block>> {
        let answer = self.of_year("military-presence")?;
        // One row a person or unit at an event, in however many roles.
        let mut present: Vec<([String; 4], Vec<String>)> = vec![];
        for row in answer.rows() {
            let who = [row.text("title"), row.text("official_name"), row.text("rank")];
            let who = who.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
            let cells = [self.phrases.date(&row.text("held_on")), row.text("meeting_name"), row.text("unit_name"), who];
            match present.iter_mut().find(|(known, _)| *known == cells) {
                Some((_, refs)) => refs.push(row.text("ref")),
                None => present.push((cells, vec![row.text("ref")])),
            }
        }
        let mut rows = vec![];
        for ([held_on, meeting, unit, who], refs) in present.iter().take(ROWS) {
            let evidence = answers::all_evidence(self.archive, refs.iter().map(String::as_str))?;
            rows.push(vec![
                Statement::new(held_on, vec![]),
                Statement::new(meeting, vec![]),
                Statement::new(unit, notes.cite(&evidence, Show::Words)?),
                Statement::new(who, vec![]),
            ]);
        }
        let mut blocks: Vec<Block> =
            self.phrases.table(&["date", "event", "military_unit", "officer"], rows).into_iter().collect();
        blocks.extend(self.cut(present.len(), &answer, notes)?);
        Ok(blocks)
    }

    fn formulas(&self, notes: &mut Notes<'_>) -> Result<Vec<Block>> {
        let answer = self.ask("slogans", &[("limit", "0")])?;
        // The query knows no years: of its answer those formulas are taken that were seen in this one.
        let of_year: Vec<Row<'_>> = answer
            .rows()
            .filter(|row| {
                let (first, last) = (row.text("first_seen"), row.text("last_seen"));
                let from = first.get(..4).unwrap_or_default();
                let to = last.get(..4).unwrap_or_default();
                !from.is_empty() && from <= self.year.as_str() && self.year.as_str() <= to
            })
            .collect();
        let mut rows = vec![];
        for row in of_year.iter().copied().take(ROWS) {
            rows.push(vec![
                self.cited(format!("“{}”", row.text("formula")), row, "ref", notes)?,
                Statement::new(row.text("documents"), vec![]),
                Statement::new(self.phrases.date(&row.text("first_seen")), vec![]),
                Statement::new(self.phrases.date(&row.text("last_seen")), vec![]),
            ]);
        }
        let mut blocks: Vec<Block> =
            self.phrases.table(&["formula", "#documents", "first_seen", "last_seen"], rows).into_iter().collect();
        blocks.extend(self.cut(of_year.len(), &answer, notes)?);
        Ok(blocks)
    }

    /// Months without any event, and events that may belong to the year.
    fn gaps(&self, notes: &mut Notes<'_>) -> Result<Vec<Block>> {
        let answer = self.of_year("meetings")?;
        let seen: Vec<String> =
            answer.rows().filter_map(|row| row.text("held_on").get(5..7).map(str::to_owned)).collect();
        let empty: Vec<String> = (1..=12u8)
            .filter(|month| !seen.contains(&format!("{month:02}")))
            .map(|month| self.phrases.fill("place.gaps.month", &[&month.to_string()]))
            .collect();
        let mut statements = vec![];
        if !empty.is_empty() {
            let text = self
                .phrases
                .fill("place.gaps.months", &[&empty.join(if self.phrases.chinese() { "、" } else { ", " })]);
            statements.push(Statement::new(text, notes.count(answer.command.clone(), &[])?));
        }
        let undated = self.ask("meetings", &[("undated", "only"), ("limit", "0")])?;
        let refs: Vec<String> = undated.rows().map(|row| row.text("meeting_key")).collect();
        if !refs.is_empty() {
            let examples = answers::all_evidence(self.archive, refs.iter().take(5).map(String::as_str))?;
            let text = self.phrases.fill("place.gaps.undated", &[&refs.len().to_string()]);
            statements.push(Statement::new(text, notes.count(undated.command.clone(), &examples)?));
        }
        let coverage = self.ask("coverage", &[("limit", "0")])?;
        let of_year = coverage
            .rows()
            .filter(|row| row.text("year") == self.year)
            .fold(0, |sum, row| sum + row.number("documents"));
        let text = self.phrases.fill("place.gaps.documents", &[&of_year.to_string()]);
        statements.push(Statement::new(text, notes.count(coverage.command.clone(), &[])?));
        Ok(vec![Block::List { statements }])
    }
}
