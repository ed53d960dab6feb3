//! The units of a document, one row each however often and in however many forms it is printed.
//!
//! Reads `unit_equivalents.tsv`: 县国动委 beside 县国防动员委员会 is that body.

use super::unit_names::NamedUnit;
use crate::{
    lexicon::{ByChar, divisions, units::equivalents},
    record::{Alias, Basis, Organ, Rule, Span, Unit, UnitKind},
};
use rustc_hash::FxHashMap;
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// By the last character of the full words.
static EQUIVALENTS: LazyLock<ByChar<(&'static str, &'static str)>> = LazyLock::new(|| {
    equivalents().into_iter().filter_map(|(long, short)| Some((long.chars().next_back()?, (long, short)))).collect()
});

/// For each unit that the document also calls by fuller words (县国动委 beside 县国防动员委员会) the fuller name.
pub fn fullest_names<'a>(units: impl Iterator<Item = &'a NamedUnit>) -> BTreeMap<String, String> {
    let units: Vec<&NamedUnit> = units.collect();
    let names: BTreeSet<&str> = units.iter().map(|u| u.name.as_str()).collect();
    let bodies: Vec<(&str, String)> = names
        .iter()
        .flat_map(|body| {
            let listed = body.chars().next_back().map_or(&[][..], |last| EQUIVALENTS.of(last));
            listed.iter().filter(|(long, _)| body.ends_with(long)).map(|(l, s)| (*body, body.replace(l, s)))
        })
        .collect();
    let bodies: Vec<(&str, String)> = bodies.into_iter().chain(abbreviated(&units)).collect();
    let mut fullest = BTreeMap::new();
    for name in &names {
        // The body itself, or a department of it (县国动委综合办公室).
        let body = bodies.iter().find(|(full, short)| name.starts_with(short.as_str()) && !name.starts_with(full));
        if let Some((full, short)) = body {
            fullest.insert((*name).to_owned(), name.replacen(short.as_str(), full, 1));
        }
    }
    // 县退役军人事务工作领导小组 beside 县委退役军人事务工作领导小组.
    for name in names.iter().filter(|n| n.contains("领导小组")) {
        let full = of_committee(name).filter(|full| names.contains(full.as_str()));
        fullest.extend(full.map(|full| ((*name).to_owned(), full)));
    }
    let whole = |name| fullest.get(name).map_or(name, String::as_str);
    let known: BTreeSet<&str> = names.iter().map(|name| whole(name)).collect();
    let placed = Placed::new(known.into_iter());
    // ［江苏省］某某农场 beside 某某农场 or a body of it.
    let houses: BTreeMap<&str, &str> = units
        .iter()
        .filter(|u| is_house(u))
        .filter_map(|u| Some((without_division(&u.name)?, u.name.as_str())))
        .collect();
    let of_house = |name: &str| {
        // Most texts have none.
        if houses.is_empty() {
            return None;
        }
        let ends = name.char_indices().map(|(at, _)| at).chain([name.len()]).skip(4);
        let (end, full) = ends.filter_map(|at| Some((at, houses.get(&name[..at])?))).next()?;
        Some(format!("{full}{}", &name[end..]))
    };
    let mut renamed = BTreeMap::new();
    for unit in &units {
        let whole = whole(unit.name.as_str());
        let only = placed.only(whole).filter(|_| unit.place.is_none());
        let name = only.map(Cow::Borrowed).or_else(|| of_house(whole).map(Cow::Owned)).unwrap_or(Cow::Borrowed(whole));
        if name != unit.name {
            renamed.insert(unit.name.clone(), name.into_owned());
        }
    }
    renamed
}

/// Bureaus that the document also calls by the first characters of their words, with that name (县卫生健康和体育局, 县卫体局).
fn abbreviated<'a>(units: &[&'a NamedUnit]) -> Vec<(&'a str, String)> {
    let bureau =
        |u: &&&NamedUnit| u.kind == UnitKind::Government && u.organ == Organ::Department && u.place_code.is_some();
    let bureaus: BTreeSet<(&str, &str)> = units
        .iter()
        .filter(bureau)
        .filter_map(|u| Some((u.place_code.as_deref()?, u.name.as_str())))
        .filter(|(_, name)| name.ends_with(['局', '委', '会', '办', '厅']))
        .collect();
    let mut found = Vec::new();
    for (place, short) in bureaus.iter().filter(|(_, name)| own_words(name).is_some_and(|w| w.chars().count() <= 5)) {
        let Some(letters) = own_words(short) else { continue };
        let is_full = |long: &&(&str, &'a str)| {
            let (head, words) = (short.strip_suffix(letters), own_words(long.1));
            long.0 == *place
                && head.is_some_and(|h| long.1.starts_with(h))
                && words.is_some_and(|w| abbreviates(letters, w))
        };
        let mut full = bureaus.iter().filter(is_full);
        if let (Some((_, long)), None) = (full.next(), full.next()) {
            found.push((*long, (*short).to_owned()));
        }
    }
    found
}

