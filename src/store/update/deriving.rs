//! When the entities are derived again, and how much of them.

use super::{Sql, Update};
use crate::{
    Error, Result,
    corrections::Corrections,
    store::{
        READER, Stage, correct,
        derive::{self, Touched},
    },
};
use rusqlite::{OptionalExtension, named_params};
use sha2::{Digest, Sha256};

impl Update<'_> {
    /// Gives what the corrections did, line by line.
    pub(super) fn derive(&mut self, corrections: Option<&Corrections>) -> Result<Vec<String>> {
        self.tell(Stage::Indexing);
        self.close_index().map_err(|e| Error::sql("writing the full-text indexes", e))?;
        // A million entities were guessed, and all documents are in.
        self.filling.iter().for_each(|filling| drop(filling.guesses.take()));
        self.make_indexes(false)?;
        self.settle_refs().map_err(|e| Error::sql("numbering identical documents", e))?;
        let sql = |e| Error::sql("looking for the last run", e);
        let mark = corrections.filter(|c| !c.lines.is_empty()).map(mark_of);
        let same = self.last_corrections().map_err(sql)? == mark;
        let values = named_params! { ":run": self.run, ":corrections": mark };
        self.execute("noting the corrections", sql!("../correct/applied"), values)?;
        if same && !self.evidence_changed().map_err(sql)? {
            return self.make_indexes(true).map(|()| vec![]);
        }
        let corrected = mark.is_some() || !same;
        let restored =
            correct::restore(&self.transaction).map_err(|e| Error::sql("taking corrections back", e))? || corrected;
        let none = Corrections::default();
        let applied = correct::apply(&self.transaction, corrections.unwrap_or(&none))?;
        let touched = self.only_touched(restored).map_err(sql)?;
        let linked = || self.make_indexes(true);
        derive::derive(&self.transaction, &applied.entities, touched, &linked, &|stage| self.tell(stage))?;
        Ok(applied.lines)
    }

    /// Leaves the full-text indexes to FTS5.
    fn close_index(&self) -> Sql<()> {
        let index = self.filling.as_ref().and_then(|filling| filling.index.take());
        index.map_or(Ok(()), |index| index.finish(&self.transaction))
    }

    /// Makes the indexes that were postponed: those of links to entities, or the others.
    fn make_indexes(&self, of_links: bool) -> Result<()> {
        let wanted = self.postponed.iter().filter(|index| index.of_links == of_links);
        let mut statements = wanted.map(|index| self.transaction.execute_batch(&index.statement));
        statements.try_for_each(|made| made.map_err(|e| Error::sql("making the indexes", e)))
    }

    /// Notes what a document's evidence belongs to, before it goes.
    pub(super) fn leaving(&self, id: i64) -> Sql<()> {
        // It is taken out of the indexes, which is done through the virtual tables.
        self.close_index()?;
        if self.filling.is_some() {
            return Ok(());
        }
        self.touched.borrow_mut().leaving(&self.transaction, id)
    }

    /// Notes what a document's evidence belongs to, after it came.
    pub(super) fn touch(&self, id: i64) -> Sql<()> {
        if self.filling.is_some() {
            return Ok(());
        }
        self.touched.borrow_mut().document(&self.transaction, id)
    }

    /// What is to be derived again; `None` for all: in a fresh archive or one from before the counts, where corrections take
    /// part, after another version of the program, and where so much changed that looking for the rest would not pay.
    fn only_touched(&self, corrected: bool) -> Sql<Option<Touched>> {
        if corrected || self.filling.is_some() || self.derived_by_another()? || derive::is_uncounted(&self.transaction)?
        {
            return Ok(None);
        }
        let touched = self.touched.take();
        let live: i64 =
            self.transaction.prepare_cached(sql!("../documents/count_live"))?.query_row([], |row| row.get(0))?;
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
        let last =
            self.transaction.prepare_cached(sql!("../correct/last"))?.query_row(last, |row| row.get(0)).optional();
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
        let version: Option<String> = self
            .transaction
            .prepare_cached(sql!("../runs/last_version"))?
            .query_row(last, |row| row.get(0))
            .optional()?;
        Ok(version.as_deref() != Some(READER))
    }
}

/// What tells one set of corrections from another.
fn mark_of(corrections: &Corrections) -> String {
    let hash = Sha256::digest(format!("{:?}", corrections.lines));
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
