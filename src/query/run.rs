//! Runs a canned query on an open archive.

use super::{CannedQuery, choices, parameters};
use crate::{
    Error, Result,
    output::{Column, Language},
};
use rusqlite::{Connection, Statement, types::Value};
use std::{collections::BTreeMap, io};

/// How a query ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Rows given.
    pub rows: u64,
    /// Rows left out because their year is unknown, while a time was asked for; at most [`UNDATED_AT_MOST`].
    pub undated: u64,
    /// Whether there may be more rows than the parameter `limit` let through.
    pub cut: bool,
}

/// Runs `query` with the values of `given`; hands the columns and then every row to `sink`.
///
/// # Errors
/// [`Error::Request`] for parameters, [`Error::Sql`] for the statement, and what `sink` says as [`Error::Io`].
pub fn run(
    connection: &Connection,
    query: &CannedQuery,
    given: &[(String, String)],
    language: Option<Language>,
    sink: &mut dyn Sink,
) -> Result<Outcome> {
    let mut values = parameters::values(query, given)?;
    choices::settle(connection, query, &mut values)?;
    let failed = |e| Error::sql(format!("Query {}", query.name), e);
    let mut statement = connection.prepare(&query.sql).map_err(failed)?;
    bind(&mut statement, query, &values)?;
    let columns = columns(&statement, query, language);
    let width = columns.len();
    sink.columns(columns).map_err(|e| Error::io("output", e))?;
    let mut outcome = Outcome::default();
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().map_err(failed)? {
        let cells: Vec<Value> = (0..width).map(|i| row.get(i)).collect::<rusqlite::Result<_>>().map_err(failed)?;
        sink.row(&cells).map_err(|e| Error::io("output", e))?;
        outcome.rows += 1;
    }
    outcome.cut = values.get("limit").is_some_and(|n| n.parse() == Ok(outcome.rows) && outcome.rows > 0);
    outcome.undated = undated(connection, query, values)?;
    Ok(outcome)
}

/// Takes the rows of a result.
pub trait Sink {
    /// Comes first, once.
    ///
    /// # Errors
    /// What the writer says.
    fn columns(&mut self, columns: Vec<Column>) -> io::Result<()>;
    /// One row.
    ///
    /// # Errors
    /// What the writer says.
    fn row(&mut self, cells: &[Value]) -> io::Result<()>;
}

fn bind(statement: &mut Statement<'_>, query: &CannedQuery, values: &BTreeMap<String, String>) -> Result<()> {
    let failed = |e| Error::sql(format!("Query {}", query.name), e);
    for index in 1..=statement.parameter_count() {
        let name = statement.parameter_name(index).unwrap_or_default().trim_start_matches([':', '@', '$']).to_owned();
        // What a user's own file does not declare is empty, as Datasette has it.
        let value = values.get(&name).cloned().unwrap_or_default();
        statement.raw_bind_parameter(index, value).map_err(failed)?;
    }
    match values.keys().find(|name| !matches!(statement.parameter_index(&format!(":{name}")), Ok(Some(_)))) {
        Some(name) => Err(parameters::unknown(query, name)),
        None => Ok(()),
    }
}

fn columns(statement: &Statement<'_>, query: &CannedQuery, language: Option<Language>) -> Vec<Column> {
    let heading = |name: &str| language.and_then(|l| query.heading(name, l)).unwrap_or(name).to_owned();
    statement
        .column_names()
        .into_iter()
        .map(|name| Column { flush_right: name == "left", ..Column::headed(name, heading(name)) })
        .collect()
}

/// Undated rows are counted so far: what matters is that there are such, and a few or many.
pub const UNDATED_AT_MOST: u64 = 1000;

/// How many rows a query with a time left out for want of a year, at most [`UNDATED_AT_MOST`]: the same query, asked for
/// these only.
fn undated(connection: &Connection, query: &CannedQuery, mut values: BTreeMap<String, String>) -> Result<u64> {
    let asks = |name: &str| values.get(name).is_some_and(|v| !v.is_empty());
    if !(asks("from") || asks("to")) || asks("undated") || !values.contains_key("undated") {
        return Ok(0);
    }
    values.insert("undated".into(), "only".into());
    if values.contains_key("limit") {
        values.insert("limit".into(), UNDATED_AT_MOST.to_string());
    }
    let failed = |e| Error::sql(format!("Query {}: counting undated rows", query.name), e);
    // Nothing of the user's goes into the text; the file's own statement is wrapped as it stands.
    let sql = format!("select count(*) from (\n{}\n)", query.sql.trim_end().trim_end_matches(';'));
    let mut statement = connection.prepare(&sql).map_err(failed)?;
    bind(&mut statement, query, &values)?;
    let mut rows = statement.raw_query();
    let count = rows.next().map_err(failed)?.map_or(Ok(0), |row| row.get::<_, i64>(0)).map_err(failed)?;
    Ok(count.unsigned_abs())
}
