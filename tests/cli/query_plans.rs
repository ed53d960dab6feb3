//! How SQLite goes about the queries: none may read through the texts of all documents.

use huiyao::query::Catalogue;
use rusqlite::{Connection, OpenFlags, StatementStatus};

/// These may once, in an arm that runs only for a text without any character that the index knows (`，`):
/// [`what_the_index_does_not_propose_costs_nothing`].
const PUNCTUATION: &[&str] = &["kwic", "search"];

/// Queries that look for words in texts.
const SEARCHES: [&str; 3] = ["search", "search-quotes", "kwic"];

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
        if !code.contains("body") {
            continue;
        }
        let aliases = aliases(&code);
        let mut steps = plan(&archive, &query.sql);
        steps.retain(|step| {
            let table = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
            table.is_some_and(|table| aliases.iter().any(|alias| alias == table)) && !step.contains(" INDEX ")
        });
        if steps.len() > usize::from(PUNCTUATION.contains(&query.name.as_str())) {
            wrong.push(format!("{}: {}", query.name, steps.join("; ")));
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

/// Steps of SQLite's virtual machine for a search.
fn steps(archive: &Connection, sql: &str, text: &str) -> i32 {
    let mut statement = archive.prepare(sql).unwrap();
    let q = statement.parameter_index(":q").unwrap().unwrap();
    statement.raw_bind_parameter(q, text).unwrap();
    let mut rows = statement.raw_query();
    while rows.next().unwrap().is_some() {}
    drop(rows);
    statement.get_status(StatementStatus::VmStep)
}

#[test]
fn what_the_index_does_not_propose_costs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("archive.db");
    std::fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/sample.db"), &path).unwrap();
    let archive = Connection::open(&path).unwrap();
    let catalogue = Catalogue::shipped().unwrap();
    let of_each = |text| SEARCHES.map(|name| steps(&archive, &catalogue.find(name).unwrap().sql, text));
    // A word, a rare mark, and a mark that the index leaves out.
    let (word, mark, reading) = (of_each("会议"), of_each("※"), of_each("^"));
    // Documents and quotes of which the index knows nothing.
    archive
        .execute_batch(
            "pragma foreign_keys = off;
            create temp table d as select * from documents where superseded_by_run is null limit 1;
            create temp table q as select * from quotes limit 1;
            update d set body = '☆', body_hans = null;
            update q set text = '☆';",
        )
        .unwrap();
    for i in 1..=500 {
        archive
            .execute_batch(&format!(
                "update temp.d set id = 100000 + {i}, path = 'x/{i}', ref = 'x{i}';
                insert into main.documents select * from temp.d;
                update temp.q set id = 100000 + {i}, n = 1000 + {i}, ref = 'x-q{i}';
                insert into main.quotes select * from temp.q;"
            ))
            .unwrap();
    }
    assert_eq!(of_each("会议"), word);
    assert_eq!(of_each("※"), mark);
    // The same figure tells when they are read.
    assert!(of_each("^").iter().zip(reading).all(|(after, before)| *after > before + 500));
}
