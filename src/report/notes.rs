//! The apparatus of a report: numbered notes that lead every statement to documents, spans and refs, and the numbered
//! list of these documents.

use crate::{
    Error, Result,
    citation::{self, Source},
    record::Span,
};
use rusqlite::Connection;
use serde::Serialize;
use std::collections::HashMap;

/// A fact behind a statement.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Evidence {
    /// The document's number in this archive.
    pub document: i64,
    /// What may be cited.
    pub r#ref: String,
    /// Where it was read; `None` for what concerns the whole document.
    pub span: Option<(u32, u32)>,
}

/// A note, numbered from 1 in the order of the text.
#[derive(Clone, Debug, Serialize)]
pub struct Note {
    /// Number.
    pub n: usize,
    /// The places that it names, one for each document.
    pub places: Vec<Place>,
    /// What gives the same figures again, for statements that count; `None` for facts.
    pub command: Option<String>,
}

/// Where in one document a statement was read.
#[derive(Clone, Debug, Serialize)]
pub struct Place {
    /// Number of the document in the list of sources.
    pub source: usize,
    /// Characters, as `35–60`; spans that lie near each other are given as one.
    pub spans: Vec<String>,
    /// What may be cited, in the order of the statement.
    pub refs: Vec<String>,
    /// The same shortened: `1c4dc2bedee91c57-a1–a5` for a row of refs.
    pub short_refs: Vec<String>,
    /// The words there, shortened; empty where the statement itself quotes them.
    pub words: String,
}

/// A document in the list of sources.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// Number, from 1 in the order in which the report first cites it.
    pub n: usize,
    /// The entry of GB/T 7714.
    pub entry: String,
    /// What is known of the document.
    #[serde(flatten)]
    pub source: Source,
}

/// Notes and sources of a whole report.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Apparatus {
    /// In the order of their numbers.
    pub notes: Vec<Note>,
    /// In the order of their numbers.
    pub sources: Vec<Listed>,
}

/// What a note is to show besides the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// The words that were read.
    Words,
    /// Only the place: the statement repeats the words.
    Place,
}

/// Characters of a document that a note repeats beside the words themselves.
const ROOM: usize = 48;

/// Words at a span beyond this are shortened.
const WORDS: usize = 64;

/// Documents whose text is kept at hand. A report goes from event to event, whose documents are few.
const TEXTS: usize = 64;

/// Gathers the notes while a report is put together.
pub struct Notes<'a> {
    archive: &'a Connection,
    apparatus: Apparatus,
    numbers: HashMap<(Vec<Evidence>, bool), usize>,
    sources: HashMap<i64, usize>,
    texts: HashMap<i64, Vec<char>>,
}

impl<'a> Notes<'a> {
    /// No notes yet.
    pub fn new(archive: &'a Connection) -> Self {
        Self {
            archive,
            apparatus: Apparatus::default(),
            numbers: HashMap::new(),
            sources: HashMap::new(),
            texts: HashMap::new(),
        }
    }

    /// The number of the note for this evidence, the same for the same evidence; `None` if there is none.
    ///
    /// # Errors
    /// [`Error::Sql`].
    pub fn cite(&mut self, evidence: &[Evidence], show: Show) -> Result<Vec<usize>> {
        let mut evidence = evidence.to_vec();
        evidence.dedup();
        if evidence.is_empty() {
            return Ok(vec![]);
        }
        let key = (evidence, show == Show::Words);
        if let Some(n) = self.numbers.get(&key) {
            return Ok(vec![*n]);
        }
        let places = self.places(&key.0, show)?;
        let n = self.push(places, None);
        self.numbers.insert(key, n);
        Ok(vec![n])
    }

    /// The number of a note that names the command by which figures can be had again, and documents as examples.
    ///
    /// # Errors
    /// [`Error::Sql`].
    pub fn count(&mut self, command: impl Into<String>, examples: &[Evidence]) -> Result<Vec<usize>> {
        let command = command.into();
        let same =
            self.apparatus.notes.iter().find(|note| examples.is_empty() && note.command.as_ref() == Some(&command));
        if let Some(note) = same {
            return Ok(vec![note.n]);
        }
        let places = self.places(examples, Show::Place)?;
        Ok(vec![self.push(places, Some(command))])
    }

    /// The number of a document in the list of sources.
    ///
    /// # Errors
    /// [`Error::Sql`].
    pub fn source(&mut self, document: i64) -> Result<usize> {
        if let Some(n) = self.sources.get(&document) {
            return Ok(*n);
        }
        let source = citation::source(self.archive, document)?;
        let n = self.apparatus.sources.len() + 1;
        self.apparatus.sources.push(Listed { n, entry: citation::gbt7714(&source, None), source });
        self.sources.insert(document, n);
        Ok(n)
    }

