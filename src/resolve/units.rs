//! Organisations: one unit is one name, without its place, in one division.
//!
//! Joined: `海淀区委` and `北京市海淀区委` (both 委 in 110108); `静海县委` and `静海区委`, since the one division became the other;
//! towns' bodies of the same name when their documents are about the same division; national bodies (`国务院…`,
//! unit_fixed.tsv) by name alone. Never joined across documents: a bare name (区委 of an unknown place).

use super::{
    Level, Regrouping, commonest,
    evidence::{Ground, Rank, UnitRow},
    key::Key,
    words::{Word, Words},
};
use crate::{
    lexicon::{divisions, units::fixed},
    record::{Organ, UnitKind},
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Least key of its evidence.
    pub key: Key,
    /// What makes it this unit, as text: where the name counts, a stroke, the name without its place.
    pub identity: String,
    /// Name, the commonest.
    pub name: Word,
    /// Branch, the commonest reading.
    pub kind: UnitKind,
    /// Sort of body, the commonest reading.
    pub organ: Organ,
    /// Whether it is the party committee of a place, not of an office or firm there.
    pub is_place_committee: bool,
    /// Level; `None` if not known.
    pub level: Option<Level>,
    /// Code of its division, the one in force.
    pub division: Option<String>,
    /// Places of its rows in the list of rows.
    pub members: Vec<u32>,
}

