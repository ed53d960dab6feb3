//! `.warc`, `.warc.gz` (ISO 28500): what crawlers write. Read: the answers (`response`) and things kept without their
//! answer (`resource`) that are pages or text and were found (status 200). Passed over in silence: requests, notes about
//! the crawl, pictures, errors, pages that were the same as before (`revisit`).
//!
//! A page is named after its address; the same address again gets the moment of retrieval. The day of retrieval is a
//! Chinese one: a crawl dated 2018-08-01T20:10:00Z took place on 2 August.

use super::{Flow, Limits, Member, Refused, Sink, damaged, mime, too_long};
use crate::{record::Supplied, store::RejectReason};
use chrono::DateTime;
use std::{
    collections::{HashMap, HashSet},
    io::{self, BufRead, BufReader, Read},
};

/// Longest header of a record in bytes.
const LONGEST_HEADER: u64 = 1 << 20;

/// Gives the pages of a web archive.
pub fn read(source: impl Read, limits: &Limits, sink: Sink<'_>) -> Flow {
    let mut source = BufReader::with_capacity(1 << 16, source);
    let mut seen = HashSet::new();
    loop {
        let header = match header(&mut source) {
            Ok(Some(header)) => header,
            Ok(None) => return Flow::Continue(()),
            Err(e) => return damaged(sink, e),
        };
        let length: Option<u64> = header.get("content-length").and_then(|n| n.parse().ok());
        let Some(length) = length else { return damaged(sink, "a record without its length") };
        if !is_wanted(&header) {
            match io::copy(&mut (&mut source).take(length), &mut io::sink()) {
                Ok(copied) if copied == length => continue,
                Ok(_) => return damaged(sink, "the last record is cut off"),
                Err(e) => return damaged(sink, e),
            }
        }
        let mut block = Vec::new();
        let kept = length.min(limits.member_bytes);
        let read = (&mut source).take(kept).read_to_end(&mut block);
        let rest = read.and_then(|_| io::copy(&mut (&mut source).take(length - kept), &mut io::sink()));
        let cut = match rest {
            Ok(rest) => block.len() as u64 + rest < length,
            Err(e) => return damaged(sink, e),
        };
        if cut {
            return damaged(sink, "the last record is cut off");
        }
        let Some(name) = name(&header, &mut seen) else { continue };
        if length > kept {
            let message = too_long(limits.member_bytes);
            sink(Err(Refused { name: Some(name), reason: RejectReason::TooLarge, message }))?;
            continue;
        }
        match page(&header, block, limits) {
            Ok(Some(bytes)) => sink(Ok(Member { name, bytes, supplied: supplied(&header) }))?,
            Ok(None) => {}
            Err(message) => sink(Err(Refused { name: Some(name), reason: RejectReason::Unreadable, message }))?,
        }
    }
}

type Header = HashMap<String, String>;

/// The next header; `None` at the end.
fn header(source: &mut impl BufRead) -> io::Result<Option<Header>> {
    let mut text = Vec::new();
    loop {
        let before = text.len();
        let left = LONGEST_HEADER.saturating_sub(before as u64);
        let read = source.by_ref().take(left).read_until(b'\n', &mut text)?;
        if read == 0 {
            return if text.is_empty() { Ok(None) } else { Err(io::Error::other("the last record is cut off")) };
        }
        let line = text[before..].trim_ascii();
        match (before, line.is_empty()) {
            // Records are divided by empty lines.
            (0, true) => text.clear(),
            (0, false) if !line.starts_with(b"WARC/") => {
                return Err(io::Error::other("a record does not begin with WARC/"));
            }
            (_, true) => return Ok(Some(mime::headers(&text))),
            _ => {}
        }
    }
}

fn is_wanted(header: &Header) -> bool {
    header.get("warc-type").is_some_and(|kind| matches!(kind.trim(), "response" | "resource"))
}

