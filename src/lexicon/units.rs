//! Words of which the names of organisations are made: `unit_heads.tsv`, `unit_short.tsv`, `unit_stems.txt`,
//! `unit_left_stops.txt`, `unit_branches.txt`, `proper_unit_endings.txt`, `command_sections.txt`, `town_acts.txt`, `institutions.tsv`,
//! `house_heads.tsv`, `unit_short_words.tsv`.

use super::{is_of, own, rows};
use crate::record::{Organ, UnitKind};
use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

/// What must stand before the last word of a unit's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A place or level word: 县|委.
    Place,
    /// A whole unit or a place: 财政局|党组.
    Suffix,
    /// A body of which it is a department, or nothing: 县委|组织部.
    Department,
    /// A subject word: 财政|局.
    Stem,
    /// A proper name: 宏远电子|有限公司.
    Free,
    /// Words of a military unit: 武警某|部.
    Military,
    /// The name of a village: 东坂|村委会.
    Village,
    /// Complete but for the place: 发改委.
    Short,
}

/// The last word of a unit's name.
#[derive(Clone, Debug)]
pub struct Head {
    /// The word.
    pub word: &'static str,
    /// Branch of the units that it ends.
    pub kind: UnitKind,
    /// Sort of body.
    pub organ: Organ,
    /// What stands before it.
    pub form: Form,
}

/// All heads, complete short forms and those of the user included.
pub fn heads() -> Vec<Head> {
    let of_any_place = own::unit_aliases().filter(|a| a.place.is_none());
    let own = of_any_place.map(|a| Head { word: &a.form, kind: a.kind, organ: a.organ, form: Form::Short });
    shipped_heads().into_iter().chain(own).collect()
}

/// The heads that are compiled in.
pub fn shipped_heads() -> Vec<Head> {
    let heads = rows(include_str!("../../lexicon/unit_heads.tsv")).filter_map(|r| {
        let [word, kind, organ, form] = r[..] else { return None };
        let form = match form {
            "place" => Form::Place,
            "suffix" => Form::Suffix,
            "dept" => Form::Department,
            "free" => Form::Free,
            "mil" => Form::Military,
            "village" => Form::Village,
            _ => Form::Stem,
        };
        Some(Head { word, kind: UnitKind::from_code(kind)?, organ: Organ::from_code(organ)?, form })
    });
    let short = rows(include_str!("../../lexicon/unit_short.tsv")).filter_map(|r| {
        let [word, kind, organ] = r[..] else { return None };
        Some(Head { word, kind: UnitKind::from_code(kind)?, organ: Organ::from_code(organ)?, form: Form::Short })
    });
    heads.chain(short).collect()
}

/// Subject words of departments.
pub fn stems() -> Vec<&'static str> {
    rows(include_str!("../../lexicon/unit_stems.txt")).filter_map(|r| r.first().copied()).collect()
}

/// Words behind a town that acts as an organisation.
pub fn town_acts() -> Vec<&'static str> {
    rows(include_str!("../../lexicon/town_acts.txt")).filter_map(|r| r.first().copied()).collect()
}

/// Bodies of a town that are printed without it behind another of its bodies, and their kinds.
pub fn town_bodies() -> Vec<(&'static str, UnitKind)> {
    rows(include_str!("../../lexicon/town_bodies.tsv"))
        .filter_map(|r| Some((*r.first()?, UnitKind::from_code(r.get(1)?)?)))
        .collect()
}

/// What institutions are called without their names.
pub fn institutions() -> Vec<&'static str> {
    rows(include_str!("../../lexicon/institution_words.txt")).filter_map(|r| r.first().copied()).collect()
}

/// Last words of the names of institutions of one `class` (`alone`, `discipline`, `host`, `party`, `self`) with their
/// kinds, the longest first.
pub fn institutions_of(class: &str) -> Vec<(&'static str, UnitKind)> {
    let rows = rows(include_str!("../../lexicon/institutions.tsv")).filter(|r| is_of(r, 2, class));
    let mut endings: Vec<_> = rows.filter_map(|r| Some((*r.first()?, UnitKind::from_code(r.get(1)?)?))).collect();
    endings.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
    endings
}

/// Whose standing part a committee is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum House {
    /// The people's congress.
    Congress,
    /// The consultative conference.
    Consultative,
    /// One of them, or a body of the government or party: only what stands beside it tells.
    Either,
}

impl House {
    /// The words for the house in the names of its committees; `None` where the words of the committee do not tell it.
    pub fn name(self) -> Option<&'static str> {
        match self {
            House::Congress => Some("人大"),
            House::Consultative => Some("政协"),
            House::Either => None,
        }
    }
}

/// The house whose committee or room is called by `words`; `None` if they are none of those.
pub fn house_of(words: &str) -> Option<House> {
    static HOUSES: LazyLock<HashMap<&'static str, House>> = LazyLock::new(|| {
        let house = |word: &str| match word {
            "congress" => House::Congress,
            "consultative" => House::Consultative,
            _ => House::Either,
        };
        let rows = rows(include_str!("../../lexicon/house_committees.tsv"));
        rows.filter_map(|r| Some((*r.first()?, house(r.get(1)?)))).collect()
    });
    HOUSES.get(words).copied()
}

/// What the party's own working committees are for, and those that are neither the party's nor the congress's.
pub fn working_committees() -> Vec<(&'static str, bool)> {
    rows(include_str!("../../lexicon/working_committees.tsv"))
        .filter_map(|r| Some((*r.first()?, *r.get(1)? == "party")))
        .collect()
}

