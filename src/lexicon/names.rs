//! How Chinese personal names are made: `surnames.tsv`, `given_names.tsv`, `common_words.tsv`, `not_names.txt`,
//! `historic_figures.txt`. Weights are 10 × ln of (share in names / share in prose), so they add up.

use super::{ByChar, CharMap, CharSet, own, rows};
use rustc_hash::{FxHashMap, FxHashSet};
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// Least weight of a character of a given name, 10 × ln.
const LEAST_GIVEN: i32 = -22;

/// Weight of a character that no list of given names holds: a name may hold any, 二 or 来 is rare in names, not impossible.
const UNLISTED: [i16; 3] = [-5; 3];

/// The weight at which a surname character is as frequent among names as in prose.
const NEUTRAL: i32 = 40;

struct Model {
    /// Surnames of one character.
    single: CharMap<Option<i32>>,
    /// The same as a set: it is asked of every character.
    singles: CharSet,
    /// Surnames of two characters, and the characters with which they begin.
    double: HashMap<[char; 2], i32>,
    double_begins: CharSet,
    /// Weights of a character as first, last and only one of a given name.
    given: CharMap<Option<[i16; 3]>>,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let surnames: Vec<(Vec<char>, i32)> = rows(include_str!("../../lexicon/surnames.tsv"))
        .filter_map(|r| Some((r.first()?.chars().collect(), r.get(1)?.parse::<i32>().ok()? - NEUTRAL)))
        .collect();
    let double: HashMap<[char; 2], i32> =
        surnames.iter().filter_map(|(word, w)| Some((<[char; 2]>::try_from(word.as_slice()).ok()?, *w))).collect();
    let single = || surnames.iter().filter(|(word, _)| word.len() == 1);
    Model {
        singles: single().map(|(word, _)| word[0]).collect(),
        single: single().map(|(word, w)| (word[0], Some(*w))).collect(),
        double_begins: double.keys().map(|word| word[0]).collect(),
        double,
        given: rows(include_str!("../../lexicon/given_names.tsv"))
            .filter_map(|r| {
                let weight = |i: usize| r.get(i)?.parse().ok();
                Some((r.first()?.chars().next()?, Some([weight(1)?, weight(2)?, weight(3)?])))
            })
            .collect(),
    }
});

/// Weight of a surname against prose, in 10 × ln; `None` when it is no surname.
pub fn surname(word: &[char]) -> Option<i32> {
    match *word {
        [only] => MODEL.single.get(only),
        [first, second] if MODEL.double_begins.contains(first) => MODEL.double.get(&[first, second]).copied(),
        _ => None,
    }
}

/// The surnames of one character, for those who ask of every character of a text.
pub fn surnames() -> &'static CharSet {
    &MODEL.singles
}

/// Whether `c` alone is a surname.
#[inline]
pub fn is_surname(c: char) -> bool {
    MODEL.singles.contains(c)
}

/// Weight of a given name of one or two characters, in 10 × ln.
pub fn given(name: &[char]) -> i32 {
    let listed = |c: &char, place: usize| i32::from(MODEL.given.get(*c).unwrap_or(UNLISTED)[place]);
    let weight = |c: &char, place: usize| listed(c, place).max(LEAST_GIVEN);
    match name {
        [only] => weight(only, 2),
        [first, .., last] => weight(first, 0) + weight(last, 1),
        [] => -50,
    }
}

/// Weight of an ordinary word in 10 × ln of its frequency; `None` when the word is not listed.
pub fn common_word(word: &str) -> Option<i32> {
    COMMON.get(word).copied()
}

static COMMON: LazyLock<FxHashMap<&'static str, i32>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../lexicon/common_words.tsv"));
    // The user's weight stands for a word that is listed too.
    rows.filter_map(|r| Some((*r.first()?, r.get(1)?.parse().ok()?))).chain(own::words()).collect()
});

/// The ordinary words and their weights, in no order.
pub fn common_words() -> impl Iterator<Item = (&'static str, i32)> {
    COMMON.iter().map(|(word, weight)| (*word, *weight))
}

/// Length in characters (two to four) of the longest part of Tibetan, Mongol, Uyghur, Kazakh or Yi names in Chinese
/// spelling with which `text` begins.
pub fn minority_part(text: &[char]) -> Option<usize> {
    MINORITY_PARTS.of(*text.first()?).iter().find(|part| text.starts_with(part)).map(Vec::len)
}

/// The characters with which parts as [`minority_part`] finds them begin.
pub fn minority_part_begins() -> &'static CharSet {
    static BEGINS: LazyLock<CharSet> = LazyLock::new(|| {
        let words = rows(include_str!("../../lexicon/minority_name_parts.tsv"));
        words.filter_map(|r| r.first()?.chars().next()).collect()
    });
    &BEGINS
}

/// The parts by their first character, the longest first.
static MINORITY_PARTS: LazyLock<ByChar<Vec<char>>> = LazyLock::new(|| {
    let words = rows(include_str!("../../lexicon/minority_name_parts.tsv"));
    let mut parts: Vec<Vec<char>> = words.filter_map(|r| Some(r.first()?.chars().collect())).collect();
    parts.retain(|part| (2..=4).contains(&part.len()));
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    parts.into_iter().map(|part| (part[0], part)).collect()
});

/// Strings that have the shape of a name and are none.
pub fn not_names() -> Vec<&'static str> {
    rows(include_str!("../../lexicon/not_names.txt")).filter_map(|r| r.first().copied()).collect()
}

/// Whether the word can stand between a title and its verb (方才, 万分), though it begins like a name.
pub fn is_adverbial(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
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
