//! The institution to which a post belongs that is printed without it: court, procuratorate, hospital, school, firm.
//!
//! Accepted (host in brackets): 走进［县人民法院］。…立案庭庭长甲; ［县供电公司］经理甲，党委书记乙; on an institution's own
//! page 我院…党委书记甲 (the ［publisher］, whose name ends with 院).
//! Refused: 组织部部长 after a firm (no part of firms), a host further back than a few sentences.
//!
//! Reads `sections.tsv`, `institutions.tsv`.

use super::{
    text::Text,
    unit_names::NamedUnit,
    units::{UnitMention, is_han},
};
use crate::{
    lexicon::{
        divisions,
        units::{institutions_of, sections},
    },
    record::{Basis, Organ, UnitKind},
};
use rustc_hash::FxHashMap;
use std::{collections::BTreeMap, sync::LazyLock};

static SECTIONS: LazyLock<BTreeMap<UnitKind, Vec<&'static str>>> = LazyLock::new(sections);

/// Last words of the names of hosts.
static INSTITUTIONS: LazyLock<Vec<(&'static str, UnitKind)>> = LazyLock::new(|| institutions_of("host"));

/// How far back a host is looked for, in characters: a page.
const REACH: u32 = 600;

/// Longest printed name of a section, in characters (马克思主义教研室).
const LONGEST: usize = 9;

/// Institutions of a document.
pub struct Hosts<'a> {
    text: &'a Text,
    mentions: &'a [(UnitMention, NamedUnit)],
    /// The institution on whose page the document stands.
    own: Option<NamedUnit>,
    /// The institutions by name, the one named last of those called the same.
    by_name: FxHashMap<&'a str, &'a NamedUnit>,
}

impl<'a> Hosts<'a> {
    /// Hosts among `mentions`, the units of the running text; `credits` are those of source lines and the like.
    pub fn new(text: &'a Text, mentions: &'a [(UnitMention, NamedUnit)], credits: &[NamedUnit]) -> Self {
        let sites: Vec<NamedUnit> = text.site.iter().filter_map(|site| institution(innermost(site))).collect();
        let own = credits.iter().chain(&sites).find(|n| speaks_of_itself(text, n)).cloned();
        let named = mentions.iter().map(|(_, n)| n).filter(|n| is_institution(n));
        Self { text, mentions, own, by_name: named.map(|n| (n.name.as_str(), n)).collect() }
    }

    /// The institution on whose page the document stands, if it speaks of itself (我院).
    pub fn own(&self) -> Option<&NamedUnit> {
        self.own.as_ref()
    }

    /// The institution of which `unit` is a part, or which it is.
    pub fn of(&self, unit: &NamedUnit) -> Option<NamedUnit> {
        self.printed(&unit.name).cloned().or_else(|| {
            let groups = ["党组", "党委", "党总支", "党支部", "纪委", "工会"];
            let name = groups.iter().find_map(|g| unit.name.strip_suffix(g)).unwrap_or(&unit.name);
            let (place, place_code) = (unit.place.clone(), unit.place_code.clone());
            institution(name).map(|host| NamedUnit { place, place_code, ..host })
        })
    }

    /// The institution with whose name, the longest of them, `name` begins.
    fn printed(&self, name: &str) -> Option<&NamedUnit> {
        let own = self.own.as_ref().filter(|o| is_institution(o) && name.starts_with(&o.name));
        let ends = name.char_indices().map(|(at, c)| at + c.len_utf8());
        let mut beginnings: Vec<&str> = ends.map(|end| &name[..end]).collect();
        beginnings.reverse();
        let named = beginnings.into_iter().chain([""]).find_map(|words| self.by_name.get(words).copied());
        own.filter(|o| named.is_none_or(|n| n.name.len() <= o.name.len())).or(named)
    }

