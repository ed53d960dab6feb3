//! Every record of `samples` and of the corpus documents has the JSON form of `tests/schemas/record-v1.json`, and what
//! a schema can't say: spans inside the body, numbers that exist, aligned Simplified text, and the same record back
//! out of its line.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of a test may fail it")]

use huiyao::record::{Record, Span};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};

#[test]
fn records_have_the_form_of_the_schema() {
    let schema: Value =
        serde_json::from_str(&fs::read_to_string(root().join("tests/schemas/record-v1.json")).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut wrong = Vec::new();
    for (path, record) in records() {
        let line = serde_json::to_string(&record).unwrap();
        let value: Value = serde_json::from_str(&line).unwrap();
        wrong.extend(validator.iter_errors(&value).map(|e| format!("{path}: {} at {}", e, e.instance_path())));
        if serde_json::from_str::<Record>(&line).unwrap() != record {
            wrong.push(format!("{path}: its line gives another record back"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn spans_and_numbers_point_somewhere() {
    let mut wrong = Vec::new();
    for (path, record) in records() {
        wrong.extend(dangling(&record).into_iter().map(|fault| format!("{path}: {fault}")));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn dangling(record: &Record) -> Vec<String> {
    let mut faults = Vec::new();
    let length = record.body.chars().count();
    if record.body_hans.as_ref().is_some_and(|hans| hans.chars().count() != length) {
        faults.push("body_hans is not aligned with body".to_owned());
    }
    for (what, span) in all_spans(record) {
        if span.start > span.end || span.end as usize > length {
            faults.push(format!("{what}: span {}..{} in a body of {length}", span.start, span.end));
        }
    }
    let exists = |n: u32, count: usize| (1..=count).contains(&(n as usize));
    for (i, meeting) in record.meetings.iter().enumerate() {
        if meeting.n as usize != i + 1 {
            faults.push(format!("meeting {} is numbered {}", i + 1, meeting.n));
        }
    }
    for official in &record.officials {
        for post in &official.posts {
            let unit = record.units.iter().find(|u| u.n == post.unit_n);
            if unit.is_none_or(|unit| unit.name != post.unit) {
                faults.push(format!("{}: post in {} with number {}", official.name, post.unit, post.unit_n));
            }
        }
        for role in official.roles.iter().filter(|r| !exists(r.meeting, record.meetings.len())) {
            faults.push(format!("{}: role at meeting {}", official.name, role.meeting));
        }
    }
    for quote in &record.quotes {
        let people = quote.officials.iter().all(|n| exists(*n, record.officials.len()));
        let meeting = quote.meeting.is_none_or(|n| exists(n, record.meetings.len()));
        let unit = quote.unit.is_none_or(|n| exists(n, record.units.len()));
        if !(people && meeting && unit) {
            faults.push(format!("quote `{}` points to nobody", quote.text));
        }
    }
    faults
}

/// All spans of a record, each with what it belongs to.
fn all_spans(record: &Record) -> Vec<(String, Span)> {
    let mut spans = Vec::new();
    let mut add = |what: &str, span: Span| spans.push((what.to_owned(), span));
    for byline in record.document.reporters.iter().chain(&record.document.editors) {
        add(&byline.name, byline.span);
    }
    for (field, evidence) in &record.document.evidence {
        evidence.span.iter().for_each(|span| add(field, *span));
    }
    for meeting in &record.meetings {
        add(&meeting.name, meeting.span);
        [meeting.held_span, meeting.place_span].into_iter().flatten().for_each(|span| add(&meeting.name, span));
    }
    for official in &record.officials {
        add(&official.name, official.span);
        official.posts.iter().for_each(|post| add(&post.title, post.span));
        official.roles.iter().for_each(|role| add(role.role.code(), role.span));
        official.aliases.iter().for_each(|alias| add(&alias.name, alias.span));
    }
    for unit in &record.units {
        add(&unit.name, unit.span);
        unit.aliases.iter().for_each(|alias| add(&alias.name, alias.span));
        unit.presences.iter().for_each(|presence| add(&unit.name, presence.span));
    }
    for quote in &record.quotes {
        quote.spans.iter().chain(&quote.cue_span).chain(&quote.label_span).for_each(|span| add(&quote.cue, *span));
    }
    record.slogans.iter().for_each(|slogan| add(&slogan.text, slogan.span));
    record.places.iter().for_each(|place| add(&place.text, place.span));
    record.notes.iter().for_each(|note| note.span.iter().for_each(|span| add(&note.code, *span)));
    spans
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Records of all samples and corpus documents, with their paths.
fn records() -> Vec<(String, Record)> {
    let mut files = files_in(&root().join("samples"));
    for folder in files_in(&root().join("tests/corpus/documents")) {
        files.extend(files_in(&folder).into_iter().filter(|f| f.file_stem().is_some_and(|s| s == "input")));
    }
    assert!(files.len() > 50, "samples or corpus not found");
    files
        .iter()
        .map(|file| {
            let path = file.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
            let record = huiyao::pipeline::read_document(&path, &fs::read(file).unwrap());
            (path, record)
        })
        .collect()
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files
}
