//! A list of words that is asked "which of you stands here?".

use crate::{
    extract::Text,
    lexicon::{self, ByChar, Pairs},
    record::Span,
};

/// Words by their first and by their last character, longest first.
pub(crate) struct Words {
    first: ByChar<Vec<char>>,
    last: ByChar<Vec<char>>,
    heads: Pairs,
    tails: Pairs,
}

impl Words {
    /// The first column of a lexicon file.
    pub fn new(file: &'static str) -> Self {
        Self::of(lexicon::rows(file).filter_map(|row| row.first().copied()))
    }

    /// The words of one `class` of a lexicon file whose second column holds classes, several with a space between.
    pub fn of_class(file: &'static str, class: &str) -> Self {
        Self::of(lexicon::words_of(file, class).into_iter())
    }

    /// These words.
    pub fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut words: Vec<Vec<char>> = words.map(|w| w.chars().collect()).collect();
        words.sort_by_key(|w| std::cmp::Reverse(w.len()));
        let first = words.iter().filter_map(|w| Some((*w.first()?, w.clone()))).collect();
        let last = words.iter().filter_map(|w| Some((*w.last()?, w.clone()))).collect();
        let heads = Pairs::heads(words.iter().map(Vec::as_slice));
        let tails = Pairs::tails(words.iter().map(Vec::as_slice));
        Self { first, last, heads, tails }
    }

    /// Length in characters of the longest word that starts at `at`.
    #[inline]
    pub fn starting_at(&self, text: &Text, at: usize) -> Option<usize> {
        self.beginning(text.chars.get(at..)?)
    }

    /// Length in characters of the longest word that ends at `at` (exclusive).
    #[inline]
    pub fn ending_at(&self, text: &Text, at: usize) -> Option<usize> {
        self.ending(text.chars.get(..at)?)
    }

    /// Whether any word stands in `from..to`.
    pub fn within(&self, text: &Text, from: usize, to: usize) -> bool {
        let stretch = text.slice(Span::new(from, to.max(from)));
        self.heads.all(stretch).any(|i| self.longest_beginning(&stretch[i..]).is_some())
    }

    /// Where words begin in `from..to`, and the length in characters of the longest at each place; the last may end behind
    /// `to`.
    pub fn beginning_in(&self, text: &Text, from: usize, to: usize) -> impl Iterator<Item = (usize, usize)> {
        let stretch = text.chars.get(from..(to + 1).min(text.chars.len())).unwrap_or_default();
        let places = self.heads.all(stretch).map(move |i| from + i).take_while(move |at| *at < to);
        places.filter_map(|at| Some((at, self.longest_beginning(&text.chars[at..])?)))
    }

    /// Length in characters of the longest word with which `text` begins.
    #[inline]
    pub fn beginning(&self, text: &[char]) -> Option<usize> {
        if self.heads.may_begin(text) { self.longest_beginning(text) } else { None }
    }

    fn longest_beginning(&self, text: &[char]) -> Option<usize> {
        self.first.of(*text.first()?).iter().find(|w| text.starts_with(w)).map(Vec::len)
    }

    /// Length in characters of the longest word with which `text` ends.
    #[inline]
    pub fn ending(&self, text: &[char]) -> Option<usize> {
        if self.tails.may_end(text) { self.longest_ending(text) } else { None }
    }

    fn longest_ending(&self, text: &[char]) -> Option<usize> {
        self.last.of(*text.last()?).iter().find(|w| text.ends_with(w)).map(Vec::len)
    }
}
