//! One run over an archive: everything that `build` or `load` changes, in one transaction.
//!
//! A page is known by its path. Same path and bytes: unchanged. Other bytes: the old version is kept, marked and taken
//! out of the indexes, the new one is added. A file that vanished is marked; only an explicit removal deletes.

use super::{
    Archive, READER, Stage, correct,
    derive::{self, Touched},
    facts::{Fact, FactKind, facts},
    guesses::Guesses,
    original::Packed,
    read,
    write::{self, Placement},
};
use crate::{
    Error, Result,
    corrections::Corrections,
    record::{Container, Record, Supplied, vocabulary},
};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, named_params};

use sha2::{Digest, Sha256};
use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap, HashSet},
};

vocabulary! {
    /// Why an input was passed over.
    RejectReason, "reject_reason" {
        Empty = "empty", "空文件", "no text in it";
        Binary = "binary", "非文本", "not text";
        TooLarge = "too-large", "过大", "larger than the limit";
        Unreadable = "unreadable", "无法读取", "could not be read";
        SymlinkLoop = "symlink-loop", "链接循环", "a link that leads back to its own folder";
        SpecialFile = "special-file", "特殊文件", "a device, pipe or socket";
        SamePath = "same-path", "路径重复", "another input has the same path";
        Damaged = "damaged", "损坏", "damaged or cut off";
        TooDeep = "too-deep", "嵌套过深", "a container in a container in a container";
        Failed = "failed", "处理失败", "the reader failed on it";
    }
}

vocabulary! {
    /// What a run did to a document or, of one that was read again, to a fact in it.
    Change, "change" {
        Added = "added", "新增", "added";
        Updated = "updated", "更新", "read again with another result, or a new version of the page";
        Superseded = "superseded", "被取代", "an old version, kept";
        Absent = "absent", "缺失", "its file was no longer there";
        Returned = "returned", "复现", "its file was there again";
        Removed = "removed", "删除", "removed";
    }
}

/// An input that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// As [`Record::path`].
    pub path: String,
    /// Why.
    pub reason: RejectReason,
    /// One English sentence, without paths of the machine.
    pub message: String,
}

/// What one run did, in documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UpdateCounts {
    /// New paths.
    pub added: u64,
    /// New versions of known paths, and documents that are read otherwise than before.
    pub updated: u64,
    /// As before.
    pub unchanged: u64,
    /// Newly marked as vanished.
    pub absent: u64,
    /// Removed on request.
    pub removed: u64,
    /// Inputs passed over.
    pub rejected: u64,
    /// Live documents in the archive after the run.
    pub documents: u64,
    /// Of these, documents in which neither event nor unit has a place.
    pub without_place: u64,
    /// Of these, documents of which neither event nor publication has a year.
    pub without_year: u64,
}

/// How a run ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finished {
    /// Documents added, updated, unchanged …
    pub counts: UpdateCounts,
    /// What each line of the corrections did; empty when it was done before and nothing changed since.
    pub corrected: Vec<String>,
}

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
    postponed: Vec<String>,
    /// While the archive was empty at the beginning.
    guesses: Option<RefCell<Guesses>>,
    /// What must be derived again; nothing is noted while all will be.
    touched: RefCell<Touched>,
    /// Paths and hashes of versions that another archive holds as old ones.
    replaced: HashSet<(String, String)>,
    /// Who is told what the run is doing.
    watch: Option<&'a dyn Fn(Stage)>,
}

