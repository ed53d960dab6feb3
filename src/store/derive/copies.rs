//! Which document is a copy of which, and what different documents have in common.

use super::{
    Sql,
    bulk::Bulk,
    touched::{Touched, each},
};
use crate::{
    civil_date::CivilDate,
    resolve::{self, Candidates, Changed, DocumentRow, Documents, Ground, Joined, PrintRow, Rank, Runs, Told, Word},
    store::{columns::maybe_code_at, prints},
};
use rayon::prelude::*;
use rusqlite::{Connection, Row, named_params};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

/// Derives `documents.duplicate_of` and the shared passages; gives the documents with their heads. Documents that are
/// copies of others than before are noted in `touched`.
pub fn derive(c: &Connection, ground: &mut Ground, mut touched: Option<&mut Touched>) -> Sql<()> {
    let prints = prints::sketches(c, &ground.documents)?;
    let near = near_copies(c, ground, &prints, touched.as_deref())?;
    let heads = resolve::heads(&ground.documents, &prints, &near);
    drop(prints);
    let mut update = c.prepare_cached(sql!("../documents/copy_of"))?;
    let documents = &ground.documents;
    let mut rows: Vec<DocumentRow> = documents.rows().to_vec();
    for (rank, row) in (0..).zip(&mut rows) {
        let head = heads.get(&rank).and_then(|&head| documents.row(head)).map(|d| d.id);
        if row.copy_of == head {
            continue;
        }
        if let Some(touched) = touched.as_deref_mut() {
            touched.document(c, row.id)?;
        }
        update.execute(named_params! { ":id": row.id, ":duplicate_of": head })?;
        row.copy_of = head;
        touched.as_deref_mut().into_iter().for_each(|t| t.copies.extend(head));
    }
    ground.documents = Documents::new(rows);
    match touched {
        None => shared_passages(c, &ground.documents),
        Some(touched) => touched_passages(c, &ground.documents, touched),
    }
}

/// Pairs of texts compared at a time: so many are read on one core, then taken apart on all.
const BATCH: usize = 256;

/// Texts taken apart that are held for later pairs, some 5 KB each.
const HELD: usize = 4096;

/// Pairs of texts that are copies: enough of them to join all that belong together.
fn near_copies(
    c: &Connection,
    ground: &mut Ground,
    prints: &[PrintRow],
    touched: Option<&Touched>,
) -> Sql<Vec<(Rank, Rank)>> {
    let came = touched.iter().flat_map(|t| &t.documents).filter_map(|&id| ground.documents.rank(id)).collect();
    let left = touched.map(|t| t.left.clone()).unwrap_or_default();
    let found = resolve::candidates(prints, &Changed { came, left });
    let known = touched.map(|touched| Known::new(&ground.documents, touched, &found));
    let mut near = Near { joined: Joined::new(ground.documents.rows().len()), pairs: vec![] };
    let mut unknown = vec![];
    for (a, b) in found.pairs {
        match known.as_ref().and_then(|known| known.verdict(&ground.documents, a, b)) {
            Some(true) => near.join(a, b),
            Some(false) => {}
            None => unknown.push((a, b)),
        }
    }
    let mut open = open(c, ground, &unknown)?;
    drop(unknown);
    // Where all are copies, comparing a few joins them, and the others need not be compared.
    let mut if_all_are = near.joined.clone();
    let mut few: Vec<Open> = open.extract_if(.., |pair| if_all_are.join(pair.a, pair.b)).collect();
    few.sort_by_cached_key(|pair| if_all_are.group(pair.a));
    compare(c, ground, &few, &mut near)?;
    open.retain(|pair| near.joined.group(pair.a) != near.joined.group(pair.b));
    open.sort_by_cached_key(|pair| if_all_are.group(pair.a));
    compare(c, ground, &open, &mut near)?;
    Ok(near.pairs)
}

/// Copies that were found.
struct Near {
    joined: Joined,
    pairs: Vec<(Rank, Rank)>,
}

impl Near {
    fn join(&mut self, a: Rank, b: Rank) {
        if self.joined.join(a, b) {
            self.pairs.push((a, b));
        }
    }
}

/// Two texts that must be compared.
struct Open {
    a: Rank,
    b: Rank,
    /// Percent that must be common.
    needed: usize,
}

