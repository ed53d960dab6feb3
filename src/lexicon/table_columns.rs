//! What scrapers and spreadsheets call the columns of a table of documents.

const TABLE: &str = include_str!("../../lexicon/table_columns.tsv");

/// Names under which the column `what` is looked for, the first that a table has counts.
pub fn named(what: &str) -> impl Iterator<Item = &'static str> {
    super::rows(TABLE).filter_map(move |row| match row[..] {
        [name, is] if is == what => Some(name),
        _ => None,
    })
}
