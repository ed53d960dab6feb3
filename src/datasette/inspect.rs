//! What `datasette inspect` would find out, so that Datasette need not count and hash a large file when it starts.

use crate::{Error, Result};
use data_encoding::HEXLOWER;
use rusqlite::Connection;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fs::File, io, path::Path};

/// The inspect data of one archive, as JSON text.
///
/// # Errors
/// [`Error::Io`] for the file.
pub(super) fn file(counts: &Counts, path: &Path, database: &str) -> Result<String> {
    let (hash, size) = digest(path).map_err(|e| Error::io(path, e))?;
    let tables: Map<String, Value> = counts.iter().map(|(name, n)| (name.clone(), json!({ "count": n }))).collect();
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

/// Rows of every table and view by name. `datasette inspect` leaves the views out, but Datasette takes what it finds, and
/// would else count the rows of a view whenever its page is looked at.
pub(super) type Counts = BTreeMap<String, i64>;

/// Counts them.
///
/// # Errors
/// When the archive cannot be read.
pub(super) fn counts(archive: &Connection) -> rusqlite::Result<Counts> {
    let mut statement = archive.prepare(include_str!("tables.sql"))?;
    let names: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let count = |name: &String| {
        // To count an index with external content SQLite would fence every text; one row of docsize stands for each.
        let docsize = format!("{name}_docsize");
        let counted = if names.contains(&docsize) { &docsize } else { name };
        Ok((name.clone(), archive.query_row(&counting(counted), [], |row| row.get(0))?))
    };
    names.iter().map(count).collect()
}

/// Names of tables cannot be bound.
fn counting(table: &str) -> String {
    format!("select count(*) from \"{}\"", table.replace('"', "\"\""))
}
