//! Bodies of villages, communities and quarters: `东坂|村委会`, `幸福里居民区|党总支`, 村委会 of the village named before.

use super::{Anchor, UnitMention, Units, is_han};
use crate::{lexicon::units::Head, record::Span};

impl Units<'_> {
    /// `东坂|村委会`, `石桥镇东坂村|党支部` (the town goes into the span, not into the name).
    pub(super) fn village(&self, head: &Head, start: usize, end: usize, floor: usize) -> Option<UnitMention> {
        let core = if head.word.starts_with('村') { start + 1 } else { start };
        // 北坂村|村委会 is the committee of 北坂村.
        let doubled = if core > start { self.towns.ending_at(start) } else { None };
        let Some(town) = doubled.or_else(|| self.towns.ending_at(core)) else {
            return self.quarter(head, core, end, floor).or_else(|| self.same_village(head, start, core, end));
        };
        (town.start as usize >= floor).then_some(())?;
        // 叶村｜村委会: a village of one character keeps the 村 of the body.
        let core = if doubled.is_some() && town.len() == 2 { start } else { core };
        self.unit(town.start as usize, Anchor::Town(town), core, end, head, "unit-village")
    }

    /// `石桥街道幸福里居民区|党总支`: a quarter of a town has a name of its own.
    fn quarter(&self, head: &Head, core: usize, end: usize, floor: usize) -> Option<UnitMention> {
        let name = core.checked_sub(3).filter(|_| self.text.ends_with(core, "居民区"))?;
        let mut from = name;
        while from > floor && name - from < 6 && is_han(self.text.chars[from - 1]) && !self.stop_at(from) {
            if self.towns.ending_at(from).is_some() || self.divisions_by_end.contains_key(&from) {
                break;
            }
            from -= 1;
        }
        (name - from >= 2).then(|| self.unit(from, Anchor::Own, from, end, head, "unit-village"))?
    }

    /// 东坂村党支部书记、｜村委会主任: of the village named before it in the sentence.
    fn same_village(&self, head: &Head, start: usize, core: usize, end: usize) -> Option<UnitMention> {
        let level = match head.word {
            _ if core > start => "村",
            "居委会" | "居民委员会" => "社区",
            _ => return None,
        };
        let village = self.towns.last_before(self.text, start, level)?;
        let between = Span::new(village.end as usize, start);
        // The only village of the document is meant wherever its bodies are named.
        let villages = || {
            self.towns
                .mentions
                .iter()
                .filter(|t| self.text.ends_with(t.end as usize, level))
                .map(|t| self.text.words(*t))
        };
        let only = villages()
            .all(|name| self.text.words(village).ends_with(&name) || name.ends_with(&self.text.words(village)));
        let near =
            only || between.len() <= 30 && !self.text.slice(between).iter().any(|c| matches!(c, '。' | '；' | '\n'));
        let plural = self.text.ends_with(start, "各") || self.text.ends_with(start, "、各");
        let anchor = Anchor::Level(Span::new(start, core), level);
        (near && !plural).then(|| self.unit(start, anchor, core, end, head, "unit-village"))?
    }
}
