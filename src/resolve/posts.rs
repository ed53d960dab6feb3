//! Titles in units, and who was seen in them when.

use super::{Evidence, Office, Official, PostRow, Unit};
use crate::{
    civil_date::CivilDate,
    lexicon::posts::titles,
    record::{Basis, Organ, PostStatus, UnitKind},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::LazyLock,
};

/// A title in a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Place of the unit in the list of units.
    pub unit: usize,
    /// Title.
    pub title: String,
    /// Sort of office.
    pub office: Office,
    /// Ids of the [`PostRow`]s.
    pub members: Vec<i64>,
}

/// A person seen in a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// Place of the person in the list of officials.
    pub official: usize,
    /// Place of the post in the list of posts.
    pub post: usize,
    /// First sighting with a known year; `None` without one.
    pub first: Option<Seen>,
    /// Last sighting with a known year.
    pub last: Option<Seen>,
    /// Number of documents.
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

/// Posts in order of unit and title.
pub fn resolve(evidence: &Evidence, units: &[Unit]) -> Vec<Post> {
    let unit_of: HashMap<i64, usize> =
        units.iter().enumerate().flat_map(|(i, u)| u.members.iter().map(move |&m| (m, i))).collect();
    let mut posts: BTreeMap<(usize, &str), Vec<i64>> = BTreeMap::new();
    for row in &evidence.posts {
        if let Some(&unit) = unit_of.get(&row.unit) {
            posts.entry((unit, &row.title)).or_default().push(row.id);
        }
    }
    let post = |((unit, title), members): ((usize, &str), Vec<i64>)| Post {
        unit,
        title: title.to_owned(),
        office: office(title, &units[unit]),
        members,
    };
    posts.into_iter().map(post).collect()
}

/// Tenures in order of person and post. Posts held count; a former post, a removal and a candidature are no sightings.
pub fn tenures(evidence: &Evidence, officials: &[Official], posts: &[Post]) -> Vec<Tenure> {
    let official_of: HashMap<i64, usize> =
        officials.iter().enumerate().flat_map(|(i, o)| o.members.iter().map(move |&m| (m, i))).collect();
    let post_of: HashMap<i64, usize> =
        posts.iter().enumerate().flat_map(|(i, p)| p.members.iter().map(move |&m| (m, i))).collect();
    let mut seen: BTreeMap<(usize, usize), Vec<&PostRow>> = BTreeMap::new();
    let held = |p: &&PostRow| matches!(p.status, PostStatus::Current | PostStatus::Acting | PostStatus::Elected);
    for row in evidence.posts.iter().filter(held) {
        if let (Some(&official), Some(&post)) = (official_of.get(&row.official), post_of.get(&row.id)) {
            seen.entry((official, post)).or_default().push(row);
        }
    }
    seen.into_iter().map(|((official, post), rows)| tenure(official, post, &rows)).collect()
}

fn tenure(official: usize, post: usize, rows: &[&PostRow]) -> Tenure {
    let dated =
        || rows.iter().filter_map(|r| Some((r.seen_on?.range()?, Seen { on: r.seen_on?, basis: r.seen_basis? })));
    // The more precise of two dates that begin (or end) alike, then the better known.
    let first = dated().min_by_key(|((from, to), seen)| (*from, *to, seen.basis));
    let last = dated().max_by_key(|((from, to), seen)| (*to, *from, std::cmp::Reverse(seen.basis)));
    let documents = rows.iter().map(|r| r.document).collect::<BTreeSet<_>>().len();
    Tenure { official, post, first: first.map(|f| f.1), last: last.map(|l| l.1), documents }
}

static TITLES: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| titles().into_iter().map(|t| (t.word, t.office)).collect());

/// Sort of office of `title` in a unit: the class of the longest listed title with which it ends, a deputy when 副
/// stands before that.
fn office(title: &str, unit: &Unit) -> Office {
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

fn secretary(title: &str, unit: &Unit) -> Office {
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
        let unit = |kind, organ, is_place_committee| Unit {
            key: String::new(),
            name: String::new(),
            kind,
            organ,
            is_place_committee,
            level: None,
            division: None,
            parent: None,
            members: vec![],
            keys: vec![],
        };
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
