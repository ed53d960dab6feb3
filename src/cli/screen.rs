//! What the commands share in dealing with terminal, streams and archive file.

use super::args::Output;
use crate::{
    Error, Result,
    output::{Format, Style},
};
use rusqlite::{Connection, OpenFlags};
use std::{
    io::{self, BufWriter, IsTerminal, StdoutLock, Write},
    path::Path,
};

/// Standard output, buffered.
pub(super) fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// A message for the user, on standard error.
pub(super) fn say(message: impl std::fmt::Display) {
    // A closed stderr must not stop the work.
    let _ = writeln!(io::stderr(), "{message}");
}

/// Whether standard output wants colours: a terminal, and the user has not set `NO_COLOR`.
pub(super) fn colours() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    io::stdout().is_terminal() && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
}

/// Columns of the terminal that standard output is; `None` when it is none.
pub(super) fn width() -> Option<u16> {
    io::stdout().is_terminal().then(|| terminal_size::terminal_size().map_or(80, |(w, _)| w.0))
}

impl Output {
    /// The style for rows, tables unless another form was asked for.
    pub(super) fn style(self) -> Style {
        Style { format: self.format.unwrap_or(Format::Table), bom: self.bom, terminal_width: width() }
    }
}

/// Opens an archive for reading.
pub(super) fn open(path: &Path) -> Result<Connection> {
    let problem = |problem: &str| Error::Archive { path: path.to_path_buf(), problem: problem.to_owned() };
    if !path.exists() {
        return Err(problem("there is no such archive; `huiyao build FOLDER -o FILE` makes one"));
    }
    if path.is_dir() {
        return Err(problem("this is a folder, not an archive; give the .db file"));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).map_err(|e| Error::sql(format!("opening {}", path.display()), e))?;
    let tables: rusqlite::Result<i64> = connection.query_row(
        "select count(*) from sqlite_schema where name in ('documents', 'meetings', 'han_variant')",
        [],
        |row| row.get(0),
    );
    match tables {
        Ok(3) => Ok(connection),
        _ => Err(problem("this is no archive of huiyao; give a file that `huiyao build` has made")),
    }
}
