//! Entity rows: what `resolve` makes of the evidence. Rows are written only where they differ from what is there, and an
//! entity whose evidence is the same keeps its row id.

mod bulk;
mod copies;
mod counts;
mod divisions;
mod ids;
mod meetings;
mod officials;
mod posts;
mod question;
mod touched;
mod units;

use super::{Stage, columns::maybe_code_at, correct};
use counts::Extent;
pub use counts::{is_uncounted, watch};
pub use touched::Touched;

use crate::{
    Error, Result,
    corrections::Action,
    resolve::{DocumentRow, Documents, Ground},
};
use bulk::Bulk;
use rusqlite::{Connection, Row};

type Sql<T> = rusqlite::Result<T>;

/// `PRAGMA cache_size` while everything is derived. Tables are gone through in their order, so that pages read before are
/// of no use, and SQLite sorts as many bytes at a time in memory as it keeps pages: what people and events need is more.
const CACHE: i32 = -8192;

/// Derives the entities from the evidence of live documents and what the user corrected of them: all, or those that are
/// `touched` by what changed. Where there are corrections it must be all.
///
/// `linked` is called when all evidence is linked to its entities. Tells what is being done.
///
/// # Errors
/// When the archive cannot be read or written.
pub fn derive(
    connection: &Connection,
    corrections: &[Action],
    touched: Option<Touched>,
    linked: &dyn Fn() -> Result<()>,
    tell: &dyn Fn(Stage),
) -> Result<()> {
    let failed = |e| Error::sql("deriving the entities", e);
    let extent = if touched.is_none() { Extent::Whole } else { Extent::Changed };
    let before = cache(connection, (extent == Extent::Whole).then_some(CACHE)).map_err(failed)?;
    entities(connection, corrections, touched, tell).map_err(failed)?;
    linked()?;
    tell(Stage::Counting);
    counts::derive(connection, extent).map_err(failed)?;
    cache(connection, Some(before)).map(|_| ()).map_err(failed)
}

/// Sets how much SQLite keeps in memory, if `size` is given; gives what it was before.
fn cache(c: &Connection, size: Option<i32>) -> Sql<i32> {
    let before = c.pragma_query_value(None, "cache_size", |row| row.get(0))?;
    size.map_or(Ok(()), |size| c.pragma_update(None, "cache_size", size))?;
    Ok(before)
}

/// Counts everything anew, from evidence and entities as they are, by the statements that say what the counts are.
///
/// # Errors
/// When the archive cannot be read or written.
pub fn count(connection: &Connection) -> Result<()> {
    counts::derive(connection, Extent::AsStated).map_err(|e| Error::sql("counting", e))
}

fn entities(c: &Connection, corrections: &[Action], mut touched: Option<Touched>, tell: &dyn Fn(Stage)) -> Sql<()> {
    if touched.is_none() {
        counts::forget(c)?;
    }
    // Of derived tables, where nothing is derived yet.
    let postponed = without(c, sql!("evidence/entity_indexes"))?;
    tell(Stage::Copies);
    let mut ground = Ground { documents: documents(c)?, ..Ground::default() };
    copies::derive(c, &mut ground, touched.as_mut())?;
    let corrections = correct::of_entities(corrections, &mut ground);
    tell(Stage::Units);
    let units = units::derive(c, &mut ground, &corrections.units, touched.as_ref())?;
    let posts = posts::derive(c, &mut ground, &units, touched.as_mut())?;
    tell(Stage::People);
    officials::derive(c, &mut ground, posts, &corrections.officials, touched.as_ref())?;
    tell(Stage::Meetings);
    meetings::derive(c, &mut ground, &corrections.meetings, touched.as_ref())?;
    remake(c, &postponed)?;
    divisions::derive(c)
}

/// Drops the indexes that `statement` gives; gives what [`remake`] makes them of. One sort is cheaper than a million
/// insertions here and there.
fn without(c: &Connection, statement: &str) -> Sql<Vec<String>> {
    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let found: Vec<(String, String)> = c.prepare(statement)?.query_map([], read)?.collect::<Sql<_>>()?;
    for (name, _) in &found {
        // A name out of our own schema.
        c.execute_batch(&format!("DROP INDEX \"{name}\""))?;
    }
    Ok(found.into_iter().map(|(_, sql)| sql).collect())
}

fn remake(c: &Connection, indexes: &[String]) -> Sql<()> {
    indexes.iter().try_for_each(|sql| c.execute_batch(sql))
}

/// An empty list with room for all rows of a table: growing would need half as much again.
fn with_room<T>(c: &Connection, at_most: &str) -> Sql<Vec<T>> {
    let count: i64 = c.prepare_cached(at_most)?.query_row([], |row| row.get(0))?;
    Ok(Vec::with_capacity(usize::try_from(count).unwrap_or(0)))
}

fn documents(c: &Connection) -> Sql<Documents> {
    let read = |row: &Row<'_>| {
        Ok(DocumentRow {
            id: row.get(0)?,
            key: row.get(1)?,
            published_on: maybe_code_at(row, 2)?,
            home: row.get(3)?,
            copy_of: row.get(4)?,
        })
    };
    let rows = c.prepare_cached(sql!("evidence/documents"))?.query_map([], read)?.collect::<Sql<_>>()?;
    Ok(Documents::new(rows))
}

/// Links rows of evidence to entities, those that were linked otherwise.
fn link<'a>(
    c: &Connection,
    statement: &str,
    links: impl Iterator<Item = (i64, Option<i64>, Option<i64>)> + 'a,
) -> Sql<()> {
    let mut update = Bulk::new(c, statement, [":id", ":entity"])?;
    for (id, _, now) in links.filter(|(_, before, now)| before != now) {
        update.put([&id, &now])?;
    }
    Ok(())
}

/// Six digits: others (five digits, letters) stay evidence only, since no division can bear them.
fn is_code(code: &str) -> bool {
    code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit())
}
