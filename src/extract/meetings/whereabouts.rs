//! Where an event was held, and in which division.

use super::{
    Draft, Placed, Reader, Told,
    naming::{self},
};
use crate::{
    lexicon::divisions,
    record::{Basis, PlaceMention, Span},
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
            return self.place_visited(draft);
        }
        let host = draft.host.map(|s| (s, self.text.words(s)));
        let name = (draft.name_span, draft.words.clone());
        [host, Some(name)].into_iter().flatten().find_map(|(span, words)| self.place_at_head(span, &words))
    }

    /// 乙县考察团到［甲县］考察: the only division, neither the home nor above or below it, to which the sentence says that they
    /// went.
    fn place_visited(&self, draft: &Draft) -> Option<Placed> {
        let sentence = self.text.sentences.get(self.text.sentence_at(draft.name_span.start as usize)?)?.span;
        let mentions = &self.places.mentions;
        let in_full = |m: &&PlaceMention| m.rule == "division-name" && sentence.contains(m.span);
        let goes_by = |m: &PlaceMention, verbs: &[&str]| {
            let mut start = m.span.start;
            while let Some(above) = mentions.iter().find(|a| a.span.end == start) {
                start = above.span.start;
            }
            verbs.iter().any(|w| self.text.ends_with(start as usize, w))
        };
        let goes = |m: &&PlaceMention| goes_by(m, &["到", "赴", "来", "深入", "走进", "前往", "莅临"]);
        let last = |m: &&PlaceMention| !mentions.iter().any(|n| n.span.start == m.span.end);
        let mut visited = mentions.iter().filter(in_full).filter(goes).filter(last);
        let first = visited.next()?;
        // The mayor's visit to a county of the city is the city's, unless the county tells that he came.
        let home = self.places.home.as_ref().and_then(|h| h.code.as_deref());
        let below = home.is_some_and(|home| {
            divisions::lineage(&first.code, self.places.year).iter().any(|above| above.code == home)
        });
        let below = below && !goes_by(first, &["来", "莅临"]);
        let only = visited.all(|m| m.code == first.code) && !below && !self.places.is_home_or_above(&first.code);
        only.then(|| self.placed(first)).flatten()
    }

    fn placed(&self, mention: &PlaceMention) -> Option<Placed> {
        let division = divisions::by_code(&mention.code, self.places.year)?;
        Some(Placed {
            name: division.name.to_owned(),
            code: Some(mention.code.clone()),
            span: Some(mention.span),
            basis: Basis::Stated,
        })
    }

    fn place_at_head(&self, span: Span, words: &str) -> Option<Placed> {
        let inner = naming::past_divisions(words);
        let before = words.chars().count() - inner.chars().count();
        let (words, start) = if inner.is_empty() { (words, 0) } else { (inner, before) };
        let span = Span::new(span.start as usize + start, span.end as usize);
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
