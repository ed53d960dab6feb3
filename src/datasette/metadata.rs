//! What `datasette.yaml` says: titles, descriptions, source and licence; of every table its columns, label, order and
//! counts; all canned queries.

use super::{
    Labels,
    html::escaped,
    inspect::Counts,
    queries,
    tables::{Shown, Sort, tables},
    yaml::Node,
};
use crate::{Error, Result, query::Catalogue};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// Meaning of the columns of each table, in the order of the table; under `*` the table itself.
type Dictionary = BTreeMap<String, Vec<(String, String)>>;

/// The whole file, for a database that Datasette will call `database`.
///
/// # Errors
/// [`Error::Sql`].
pub(super) fn file(
    archive: &Connection,
    database: &str,
    catalogue: &Catalogue,
    labels: &Labels,
    counts: &Counts,
) -> Result<Node> {
    let dictionary = dictionary(archive).map_err(|e| Error::sql("reading data_dictionary", e))?;
    let source = match &labels.source {
        Some(source) => source.clone(),
        None => publishers(archive).map_err(|e| Error::sql("reading the publishers", e))?,
    };
    let shown = tables();
    let names: Vec<&str> = shown.iter().map(|t| t.name).collect();
    let is_large = |t: &Shown| counts.get(t.name).is_some_and(|counted| counted.rows > LARGE);
    let described = Node::Map(shown.iter().map(|t| (t.name.to_owned(), table(t, &dictionary, is_large(t)))).collect());
    let of_database = Node::map([
        ("title", Some(Node::text(title(database, labels)))),
        ("description_html", Some(Node::text(guide(database)))),
        ("tables", Some(described)),
        ("queries", Some(queries::entries(catalogue, &names))),
    ]);
    Ok(Node::map([
        ("title", Some(Node::text(title(database, labels)))),
        ("description_html", Some(Node::text(guide(database)))),
        ("source", Some(Node::text(source))),
        ("source_url", labels.source_url.clone().map(Node::Text)),
        ("license", Some(Node::text(labels.license.as_deref().unwrap_or(LICENSE)))),
        ("license_url", labels.license_url.clone().map(Node::Text)),
        ("about", Some(Node::text("huiyao 会要: every row leads to the words from which it was read"))),
        ("databases", Some(Node::Map(vec![(database.to_owned(), of_database)]))),
    ]))
}

/// The documents are the work of others: only the user can know more.
const LICENSE: &str = "the texts belong to their publishers 文献版权归原发布者";

fn title(database: &str, labels: &Labels) -> String {
    labels.title.clone().unwrap_or_else(|| format!("{database} · 会要"))
}

/// The publishers of most documents, for the line “Data source”.
fn publishers(archive: &Connection) -> rusqlite::Result<String> {
    let mut statement = archive.prepare(include_str!("publishers.sql"))?;
    let named: Vec<(String, i64, i64)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<rusqlite::Result<_>>()?;
    let documents = named.first().map_or(0, |&(_, documents, _)| documents);
    let others = named.first().map_or(0, |&(_, _, publishers)| publishers) - i64::try_from(named.len()).unwrap_or(0);
    let names: Vec<&str> = named.iter().map(|(name, ..)| name.as_str()).collect();
    Ok(match (names.is_empty(), others) {
        (true, _) => "documents without a named publisher".to_owned(),
        (false, 0) => format!("{documents} documents of {}", names.join(", ")),
        (false, others) => format!("{documents} documents of {} and {others} more publishers", names.join(", ")),
    })
}

/// Where to begin. The addresses are relative, so they hold behind a proxy too, on the first page and that of the
/// database.
fn guide(database: &str) -> String {
    let database = escaped(&tilde_encoded(database));
    include_str!("guide.html").replace("DATABASE", &database).trim_end().to_owned()
}

/// Part of an address as Datasette writes it: `~` and two digits for everything but ASCII letters, digits, `_` and `-`;
/// `+` for a space.
fn tilde_encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            byte => out.push_str(&format!("~{byte:02X}")),
        }
    }
    out
}

fn dictionary(archive: &Connection) -> rusqlite::Result<Dictionary> {
    let mut statement = archive.prepare(include_str!("dictionary.sql"))?;
    let mut rows = statement.query([])?;
    let mut dictionary = Dictionary::new();
    while let Some(row) = rows.next()? {
        dictionary.entry(row.get(0)?).or_default().push((row.get(1)?, row.get(2)?));
    }
    Ok(dictionary)
}

/// Rows above which Datasette cannot count the values of a column in its 200 ms.
const LARGE: i64 = 250_000;

fn table(table: &Shown, dictionary: &Dictionary, large: bool) -> Node {
    let entries = dictionary.get(table.name).map(Vec::as_slice).unwrap_or_default();
    let itself = entries.iter().find(|(column, _)| column == "*").map(|(_, meaning)| Node::text(meaning.as_str()));
    let columns: Vec<(String, Node)> = entries
        .iter()
        .filter(|(column, _)| column != "*")
        .map(|(column, meaning)| (column.clone(), Node::text(meaning.as_str())))
        .collect();
    let (up, down) = match table.sort {
        Some(Sort::Up(column)) => (Some(Node::text(column)), None),
        Some(Sort::Down(column)) => (None, Some(Node::text(column))),
        None => (None, None),
    };
    let facets = table.facets.iter().map(|f| (*f).to_owned()).collect();
    // Datasette 0.65 shows these with their unit; newer ones pass over it.
    let units = (table.name == "documents").then(|| Node::map([("size", Some(Node::text("byte")))]));
    Node::map([
        ("title", Some(Node::text(format!("{} · {}", table.name_zh, table.name)))),
        ("description", itself),
        ("hidden", table.hidden.then_some(Node::Flag(true))),
        ("label_column", table.label.map(Node::text)),
        ("sort", up),
        ("sort_desc", down),
        ("facets", (!large && !table.facets.is_empty()).then_some(Node::List(facets))),
        ("fts_table", table.index.map(Node::text)),
        ("fts_pk", table.index.map(|_| Node::text("id"))),
        ("units", units),
        ("columns", (!columns.is_empty()).then_some(Node::Map(columns))),
    ])
}

/// Name under which Datasette serves a file.
pub(super) fn database_name(path: &std::path::Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
