//! A Markdown table in the form that GitHub and pandoc read.

use super::{Column, Form, plain_text};
use rusqlite::types::Value;
use std::io::{self, Write};

pub(super) struct Markdown<'w> {
    out: &'w mut dyn Write,
}

impl<'w> Markdown<'w> {
    pub(super) fn begin(out: &'w mut dyn Write, columns: &[Column]) -> io::Result<Self> {
        let mut this = Self { out };
        this.line(columns.iter().map(|c| c.heading.clone()))?;
        this.line(columns.iter().map(|_| "---".to_owned()))?;
        Ok(this)
    }

    fn line(&mut self, cells: impl Iterator<Item = String>) -> io::Result<()> {
        let cells: Vec<String> = cells.map(|c| escaped(&c)).collect();
        writeln!(self.out, "| {} |", cells.join(" | "))
    }
}

impl Form for Markdown<'_> {
    fn row(&mut self, cells: &[Value]) -> io::Result<()> {
        self.line(cells.iter().map(plain_text))
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A cell that can't end the cell or the row, and whose text stays text.
pub fn escaped(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => cell.push_str("<br>"),
            '\r' => {}
            '<' => cell.push_str("&lt;"),
            '&' => cell.push_str("&amp;"),
            '|' | '\\' | '*' | '_' | '`' | '[' | ']' => {
                cell.push('\\');
                cell.push(c);
            }
            c => cell.push(c),
        }
    }
    cell
}
