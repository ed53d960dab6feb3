//! Draws the sample. Which facts are drawn depends on the seed and their refs alone: the ones whose hash is least. The same seed
//! gives the same facts in the same archive, on any machine, and nearly the same after it has grown.

use super::{KINDS, Row};
use crate::{Error, Result};
use rusqlite::{Connection, named_params};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A fact that may be drawn.
struct Fact {
    rule: String,
    r#ref: String,
    hash: u64,
}

/// Kind and basis.
type Stratum = (String, String);

/// Draws `size` facts; every kind has the same share as long as it has facts, and within a kind every basis.
///
/// # Errors
/// A damaged archive.
pub fn facts(archive: &Connection, size: usize, seed: u64) -> Result<Vec<Row>> {
    let mut strata = strata(archive, seed)?;
    let shares = shares(&strata, size);
    let mut rows = Vec::new();
    for ((kind, basis), all) in &mut strata {
        let share = shares.get(&(kind.clone(), basis.clone())).copied().unwrap_or_default().min(all.len());
        all.sort_by(|a, b| a.hash.cmp(&b.hash).then_with(|| a.r#ref.cmp(&b.r#ref)));
        for fact in all.iter().take(share) {
            // Facts of a stratum that each of the drawn ones stands for; far below 2^53.
            let weight = all.len() as f64 / share as f64;
            rows.push(Row { weight, ..claim(archive, kind, basis, fact)? });
        }
    }
    Ok(rows)
}

/// Draws `size` whole documents: a row for every document and kind of fact, in which the missed ones are counted.
///
/// # Errors
/// A damaged archive.
pub fn documents(archive: &Connection, size: usize, seed: u64) -> Result<Vec<Row>> {
    let failed = |e| Error::sql("drawing documents", e);
    let mut all = archive
        .prepare("SELECT id, ref FROM documents WHERE superseded_by_run IS NULL AND duplicate_of IS NULL")
        .map_err(failed)?;
    let mut found: Vec<(u64, i64)> = all
        .query_map([], |row| Ok((hash(seed, &row.get::<_, String>(1)?), row.get(0)?)))
        .and_then(Iterator::collect)
        .map_err(failed)?;
    found.sort_unstable();
    let ids: Vec<i64> = found.into_iter().take(size).map(|(_, id)| id).collect();
    let ids = serde_json::to_string(&ids).unwrap_or_default();
    let mut counted = archive.prepare(include_str!("documents.sql")).map_err(failed)?;
    let mut rows = counted.query(named_params! {":ids": ids}).map_err(failed)?;
    let mut out = Vec::new();
    while let Some(row) = rows.next().map_err(failed)? {
        // What no document holds twice (its title) is judged by facts.
        for (i, kind) in KINDS[..6].iter().enumerate() {
            out.push(Row {
                kind: (*kind).to_owned(),
                r#ref: row.get(1).map_err(failed)?,
                document: row.get(2).map_err(failed)?,
                found: Some(row.get(3 + i).map_err(failed)?),
                weight: 1.0,
                ..Row::default()
            });
        }
    }
    Ok(out)
}

fn strata(archive: &Connection, seed: u64) -> Result<BTreeMap<Stratum, Vec<Fact>>> {
    let failed = |e| Error::sql("drawing facts", e);
    let mut all = archive.prepare(include_str!("facts.sql")).map_err(failed)?;
    let mut rows = all.query([]).map_err(failed)?;
    let mut strata: BTreeMap<Stratum, Vec<Fact>> = BTreeMap::new();
    while let Some(row) = rows.next().map_err(failed)? {
        let r#ref: String = row.get(3).map_err(failed)?;
        let fact = Fact { rule: row.get(2).map_err(failed)?, hash: hash(seed, &r#ref), r#ref };
        let stratum = (row.get(0).map_err(failed)?, row.get(1).map_err(failed)?);
        strata.entry(stratum).or_default().push(fact);
    }
    Ok(strata)
}

/// How many facts of every stratum are drawn: one of every kind in turn, of its basis that has had least so far, until `size` is
/// reached or nothing is left.
fn shares(strata: &BTreeMap<Stratum, Vec<Fact>>, size: usize) -> BTreeMap<Stratum, usize> {
    let mut shares: BTreeMap<Stratum, usize> = strata.keys().map(|s| (s.clone(), 0)).collect();
    for turn in (0..).map(|i| KINDS[i % KINDS.len()]) {
        let drawn: usize = shares.values().sum();
        let left = strata.iter().filter(|(s, all)| shares[*s] < all.len());
        if drawn >= size || left.clone().next().is_none() {
            break;
        }
        let next = left.filter(|((kind, _), _)| kind == turn).min_by_key(|(s, _)| shares[*s]).map(|(s, _)| s.clone());
        if let Some(share) = next.and_then(|s| shares.get_mut(&s)) {
            *share += 1;
        }
    }
    shares
}

fn claim(archive: &Connection, kind: &str, basis: &str, fact: &Fact) -> Result<Row> {
    let failed = |e| Error::sql("reading a drawn fact", e);
    let mut one = archive.prepare_cached(include_str!("claim.sql")).map_err(failed)?;
    one.query_row(named_params! {":ref": fact.r#ref}, |row| {
        let text = |i: usize| {
            Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(i)?.unwrap_or_default().replace('\n', "⏎"))
        };
        Ok(Row {
            kind: kind.to_owned(),
            basis: basis.to_owned(),
            rule: fact.rule.clone(),
            r#ref: fact.r#ref.clone(),
            claim: text(0)?,
            document: row.get(1)?,
            sentence: format!("{}【{}】{}", text(3)?, text(4)?, text(5)?),
            ..Row::default()
        })
    })
    .map_err(failed)
}

/// The place of a fact in the order of the seed.
fn hash(seed: u64, r#ref: &str) -> u64 {
    let digest = Sha256::new().chain_update(seed.to_le_bytes()).chain_update(r#ref).finalize();
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    u64::from_le_bytes(first)
}
