//! What the user knows better than the documents. Applied to the groups of evidence before the entities are made of them,
//! so that corrected entities are derived like all others: first rows are split off, then groups are merged, then names
//! are given.

use super::Key;
use std::collections::{BTreeSet, HashMap};

/// Corrections of one kind of entity, by the keys of evidence. Empty: none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regrouping<Name> {
    /// Rows that together are an entity of their own, apart from what they were taken for.
    pub splits: Vec<Vec<Key>>,
    /// Two rows whose entities are one.
    pub merges: Vec<(Key, Key)>,
    /// The entity of a row has this name.
    pub names: Vec<(Key, Name)>,
}

/// Corrections of all entities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrections<Name> {
    /// Of people.
    pub officials: Regrouping<Name>,
    /// Of organisations.
    pub units: Regrouping<Name>,
    /// Of events.
    pub meetings: Regrouping<Name>,
}

impl<Name> Default for Regrouping<Name> {
    fn default() -> Self {
        Self { splits: vec![], merges: vec![], names: vec![] }
    }
}

impl<Name> Default for Corrections<Name> {
    fn default() -> Self {
        Self { officials: Regrouping::default(), units: Regrouping::default(), meetings: Regrouping::default() }
    }
}

impl<Name: Copy> Regrouping<Name> {
    /// Whether there is nothing to correct.
    pub fn is_empty(&self) -> bool {
        self.splits.is_empty() && self.merges.is_empty() && self.names.is_empty()
    }

    /// The groups that differ from `groups` after splits and merges, each sorted by key; and the places of the groups
    /// that they replace. `key` gives the key of a row.
    pub fn regroup(&self, groups: &[Vec<u32>], key: impl Fn(u32) -> Key) -> (BTreeSet<usize>, Vec<Vec<u32>>) {
        let mut at: HashMap<Key, (usize, u32)> = HashMap::new();
        let named: BTreeSet<Key> =
            self.splits.iter().flatten().copied().chain(self.merges.iter().flat_map(|(a, b)| [*a, *b])).collect();
        for (g, rows) in groups.iter().enumerate() {
            at.extend(rows.iter().map(|&i| (key(i), (g, i))).filter(|(k, _)| named.contains(k)));
        }
        let mut touched: BTreeSet<usize> = at.values().map(|(g, _)| *g).collect();
        // Pieces: the touched groups in order, then what is split off.
        let mut pieces: Vec<Vec<u32>> = touched.iter().map(|&g| groups[g].clone()).collect();
        for split in &self.splits {
            let rows: Vec<u32> = split.iter().filter_map(|k| at.get(k).map(|(_, i)| *i)).collect();
            pieces.iter_mut().for_each(|piece| piece.retain(|i| !rows.contains(i)));
            pieces.push(rows);
        }
        for (a, b) in &self.merges {
            let piece_of = |k: &Key, pieces: &[Vec<u32>]| {
                let row = at.get(k)?.1;
                pieces.iter().position(|piece| piece.contains(&row))
            };
            let (Some(a), Some(b)) = (piece_of(a, &pieces), piece_of(b, &pieces)) else { continue };
            if a != b {
                let moved = std::mem::take(&mut pieces[b]);
                pieces[a].extend(moved);
            }
        }
        pieces.retain(|piece| !piece.is_empty());
        pieces.iter_mut().for_each(|piece| piece.sort_unstable_by_key(|&i| key(i)));
        touched.retain(|&g| !pieces.contains(&groups[g]));
        pieces.retain(|piece| !groups.contains(piece));
        (touched, pieces)
    }

    /// The name given to the entity of `rows`; `None` if it keeps its own.
    pub fn name(&self, rows: &[u32], key: impl Fn(u32) -> Key) -> Option<Name> {
        let mine = |k: &Key| rows.iter().any(|&i| key(i) == *k);
        self.names.iter().find(|(k, _)| mine(k)).map(|(_, name)| *name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(i: u32) -> Key {
        Key { document: i, n: 1 }
    }

    fn regrouped(corrections: &Regrouping<()>, groups: &[Vec<u32>]) -> Vec<Vec<u32>> {
        let (replaced, new) = corrections.regroup(groups, key);
        let kept = groups.iter().enumerate().filter(|(g, _)| !replaced.contains(g)).map(|(_, rows)| rows.clone());
        let mut all: Vec<Vec<u32>> = kept.chain(new).collect();
        all.sort();
        all
    }

    #[test]
    fn rows_are_split_off_and_groups_joined() {
        let groups = [vec![1, 2, 3], vec![4, 5], vec![6]];
        let split = Regrouping { splits: vec![vec![key(2)]], ..Regrouping::default() };
        assert_eq!(regrouped(&split, &groups), [vec![1, 3], vec![2], vec![4, 5], vec![6]]);
        let both = Regrouping { splits: vec![vec![key(2)]], merges: vec![(key(2), key(5))], ..Regrouping::default() };
        assert_eq!(regrouped(&both, &groups), [vec![1, 3], vec![2, 4, 5], vec![6]]);
        let chain = Regrouping { merges: vec![(key(1), key(4)), (key(5), key(6))], ..Regrouping::default() };
        assert_eq!(regrouped(&chain, &groups), [vec![1, 2, 3, 4, 5, 6]]);
        // What is so already changes nothing.
        let idle = Regrouping::<()> { merges: vec![(key(1), key(3))], ..Regrouping::default() };
        assert_eq!(idle.regroup(&groups, key), (BTreeSet::new(), vec![]));
    }
}
