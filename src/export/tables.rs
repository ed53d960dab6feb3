//! The tables that are exported, and what SQLite knows of their columns.

use crate::{Error, Result};
use rusqlite::Connection;

/// Tables that hold no facts of their own: the index, the originals, what deriving keeps, the description of the file.
const LEFT_OUT: [&str; 7] =
    ["sqlar", "han_variant", "indexed_characters", "data_dictionary", "about", "document_prints", "readings"];

/// One table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// What it holds, in English.
    pub meaning: String,
    /// In the order of the table.
    pub columns: Vec<Column>,
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds, in English.
    pub meaning: String,
    /// Whether SQLite stores integers in it.
    pub integer: bool,
    /// Whether it is never NULL.
    pub required: bool,
    /// Whether it belongs to the primary key.
    pub key: bool,
    /// Table and column to which it points.
    pub points_to: Option<(String, String)>,
}

impl Table {
    /// `SELECT` of all columns in the order of the primary key.
    pub fn select(&self) -> String {
        let quoted = |c: &Column| format!("\"{}\"", c.name);
        let columns: Vec<String> = self.columns.iter().map(quoted).collect();
        let keys: Vec<String> = self.columns.iter().filter(|c| c.key).map(quoted).collect();
        let order = if keys.is_empty() { String::new() } else { format!(" ORDER BY {}", keys.join(", ")) };
        format!("SELECT {} FROM \"{}\"{order}", columns.join(", "), self.name)
    }
}

/// All tables that are exported, by name.
///
/// # Errors
/// A damaged archive.
pub fn tables(archive: &Connection) -> Result<Vec<Table>> {
    let failed = |e| Error::sql("reading the tables of the archive", e);
    let mut names = archive.prepare(include_str!("tables.sql")).map_err(failed)?;
    let found = names
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?)))
        .and_then(Iterator::collect::<rusqlite::Result<Vec<_>>>)
        .map_err(failed)?;
    let kept = found.into_iter().filter(|(name, _)| !LEFT_OUT.contains(&name.as_str()) && !name.contains("_fts"));
    kept.map(|(name, meaning)| {
        let columns = columns(archive, &name).map_err(failed)?;
        Ok(Table { name, meaning: meaning.unwrap_or_default(), columns })
    })
    .collect()
}

fn columns(archive: &Connection, table: &str) -> rusqlite::Result<Vec<Column>> {
    let mut statement = archive.prepare(include_str!("columns.sql"))?;
    let rows = statement.query_map([table], |row| {
        let points_to: Option<String> = row.get("table_to")?;
        let column_to: Option<String> = row.get("column_to")?;
        Ok(Column {
            name: row.get("name")?,
            meaning: row.get::<_, Option<String>>("meaning")?.unwrap_or_default(),
            integer: row.get::<_, String>("type")?.starts_with("INT"),
            required: row.get("required")?,
            key: row.get("key")?,
            points_to: points_to.zip(column_to),
        })
    })?;
    rows.collect()
}