/// `www.example.com/a/b.html?id=1`; `None` for what is not of the web.
fn name(header: &Header, seen: &mut HashSet<String>) -> Option<String> {
    let address = address(header)?;
    let rest = address.split_once("://")?.1.split('#').next()?;
    let plain: Vec<&str> = rest.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
    let plain = plain.join("/").replace('\0', "%00");
    let moment: String = header.get("warc-date")?.chars().filter(char::is_ascii_digit).take(14).collect();
    let name = if seen.contains(&plain) { format!("{plain}@{moment}") } else { plain };
    (!name.is_empty()).then(|| {
        seen.insert(name.clone());
        name
    })
}

fn address(header: &Header) -> Option<&str> {
    let address = header.get("warc-target-uri")?.trim().trim_start_matches('<').trim_end_matches('>');
    let scheme = address.get(..4)?;
    scheme.eq_ignore_ascii_case("http").then_some(address)
}

fn supplied(header: &Header) -> Supplied {
    let moment = header.get("warc-date").and_then(|date| DateTime::parse_from_rfc3339(date.trim()).ok());
    Supplied {
        url: address(header).map(str::to_owned),
        retrieved_on: moment.and_then(mime::chinese_day),
        ..Supplied::default()
    }
}

/// The page in a block; `None` for what is none.
fn page(header: &Header, block: Vec<u8>, limits: &Limits) -> Result<Option<Vec<u8>>, String> {
    if header.get("warc-type").is_some_and(|kind| kind.trim() == "resource") {
        return Ok(is_text(header.get("content-type").map(String::as_str)).then_some(block));
    }
    let (head, body) = mime::split_header(&block);
    let status = head.split(|b| *b == b' ').nth(1).and_then(|code| code.get(..3));
    let answer = mime::headers(head);
    if !head.starts_with(b"HTTP/") || status != Some(b"200") || !is_text(answer.get("content-type").map(String::as_str))
    {
        return Ok(None);
    }
    let chunked = answer.get("transfer-encoding").is_some_and(|t| t.eq_ignore_ascii_case("chunked"));
    // Some crawlers join the chunks and keep the header.
    let body = if chunked { joined(body).unwrap_or_else(|| body.to_vec()) } else { body.to_vec() };
    let packing = answer.get("content-encoding").map(|e| e.trim().to_ascii_lowercase()).unwrap_or_default();
    unpacked(&packing, body, limits).map(Some)
}

/// Pages and text; also what has no type.
fn is_text(kind: Option<&str>) -> bool {
    let kind = kind.unwrap_or("text/html").split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    matches!(kind.as_str(), "" | "text/html" | "text/plain" | "application/xhtml+xml")
}

/// The chunks of a body; `None` when it is not in chunks.
fn joined(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let end = rest.iter().position(|b| *b == b'\n')?;
        let size = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(out);
        }
        out.extend(rest.get(..size)?);
        rest = rest.get(size..)?;
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    }
}

fn unpacked(packing: &str, body: Vec<u8>, limits: &Limits) -> Result<Vec<u8>, String> {
    let bounded = |reader: &mut dyn Read| {
        let read = super::read_bounded(reader, limits.member_bytes);
        read.map_err(|e| format!("cannot be unpacked: {e}"))?.ok_or_else(|| too_long(limits.member_bytes))
    };
    match packing {
        // Crawlers that unpack the body keep the header: what is not packed is left alone.
        "gzip" | "x-gzip" if body.starts_with(b"\x1F\x8B") => {
            bounded(&mut flate2::read::MultiGzDecoder::new(&body[..]))
        }
        "deflate" if body.first().is_some_and(|b| b & 0x0F == 8) => {
            bounded(&mut flate2::read::ZlibDecoder::new(&body[..]))
        }
        "br" | "zstd" => Err(format!("is packed by {packing}, which is not read here")),
        _ => Ok(body),
    }
}
