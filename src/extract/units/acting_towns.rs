//! Towns that act as organisations: ［甲镇］、［乙乡］主要负责人作了发言, ［甲镇］、乙乡、县教育局等六个单位.
//!
//! Refused: towns that are only visited, crossed or governed (到甲镇调研, 甲镇的群众), 各乡镇主要负责人.
//!
//! Reads `town_acts.txt`, `unit_counts.txt`.

use super::{Anchor, UnitMention, Units};
use crate::{
    lexicon::{longest_first, units, words},
    record::{Organ, Span, UnitKind},
};
use std::sync::LazyLock;

impl Units<'_> {
    /// The towns that act, besides the `units` of the document (in order).
    pub(super) fn acting_towns(&self, units: &[UnitMention]) -> Vec<UnitMention> {
        let free = |town: &&Span| {
            let at = units.partition_point(|u| u.span.end <= town.start);
            units.get(at).is_none_or(|u| !u.span.overlaps(**town))
        };
        let towns =
            self.towns.mentions.iter().filter(|t| CLASSES.iter().any(|w| self.text.ends_with(t.end as usize, w)));
        // 代表街镇作了发言: all of them.
        let any = |t: &&Span| ["街镇", "乡镇", "镇街"].iter().any(|w| self.text.ends_with(t.end as usize, w));
        let towns = towns.filter(|t| !any(t)).filter(free);
        let acting = towns.filter(|town| self.acts_behind(town.end as usize, units));
        let unit = |town: &Span| UnitMention {
            span: *town,
            anchor: Anchor::Town(*town),
            core: town.end as usize,
            core_end: town.end as usize,
            kind: UnitKind::Township,
            organ: Organ::Unit,
            rule: "unit-acting-town",
            parent: None,
        };
        acting.map(unit).collect()
    }

    /// Whether what stands at `at`, behind the list of bodies that goes on there, says that they act.
    fn acts_behind(&self, at: usize, units: &[UnitMention]) -> bool {
        /// Bodies of a list behind the town at most.
        const LONGEST: usize = 12;
        let mut end = at;
        for _ in 0..LONGEST {
            let listed = matches!(self.text.at(end), Some('、' | '和' | '及'));
            let next = end + 1;
            let body = units.binary_search_by_key(&next, |u| u.span.start as usize).ok().map(|i| units[i].span.end);
            match self.towns.starting_at(next).map(|t| t.end).max(body).filter(|_| listed) {
                Some(further) => end = further as usize,
                None => break,
            }
        }
        let past = self.past_count(end);
        ACTS.iter().any(|w| self.text.starts_with(past, w)) || self.counted(end)
    }

    /// 甲镇、乙乡、丙镇｜三个单位: where the text goes on behind the number of a list; `at` itself where none stands.
    fn past_count(&self, at: usize) -> usize {
        let numeral =
            matches!(self.text.at(at), Some('两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '2'..='9'));
        let counted = COUNTS.iter().find(|w| numeral && self.text.starts_with(at + 1, w));
        counted.map_or(at, |w| at + 1 + w.chars().count())
    }

    /// 等六个单位, 等单位
    fn counted(&self, at: usize) -> bool {
        let bodies = |from: usize| ["单位", "部门"].iter().any(|w| self.text.starts_with(from, w));
        let from = at + 1;
        let measure = (from..from + 4).find(|&i| matches!(self.text.at(i), Some('个' | '家')));
        self.text.starts_with(at, "等") && (bodies(from) || measure.is_some_and(|i| bodies(i + 1)))
    }
}

/// What towns are called; villages and communities are none.
const CLASSES: [&str; 5] = ["镇", "乡", "街道", "办事处", "苏木"];

static ACTS: LazyLock<Vec<&'static str>> = LazyLock::new(units::town_acts);

/// What stands behind the number of a list, the longest first.
static COUNTS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| longest_first(words(include_str!("../../../lexicon/unit_counts.txt"))));
