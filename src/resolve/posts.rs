//! Titles in units, and who was seen in them when.

use super::{
    Office,
    evidence::{Documents, PostRow},
    words::{Word, Words},
};
use crate::{
    civil_date::CivilDate,
    lexicon::posts::titles,
    record::{Basis, Organ, UnitKind},
};
use rustc_hash::FxHashMap;
use std::{collections::BTreeSet, sync::LazyLock};

/// A title in a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Row id of the unit.
    pub unit: i64,
    /// Title.
    pub title: Word,
    /// Sort of office.
    pub office: Office,
    /// Places of its rows in the list of rows.
    pub members: Vec<u32>,
}

/// What a title's sort of office depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Body {
    /// Branch.
    pub kind: UnitKind,
    /// Sort of body.
    pub organ: Organ,
    /// [`super::Unit::is_place_committee`].
    pub is_place_committee: bool,
}

/// When a person was seen in a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sightings {
    /// First sighting with a known year; `None` without one.
    pub first: Option<Seen>,
    /// Last sighting with a known year.
    pub last: Option<Seen>,
    /// Number of documents, copies not counted.
    pub documents: usize,
}

/// A date on which somebody was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The date.
    pub on: CivilDate,
    /// How it is known.
    pub basis: Basis,
}

/// Posts in order of unit and title. `rows` must hold all rows of each post or none, and `bodies` their units.
pub fn resolve(words: &Words, rows: &[PostRow], bodies: &FxHashMap<i64, Body>) -> Vec<Post> {
    let mut posts: FxHashMap<(i64, Word), Vec<u32>> = FxHashMap::default();
    for (i, row) in (0..).zip(rows) {
        posts.entry((row.unit, row.title)).or_default().push(i);
    }
    let post = |((unit, title), members): ((i64, Word), Vec<u32>)| {
        let office = bodies.get(&unit).map_or(Office::Other, |body| office(words.text(title), body));
        Post { unit, title, office, members }
    };
    let mut posts: Vec<Post> = posts.into_iter().map(post).collect();
    posts.sort_unstable_by(|a, b| (a.unit, words.text(a.title)).cmp(&(b.unit, words.text(b.title))));
    posts
}

/// Sightings of one person in one post. `rows` are those in which the post is held.
pub fn sightings<'a>(documents: &Documents, rows: impl Iterator<Item = &'a PostRow> + Clone) -> Sightings {
    let dated = || {
        let rows = rows.clone();
        rows.filter_map(|r| Some((r.seen_on?.range()?, Seen { on: r.seen_on?, basis: r.seen_basis? })))
    };
    // The more precise of two dates that begin (or end) alike, then the better known.
    let first = dated().min_by_key(|((from, to), seen)| (*from, *to, seen.basis));
    let last = dated().max_by_key(|((from, to), seen)| (*to, *from, std::cmp::Reverse(seen.basis)));
    let heads: BTreeSet<u32> = rows.map(|r| documents.head(r.document)).collect();
    Sightings { first: first.map(|f| f.1), last: last.map(|l| l.1), documents: heads.len() }
}

static TITLES: LazyLock<FxHashMap<&'static str, &'static str>> =
    LazyLock::new(|| titles().into_iter().map(|t| (t.word, t.office)).collect());

/// Sort of office of `title` in a unit: the class of the longest listed title with which it ends, a deputy when 副
/// stands before that.
fn office(title: &str, unit: &Body) -> Office {
    let ends = title.char_indices().map(|(at, _)| at);
    let Some((at, class)) = ends.filter_map(|at| Some((at, *TITLES.get(&title[at..])?))).next() else {
        return Office::Other;
    };
    if title[..at].contains('副') {
        return Office::Deputy;
    }
    match class {
        "party_secretary" => secretary(title, unit),
        "deputy" => Office::Deputy,
        class => Office::from_code(class).unwrap_or(Office::Other),
    }
}

fn secretary(title: &str, unit: &Body) -> Office {
    let party = matches!(unit.kind, UnitKind::Party | UnitKind::Township) && unit.organ == Organ::Committee;
    match title {
        _ if title.contains('副') => Office::Deputy,
        _ if !title.ends_with("书记") => Office::Head,
        _ if party && unit.is_place_committee => Office::PartySecretary,
        _ => Office::Secretary,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_by_title_and_unit() {
        let unit = |kind, organ, is_place_committee| Body { kind, organ, is_place_committee };
        let party = unit(UnitKind::Party, Organ::Committee, true);
        let within = unit(UnitKind::Party, Organ::Committee, false);
        let group = unit(UnitKind::Party, Organ::PartyGroup, false);
        let league = unit(UnitKind::Mass, Organ::Committee, false);
        let government = unit(UnitKind::Government, Organ::Committee, false);
        let military = unit(UnitKind::Military, Organ::Unit, false);
        for (title, unit, expected) in [
            ("书记", &party, Office::PartySecretary),
            ("副书记", &party, Office::Deputy),
            ("常委", &party, Office::StandingMember),
            ("秘书长", &party, Office::SecretaryGeneral),
            ("吉祥物", &party, Office::Other),
            ("第一书记", &within, Office::Secretary),
            ("书记", &group, Office::Secretary),
            ("书记", &league, Office::Secretary),
            ("区长", &government, Office::GovernmentHead),
            ("常务副区长", &government, Office::Deputy),
            ("代县长", &government, Office::GovernmentHead),
            ("政委", &military, Office::PoliticalCommissar),
        ] {
            assert_eq!(office(title, unit), expected, "{title}");
        }
    }
}
