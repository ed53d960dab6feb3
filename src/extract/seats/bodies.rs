//! Names of bodies made of a place or of another body, and what the name of a body tells of both.
//!
//! Reads `place_bodies.tsv`, `party_bodies.txt`, `institutions.tsv`.

use super::{NamedUnit, Place};
use crate::{
    lexicon::{longest_first, units, words, words_of},
    record::{Basis, Organ, UnitKind},
};
use std::sync::LazyLock;

const PLACE_BODIES: &str = include_str!("../../../lexicon/place_bodies.tsv");
/// Ends of the names of bodies before which their place stands, the longest first.
static BODIES: LazyLock<Vec<&'static str>> = LazyLock::new(|| longest_first(words_of(PLACE_BODIES, "place")));
/// Ends of the names of committees of the party.
static PARTY_COMMITTEES: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(PLACE_BODIES, "party"));
/// Ends of the names of bodies with a party group of their own.
static SEATS_OF_POWER: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(PLACE_BODIES, "power"));

/// Party bodies inside an institution.
static PARTY_BODIES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("../../../lexicon/party_bodies.txt")));

/// Last words of the names of institutions whose party committees are printed behind them.
static WITH_COMMITTEES: LazyLock<Vec<(&'static str, UnitKind)>> = LazyLock::new(|| units::institutions_of("party"));

/// The body of a place that is called by its `own` words there (石桥镇｜党委).
pub(super) fn body(place: &Place, own: &str, kind: UnitKind, organ: Organ) -> NamedUnit {
    let county = if own.starts_with('委') && is_short_county(&place.name) { "县" } else { "" };
    NamedUnit {
        name: format!("{}{county}{own}", place.name),
        kind,
        organ,
        place: place.division.clone(),
        place_code: place.code.clone(),
        basis: Basis::Inferred,
    }
}

/// The part of `above` that is called by its `own` words.
pub(super) fn part(above: NamedUnit, own: &str, organ: Organ) -> NamedUnit {
    NamedUnit { name: format!("{}{own}", above.name), organ, ..above }
}

/// The presidium of a session of a congress.
pub(super) fn presidium() -> NamedUnit {
    NamedUnit {
        name: "大会主席团".to_owned(),
        kind: UnitKind::Congress,
        organ: Organ::LeadingGroup,
        place: None,
        place_code: None,
        basis: Basis::Inferred,
    }
}

/// 某局党组书记、局长: the second post is in the bureau.
pub(super) fn without_party_group(unit: &NamedUnit, base: &str) -> NamedUnit {
    let stays = matches!(base, "书记" | "第一书记" | "成员" | "委员" | "常委" | "党组成员" | "党委委员");
    let stripped = PARTY_BODIES.iter().find_map(|s| unit.name.strip_suffix(s));
    match stripped.filter(|s| !stays && !s.ends_with(['镇', '乡', '村'])) {
        Some(name) => NamedUnit {
            name: name.to_owned(),
            organ: Organ::Department,
            kind: if unit.kind == UnitKind::Party { kind_of(name) } else { unit.kind },
            ..unit.clone()
        },
        None => unit.clone(),
    }
}

/// The kind of a body whose party committee is printed, by the last words of its name; a bureau of the government
/// where they tell nothing else.
fn kind_of(name: &str) -> UnitKind {
    let institution = WITH_COMMITTEES.iter().find(|(ending, _)| name.ends_with(ending));
    institution.map_or(UnitKind::Government, |(_, kind)| *kind)
}

/// The place of a committee or government by its name (凤台县委 → 凤台县, 石桥镇党委 → 石桥镇); `None` for other units.
pub(super) fn committee_place(name: &str) -> Option<&str> {
    let place = BODIES.iter().find_map(|b| name.strip_suffix(b))?;
    let place = place.strip_suffix('县').filter(|p| p.chars().count() == 2 && p.ends_with('县')).unwrap_or(place);
    let levels = ['省', '市', '县', '区', '州', '旗', '盟', '镇', '乡'];
    (place.ends_with(levels) || place.ends_with("街道")).then_some(place)
}

/// 区委组织部, 区委办公室 → 区: the place of a department or the office of a party committee.
pub(super) fn department_place(unit: &NamedUnit) -> Option<&str> {
    let department = unit.kind == UnitKind::Party && matches!(unit.organ, Organ::Department | Organ::Office);
    let committee = unit.name.get(..unit.name.find('委')? + '委'.len_utf8()).filter(|_| department)?;
    committee_place(committee)
}

/// 市委, 镇党委, 县纪委: it has secretaries and members, no 主任, 院长 or 局长.
pub(super) fn is_committee_of_party(name: &str) -> bool {
    PARTY_COMMITTEES.iter().any(|w| name.ends_with(w))
}

/// 县人大常委会, 县政协, 县政府: it has a party group of its own.
pub(super) fn is_seat_of_power(name: &str) -> bool {
    SEATS_OF_POWER.iter().any(|w| name.ends_with(w)) && !name.ends_with(['镇', '乡'])
}

/// 蔚县: a county of one character, which keeps its 县 before 委.
pub(super) fn is_short_county(place: &str) -> bool {
    place.chars().count() == 2 && place.ends_with('县')
}
