//! Which document is a copy of which, and what different documents have in common.

use super::{
    Sql,
    bulk::Bulk,
    touched::{Touched, each},
};
use crate::{
    resolve::{self, Candidates, Changed, DocumentRow, Documents, Facts, Ground, PrintRow, Rank, Word},
    store::{columns::maybe_code_at, prints},
};
use rayon::prelude::*;
use rusqlite::{Connection, Row, named_params};
use rustc_hash::{FxHashMap, FxHashSet};

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

/// Texts taken apart that are held for later pairs, some 15 KB each.
const HELD: usize = 2048;

fn near_copies(
    c: &Connection,
    ground: &mut Ground,
    prints: &[PrintRow],
    touched: Option<&Touched>,
) -> Sql<Vec<(Rank, Rank, u32)>> {
    let came = touched.iter().flat_map(|t| &t.documents).filter_map(|&id| ground.documents.rank(id)).collect();
    let left = touched.map(|t| t.left.clone()).unwrap_or_default();
    let found = resolve::candidates(prints, &Changed { came, left });
    let known = touched.map(|touched| Known::new(&ground.documents, touched, &found));
    let (mut near, mut unknown) = (vec![], vec![]);
    for (a, b) in found.pairs {
        match known.as_ref().and_then(|known| known.verdict(&ground.documents, a, b)) {
            Some(true) => near.push((a, b, 100)),
            Some(false) => {}
            None => unknown.push((a, b)),
        }
    }
    let batch_of = |(i, &(a, b)): (usize, &(Rank, Rank))| [(a, i / BATCH), (b, i / BATCH)];
    let last_use: FxHashMap<Rank, usize> = unknown.iter().enumerate().flat_map(batch_of).collect();
    let mut facts: FxHashMap<Rank, Facts> = FxHashMap::default();
    for (n, batch) in unknown.chunks(BATCH).enumerate() {
        let mut wanted: Vec<Rank> =
            batch.iter().flat_map(|&(a, b)| [a, b]).filter(|r| !facts.contains_key(r)).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let texts = wanted.iter().map(|&rank| read_facts(c, ground, rank)).collect::<Sql<Vec<_>>>()?;
        let full = texts.into_par_iter().map(|(text, facts)| Facts {
            grams: resolve::grams(&text),
            numbers: resolve::numbers(&text),
            ..facts
        });
        facts.extend(wanted.into_iter().zip(full.collect::<Vec<_>>()));
        let compared = batch.par_iter().filter_map(|&(a, b)| {
            let percent = resolve::overlap(facts.get(&a)?, facts.get(&b)?)?;
            Some((a, b, percent))
        });
        near.extend(compared.collect::<Vec<_>>());
        // Pairs come in order, so that few texts are held at a time; those of crowds are read again rather than held.
        facts.retain(|rank, _| last_use.get(rank).is_some_and(|last| *last > n));
        if facts.len() > HELD {
            let next = unknown.iter().skip((n + 1) * BATCH).take(HELD / 2);
            let soon: FxHashSet<Rank> = next.flat_map(|&(a, b)| [a, b]).collect();
            facts.retain(|rank, _| soon.contains(rank));
        }
    }
    Ok(near)
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

/// The text of a document, and what its rows say.
fn read_facts(c: &Connection, ground: &mut Ground, rank: Rank) -> Sql<(String, Facts)> {
    let Some(id) = ground.documents.row(rank).map(|d| d.id) else { return Ok(Default::default()) };
    let id = named_params! { ":id": id };
    let text: String = c.prepare_cached(sql!("../documents/simplified"))?.query_row(id, |row| row.get(0))?;
    let mut facts = Facts::default();
    let once = |list: &mut Vec<Word>, word| {
        if !list.contains(&word) {
            list.push(word);
        }
    };
    let mut statement = c.prepare_cached(sql!("../evidence/company_of_document"))?;
    let mut rows = statement.query(id)?;
    while let Some(row) = rows.next()? {
        once(&mut facts.people, ground.words.keep(row.get_ref(0)?.as_str()?));
    }
    let mut statement = c.prepare_cached(sql!("../evidence/events_of_document"))?;
    let mut rows = statement.query(id)?;
    while let Some(row) = rows.next()? {
        if let Some(code) = row.get_ref(0)?.as_str_or_null()? {
            once(&mut facts.places, ground.words.keep(code));
        }
        let day: Option<crate::civil_date::CivilDate> = maybe_code_at(row, 1)?;
        facts.days.extend(day.filter(|d| d.whole().is_some()));
    }
    Ok((text, facts))
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
