//! Organisations in the text: from the last word of the name leftwards.
//!
//! Accepted (the unit in brackets): ［市退役军人事务局］局长, 陪同的［县委组织部］副部长, ［东湖街道党工委］书记,
//! ［武警临城中队］, ［浙江某某电子有限公司］, ［县政府督查室］, ［区人大常委会］, 责成［市财政局］牵头, ［教育局］要有专人.
//! Refused: 各级党委、政府 (no one body), 全县各部门, 县人大|代表, 市委|员, 城|市委…, 社|区委…, 局|面.
//!
//! Reads `unit_heads.tsv`, `unit_short.tsv`, `plain_unit_words.txt`, `unit_stems.txt`, `unit_fixed.tsv`, `unit_left_stops.txt`,
//! `unit_head_not_before.tsv`, `level_not_after.txt`, `level_not_before.txt`, `town_acts.txt`.

mod acting_towns;
mod anchors;
mod forces;
mod parts;
mod placed;
mod proper;
mod subjects;
mod villages;
mod whole;

use super::{
    annotate::{Annotations, Class, Hit},
    places::Places,
    text::Text,
    towns::Towns,
};
use crate::{
    lexicon::{
        divisions::Level,
        own,
        units::{self, Form, Head},
    },
    record::{Organ, Span, UnitKind},
};
use anchors::cut_from_word;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::{cell::RefCell, sync::LazyLock};

/// What says to which place a unit belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// A division printed before it; the span of its name and its code.
    Division(Span, String),
    /// A township, sub-district or village printed before it.
    Town(Span),
    /// A level word alone (县, 市): the division meant depends on the document.
    Level(Span, &'static str),
    /// Nothing: the name is its own, or the place goes without saying.
    Own,
    /// Nothing, and the name needs a place (`教育局`).
    Bare,
}

/// A unit as printed at one place.
#[derive(Clone, Debug)]
pub struct UnitMention {
    /// The printed form.
    pub span: Span,
    /// Its place.
    pub anchor: Anchor,
    /// First character after the anchor: where the unit's own words begin.
    pub core: usize,
    /// Branch.
    pub kind: UnitKind,
    /// Sort of body.
    pub organ: Organ,
    /// Where its own words end: the end of `span`, but for a town that shares them with the next (［甲镇］和乙乡党委).
    pub core_end: usize,
    /// Rule that read it.
    pub rule: &'static str,
    /// The unit of which this is a department or party group, if that is printed inside the name.
    pub parent: Option<Box<UnitMention>>,
}

static HEADS: LazyLock<Vec<Head>> = LazyLock::new(units::heads);
/// Rule for the conference by its session.
pub(super) const CONSULTATIVE: &str = "unit-consultative-session";
/// Rule for the presidium of a session.
pub(super) const PRESIDIUM: &str = "unit-presidium";

/// Reads units in one document.
pub struct Units<'a> {
    pub(super) text: &'a Text,
    pub(super) hits: &'a Annotations,
    pub(super) towns: &'a Towns,
    divisions_by_end: FxHashMap<usize, (Span, String)>,
    /// The document's own district where no table knows it (某某湖区).
    zone: Option<&'a str>,
    pub(super) places: &'a Places,
    /// Readings so far, by end, floor and depth.
    known: RefCell<FxHashMap<(usize, usize, u8), Option<UnitMention>>>,
}

impl<'a> Units<'a> {
    /// A reader over `text`.
    pub fn new(text: &'a Text, hits: &'a Annotations, places: &'a Places, towns: &'a Towns) -> Self {
        let mut divisions_by_end: FxHashMap<usize, (Span, String)> = FxHashMap::default();
        for m in places.mentions.iter().filter(|m| !cut_from_word(&text.chars, hits, m.span)) {
            let entry = divisions_by_end.entry(m.span.end as usize).or_insert_with(|| (m.span, m.code.clone()));
            if m.span.start < entry.0.start {
                *entry = (m.span, m.code.clone());
            }
        }
        let zone = places.home.as_ref().filter(|h| h.code.is_none() && h.level == Level::County);
        let zone = zone.map(|h| h.name.as_str()).filter(|name| name.ends_with('区'));
        // A unit ends at about every thirtieth character.
        let known = FxHashMap::with_capacity_and_hasher(text.chars.len() / 16, FxBuildHasher);
        Self { text, hits, towns, divisions_by_end, zone, places, known: RefCell::new(known) }
    }

    /// All units of the running text and headlines, in order, none inside another.
    pub fn all(&self) -> Vec<UnitMention> {
        let mut out = Vec::new();
        for block in &self.text.blocks {
            let mut end = block.span.end as usize;
            let start = block.span.start as usize;
            while end > start {
                if !self.hits.ends_unit(end) {
                    end -= 1;
                    continue;
                }
                match self.ending_at(end, start).filter(|u| self.is_whole(u, end)) {
                    Some(unit) => {
                        end = unit.span.start as usize;
                        let sharing = self.sharing(&unit, start);
                        end = sharing.last().map_or(end, |u| u.span.start as usize);
                        out.extend(self.above(&unit, start));
                        out.push(unit);
                        out.extend(sharing);
                    }
                    None => end -= 1,
                }
            }
        }
        out.sort_by_key(|u| u.span);
        let towns = self.acting_towns(&out);
        if !towns.is_empty() {
            out.extend(towns);
            out.sort_by_key(|u| u.span);
        }
        out
    }

