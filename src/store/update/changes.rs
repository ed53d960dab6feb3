//! What a run changed, line by line: table `run_changes`.

use super::{Change, Sql, Update};
use crate::store::facts::{Fact, FactKind};
use rusqlite::named_params;
use std::collections::BTreeMap;

/// Facts of a document by ref.
type Facts = BTreeMap<String, Fact>;

impl Update<'_> {
    /// Notes a change of a document as a whole.
    pub(super) fn note(&self, reference: &str, path: &str, change: Change) -> Sql<()> {
        self.note_change(reference, path, FactKind::Document, change, (None, None))
    }

    /// Notes what came, went or reads differently in a document that was read again.
    pub(super) fn note_facts(&self, before: &Facts, after: &Facts, path: &str) -> Sql<()> {
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
        self.transaction.prepare_cached(sql!("../run_changes/insert"))?.execute(named_params! {
            ":run_id": self.run, ":ref": reference, ":path": path, ":kind": kind.code(), ":change": change.code(),
            ":before": before, ":after": after,
        })?;
        Ok(())
    }
}
