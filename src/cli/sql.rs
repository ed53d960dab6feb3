//! `huiyao sql`: the user's own SQL, which can read and nothing else.

use super::{End, args, screen};
use crate::{
    Error, Result,
    output::{Column, Rows},
    store::Archive,
};
use anyhow::Context;
use rusqlite::{
    Connection, Statement,
    hooks::{AuthAction, AuthContext, Authorization},
    types::Value,
};
use std::{
    io::Read,
    time::{Duration, Instant},
};

pub(super) fn run(args: &args::Sql) -> anyhow::Result<End> {
    let opened = Archive::open_read_only(&args.archive)?;
    let archive = opened.connection();
    let sql = statement_text(&args.sql)?;
    archive.authorizer(Some(may_only_read)).context("setting up the guard against writing")?;
    stop_after(archive, args.timeout)?;
    let failed = |e| explained(e, args.timeout);
    let mut statement = archive.prepare(&sql).map_err(failed)?;
    bind(&mut statement, &args::pairs(&args.param))?;
    let columns: Vec<Column> = statement.column_names().into_iter().map(Column::plain).collect();
    if columns.is_empty() {
        return Err(Error::Request("This statement gives no rows; `huiyao sql` is for reading.".into()).into());
    }
    let width = columns.len();
    let mut out = screen::stdout();
    let mut printed = Rows::begin(&mut out, args.output.style(), columns)?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().map_err(failed)? {
        let cells: Vec<Value> = (0..width).map(|i| row.get(i)).collect::<rusqlite::Result<_>>().map_err(failed)?;
        printed.row(&cells)?;
    }
    match printed.end()? {
        0 => {
            screen::say("No rows.");
            Ok(End::Nothing)
        }
        _ => Ok(End::Fine),
    }
}

fn statement_text(given: &str) -> anyhow::Result<String> {
    if given != "-" {
        return Ok(given.to_owned());
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).context("reading SQL from standard input")?;
    Ok(text)
}

/// Pragmas that only tell; the full-text index reads `data_version` for itself.
const TELLING_PRAGMAS: &[&str] = &[
    "application_id",
    "compile_options",
    "data_version",
    "database_list",
    "encoding",
    "foreign_key_check",
    "foreign_key_list",
    "function_list",
    "index_info",
    "index_list",
    "index_xinfo",
    "integrity_check",
    "page_count",
    "page_size",
    "quick_check",
    "schema_version",
    "table_info",
    "table_list",
    "table_xinfo",
    "user_version",
];

/// Pragmas of [`TELLING_PRAGMAS`] that would set something when given a value.
const SETTING_PRAGMAS: &[&str] = &["application_id", "encoding", "page_size", "schema_version", "user_version"];

fn may_only_read(context: AuthContext<'_>) -> Authorization {
    let allowed = match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => true,
        AuthAction::Function { function_name } => !function_name.eq_ignore_ascii_case("load_extension"),
        AuthAction::Pragma { pragma_name, pragma_value } => {
            let name = pragma_name.to_ascii_lowercase();
            TELLING_PRAGMAS.contains(&name.as_str())
                && (pragma_value.is_none() || !SETTING_PRAGMAS.contains(&name.as_str()))
        }
        _ => false,
    };
    if allowed { Authorization::Allow } else { Authorization::Deny }
}

fn stop_after(archive: &Connection, seconds: f64) -> anyhow::Result<()> {
    let Ok(limit) = Duration::try_from_secs_f64(seconds) else {
        anyhow::bail!("--timeout wants seconds, 0 or more, not {seconds}");
    };
    if !limit.is_zero() {
        let begun = Instant::now();
        // Every 10,000 steps of SQLite's machine, about a millisecond.
        archive.progress_handler(10_000, Some(move || begun.elapsed() > limit)).context("setting up the timeout")?;
    }
    Ok(())
}

fn bind(statement: &mut Statement<'_>, given: &[(String, String)]) -> Result<()> {
    let failed = |e| Error::sql("binding parameters", e);
    for (name, value) in given {
        let found = [":", "@", "$"].iter().find_map(|sign| {
            statement.parameter_index(&format!("{sign}{}", name.trim_start_matches(':'))).ok().flatten()
        });
        let Some(index) = found else {
            return Err(Error::Request(format!("The SQL has no parameter :{name}.")));
        };
        statement.raw_bind_parameter(index, value).map_err(failed)?;
    }
    Ok(())
}

fn explained(error: rusqlite::Error, seconds: f64) -> Error {
    match &error {
        rusqlite::Error::MultipleStatement => {
            Error::Request("Give one statement at a time; this SQL has several.".into())
        }
        rusqlite::Error::SqliteFailure(e, _) | rusqlite::Error::SqlInputError { error: e, .. } => match e.code {
            rusqlite::ErrorCode::AuthorizationForStatementDenied => Error::Request(
                "`huiyao sql` only reads: no writing, no ATTACH, no settings. To change things use `huiyao build` or \
                 work on a copy with sqlite3."
                    .into(),
            ),
            rusqlite::ErrorCode::OperationInterrupted => Error::Request(format!(
                "Stopped after {seconds} seconds. Narrow the statement, or allow more with --timeout."
            )),
            _ => Error::sql("SQL", error),
        },
        _ => Error::sql("SQL", error),
    }
}
