//! Which reports of events must be looked at again after a change.
//!
//! Reports with a place are joined within their place, so that other places stay as they are. A report without a place may
//! belong to any event of its day, or of a copy of its text: it is in question when either changed. Then the events of other
//! places to which it may belong are looked at too, whole, but stay joined as they are (*settled*).

use super::{
    Sql,
    touched::{Touched, each},
};
use crate::{
    civil_date::CivilDate,
    resolve::{Ground, Key, MeetingRow, Rank},
    store::columns::{code_at, maybe_code_at},
};
use rusqlite::{Connection, Params, Row, named_params};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Reports in question.
#[derive(Default)]
pub struct Question {
    /// By row id.
    pub rows: BTreeMap<i64, MeetingRow>,
    /// Row ids of those that stay joined as they are.
    pub settled: BTreeSet<i64>,
    /// Row ids of the events to which the rows, or rows that are gone, were linked.
    pub meetings: BTreeSet<i64>,
}

impl Question {
    /// All reports.
    pub fn all(c: &Connection, ground: &mut Ground) -> Sql<Self> {
        let mut question = Self::default();
        question.read(c, ground, sql!("../evidence/meetings"), [])?;
        Ok(question)
    }

    /// Those that what changed may concern.
    pub fn of(c: &Connection, ground: &mut Ground, touched: &Touched) -> Sql<Self> {
        let mut question = Self { meetings: touched.meetings.clone(), ..Self::default() };
        for (code, name) in &touched.places {
            match (code, name) {
                (Some(code), _) => {
                    question.read(c, ground, sql!("../evidence/meetings_of_code"), named_params! { ":place": code })?;
                }
                (None, Some(name)) => {
                    question.read(
                        c,
                        ground,
                        sql!("../evidence/meetings_of_place"),
                        named_params! { ":place": name },
                    )?;
                }
                (None, None) => {}
            }
        }
        question.meetings.extend(question.rows.values().filter_map(|row| row.linked));
        let mut days: BTreeSet<CivilDate> = touched.days.iter().filter_map(|day| day.parse().ok()).collect();
        days.extend(question.rows.values().filter_map(day));
        let documents = touched.documents.iter().chain(&touched.copies).filter_map(|&id| ground.documents.rank(id));
        let mut texts: BTreeSet<Rank> = documents.flat_map(|rank| [rank, ground.documents.head(rank)]).collect();
        texts.extend(question.rows.values().map(|row| ground.documents.head(row.key.document)));
        let mut unplaced = Self::default();
        unplaced.read(c, ground, sql!("../evidence/meetings_without_place"), [])?;
        let copies = Copies::new(ground);
        let mut unplaced: Vec<MeetingRow> = unplaced.rows.into_values().collect();
        let mut whole = BTreeSet::new();
        // Until nothing more is drawn in.
        loop {
            let head = |row: &MeetingRow| ground.documents.head(row.key.document);
            let drawn = |row: &MeetingRow| {
                day(row).is_some_and(|day| days.contains(&day))
                    || texts.contains(&head(row))
                    || row.linked.is_some_and(|id| question.meetings.contains(&id))
            };
            let (new, rest): (Vec<MeetingRow>, Vec<MeetingRow>) = unplaced.into_iter().partition(drawn);
            unplaced = rest;
            for row in &new {
                days.extend(day(row));
                texts.insert(head(row));
                question.meetings.extend(row.linked);
            }
            for row in &new {
                question.neighbours(c, ground, &copies, row)?;
            }
            question.rows.extend(new.iter().map(|row| (row.id, row.clone())));
            let events: Vec<i64> = question.meetings.difference(&whole).copied().collect();
            if new.is_empty() && events.is_empty() {
                return Ok(question);
            }
            for id in events {
                question.settle(c, ground, sql!("../evidence/meetings_of_meeting"), named_params! { ":id": id })?;
                whole.insert(id);
            }
        }
    }

    /// Draws in the events to which a report without a place may belong.
    fn neighbours(&mut self, c: &Connection, ground: &mut Ground, copies: &Copies, row: &MeetingRow) -> Sql<()> {
        if let Some(day) = day(row) {
            self.settle(c, ground, sql!("../evidence/meetings_of_day"), named_params! { ":day": day.to_string() })?;
        }
        for id in copies.of(ground.documents.head(row.key.document)) {
            self.settle(c, ground, sql!("../evidence/meetings_of_document"), named_params! { ":id": id })?;
        }
        Ok(())
    }

    /// Takes in reports of other places, with their events.
    fn settle(&mut self, c: &Connection, ground: &mut Ground, statement: &str, values: impl Params) -> Sql<()> {
        let mut found = Self::default();
        found.read(c, ground, statement, values)?;
        for (id, row) in found.rows {
            let placed = row.place.is_some() || row.place_code.is_some();
            if placed && !self.rows.contains_key(&id) {
                self.meetings.extend(row.linked);
                self.settled.insert(id);
                self.rows.insert(id, row);
            }
        }
        Ok(())
    }

    fn read(&mut self, c: &Connection, ground: &mut Ground, statement: &str, values: impl Params) -> Sql<()> {
        each(c, statement, values, |row| {
            self.rows.extend(report(ground, row)?.map(|report| (report.id, report)));
            Ok(())
        })
    }
}

/// The day, if it is known to the day.
fn day(row: &MeetingRow) -> Option<CivilDate> {
    row.held_on.filter(|date| date.whole().is_some())
}

/// Row ids of documents by the text of which they are copies.
struct Copies(FxHashMap<Rank, Vec<i64>>);

impl Copies {
    fn new(ground: &Ground) -> Self {
        let mut copies: FxHashMap<Rank, Vec<i64>> = FxHashMap::default();
        for (rank, row) in (0..).zip(ground.documents.rows()) {
            copies.entry(ground.documents.head(rank)).or_default().push(row.id);
        }
        Self(copies)
    }

    fn of(&self, head: Rank) -> impl Iterator<Item = i64> {
        self.0.get(&head).into_iter().flatten().copied()
    }
}

/// `None` unless the document is live.
fn report(ground: &mut Ground, row: &Row<'_>) -> Sql<Option<MeetingRow>> {
    let Ground { words, documents } = ground;
    let Some(document) = documents.rank(row.get(1)?) else { return Ok(None) };
    let mut word = |column| -> Sql<_> { Ok(row.get_ref(column)?.as_str_or_null()?.map(|text| words.keep(text))) };
    let (Some(name), daypart, place, place_code) = (word(3)?, word(8)?, word(9)?, word(10)?) else { return Ok(None) };
    Ok(Some(MeetingRow {
        id: row.get(0)?,
        key: Key { document, n: row.get(2)? },
        name,
        kind: code_at(row, 4)?,
        held_on: maybe_code_at(row, 5)?,
        held_until: maybe_code_at(row, 6)?,
        held_basis: maybe_code_at(row, 7)?,
        daypart,
        place,
        place_code,
        linked: row.get(11)?,
    }))
}
