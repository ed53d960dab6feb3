//! Every canned query over HTTP, bare and with parameters, gives what SQLite gives.

use crate::{
    on_every_server, sample,
    server::{Server, encoded},
};
use huiyao::query::{CannedQuery, Catalogue, Kind};
use rusqlite::{Connection, types::Value as Cell};
use serde_json::{Map, Value, json};

/// Datasette gives no more rows than this.
const MOST: usize = 1000;

fn address(archive: &Connection, query: &CannedQuery) -> String {
    let taken = "select count(*) from sqlite_schema where type in ('table', 'view') and name = ?1";
    let taken: i64 = archive.query_row(taken, [&query.name], |row| row.get(0)).unwrap();
    format!("/sample/{}{}", query.name, if taken > 0 { "-query" } else { "" })
}

/// A value that narrows, for each kind and name of parameter.
fn example(archive: &Connection, query: &CannedQuery, name: &str) -> String {
    let one = |sql: &str| archive.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    match (&query.parameter(name).unwrap().kind, name) {
        (Kind::Place, _) => "浙江".into(),
        (Kind::Date, "to") => "2018-12".into(),
        (Kind::Date, _) => "2013".into(),
        (Kind::Choice(choices), _) => choices[0].clone(),
        (_, "document") => one("select path from documents order by id limit 1"),
        (_, "meeting") => one("select key from meetings order by id limit 1"),
        (_, "name") => one("select name from officials where capacity = 'office' order by id limit 1"),
        (_, "office") => "party_secretary".into(),
        (_, "post") => "县长".into(),
        (_, "q") => "民兵".into(),
        (Kind::Number, "span_end") => "9".into(),
        (Kind::Number, _) => "2".into(),
        _ => String::new(),
    }
}

fn expected(archive: &Connection, query: &CannedQuery, value: impl Fn(&str) -> String) -> Vec<Value> {
    let mut statement = archive.prepare(&query.sql).unwrap();
    for index in 1..=statement.parameter_count() {
        let name = statement.parameter_name(index).unwrap().trim_start_matches(':').to_owned();
        statement.raw_bind_parameter(index, value(&name)).unwrap();
    }
    let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
    let mut found = Vec::new();
    let mut rows = statement.raw_query();
    while let (Some(row), true) = (rows.next().unwrap(), found.len() < MOST) {
        let cells = columns.iter().enumerate().map(|(i, column)| (column.clone(), cell(row.get(i).unwrap())));
        found.push(Value::Object(cells.collect::<Map<_, _>>()));
    }
    found
}

fn cell(value: Cell) -> Value {
    match value {
        Cell::Null => Value::Null,
        Cell::Integer(n) => json!(n),
        Cell::Real(x) => json!(x),
        Cell::Text(text) => json!(text),
        Cell::Blob(_) => panic!("a query gives a BLOB"),
    }
}

fn compare(server: &Server, query: &CannedQuery, value: impl Fn(&str) -> String) {
    let archive = sample();
    let given = query.parameters.iter().map(|p| (&p.name, value(&p.name))).filter(|(_, value)| !value.is_empty());
    let given: Vec<String> = given.map(|(name, value)| format!("{name}={}", encoded(&value))).collect();
    let path = format!("{}.json?_shape=array&{}", address(&archive, query), given.join("&"));
    assert_eq!(server.json(&path), Value::Array(expected(&archive, query, value)), "{} {path}", server.version);
}

#[test]
fn every_query_gives_what_sqlite_gives() {
    on_every_server(|server| {
        for query in Catalogue::shipped().unwrap().iter() {
            compare(server, query, |_| String::new());
            compare(server, query, |name| example(&sample(), query, name));
        }
    });
}

#[test]
fn every_query_has_a_page_that_explains_it() {
    on_every_server(|server| {
        let listed = server.page("/sample");
        for query in Catalogue::shipped().unwrap().iter() {
            let address = address(&sample(), query);
            assert!(listed.contains(&format!("\"{address}\"")) || server.version.starts_with('1'), "{address}");
            let page = server.page(&address);
            assert!(page.contains(query.name_zh.as_deref().unwrap()), "{} {address}", server.version);
            for parameter in &query.parameters {
                let row = format!("<tr data-name=\"{}\" data-default=\"{}\">", parameter.name, parameter.default);
                assert!(page.contains(&row), "{} {address}: {row}", server.version);
            }
        }
    });
}

#[test]
fn rows_lead_to_the_document() {
    on_every_server(|server| {
        let page = server.page(&format!("/sample/search-quotes?q={}", encoded("民兵")));
        assert!(page.contains("href=\"/-/huiyao/sample/ref/"), "{}", server.version);
        assert!(page.contains("href=\"/sample/documents?path=samples%2F"), "{}", server.version);
    });
}
