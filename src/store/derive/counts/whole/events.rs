//! `activities`, `meeting_counts` and `meeting_offices`: who was at an event, of what offices, and how much was said.

use super::{
    Bulk, Sql,
    base::{Base, NONE, different},
    each, number,
    people::{Offices, People},
};
use rusqlite::Connection;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// One appearance of one person in one document.
struct Seen {
    event: u32,
    /// Place of the person as an entity, or [`NONE`].
    official: u32,
    /// Place of the person in the document.
    person: u32,
    /// Number of its ref.
    reference: u32,
    list_order: Option<i64>,
}

/// Refs one after the other: a million small texts of their own would take three times the room.
#[derive(Default)]
struct Refs {
    all: String,
    ends: Vec<usize>,
}

impl Refs {
    fn keep(&mut self, text: &str) -> u32 {
        self.all.push_str(text);
        self.ends.push(self.all.len());
        u32::try_from(self.ends.len() - 1).unwrap_or(u32::MAX)
    }

    fn text(&self, number: u32) -> &str {
        let n = number as usize;
        let begin = n.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(n).and_then(|end| self.all.get(begin..*end)).unwrap_or("")
    }
}

/// A sort of office at an event.
pub struct OfficeThere {
    pub event: u32,
    pub office: u8,
    /// People who hold such an office.
    pub officials: u32,
    /// Characters of what they said; `None`: nothing.
    pub characters: Option<i64>,
}

/// Who met.
pub struct Met {
    /// Where the people of an event begin in `officials`; one more than there are events.
    starts: Vec<usize>,
    /// People by event, ascending.
    officials: Vec<u32>,
    /// By event and office, ascending.
    pub offices: Vec<OfficeThere>,
    /// Quotes by event.
    pub quotes: Vec<i64>,
}

impl Met {
    /// The people at an event, ascending.
    pub fn at(&self, event: u32) -> &[u32] {
        let bound = |n: usize| self.starts.get(n).copied().unwrap_or(0);
        let range: Range<usize> = bound(event as usize)..bound(event as usize + 1);
        self.officials.get(range).unwrap_or(&[])
    }
}

/// Fills the three tables.
pub fn write(c: &Connection, base: &mut Base, people: People) -> Sql<Met> {
    let said = said(c, base, &people)?;
    let (mut seen, refs) = seen(c, base, &people)?;
    seen.sort_unstable_by_key(|s| (s.event, s.official, s.reference));
    let mut met = Met { starts: vec![], officials: vec![], offices: vec![], quotes: vec![0; base.events.len()] };
    write_activities(c, base, &people, &seen, &refs, &mut met)?;
    drop(refs);
    offices(&people, &seen, &said, base.offices.len(), &mut met);
    drop((seen, people));
    write_counts(c, base, &mut met)?;
    write_offices(c, base, &met)?;
    Ok(met)
}

/// Characters said by event and office of the speaker. Quotes are counted in their reports.
fn said(c: &Connection, base: &mut Base, people: &People) -> Sql<FxHashMap<(u32, u8), i64>> {
    let mut said: FxHashMap<(u32, u8), i64> = FxHashMap::default();
    each(c, sql!("../../../counts/rows/quotes"), [], |row| {
        let report = base.report_ids.maybe(row.get(1)?);
        let Some(report) = base.reports.get_mut(report as usize) else { return Ok(()) };
        if !base.documents.counts(row.get(0)?) {
            return Ok(());
        }
        report.quotes += 1;
        if let Some(speaker) = people.rows.get(people.ids.maybe(row.get(2)?) as usize) {
            let characters: i64 = row.get(3)?;
            speaker.offices.numbers().for_each(|office| *said.entry((report.event, office)).or_default() += characters);
        }
        Ok(())
    })?;
    Ok(said)
}

/// All appearances. Sides are noted in the reports.
fn seen(c: &Connection, base: &mut Base, people: &People) -> Sql<(Vec<Seen>, Refs)> {
    let (mut seen, mut refs) = (vec![], Refs::default());
    each(c, sql!("../../../counts/rows/attendances"), [], |row| {
        let person = people.ids.place(row.get(0)?);
        let report = base.report_ids.place(row.get(1)?);
        let Some(report) = base.reports.get_mut(report as usize) else { return Ok(()) };
        let Some(of) = people.rows.get(person as usize) else { return Ok(()) };
        report.sides = report.sides.with(of.sides.of_person());
        if report.event != NONE {
            let reference = refs.keep(row.get_ref(3)?.as_str()?);
            let (event, official) = (report.event, of.official);
            seen.push(Seen { event, official, person, reference, list_order: row.get(2)? });
        }
        Ok(())
    })?;
    Ok((seen, refs))
}

