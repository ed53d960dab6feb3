//! What changed since the entities were last derived: the blocks in which evidence came or went. Only these are derived
//! again, with the same result as if all were.

use super::Sql;
use crate::{resolve::BINS, store::prints};
use rusqlite::{Connection, Params, Row, named_params};
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;

/// Code and name of a place, as evidence of an event has them.
pub type Place = (Option<String>, Option<String>);

/// Blocks in question. Row ids, names and dates are those of evidence that is there now and of evidence that is gone.
#[derive(Debug, Default)]
pub struct Touched {
    /// Documents whose evidence changed, or that are a copy of another document than before.
    pub documents: BTreeSet<i64>,
    /// Sketches of texts that went, or may read differently now.
    pub left: Vec<[u16; BINS]>,
    /// All that were copies of one text together with one of these.
    pub copies: BTreeSet<i64>,
    /// Passages that they shared with other documents.
    pub passages: FxHashSet<u64>,
    /// Names of people.
    pub names: BTreeSet<String>,
    /// Units as entities.
    pub units: BTreeSet<i64>,
    /// Places of events.
    pub places: BTreeSet<Place>,
    /// Dates of events.
    pub days: BTreeSet<String>,
    /// Events as entities.
    pub meetings: BTreeSet<i64>,
}

impl Touched {
    /// Takes up a document whose evidence is going to go or to change.
    pub fn leaving(&mut self, c: &Connection, id: i64) -> Sql<()> {
        self.left.extend(prints::sketch_of(c, id)?);
        self.document(c, id)
    }

    /// Takes up the blocks of a document, as its evidence is now. To be called before its evidence goes, and after it came.
    pub fn document(&mut self, c: &Connection, id: i64) -> Sql<()> {
        self.documents.insert(id);
        let document = named_params! { ":id": id };
        each(c, sql!("../touched/copies"), document, |row| Ok(self.copies.insert(row.get(0)?)))?;
        each(c, sql!("../touched/passages"), document, |row| {
            self.passages.insert(row.get::<_, i64>(0)?.cast_unsigned());
            Ok(())
        })?;
        each(c, sql!("../touched/names"), document, |row| Ok(self.names.insert(row.get(0)?)))?;
        each(c, sql!("../touched/units"), document, |row| Ok(self.units.insert(row.get(0)?)))?;
        each(c, sql!("../touched/meetings"), document, |row| {
            self.places.insert((row.get(0)?, row.get(1)?));
            self.days.extend(row.get::<_, Option<String>>(2)?);
            self.meetings.extend(row.get::<_, Option<i64>>(3)?);
            Ok(())
        })
    }
}

/// Hands every row that a statement gives to `take`.
pub fn each<R>(
    c: &Connection,
    statement: &str,
    values: impl Params,
    mut take: impl FnMut(&Row<'_>) -> Sql<R>,
) -> Sql<()> {
    let mut statement = c.prepare_cached(statement)?;
    let mut rows = statement.query(values)?;
    while let Some(row) = rows.next()? {
        take(row)?;
    }
    Ok(())
}
