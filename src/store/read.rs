//! Evidence rows back to the record from which they were written.

use super::{
    columns::{code_at, maybe_code_at, rule_at, span_at},
    original::Packed,
};
use crate::{
    Error, Result,
    record::{
        Alias, Attendance, Byline, Container, Evidence, Fields, Meeting, Note, Official, PlaceMention, Post, Quote,
        RECORD_VERSION, Record, Slogan, Span, Supplied, Unit, UnitAttendance,
    },
};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

type Sql<T> = rusqlite::Result<T>;

/// Ids of all documents, old versions included, in order of path.
///
/// # Errors
/// When the archive cannot be read.
pub fn document_ids(connection: &Connection) -> Result<Vec<i64>> {
    let ids =
        || -> Sql<Vec<i64>> { connection.prepare_cached(sql!("read/ids"))?.query_map([], |row| row.get(0))?.collect() };
    ids().map_err(|e| Error::sql("listing the documents", e))
}

/// The record of document `id`, without the original bytes.
///
/// # Errors
/// When there is no such document or the archive is damaged.
pub fn record(connection: &Connection, id: i64) -> Result<Record> {
    read(connection, id).map_err(|e| Error::sql(format!("reading document {id}"), e))
}

/// The original of document `id` as `sqlar` holds it, and the version of the reader; `None` without an original or when
/// it is damaged.
///
/// # Errors
/// When there is no such document or the archive is damaged.
pub fn kept(connection: &Connection, id: i64) -> Result<Option<(Vec<u8>, String)>> {
    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?, row.get::<_, Option<Vec<u8>>>(2)?));
    let row = || connection.prepare_cached(sql!("read/original"))?.query_row(named_params! { ":id": id }, read);
    let (read_by, size, data) = row().map_err(|e| Error::sql(format!("reading the original of document {id}"), e))?;
    let bytes = size.zip(data).and_then(|(size, data)| Packed::unpack(size.unsigned_abs(), &data));
    Ok(bytes.map(|bytes| (bytes, read_by)))
}

/// [`reading`] for the pipeline, which compares it with what the original gives now.
///
/// # Errors
/// When there is no such document or the archive is damaged.
pub fn as_read(connection: &Connection, id: i64) -> Result<Record> {
    reading(connection, id).map_err(|e| Error::sql(format!("reading document {id}"), e))
}

/// The record of document `id` as the reader gave it, whatever was corrected since.
pub fn reading(c: &Connection, id: i64) -> Sql<Record> {
    let kept = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?));
    let kept =
        c.prepare_cached(sql!("readings/one"))?.query_row(named_params! { ":document_id": id }, kept).optional()?;
    let record = kept
        .and_then(|(size, data)| Packed::unpack(size.unsigned_abs(), &data))
        .and_then(|json| serde_json::from_slice(&json).ok());
    record.map_or_else(|| read(c, id), Ok)
}

/// As [`record`], for use inside the store.
pub fn read(c: &Connection, id: i64) -> Sql<Record> {
    let head = |row: &Row<'_>| {
        let script = code_at(row, 5)?;
        Ok(Record {
            record: RECORD_VERSION,
            path: row.get(0)?,
            sha256: row.get(1)?,
            size: u64::try_from(row.get::<_, i64>(2)?).unwrap_or(0),
            encoding: code_at(row, 3)?,
            format: code_at(row, 4)?,
            script,
            kind: code_at(row, 6)?,
            body: row.get(7)?,
            body_hans: row.get(8)?,
            document: Fields {
                title: row.get(9)?,
                publisher: row.get(10)?,
                url: row.get(11)?,
                published_on: maybe_code_at(row, 12)?,
                retrieved_on: maybe_code_at(row, 13)?,
                script,
                ..Fields::default()
            },
            meetings: vec![],
            officials: vec![],
            units: vec![],
            quotes: vec![],
            slogans: vec![],
            places: vec![],
            notes: vec![],
            supplied: supplied_at(row, 14)?,
            container: container_at(row, 15)?,
            original: None,
        })
    };
    let mut record = c.prepare_cached(sql!("read/document"))?.query_row(named_params! { ":id": id }, head)?;
    fields(c, id, &mut record.document)?;
    record.meetings = rows(c, sql!("read/meetings"), id, meeting)?;
    record.officials = officials(c, id)?;
    record.units = units(c, id)?;
    record.quotes = quotes(c, id)?;
    record.slogans = rows(c, sql!("read/slogans"), id, |row| {
        Ok(Slogan { text: row.get(0)?, span: span(row, 1)?, rule: rule_at(row, 3)?, basis: code_at(row, 4)? })
    })?;
    record.places = rows(c, sql!("read/places"), id, |row| {
        let (code, text) = (row.get(0)?, row.get(1)?);
        Ok(PlaceMention { code, text, span: span(row, 2)?, rule: rule_at(row, 4)?, basis: code_at(row, 5)? })
    })?;
    record.notes = rows(c, sql!("read/notes"), id, |row| {
        Ok(Note { code: row.get(0)?, message: row.get(1)?, span: span_at(row, 2)? })
    })?;
    Ok(record)
}

