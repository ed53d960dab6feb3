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

/// Columns that lead to evidence, with the SQL that says whether there is such a thing.
const ROOTS: &[(&str, &str)] = &[
    ("ref", "select exists (select 1 from temp.refs where ref = ?1)"),
    ("document", "select exists (select 1 from documents where path = ?1)"),
    (
        "path",
        "select exists (select 1 from documents where path = ?1) or exists (select 1 from rejects where path = ?1)",
    ),
    ("original", "select exists (select 1 from documents where path = ?1)"),
    ("document_id", "select exists (select 1 from documents where id = ?1)"),
    ("meeting_key", "select exists (select 1 from meetings where key = ?1)"),
    ("official_key", "select exists (select 1 from officials where key = ?1)"),
    ("unit_key", "select exists (select 1 from units where key = ?1)"),
    ("run", "select exists (select 1 from runs where id = ?1)"),
    ("glob", "select exists (select 1 from documents where path glob ?1)"),
];

/// Puts every ref of the archive into a temporary table.
fn gather_refs(archive: &Connection) {
    archive.execute_batch("create temp table refs (ref text primary key)").unwrap();
    let mut tables = archive
        .prepare("select t.name from sqlite_schema t join pragma_table_info(t.name) c where t.type = 'table' and c.name = 'ref'")
        .unwrap();
    let names: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for name in names {
        archive
            .execute_batch(&format!("insert or ignore into refs select ref from \"{name}\" where ref is not null"))
            .unwrap();
    }
}

#[test]
fn every_row_leads_to_its_evidence() {
    let archive = open(samples());
    gather_refs(&archive);
    let document: String = archive.query_row("select min(path) from documents", [], |row| row.get(0)).unwrap();
    for query in Catalogue::shipped().unwrap().iter() {
        let asked = |name: &str| match (query.name.as_str(), name) {
            ("search" | "search-quotes" | "kwic", "q") => Value::Text("会".into()),
            ("show-span", "document") => Value::Text(document.clone()),
            (_, "undated") => Value::Text("with".into()),
            _ => Value::Null,
        };
        let (columns, rows) = rows(&archive, query, asked);
        let roots: Vec<(usize, &str)> = (columns.iter().enumerate())
            .filter_map(|(i, name)| Some((i, ROOTS.iter().find(|(root, _)| root == name)?.1)))
            .collect();
        assert!(!roots.is_empty(), "{}: no column leads to evidence", query.name);
        for row in &rows {
            let led = roots.iter().filter(|(i, _)| row[*i] != Value::Null).inspect(|(i, sql)| {
                let found: bool = archive.query_row(sql, [&row[*i]], |row| row.get(0)).unwrap();
                assert!(found, "{}: {} leads nowhere: {:?}", query.name, columns[*i], row[*i]);
            });
            assert!(led.count() > 0, "{}: a row without evidence: {row:?}", query.name);
        }
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
