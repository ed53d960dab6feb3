//! The table that is filled in: TSV or xlsx to write; these or CSV to read back.
//!
//! Verdicts: `right`, `wrong`, `unsure`, also `r w u`, `y n`, `1 0`, `对 错 疑`, `正确 错误 存疑`; empty is not judged yet. Of whole
//! documents the columns `wrong` and `missed` are numbers.

use crate::{
    Error, Result,
    containers::workbook,
    decode,
    output::{Column, Format, Rows, Style},
};
use rusqlite::types::Value;
use std::{io::Write, path::Path};

/// One row of the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Kind of fact.
    pub kind: String,
    /// How it is known; empty for whole documents.
    pub basis: String,
    /// Rule that read it; empty for whole documents.
    pub rule: String,
    /// Ref of the fact, or of the document.
    pub r#ref: String,
    /// What is claimed.
    pub claim: String,
    /// Path of the document.
    pub document: String,
    /// The words in 【】, with 60 characters around them.
    pub sentence: String,
    /// Facts of the archive for which this one stands.
    pub weight: f64,
    /// Facts of the kind that were read in the document; `None` for single facts.
    pub found: Option<u32>,
}

/// What a person says of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As the text says.
    Right,
    /// Not as the text says.
    Wrong,
    /// Cannot be told from the text.
    Unsure,
}

impl Row {
    /// Words that the fact says for certain, to hold a correction against; `None` where the claim does not give them
    /// letter by letter (a text of several lines).
    pub fn says(&self) -> Option<&str> {
        let words = match self.kind.as_str() {
            "meeting" => self.claim.split(" | ").next()?,
            "quote" => self.claim.rsplit(" | ").next()?,
            _ => &self.claim,
        };
        (!words.is_empty() && !words.contains(['⏎', '\t', '…'])).then_some(words)
    }
}

impl Verdict {
    fn read(word: &str) -> Option<Self> {
        match word.trim().to_lowercase().as_str() {
            "right" | "r" | "y" | "yes" | "1" | "true" | "对" | "正确" | "是" | "√" => Some(Self::Right),
            "wrong" | "w" | "n" | "no" | "0" | "false" | "错" | "错误" | "否" | "×" => Some(Self::Wrong),
            "unsure" | "u" | "?" | "？" | "疑" | "存疑" => Some(Self::Unsure),
            _ => None,
        }
    }
}

/// A row with what the person filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// As drawn; the sentence is not read back.
    pub row: Row,
    /// `None`: not judged yet.
    pub verdict: Option<Verdict>,
    /// Of a document: facts read that are wrong, and facts that were missed; `None`: not judged yet.
    pub counted: Option<(u32, u32)>,
    /// What the person noted.
    pub comment: String,
}

const FACTS: [&str; 10] =
    ["verdict", "kind", "claim", "sentence", "comment", "document", "basis", "rule", "weight", "ref"];
const DOCUMENTS: [&str; 7] = ["document", "kind", "found", "wrong", "missed", "comment", "ref"];

/// Writes the table to fill in, as TSV or xlsx (`Format`).
///
/// # Errors
/// What the writer says.
pub fn write(rows: &[Row], out: &mut dyn Write, format: Format, bom: bool) -> std::io::Result<()> {
    let names: &[&str] = if rows.iter().any(|r| r.found.is_some()) { &DOCUMENTS } else { &FACTS };
    let columns = names.iter().map(|n| Column::plain(*n)).collect();
    let mut table = Rows::begin(out, Style { format, bom, terminal_width: None }, columns)?;
    for row in rows {
        let cells: Vec<Value> = names.iter().map(|name| cell(row, name)).collect();
        table.row(&cells)?;
    }
    table.end().map(drop)
}

