//! A stretch of text in which events are looked for: clauses, brackets, words at a place.

use crate::{
    extract::{Text, scene::is_common_han, text::Letters},
    lexicon::{ByChar, Pairs, rows},
    record::Span,
};
use std::{borrow::Cow, sync::LazyLock};

/// Characters with the knowledge of which stand inside quotation marks or brackets.
pub struct Line<'a> {
    /// All characters of the text (or of a headline).
    pub chars: &'a [char],
    /// Where the stretch lies in `chars`.
    pub span: Span,
    /// Per character of the stretch: inside “”, 《》, （）.
    closed: Vec<bool>,
    letters: Cow<'a, Letters>,
}

impl<'a> Line<'a> {
    /// The characters of `span` (out of bounds is cut off).
    pub fn new(chars: &'a [char], span: Span) -> Self {
        Self::with(chars, Cow::Owned(Letters::new(chars.iter().collect())), span)
    }

    /// The characters of `span` in `text`.
    pub fn of(text: &'a Text, span: Span) -> Self {
        Self::with(&text.chars, Cow::Borrowed(&text.letters), span)
    }

    fn with(chars: &'a [char], letters: Cow<'a, Letters>, span: Span) -> Self {
        let end = (span.end as usize).min(chars.len());
        let start = (span.start as usize).min(end);
        Self { chars, span: Span::new(start, end), closed: closed(&chars[start..end]), letters }
    }

    /// The sentence `index` of `text`, at most its first 2,000 characters: a longer one is no sentence, and looking for
    /// the other bracket of each would take the square of its length.
    pub fn sentence(text: &'a Text, index: usize) -> Self {
        let span = text.sentences.get(index).map_or(Span::default(), |s| s.span);
        let end = (span.end as usize).min(span.start as usize + 2000);
        Self::of(text, Span::new(span.start as usize, end))
    }

    /// First character.
    pub fn start(&self) -> usize {
        self.span.start as usize
    }

    /// One past the last character.
    pub fn end(&self) -> usize {
        self.span.end as usize
    }

    /// Whether `at` lies inside quotation marks or brackets.
    pub fn is_closed(&self, at: usize) -> bool {
        at.checked_sub(self.start()).and_then(|i| self.closed.get(i)).copied().unwrap_or(false)
    }

    /// Whether `word` stands at `at`, inside the stretch.
    pub fn has(&self, at: usize, word: &str) -> bool {
        self.letters.has(at, self.end(), word)
    }

    /// Whether `word` ends at `at`, inside the stretch.
    pub fn ends(&self, at: usize, word: &str) -> bool {
        at <= self.end() && self.letters.ends(self.start(), at, word)
    }

    /// Start of the clause in which `at` lies: after the last open ，。；： before it.
    pub fn clause_start(&self, at: usize) -> usize {
        (self.start()..at).rev().find(|&i| stops(self.chars[i]) && !self.is_closed(i)).map_or(self.start(), |i| i + 1)
    }

    /// End of the clause in which `at` lies: the next open ，。；：.
    pub fn clause_end(&self, at: usize) -> usize {
        (at..self.end()).find(|&i| stops(self.chars[i]) && !self.is_closed(i)).unwrap_or(self.end())
    }

    /// Whether somebody speaks before `at`: what follows is said, not told. A `visit` is spoken of by more verbs.
    pub fn speaks_before(&self, at: usize, visit: bool) -> bool {
        let opens = |n: &char| matches!(n, '，' | ',' | '：' | ':' | '“');
        // 为落实省里的部署要求，某镇召开…: a noun.
        let noun = |i: usize| ["部署", "工作", "有关", "相关", "总体", "文件", "统一"].iter().any(|w| self.ends(i, w));
        let said = |i: usize, (verb, always): &(&str, bool)| {
            (visit || *always)
                && self.has(i, verb)
                && self.chars.get(i + verb.chars().count()).is_some_and(opens)
                && !(*verb == "要求" && noun(i))
        };
        let saying = &*SAYING;
        let begun =
            |i: usize| if saying.heads.may_begin(&self.chars[i..]) { saying.by_first.of(self.chars[i]) } else { &[] };
        (self.start()..at).any(|i| begun(i).iter().any(|verb| said(i, verb)))
    }

    /// The words of `start..end`, without white space.
    pub fn words(&self, start: usize, end: usize) -> String {
        self.letters.dense(start, end)
    }

    /// `start..end` without white space at either side.
    pub fn trimmed(&self, mut start: usize, mut end: usize) -> (usize, usize) {
        while start < end && self.chars[start].is_whitespace() {
            start += 1;
        }
        while start < end && self.chars[end - 1].is_whitespace() {
            end -= 1;
        }
        (start, end)
    }
}

/// Verbs of saying, and whether events are spoken of by them too.
struct Saying {
    heads: Pairs,
    by_first: ByChar<(&'static str, bool)>,
}

static SAYING: LazyLock<Saying> = LazyLock::new(|| {
    let verbs = rows(include_str!("../../../lexicon/saying_verbs.tsv"))
        .filter_map(|r| Some((*r.first()?, r.get(1) == Some(&"always"))));
    let verbs: Vec<(&str, bool)> = verbs.collect();
    Saying {
        heads: Pairs::of_words(verbs.iter().map(|(w, _)| *w)),
        by_first: verbs.into_iter().filter_map(|verb| Some((verb.0.chars().next()?, verb))).collect(),
    }
});

#[inline]
fn stops(c: char) -> bool {
    !is_common_han(c)
        && matches!(
            c,
            '，' | ','
                | '。'
                | '；'
                | ';'
                | '：'
                | ':'
                | '！'
                | '!'
                | '？'
                | '?'
                | '\n'
                | '】'
                | '◆'
                | '●'
                | '■'
                | '★'
                | '▲'
                | '◎'
                | '※'
        )
}

fn closed(chars: &[char]) -> Vec<bool> {
    let mut depth = 0u32;
    chars
        .iter()
        .enumerate()
        .map(|(i, c)| match c {
            c if is_common_han(*c) => depth > 0,
            '“' | '《' | '（' | '(' | '「' | '『' if closes(chars, i) => {
                depth += 1;
                true
            }
            '”' | '》' | '）' | ')' | '」' | '』' => {
                let inside = depth > 0;
                depth = depth.saturating_sub(1);
                inside
            }
            _ => depth > 0,
        })
        .collect()
}

/// A bracket that nobody closes in the stretch opens nothing.
fn closes(chars: &[char], open: usize) -> bool {
    let close = match chars[open] {
        '“' => '”',
        '《' => '》',
        '（' => '）',
        '(' => ')',
        '「' => '」',
        _ => '』',
    };
    let either = |c: &char| *c == close || (close == '）' && *c == ')') || (close == ')' && *c == '）');
    chars[open + 1..].iter().any(either)
}
