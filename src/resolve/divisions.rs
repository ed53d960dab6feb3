//! Divisions as far as evidence refers to them, with those above. A code that no table knows keeps the name that the
//! documents give it.

use crate::lexicon::divisions;
use std::collections::BTreeMap;

/// A division.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// GB/T 2260 code of six digits.
    pub code: String,
    /// Code of table `divisions`.
    pub level: &'static str,
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

/// The divisions of `referred` (code and printed name) and those above, by code.
pub fn resolve(referred: &[(String, String)]) -> Vec<Division> {
    let mut wanted: BTreeMap<&str, &str> = BTreeMap::new();
    for (code, text) in referred {
        wanted.entry(code).or_insert(text);
        wanted.extend(divisions::lineage(code, None).into_iter().map(|d| (d.code, d.name)));
    }
    let mut names: BTreeMap<&str, Vec<DivisionName>> = BTreeMap::new();
    for d in divisions::all().iter().filter(|d| wanted.contains_key(d.code)) {
        let (valid_from, valid_to) = (d.valid_from, d.valid_to);
        let name =
            DivisionName { name: divisions::insider_name(d.name), full_name: d.name.to_owned(), valid_from, valid_to };
        names.entry(d.code).or_default().push(name);
    }
    let unknown = |text: &str| DivisionName {
        name: text.to_owned(),
        full_name: text.to_owned(),
        valid_from: None,
        valid_to: None,
    };
    let division = |(&code, &text): (&&str, &&str)| Division {
        code: code.to_owned(),
        level: divisions::by_code(code, None).map_or_else(|| level_of(code), |d| d.level.code()),
        parent: divisions::parent(code, None).map(|d| d.code.to_owned()).filter(|p| wanted.contains_key(p.as_str())),
        names: names.get(code).cloned().unwrap_or_else(|| vec![unknown(text)]),
    };
    wanted.iter().map(division).collect()
}

/// Level by the digits alone.
fn level_of(code: &str) -> &'static str {
    match code {
        _ if code.ends_with("0000") => "province",
        _ if code.ends_with("00") => "prefecture",
        _ => "county",
    }
}
