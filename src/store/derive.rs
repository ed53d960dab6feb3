//! Entity rows: what `resolve` makes of the evidence. Rows are written only where they differ from what is there, and an
//! entity whose evidence is the same keeps its row id.

mod copies;
mod counts;
mod divisions;
mod ids;
mod meetings;
mod officials;
mod posts;
mod units;

use super::{columns::maybe_code_at, correct};
use crate::{
    Error, Result,
    corrections::Action,
    resolve::{DocumentRow, Documents, Ground},
};
use rusqlite::{Connection, Row, named_params};

type Sql<T> = rusqlite::Result<T>;

/// Derives the entities from the evidence of live documents and what the user corrected of them.
///
/// # Errors
/// When the archive cannot be read or written.
pub fn derive(connection: &Connection, corrections: &[Action]) -> Result<()> {
    all(connection, corrections).map_err(|e| Error::sql("deriving the entities", e))
}

fn all(c: &Connection, corrections: &[Action]) -> Sql<()> {
    let mut ground = Ground { documents: documents(c)?, ..Ground::default() };
    copies::derive(c, &mut ground)?;
    let corrections = correct::of_entities(corrections, &mut ground);
    let bodies = units::derive(c, &mut ground, &corrections.units)?;
    let posts = posts::derive(c, &mut ground, &bodies)?;
    officials::derive(c, &mut ground, posts, &corrections.officials)?;
    meetings::derive(c, &mut ground, &corrections.meetings)?;
    divisions::derive(c)?;
    counts::derive(c)
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
    let mut update = c.prepare_cached(statement)?;
    for (id, _, now) in links.filter(|(_, before, now)| before != now) {
        update.execute(named_params! { ":id": id, ":entity": now })?;
    }
    Ok(())
}

/// Six digits: others (five digits, letters) stay evidence only, since no division can bear them.
fn is_code(code: &str) -> bool {
    code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit())
}
