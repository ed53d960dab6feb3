//! The division for which a report is asked.

use crate::{Error, Result, search};
use rusqlite::{Connection, named_params};

/// A division, or a place without a code (a town).
#[derive(Clone, Debug)]
pub struct Place {
    /// What the queries take: the code, or the name of a town.
    pub asked: String,
    /// Short form as it stands before units (景宁县).
    pub name: String,
    /// In full (景宁畲族自治县).
    pub full_name: String,
}

/// Finds the place of a name or code; `None` for nothing asked.
///
/// # Errors
/// [`Error::Request`] when the archive knows no such place, or several of that name.
pub fn find(archive: &Connection, wanted: Option<&str>) -> Result<Option<Place>> {
    let Some(wanted) = wanted.map(str::trim).filter(|name| !name.is_empty()) else { return Ok(None) };
    let wanted = search::simplified(wanted);
    let failed = |e| Error::sql(format!("looking for {wanted}"), e);
    let mut statement = archive.prepare(include_str!("places/find.sql")).map_err(failed)?;
    let found: Vec<Place> = statement
        .query_map(named_params! { ":place": wanted }, |row| {
            Ok(Place { asked: row.get(0)?, name: row.get(1)?, full_name: row.get(2)? })
        })
        .and_then(Iterator::collect)
        .map_err(failed)?;
    match found.as_slice() {
        [place] => Ok(Some(place.clone())),
        [] => Err(Error::Request(format!(
            "This archive knows no place called “{wanted}”; `huiyao query ARCHIVE coverage` lists the places."
        ))),
        several => {
            let codes: Vec<String> = several.iter().map(|p| format!("{} {}", p.asked, p.full_name)).collect();
            Err(Error::Request(format!("“{wanted}” may be several places; give the code: {}.", codes.join(", "))))
        }
    }
}
