//! Divisions to which evidence or entities refer.

use super::Sql;
use crate::resolve::{self, Division, DivisionName};
use rusqlite::{Connection, named_params};
use std::collections::BTreeMap;

/// Writes the divisions referred to, with those above them and those that became them.
pub fn derive(c: &Connection) -> Sql<()> {
    let codes: Vec<String> =
        c.prepare_cached(sql!("../divisions/referred"))?.query_map([], |row| row.get(0))?.collect::<Sql<_>>()?;
    let mut printed = c.prepare_cached(sql!("../divisions/printed"))?;
    let mut name = |code: &str| -> Sql<String> {
        let name: Option<String> = printed.query_row(named_params! { ":code": code }, |row| row.get(0))?;
        Ok(name.unwrap_or_default())
    };
    let wanted = resolve::divisions(&codes, &mut name)?;
    let mut existing = existing(c)?;
    for division in &wanted {
        if existing.remove(&division.code).as_ref() != Some(division) {
            put(c, division)?;
        }
    }
    for code in existing.keys() {
        let code = named_params! { ":code": code };
        c.prepare_cached(sql!("../division_names/delete"))?.execute(code)?;
        c.prepare_cached(sql!("../divisions/delete"))?.execute(code)?;
    }
    Ok(())
}

fn existing(c: &Connection) -> Sql<BTreeMap<String, Division>> {
    let mut divisions: BTreeMap<String, Division> = BTreeMap::new();
    let mut statement = c.prepare_cached(sql!("../divisions/all"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let code: String = row.get(0)?;
        let level: String = row.get(1)?;
        let parent = row.get(2)?;
        let division = divisions.entry(code.clone()).or_insert_with(|| Division { code, level, parent, names: vec![] });
        let year =
            |column| -> Sql<Option<i16>> { Ok(row.get::<_, Option<String>>(column)?.and_then(|y| y.parse().ok())) };
        if let Some(name) = row.get(3)? {
            let (valid_from, valid_to) = (year(5)?, year(6)?);
            division.names.push(DivisionName { name, full_name: row.get(4)?, valid_from, valid_to });
        }
    }
    Ok(divisions)
}

fn put(c: &Connection, d: &Division) -> Sql<()> {
    let values = named_params! { ":code": d.code, ":level": d.level, ":parent_code": d.parent };
    c.prepare_cached(sql!("../divisions/put"))?.execute(values)?;
    c.prepare_cached(sql!("../division_names/delete"))?.execute(named_params! { ":code": d.code })?;
    let year = |y: Option<i16>| y.map(|y| format!("{y:04}"));
    for n in &d.names {
        c.prepare_cached(sql!("../division_names/insert"))?.execute(named_params! {
            ":code": d.code, ":name": n.name, ":full_name": n.full_name,
            ":valid_from": year(n.valid_from), ":valid_to": year(n.valid_to),
        })?;
    }
    Ok(())
}
