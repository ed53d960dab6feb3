//! Search as users meet it; that it finds what `instr` finds is held by `tests/search.rs`.

use super::{outcome, printed, samples};
use huiyao::{
    query::CannedQuery,
    search::{self, Request, Words},
};
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeSet;

fn open() -> Connection {
    Connection::open_with_flags(samples(), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

fn by_program(archive: &Connection, text: &str) -> BTreeSet<i64> {
    let request = Request { words: Words::literally(text), ..Request::default() };
    search::documents(archive, &request).unwrap().into_iter().map(|hit| hit.document_id).collect()
}

#[test]
fn traditional_finds_simplified_and_the_reverse() {
    let count = |text: &str| printed(["search", samples(), text, "--limit", "0", "-f", "jsonl"]).lines().count();
    assert_eq!(count("雙擁"), count("双拥"));
    // A piece of a Traditional document, where it differs from its Simplified form.
    let archive = open();
    let texts = "select id, body, body_hans from documents where script = 'hant' order by id limit 1";
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let (id, own, hans): (i64, String, String) = archive.query_row(texts, [], row).unwrap();
    let (own, hans): (Vec<char>, Vec<char>) = (own.chars().collect(), hans.chars().collect());
    let at = (0..own.len()).find(|&i| own[i] != hans[i]).unwrap();
    for text in [&own[at..at + 3], &hans[at..at + 3]] {
        let text: String = text.iter().collect();
        assert!(by_program(&archive, &text).contains(&id), "{text}");
        let shown = printed(["search", samples(), "--literal", "--limit", "0", "--", &text]);
        let printed: String = own[at..at + 3].iter().collect();
        assert!(shown.contains(&format!("【{printed}】")), "{shown}");
    }
}

#[test]
fn no_query_breaks_it() {
    for text in [
        "\"",
        "\"\"",
        "'",
        "*",
        "^双",
        "a:b",
        "NEAR(双 拥, 3)",
        "双 OR",
        "OR",
        "AND NOT",
        "-",
        "--",
        "(",
        "((双)",
        "双;drop",
        "{双}",
        "双+拥",
        "%",
        "_",
        "\\",
        "\u{200B}",
        "\u{0}",
        "￼",
        "①",
        "。",
        "🈶",
        "",
        " ",
        "　",
    ] {
        for mode in [&["--limit", "5"][..], &["--quotes"], &["--kwic"], &["--literal"]] {
            if text == "\u{0}" {
                // No argument of a process can hold it.
                continue;
            }
            let (code, _, err) = outcome([&["search", samples()], mode, &["--", text]].concat());
            assert!(code <= 1, "{text:?} {mode:?}: {err}");
        }
        for file in ["search", "kwic", "search-quotes"] {
            let archive = open();
            let sql = huiyao::query::SHIPPED.iter().find(|(name, _)| *name == file).unwrap().1;
            let query = CannedQuery::parse(file, sql).unwrap();
            let given = [("q".to_owned(), text.to_owned())];
            huiyao::query::run(&archive, &query, &given, None, &mut Nowhere)
                .unwrap_or_else(|e| panic!("{file} {text:?}: {e}"));
        }
    }
}

struct Nowhere;

impl huiyao::query::Sink for Nowhere {
    fn columns(&mut self, _: Vec<huiyao::output::Column>) -> std::io::Result<()> {
        Ok(())
    }

    fn row(&mut self, _: &[rusqlite::types::Value]) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn words_phrases_exclusion_and_or() {
    let paths = |text: &str| -> BTreeSet<String> {
        let (_, out, _) = outcome(["search", samples(), "--limit", "0", "-f", "jsonl", "--", text]);
        out.lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["path"].as_str().unwrap().to_owned())
            .collect()
    };
    let (a, b) = (paths("双拥"), paths("座谈会"));
    assert!(!a.is_empty() && !b.is_empty());
    assert_eq!(paths("双拥 座谈会"), &a & &b);
    assert_eq!(paths("双拥 -座谈会"), &a - &b);
    assert_eq!(paths("双拥 OR 座谈会"), &a | &b);
    let sql = "select path from documents where superseded_by_run is null";
    let all: BTreeSet<String> =
        open().prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(paths("-座谈会"), &all - &b);
    assert!(paths("\"双拥 座谈会\"").is_empty());
}

#[test]
fn place_time_and_speaker_narrow() {
    let all = printed(["search", samples(), "安吉", "--limit", "0", "-f", "jsonl"]).lines().count();
    let (_, here, _) = outcome(["search", samples(), "安吉", "--limit", "0", "--place", "浙江省", "-f", "jsonl"]);
    let (_, early, _) = outcome(["search", samples(), "安吉", "--limit", "0", "--to", "2013", "-f", "jsonl"]);
    assert!(here.lines().count() <= all && early.lines().count() < all);
    let quotes = printed(["search", samples(), "要", "--quotes", "--limit", "0", "-f", "jsonl"]);
    let speaker = quotes
        .lines()
        .find_map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["speaker"].as_str().map(str::to_owned)
        })
        .unwrap();
    let narrowed =
        printed(["search", samples(), "要", "--quotes", "--speaker", &speaker, "--limit", "0", "-f", "jsonl"]);
    assert!(narrowed.lines().all(|line| line.contains(&speaker)));
    // A post speaks for its holder.
    let by_post = printed(["search", samples(), "民兵", "--quotes", "--speaker", "县委书记", "-f", "jsonl"]);
    assert!(!by_post.is_empty());
}

#[test]
fn keyword_in_context_gives_every_occurrence() {
    let lines = printed(["search", samples(), "双拥", "--kwic", "--limit", "0", "-f", "jsonl"]);
    let archive = open();
    let sql = "select sum((length(t) - length(replace(t, '双拥', ''))) / 2)
        from (select coalesce(body_hans, body) as t from documents where superseded_by_run is null)";
    let expected: i64 = archive.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(i64::try_from(lines.lines().count()).unwrap(), expected);
}
