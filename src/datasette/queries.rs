//! The canned queries as Datasette takes them.

use super::{html::escaped, yaml::Node};
use crate::{
    lexicon,
    query::{CannedQuery, Catalogue, ColumnNote, Parameter},
};

/// Names in the order in which the page of the database lists them.
const ORDER: &str = include_str!("query_order.txt");

/// All queries of a database that also has these `tables`, by theme; a user's own come last.
pub(super) fn entries(catalogue: &Catalogue, tables: &[&str]) -> Node {
    let place = |query: &CannedQuery| lexicon::rows(ORDER).position(|row| row == [query.name.as_str()]);
    let mut queries: Vec<&CannedQuery> = catalogue.iter().collect();
    queries.sort_by_key(|query| place(query).unwrap_or(usize::MAX));
    Node::Map(queries.into_iter().map(|query| (address(&query.name, tables), entry(query))).collect())
}

/// The last part of a query's address. Datasette looks for queries first: one named as a table would hide it.
pub(super) fn address(name: &str, tables: &[&str]) -> String {
    if tables.contains(&name) { format!("{name}-query") } else { name.to_owned() }
}

fn entry(query: &CannedQuery) -> Node {
    let parameters = query.parameters.iter().map(|p| p.name.clone()).collect();
    Node::map([
        ("title", Some(Node::text(title(query)))),
        ("description", Some(Node::text(query.title.as_str()))),
        ("description_html", Some(Node::text(description(query)))),
        ("params", (!query.parameters.is_empty()).then_some(Node::List(parameters))),
        ("hide_sql", Some(Node::Flag(true))),
        ("sql", Some(Node::text(query.sql.trim_end().trim_end_matches(';')))),
    ])
}

/// `会议列表 · Meetings by place, time and kind`: what stands in the list of queries.
fn title(query: &CannedQuery) -> String {
    let english = query.title.trim_end_matches('.');
    match (&query.name_zh, english) {
        (Some(chinese), "") => chinese.clone(),
        (Some(chinese), english) => format!("{chinese} · {english}"),
        (None, "") => query.name.clone(),
        (None, english) => english.to_owned(),
    }
}

/// What it answers, its parameters with their defaults, its columns.
fn description(query: &CannedQuery) -> String {
    let mut html = String::new();
    for paragraph in paragraphs(&query.description) {
        html.push_str(&format!("<p>{}</p>\n", escaped(&paragraph)));
    }
    if !query.parameters.is_empty() {
        html.push_str("<table class=\"huiyao-parameters\">\n");
        query.parameters.iter().for_each(|p| html.push_str(&parameter(p)));
        html.push_str("</table>\n");
    }
    if !query.columns.is_empty() {
        html.push_str("<details><summary>Columns 各列</summary><dl class=\"column-descriptions\">\n");
        query.columns.iter().for_each(|c| html.push_str(&column(c)));
        html.push_str("</dl></details>\n");
    }
    html.trim_end().to_owned()
}

/// Lines put together again: a sentence that ends a line ends its paragraph.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    for line in text.lines() {
        match paragraphs.last_mut() {
            Some(last) if !last.ends_with(['.', '。', ':', ';']) => {
                last.push_str(if last.is_ascii() { " " } else { "" });
                last.push_str(line);
            }
            _ => paragraphs.push(line.to_owned()),
        }
    }
    paragraphs
}

/// The plugin reads name and default from the row and shows them in the empty field.
fn parameter(parameter: &Parameter) -> String {
    let [name, default, kind, help] =
        [&parameter.name, &parameter.default, &parameter.kind.word(), &parameter.help].map(|text| escaped(text));
    let shown = if default.is_empty() { String::new() } else { format!(" = {default}") };
    format!(
        "<tr data-name=\"{name}\" data-default=\"{default}\"><th>{name}</th><td><code>{kind}{shown}</code></td>\
         <td>{help}</td></tr>\n"
    )
}

fn column(column: &ColumnNote) -> String {
    let [name, chinese, help] = [&column.name, &column.name_zh, &column.help].map(|text| escaped(text));
    format!("<dt>{name} {chinese}</dt><dd>{help}</dd>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_does_not_take_the_address_of_a_table() {
        assert_eq!(address("meetings", &["meetings"]), "meetings-query");
        assert_eq!(address("search", &["meetings"]), "search");
    }

    #[test]
    fn every_shipped_query_has_its_place() {
        let mut listed: Vec<&str> = lexicon::rows(ORDER).map(|row| row[0]).collect();
        listed.sort();
        let shipped: Vec<&str> = crate::query::SHIPPED.iter().map(|(name, _)| *name).collect();
        assert_eq!(listed, shipped, "src/datasette/query_order.txt and queries/ differ");
    }

    #[test]
    fn lines_become_paragraphs() {
        assert_eq!(paragraphs("One\ntwo.\n多个词,\n同时。\nEnd"), ["One two.", "多个词,同时。", "End"]);
    }

    #[test]
    fn parameters_and_columns_are_described() {
        let sql = "-- q · 问\n-- Asks <all>.\n-- More & more.\n-- Parameters:\n--   n number 5 How <many>.\n\
                   -- Columns:\n--   a 甲 First.\nselect :n as a;\n";
        let Node::Map(entry) = entry(&CannedQuery::parse("q", sql).unwrap()) else { panic!("no mapping") };
        let of = |key: &str| entry.iter().find(|(k, _)| k == key).map(|(_, value)| value.clone());
        assert_eq!(of("title"), Some(Node::text("问 · Asks <all>")));
        let Some(Node::Text(html)) = of("description_html") else { panic!("no description") };
        assert!(html.contains("<p>More &amp; more.</p>"), "{html}");
        assert!(html.contains("data-name=\"n\" data-default=\"5\""), "{html}");
        assert!(
            html.contains("number = 5") && html.contains("How &lt;many&gt;.") && html.contains("<dt>a 甲</dt>"),
            "{html}"
        );
        let Some(Node::Text(sql)) = of("sql") else { panic!("no sql") };
        assert!(sql.ends_with("as a"), "{sql}");
    }
}
