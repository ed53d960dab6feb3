//! Formulas in quotation marks: when and where each was seen first, how often and in how many places.

use crate::{
    resolve::{Word, Words},
    store::derive::{Sql, counts::number, touched::each},
};
use rusqlite::{Connection, named_params};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// When and where a document has a formula used.
#[derive(Default)]
struct Setting {
    published: Option<Word>,
    /// The earliest day of its events.
    told: Option<Word>,
    /// Place of the first event.
    place: Option<Word>,
    /// Day and place of each event.
    events: Vec<(Option<Word>, Option<Word>)>,
}

/// The first use: by day, of which unknown ones come last, then by ref.
#[derive(Default)]
struct First {
    day: Option<Word>,
    reference: String,
    document: i64,
}

/// Uses of one formula, or of one in one place.
#[derive(Default)]
struct Uses {
    documents: FxHashSet<i64>,
    places: FxHashSet<Word>,
    last: Option<Word>,
    first: First,
}

impl Uses {
    fn add(&mut self, words: &Words, document: i64, reference: &str, day: Option<Word>) {
        let order = |day: Option<Word>| (day.is_none(), words.maybe(day));
        let first = &self.first;
        if self.documents.is_empty() || (order(day), reference) < (order(first.day), first.reference.as_str()) {
            self.first = First { day, reference: reference.to_owned(), document };
        }
        if words.maybe(self.last) < words.maybe(day) {
            self.last = day;
        }
        self.documents.insert(document);
    }
}

/// Fills `formulas` and `formula_places`.
pub fn derive(c: &Connection) -> Sql<()> {
    let mut words = Words::default();
    let settings = settings(c, &mut words)?;
    let mut formulas: FxHashMap<Word, Uses> = FxHashMap::default();
    let mut in_places: FxHashMap<(Word, Option<Word>), Uses> = FxHashMap::default();
    let nowhere = Setting::default();
    each(c, sql!("../../counts/sayings"), [], |row| {
        let (document, reference): (i64, &str) = (row.get(0)?, row.get_ref(1)?.as_str()?);
        let text = words.keep(row.get_ref(2)?.as_str()?);
        let setting = settings.get(&document).unwrap_or(&nowhere);
        let uses = formulas.entry(text).or_default();
        uses.add(&words, document, reference, setting.told.or(setting.published));
        uses.places.extend(setting.place);
        let unplaced = [(None, None)];
        let events = if setting.events.is_empty() { &unplaced[..] } else { &setting.events };
        for &(day, place) in events {
            in_places.entry((text, place)).or_default().add(&words, document, reference, day.or(setting.published));
        }
        Ok(())
    })?;
    c.execute_batch(sql!("../../counts/clear_formulas"))?;
    write(c, &words, &formulas)?;
    write_places(c, &words, &in_places)
}

fn write(c: &Connection, words: &Words, formulas: &FxHashMap<Word, Uses>) -> Sql<()> {
    let mut insert = c.prepare_cached(sql!("../../counts/insert_formula"))?;
    let sorted: BTreeMap<&str, &Uses> = formulas.iter().map(|(text, uses)| (words.text(*text), uses)).collect();
    for (text, uses) in sorted {
        insert.execute(named_params! {
            ":text": text, ":documents": number(uses.documents.len()), ":places": number(uses.places.len()),
            ":first_seen": words.maybe(uses.first.day), ":last_seen": words.maybe(uses.last),
            ":document_id": uses.first.document, ":ref": uses.first.reference,
        })?;
    }
    Ok(())
}

fn write_places(c: &Connection, words: &Words, in_places: &FxHashMap<(Word, Option<Word>), Uses>) -> Sql<()> {
    let mut insert = c.prepare_cached(sql!("../../counts/insert_formula_place"))?;
    let named = |(text, place): &(Word, Option<Word>)| (words.text(*text), words.maybe(*place));
    let sorted: BTreeMap<_, &Uses> = in_places.iter().map(|(group, uses)| (named(group), uses)).collect();
    for ((text, place), uses) in sorted {
        insert.execute(named_params! {
            ":text": text, ":place": place, ":first_seen": words.maybe(uses.first.day),
            ":documents": number(uses.documents.len()), ":document_id": uses.first.document,
            ":ref": uses.first.reference,
        })?;
    }
    Ok(())
}

/// By row id of the document.
fn settings(c: &Connection, words: &mut Words) -> Sql<FxHashMap<i64, Setting>> {
    let mut settings: FxHashMap<i64, Setting> = FxHashMap::default();
    each(c, sql!("../../counts/days"), [], |row| {
        let published = row.get_ref(1)?.as_str_or_null()?.map(|day| words.keep(day));
        Ok(settings.insert(row.get(0)?, Setting { published, ..Setting::default() }))
    })?;
    each(c, sql!("../../counts/reports"), [], |row| {
        let Some(setting) = settings.get_mut(&row.get(0)?) else { return Ok(()) };
        let mut word = |column| -> Sql<_> { Ok(row.get_ref(column)?.as_str_or_null()?.map(|text| words.keep(text))) };
        let (day, place, code) = (word(1)?, word(2)?, word(3)?);
        if setting.events.is_empty() {
            setting.place = code;
        }
        let earlier = day.is_some() && setting.told.is_none_or(|told| words.maybe(day) < Some(words.text(told)));
        if earlier {
            setting.told = day;
        }
        setting.events.push((day, place));
        Ok(())
    })?;
    Ok(settings)
}
