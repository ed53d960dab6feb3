//! Which document is a copy of which, and what different documents have in common.

use super::Sql;
use crate::{
    resolve::{self, DocumentRow, Documents, Facts, Ground, PrintRow, Rank, Word},
    store::{columns::maybe_code_at, prints},
};
use rusqlite::{Connection, named_params};
use std::collections::{HashMap, HashSet};

/// Derives `documents.duplicate_of` and the shared passages; gives the documents with their heads.
pub fn derive(c: &Connection, ground: &mut Ground) -> Sql<()> {
    let (prints, passages) = prints::read(c, &ground.documents)?;
    let near = near_copies(c, ground, &prints)?;
    let heads = resolve::heads(&ground.documents, &prints, &near);
    let mut update = c.prepare_cached(sql!("../documents/copy_of"))?;
    let documents = &ground.documents;
    let mut rows: Vec<DocumentRow> = documents.rows().to_vec();
    for (rank, row) in (0..).zip(&mut rows) {
        let head = heads.get(&rank).and_then(|&head| documents.row(head)).map(|d| d.id);
        if row.copy_of != head {
            update.execute(named_params! { ":id": row.id, ":duplicate_of": head })?;
            row.copy_of = head;
        }
    }
    ground.documents = Documents::new(rows);
    shared_passages(c, &ground.documents, &passages)
}

fn near_copies(c: &Connection, ground: &mut Ground, prints: &[PrintRow]) -> Sql<Vec<(Rank, Rank, u32)>> {
    let pairs = resolve::candidates(prints);
    let mut last_use: HashMap<Rank, usize> = HashMap::new();
    for (i, (a, b)) in pairs.iter().enumerate() {
        last_use.insert(*a, i);
        last_use.insert(*b, i);
    }
    // Facts are dropped after their last use: pairs come in order, so that few are held at a time.
    let mut facts: HashMap<Rank, Facts> = HashMap::new();
    let mut near = vec![];
    for (i, &(a, b)) in pairs.iter().enumerate() {
        for rank in [a, b] {
            if let std::collections::hash_map::Entry::Vacant(e) = facts.entry(rank) {
                let found = read_facts(c, ground, rank)?;
                e.insert(found);
            }
        }
        let overlap = facts.get(&a).zip(facts.get(&b)).and_then(|(x, y)| resolve::overlap(x, y));
        near.extend(overlap.map(|percent| (a, b, percent)));
        for rank in [a, b] {
            if last_use.get(&rank) == Some(&i) {
                facts.remove(&rank);
            }
        }
    }
    Ok(near)
}

fn read_facts(c: &Connection, ground: &mut Ground, rank: Rank) -> Sql<Facts> {
    let Some(id) = ground.documents.row(rank).map(|d| d.id) else { return Ok(Facts::default()) };
    let id = named_params! { ":id": id };
    let text: String = c.prepare_cached(sql!("../documents/simplified"))?.query_row(id, |row| row.get(0))?;
    let mut facts = Facts { grams: resolve::grams(&text), numbers: resolve::numbers(&text), ..Facts::default() };
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
    Ok(facts)
}

fn shared_passages(c: &Connection, documents: &Documents, passages: &prints::Passages) -> Sql<()> {
    let mut existing: HashSet<(i64, u32, u32, i64)> = HashSet::new();
    let mut statement = c.prepare_cached(sql!("../shared_passages/all"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        existing.insert((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    }
    drop(rows);
    let mut wanted: Vec<(i64, u32, u32, i64)> = resolve::shared(documents, &passages.hashes)
        .into_iter()
        .filter_map(|i| {
            let ((hash, rank), (start, end)) = (passages.hashes[i as usize], passages.spans[i as usize]);
            // A copy shares everything with its head: one of the two is enough.
            let document = documents.row(rank).filter(|d| d.copy_of.is_none())?;
            Some((document.id, start, end, hash.cast_signed()))
        })
        .collect();
    wanted.sort_unstable();
    let mut insert = c.prepare_cached(sql!("../shared_passages/insert"))?;
    for row in &wanted {
        if !existing.remove(row) {
            let (document, start, end, passage) = row;
            insert.execute(named_params! {
                ":document_id": document, ":span_start": start, ":span_end": end, ":passage": passage,
            })?;
        }
    }
    let mut delete = c.prepare_cached(sql!("../shared_passages/delete"))?;
    for (document, start, ..) in existing {
        delete.execute(named_params! { ":document_id": document, ":span_start": start })?;
    }
    Ok(())
}