/// The container in which a document was found.
pub fn container_at(row: &Row<'_>, column: usize) -> Sql<Option<Container>> {
    let (name, sha256) = (row.get::<_, Option<String>>(column)?, row.get::<_, Option<String>>(column + 1)?);
    Ok(name.zip(sha256).map(|(name, sha256)| Container { name, sha256 }))
}

/// What was supplied; nothing where the column is NULL or no such JSON.
pub fn supplied_at(row: &Row<'_>, column: usize) -> Sql<Supplied> {
    let text: Option<String> = row.get(column)?;
    Ok(text.and_then(|t| serde_json::from_str(&t).ok()).unwrap_or_default())
}

fn rows<T>(c: &Connection, statement: &str, id: i64, read: impl FnMut(&Row<'_>) -> Sql<T>) -> Sql<Vec<T>> {
    c.prepare_cached(statement)?.query_map(named_params! { ":id": id }, read)?.collect()
}

fn span(row: &Row<'_>, column: usize) -> Sql<Span> {
    Ok(Span { start: row.get(column)?, end: row.get(column + 1)? })
}

fn fields(c: &Connection, id: i64, fields: &mut Fields) -> Sql<()> {
    let evidence = rows(c, sql!("read/fields"), id, |row| {
        let evidence = Evidence { span: span_at(row, 1)?, rule: rule_at(row, 3)?, basis: code_at(row, 4)? };
        Ok((row.get::<_, String>(0)?, evidence, row.get::<_, Option<String>>(5)?))
    })?;
    for (field, evidence, value) in evidence {
        if field == "place_code" {
            fields.place_code = value;
        }
        fields.evidence.insert(field, evidence);
    }
    let credits = rows(c, sql!("read/credits"), id, |row| {
        let (name, span) = (row.get(1)?, span(row, 2)?);
        Ok((
            row.get::<_, String>(0)? == "editor",
            Byline { name, span, rule: rule_at(row, 4)?, basis: code_at(row, 5)? },
        ))
    })?;
    for (editor, byline) in credits {
        if editor { &mut fields.editors } else { &mut fields.reporters }.push(byline);
    }
    Ok(())
}

fn meeting(row: &Row<'_>) -> Sql<Meeting> {
    Ok(Meeting {
        n: row.get(0)?,
        name: row.get(1)?,
        kind: code_at(row, 2)?,
        held_on: maybe_code_at(row, 3)?,
        held_until: maybe_code_at(row, 4)?,
        held_basis: maybe_code_at(row, 5)?,
        held_span: span_at(row, 6)?,
        held_rule: row.get::<_, Option<String>>(8)?.map(Into::into),
        daypart: row.get(9)?,
        place: row.get(10)?,
        place_code: row.get(11)?,
        place_span: span_at(row, 12)?,
        place_basis: maybe_code_at(row, 14)?,
        span: span(row, 15)?,
        rule: rule_at(row, 17)?,
        basis: code_at(row, 18)?,
    })
}

fn officials(c: &Connection, id: i64) -> Sql<Vec<Official>> {
    let mut found = rows(c, sql!("read/officials"), id, |row| {
        let official = Official {
            n: row.get(1)?,
            name: row.get(2)?,
            surname_only: row.get(3)?,
            rank: row.get(4)?,
            capacity: code_at(row, 5)?,
            posts: vec![],
            roles: vec![],
            aliases: vec![],
            span: span(row, 6)?,
            rule: rule_at(row, 8)?,
            basis: code_at(row, 9)?,
        };
        Ok((row.get::<_, i64>(0)?, official))
    })?;
    for (row_id, official) in &mut found {
        official.posts = rows(c, sql!("read/posts"), *row_id, |row| {
            let (unit, unit_n, title, status) = (row.get(0)?, row.get(1)?, row.get(2)?, code_at(row, 3)?);
            Ok(Post {
                unit,
                unit_n,
                title,
                status,
                span: span(row, 4)?,
                rule: rule_at(row, 6)?,
                basis: code_at(row, 7)?,
            })
        })?;
        official.roles = rows(c, sql!("read/attendances"), *row_id, |row| {
            let (role, meeting, list_order) = (code_at(row, 0)?, row.get(1)?, row.get(2)?);
            Ok(Attendance {
                role,
                meeting,
                list_order,
                span: span(row, 3)?,
                rule: rule_at(row, 5)?,
                basis: code_at(row, 6)?,
            })
        })?;
        official.aliases = rows(c, sql!("read/official_mentions"), *row_id, alias)?;
    }
    Ok(found.into_iter().map(|(_, official)| official).collect())
}

fn alias(row: &Row<'_>) -> Sql<Alias> {
    Ok(Alias { name: row.get(0)?, span: span(row, 1)? })
}

fn units(c: &Connection, id: i64) -> Sql<Vec<Unit>> {
    let mut found = rows(c, sql!("read/units"), id, |row| {
        let unit = Unit {
            n: row.get(1)?,
            name: row.get(2)?,
            kind: code_at(row, 3)?,
            organ: code_at(row, 4)?,
            place: row.get(5)?,
            place_code: row.get(6)?,
            aliases: vec![],
            presences: vec![],
            span: span(row, 7)?,
            rule: rule_at(row, 9)?,
            basis: code_at(row, 10)?,
        };
        Ok((row.get::<_, i64>(0)?, unit))
    })?;
    for (row_id, unit) in &mut found {
        unit.presences = rows(c, sql!("read/presences"), *row_id, |row| {
            let (presence, meeting) = (code_at(row, 0)?, row.get(1)?);
            Ok(UnitAttendance {
                presence,
                meeting,
                span: span(row, 2)?,
                rule: rule_at(row, 4)?,
                basis: code_at(row, 5)?,
            })
        })?;
        unit.aliases = rows(c, sql!("read/unit_mentions"), *row_id, alias)?;
    }
    Ok(found.into_iter().map(|(_, unit)| unit).collect())
}

fn quotes(c: &Connection, id: i64) -> Sql<Vec<Quote>> {
    let mut found = rows(c, sql!("read/quotes"), id, |row| {
        let quote = Quote {
            meeting: row.get(1)?,
            speaker: row.get(2)?,
            speaker_kind: code_at(row, 3)?,
            officials: vec![],
            unit: row.get(4)?,
            speaker_label: row.get(5)?,
            label_span: span_at(row, 6)?,
            cue: row.get(8)?,
            cue_span: span_at(row, 9)?,
            kind: code_at(row, 11)?,
            text: row.get(12)?,
            spans: vec![],
            rule: rule_at(row, 13)?,
            basis: code_at(row, 14)?,
        };
        Ok((row.get::<_, i64>(0)?, quote))
    })?;
    for (row_id, quote) in &mut found {
        quote.spans = rows(c, sql!("read/quote_spans"), *row_id, |row| span(row, 0))?;
        quote.officials = rows(c, sql!("read/quote_speakers"), *row_id, |row| row.get(0))?;
    }
    Ok(found.into_iter().map(|(_, quote)| quote).collect())
}
