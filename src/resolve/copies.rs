//! Copies of one text: reposts, with other furniture around, in another script, with a few letters altered.
//!
//! Exact copies have the same letters. Near copies are looked for among texts that agree in three bins of their sketches
//! in a row, and taken for such when most runs of four letters are common and nothing that they say of days, places,
//! people and numbers speaks against it: two meetings written from one template have the same words, not the same facts.
//! Of each group the fullest text is the head, then the one published first, then the one of the least ref.

use super::{
    components::{self, Link},
    evidence::{Documents, Rank},
    print::{BINS, common},
    words::Word,
};
use crate::civil_date::CivilDate;
use chrono::NaiveDate;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// What is kept of a document's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintRow {
    /// The document.
    pub document: Rank,
    /// Hash of all letters.
    pub whole: u64,
    /// Number of letters.
    pub letters: u32,
    /// [`super::Print::sketch`].
    pub sketch: [u16; BINS],
}

/// What the rows of a document say that may speak against its being a copy of another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// People named; each once.
    pub people: Vec<Word>,
    /// Codes of the places of its events; each once.
    pub places: Vec<Word>,
    /// Days of its events.
    pub days: Vec<CivilDate>,
}

/// The text of a document as it is compared with others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs {
    /// Runs of four letters ([`super::grams`]).
    pub grams: Vec<u32>,
    /// Runs of digits ([`super::numbers`]).
    pub numbers: Vec<u32>,
}

/// Letters below which a text is too short to be a near copy of another.
const SHORT: u32 = 80;
/// Bins in a row that must agree.
const ROW: usize = 3;
/// Bins of 64 that must agree in all, before the texts themselves are compared.
const LIKE: usize = 18;
/// Texts that look alike so many at a time are compared with their neighbours only.
const CROWD: usize = 32;
/// Neighbours in a crowd.
const NEIGHBOURS: usize = 8;
/// Percent of the runs of the shorter text that must stand in the longer.
const OVERLAP: usize = 72;
/// The same when a day differs by one digit, as misprints do.
const OVERLAP_MISPRINT: usize = 86;

/// Groups of the same letters, each in order of refs. A text without letters is no copy of another.
fn exact(prints: &[PrintRow]) -> Vec<Vec<u32>> {
    let mut groups: FxHashMap<(u64, u32), Vec<u32>> = FxHashMap::default();
    for (i, print) in (0..).zip(prints) {
        let own = if print.letters == 0 { i + 1 } else { 0 };
        groups.entry((print.whole ^ u64::from(own), print.letters)).or_default().push(i);
    }
    let mut groups: Vec<Vec<u32>> = groups.into_values().collect();
    groups.iter_mut().for_each(|g| g.sort_unstable_by_key(|&i| prints[i as usize].document));
    groups.sort_unstable_by_key(|g| prints[g[0] as usize].document);
    groups
}

/// Texts that may be copies of one another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidates {
    /// Pairs of documents whose texts must be compared, the lesser first, in order.
    pub pairs: Vec<(Rank, Rank)>,
    /// Documents in crowds that may be compared with others than before the change. All others are compared with whom they
    /// were, and with what is new.
    pub reopened: FxHashSet<Rank>,
}

/// What changed since texts were compared.
#[derive(Clone, Debug, Default)]
pub struct Changed {
    /// Documents that are new or read differently.
    pub came: FxHashSet<Rank>,
    /// Sketches of texts that were there before.
    pub left: Vec<[u16; BINS]>,
}

impl Changed {
    /// What must be looked at again of `crowd`, texts with the bins `row` in common, in order of their refs. Each stands
    /// beside the next few, so that one who came parts only those around; where somebody left, or the crowd was none before,
    /// all stand beside others now.
    fn reopened<'a>(&self, row: usize, crowd: &[&'a PrintRow]) -> Vec<&'a PrintRow> {
        let bins = |sketch: &[u16; BINS]| sketch[row * ROW..][..ROW].to_vec();
        let shared = crowd.first().map(|p| bins(&p.sketch));
        let left = self.left.iter().filter(|sketch| Some(bins(sketch)) == shared).count();
        let came: Vec<usize> =
            (0..).zip(crowd).filter(|(_, p)| self.came.contains(&p.document)).map(|(at, _)| at).collect();
        if came.is_empty() && left == 0 || crowd.len() + left <= CROWD {
            return vec![];
        }
        if left > 0 || crowd.len() - came.len() <= CROWD {
            return crowd.to_vec();
        }
        let around = |at: &usize| at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS + 1).min(crowd.len());
        came.iter().flat_map(around).map(|at| crowd[at]).collect()
    }
}

