//! What every canned query answers on `sample.db`: one file a query in `tests/corpus/queries/`.
//!
//! A file holds calls (`$ -p KEY VALUE …`), each followed by the rows as tab-separated values and by what is said on
//! standard error (lines that begin with `!`). `UPDATE_EXPECT=1 cargo test --test cli corpus` writes the answers anew;
//! read the difference. The same calls must have the same answers in the machine's own `sqlite3`, where there is one.

use super::outcome;
use huiyao::query::Catalogue;
use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample.db");

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/queries")
}

/// The calls of a file: pairs of parameter and value.
fn calls(text: &str) -> Vec<Vec<(String, String)>> {
    text.lines()
        .filter_map(|line| line.strip_prefix('$'))
        .map(|line| {
            line.split("-p ")
                .skip(1)
                .map(|pair| pair.trim().split_once(' ').unwrap_or((pair.trim(), "")))
                .map(|(key, value)| (key.to_owned(), value.to_owned()))
                .collect()
        })
        .collect()
}

fn arguments(name: &str, call: &[(String, String)], format: &str) -> Vec<String> {
    let mut arguments: Vec<String> = ["query", SAMPLE, name, "-f", format].map(String::from).to_vec();
    for (key, value) in call {
        arguments.extend(["-p".to_owned(), key.clone(), value.clone()]);
    }
    arguments
}

/// The file with present answers.
fn renewed(name: &str, text: &str) -> String {
    let mut new = String::new();
    for call in calls(text) {
        if !new.is_empty() {
            new.push('\n');
        }
        let shown: Vec<String> = call.iter().map(|(key, value)| format!(" -p {key} {value}")).collect();
        writeln!(new, "${}", shown.concat()).unwrap();
        let (_, out, err) = outcome(arguments(name, &call, "tsv"));
        new.push_str(&without_times(&out));
        for line in err.lines() {
            writeln!(new, "! {line}").unwrap();
        }
    }
    new
}

/// When a run was is not what is tested.
fn without_times(text: &str) -> String {
    let cells = |line: &str| {
        let masked: Vec<&str> = line.split('\t').map(|cell| if is_time(cell) { "(time)" } else { cell }).collect();
        masked.join("\t")
    };
    text.lines().map(|line| cells(line) + "\n").collect()
}

fn is_time(cell: &str) -> bool {
    cell.len() >= 19 && cell.as_bytes()[10] == b'T' && cell.as_bytes()[4] == b'-' && cell.as_bytes()[13] == b':'
}

#[test]
fn queries_answer_as_the_corpus_says() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = vec![];
    let mut names = BTreeSet::new();
    for query in Catalogue::shipped().unwrap().iter() {
        names.insert(format!("{}.txt", query.name));
        let file = folder().join(format!("{}.txt", query.name));
        let Ok(text) = fs::read_to_string(&file) else {
            wrong.push(format!("{}: no tests/corpus/queries/{0}.txt", query.name));
            continue;
        };
        let new = renewed(&query.name, &text);
        if update {
            fs::write(&file, &new).unwrap();
        } else if let Some(n) =
            (0..text.lines().count().max(new.lines().count())).find(|&n| text.lines().nth(n) != new.lines().nth(n))
        {
            let line = |text: &str| text.lines().nth(n).unwrap_or("(nothing)").to_owned();
            wrong.push(format!("{}.txt:{}\n  file:   {}\n  answer: {}", query.name, n + 1, line(&text), line(&new)));
        }
        if !new.lines().any(|line| !line.starts_with(['$', '!']) && !line.is_empty()) {
            // Headings are always printed; a file without any means that the call itself is wrong.
            wrong.push(format!("{}.txt: no call has an answer", query.name));
        }
    }
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        if !names.contains(&name) {
            wrong.push(format!("tests/corpus/queries/{name} belongs to no query"));
        }
    }
    assert!(wrong.is_empty(), "UPDATE_EXPECT=1 cargo test --test cli corpus\n{}", wrong.join("\n"));
}

/// Rows of stock `sqlite3` with the parameters set as a user would.
fn stock(sql: &str, call: &[(String, String)]) -> serde_json::Value {
    let mut script = String::from(".parameter init\n");
    for (key, value) in call {
        let literal = format!("'{}'", value.replace('\'', "''")).replace('\\', "\\\\").replace('"', "\\\"");
        writeln!(script, ".parameter set :{key} \"{literal}\"").unwrap();
    }
    writeln!(script, "{sql};").unwrap();
    let mut child = Command::new("sqlite3")
        .args(["-readonly", "-json", SAMPLE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.stderr.is_empty(), "{}\n{script}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    if text.is_empty() { serde_json::Value::Array(vec![]) } else { serde_json::from_str(&text).unwrap() }
}

#[test]
fn stock_sqlite_gives_the_corpus_too() {
    if Command::new("sqlite3").arg("--version").output().is_err() {
        eprintln!("skipped: no sqlite3 on this machine");
        return;
    }
    let mut wrong = vec![];
    for query in Catalogue::shipped().unwrap().iter() {
        let text = fs::read_to_string(folder().join(format!("{}.txt", query.name))).unwrap_or_default();
        for call in calls(&text) {
            let (code, out, err) = outcome(arguments(&query.name, &call, "json"));
            // What the program refuses before SQL is reached, or understands beyond it, is not SQL's.
            if code == 2 || call.iter().any(|(_, value)| value == "党委") {
                continue;
            }
            let own: serde_json::Value = serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {out}{err}"));
            let other = stock(&query.sql, &call);
            if own != other {
                wrong.push(format!("{} {call:?}\n  bundled: {own}\n  stock:   {other}", query.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn choices_are_those_of_the_archive() {
    let (code, _, err) = outcome(["query", SAMPLE, "meetings", "-p", "kind", "座谈"]);
    assert!(
        code == 2 && err.contains("Did you mean 座谈会?") && err.contains("常委会") | err.contains("议军会"),
        "{err}"
    );
    let (code, out, _) = outcome(["query", SAMPLE, "units", "-p", "kind", "党委", "-f", "csv"]);
    assert!(code == 0 && out.contains("安吉县委"), "{out}");
    let (_, help, _) = outcome(["query", SAMPLE, "会议列表", "--help"]);
    assert!(help.contains("kind in this archive") && help.contains("座谈会"), "{help}");
    assert!(!outcome(["query", "meetings", "--help"]).1.contains("in this archive"));
}
