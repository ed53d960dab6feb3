//! What stands behind a ref or key: the facts, their sentence, the document, and the person, body or event to which
//! they belong.

use super::{Excerpt, Source, excerpt, source};
use crate::{
    Error, Result,
    evidence::{self, Fact},
    record::Span,
};
use rusqlite::{Connection, OptionalExtension, named_params};
use serde::Serialize;

/// What may be said about a ref.
#[derive(Clone, Debug, Serialize)]
pub struct Cited {
    /// As asked for; of a document its ref.
    pub r#ref: String,
    /// Facts under this ref with their words; a reported event has date and place beside it. Empty for a document.
    pub quotations: Vec<Quotation>,
    /// The document.
    pub source: Source,
    /// The entity to which the fact belongs, if the ref is that of a person, body or event.
    pub entity: Option<Entity>,
}

/// A fact with the sentence from which it was read.
#[derive(Clone, Debug, Serialize)]
pub struct Quotation {
    /// The fact.
    pub fact: Fact,
    /// Its sentence in the document's own script; `None` for what concerns the whole document.
    pub sentence: Option<Excerpt>,
}

/// A person, body or event of the whole archive.
#[derive(Clone, Debug, Serialize)]
pub struct Entity {
    /// `official`, `unit` or `meeting`.
    pub kind: String,
    /// What may be cited.
    pub key: String,
    /// Present name.
    pub name: String,
    /// Every document that reports it, in the order of paths.
    pub reports: Vec<Report>,
}

/// One document's report of an entity.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Ref of the report.
    pub r#ref: String,
    /// The document.
    pub source: Source,
    /// Where it is named.
    pub sentence: Excerpt,
}

/// Finds `wanted`: the ref of a fact, the key of an entity, or anything that names a document.
///
/// # Errors
/// [`Error::Request`] when there is no such thing, [`Error::Sql`].
pub fn cite(archive: &Connection, wanted: &str) -> Result<Cited> {
    let wanted = wanted.trim();
    let id = evidence::find(archive, wanted).map_err(|error| match error {
        Error::Request(_) if looks_like_a_ref(wanted) => Error::Request(format!(
            "There is no fact, entity or document “{wanted}” in this archive. Refs and keys stand in the last columns of \
             `huiyao query`, and in `huiyao show ARCHIVE DOC --why`."
        )),
        other => other,
    })?;
    let reading = evidence::read(archive, id)?;
    let source = source(archive, id)?;
    let letters: Vec<char> = reading.document.body.chars().collect();
    let quotations: Vec<Quotation> = reading
        .facts
        .into_iter()
        .filter(|fact| fact.r#ref == wanted)
        .map(|fact| Quotation { sentence: fact.span.map(|span| excerpt(&letters, span, usize::MAX)), fact })
        .collect();
    let names_a_fact = wanted.strip_prefix(&source.r#ref).is_some_and(|rest| rest.starts_with('-'));
    if quotations.is_empty() && names_a_fact {
        return Err(Error::Request(format!(
            "Document {} ({}) has no fact “{wanted}”; `huiyao show ARCHIVE {} --why` lists them.",
            source.r#ref, source.path, source.r#ref
        )));
    }
    let r#ref = if names_a_fact { wanted.to_owned() } else { source.r#ref.clone() };
    let entity = entity(archive, &r#ref)?;
    Ok(Cited { r#ref, quotations, source, entity })
}

fn looks_like_a_ref(wanted: &str) -> bool {
    wanted.len() >= 12 && wanted.bytes().take(12).all(|b| b.is_ascii_hexdigit())
}

fn entity(archive: &Connection, key: &str) -> Result<Option<Entity>> {
    let failed = |e| Error::sql(format!("looking for the entity of {key}"), e);
    let mut statement = archive.prepare_cached(include_str!("entity.sql")).map_err(failed)?;
    let found = statement
        .query_row(named_params! { ":key": key }, |row| {
            Ok((row.get::<_, i64>("id")?, row.get::<_, String>("kind")?, row.get("key")?, row.get("name")?))
        })
        .optional()
        .map_err(failed)?;
    let Some((id, kind, key, name)) = found else { return Ok(None) };
    let reports = reports(archive, &kind, id)?;
    Ok(Some(Entity { kind, key, name, reports }))
}

fn reports(archive: &Connection, kind: &str, id: i64) -> Result<Vec<Report>> {
    let failed = |e| Error::sql("reading the reports of an entity", e);
    let mut statement = archive.prepare_cached(include_str!("reports.sql")).map_err(failed)?;
    let rows: Vec<(String, i64, Span, String)> = statement
        .query_map(named_params! { ":kind": kind, ":id": id }, |row| {
            Ok((row.get(0)?, row.get(1)?, Span { start: row.get(2)?, end: row.get(3)? }, row.get(4)?))
        })
        .and_then(Iterator::collect)
        .map_err(failed)?;
    rows.into_iter()
        .map(|(r#ref, document, span, body)| {
            let letters: Vec<char> = body.chars().collect();
            let sentence = excerpt(&letters, span, 60);
            Ok(Report { r#ref, source: source(archive, document)?, sentence })
        })
        .collect()
}
