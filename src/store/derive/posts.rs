//! Titles in units.

use super::{
    Sql,
    bulk::Bulk,
    ids, link,
    touched::{Touched, each},
    units::Units,
    with_room,
};
use crate::{
    resolve::{self, Ground, Office, PostRow, Word},
    store::columns::{code_at, maybe_code_at},
};
use rusqlite::{Connection, Row, named_params};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

/// Posts as the people need them.
pub struct Posts {
    /// Rows with their posts as `linked`, by row id of the person's row.
    pub rows: Vec<PostRow>,
    /// Sort of office by post.
    pub offices: FxHashMap<i64, Office>,
}

/// Derives the posts in the units that were derived. Whose office changed by that is noted in `touched`.
pub fn derive(c: &Connection, ground: &mut Ground, units: &Units, touched: Option<&mut Touched>) -> Sql<Posts> {
    let whole = touched.is_none();
    let mut rows = if whole { read_all(c, ground)? } else { read_some(c, ground, units)? };
    let posts = resolve::posts(&ground.words, &rows, &units.bodies);
    let before = if whole { existing(c, ground)? } else { existing_in(c, ground, units)? };
    let ids = assign(c, &before, &rows, &posts)?;
    let mut put = Bulk::new(c, sql!("../posts/put"), [":id", ":unit_id", ":title", ":office"])?;
    let mut now: Vec<Option<i64>> = vec![None; rows.len()];
    for (post, id) in posts.iter().zip(&ids) {
        let title = ground.words.text(post.title);
        put.put([id, &post.unit, &title, &post.office.code()])?;
        post.members.iter().for_each(|&i| now[i as usize] = Some(*id));
    }
    link(c, sql!("../post_reports/link"), rows.iter().zip(&now).map(|(row, now)| (row.id, row.linked, *now)))?;
    if let Some(touched) = touched {
        let moved = |i: &u32| rows[*i as usize].linked != now[*i as usize];
        for (post, id) in posts.iter().zip(&ids) {
            let other_office = before.offices.get(id) != Some(&post.office);
            let holders = post.members.iter().filter(|i| other_office || moved(i));
            let holders: BTreeSet<i64> = holders.map(|&i| rows[i as usize].official).collect();
            names(c, &holders, touched)?;
        }
    }
    rows.iter_mut().zip(now).for_each(|(row, now)| row.linked = now);
    // A stable sort would take half as much room again.
    rows.sort_unstable_by_key(|row| (row.official, row.id));
    Ok(Posts { rows, offices: ids.into_iter().zip(posts.iter().map(|p| p.office)).collect() })
}

/// Notes the names of people in whose posts something changed.
fn names(c: &Connection, officials: &BTreeSet<i64>, touched: &mut Touched) -> Sql<()> {
    officials.iter().try_for_each(|id| {
        let statement = sql!("../evidence/name_of_official");
        each(c, statement, named_params! { ":id": id }, |row| Ok(touched.names.insert(row.get(0)?)))
    })
}

/// Posts that are in the archive.
struct Before {
    ids: FxHashMap<(i64, Word), i64>,
    offices: FxHashMap<i64, Office>,
    next: i64,
}

impl Before {
    fn new(c: &Connection) -> Sql<Self> {
        let next = c.prepare_cached(sql!("../posts/next"))?.query_row([], |row| row.get(0))?;
        Ok(Self { ids: FxHashMap::default(), offices: FxHashMap::default(), next })
    }

    fn take(&mut self, ground: &mut Ground, row: &Row<'_>) -> Sql<()> {
        let id: i64 = row.get(0)?;
        self.ids.insert((row.get(1)?, ground.words.keep(row.get_ref(2)?.as_str()?)), id);
        self.offices.extend(Office::from_code(row.get_ref(3)?.as_str()?).map(|office| (id, office)));
        Ok(())
    }
}

fn existing(c: &Connection, ground: &mut Ground) -> Sql<Before> {
    let mut before = Before::new(c)?;
    each(c, sql!("../posts/existing"), [], |row| before.take(ground, row))?;
    Ok(before)
}

/// Those in the units that were derived or are gone.
fn existing_in(c: &Connection, ground: &mut Ground, units: &Units) -> Sql<Before> {
    let mut before = Before::new(c)?;
    for id in units.bodies.keys().chain(&units.gone) {
        each(c, sql!("../posts/existing_of_unit"), named_params! { ":id": id }, |row| before.take(ground, row))?;
    }
    Ok(before)
}

