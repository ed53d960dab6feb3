//! What a record must be like before it may enter an archive. Records of our own reader are; loaded lines may not be.

use crate::record::{RECORD_VERSION, Record, Span};
use std::collections::BTreeSet;

/// Fields that may have evidence.
pub const FIELDS: &[&str] = &["title", "publisher", "url", "published_on", "retrieved_on", "place_code"];

/// What is wrong with `record`, in one sentence; `None` if nothing.
pub fn problem(record: &Record) -> Option<String> {
    header(record).or_else(|| numbers(record)).or_else(|| spans(record)).or_else(|| nul(record))
}

fn header(r: &Record) -> Option<String> {
    let hex = |s: &str| s.len() == 64 && s.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if r.record != RECORD_VERSION {
        return Some(format!("record version {} is not {RECORD_VERSION}", r.record));
    }
    if r.path.is_empty() || r.path.starts_with('/') || r.path.split('/').any(|part| part == "..") {
        return Some(format!("path “{}” is not relative", r.path));
    }
    if !hex(&r.sha256) {
        return Some("sha256 is not 64 lower-case hexadecimal digits".into());
    }
    if let Some(field) = r.document.evidence.keys().find(|k| !FIELDS.contains(&k.as_str())) {
        return Some(format!("evidence for an unknown field “{field}”"));
    }
    let aligned = r.body_hans.as_ref().is_none_or(|hans| hans.chars().count() == r.body.chars().count());
    (!aligned).then(|| "body_hans and body differ in length".into())
}

fn numbers(r: &Record) -> Option<String> {
    let meetings = unique(r.meetings.iter().map(|m| m.n));
    let officials = unique(r.officials.iter().map(|o| o.n));
    let units = unique(r.units.iter().map(|u| u.n));
    let (Some(meetings), Some(officials), Some(units)) = (meetings, officials, units) else {
        return Some("two meetings, officials or units have the same number".into());
    };
    let at = r.officials.iter().flat_map(|o| &o.roles).map(|a| a.meeting);
    let at = at.chain(r.units.iter().flat_map(|u| &u.presences).map(|a| a.meeting));
    if let Some(n) = at.chain(r.quotes.iter().filter_map(|q| q.meeting)).find(|n| !meetings.contains(n)) {
        return Some(format!("there is no meeting {n}"));
    }
    if r.officials.iter().flat_map(|o| &o.roles).any(|a| a.list_order == Some(0)) {
        return Some("places in a list are counted from 1".into());
    }
    let of = r.officials.iter().flat_map(|o| &o.posts).map(|p| p.unit_n);
    if let Some(n) = of.chain(r.quotes.iter().filter_map(|q| q.unit)).find(|n| !units.contains(n)) {
        return Some(format!("there is no unit {n}"));
    }
    if let Some(n) = r.quotes.iter().flat_map(|q| &q.officials).find(|n| !officials.contains(n)) {
        return Some(format!("there is no official {n}"));
    }
    let codes = [r.supplied.place_code.as_ref(), r.document.place_code.as_ref()];
    let six_digits = |code: &str| code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit());
    let named = r.places.iter().map(|p| &p.code).chain(codes.into_iter().flatten());
    named.into_iter().find(|code| !six_digits(code)).map(|code| format!("“{code}” is no division code"))
}

fn unique(numbers: impl Iterator<Item = u32>) -> Option<BTreeSet<u32>> {
    let mut seen = BTreeSet::new();
    for n in numbers {
        if !seen.insert(n) {
            return None;
        }
    }
    Some(seen)
}

fn spans(r: &Record) -> Option<String> {
    let length = r.body.chars().count();
    let bad = |s: &Span| s.start > s.end || s.end as usize > length;
    all_spans(r)
        .into_iter()
        .find(bad)
        .map(|s| format!("span [{}, {}] lies outside of {length} characters", s.start, s.end))
}

/// Every span of `record`.
pub fn all_spans(r: &Record) -> Vec<Span> {
    let mut out: Vec<Span> = r.document.evidence.values().filter_map(|e| e.span).collect();
    out.extend(r.document.reporters.iter().chain(&r.document.editors).map(|b| b.span));
    for m in &r.meetings {
        out.push(m.span);
        out.extend(m.held_span.into_iter().chain(m.place_span));
    }
    for o in &r.officials {
        out.push(o.span);
        out.extend(o.posts.iter().map(|p| p.span));
        out.extend(o.roles.iter().map(|a| a.span));
        out.extend(o.aliases.iter().map(|a| a.span));
    }
    for u in &r.units {
        out.push(u.span);
        out.extend(u.presences.iter().map(|a| a.span));
        out.extend(u.aliases.iter().map(|a| a.span));
    }
    for q in &r.quotes {
        out.extend(q.spans.iter().copied().chain(q.label_span).chain(q.cue_span));
    }
    out.extend(r.slogans.iter().map(|s| s.span));
    out.extend(r.places.iter().map(|p| p.span));
    out.extend(r.notes.iter().filter_map(|n| n.span));
    out
}

/// SQLite's text functions stop at NUL, so that no text with one may be kept.
fn nul(r: &Record) -> Option<String> {
    let texts = [Some(&r.body), r.body_hans.as_ref(), Some(&r.path)];
    texts.into_iter().flatten().any(|t| t.contains('\0')).then(|| "the text holds NUL".into())
}
