//! People, what is proposed about them, and the posts in which they were seen.

use super::{
    Sql,
    bulk::Bulk,
    ids,
    ids::{Existing, Table, Wanted},
    is_code, link,
    posts::{self, Posts},
    touched::{Touched, each},
    with_room,
};
use crate::{
    resolve::{self, Ground, Key, OfficialRow, People, PostRow, Rank, Regrouping, Sightings, Word},
    store::columns::{Code, DateColumns, code_at},
};
use rusqlite::{Connection, Row, named_params};
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

const TABLE: Table = Table {
    existing: sql!("../officials/existing"),
    existing_one: sql!("../officials/existing_one"),
    next: sql!("../officials/next"),
    vacate: sql!("../officials/vacate"),
    delete: sql!("../officials/delete"),
};

/// Derives the people and their tenures: all, or those of the touched names. `posts` are those that were derived.
pub fn derive(
    c: &Connection,
    ground: &mut Ground,
    posts: Posts,
    corrections: &Regrouping<Word>,
    touched: Option<&Touched>,
) -> Sql<()> {
    let (rows, posts, ids) = match touched {
        None => (read_all(c, ground)?, posts, vec![]),
        Some(touched) => read_touched(c, ground, touched)?,
    };
    let contested = resolve::contested(&rows);
    let company = match touched {
        None => company_in(&rows, &contested),
        Some(_) => company(c, ground, &contested)?,
    };
    let people = People::new(ground, &rows, &posts.rows, &posts.offices);
    let (officials, proposals) = people.resolve(&company, corrections);
    let wanted: Vec<Wanted> = officials
        .iter()
        .map(|o| {
            let key: Rc<str> = ground.documents.text(o.key, 'o').into();
            Wanted {
                same: Rc::clone(&key),
                key,
                before: ids::before(o.members.iter().map(|&i| rows[i as usize].linked)),
            }
        })
        .collect();
    // Not before the people are found, which takes much room itself.
    let mut existing =
        if touched.is_none() { Existing::read(c, &TABLE)? } else { Existing::read_some(c, &TABLE, ids)? };
    let ids = existing.assign(c, &TABLE, &wanted)?;
    if touched.is_none() {
        existing = Existing::default();
    }
    let names = [":id", ":key", ":name", ":pinyin", ":capacity", ":surname_only", ":division_code"];
    let mut put = Bulk::new(c, sql!("../officials/put"), names)?;
    let mut now: Vec<Option<i64>> = vec![None; rows.len()];
    for ((o, w), id) in officials.iter().zip(&wanted).zip(&ids) {
        let (name, division) = (ground.words.text(o.name), ground.words.maybe(o.division));
        let division = division.filter(|code| is_code(code));
        put.put([id, &w.key, &name, &o.pinyin, &Code(o.capacity), &o.surname_only, &division])?;
        o.members.iter().for_each(|&i| now[i as usize] = Some(*id));
    }
    link(c, sql!("../official_reports/link"), rows.iter().zip(&now).map(|(row, now)| (row.id, row.linked, *now)))?;
    let known = known_tenures(c, touched.is_none(), existing.keys().map(|(id, _)| id).chain(ids.iter().copied()))?;
    match touched {
        None => c.execute_batch(sql!("../proposals/clear"))?,
        // The first of a name is in all proposals of that name.
        Some(_) => existing.keys().try_for_each(|(_, key)| {
            c.prepare_cached(sql!("../proposals/delete"))?.execute(named_params! { ":key": key }).map(|_| ())
        })?,
    }
    let mut insert = Bulk::new(c, sql!("../proposals/insert"), [":kind", ":key_a", ":key_b", ":reason"])?;
    for p in &proposals {
        insert.put([&p.kind, &p.key_a, &p.key_b, &p.reason])?;
    }
    drop((officials, wanted, ids, proposals));
    let held = held(&rows, &now, &posts.rows);
    drop((rows, now));
    tenures(c, ground, &posts.rows, held, known)
}

fn read_all(c: &Connection, ground: &mut Ground) -> Sql<Vec<OfficialRow>> {
    let mut rows = with_room(c, sql!("../evidence/officials_at_most"))?;
    each(c, sql!("../evidence/officials"), [], |row| {
        rows.extend(official_row(ground, row)?);
        Ok(())
    })?;
    Ok(rows)
}

/// All rows of the touched names, with their posts, and the row ids of the people of these names.
fn read_touched(c: &Connection, ground: &mut Ground, touched: &Touched) -> Sql<(Vec<OfficialRow>, Posts, Vec<i64>)> {
    let (mut rows, mut ids) = (vec![], vec![]);
    for name in &touched.names {
        let of_name = named_params! { ":name": name };
        let statement = sql!("../evidence/officials_of_name");
        each(c, statement, of_name, |row| {
            rows.extend(official_row(ground, row)?);
            Ok(())
        })?;
        each(c, sql!("../officials/of_name"), of_name, |row| {
            ids.push(row.get(0)?);
            Ok(())
        })?;
    }
    let posts = posts::of_officials(c, ground, rows.iter().map(|row| row.id))?;
    Ok((rows, posts, ids))
}

