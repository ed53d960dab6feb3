//! The Simplified text as recognisers see it: characters, blocks, sentences.

use super::scene::is_common_han;
use crate::{
    document::{Block, BlockKind, Document},
    record::Span,
};

/// The Simplified text of a document by characters. All positions are characters of `body`.
pub struct Text {
    /// The characters.
    pub chars: Vec<char>,
    /// Paragraphs, from the layout.
    pub blocks: Vec<Block>,
    /// Sentences of all blocks in order: up to and including 。！？…; or the end of the block. A closing quotation mark
    /// or bracket right after the stop belongs to the sentence. A stop inside quotation marks that are closed in the
    /// same block does not end one.
    pub sentences: Vec<Sentence>,
    /// What the page calls its own site; see [`Document::site`].
    pub site: Vec<String>,
    /// Whether the page has the marks of sites that swap words by machine.
    pub reworded: bool,
    pub(super) letters: Letters,
}

/// A text in UTF-8 whose places are told by characters: words are compared at once instead of letter by letter.
#[derive(Clone)]
pub(super) struct Letters {
    utf8: String,
    /// Byte of `utf8` at which each character begins, and its length.
    bytes: Vec<u32>,
    /// The characters that are white space: few in most texts.
    blanks: Vec<u32>,
}

impl Letters {
    /// The letters of `utf8`.
    pub fn new(utf8: String) -> Self {
        let (_, bytes, blanks) = places(&utf8);
        Self { utf8, bytes, blanks }
    }

    /// The characters of `utf8`, and its letters.
    fn read(utf8: &str) -> (Vec<char>, Self) {
        let (chars, bytes, blanks) = places(utf8);
        (chars, Self { utf8: utf8.to_owned(), bytes, blanks })
    }

    /// The words of `from..to`, in characters; out of bounds gives what there is.
    #[inline]
    pub fn within(&self, from: usize, to: usize) -> &str {
        self.utf8.get(self.byte(from)..self.byte(to)).unwrap_or_default()
    }

    /// The byte at which the character `at` begins; the end for those behind it.
    #[inline]
    fn byte(&self, at: usize) -> usize {
        self.bytes.get(at).map_or(self.utf8.len(), |at| *at as usize)
    }

    /// The words of `from..to`, in characters, without white space.
    pub fn dense(&self, from: usize, to: usize) -> String {
        let words = self.within(from, to);
        let blank = self.blanks.get(self.blanks.partition_point(|at| (*at as usize) < from));
        let parted = blank.is_some_and(|at| (*at as usize) < to);
        if parted { words.split_whitespace().collect() } else { words.to_owned() }
    }

    /// The whole text.
    pub fn all(&self) -> &str {
        &self.utf8
    }

    /// Whether `word` stands at `at`, before `to`.
    #[inline]
    pub fn has(&self, at: usize, to: usize, word: &str) -> bool {
        let (from, word) = (self.byte(at), word.as_bytes());
        let here = self.utf8.as_bytes().get(from..).unwrap_or_default();
        // The third byte of a Chinese character differs most often: seldom is more to be compared.
        (word.len() < 3 || here.get(2) == word.get(2))
            && here.starts_with(word)
            && (to == usize::MAX || from + word.len() <= self.byte(to))
    }

    /// Whether `word` ends at `at`, behind `from`.
    #[inline]
    pub fn ends(&self, from: usize, at: usize, word: &str) -> bool {
        let (to, word) = (self.byte(at), word.as_bytes());
        let here = self.utf8.as_bytes().get(..to).unwrap_or_default();
        (word.is_empty() || here.last() == word.last())
            && here.ends_with(word)
            && (from == 0 || self.byte(from) + word.len() <= to)
    }
}

/// The characters of `utf8`, where each begins and where the last ends, and which are white space.
fn places(utf8: &str) -> (Vec<char>, Vec<u32>, Vec<u32>) {
    let count = utf8.chars().count();
    let (mut chars, mut bytes) = (Vec::with_capacity(count), Vec::with_capacity(count + 1));
    let mut blanks = Vec::new();
    for (at, c) in utf8.char_indices() {
        if c <= '\u{3000}' && c.is_whitespace() {
            blanks.push(byte(chars.len()));
        }
        chars.push(c);
        bytes.push(byte(at));
    }
    bytes.push(byte(utf8.len()));
    (chars, bytes, blanks)
}

