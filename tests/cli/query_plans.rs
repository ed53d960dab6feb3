//! How SQLite goes about the queries: none may read through the texts of all documents.

use huiyao::query::Catalogue;
use rusqlite::{Connection, OpenFlags};

/// These may, in an arm that runs only for a text without any character that the index knows (`，`).
const PUNCTUATION: &[&str] = &["kwic", "search"];

/// Queries that look for words in texts.
const SEARCHES: &[&str] = &["search", "search-quotes", "kwic"];

/// Names under which a statement reads `documents`.
fn aliases(sql: &str) -> Vec<String> {
    let words: Vec<&str> = sql.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
    let mut aliases: Vec<String> = words
        .windows(3)
        .filter(|words| matches!(words[0], "from" | "join") && words[1] == "documents")
        .map(|words| {
            if matches!(words[2], "on" | "where" | "join" | "order") { "documents" } else { words[2] }.to_owned()
        })
        .collect();
    aliases.sort();
    aliases.dedup();
    aliases
}

/// The steps of a statement, its parameters unbound.
fn plan(archive: &Connection, sql: &str) -> Vec<String> {
    let mut statement = archive.prepare(&format!("explain query plan {sql}")).unwrap();
    let mut rows = statement.raw_query();
    let mut steps = vec![];
    while let Some(row) = rows.next().unwrap() {
        steps.push(row.get(3).unwrap());
    }
    steps
}

#[test]
fn no_query_reads_all_texts() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/sample.db");
    let archive = Connection::open_with_flags(sample, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut wrong = vec![];
    for query in Catalogue::shipped().unwrap().iter() {
        let code: String =
            query.sql.lines().filter(|l| !l.trim_start().starts_with("--")).collect::<Vec<_>>().join("\n");
        if !code.contains("body") || PUNCTUATION.contains(&query.name.as_str()) {
            continue;
        }
        let aliases = aliases(&code);
        let steps = plan(&archive, &query.sql);
        for step in steps {
            let Some(table) = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next()) else { continue };
            if aliases.iter().any(|alias| alias == table) && !step.contains(" INDEX ") {
                wrong.push(format!("{}: {step}", query.name));
            }
        }
    }
    assert!(wrong.is_empty(), "these go through every document:\n{}", wrong.join("\n"));
}

#[test]
fn searches_go_by_the_index() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/sample.db");
    let archive = Connection::open_with_flags(sample, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    for name in SEARCHES {
        let catalogue = Catalogue::shipped().unwrap();
        let query = catalogue.find(name).unwrap();
        let steps = plan(&archive, &query.sql);
        assert!(steps.iter().any(|step| step.contains("VIRTUAL TABLE INDEX")), "{name}: {steps:#?}");
    }
}
