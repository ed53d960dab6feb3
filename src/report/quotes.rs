//! Excerpts of speeches (讲话摘编): who said what about something, each with its entry of GB/T 7714 and the place in the
//! document; Traditional texts stand beside their Simplified form.

use super::{
    Request,
    answers::ask,
    notes::{Evidence, Notes, Show},
    phrases::Phrases,
    places,
    sheet::{Block, Quotation, Section, Sheet},
};
use crate::{Error, Result, search};
use rusqlite::{Connection, named_params};
use std::collections::BTreeSet;

/// One quote.
struct Found {
    r#ref: String,
    document: i64,
    speaker: String,
    posts: Option<String>,
    cue: String,
    direct: bool,
    text: String,
    original: Option<String>,
    held_on: Option<String>,
    meeting: Option<String>,
    span: (u32, u32),
}

pub(super) fn gather(archive: &Connection, request: &Request, notes: &mut Notes<'_>) -> Result<Sheet> {
    let phrases = Phrases::new(request.language);
    let speaker = search::simplified(request.speaker.as_deref().unwrap_or_default().trim());
    let topic = request.topic.as_deref().unwrap_or_default().trim().to_owned();
    if speaker.is_empty() && topic.is_empty() {
        return Err(Error::Request("Whose words, or about what? Give --speaker NAME, --topic TEXT, or both.".into()));
    }
    let place = places::find(archive, request.place.as_deref())?;
    let year = request.year.map_or(String::new(), |year| format!("{year:04}"));
    let place_asked = place.as_ref().map_or("", |p| p.asked.as_str());
    // Of one place there are few quotes; of all places the index knows the ones about the topic.
    let refs = if topic.is_empty() || place.is_some() { None } else { Some(searched(archive, &topic)?) };
    let mut found = read(archive, &speaker, place_asked, &year, refs.as_deref())?;
    if !topic.is_empty() && place.is_some() {
        found = holding(archive, found, &topic)?;
    }
    let subject =
        [speaker.as_str(), topic.as_str()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · ");
    let mut sheet = Sheet {
        title: phrases.fill("quotes.title", &[&subject]),
        subtitle: Some(phrases.fill("quotes.count", &[&found.len().to_string()])),
        method: phrases.say("quotes.method"),
        ..Sheet::default()
    };
    for of_year in found.chunk_by(|a, b| year_of(a) == year_of(b)) {
        let year = of_year.first().map(year_of).unwrap_or_default();
        let heading =
            if year.is_empty() { phrases.say("quotes.undated") } else { phrases.fill("quotes.year", &[&year]) };
        let anchor = if year.is_empty() { "undated".to_owned() } else { format!("y{year}") };
        let mut section = Section::new(anchor, heading, String::new());
        for quote in of_year {
            section.blocks.push(quotation(phrases, quote, notes)?);
        }
        sheet.add(section);
    }
    Ok(sheet)
}

/// Those whose words hold `topic` in one of its spellings, as the query search-quotes decides it.
fn holding(archive: &Connection, found: Vec<Found>, topic: &str) -> Result<Vec<Found>> {
    let spellings = search::Variants::of(archive, topic.chars())?.spellings(topic);
    let holds = |quote: &Found| {
        let text = quote.text.to_ascii_lowercase();
        spellings.iter().any(|spelling| text.contains(spelling.as_str()))
    };
    Ok(found.into_iter().filter(holds).collect())
}

/// The refs of those that the query search-quotes finds, as a JSON list.
fn searched(archive: &Connection, topic: &str) -> Result<String> {
    let answer = ask(archive, "search-quotes", &[("q", topic), ("limit", "0")])?;
    let refs: BTreeSet<String> = answer.rows().map(|row| row.text("ref")).collect();
    // Texts always become JSON.
    Ok(serde_json::to_string(&refs).unwrap_or_default())
}

/// The year, empty when unknown.
fn year_of(quote: &Found) -> String {
    let day = quote.held_on.as_deref().unwrap_or_default();
    day.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit())).unwrap_or_default().to_owned()
}

fn quotation(phrases: Phrases, quote: &Found, notes: &mut Notes<'_>) -> Result<Block> {
    let evidence = Evidence { document: quote.document, r#ref: quote.r#ref.clone(), span: Some(quote.span) };
    let cited = notes.cite(&[evidence], Show::Place)?;
    let n = notes.source(quote.document)?;
    let (start, end) = quote.span;
    let place = phrases.fill("apparatus.spans", &[&format!("{start}–{end}")]);
    let citation = notes.listed(n).map_or(String::new(), |listed| format!("〔{n}〕{} {place}", listed.entry));
    let speaker = match &quote.posts {
        Some(posts) => format!("{posts}{}", quote.speaker),
        None => quote.speaker.clone(),
    };
    let when = phrases.date(quote.held_on.as_deref().unwrap_or_default());
    let parts = [speaker, when, quote.meeting.clone().unwrap_or_default(), quote.cue.clone()];
    Ok(Block::Quotation(Box::new(Quotation {
        lead: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        text: quote.text.clone(),
        original: quote.original.clone().filter(|original| *original != quote.text),
        direct: quote.direct,
        citation,
        notes: cited,
    })))
}

fn read(archive: &Connection, speaker: &str, place: &str, year: &str, refs: Option<&str>) -> Result<Vec<Found>> {
    let failed = |e| Error::sql("reading quotes", e);
    let mut statement = archive.prepare(include_str!("quotes/find.sql")).map_err(failed)?;
    statement
        .query_map(named_params! { ":speaker": speaker, ":place": place, ":year": year, ":refs": refs }, |row| {
            Ok(Found {
                r#ref: row.get("ref")?,
                document: row.get("document_id")?,
                speaker: row.get::<_, Option<String>>("speaker")?.unwrap_or_default(),
                posts: row.get("posts")?,
                cue: row.get("cue")?,
                direct: row.get::<_, String>("kind")? == "direct",
                text: row.get("text")?,
                original: row.get("original")?,
                held_on: row.get("held_on")?,
                meeting: row.get("meeting")?,
                span: (row.get("span_start")?, row.get("span_end")?),
            })
        })
        .and_then(Iterator::collect)
        .map_err(failed)
}