/// Ends of the names of houses with the titles of those who head them.
pub fn house_heads() -> Vec<(&'static str, Vec<&'static str>)> {
    let rows = rows(include_str!("../../lexicon/house_heads.tsv"));
    rows.filter_map(|r| Some((*r.first()?, r.get(1)?.split(' ').collect()))).collect()
}

/// Words for bodies of which a county has many.
pub fn many() -> Vec<&'static str> {
    rows(include_str!("../../lexicon/many_units.txt")).filter_map(|r| r.first().copied()).collect()
}

/// Words before a head that describe a body and name none.
pub fn plain_words() -> Vec<&'static str> {
    rows(include_str!("../../lexicon/plain_unit_words.txt")).filter_map(|r| r.first().copied()).collect()
}

/// With what the names of parts of an institution end, by its kind.
pub fn sections() -> BTreeMap<UnitKind, Vec<&'static str>> {
    rows(include_str!("../../lexicon/sections.tsv"))
        .filter_map(|r| {
            let [kind, endings] = r[..] else { return None };
            Some((UnitKind::from_code(kind)?, endings.split(' ').collect()))
        })
        .collect()
}

/// Words that never stand inside a unit's name.
pub fn left_stops() -> Vec<&'static str> {
    rows(include_str!("../../lexicon/unit_left_stops.txt")).filter_map(|r| r.first().copied()).collect()
}

/// For each head the strings that make another word of it (委|员).
pub fn heads_not_before() -> HashMap<&'static str, Vec<Vec<char>>> {
    rows(include_str!("../../lexicon/unit_head_not_before.tsv"))
        .filter_map(|r| {
            let [head, strings] = r[..] else { return None };
            Some((head, strings.split(' ').map(|s| s.chars().collect()).collect()))
        })
        .collect()
}

/// Words whose first character names no division (市场, 乡村).
pub fn level_not_before() -> Vec<&'static str> {
    rows(include_str!("../../lexicon/level_not_before.txt")).filter_map(|r| r.first().copied()).collect()
}

/// Words whose last character names no division (城市, 社区).
pub fn no_levels() -> Vec<&'static str> {
    rows(include_str!("../../lexicon/level_not_after.txt")).filter_map(|r| r.first().copied()).collect()
}

static FIXED: LazyLock<Vec<(&'static str, UnitKind, Organ)>> = LazyLock::new(|| {
    rows(include_str!("../../lexicon/unit_fixed.tsv"))
        .filter_map(|r| {
            let [name, kind, organ] = r[..] else { return None };
            Some((name, UnitKind::from_code(kind)?, Organ::from_code(organ)?))
        })
        .collect()
});

/// National bodies with fixed names, in the order of the file.
pub fn fixed() -> Vec<&'static str> {
    FIXED.iter().map(|f| f.0).collect()
}

/// Branch and sort of the national body of that row; `None` past the end.
pub fn fixed_kind(row: usize) -> Option<(UnitKind, Organ)> {
    FIXED.get(row).map(|f| (f.1, f.2))
}

/// Words before a place that belong to the name of the unit, and whether its normal name keeps them.
pub fn prefixes() -> Vec<(&'static str, bool)> {
    let rows = rows(include_str!("../../lexicon/unit_prefixes.tsv"));
    rows.filter_map(|r| Some((*r.first()?, *r.get(1)? == "kept"))).collect()
}

/// Words with which the short names of firms end.
pub fn trades() -> Vec<&'static str> {
    rows(include_str!("../../lexicon/trades.txt")).filter_map(|r| r.first().copied()).collect()
}

/// Endings of the names of branches, printed behind the body of which they are one.
pub fn branches() -> Vec<&'static str> {
    rows(include_str!("../../lexicon/unit_branches.txt")).filter_map(|r| r.first().copied()).collect()
}

/// Endings of proper names of units that are believed without a place or title.
pub fn proper_endings() -> Vec<&'static str> {
    rows(include_str!("../../lexicon/proper_unit_endings.txt")).filter_map(|r| r.first().copied()).collect()
}

/// Beginnings of the names of a military command's parts.
pub fn command_sections() -> Vec<&'static str> {
    rows(include_str!("../../lexicon/command_sections.txt")).filter_map(|r| r.first().copied()).collect()
}

/// Endings of names that are a place to meet.
pub fn venues() -> Vec<&'static str> {
    rows(include_str!("../../lexicon/venues.txt")).filter_map(|r| r.first().copied()).collect()
}

/// Short name of an autonomous prefecture where it is not stem and 州 (巴州); `None` for all others.
pub fn prefecture_short(full: &str) -> Option<&'static str> {
    SHORT_PREFECTURES.get(full).copied()
}

/// The full name of which `word` is such a short name.
pub fn full_prefecture(word: &str) -> Option<&'static str> {
    SHORT_PREFECTURES.iter().find(|(_, short)| **short == word).map(|(full, _)| *full)
}

static SHORT_PREFECTURES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let file = include_str!("../../lexicon/prefecture_short.tsv");
    rows(file).filter_map(|r| Some((*r.first()?, *r.get(1)?))).collect()
});

/// Words inside the full names of units and the short ones, the longer full words first.
pub fn short_words() -> Vec<(&'static str, &'static str)> {
    let rows = rows(include_str!("../../lexicon/unit_short_words.tsv"));
    let mut words: Vec<_> = rows.filter_map(|r| Some((*r.first()?, *r.get(1)?))).collect();
    words.sort_by_key(|(full, _)| std::cmp::Reverse(full.len()));
    words
}

/// Full words of a unit and the short ones for the same body.
pub fn equivalents() -> Vec<(&'static str, &'static str)> {
    rows(include_str!("../../lexicon/unit_equivalents.tsv")).filter_map(|r| Some((*r.first()?, *r.get(1)?))).collect()
}
