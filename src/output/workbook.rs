//! Excel workbooks. All text is written as text, so that Excel makes no date of `2020-07` and no number of `110108`; a text
//! longer than a cell can hold is cut and says so; a table longer than a sheet goes on in a further one.

use super::{Column, Form, plain_text};
use rusqlite::types::Value;
use rust_xlsxwriter::{Format as CellFormat, Workbook as Book, Worksheet, XlsxError};
use std::io::{self, Write};

/// Rows of a sheet, the heading among them; set by Excel.
const MOST_ROWS: u32 = 1_048_576;
/// Characters (UTF-16 units) of a cell; set by Excel.
const LONGEST_CELL: usize = 32_767;
/// Room for the notice at the end of a text that is cut, in UTF-16 units.
const NOTICE: usize = 60;
/// Width of a column of texts, in characters of the default font.
const WIDEST: f64 = 60.0;

/// A workbook being written.
#[derive(Default)]
pub struct Workbook {
    book: Book,
    sheets: usize,
}

/// A table in it, which may span several sheets.
pub struct Sheet {
    name: String,
    columns: Vec<Column>,
    /// Number of the present sheet in the workbook, from 0.
    index: usize,
    /// Sheets that the table has so far.
    parts: u32,
    row: u32,
}

impl Workbook {
    /// Begins a table.
    ///
    /// # Errors
    /// A name that Excel refuses.
    pub fn sheet(&mut self, name: &str, columns: &[Column]) -> io::Result<Sheet> {
        let mut sheet = Sheet { name: name.to_owned(), columns: columns.to_vec(), index: 0, parts: 0, row: 0 };
        self.next_part(&mut sheet)?;
        Ok(sheet)
    }

    fn next_part(&mut self, sheet: &mut Sheet) -> io::Result<()> {
        sheet.parts += 1;
        let name = if sheet.parts == 1 { sheet.name.clone() } else { format!("{} ({})", sheet.name, sheet.parts) };
        // Excel takes 31 characters.
        let name: String = name.chars().take(31).collect();
        let bold = CellFormat::new().set_bold();
        let page = self.book.add_worksheet_with_constant_memory().map_err(failed)?;
        page.set_name(name).map_err(failed)?;
        page.set_freeze_panes(1, 0).map_err(failed)?;
        for (i, column) in (0u16..).zip(&sheet.columns) {
            page.set_column_width(i, width(&column.name)).map_err(failed)?;
        }
        for (i, column) in (0u16..).zip(&sheet.columns) {
            page.write_string_with_format(0, i, &column.heading, &bold).map_err(failed)?;
        }
        sheet.index = self.sheets;
        self.sheets += 1;
        sheet.row = 1;
        Ok(())
    }

    /// Writes one row; as many cells as there are columns.
    ///
    /// # Errors
    /// What the writer says.
    pub fn row(&mut self, sheet: &mut Sheet, cells: &[Value]) -> io::Result<()> {
        if sheet.row >= MOST_ROWS {
            self.next_part(sheet)?;
        }
        let page = self.book.worksheet_from_index(sheet.index).map_err(failed)?;
        for (i, value) in (0u16..).zip(cells) {
            cell(page, sheet.row, i, value).map_err(failed)?;
        }
        sheet.row += 1;
        Ok(())
    }

    /// Writes the file.
    ///
    /// # Errors
    /// What the writer says.
    pub fn save(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&self.book.save_to_buffer().map_err(failed)?)
    }
}

/// Writes one value; NULL leaves the cell empty.
fn cell(page: &mut Worksheet, row: u32, column: u16, value: &Value) -> Result<(), XlsxError> {
    match value {
        Value::Null => Ok(()),
        // Counts and row numbers lie far below 2^53, up to which a cell is exact.
        Value::Integer(n) => page.write_number(row, column, *n as f64).map(drop),
        Value::Real(x) => page.write_number(row, column, *x).map(drop),
        other => page.write_string(row, column, fitting(plain_text(other))).map(drop),
    }
}

/// The text, cut with a notice where a cell cannot hold it.
fn fitting(text: String) -> String {
    if text.encode_utf16().count() <= LONGEST_CELL {
        return text;
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= LONGEST_CELL - NOTICE
    };
    let kept: String = text.chars().take_while(fits).collect();
    let left = text.chars().count() - kept.chars().count();
    format!("{kept}… [{left} characters more are in the archive]")
}

fn width(name: &str) -> f64 {
    match name {
        "body" | "body_hans" | "text" | "message" | "left" | "right" | "context" => WIDEST,
        "title" | "name" | "path" | "document" | "meeting_name" | "url" | "posts" => 36.0,
        _ => 14.0,
    }
}

fn failed(error: XlsxError) -> io::Error {
    io::Error::other(error)
}

/// One result as a workbook of one sheet.
pub(super) struct Single<'w> {
    out: &'w mut dyn Write,
    book: Workbook,
    sheet: Sheet,
}

impl<'w> Single<'w> {
    pub(super) fn begin(out: &'w mut dyn Write, columns: &[Column]) -> io::Result<Self> {
        let mut book = Workbook::default();
        let sheet = book.sheet("huiyao", columns)?;
        Ok(Self { out, book, sheet })
    }
}

impl Form for Single<'_> {
    fn row(&mut self, cells: &[Value]) -> io::Result<()> {
        self.book.row(&mut self.sheet, cells)
    }

    fn end(&mut self) -> io::Result<()> {
        self.book.save(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_too_long_for_a_cell_is_cut_with_a_notice() {
        let cut = fitting("会".repeat(40_000));
        assert!(cut.encode_utf16().count() <= LONGEST_CELL);
        assert!(cut.ends_with("characters more are in the archive]"), "{cut}");
        assert_eq!(fitting("--07-29".into()), "--07-29");
    }
}
