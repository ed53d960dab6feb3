//! JSON: an array of objects, or one object a line. Keys stand in the order of the columns.

use super::{Column, Form, hexadecimal};
use rusqlite::types::Value;
use std::io::{self, Write};

/// `[{…},{…}]`, one object a line so that a difference of two results can be read.
pub(super) struct Array<'w> {
    lines: Lines<'w>,
    begun: bool,
}

/// `{…}` on every line.
pub(super) struct Lines<'w> {
    out: &'w mut dyn Write,
    keys: Vec<String>,
}

impl<'w> Array<'w> {
    pub(super) fn new(out: &'w mut dyn Write, columns: Vec<Column>) -> Self {
        Self { lines: Lines::new(out, columns), begun: false }
    }
}

impl Form for Array<'_> {
    fn row(&mut self, cells: &[Value]) -> io::Result<()> {
        let before: &[u8] = if self.begun { b",\n" } else { b"[\n" };
        self.begun = true;
        self.lines.out.write_all(before)?;
        self.lines.object(cells)
    }

    fn end(&mut self) -> io::Result<()> {
        let rest: &[u8] = if self.begun { b"\n]\n" } else { b"[]\n" };
        self.lines.out.write_all(rest)?;
        self.lines.out.flush()
    }
}

impl<'w> Lines<'w> {
    pub(super) fn new(out: &'w mut dyn Write, columns: Vec<Column>) -> Self {
        Self { out, keys: columns.into_iter().map(|c| c.name).collect() }
    }

    fn object(&mut self, cells: &[Value]) -> io::Result<()> {
        self.out.write_all(b"{")?;
        for (i, (key, cell)) in self.keys.iter().zip(cells).enumerate() {
            if i > 0 {
                self.out.write_all(b",")?;
            }
            serde_json::to_writer(&mut *self.out, key)?;
            self.out.write_all(b":")?;
            serde_json::to_writer(&mut *self.out, &value(cell))?;
        }
        self.out.write_all(b"}")
    }
}

impl Form for Lines<'_> {
    fn row(&mut self, cells: &[Value]) -> io::Result<()> {
        self.object(cells)?;
        self.out.write_all(b"\n")
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn value(cell: &Value) -> serde_json::Value {
    match cell {
        Value::Null => serde_json::Value::Null,
        Value::Integer(n) => (*n).into(),
        // Infinity has no JSON form and becomes null.
        Value::Real(x) => (*x).into(),
        Value::Text(s) => s.as_str().into(),
        Value::Blob(bytes) => hexadecimal(bytes).into(),
    }
}
