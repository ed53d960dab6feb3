//! Events: reports of one event merge on place, date, name and people.
//!
//! Joined: same place, days that can be the same, similar names; where the people are the same, less similar ones will do
//! (`军政座谈会` and `八一座谈会` with the same leaders on one day). What copies of one text tell. A report without a place, if
//! exactly one event of its day has the same name or the same people. Days may differ by two if one of them is not
//! printed but inferred and all else is the same.
//!
//! Never joined: two events of one document; other different days. Of what the reports say the commonest counts (copies
//! of one text are one voice), then the most precise, then the earliest published; the rest are claims.

mod choice;
mod report;

use super::{
    Regrouping,
    components::{self, Link},
    evidence::{Ground, MeetingRow, Rank},
    key::Key,
    words::Word,
};
use crate::{
    civil_date::{CivilDate, Precision},
    record::{Basis, MeetingKind},
};
use chrono::{Datelike, Days, NaiveDate};
use rayon::prelude::*;
use report::Report;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Least key of the evidence.
    pub key: Key,
    /// Name.
    pub name: Word,
    /// Kind.
    pub kind: MeetingKind,
    /// Date.
    pub held_on: Option<CivilDate>,
    /// Last day.
    pub held_until: Option<CivilDate>,
    /// How the date is known.
    pub held_basis: Option<Basis>,
    /// 上午, 下午 …
    pub daypart: Option<Word>,
    /// Division or town.
    pub place: Option<Word>,
    /// Code of the division.
    pub division: Option<Word>,
    /// Places of its reports in the list of rows, by key.
    pub members: Vec<u32>,
    /// What the reports say where they differ.
    pub claims: Vec<Claim>,
}

/// What one report says where reports differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Row id of the [`MeetingRow`].
    pub report: i64,
    /// Column.
    pub field: &'static str,
    /// Its value.
    pub value: String,
    /// Whether it is the one that counts.
    pub chosen: bool,
}

/// What events are judged by.
pub struct Events<'a> {
    /// Texts and documents.
    pub ground: &'a Ground,
    /// All reports of the places and days in question.
    pub rows: &'a [MeetingRow],
    /// Rows ([`MeetingRow::id`]) of places that are not in question, of which only reports without a place may become
    /// part: they stay joined as they are linked.
    pub settled: &'a dyn Fn(&MeetingRow) -> bool,
}

/// Days by which an inferred date may be wrong.
const INFERRED_MAY_DIFFER: u64 = 2;

