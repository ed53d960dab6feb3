//! Events: reports of one event merge on place, date and name.
//!
//! Joined: same place, days that can be the same, similar names. Never joined: two events of one document, different
//! days, morning and afternoon. Of what the reports say the commonest counts, then the most precise, then the earliest
//! published; the rest are claims.

use super::{Evidence, MeetingRow, components, components::Link};
use crate::{
    civil_date::{CivilDate, Precision},
    lexicon::divisions,
    record::{Basis, MeetingKind},
};
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Least key of the evidence.
    pub key: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: MeetingKind,
    /// Date.
    pub held_on: Option<CivilDate>,
    /// Last day.
    pub held_until: Option<CivilDate>,
    /// How the date is known.
    pub held_basis: Option<Basis>,
    /// 上午, 下午 …
    pub daypart: Option<String>,
    /// Division or town.
    pub place: Option<String>,
    /// Code of the division.
    pub division: Option<String>,
    /// Ids of the [`MeetingRow`]s, by key.
    pub members: Vec<i64>,
    /// Keys of the same.
    pub keys: Vec<String>,
    /// What the reports say where they differ.
    pub claims: Vec<Claim>,
}

/// What one report says where reports differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Id of the [`MeetingRow`].
    pub report: i64,
    /// Column.
    pub field: &'static str,
    /// Its value.
    pub value: String,
    /// Whether it is the one that counts.
    pub chosen: bool,
}

/// Similarity of names (0–100) from which two reports of the same day and place tell one event.
const SAME_DAY: u32 = 45;
/// The same when one of the dates is only partly known.
const PARTLY_DATED: u32 = 80;

