//! Reads events and what is known of each.

use super::{
    super::{Request, notes::Evidence, places::Place},
    event::{Act, Claim, Doubt, Event, Facts, Person, Post, Quote, Report},
};
use crate::{Error, Result};
use rusqlite::{Connection, Row, named_params};

type Sql<T> = rusqlite::Result<T>;

/// The events of a place and year, in the order of dates.
pub(super) fn events(archive: &Connection, place: Option<&Place>, request: &Request) -> Result<Vec<Event>> {
    let failed = |e| Error::sql("reading the events", e);
    let mut statement = archive.prepare(include_str!("meetings.sql")).map_err(failed)?;
    let parameters = named_params! {
        ":place": place.map_or("", |p| p.asked.as_str()),
        ":year": request.year.map_or(String::new(), |year| format!("{year:04}")),
        ":since": request.since,
    };
    statement.query_map(parameters, event).and_then(Iterator::collect).map_err(failed)
}

fn event(row: &Row<'_>) -> Sql<Event> {
    let date = |column: &str| Sql::Ok(row.get::<_, Option<String>>(column)?.and_then(|text| text.parse().ok()));
    Ok(Event {
        id: row.get("id")?,
        key: row.get("key")?,
        name: row.get("name")?,
        kind: row.get("kind")?,
        held_on: date("held_on")?,
        held_until: date("held_until")?,
        held_basis: row.get("held_basis")?,
        daypart: row.get("daypart")?,
        place: row.get("place")?,
        fresh: row.get("fresh")?,
    })
}

/// Everything about one event.
pub(super) fn facts(archive: &Connection, event: &Event) -> Result<Facts> {
    read(archive, event).map_err(|e| Error::sql(format!("reading event {}", event.key), e))
}

fn read(archive: &Connection, event: &Event) -> Sql<Facts> {
    let of_event = named_params! { ":meeting": event.id };
    let posts = rows(archive, include_str!("posts.sql"), of_event, printed)?;
    Ok(Facts {
        reports: rows(archive, include_str!("reports.sql"), of_event, report)?,
        appointments: posts.iter().filter_map(appointment).collect(),
        people: people(archive, event.id, &posts)?,
        quotes: rows(archive, include_str!("quotes.sql"), of_event, quote)?,
        hosts: rows(
            archive,
            include_str!("bodies.sql"),
            named_params! { ":meeting": event.id, ":name": event.name },
            |row| row.get(0),
        )?,
        claims: rows(archive, include_str!("claims.sql"), of_event, claim)?,
        doubts: rows(archive, include_str!("doubts.sql"), of_event, |row| {
            Ok(Doubt { code: row.get("code")?, evidence: evidence(row)? })
        })?,
    })
}

fn rows<T>(
    archive: &Connection,
    sql: &str,
    parameters: &[(&str, &dyn rusqlite::ToSql)],
    read: impl FnMut(&Row<'_>) -> Sql<T>,
) -> Sql<Vec<T>> {
    archive.prepare_cached(sql)?.query_map(parameters, read)?.collect()
}

fn evidence(row: &Row<'_>) -> Sql<Evidence> {
    let (start, end): (Option<u32>, Option<u32>) = (row.get("span_start")?, row.get("span_end")?);
    Ok(Evidence { document: row.get("document_id")?, r#ref: row.get("ref")?, span: start.zip(end) })
}

fn report(row: &Row<'_>) -> Sql<Report> {
    let named = evidence(row)?;
    let span = row.get::<_, Option<u32>>("held_span_start")?.zip(row.get("held_span_end")?);
    let dated = span.map(|span| Evidence { span: Some(span), ..named.clone() });
    Ok(Report { named, dated })
}

fn quote(row: &Row<'_>) -> Sql<Quote> {
    Ok(Quote {
        speaker_kind: row.get("speaker_kind")?,
        official: row.get("official_id")?,
        speaker: row.get("speaker")?,
        cue: row.get("cue")?,
        direct: row.get::<_, String>("kind")? == "direct",
        text: row.get("text")?,
        evidence: evidence(row)?,
    })
}

fn post(row: &Row<'_>) -> Sql<Post> {
    Ok(Post {
        unit: row.get("unit")?,
        title: row.get("title")?,
        status: row.get("status")?,
        around: row.get("around")?,
        evidence: evidence(row)?,
    })
}

/// A post as one document prints it.
struct Printed {
    official: i64,
    name: String,
    post: Post,
    /// The document reports no other event in which a change of office could have happened.
    sole_event: bool,
}

fn printed(row: &Row<'_>) -> Sql<Printed> {
    Ok(Printed {
        official: row.get("official_id")?,
        name: row.get("name")?,
        post: post(row)?,
        sole_event: row.get("sole_event")?,
    })
}

/// A change of office at the event.
fn appointment(printed: &Printed) -> Option<(String, Post)> {
    let changes = matches!(printed.post.status.as_str(), "elected" | "removed");
    (changes && printed.sole_event).then(|| (printed.name.clone(), printed.post.clone()))
}

fn claim(row: &Row<'_>) -> Sql<Claim> {
    Ok(Claim {
        field: row.get("field")?,
        value: row.get("value")?,
        chosen: row.get("chosen")?,
        evidence: evidence(row)?,
    })
}

fn people(archive: &Connection, meeting: i64, posts: &[Printed]) -> Sql<Vec<Person>> {
    let mut people: Vec<Person> = vec![];
    let of_event = named_params! { ":meeting": meeting };
    let acts = rows(archive, include_str!("people.sql"), of_event, |row| {
        let act =
            Act { role: row.get("role")?, rule: row.get("rule")?, words: row.get("words")?, evidence: evidence(row)? };
        let id: i64 = row.get("official_id")?;
        Ok((
            Person { id, name: row.get("name")?, surname_only: row.get("surname_only")?, acts: vec![], posts: vec![] },
            act,
        ))
    })?;
    for (person, act) in acts {
        match people.iter_mut().find(|p| p.id == person.id) {
            Some(known) => known.acts.push(act),
            None => people.push(Person { acts: vec![act], ..person }),
        }
    }
    for person in &mut people {
        let of_person: Vec<&Post> = posts.iter().filter(|p| p.official == person.id).map(|p| &p.post).collect();
        person.posts = fullest(&of_person);
    }
    Ok(people)
}

/// The posts of the document that prints most of them, the first of equals: two reports word the same post differently,
/// and their union would say it twice.
fn fullest(posts: &[&Post]) -> Vec<Post> {
    let mut best: &[&Post] = &[];
    for of_document in posts.chunk_by(|a, b| a.evidence.document == b.evidence.document) {
        if of_document.len() > best.len() {
            best = of_document;
        }
    }
    best.iter().map(|post| (*post).clone()).collect()
}
