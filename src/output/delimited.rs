//! CSV and TSV: quoted where needed, so that every cell comes back whole.

use super::{Column, Form, plain_text};
use rusqlite::types::Value;
use std::io::{self, Write};

pub(super) struct Delimited<'w> {
    writer: csv::Writer<&'w mut dyn Write>,
}

impl<'w> Delimited<'w> {
    pub(super) fn begin(out: &'w mut dyn Write, columns: &[Column], delimiter: u8, bom: bool) -> io::Result<Self> {
        if bom {
            out.write_all("\u{FEFF}".as_bytes())?;
        }
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
        writer.write_record(columns.iter().map(|c| &c.heading)).map_err(cause)?;
        Ok(Self { writer })
    }
}

impl Form for Delimited<'_> {
    fn row(&mut self, cells: &[Value]) -> io::Result<()> {
        self.writer.write_record(cells.iter().map(plain_text)).map_err(cause)
    }

    fn end(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// What the stream said; csv wraps it so that a closed pipe could not be told.
fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(cause) => cause,
        other => io::Error::other(format!("{other:?}")),
    }
}
