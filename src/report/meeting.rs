//! The card of an event (会议卡片): what each document says of it side by side, who attended in printed order, who said
//! what, and the documents.

use super::{
    Request,
    notes::{Evidence, Notes, Show},
    phrases::Phrases,
    sheet::{Block, Fact, Section, Sheet},
    statements::{Statement, quoted},
};
use crate::{Error, Result, lexicon::prose, search};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

type Sql<T> = rusqlite::Result<T>;

/// An event.
struct Event {
    id: i64,
    key: String,
    name: String,
    kind: String,
    held_on: Option<String>,
    held_until: Option<String>,
    daypart: Option<String>,
    place: Option<String>,
}

/// What one document says of it.
struct Report {
    document: i64,
    named: Evidence,
    dated: Option<Evidence>,
    placed: Option<Evidence>,
    /// name, kind, held_on, held_until, daypart, place, and how the date is known.
    cells: [Option<String>; 7],
}

/// Fields of the document that stand above those of the event.
const HEAD_FIELDS: [&str; 3] = ["title", "publisher", "published_on"];

pub(super) fn gather(archive: &Connection, request: &Request, notes: &mut Notes<'_>) -> Result<Sheet> {
    let phrases = Phrases::new(request.language);
    let Some(wanted) = request.meeting.as_deref().filter(|wanted| !wanted.trim().is_empty()) else {
        return Err(Error::Request(
            "Which event? Give --meeting KEY (or its number, the ref of a report, or a piece of its name); \
             `huiyao query ARCHIVE meetings` lists them."
                .into(),
        ));
    };
    let event = find(archive, wanted)?;
    let card = Card { archive, phrases, event: &event };
    let reports = card.reports()?;
    let mut sheet = Sheet {
        title: event.name.clone(),
        subtitle: Some(phrases.fill("meeting.subtitle", &[&reports.len().to_string(), &event.key])),
        method: phrases.say("meeting.method"),
        ..Sheet::default()
    };
    sheet.facts = card.facts(&reports, notes)?;
    let mut sides = card.section("sources");
    sides.blocks.extend(card.side_by_side(&reports, notes)?);
    sheet.add(sides);
    let mut people = card.section("attendance");
    people.blocks.extend(card.attendance(notes)?);
    sheet.add(people);
    let mut units = card.section("units");
    units.blocks.extend(card.units(notes)?);
    sheet.add(units);
    let mut speech = card.section("speech");
    speech.blocks.extend(card.speech(notes)?);
    sheet.add(speech);
    let mut doubts = card.section("doubts");
    doubts.blocks.extend(card.doubts(notes)?);
    sheet.add(doubts);
    Ok(sheet)
}

fn find(archive: &Connection, wanted: &str) -> Result<Event> {
    let wanted = search::simplified(wanted.trim());
    let failed = |e| Error::sql(format!("looking for {wanted}"), e);
    let mut statement = archive.prepare(include_str!("meeting/find.sql")).map_err(failed)?;
    let mut found: Vec<Event> = statement
        .query_map(named_params! { ":wanted": wanted }, |row| {
            Ok(Event {
                id: row.get("id")?,
                key: row.get("key")?,
                name: row.get("name")?,
                kind: row.get("kind")?,
                held_on: row.get("held_on")?,
                held_until: row.get("held_until")?,
                daypart: row.get("daypart")?,
                place: row.get("place")?,
            })
        })
        .and_then(Iterator::collect)
        .map_err(failed)?;
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(Error::Request(format!(
            "There is no event “{wanted}”; `huiyao query ARCHIVE meetings` lists them with their keys."
        ))),
        _ => {
            let shown: Vec<String> = found
                .iter()
                .take(8)
                .map(|e| format!("{}  {}  {}", e.key, e.held_on.as_deref().unwrap_or("?"), e.name))
                .collect();
            let more = if found.len() > 8 { "\n  …" } else { "" };
            Err(Error::Request(format!("Several events fit “{wanted}”; give the key:\n  {}{more}", shown.join("\n  "))))
        }
    }
}

