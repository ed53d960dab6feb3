//! `.mht`, `.mhtml`: a web page saved as a mail of several parts. The first HTML part is the page; where there is none, the
//! first text.

use super::wrapped::Unwrapped;
use crate::{civil_date::CivilDate, record::Supplied};
use chrono::{DateTime, FixedOffset};
use std::collections::HashMap;

/// Parts within parts are read so far down.
const DEEPEST: usize = 4;

/// Hours by which Chinese civil time is ahead of UTC, in seconds.
const EAST_8: i32 = 8 * 3600;

/// Whether the file begins with the header of a mail of several parts.
pub fn is_page(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let Some((header, _)) = head.split_once("\n\n").or_else(|| head.split_once("\r\n\r\n")) else { return false };
    let first = header.lines().next().unwrap_or("");
    first.split_once(':').is_some_and(|(name, _)| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
        && header.contains("mime-version:")
        && header.contains("content-type:")
        && header.contains("multipart/related")
}

/// The page of a saved web page.
///
/// # Errors
/// What is wrong with the file.
pub fn page(bytes: &[u8]) -> Result<Unwrapped, String> {
    let whole = Part::read(bytes);
    let html = whole.find("text/html", DEEPEST).or_else(|| whole.find("text/plain", DEEPEST));
    let page = html.ok_or("a saved web page without a page in it")?;
    let address = whole.header("snapshot-content-location").or_else(|| page.header("content-location"));
    let supplied = Supplied {
        url: address.filter(|a| a.starts_with("http")).map(str::to_owned),
        retrieved_on: whole
            .header("date")
            .and_then(|date| chinese_day(DateTime::parse_from_rfc2822(date.trim()).ok()?)),
        ..Supplied::default()
    };
    Ok(Unwrapped { bytes: page.body(), supplied })
}

/// The day in China at that moment.
pub fn chinese_day(moment: DateTime<FixedOffset>) -> Option<CivilDate> {
    let there = FixedOffset::east_opt(EAST_8)?;
    CivilDate::day_of(moment.with_timezone(&there).date_naive())
}

struct Part<'a> {
    headers: HashMap<String, String>,
    bytes: &'a [u8],
}

impl<'a> Part<'a> {
    fn read(bytes: &'a [u8]) -> Self {
        let (head, bytes) = split_header(bytes);
        Self { headers: headers(head), bytes }
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    fn content_type(&self) -> String {
        self.header("content-type").unwrap_or("text/plain").split(';').next().unwrap_or("").trim().to_ascii_lowercase()
    }

    /// The first part of the type, itself included.
    fn find(&self, wanted: &str, depth: usize) -> Option<Part<'a>> {
        let kind = self.content_type();
        if kind == wanted {
            return Some(Part { headers: self.headers.clone(), bytes: self.bytes });
        }
        let boundary =
            parameter(self.header("content-type")?, "boundary").filter(|_| kind.starts_with("multipart/"))?;
        let depth = depth.checked_sub(1)?;
        parts(self.bytes, &boundary).into_iter().find_map(|bytes| Part::read(bytes).find(wanted, depth))
    }

    fn body(&self) -> Vec<u8> {
        let encoding = self.header("content-transfer-encoding").unwrap_or("").trim().to_ascii_lowercase();
        match encoding.as_str() {
            "base64" => base64(self.bytes),
            "quoted-printable" => quoted_printable(self.bytes),
            _ => self.bytes.to_vec(),
        }
    }
}

/// Header and what comes after the empty line.
pub(super) fn split_header(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        at += line.len();
        if line.trim_ascii().is_empty() {
            return (&bytes[..at], &bytes[at..]);
        }
    }
    (bytes, &[])
}

/// Names in lower case with their values, continued lines joined.
pub(super) fn headers(head: &[u8]) -> HashMap<String, String> {
    let text = String::from_utf8_lossy(head);
    let mut unfolded: Vec<String> = Vec::new();
    for line in text.lines() {
        match unfolded.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) => last.push_str(line.trim_end()),
            _ => unfolded.push(line.to_owned()),
        }
    }
    let pair = |line: &String| {
        let (name, value) = line.split_once(':')?;
        Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
    };
    // Of a header that stands twice the first counts.
    unfolded.iter().rev().filter_map(pair).collect()
}

/// A parameter of a header (`; boundary="x"`).
fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        let value = value.trim().trim_matches('"');
        (key.trim().eq_ignore_ascii_case(name) && !value.is_empty()).then(|| value.to_owned())
    })
}

/// What stands between the lines `--boundary`.
fn parts<'a>(bytes: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let line = format!("--{boundary}");
    let mut out = Vec::new();
    let (mut start, mut at) = (None, 0);
    for text in bytes.split_inclusive(|b| *b == b'\n') {
        let end = at;
        at += text.len();
        let text = text.trim_ascii_end();
        let closes = text.strip_suffix(b"--") == Some(line.as_bytes());
        if text == line.as_bytes() || closes {
            out.extend(start.map(|start: usize| &bytes[start..end]));
            start = (!closes).then_some(at);
        }
    }
    out.extend(start.map(|start| &bytes[start..]));
    out
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    let kept: Vec<u8> =
        bytes.iter().copied().filter(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/')).collect();
    // A cut file ends anywhere: whole groups of four give bytes.
    let whole = &kept[..kept.len() - kept.len() % 4];
    let mut out = data_encoding::BASE64_NOPAD.decode(whole).unwrap_or_default();
    let rest = &kept[whole.len()..];
    out.extend(data_encoding::BASE64_NOPAD.decode(rest).unwrap_or_default());
    out
}

fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if first != b'=' {
            out.push(first);
            continue;
        }
        let hex = |b: &u8| (*b as char).to_digit(16).and_then(|d| u8::try_from(d).ok());
        match after {
            [b'\r', b'\n', tail @ ..] | [b'\n', tail @ ..] => rest = tail,
            [a, b, tail @ ..] if hex(a).is_some() && hex(b).is_some() => {
                out.push(hex(a).unwrap_or(0) << 4 | hex(b).unwrap_or(0));
                rest = tail;
            }
            _ => out.push(first),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "From: <Saved>\r\nSnapshot-Content-Location: http://www.example.com/a.html\r\nDate: Wed, 1 Aug 2018 20:10:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\"; boundary=\"----B--\"\r\n\r\n------B--\r\nContent-Type: text/css\r\n\r\np{}\r\n------B--\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E4=BA=91=\r\n=E5=B2=AD</p>\r\n------B----\r\n";

    #[test]
    fn the_page_is_found_and_decoded() {
        assert!(is_page(PAGE.as_bytes()));
        let read = page(PAGE.as_bytes()).unwrap();
        assert_eq!(String::from_utf8_lossy(&read.bytes).trim(), "<p>云岭</p>");
        assert_eq!(read.supplied.url.as_deref(), Some("http://www.example.com/a.html"));
        assert_eq!(read.supplied.retrieved_on.map(|d| d.to_string()).as_deref(), Some("2018-08-02"));
    }

    #[test]
    fn anything_gives_something() {
        for junk in [
            "",
            "MIME-Version: 1.0\n\n",
            "A: b\nMIME-Version: 1\nContent-Type: multipart/related; boundary=x\n\n--x\n\n--x",
        ] {
            is_page(junk.as_bytes());
            let _ = page(junk.as_bytes());
        }
        assert_eq!(base64(b"5LqR5bKt\r\n5"), "云岭".as_bytes());
        assert_eq!(quoted_printable(b"=4"), b"=4");
    }
}
