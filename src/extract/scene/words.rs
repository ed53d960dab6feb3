//! A list of words that is asked "which of you stands here?".

use crate::{
    extract::Text,
    lexicon::{self, CharMap},
};
use std::collections::BTreeMap;

/// Words by their first and by their last character, longest first.
pub(crate) struct Words {
    first: ByChar,
    last: ByChar,
}

impl Words {
    /// The first column of a lexicon file.
    pub fn new(file: &'static str) -> Self {
        Self::of(lexicon::rows(file).filter_map(|row| row.first().copied()))
    }

    /// These words.
    pub fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let words: Vec<Vec<char>> = words.map(|w| w.chars().collect()).collect();
        Self { first: ByChar::new(&words, |w| w.first()), last: ByChar::new(&words, |w| w.last()) }
    }

    /// Length in characters of the longest word that starts at `at`.
    pub fn starting_at(&self, text: &Text, at: usize) -> Option<usize> {
        self.beginning(text.chars.get(at..)?)
    }

    /// Length in characters of the longest word that ends at `at` (exclusive).
    pub fn ending_at(&self, text: &Text, at: usize) -> Option<usize> {
        self.ending(text.chars.get(..at)?)
    }

    /// Length in characters of the longest word with which `text` begins.
    pub fn beginning(&self, text: &[char]) -> Option<usize> {
        self.first.of(*text.first()?).iter().find(|w| text.starts_with(w)).map(Vec::len)
    }

    /// Length in characters of the longest word with which `text` ends.
    pub fn ending(&self, text: &[char]) -> Option<usize> {
        self.last.of(*text.last()?).iter().find(|w| text.ends_with(w)).map(Vec::len)
    }
}

/// Lists of words by one of their characters; most characters of a text have none.
struct ByChar {
    lists: Vec<Vec<Vec<char>>>,
    /// Which of `lists`; the first is empty.
    list: CharMap<u16>,
}

impl ByChar {
    fn new(words: &[Vec<char>], key: fn(&[char]) -> Option<&char>) -> Self {
        let mut by_char = BTreeMap::<char, Vec<Vec<char>>>::new();
        for word in words {
            if let Some(&c) = key(word) {
                by_char.entry(c).or_default().push(word.clone());
            }
        }
        by_char.values_mut().for_each(|list| list.sort_by_key(|w| std::cmp::Reverse(w.len())));
        let list = by_char.keys().copied().zip(1..).collect();
        Self { lists: std::iter::once(vec![]).chain(by_char.into_values()).collect(), list }
    }

    fn of(&self, c: char) -> &[Vec<char>] {
        &self.lists[self.list.get(c) as usize]
    }
}
