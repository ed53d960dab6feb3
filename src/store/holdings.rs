//! An archive as an input: what another one (a colleague's, an older one, the target itself) holds, to be read again.

use super::{Archive, original::Packed, read};
use crate::{
    Error, Result,
    record::{Container, Record, Supplied},
};
use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

/// One version of a document in another archive.
#[derive(Debug)]
pub struct Holding {
    /// As [`Record::path`].
    pub path: String,
    /// Length of the original in bytes.
    pub size: u64,
    /// What the user supplied with it.
    pub supplied: Supplied,
    /// The container in which it was found.
    pub container: Option<Container>,
    /// Its file had vanished.
    pub absent: bool,
    /// A later version of the page is there.
    pub superseded: bool,
    /// Its bytes, or what was read in it where the archive does not keep them.
    pub content: Content,
}

/// What an archive kept of a document.
#[derive(Debug)]
pub enum Content {
    /// The bytes.
    Original(Vec<u8>),
    /// No bytes (the records came without).
    Record(Box<Record>),
    /// Bytes that cannot be unpacked.
    Damaged,
}

/// An archive opened to be read from.
pub struct Holdings {
    // Closed before the copy is removed.
    archive: Archive,
    _copy: Option<Copy>,
}

/// A copy made for the time of a run.
struct Copy(PathBuf);

impl Drop for Copy {
    fn drop(&mut self) {
        // The next run under the same name removes it.
        let _ = fs::remove_file(&self.0);
    }
}

impl Holdings {
    /// Opens the archive at `path`. One that is older than this program, or is going to be written meanwhile (`busy`), is
    /// copied to `copy` first, and brought up to date there.
    ///
    /// # Errors
    /// When it is no archive, newer than this program, or cannot be copied.
    pub fn open(path: &Path, busy: bool, copy: PathBuf) -> Result<Self> {
        if !busy && !Archive::is_older(path)? {
            return Ok(Self { archive: Archive::open_read_only(path)?, _copy: None });
        }
        let copy = Copy(copy);
        if copy.0.exists() {
            fs::remove_file(&copy.0).map_err(|e| Error::io(&copy.0, e))?;
        }
        Archive::copy(path, &copy.0)?;
        Ok(Self { archive: Archive::open_copy(&copy.0)?, _copy: Some(copy) })
    }

    /// Number of versions, and bytes of their originals.
    ///
    /// # Errors
    /// When the archive is damaged.
    pub fn size(&self) -> Result<(u64, u64)> {
        let number = |row: &rusqlite::Row<'_>, column| row.get::<_, i64>(column).map(i64::unsigned_abs);
        self.archive
            .connection()
            .query_row(sql!("holdings/size"), [], |row| Ok((number(row, 0)?, number(row, 1)?)))
            .map_err(|e| self.wrong(e))
    }

    /// Path and hash of every live document.
    ///
    /// # Errors
    /// When the archive is damaged.
    pub fn each_path(&self, mut see: impl FnMut(&str, &str)) -> Result<()> {
        let all = || -> rusqlite::Result<()> {
            let mut statement = self.archive.connection().prepare(sql!("holdings/paths"))?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                see(row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?);
            }
            Ok(())
        };
        let mut all = all;
        all().map_err(|e| self.wrong(e))
    }

    /// Every version, in order of the paths, the live version of a page last.
    ///
    /// # Errors
    /// When the archive is damaged.
    pub fn each(&self, give: &mut dyn FnMut(Holding) -> ControlFlow<()>) -> Result<()> {
        let mut all = || -> rusqlite::Result<()> {
            let connection = self.archive.connection();
            let mut statement = connection.prepare(sql!("holdings/documents"))?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                if give(holding(connection, row)?).is_break() {
                    break;
                }
            }
            Ok(())
        };
        all().map_err(|e| self.wrong(e))
    }

    fn wrong(&self, e: rusqlite::Error) -> Error {
        Error::sql(format!("reading {}", self.archive.path().display()), e)
    }
}

fn holding(c: &rusqlite::Connection, row: &rusqlite::Row<'_>) -> rusqlite::Result<Holding> {
    let packed: Option<(i64, Vec<u8>)> = row.get::<_, Option<i64>>(9)?.zip(row.get(10)?);
    let content = match packed {
        None => Content::Record(Box::new(read::reading(c, row.get(0)?)?)),
        Some((size, data)) => Packed::unpack(size.unsigned_abs(), &data).map_or(Content::Damaged, Content::Original),
    };
    Ok(Holding {
        path: row.get(1)?,
        size: row.get::<_, i64>(3)?.unsigned_abs(),
        supplied: read::supplied_at(row, 4)?,
        container: read::container_at(row, 5)?,
        absent: row.get(7)?,
        superseded: row.get(8)?,
        content,
    })
}
