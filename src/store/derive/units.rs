//! Units with the bodies above them.

use super::{
    Sql, ids,
    ids::{Existing, Table, Wanted},
    is_code, link,
};
use crate::{
    resolve::{self, Body, Ground, Key, Level, Regrouping, Standing, UnitRow, Word},
    store::columns::{Code, code_at},
};
use rusqlite::{Connection, Row, named_params};
use std::collections::HashMap;

const TABLE: Table =
    Table { existing: sql!("../units/existing"), vacate: sql!("../units/vacate"), delete: sql!("../units/delete") };

/// Derives the units; gives what the offices in them depend on, by row id.
pub fn derive(c: &Connection, ground: &mut Ground, corrections: &Regrouping<Word>) -> Sql<HashMap<i64, Body>> {
    let rows = read(c, ground)?;
    let units = resolve::units(ground, &rows, corrections);
    let row = |i: &u32| &rows[*i as usize];
    let wanted: Vec<Wanted> = units
        .iter()
        .map(|u| Wanted {
            same: u.identity.clone(),
            key: ground.documents.text(u.key, 'u'),
            before: ids::before(u.members.iter().map(|i| row(i).linked)),
        })
        .collect();
    let ids = Existing::read(c, &TABLE)?.assign(c, &TABLE, &wanted)?;
    let mut put = c.prepare_cached(sql!("../units/put"))?;
    for ((u, w), id) in units.iter().zip(&wanted).zip(&ids) {
        put.execute(named_params! {
            ":id": id, ":key": w.key, ":identity": w.same, ":name": ground.words.text(u.name), ":kind": Code(u.kind),
            ":organ": Code(u.organ), ":level": u.level.map(Level::code),
            ":division_code": u.division.as_deref().filter(|code| is_code(code)),
        })?;
    }
    let mut links: Vec<(i64, Option<i64>, Option<i64>)> = units
        .iter()
        .zip(&ids)
        .flat_map(|(u, id)| u.members.iter().map(move |i| (row(i).id, row(i).linked, Some(*id))))
        .filter(|(_, before, now)| before != now)
        .collect();
    links.sort_unstable();
    link(c, sql!("../unit_reports/link"), links.into_iter())?;
    parents(c)?;
    let body = |u: &resolve::Unit| Body { kind: u.kind, organ: u.organ, is_place_committee: u.is_place_committee };
    Ok(ids.into_iter().zip(units.iter().map(body)).collect())
}

fn read(c: &Connection, ground: &mut Ground) -> Sql<Vec<UnitRow>> {
    let Ground { words, documents } = ground;
    let mut statement = c.prepare_cached(sql!("../evidence/units"))?;
    let mut found = statement.query([])?;
    let mut rows = vec![];
    while let Some(row) = found.next()? {
        let Some(document) = documents.rank(row.get(1)?) else { continue };
        let mut word = |column| -> Sql<_> { Ok(row.get_ref(column)?.as_str_or_null()?.map(|text| words.keep(text))) };
        let (Some(name), place, place_code) = (word(3)?, word(6)?, word(7)?) else { continue };
        rows.push(UnitRow {
            id: row.get(0)?,
            key: Key { document, n: row.get(2)? },
            name,
            kind: code_at(row, 4)?,
            organ: code_at(row, 5)?,
            place,
            place_code,
            linked: row.get(8)?,
        });
    }
    Ok(rows)
}

/// Where a unit stands may change with any other unit, so all are looked at.
fn parents(c: &Connection) -> Sql<()> {
    let read = |row: &Row<'_>| {
        Ok(Standing {
            id: row.get(0)?,
            identity: row.get(1)?,
            name: row.get(2)?,
            kind: code_at(row, 3)?,
            organ: code_at(row, 4)?,
            level: row.get_ref(5)?.as_str_or_null()?.and_then(Level::from_code),
            division: row.get(6)?,
            parent: row.get(7)?,
        })
    };
    let units: Vec<Standing> = c.prepare_cached(sql!("../units/standing"))?.query_map([], read)?.collect::<Sql<_>>()?;
    let mut update = c.prepare_cached(sql!("../units/parent"))?;
    for (unit, parent) in units.iter().zip(resolve::parents(&units)) {
        if unit.parent != parent {
            update.execute(named_params! { ":id": unit.id, ":parent_id": parent })?;
        }
    }
    Ok(())
}
