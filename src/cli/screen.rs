//! What the commands share in dealing with terminal, and streams.

use super::args::Output;
use crate::output::{Format, Style};
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

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
