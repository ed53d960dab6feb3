//! Opening archives: for reading, for an update in place, or a fresh one beside its target.

use super::{Stop, describe, schema};
use crate::{Error, Result};
use rusqlite::{Connection, OpenFlags};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Three documents of usual length fit in a page of 16 KB, where smaller pages waste two fifths or chain overflow pages.
const LARGE_PAGES: u32 = 16384;

/// A hundred tables and indexes take a page each, however little is in them: a small archive has small pages.
const SMALL_PAGES: u32 = 4096;

/// Bytes of input below which an archive is small.
const SMALL_INPUT: u64 = 8 << 20;

/// Pages kept in memory, as `PRAGMA cache_size` counts them: 64 MB, whatever the size of a page.
const CACHE: i32 = -65536;

/// The same while a fresh archive is written: rows come in order, so that few pages are met twice.
const FRESH_CACHE: i32 = -16384;

/// Steps of SQLite's virtual machine between two looks at [`Stop`]: a millisecond or two.
const STEPS_BETWEEN_LOOKS: i32 = 50_000;

/// An open archive.
pub struct Archive {
    connection: Connection,
    path: PathBuf,
    backup: Option<PathBuf>,
    untouched: bool,
}

impl Archive {
    /// Opens an archive for reading; nothing in it can be changed through this connection.
    ///
    /// # Errors
    /// When there is no such file, it is no archive, or it is older or newer than this program.
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        exists(path)?;
        undo_broken_off(path);
        let connection = open(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        schema::recognise(&connection, path)?;
        // SQLite's own two megabytes are little for a question about the whole archive.
        connection.pragma_update(None, "cache_size", CACHE).map_err(|e| Error::sql("opening the archive", e))?;
        let archive = Self { connection, path: path.to_path_buf(), backup: None, untouched: false };
        if schema::of(&archive.connection)? < schema::version() {
            let name = path.display();
            let problem = format!(
                "was made by an older huiyao; `huiyao build {name} -o {name}` brings it up to date and keeps a copy of it as it is"
            );
            return Err(Error::Archive { path: path.to_path_buf(), problem });
        }
        Ok(archive)
    }

    /// Opens an archive for an update, bringing an older schema up to date; makes an empty one where there is none.
    ///
    /// # Errors
    /// When the file is no archive, newer than this program, or cannot be written.
    pub fn open_or_create(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        if !path.exists() {
            return Self::create(path, SMALL_PAGES);
        }
        // What a fresh build that died left beside it; one that is still running keeps its file.
        let _ = beside(path).and_then(|unfinished| clear_leftover(&unfinished));
        let mut connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        schema::recognise(&connection, path)?;
        set_up(&connection)?;
        let backup = backed_up(&connection, path)?;
        schema::migrate(&mut connection, path)?;
        describe::refresh(&connection)?;
        Ok(Self { connection, path: path.to_path_buf(), backup, untouched: false })
    }

