//! The reference page of the canned queries, out of their headers.

use super::{CannedQuery, Catalogue, Parameter};
use std::fmt::Write;

/// The page in Markdown: a list, then each query with parameters and columns.
pub fn reference(catalogue: &Catalogue) -> String {
    let mut page = String::from(HEAD);
    for query in catalogue.iter() {
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(
            page,
            "| [{0}](#{0}) | {1} | {2} |",
            query.name,
            query.name_zh.as_deref().unwrap_or_default(),
            cell(&query.title)
        );
    }
    for query in catalogue.iter() {
        describe(&mut page, query);
    }
    page
}

const HEAD: &str = "\
# Canned queries
<!-- Made from the headers of queries/*.sql by `UPDATE_EXPECT=1 cargo test --test cli reference`; edit those. -->
Each runs as `huiyao query ARCHIVE NAME [-p KEY VALUE]…` by its English or Chinese name, in stock `sqlite3`, and in Datasette.
`huiyao query NAME --help` explains one, `huiyao query ARCHIVE NAME --help` with what the archive has to choose from. How to
write your own: [queries/README.md](../queries/README.md).

A `place` is a name or a code of GB/T 2260 and means all that lies below it too. A `date` is a day, month or year; events
match by overlap, and how many were left out because their year is unknown is said on standard error.

| query | 中文名 | answers |
| --- | --- | --- |
";

fn describe(page: &mut String, query: &CannedQuery) {
    let _ = writeln!(page, "\n## {}", query.name);
    let _ = writeln!(page, "**{}** · {}", query.name_zh.as_deref().unwrap_or_default(), query.title);
    if !query.description.is_empty() {
        let _ = writeln!(page, "\n{}", query.description);
    }
    if !query.parameters.is_empty() {
        page.push_str("\n| parameter | takes | default | |\n| --- | --- | --- | --- |\n");
        for parameter in &query.parameters {
            let default = if parameter.default.is_empty() { String::new() } else { format!("`{}`", parameter.default) };
            let _ = writeln!(
                page,
                "| `{}` | {} | {default} | {} |",
                parameter.name,
                cell(&takes(parameter)),
                cell(&parameter.help)
            );
        }
    }
    page.push_str("\n| column | 列 | |\n| --- | --- | --- |\n");
    for column in &query.columns {
        let _ = writeln!(page, "| `{}` | {} | {} |", column.name, column.name_zh, cell(&column.help));
    }
}

fn takes(parameter: &Parameter) -> String {
    let kind = parameter.kind.word().replace('|', ", ");
    if parameter.choices.is_some() { format!("{kind}, one that the archive has") } else { kind }
}

/// Text that can't end the cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;")
}
