//! An Excel workbook with a sheet a table.

use super::{Counts, tables::tables};
use crate::{
    Error, Result,
    output::{Column, workbook::Workbook},
};
use rusqlite::{Connection, types::Value};
use std::{fs::File, path::Path};

/// Writes the workbook.
///
/// # Errors
/// A file that cannot be written; a damaged archive.
pub fn write(archive: &Connection, target: &Path) -> Result<Counts> {
    let failed = |e| Error::io(target, e);
    let read = |e| Error::sql("exporting a table", e);
    let mut book = Workbook::default();
    let mut counts = Counts::new();
    for table in tables(archive)? {
        let columns: Vec<Column> = table.columns.iter().map(|c| Column::plain(&c.name)).collect();
        let mut sheet = book.sheet(&table.name, &columns).map_err(failed)?;
        let mut statement = archive.prepare(&table.select()).map_err(read)?;
        let mut rows = statement.query([]).map_err(read)?;
        let mut count = 0;
        while let Some(row) = rows.next().map_err(read)? {
            let cells: rusqlite::Result<Vec<Value>> = (0..columns.len()).map(|i| row.get(i)).collect();
            book.row(&mut sheet, &cells.map_err(read)?).map_err(failed)?;
            count += 1;
        }
        counts.push((table.name, count));
    }
    book.save(&mut File::create(target).map_err(failed)?).map_err(failed)?;
    Ok(counts)
}
