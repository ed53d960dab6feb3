//! Towns and sub-districts that do something at an event: ［石桥镇］、［东湖街道］作了交流发言.
//!
//! Refused: 石桥镇、东山乡等地, 到石桥镇汇报, 石桥镇党委作汇报 (its body is the unit).

use super::{Anchor, UnitMention, Units};
use crate::record::{Organ, Span, UnitKind};

/// What only an organisation or a person does.
const ACTS: [&str; 14] = [
    "作了",
    "作表态",
    "作交流",
    "作典型",
    "作经验",
    "作检讨",
    "作大会",
    "作发言",
    "作汇报",
    "交流发言",
    "表态发言",
    "汇报了",
    "介绍了",
    "交流了",
];

/// What may stand between the last of them and what they do.
const BETWEEN: [&str; 13] =
    ["分别", "先后", "依次", "等", "单位", "个单位", "家单位", "个乡镇", "个镇", "乡镇", "在会上", "就", "代表"];

impl Units<'_> {
    /// The towns of the running text that act, `mentions` being the units read so far.
    pub fn acting(&self, mentions: &[UnitMention]) -> Vec<UnitMention> {
        let mut found: Vec<UnitMention> = Vec::new();
        for town in self.towns.mentions.iter().rev() {
            let (start, end) = (town.start as usize, town.end as usize);
            let level = ["镇", "乡", "街道", "苏木"].iter().any(|w| self.text.ends_with(end, w));
            let joined = self.text.at(end).is_some_and(|c| matches!(c, '、' | '和' | '及'));
            let before = found.last().is_some_and(|next| next.span.start as usize == end + 1);
            if level && self.may_act(start) && (self.acts_at(end) || (joined && before)) {
                found.push(self.town(*town));
            }
        }
        found.retain(|u| !mentions.iter().any(|m| m.span.overlaps(u.span)));
        found
    }

    /// A mark, or another unit of the list, stands before it.
    fn may_act(&self, start: usize) -> bool {
        start
            .checked_sub(1)
            .is_none_or(|i| matches!(self.text.chars[i], '，' | '。' | '、' | '和' | '；' | '\n' | ',' | '：'))
    }

    fn acts_at(&self, end: usize) -> bool {
        let mut at = end;
        for _ in 0..3 {
            let numeral = matches!(self.text.at(at), Some('两' | '二' | '三' | '四' | '五' | '六' | '2'..='9'));
            let from = at + usize::from(numeral);
            let Some(word) = BETWEEN.iter().filter(|w| self.text.starts_with(from, w)).max_by_key(|w| w.len()) else {
                break;
            };
            at = from + word.chars().count();
        }
        ACTS.iter().any(|w| self.text.starts_with(at, w))
    }

    fn town(&self, span: Span) -> UnitMention {
        let end = span.end as usize;
        UnitMention {
            span,
            anchor: Anchor::Town(span),
            core: end,
            core_end: end,
            kind: UnitKind::Government,
            organ: Organ::Unit,
            rule: "unit-town-that-acts",
            parent: None,
        }
    }
}
