//! One run over an archive: everything that `build` or `load` changes, in one transaction.
//!
//! A page is known by its path. Same path and bytes: unchanged. Other bytes: the old version is kept, marked and taken
//! out of the indexes, the new one is added. A file that vanished is marked; only an explicit removal deletes.

mod changes;
mod deriving;
mod outcome;
mod refs;
mod versions;

pub use outcome::{Change, Finished, Reject, RejectReason, UpdateCounts};

use super::{
    Archive, READER, Stage,
    derive::{self, Touched},
    index::Index,
    read, seal,
    write::Filling,
};
use crate::{
    Error, Result,
    corrections::Corrections,
    record::{Container, Supplied},
};
use rusqlite::{Connection, Transaction, TransactionBehavior, named_params};
use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
};

/// A document that the archive already holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Hash of its bytes.
    pub sha256: String,
    /// Read by this version of the reader.
    pub current: bool,
    /// Read with words of the user.
    pub with_lexicon: bool,
    /// Marked as vanished.
    pub absent: bool,
    /// What the user supplied with it.
    pub supplied: Supplied,
    /// The container in which it was found.
    pub container: Option<Container>,
}

/// A run in progress. Dropping it undoes everything.
pub struct Update<'a> {
    transaction: Transaction<'a>,
    run: i64,
    reader: String,
    counts: UpdateCounts,
    /// Indexes of an archive that was empty: made when all rows are in, which is cheaper than row by row.
    postponed: Vec<Postponed>,
    /// While the archive was empty at the beginning.
    filling: Option<Filling>,
    /// What must be derived again; nothing is noted while all will be.
    touched: RefCell<Touched>,
    /// Paths and hashes of versions that another archive holds as old ones.
    replaced: HashSet<(String, String)>,
    /// Who is told what the run is doing.
    watch: Option<&'a dyn Fn(Stage)>,
}

type Sql<T> = rusqlite::Result<T>;

