//! Whether an archive is whole: SQLite's own checks, the full-text indexes against the texts, every span, every original.
//! Fully: also what follows from other columns (refs, plain dates), what the file says of itself, the history against its
//! seal, and the entities against the evidence.

mod written_again;

use super::{
    Archive,
    columns::{DateColumns, maybe_code_at},
    correct, derive, describe, dump,
    original::Packed,
    read, schema, seal,
    valid::{all_spans, problem},
};
use crate::{
    Error, Result,
    record::{Basis, Record, Span},
};
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};

/// Something that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Name of the check.
    pub check: &'static str,
    /// One English sentence, with path or ref.
    pub message: String,
}

/// Verifies an archive; an empty list means that it is whole.
///
/// # Errors
/// When it cannot be read at all.
pub fn check(archive: &Archive) -> Result<Vec<Problem>> {
    let c = archive.connection();
    let mut problems = Vec::new();
    structure(c, &mut problems).map_err(|e| Error::sql("checking the structure", e))?;
    indexes(archive, &mut problems);
    documents(c, &mut problems).map_err(|e| Error::sql("checking the documents", e))?;
    originals(c, &mut problems).map_err(|e| Error::sql("checking the originals", e))?;
    Ok(problems)
}

/// As [`check`], and everything that follows from something else in the archive.
///
/// # Errors
/// When it cannot be read at all.
pub fn check_fully(archive: &Archive) -> Result<Vec<Problem>> {
    let mut problems = check(archive)?;
    let c = archive.connection();
    refs(c, &mut problems).map_err(|e| Error::sql("checking the refs", e))?;
    dates(c, &mut problems).map_err(|e| Error::sql("checking the dates", e))?;
    if describe::differs(c).map_err(|e| Error::sql("checking the description", e))? {
        let message = "about, data_dictionary, vocabulary or han_variant are not what this version writes".into();
        problems.push(Problem { check: "description", message });
    }
    for table in seal::broken(c).map_err(|e| Error::sql("looking at the seal of the history", e))? {
        let message = format!("{table} is not as the last run left it");
        problems.push(Problem { check: "history", message });
    }
    for name in schema::strange(c)? {
        let message = format!("{name} is not defined as this version defines it");
        problems.push(Problem { check: "schema", message });
    }
    if let Err(e) = derivation(archive, &mut problems) {
        problems.push(Problem { check: "entities", message: format!("cannot be derived: {e}") });
    }
    Ok(problems)
}

type Sql<T> = rusqlite::Result<T>;

fn refs(c: &Connection, problems: &mut Vec<Problem>) -> Sql<()> {
    let mut statement = c.prepare(sql!("check/refs"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (kind, reference): (String, String) = (row.get(0)?, row.get(1)?);
        problems.push(Problem { check: "ref", message: format!("{reference} is not the ref of that {kind}") });
    }
    Ok(())
}

fn dates(c: &Connection, problems: &mut Vec<Problem>) -> Sql<()> {
    let mut statement = c.prepare(sql!("check/dates"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let expected = DateColumns::span(maybe_code_at(row, 1)?, maybe_code_at(row, 2)?);
        let precision: Option<String> = row.get(5)?;
        let as_expected = row.get::<_, Option<String>>(3)? == expected.from
            && row.get::<_, Option<String>>(4)? == expected.to
            && precision.as_deref() == expected.precision
            && row.get::<_, Option<String>>(6)? == expected.md;
        if !as_expected {
            let reference: String = row.get(0)?;
            problems.push(Problem {
                check: "date",
                message: format!("{reference}: the columns beside its date differ from it"),
            });
        }
    }
    Ok(())
}

/// Writes the evidence and derives the entities again, in copies, and compares. Where the user's corrections took part in who
/// is who, of which the archive holds no file, the entities are taken as they are and only counted again.
fn derivation(archive: &Archive, problems: &mut Vec<Problem>) -> Result<()> {
    let c = archive.connection();
    let corrected = c.query_row(sql!("check/corrected"), [], |row| row.get(0));
    let corrected: bool = corrected.map_err(|e| Error::sql("looking for corrections", e))?;
    let copy = copy(c).map_err(|e| Error::sql("copying the archive", e))?;
    for table in misstated(&copy)? {
        let message = format!("{table} holds something else than what was read in the documents");
        problems.push(Problem { check: "evidence", message });
    }
    let (by_key, by_table) = (dump::entities(&copy)?, written_again::entities(&copy)?);
    let transaction = copy.unchecked_transaction().map_err(|e| Error::sql("deriving in a copy", e))?;
    if corrected {
        derive::count(&transaction)?;
    } else {
        derive::derive(&transaction, &[], None, &|| Ok(()), &|_| ())?;
    }
    different(&by_table, &written_again::entities(&transaction)?, problems);
    // Deriving all counts in one pass: the same as the statements that say what the counts are.
    let counts = written_again::counts(&transaction)?;
    derive::count(&transaction)?;
    different(&counts, &written_again::counts(&transaction)?, problems);
    if problems.iter().all(|p| p.check != "entities") && dump::entities(&transaction)? != by_key {
        let message = "links to officials, units, posts or meetings are not what the evidence gives".into();
        problems.push(Problem { check: "entities", message });
    }
    Ok(())
}

/// Notes the tables of which the contents are not the same.
fn different(before: &written_again::Contents, after: &written_again::Contents, problems: &mut Vec<Problem>) {
    for table in written_again::different(before, after) {
        let message = format!("{table} holds something else than what the evidence gives");
        problems.push(Problem { check: "entities", message });
    }
}

/// Tables of evidence that hold something else than what was read. Corrected documents are put back as they were read for
/// that, and nothing of it remains.
fn misstated(copy: &Connection) -> Result<Vec<&'static str>> {
    let failed = |e| Error::sql("putting back what was corrected", e);
    let transaction = copy.unchecked_transaction().map_err(failed)?;
    correct::restore(&transaction).map_err(failed)?;
    written_again::evidence(&transaction)
}

fn structure(c: &Connection, problems: &mut Vec<Problem>) -> Sql<()> {
    let lines: Vec<String> =
        c.prepare("PRAGMA integrity_check")?.query_map([], |row| row.get(0))?.collect::<Sql<_>>()?;
    let bad = lines.into_iter().filter(|line| line != "ok");
    problems.extend(bad.map(|message| Problem { check: "integrity", message }));
    let mut statement = c.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, id, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let id = id.map_or_else(|| "without rowid".into(), |id| id.to_string());
        problems.push(Problem {
            check: "foreign-key",
            message: format!("{table} {id} refers to a missing row of {parent}"),
        });
    }
    Ok(())
}

