//! The division of a text that prints it by its short name only, and in passing: 为<某>发展作出贡献, 驻<某>官兵, 武警<某>中队.
//!
//! Refused: names of more than one division of that class, words of the language (平安, 和平), several places so named, a class that the text
//! doesn't speak of as its own.
//!
//! Reads `place_hints.txt`.

use super::{
    COMMON, Context, Found, Home, STEM_WORDS, homes::class_counts, is_of_class, settling::inside_other_name, words,
};
use crate::{
    lexicon::divisions::{self, Division, Level},
    record::{Basis, Span},
};
use std::sync::LazyLock;

impl Context<'_> {
    /// The only county or city of which the text speaks so.
    pub(super) fn hinted_home(&self) -> Option<Home> {
        let classes = class_counts(&self.text.chars, &[]);
        let spoken_of = |name: &str| classes.iter().any(|(n, class)| *n > 0 && is_of_class(name, class));
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
