//! Tables of documents: `.jsonl` (an object a line) and `.csv` or `.tsv` (a line of names first).
//!
//! | column | what it is |
//! | --- | --- |
//! | `text` | plain text |
//! | `html` | a page or a piece of one; goes before `text` |
//! | `title` | headline; put above a text that does not hold it |
//! | `url` | address |
//! | `published_on`, `retrieved_on` | dates |
//! | `publisher` | who published it |
//! | `id` | name of the document within the table; without it the number of the line |
//!
//! `lexicon/table_columns.tsv` lists other usual names (`content`, `正文`); any name is given with `--column text=NAME`.
//! Further columns are passed over. The original that is kept is the text or page of the line, with the headline if that
//! was put above it.

use super::{Flow, Limits, Member, Refused, Sink, damaged, mime, names, too_long};
use crate::{
    civil_date::CivilDate,
    decode,
    lexicon::table_columns,
    record::{Encoding, Supplied},
    store::RejectReason,
};
use chrono::DateTime;
use serde_json::Value;
use std::{
    cell::Cell,
    collections::HashSet,
    io::{self, BufRead, BufReader, Read},
    rc::Rc,
};

/// What a column may be.
const COLUMNS: &[&str] = &["text", "html", "title", "url", "published_on", "retrieved_on", "publisher", "id"];

/// Which column of a table is which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns(Vec<(&'static str, String)>);

impl Columns {
    /// Reads `text=content` and the like.
    ///
    /// # Errors
    /// A sentence that says what would do.
    pub fn parse(given: &[String]) -> Result<Self, String> {
        let one = |text: &String| {
            let (what, name) = text.split_once('=').unwrap_or((text, ""));
            match COLUMNS.iter().find(|known| **known == what.trim()) {
                Some(known) if !name.trim().is_empty() => Ok((*known, name.trim().to_owned())),
                _ => Err(format!("“{text}”: give COLUMN=NAME, where COLUMN is one of {}", COLUMNS.join(", "))),
            }
        };
        given.iter().map(one).collect::<Result<_, _>>().map(Self)
    }

    /// The first of the names of `what` that the table `has`.
    fn find(&self, what: &str, has: impl Fn(&str) -> bool) -> Option<String> {
        let given = self.0.iter().filter(|(given, _)| *given == what).map(|(_, name)| name.as_str());
        let usual: Vec<&str> = table_columns::named(what).collect();
        given.chain(usual).find(|name| has(name)).map(str::to_owned)
    }
}

/// The values of one line.
#[derive(Default)]
struct Row {
    text: Option<String>,
    html: Option<String>,
    title: Option<String>,
    url: Option<String>,
    published_on: Option<String>,
    retrieved_on: Option<String>,
    publisher: Option<String>,
    id: Option<String>,
}

impl Row {
    fn read(value: impl Fn(&str) -> Option<String>) -> Self {
        let value = |what: &str| value(what).filter(|v| !v.trim().is_empty());
        Self {
            text: value("text"),
            html: value("html"),
            title: value("title").map(|t| t.split_whitespace().collect::<Vec<_>>().join(" ")),
            url: value("url"),
            published_on: value("published_on"),
            retrieved_on: value("retrieved_on"),
            publisher: value("publisher"),
            id: value("id"),
        }
    }

    /// The document of the line, `number` counted from 1.
    fn member(self, number: u64, seen: &mut HashSet<String>) -> Result<Member, Refused> {
        let id = self.id.as_deref().and_then(|id| names::printable(id.trim().as_bytes()));
        let name = id.unwrap_or_else(|| number.to_string());
        // Named twice: the line tells them apart.
        let name = if seen.contains(&name) { format!("{name}@{number}") } else { name };
        seen.insert(name.clone());
        let supplied = Supplied {
            url: self.url.map(|u| u.trim().to_owned()),
            published_on: self.published_on.as_deref().and_then(date),
            retrieved_on: self.retrieved_on.as_deref().and_then(date),
            publisher: self.publisher.map(|p| p.trim().to_owned()),
            ..Supplied::default()
        };
        match with_title(self.html, self.text, self.title) {
            Some(text) => Ok(Member { name, bytes: text.into_bytes(), supplied }),
            None => {
                Err(Refused { name: Some(name), reason: RejectReason::Empty, message: "a line without text".into() })
            }
        }
    }
}

