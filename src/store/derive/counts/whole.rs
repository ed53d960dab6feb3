//! All tables of counts in one pass: every row of evidence is read once, in the order in which it lies there, counted by
//! sorting small numbers, and each table is written in the order of its key.
//!
//! What the tables hold is said by the statements in `counts/*.sql`, which count the few rows of a small change and which
//! `check --full` compares with; this is the same, without looking up every row by itself.

mod base;
mod events;
mod pairs;
mod passages;
mod people;
mod places;
mod units;

use super::{
    super::{bulk::Bulk, remake, touched::each, without},
    Sql, number,
};
use base::Base;
use rusqlite::Connection;

/// Fills the tables anew.
pub fn derive(c: &Connection) -> Sql<()> {
    c.execute_batch(sql!("../../counts/clear"))?;
    let postponed = without(c, sql!("../../counts/indexes"))?;
    let mut base = Base::read(c)?;
    let kinds = units::write(c, &mut base)?;
    let people = people::read(c, &base, kinds)?;
    let met = events::write(c, &mut base, people)?;
    places::write(c, &base, &met)?;
    pairs::write(c, &base, &met)?;
    drop((base, met));
    passages::write(c)?;
    remake(c, &postponed)
}
