//! Rules of the discourse as lines: who said what (`rules/quotes.txt`), who did what (`rules/roles.txt`).
//!
//! A line is `expected ⇒ phrasing`; `! ⇒ phrasing` must give nothing. In a phrasing `〔程远山〕` is a person,
//! `{县委/书记}` a post of the next person (unit, title; printed 县委书记), `〖县应急局〗` a body, `¶` ends a paragraph.
//! A form that stands for a known person is written `〔裴书记=裴安民〕`. `※` opens a page with the marks of machines that swap words.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of a test may fail it")]

use huiyao::{
    document::{Block, BlockKind, Document, Remark},
    extract::{Text, quotes, roles},
    record::*,
};
use std::fmt::Write;

/// A phrasing without its markup, with the people and bodies it names.
struct Line {
    text: Text,
    officials: Vec<Official>,
    units: Vec<Unit>,
}

fn alias(name: &str, start: usize) -> Alias {
    Alias { name: name.into(), span: Span::new(start, start + name.chars().count()) }
}

fn line(markup: &str) -> Line {
    let mut body: Vec<char> = Vec::new();
    let mut officials: Vec<Official> = Vec::new();
    let mut units: Vec<Unit> = Vec::new();
    let mut posts: Vec<Post> = Vec::new();
    let mut rest = markup.trim_start_matches('※').chars();
    while let Some(c) = rest.next() {
        let mut until = |close: char| rest.by_ref().take_while(|&c| c != close).collect::<String>();
        match c {
            '¶' => body.push('\n'),
            '{' => {
                let inner = until('}');
                let (unit, title) = inner.split_once('/').unwrap();
                let start = body.len();
                body.extend(unit.chars().chain(title.chars()));
                posts.push(Post {
                    unit: unit.into(),
                    unit_n: 0,
                    title: title.into(),
                    status: PostStatus::Current,
                    span: Span::new(start, body.len()),
                    rule: "line".into(),
                    basis: Basis::Stated,
                });
            }
            '〔' => {
                let inner = until('〕');
                let (printed, name) = inner.split_once('=').unwrap_or((&inner, &inner));
                let start = body.len();
                body.extend(printed.chars());
                let n = u32::try_from(officials.len() + 1).unwrap();
                let at = officials.iter().position(|o| o.name == name).unwrap_or_else(|| {
                    officials.push(Official {
                        n,
                        name: name.into(),
                        surname_only: false,
                        rank: None,
                        capacity: Capacity::Office,
                        posts: vec![],
                        roles: vec![],
                        aliases: vec![],
                        span: Span::new(start, start),
                        rule: "line".into(),
                        basis: Basis::Stated,
                    });
                    officials.len() - 1
                });
                officials[at].aliases.push(alias(printed, start));
                officials[at].posts.append(&mut posts);
            }
            '〖' => {
                let name = until('〗');
                let start = body.len();
                body.extend(name.chars());
                units.push(Unit {
                    n: u32::try_from(units.len() + 1).unwrap(),
                    name: name.clone(),
                    kind: UnitKind::Other,
                    organ: Organ::Unit,
                    place: None,
                    place_code: None,
                    aliases: vec![alias(&name, start)],
                    presences: vec![],
                    span: Span::new(start, start),
                    rule: "line".into(),
                    basis: Basis::Stated,
                });
            }
            _ => body.push(c),
        }
    }
    let mut blocks = Vec::new();
    let mut start = 0;
    for paragraph in body.split(|c| *c == '\n') {
        blocks.push(Block { span: Span::new(start, start + paragraph.len()), kind: BlockKind::Paragraph });
        start += paragraph.len() + 1;
    }
    let reworded = Remark { code: "machine-rewritten", message: String::new(), span: None };
    let remarks = if markup.starts_with('※') { vec![reworded] } else { vec![] };
    let document = Document { body: body.iter().collect(), blocks, remarks, ..Document::default() };
    Line { text: Text::new(&document), officials, units }
}

fn meeting() -> Meeting {
    Meeting {
        n: 1,
        name: "会".into(),
        kind: MeetingKind::Other,
        held_on: None,
        held_until: None,
        held_basis: None,
        held_span: None,
        held_rule: None,
        daypart: None,
        place: None,
        place_code: None,
        place_span: None,
        place_basis: None,
        span: Span::new(0, 0),
        rule: "line".into(),
        basis: Basis::Stated,
    }
}

fn read_quotes(l: &Line, meetings: &[Meeting]) -> Vec<Quote> {
    let known = quotes::Known {
        officials: &l.officials,
        units: &l.units,
        meetings,
        kind: DocumentKind::Report,
        title: None,
        bylines: &[],
    };
    quotes::quotes(&l.text, known)
}

