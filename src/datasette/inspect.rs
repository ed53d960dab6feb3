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
    // Views stand apart: Datasette takes whatever it finds under `tables` for a table. The plugin knows what to do with them.
    let of = |views: bool| -> Map<String, Value> {
        let wanted = counts.iter().filter(|(_, counted)| counted.view == views);
        wanted.map(|(name, counted)| (name.clone(), json!({ "count": counted.rows }))).collect()
    };
    // The name of the file alone: what is written must not depend on where the archive lies.
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let data =
        json!({ database: { "hash": hash, "size": size, "file": file, "tables": of(false), "views": of(true) } });
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

/// How many rows every table and view has, by name.
pub(super) type Counts = BTreeMap<String, Counted>;

/// A table or view with the number of its rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    view: bool,
    pub(super) rows: i64,
}

/// Counts the rows of all. `datasette inspect` leaves the views out, and Datasette counts them whenever their page is looked at.
///
/// # Errors
/// When the archive cannot be read.
pub(super) fn counts(archive: &Connection) -> rusqlite::Result<Counts> {
    let mut statement = archive.prepare(include_str!("tables.sql"))?;
    let named: BTreeMap<String, bool> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let count = |(name, view): (&String, &bool)| {
        // To count an index with external content SQLite would fence every text; one row of docsize stands for each.
        let docsize = format!("{name}_docsize");
        let counted = if named.contains_key(&docsize) { &docsize } else { name };
        let rows = archive.query_row(&counting(counted), [], |row| row.get(0))?;
        Ok((name.clone(), Counted { view: *view, rows }))
    };
    named.iter().map(count).collect()
}

/// Names of tables cannot be bound.
fn counting(table: &str) -> String {
    format!("select count(*) from \"{}\"", table.replace('"', "\"\""))
}
