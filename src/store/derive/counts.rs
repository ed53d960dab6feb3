//! Counts that answer questions about the whole archive at once. They come last, since they look at all that was derived
//! before.
//!
//! What a table holds is said by one statement each, which counts what the tables `temp.changed_…` name: what triggers
//! noted since the update began ([`watch`]), or all. Looking up every row of evidence by itself takes long where all is
//! counted; then one pass over all rows in their order gives the same (`whole`). In the counts of verbs and formulas few
//! rows stand for very much evidence, so that these are always counted so (`cues`, `formulas`).

mod cues;
mod formulas;
mod ids;
mod whole;

use super::Sql;
use ids::ById;
use rusqlite::{Connection, ToSql};

/// One step of counting.
enum Step {
    /// Statements that count everything at once.
    Once(&'static str),
    /// A statement that counts what belongs to the entities `:first` to `:last`, and one that gives the last of all: sorting
    /// every pair of people at once would take more memory than all the rest.
    Sliced(&'static str, &'static str),
    /// Statements that are of use only where some of it is counted.
    Partly(&'static str),
}

/// Entities of a slice.
const SLICE: i64 = 20_000;

/// In this order: later ones read earlier ones.
const STEPS: &[Step] = &[
    Step::Once(sql!("../counts/groups")),
    Step::Partly(sql!("../counts/forget")),
    Step::Sliced(sql!("../counts/activities"), sql!("../counts/last_meeting")),
    Step::Partly(sql!("../counts/present")),
    Step::Sliced(sql!("../counts/meeting_counts"), sql!("../counts/last_meeting")),
    Step::Sliced(sql!("../counts/meeting_offices"), sql!("../counts/last_meeting")),
    Step::Once(sql!("../counts/office_months")),
    Step::Once(sql!("../counts/place_years")),
    Step::Sliced(sql!("../counts/co_attendances"), sql!("../counts/last_official")),
    Step::Sliced(sql!("../counts/unit_counts"), sql!("../counts/last_unit")),
    Step::Once(sql!("../counts/shared_documents")),
];

/// From now on notes what must be counted again, until it is counted or [`forget`] is called.
pub fn watch(c: &Connection) -> Sql<()> {
    forget(c)?;
    c.execute_batch(sql!("../counts/tables"))?;
    c.execute_batch(sql!("../counts/watch"))
}

/// Forgets what was noted.
pub fn forget(c: &Connection) -> Sql<()> {
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let found: Vec<(String, String)> =
        c.prepare(sql!("../counts/temporary"))?.query_map([], read)?.collect::<Sql<_>>()?;
    found.iter().try_for_each(|(kind, name)| c.execute_batch(&format!("DROP {kind} temp.\"{name}\"")))
}

/// How much is counted, and how.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// What changed since [`watch`].
    Changed,
    /// All, in one pass.
    Whole,
    /// All, by the statements that say what the tables hold.
    AsStated,
}

/// Fills the tables of counts anew.
pub fn derive(c: &Connection, extent: Extent) -> Sql<()> {
    match extent {
        Extent::Whole => whole::derive(c)?,
        Extent::Changed => by_statements(c, false)?,
        Extent::AsStated => by_statements(c, true)?,
    }
    begin(c)?;
    cues::derive(c)?;
    formulas::derive(c)?;
    forget(c)
}

/// Notes which documents are copies and old versions.
fn begin(c: &Connection) -> Sql<()> {
    forget(c)?;
    c.execute_batch(sql!("../counts/begin"))
}

fn by_statements(c: &Connection, whole: bool) -> Sql<()> {
    if whole {
        forget(c)?;
        c.execute_batch(sql!("../counts/tables"))?;
        c.execute_batch(sql!("../counts/begin"))?;
        c.execute_batch(sql!("../counts/all"))?;
        c.execute_batch(sql!("../counts/clear"))?;
    } else {
        c.execute_batch(sql!("../counts/begin"))?;
        c.execute_batch(sql!("../counts/changed"))?;
    }
    STEPS.iter().try_for_each(|step| match step {
        Step::Once(statements) => c.execute_batch(statements),
        Step::Sliced(statement, last) => sliced(c, statement, last, whole),
        Step::Partly(_) if whole => Ok(()),
        Step::Partly(statements) => c.execute_batch(statements),
    })
}

fn sliced(c: &Connection, statement: &str, last: &str, whole: bool) -> Sql<()> {
    let last: i64 = c.query_row(last, [], |row| row.get::<_, Option<i64>>(0))?.unwrap_or(0);
    let mut count = c.prepare(statement)?;
    let mut first = 1;
    while first <= last {
        let until = first + SLICE - 1;
        let values: [(&str, &dyn ToSql); 3] = [(":first", &first), (":last", &until), (":whole", &whole)];
        let used = values.iter().filter(|(name, _)| matches!(count.parameter_index(name), Ok(Some(_))));
        let used: Vec<_> = used.copied().collect();
        count.execute(&used[..])?;
        first += SLICE;
    }
    Ok(())
}

/// Whether there are entities of which nothing is counted.
pub fn is_uncounted(c: &Connection) -> Sql<bool> {
    c.query_row(sql!("../counts/missing"), [], |row| row.get(0))
}

/// A number of things, as SQLite takes it.
fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