    /// ［甲镇］、［乙镇］和丙乡党委: the towns before a town's body that share its words, nearest first.
    fn sharing(&self, unit: &UnitMention, floor: usize) -> Vec<UnitMention> {
        let mut out: Vec<UnitMention> = Vec::new();
        if !matches!(unit.anchor, Anchor::Town(_)) || unit.organ == Organ::Branch || unit.kind == UnitKind::Village {
            return out;
        }
        let mut at = unit.span.start as usize;
        while at > floor && matches!(self.text.chars[at - 1], '、' | '和' | '及') {
            let Some(town) = self.towns.ending_at(at - 1).filter(|t| t.start as usize >= floor) else { break };
            at = town.start as usize;
            out.push(UnitMention { span: town, anchor: Anchor::Town(town), rule: "unit-shared-words", ..unit.clone() });
        }
        out
    }

    /// The longest unit whose name ends at `end`, not reaching before `floor`.
    #[inline]
    pub fn ending_at(&self, end: usize, floor: usize) -> Option<UnitMention> {
        self.parse(end, floor, 0)
    }

    /// Inlined: nearly all places end no unit, which a glance tells.
    #[inline]
    fn parse(&self, end: usize, floor: usize, depth: u8) -> Option<UnitMention> {
        if depth > 4 || end <= floor || !self.hits.ends_unit(end) {
            return None;
        }
        self.parsed(end, floor, depth)
    }

    fn parsed(&self, end: usize, floor: usize, depth: u8) -> Option<UnitMention> {
        // The same ends are asked for again and again by the scans further right.
        if let Some(known) = self.known.borrow().get(&(end, floor, depth)) {
            return known.clone();
        }
        let unit = self.parse_afresh(end, floor, depth).map(|u| self.attached(u, floor, depth));
        self.known.borrow_mut().insert((end, floor, depth), unit.clone());
        unit
    }

    fn parse_afresh(&self, end: usize, floor: usize, depth: u8) -> Option<UnitMention> {
        let fixed = || self.fixed(end, floor).or_else(|| self.session(end, floor));
        if let Some(known) = self.own(end, floor).or_else(fixed) {
            return Some(known);
        }
        self.hits
            .ending_of(end, Class::Head)
            .filter(|h| h.start >= floor)
            .find_map(|h| self.with_head(&HEADS[h.row as usize], h.start, end, floor, depth))
    }

    fn with_head(&self, head: &Head, start: usize, end: usize, floor: usize, depth: u8) -> Option<UnitMention> {
        // 服务［大局］, 东坂村［干部］: the head is the end of a word of the language.
        let word = |h: &Hit| h.class == Class::CommonWord && h.start + 2 == end && h.row >= 60;
        let stem = |h: &Hit| h.class == Class::Stem;
        if head.form == Form::Stem
            && end == start + 1
            && self.hits.ending(end).any(word)
            && !self.hits.ending(start).any(stem)
        {
            return None;
        }
        match head.form {
            Form::Place => self.placed(head, start, end, floor, depth),
            Form::Suffix => self.suffixed(head, start, end, floor, depth),
            Form::Department | Form::Short => self.department(head, start, end, floor, depth),
            Form::Stem => self.stemmed(head, start, end, floor, depth),
            Form::Free => self.named(head, start, end, floor, depth),
            Form::Military => self.military(head, start, end, floor),
            Form::Village => self.village(head, start, end, floor),
        }
    }

    /// A unit of one place that the user names.
    fn own(&self, end: usize, floor: usize) -> Option<UnitMention> {
        let hit = self.hits.longest_ending(end, Class::OwnUnit).filter(|h| h.start >= floor)?;
        let alias = own::unit_aliases().nth(hit.row as usize)?;
        Some(UnitMention {
            span: Span::new(hit.start, end),
            anchor: Anchor::Own,
            core: hit.start,
            core_end: end,
            kind: alias.kind,
            organ: alias.organ,
            rule: "unit-in-lexicon",
            parent: None,
        })
    }

    /// `国务院`, `海军`, `中央军委`, with a department behind it or not.
    fn fixed(&self, end: usize, floor: usize) -> Option<UnitMention> {
        let hit = self.hits.ending_of(end, Class::FixedUnit).find(|h| h.start >= floor)?;
        // 民政部门, 海军某部, 庆祝解放军建军
        if ["门", "某", "建军", "官兵", "战士", "道", "动"].iter().any(|w| self.text.starts_with(end, w)) {
            return None;
        }
        // 组织［人事部］
        if self.hits.longest_ending(end, Class::Head).is_some_and(|h| h.start < hit.start) {
            return None;
        }
        // 公司［商务部］, 市［文化部］: a section of another's.
        let section = self.text.ends_with(end, "部")
            && (self.hits.ending_of(hit.start, Class::Head).next().is_some()
                || hit
                    .start
                    .checked_sub(1)
                    .is_some_and(|at| matches!(self.text.chars[at], '省' | '市' | '县' | '区' | '委')));
        if section {
            return None;
        }
        let (kind, organ) = units::fixed_kind(hit.row as usize)?;
        let span = Span::new(hit.start, end);
        Some(UnitMention {
            span,
            anchor: Anchor::Own,
            core: hit.start,
            core_end: end,
            kind,
            organ,
            rule: "unit-national",
            parent: None,
        })
    }

    fn unit(
        &self,
        from: usize,
        anchor: Anchor,
        core: usize,
        end: usize,
        head: &Head,
        rule: &'static str,
    ) -> Option<UnitMention> {
        Some(UnitMention {
            span: Span::new(from, end),
            anchor,
            core,
            core_end: end,
            kind: head.kind,
            organ: head.organ,
            rule,
            parent: None,
        })
    }
}

/// A Chinese character (ideographs and 〇), as opposed to marks, Latin and digits.
#[inline]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}
