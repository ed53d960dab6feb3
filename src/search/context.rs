//! Where terms stand in a text, and the words around them in the text's own script.

use crate::record::Span;

/// A stretch of the text that is a hit, in characters.
pub type Occurrence = Span;

/// A hit with the words around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Where the hit stands in `documents.body`.
    pub span: Span,
    /// Words before it; begins with `…` when cut.
    pub left: String,
    /// The hit itself.
    pub hit: String,
    /// Words after it; ends with `…` when cut.
    pub right: String,
}

impl Context {
    /// The same with its span in the document, of which the text was put together from `pieces`.
    pub(super) fn placed(mut self, pieces: &[Span]) -> Self {
        self.span = Span { start: placed(pieces, self.span.start), end: placed(pieces, self.span.end.max(1) - 1) + 1 };
        self
    }
}

/// Where the character `at` of the joined pieces stands in the document.
fn placed(pieces: &[Span], at: u32) -> u32 {
    let mut before = 0;
    for piece in pieces {
        let long = piece.end.saturating_sub(piece.start);
        if at < before + long {
            return piece.start.saturating_add(at - before);
        }
        before += long;
    }
    pieces.last().map_or(at, |piece| piece.end)
}

/// A text in both scripts.
pub(super) struct Text {
    own: Vec<char>,
    /// Simplified, lower case (ASCII).
    hans: String,
}

impl Text {
    /// `hans` is `None` when it equals `own`. Texts that are not aligned, which no archive of ours holds, are shown
    /// Simplified.
    pub(super) fn new(own: String, hans: Option<String>) -> Self {
        let mut hans = hans.unwrap_or_else(|| own.clone());
        hans.make_ascii_lowercase();
        let mut own: Vec<char> = own.chars().collect();
        if own.len() != hans.chars().count() {
            own = hans.chars().collect();
        }
        Self { own, hans }
    }

    pub(super) fn holds(&self, spelling: &str) -> bool {
        self.hans.contains(spelling)
    }

    pub(super) fn occurrences<'s>(&self, spellings: impl Iterator<Item = &'s str>) -> Vec<Occurrence> {
        let mut bytes: Vec<(usize, usize)> =
            spellings.flat_map(|s| self.hans.match_indices(s).map(move |(at, m)| (at, at + m.len()))).collect();
        // Of two that begin together the longer stays.
        bytes.sort_by_key(|&(start, end)| (start, std::cmp::Reverse(end)));
        let (mut spans, mut chars, mut counted, mut last) = (Vec::new(), 0, 0, 0);
        for (start, end) in bytes {
            if start < last {
                continue;
            }
            chars += self.hans[counted..start].chars().count();
            let length = self.hans[start..end].chars().count();
            spans.push(Span::new(chars, chars + length));
            (counted, last) = (start, end);
        }
        spans
    }

    /// The `n`th occurrence with up to `width` characters before and twice as many after it. Without an occurrence
    /// (nothing was wanted, only excluded) the beginning of the text.
    pub(super) fn context(&self, occurrences: &[Occurrence], n: usize, width: usize) -> Context {
        let span = occurrences.get(n).copied().unwrap_or_default();
        let hit = span.range();
        let end = hit.end.min(self.own.len());
        let start = hit.start.min(end);
        let from = start.saturating_sub(width);
        let to = end.saturating_add(width.saturating_mul(2)).min(self.own.len());
        let line = |part: &[char]| -> String { part.iter().map(|&c| if c == '\n' { ' ' } else { c }).collect() };
        let cut = |yes: bool| if yes { "…" } else { "" };
        Context {
            span,
            left: format!("{}{}", cut(from > 0), line(&self.own[from..start])),
            hit: line(&self.own[start..end]),
            right: format!("{}{}", line(&self.own[end..to]), cut(to < self.own.len())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_is_in_the_own_script() {
        let text = Text::new("雙擁工作\n國防A雙擁".into(), Some("双拥工作\n国防A双拥".into()));
        let occurrences = text.occurrences(["双拥", "双"].into_iter());
        assert_eq!(occurrences, [Span::new(0, 2), Span::new(8, 10)]);
        let context = text.context(&occurrences, 1, 2);
        assert_eq!((context.left.as_str(), context.hit.as_str(), context.right.as_str()), ("…防A", "雙擁", ""));
        assert!(text.holds("a双"));
    }

    #[test]
    fn spans_of_a_split_quote_lead_into_the_document() {
        let pieces = [Span::new(10, 14), Span::new(20, 30)];
        let context = Context { span: Span::new(2, 6), ..Context::default() };
        assert_eq!(context.clone().placed(&pieces).span, Span::new(12, 22));
        assert_eq!(Context { span: Span::new(0, 4), ..context }.placed(&pieces).span, Span::new(10, 14));
    }

    #[test]
    fn a_text_without_the_term_shows_its_beginning() {
        assert_eq!(Text::new("甲乙".into(), None).context(&[], 0, 5).right, "甲乙");
    }
}