impl Events<'_> {
    /// Events in order of their keys. `company` holds the people at each of the reports that [`Events::contested`] gave.
    pub fn resolve(&self, company: &FxHashMap<i64, Vec<Word>>, corrections: &Regrouping<Word>) -> Vec<Meeting> {
        let reports = self.reports(company);
        let (places, unknown) = self.blocks();
        let joined = places.into_par_iter().map(|block| {
            let found = join(&reports, &block);
            found.into_iter().map(|m| m.into_iter().map(|i| block[i]).collect::<Vec<u32>>()).collect::<Vec<_>>()
        });
        let mut events: Vec<Vec<u32>> = joined.flatten().collect();
        events.extend(self.settled_events());
        place_unknown(&reports, &unknown, &mut events);
        let key = |i: u32| self.rows[i as usize].key;
        if !corrections.is_empty() {
            let (replaced, new) = corrections.regroup(&events, key);
            let kept = events.into_iter().enumerate().filter(|(g, _)| !replaced.contains(g)).map(|(_, rows)| rows);
            events = kept.chain(new).collect();
        }
        let meeting = |mut members: Vec<u32>| {
            members.sort_unstable_by_key(|&i| self.rows[i as usize].key);
            choice::meeting(
                self.ground,
                &members.iter().map(|&i| &reports[i as usize]).collect::<Vec<_>>(),
                members.clone(),
            )
        };
        let mut meetings: Vec<Meeting> = events.into_par_iter().map(meeting).collect();
        for meeting in meetings.iter_mut().filter(|_| !corrections.names.is_empty()) {
            meeting.name = corrections.name(&meeting.members, key).unwrap_or(meeting.name);
        }
        meetings.sort_unstable_by_key(|m| m.key);
        meetings
    }

    /// Row ids of reports that may be one with another: who was there may decide.
    pub fn contested(&self) -> Vec<i64> {
        let (places, unknown) = self.blocks();
        let mut days: FxHashMap<NaiveDate, u32> = FxHashMap::default();
        for row in self.rows {
            if let Some(day) = row.held_on.and_then(CivilDate::whole) {
                *days.entry(day).or_default() += 1;
            }
        }
        let in_place = places.iter().flat_map(|block| {
            let mut months: FxHashMap<Option<(i32, u32)>, Vec<u32>> = FxHashMap::default();
            for &i in block {
                months.entry(month(&self.rows[i as usize])).or_default().push(i);
            }
            // A report without a full date may be one with any of its place.
            let vague = months.contains_key(&None);
            months.into_values().filter(move |m| vague || m.len() > 1).flatten().collect::<Vec<_>>()
        });
        let head = |row: &MeetingRow| self.ground.documents.head(row.key.document);
        let mut heads: FxHashMap<Rank, u32> = FxHashMap::default();
        self.rows.iter().for_each(|row| *heads.entry(head(row)).or_default() += 1);
        // What it is compared with without a place: events of its day, and of copies of its text.
        let shares_its_day_or_text = |i: &u32| {
            let row = &self.rows[*i as usize];
            let day = row.held_on.and_then(CivilDate::whole);
            day.is_some_and(|day| days[&day] > 1) || heads[&head(row)] > 1
        };
        let without_place: Vec<u32> = unknown.iter().copied().filter(shares_its_day_or_text).collect();
        let mut wanted: Vec<i64> =
            in_place.chain(without_place.iter().copied()).map(|i| self.rows[i as usize].id).collect();
        let asked: Vec<NaiveDate> =
            without_place.iter().filter_map(|&i| self.rows[i as usize].held_on.and_then(CivilDate::whole)).collect();
        if !without_place.is_empty() {
            let asked: FxHashSet<NaiveDate> = asked.into_iter().collect();
            let texts: FxHashSet<Rank> = without_place.iter().map(|&i| head(&self.rows[i as usize])).collect();
            let that_day = |r: &MeetingRow| r.held_on.and_then(CivilDate::whole).is_some_and(|d| asked.contains(&d));
            let in_question = |r: &&MeetingRow| that_day(r) || texts.contains(&head(r));
            wanted.extend(self.rows.iter().filter(in_question).map(|r| r.id));
        }
        wanted.sort_unstable();
        wanted.dedup();
        wanted
    }

    fn reports(&self, company: &FxHashMap<i64, Vec<Word>>) -> Vec<Report> {
        let none = vec![];
        let report = |row: &MeetingRow| Report::new(self.ground, row, company.get(&row.id).unwrap_or(&none));
        self.rows.par_iter().map(report).collect()
    }

    /// Reports by place, each in order of their keys; and those without a place.
    fn blocks(&self) -> (Vec<Vec<u32>>, Vec<u32>) {
        let mut places: FxHashMap<(bool, Word), Vec<u32>> = FxHashMap::default();
        let mut unknown = vec![];
        for (i, row) in (0..).zip(self.rows) {
            match (row.place_code, row.place) {
                _ if (self.settled)(row) => {}
                (Some(code), _) => places.entry((true, code)).or_default().push(i),
                (None, Some(name)) => places.entry((false, name)).or_default().push(i),
                (None, None) => unknown.push(i),
            }
        }
        let mut places: Vec<Vec<u32>> = places.into_values().collect();
        places.iter_mut().for_each(|block| block.sort_unstable_by_key(|&i| self.rows[i as usize].key));
        unknown.sort_unstable_by_key(|&i| self.rows[i as usize].key);
        (places, unknown)
    }

    fn settled_events(&self) -> Vec<Vec<u32>> {
        let mut events: BTreeMap<i64, Vec<u32>> = BTreeMap::new();
        for (i, row) in (0..).zip(self.rows).filter(|(_, row)| (self.settled)(row)) {
            if let Some(meeting) = row.linked {
                events.entry(meeting).or_default().push(i);
            }
        }
        events.into_values().collect()
    }
}

fn month(row: &MeetingRow) -> Option<(i32, u32)> {
    let day = row.held_on.and_then(CivilDate::whole)?;
    Some((day.year(), day.month()))
}

/// The events of one place, as places in `block`.
fn join(reports: &[Report], block: &[u32]) -> Vec<Vec<usize>> {
    if block.len() == 1 {
        return vec![vec![0]];
    }
    let at = |i: usize| &reports[block[i] as usize];
    let mut links: Vec<Link> = candidates(block.len(), &at)
        .into_iter()
        .filter_map(|(a, b)| Some(Link { strength: at(a).agreement(at(b))?, a, b }))
        .collect();
    links.dedup();
    components::components(block.len(), links, |a, b| at(a).conflicts(at(b)))
}

