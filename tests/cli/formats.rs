//! Output formats, streams and exit codes.

use super::{empty, huiyao, outcome, printed, samples};
use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};
use unicode_width::UnicodeWidthStr;

const ROWS: &str = "select path, sha256, null as missing, 1.5 as x from documents order by path";

#[test]
fn all_formats_hold_the_same_rows() {
    let csv = printed(["sql", samples(), ROWS, "-f", "csv"]);
    let tsv = printed(["sql", samples(), ROWS, "-f", "tsv"]);
    assert_eq!(csv.replace(',', "\t"), tsv);
    let json: Vec<serde_json::Value> = serde_json::from_str(&printed(["sql", samples(), ROWS, "-f", "json"])).unwrap();
    let jsonl: Vec<serde_json::Value> = printed(["sql", samples(), ROWS, "-f", "jsonl"])
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(json, jsonl);
    assert_eq!(csv.lines().count(), json.len() + 1);
    assert!(json[0]["missing"].is_null() && json[0]["x"] == 1.5);
    assert_eq!(printed(["sql", samples(), ROWS, "-f", "md"]).lines().count(), json.len() + 2);
}

#[test]
fn a_table_keeps_its_columns_and_is_never_wrapped_in_a_pipe() {
    let table = printed(["query", samples(), "meetings", "--lang", "zh"]);
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines[0].contains("日期") && lines[0].contains("会议"), "{table}");
    let meetings: i64 = printed(["sql", samples(), "select count(*) from meetings", "-f", "csv"])
        .lines()
        .nth(1)
        .and_then(|n| n.parse().ok())
        .unwrap();
    assert_eq!(lines.len(), 2 + usize::try_from(meetings).unwrap());
    let column = lines[0].split("会议").next().unwrap().width();
    for line in &lines[2..] {
        let (mut width, mut letters) = (0, line.chars());
        while width < column {
            width += letters.next().map_or(column, |c| unicode_width::UnicodeWidthChar::width(c).unwrap_or(0));
        }
        assert_eq!(width, column, "{line}");
    }
}

#[test]
fn headings_in_three_ways_and_keys_in_one() {
    let first = |lang: &[&str]| {
        let arguments = [&["query", samples(), "runs", "-f", "csv"], lang].concat();
        printed(arguments).lines().next().unwrap().to_owned()
    };
    assert!(first(&[]).starts_with("run,command"));
    assert!(first(&["--lang", "zh"]).starts_with("批次,命令"));
    assert!(first(&["--lang", "en"]).starts_with("Number of the run,Command"));
    assert!(printed(["query", samples(), "runs", "-f", "jsonl", "--lang", "zh"]).starts_with("{\"run\":"));
    assert!(first(&["--bom"]).starts_with('\u{FEFF}'));
}

#[test]
fn exit_codes() {
    assert_eq!(outcome(["search", samples(), "双拥"]).0, 0);
    assert_eq!(outcome(["search", samples(), "此文绝无"]).0, 1);
    assert_eq!(outcome(["query", empty(), "meetings"]).0, 1);
    assert_eq!(outcome(["sql", samples(), "select 1 where 0"]).0, 1);
    assert_eq!(outcome(["sql", samples(), "selekt"]).0, 2);
    assert_eq!(outcome(["search"]).0, 2);
    assert_eq!(outcome(["check", samples()]).0, 0);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let sql = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 200000) select i from n";
    for format in ["csv", "json", "jsonl", "md", "table"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_huiyao"))
            .args(["sql", samples(), sql, "-f", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(0), "{format}: {}", String::from_utf8_lossy(&ended.stderr));
        assert!(ended.stderr.is_empty(), "{format}: {}", String::from_utf8_lossy(&ended.stderr));
    }
}

#[test]
fn data_on_stdout_and_messages_on_stderr() {
    let (_, out, err) =
        outcome(["query", samples(), "meetings", "-p", "from", "2017", "-p", "limit", "1", "-f", "csv"]);
    assert_eq!(out.lines().count(), 2, "{out}");
    assert!(err.contains("Stopped at 1 rows"), "{err}");
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("a.db");
    let built = huiyao(["build", "samples", "-o"]).arg(&target).output().unwrap();
    assert!(built.stdout.is_empty());
    let summary = String::from_utf8(built.stderr).unwrap();
    for word in ["added", "updated", "unchanged", "removed", "rejected", "without a place", "without a year"] {
        assert!(summary.contains(word), "{summary}");
    }
    let quiet = huiyao(["build", "--quiet", "samples", "-o"]).arg(&target).output().unwrap();
    assert!(quiet.stdout.is_empty() && quiet.stderr.is_empty());
}

#[test]
fn rows_without_a_year_are_counted_and_can_be_had() {
    let all = "select count(*) from meetings where held_from is null";
    let undated = printed(["sql", samples(), all, "-f", "csv"]).lines().nth(1).unwrap().to_owned();
    if undated == "0" {
        eprintln!("skipped: every meeting of the samples has a year");
        return;
    }
    let ask = ["query", samples(), "meetings", "-p", "from", "1990", "-f", "jsonl"];
    let (_, out, err) = outcome(ask);
    assert!(err.contains(&format!("{undated} rows without a known year")), "{err}");
    let with = printed([&ask[..], &["-p", "undated", "with"]].concat());
    assert_eq!(with.lines().count() - out.lines().count(), undated.parse::<usize>().unwrap());
}