type Sql<T> = rusqlite::Result<T>;
type Facts = BTreeMap<String, Fact>;

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
            Ok(Self {
                transaction,
                run,
                reader: reader.to_owned(),
                counts: UpdateCounts::default(),
                guesses: empty.then(RefCell::default),
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

    /// Takes in a record, with the original if there is one. The record must be without [`super::problem`].
    ///
    /// # Errors
    /// When the archive cannot be written.
    pub fn put(&mut self, record: &Record, original: Option<&Packed>) -> Result<Option<Change>> {
        let change =
            self.place(record, original, false).map_err(|e| Error::sql(format!("storing {}", record.path), e))?;
        match change {
            Some(Change::Added) => self.counts.added += 1,
            Some(_) => self.counts.updated += 1,
            None => self.counts.unchanged += 1,
        }
        Ok(change)
    }

    /// `vanished`: the file is known to be gone, so that a mark of its absence stays.
    fn place(&self, record: &Record, original: Option<&Packed>, vanished: bool) -> Sql<Option<Change>> {
        let c = &self.transaction;
        c.prepare_cached(sql!("rejects/delete"))?.execute(named_params! { ":path": record.path })?;
        let Some(live) = live(c, &record.path)? else {
            return self.add(record, original, Change::Added).map(Some);
        };
        if live.absent && !vanished {
            self.present(live.id, &record.path)?;
        }
        if live.sha256 != record.sha256 {
            self.supersede(live.id)?;
            return self.add(record, original, Change::Updated).map(Some);
        }
        if let Some(packed) = original {
            self.keep(&record.path, packed)?;
            let values = named_params! { ":id": live.id, ":original": record.path };
            c.prepare_cached(sql!("documents/set_original"))?.execute(values)?;
        }
        let before = read::reading(c, live.id)?;
        if before == *record {
            c.prepare_cached(sql!("documents/read_again"))?
                .execute(named_params! { ":id": live.id, ":read_by": self.reader })?;
            return Ok(None);
        }
        let reference = names_of(c, live.id)?.reference;
        let place = Placement {
            reference: &reference,
            original: None,
            run: self.run,
            read_by: &self.reader,
            live: true,
            guesses: self.guesses.as_ref(),
        };
        self.leaving(live.id)?;
        write::replace(c, live.id, record, &place)?;
        self.touch(live.id)?;
        self.note(&reference, &record.path, Change::Updated)?;
        self.note_facts(&facts(&before, &reference), &facts(record, &reference), &record.path)?;
        Ok(Some(Change::Updated))
    }

    /// Takes in a version of a document that another archive holds. Of two versions of a page the one that is
    /// `superseded` in either archive is the old one; else the one that was retrieved later, or else whose hash is
    /// greater, is live: the same in whatever order archives are joined. `absent`: its file had vanished there.
    ///
    /// # Errors
    /// When the archive cannot be written.
    pub fn adopt(
        &mut self,
        record: &Record,
        original: Option<&Packed>,
        superseded: bool,
        absent: bool,
    ) -> Result<Option<Change>> {
        let adopt = || self.adopt_version(record, original, superseded, absent);
        let change = adopt().map_err(|e| Error::sql(format!("storing {}", record.path), e))?;
        if superseded {
            self.replaced.insert((record.path.clone(), record.sha256.clone()));
        }
        match change {
            Some(Change::Added) => self.counts.added += 1,
            Some(Change::Superseded) => {}
            Some(_) => self.counts.updated += 1,
            None => self.counts.unchanged += 1,
        }
        Ok(change)
    }

    fn adopt_version(
        &self,
        record: &Record,
        original: Option<&Packed>,
        superseded: bool,
        absent: bool,
    ) -> Sql<Option<Change>> {
        let c = &self.transaction;
        let live = live(c, &record.path)?;
        let same = live.as_ref().is_some_and(|l| l.sha256 == record.sha256);
        let old = version(c, record)?.filter(|_| !same);
        let wins = match &live {
            _ if superseded => same,
            None => true,
            Some(_) if same => true,
            Some(live) => {
                let replaced = self.replaced.contains(&(record.path.clone(), live.sha256.clone()));
                match (replaced, old.is_some()) {
                    (true, false) => true,
                    (false, true) => false,
                    _ => {
                        let retrieved = record.document.retrieved_on.map(|d| d.to_string());
                        (retrieved, record.sha256.as_str()) > (live.retrieved_on.clone(), live.sha256.as_str())
                    }
                }
            }
        };
        if !wins {
            return self.put_old(record, original, old);
        }
        let vanished = absent && live.as_ref().is_none_or(|l| l.absent || !same);
        let change = self.place(record, original, vanished)?;
        if vanished && change.is_some() {
            self.mark_absent(&record.path)?;
        }
        Ok(change)
    }

    /// Puts an old version of a page beside the live one, or reads one that is there again.
    fn put_old(&self, record: &Record, original: Option<&Packed>, old: Option<i64>) -> Sql<Option<Change>> {
        let c = &self.transaction;
        if let Some(id) = old {
            if read::reading(c, id)? == *record {
                return Ok(None);
            }
            let reference = names_of(c, id)?.reference;
            let place = Placement {
                reference: &reference,
                original: None,
                run: self.run,
                read_by: &self.reader,
                live: false,
                guesses: None,
            };
            write::replace(c, id, record, &place)?;
            return Ok(Some(Change::Updated));
        }
        let name = format!("{}@{}", record.path, &record.sha256[..12]);
        if let Some(packed) = original {
            self.keep(&name, packed)?;
        }
        let reference = self.free_ref(record)?;
        let place = Placement {
            reference: &reference,
            original: original.map(|_| name.as_str()),
            run: self.run,
            read_by: &self.reader,
            live: false,
            guesses: None,
        };
        write::insert(c, record, &place)?;
        self.note(&reference, &record.path, Change::Superseded)?;
        Ok(Some(Change::Superseded))
    }

    fn add(&self, record: &Record, original: Option<&Packed>, change: Change) -> Sql<Change> {
        let c = &self.transaction;
        if let Some(old) = version(c, record)? {
            // The page went back to what it was: the old version lives again.
            self.delete(old)?;
        }
        if let Some(packed) = original {
            self.keep(&record.path, packed)?;
        }
        let reference = self.free_ref(record)?;
        let kept = original.map(|_| record.path.as_str());
        let place = Placement {
            reference: &reference,
            original: kept,
            run: self.run,
            read_by: &self.reader,
            live: true,
            guesses: self.guesses.as_ref(),
        };
        let id = write::insert(c, record, &place)?;
        self.touch(id)?;
        self.note(&reference, &record.path, change)?;
        Ok(change)
    }

    /// The plain ref, or the second form where another document of the same bytes has that.
    fn free_ref(&self, record: &Record) -> Sql<String> {
        let reference = document_ref(&record.sha256);
        let taken = named_params! { ":ref": reference };
        if self.transaction.prepare_cached(sql!("documents/ref_taken"))?.query_row(taken, |row| row.get(0))? {
            return Ok(copy_ref(&record.sha256, &record.path));
        }
        Ok(reference)
    }

    fn keep(&self, name: &str, packed: &Packed) -> Sql<()> {
        let size = i64::try_from(packed.size).unwrap_or(i64::MAX);
        let values = named_params! { ":name": name, ":sz": size, ":data": packed.data };
        self.transaction.prepare_cached(sql!("sqlar/insert"))?.execute(values)?;
        Ok(())
    }

    fn supersede(&self, id: i64) -> Sql<()> {
        let c = &self.transaction;
        let text = names_of(c, id)?;
        self.leaving(id)?;
        write::unindex(c, id)?;
        write::unlink(c, id)?;
        c.prepare_cached(sql!("documents/supersede"))?.execute(named_params! { ":id": id, ":run": self.run })?;
        if let Some(old) = &text.original {
            let new = format!("{}@{}", text.path, &text.sha256[..12]);
            c.prepare_cached(sql!("sqlar/rename"))?.execute(named_params! { ":old": old, ":new": new })?;
            c.prepare_cached(sql!("documents/set_original"))?.execute(named_params! { ":id": id, ":original": new })?;
        }
        self.note(&text.reference, &text.path, Change::Superseded)
    }

    fn delete(&self, id: i64) -> Sql<()> {
        let c = &self.transaction;
        let text = names_of(c, id)?;
        self.leaving(id)?;
        write::erase(c, id)?;
        c.prepare_cached(sql!("documents/delete"))?.execute(named_params! { ":id": id })?;
        if let Some(name) = &text.original {
            c.prepare_cached(sql!("sqlar/delete"))?.execute(named_params! { ":name": name })?;
        }
        Ok(())
    }

    fn present(&self, id: i64, path: &str) -> Sql<()> {
        let c = &self.transaction;
        c.prepare_cached(sql!("documents/mark_present"))?.execute(named_params! { ":id": id })?;
        self.note(&names_of(c, id)?.reference, path, Change::Returned)
    }

    /// Counts a document whose path and bytes are as before.
    ///
    /// # Errors
    /// When the archive cannot be written.
    pub fn unchanged(&mut self, path: &str, was_absent: bool) -> Result<()> {
        self.counts.unchanged += 1;
        if !was_absent {
            return Ok(());
        }
        let back = || match live(&self.transaction, path)? {
            Some(live) => self.present(live.id, path),
            None => Ok(()),
        };
        back().map_err(|e| Error::sql(format!("marking {path}"), e))
    }

    /// Marks a document whose file vanished.
    ///
    /// # Errors
    /// When the archive cannot be written.
    pub fn absent(&mut self, path: &str) -> Result<()> {
        let mark = self.mark_absent(path).map_err(|e| Error::sql(format!("marking {path}"), e))?;
        self.counts.absent += u64::from(mark);
        Ok(())
    }

    fn mark_absent(&self, path: &str) -> Sql<bool> {
        let c = &self.transaction;
        let Some(live) = live(c, path)?.filter(|l| !l.absent) else { return Ok(false) };
        c.prepare_cached(sql!("documents/mark_absent"))?.execute(named_params! { ":id": live.id, ":run": self.run })?;
        self.note(&names_of(c, live.id)?.reference, path, Change::Absent)?;
        Ok(true)
    }

    /// Removes a document with all its versions and originals.
    ///
    /// # Errors
    /// When the archive cannot be written.
    pub fn remove(&mut self, path: &str) -> Result<()> {
        let remove = || -> Sql<()> {
            let c = &self.transaction;
            let versions: Vec<i64> = c
                .prepare_cached(sql!("documents/versions"))?
                .query_map(named_params! { ":path": path }, |row| row.get(0))?
                .collect::<Sql<_>>()?;
            for id in versions {
                self.note(&names_of(c, id)?.reference, path, Change::Removed)?;
                self.delete(id)?;
            }
            Ok(())
        };
        remove().map_err(|e| Error::sql(format!("removing {path}"), e))?;
        self.counts.removed += 1;
        Ok(())
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

    /// Gives what the corrections did, line by line.
    fn derive(&mut self, corrections: Option<&Corrections>) -> Result<Vec<String>> {
        self.tell(Stage::Indexing);
        for sql in std::mem::take(&mut self.postponed) {
            self.transaction.execute_batch(&sql).map_err(|e| Error::sql("making the indexes", e))?;
        }
        self.settle_refs().map_err(|e| Error::sql("numbering identical documents", e))?;
        let sql = |e| Error::sql("looking for the last run", e);
        let mark = corrections.filter(|c| !c.lines.is_empty()).map(mark_of);
        let same = self.last_corrections().map_err(sql)? == mark;
        let values = named_params! { ":run": self.run, ":corrections": mark };
        self.execute("noting the corrections", sql!("correct/applied"), values)?;
        if same && !self.evidence_changed().map_err(sql)? {
            return Ok(vec![]);
        }
        let corrected = mark.is_some() || !same;
        let restored =
            correct::restore(&self.transaction).map_err(|e| Error::sql("taking corrections back", e))? || corrected;
        let none = Corrections::default();
        let applied = correct::apply(&self.transaction, corrections.unwrap_or(&none))?;
        let touched = self.only_touched(restored).map_err(sql)?;
        derive::derive(&self.transaction, &applied.entities, touched, &|stage| self.tell(stage))?;
        Ok(applied.lines)
    }

    /// Notes what a document's evidence belongs to, before it goes.
    fn leaving(&self, id: i64) -> Sql<()> {
        self.touched.borrow_mut().left += 1;
        self.touch(id)
    }

    /// Notes what a document's evidence belongs to, after it came.
    fn touch(&self, id: i64) -> Sql<()> {
        if self.guesses.is_some() {
            return Ok(());
        }
        self.touched.borrow_mut().document(&self.transaction, id)
    }

    /// What is to be derived again; `None` for all: in a fresh archive, where corrections take part, after another version of
    /// the program, and where so much changed that looking for the rest would not pay.
    fn only_touched(&self, corrected: bool) -> Sql<Option<Touched>> {
        if corrected || self.guesses.is_some() || self.derived_by_another()? {
            return Ok(None);
        }
        let touched = self.touched.take();
        let live: i64 =
            self.transaction.prepare_cached(sql!("documents/count_live"))?.query_row([], |row| row.get(0))?;
        let many = i64::try_from(touched.documents.len()).unwrap_or(i64::MAX).saturating_mul(2) > live;
        Ok((!many).then_some(touched))
    }

    /// Mark of the corrections that the last run applied; `None` for none.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub fn corrected_before(&self) -> Result<Option<String>> {
        self.last_corrections().map_err(|e| Error::sql("looking for the last run", e))
    }

    fn last_corrections(&self) -> Sql<Option<String>> {
        let last = named_params! { ":run": self.run };
        let last = self.transaction.prepare_cached(sql!("correct/last"))?.query_row(last, |row| row.get(0)).optional();
        Ok(last?.flatten())
    }

    /// Whether the entities must be derived anew: evidence came or went, another version of the program derived them, or
    /// nothing is counted yet since the archive is from before the counts.
    fn evidence_changed(&self) -> Sql<bool> {
        let c = &self.counts;
        if c.added + c.updated + c.removed > 0 {
            return Ok(true);
        }
        Ok(self.derived_by_another()? || derive::is_uncounted(&self.transaction)?)
    }

    fn derived_by_another(&self) -> Sql<bool> {
        let last = named_params! { ":run": self.run };
        let version: Option<String> =
            self.transaction.prepare_cached(sql!("runs/last_version"))?.query_row(last, |row| row.get(0)).optional()?;
        Ok(version.as_deref() != Some(READER))
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
        Ok(())
    }

    /// Of identical documents the one with the least path bears the plain ref, whatever the order in which they came.
    fn settle_refs(&self) -> Sql<()> {
        let c = &self.transaction;
        let rows: Vec<(String, i64, String, String)> = c
            .prepare_cached(sql!("documents/identical"))?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
            .collect::<Sql<_>>()?;
        for group in rows.chunk_by(|a, b| a.0 == b.0) {
            let wanted = |i: usize| {
                let (sha256, _, _, path) = &group[i];
                if i == 0 { document_ref(sha256) } else { copy_ref(sha256, path) }
            };
            if (0..group.len()).all(|i| group[i].2 == wanted(i)) {
                continue;
            }
            // Copies first, so that the plain ref is free for its owner.
            for i in (0..group.len()).rev().filter(|&i| group[i].2 != wanted(i)) {
                self.rename(group[i].1, &wanted(i))?;
            }
        }
        Ok(())
    }

    fn rename(&self, id: i64, reference: &str) -> Sql<()> {
        let record = read::reading(&self.transaction, id)?;
        let live = names_of(&self.transaction, id)?.live;
        let place = Placement { reference, original: None, run: self.run, read_by: &self.reader, live, guesses: None };
        self.leaving(id)?;
        write::replace(&self.transaction, id, &record, &place)?;
        self.touch(id)
    }

    /// Notes a change of a document as a whole.
    fn note(&self, reference: &str, path: &str, change: Change) -> Sql<()> {
        self.note_change(reference, path, FactKind::Document, change, (None, None))
    }

    /// Notes what came, went or reads differently in a document that was read again.
    fn note_facts(&self, before: &Facts, after: &Facts, path: &str) -> Sql<()> {
        for (reference, fact) in before {
            match after.get(reference) {
                Some(now) if now == fact => {}
                Some(now) => {
                    let texts = (Some(fact.text.as_str()), Some(now.text.as_str()));
                    self.note_change(reference, path, fact.kind, Change::Updated, texts)?;
                }
                None => {
                    let texts = (Some(fact.text.as_str()), None);
                    self.note_change(reference, path, fact.kind, Change::Removed, texts)?;
                }
            }
        }
        for (reference, fact) in after.iter().filter(|(r, _)| !before.contains_key(*r)) {
            self.note_change(reference, path, fact.kind, Change::Added, (None, Some(&fact.text)))?;
        }
        Ok(())
    }

    fn note_change(
        &self,
        reference: &str,
        path: &str,
        kind: FactKind,
        change: Change,
        (before, after): (Option<&str>, Option<&str>),
    ) -> Sql<()> {
        self.transaction.prepare_cached(sql!("run_changes/insert"))?.execute(named_params! {
            ":run_id": self.run, ":ref": reference, ":path": path, ":kind": kind.code(), ":change": change.code(),
            ":before": before, ":after": after,
        })?;
        Ok(())
    }

    fn execute(&self, doing: &str, statement: &str, values: &[(&str, &dyn rusqlite::ToSql)]) -> Result<()> {
        let run = || self.transaction.prepare_cached(statement)?.execute(values);
        run().map(|_| ()).map_err(|e| Error::sql(doing, e))
    }
}

fn is_empty(c: &Connection) -> Sql<bool> {
    c.query_row(sql!("documents/none"), [], |row| row.get(0))
}

/// Drops the indexes of the evidence tables that nothing needs while an empty archive is filled; gives the statements that
/// make them again.
fn postpone_indexes(c: &Connection) -> Sql<Vec<String>> {
    let found: Vec<(String, String)> = c
        .prepare(sql!("evidence/indexes"))?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Sql<_>>()?;
    for (name, _) in &found {
        // A name out of our own schema.
        c.execute_batch(&format!("DROP INDEX \"{name}\""))?;
    }
    Ok(found.into_iter().map(|(_, sql)| sql).collect())
}

/// What tells one set of corrections from another.
fn mark_of(corrections: &Corrections) -> String {
    let hash = Sha256::digest(format!("{:?}", corrections.lines));
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// First part of every ref of a document: 64 bits of its hash, enough to tell a million documents apart.
fn document_ref(sha256: &str) -> String {
    sha256.chars().take(16).collect()
}

/// The same for a document of whose bytes there are several: its path takes part.
fn copy_ref(sha256: &str, path: &str) -> String {
    let hash = Sha256::new().chain_update(sha256).chain_update([0]).chain_update(path).finalize();
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

struct Live {
    id: i64,
    sha256: String,
    absent: bool,
    retrieved_on: Option<String>,
}

/// The version of the record's page that has its bytes.
fn version(c: &Connection, record: &Record) -> Sql<Option<i64>> {
    let same = named_params! { ":path": record.path, ":sha256": record.sha256 };
    c.prepare_cached(sql!("documents/version"))?.query_row(same, |row| row.get(0)).optional()
}

fn live(c: &Connection, path: &str) -> Sql<Option<Live>> {
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Live {
            id: row.get(0)?,
            sha256: row.get(1)?,
            absent: row.get::<_, Option<i64>>(2)?.is_some(),
            retrieved_on: row.get(3)?,
        })
    };
    c.prepare_cached(sql!("documents/live"))?.query_row(named_params! { ":path": path }, read).optional()
}

struct Names {
    live: bool,
    reference: String,
    path: String,
    original: Option<String>,
    sha256: String,
}

fn names_of(c: &Connection, id: i64) -> Sql<Names> {
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Names {
            live: row.get(0)?,
            reference: row.get(1)?,
            path: row.get(2)?,
            original: row.get(3)?,
            sha256: row.get(4)?,
        })
    };
    c.prepare_cached(sql!("documents/names"))?.query_row(named_params! { ":id": id }, read)
}
