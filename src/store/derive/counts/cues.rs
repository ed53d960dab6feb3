//! With which verbs speech is introduced, by the rank and branch of who speaks. Few rows out of all quotes: they are gone
//! through once, since looking up speaker, post and unit of each would take many times as long.

use super::ById;
use crate::store::derive::{Sql, touched::each};
use rusqlite::{Connection, Row, named_params};
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
        let by = row.get::<_, Option<i64>>(2)?.and_then(|id| speakers.get(id)).copied().unwrap_or_default();
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
    /// Number of the first post and row id of its unit in the document.
    first: Option<(i64, i64)>,
}

/// By row id of the person's row.
fn speakers(c: &Connection, codes: &mut Codes) -> Sql<ById<Speaker>> {
    let standings = rows(c, sql!("../../counts/standings"), |row| {
        let level = row.get_ref(1)?.as_str_or_null()?.map(|level| codes.keep(level));
        Ok((level, codes.keep(row.get_ref(2)?.as_str()?)))
    })?;
    let units = rows(c, sql!("../../counts/linked_units"), |row| row.get::<_, Option<i64>>(1))?;
    let mut speakers =
        rows(c, sql!("../../counts/speakers"), |row| Ok(Speaker { official: row.get(1)?, ..Speaker::default() }))?;
    each(c, sql!("../../counts/first_posts"), [], |row| {
        let Some(speaker) = speakers.get_mut(row.get(0)?) else { return Ok(()) };
        let post = (row.get(1)?, row.get(2)?);
        if speaker.first.is_some_and(|first| first < post) {
            return Ok(());
        }
        speaker.first = Some(post);
        let unit = units.get(post.1).copied().flatten();
        let standing = unit.and_then(|unit| standings.get(unit));
        (speaker.level, speaker.branch) = standing.map_or((None, None), |(level, branch)| (*level, Some(*branch)));
        Ok(())
    })?;
    Ok(speakers)
}

/// What `read` makes of the rows that `statement` gives, the first column of which is the row id.
fn rows<V>(c: &Connection, statement: &str, mut read: impl FnMut(&Row<'_>) -> Sql<V>) -> Sql<ById<V>> {
    let mut rows = vec![];
    each(c, statement, [], |row| {
        rows.push((row.get(0)?, read(row)?));
        Ok(())
    })?;
    Ok(ById::new(rows))
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