    /// Whether the file at `path` looks like an archive of this program, of whatever version.
    pub fn is_archive(path: impl AsRef<Path>) -> bool {
        use io::Read;
        let mut head = [0u8; 100];
        let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut head));
        // Bytes 68 to 71 of a SQLite file are its application_id.
        read.is_ok() && head.starts_with(b"SQLite format 3\0") && head[68..72] == schema::APPLICATION_ID.to_be_bytes()
    }

    /// Copies the archive at `from`, of whatever older version, to `to`.
    ///
    /// # Errors
    /// When it cannot be read or there is no room.
    pub fn copy(from: &Path, to: &Path) -> Result<()> {
        let connection = open(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        schema::recognise(&connection, from)?;
        connection.backup("main", to, None).map_err(|e| Error::sql(format!("copying {}", from.display()), e))
    }

    /// Opens a copy of an archive that nobody will miss: brought up to date without a copy of the copy.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn open_copy(path: &Path) -> Result<Self> {
        let mut connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        set_up(&connection)?;
        schema::migrate(&mut connection, path)?;
        Ok(Self { connection, path: path.to_path_buf(), backup: None, untouched: false })
    }

    /// Whether the archive at `path` has an older schema, so that opening it for an update would change it.
    ///
    /// # Errors
    /// When the file is no archive or newer than this program.
    pub fn is_older(path: impl AsRef<Path>) -> Result<bool> {
        let path = path.as_ref();
        let connection = open(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        schema::recognise(&connection, path)?;
        Ok(schema::of(&connection)? < schema::version())
    }

    fn create(path: &Path, page_size: u32) -> Result<Self> {
        let mut connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        connection.pragma_update(None, "page_size", page_size).map_err(|e| Error::sql("creating the archive", e))?;
        set_up(&connection)?;
        schema::migrate(&mut connection, path)?;
        describe::refresh(&connection)?;
        Ok(Self { connection, path: path.to_path_buf(), backup: None, untouched: false })
    }

    /// Breaks off whatever statement is running when `stop` is asked for.
    ///
    /// # Errors
    /// When SQLite takes no handler.
    pub fn heed(&self, stop: &Stop) -> Result<()> {
        let stop = stop.clone();
        let handler = self.connection.progress_handler(STEPS_BETWEEN_LOOKS, Some(move || stop.is_asked()));
        handler.map_err(|e| Error::sql("preparing to be stopped", e))
    }

    /// The connection, for queries.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Whether it is empty and through this connection nothing was done with its virtual tables before it was given out.
    pub(super) fn is_untouched(&self) -> bool {
        self.untouched
    }

    /// Where the archive is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The copy that was made before an older schema was brought up to date; `None` when it was the present one.
    pub fn backup(&self) -> Option<&Path> {
        self.backup.as_deref()
    }
}

/// An archive being made beside its target; [`Fresh::finish`] puts it in place, dropping it removes it.
pub struct Fresh {
    archive: Archive,
    target: PathBuf,
    temporary: Unfinished,
}

/// Copies an archive of an older schema to `NAME.schema-N` before anything in it is changed. What stands there already is
/// such a copy, since no archive goes back to an older schema, and stays.
fn backed_up(connection: &Connection, path: &Path) -> Result<Option<PathBuf>> {
    let version = schema::of(connection)?;
    if version >= schema::version() {
        return Ok(None);
    }
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".schema-{version}"));
    let backup = PathBuf::from(name);
    if !backup.exists() {
        // Copied beside and renamed, so that a copy that stands is whole.
        let unfinished = Unfinished(beside(&backup)?);
        clear_leftover(&unfinished.0)?;
        connection.backup("main", &unfinished.0, None).map_err(|e| {
            Error::sql(format!("copying the archive to {} before changing its schema", backup.display()), e)
        })?;
        sync(&unfinished.0).map_err(|e| Error::io(&unfinished.0, e))?;
        fs::rename(&unfinished.0, &backup).map_err(|e| Error::io(&backup, e))?;
    }
    Ok(Some(backup))
}

/// The file under construction, removed unless it was renamed.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Nothing can be done about a file that does not go away; the next build removes it.
        let _ = fs::remove_file(&self.0);
    }
}

impl Fresh {
    /// Begins an archive of about `expected` bytes of input (`None`: not known) that will stand at `target`. What an
    /// earlier build left behind when it died is removed.
    ///
    /// # Errors
    /// When the folder cannot be written, or another build of the same target is running.
    pub fn begin(target: impl AsRef<Path>, expected: Option<u64>) -> Result<Self> {
        let target = target.as_ref().to_path_buf();
        let temporary = beside(&target)?;
        clear_leftover(&temporary)?;
        clear_journals(&target)?;
        // From here on what is begun is removed again when it fails.
        let temporary = Unfinished(temporary);
        let page_size = if expected.is_some_and(|bytes| bytes < SMALL_INPUT) { SMALL_PAGES } else { LARGE_PAGES };
        drop(Archive::create(&temporary.0, page_size)?);
        let connection = open(&temporary.0, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        set_up(&connection)?;
        let archive = Archive { connection, path: temporary.0.clone(), backup: None, untouched: true };
        // The file is worth nothing until it is renamed: no journal, and one sync at the end.
        // References are right by construction, and `check` looks at them; sorting for indexes may need more than memory.
        let quick = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; \
                     PRAGMA foreign_keys = OFF; PRAGMA temp_store = FILE;";
        let set = archive.connection.execute_batch(quick);
        set.and_then(|()| archive.connection.pragma_update(None, "cache_size", FRESH_CACHE))
            .map_err(|e| Error::sql("preparing the new archive", e))?;
        Ok(Self { archive, target, temporary })
    }

    /// The archive under construction.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// Closes, syncs and renames the new archive over its target.
    ///
    /// # Errors
    /// When the disk refuses; then the target is as it was.
    pub fn finish(self) -> Result<()> {
        let Self { archive, target, temporary } = self;
        let rest = archive.connection.execute_batch("PRAGMA journal_mode = DELETE;");
        rest.map_err(|e| Error::sql("closing the new archive", e))?;
        archive.connection.close().map_err(|(_, e)| Error::sql("closing the new archive", e))?;
        sync(&temporary.0).map_err(|e| Error::io(&temporary.0, e))?;
        fs::rename(&temporary.0, &target).map_err(|e| Error::io(&target, e))?;
        // Makes the rename itself durable; some file systems cannot, and lose nothing by it.
        let _ = target.parent().map(|folder| sync(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }));
        Ok(())
    }
}

