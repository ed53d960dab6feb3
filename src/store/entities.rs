//! Entity rows: what `resolve` makes of the evidence, written anew.

use crate::{
    Error, Result,
    lexicon::divisions::{self, Division},
};
use rusqlite::{Connection, named_params};
use std::collections::BTreeMap;

type Sql<T> = rusqlite::Result<T>;

/// Derives all entities.
///
/// # Errors
/// When the archive cannot be read or written.
pub fn derive(connection: &Connection) -> Result<()> {
    let all = || {
        connection.execute_batch(sql!("entities/clear"))?;
        write_divisions(connection)
    };
    all().map_err(|e| Error::sql("deriving the entities", e))
}

/// Divisions as far as evidence refers to them, with their ancestors. A code that no table knows keeps the name that
/// the documents give it.
fn write_divisions(c: &Connection) -> Sql<()> {
    let referred: Vec<(String, String)> = c
        .prepare_cached(sql!("divisions/referred"))?
        .query_map([], |row| Ok((row.get(0)?, row.get::<_, Option<String>>(1)?.unwrap_or_default())))?
        .collect::<Sql<_>>()?;
    let names = names_by_code();
    let mut wanted: BTreeMap<String, String> = BTreeMap::new();
    for (code, text) in referred {
        let ancestors = divisions::lineage(&code, None);
        wanted.extend(ancestors.into_iter().map(|d| (d.code.to_owned(), d.name.to_owned())));
        wanted.entry(code).or_insert(text);
    }
    let mut division = c.prepare_cached(sql!("divisions/insert"))?;
    let mut name = c.prepare_cached(sql!("division_names/insert"))?;
    for (code, text) in &wanted {
        let level = divisions::by_code(code, None).map_or_else(|| level_of(code), |d| d.level.code());
        let parent = divisions::parent(code, None).map(|d| d.code).filter(|p| p != code && wanted.contains_key(*p));
        division.execute(named_params! { ":code": code, ":level": level, ":parent_code": parent })?;
        let known = names.get(code.as_str()).map(Vec::as_slice).unwrap_or_default();
        for d in known {
            let year = |y: Option<i16>| y.map(|y| format!("{y:04}"));
            name.execute(named_params! {
                ":code": code, ":name": divisions::insider_name(d.name), ":full_name": d.name,
                ":valid_from": year(d.valid_from), ":valid_to": year(d.valid_to),
            })?;
        }
        if known.is_empty() {
            let nothing: Option<String> = None;
            name.execute(named_params! {
                ":code": code, ":name": text, ":full_name": text, ":valid_from": nothing, ":valid_to": nothing,
            })?;
        }
    }
    Ok(())
}

fn names_by_code() -> BTreeMap<&'static str, Vec<&'static Division>> {
    let mut names: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for division in divisions::all() {
        names.entry(division.code).or_default().push(division);
    }
    names
}

/// Level by the digits alone.
fn level_of(code: &str) -> &'static str {
    match code {
        _ if code.ends_with("0000") => "province",
        _ if code.ends_with("00") => "prefecture",
        _ => "county",
    }
}
