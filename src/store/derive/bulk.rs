//! Many rows through one statement: where each named value goes is looked up once, not row by row.

use super::Sql;
use rusqlite::{Connection, Error, Statement, ToSql};

/// A statement with `N` parameters.
pub struct Bulk<'c, const N: usize> {
    statement: Statement<'c>,
    places: [usize; N],
}

impl<'c, const N: usize> Bulk<'c, N> {
    /// `names` in the order in which [`Bulk::put`] gets the values.
    pub fn new(c: &'c Connection, statement: &str, names: [&str; N]) -> Sql<Self> {
        let statement = c.prepare(statement)?;
        let mut places = [0; N];
        for (place, name) in places.iter_mut().zip(names) {
            *place = statement.parameter_index(name)?.ok_or_else(|| Error::InvalidParameterName(name.to_owned()))?;
        }
        Ok(Self { statement, places })
    }

    /// Writes one row.
    pub fn put(&mut self, values: [&dyn ToSql; N]) -> Sql<()> {
        for (place, value) in self.places.iter().zip(values) {
            self.statement.raw_bind_parameter(*place, value)?;
        }
        self.statement.raw_execute().map(|_| ())
    }
}
