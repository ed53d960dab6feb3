//! What `datasette inspect` would find out, so that Datasette need not count and hash a large file when it starts.

use crate::{Error, Result};
use data_encoding::HEXLOWER;
use rusqlite::Connection;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::{fs::File, io, path::Path};

/// The inspect data of one archive, as JSON text.
///
/// # Errors
/// [`Error::Io`] for the file, [`Error::Sql`] for the counts.
pub(super) fn file(archive: &Connection, path: &Path, database: &str) -> Result<String> {
    let (hash, size) = digest(path).map_err(|e| Error::io(path, e))?;
    let tables = counts(archive).map_err(|e| Error::sql("counting rows", e))?;
    // The name of the file alone: what is written must not depend on where the archive lies.
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let data = json!({ database: { "hash": hash, "size": size, "file": file, "tables": tables } });
    Ok(format!("{data:#}\n"))
}

fn digest(path: &Path) -> io::Result<(String, u64)> {
    let mut hash = Sha256::new();
    let mut hashed = Hashing(&mut hash);
    let size = io::copy(&mut File::open(path)?, &mut hashed)?;
    Ok((HEXLOWER.encode(&hash.finalize()), size))
}

struct Hashing<'a>(&'a mut Sha256);

impl io::Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn counts(archive: &Connection) -> rusqlite::Result<Map<String, Value>> {
    let mut statement = archive.prepare(include_str!("tables.sql"))?;
    let named: Vec<(String, bool)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let mut tables = Map::new();
    for (table, _) in named.iter().filter(|(_, view)| !view) {
        // To count an index with external content SQLite would fence every text; one row of docsize stands for each.
        let docsize = format!("{table}_docsize");
        let counted = if named.iter().any(|(name, _)| *name == docsize) { &docsize } else { table };
        let count: i64 = archive.query_row(&counting(counted), [], |row| row.get(0))?;
        tables.insert(table.clone(), json!({ "count": count }));
    }
    Ok(tables)
}

/// Names of tables cannot be bound.
fn counting(table: &str) -> String {
    format!("select count(*) from \"{}\"", table.replace('"', "\"\""))
}
