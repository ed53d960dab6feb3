//! Divisions named in a text, and the document's own one (its *home*), from which 我县, 全区, 市委 get their meaning.
//!
//! Accepted as a mention: `<昌黎县>人武部`, `河北省<昌黎县>`, `<昌黎>召开大会` (a short form at the head of a headline, before a
//! verb of holding, in the publisher's name or beside the full name). Refused: short forms inside other names
//! (`昌黎路`, `和平村`), common nouns (`城区`) unless the division above stands right before them.
//!
//! Same-named divisions (鼓楼区) are told apart by the divisions above them named before or nearby. A name that stays
//! ambiguous is no mention; as home it has a name and no code.
//!
//! A county that the text leaves out (我县) is told by its towns: two that only one county has.
//!
//! A text that prints its place in no other way may speak of it in passing (为<安山>发展作贡献, 武警<安山>中队): `hints`.
//!
//! A district of an administration without a code (某某湖区) is told by its organs: `zones`.
//!
//! Reads `place_hints.txt`, `divisions.tsv`, `townships.tsv`, `masthead_words.tsv`, `division_words.txt`, `division_stem_words.txt`, `division_acts.txt`, `own_division_words.txt`, `level_signs.tsv`.

mod by_towns;
mod development_zones;
mod forms;
mod hints;
mod homes;
mod settling;
mod zones;

use super::{Text, annotate::Annotations, dates};
use crate::{
    lexicon::{
        ByChar,
        divisions::{self, Division, Level},
        rows,
    },
    record::{Basis, Fields, PlaceMention, Span},
};
pub use development_zones::ZoneMention;
use development_zones::inside_zone_word;
use settling::{calls_somebody, inside_other_name};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// The division in whose name the document speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// GB/T 2260 code; `None` for townships and names that stay ambiguous.
    pub code: Option<String>,
    /// Short full name (`昌黎县`, `桃源镇`).
    pub name: String,
    /// Level.
    pub level: Level,
    /// How it is known: printed with the event or as publisher (`Stated`), or concluded from mentions.
    pub basis: Basis,
    /// Where it is printed first; `None` when only the publisher's name says it.
    pub span: Option<Span>,
    /// Code of the county above a township, if the text names one.
    pub county: Option<String>,
}

/// What [`find`] knows.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Divisions named in the text, in order.
    pub mentions: Vec<PlaceMention>,
    /// The document's own division.
    pub home: Option<Home>,
    /// Year in which names and codes are looked up; `None` if the document tells none.
    pub year: Option<i16>,
    /// Development zones named in the text, in order.
    pub zones: Vec<ZoneMention>,
    /// Whether one of them is the home.
    pub of_zone: bool,
    /// Names whose code was settled by the context.
    settled: BTreeMap<String, String>,
}

impl Places {
    /// The division above `code` in the document's year.
    pub fn parent(&self, code: &str) -> Option<&'static Division> {
        divisions::parent(code, self.year)
    }

    /// Full name of `code` in `year`.
    pub fn name_of(&self, code: &str, year: Option<i16>) -> Option<&'static str> {
        divisions::by_code(code, year).map(|d| d.name)
    }

    /// Full name and code of a division printed as `form` (full or short), as this document means it. `None` when it
    /// is no division or stays ambiguous.
    pub fn resolve(&self, form: &str) -> Option<(String, String)> {
        if let Some(code) = self.settled.get(form) {
            return Some((divisions::by_code(code, self.year)?.name.to_owned(), code.clone()));
        }
        match divisions::named(form, self.year)[..] {
            [only] => Some((only.name.to_owned(), only.code.to_owned())),
            _ => None,
        }
    }

    /// The division that a bare class word (`市` of 市委, `省`, `县`, `区`, `旗`, `州`, `镇`, `乡`, `街道`) means in this
    /// document: home itself when it is of that class, else the nearest division of the class above it. Name and code
    /// (`None` for townships). `None` when the document does not let it be known.
    pub fn level_above(&self, class: &str) -> Option<(String, Option<String>)> {
        let home = self.home.as_ref()?;
        // 区委 in the report of a zone inside a district is the district's.
        let within = || home.county.as_deref().and_then(|code| self.name_of(code, self.year));
        let district = self.of_zone && class == "区" && within().is_some_and(|name| is_of_class(name, class));
        if is_of_class(&home.name, class) && !district {
            return Some((home.name.clone(), home.code.clone()));
        }
        let start = home.code.as_deref().or(home.county.as_deref())?;
        divisions::lineage(start, self.year)
            .into_iter()
            .find(|d| is_of_class(d.name, class) && Some(d.code) != home.code.as_deref())
            .map(|d| (d.name.to_owned(), Some(d.code.to_owned())))
    }

    /// The zone whose printed form ends at `end`.
    pub fn zone_ending_at(&self, end: usize) -> Option<&ZoneMention> {
        let at = self.zones.binary_search_by_key(&end, |zone| zone.span.end as usize).ok()?;
        self.zones.get(at)
    }

    /// Whether `name` is the home or lies above it.
    pub fn is_home_or_above(&self, code: &str) -> bool {
        let start = self.home.as_ref().and_then(|h| h.code.as_deref().or(h.county.as_deref()));
        start.is_some_and(|c| divisions::lineage(c, self.year).iter().any(|d| d.code == code))
    }
}

