//! The names in a word of a byline: one, one with a middle dot, or several without a blank between them.
//!
//! Accepted: `钱小满`, `努尔沙合提`, `钱小满孙大地`. Refused: offices (`政工科`), words of `no_byline_names.txt`.
//!
//! Reads `no_byline_names.txt`, `surnames.tsv` and `minority_name_parts.tsv` by way of the names.

use super::middle_dot;
use crate::lexicon::{self, ByChar, names};
use std::sync::LazyLock;

/// Words that are no names.
pub(super) struct NoNames {
    by_first: ByChar<Vec<char>>,
    by_last: ByChar<Vec<char>>,
}

pub(super) static NO_NAMES: LazyLock<NoNames> = LazyLock::new(|| {
    let rows = lexicon::rows(include_str!("../../../../lexicon/no_byline_names.txt"));
    let words: Vec<Vec<char>> = rows.filter_map(|r| r.first().map(|w| w.chars().collect())).collect();
    NoNames {
        by_first: words.iter().filter_map(|w| Some((*w.first()?, w.clone()))).collect(),
        by_last: words.iter().filter_map(|w| Some((*w.last()?, w.clone()))).collect(),
    }
});

impl NoNames {
    /// Whether `word` is one of them or ends with one of two characters or more.
    fn end(&self, word: &[char]) -> bool {
        let list = word.last().map_or(&[][..], |last| self.by_last.of(*last));
        list.iter().any(|n| word == &n[..] || n.len() >= 2 && word.ends_with(n))
    }

    /// Whether `word` begins with one of two characters or more.
    pub(super) fn begin(&self, word: &[char]) -> bool {
        let list = word.first().map_or(&[][..], |first| self.by_first.of(*first));
        list.iter().any(|n| n.len() >= 2 && word.starts_with(n))
    }
}

/// The names in a word: one of two to four characters, a name with ·, or two or three names run together.
pub(super) fn names_in(word: &[char]) -> Option<Vec<(usize, usize)>> {
    if word.iter().any(|c| !is_name_char(*c)) || NO_NAMES.end(word) || ends_like_office(word) {
        return None;
    }
    if word.iter().any(|c| middle_dot(*c) == '·') {
        return (4..=16).contains(&word.len()).then(|| vec![(0, word.len())]);
    }
    match word.len() {
        2 | 3 => Some(vec![(0, word.len())]),
        4..=7 if of_minority_parts(word) => Some(vec![(0, word.len())]),
        4 => Some(two_names(word).unwrap_or_else(|| vec![(0, 4)])),
        5..=7 => run_together(word).or_else(|| minority_name_first(word)),
        8..=90 => run_together(word),
        _ => None,
    }
}

fn is_name_char(c: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&c) || c == '〇' || middle_dot(c) == '·'
}

/// Three characters or more that end like an office (`政工科`, `宣传部`); 科 and 部 end no given name.
pub(super) fn ends_like_office(word: &[char]) -> bool {
    matches!(word, [_, '办' | '股' | '局' | '委'])
        || word.len() >= 3
            && matches!(
                word.last(),
                Some(
                    '科' | '股'
                        | '部'
                        | '局'
                        | '办'
                        | '委'
                        | '站'
                        | '所'
                        | '处'
                        | '台'
                        | '网'
                        | '报'
                        | '社'
                        | '组'
                        | '院'
                        | '校'
                        | '镇'
                        | '乡'
                        | '县'
                        | '厂'
                )
            )
}

/// `萨仁其其格`: nothing but parts of names that are no Han names.
fn of_minority_parts(word: &[char]) -> bool {
    let mut rest = word;
    while let Some(length) = names::minority_part(rest).filter(|n| *n > 0 && *n <= rest.len()) {
        rest = &rest[length..];
        if rest.is_empty() {
            return true;
        }
    }
    false
}

/// `努尔沙合提`, `努尔沙合提钱满`: a name that begins like no Han name, and perhaps a Han name behind it, beyond doubt.
fn minority_name_first(word: &[char]) -> Option<Vec<(usize, usize)>> {
    names::minority_part(word).filter(|n| (2..word.len()).contains(n))?;
    let second = [3, 2].into_iter().map(|n| word.len() - n).find(|&at| at >= 3 && is_sure_name(&word[at..]));
    Some(second.map_or_else(|| vec![(0, word.len())], |at| vec![(0, at), (at, word.len())]))
}

/// `钱满孙地`: both pairs begin with a surname and the whole is no name of four characters.
fn two_names(word: &[char]) -> Option<Vec<(usize, usize)>> {
    let part = |w: &[char]| names::minority_part(w).is_some();
    let both = strong(word[0])
        && strong(word[2])
        && names::surname(&word[..2]).is_none()
        && !part(&word[..2])
        && !part(&word[2..]);
    both.then(|| vec![(0, 2), (2, 4)])
}

/// Names without a blank between them: every part begins with a surname; the parts that are likeliest as a whole.
fn run_together(word: &[char]) -> Option<Vec<(usize, usize)>> {
    // best[i]: likeliest cut of the first i characters, with the start of its last part.
    let mut best: Vec<Option<(i32, usize)>> = vec![None; word.len() + 1];
    best[0] = Some((0, 0));
    for start in 0..word.len() {
        let Some((value, _)) = best[start] else { continue };
        let Some(surname) = names::surname(&word[start..=start]) else { continue };
        for end in [start + 2, start + 3].into_iter().filter(|e| *e <= word.len()) {
            let here = value + surname + names::given(&word[start + 1..end]);
            if best[end].is_none_or(|(v, _)| here > v) {
                best[end] = Some((here, start));
            }
        }
    }
    let mut parts = vec![];
    let mut end = word.len();
    while end > 0 {
        let (_, start) = best[end]?;
        parts.push((start, end));
        end = start;
    }
    parts.reverse();
    Some(parts)
}

/// `钱小满孙大地`: two or three names without a blank, each beyond doubt; the blank was lost with those of broken lines.
pub(super) fn are_sure_names(word: &[char]) -> bool {
    (5..=9).contains(&word.len())
        && names_in(word).is_some_and(|n| n.len() >= 2 && n.iter().all(|&(from, to)| is_sure_name(&word[from..to])))
}

/// A surname that is more than an ordinary word.
fn strong(c: char) -> bool {
    names::surname(&[c]).is_some_and(|w| w >= -10)
}

/// Surname and given name together speak for a name.
fn likely(word: &[char]) -> bool {
    strong(word[0]) || names::surname(&word[..1]).is_some_and(|w| w + names::given(&word[1..]) >= 0)
}

/// A name beyond doubt, for brackets without a label.
pub(super) fn is_sure_name(word: &[char]) -> bool {
    names_in(word).is_some_and(|n| n.len() == 1)
        && ((2..=3).contains(&word.len()) && likely(word)
            || (3..=4).contains(&word.len()) && names::surname(&word[..2]).is_some()
            || word.len() >= 3 && of_minority_parts(word))
        && names::common_word(&word.iter().collect::<String>()).is_none_or(|w| w < 30)
        && !NO_NAMES.begin(word)
}
