//! What an event is called, where and when it was, when its reports differ.

use super::{Claim, Meeting, report::Report};
use crate::{
    civil_date::CivilDate,
    resolve::{
        evidence::{Ground, Rank},
        words::Word,
    },
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The event that `reports`, in order of their keys, tell.
pub fn meeting(ground: &Ground, reports: &[&Report], members: Vec<u32>) -> Meeting {
    let first = reports[0];
    let text = |word: Word| ground.words.text(word);
    let maybe = |word: Option<Word>| word.map(text);
    // Longer names say more.
    let name = choose(reports, |r| Some(text(r.name)), |name| name.chars().count());
    let held_on = choose(reports, |r| r.held_on, precision);
    let held_until = choose(reports, |r| r.held_until.filter(|_| r.held_on == held_on), |_| 0);
    let basis = reports.iter().filter(|r| r.held_on == held_on).filter_map(|r| r.held_basis).min();
    let kind = choose(reports, |r| Some(r.kind), |_| 0).unwrap_or(first.kind);
    let daypart = choose(reports, |r| maybe(r.daypart), |_| 0);
    let place = choose(reports, |r| maybe(r.place), |_| 0);
    let division = choose(reports, |r| maybe(r.place_code), |_| 0);
    let mut claims = vec![];
    if reports.len() > 1 {
        let shown = |date: Option<CivilDate>| date.map(|d| d.to_string());
        claims.extend(claim(reports, "name", name.map(str::to_owned), |r| Some(text(r.name).to_owned())));
        claims.extend(claim(reports, "kind", Some(kind.code().to_owned()), |r| Some(r.kind.code().to_owned())));
        claims.extend(claim(reports, "held_on", shown(held_on), |r| shown(r.held_on)));
        claims.extend(claim(reports, "held_until", shown(held_until), |r| shown(r.held_until)));
        claims.extend(claim(reports, "daypart", daypart.map(str::to_owned), |r| maybe(r.daypart).map(str::to_owned)));
        claims.extend(claim(reports, "place", place.map(str::to_owned), |r| maybe(r.place).map(str::to_owned)));
    }
    let find = |field: fn(&Report) -> Option<Word>, value: Option<&str>| {
        value.and_then(|value| reports.iter().filter_map(|r| field(r)).find(|&w| text(w) == value))
    };
    Meeting {
        key: first.key,
        name: find(|r| Some(r.name), name).unwrap_or(first.name),
        kind,
        held_on,
        held_until,
        held_basis: held_on.and(basis),
        daypart: find(|r| r.daypart, daypart),
        place: find(|r| r.place, place),
        division: find(|r| r.place_code, division),
        members,
        claims,
    }
}

fn precision(date: &CivilDate) -> usize {
    usize::from(date.year().is_some()) * 4 + [date.month(), date.day()].iter().flatten().count()
}

/// What speaks for a value.
struct Vote<T> {
    value: T,
    /// Texts that give it; copies of one text are one voice.
    heads: BTreeSet<Rank>,
    /// Whether none of these has a date of publication, and the earliest.
    published: (bool, Option<NaiveDate>),
    /// Place of the report of the least key.
    first: usize,
}

/// The value given by most texts; then the one of greatest `weight`; then the one published first (undated last); then
/// the one of the least key.
fn choose<T: PartialEq>(
    reports: &[&Report],
    value: impl Fn(&Report) -> Option<T>,
    weight: impl Fn(&T) -> usize,
) -> Option<T> {
    if let [only] = reports {
        return value(only);
    }
    let mut votes: Vec<Vote<T>> = vec![];
    for (first, report) in reports.iter().enumerate() {
        let Some(value) = value(report) else { continue };
        let day = report.published.and_then(CivilDate::range).map(|(from, _)| from);
        let published = (day.is_none(), day);
        match votes.iter_mut().find(|v| v.value == value) {
            Some(vote) => {
                vote.heads.insert(report.head);
                vote.published = vote.published.min(published);
            }
            None => votes.push(Vote { value, heads: BTreeSet::from([report.head]), published, first }),
        }
    }
    let best = votes
        .into_iter()
        .min_by_key(|v| (std::cmp::Reverse(v.heads.len()), std::cmp::Reverse(weight(&v.value)), v.published, v.first));
    best.map(|v| v.value)
}

/// One claim a report, if two reports differ.
fn claim(
    reports: &[&Report],
    field: &'static str,
    chosen: Option<String>,
    value: impl Fn(&Report) -> Option<String>,
) -> Vec<Claim> {
    let said: Vec<(i64, String)> = reports.iter().filter_map(|r| Some((r.id, value(r)?))).collect();
    if said.windows(2).all(|w| w[0].1 == w[1].1) {
        return vec![];
    }
    let claim =
        |(report, value): (i64, String)| Claim { report, field, chosen: chosen.as_ref() == Some(&value), value };
    said.into_iter().map(claim).collect()
}