/// Page or text, under its headline.
fn with_title(html: Option<String>, text: Option<String>, title: Option<String>) -> Option<String> {
    let title = title.unwrap_or_default();
    match (html, text) {
        (Some(html), _) if title.is_empty() || html.contains(&title) => Some(html),
        (Some(html), _) => {
            let escaped = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            Some(format!("<h1>{escaped}</h1>\n{html}"))
        }
        (None, Some(text)) if title.is_empty() || text.trim_start().starts_with(&title) => Some(text),
        (None, Some(text)) => Some(format!("{title}\n{text}")),
        (None, None) => (!title.is_empty()).then_some(title),
    }
}

/// `2019-03-15`, `2019/3/15 08:00`, `2019年3月15日`, `2019-03-14T20:00:00Z` (a Chinese 15 March), `2019-03`, `20190315`.
fn date(text: &str) -> Option<CivilDate> {
    let text = text.trim();
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return mime::chinese_day(moment);
    }
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let number = |at: usize| numbers.get(at).and_then(|n| n.parse::<u8>().ok());
    let first = *numbers.first()?;
    match first.len() {
        8 => CivilDate::new(first[..4].parse().ok(), first[4..6].parse().ok(), first[6..].parse().ok()),
        4 => {
            let year = first.parse().ok();
            CivilDate::new(year, number(1), number(2))
                .or_else(|| CivilDate::new(year, number(1), None))
                .or_else(|| CivilDate::new(year, None, None))
        }
        _ => None,
    }
}

/// `.jsonl`.
pub fn lines(source: impl Read, columns: &Columns, limits: &Limits, sink: Sink<'_>) -> Flow {
    let mut source = BufReader::with_capacity(1 << 16, source);
    let mut seen = HashSet::new();
    let mut number = 0;
    let mut line = Vec::new();
    loop {
        line.clear();
        let long = match bounded_line(&mut source, limits.member_bytes, &mut line) {
            Ok(None) => return Flow::Continue(()),
            Ok(Some(long)) => long,
            Err(e) => return damaged(sink, e),
        };
        number += 1;
        let refuse = |reason, message: String| Err(Refused { name: Some(number.to_string()), reason, message });
        if long {
            sink(refuse(RejectReason::TooLarge, too_long(limits.member_bytes)))?;
            continue;
        }
        let text = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
        if text.trim_ascii().is_empty() {
            continue;
        }
        let object = match serde_json::from_slice::<Value>(text) {
            Ok(Value::Object(object)) => object,
            Ok(_) => {
                sink(refuse(RejectReason::Damaged, "the line is no JSON object".into()))?;
                continue;
            }
            Err(e) => {
                sink(refuse(RejectReason::Damaged, format!("the line is no JSON: {e}")))?;
                continue;
            }
        };
        let row = Row::read(|what| {
            let name = columns.find(what, |name| object.contains_key(name))?;
            match object.get(&name)? {
                Value::String(text) => Some(text.clone()),
                Value::Number(number) => Some(number.to_string()),
                _ => None,
            }
        });
        let found = if row.text.is_none() && row.html.is_none() && row.title.is_none() {
            refuse(RejectReason::Empty, NO_TEXT.into())
        } else {
            row.member(number, &mut seen)
        };
        sink(found)?;
    }
}

const NO_TEXT: &str = "no column text or html; name it with --column text=NAME";

