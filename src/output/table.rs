//! Columns for reading. On a terminal long cells wrap to its width; elsewhere every row is one line.

use super::{Column, Form, one_line};
use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, Table as Grid, presets::NOTHING};
use rusqlite::types::Value;
use std::io::{self, Write};

pub(super) struct Table<'w> {
    out: &'w mut dyn Write,
    grid: Grid,
    flush_right: Vec<bool>,
    rows: usize,
}

impl<'w> Table<'w> {
    pub(super) fn new(out: &'w mut dyn Write, columns: Vec<Column>, terminal_width: Option<u16>) -> Self {
        let mut grid = Grid::new();
        grid.load_style(NOTHING.header_separator(LineStyle::none().fill('─').junction('─')));
        match terminal_width {
            Some(width) => grid.set_content_arrangement(ContentArrangement::Dynamic).set_width(width),
            None => grid.set_content_arrangement(ContentArrangement::Disabled),
        };
        let flush_right = columns.iter().map(|c| c.flush_right).collect();
        grid.set_header(columns.into_iter().map(|c| c.heading));
        Self { out, grid, flush_right, rows: 0 }
    }
}

impl Form for Table<'_> {
    fn row(&mut self, cells: &[Value]) -> io::Result<()> {
        self.rows += 1;
        self.grid.add_row(cells.iter().zip(&self.flush_right).map(|(cell, right)| {
            let aligned = match cell {
                Value::Integer(_) | Value::Real(_) => CellAlignment::Right,
                _ if *right => CellAlignment::Right,
                _ => CellAlignment::Left,
            };
            Cell::new(one_line(cell)).set_alignment(aligned)
        }));
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        // Nothing found is said on stderr; a lone heading would look like a result.
        if self.rows > 0 {
            for line in self.grid.lines() {
                writeln!(self.out, "{}", line.trim_end())?;
            }
        }
        self.out.flush()
    }
}
