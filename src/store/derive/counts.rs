//! Counts that answer questions about the whole archive at once, each from one statement over evidence and entities. They come
//! last, since they look at all that was derived before.

use super::Sql;
use rusqlite::{Connection, named_params};

/// One step of counting.
enum Step {
    /// Statements that count everything at once.
    Whole(&'static str),
    /// A statement that counts what belongs to the entities `:first` to `:last`, and one that gives the last of all: sorting
    /// every pair of people at once would take more memory than all the rest.
    Sliced(&'static str, &'static str),
}

/// Entities of a slice.
const SLICE: i64 = 20_000;

/// In this order: later ones read earlier ones.
const STEPS: &[Step] = &[
    Step::Whole(sql!("../counts/clear")),
    Step::Whole(sql!("../counts/begin")),
    Step::Whole(sql!("../counts/activities")),
    Step::Whole(sql!("../counts/meeting_counts")),
    Step::Sliced(sql!("../counts/meeting_offices"), sql!("../counts/last_meeting")),
    Step::Whole(sql!("../counts/office_months")),
    Step::Whole(sql!("../counts/place_years")),
    Step::Sliced(sql!("../counts/co_attendances"), sql!("../counts/last_official")),
    Step::Whole(sql!("../counts/unit_counts")),
    Step::Whole(sql!("../counts/cue_counts")),
    Step::Whole(sql!("../counts/formulas")),
    Step::Whole(sql!("../counts/formula_places")),
    Step::Whole(sql!("../counts/shared_documents")),
    Step::Whole(sql!("../counts/end")),
];

/// Fills the tables of counts anew.
pub fn derive(c: &Connection) -> Sql<()> {
    // What a run that failed may have left in this connection.
    c.execute_batch(sql!("../counts/end"))?;
    STEPS.iter().try_for_each(|step| match step {
        Step::Whole(statements) => c.execute_batch(statements),
        Step::Sliced(statement, last) => sliced(c, statement, last),
    })
}

fn sliced(c: &Connection, statement: &str, last: &str) -> Sql<()> {
    let last: i64 = c.query_row(last, [], |row| row.get::<_, Option<i64>>(0))?.unwrap_or(0);
    let mut count = c.prepare(statement)?;
    let mut first = 1;
    while first <= last {
        count.execute(named_params! { ":first": first, ":last": first + SLICE - 1 })?;
        first += SLICE;
    }
    Ok(())
}

/// Whether there are entities of which nothing is counted.
pub fn is_uncounted(c: &Connection) -> Sql<bool> {
    c.query_row(sql!("../counts/missing"), [], |row| row.get(0))
}