/// Those of `pairs` against which nothing speaks that stands in their rows.
fn open(c: &Connection, ground: &mut Ground, pairs: &[(Rank, Rank)]) -> Sql<Vec<Open>> {
    let ranks: BTreeSet<Rank> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
    let mut ids: Vec<(i64, Rank)> =
        ranks.into_iter().filter_map(|rank| Some((ground.documents.row(rank)?.id, rank))).collect();
    ids.sort_unstable();
    let mut told: FxHashMap<Rank, Told> = FxHashMap::default();
    for (id, rank) in ids {
        told.insert(rank, read_told(c, ground, id)?);
    }
    let needed = |&(a, b): &(Rank, Rank)| {
        let needed = resolve::needed(told.get(&a)?, told.get(&b)?)?;
        Some(Open { a, b, needed })
    };
    Ok(pairs.iter().filter_map(needed).collect())
}

/// Compares the texts of `pairs`, as far as they are not joined yet.
fn compare(c: &Connection, ground: &Ground, pairs: &[Open], near: &mut Near) -> Sql<()> {
    let batch_of = |(i, pair): (usize, &Open)| [(pair.a, i / BATCH), (pair.b, i / BATCH)];
    let last_use: FxHashMap<Rank, usize> = pairs.iter().enumerate().flat_map(batch_of).collect();
    let mut runs: FxHashMap<Rank, Runs> = FxHashMap::default();
    for (n, batch) in pairs.chunks(BATCH).enumerate() {
        let apart = |pair: &&Open| near.joined.group(pair.a) != near.joined.group(pair.b);
        let batch: Vec<&Open> = batch.iter().filter(apart).collect();
        let mut wanted: Vec<Rank> =
            batch.iter().flat_map(|pair| [pair.a, pair.b]).filter(|r| !runs.contains_key(r)).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let texts = wanted.iter().map(|&rank| text(c, ground, rank)).collect::<Sql<Vec<_>>>()?;
        let taken_apart =
            texts.into_par_iter().map(|text| Runs { grams: resolve::grams(&text), numbers: resolve::numbers(&text) });
        runs.extend(wanted.into_iter().zip(taken_apart.collect::<Vec<_>>()));
        let copies = batch.into_par_iter().filter(|pair| {
            let texts = runs.get(&pair.a).zip(runs.get(&pair.b));
            texts.is_some_and(|(a, b)| resolve::are_copies(a, b, pair.needed))
        });
        copies.collect::<Vec<_>>().into_iter().for_each(|pair| near.join(pair.a, pair.b));
        // Those of crowds are read again rather than held.
        runs.retain(|rank, _| last_use.get(rank).is_some_and(|last| *last > n));
        if runs.len() > HELD {
            let next = pairs.iter().skip((n + 1) * BATCH).take(HELD / 2);
            let soon: FxHashSet<Rank> = next.flat_map(|pair| [pair.a, pair.b]).collect();
            runs.retain(|rank, _| soon.contains(rank));
        }
    }
    Ok(())
}

/// What is known of pairs that were compared before.
struct Known {
    /// Documents whose groups changed, or that are compared otherwise now.
    open: FxHashSet<Rank>,
}

impl Known {
    fn new(documents: &Documents, touched: &Touched, found: &Candidates) -> Self {
        let ranks = touched.documents.iter().chain(&touched.copies).filter_map(|&id| documents.rank(id));
        let mut open: FxHashSet<Rank> = ranks.chain(found.reopened.iter().copied()).collect();
        let heads: FxHashSet<Rank> = open.iter().map(|&rank| documents.head(rank)).collect();
        open.extend(
            (0..).zip(documents.rows()).map(|(rank, _)| rank).filter(|&rank| heads.contains(&documents.head(rank))),
        );
        Self { open }
    }

    /// Whether two texts are in one group; `None` if they must be compared. Of a group that nobody left, joined or changed
    /// all links still hold; of two such groups none was found.
    fn verdict(&self, documents: &Documents, a: Rank, b: Rank) -> Option<bool> {
        let settled = !self.open.contains(&a) && !self.open.contains(&b);
        settled.then(|| documents.head(a) == documents.head(b))
    }
}