/// Pairs that are worth comparing, the lesser first: exactly dated reports with those of the same day (if inferred, of
/// neighbouring days), partly dated ones with those of the time that they can mean, copies with copies.
fn candidates<'a>(count: usize, at: &impl Fn(usize) -> &'a Report) -> Vec<(usize, usize)> {
    let mut by_day: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
    let mut by_head: FxHashMap<Rank, Vec<usize>> = FxHashMap::default();
    let mut partly = vec![];
    for i in 0..count {
        let report = at(i);
        by_head.entry(report.head).or_default().push(i);
        match report.days {
            Some((from, to)) if report.is_exact() => {
                // An event of many days is one of its first: its reports agree on that or are no match.
                from.iter_days()
                    .take_while(|day| *day <= to)
                    .take(15)
                    .for_each(|day| by_day.entry(day).or_default().push(i));
                if report.held_basis != Some(Basis::Stated) {
                    let before = from.checked_sub_days(Days::new(INFERRED_MAY_DIFFER)).unwrap_or(from);
                    let around = before.iter_days().take(2 * INFERRED_MAY_DIFFER as usize + 1).filter(|d| *d != from);
                    around.for_each(|day| by_day.entry(day).or_default().push(i));
                }
            }
            _ if report.held_on.is_some() => partly.push(i),
            _ => {}
        }
    }
    let mut pairs = vec![];
    for group in by_day.values().chain(by_head.values()) {
        for (n, &a) in group.iter().enumerate() {
            pairs.extend(group[n + 1..].iter().filter(|&&b| a != b).map(|&b| (a.min(b), a.max(b))));
        }
    }
    let mut by_month: FxHashMap<Option<u8>, Vec<usize>> = FxHashMap::default();
    if !partly.is_empty() {
        for i in 0..count {
            by_month.entry(at(i).held_on.and_then(CivilDate::month)).or_default().push(i);
        }
    }
    for &a in &partly {
        let month = at(a).held_on.and_then(CivilDate::month);
        let near = by_month.iter().filter(|(m, _)| month.is_none() || m.is_none() || **m == month);
        let others = near.flat_map(|(_, group)| group).filter(|&&b| b != a && at(b).held_on.is_some());
        pairs.extend(others.map(|&b| (a.min(b), a.max(b))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Puts each report without a place to the one event that it can be; those that fit none or several are joined among
/// themselves.
fn place_unknown(reports: &[Report], unknown: &[u32], events: &mut Vec<Vec<u32>>) {
    if unknown.is_empty() {
        return;
    }
    let mut by_day: FxHashMap<NaiveDate, Vec<u32>> = FxHashMap::default();
    let mut by_head: FxHashMap<Rank, Vec<u32>> = FxHashMap::default();
    let mut event_of: FxHashMap<u32, usize> = FxHashMap::default();
    for (e, members) in events.iter().enumerate() {
        for &i in members {
            let report = &reports[i as usize];
            event_of.insert(i, e);
            by_head.entry(report.head).or_default().push(i);
            if let Some((day, _)) = report.days.filter(|_| report.is_exact()) {
                by_day.entry(day).or_default().push(i);
            }
        }
    }
    let mut rest = vec![];
    let mut placed: Vec<(usize, u32)> = vec![];
    for &u in unknown {
        let report = &reports[u as usize];
        let of_day = report.days.filter(|_| report.is_exact()).and_then(|(day, _)| by_day.get(&day));
        let others = of_day.into_iter().chain(by_head.get(&report.head)).flatten();
        let mut fits: BTreeMap<usize, u32> = BTreeMap::new();
        for &other in others {
            if let Some(strength) = report.agreement(&reports[other as usize]) {
                let best = fits.entry(event_of[&other]).or_default();
                *best = strength.max(*best);
            }
        }
        let best = fits.values().copied().max();
        let mut winners = fits.iter().filter(|(_, s)| Some(**s) == best).map(|(e, _)| *e);
        match (winners.next(), winners.next()) {
            (Some(event), None) => placed.push((event, u)),
            _ => rest.push(u),
        }
    }
    // Two reports of one document may fit the same event: the first keeps it.
    for (event, u) in placed {
        let clash = events[event].iter().any(|&i| reports[i as usize].conflicts(&reports[u as usize]));
        if clash { rest.push(u) } else { events[event].push(u) }
    }
    rest.sort_unstable_by_key(|&u| reports[u as usize].key);
    let found = join_unknown(reports, &rest);
    events.extend(found.into_iter().map(|m| m.into_iter().map(|i| rest[i]).collect()));
}

/// Only reports of one day, or of one text, can be compared without a place.
fn join_unknown(reports: &[Report], rest: &[u32]) -> Vec<Vec<usize>> {
    let at = |i: usize| &reports[rest[i] as usize];
    let mut groups: FxHashMap<(Option<NaiveDate>, Rank), Vec<usize>> = FxHashMap::default();
    for i in 0..rest.len() {
        if at(i).is_exact() {
            groups.entry((at(i).days.map(|d| d.0), 0)).or_default().push(i);
        }
        groups.entry((None, at(i).head)).or_default().push(i);
    }
    let mut links = vec![];
    for group in groups.values() {
        for (n, &a) in group.iter().enumerate() {
            for &b in &group[n + 1..] {
                links.extend(at(a).agreement(at(b)).map(|strength| Link { strength, a: a.min(b), b: a.max(b) }));
            }
        }
    }
    components::components(rest.len(), links, |a, b| at(a).conflicts(at(b)))
}

/// Whether a date is known to the day.
fn is_exact(date: Option<CivilDate>) -> bool {
    date.is_some_and(|d| d.precision() == Precision::Day)
}
