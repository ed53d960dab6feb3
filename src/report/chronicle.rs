//! The chronicle (大事记): a draft by the rules of local histories.
//!
//! One event an entry (一条一事), in the order of dates; days that are not known stand at the end of their month (是月),
//! months at the end of their year (是年), unknown years apart; entries of one day after the first begin with △. Bodies
//! have their full name at first mention, posts stand before names, everything is in the third person. What an editor
//! must look at (differing reports, concluded dates, doubtful sources) is listed at the end (待核).
//!
//! The prose says what rows of the archive say and no more: who chaired, by the verb that was printed; words of others
//! only as quoted.

mod bodies;
mod checks;
mod dates;
mod event;
mod load;
mod prose;

use super::{
    Request,
    notes::Notes,
    places::{self, Place},
    statements::Statement,
    words,
};
use crate::{Error, Result, output::Language};
use bodies::Bodies;
use checks::{Checks, Group};
use event::Event;
use rusqlite::Connection;
use serde::Serialize;

pub(super) use dates::full as full_date;

/// A chronicle, ready for its template.
#[derive(Debug, Serialize)]
pub(super) struct Chronicle {
    title: String,
    /// 补遗, with the run after which it begins.
    since: Option<i64>,
    /// Number of entries.
    entries: usize,
    years: Vec<Year>,
    /// Entries whose year is not known.
    undated: Vec<Entry>,
    to_verify: Vec<Group>,
    /// Documents that went since.
    withdrawn: Vec<Statement>,
}

#[derive(Debug, Serialize)]
struct Year {
    heading: String,
    anchor: String,
    entries: usize,
    months: Vec<Month>,
    /// 是年
    this_year: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Month {
    heading: String,
    anchor: String,
    entries: Vec<Entry>,
    /// 是月
    this_month: Vec<Entry>,
}

/// One event.
#[derive(Debug, Serialize)]
struct Entry {
    anchor: String,
    /// The day, 是月, 是年, or what is known of the date.
    lead: String,
    /// Whether it follows another entry of its day (△).
    follows: bool,
    /// 新增 or 增补, in a chronicle of what is new.
    label: Option<String>,
    /// Key of the event.
    key: String,
    statements: Vec<Statement>,
    /// Whether the list at the end names it.
    doubtful: bool,
}

impl Chronicle {
    pub(super) fn is_empty(&self) -> bool {
        self.entries == 0 && self.withdrawn.is_empty()
    }
}

/// Gathers the events and puts them into words.
///
/// # Errors
/// [`Error::Request`] for the place or the run, [`Error::Sql`].
pub(super) fn gather(archive: &Connection, request: &Request, notes: &mut Notes<'_>) -> Result<Chronicle> {
    let place = places::find(archive, request.place.as_deref())?;
    if let Some(since) = request.since {
        known_run(archive, since)?;
    }
    let events = load::events(archive, place.as_ref(), request)?;
    let mut writer = Writer {
        archive,
        language: request.language,
        since: request.since,
        bodies: Bodies::new(place.clone()),
        checks: Checks::new(request.language),
        notes,
        entries: 0,
    };
    let (dated, undated): (Vec<Event>, Vec<Event>) = events.into_iter().partition(|e| e.slot().is_some());
    let mut years = writer.years(dated)?;
    let mut undated = writer.entries(&undated, dates::undated_lead)?;
    let in_years = years.iter_mut().flat_map(|year| {
        let in_months = year.months.iter_mut().flat_map(|month| month.entries.iter_mut().chain(&mut month.this_month));
        in_months.chain(&mut year.this_year)
    });
    for statement in in_years.chain(&mut undated).flat_map(|entry| &mut entry.statements) {
        statement.text = writer.bodies.settled(&statement.text);
    }
    let withdrawn = match request.since {
        Some(since) => writer.withdrawn(since)?,
        None => vec![],
    };
    Ok(Chronicle {
        title: title(request, place.as_ref()),
        since: request.since,
        entries: writer.entries,
        years,
        undated,
        to_verify: writer.checks.finish(),
        withdrawn,
    })
}

fn known_run(archive: &Connection, since: i64) -> Result<()> {
    let last: i64 = archive
        .query_row("select coalesce(max(id), 0) from runs", [], |row| row.get(0))
        .map_err(|e| Error::sql("counting the runs", e))?;
    if (0..=last).contains(&since) {
        return Ok(());
    }
    Err(Error::Request(format!("There is no run {since}; the last is {last}. `huiyao query ARCHIVE runs` lists them.")))
}

fn title(request: &Request, place: Option<&Place>) -> String {
    let language = request.language;
    let place = place.map_or("", |p| p.full_name.as_str());
    let year = request.year.map_or(String::new(), |year| year.to_string());
    let key = match (place.is_empty(), year.is_empty()) {
        (true, true) => "chronicle.title",
        (true, false) => return words::phrase(language, "chronicle.title_year", &[&year]),
        (false, true) => return words::phrase(language, "chronicle.title_place", &[place]),
        (false, false) => return words::phrase(language, "chronicle.title_place_year", &[place, &year]),
    };
    words::phrase(language, key, &[])
}

/// Puts events into words, keeping what was mentioned before.
struct Writer<'a, 'n> {
    archive: &'a Connection,
    language: Language,
    since: Option<i64>,
    bodies: Bodies,
    checks: Checks,
    notes: &'a mut Notes<'n>,
    entries: usize,
}

impl Writer<'_, '_> {
    fn years(&mut self, mut events: Vec<Event>) -> Result<Vec<Year>> {
        // In the order of print: 是月 after the days of the month, 是年 after the months.
        events.sort_by_key(|event| event.slot().map(|slot| slot.order()));
        let mut years: Vec<Year> = vec![];
        for of_year in events.chunk_by(|a, b| a.slot().map(|s| s.year) == b.slot().map(|s| s.year)) {
            let Some(year) = of_year.first().and_then(Event::slot).map(|slot| slot.year) else { continue };
            let months_known = of_year.iter().take_while(|e| e.slot().is_some_and(|s| s.month.is_some())).count();
            let (in_months, in_year) = of_year.split_at(months_known);
            let months = self.months(year, in_months)?;
            let this_year = self.entries(in_year, |language, _| words::phrase(language, "chronicle.this_year", &[]))?;
            years.push(Year {
                heading: dates::year(self.language, year),
                anchor: format!("y{year}"),
                entries: of_year.len(),
                months,
                this_year,
            });
        }
        Ok(years)
    }

