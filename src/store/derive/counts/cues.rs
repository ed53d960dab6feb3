//! With which verbs speech is introduced, by the rank and branch of who speaks. Few rows out of all quotes: they are gone
//! through once, since looking up speaker, post and unit of each would take many times as long.

use crate::store::derive::{Sql, touched::each};
use rusqlite::{Connection, named_params};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Verb, level and branch of the unit of the speaker's first post, kind of speaker.
type Group = (u32, Option<u32>, Option<u32>, u32);

/// Quotes of one group.
#[derive(Default)]
struct Quoted {
    quotes: i64,
    speakers: FxHashSet<i64>,
    /// The least ref.
    least: String,
}

/// Fills `cue_counts`.
pub fn derive(c: &Connection) -> Sql<()> {
    let mut codes = Codes::default();
    let speakers = speakers(c, &mut codes)?;
    let mut groups: FxHashMap<Group, Quoted> = FxHashMap::default();
    each(c, sql!("../../counts/utterances"), [], |row| {
        let kind = codes.keep(row.get_ref(1)?.as_str()?);
        let cue = codes.keep(row.get_ref(3)?.as_str()?);
        let by = row.get::<_, Option<i64>>(2)?.and_then(|id| speakers.get(&id)).copied().unwrap_or_default();
        let quoted = groups.entry((cue, by.level, by.branch, kind)).or_default();
        let reference = row.get_ref(0)?.as_str()?;
        if quoted.quotes == 0 || reference < quoted.least.as_str() {
            quoted.least = reference.to_owned();
        }
        quoted.quotes += 1;
        quoted.speakers.extend(by.official);
        Ok(())
    })?;
    c.execute_batch(sql!("../../counts/clear_cues"))?;
    let mut insert = c.prepare_cached(sql!("../../counts/insert_cue"))?;
    let named = |(cue, level, branch, kind): &Group| {
        (codes.text(*cue), level.map(|l| codes.text(l)), branch.map(|b| codes.text(b)), codes.text(*kind))
    };
    let sorted: BTreeMap<_, &Quoted> = groups.iter().map(|(group, quoted)| (named(group), quoted)).collect();
    for ((cue, level, branch, kind), quoted) in sorted {
        insert.execute(named_params! {
            ":cue": cue, ":level": level, ":branch": branch, ":speaker_kind": kind, ":quotes": quoted.quotes,
            ":speakers": i64::try_from(quoted.speakers.len()).unwrap_or(i64::MAX), ":ref": quoted.least,
        })?;
    }
    Ok(())
}

/// Who speaks in one document.
#[derive(Clone, Copy, Default)]
struct Speaker {
    /// The person as an entity.
    official: Option<i64>,
    /// Level of the unit of the first post.
    level: Option<u32>,
    /// Its branch.
    branch: Option<u32>,
}

/// By row id of the person's row.
fn speakers(c: &Connection, codes: &mut Codes) -> Sql<FxHashMap<i64, Speaker>> {
    let mut standings: FxHashMap<i64, (Option<u32>, u32)> = FxHashMap::default();
    each(c, sql!("../../counts/standings"), [], |row| {
        let level = row.get_ref(1)?.as_str_or_null()?.map(|level| codes.keep(level));
        Ok(standings.insert(row.get(0)?, (level, codes.keep(row.get_ref(2)?.as_str()?))))
    })?;
    let mut units: FxHashMap<i64, i64> = FxHashMap::default();
    each(c, sql!("../../counts/linked_units"), [], |row| {
        let unit: Option<i64> = row.get(1)?;
        if let Some(unit) = unit {
            units.insert(row.get(0)?, unit);
        }
        Ok(())
    })?;
    let mut firsts: FxHashMap<i64, (i64, i64)> = FxHashMap::default();
    each(c, sql!("../../counts/first_posts"), [], |row| {
        let (n, unit): (i64, i64) = (row.get(1)?, row.get(2)?);
        let first = firsts.entry(row.get(0)?).or_insert((n, unit));
        *first = (*first).min((n, unit));
        Ok(())
    })?;
    let mut speakers = FxHashMap::default();
    each(c, sql!("../../counts/speakers"), [], |row| {
        let id: i64 = row.get(0)?;
        let unit = firsts.get(&id).and_then(|(_, unit)| units.get(unit));
        let (level, branch) = unit.and_then(|unit| standings.get(unit)).map_or((None, None), |(l, b)| (*l, Some(*b)));
        Ok(speakers.insert(id, Speaker { official: row.get(1)?, level, branch }))
    })?;
    Ok(speakers)
}

/// A few codes and verbs by number.
#[derive(Default)]
struct Codes {
    texts: Vec<String>,
    numbers: FxHashMap<String, u32>,
}

impl Codes {
    fn keep(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text.to_owned());
        self.numbers.insert(text.to_owned(), number);
        number
    }

    fn text(&self, number: u32) -> &str {
        self.texts.get(number as usize).map_or("", String::as_str)
    }
}