/// Where a name counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope<'a> {
    /// In a division.
    Division(&'a str),
    /// In a town without a code, in documents about a division.
    Town(&'a str),
    /// In the whole country.
    Country,
    /// In one document.
    Document,
}

static FIXED: LazyLock<Vec<&'static str>> = LazyLock::new(fixed);

/// Where the name of a unit counts, in a document about `home`.
pub fn scope<'a>(name: &str, place: Option<&str>, place_code: Option<&'a str>, home: Option<&'a str>) -> Scope<'a> {
    match place_code {
        Some(code) => Scope::Division(divisions::today(code)),
        None if FIXED.iter().any(|fixed| name.starts_with(fixed)) => Scope::Country,
        None => place.and(home).map_or(Scope::Document, Scope::Town),
    }
}

/// The name without its place: `委组织部` of `海淀区委组织部`; a town keeps its own.
pub fn stem<'a>(name: &'a str, place: Option<&str>, scope: Scope<'_>) -> &'a str {
    let Some(place) = place.filter(|_| matches!(scope, Scope::Division(_))) else { return name };
    let insider = divisions::insider_name(place);
    let rest = name.strip_prefix(insider.as_str()).or_else(|| name.strip_prefix(place));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// What makes a unit this unit: where its name counts, a stroke, the name without its place.
pub fn identity(ground: &Ground, row: &UnitRow) -> String {
    let words = &ground.words;
    let (name, place) = (words.text(row.name), words.maybe(row.place));
    let scope = scope(name, place, words.maybe(row.place_code), ground.documents.home(row.key.document));
    identity_in(ground, scope, row.key.document, stem(name, place, scope))
}

fn identity_in(ground: &Ground, scope: Scope<'_>, document: Rank, stem: &str) -> String {
    let place = match scope {
        Scope::Division(code) | Scope::Town(code) => code,
        Scope::Country => "",
        Scope::Document => ground.documents.row(document).map_or("", |d| &d.key),
    };
    let town = if matches!(scope, Scope::Town(_)) { "/" } else { "" };
    format!("{place}{town}/{stem}")
}

/// Units in order of their keys. `rows` must hold whole blocks: all rows of a unit or none.
pub fn resolve(ground: &Ground, rows: &[UnitRow], corrections: &Regrouping<Word>) -> Vec<Unit> {
    let words = &ground.words;
    let mut blocks: FxHashMap<(Scope<'_>, Rank, &str), Vec<u32>> = FxHashMap::default();
    for (i, row) in (0..).zip(rows) {
        let (name, place) = (words.text(row.name), words.maybe(row.place));
        let scope = scope(name, place, words.maybe(row.place_code), ground.documents.home(row.key.document));
        let document = if scope == Scope::Document { row.key.document } else { 0 };
        blocks.entry((scope, document, stem(name, place, scope))).or_default().push(i);
    }
    let unit = |((scope, document, stem), mut members): ((Scope<'_>, Rank, &str), Vec<u32>)| {
        members.sort_unstable_by_key(|&i| rows[i as usize].key);
        unit(words, rows, members, scope, identity_in(ground, scope, document, stem))
    };
    let mut units: Vec<Unit> = blocks.into_iter().map(unit).collect();
    if !corrections.is_empty() {
        units = corrected(ground, rows, units, corrections);
    }
    units.sort_unstable_by_key(|u| u.key);
    units
}

/// The units with what the user corrected. A merged unit lies where the one of its least key lay.
fn corrected(ground: &Ground, rows: &[UnitRow], units: Vec<Unit>, corrections: &Regrouping<Word>) -> Vec<Unit> {
    let key = |i: u32| rows[i as usize].key;
    let groups: Vec<Vec<u32>> = units.iter().map(|u| u.members.clone()).collect();
    let (replaced, new) = corrections.regroup(&groups, key);
    let mut taken: FxHashSet<&str> = FxHashSet::default();
    let mut made = Vec::new();
    for members in new {
        let Some(old) = units.iter().find(|u| u.members.contains(&members[0])) else { continue };
        let own = if taken.insert(&old.identity) {
            old.identity.clone()
        } else {
            format!("{}#{}", old.identity, ground.documents.text(key(members[0]), 'u'))
        };
        let mut unit = unit(&ground.words, rows, members, Scope::Document, own);
        unit.level = old.level;
        unit.division.clone_from(&old.division);
        made.push(unit);
    }
    let kept = units.iter().enumerate().filter(|(g, _)| !replaced.contains(g)).map(|(_, u)| u.clone());
    let mut all: Vec<Unit> = kept.chain(made).collect();
    for unit in &mut all {
        unit.name = corrections.name(&unit.members, key).unwrap_or(unit.name);
    }
    all
}

fn unit(words: &Words, rows: &[UnitRow], members: Vec<u32>, scope: Scope<'_>, identity: String) -> Unit {
    let of = || members.iter().map(|&i| &rows[i as usize]);
    let first = &rows[members[0] as usize];
    let kind = commonest(of().map(|r| r.kind)).unwrap_or(first.kind);
    let name = words.commonest(of().map(|r| r.name)).unwrap_or(first.name);
    let place = words.commonest(of().filter_map(|r| r.place)).map(|p| words.text(p));
    let division = match scope {
        // The town lies in the division that its documents are about.
        Scope::Division(code) | Scope::Town(code) => Some(code.to_owned()),
        Scope::Country | Scope::Document => None,
    };
    Unit {
        key: first.key,
        identity,
        name,
        kind,
        organ: commonest(of().map(|r| r.organ)).unwrap_or(first.organ),
        is_place_committee: is_place_committee(words.text(name), place),
        level: level(kind, place, scope),
        division,
        members,
    }
}

/// 临河区委, 石桥镇党委, 区委; not 临河区人武部党委.
fn is_place_committee(name: &str, place: Option<&str>) -> bool {
    let insider = place.map(divisions::insider_name);
    let rest = insider.as_deref().and_then(|p| name.strip_prefix(p)).unwrap_or(name);
    rest.ends_with('委') && rest.chars().count() <= 3
}

fn level(kind: UnitKind, place: Option<&str>, scope: Scope<'_>) -> Option<Level> {
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

/// What is needed of a unit to find the one above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Row id.
    pub id: i64,
    /// [`Unit::identity`].
    pub identity: String,
    /// Name.
    pub name: String,
    /// Branch.
    pub kind: UnitKind,
    /// Sort of body.
    pub organ: Organ,
    /// Level.
    pub level: Option<Level>,
    /// Code of its division.
    pub division: Option<String>,
    /// Row id of the unit that was above it before.
    pub parent: Option<i64>,
}

/// For each unit the body above: the one whose name begins its own (海淀区委 of 海淀区委组织部), else the committee or
/// government to which its branch answers in its division, else the same body one division up. `units` must be all.
pub fn parents(units: &[Standing]) -> Vec<Option<i64>> {
    // Nothing may depend on the order of `units`: of several that fit the one of the least identity is taken.
    let mut named: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    for (i, u) in units.iter().enumerate() {
        let Some(division) = u.division.as_deref() else { continue };
        let least = named.entry((division, u.name.as_str())).or_insert(i);
        if units[*least].identity > u.identity {
            *least = i;
        }
    }
    let mut bodies: FxHashMap<(&str, UnitKind), usize> = FxHashMap::default();
    for (i, u) in units.iter().enumerate().filter(|(_, u)| is_main_body(u)) {
        let Some(division) = u.division.as_deref() else { continue };
        let shortest = bodies.entry((division, u.kind)).or_insert(i);
        if rank(&units[*shortest]) > rank(u) {
            *shortest = i;
        }
    }
    let parent = |i: usize| {
        let u: &Standing = &units[i];
        let division = u.division.as_deref()?;
        let prefixes = u.name.char_indices().map(|(at, _)| &u.name[..at]).skip(2);
        let by_name = prefixes.filter_map(|prefix| named.get(&(division, prefix)).copied()).last();
        // Not a body that itself stands below this one by its name.
        let answers_to = |p: &usize| *p != i && !units[*p].name.starts_with(&u.name);
        by_name.or_else(|| above(u, division, &bodies).filter(answers_to)).map(|p| units[p].id)
    };
    (0..units.len()).map(parent).collect()
}

/// The shortest name first.
fn rank(u: &Standing) -> (usize, &str, &str) {
    (u.name.chars().count(), &u.name, &u.identity)
}

fn is_main_body(u: &Standing) -> bool {
    u.organ == Organ::Committee && !matches!(u.level, None | Some(Level::Township | Level::Village | Level::National))
}

fn above(u: &Standing, division: &str, bodies: &FxHashMap<(&str, UnitKind), usize>) -> Option<usize> {
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
