//! The dossier of an official (人物档案): posts, appearances, words, company, and what does not fit together. Only what
//! documents print about public conduct; people of one name are not joined unless the archive did.

use super::{
    Request,
    answers::{self, shell_word},
    chart::{self, Names},
    notes::{Evidence, Notes, Show},
    phrases::Phrases,
    places,
    sheet::{Block, Section, Sheet},
    statements::{Statement, quoted},
};
use crate::{Error, Result, lexicon::prose, search};
use rusqlite::{Connection, Row, named_params};
use std::collections::BTreeMap;

/// A person of the archive.
struct Official {
    id: i64,
    key: String,
    name: String,
    pinyin: Option<String>,
    capacity: String,
    division: Option<String>,
}

/// One appearance.
struct Activity {
    meeting: i64,
    held_on: Option<String>,
    name: String,
    place: Option<String>,
    role: String,
    rule: String,
    words: String,
    posts: Option<String>,
    evidence: Evidence,
}

/// Companions shown.
const COMPANIONS: usize = 20;

/// Quotes shown: a dossier shows what somebody spoke about; the report `quotes` gives all.
const QUOTES: usize = 40;

pub(super) fn gather(archive: &Connection, request: &Request, notes: &mut Notes<'_>) -> Result<Sheet> {
    let phrases = Phrases::new(request.language);
    let Some(wanted) = request.name.as_deref().filter(|name| !name.trim().is_empty()) else {
        return Err(Error::Request("Whose dossier? Give --name NAME, and --place PLACE if several bear it.".into()));
    };
    let place = places::find(archive, request.place.as_deref())?;
    let name = search::simplified(wanted.trim());
    let officials = officials(archive, &name, place.as_ref().map_or("", |p| p.asked.as_str()))?;
    if officials.is_empty() {
        return Err(Error::Request(format!(
            "This archive knows no official called “{name}”{}. Full names only; `huiyao search ARCHIVE {name}` finds every \
             mention.",
            place.map_or(String::new(), |p| format!(" in {}", p.full_name))
        )));
    }
    let mut sheet = Sheet {
        title: phrases.fill("official.title", &[&name]),
        subtitle: (officials.len() > 1).then(|| phrases.fill("official.several", &[&officials.len().to_string()])),
        method: phrases.say("official.method"),
        ..Sheet::default()
    };
    for (n, official) in officials.iter().enumerate() {
        let one = One { archive, phrases, official, prefix: format!("p{}-", n + 1), several: officials.len() > 1 };
        one.add(&mut sheet, notes)?;
    }
    Ok(sheet)
}

fn officials(archive: &Connection, name: &str, place: &str) -> Result<Vec<Official>> {
    let failed = |e| Error::sql(format!("looking for {name}"), e);
    let mut statement = archive.prepare(include_str!("official/find.sql")).map_err(failed)?;
    statement
        .query_map(named_params! { ":name": name, ":place": place }, |row| {
            Ok(Official {
                id: row.get("id")?,
                key: row.get("key")?,
                name: row.get("name")?,
                pinyin: row.get("pinyin")?,
                capacity: row.get("capacity")?,
                division: row.get("division")?,
            })
        })
        .and_then(Iterator::collect)
        .map_err(failed)
}

/// The sections about one person.
struct One<'a> {
    archive: &'a Connection,
    phrases: Phrases,
    official: &'a Official,
    prefix: String,
    several: bool,
}

