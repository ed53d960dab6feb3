//! A report made of sections: text, lists, tables, charts and quotations. Official, meeting, place, quotes and quality
//! are such; the chronicle has a form of its own.

use super::{chart::Chart, statements::Statement};
use serde::Serialize;

/// The whole report.
#[derive(Debug, Default, Serialize)]
pub(super) struct Sheet {
    pub(super) title: String,
    pub(super) subtitle: Option<String>,
    /// How to read it.
    pub(super) method: String,
    /// What stands at the top: label and value.
    pub(super) facts: Vec<Fact>,
    pub(super) sections: Vec<Section>,
}

/// A line at the top of a report.
#[derive(Debug, Serialize)]
pub(super) struct Fact {
    pub(super) label: String,
    pub(super) statement: Statement,
}

/// A part with a heading.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    pub(super) heading: String,
    pub(super) anchor: String,
    /// What the part shows and what it does not; empty for nothing.
    pub(super) explanation: String,
    pub(super) blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Block {
    /// A heading inside a section.
    Heading { text: String },
    /// A sentence.
    Text { statement: Statement },
    /// Sentences of equal standing.
    List { statements: Vec<Statement> },
    /// Rows under headings.
    Table { columns: Vec<Column>, rows: Vec<Vec<Statement>> },
    /// A drawing of figures.
    Chart { chart: Chart },
    /// Words of somebody.
    Quotation(Box<Quotation>),
}

/// Heading of a table's column.
#[derive(Debug, Serialize)]
pub(super) struct Column {
    pub(super) heading: String,
    /// Whether it holds figures.
    pub(super) number: bool,
}

/// Words of somebody with their source.
#[derive(Debug, Serialize)]
pub(super) struct Quotation {
    /// Who, when, where.
    pub(super) lead: String,
    pub(super) text: String,
    /// The same in the document's own script, where it is Traditional.
    pub(super) original: Option<String>,
    /// Whether the words are the speaker's own, in quotation marks.
    pub(super) direct: bool,
    /// Entry of GB/T 7714 with the place in the document.
    pub(super) citation: String,
    pub(super) notes: Vec<usize>,
}

impl Section {
    /// A section; what has no blocks is dropped by [`Sheet::add`].
    pub(super) fn new(anchor: impl Into<String>, heading: String, explanation: String) -> Self {
        Self { heading, anchor: anchor.into(), explanation, blocks: vec![] }
    }
}

impl Sheet {
    /// Adds a section, if there is anything in it.
    pub(super) fn add(&mut self, section: Section) {
        if !section.blocks.is_empty() {
            self.sections.push(section);
        }
    }
}

impl Block {
    /// A table, or nothing without rows. Columns whose heading begins with `#` hold figures.
    pub(super) fn table(headings: &[&str], rows: Vec<Vec<Statement>>) -> Option<Self> {
        let columns = headings
            .iter()
            .map(|heading| Column {
                number: heading.starts_with('#'),
                heading: heading.trim_start_matches('#').to_owned(),
            })
            .collect();
        (!rows.is_empty()).then_some(Self::Table { columns, rows })
    }
}