    /// The institution that a post at `at` without one has in mind: the one named last, else the document's own.
    pub fn at(&self, at: u32) -> Option<NamedUnit> {
        if let Some(own) = &self.own {
            return Some(own.clone());
        }
        let before = self.mentions.partition_point(|(m, _)| m.span.end <= at);
        let near = self.mentions[..before].iter().rev().take_while(|(m, _)| at - m.span.end < REACH);
        near.map(|(_, n)| n).find_map(|n| is_institution(n).then(|| self.of(n))?)
    }

    /// Whether `words` can be a part of `host`.
    pub fn has_section(host: &NamedUnit, words: &str) -> bool {
        SECTIONS.get(&host.kind).is_some_and(|ends| ends.iter().any(|e| words.ends_with(e)))
    }

    /// The printed words of a section of `host` that end at `end`: back to a mark; `None` if they end like no section.
    pub fn section_before(&self, host: &NamedUnit, end: usize) -> Option<String> {
        let start = (end.saturating_sub(LONGEST + 1)..end).rev().find(|&i| !is_han(self.text.chars[i]))? + 1;
        let words: String = self.text.chars[start..end].iter().collect();
        let clause = words.contains(['为', '任', '的', '由']);
        (words.chars().count() >= 2 && !clause && Self::has_section(host, &words)).then_some(words)
    }
}

/// 某省某市第一中学 → 某市第一中学: the name of an institution with its innermost division only.
fn innermost(name: &str) -> &str {
    let is_division = |words: &str| divisions::named(words, None).iter().any(|d| d.name == words);
    let outer =
        name.char_indices().map(|(at, c)| at + c.len_utf8()).skip(2).take(4).find(|end| is_division(&name[..*end]));
    let Some(rest) = outer.and_then(|end| name.get(end..)) else { return name };
    let inner =
        rest.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1).take(6).any(|end| is_division(&rest[..end]));
    if inner { rest } else { name }
}

/// An institution by the last words of its name; `None` for other units.
fn institution(name: &str) -> Option<NamedUnit> {
    let (_, kind) = INSTITUTIONS.iter().find(|(end, _)| name.ends_with(end))?;
    let organ = match kind {
        UnitKind::Court | UnitKind::Procuratorate => Organ::Committee,
        UnitKind::Police => Organ::Department,
        _ => Organ::Unit,
    };
    let name = name.to_owned();
    Some(NamedUnit { name, kind: *kind, organ, place: None, place_code: None, basis: Basis::Inferred })
}

fn is_institution(unit: &NamedUnit) -> bool {
    use UnitKind::{Court, Firm, Hospital, Procuratorate, School};
    let house = matches!(unit.kind, Court | Procuratorate | Hospital | School | Firm);
    (house && unit.organ != Organ::Department) || (unit.kind == UnitKind::Police && unit.name.ends_with("公安局"))
}

/// 我院, 我校, 我局 where the unit's name ends so.
fn speaks_of_itself(text: &Text, unit: &NamedUnit) -> bool {
    let department = unit.kind == UnitKind::Government && unit.organ == Organ::Department;
    let Some(last) = unit.name.chars().last().filter(|_| is_institution(unit) || department) else { return false };
    let last = if unit.name.ends_with("公司") { "公司".to_owned() } else { last.to_string() };
    let calls = ["我", "本", "全"].map(|w| format!("{w}{last}"));
    let school = unit.kind == UnitKind::School && ["我校", "全校"].iter().any(|w| text.letters.all().contains(w));
    school || calls.iter().any(|c| text.letters.all().contains(c)) || speaks_of_its_body(text, &last)
}

/// 集团党委书记, 院党组: its last word alone before a body of its own.
fn speaks_of_its_body(text: &Text, last: &str) -> bool {
    let words: &[&str] = if last == "公司" { &["公司", "集团"] } else { &[last] };
    let all = text.letters.all();
    words.iter().flat_map(|w| ["党委", "党组"].map(|b| format!("{w}{b}"))).any(|body| {
        let mut before = all.match_indices(&body).map(|(at, _)| all[..at].chars().next_back());
        before.any(|c| c.is_some_and(|c| !is_han(c)))
    })
}
