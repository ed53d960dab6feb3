//! Pairs of quotation marks “”「」『』, title marks 《》 and brackets （）() in a text. Pairs of one family do not nest:
//! inner quotations are ‘’, and a stray opening mark swallows nothing beyond its paragraph.

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
}

impl Marks {
    pub fn new(text: &Text) -> Self {
        let mut all = Vec::new();
        for block in &text.blocks {
            pairs(text.slice(block.span), block.span.start as usize, &mut all);
        }
        all.sort_unstable();
        let (brackets, words): (Vec<Mark>, Vec<Mark>) = all.into_iter().partition(|m| m.is_bracket());
        Self { words: outermost(words), brackets: outermost(brackets) }
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
    pub fn inside_words(&self, at: usize) -> bool {
        let i = self.words.partition_point(|m| m.close < at);
        self.words.get(i).is_some_and(|m| m.open < at)
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

/// The pairs of one block that begins at `offset`, in order of their closing marks.
fn pairs(chars: &[char], offset: usize, out: &mut Vec<Mark>) {
    let mut opened = [None; PAIRS.len()];
    for (at, &c) in chars.iter().enumerate().filter(|(_, c)| may_be_mark(**c)) {
        let Some(kind) = PAIRS.iter().position(|(open, close, _)| c == *open || c == *close) else { continue };
        match opened[kind] {
            Some(open) if c == PAIRS[kind].1 => {
                out.push(Mark { open, close: offset + at, family: PAIRS[kind].2 });
                opened[kind] = None;
            }
            None if c == PAIRS[kind].0 => opened[kind] = Some(offset + at),
            _ => {}
        }
    }
}

/// Nearly all characters are none.
pub(super) fn may_be_mark(c: char) -> bool {
    matches!(c, '"' | '(' | ')' | '“' | '”' | '《'..='』' | '（' | '）')
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
