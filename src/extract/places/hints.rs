//! The division of a text that prints it by its short name only, and in passing: 为<某>发展作出贡献, 驻<某>官兵, 武警<某>中队.
//!
//! Refused: names of more than one division of that class, words of the language (平安, 和平), several places so named, a class that the text
//! doesn't speak of as its own.
//!
//! Reads `place_hints.txt`, `place_bodies.tsv`.

use super::{
    COMMON, Context, Found, Home, STEM_WORDS, homes::class_counts, is_of_class, settling::inside_other_name, words,
};
use crate::{
    lexicon::{
        divisions::{self, Division, Level},
        words_of,
    },
    record::{Basis, Span},
};
use std::sync::LazyLock;

/// Bodies that show of which class the text is.
static ORGANS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words_of(include_str!("../../../lexicon/place_bodies.tsv"), "own"));

impl Context<'_> {
    /// The only county or city of which the text speaks so.
    pub(super) fn hinted_home(&self) -> Option<Home> {
        let classes = class_counts(&self.text.chars, &[]);
        // 市公安局, 县法院: bodies of the class that the text names without a place.
        let bodies = |class: &str| {
            let text = self.text.letters.all();
            ORGANS.iter().any(|organ| text.contains(&format!("{class}{organ}")))
        };
        let own = classes.into_iter().filter(|(n, class)| *n > 0 || bodies(class)).map(|(_, class)| class);
        let own: Vec<&str> = own.collect();
        let spoken_of = |name: &str| own.iter().any(|class| is_of_class(name, class));
        let hinted = |f: &&Found| {
            let word = STEM_WORDS.contains(f.form) || COMMON.contains(f.form);
            !f.full && f.end - f.start >= 2 && !word && !inside_other_name(self.text, f) && self.is_hinted(f)
        };
        // Of several divisions of one name (甲县, 甲新区) the one as which the text speaks of itself.
        let spoken = |f: &Found| self.only_division(f, &spoken_of);
        let mut found = self.found.iter().filter(hinted);
        let first = found.next()?;
        let division = spoken(first)?;
        let same = found.all(|f| spoken(f).is_some_and(|d| d.code == division.code));
        same.then(|| Home {
            code: Some(division.code.to_owned()),
            name: division.name.to_owned(),
            level: division.level,
            basis: Basis::Inferred,
            span: Some(Span::new(first.start, first.end)),
            county: None,
        })
    }

    /// 来到某某市某某县, in the first sentences of a text that has no other sign of its place: the only division visited.
    pub(super) fn visited_home(&self) -> Option<Home> {
        /// How far such a visit is looked for, in characters.
        const OPENING: usize = 400;
        let goes = |f: &&&Found| {
            let start = self.chain_start(f);
            let there = ["到", "赴", "来"].iter().any(|w| self.text.ends_with(start, w));
            let works =
                || ["开展", "调研", "考察", "检查", "督导", "视察"].iter().any(|w| self.text.starts_with(f.end, w));
            f.full && (there || (self.text.ends_with(start, "在") && works()))
        };
        let settled = self.settle();
        let last = |f: &&&Found| !self.found.iter().any(|g| g.full && g.start == f.end);
        let kept: Vec<&Found> = self.found.iter().filter(|f| self.counts(f) && f.start < OPENING).collect();
        let mut visited = kept.iter().filter(goes).filter(last);
        let first = visited.next()?;
        let code = settled.get(first.form)?;
        let division = divisions::by_code(code, self.year).filter(|d| d.level != Level::Province)?;
        visited.all(|f| settled.get(f.form) == Some(code)).then(|| Home {
            code: Some(code.clone()),
            name: division.name.to_owned(),
            level: division.level,
            basis: Basis::Inferred,
            span: Some(Span::new(first.start, first.end)),
            county: None,
        })
    }

    /// Where the names of the divisions above `f` begin that stand right before it.
    fn chain_start(&self, f: &Found) -> usize {
        let mut start = f.start;
        while let Some(above) = self.found.iter().find(|g| g.end == start) {
            start = above.start;
        }
        start
    }

    fn only_division(&self, f: &Found, spoken_of: &dyn Fn(&str) -> bool) -> Option<&'static Division> {
        let mut spoken = divisions::named(f.form, self.year).into_iter().filter(|d| spoken_of(d.name));
        let only = spoken.next().filter(|d| d.level != Level::Province)?;
        spoken.next().is_none().then_some(only)
    }

    fn is_hinted(&self, f: &Found) -> bool {
        HINTS
            .iter()
            .any(|(before, behind)| self.text.ends_with(f.start, before) && self.text.starts_with(f.end, behind))
    }
}

static HINTS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    words(include_str!("../../../lexicon/place_hints.txt")).filter_map(|p| p.split_once("{}")).collect()
});
