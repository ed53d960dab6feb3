//! People: same name in the same division is one person; in a division and the one right above it too, unless that would
//! bring together two divisions of which neither lies in the other.
//!
//! Never joined: people known by surname only; people seen in no public office (representatives, honoured and private
//! persons stay evidence of their document and become no entity at all). The same name elsewhere is a proposal.

use super::{Evidence, OfficialRow, commonest, components, components::Link, nested, pinyin};
use crate::{
    lexicon::divisions,
    record::{Capacity, PostStatus},
};
use std::collections::{BTreeMap, HashMap};

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Official {
    /// Least key of the evidence.
    pub key: String,
    /// Name.
    pub name: String,
    /// Name in Latin letters without tones; `None` if a character has no reading.
    pub pinyin: Option<String>,
    /// Capacity, the commonest reading.
    pub capacity: Capacity,
    /// Known by surname only.
    pub surname_only: bool,
    /// Division, the one seen most often; `None` for national leaders and the unknown.
    pub division: Option<String>,
    /// Ids of the [`OfficialRow`]s, by key.
    pub members: Vec<i64>,
    /// Keys of the same.
    pub keys: Vec<String>,
}

/// Two entities that may be one, for a person to judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Code of table `proposals`.
    pub kind: &'static str,
    /// Lesser key.
    pub key_a: String,
    /// Greater key.
    pub key_b: String,
    /// One English sentence.
    pub reason: String,
}

/// People in order of their keys, and pairs of the same name.
pub fn resolve(evidence: &Evidence, homes: &HashMap<i64, String>) -> (Vec<Official>, Vec<Proposal>) {
    let divisions = divisions_of(evidence, homes);
    let mut names: BTreeMap<&str, Vec<&OfficialRow>> = BTreeMap::new();
    for row in evidence.officials.iter().filter(|r| matches!(r.capacity, Capacity::Office | Capacity::Military)) {
        names.entry(&row.name).or_default().push(row);
    }
    let mut officials = Vec::new();
    let mut proposals = Vec::new();
    for rows in names.into_values() {
        let people = people(&rows, &divisions);
        proposals.extend(homonyms(&people));
        officials.extend(people);
    }
    officials.sort_by(|a, b| a.key.cmp(&b.key));
    proposals.sort_by(|a, b| (&a.key_a, &a.key_b).cmp(&(&b.key_a, &b.key_b)));
    (officials, proposals)
}

/// The division in which each person of each document holds office: that of the first post and then the narrowest of
/// those that lie in it; without such a post the division that the document is about.
fn divisions_of<'a>(evidence: &'a Evidence, homes: &'a HashMap<i64, String>) -> HashMap<i64, &'a str> {
    let codes: HashMap<i64, &str> =
        evidence.units.iter().map(|u| (u.id, u.place_code.as_deref().unwrap_or(""))).collect();
    let mut posts: HashMap<i64, Vec<(&str, &str)>> = HashMap::new();
    for post in evidence.posts.iter().filter(|p| p.status != PostStatus::Former) {
        let code = codes.get(&post.unit).copied().unwrap_or("");
        posts.entry(post.official).or_default().push((&post.key, code));
    }
    let division = |row: &'a OfficialRow| {
        let mut held = posts.get(&row.id).cloned().unwrap_or_default();
        held.sort_unstable_by_key(|(key, _)| (key.len(), *key));
        let known = held.iter().map(|(_, code)| *code).filter(|code| !code.is_empty());
        let narrowest = known.reduce(|so_far, code| if nested(so_far, code) { narrower(so_far, code) } else { so_far });
        narrowest.or_else(|| homes.get(&row.document).map(String::as_str)).unwrap_or("")
    };
    evidence.officials.iter().map(|row| (row.id, division(row))).collect()
}

fn narrower<'a>(a: &'a str, b: &'a str) -> &'a str {
    let zeros = |code: &str| code.bytes().rev().take_while(|&b| b == b'0').count();
    if zeros(b) < zeros(a) { b } else { a }
}

/// The people of one name.
fn people(rows: &[&OfficialRow], divisions: &HashMap<i64, &str>) -> Vec<Official> {
    let mut out = Vec::new();
    let mut places: BTreeMap<&str, Vec<&OfficialRow>> = BTreeMap::new();
    for &row in rows {
        let division = divisions.get(&row.id).copied().unwrap_or("");
        if row.surname_only || division.is_empty() {
            out.push(person(&[row], divisions));
        } else {
            places.entry(division).or_default().push(row);
        }
    }
    // One item a division, in the order of their least keys.
    let mut items: Vec<(&str, Vec<&OfficialRow>)> = places.into_iter().collect();
    items.sort_by(|a, b| a.1[0].key.cmp(&b.1[0].key));
    let forbidden = |a: usize, b: usize| !nested(items[a].0, items[b].0);
    for component in components::components(items.len(), links(&items), forbidden) {
        let mut members: Vec<&OfficialRow> = component.iter().flat_map(|&i| items[i].1.iter().copied()).collect();
        members.sort_by(|a, b| a.key.cmp(&b.key));
        out.push(person(&members, divisions));
    }
    out
}

/// A division and the one right above it; the more documents, the stronger.
fn links(items: &[(&str, Vec<&OfficialRow>)]) -> Vec<Link> {
    let above = |code: &str| divisions::parent(code, None).map(|d| d.code);
    let mut links = Vec::new();
    for a in 0..items.len() {
        for b in a + 1..items.len() {
            if above(items[a].0) == Some(items[b].0) || above(items[b].0) == Some(items[a].0) {
                let strength = items[a].1.len().min(items[b].1.len());
                links.push(Link { strength: u32::try_from(strength).unwrap_or(u32::MAX), a, b });
            }
        }
    }
    links
}

fn person(rows: &[&OfficialRow], divisions: &HashMap<i64, &str>) -> Official {
    let first = rows[0];
    let division = commonest(rows.iter().filter_map(|r| divisions.get(&r.id).copied()).filter(|code| !code.is_empty()));
    Official {
        key: first.key.clone(),
        name: first.name.clone(),
        pinyin: pinyin::of_name(&first.name),
        capacity: commonest(rows.iter().map(|r| r.capacity)).unwrap_or(first.capacity),
        surname_only: first.surname_only,
        division: division.map(str::to_owned),
        members: rows.iter().map(|r| r.id).collect(),
        keys: rows.iter().map(|r| r.key.clone()).collect(),
    }
}

/// Each further person of the name beside the first.
fn homonyms(people: &[Official]) -> Vec<Proposal> {
    let mut full: Vec<&Official> = people.iter().filter(|p| !p.surname_only).collect();
    full.sort_by(|a, b| a.key.cmp(&b.key));
    let Some((first, rest)) = full.split_first() else { return vec![] };
    let place = |p: &Official| p.division.clone().unwrap_or_else(|| "no known division".into());
    let proposal = |other: &&Official| Proposal {
        kind: "homonym",
        key_a: first.key.clone(),
        key_b: other.key.clone(),
        reason: format!("{} in {} and in {}", first.name, place(first), place(other)),
    };
    rest.iter().map(proposal).collect()
}