fn write_activities(
    c: &Connection,
    base: &Base,
    people: &People,
    seen: &[Seen],
    refs: &Refs,
    met: &mut Met,
) -> Sql<()> {
    let names = [":meeting_id", ":official_id", ":list_order", ":documents", ":ref"];
    let mut insert = Bulk::new(c, sql!("../../../counts/insert/activity"), names)?;
    let mut heads: Vec<i64> = vec![];
    for group in seen.chunk_by(|a, b| (a.event, a.official) == (b.event, b.official)) {
        let Seen { event, official, .. } = group[0];
        if official == NONE {
            continue;
        }
        heads.clear();
        heads.extend(group.iter().map(|s| base.documents.head(people.rows[s.person as usize].document)));
        heads.sort_unstable();
        heads.dedup();
        let list_order = group.iter().filter_map(|s| s.list_order).min();
        let reference = group.iter().map(|s| refs.text(s.reference)).min();
        let ids = (base.event_ids.id(event), base.official_ids.id(official));
        insert.put([&ids.0, &ids.1, &list_order, &number(heads.len()), &reference])?;
        met.starts.resize(event as usize + 1, met.officials.len());
        met.officials.push(official);
    }
    met.starts.resize(base.events.len() + 1, met.officials.len());
    Ok(())
}

/// Offices of those who were there. Somebody without an entity shows that an office was there, and is not counted.
fn offices(people: &People, seen: &[Seen], said: &FxHashMap<(u32, u8), i64>, offices: usize, met: &mut Met) {
    let mut counts: Vec<Option<u32>> = vec![None; offices];
    for group in seen.chunk_by(|a, b| a.event == b.event) {
        let event = group[0].event;
        for person in group.chunk_by(|a, b| a.official == b.official) {
            let held = person.iter().map(|s| people.rows[s.person as usize].offices);
            let held = held.fold(Offices::default(), Offices::and);
            for office in held.numbers() {
                let count = &mut counts[usize::from(office)];
                *count = Some(count.unwrap_or(0) + u32::from(person[0].official != NONE));
            }
        }
        for (office, count) in (0..).zip(&mut counts) {
            let Some(officials) = count.take() else { continue };
            let characters = said.get(&(event, office)).copied();
            met.offices.push(OfficeThere { event, office, officials, characters });
        }
    }
}

/// Events without a report have no row.
fn write_counts(c: &Connection, base: &Base, met: &mut Met) -> Sql<()> {
    let events = base.events.len();
    let told = base.reports.iter().filter(|r| r.event != NONE);
    let documents = different(&mut told.clone().map(|r| (r.event, base.documents.head(r.document))).collect(), events);
    let mut sides = vec![(false, false); events];
    for report in told {
        let (military, mixed) = &mut sides[report.event as usize];
        *military |= report.sides.is_military();
        *mixed |= report.sides.is_mixed();
        met.quotes[report.event as usize] += i64::from(report.quotes);
    }
    let names = [":meeting_id", ":documents", ":officials", ":quotes", ":military", ":civil_military"];
    let mut insert = Bulk::new(c, sql!("../../../counts/insert/meeting"), names)?;
    for (event, documents) in (0..).zip(&documents).filter(|(_, documents)| **documents > 0) {
        let ((military, mixed), quotes) = (sides[event as usize], met.quotes[event as usize]);
        let id = base.event_ids.id(event);
        insert.put([&id, documents, &number(met.at(event).len()), &quotes, &military, &mixed])?;
    }
    Ok(())
}

fn write_offices(c: &Connection, base: &Base, met: &Met) -> Sql<()> {
    let names = [":meeting_id", ":office", ":officials", ":characters"];
    let mut insert = Bulk::new(c, sql!("../../../counts/insert/meeting_office"), names)?;
    for there in &met.offices {
        let office = &base.offices[usize::from(there.office)];
        insert.put([&base.event_ids.id(there.event), office, &there.officials, &there.characters])?;
    }
    Ok(())
}