/// `None` unless the document is live.
fn official_row(ground: &mut Ground, row: &Row<'_>) -> Sql<Option<OfficialRow>> {
    let Ground { words, documents } = ground;
    let Some(document) = documents.rank(row.get(1)?) else { return Ok(None) };
    let mut word = |column| -> Sql<_> { Ok(row.get_ref(column)?.as_str_or_null()?.map(|text| words.keep(text))) };
    let (Some(name), division) = (word(3)?, word(6)?) else { return Ok(None) };
    Ok(Some(OfficialRow {
        id: row.get(0)?,
        key: Key { document, n: row.get(2)? },
        name,
        surname_only: row.get(4)?,
        capacity: code_at(row, 5)?,
        division,
        linked: row.get(7)?,
    }))
}

/// Who is named in each of `documents`, which are sorted, when `rows` are all there are.
fn company_in(rows: &[OfficialRow], documents: &[Rank]) -> FxHashMap<Rank, Vec<Word>> {
    let mut company: FxHashMap<Rank, Vec<Word>> = FxHashMap::default();
    for row in rows.iter().filter(|row| !row.surname_only) {
        if documents.binary_search(&row.key.document).is_ok() {
            company.entry(row.key.document).or_default().push(row.name);
        }
    }
    company
}

/// Who is named in each of `documents`.
fn company(c: &Connection, ground: &mut Ground, documents: &[Rank]) -> Sql<FxHashMap<Rank, Vec<Word>>> {
    let mut statement = c.prepare_cached(sql!("../evidence/company_of_document"))?;
    let mut company = FxHashMap::default();
    for &rank in documents {
        let Some(id) = ground.documents.row(rank).map(|d| d.id) else { continue };
        let mut rows = statement.query(named_params! { ":id": id })?;
        let names: &mut Vec<Word> = company.entry(rank).or_default();
        while let Some(row) = rows.next()? {
            names.push(ground.words.keep(row.get_ref(0)?.as_str()?));
        }
    }
    Ok(company)
}

/// Person and post of the tenures in the archive: of all, or of `officials`.
fn known_tenures(c: &Connection, whole: bool, officials: impl Iterator<Item = i64>) -> Sql<FxHashSet<(i64, i64)>> {
    let mut known = FxHashSet::default();
    let mut take = |row: &Row<'_>| Ok(known.insert((row.get(0)?, row.get(1)?)));
    if whole {
        each(c, sql!("../tenures/existing"), [], take)?;
        return Ok(known);
    }
    for id in officials {
        each(c, sql!("../tenures/existing_of_official"), named_params! { ":id": id }, &mut take)?;
    }
    Ok(known)
}

/// Row ids of a person and of a post that is held, with the place of the row that says so.
type Held = (i64, i64, u32);

/// Posts held, sorted. `now` are the people that `rows` belong to; rows of people who are no entities say nothing.
fn held(rows: &[OfficialRow], now: &[Option<i64>], posts: &[PostRow]) -> Vec<Held> {
    let mut people: Vec<(i64, i64)> = rows.iter().zip(now).filter_map(|(row, now)| Some((row.id, (*now)?))).collect();
    people.sort_unstable();
    let mut held = vec![];
    let mut at = 0;
    for (i, post) in (0..).zip(posts).filter(|(_, post)| post.is_held()) {
        at += people[at..].iter().take_while(|(id, _)| *id < post.official).count();
        let person = people.get(at).filter(|(id, _)| *id == post.official);
        held.extend(person.zip(post.linked).map(|((_, official), post)| (*official, post, i)));
    }
    held.sort_unstable();
    held
}

/// Writes the posts `held`, as [`held`] gave them. Of `known` what no longer holds goes.
fn tenures(
    c: &Connection,
    ground: &Ground,
    posts: &[PostRow],
    held: Vec<Held>,
    known: FxHashSet<(i64, i64)>,
) -> Sql<()> {
    let mut gone = known;
    let groups = || held.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
    for group in groups() {
        gone.remove(&(group[0].0, group[0].1));
    }
    for (official, post) in &gone {
        let values = named_params! { ":official_id": official, ":post_id": post };
        c.prepare_cached(sql!("../tenures/delete"))?.execute(values)?;
    }
    let mut put = Bulk::new(c, sql!("../tenures/put"), TENURE)?;
    for group in groups() {
        let rows = group.iter().map(|(_, _, i)| &posts[*i as usize]);
        tenure(&mut put, group[0].0, group[0].1, &resolve::sightings(&ground.documents, rows))?;
    }
    Ok(())
}

/// Columns of a tenure.
const TENURE: [&str; 15] = [
    ":official_id",
    ":post_id",
    ":documents",
    ":first_seen",
    ":first_from",
    ":first_to",
    ":first_precision",
    ":first_md",
    ":first_basis",
    ":last_seen",
    ":last_from",
    ":last_to",
    ":last_precision",
    ":last_md",
    ":last_basis",
];

fn tenure(put: &mut Bulk<'_, 15>, official: i64, post: i64, seen: &Sightings) -> Sql<()> {
    let (first_on, last_on) = (seen.first.map(|s| s.on), seen.last.map(|s| s.on));
    let first = DateColumns::new(first_on);
    let last = if last_on == first_on { first.clone() } else { DateColumns::new(last_on) };
    put.put([
        &official,
        &post,
        &i64::try_from(seen.documents).unwrap_or(i64::MAX),
        &first.on,
        &first.from,
        &first.to,
        &first.precision,
        &first.md,
        &seen.first.map(|s| Code(s.basis)),
        &last.on,
        &last.from,
        &last.to,
        &last.precision,
        &last.md,
        &seen.last.map(|s| Code(s.basis)),
    ])
}