/// Whether a division called `name` is a 县, 区, 市 … : autonomous counties are counties, autonomous regions 区.
fn is_of_class(name: &str, class: &str) -> bool {
    match class {
        "区" => name.ends_with('区') && !name.ends_with("自治区") && !name.ends_with("地区"),
        "自治区" => name.ends_with("自治区"),
        "地" | "地区" => name.ends_with("地区"),
        "街" | "街道" => name.ends_with("街道"),
        "省" => name.ends_with('省'),
        _ => name.ends_with(class),
    }
}

/// A printed form of a division, not yet settled.
struct Found {
    start: usize,
    end: usize,
    form: &'static str,
    /// The form is a full name, not a stem.
    full: bool,
}

/// Divisions named in `text` and the home of the document.
///
/// `supplied` is the code of the division for which the user says that the document speaks. The text may say otherwise:
/// it tells same-named divisions apart where nothing printed does, and is the home of a text that names none.
pub fn find(text: &Text, hits: &Annotations, fields: &Fields, supplied: Option<&str>) -> Places {
    let year = dates::year_hint(text, fields);
    let mut found = forms::of_text(hits);
    found.retain(|f| !calls_somebody(text, f) && !inside_zone_word(text, f));
    let publisher = fields.publisher.as_deref().unwrap_or_default();
    let from_publisher = forms::of_words(publisher);
    let index = Index::new(text, &found, &from_publisher, year);
    let supplied = supplied.and_then(|code| divisions::at_the_time(code, year).or(divisions::by_code(code, year)));
    let context =
        Context { year, text, hits, found: &found, publisher, from_publisher: &from_publisher, index, supplied };
    let settled = context.settle();
    let kept: Vec<&Found> = found.iter().filter(|f| context.counts(f)).collect();
    let mentions = kept.iter().filter_map(|f| mention(f, &settled)).collect();
    let home = context
        .home(&kept, &settled, fields)
        .or_else(|| context.hinted_home())
        .or_else(|| context.zone(fields))
        .or_else(|| context.visited_home());
    let home = context.home_with_supplied(home, &kept);
    let (named, zones) = context.development_zones();
    let zone = context.zone_home(&named, &zones, home.as_ref(), fields);
    Places { mentions, of_zone: zone.is_some(), home: zone.or(home), year, zones, settled }
}

fn mention(found: &Found, settled: &BTreeMap<String, String>) -> Option<PlaceMention> {
    Some(PlaceMention {
        code: settled.get(found.form)?.clone(),
        text: found.form.to_owned(),
        span: Span::new(found.start, found.end),
        rule: Cow::Borrowed(if found.full { "division-name" } else { "division-short-form" }),
        basis: Basis::Stated,
    })
}

struct Context<'a> {
    year: Option<i16>,
    text: &'a Text,
    hits: &'a Annotations,
    found: &'a [Found],
    publisher: &'a str,
    from_publisher: &'a [Found],
    index: Index,
    /// The division that the user names.
    supplied: Option<&'static Division>,
}