/// Texts are far from the 4,000 million bytes that this can count.
fn byte(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// One sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its characters, without leading white space.
    pub span: Span,
    /// Index of its block in [`Text::blocks`].
    pub block: usize,
}

impl Text {
    /// The text of `document`.
    pub fn new(document: &Document) -> Self {
        let (chars, letters) = Letters::read(document.hans());
        let blocks = document.blocks.clone();
        let sentences = blocks.iter().enumerate().flat_map(|(i, b)| sentences(&chars, b.span, i)).collect();
        let reworded = document.remarks.iter().any(|r| r.code == "machine-rewritten");
        Self { chars, blocks, sentences, site: document.site.clone(), reworded, letters }
    }

    /// The characters of `span`; out of bounds gives what there is.
    pub fn slice(&self, span: Span) -> &[char] {
        let end = (span.end as usize).min(self.chars.len());
        let start = (span.start as usize).min(end);
        &self.chars[start..end]
    }

    /// The words at `span`.
    pub fn words(&self, span: Span) -> String {
        self.str(span).to_owned()
    }

    /// The words at `span`, borrowed.
    pub fn str(&self, span: Span) -> &str {
        self.letters.within(span.start as usize, span.end as usize)
    }

    /// The character at `at`; `None` past the end.
    pub fn at(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    /// Whether `word` stands at `at`.
    #[inline]
    pub fn starts_with(&self, at: usize, word: &str) -> bool {
        self.letters.has(at, usize::MAX, word)
    }

    /// Whether `word` ends at `at` (exclusive).
    #[inline]
    pub fn ends_with(&self, at: usize, word: &str) -> bool {
        at < self.letters.bytes.len() && self.letters.ends(0, at, word)
    }

    /// The block in which `at` lies.
    pub fn block_at(&self, at: usize) -> Option<usize> {
        let at = u32::try_from(at).ok()?;
        let i = self.blocks.partition_point(|b| b.span.end <= at);
        (i < self.blocks.len() && self.blocks[i].span.start <= at).then_some(i)
    }

    /// The sentence in which `at` lies.
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        let at = u32::try_from(at).ok()?;
        let i = self.sentences.partition_point(|s| s.span.end <= at);
        (i < self.sentences.len() && self.sentences[i].span.start <= at).then_some(i)
    }

    /// Whether `at` lies in running text, not in a headline or meta line.
    pub fn is_running(&self, at: usize) -> bool {
        self.block_at(at).is_some_and(|b| matches!(self.blocks[b].kind, BlockKind::Paragraph | BlockKind::SectionHead))
    }
}

fn sentences(chars: &[char], block: Span, index: usize) -> Vec<Sentence> {
    let end = (block.end as usize).min(chars.len());
    let mut out = Vec::new();
    let mut start = block.start as usize;
    let mut at = start;
    let mut depth = 0u32;
    while at < end {
        match chars[at] {
            c if is_common_han(c) => {}
            '“' | '「' | '『' => depth += closes_later(chars, at, end) as u32,
            '”' | '」' | '』' => depth = depth.saturating_sub(1),
            '。' | '！' | '？' | '!' | '?' | '；' if depth == 0 && chars[at] != '；' => {
                let mut stop = at + 1;
                while stop < end
                    && matches!(chars[stop], '”' | '」' | '』' | '）' | ')' | '。' | '！' | '？' | '!' | '?')
                {
                    stop += 1;
                }
                push(&mut out, chars, start, stop, index);
                start = stop;
                at = stop;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    push(&mut out, chars, start, end, index);
    out
}

fn closes_later(chars: &[char], open: usize, end: usize) -> bool {
    let close = match chars[open] {
        '“' => '”',
        '「' => '」',
        _ => '』',
    };
    // A quotation is closed within a few paragraphs' length or not at all; looking further costs the square of the text.
    chars[open + 1..end.min(open + 3000)].contains(&close)
}

fn push(out: &mut Vec<Sentence>, chars: &[char], start: usize, end: usize, block: usize) {
    let Some(first) = (start..end).find(|&i| !chars[i].is_whitespace()) else { return };
    out.push(Sentence { span: Span::new(first, end), block });
}