struct Card<'a> {
    archive: &'a Connection,
    phrases: Phrases,
    event: &'a Event,
}

impl Card<'_> {
    fn section(&self, key: &str) -> Section {
        let why = self.phrases.say(&format!("meeting.{key}.why"));
        Section::new(key, self.phrases.say(&format!("meeting.{key}")), if why == "-" { String::new() } else { why })
    }

    fn reports(&self) -> Result<Vec<Report>> {
        self.rows(include_str!("meeting/reports.sql"), |row| {
            let named = evidence(row)?;
            let at = |start: &str, end: &str| {
                let span = row.get::<_, Option<u32>>(start)?.zip(row.get(end)?);
                Sql::Ok(span.map(|span| Evidence { span: Some(span), ..named.clone() }))
            };
            Ok(Report {
                document: row.get("document_id")?,
                dated: at("held_span_start", "held_span_end")?,
                placed: at("place_span_start", "place_span_end")?,
                cells: [
                    row.get("name")?,
                    row.get("kind")?,
                    row.get("held_on")?,
                    row.get("held_until")?,
                    row.get("daypart")?,
                    row.get("place")?,
                    row.get("held_basis")?,
                ],
                named,
            })
        })
    }

    /// What the archive holds of the event.
    fn facts(&self, reports: &[Report], notes: &mut Notes<'_>) -> Result<Vec<Fact>> {
        let named: Vec<Evidence> = reports.iter().map(|report| report.named.clone()).collect();
        let or_named = |of: Vec<Evidence>| if of.is_empty() { named.clone() } else { of };
        let dated = or_named(reports.iter().filter_map(|report| report.dated.clone()).collect());
        let placed = or_named(reports.iter().filter_map(|report| report.placed.clone()).collect());
        let event = self.event;
        let date = |day: &Option<String>| self.phrases.date(day.as_deref().unwrap_or_default());
        let mut held = date(&event.held_on);
        if event.held_until.is_some() {
            held = self.phrases.fill("meeting.until", &[&held, &date(&event.held_until)]);
        }
        if let Some(part) = &event.daypart {
            held.push_str(part);
        }
        let mut facts = vec![];
        for (key, value, evidence) in [
            ("held_on", Some(held), dated),
            ("kind", Some(event.kind.clone()), named.clone()),
            ("place", event.place.clone(), placed),
        ] {
            let value = value.unwrap_or_else(|| self.phrases.say("value.unknown"));
            let statement = Statement::new(value, notes.cite(&evidence, Show::Words)?);
            facts.push(Fact { label: self.phrases.say(&format!("field.{key}")), statement });
        }
        Ok(facts)
    }

    /// One row a field, one column a document.
    fn side_by_side(&self, reports: &[Report], notes: &mut Notes<'_>) -> Result<Option<Block>> {
        let mut columns = vec![self.phrases.say("column.field")];
        let mut heads: [Vec<Statement>; 3] = Default::default();
        for report in reports {
            let n = notes.source(report.document)?;
            columns.push(format!("〔{n}〕"));
            let source = notes.listed(n).map(|listed| listed.source.clone()).unwrap_or_default();
            let values = [
                Some(source.title_or_opening()),
                source.publisher.clone(),
                source.published_on.as_deref().map(|day| self.phrases.date(day)),
            ];
            for ((field, value), cells) in HEAD_FIELDS.into_iter().zip(values).zip(&mut heads) {
                let evidence = self.field(report.document, field)?.unwrap_or_else(|| Evidence {
                    document: report.document,
                    r#ref: source.r#ref.clone(),
                    span: None,
                });
                let cited = notes.cite(&[evidence], Show::Words)?;
                cells.push(Statement::new(value.unwrap_or_else(|| self.none()), cited));
            }
        }
        let mut rows = vec![];
        for (key, cells) in HEAD_FIELDS.into_iter().zip(heads) {
            rows.push(self.row(key, cells));
        }
        let fields = ["name", "kind", "held_on", "held_until", "daypart", "place", "held_basis"];
        for (at, field) in fields.into_iter().enumerate() {
            if reports.iter().all(|report| report.cells[at].is_none()) {
                continue;
            }
            let mut cells = vec![];
            for report in reports {
                let evidence = match field {
                    "held_on" | "held_until" | "daypart" | "held_basis" => report.dated.clone(),
                    "place" => report.placed.clone(),
                    _ => None,
                };
                let evidence = evidence.unwrap_or_else(|| report.named.clone());
                let (text, cited) = match (&report.cells[at], field) {
                    (None, _) => (self.none(), vec![]),
                    (Some(day), "held_on" | "held_until") => {
                        (self.phrases.date(day), notes.cite(&[evidence], Show::Words)?)
                    }
                    (Some(basis), "held_basis") => {
                        (self.phrases.say(&format!("basis.{basis}")), notes.cite(&[evidence], Show::Words)?)
                    }
                    (Some(text), _) => (text.clone(), notes.cite(&[evidence], Show::Words)?),
                };
                cells.push(Statement::new(text, cited));
            }
            rows.push(self.row(field, cells));
        }
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        Ok(Block::table(&columns, rows))
    }

    /// Where a field of the document was read.
    fn field(&self, document: i64, field: &str) -> Result<Option<Evidence>> {
        self.archive
            .prepare_cached(include_str!("meeting/field.sql"))
            .and_then(|mut s| {
                s.query_row(named_params! { ":document": document, ":field": field }, evidence).optional()
            })
            .map_err(|e| Error::sql("reading the fields of a document", e))
    }

    fn row(&self, field: &str, mut cells: Vec<Statement>) -> Vec<Statement> {
        cells.insert(0, Statement::new(self.phrases.say(&format!("field.{field}")), vec![]));
        cells
    }

    fn none(&self) -> String {
        self.phrases.say("value.none")
    }

    /// Document by document, people in the order of print.
    fn attendance(&self, notes: &mut Notes<'_>) -> Result<Vec<Block>> {
        type Present = (i64, i64, [String; 6], Evidence);
        let people: Vec<Present> = self.rows(include_str!("meeting/attendance.sql"), |row| {
            let text = |column: &str| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
            let cells = [text("name")?, text("rank")?, text("posts")?, text("role")?, text("rule")?, text("words")?];
            Ok((row.get("document_id")?, row.get("official_report_id")?, cells, evidence(row)?))
        })?;
        let mut blocks = vec![];
        let documents = people.chunk_by(|a, b| a.0 == b.0).count();
        for of_document in people.chunk_by(|a, b| a.0 == b.0) {
            let Some((document, ..)) = of_document.first() else { continue };
            if documents > 1 {
                let n = notes.source(*document)?;
                blocks.push(Block::Heading { text: self.phrases.fill("meeting.attendance.of", &[&n.to_string()]) });
            }
            let mut rows = vec![];
            let mut persons: Vec<(i64, Vec<&Present>)> = vec![];
            for present in of_document {
                match persons.iter_mut().find(|(id, _)| *id == present.1) {
                    Some((_, acts)) => acts.push(present),
                    None => persons.push((present.1, vec![present])),
                }
            }
            for (n, (_, acts)) in persons.iter().enumerate() {
                let Some((_, _, [name, rank, posts, ..], _)) = acts.first() else { continue };
                let told = |act: &&&Present| act.2[3] != "attended" || act.2[4] == "verb-attended";
                let some = acts.iter().any(|act| told(&act));
                let acts: Vec<&&Present> = acts.iter().filter(|act| !some || told(act)).collect();
                let mut roles: Vec<String> = vec![];
                for (_, _, [_, _, _, role, rule, words], _) in acts.iter().copied().copied() {
                    let role = self.role(role, rule, words);
                    if !roles.contains(&role) {
                        roles.push(role);
                    }
                }
                let evidence: Vec<Evidence> = acts.iter().map(|act| act.3.clone()).collect();
                let posts = if rank.is_empty() { posts.clone() } else { format!("{posts}（{rank}）") };
                rows.push(vec![
                    Statement::new((n + 1).to_string(), vec![]),
                    Statement::new(name, notes.cite(&evidence, Show::Words)?),
                    Statement::new(posts, vec![]),
                    Statement::new(roles.join("、"), vec![]),
                ]);
            }
            blocks.extend(self.phrases.table(&["#order", "name", "posts_printed", "role"], rows));
        }
        Ok(blocks)
    }

    fn role(&self, role: &str, rule: &str, words: &str) -> String {
        let plain = if rule == "quoted" { "role.said".to_owned() } else { format!("role.{role}") };
        let plain = self.phrases.say(&plain);
        if self.phrases.chinese() { prose::act(role, words).map_or(plain, str::to_owned) } else { plain }
    }

    fn units(&self, notes: &mut Notes<'_>) -> Result<Option<Block>> {
        let units: Vec<(String, String, Evidence)> = self.rows(include_str!("meeting/units.sql"), |row| {
            Ok((row.get("name")?, row.get("presence")?, evidence(row)?))
        })?;
        let mut statements = vec![];
        for (name, presence, evidence) in units {
            let text = self.phrases.fill(&format!("presence.{presence}"), &[&name]);
            statements.push(Statement::new(text, notes.cite(&[evidence], Show::Words)?));
        }
        Ok((!statements.is_empty()).then_some(Block::List { statements }))
    }

    fn speech(&self, notes: &mut Notes<'_>) -> Result<Vec<Block>> {
        let quotes: Vec<([String; 4], Evidence)> = self.rows(include_str!("meeting/quotes.sql"), |row| {
            let text = |column: &str| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
            Ok(([text("speaker")?, text("cue")?, text("kind")?, text("text")?], evidence(row)?))
        })?;
        let mut blocks = vec![];
        for of_speaker in quotes.chunk_by(|a, b| a.0[0] == b.0[0]) {
            let Some(([speaker, ..], _)) = of_speaker.first() else { continue };
            let speaker = if speaker.is_empty() { self.phrases.say("value.unknown") } else { speaker.clone() };
            blocks.push(Block::Heading { text: speaker });
            let mut statements = vec![];
            for ([_, cue, kind, text], evidence) in of_speaker {
                let text = text.replace('\n', "");
                let text =
                    if kind == "direct" { format!("{cue}：{}", quoted(&text)) } else { format!("{cue}：{text}") };
                statements.push(Statement::new(text, notes.cite(std::slice::from_ref(evidence), Show::Place)?));
            }
            blocks.push(Block::List { statements });
        }
        Ok(blocks)
    }

    fn doubts(&self, notes: &mut Notes<'_>) -> Result<Option<Block>> {
        let doubts: Vec<(String, String, Evidence)> = self.rows(include_str!("meeting/doubts.sql"), |row| {
            Ok((row.get("code")?, row.get("message")?, evidence(row)?))
        })?;
        let mut statements = vec![];
        for (code, message, evidence) in doubts {
            let text = self.phrases.say(&format!("doubt.{code}"));
            let text = if text.starts_with("doubt.") { message } else { text };
            statements.push(Statement::new(text, notes.cite(&[evidence], Show::Place)?));
        }
        Ok((!statements.is_empty()).then_some(Block::List { statements }))
    }

    fn rows<T>(&self, sql: &str, read: impl FnMut(&Row<'_>) -> Sql<T>) -> Result<Vec<T>> {
        self.archive
            .prepare_cached(sql)
            .and_then(|mut s| s.query_map(named_params! { ":meeting": self.event.id }, read)?.collect())
            .map_err(|e| Error::sql(format!("reading event {}", self.event.key), e))
    }
}

fn evidence(row: &Row<'_>) -> Sql<Evidence> {
    let span = row.get::<_, Option<u32>>("span_start")?.zip(row.get("span_end")?);
    Ok(Evidence { document: row.get("document_id")?, r#ref: row.get("ref")?, span })
}