fn sync(path: &Path) -> io::Result<()> {
    fs::File::open(path)?.sync_all()
}

/// Name of the unfinished archive: hidden, in the same folder so that renaming is one step, the same for every build of
/// this target so that leftovers never pile up.
fn beside(target: &Path) -> Result<PathBuf> {
    let Some(name) = target.file_name() else {
        return Err(Error::Request(format!(
            "{} names no file; give the archive a name such as archive.db",
            target.display()
        )));
    };
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(".unfinished");
    Ok(target.with_file_name(hidden))
}

/// Removes the journal of an archive that is no longer there: SQLite would take it for that of the new one, and restore
/// pages of the old into it.
fn clear_journals(target: &Path) -> Result<()> {
    for ending in ["-journal", "-wal", "-shm"] {
        let mut name = target.as_os_str().to_owned();
        name.push(ending);
        let journal = PathBuf::from(name);
        if !target.exists() && journal.exists() {
            fs::remove_file(&journal).map_err(|e| Error::io(&journal, e))?;
        }
    }
    Ok(())
}

/// Removes what a build that died left at `temporary`, with its journal: SQLite deletes a journal only if there is something
/// in it to restore.
fn clear_leftover(temporary: &Path) -> Result<()> {
    if !temporary.exists() {
        return clear_journals(temporary);
    }
    if let Ok(connection) = Connection::open_with_flags(temporary, OpenFlags::SQLITE_OPEN_READ_WRITE) {
        let free = connection.execute_batch("BEGIN EXCLUSIVE; ROLLBACK;");
        if free.is_err_and(|e| e.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)) {
            let problem = "another huiyao is building this archive; wait until it is done".into();
            return Err(Error::Archive { path: temporary.to_path_buf(), problem });
        }
    }
    fs::remove_file(temporary).map_err(|e| Error::io(temporary, e))?;
    clear_journals(temporary)
}

/// An update that was killed leaves its journal, out of which SQLite restores the archive as it was; but not through a
/// connection that only reads. Where that cannot be done, opening will say so.
fn undo_broken_off(path: &Path) {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    if Path::new(&journal).exists()
        && let Ok(connection) = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    {
        let _ = connection.pragma_query_value(None, "schema_version", |row| row.get::<_, i64>(0));
    }
}

fn exists(path: &Path) -> Result<()> {
    fs::metadata(path).map(|_| ()).map_err(|e| Error::io(path, e))
}

fn open(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)
        .map_err(|e| Error::Archive { path: path.to_path_buf(), problem: format!("cannot be opened: {e}") })?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

fn set_up(connection: &Connection) -> Result<()> {
    // What the vocabularies and spans of a row may be follows from the types of a record and from
    // `valid`; to ask SQLite again, which builds a table of the codes for every row, takes longer than to write it.
    // `integrity_check`, with which `check` begins, asks.
    let pragmas = "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA ignore_check_constraints = ON;";
    let set = connection.pragma_update(None, "cache_size", CACHE).and_then(|()| connection.execute_batch(pragmas));
    set.map_err(|e| Error::sql("opening the archive", e))
}
