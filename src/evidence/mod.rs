//! What the archive holds about one document: its text, and every fact with the words from which it was read.

mod marks;

pub use marks::{Class, Mark, brackets, marks};

use crate::{Error, Result, record::Span};
use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;

/// Everything read in document `?1`, one row a fact; columns as in [`Fact`], the span as two.
pub const FACTS: &str = include_str!("facts.sql");

/// A document and what was read in it.
#[derive(Clone, Debug, Serialize)]
pub struct Reading {
    /// The document.
    pub document: Document,
    /// Facts by kind, then in the order of the text.
    pub facts: Vec<Fact>,
}

/// The document itself.
#[derive(Clone, Debug, Serialize)]
pub struct Document {
    /// Number in this archive.
    pub id: i64,
    /// What may be cited.
    pub r#ref: String,
    /// Input file.
    pub path: String,
    /// Of the original bytes.
    pub sha256: String,
    /// Layout of the input.
    pub format: String,
    /// By which it was read.
    pub encoding: String,
    /// Of the original.
    pub script: String,
    /// Sort of document.
    pub kind: String,
    /// Headline, Simplified.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// As printed.
    pub published_on: Option<String>,
    /// Path of the document of which this is a copy.
    pub duplicate_of: Option<String>,
    /// Whether a newer version of the page has taken its place.
    pub superseded: bool,
    /// Cleaned text in its own script.
    pub body: String,
}

/// One fact.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// Sort of fact (`meeting`, `date`, `official`, `post` …).
    pub kind: String,
    /// What may be cited.
    pub r#ref: String,
    /// What was understood.
    pub value: String,
    /// Words of the document at the span, in its own script; `None` without a span.
    pub text: Option<String>,
    /// First and one past the last character in `body`; `None` for what concerns the whole.
    pub span: Option<Span>,
    /// Rule that read it; `None` for notes.
    pub rule: Option<String>,
    /// How it is known.
    pub basis: Option<String>,
}

/// The number of the document that `wanted` names: number, path, end of a path, beginning of the SHA-256 (six
/// characters or more), the ref of the document or of a fact in it, or a piece of path or headline.
///
/// # Errors
/// [`Error::Request`] when nothing or more than one fits.
pub fn find(archive: &Connection, wanted: &str) -> Result<i64> {
    let failed = |e| Error::sql(format!("looking for document {wanted}"), e);
    if let Ok(id) = wanted.parse::<i64>() {
        let found = archive.query_row("select id from documents where id = ?1", [id], |r| r.get(0)).optional();
        if let Some(id) = found.map_err(failed)? {
            return Ok(id);
        }
    }
    let mut statement = archive.prepare(include_str!("find.sql")).map_err(failed)?;
    let found: Vec<(i64, String)> = statement
        .query_map([wanted], |row| Ok((row.get(0)?, row.get(1)?)))
        .and_then(Iterator::collect)
        .map_err(failed)?;
    match found.as_slice() {
        [(id, _)] => Ok(*id),
        [] => Err(Error::Request(format!(
            "There is no document “{wanted}”. Give its number, path, SHA-256 or ref; `huiyao search` and \
             `huiyao query ARCHIVE sources` list them."
        ))),
        several => {
            let paths: Vec<String> = several.iter().take(5).map(|(id, path)| format!("{id}  {path}")).collect();
            let more = if several.len() > 5 { "\n  …" } else { "" };
            Err(Error::Request(format!("Several documents fit “{wanted}”:\n  {}{more}", paths.join("\n  "))))
        }
    }
}

/// Reads document and facts.
///
/// # Errors
/// [`Error::Sql`].
pub fn read(archive: &Connection, id: i64) -> Result<Reading> {
    let failed = |e| Error::sql(format!("reading document {id}"), e);
    let document = archive.query_row(include_str!("document.sql"), [id], document).map_err(failed)?;
    let letters: Vec<char> = document.body.chars().collect();
    let mut statement = archive.prepare(FACTS).map_err(failed)?;
    let facts = statement.query_map([id], |row| fact(row, &letters)).and_then(Iterator::collect).map_err(failed)?;
    Ok(Reading { document, facts })
}

fn document(row: &Row<'_>) -> rusqlite::Result<Document> {
    Ok(Document {
        id: row.get("id")?,
        r#ref: row.get("ref")?,
        path: row.get("path")?,
        sha256: row.get("sha256")?,
        format: row.get("format")?,
        encoding: row.get("encoding")?,
        script: row.get("script")?,
        kind: row.get("kind")?,
        title: row.get("title")?,
        publisher: row.get("publisher")?,
        url: row.get("url")?,
        published_on: row.get("published_on")?,
        duplicate_of: row.get("duplicate_of")?,
        superseded: row.get("superseded")?,
        body: row.get("body")?,
    })
}

fn fact(row: &Row<'_>, letters: &[char]) -> rusqlite::Result<Fact> {
    let (start, end): (Option<u32>, Option<u32>) = (row.get("span_start")?, row.get("span_end")?);
    let span = start.zip(end).map(Span::from);
    Ok(Fact {
        kind: row.get("kind")?,
        r#ref: row.get("ref")?,
        value: row.get("value")?,
        text: span.and_then(|s| letters.get(s.range())).map(|l| l.iter().collect()),
        span,
        rule: row.get("rule")?,
        basis: row.get("basis")?,
    })
}
