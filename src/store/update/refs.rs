//! The first part of every ref: what names a document for good.

use super::{Sql, Update, versions::names_of};
use crate::{
    record::Record,
    store::{
        prints::PackedPrint,
        read,
        write::{self, Placement},
    },
};
use rusqlite::named_params;
use sha2::{Digest, Sha256};

impl Update<'_> {
    /// The plain ref, or the second form where another document of the same bytes has that.
    pub(super) fn free_ref(&self, record: &Record) -> Sql<String> {
        let reference = document_ref(&record.sha256);
        let taken = named_params! { ":ref": reference };
        if self.transaction.prepare_cached(sql!("../documents/ref_taken"))?.query_row(taken, |row| row.get(0))? {
            return Ok(copy_ref(&record.sha256, &record.path));
        }
        Ok(reference)
    }

    /// Of identical documents the one with the least path bears the plain ref, whatever the order in which they came.
    pub(super) fn settle_refs(&self) -> Sql<()> {
        let c = &self.transaction;
        let rows: Vec<(String, i64, String, String)> = c
            .prepare_cached(sql!("../documents/identical"))?
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
        let print = &PackedPrint::of(&record);
        let place =
            Placement { print, reference, original: None, run: self.run, read_by: &self.reader, live, filling: None };
        self.leaving(id)?;
        write::replace(&self.transaction, id, &record, &place)?;
        self.touch(id)
    }
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
