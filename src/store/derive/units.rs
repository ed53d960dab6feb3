//! Units with the bodies above them.

use super::{
    Sql,
    bulk::Bulk,
    ids,
    ids::{Existing, Table, Wanted},
    is_code, link,
    touched::{Touched, each},
    with_room,
};
use crate::{
    resolve::{self, Body, Ground, Key, Level, Regrouping, Standing, UnitRow, Word},
    store::columns::{Code, code_at},
};
use rusqlite::{Connection, Row, named_params};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

const TABLE: Table = Table {
    existing: sql!("../units/existing"),
    existing_one: sql!("../units/existing_one"),
    next: sql!("../units/next"),
    vacate: sql!("../units/vacate"),
    delete: sql!("../units/delete"),
};

/// The units that were derived.
pub struct Units {
    /// What the offices in them depend on, by row id.
    pub bodies: FxHashMap<i64, Body>,
    /// Row ids of those that are gone.
    pub gone: Vec<i64>,
}

/// Derives the units: all, or the touched ones.
pub fn derive(
    c: &Connection,
    ground: &mut Ground,
    corrections: &Regrouping<Word>,
    touched: Option<&Touched>,
) -> Sql<Units> {
    let (rows, mut existing) = match touched {
        None => (read_all(c, ground)?, Existing::read(c, &TABLE)?),
        Some(touched) => read_touched(c, ground, touched)?,
    };
    let units = resolve::units(ground, &rows, corrections);
    let row = |i: &u32| &rows[*i as usize];
    let wanted: Vec<Wanted> = units
        .iter()
        .map(|u| Wanted {
            same: u.identity.as_str().into(),
            key: ground.documents.text(u.key, 'u').into(),
            before: ids::before(u.members.iter().map(|i| row(i).linked)),
        })
        .collect();
    let ids = existing.assign(c, &TABLE, &wanted)?;
    let names = [":id", ":key", ":identity", ":name", ":kind", ":organ", ":level", ":division_code"];
    let mut put = Bulk::new(c, sql!("../units/put"), names)?;
    for ((u, w), id) in units.iter().zip(&wanted).zip(&ids) {
        let division = u.division.as_deref().filter(|code| is_code(code));
        let (name, level) = (ground.words.text(u.name), u.level.map(Level::code));
        put.put([id, &w.key, &w.same, &name, &Code(u.kind), &Code(u.organ), &level, &division])?;
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
    let bodies: FxHashMap<i64, Body> = ids.into_iter().zip(units.iter().map(body)).collect();
    let gone = existing.keys().map(|(id, _)| id).filter(|id| !bodies.contains_key(id)).collect();
    Ok(Units { bodies, gone })
}

fn read_all(c: &Connection, ground: &mut Ground) -> Sql<Vec<UnitRow>> {
    let mut rows = with_room(c, sql!("../evidence/units_at_most"))?;
    each(c, sql!("../evidence/units"), [], |row| {
        rows.extend(unit_row(ground, row)?);
        Ok(())
    })?;
    Ok(rows)
}

/// All rows of the units in which rows came or went.
fn read_touched(c: &Connection, ground: &mut Ground, touched: &Touched) -> Sql<(Vec<UnitRow>, Existing)> {
    let mut rows: BTreeMap<i64, UnitRow> = BTreeMap::new();
    let of_document = sql!("../evidence/units_of_document");
    for id in &touched.documents {
        each(c, of_document, named_params! { ":id": id }, |row| {
            rows.extend(unit_row(ground, row)?.map(|r| (r.id, r)));
            Ok(())
        })?;
    }
    let identities: BTreeSet<String> = rows.values().map(|row| resolve::identity(ground, row)).collect();
    let mut ids = touched.units.clone();
    for identity in identities {
        let of_identity = named_params! { ":identity": identity };
        each(c, sql!("../units/of_identity"), of_identity, |row| Ok(ids.insert(row.get(0)?)))?;
    }
    for id in &ids {
        each(c, sql!("../evidence/units_of_unit"), named_params! { ":id": id }, |row| {
            rows.extend(unit_row(ground, row)?.map(|r| (r.id, r)));
            Ok(())
        })?;
    }
    Ok((rows.into_values().collect(), Existing::read_some(c, &TABLE, ids)?))
}

/// `None` unless the document is live.
fn unit_row(ground: &mut Ground, row: &Row<'_>) -> Sql<Option<UnitRow>> {
    let Ground { words, documents } = ground;
    let Some(document) = documents.rank(row.get(1)?) else { return Ok(None) };
    let mut word = |column| -> Sql<_> { Ok(row.get_ref(column)?.as_str_or_null()?.map(|text| words.keep(text))) };
    let (Some(name), place, place_code) = (word(3)?, word(6)?, word(7)?) else { return Ok(None) };
    Ok(Some(UnitRow {
        id: row.get(0)?,
        key: Key { document, n: row.get(2)? },
        name,
        kind: code_at(row, 4)?,
        organ: code_at(row, 5)?,
        place,
        place_code,
        linked: row.get(8)?,
    }))
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
