//! Answers of the canned queries, for reports that show them: the figures of a report are those of `huiyao query`.

use super::notes::Evidence;
use crate::{
    Error, Result,
    output::Column,
    query::{self, Catalogue, Sink},
};
use rusqlite::{Connection, OptionalExtension, named_params, types::Value};
use std::io;

/// Rows under the names of their columns.
pub(super) struct Answer {
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
    /// The command that gives the same.
    pub(super) command: String,
}

/// One row.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    columns: &'a [String],
    cells: &'a [Value],
}

/// Asks a shipped query.
///
/// # Errors
/// What the query says.
pub(super) fn ask(archive: &Connection, name: &str, parameters: &[(&str, &str)]) -> Result<Answer> {
    let catalogue = Catalogue::shipped()?;
    let given: Vec<(String, String)> = parameters
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect();
    let mut command = format!("huiyao query ARCHIVE {name}");
    for (key, value) in &given {
        command.push_str(&format!(" -p {key} {}", shell_word(value)));
    }
    let mut answer = Answer { columns: vec![], rows: vec![], command };
    query::run(archive, catalogue.find(name)?, &given, None, &mut answer)?;
    Ok(answer)
}

/// A value as one word of a command line.
pub(super) fn shell_word(value: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '/');
    if !value.is_empty() && value.chars().all(plain) {
        return value.to_owned();
    }
    format!("'{}'", value.replace('\'', "'\\''"))
}

impl Sink for Answer {
    fn columns(&mut self, columns: Vec<Column>) -> io::Result<()> {
        self.columns = columns.into_iter().map(|column| column.name).collect();
        Ok(())
    }

    fn row(&mut self, cells: &[Value]) -> io::Result<()> {
        self.rows.push(cells.to_vec());
        Ok(())
    }
}

impl Answer {
    /// The rows in their order.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { columns: &self.columns, cells })
    }
}

impl Row<'_> {
    /// A cell as text; empty for NULL and for a column that is not there.
    pub(super) fn text(&self, column: &str) -> String {
        match self.cell(column) {
            Some(Value::Text(text)) => text.clone(),
            Some(Value::Integer(n)) => n.to_string(),
            Some(Value::Real(x)) => x.to_string(),
            _ => String::new(),
        }
    }

    /// A whole number; 0 for anything else.
    pub(super) fn number(&self, column: &str) -> i64 {
        match self.cell(column) {
            Some(Value::Integer(n)) => *n,
            _ => 0,
        }
    }

    fn cell(&self, column: &str) -> Option<&Value> {
        self.columns.iter().position(|name| name == column).and_then(|at| self.cells.get(at))
    }
}

/// The evidence behind a ref or a key of an entity; `None` when there is none of that name.
///
/// # Errors
/// [`Error::Sql`].
pub(super) fn evidence(archive: &Connection, r#ref: &str) -> Result<Option<Evidence>> {
    let document = r#ref.split('-').next().unwrap_or_default();
    archive
        .prepare_cached(include_str!("evidence.sql"))
        .and_then(|mut statement| {
            statement
                .query_row(named_params! { ":ref": r#ref, ":document": document }, |row| {
                    let span = row.get::<_, Option<u32>>(1)?.zip(row.get(2)?);
                    Ok(Evidence { document: row.get(0)?, r#ref: r#ref.to_owned(), span })
                })
                .optional()
        })
        .map_err(|e| Error::sql(format!("looking for {ref}"), e))
}

/// The evidence of the refs that exist.
///
/// # Errors
/// [`Error::Sql`].
pub(super) fn all_evidence<'r>(archive: &Connection, refs: impl IntoIterator<Item = &'r str>) -> Result<Vec<Evidence>> {
    let mut found = vec![];
    for r#ref in refs {
        found.extend(evidence(archive, r#ref)?);
    }
    Ok(found)
}
