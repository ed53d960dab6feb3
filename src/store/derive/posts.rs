//! Titles in units.

use super::{Sql, ids, link};
use crate::{
    resolve::{self, Body, Ground, Office, PostRow},
    store::columns::{code_at, maybe_code_at},
};
use rusqlite::{Connection, named_params};
use std::collections::{HashMap, HashSet};

/// Posts as the people need them.
pub struct Posts {
    /// Rows with their posts as `linked`, by row id of the person's row.
    pub rows: Vec<PostRow>,
    /// Sort of office by post.
    pub offices: HashMap<i64, Office>,
}

/// Derives the posts in the units whose `bodies` are given.
pub fn derive(c: &Connection, ground: &mut Ground, bodies: &HashMap<i64, Body>) -> Sql<Posts> {
    let mut rows = read(c, ground)?;
    let posts = resolve::posts(&ground.words, &rows, bodies);
    let ids = assign(c, ground, &rows, &posts)?;
    let mut put = c.prepare_cached(sql!("../posts/put"))?;
    let mut now: Vec<Option<i64>> = vec![None; rows.len()];
    for (post, id) in posts.iter().zip(&ids) {
        let title = ground.words.text(post.title);
        put.execute(
            named_params! { ":id": id, ":unit_id": post.unit, ":title": title, ":office": post.office.code() },
        )?;
        post.members.iter().for_each(|&i| now[i as usize] = Some(*id));
    }
    link(c, sql!("../post_reports/link"), rows.iter().zip(&now).map(|(row, now)| (row.id, row.linked, *now)))?;
    rows.iter_mut().zip(now).for_each(|(row, now)| row.linked = now);
    rows.sort_by_key(|row| row.official);
    Ok(Posts { rows, offices: ids.into_iter().zip(posts.iter().map(|p| p.office)).collect() })
}

/// A post keeps its row id while unit and title are the same, or most of its evidence.
fn assign(c: &Connection, ground: &mut Ground, rows: &[PostRow], posts: &[resolve::Post]) -> Sql<Vec<i64>> {
    let mut existing = HashMap::new();
    let mut statement = c.prepare_cached(sql!("../posts/existing"))?;
    let mut found = statement.query([])?;
    let mut next = 1;
    while let Some(row) = found.next()? {
        let id: i64 = row.get(0)?;
        next = next.max(id + 1);
        existing.insert((row.get::<_, i64>(1)?, ground.words.keep(row.get_ref(2)?.as_str()?)), id);
    }
    let mut given: Vec<Option<i64>> = posts.iter().map(|p| existing.get(&(p.unit, p.title)).copied()).collect();
    let mut taken: HashSet<i64> = given.iter().flatten().copied().collect();
    for (id, post) in given.iter_mut().zip(posts) {
        let before = ids::before(post.members.iter().map(|&i| rows[i as usize].linked));
        next = next.max(before.map_or(0, |b| b + 1));
        if id.is_none() {
            *id = before.filter(|b| taken.insert(*b));
        }
    }
    let mut fresh = next..;
    let ids: Vec<i64> = given.into_iter().map(|id| id.or_else(|| fresh.next()).unwrap_or(i64::MAX)).collect();
    let wanted: HashMap<i64, _> = ids.iter().copied().zip(posts.iter().map(|p| (p.unit, p.title))).collect();
    let mut before: Vec<_> = existing.into_iter().map(|(post, id)| (id, post)).collect();
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

fn read(c: &Connection, ground: &mut Ground) -> Sql<Vec<PostRow>> {
    let Ground { words, documents } = ground;
    let mut statement = c.prepare_cached(sql!("../evidence/posts"))?;
    let mut found = statement.query([])?;
    let mut rows = vec![];
    while let Some(row) = found.next()? {
        let Some(document) = documents.rank(row.get(1)?) else { continue };
        let mut word = |column| -> Sql<_> { Ok(row.get_ref(column)?.as_str_or_null()?.map(|text| words.keep(text))) };
        let (division, Some(title)) = (word(4)?, word(5)?) else { continue };
        rows.push(PostRow {
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
        });
    }
    Ok(rows)
}