impl<'a> Update<'a> {
    /// Begins a run of `command` (`build`, `load`). `now` is kept in `runs` and nowhere else. `reader` (the program's version
    /// and the mark of its lexicon) is kept with every document; a document read by another one is read again.
    ///
    /// # Errors
    /// When another program writes the archive, or the disk refuses.
    pub fn begin(archive: &'a Archive, command: &str, reader: &str, now: &str) -> Result<Self> {
        let begin = || -> Sql<Self> {
            let transaction = Transaction::new_unchecked(archive.connection(), TransactionBehavior::Immediate)?;
            let values = named_params! { ":command": command, ":started_at": now, ":version": READER };
            transaction.prepare_cached(sql!("runs/begin"))?.execute(values)?;
            let run = transaction.last_insert_rowid();
            let empty = is_empty(&transaction)?;
            let postponed = if empty { postpone_indexes(&transaction)? } else { vec![] };
            if !empty {
                derive::watch(&transaction)?;
            }
            let filling = empty.then(Filling::default);
            if let Some(filling) = filling.as_ref().filter(|_| archive.is_untouched()) {
                filling.index.replace(Some(Index::new(&transaction)?));
            }
            Ok(Self {
                transaction,
                run,
                reader: reader.to_owned(),
                counts: UpdateCounts::default(),
                filling,
                touched: RefCell::default(),
                replaced: HashSet::new(),
                postponed,
                watch: None,
            })
        };
        begin().map_err(|e| match e.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy) => Error::Archive {
                path: archive.path().to_path_buf(),
                problem: "is being used by another program; close it and try again".into(),
            },
            _ => Error::sql("beginning the update", e),
        })
    }

    /// Has `watch` told what the run is doing after the documents are in.
    pub fn watched(&mut self, watch: &'a dyn Fn(Stage)) {
        self.watch = Some(watch);
    }

    fn tell(&self, stage: Stage) {
        if let Some(watch) = self.watch {
            watch(stage);
        }
    }

    /// All live documents by path.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn known(&self) -> Result<HashMap<String, Known>> {
        let known = || -> Sql<HashMap<String, Known>> {
            let mut statement = self.transaction.prepare_cached(sql!("documents/all_live"))?;
            let rows = statement.query_map([], |row| {
                let read_by: String = row.get(2)?;
                let known = Known {
                    sha256: row.get(1)?,
                    current: read_by == self.reader,
                    with_lexicon: read_by.contains('+'),
                    absent: row.get(3)?,
                    supplied: read::supplied_at(row, 4)?,
                    container: read::container_at(row, 5)?,
                };
                Ok((row.get(0)?, known))
            })?;
            rows.collect()
        };
        known().map_err(|e| Error::sql("reading what the archive holds", e))
    }

    /// Forgets what was rejected below `root` in earlier runs.
    ///
    /// # Errors
    /// When the archive cannot be written.
    pub fn forget_rejects(&self, root: &str) -> Result<()> {
        self.execute("forgetting rejects", sql!("rejects/forget"), named_params! { ":root": root })
    }

    /// Keeps an input that was passed over.
    ///
    /// # Errors
    /// When the archive cannot be written.
    pub fn reject(&mut self, reject: &Reject) -> Result<()> {
        self.counts.rejected += 1;
        let values = named_params! { ":run_id": self.run, ":path": reject.path, ":reason": reject.reason.code(), ":message": reject.message };
        self.execute("noting a reject", sql!("rejects/insert"), values)
    }

    /// Applies `corrections`, derives the entities, closes the run and makes everything permanent.
    ///
    /// # Errors
    /// When a correction fits nothing, or the disk refuses; then the archive is as it was before [`Update::begin`].
    pub fn finish(mut self, corrections: Option<&Corrections>, now: &str) -> Result<Finished> {
        let corrected = self.derive(corrections)?;
        self.tell(Stage::Closing);
        self.close(now).map_err(|e| Error::sql("closing the run", e))?;
        self.transaction.commit().map_err(|e| Error::sql("writing the archive", e))?;
        Ok(Finished { counts: self.counts, corrected })
    }

    /// Counts what [`Update::finish`] would do, and undoes everything.
    ///
    /// # Errors
    /// As [`Update::finish`].
    pub fn rehearse(mut self, corrections: Option<&Corrections>) -> Result<Finished> {
        let corrected = if corrections.is_some() { self.derive(corrections)? } else { vec![] };
        self.close("").map_err(|e| Error::sql("counting", e))?;
        Ok(Finished { counts: self.counts, corrected })
    }

    fn close(&mut self, now: &str) -> Sql<()> {
        let count = |row: &rusqlite::Row<'_>, column| row.get::<_, i64>(column).map(i64::unsigned_abs);
        let c = &self.transaction;
        self.counts.documents = c.prepare_cached(sql!("documents/count_live"))?.query_row([], |row| count(row, 0))?;
        (self.counts.without_place, self.counts.without_year) = c
            .prepare_cached(sql!("documents/without_place_or_year"))?
            .query_row([], |row| Ok((count(row, 0)?, count(row, 1)?)))?;
        let signed = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        c.prepare_cached(sql!("runs/finish"))?.execute(named_params! {
            ":id": self.run,
            ":finished_at": now,
            ":added": signed(self.counts.added),
            ":updated": signed(self.counts.updated),
            ":unchanged": signed(self.counts.unchanged),
            ":absent": signed(self.counts.absent),
            ":removed": signed(self.counts.removed),
            ":rejected": signed(self.counts.rejected),
            ":documents": signed(self.counts.documents),
        })?;
        seal::seal(c)
    }

    fn execute(&self, doing: &str, statement: &str, values: &[(&str, &dyn rusqlite::ToSql)]) -> Result<()> {
        let run = || self.transaction.prepare_cached(statement)?.execute(values);
        run().map(|_| ()).map_err(|e| Error::sql(doing, e))
    }
}

/// An index that is made later.
struct Postponed {
    /// The statement that makes it.
    statement: String,
    /// Links to entities are what it sorts: a million of them written into it one by one take longer than all else that is
    /// done with them.
    of_links: bool,
}

fn is_empty(c: &Connection) -> Sql<bool> {
    c.query_row(sql!("documents/none"), [], |row| row.get(0))
}

/// Drops the indexes of the evidence tables that nothing needs while an empty archive is filled; gives the statements that
/// make them again.
fn postpone_indexes(c: &Connection) -> Sql<Vec<Postponed>> {
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, Postponed { statement: row.get(1)?, of_links: row.get(2)? }));
    let found: Vec<(String, Postponed)> =
        c.prepare(sql!("evidence/indexes"))?.query_map([], read)?.collect::<Sql<_>>()?;
    for (name, _) in &found {
        // A name out of our own schema.
        c.execute_batch(&format!("DROP INDEX \"{name}\""))?;
    }
    Ok(found.into_iter().map(|(_, index)| index).collect())
}