/// The Simplified text of a document.
fn text(c: &Connection, ground: &Ground, rank: Rank) -> Sql<String> {
    let Some(id) = ground.documents.row(rank).map(|d| d.id) else { return Ok(String::new()) };
    c.prepare_cached(sql!("../documents/simplified"))?.query_row(named_params! { ":id": id }, |row| row.get(0))
}

/// What the rows of document `id` say.
fn read_told(c: &Connection, ground: &mut Ground, id: i64) -> Sql<Told> {
    let id = named_params! { ":id": id };
    let mut told = Told::default();
    let once = |list: &mut Vec<Word>, word| {
        if !list.contains(&word) {
            list.push(word);
        }
    };
    each(c, sql!("../evidence/company_of_document"), id, |row| {
        once(&mut told.people, ground.words.keep(row.get_ref(0)?.as_str()?));
        Ok(())
    })?;
    each(c, sql!("../evidence/events_of_document"), id, |row| {
        if let Some(code) = row.get_ref(0)?.as_str_or_null()? {
            once(&mut told.places, ground.words.keep(code));
        }
        let day: Option<CivilDate> = maybe_code_at(row, 1)?;
        told.days.extend(day.filter(|d| d.whole().is_some()));
        Ok(())
    })?;
    Ok(told)
}

fn shared_passages(c: &Connection, documents: &Documents) -> Sql<()> {
    let wanted = wanted(documents, &prints::passages(c, documents, None)?);
    let mut existing = vec![];
    each(c, sql!("../shared_passages/all"), [], |row| {
        existing.push(shared_row(row)?);
        Ok(())
    })?;
    write_shared(c, existing, &wanted)
}

/// The passages of touched documents, wherever they stand.
fn touched_passages(c: &Connection, documents: &Documents, touched: &Touched) -> Sql<()> {
    let mut among = touched.passages.clone();
    touched.documents.iter().chain(&touched.copies).try_for_each(|&id| prints::passages_of(c, id, &mut among))?;
    let wanted = wanted(documents, &prints::passages(c, documents, Some(&among))?);
    let mut existing = vec![];
    for hash in &among {
        let same = named_params! { ":passage": hash.cast_signed() };
        each(c, sql!("../shared_passages/of_passage"), same, |row| {
            existing.push(shared_row(row)?);
            Ok(())
        })?;
    }
    write_shared(c, existing, &wanted)
}

/// Document, first character, one past the last, hash.
type Shared = (i64, u32, u32, i64);

fn shared_row(row: &Row<'_>) -> Sql<Shared> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn wanted(documents: &Documents, passages: &prints::Passages) -> Vec<Shared> {
    let row = |i: u32| {
        let ((hash, rank), (start, end)) = (passages.hashes[i as usize], passages.spans[i as usize]);
        // A copy shares everything with its head: one of the two is enough.
        let document = documents.row(rank).filter(|d| d.copy_of.is_none())?;
        Some((document.id, start, end, hash.cast_signed()))
    };
    let mut wanted: Vec<Shared> = resolve::shared(documents, &passages.hashes).into_iter().filter_map(row).collect();
    wanted.sort_unstable();
    wanted
}

/// Writes the difference. Both are lists and no sets: of a million passages these take a third of the room.
fn write_shared(c: &Connection, mut existing: Vec<Shared>, wanted: &[Shared]) -> Sql<()> {
    existing.sort_unstable();
    let mut delete = c.prepare_cached(sql!("../shared_passages/delete"))?;
    for (document, start, ..) in without(&existing, wanted) {
        delete.execute(named_params! { ":document_id": document, ":span_start": start })?;
    }
    let names = [":document_id", ":span_start", ":span_end", ":passage"];
    let mut insert = Bulk::new(c, sql!("../shared_passages/insert"), names)?;
    without(wanted, &existing)
        .try_for_each(|(document, start, end, passage)| insert.put([document, start, end, passage]))
}

/// Those of `all` that are not in `others`; both are sorted.
fn without<'a>(all: &'a [Shared], others: &'a [Shared]) -> impl Iterator<Item = &'a Shared> {
    let mut at = 0;
    all.iter().filter(move |one| {
        at += others[at..].iter().take_while(|other| other < one).count();
        others.get(at) != Some(*one)
    })
}