/// `speaker|cue|direct|words`, the words without paragraph ends.
fn quotes_of(markup: &str) -> String {
    let l = line(markup);
    let rows: Vec<String> = read_quotes(&l, &[])
        .iter()
        .map(|q| {
            let who = q.speaker.clone().unwrap_or_else(|| format!("?{}", q.speaker_label.clone().unwrap_or_default()));
            format!("{who}|{}|{}|{}", q.cue, q.kind.code(), q.text.replace('\n', ""))
        })
        .collect();
    if rows.is_empty() { "!".into() } else { rows.join(" / ") }
}

/// `name role role; name role`, attended left out where another role implies it, `-` for none.
fn roles_of(markup: &str) -> String {
    let mut l = line(markup);
    let meetings = [meeting()];
    let quotes = read_quotes(&l, &meetings);
    let course = roles::Course { meetings: &meetings, quotes: &quotes, kind: DocumentKind::Report, bylines: &[] };
    roles::roles(&l.text, &mut l.officials, &mut l.units, course);
    let rows: Vec<String> = l
        .officials
        .iter()
        .map(|o| {
            let all: Vec<&str> = o.roles.iter().map(|r| r.role.code()).collect();
            let told: Vec<&str> = all.iter().copied().filter(|r| *r != "attended" || all.len() == 1).collect();
            format!("{} {}", o.name, if told.is_empty() { "-".into() } else { told.join(" ") })
        })
        .collect();
    rows.join("; ")
}

/// Whether `got` is what the line wants; `…` in wanted words stands for any.
fn fits(want: &str, got: &str) -> bool {
    let (wants, gots): (Vec<&str>, Vec<&str>) = (want.split(" / ").collect(), got.split(" / ").collect());
    wants.len() == gots.len()
        && wants.iter().zip(&gots).all(|(w, g)| match w.split_once('…') {
            Some((head, tail)) => g.starts_with(head) && g.ends_with(tail),
            None => w == g,
        })
}

fn run(file: &str, read: fn(&str) -> String) {
    let path = format!("{}/tests/corpus/rules/{file}", env!("CARGO_MANIFEST_DIR"));
    let mut failures = String::new();
    for (n, row) in std::fs::read_to_string(&path).unwrap().lines().enumerate() {
        let Some((want, markup)) = row.split_once(" ⇒ ").filter(|_| !row.starts_with('#')) else { continue };
        let got = read(markup);
        if !fits(want, &got) {
            writeln!(failures, "{file}:{}\n  want {want}\n  got  {got}\n  from {markup}", n + 1).unwrap();
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn quotes_are_read() {
    run("quotes.txt", quotes_of);
}

#[test]
fn roles_are_read() {
    run("roles.txt", roles_of);
}

/// Words out of which strange phrasings are made.
const WORDS: [&str; 44] = [
    "〔程远山〕",
    "〔韩一鸣〕",
    "{县委/书记}",
    "{/县长}",
    "〖县应急局〗",
    "强调",
    "指出，",
    "要求",
    "说：",
    "“",
    "”",
    "，",
    "。",
    "；",
    "：",
    "¶",
    "（",
    "）",
    "《",
    "》",
    "他",
    "她",
    "会议",
    "大家",
    "代表",
    "提出三点要求：",
    "一是",
    "要抓落实",
    "主持会议",
    "并讲话",
    "听取",
    "汇报",
    "为",
    "颁奖",
    "在",
    "时",
    "从",
    "手中接过",
    "！",
    "？",
    "告诉",
    "同志",
    "的",
    "等",
];

/// Whatever the words and marks, nothing panics and every quote is what stands at its spans.
#[test]
fn strange_phrasings_are_read_without_harm() {
    let mut state = 20_240_229u64;
    let mut next = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % n
    };
    for _ in 0..3000 {
        let markup: String = (0..next(40)).map(|_| WORDS[next(WORDS.len())]).collect();
        let mut l = line(&markup);
        let meetings = [meeting()];
        let quotes = read_quotes(&l, &meetings);
        for q in &quotes {
            let words: String = q.spans.iter().map(|s| l.text.words(*s)).collect();
            assert_eq!(q.text, words, "{markup}");
            assert!(q.spans.iter().all(|s| s.range().end <= l.text.chars.len() && !s.is_empty()), "{markup}");
        }
        let course = roles::Course { meetings: &meetings, quotes: &quotes, kind: DocumentKind::Report, bylines: &[] };
        roles::roles(&l.text, &mut l.officials, &mut l.units, course);
        let kind = DocumentKind::Speech;
        let known = quotes::Known {
            officials: &l.officials,
            units: &l.units,
            meetings: &meetings,
            kind,
            title: Some("在会上的讲话"),
            bylines: &[],
        };
        quotes::quotes(&l.text, known);
        huiyao::extract::slogans::slogans(&l.text, &quotes);
    }
}
