//! How Chinese personal names are made: `surnames.tsv`, `given_names.tsv`, `common_words.tsv`, `not_names.txt`,
//! `historic_figures.txt`. Weights are 10 × ln of (share in names / share in prose), so they add up.

use super::rows;
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// Least weight of a character of a given name, 10 × ln.
const LEAST_GIVEN: i32 = -22;

/// The weight at which a surname character is as frequent among names as in prose.
const NEUTRAL: i32 = 40;

struct Model {
    surnames: HashMap<&'static str, i32>,
    given: HashMap<char, [i32; 3]>,
    common: HashMap<&'static str, i32>,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| Model {
    surnames: rows(include_str!("../../lexicon/surnames.tsv"))
        .filter_map(|r| Some((*r.first()?, r.get(1)?.parse().ok()?)))
        .collect(),
    given: rows(include_str!("../../lexicon/given_names.tsv"))
        .filter_map(|r| {
            let weight = |i: usize| r.get(i)?.parse().ok();
            Some((r.first()?.chars().next()?, [weight(1)?, weight(2)?, weight(3)?]))
        })
        .collect(),
    common: common_words().collect(),
});

/// Weight of a surname against prose, in 10 × ln; `None` when it is no surname.
pub fn surname(word: &str) -> Option<i32> {
    MODEL.surnames.get(word).map(|w| w - NEUTRAL)
}

/// Whether `c` alone is a surname.
pub fn is_surname(c: char) -> bool {
    surname(c.encode_utf8(&mut [0; 4])).is_some()
}

/// Weight of a given name of one or two characters, in 10 × ln.
pub fn given(name: &[char]) -> i32 {
    // A name may hold any character: 二 or 来 is rare in names, not impossible.
    let weight = |c: &char, place: usize| MODEL.given.get(c).map_or(-5, |w| w[place]).max(LEAST_GIVEN);
    match name {
        [only] => weight(only, 2),
        [first, .., last] => weight(first, 0) + weight(last, 1),
        [] => -50,
    }
}

/// Weight of an ordinary word in 10 × ln of its frequency; `None` when the word is not listed.
pub fn common_word(word: &str) -> Option<i32> {
    MODEL.common.get(word).copied()
}

/// The ordinary words and their weights.
pub fn common_words() -> impl Iterator<Item = (&'static str, i32)> {
    rows(include_str!("../../lexicon/common_words.tsv")).filter_map(|r| Some((*r.first()?, r.get(1)?.parse().ok()?)))
}

/// Whether the word is a part of Tibetan, Mongol, Uyghur, Kazakh or Yi names in Chinese spelling.
pub fn is_minority_part(word: &str) -> bool {
    static PARTS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
        rows(include_str!("../../lexicon/minority_name_parts.tsv")).filter_map(|r| r.first().copied()).collect()
    });
    PARTS.contains(word)
}

/// Strings that have the shape of a name and are none.
pub fn not_names() -> Vec<&'static str> {
    rows(include_str!("../../lexicon/not_names.txt")).filter_map(|r| r.first().copied()).collect()
}

/// Whether the word can stand between a title and its verb (方才, 万分), though it begins like a name.
pub fn is_adverbial(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
        rows(include_str!("../../lexicon/adverbial_words.txt")).filter_map(|r| r.first().copied()).collect()
    });
    WORDS.contains(word)
}

/// Whether the character stands in no transliterated name.
pub fn is_never_foreign(c: char) -> bool {
    static CHARS: LazyLock<HashSet<char>> = LazyLock::new(|| {
        let file = include_str!("../../lexicon/never_in_foreign_names.txt");
        rows(file).filter_map(|r| r.first()?.chars().next()).collect()
    });
    CHARS.contains(&c)
}

/// National leaders, historic and model persons.
pub fn historic_figures() -> Vec<&'static str> {
    rows(include_str!("../../lexicon/historic_figures.txt")).filter_map(|r| r.first().copied()).collect()
}