/// A line without its end into `line`; whether it is longer than `limit`, then cut; `None` at the end.
fn bounded_line(source: &mut impl BufRead, limit: u64, line: &mut Vec<u8>) -> io::Result<Option<bool>> {
    if source.by_ref().take(limit.saturating_add(1)).read_until(b'\n', line)? == 0 {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') || line.len() as u64 <= limit {
        return Ok(Some(false));
    }
    loop {
        let buffer = source.fill_buf()?;
        let (used, end) = match buffer.iter().position(|b| *b == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        source.consume(used);
        if end {
            return Ok(Some(true));
        }
    }
}

/// Bytes by which encoding and delimiter of a table are told.
const SAMPLE: u64 = 1 << 18;

/// `.csv`, `.tsv`.
pub fn delimited(mut source: impl Read, columns: &Columns, limits: &Limits, sink: Sink<'_>) -> Flow {
    let mut head = Vec::new();
    if let Err(e) = source.by_ref().take(SAMPLE).read_to_end(&mut head) {
        return damaged(sink, e);
    }
    let encoding = decode::decode(&head).encoding;
    if !matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head).to_vec();
        return fields(io::Cursor::new(head).chain(source), encoding, columns, limits, sink);
    }
    // What Excel calls Unicode text; small enough to be held in memory.
    match super::read_bounded(io::Cursor::new(head).chain(source), limits.member_bytes) {
        Ok(Some(bytes)) => {
            let text = decode::decode(&bytes).text;
            fields(text.as_bytes(), Encoding::Utf8, columns, limits, sink)
        }
        Ok(None) => {
            super::over_limit(sink, format!("a table in UTF-16 {}; save it as UTF-8", too_long(limits.member_bytes)))
        }
        Err(e) => damaged(sink, e),
    }
}

/// In all encodings but UTF-16 delimiters and quotes are bytes that mean nothing else.
fn fields(source: impl Read, encoding: Encoding, columns: &Columns, limits: &Limits, sink: Sink<'_>) -> Flow {
    let since = Rc::new(Cell::new(0));
    let mut source = BufReader::with_capacity(
        1 << 16,
        OneRecord { inner: source, since: since.clone(), limit: limits.member_bytes },
    );
    let delimiter = match source.fill_buf() {
        Ok(head) => delimiter(head),
        Err(e) => return damaged(sink, e),
    };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(source);
    let header: Vec<String> = match reader.byte_headers() {
        Ok(header) => header.iter().map(|name| decode::as_text(encoding, name).trim().to_owned()).collect(),
        Err(e) => return damaged(sink, e),
    };
    let place = |what: &str| {
        let name = columns.find(what, |name| header.iter().any(|h| h == name))?;
        header.iter().position(|h| *h == name)
    };
    if ["text", "html"].iter().all(|what| place(what).is_none()) {
        return sink(Err(Refused { name: None, reason: RejectReason::Empty, message: NO_TEXT.into() }));
    }
    let mut seen = HashSet::new();
    let mut record = csv::ByteRecord::new();
    for number in 1.. {
        since.set(0);
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(e) => return damaged(sink, e),
        }
        let row =
            Row::read(|what| place(what).and_then(|at| record.get(at)).map(|field| decode::as_text(encoding, field)));
        sink(row.member(number, &mut seen))?;
    }
    Flow::Continue(())
}

/// The commonest of `,`, tab and `;` in the first line.
fn delimiter(head: &[u8]) -> u8 {
    let first = head.split(|b| *b == b'\n').next().unwrap_or(b"");
    let count = |d: u8| first.iter().filter(|b| **b == d).count();
    [b',', b'\t', b';'].into_iter().rev().max_by_key(|d| count(*d)).unwrap_or(b',')
}

/// A quotation mark that is never closed makes one record of all the rest: ends when a record is too long.
struct OneRecord<R> {
    inner: R,
    since: Rc<Cell<u64>>,
    limit: u64,
}

impl<R: Read> Read for OneRecord<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.since.set(self.since.get() + read as u64);
        if self.since.get() > self.limit.saturating_add(1 << 20) {
            return Err(io::Error::other("a line that is too long; is a quotation mark not closed?"));
        }
        Ok(read)
    }
}