/// A post keeps its row id while unit and title are the same, or most of its evidence.
fn assign(c: &Connection, before: &Before, rows: &[PostRow], posts: &[resolve::Post]) -> Sql<Vec<i64>> {
    let (existing, mut next) = (&before.ids, before.next);
    let mut given: Vec<Option<i64>> = posts.iter().map(|p| existing.get(&(p.unit, p.title)).copied()).collect();
    let mut taken: FxHashSet<i64> = given.iter().flatten().copied().collect();
    for (id, post) in given.iter_mut().zip(posts) {
        let before = ids::before(post.members.iter().map(|&i| rows[i as usize].linked));
        next = next.max(before.map_or(0, |b| b + 1));
        if id.is_none() {
            *id = before.filter(|b| taken.insert(*b));
        }
    }
    let mut fresh = next..;
    let ids: Vec<i64> = given.into_iter().map(|id| id.or_else(|| fresh.next()).unwrap_or(i64::MAX)).collect();
    let wanted: FxHashMap<i64, _> = ids.iter().copied().zip(posts.iter().map(|p| (p.unit, p.title))).collect();
    let mut before: Vec<_> = existing.iter().map(|(post, id)| (*id, *post)).collect();
    before.sort_unstable_by_key(|(id, _)| *id);
    for (id, post) in before {
        match wanted.get(&id) {
            Some(now) if *now == post => {}
            Some(_) => drop(c.prepare_cached(sql!("../posts/vacate"))?.execute(named_params! { ":id": id })?),
            None => drop(c.prepare_cached(sql!("../posts/delete"))?.execute(named_params! { ":id": id })?),
        }
    }
    Ok(ids)
}

fn read_all(c: &Connection, ground: &mut Ground) -> Sql<Vec<PostRow>> {
    let mut rows = with_room(c, sql!("../evidence/posts_at_most"))?;
    each(c, sql!("../evidence/posts"), [], |row| {
        rows.extend(post_row(ground, row)?);
        Ok(())
    })?;
    Ok(rows)
}

/// Those in the units that were derived.
fn read_some(c: &Connection, ground: &mut Ground, units: &Units) -> Sql<Vec<PostRow>> {
    let mut rows = vec![];
    for id in units.bodies.keys() {
        let of_unit = sql!("../evidence/posts_of_unit");
        each(c, of_unit, named_params! { ":id": id }, |row| {
            rows.extend(post_row(ground, row)?);
            Ok(())
        })?;
    }
    rows.sort_unstable_by_key(|row| row.id);
    Ok(rows)
}

/// `None` unless the document is live.
fn post_row(ground: &mut Ground, row: &Row<'_>) -> Sql<Option<PostRow>> {
    let Ground { words, documents } = ground;
    let Some(document) = documents.rank(row.get(1)?) else { return Ok(None) };
    let mut word = |column| -> Sql<_> { Ok(row.get_ref(column)?.as_str_or_null()?.map(|text| words.keep(text))) };
    let (division, Some(title)) = (word(4)?, word(5)?) else { return Ok(None) };
    Ok(Some(PostRow {
        id: row.get(0)?,
        document,
        official: row.get(2)?,
        unit: row.get(3)?,
        division,
        title,
        status: code_at(row, 6)?,
        seen_on: maybe_code_at(row, 7)?,
        seen_basis: maybe_code_at(row, 8)?,
        linked: row.get(9)?,
    }))
}

/// All posts of `officials`, which are row ids of persons' rows, whatever units they lie in.
pub fn of_officials(c: &Connection, ground: &mut Ground, officials: impl Iterator<Item = i64>) -> Sql<Posts> {
    let mut posts = Posts { rows: vec![], offices: FxHashMap::default() };
    for id in officials {
        each(c, sql!("../evidence/posts_of_official"), named_params! { ":id": id }, |row| {
            let Some(found) = post_row(ground, row)? else { return Ok(()) };
            let office = row.get_ref(10)?.as_str_or_null()?.and_then(Office::from_code);
            posts.offices.extend(found.linked.zip(office));
            posts.rows.push(found);
            Ok(())
        })?;
    }
    posts.rows.sort_unstable_by_key(|row| (row.official, row.id));
    Ok(posts)
}
