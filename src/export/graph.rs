//! Entities as linked objects: Popolo and FollowTheMoney. Each SQL file gives the objects of one class as JSON, ordered by
//! id; `json_patch('{}', …)` in them drops what is NULL.
//!
//! Both hold people in office and officers only (`capacity` office, military), as the archive joins no others across
//! documents. What is known of a tenure are sightings, so nothing claims a start or an end.

use super::Counts;
use crate::{Error, Result};
use rusqlite::Connection;
use std::{
    io::{self, Write},
    path::Path,
};

/// Key in the Popolo file, SQL.
const POPOLO: [(&str, &str); 7] = [
    ("persons", include_str!("popolo/persons.sql")),
    ("organizations", include_str!("popolo/organizations.sql")),
    ("posts", include_str!("popolo/posts.sql")),
    ("memberships", include_str!("popolo/memberships.sql")),
    ("areas", include_str!("popolo/areas.sql")),
    ("events", include_str!("popolo/events.sql")),
    ("speeches", include_str!("popolo/speeches.sql")),
];

/// Schema, SQL.
const FTM: [(&str, &str); 5] = [
    ("Person", include_str!("ftm/person.sql")),
    ("Organization", include_str!("ftm/organization.sql")),
    ("Position", include_str!("ftm/position.sql")),
    ("Occupancy", include_str!("ftm/occupancy.sql")),
    ("Event", include_str!("ftm/event.sql")),
];

/// One JSON object with a list for every class of Popolo.
///
/// # Errors
/// A damaged archive, or what the writer says.
pub fn popolo(archive: &Connection, out: &mut dyn Write) -> Result<Counts> {
    let mut counts = Counts::new();
    for (i, (class, sql)) in POPOLO.into_iter().enumerate() {
        write!(out, "{}\"{class}\": [", if i == 0 { "{" } else { ",\n" }).map_err(failed)?;
        let mut first = true;
        let count = objects(archive, sql, |object| {
            let gap = if std::mem::take(&mut first) { "\n" } else { ",\n" };
            write!(out, "{gap}{object}")
        })?;
        write!(out, "]").map_err(failed)?;
        counts.push((class.into(), count));
    }
    out.write_all(b"}\n").map_err(failed)?;
    Ok(counts)
}

/// One FollowTheMoney entity a line.
///
/// # Errors
/// A damaged archive, or what the writer says.
pub fn ftm(archive: &Connection, out: &mut dyn Write) -> Result<Counts> {
    FTM.into_iter()
        .map(|(schema, sql)| Ok((schema.to_owned(), objects(archive, sql, |object| writeln!(out, "{object}"))?)))
        .collect()
}

/// Hands every object of the statement to `take`; gives their number.
fn objects(archive: &Connection, sql: &str, mut take: impl FnMut(&str) -> io::Result<()>) -> Result<u64> {
    let read = |e| Error::sql("exporting entities", e);
    let mut statement = archive.prepare(sql).map_err(read)?;
    let mut rows = statement.query([]).map_err(read)?;
    let mut count = 0;
    while let Some(row) = rows.next().map_err(read)? {
        let object = row.get_ref(0).map_err(read)?.as_str().map_err(|e| read(e.into()))?;
        take(object).map_err(failed)?;
        count += 1;
    }
    Ok(count)
}

fn failed(error: io::Error) -> Error {
    Error::io(Path::new("standard output"), error)
}
