//! How rows leave the program: one writer for every format, so that each command that has rows has all formats.
//!
//! Rows are written as they come, except in a table, whose column widths need all of them. Cells are SQLite values.
//! NULL is an empty cell, in JSON `null`; a BLOB is hexadecimal text, in a table its size.

mod delimited;
mod json;
mod markdown;
mod table;
pub mod workbook;

pub use markdown::escaped as markdown_cell;

use rusqlite::types::Value;
use std::io::{self, Write};

/// Forms in which rows can be printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Columns for reading
    #[default]
    Table,
    /// Comma-separated values, RFC 4180
    Csv,
    /// Tab-separated values
    Tsv,
    /// One JSON array of objects
    Json,
    /// One JSON object a line
    Jsonl,
    /// Markdown table
    Md,
    /// Excel workbook
    Xlsx,
}

/// Language of column headings. JSON keys never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    /// Chinese
    Zh,
    /// English
    En,
}

/// A column: its name in SQL and JSON, and what stands above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Name in the result.
    pub name: String,
    /// Heading for people; the same as `name` unless a language is asked for.
    pub heading: String,
    /// Text that stands at the right edge of its column, as before a keyword in context.
    pub flush_right: bool,
}

impl Column {
    /// A column headed by its own name.
    pub fn plain(name: impl Into<String>) -> Self {
        let name = name.into();
        Self { heading: name.clone(), name, flush_right: false }
    }

    /// A column with a heading of its own.
    pub fn headed(name: impl Into<String>, heading: impl Into<String>) -> Self {
        Self { name: name.into(), heading: heading.into(), flush_right: false }
    }
}

/// How to print.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Form of the rows.
    pub format: Format,
    /// Begin CSV and TSV with a byte order mark, by which Excel knows UTF-8.
    pub bom: bool,
    /// Columns of the terminal; `None` when the output goes elsewhere, which is then never wrapped.
    pub terminal_width: Option<u16>,
}

/// Writes rows of one result in one format.
pub struct Rows<'w> {
    form: Box<dyn Form + 'w>,
    count: u64,
}

impl<'w> Rows<'w> {
    /// Begins a result.
    ///
    /// # Errors
    /// What the writer says.
    pub fn begin(out: &'w mut dyn Write, style: Style, columns: Vec<Column>) -> io::Result<Self> {
        if style.format == Format::Xlsx && style.terminal_width.is_some() {
            return Err(io::Error::other("a workbook is no text for a terminal: send it to a file (> rows.xlsx)"));
        }
        let form: Box<dyn Form + 'w> = match style.format {
            Format::Table => Box::new(table::Table::new(out, columns, style.terminal_width)),
            Format::Csv => Box::new(delimited::Delimited::begin(out, &columns, b',', style.bom)?),
            Format::Tsv => Box::new(delimited::Delimited::begin(out, &columns, b'\t', style.bom)?),
            Format::Json => Box::new(json::Array::new(out, columns)),
            Format::Jsonl => Box::new(json::Lines::new(out, columns)),
            Format::Xlsx => Box::new(workbook::Single::begin(out, &columns)?),
            Format::Md => Box::new(markdown::Markdown::begin(out, &columns)?),
        };
        Ok(Self { form, count: 0 })
    }

    /// Writes one row; as many cells as there are columns.
    ///
    /// # Errors
    /// What the writer says.
    pub fn row(&mut self, cells: &[Value]) -> io::Result<()> {
        self.count += 1;
        self.form.row(cells)
    }

    /// Ends the result and gives the number of rows.
    ///
    /// # Errors
    /// What the writer says.
    pub fn end(mut self) -> io::Result<u64> {
        self.form.end()?;
        Ok(self.count)
    }
}

/// One format.
trait Form {
    fn row(&mut self, cells: &[Value]) -> io::Result<()>;
    fn end(&mut self) -> io::Result<()>;
}

/// A cell as text for the delimited formats: NULL is empty, a BLOB hexadecimal.
fn plain_text(cell: &Value) -> String {
    match cell {
        Value::Null => String::new(),
        Value::Integer(n) => n.to_string(),
        Value::Real(x) => real(*x),
        Value::Text(s) => s.clone(),
        Value::Blob(bytes) => hexadecimal(bytes),
    }
}

/// A cell as text in one line, for tables.
fn one_line(cell: &Value) -> String {
    match cell {
        Value::Blob(bytes) => format!("({} bytes)", bytes.len()),
        Value::Text(s) => visible(s),
        other => plain_text(other),
    }
}

/// Text without line breaks and without control characters, which could drive a terminal.
pub fn visible(s: &str) -> String {
    s.chars()
        .map(|c| match c {
            '\n' => '⏎',
            '\r' | '\t' => ' ',
            c if c.is_control() => '\u{FFFD}',
            c => c,
        })
        .collect()
}

fn real(x: f64) -> String {
    // 3.0 stays recognisable as a real number, as the sqlite3 shell prints it.
    if x.is_finite() && x.fract() == 0.0 && x.abs() < 1e15 { format!("{x:.1}") } else { x.to_string() }
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut s, b| {
        // Writing to a String cannot fail.
        let _ = write!(s, "{b:02x}");
        s
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(format: Format, bom: bool) -> String {
        let mut out = Vec::new();
        let style = Style { format, bom, terminal_width: None };
        let columns = vec![Column::headed("name", "姓名"), Column::plain("n")];
        let mut rows = Rows::begin(&mut out, style, columns).unwrap();
        rows.row(&[Value::Text("柳,“某\"\n|".into()), Value::Integer(7)]).unwrap();
        rows.row(&[Value::Null, Value::Real(3.0)]).unwrap();
        assert_eq!(rows.end().unwrap(), 2);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_format_keeps_awkward_cells_whole() {
        assert_eq!(print(Format::Csv, false), "姓名,n\n\"柳,“某\"\"\n|\",7\n,3.0\n");
        assert_eq!(print(Format::Tsv, true), "\u{FEFF}姓名\tn\n\"柳,“某\"\"\n|\"\t7\n\t3.0\n");
        assert_eq!(print(Format::Jsonl, false), "{\"name\":\"柳,“某\\\"\\n|\",\"n\":7}\n{\"name\":null,\"n\":3.0}\n");
        assert_eq!(
            print(Format::Json, false),
            "[\n{\"name\":\"柳,“某\\\"\\n|\",\"n\":7},\n{\"name\":null,\"n\":3.0}\n]\n"
        );
        assert_eq!(print(Format::Md, false), "| 姓名 | n |\n| --- | --- |\n| 柳,“某\"<br>\\| | 7 |\n|  | 3.0 |\n");
    }

    #[test]
    fn a_table_is_aligned_by_display_width() {
        let text = print(Format::Table, false);
        let columns: Vec<usize> = text
            .lines()
            .filter(|l| !l.starts_with('─'))
            .map(|l| unicode_width::UnicodeWidthStr::width(l.trim_end()))
            .collect();
        assert_eq!(columns[1], columns[2], "{text}");
    }

    #[test]
    fn control_characters_never_reach_a_terminal() {
        assert_eq!(visible("a\u{1b}[31m\nb"), "a\u{FFFD}[31m⏎b");
    }
}
