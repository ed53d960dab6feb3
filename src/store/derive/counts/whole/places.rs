//! `office_months` and `place_years`: what was counted of events, added up by place and time.

use super::{
    Bulk, Sql,
    base::{Base, Event},
    events::{Met, OfficeThere},
    number,
};
use crate::resolve::Word;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// Fills both tables.
pub fn write(c: &Connection, base: &Base, met: &Met) -> Sql<()> {
    let told = Told::new(base);
    months(c, base, met, &told)?;
    years(c, base, met, &told)
}

/// Documents by event, copies as one with their heads.
struct Told(Vec<(u32, i64)>);

impl Told {
    fn new(base: &Base) -> Self {
        let mut told: Vec<_> =
            base.reports.iter().map(|report| (report.event, base.documents.head(report.document))).collect();
        told.sort_unstable();
        Self(told)
    }

    /// Number of documents that tell of any of these events.
    fn of(&self, events: &[u32]) -> i64 {
        let begin = |event: u32| self.0.partition_point(|(e, _)| *e < event);
        let documents = events.iter().flat_map(|&event| &self.0[begin(event)..begin(event.saturating_add(1))]);
        different(documents.map(|(_, document)| *document).collect())
    }
}

fn different<V: Ord>(mut values: Vec<V>) -> i64 {
    values.sort_unstable();
    values.dedup();
    number(values.len())
}

/// The first `length` characters of a date.
fn part(date: &str, length: usize) -> &str {
    date.get(..length).unwrap_or(date)
}

/// What one sort of office did in one place and month.
#[derive(Default)]
struct Acts<'a> {
    activities: i64,
    meetings: i64,
    characters: Option<i64>,
    /// Least key of the events.
    key: Option<&'a str>,
}

impl<'a> Acts<'a> {
    fn add(&mut self, there: &OfficeThere, key: &'a str) {
        self.activities += i64::from(there.officials);
        self.meetings += 1;
        if let Some(characters) = there.characters {
            self.characters = Some(self.characters.unwrap_or(0) + characters);
        }
        if self.key.is_none_or(|least| key < least) {
            self.key = Some(key);
        }
    }
}

fn months(c: &Connection, base: &Base, met: &Met, told: &Told) -> Sql<()> {
    let text = |word: Option<Word>| base.words.maybe(word);
    let mut months: BTreeMap<(Option<&str>, &str), Vec<u32>> = BTreeMap::new();
    for (n, event) in (0..).zip(&base.events).filter(|(_, event)| event.dated) {
        let Some(from) = text(event.from) else { continue };
        months.entry((text(event.division.or(event.place)), part(from, 7))).or_default().push(n);
    }
    let names =
        [":place", ":month", ":office", ":activities", ":meetings", ":characters", ":documents", ":meeting_key"];
    let mut insert = Bulk::new(c, sql!("../../../counts/insert/office_month"), names)?;
    for ((place, month), events) in &months {
        let documents = told.of(events);
        for (office, acts) in acts(base, met, events) {
            let office = &base.offices[usize::from(office)];
            let Acts { activities, meetings, characters, key } = acts;
            insert.put([place, month, office, &activities, &meetings, &characters, &documents, &key])?;
        }
    }
    Ok(())
}

/// By number of the office.
fn acts<'a>(base: &'a Base, met: &Met, events: &[u32]) -> BTreeMap<u8, Acts<'a>> {
    let mut acts: BTreeMap<u8, Acts<'a>> = BTreeMap::new();
    for &event in events {
        let begin = met.offices.partition_point(|there| there.event < event);
        for there in met.offices[begin..].iter().take_while(|there| there.event == event) {
            acts.entry(there.office).or_default().add(there, &base.events[event as usize].key);
        }
    }
    acts
}

/// Year, unknown ones last; division; place.
type Year<'a> = (bool, Option<&'a str>, Option<&'a str>, Option<&'a str>);

fn years(c: &Connection, base: &Base, met: &Met, told: &Told) -> Sql<()> {
    let text = |word: Option<Word>| base.words.maybe(word);
    let year = |event: &Event| text(event.from).map(|from| part(from, 4));
    let mut years: BTreeMap<Year<'_>, Vec<u32>> = BTreeMap::new();
    for (n, event) in (0..).zip(&base.events) {
        let year = year(event);
        years.entry((year.is_none(), year, text(event.division), text(event.place))).or_default().push(n);
    }
    let names =
        [":year", ":place", ":division_code", ":documents", ":meetings", ":officials", ":quotes", ":meeting_key"];
    let mut insert = Bulk::new(c, sql!("../../../counts/insert/place_year"), names)?;
    for ((_, year, division, place), events) in &years {
        let documents = told.of(events);
        let officials = different(events.iter().flat_map(|&event| met.at(event)).collect());
        let quotes: i64 = events.iter().map(|&event| met.quotes[event as usize]).sum();
        let key = events.iter().map(|&event| &*base.events[event as usize].key).min();
        // Only where documents tell of them.
        if documents > 0 {
            insert.put([year, place, division, &documents, &number(events.len()), &officials, &quotes, &key])?;
        }
    }
    Ok(())
}