fn cell(row: &Row, name: &str) -> Value {
    match name {
        "kind" => Value::Text(row.kind.clone()),
        "claim" => Value::Text(row.claim.clone()),
        "sentence" => Value::Text(row.sentence.clone()),
        "document" => Value::Text(row.document.clone()),
        "basis" => Value::Text(row.basis.clone()),
        "rule" => Value::Text(row.rule.clone()),
        "ref" => Value::Text(row.r#ref.clone()),
        "weight" => Value::Text(format!("{:.3}", row.weight)),
        "found" => row.found.map_or(Value::Null, |n| Value::Integer(n.into())),
        // What the person fills in.
        _ => Value::Null,
    }
}

/// Reads a table that was filled in: a workbook or CSV by its name, else TSV, in whatever encoding Excel saved it.
///
/// # Errors
/// A file that cannot be read or lacks a column; a verdict that is none, with its line.
pub fn read(path: &Path) -> Result<Vec<Judged>> {
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
    let bad = |line: u64, what: String| Error::Request(format!("{}, line {line}: {what}", path.display()));
    let mut lines = lines(path, &bytes).map_err(|(line, what)| bad(line, what))?.into_iter();
    let (_, heads) = lines.next().unwrap_or_default();
    let at = |name: &str| heads.iter().position(|h| h.trim() == name);
    if at("ref").is_none() || at("kind").is_none() {
        return Err(bad(
            1,
            "no columns `kind` and `ref`; is this a table of `huiyao audit draw`, saved as xlsx, TSV or CSV?".into(),
        ));
    }
    lines
        .filter(|(_, fields)| fields.iter().any(|f| !f.trim().is_empty()))
        .map(|(line, fields)| {
            let word = |name: &str| at(name).and_then(|i| fields.get(i)).map_or("", |f| f.trim()).to_owned();
            judged(&word).map_err(|what| bad(line, what))
        })
        .collect()
}

/// The number of a line, from 1, and its fields.
type Line = (u64, Vec<String>);

/// The lines of a table; else the line that is at fault, and why.
fn lines(path: &Path, bytes: &[u8]) -> std::result::Result<Vec<Line>, (u64, String)> {
    let named = |extension: &str| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(extension));
    if named("xlsx") {
        return Ok((1..).zip(workbook::rows(bytes).map_err(|what| (1, what))?).collect());
    }
    let text = decode::decode(bytes).text;
    // Excel divides the fields of a CSV by semicolons where the comma is the decimal sign.
    let delimiter = match text.lines().next().unwrap_or_default() {
        head if head.contains('\t') => b'\t',
        head if named("csv") && head.matches(';').count() > head.matches(',').count() => b';',
        _ if named("csv") => b',',
        _ => b'\t',
    };
    let mut table =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
    table
        .records()
        .map(|record| {
            let record = record.map_err(|e| (e.position().map_or(0, csv::Position::line), e.to_string()))?;
            let line = record.position().map_or(0, csv::Position::line);
            Ok((line, record.iter().map(str::to_owned).collect()))
        })
        .collect()
}

fn judged(word: &dyn Fn(&str) -> String) -> std::result::Result<Judged, String> {
    let number = |name: &str| match word(name).as_str() {
        "" => Ok(None),
        n => n.parse::<u32>().map(Some).map_err(|_| format!("`{name}` is `{n}`, not a number")),
    };
    let verdict = match word("verdict").as_str() {
        "" => None,
        w => Some(Verdict::read(w).ok_or_else(|| format!("`{w}` is no verdict; write right, wrong or unsure"))?),
    };
    let row = Row {
        kind: word("kind"),
        basis: word("basis"),
        rule: word("rule"),
        r#ref: word("ref"),
        document: word("document"),
        claim: word("claim"),
        weight: word("weight").parse().unwrap_or(1.0),
        found: number("found")?,
        ..Row::default()
    };
    let counted = match (number("wrong")?, number("missed")?) {
        (None, None) => None,
        (wrong, missed) => Some((wrong.unwrap_or_default(), missed.unwrap_or_default())),
    };
    Ok(Judged { row, verdict, counted, comment: word("comment") })
}
