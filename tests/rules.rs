//! The rules by their phrasings: every line of `tests/corpus/rules/*.txt` says what must be read in one stretch of text.
//!
//! A line is `expected ⇒ phrasing`; `!` as expected means that nothing must be read. Lines with `#` are comments; each
//! file's header gives the form of `expected` and of the phrasing. All failures of a file are collected and printed
//! with file and line.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of a test may fail it")]

use huiyao::{
    document::{Block, BlockKind, Document},
    extract::{Text, annotate::Annotations, dates::Calendar, meetings, places},
    record::{DocumentKind, Fields, Span},
};
use std::{fmt::Write as _, fs, path::Path};

#[test]
fn dates() {
    check("dates.txt", |phrasing| {
        let case = Case::new(phrasing);
        let calendar = Calendar::new(&case.text, &case.fields);
        let mut before = None;
        let mut read = Vec::new();
        for phrase in &calendar.phrases {
            let reading = calendar.read(phrase, before, &case.text);
            before = reading.until.or(reading.date).or(before);
            let date = reading.date.map_or("?".to_owned(), |d| d.to_string());
            let until = reading.until.map(|d| format!("..{d}")).unwrap_or_default();
            let daypart = reading.daypart.map(|d| format!(" {d}")).unwrap_or_default();
            read.push(format!("{date}{until}{daypart}"));
        }
        read.join("; ")
    });
}

#[test]
fn places() {
    check("places.txt", |phrasing| {
        let case = Case::new(phrasing);
        let found = places::find(&case.text, &Annotations::new(&case.text.chars), &case.fields, None);
        let Some(home) = &found.home else { return String::new() };
        let mut read = format!("{} {}", home.name, home.code.as_deref().unwrap_or("-"));
        for class in ["县", "市", "省"] {
            if let Some((name, _)) = found.level_above(class).filter(|(n, _)| *n != home.name) {
                write!(read, "; {class}={name}").unwrap();
            }
        }
        read
    });
}

#[test]
fn place_mentions() {
    check("place_mentions.txt", |phrasing| {
        let case = Case::new(phrasing);
        let found = places::find(&case.text, &Annotations::new(&case.text.chars), &case.fields, None);
        let read: Vec<String> = found.mentions.iter().map(|m| format!("{} {}", m.text, m.code)).collect();
        read.join("; ")
    });
}

#[test]
fn meetings() {
    check("meetings.txt", |phrasing| {
        let case = Case::new(phrasing);
        let places = places::find(&case.text, &Annotations::new(&case.text.chars), &case.fields, None);
        let kind = DocumentKind::Report;
        let events = meetings::meetings(&case.text, &case.fields, &places, &[], kind);
        let read: Vec<String> = events
            .meetings
            .iter()
            .map(|m| {
                let date = m.held_on.map(|d| format!(" {d}")).unwrap_or_default();
                let until = m.held_until.map(|d| format!("..{d}")).unwrap_or_default();
                let daypart = m.daypart.as_ref().map(|d| format!(" {d}")).unwrap_or_default();
                format!("{} {}{date}{until}{daypart}", m.kind.code(), m.name)
            })
            .collect();
        read.join("; ")
    });
}

/// Reads every line of the file with `read` and fails with all that differ.
/// What is read in a phrasing that stands in a report of 凤台县.
fn in_fengtai(phrasing: &str) -> huiyao::record::Record {
    let phrasing = phrasing.replace(" ｜ ", "\n");
    let text = format!("凤台县召开工作会议\n2020年5月8日，凤台县召开工作会议。\n{phrasing}\n");
    huiyao::pipeline::read_document("case.txt", text.as_bytes())
}

#[test]
fn people() {
    check("people.txt", |phrasing| {
        let record = in_fengtai(phrasing);
        let person = |o: &huiyao::record::Official| {
            let posts: Vec<String> = o.posts.iter().map(|p| format!("{}/{}", p.unit, p.title)).collect();
            if posts.is_empty() { o.name.clone() } else { format!("{}={}", o.name, posts.join("+")) }
        };
        record.officials.iter().map(person).collect::<Vec<_>>().join("; ")
    });
}

#[test]
fn units() {
    check("units.txt", |phrasing| {
        let mut names: Vec<String> = in_fengtai(phrasing).units.into_iter().map(|u| u.name).collect();
        names.sort();
        names.join("; ")
    });
}

fn check(file: &str, read: impl Fn(&str) -> String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/rules").join(file);
    let lines = fs::read_to_string(&path).unwrap();
    let mut wrong = String::new();
    let mut count = 0;
    for (n, line) in (1..).zip(lines.lines()).filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
        let Some((expected, phrasing)) = line.split_once(" ⇒ ") else {
            panic!("{file}:{n}: no ` ⇒ ` in the line");
        };
        let expected = if expected == "!" { "" } else { expected };
        let got = read(phrasing);
        count += 1;
        if got != expected {
            writeln!(wrong, "{file}:{n}: {phrasing}\n  want {expected}\n  got  {got}").unwrap();
        }
    }
    assert!(count > 0, "{file} holds no line");
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// A phrasing as a document: `[2021-03-08] headline ｜ paragraph ｜ paragraph`, date of publication and headline if
/// the phrasing has them; `[蔚县发布]` in brackets is the publisher.
struct Case {
    text: Text,
    fields: Fields,
}

impl Case {
    fn new(phrasing: &str) -> Self {
        let mut fields = Fields::default();
        let mut rest = phrasing;
        while let Some((word, after)) = rest.strip_prefix('[').and_then(|r| r.split_once("] ")) {
            match word.parse() {
                Ok(date) => fields.published_on = Some(date),
                Err(_) => fields.publisher = Some(word.to_owned()),
            }
            rest = after;
        }
        let parts: Vec<&str> = rest.split(" ｜ ").collect();
        let titled = parts.len() > 1;
        if titled {
            fields.title = Some(parts[0].to_owned()).filter(|t| t != "-");
        }
        let mut body = String::new();
        let mut blocks = Vec::new();
        let mut at = 0;
        for (i, part) in parts.iter().enumerate().filter(|(i, p)| *i > 0 || **p != "-") {
            if !body.is_empty() {
                body.push('\n');
                at += 1;
            }
            let end = at + part.chars().count();
            let kind = if titled && i == 0 { BlockKind::Headline } else { BlockKind::Paragraph };
            blocks.push(Block { span: Span::new(at, end), kind });
            body.push_str(part);
            at = end;
        }
        let document = Document { body, blocks, ..Document::default() };
        Self { text: Text::new(&document), fields }
    }
}
