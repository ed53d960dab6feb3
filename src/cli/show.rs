//! `huiyao show`: one document with its evidence.

use super::{End, args, args::ShowFormat, screen};
use crate::{
    evidence::{self, Class, Fact, Reading},
    output::{markdown_cell, visible},
    store::Archive,
};
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

pub(super) fn run(args: &args::Show) -> anyhow::Result<End> {
    let archive = Archive::open_read_only(&args.archive)?;
    let reading = evidence::read(archive.connection(), evidence::find(archive.connection(), &args.document)?)?;
    let mut out = screen::stdout();
    match args.format {
        ShowFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &reading).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        ShowFormat::Md => markdown(&mut out, &reading, args.why)?,
        ShowFormat::Text => text(&mut out, &reading, args.why, screen::colours())?,
    }
    out.flush()?;
    Ok(End::Fine)
}

/// Headings of the kinds of fact.
const KINDS: &[(&str, &str)] = &[
    ("field", "Document 文件"),
    ("credit", "Bylines 署名"),
    ("meeting", "Meetings 会议"),
    ("date", "Dates 日期"),
    ("place", "Places 地点"),
    ("official", "People 人物"),
    ("post", "Posts 职务"),
    ("role", "Roles 角色"),
    ("unit", "Units 机构"),
    ("presence", "Units present 到会单位"),
    ("quote", "Quotes 讲话"),
    ("slogan", "Slogans 提法"),
    ("mention", "Divisions named 提及政区"),
    ("note", "Notes 提示"),
];

fn text(out: &mut dyn Write, reading: &Reading, why: bool, colours: bool) -> io::Result<()> {
    for line in head(reading) {
        writeln!(out, "{}", visible(&line))?;
    }
    writeln!(out)?;
    if colours {
        coloured(out, reading)?;
    } else {
        writeln!(out, "【person】〔post, unit〕〖meeting, date, place〗«quote»\n")?;
        print_body(out, &evidence::brackets(reading))?;
    }
    for (heading, facts) in by_kind(reading) {
        let bold = if colours { Style::new().bold() } else { Style::new() };
        writeln!(out, "\n{bold}{heading}{bold:#}")?;
        for fact in facts {
            writeln!(out, "  {}{}", visible(&fact.value), where_read(fact))?;
            if why {
                writeln!(out, "      {}", visible(&reason(fact)))?;
            }
        }
    }
    Ok(())
}

fn head(reading: &Reading) -> Vec<String> {
    let d = &reading.document;
    let mut lines = vec![
        format!("{}  {}", d.id, d.path),
        format!("ref {}  ·  {}, {}, {}, {}  ·  sha256 {}", d.r#ref, d.kind, d.format, d.encoding, d.script, d.sha256),
    ];
    if let Some(original) = &d.duplicate_of {
        lines.push(format!("the same text as {original}"));
    }
    if d.superseded {
        lines.push("an old version: a newer one has taken its place".into());
    }
    lines
}

/// The facts by kind, under headings, in the order of [`KINDS`].
fn by_kind(reading: &Reading) -> impl Iterator<Item = (&'static str, Vec<&Fact>)> {
    KINDS.iter().filter_map(|(kind, heading)| {
        let facts: Vec<&Fact> = reading.facts.iter().filter(|f| f.kind == *kind).collect();
        (!facts.is_empty()).then_some((*heading, facts))
    })
}

fn where_read(fact: &Fact) -> String {
    fact.span.map_or(String::new(), |s| format!("  [{}–{}]", s.start, s.end))
}

fn reason(fact: &Fact) -> String {
    let mut parts = Vec::new();
    parts.extend(fact.rule.as_ref().map(|rule| format!("rule {rule}")));
    parts.extend(fact.basis.clone());
    parts.extend(fact.text.as_ref().map(|text| format!("“{}”", shortened(text))));
    parts.push(fact.r#ref.clone());
    parts.join(" · ")
}

/// Long words by their beginning and end.
fn shortened(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= 40 {
        return text.to_owned();
    }
    let part = |letters: &[char]| letters.iter().collect::<String>();
    format!("{}…{}", part(&letters[..24]), part(&letters[letters.len() - 12..]))
}

/// A text is the work of strangers: nothing in it may drive the terminal.
fn print_body(out: &mut dyn Write, body: &str) -> io::Result<()> {
    for line in body.lines() {
        writeln!(out, "{}", visible(line))?;
    }
    Ok(())
}

fn coloured(out: &mut dyn Write, reading: &Reading) -> io::Result<()> {
    let letters: Vec<char> = reading.document.body.chars().collect();
    for mark in evidence::marks(reading) {
        let mut style = match mark.class {
            Some(Class::Person) => AnsiColor::Green.on_default().bold(),
            Some(Class::Office) => AnsiColor::Blue.on_default(),
            Some(Class::Event) => AnsiColor::Yellow.on_default(),
            None => Style::new(),
        };
        if mark.quoted {
            style = style.underline();
        }
        let words: String = letters[mark.span.range()].iter().collect();
        for (i, line) in words.split('\n').enumerate() {
            if i > 0 {
                writeln!(out)?;
            }
            write!(out, "{style}{}{style:#}", visible(line))?;
        }
    }
    writeln!(out)
}

fn markdown(out: &mut dyn Write, reading: &Reading, why: bool) -> io::Result<()> {
    let d = &reading.document;
    writeln!(out, "# {}\n", markdown_cell(d.title.as_deref().unwrap_or(&d.path)))?;
    for line in head(reading) {
        writeln!(out, "{}  ", markdown_cell(&line))?;
    }
    writeln!(out, "\n## Text 正文\n\n【person】〔post, unit〕〖meeting, date, place〗«quote»\n")?;
    for paragraph in evidence::brackets(reading).lines() {
        writeln!(out, "{}\n", markdown_cell(paragraph))?;
    }
    for (heading, facts) in by_kind(reading) {
        writeln!(out, "## {heading}\n")?;
        for fact in facts {
            writeln!(out, "- {}{}", markdown_cell(&fact.value), markdown_cell(&where_read(fact)))?;
            if why {
                writeln!(out, "  {}", markdown_cell(&reason(fact)))?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}
