//! Row ids of entities: an entity keeps its id while its key, or else most of its evidence, is the same.

use super::{Sql, touched::each};
use rusqlite::{Connection, Row, named_params};
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// Entities of one kind that are in the archive.
#[derive(Default)]
pub struct Existing {
    ids: FxHashMap<Rc<str>, i64>,
    keys: FxHashMap<i64, (Rc<str>, Rc<str>)>,
    next: i64,
}

/// An entity to be written.
pub struct Wanted {
    /// What makes it the same entity: the key; of units the identity.
    pub same: Rc<str>,
    /// Its key.
    pub key: Rc<str>,
    /// Row id to which most of its evidence was linked.
    pub before: Option<i64>,
}

/// Statements of one table.
pub struct Table {
    /// Row ids with what makes the entity the same, and keys.
    pub existing: &'static str,
    /// The same of one row.
    pub existing_one: &'static str,
    /// The first row id that is free.
    pub next: &'static str,
    /// Frees the key of one row.
    pub vacate: &'static str,
    /// Deletes one row.
    pub delete: &'static str,
}

impl Existing {
    /// Reads the entities that may be rewritten.
    pub fn read(c: &Connection, table: &Table) -> Sql<Self> {
        let (mut ids, mut keys, mut next) = (FxHashMap::default(), FxHashMap::default(), 1);
        let mut statement = c.prepare_cached(table.existing)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            next = next.max(id + 1);
            let names = names_at(row)?;
            ids.insert(Rc::clone(&names.0), id);
            keys.insert(id, names);
        }
        Ok(Self { ids, keys, next })
    }

    /// Reads those of `ids` that are there.
    pub fn read_some(c: &Connection, table: &Table, among: impl IntoIterator<Item = i64>) -> Sql<Self> {
        let (mut ids, mut keys) = (FxHashMap::default(), FxHashMap::default());
        for id in among {
            each(c, table.existing_one, named_params! { ":id": id }, |row| {
                let names = names_at(row)?;
                ids.insert(Rc::clone(&names.0), id);
                keys.insert(id, names);
                Ok(())
            })?;
        }
        let next = c.prepare_cached(table.next)?.query_row([], |row| row.get(0))?;
        Ok(Self { ids, keys, next })
    }

    /// Row ids and keys.
    pub fn keys(&self) -> impl Iterator<Item = (i64, &str)> {
        self.keys.iter().map(|(id, (_, key))| (*id, &**key))
    }

    /// Gives each of `wanted` its row id; frees and deletes what stands in the way.
    pub fn assign(&mut self, c: &Connection, table: &Table, wanted: &[Wanted]) -> Sql<Vec<i64>> {
        let mut given: Vec<Option<i64>> = wanted.iter().map(|w| self.ids.get(&w.same).copied()).collect();
        let mut taken: FxHashSet<i64> = given.iter().flatten().copied().collect();
        for (id, w) in given.iter_mut().zip(wanted) {
            self.next = self.next.max(w.before.map_or(0, |b| b + 1));
            if id.is_none() {
                *id = w.before.filter(|b| taken.insert(*b));
            }
        }
        let mut fresh = self.next..;
        let ids: Vec<i64> = given.into_iter().map(|id| id.or_else(|| fresh.next()).unwrap_or(i64::MAX)).collect();
        self.clear(c, table, wanted, &ids)?;
        Ok(ids)
    }

    fn clear(&self, c: &Connection, table: &Table, wanted: &[Wanted], ids: &[i64]) -> Sql<()> {
        if self.keys.is_empty() {
            return Ok(());
        }
        let kept: FxHashSet<i64> = ids.iter().copied().collect();
        let mut gone: Vec<i64> = self.keys.keys().copied().filter(|id| !kept.contains(id)).collect();
        gone.sort_unstable();
        let mut delete = c.prepare_cached(table.delete)?;
        gone.iter().try_for_each(|id| delete.execute(named_params! { ":id": id }).map(|_| ()))?;
        let mut vacate = c.prepare_cached(table.vacate)?;
        for (w, id) in wanted.iter().zip(ids) {
            let other = self.keys.get(id).is_some_and(|(same, key)| *same != w.same || *key != w.key);
            if other {
                vacate.execute(named_params! { ":id": id })?;
            }
        }
        Ok(())
    }
}

/// What makes an entity the same, and its key, which mostly are one text.
fn names_at(row: &Row<'_>) -> Sql<(Rc<str>, Rc<str>)> {
    let (same, key) = (row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str()?);
    let kept: Rc<str> = same.into();
    let key = if same == key { Rc::clone(&kept) } else { key.into() };
    Ok((kept, key))
}

/// The commonest of the ids to which evidence was linked, the least of equally common ones.
pub fn before(linked: impl Iterator<Item = Option<i64>>) -> Option<i64> {
    let mut counts: Vec<(i64, usize)> = vec![];
    for id in linked.flatten() {
        match counts.iter_mut().find(|(known, _)| *known == id) {
            Some((_, n)) => *n += 1,
            None => counts.push((id, 1)),
        }
    }
    counts.into_iter().max_by_key(|&(id, n)| (n, std::cmp::Reverse(id))).map(|(id, _)| id)
}
