//! How often the characters of a name stand in the document: what stands more often with the next character than without
//! is longer, what stands more often without it is shorter.

use crate::{
    extract::{text::Text, units::is_han},
    lexicon::names,
    record::Span,
};

/// All stretches of the document that begin with a surname, counted.
pub(super) struct Repeats {
    /// The [`key`] of all stretches of three characters, and where they stand, ascending.
    begun: Vec<(u64, u32)>,
    /// By [`key`], ascending.
    pairs: Counts<Pair>,
    /// How often three characters stand in the document, by [`key`], ascending.
    triples: Counts<u32>,
}

/// How often two characters stand in the document, and how often with the third that follows them most.
#[derive(Clone, Copy, Debug, Default)]
struct Pair {
    count: u32,
    longest: u32,
}

/// Up to three characters as one number.
fn key(letters: &[char]) -> u64 {
    letters.iter().fold(0, |key, &c| key << 21 | u64::from(c as u32))
}

/// Stands in a [`key`] for a third character that is none of a name.
const NO_THIRD: char = '\0';

/// Counts by key, sorted.
type Counts<T> = Vec<(u64, T)>;

/// The counts of pairs and of triples out of the sorted keys of all stretches of three characters.
fn counted(sorted: &[(u64, u32)]) -> (Counts<Pair>, Counts<u32>) {
    let mut pairs: Vec<(u64, Pair)> = Vec::with_capacity(sorted.len());
    let mut triples: Vec<(u64, u32)> = Vec::with_capacity(sorted.len());
    for same in sorted.chunk_by(|a, b| a.0 == b.0) {
        let (key, count) = (same[0].0, u32::try_from(same.len()).unwrap_or(u32::MAX));
        let pair = key >> 21;
        if pairs.last().is_none_or(|(before, _)| *before != pair) {
            pairs.push((pair, Pair::default()));
        }
        let whole = key != pair << 21 | u64::from(NO_THIRD as u32);
        if let Some((_, pair)) = pairs.last_mut() {
            pair.count += count;
            pair.longest = pair.longest.max(if whole { count } else { 0 });
        }
        if whole {
            triples.push((key, count));
        }
    }
    (pairs, triples)
}

/// What a sorted list holds for `key`.
fn value<T: Copy>(list: &[(u64, T)], key: u64) -> Option<T> {
    list.binary_search_by_key(&key, |(key, _)| *key).ok().map(|i| list[i].1)
}

impl Repeats {
    /// Those of `text`.
    pub(super) fn of(text: &Text) -> Self {
        // About one character of ten is a surname.
        let mut begun: Vec<(u64, u32)> = Vec::with_capacity(text.chars.len() / 8);
        let surnames = names::surnames();
        for ((at, &first), place) in text.chars.iter().enumerate().zip(0..) {
            if surnames.contains(first)
                && let Some(second) = text.at(at + 1).filter(|c| is_han(*c))
            {
                let third = text.at(at + 2).filter(|c| is_han(*c)).unwrap_or(NO_THIRD);
                begun.push((key(&[first, second, third]), place));
            }
        }
        begun.sort_unstable();
        let (pairs, triples) = counted(&begun);
        Self { begun, pairs, triples }
    }

    /// How the count of the name compares with that of its own beginning and of its continuation.
    pub(super) fn support(&self, name: &[char]) -> i32 {
        match *name {
            [a, b, c] => {
                // 何军强 once, 何军 five times: the third character belongs to what follows.
                let own = value(&self.triples, key(&[a, b, c])).unwrap_or(1);
                let rest = value(&self.pairs, key(&[a, b])).map_or(0, |p| p.count.saturating_sub(own));
                if own >= 2 && rest == 0 {
                    14
                } else if rest > own {
                    -12
                } else {
                    0
                }
            }
            [a, b] => {
                let Pair { count, longest } = value(&self.pairs, key(&[a, b])).unwrap_or_default();
                if count >= 3 && longest * 2 <= count {
                    12
                } else if count >= 2 && longest == count {
                    -14
                } else {
                    0
                }
            }
            _ => 0,
        }
    }

    /// Where within `reach` characters of `span` its characters, which begin with a surname, stand once more.
    pub(super) fn elsewhere(&self, text: &Text, span: Span, reach: u32) -> Vec<usize> {
        let name = text.slice(span);
        let near = span.start.saturating_sub(reach)..span.start.saturating_add(reach);
        let stands = |at: &usize| *at != span.start as usize && text.chars[*at..].starts_with(name);
        match *name {
            [a, b, c, ..] => {
                let key = key(&[a, b, c]);
                let first = self.begun.partition_point(|begun| *begun < (key, near.start));
                let same = self.begun[first..].iter().take_while(|(k, at)| *k == key && near.contains(at));
                same.map(|(_, at)| *at as usize).filter(stands).collect()
            }
            [a, b] if value(&self.pairs, key(&[a, b])).is_some_and(|p| p.count >= 2) => {
                let end = (near.end as usize).min(text.chars.len());
                // The first character, compared by itself, tells nearly all places from the name.
                (near.start as usize..end).filter(|at| text.chars[*at] == a).filter(stands).collect()
            }
            _ => vec![],
        }
    }
}
