//! Each text once: names, titles and codes recur a hundred thousand times in an archive.

use rustc_hash::FxHashMap;
use std::{num::NonZeroU32, sync::Arc};

/// A text kept in [`Words`]. Two are equal if their texts are; they have no order of their own, so that no result can
/// depend on the order in which texts came. Counted from 1, so that a word that may be missing takes no more room: there are
/// millions of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Word(NonZeroU32);

/// Texts by number and numbers by text.
#[derive(Clone, Debug, Default)]
pub struct Words {
    texts: Vec<Arc<str>>,
    numbers: FxHashMap<Arc<str>, Word>,
}

impl Words {
    /// Keeps `text`.
    pub fn keep(&mut self, text: &str) -> Word {
        if let Some(&word) = self.numbers.get(text) {
            return word;
        }
        let text: Arc<str> = text.into();
        self.texts.push(text.clone());
        let word = Word(u32::try_from(self.texts.len()).ok().and_then(NonZeroU32::new).unwrap_or(NonZeroU32::MAX));
        self.numbers.insert(text, word);
        word
    }

    /// The text of `word`, which these words gave.
    pub fn text(&self, word: Word) -> &str {
        self.texts.get(word.0.get() as usize - 1).map_or("", |text| text)
    }

    /// The text of a word that may be missing.
    pub fn maybe(&self, word: Option<Word>) -> Option<&str> {
        word.map(|w| self.text(w))
    }

    /// The commonest of `words`; of equally common ones the least text.
    pub fn commonest(&self, words: impl IntoIterator<Item = Word>) -> Option<Word> {
        let mut words = words.into_iter();
        let first = words.next()?;
        let mut counts: Vec<(Word, usize)> = vec![(first, 1)];
        for word in words {
            match counts.iter_mut().find(|(w, _)| *w == word) {
                Some((_, n)) => *n += 1,
                None => counts.push((word, 1)),
            }
        }
        counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| self.text(b.0).cmp(self.text(a.0)))).map(|(w, _)| w)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_go_to_the_least_text() {
        let mut words = Words::default();
        let (b, a) = (words.keep("b"), words.keep("a"));
        assert_eq!(words.commonest([b, a, b, a]), Some(a));
        assert_eq!(words.commonest([b, a, b]), Some(b));
        assert_eq!(words.commonest([]), None);
    }
}
