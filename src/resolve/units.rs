//! Organisations: one unit is one name in one division.
//!
//! Joined: the same name with the same division; towns' bodies of the same name when their documents are about the same
//! division; national bodies (`国务院…`, unit_fixed.tsv) by name alone. Never joined across documents: a bare name
//! (区委 of an unknown place).

use super::{Evidence, Level, UnitRow, commonest};
use crate::{
    lexicon::{divisions, units::fixed},
    record::{Organ, UnitKind},
};
use std::collections::{BTreeMap, HashMap};

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Least key of its evidence.
    pub key: String,
    /// Name.
    pub name: String,
    /// Branch, the commonest reading.
    pub kind: UnitKind,
    /// Sort of body, the commonest reading.
    pub organ: Organ,
    /// Whether it is the party committee of a place, not of an office or firm there.
    pub is_place_committee: bool,
    /// Level; `None` if not known.
    pub level: Option<Level>,
    /// Code of its division.
    pub division: Option<String>,
    /// Place in the list of units of the body above it; `None` if that is not in the archive or not known.
    pub parent: Option<usize>,
    /// Ids of its [`UnitRow`]s, by key.
    pub members: Vec<i64>,
    /// Keys of the same.
    pub keys: Vec<String>,
}

/// Where a name counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Scope {
    /// In a division.
    Division(String),
    /// In a town without a code, in documents about a division.
    Town(String),
    /// In the whole country.
    Country,
    /// In one document.
    Document(i64),
}

/// Units in order of their keys.
pub fn resolve(evidence: &Evidence, homes: &HashMap<i64, String>) -> Vec<Unit> {
    let national = fixed();
    let mut blocks: BTreeMap<(&str, Scope), Vec<&UnitRow>> = BTreeMap::new();
    for row in &evidence.units {
        blocks.entry((&row.name, scope(row, homes, &national))).or_default().push(row);
    }
    let mut units: Vec<Unit> = blocks.into_iter().map(|((_, scope), rows)| unit(&rows, &scope)).collect();
    units.sort_by(|a, b| a.key.cmp(&b.key));
    let parents = parents(&units);
    units.iter_mut().zip(parents).for_each(|(unit, parent)| unit.parent = parent);
    units
}

fn scope(row: &UnitRow, homes: &HashMap<i64, String>, national: &[&str]) -> Scope {
    let town = || row.place.as_ref().and_then(|_| homes.get(&row.document));
    match &row.place_code {
        Some(code) => Scope::Division(code.clone()),
        None if national.iter().any(|name| row.name.starts_with(name)) => Scope::Country,
        None => town().map_or(Scope::Document(row.document), |home| Scope::Town(home.clone())),
    }
}

fn unit(rows: &[&UnitRow], scope: &Scope) -> Unit {
    let first = rows[0];
    let kind = commonest(rows.iter().map(|r| r.kind)).unwrap_or(first.kind);
    let place = commonest(rows.iter().filter_map(|r| r.place.as_deref()));
    let division = match scope {
        Scope::Division(code) => Some(code.clone()),
        // The town lies in the division that its documents are about.
        Scope::Town(home) => Some(home.clone()),
        Scope::Country | Scope::Document(_) => None,
    };
    Unit {
        key: first.key.clone(),
        name: first.name.clone(),
        kind,
        organ: commonest(rows.iter().map(|r| r.organ)).unwrap_or(first.organ),
        is_place_committee: is_place_committee(&first.name, place),
        level: level(kind, place, scope),
        division,
        parent: None,
        members: rows.iter().map(|r| r.id).collect(),
        keys: rows.iter().map(|r| r.key.clone()).collect(),
    }
}

/// 临河区委, 石桥镇党委, 区委; not 临河区人武部党委.
fn is_place_committee(name: &str, place: Option<&str>) -> bool {
    let insider = place.map(divisions::insider_name);
    let rest = insider.as_deref().and_then(|p| name.strip_prefix(p)).unwrap_or(name);
    rest.ends_with('委') && rest.chars().count() <= 3
}

fn level(kind: UnitKind, place: Option<&str>, scope: &Scope) -> Option<Level> {
    const TOWNS: [&str; 5] = ["镇", "乡", "街道", "苏木", "团场"];
    match (scope, kind) {
        (Scope::Country, _) => Some(Level::National),
        (_, UnitKind::Village) => Some(Level::Village),
        (_, UnitKind::Township) => Some(Level::Township),
        _ if place.is_some_and(|p| TOWNS.iter().any(|town| p.ends_with(town))) => Some(Level::Township),
        (Scope::Division(code), _) => divisions::by_code(code, None).map(|d| match d.level {
            divisions::Level::Province => Level::Province,
            divisions::Level::Prefecture => Level::Prefecture,
            divisions::Level::County => Level::County,
            divisions::Level::Township => Level::Township,
        }),
        _ => None,
    }
}

/// For each unit the body above: the one whose name begins its own (海淀区委 of 海淀区委组织部), else the committee or
/// government to which its branch answers in its division, else the same body one division up.
fn parents(units: &[Unit]) -> Vec<Option<usize>> {
    let named: HashMap<(&str, &str), usize> =
        units.iter().enumerate().filter_map(|(i, u)| Some(((u.division.as_deref()?, u.name.as_str()), i))).collect();
    let mut bodies: HashMap<(&str, UnitKind), usize> = HashMap::new();
    for (i, u) in units.iter().enumerate().filter(|(_, u)| is_main_body(u)) {
        let Some(division) = u.division.as_deref() else { continue };
        let shortest = bodies.entry((division, u.kind)).or_insert(i);
        if units[*shortest].name.chars().count() > u.name.chars().count() {
            *shortest = i;
        }
    }
    let parent = |i: usize| {
        let u: &Unit = &units[i];
        let division = u.division.as_deref()?;
        let prefixes = u.name.char_indices().map(|(at, _)| &u.name[..at]).skip(2);
        let by_name = prefixes.filter_map(|prefix| named.get(&(division, prefix)).copied()).last();
        // Not a body that itself stands below this one by its name.
        let answers_to = |p: &usize| *p != i && !units[*p].name.starts_with(&u.name);
        by_name.or_else(|| above(u, division, &bodies).filter(answers_to))
    };
    (0..units.len()).map(parent).collect()
}

fn is_main_body(u: &Unit) -> bool {
    u.organ == Organ::Committee && !matches!(u.level, None | Some(Level::Township | Level::Village | Level::National))
}

fn above(u: &Unit, division: &str, bodies: &HashMap<(&str, UnitKind), usize>) -> Option<usize> {
    if is_main_body(u) {
        let mut higher = divisions::lineage(division, None).into_iter().skip(1);
        return higher.find_map(|d| bodies.get(&(d.code, u.kind)).copied());
    }
    let branch = match u.kind {
        UnitKind::Party | UnitKind::Discipline | UnitKind::Mass => UnitKind::Party,
        UnitKind::Government | UnitKind::Police => UnitKind::Government,
        UnitKind::Congress | UnitKind::Consultative => u.kind,
        _ => return None,
    };
    bodies.get(&(division, branch)).copied()
}
