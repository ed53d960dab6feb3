//! The words that say what a bureau or group is for, between its place and its last word: 县|发展和改革|局,
//! 县|文化和广电旅游体育|局 with words that no lexicon knows.

use super::{Anchor, UnitMention, Units, is_han, parts::is_body};
use crate::{extract::annotate::Class, lexicon::units::Head};

impl Units<'_> {
    /// A place further left, with words between that no lexicon knows (`县|文化和广电旅游体育|局`).
    pub(super) fn far_anchor(
        &self,
        head: &Head,
        stem: usize,
        end: usize,
        floor: usize,
        depth: u8,
    ) -> Option<UnitMention> {
        // 所, 站, 股 end too many other words to bridge a gap.
        // 县畜牧技术推广｜站站长: before its holder they don't.
        let held = matches!(head.word, "站" | "所" | "场" | "队")
            && self.text.starts_with(end, head.word)
            && self.title_at(end);
        if head.word.chars().count() == 1 && !held && !matches!(head.word, "局" | "委" | "办" | "厅" | "部") {
            return None;
        }
        let reach = 12;
        let mut at = stem;
        while at > floor && stem - at < reach {
            at -= 1;
            if !is_han(self.text.chars[at]) && !matches!(self.text.chars[at], '“' | '”') {
                return None;
            }
            if !self.joins(at, stem) {
                return None;
            }
            if let Some(parent) = self.parse(at, floor, depth + 1).filter(is_body) {
                return Some(self.part_of(parent, head, end, "unit-department"));
            }
            if let Some((from, anchor)) = self.anchor(at, floor) {
                // 国家安全监察|局: the nation's, by a name that no table lists.
                if matches!(anchor, Anchor::Level(_, "国家")) && at > from && self.clean_left(from, floor) {
                    return self.unit(from, Anchor::Own, from, end, head, "unit-national");
                }
                let vague = matches!(anchor, Anchor::Level(_, "国家" | "村" | "社区"));
                let loose = matches!(anchor, Anchor::Level(..)) && !self.clean_left(from, floor);
                if !loose && !vague {
                    return self.unit(from, anchor, at, end, head, "unit-subject");
                }
            }
        }
        None
    }

    /// Whether the words of `from..to` can stand inside a unit's name: no verb, no preposition.
    pub(super) fn joins(&self, from: usize, to: usize) -> bool {
        (from..to).all(|at| !is_apart(self.text.chars[at]) && !self.closes_a_list(at) && !self.hits.has_verb(at, to))
    }

    /// 县人社局［等］医改领导小组成员单位, not 高［等］职业学校.
    pub(super) fn closes_a_list(&self, at: usize) -> bool {
        let graded = |c: &char| matches!(c, '高' | '中' | '初' | '上' | '同' | '平' | '一' | '二' | '三' | '特' | '甲');
        let ranked = matches!(self.text.at(at + 1), Some('级' | '候'));
        self.text.chars[at] == '等' && !ranked && !at.checked_sub(1).is_some_and(|i| graded(&self.text.chars[i]))
    }

    /// Leftmost end of the subject words before `start` (发展|和|改革).
    pub(super) fn stems_before(&self, start: usize, floor: usize) -> usize {
        let mut at = start;
        loop {
            // ［高新区］财政局: a place, no subject.
            if self.zone_at(at).is_some() {
                return at;
            }
            if let Some(h) = self.hits.longest_ending(at, Class::Stem).filter(|h| h.start >= floor) {
                at = h.start;
                continue;
            }
            let joined = at < start && at > floor + 1 && matches!(self.text.chars[at - 1], '和' | '与');
            if joined && self.hits.longest_ending(at - 1, Class::Stem).is_some() {
                at -= 1;
                continue;
            }
            return at;
        }
    }

    /// Where an item of a list of bureaus begins that ends at `end`: between the mark behind another bureau and a mark only
    /// words of a name stand. `stem` is the leftmost subject word known.
    pub(super) fn item_before(&self, stem: usize, end: usize, floor: usize) -> Option<usize> {
        const LONGEST: usize = 10;
        let closed = self.text.at(end).is_none_or(|c| !is_han(c));
        let from = (floor.max(stem.saturating_sub(LONGEST))..stem).rev().find(|&i| !is_han(self.text.chars[i]))?;
        let list = self.text.chars[from] == '、' && from > 0 && self.text.chars[from - 1] == self.text.chars[end - 1];
        (closed && list && from + 1 < stem && self.joins(from + 1, stem) && !self.stop_at(from + 2)).then_some(from + 1)
    }

    /// Leftmost end of the words of the language before `start` that say what a group is for (成立了［农田水利基本］建设指挥部);
    /// `start` itself where they don't reach back to a mark, a stop word or 了.
    pub(super) fn subject_before(&self, start: usize, floor: usize) -> usize {
        let mut at = start;
        while at > floor {
            let word = self.hits.ending(at).find(|h| {
                let subject = matches!(h.class, Class::CommonWord | Class::Stem) && h.end - h.start >= 2;
                subject && h.start >= floor && self.joins(h.start, at)
            });
            let Some(word) = word else { break };
            at = word.start;
        }
        let clean =
            at == floor || !is_han(self.text.chars[at - 1]) || self.text.ends_with(at, "了") || self.stop_at(at);
        if clean { at } else { start }
    }
}

/// Characters that stand in no unit's name: words of their own.
fn is_apart(c: char) -> bool {
    matches!(
        c,
        '的' | '了'
            | '是'
            | '把'
            | '被'
            | '在'
            | '要'
            | '我'
            | '你'
            | '他'
            | '这'
            | '那'
            | '着'
            | '从'
            | '向'
            | '对'
            | '各'
            | '兼'
            | '率'
    )
}