/// Events in order of their keys.
pub fn resolve(evidence: &Evidence) -> Vec<Meeting> {
    let published: HashMap<i64, Option<CivilDate>> =
        evidence.documents.iter().map(|d| (d.id, d.published_on)).collect();
    let mut blocks: BTreeMap<Place<'_>, Vec<Report<'_>>> = BTreeMap::new();
    for row in &evidence.meetings {
        let published = published.get(&row.document).copied().flatten();
        blocks.entry(Place::of(row)).or_default().push(Report::new(row, published));
    }
    let mut meetings: Vec<Meeting> = blocks.into_values().flat_map(|reports| events(&reports)).collect();
    meetings.sort_by(|a, b| a.key.cmp(&b.key));
    meetings
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Place<'a> {
    Code(&'a str),
    Name(&'a str),
    Unknown,
}

impl<'a> Place<'a> {
    fn of(row: &'a MeetingRow) -> Self {
        match (&row.place_code, &row.place) {
            (Some(code), _) => Self::Code(code),
            (None, Some(name)) => Self::Name(name),
            (None, None) => Self::Unknown,
        }
    }
}

/// A report with what is compared.
struct Report<'a> {
    row: &'a MeetingRow,
    /// First and last day; `None` while the year is unknown.
    days: Option<(NaiveDate, NaiveDate)>,
    /// Pairs of neighbouring characters of the name without year, place and marks.
    pairs: BTreeSet<(char, char)>,
    published: Option<CivilDate>,
}

impl<'a> Report<'a> {
    fn new(row: &'a MeetingRow, published: Option<CivilDate>) -> Self {
        let days = row.held_on.and_then(CivilDate::range).map(|(from, to)| {
            let until = row.held_until.and_then(CivilDate::range).map_or(to, |(_, last)| last.max(to));
            (from, until)
        });
        Self { row, days, pairs: pairs(&row.name, row.place.as_deref()), published }
    }

    fn is_exact(&self) -> bool {
        self.row.held_on.is_some_and(|d| d.precision() == Precision::Day)
    }
}

fn pairs(name: &str, place: Option<&str>) -> BTreeSet<(char, char)> {
    let without_place = place.map_or_else(|| name.to_owned(), |p| name.replace(p, "").replace(divisions::stem(p), ""));
    let chars: Vec<char> =
        without_place.chars().filter(|c| c.is_alphanumeric() && !c.is_ascii_digit() && *c != '年').collect();
    chars.windows(2).map(|w| (w[0], w[1])).collect()
}

/// The events of one place.
fn events(reports: &[Report<'_>]) -> Vec<Meeting> {
    let forbidden = |a: usize, b: usize| conflict(&reports[a], &reports[b]);
    let found = components::components(reports.len(), links(reports), forbidden);
    found.into_iter().map(|members| meeting(&members.iter().map(|&i| &reports[i]).collect::<Vec<_>>())).collect()
}

/// Exactly dated reports are compared with those of the same day, the others with all of the place.
fn links(reports: &[Report<'_>]) -> Vec<Link> {
    let mut by_day: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
    let mut partly = Vec::new();
    for (i, report) in reports.iter().enumerate() {
        match report.days {
            Some((from, to)) if report.is_exact() => {
                // An event of many days is one of its first: its reports agree on that or are no match.
                let days = from.iter_days().take_while(|day| *day <= to).take(15);
                days.for_each(|day| by_day.entry(day).or_default().push(i));
            }
            _ => partly.push(i),
        }
    }
    let mut links = Vec::new();
    for day in by_day.values() {
        for (n, &a) in day.iter().enumerate() {
            day[n + 1..].iter().for_each(|&b| links.extend(link(reports, a, b)));
        }
    }
    for &a in &partly {
        (0..reports.len()).filter(|&b| b != a).for_each(|b| links.extend(link(reports, a.min(b), a.max(b))));
    }
    links
}

fn link(reports: &[Report<'_>], a: usize, b: usize) -> Option<Link> {
    let (left, right) = (&reports[a], &reports[b]);
    if conflict(left, right) {
        return None;
    }
    let likeness = likeness(left, right);
    let both_exact = left.is_exact() && right.is_exact();
    // Without a place, or without any date, nothing but the name would speak for it.
    let known = left.row.place.is_some() || both_exact;
    let dated = left.row.held_on.is_some() && right.row.held_on.is_some();
    let same_kind = left.row.kind == right.row.kind;
    let needed = if both_exact && same_kind && left.row.place.is_some() { SAME_DAY } else { PARTLY_DATED };
    (known && dated && likeness >= needed).then_some(Link { strength: likeness + u32::from(both_exact) * 100, a, b })
}

/// Whether the two can by no means be one event.
fn conflict(a: &Report<'_>, b: &Report<'_>) -> bool {
    let dayparts = matches!((&a.row.daypart, &b.row.daypart), (Some(a), Some(b)) if a != b);
    a.row.document == b.row.document || dayparts || !days_can_agree(a, b)
}

fn days_can_agree(a: &Report<'_>, b: &Report<'_>) -> bool {
    match (a.days, b.days) {
        (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
        (None, None) => match (a.row.held_on, b.row.held_on) {
            (Some(a), Some(b)) => {
                a.month() == b.month() && (a.day() == b.day() || a.day().is_none() || b.day().is_none())
            }
            _ => true,
        },
        (Some(days), None) => b.row.held_on.is_none_or(|date| falls_in(date, days)),
        (None, Some(days)) => a.row.held_on.is_none_or(|date| falls_in(date, days)),
    }
}

/// Whether a date without year can lie in `days`.
fn falls_in(date: CivilDate, days: (NaiveDate, NaiveDate)) -> bool {
    (days.0.year()..=days.1.year()).any(|year| {
        let range = i16::try_from(year).ok().and_then(|y| date.with_year(y)).and_then(CivilDate::range);
        range.is_some_and(|(from, to)| from <= days.1 && days.0 <= to)
    })
}

/// Share of common pairs of characters (Dice), 0–100.
fn likeness(a: &Report<'_>, b: &Report<'_>) -> u32 {
    let all = a.pairs.len() + b.pairs.len();
    if all == 0 {
        return u32::from(a.row.name == b.row.name) * 100;
    }
    let common = a.pairs.intersection(&b.pairs).count();
    u32::try_from(200 * common / all).unwrap_or(100)
}

fn meeting(reports: &[&Report<'_>]) -> Meeting {
    let first = reports[0].row;
    // Longer names say more.
    let name = choose(reports, |r| Some(r.name.clone()), |name| name.chars().count());
    let held_on = choose(
        reports,
        |r| r.held_on,
        |date| usize::from(date.year().is_some()) * 4 + [date.month(), date.day()].iter().flatten().count(),
    );
    let held_until = choose(reports, |r| r.held_until.filter(|_| r.held_on == held_on), |_| 0);
    let basis = reports.iter().filter(|r| r.row.held_on == held_on).filter_map(|r| r.row.held_basis).min();
    let kind = choose(reports, |r| Some(r.kind), |_| 0).unwrap_or(first.kind);
    let daypart = choose(reports, |r| r.daypart.clone(), |_| 0);
    let place = choose(reports, |r| r.place.clone(), |_| 0);
    let mut claims = Vec::new();
    claims.extend(claim(reports, "name", name.as_deref(), |r| Some(r.name.clone())));
    claims.extend(claim(reports, "kind", Some(kind.code()), |r| Some(r.kind.code().to_owned())));
    claims.extend(claim(reports, "held_on", text(held_on).as_deref(), |r| text(r.held_on)));
    claims.extend(claim(reports, "held_until", text(held_until).as_deref(), |r| text(r.held_until)));
    claims.extend(claim(reports, "daypart", daypart.as_deref(), |r| r.daypart.clone()));
    claims.extend(claim(reports, "place", place.as_deref(), |r| r.place.clone()));
    Meeting {
        key: first.key.clone(),
        name: name.unwrap_or_default(),
        kind,
        held_on,
        held_until,
        held_basis: held_on.and(basis),
        daypart,
        place,
        division: choose(reports, |r| r.place_code.clone(), |_| 0),
        members: reports.iter().map(|r| r.row.id).collect(),
        keys: reports.iter().map(|r| r.row.key.clone()).collect(),
        claims,
    }
}

fn text(date: Option<CivilDate>) -> Option<String> {
    date.map(|d| d.to_string())
}

/// The value given by most reports; then the one of greatest `weight`; then the one published first (undated last); then
/// the one of the least key.
fn choose<T: Ord + Clone>(
    reports: &[&Report<'_>],
    value: impl Fn(&MeetingRow) -> Option<T>,
    weight: impl Fn(&T) -> usize,
) -> Option<T> {
    let mut votes: BTreeMap<T, Vote> = BTreeMap::new();
    for (i, report) in reports.iter().enumerate() {
        let Some(value) = value(report.row) else { continue };
        let day = report.published.and_then(CivilDate::range).map(|(from, _)| from);
        let vote = votes.entry(value).or_insert(Vote { reports: 0, published: (true, None), first: i });
        vote.reports += 1;
        vote.published = vote.published.min((day.is_none(), day));
    }
    let best = votes.into_iter().min_by_key(|(value, vote)| {
        (std::cmp::Reverse(vote.reports), std::cmp::Reverse(weight(value)), vote.published, vote.first)
    });
    best.map(|(value, _)| value)
}

/// What speaks for a value.
struct Vote {
    /// Reports that give it.
    reports: usize,
    /// Whether none of these has a date of publication, and the earliest.
    published: (bool, Option<NaiveDate>),
    /// Place of the report of the least key.
    first: usize,
}

/// One claim a report, if two reports differ.
fn claim(
    reports: &[&Report<'_>],
    field: &'static str,
    chosen: Option<&str>,
    value: impl Fn(&MeetingRow) -> Option<String>,
) -> Vec<Claim> {
    let said: Vec<(i64, String)> = reports.iter().filter_map(|r| Some((r.row.id, value(r.row)?))).collect();
    if said.windows(2).all(|w| w[0].1 == w[1].1) {
        return vec![];
    }
    let claim = |(report, value): (i64, String)| Claim { report, field, chosen: chosen == Some(value.as_str()), value };
    said.into_iter().map(claim).collect()
}