/// FTS5 compares an index with its content only when asked by a writing statement, of which nothing remains. A file that
/// may not be written is copied for that.
fn indexes(archive: &Archive, problems: &mut Vec<Problem>) {
    let compare = |c: &Connection| c.execute_batch(sql!("check/indexes"));
    let writable = Connection::open_with_flags(
        archive.path(),
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    );
    let outcome = match writable.and_then(|c| compare(&c)) {
        Err(e)
            if matches!(
                e.sqlite_error_code(),
                Some(
                    rusqlite::ErrorCode::ReadOnly | rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::DatabaseBusy
                )
            ) =>
        {
            copy(archive.connection()).and_then(|c| compare(&c))
        }
        outcome => outcome,
    };
    problems.extend(
        outcome
            .err()
            .map(|e| Problem { check: "full-text", message: format!("an index does not agree with the texts: {e}") }),
    );
}

/// A copy in a temporary database.
fn copy(from: &Connection) -> Sql<Connection> {
    let mut to = Connection::open("")?;
    rusqlite::backup::Backup::new(from, &mut to)?.run_to_completion(1024, std::time::Duration::ZERO, None)?;
    Ok(to)
}

fn documents(c: &Connection, problems: &mut Vec<Problem>) -> Sql<()> {
    let ids: Vec<i64> = c.prepare(sql!("read/ids"))?.query_map([], |row| row.get(0))?.collect::<Sql<_>>()?;
    for id in ids {
        let record = read::read(c, id)?;
        if let Some(problem) = problem(&record) {
            problems.push(Problem { check: "record", message: format!("{}: {problem}", record.path) });
            continue;
        }
        let wrong = misread(&record).into_iter();
        problems.extend(wrong.map(|what| Problem { check: "span", message: format!("{}: {what}", record.path) }));
    }
    Ok(())
}

/// Facts with basis `stated` whose words do not stand at their span.
pub fn misread(record: &Record) -> Vec<String> {
    if all_spans(record).is_empty() {
        return vec![];
    }
    let chars: Vec<char> = record.body_hans.as_deref().unwrap_or(&record.body).chars().collect();
    let words = |span: Span| chars.get(span.range()).map(|c| normal(c.iter().copied())).unwrap_or_default();
    let mut wrong = Vec::new();
    let mut compare = |kind: &str, expected: &str, found: String| {
        if normal(expected.chars()) != found {
            wrong.push(format!("{kind} “{expected}” is read from “{found}”"));
        }
    };
    let d = &record.document;
    for (field, value) in [("title", &d.title), ("publisher", &d.publisher), ("url", &d.url)] {
        let evidence = d.evidence.get(field).filter(|e| e.basis == Basis::Stated).and_then(|e| e.span);
        if let (Some(value), Some(span)) = (value, evidence) {
            compare(field, value, words(span));
        }
    }
    for byline in d.reporters.iter().chain(&d.editors).filter(|b| b.basis == Basis::Stated) {
        compare("byline", &byline.name, words(byline.span));
    }
    for alias in record.officials.iter().flat_map(|o| &o.aliases).chain(record.units.iter().flat_map(|u| &u.aliases)) {
        compare("mention", &alias.name, words(alias.span));
    }
    for slogan in record.slogans.iter().filter(|s| s.basis == Basis::Stated) {
        compare("slogan", &slogan.text, words(slogan.span));
    }
    for place in record.places.iter().filter(|p| p.basis == Basis::Stated) {
        compare("place", &place.text, words(place.span));
    }
    for quote in &record.quotes {
        compare("quote", &quote.text, quote.spans.iter().map(|&s| words(s)).collect());
    }
    wrong
}

/// Without white space, and with one kind of middle dot.
fn normal(text: impl Iterator<Item = char>) -> String {
    let dot = |c| if matches!(c, '•' | '．' | '‧' | '∙' | '●' | '・' | '▪' | '⋅') { '·' } else { c };
    text.filter(|c| !c.is_whitespace()).map(dot).collect()
}

fn originals(c: &Connection, problems: &mut Vec<Problem>) -> Sql<()> {
    let mut statement = c.prepare(sql!("check/originals"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (path, sha256): (String, String) = (row.get(0)?, row.get(1)?);
        let (size, data): (Option<i64>, Option<Vec<u8>>) = (row.get(2)?, row.get(3)?);
        let bytes = size.zip(data).and_then(|(size, data)| Packed::unpack(size.unsigned_abs(), &data));
        let whole = bytes.is_some_and(|bytes| data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes)) == sha256);
        if !whole {
            problems
                .push(Problem { check: "original", message: format!("{path}: the original is missing or damaged") });
        }
    }
    Ok(())
}
