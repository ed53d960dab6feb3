//! Where an event was held, and in which division.

use super::{
    Draft, Placed, Reader, Told,
    naming::{self},
};
use crate::{
    lexicon::divisions,
    record::{Basis, Span},
};

impl Reader<'_> {
    pub(super) fn place(&self, draft: &Draft) -> Option<Placed> {
        if draft.told == Told::Held && naming::is_national(&draft.words) {
            return None;
        }
        self.place_of_words(draft).or_else(|| self.home())
    }

    /// The division that the name or the holder puts at the head: `城关镇召开…`, `全市…会议` in a county's report.
    fn place_of_words(&self, draft: &Draft) -> Option<Placed> {
        if draft.told == Told::Visit {
            return None;
        }
        let host = draft.host.map(|s| (s, self.text.words(s)));
        let name = (draft.name_span, draft.words.clone());
        [host, Some(name)].into_iter().flatten().find_map(|(span, words)| self.place_at_head(span, &words))
    }

    fn place_at_head(&self, span: Span, words: &str) -> Option<Placed> {
        if let Some(town) = naming::township_at_head(words) {
            // 甲镇、乙镇揭牌仪式 is held in the name of the county.
            let known = divisions::named(town, None).is_empty() && !words[town.len()..].starts_with(['、', '和', '等']);
            let end = span.start as usize + town.chars().count();
            return known.then(|| Placed {
                name: town.to_owned(),
                code: None,
                span: Some(Span::new(span.start as usize, end)),
                basis: Basis::Stated,
            });
        }
        let rest = words.strip_prefix(['全', '我'])?;
        let class =
            ["省", "市", "县", "区", "旗", "州", "镇", "乡", "街道"].into_iter().find(|c| rest.starts_with(c))?;
        let (name, code) = self.places.level_above(class)?;
        let end = span.start as usize + 1 + class.chars().count();
        // 我县 is printed; which county that is, the text or the user told.
        let supplied = self.places.home.as_ref().is_some_and(|h| h.basis == Basis::Supplied);
        let basis = if supplied { Basis::Supplied } else { Basis::Inferred };
        Some(Placed { name, code, span: Some(Span::new(span.start as usize, end)), basis })
    }

    fn home(&self) -> Option<Placed> {
        let home = self.places.home.as_ref()?;
        Some(Placed { name: home.name.clone(), code: home.code.clone(), span: home.span, basis: home.basis })
    }
}