    /// The citation of a document that [`Notes::source`] has listed.
    pub fn listed(&self, n: usize) -> Option<&Listed> {
        self.apparatus.sources.get(n.checked_sub(1)?)
    }

    /// The text of a document, in characters.
    ///
    /// # Errors
    /// [`Error::Sql`].
    pub fn text(&mut self, document: i64) -> Result<&[char]> {
        if !self.texts.contains_key(&document) {
            if self.texts.len() >= TEXTS {
                self.texts.clear();
            }
            let body: String = self
                .archive
                .prepare_cached(include_str!("body.sql"))
                .and_then(|mut s| s.query_row([document], |row| row.get(0)))
                .map_err(|e| Error::sql(format!("reading document {document}"), e))?;
            self.texts.insert(document, body.chars().collect());
        }
        Ok(self.texts.get(&document).map_or(&[], Vec::as_slice))
    }

    /// All notes and sources.
    pub fn finish(self) -> Apparatus {
        self.apparatus
    }

    fn push(&mut self, places: Vec<Place>, command: Option<String>) -> usize {
        let n = self.apparatus.notes.len() + 1;
        self.apparatus.notes.push(Note { n, places, command });
        n
    }

    fn places(&mut self, evidence: &[Evidence], show: Show) -> Result<Vec<Place>> {
        let mut by_document: Vec<(i64, Vec<&Evidence>)> = vec![];
        for fact in evidence {
            match by_document.iter_mut().find(|(document, _)| *document == fact.document) {
                Some((_, facts)) => facts.push(fact),
                None => by_document.push((fact.document, vec![fact])),
            }
        }
        by_document.into_iter().map(|(document, facts)| self.place(document, &facts, show)).collect()
    }

    fn place(&mut self, document: i64, facts: &[&Evidence], show: Show) -> Result<Place> {
        let spans = joined(facts.iter().filter_map(|fact| fact.span).collect());
        let mut refs: Vec<String> = vec![];
        for fact in facts.iter().filter(|fact| !fact.r#ref.is_empty()) {
            if !refs.contains(&fact.r#ref) {
                refs.push(fact.r#ref.clone());
            }
        }
        let words = match spans.first() {
            Some(span) if show == Show::Words => self.words(document, *span)?,
            _ => String::new(),
        };
        Ok(Place {
            source: self.source(document)?,
            spans: spans.into_iter().map(|(start, end)| format!("{start}–{end}")).collect(),
            short_refs: shortened(&refs),
            refs,
            words,
        })
    }

    fn words(&mut self, document: i64, (start, end): (u32, u32)) -> Result<String> {
        let text = self.text(document)?;
        let short = end.min(start.saturating_add(u32::try_from(WORDS).unwrap_or(u32::MAX)));
        let excerpt = citation::excerpt(text, Span { start, end: short }, ROOM);
        Ok(excerpt.before + &excerpt.words + &excerpt.after)
    }
}

/// Characters between two spans that still go as one: shorter than the words about one person in a list.
const GAP: u32 = 24;

/// Spans in the order of the text, near ones as one.
fn joined(mut spans: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    spans.sort_unstable();
    let mut joined: Vec<(u32, u32)> = vec![];
    for (start, end) in spans {
        match joined.last_mut() {
            Some((_, last)) if start <= last.saturating_add(GAP) => *last = (*last).max(end),
            _ => joined.push((start, end)),
        }
    }
    joined
}

/// Refs with rows of successive numbers as first and last: `X-a1–a5`.
fn shortened(refs: &[String]) -> Vec<String> {
    let mut numbered: Vec<(&str, &str, u32)> = vec![];
    let mut short: Vec<String> = vec![];
    for r#ref in refs {
        let parsed = r#ref.rsplit_once('-').and_then(|(document, fact)| {
            let digits = fact.find(|c: char| c.is_ascii_digit())?;
            Some((document, &fact[..digits], fact[digits..].parse().ok()?))
        });
        match parsed {
            Some(parsed) => numbered.push(parsed),
            None => short.push(r#ref.clone()),
        }
    }
    numbered.sort_unstable();
    for row in numbered.chunk_by(|a, b| a.0 == b.0 && a.1 == b.1 && a.2 + 1 == b.2) {
        match row {
            [(document, kind, first), .., (_, _, last)] => short.push(format!("{document}-{kind}{first}–{kind}{last}")),
            [(document, kind, n)] => short.push(format!("{document}-{kind}{n}")),
            [] => {}
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_spans_and_rows_of_refs_are_given_as_one() {
        assert_eq!(joined(vec![(100, 104), (43, 47), (52, 66), (300, 310)]), [(43, 66), (100, 104), (300, 310)]);
        let refs = ["d-a2", "d-a1", "d-a3", "d-p9", "e"].map(String::from);
        assert_eq!(shortened(&refs), ["e", "d-a1–a3", "d-p9"]);
    }
}