/// The words of a bureau's name behind its place (卫体局 of 左云县卫体局).
fn own_words(name: &str) -> Option<&str> {
    let level = name.rfind(['省', '市', '县', '区', '州', '旗'])?;
    name.get(level..)?.char_indices().nth(1).and_then(|(at, _)| name.get(level + at..)).filter(|w| !w.is_empty())
}

/// Whether `short` consists of first characters of words of `long`, in order, both of one class (卫体局, 卫生健康和体育局).
fn abbreviates(short: &str, long: &str) -> bool {
    let long = long.strip_suffix("员会").unwrap_or(long);
    let (letters, words): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
    let n = letters.len();
    if n < 3 || words.len() < n + 2 || letters.first() != words.first() || letters.last() != words.last() {
        return false;
    }
    let mut at = 0;
    for letter in &letters[1..n - 1] {
        // Two characters that stand together in both are a word, not two first characters.
        let next = words.iter().enumerate().skip(at + 2).find(|(_, w)| *w == letter);
        let Some((found, _)) = next else { return false };
        at = found;
    }
    at + 2 < words.len()
}

/// 甲县某工作领导小组 → 甲县委某工作领导小组; `None` where the name holds no level word.
fn of_committee(name: &str) -> Option<String> {
    let at = name.find(['县', '市', '区', '旗', '州'])?;
    let end = at + name[at..].chars().next()?.len_utf8();
    Some(format!("{}委{}", &name[..end], &name[end..]))
}

/// What makes a unit printed without it one of a place that goes without saying.
const LEVELS: [&str; 14] =
    ["省", "市", "县", "区", "州", "旗", "镇", "乡", "省委", "市委", "县委", "区委", "州委", "旗委"];

/// ［市］人武部 beside 人武部, ［县委］组织部 beside 组织部: for a name without its level the names with one; `None` where there are
/// several.
struct Placed<'n>(FxHashMap<&'n str, Option<&'n str>>);

impl<'n> Placed<'n> {
    /// Of `names`, each once.
    fn new(names: impl Iterator<Item = &'n str>) -> Self {
        let mut placed = FxHashMap::default();
        for name in names {
            for rest in LEVELS.iter().filter_map(|level| name.strip_prefix(level)) {
                placed.entry(rest).and_modify(|only| *only = None).or_insert(Some(name));
            }
        }
        Self(placed)
    }

    /// The only name that is `name` with a level before it.
    fn only(&self, name: &str) -> Option<&'n str> {
        self.0.get(name).copied().flatten()
    }
}

fn is_house(unit: &NamedUnit) -> bool {
    matches!(unit.kind, UnitKind::Firm | UnitKind::School | UnitKind::Hospital)
}

/// 某某农场 of 江苏省某某农场, if enough is left to know it by.
fn without_division(name: &str) -> Option<&str> {
    let ends = name.char_indices().map(|(at, _)| at).skip(3).take(6);
    let head = ends.filter(|at| divisions::named(&name[..*at], None).iter().any(|d| d.name == &name[..*at])).last()?;
    Some(&name[head..]).filter(|rest| rest.chars().count() >= 4)
}

/// Units by normal name, in order of first appearance.
#[derive(Default)]
pub struct Registry {
    by_name: FxHashMap<String, usize>,
    units: Vec<Unit>,
}

impl Registry {
    /// Adds a mention, or a unit that is only implied (`printed` is `None`); gives its number from 1 and its index.
    pub fn add(
        &mut self,
        named: &NamedUnit,
        printed: Option<(Span, String)>,
        rule: &'static str,
        basis: Basis,
    ) -> (u32, usize) {
        let known = self.by_name.get(&named.name).copied();
        let index = known.unwrap_or_else(|| {
            self.by_name.insert(named.name.clone(), self.units.len());
            self.units.push(Unit {
                n: 0,
                name: named.name.clone(),
                kind: named.kind,
                organ: named.organ,
                place: named.place.clone(),
                place_code: named.place_code.clone(),
                aliases: vec![],
                presences: vec![],
                span: printed.as_ref().map_or(Span::new(u32::MAX as usize, u32::MAX as usize), |p| p.0),
                rule: Rule::Borrowed(rule),
                basis,
            });
            self.units.len() - 1
        });
        let unit = &mut self.units[index];
        unit.n = u32::try_from(index + 1).unwrap_or(u32::MAX);
        if let Some((span, name)) = printed {
            unit.aliases.push(Alias { name, span });
        }
        (unit.n, index)
    }

    /// An implied unit has the span of the words that imply it.
    pub fn seen(&mut self, n: u32, span: Span) {
        let unit = &mut self.units[n as usize - 1];
        if unit.aliases.is_empty() && span.start < unit.span.start {
            unit.span = span;
        }
    }

    /// All units.
    pub fn finish(self) -> Vec<Unit> {
        self.units
    }
}
