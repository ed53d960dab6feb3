//! Pairs of quotation marks “”「」『』, title marks 《》 and brackets （）() in a text. Pairs of one family do not nest:
//! inner quotations are ‘’, and a stray opening mark swallows nothing beyond its paragraph.

use super::is_clause_end;
use crate::extract::Text;

/// A pair of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    /// Position of the opening mark.
    pub open: usize,
    /// Position of the closing mark.
    pub close: usize,
    family: Family,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Family {
    Quote,
    Title,
    Bracket,
}

impl Mark {
    /// “…”.
    pub fn is_quote(self) -> bool {
        self.family == Family::Quote
    }

    /// （…）.
    pub fn is_bracket(self) -> bool {
        self.family == Family::Bracket
    }
}

/// All pairs of a text.
pub(crate) struct Marks {
    /// Quotations and titles, outermost, in order.
    words: Vec<Mark>,
    brackets: Vec<Mark>,
    /// A bit for each character: whether it lies inside quotation or title marks, the closing one included.
    inside: Vec<u64>,
}

impl Marks {
    /// The pairs of `text`.
    pub fn of(text: &Text) -> Self {
        Self::new(text, &signs(&text.chars))
    }

    /// The pairs of `text`, whose punctuation stands at `signs`.
    pub fn new(text: &Text, signs: &[usize]) -> Self {
        let mut all = Vec::new();
        for block in &text.blocks {
            let from = signs.partition_point(|at| *at < block.span.start as usize);
            let here = signs[from..].iter().take_while(|at| **at < block.span.end as usize);
            pairs(&text.chars, here, &mut all);
        }
        all.sort_unstable();
        let (brackets, words): (Vec<Mark>, Vec<Mark>) = all.into_iter().partition(|m| m.is_bracket());
        let words = outermost(words);
        let mut inside = vec![0; text.chars.len().div_ceil(64)];
        for at in words.iter().flat_map(|m| m.open + 1..m.close + 1) {
            inside[at / 64] |= 1 << (at % 64);
        }
        Self { words, brackets: outermost(brackets), inside }
    }

    /// The quotation, title or bracket that closes at `at`.
    pub fn closing_at(&self, at: usize) -> Option<Mark> {
        [&self.words, &self.brackets].into_iter().find_map(|list| {
            let i = list.partition_point(|m| m.close < at);
            list.get(i).copied().filter(|m| m.close == at)
        })
    }

    /// The quotation, title or bracket that opens at `at`.
    pub fn opening_at(&self, at: usize) -> Option<Mark> {
        [&self.words, &self.brackets].into_iter().find_map(|list| {
            let i = list.partition_point(|m| m.open < at);
            list.get(i).copied().filter(|m| m.open == at)
        })
    }

    /// Whether `at` lies inside quotation or title marks.
    #[inline]
    pub fn inside_words(&self, at: usize) -> bool {
        self.inside.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }

    /// Quotations that lie in `from..to`, in order.
    pub fn quotes_within(&self, from: usize, to: usize) -> impl Iterator<Item = Mark> {
        let i = self.words.partition_point(|m| m.open < from);
        self.words[i..].iter().copied().take_while(move |m| m.close < to).filter(|m| m.is_quote())
    }
}

/// Opening and closing marks that belong together.
const PAIRS: [(char, char, Family); 7] = [
    ('“', '”', Family::Quote),
    ('「', '」', Family::Quote),
    ('『', '』', Family::Quote),
    ('"', '"', Family::Quote),
    ('《', '》', Family::Title),
    ('（', '）', Family::Bracket),
    ('(', ')', Family::Bracket),
];

/// The pairs of one block, whose punctuation stands at `signs`, in order of their closing marks.
fn pairs<'s>(chars: &[char], signs: impl Iterator<Item = &'s usize>, out: &mut Vec<Mark>) {
    let mut opened = [None; PAIRS.len()];
    for (&at, c) in signs.map(|at| (at, chars[*at])).filter(|(_, c)| may_be_mark(*c)) {
        let Some(kind) = PAIRS.iter().position(|(open, close, _)| c == *open || c == *close) else { continue };
        match opened[kind] {
            Some(open) if c == PAIRS[kind].1 => {
                out.push(Mark { open, close: at, family: PAIRS[kind].2 });
                opened[kind] = None;
            }
            None if c == PAIRS[kind].0 => opened[kind] = Some(at),
            _ => {}
        }
    }
}

/// Where the punctuation of a text stands: ends of clauses, marks and brackets.
pub(super) fn signs(chars: &[char]) -> Vec<usize> {
    let mut signs = Vec::with_capacity(chars.len() / 8);
    for (at, &c) in chars.iter().enumerate() {
        if !is_common_han(c) && (is_clause_end(c) || may_be_mark(c)) {
            signs.push(at);
        }
    }
    signs
}

/// Nearly all characters are none.
#[inline]
pub(super) fn may_be_mark(c: char) -> bool {
    matches!(c, '"' | '(' | ')' | '“' | '”' | '《'..='』' | '（' | '）')
}

/// Whether `c` is one of the ideographs that make up nearly all of a text.
#[inline]
pub(crate) fn is_common_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn outermost(sorted: Vec<Mark>) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::with_capacity(sorted.len());
    for mark in sorted {
        if out.last().is_none_or(|o| o.close < mark.open) {
            out.push(mark);
        }
    }
    out
}
