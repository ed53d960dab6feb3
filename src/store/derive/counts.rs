//! Counts that answer questions about the whole archive at once, each from one statement over evidence and entities. They come
//! last, since they look at all that was derived before.

use super::Sql;
use rusqlite::Connection;

/// In this order: later ones read earlier ones.
const STEPS: &[&str] = &[
    sql!("../counts/clear"),
    sql!("../counts/begin"),
    sql!("../counts/activities"),
    sql!("../counts/meeting_counts"),
    sql!("../counts/meeting_offices"),
    sql!("../counts/office_months"),
    sql!("../counts/place_years"),
    sql!("../counts/co_attendances"),
    sql!("../counts/unit_counts"),
    sql!("../counts/cue_counts"),
    sql!("../counts/formulas"),
    sql!("../counts/formula_places"),
    sql!("../counts/shared_documents"),
    sql!("../counts/end"),
];

/// Fills the tables of counts anew.
pub fn derive(c: &Connection) -> Sql<()> {
    // What a run that failed may have left in this connection.
    c.execute_batch(sql!("../counts/end"))?;
    STEPS.iter().try_for_each(|step| c.execute_batch(step))
}

/// Whether there are entities of which nothing is counted.
pub fn is_uncounted(c: &Connection) -> Sql<bool> {
    c.query_row(sql!("../counts/missing"), [], |row| row.get(0))
}