/// Texts to be compared, after what `changed`.
pub fn candidates(prints: &[PrintRow], changed: &Changed) -> Candidates {
    let mut first: Vec<&PrintRow> = exact(prints).into_iter().map(|g| &prints[g[0] as usize]).collect();
    first.retain(|p| p.letters >= SHORT);
    let rows = (0..BINS / ROW).into_par_iter().map(|row| {
        let bins = |p: &PrintRow| [p.sketch[row * ROW], p.sketch[row * ROW + 1], p.sketch[row * ROW + 2]];
        let mut order: Vec<([u16; ROW], u32)> = (0..).zip(&first).map(|(i, p)| (bins(p), i)).collect();
        order.sort_unstable();
        let (mut pairs, mut reopened): (Vec<(u32, u32)>, Vec<Rank>) = (vec![], vec![]);
        for group in order.chunk_by(|a, b| a.0 == b.0) {
            let reach = if group.len() > CROWD { NEIGHBOURS } else { CROWD };
            // Where nobody left, a crowd of today is the only one.
            if group.len() > CROWD || !changed.left.is_empty() {
                let crowd: Vec<&PrintRow> = group.iter().map(|(_, i)| first[*i as usize]).collect();
                reopened.extend(changed.reopened(row, &crowd).into_iter().map(|p| p.document));
            }
            for (n, a) in group.iter().enumerate() {
                pairs.extend(group[n + 1..].iter().take(reach).map(|b| (a.1, b.1)));
            }
        }
        pairs.retain(|&(a, b)| are_alike(first[a as usize], first[b as usize]));
        (pairs, reopened)
    });
    let (pairs, reopened): (Vec<_>, Vec<_>) = rows.unzip();
    let mut pairs = pairs.concat();
    pairs.par_sort_unstable();
    pairs.dedup();
    let document = |i: u32| first[i as usize].document;
    Candidates {
        pairs: pairs.into_iter().map(|(a, b)| (document(a), document(b))).collect(),
        reopened: reopened.into_iter().flatten().collect(),
    }
}

fn are_alike(a: &PrintRow, b: &PrintRow) -> bool {
    let (less, more) = (a.letters.min(b.letters), a.letters.max(b.letters));
    // An excerpt is no copy.
    less * 2 >= more && a.sketch.iter().zip(&b.sketch).filter(|(x, y)| x == y).count() >= LIKE
}

/// Percent of the runs of the shorter text that must stand in the longer one for the two to be copies; `None` if what is
/// told of people, places and days speaks against it.
pub fn needed(a: &Told, b: &Told) -> Option<usize> {
    let people = a.people.iter().filter(|p| b.people.contains(p)).count();
    let contradicted = differ(people, a.people.len().min(b.people.len()), 2)
        || (!a.places.is_empty() && !b.places.is_empty() && !a.places.iter().any(|p| b.places.contains(p)));
    match days(&a.days, &b.days) {
        _ if contradicted => None,
        Days::Agree => Some(OVERLAP),
        Days::Misprint => Some(OVERLAP_MISPRINT),
        Days::Differ => None,
    }
}

/// Whether two texts are copies when so many percent of the runs of the shorter are needed in the longer.
pub fn are_copies(a: &Runs, b: &Runs, needed: usize) -> bool {
    let fewer = a.grams.len().min(b.grams.len()).max(1);
    !differ(common(&a.numbers, &b.numbers), a.numbers.len().min(b.numbers.len()), 3)
        && 100 * common(&a.grams, &b.grams) / fewer >= needed
}

/// Whether less than half is common, of `least` at least.
fn differ(common: usize, fewer: usize, least: usize) -> bool {
    fewer >= least && common * 2 < fewer
}

/// What the days of two texts say.
enum Days {
    Agree,
    Misprint,
    Differ,
}

fn days(a: &[CivilDate], b: &[CivilDate]) -> Days {
    if a.is_empty() || b.is_empty() || a.iter().any(|day| b.contains(day)) {
        return Days::Agree;
    }
    let one_digit = |x: &CivilDate, y: &CivilDate| {
        let (x, y) = (x.to_string(), y.to_string());
        x.len() == y.len() && x.bytes().zip(y.bytes()).filter(|(p, q)| p != q).count() == 1
    };
    if a.iter().any(|x| b.iter().any(|y| one_digit(x, y))) { Days::Misprint } else { Days::Differ }
}

/// The head of each document that is a copy of another. `near` holds pairs that are copies: as many as
/// join all that belong together.
pub fn heads(documents: &Documents, prints: &[PrintRow], near: &[(Rank, Rank)]) -> BTreeMap<Rank, Rank> {
    let groups = exact(prints);
    let group_of: FxHashMap<Rank, usize> =
        groups.iter().enumerate().map(|(g, members)| (prints[members[0] as usize].document, g)).collect();
    let links = near.iter().filter_map(|(a, b)| {
        let (a, b) = (*group_of.get(a)?, *group_of.get(b)?);
        Some(Link { strength: 0, a: a.min(b), b: a.max(b) })
    });
    let mut heads = BTreeMap::new();
    for component in components::components(groups.len(), links.collect(), |_, _| false) {
        let members: Vec<&PrintRow> =
            component.iter().flat_map(|&g| &groups[g]).map(|&i| &prints[i as usize]).collect();
        let published = |p: &PrintRow| -> (bool, Option<NaiveDate>) {
            let day = documents.published_on(p.document).and_then(CivilDate::range).map(|(from, _)| from);
            (day.is_none(), day)
        };
        let head = members.iter().min_by_key(|p| (std::cmp::Reverse(p.letters), published(p), p.document));
        let Some(head) = head.map(|p| p.document) else { continue };
        heads.extend(members.iter().filter(|p| p.document != head).map(|p| (p.document, head)));
    }
    heads
}

/// Passages that several texts share, copies of one text not counted: places in `passages` (hash, document).
pub fn shared(documents: &Documents, passages: &[(u64, Rank)]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..).zip(passages).map(|(i, _)| i).collect();
    order.par_sort_unstable_by_key(|&i| passages[i as usize]);
    let head = |i: &u32| documents.head(passages[*i as usize].1);
    let groups = order.chunk_by(|&a, &b| passages[a as usize].0 == passages[b as usize].0);
    let several = |group: &&[u32]| group.iter().any(|i| head(i) != head(&group[0]));
    groups.filter(several).flatten().copied().collect()
}
