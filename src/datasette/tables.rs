//! How each table is shown: the rows of `tables.tsv`.

use crate::lexicon;

const TABLES: &str = include_str!("tables.tsv");

/// One row of `tables.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// Table or view.
    pub name: &'static str,
    /// Its name for readers of Chinese.
    pub name_zh: &'static str,
    /// Kept out of the list of tables.
    pub hidden: bool,
    /// Column that stands for a row where another table links to it; `None` leaves it to Datasette.
    pub label: Option<&'static str>,
    /// Order of the rows.
    pub sort: Option<Sort>,
    /// Columns whose values are counted beside the table.
    pub facets: Vec<&'static str>,
    /// Full-text index of which the rowid is the table's `id`.
    pub index: Option<&'static str>,
}

/// Order of the rows of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Up(&'static str),
    Down(&'static str),
}

/// Every table and view of the schema, by name.
pub(super) fn tables() -> Vec<Shown> {
    lexicon::rows(TABLES).filter_map(|row| shown(&row)).collect()
}

fn shown(row: &[&'static str]) -> Option<Shown> {
    let &[name, name_zh, state, label, sort, facets, index] = row else { return None };
    let given = |cell: &'static str| (cell != "-").then_some(cell);
    let order = |cell: &'static str| cell.strip_prefix('-').map_or(Sort::Up(cell), Sort::Down);
    Some(Shown {
        name,
        name_zh,
        hidden: state == "hidden",
        label: given(label),
        sort: given(sort).map(order),
        facets: given(facets).map(|f| f.split(',').collect()).unwrap_or_default(),
        index: given(index),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Archive;
    use std::collections::BTreeSet;

    #[test]
    fn every_line_is_read() {
        assert_eq!(tables().len(), lexicon::rows(TABLES).count());
    }

    #[test]
    fn every_table_is_listed_with_columns_that_exist() {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::open_or_create(folder.path().join("empty.db")).unwrap();
        let c = archive.connection();
        let names: BTreeSet<String> = c
            .prepare(include_str!("tables.sql"))
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        // Shadow tables go with their index.
        let names: Vec<&str> = names.iter().map(String::as_str).filter(|n| !n.contains("_fts_")).collect();
        let listed: Vec<&str> = tables().iter().map(|t| t.name).collect();
        assert_eq!(listed, names, "src/datasette/tables.tsv and the schema differ");
        for table in tables() {
            let columns: BTreeSet<String> = c
                .prepare(&format!("select name from pragma_table_info('{}')", table.name))
                .unwrap()
                .query_map([], |row| row.get(0))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            let sort = table.sort.map(|s| match s {
                Sort::Up(column) | Sort::Down(column) => column,
            });
            for column in table.facets.into_iter().chain(table.label).chain(sort) {
                assert!(columns.contains(column), "{}: no column {column}", table.name);
            }
        }
    }
}