    fn months(&mut self, year: i16, events: &[Event]) -> Result<Vec<Month>> {
        let mut months = vec![];
        for of_month in events.chunk_by(|a, b| a.slot().map(|s| s.month) == b.slot().map(|s| s.month)) {
            let Some(month) = of_month.first().and_then(Event::slot).and_then(|slot| slot.month) else { continue };
            let days_known = of_month.iter().take_while(|e| e.slot().is_some_and(|s| s.day.is_some())).count();
            let (on_days, in_month) = of_month.split_at(days_known);
            months.push(Month {
                heading: dates::month(self.language, month),
                anchor: format!("y{year}m{month:02}"),
                entries: self.entries(on_days, dates::day_lead)?,
                this_month: self
                    .entries(in_month, |language, _| words::phrase(language, "chronicle.this_month", &[]))?,
            });
        }
        Ok(months)
    }

    /// Entries that stand one after the other; of equal leads only the first is printed.
    fn entries(&mut self, events: &[Event], lead: impl Fn(Language, &Event) -> String) -> Result<Vec<Entry>> {
        let mut entries: Vec<Entry> = vec![];
        for event in events {
            let lead = lead(self.language, event);
            let follows = entries.last().is_some_and(|before: &Entry| before.lead == lead);
            self.entries += 1;
            let anchor = format!("e{}", self.entries);
            let facts = load::facts(self.archive, event)?;
            let statements = prose::entry(self.language, event, &facts, &mut self.bodies, self.notes)?;
            let doubtful = self.checks.examine(event, &facts, &anchor, &lead, self.notes)?;
            let label = self.since.map(|_| {
                let key = if event.fresh { "chronicle.added" } else { "chronicle.supplemented" };
                words::phrase(self.language, key, &[])
            });
            entries.push(Entry { anchor, lead, follows, label, key: event.key.clone(), statements, doubtful });
        }
        Ok(entries)
    }

    fn withdrawn(&mut self, since: i64) -> Result<Vec<Statement>> {
        let failed = |e| Error::sql("looking for documents that went", e);
        let mut statement = self.archive.prepare(include_str!("chronicle/withdrawn.sql")).map_err(failed)?;
        let gone: Vec<(String, String, String, i64)> = statement
            .query_map([since], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
            .and_then(Iterator::collect)
            .map_err(failed)?;
        gone.into_iter()
            .map(|(path, r#ref, change, run)| {
                let text = words::phrase(self.language, &format!("change.{change}"), &[&path, &r#ref]);
                Ok(Statement::new(
                    text,
                    self.notes.count(format!("huiyao query ARCHIVE what-changed -p run {run}"), &[])?,
                ))
            })
            .collect()
    }
}