/// Look-ups over all printed forms, so that a text of many megabytes is read in one pass.
struct Index {
    /// Where printed forms end.
    ends: BTreeMap<usize, &'static str>,
    /// Full names printed.
    full: BTreeSet<&'static str>,
    /// First two digits of the codes that full names can have.
    provinces: BTreeSet<&'static str>,
    /// How often each short form stands by itself.
    short: BTreeMap<&'static str, usize>,
}

impl Index {
    fn new(text: &Text, found: &[Found], from_publisher: &[Found], year: Option<i16>) -> Self {
        let full: BTreeSet<&'static str> =
            found.iter().chain(from_publisher).filter(|f| f.full).map(|f| f.form).collect();
        let codes = full.iter().flat_map(|f| divisions::named(f, year));
        let mut short: BTreeMap<&'static str, usize> = BTreeMap::new();
        for f in found.iter().filter(|f| !f.full && !inside_other_name(text, f)) {
            *short.entry(f.form).or_default() += 1;
        }
        Self {
            ends: found.iter().map(|f| (f.end, f.form)).collect(),
            provinces: codes.map(|d| &d.code[..2]).collect(),
            full,
            short,
        }
    }
}

impl Context<'_> {}

/// Words of a medium's name; `true` if they stand after the place.
static MASTHEADS: LazyLock<Vec<(&'static str, bool)>> = LazyLock::new(|| {
    rows(include_str!("../../lexicon/masthead_words.tsv"))
        .filter_map(|r| Some((*r.first()?, *r.get(1)? == "after")))
        .collect()
});
static COMMON: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/division_words.txt")).collect());
/// Words and levels by the first character of the word.
static LEVEL_SIGNS: LazyLock<ByChar<(&'static str, &'static str)>> = LazyLock::new(|| {
    let signs = rows(include_str!("../../lexicon/level_signs.tsv")).filter_map(|r| Some((*r.first()?, *r.get(1)?)));
    signs.filter_map(|sign| Some((sign.0.chars().next()?, sign))).collect()
});
static STEM_WORDS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/division_stem_words.txt")).collect());
static ACTS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/division_acts.txt")).collect());
/// What stands before and behind the class word of the document's own division.
static OWN: LazyLock<OwnWords> = LazyLock::new(|| {
    let patterns = words(include_str!("../../lexicon/own_division_words.txt"));
    let patterns = patterns.map(|pattern| pattern.split_once("{}").unwrap_or((pattern, "")));
    let patterns: Vec<(Vec<char>, Vec<char>)> =
        patterns.map(|(before, after)| (before.chars().collect(), after.chars().collect())).collect();
    let of = |(before, after): &(Vec<char>, Vec<char>)| match (before.last(), after.first()) {
        (Some(last), None) => (Some((*last, before.clone())), None),
        (None, Some(first)) => (None, Some((*first, after.clone()))),
        _ => (None, None),
    };
    OwnWords {
        before: patterns.iter().filter_map(|p| of(p).0).collect(),
        behind: patterns.iter().filter_map(|p| of(p).1).collect(),
        around: patterns.into_iter().filter(|(before, after)| before.is_empty() == after.is_empty()).collect(),
    }
});

/// What stands before or behind a class word, or around it.
struct OwnWords {
    /// By the last character.
    before: ByChar<Vec<char>>,
    /// By the first character.
    behind: ByChar<Vec<char>>,
    around: Vec<(Vec<char>, Vec<char>)>,
}

impl OwnWords {
    /// Whether the words stand between `left` and `right`.
    fn stand(&self, left: &[char], right: &[char]) -> bool {
        left.last().is_some_and(|last| self.before.of(*last).iter().any(|words| left.ends_with(words)))
            || right.first().is_some_and(|first| self.behind.of(*first).iter().any(|words| right.starts_with(words)))
            || self.around.iter().any(|(before, after)| left.ends_with(before) && right.starts_with(after))
    }
}

fn words(file: &'static str) -> impl Iterator<Item = &'static str> {
    rows(file).filter_map(|r| r.first().copied())
}
