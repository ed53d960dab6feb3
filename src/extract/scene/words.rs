//! A list of words that is asked "which of you stands here?".

use crate::{extract::Text, lexicon};
use std::collections::BTreeMap;

/// Words by their first and by their last character, longest first.
pub(crate) struct Words {
    first: BTreeMap<char, Vec<Vec<char>>>,
    last: BTreeMap<char, Vec<Vec<char>>>,
}

impl Words {
    /// The first column of a lexicon file.
    pub fn new(file: &'static str) -> Self {
        Self::of(lexicon::rows(file).filter_map(|row| row.first().copied()))
    }

    /// These words.
    pub fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let (mut first, mut last) = (BTreeMap::<char, Vec<Vec<char>>>::new(), BTreeMap::<char, Vec<Vec<char>>>::new());
        for word in words {
            let word: Vec<char> = word.chars().collect();
            if let (Some(&a), Some(&z)) = (word.first(), word.last()) {
                first.entry(a).or_default().push(word.clone());
                last.entry(z).or_default().push(word);
            }
        }
        for list in first.values_mut().chain(last.values_mut()) {
            list.sort_by_key(|w| std::cmp::Reverse(w.len()));
        }
        Self { first, last }
    }

    /// Length in characters of the longest word that starts at `at`.
    pub fn starting_at(&self, text: &Text, at: usize) -> Option<usize> {
        let here = text.chars.get(at..)?;
        self.first.get(here.first()?)?.iter().find(|w| here.starts_with(w)).map(Vec::len)
    }

    /// Length in characters of the longest word that ends at `at` (exclusive).
    pub fn ending_at(&self, text: &Text, at: usize) -> Option<usize> {
        let here = text.chars.get(..at)?;
        self.last.get(here.last()?)?.iter().find(|w| here.ends_with(w)).map(Vec::len)
    }
}