impl One<'_> {
    fn add(&self, sheet: &mut Sheet, notes: &mut Notes<'_>) -> Result<()> {
        let activities = self.activities()?;
        let mut about = self.section("about");
        about.blocks.push(Block::Text { statement: self.introduction(notes)? });
        sheet.add(about);
        let mut posts = self.section("posts");
        posts.blocks.extend(self.posts(notes)?);
        sheet.add(posts);
        let mut timeline = self.section("timeline");
        timeline.blocks.extend(self.chart(&activities, notes)?);
        timeline.blocks.extend(self.timeline(&activities, notes)?);
        sheet.add(timeline);
        let mut speech = self.section("speech");
        speech.blocks.extend(self.speech(notes)?);
        sheet.add(speech);
        let mut company = self.section("company");
        company.blocks.extend(self.company(notes)?);
        sheet.add(company);
        let mut conflicts = self.section("conflicts");
        conflicts.blocks.extend(self.conflicts(notes)?);
        sheet.add(conflicts);
        Ok(())
    }

    fn section(&self, key: &str) -> Section {
        let heading = self.phrases.say(&format!("official.{key}"));
        let heading = match (&self.official.division, self.several) {
            (_, false) => heading,
            (Some(division), true) => format!("{}（{division}）· {heading}", self.official.name),
            (None, true) => format!("{}（{}）· {heading}", self.official.name, self.official.key),
        };
        let why = self.phrases.say(&format!("official.{key}.why"));
        Section::new(format!("{}{key}", self.prefix), heading, if why == "-" { String::new() } else { why })
    }

    /// Name, reading, capacity, first and last sighting.
    fn introduction(&self, notes: &mut Notes<'_>) -> Result<Statement> {
        let official = self.official;
        let reports: Vec<(Evidence, String)> =
            self.rows(include_str!("official/reports.sql"), |row| Ok((evidence(row)?, row.get("path")?)))?;
        let pinyin = official.pinyin.as_ref().map_or(String::new(), |p| self.phrases.fill("official.pinyin", &[p]));
        let capacity = self.phrases.say(&format!("capacity.{}", official.capacity));
        let text = self.phrases.fill(
            "official.introduction",
            &[&official.name, &pinyin, &capacity, &reports.len().to_string(), &official.key],
        );
        let mut ends: Vec<Evidence> = reports.iter().map(|(evidence, _)| evidence.clone()).collect();
        if ends.len() > 5 {
            ends.drain(2..ends.len() - 2);
        }
        Ok(Statement::new(text, notes.cite(&ends, Show::Words)?))
    }

    fn posts(&self, notes: &mut Notes<'_>) -> Result<Option<Block>> {
        type Sighting = (i64, [String; 5], i64, Evidence);
        let sightings: Vec<Sighting> = self.rows(include_str!("official/posts.sql"), |row| {
            let text = |column: &str| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
            let cells = [text("unit")?, text("title")?, text("status")?, text("first_seen")?, text("last_seen")?];
            Ok((row.get("post_id")?, cells, row.get("documents")?, evidence(row)?))
        })?;
        let mut rows = vec![];
        for of_post in sightings.chunk_by(|a, b| a.0 == b.0) {
            let (Some((_, cells, documents, first)), Some((.., last))) = (of_post.first(), of_post.last()) else {
                continue;
            };
            let [unit, title, _, first_seen, last_seen] = cells;
            let mut statuses: Vec<String> = vec![];
            for (_, [_, _, status, ..], ..) in of_post {
                let status = self.phrases.say(&format!("status.{status}"));
                if !statuses.contains(&status) {
                    statuses.push(status);
                }
            }
            let cited = notes.cite(&[first.clone(), last.clone()], Show::Words)?;
            rows.push(vec![
                Statement::new(unit, vec![]),
                Statement::new(title, cited),
                Statement::new(statuses.join("、"), vec![]),
                Statement::new(self.phrases.date(first_seen), vec![]),
                Statement::new(self.phrases.date(last_seen), vec![]),
                Statement::new(documents.to_string(), vec![]),
            ]);
        }
        Ok(self.table(&["unit", "title", "status", "first_seen", "last_seen", "#documents"], rows))
    }

    fn activities(&self) -> Result<Vec<Activity>> {
        self.rows(include_str!("official/activities.sql"), |row| {
            Ok(Activity {
                meeting: row.get("meeting_id")?,
                held_on: row.get("held_on")?,
                name: row.get("name")?,
                place: row.get("place")?,
                role: row.get("role")?,
                rule: row.get("rule")?,
                words: row.get("words")?,
                posts: row.get("posts")?,
                evidence: evidence(row)?,
            })
        })
    }

    fn timeline(&self, activities: &[Activity], notes: &mut Notes<'_>) -> Result<Option<Block>> {
        let mut rows = vec![];
        for of_meeting in activities.chunk_by(|a, b| a.meeting == b.meeting) {
            let Some(first) = of_meeting.first() else { continue };
            let mut roles: Vec<String> = vec![];
            let told = of_meeting.iter().any(|a| a.role != "attended" || a.rule == "verb-attended");
            for activity in of_meeting.iter().filter(|a| !told || a.role != "attended" || a.rule == "verb-attended") {
                let role = self.role(activity);
                if !roles.contains(&role) {
                    roles.push(role);
                }
            }
            let evidence: Vec<Evidence> = of_meeting.iter().map(|activity| activity.evidence.clone()).collect();
            rows.push(vec![
                Statement::new(self.phrases.date(first.held_on.as_deref().unwrap_or_default()), vec![]),
                Statement::new(&first.name, notes.cite(&evidence, Show::Words)?),
                Statement::new(roles.join("、"), vec![]),
                Statement::new(first.posts.clone().unwrap_or_default(), vec![]),
                Statement::new(first.place.clone().unwrap_or_default(), vec![]),
            ]);
        }
        Ok(self.table(&["date", "event", "role", "posts_then", "place"], rows))
    }

    fn role(&self, activity: &Activity) -> String {
        let plain = if activity.rule == "quoted" { "role.said".to_owned() } else { format!("role.{}", activity.role) };
        let plain = self.phrases.say(&plain);
        match self.phrases.chinese() {
            true => prose::act(&activity.role, &activity.words).map_or(plain, str::to_owned),
            false => plain,
        }
    }

    /// Appearances a year.
    fn chart(&self, activities: &[Activity], notes: &mut Notes<'_>) -> Result<Option<Block>> {
        let mut years: BTreeMap<i64, i64> = BTreeMap::new();
        for of_meeting in activities.chunk_by(|a, b| a.meeting == b.meeting) {
            let year = of_meeting.first().and_then(|a| a.held_on.as_deref()).and_then(|day| day.get(..4)?.parse().ok());
            *years.entry(year.unwrap_or(0)).or_default() += 1;
        }
        years.remove(&0);
        let (Some(first), Some(last)) = (years.keys().next().copied(), years.keys().last().copied()) else {
            return Ok(None);
        };
        // A single year is no course of time, and a stray date must not make a hundred empty bars.
        if first == last || last - first > 40 {
            return Ok(None);
        }
        let values: Vec<(String, i64)> =
            (first..=last).map(|year| (year.to_string(), years.get(&year).copied().unwrap_or(0))).collect();
        let command = format!("huiyao query ARCHIVE official-timeline -p name {}", shell_word(&self.official.name));
        let names = Names {
            title: self.phrases.say("official.chart"),
            of: self.phrases.say("column.year"),
            counts: self.phrases.say("column.events"),
            notes: notes.count(command, &[])?,
        };
        Ok(chart::standing(names, &values).map(|chart| Block::Chart { chart }))
    }

    fn speech(&self, notes: &mut Notes<'_>) -> Result<Vec<Block>> {
        let quotes: Vec<([String; 5], Evidence)> = self.rows(include_str!("official/quotes.sql"), |row| {
            let text = |column: &str| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
            Ok(([text("held_on")?, text("meeting")?, text("cue")?, text("kind")?, text("text")?], evidence(row)?))
        })?;
        let total = quotes.len();
        let mut rows = vec![];
        for ([held_on, meeting, cue, kind, text], evidence) in quotes.into_iter().take(QUOTES) {
            let text = if kind == "direct" { quoted(&text) } else { text };
            rows.push(vec![
                Statement::new(self.phrases.date(&held_on), vec![]),
                Statement::new(meeting, vec![]),
                Statement::new(cue, vec![]),
                Statement::new(text.replace('\n', ""), notes.cite(&[evidence], Show::Place)?),
            ]);
        }
        let mut blocks: Vec<Block> = self.table(&["date", "event", "cue", "words"], rows).into_iter().collect();
        if total > QUOTES {
            let command = format!("huiyao report ARCHIVE quotes --speaker {}", shell_word(&self.official.name));
            let text = self.phrases.fill("official.speech.more", &[&QUOTES.to_string(), &total.to_string()]);
            blocks.push(Block::Text { statement: Statement::new(text, notes.count(command, &[])?) });
        }
        Ok(blocks)
    }

    fn company(&self, notes: &mut Notes<'_>) -> Result<Option<Block>> {
        type Companion = (String, Option<String>, i64, [String; 2], String);
        let found: Vec<Companion> = self.rows(include_str!("official/company.sql"), |row| {
            let text = |column: &str| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
            Ok((
                row.get("name")?,
                row.get("posts")?,
                row.get("meetings")?,
                [text("first_together")?, text("last_together")?],
                row.get("ref")?,
            ))
        })?;
        let mut rows = vec![];
        for (name, posts, meetings, [first, last], r#ref) in found.into_iter().take(COMPANIONS) {
            let evidence = answers::all_evidence(self.archive, [r#ref.as_str()])?;
            rows.push(vec![
                Statement::new(name, notes.cite(&evidence, Show::Words)?),
                Statement::new(posts.unwrap_or_default(), vec![]),
                Statement::new(meetings.to_string(), vec![]),
                Statement::new(self.phrases.date(&first), vec![]),
                Statement::new(self.phrases.date(&last), vec![]),
            ]);
        }
        Ok(self.table(&["name", "posts", "#events", "first_together", "last_together"], rows))
    }

    fn conflicts(&self, notes: &mut Notes<'_>) -> Result<Option<Block>> {
        let mut statements = vec![];
        let claims: Vec<([String; 4], Evidence)> = self.rows(include_str!("official/claims.sql"), |row| {
            let text = |column: &str| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
            Ok(([text("held_on")?, text("meeting")?, text("field")?, text("field_values")?], evidence(row)?))
        })?;
        for ([held_on, meeting, field, values], evidence) in claims {
            let field = self.phrases.say(&format!("field.{field}"));
            let text = self
                .phrases
                .fill("official.conflicts.claim", &[&self.phrases.date(&held_on), &meeting, &field, &values]);
            statements.push(Statement::new(text, notes.cite(&[evidence], Show::Words)?));
        }
        let proposals: Vec<(String, String, String)> = self.rows(include_str!("official/proposals.sql"), |row| {
            Ok((row.get("kind")?, row.get("other")?, row.get("other_name")?))
        })?;
        for (kind, other, name) in proposals {
            let evidence = answers::all_evidence(self.archive, [self.official.key.as_str(), other.as_str()])?;
            let text = self.phrases.fill(&format!("official.conflicts.{kind}"), &[&name, &other]);
            statements.push(Statement::new(text, notes.cite(&evidence, Show::Words)?));
        }
        Ok((!statements.is_empty()).then_some(Block::List { statements }))
    }

    fn table(&self, columns: &[&str], rows: Vec<Vec<Statement>>) -> Option<Block> {
        self.phrases.table(columns, rows)
    }

    fn rows<T>(&self, sql: &str, read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>) -> Result<Vec<T>> {
        self.archive
            .prepare_cached(sql)
            .and_then(|mut s| s.query_map(named_params! { ":official": self.official.id }, read)?.collect())
            .map_err(|e| Error::sql(format!("reading about {}", self.official.name), e))
    }
}

fn evidence(row: &Row<'_>) -> rusqlite::Result<Evidence> {
    let span = row.get::<_, Option<u32>>("span_start")?.zip(row.get("span_end")?);
    Ok(Evidence { document: row.get("document_id")?, r#ref: row.get("ref")?, span })
}
