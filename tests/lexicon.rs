//! Polices `lexicon/`: UTF-8 without a mark, a header that says what the file is, rows in order of code points and
//! unique by their key, nothing trailing. All failures are printed with file and line.
//!
//! The key of a row is its first column; a file whose first column may recur says so in the table below.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of a test may fail it")]

#[path = "lexicon/gold_names.rs"]
mod gold_names;

use std::{fs, path::Path};

/// Files whose rows are told apart by more than the first column, and by how many columns.
const LONGER_KEYS: &[(&str, usize)] = &[("divisions.tsv", 4), ("event_kinds.tsv", 2), ("simplification.tsv", 2)];

/// Words that a header must hold, each with what it stands for.
const HEADER: &[(&str, &str)] =
    &[("Source", "where the words come from"), ("ualifies", "what qualifies: what belongs into the file")];

#[test]
fn lexicon_files_are_sorted_unique_and_described() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon");
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let mut wrong = Vec::new();
    for file in &files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        match String::from_utf8(fs::read(file).unwrap()) {
            Ok(text) => {
                wrong.extend(faults(&name, &text).into_iter().map(|(n, fault)| format!("lexicon/{name}:{n}: {fault}")))
            }
            Err(e) => wrong.push(format!("lexicon/{name}: not UTF-8 ({e})")),
        }
    }
    assert!(!files.is_empty());
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Line numbers and what is wrong there.
fn faults(name: &str, text: &str) -> Vec<(usize, String)> {
    let mut faults = Vec::new();
    if !name.ends_with(".txt") && !name.ends_with(".tsv") {
        faults.push((1, "neither .txt nor .tsv".to_owned()));
    }
    if !text.ends_with('\n') {
        faults.push((text.lines().count(), "no line break at the end".to_owned()));
    }
    let header: String = text.lines().take_while(|line| line.starts_with('#')).collect();
    if header.is_empty() {
        faults.push((1, "no header".to_owned()));
    }
    for (word, meaning) in HEADER.iter().filter(|(word, _)| !header.contains(word)) {
        faults.push((1, format!("the header lacks `{word}` ({meaning})")));
    }
    if name.ends_with(".tsv") && !header.contains("Column") {
        faults.push((1, "the header lacks `Columns:`".to_owned()));
    }
    faults.extend(faults_of_rows(name, text));
    faults
}

fn faults_of_rows(name: &str, text: &str) -> Vec<(usize, String)> {
    let columns = LONGER_KEYS.iter().find(|(file, _)| *file == name).map_or(1, |(_, columns)| *columns);
    let key = |line: &str| line.split('\t').take(columns).collect::<Vec<_>>().join("\t");
    let (mut faults, mut before): (Vec<(usize, String)>, Option<String>) = (Vec::new(), None);
    let mut in_rows = false;
    let columns_of = |line: &str| line.split('\t').count();
    let filled = text.lines().filter(|line| !line.starts_with('#') && !line.ends_with('\t'));
    let widest = filled.map(columns_of).max().unwrap_or(0);
    for (n, line) in text.lines().enumerate().map(|(n, line)| (n + 1, line)) {
        if line.contains(['\u{FEFF}', '\r', '\u{200B}']) {
            faults.push((n, "an invisible character".to_owned()));
        }
        // A tab at the end stands for an empty last column, where the file has that many.
        let empty_column = line.ends_with('\t') && columns_of(line) == widest;
        if line.ends_with([' ', '\t', '\u{3000}']) && !empty_column {
            faults.push((n, "trailing blanks".to_owned()));
        }
        if line.starts_with('#') {
            if in_rows {
                faults.push((n, "a comment between the rows".to_owned()));
            }
            continue;
        }
        in_rows = true;
        if line.is_empty() {
            faults.push((n, "an empty line".to_owned()));
            continue;
        }
        let key = key(line);
        if let Some(before) = &before {
            // Rust compares strings by bytes, which for UTF-8 is the order of code points.
            match before.as_str().cmp(&key) {
                std::cmp::Ordering::Equal => faults.push((n, format!("`{key}` a second time"))),
                std::cmp::Ordering::Greater => faults.push((n, format!("`{key}` stands after `{before}`"))),
                std::cmp::Ordering::Less => {}
            }
        }
        before = Some(key);
    }
    faults
}

#[test]
fn faults_are_found() {
    let text = "# What. Columns: a, b. Source: own. Qualifies: all.\n乙\t1\n甲\t2 \n甲\t3\n";
    let found: Vec<usize> = faults("words.tsv", text).into_iter().map(|(n, _)| n).collect();
    assert_eq!(found, [3, 4], "trailing blank in 3 (乙 is U+4E59, before 甲 U+7532), 甲 again in 4");
}
