//! What one document alone says of places: the division that it is about, and the one in which it sees each person hold
//! office. Kept with the evidence, so that deriving need not read whole documents again.

use super::{commonest, nested};
use crate::record::{Official, PostStatus, Record};
use std::collections::BTreeMap;

/// The division that a document is about: the commonest among the places of its events, else the one that was supplied,
/// else the commonest of its units; `None` if it names none.
pub fn home(record: &Record) -> Option<&str> {
    let events = commonest(record.meetings.iter().filter_map(|m| m.place_code.as_deref()));
    let units = || commonest(record.units.iter().filter_map(|u| u.place_code.as_deref()));
    events.or(record.document.place_code.as_deref()).or_else(units)
}

/// The division in which each person of `record` holds office, in the order of the officials.
pub fn divisions<'a>(record: &'a Record, home: Option<&'a str>) -> Vec<Option<&'a str>> {
    let codes: BTreeMap<u32, &str> =
        record.units.iter().filter_map(|u| Some((u.n, u.place_code.as_deref()?))).collect();
    record.officials.iter().map(|o| division(o, &codes).or(home)).collect()
}

/// That of the first post held and then the narrowest of those that lie in it.
fn division<'a>(official: &Official, codes: &BTreeMap<u32, &'a str>) -> Option<&'a str> {
    let held = official.posts.iter().filter(|p| p.status != PostStatus::Former);
    let known = held.filter_map(|p| codes.get(&p.unit_n).copied());
    known.reduce(|so_far, code| if nested(so_far, code) { narrower(so_far, code) } else { so_far })
}

fn narrower<'a>(a: &'a str, b: &'a str) -> &'a str {
    let zeros = |code: &str| code.bytes().rev().take_while(|&b| b == b'0').count();
    if zeros(b) < zeros(a) { b } else { a }
}
