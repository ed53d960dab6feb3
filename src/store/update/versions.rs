//! The versions of a page: which one is live, what happens to those that are not.

use super::{Change, Sql, Update};
use crate::{
    Error, Result,
    record::Record,
    store::{
        facts::facts,
        original::Packed,
        prints::PackedPrint,
        read,
        write::{self, Placement},
    },
};
use rusqlite::{Connection, OptionalExtension, named_params};

impl Update<'_> {
    /// Takes in a record, with the original if there is one. The record must be without [`super::problem`].
    ///
    /// # Errors
    /// When the archive cannot be written.
    pub fn put(&mut self, record: &Record, original: Option<&Packed>) -> Result<Option<Change>> {
        self.put_with(record, &PackedPrint::of(record), original)
    }

    /// As [`Update::put`], with `print` of the record that were made before.
    ///
    /// # Errors
    /// When the archive cannot be written.
    pub fn put_with(
        &mut self,
        record: &Record,
        print: &PackedPrint,
        original: Option<&Packed>,
    ) -> Result<Option<Change>> {
        let change = self
            .place(record, print, original, false)
            .map_err(|e| Error::sql(format!("storing {}", record.path), e))?;
        match change {
            Some(Change::Added) => self.counts.added += 1,
            Some(_) => self.counts.updated += 1,
            None => self.counts.unchanged += 1,
        }
        Ok(change)
    }

    /// `vanished`: the file is known to be gone, so that a mark of its absence stays.
    fn place(
        &self,
        record: &Record,
        print: &PackedPrint,
        original: Option<&Packed>,
        vanished: bool,
    ) -> Sql<Option<Change>> {
        let c = &self.transaction;
        c.prepare_cached(sql!("../rejects/delete"))?.execute(named_params! { ":path": record.path })?;
        let Some(live) = live(c, &record.path)? else {
            return self.add(record, print, original, Change::Added).map(Some);
        };
        if live.absent && !vanished {
            self.present(live.id, &record.path)?;
        }
        if live.sha256 != record.sha256 {
            self.supersede(live.id)?;
            return self.add(record, print, original, Change::Updated).map(Some);
        }
        if let Some(packed) = original {
            self.keep(&record.path, packed)?;
            let values = named_params! { ":id": live.id, ":original": record.path };
            c.prepare_cached(sql!("../documents/set_original"))?.execute(values)?;
        }
        let before = read::reading(c, live.id)?;
        if before == *record {
            c.prepare_cached(sql!("../documents/read_again"))?
                .execute(named_params! { ":id": live.id, ":read_by": self.reader })?;
            return Ok(None);
        }
        let reference = names_of(c, live.id)?.reference;
        let place = Placement {
            print,
            reference: &reference,
            original: None,
            run: self.run,
            read_by: &self.reader,
            live: true,
            filling: self.filling.as_ref(),
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
        print: &PackedPrint,
        original: Option<&Packed>,
        superseded: bool,
        absent: bool,
    ) -> Result<Option<Change>> {
        let adopt = || self.adopt_version(record, print, original, superseded, absent);
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
        print: &PackedPrint,
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
            return self.put_old(record, print, original, old);
        }
        let vanished = absent && live.as_ref().is_none_or(|l| l.absent || !same);
        let change = self.place(record, print, original, vanished)?;
        if vanished && change.is_some() {
            self.mark_absent(&record.path)?;
        }
        Ok(change)
    }

    /// Puts an old version of a page beside the live one, or reads one that is there again.
    fn put_old(
        &self,
        record: &Record,
        print: &PackedPrint,
        original: Option<&Packed>,
        old: Option<i64>,
    ) -> Sql<Option<Change>> {
        let c = &self.transaction;
        if let Some(id) = old {
            if read::reading(c, id)? == *record {
                return Ok(None);
            }
            let reference = names_of(c, id)?.reference;
            let place = Placement {
                print,
                reference: &reference,
                original: None,
                run: self.run,
                read_by: &self.reader,
                live: false,
                filling: None,
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
            print,
            reference: &reference,
            original: original.map(|_| name.as_str()),
            run: self.run,
            read_by: &self.reader,
            live: false,
            filling: None,
        };
        write::insert(c, record, &place)?;
        self.note(&reference, &record.path, Change::Superseded)?;
        Ok(Some(Change::Superseded))
    }

    fn add(&self, record: &Record, print: &PackedPrint, original: Option<&Packed>, change: Change) -> Sql<Change> {
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
            print,
            reference: &reference,
            original: kept,
            run: self.run,
            read_by: &self.reader,
            live: true,
            filling: self.filling.as_ref(),
        };
        let id = write::insert(c, record, &place)?;
        self.touch(id)?;
        self.note(&reference, &record.path, change)?;
        Ok(change)
    }

    pub(super) fn keep(&self, name: &str, packed: &Packed) -> Sql<()> {
        let size = i64::try_from(packed.size).unwrap_or(i64::MAX);
        let values = named_params! { ":name": name, ":sz": size, ":data": packed.data };
        self.transaction.prepare_cached(sql!("../sqlar/insert"))?.execute(values)?;
        Ok(())
    }

    fn supersede(&self, id: i64) -> Sql<()> {
        let c = &self.transaction;
        let text = names_of(c, id)?;
        self.leaving(id)?;
        write::unindex(c, id)?;
        write::unlink(c, id)?;
        c.prepare_cached(sql!("../documents/supersede"))?.execute(named_params! { ":id": id, ":run": self.run })?;
        if let Some(old) = &text.original {
            let new = format!("{}@{}", text.path, &text.sha256[..12]);
            c.prepare_cached(sql!("../sqlar/rename"))?.execute(named_params! { ":old": old, ":new": new })?;
            c.prepare_cached(sql!("../documents/set_original"))?
                .execute(named_params! { ":id": id, ":original": new })?;
        }
        self.note(&text.reference, &text.path, Change::Superseded)
    }

    pub(super) fn delete(&self, id: i64) -> Sql<()> {
        let c = &self.transaction;
        let text = names_of(c, id)?;
        self.leaving(id)?;
        write::erase(c, id)?;
        c.prepare_cached(sql!("../documents/delete"))?.execute(named_params! { ":id": id })?;
        if let Some(name) = &text.original {
            c.prepare_cached(sql!("../sqlar/delete"))?.execute(named_params! { ":name": name })?;
        }
        Ok(())
    }

    fn present(&self, id: i64, path: &str) -> Sql<()> {
        let c = &self.transaction;
        c.prepare_cached(sql!("../documents/mark_present"))?.execute(named_params! { ":id": id })?;
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

    pub(super) fn mark_absent(&self, path: &str) -> Sql<bool> {
        let c = &self.transaction;
        let Some(live) = live(c, path)?.filter(|l| !l.absent) else { return Ok(false) };
        c.prepare_cached(sql!("../documents/mark_absent"))?
            .execute(named_params! { ":id": live.id, ":run": self.run })?;
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
                .prepare_cached(sql!("../documents/versions"))?
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
    c.prepare_cached(sql!("../documents/version"))?.query_row(same, |row| row.get(0)).optional()
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
    c.prepare_cached(sql!("../documents/live"))?.query_row(named_params! { ":path": path }, read).optional()
}

pub(super) struct Names {
    pub(super) live: bool,
    pub(super) reference: String,
    pub(super) path: String,
    pub(super) original: Option<String>,
    pub(super) sha256: String,
}

pub(super) fn names_of(c: &Connection, id: i64) -> Sql<Names> {
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Names {
            live: row.get(0)?,
            reference: row.get(1)?,
            path: row.get(2)?,
            original: row.get(3)?,
            sha256: row.get(4)?,
        })
    };
    c.prepare_cached(sql!("../documents/names"))?.query_row(named_params! { ":id": id }, read)
}
