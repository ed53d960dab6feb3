//! Divisions as far as evidence refers to them, with those above and those that became them (静海县 of 静海区). A code that
//! no table knows keeps the name that the documents give it.

use crate::lexicon::divisions;
use std::collections::{BTreeMap, BTreeSet};

/// A division.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// GB/T 2260 code of six digits.
    pub code: String,
    /// Code of table `divisions`.
    pub level: String,
    /// Code of the division above; `None` for provinces.
    pub parent: Option<String>,
    /// Its names with their years.
    pub names: Vec<DivisionName>,
}

/// A name that a division bore in some years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DivisionName {
    /// As put before a unit (`石柱县`).
    pub name: String,
    /// In full (`石柱土家族自治县`).
    pub full_name: String,
    /// First year; `None`: 1980 or before, or not known.
    pub valid_from: Option<i16>,
    /// Last year; `None`: in force, or not known.
    pub valid_to: Option<i16>,
}

/// The divisions of `referred`, those above and those that became them, by code. `printed` gives the name of a code that
/// no table knows.
///
/// # Errors
/// Those of `printed`.
pub fn resolve<E>(referred: &[String], printed: &mut dyn FnMut(&str) -> Result<String, E>) -> Result<Vec<Division>, E> {
    let mut wanted: BTreeSet<&str> = BTreeSet::new();
    for code in referred {
        let lineage =
            divisions::lineage(code, None).into_iter().chain(divisions::lineage(divisions::today(code), None));
        wanted.extend(lineage.map(|d| d.code).chain([code.as_str()]));
    }
    let predecessors: Vec<&str> =
        divisions::all().iter().map(|d| d.code).filter(|code| wanted.contains(divisions::today(code))).collect();
    wanted.extend(predecessors.iter().flat_map(|code| divisions::lineage(code, None)).map(|d| d.code));
    let mut names: BTreeMap<&str, Vec<DivisionName>> = BTreeMap::new();
    for d in divisions::all().iter().filter(|d| wanted.contains(d.code)) {
        let (valid_from, valid_to) = (d.valid_from, d.valid_to);
        let name =
            DivisionName { name: divisions::insider_name(d.name), full_name: d.name.to_owned(), valid_from, valid_to };
        names.entry(d.code).or_default().push(name);
    }
    let mut out = vec![];
    for &code in &wanted {
        let unknown = |name: String| DivisionName { full_name: name.clone(), name, valid_from: None, valid_to: None };
        let names = match names.remove(code) {
            Some(names) => names,
            None => vec![unknown(printed(code)?)],
        };
        let level = divisions::by_code(code, None).map_or_else(|| level_of(code), |d| d.level.code());
        let parent = divisions::parent(code, None).map(|d| d.code.to_owned()).filter(|p| wanted.contains(p.as_str()));
        out.push(Division { code: code.to_owned(), level: level.to_owned(), parent, names });
    }
    Ok(out)
}

/// Level by the digits alone.
fn level_of(code: &str) -> &'static str {
    match code {
        _ if code.ends_with("0000") => "province",
        _ if code.ends_with("00") => "prefecture",
        _ => "county",
    }
}
