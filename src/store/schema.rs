//! The migrations, and what tells an archive from other databases.

use crate::{Error, Result};
use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};
use std::{collections::BTreeSet, path::Path};

/// `PRAGMA application_id` of every archive: "HYAO".
pub const APPLICATION_ID: i32 = 0x4859_414F;

const FIRST: &str = include_str!("../../migrations/0001_evidence.sql");

/// Append-only: a change of the schema is a new file.
const STEPS: &[M<'static>] = &[
    M::up(FIRST),
    M::up(include_str!("../../migrations/0002_entities.sql")),
    M::up(include_str!("../../migrations/0003_search.sql")),
    M::up(include_str!("../../migrations/0004_views.sql")),
    M::up(include_str!("../../migrations/0005_supplied.sql")),
    M::up(include_str!("../../migrations/0006_containers.sql")),
    M::up(include_str!("../../migrations/0007_run_changes.sql")),
    M::up(include_str!("../../migrations/0008_corrections.sql")),
    M::up(include_str!("../../migrations/0009_counts.sql")),
    M::up(include_str!("../../migrations/0010_indexes.sql")),
    M::up(include_str!("../../migrations/0011_search_marks.sql")),
    M::up(include_str!("../../migrations/0012_meeting_years.sql")),
    M::up(include_str!("../../migrations/0013_properties.sql")),
    M::up(include_str!("../../migrations/0014_places.sql")),
];

/// `PRAGMA user_version` of an archive with the present schema.
pub fn version() -> i32 {
    i32::try_from(STEPS.len()).unwrap_or(i32::MAX)
}

/// `PRAGMA user_version` of an open archive.
///
/// # Errors
/// When it cannot be read.
pub fn of(connection: &Connection) -> Result<i32> {
    let version = connection.pragma_query_value(None, "user_version", |row| row.get(0));
    version.map_err(|e| Error::sql("reading the schema version", e))
}

/// Brings a new or older archive to the present schema.
///
/// # Errors
/// When a step fails; the text holds the failing SQL.
pub fn migrate(connection: &mut Connection, path: &Path) -> Result<()> {
    Migrations::from_slice(STEPS).to_latest(connection).map_err(|e| match e {
        // A full disk and the like: SQLite's own words tell what to do.
        rusqlite_migration::Error::RusqliteError { err, .. } if is_of_the_system(&err) => {
            Error::sql(format!("{}: making the tables", path.display()), err)
        }
        e => Error::Archive {
            path: path.to_path_buf(),
            problem: format!("the schema could not be brought up to date: {e}"),
        },
    })
}

/// Tables, views, indexes and triggers that are not as the migrations make them, by name. What the user added is theirs.
///
/// # Errors
/// When the archive cannot be read.
pub fn strange(connection: &Connection) -> Result<Vec<String>> {
    let failed = |e| Error::sql("comparing the tables", e);
    let mut fresh = Connection::open_in_memory().map_err(failed)?;
    migrate(&mut fresh, Path::new("a fresh archive"))?;
    let (there, expected) = (objects(connection).map_err(failed)?, objects(&fresh).map_err(failed)?);
    Ok(expected.into_iter().filter(|object| !there.contains(object)).map(|(_, name, ..)| name).collect())
}

/// Kind, name, table and definition.
type Object = (String, String, String, Option<String>);

fn objects(connection: &Connection) -> rusqlite::Result<BTreeSet<Object>> {
    let mut statement = connection.prepare(sql!("check/objects"))?;
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?.collect()
}

/// Whether disk, rights or another program are to blame, not the statement.
fn is_of_the_system(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{CannotOpen, DatabaseBusy, DatabaseCorrupt, DiskFull, ReadOnly, SystemIoFailure};
    matches!(
        error.sqlite_error_code(),
        Some(CannotOpen | DatabaseBusy | DatabaseCorrupt | DiskFull | ReadOnly | SystemIoFailure)
    )
}

/// Refuses what is no archive or newer than this program.
///
/// # Errors
/// [`Error::Archive`] with what to do.
pub fn recognise(connection: &Connection, path: &Path) -> Result<()> {
    let refuse = |problem: String| Err(Error::Archive { path: path.to_path_buf(), problem });
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let (application, user) = match (pragma("application_id"), pragma("user_version")) {
        (Ok(a), Ok(u)) => (a, u),
        (Err(e), _) | (_, Err(e)) if e.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => {
            return refuse("is being used by another program; close it and try again".into());
        }
        (Err(e), _) | (_, Err(e)) => {
            return refuse(format!(
                "cannot be read as a SQLite database ({e}); is it an archive made by `huiyao build`?"
            ));
        }
    };
    if application != APPLICATION_ID {
        return refuse("is a database, but no huiyao archive; name a file made by `huiyao build`".into());
    }
    if user > version() {
        return refuse(format!(
            "was made by a newer huiyao (schema {user}, this one knows {}); update huiyao",
            version()
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn migrations_are_valid() {
        super::Migrations::from_slice(super::STEPS).validate().unwrap();
    }

    #[test]
    fn the_application_id_is_the_one_in_the_migration() {
        assert!(super::FIRST.contains(&format!("PRAGMA application_id = {};", super::APPLICATION_ID)));
    }
}
