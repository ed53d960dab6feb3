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
            let range = (block.span.start as usize)..(block.span.end as usize).min(text.chars.len());
            for (open, close, family) in [
                ('“', '”', Family::Quote),
                ('「', '」', Family::Quote),
                ('『', '』', Family::Quote),
                ('"', '"', Family::Quote),
                ('《', '》', Family::Title),
                ('（', '）', Family::Bracket),
                ('(', ')', Family::Bracket),
            ] {
                pairs(&text.chars, range.clone(), open, close, family, &mut all);
            }
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

fn pairs(chars: &[char], range: std::ops::Range<usize>, open: char, close: char, family: Family, out: &mut Vec<Mark>) {
    let mut at = range.start;
    while at < range.end {
        if chars[at] == open {
            let Some(n) = chars[at + 1..range.end].iter().position(|c| *c == close) else { return };
            out.push(Mark { open: at, close: at + 1 + n, family });
            at += n + 1;
        }
        at += 1;
    }
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
