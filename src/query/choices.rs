//! What an archive has to choose from for a parameter.

use super::{CannedQuery, Parameter, nearest};
use crate::{Error, Result};
use rusqlite::{Connection, types::Value};
use std::collections::BTreeMap;

/// A value that a parameter may take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The value.
    pub value: String,
    /// What it means, if the header's SQL says so.
    pub meaning: Option<String>,
}

/// The values that `archive` has for a parameter; `None` if its header names no way to find them.
///
/// # Errors
/// [`Error::Sql`] for the SQL of the header.
pub fn choices(archive: &Connection, query: &CannedQuery, parameter: &Parameter) -> Result<Option<Vec<Choice>>> {
    let Some(sql) = &parameter.choices else { return Ok(None) };
    let failed = |e| Error::sql(format!("Query {}: choices of {}", query.name, parameter.name), e);
    let mut statement = archive.prepare(sql).map_err(failed)?;
    let two = statement.column_count() > 1;
    let found = statement
        .query_map([], |row| {
            let value = text(row.get(0)?).unwrap_or_default();
            let meaning = if two { text(row.get(1)?) } else { None };
            Ok(Choice { meaning: meaning.filter(|meaning| *meaning != value), value })
        })
        .and_then(Iterator::collect)
        .map_err(failed)?;
    Ok(Some(found))
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text),
        Value::Integer(n) => Some(n.to_string()),
        _ => None,
    }
}

/// Refuses a value that is none of the choices of `archive`; a value may be given by its meaning too (`党委` for
/// `party`), which is then replaced.
///
/// # Errors
/// [`Error::Request`] with the choices, [`Error::Sql`].
pub(super) fn settle(archive: &Connection, query: &CannedQuery, values: &mut BTreeMap<String, String>) -> Result<()> {
    for parameter in &query.parameters {
        let Some(value) = values.get_mut(&parameter.name).filter(|value| **value != parameter.default) else {
            continue;
        };
        let Some(choices) = choices(archive, query, parameter)? else { continue };
        // An archive that has nothing gives no rows, which is answer enough.
        if choices.is_empty() || choices.iter().any(|choice| choice.value == *value) {
            continue;
        }
        match choices.iter().find(|choice| choice.meaning.as_deref() == Some(value)) {
            Some(meant) => value.clone_from(&meant.value),
            None => return Err(refused(query, parameter, value, &choices)),
        }
    }
    Ok(())
}

/// Choices that a message names.
const NAMED: usize = 24;

fn refused(query: &CannedQuery, parameter: &Parameter, value: &str, choices: &[Choice]) -> Error {
    let start = format!("“{value}” will not do for parameter {} of query {}", parameter.name, query.name);
    let near = nearest(value, choices.iter().map(|choice| choice.value.as_str()));
    let hint = near.first().map_or(String::new(), |near| format!(" Did you mean {near}?"));
    let named: Vec<&str> = choices.iter().take(NAMED).map(|choice| choice.value.as_str()).collect();
    let more = if choices.len() > NAMED { " …" } else { "" };
    Error::Request(format!("{start}.{hint} It has: {}{more}", named.join(", ")))
}
