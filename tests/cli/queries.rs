//! Every canned query: runs bare, on an empty archive, in the bundled SQLite and in Debian's, and gives the columns of
//! its header.

use super::{empty, outcome, printed, samples};
use huiyao::query::{CannedQuery, Catalogue};
use rusqlite::{Connection, OpenFlags, types::Value};
use std::{
    io::Write,
    process::{Command, Stdio},
};

fn open(path: &str) -> Connection {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

/// Columns and rows of a query whose parameters are bound by `value`.
fn rows(archive: &Connection, query: &CannedQuery, value: impl Fn(&str) -> Value) -> (Vec<String>, Vec<Vec<Value>>) {
    let fail = |e: rusqlite::Error| -> ! { panic!("{}: {e}", query.name) };
    let mut statement = archive.prepare(&query.sql).unwrap_or_else(|e| fail(e));
    for index in 1..=statement.parameter_count() {
        let name = statement.parameter_name(index).unwrap().trim_start_matches(':').to_owned();
        assert!(query.parameter(&name).is_some(), "{}: :{name} is not in the header", query.name);
        statement.raw_bind_parameter(index, value(&name)).unwrap();
    }
    for parameter in &query.parameters {
        let found = statement.parameter_index(&format!(":{}", parameter.name)).unwrap();
        assert!(found.is_some(), "{}: the SQL does not use :{}", query.name, parameter.name);
    }
    let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
    let mut found = Vec::new();
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().unwrap_or_else(|e| fail(e)) {
        found.push((0..columns.len()).map(|i| row.get(i).unwrap()).collect());
    }
    (columns, found)
}

#[test]
fn every_query_runs_bare_and_gives_what_its_header_says() {
    for path in [empty(), samples()] {
        let archive = open(path);
        for query in Catalogue::shipped().unwrap().iter() {
            let (columns, unbound) = rows(&archive, query, |_| Value::Null);
            let expected: Vec<&str> = query.columns.iter().map(|c| c.name.as_str()).collect();
            assert_eq!(columns, expected, "{}", query.name);
            let (_, blank) = rows(&archive, query, |_| Value::Text(String::new()));
            assert_eq!(unbound, blank, "{}: NULL and the empty text differ", query.name);
            let (_, default) =
                rows(&archive, query, |name| Value::Text(query.parameter(name).unwrap().default.clone()));
            assert_eq!(unbound, default, "{}: the defaults of header and SQL differ", query.name);
        }
    }
}

#[test]
fn most_queries_answer_on_the_samples() {
    let archive = open(samples());
    let silent: Vec<String> = Catalogue::shipped()
        .unwrap()
        .iter()
        .filter(|query| rows(&archive, query, |_| Value::Null).1.is_empty())
        .map(|query| query.name.clone())
        .collect();
    // These want a text or a document, or something that the samples need not hold.
    let may: &[&str] = &[
        "search",
        "search-quotes",
        "kwic",
        "show-span",
        "concurrent-posts",
        "conflicts",
        "first-secretaries",
        "homonyms",
        "impossible",
        "shared-text",
        "awards",
        "slogans",
        "slogan-spread",
        "low-trust",
        "meeting-sources",
    ];
    let unexpected: Vec<&String> = silent.iter().filter(|name| !may.contains(&name.as_str())).collect();
    assert!(unexpected.is_empty(), "no rows: {unexpected:?}");
}

#[test]
fn every_row_leads_to_its_evidence() {
    let roots = ["ref", "document", "path", "glob", "document_id", "meeting_key", "run"];
    for query in Catalogue::shipped().unwrap().iter() {
        assert!(query.columns.iter().any(|c| roots.contains(&c.name.as_str())), "{}", query.name);
    }
}

/// What Debian's `sqlite3` answers, fed through standard input as a user's shell would with `< queries/NAME.sql`.
fn stock(archive: &str, sql: &str) -> std::process::Output {
    let mut child = Command::new("sqlite3")
        .args(["-readonly", "-json", archive])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    write!(child.stdin.take().unwrap(), "{sql};").unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn stock_sqlite_runs_them_too() {
    let Ok(version) = Command::new("sqlite3").arg("--version").output() else {
        eprintln!("skipped: no sqlite3 on this machine");
        return;
    };
    eprintln!("sqlite3 {}", String::from_utf8_lossy(&version.stdout));
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/sample.db");
    for path in [empty(), samples(), sample] {
        let archive = open(path);
        for query in Catalogue::shipped().unwrap().iter() {
            let output = stock(path, &query.sql);
            assert!(output.status.success(), "{}: {}", query.name, String::from_utf8_lossy(&output.stderr));
            let text = String::from_utf8(output.stdout).unwrap();
            let got: Vec<serde_json::Value> =
                if text.is_empty() { vec![] } else { serde_json::from_str(&text).unwrap() };
            assert_eq!(got.len(), rows(&archive, query, |_| Value::Null).1.len(), "{}", query.name);
        }
    }
}

#[test]
fn a_place_goes_by_name_and_code_with_what_lies_below() {
    let of = |place: &str| printed(["query", samples(), "meetings", "-p", "place", place, "-f", "csv"]);
    assert_eq!(of("安吉县"), of("330523"));
    assert_eq!(of("安吉县"), of("安吉"));
    assert_eq!(of("安吉县"), of("浙江省"));
    let (code, _, err) = outcome(["query", samples(), "meetings", "-p", "place", "无此县"]);
    assert!(code == 1 && err.contains("no division called “无此县”"), "{err}");
}

#[test]
fn a_chinese_name_and_a_folder_of_ones_own() {
    assert_eq!(printed(["query", samples(), "会议列表"]), printed(["query", samples(), "meetings"]));
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("mine.sql"), "select path from documents where instr(path, :part) order by path")
        .unwrap();
    let own = folder.path().to_str().unwrap();
    let out = printed(["query", samples(), "mine", "--queries", own, "-p", "part", "brief"]);
    assert!(out.contains("wuxiang-2018-brief.txt"), "{out}");
    let (code, _, err) = outcome(["query", samples(), "mine", "--queries", own, "-p", "prat", "brief"]);
    assert!(code == 2 && err.contains("prat"), "{err}");
    assert!(printed(["query", "--list", "--queries", own]).contains("mine"));
}
