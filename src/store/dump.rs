//! The content of an archive in canonical form: one JSON array a line, natural keys instead of row ids, in an order that
//! follows from the content. Two archives of the same inputs give the same lines, whatever the order, the threads or the
//! number of runs. Left out: runs and rejects (they tell of a run), full-text indexes (derived), originals (their hash
//! stands in the record), and what the program itself writes (`about`, `vocabulary` …).

use super::{Archive, read};
use crate::{Error, Result};
use rusqlite::{Connection, Row, types::ValueRef};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::io::Write;

/// What was dumped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dump {
    /// Lines written.
    pub lines: u64,
    /// SHA-256 of all lines with their `\n`, lower-case hexadecimal.
    pub sha256: String,
}

/// Writes the content in canonical form to `out`.
///
/// # Errors
/// When the archive cannot be read or `out` refuses.
pub fn dump(archive: &Archive, out: &mut dyn Write) -> Result<Dump> {
    let mut lines = Lines { out, hash: Sha256::new(), count: 0 };
    lines.write(&json!(["huiyao", 1]))?;
    documents(archive.connection(), &mut lines)?;
    write_entities(archive.connection(), &mut lines)?;
    let sha256 = data_encoding::HEXLOWER.encode(&lines.hash.finalize());
    Ok(Dump { lines: lines.count, sha256 })
}

/// SHA-256 of the derived half of the dump.
///
/// # Errors
/// When the archive cannot be read.
pub fn entities(connection: &Connection) -> Result<String> {
    let mut lines = Lines { out: &mut std::io::sink(), hash: Sha256::new(), count: 0 };
    write_entities(connection, &mut lines)?;
    Ok(data_encoding::HEXLOWER.encode(&lines.hash.finalize()))
}

fn write_entities(connection: &Connection, lines: &mut Lines<'_>) -> Result<()> {
    for (kind, statement) in [
        ("division", sql!("dump/divisions")),
        ("division_name", sql!("dump/division_names")),
        ("unit", sql!("dump/units")),
        ("official", sql!("dump/officials")),
        ("post", sql!("dump/posts")),
        ("tenure", sql!("dump/tenures")),
        ("meeting", sql!("dump/meetings")),
        ("claim", sql!("dump/meeting_claims")),
        ("passage", sql!("dump/shared_passages")),
        ("key", sql!("dump/keys")),
        ("proposal", sql!("dump/proposals")),
        ("correction", sql!("dump/corrections")),
    ] {
        rows(connection, kind, statement, lines)?;
    }
    Ok(())
}

struct Lines<'a> {
    out: &'a mut dyn Write,
    hash: Sha256,
    count: u64,
}

impl Lines<'_> {
    fn write(&mut self, value: &Value) -> Result<()> {
        let line = format!("{value}\n");
        self.hash.update(&line);
        self.count += 1;
        self.out.write_all(line.as_bytes()).map_err(|e| Error::io("writing the dump", e))
    }
}

/// Each document with its whole evidence, as the record that it came from.
fn documents(c: &Connection, lines: &mut Lines<'_>) -> Result<()> {
    let wrong = |e| Error::sql("dumping the documents", e);
    let mut statement = c.prepare(sql!("dump/documents")).map_err(wrong)?;
    let mut found = statement.query([]).map_err(wrong)?;
    while let Some(row) = found.next().map_err(wrong)? {
        let id = row.get(0).map_err(wrong)?;
        let columns = values(row, 1).map_err(wrong)?;
        let record = read::read(c, id).map_err(wrong)?;
        let record =
            serde_json::to_value(&record).map_err(|e| Error::Request(format!("dumping {}: {e}", record.path)))?;
        let mut line = vec![json!("document")];
        line.extend(columns);
        line.push(record);
        lines.write(&Value::Array(line))?;
    }
    Ok(())
}

fn rows(c: &Connection, kind: &str, statement: &str, lines: &mut Lines<'_>) -> Result<()> {
    let wrong = |e| Error::sql(format!("dumping: {kind}"), e);
    let mut statement = c.prepare(statement).map_err(wrong)?;
    let mut found = statement.query([]).map_err(wrong)?;
    while let Some(row) = found.next().map_err(wrong)? {
        let mut line = vec![json!(kind)];
        line.extend(values(row, 0).map_err(wrong)?);
        lines.write(&Value::Array(line))?;
    }
    Ok(())
}

/// Columns from `first` on.
fn values(row: &Row<'_>, first: usize) -> rusqlite::Result<Vec<Value>> {
    let value = |column| {
        Ok(match row.get_ref(column)? {
            ValueRef::Null | ValueRef::Blob(_) => Value::Null,
            ValueRef::Integer(n) => json!(n),
            ValueRef::Real(x) => json!(x),
            ValueRef::Text(text) => json!(String::from_utf8_lossy(text)),
        })
    };
    (first..row.as_ref().column_count()).map(value).collect()
}
