//! A line on its way through cleaning: its characters, where each stood, and what the layout says about it.

use super::{annotations::is_han, meta, simplify};
use std::cell::Cell;

/// One line (later: one paragraph) of the document.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Characters in the script of the original.
    pub chars: Vec<char>,
    /// For each of `chars` its offset, in characters, in the decoded text.
    pub at: Vec<u32>,
    /// The same in Simplified, aligned; `None` when equal. Kept by [`Line::renew`].
    simplified: Option<Vec<char>>,
    /// What the layout says.
    pub layout: Layout,
    /// Whether the line is about the document, once that was asked; forgotten when the line changes.
    meta: Cell<Option<bool>>,
    /// The line was looked at for furniture and has not changed since.
    settled: bool,
    /// The line was put together from several since [`Line::renew`].
    joined: bool,
}

/// Layout of a line. What is false or 0 by default is also what plain text without blank lines gives.
#[derive(Clone, Copy, Debug, Default)]
pub struct Layout {
    /// `<h1>` … `<h6>`; 0 for `<title>`.
    pub heading: Option<u8>,
    /// Every word is bold.
    pub bold: bool,
    /// Centred.
    pub centred: bool,
    /// Han characters inside links.
    pub linked: u32,
    /// Outside the block of the page that holds the article.
    pub outside: Option<Side>,
    /// In an element of the page that holds furniture.
    pub noise: bool,
    /// A blank line or a block of the page ends before it.
    pub gap: bool,
    /// Begins with an indent of two characters or more.
    pub indented: bool,
    /// Columns that the line took in plain text (Han count two); 0 in pages.
    pub width: u32,
}

/// On which side of the article a line of the page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Before,
    /// After it.
    After,
}

impl Line {
    /// A line out of characters and offsets of equal number.
    pub fn new(chars: Vec<char>, at: Vec<u32>, layout: Layout) -> Self {
        debug_assert_eq!(chars.len(), at.len());
        Self { chars, at, layout, ..Self::default() }
    }

    /// The Simplified form.
    pub fn hans(&self) -> &[char] {
        self.simplified.as_deref().unwrap_or(&self.chars)
    }

    /// Whether the Simplified form is another than the characters.
    pub fn is_converted(&self) -> bool {
        self.simplified.is_some()
    }

    /// Whether the line is about the document ([`meta::is_meta`]).
    pub fn is_meta(&self) -> bool {
        self.meta.get().unwrap_or_else(|| {
            let is = meta::is_meta(self.hans());
            self.meta.set(Some(is));
            is
        })
    }

    /// Whether the line was looked at for furniture and has not changed since.
    pub fn is_settled(&self) -> bool {
        self.settled
    }

    /// Notes that the line was looked at for furniture.
    pub fn settle(&mut self) {
        self.settled = true;
    }

    /// Whether the line was put together from several since [`Line::renew`].
    pub fn is_joined(&self) -> bool {
        self.joined
    }

    /// Forgets what was found out about the line as it was.
    fn changed(&mut self) {
        self.meta.set(None);
        self.settled = false;
    }

    /// Computes the Simplified form anew, after `chars` were changed.
    pub fn renew(&mut self) {
        self.changed();
        self.joined = false;
        self.simplified = simplify::simplified(&self.chars);
    }

    /// Number of characters.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// Whether nothing is left of it.
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// Keeps the characters for which `keep` (one flag a character) is true.
    pub fn retain(&mut self, keep: &[bool]) {
        self.changed();
        let mut flags = keep.iter();
        self.chars.retain(|_| flags.next().copied().unwrap_or(true));
        let mut flags = keep.iter();
        self.at.retain(|_| flags.next().copied().unwrap_or(true));
        if let Some(s) = &mut self.simplified {
            let mut flags = keep.iter();
            s.retain(|_| flags.next().copied().unwrap_or(true));
        }
    }

    /// Appends `next` without anything between.
    pub fn append(&mut self, next: Line) {
        self.changed();
        self.joined = true;
        if self.simplified.is_none() && next.simplified.is_some() {
            self.simplified = Some(self.chars.clone());
        }
        if let Some(s) = &mut self.simplified {
            s.extend_from_slice(next.hans());
        }
        self.chars.extend(next.chars);
        self.at.extend(next.at);
        self.layout.linked += next.layout.linked;
        self.layout.bold &= next.layout.bold;
    }

    /// Appends one character that stands for white space of the layout at offset `at`.
    pub fn push(&mut self, c: char, at: u32) {
        self.changed();
        self.chars.push(c);
        self.at.push(at);
        if let Some(s) = &mut self.simplified {
            s.push(c);
        }
    }

    /// Replaces the character at `i` in both forms.
    pub fn set(&mut self, i: usize, c: char) {
        self.changed();
        self.chars[i] = c;
        if let Some(s) = &mut self.simplified {
            s[i] = c;
        }
    }

    /// Takes off what stands from `at` on and gives it as a line of its own.
    pub fn split_off(&mut self, at: usize) -> Line {
        self.changed();
        let chars = self.chars.split_off(at);
        let places = self.at.split_off(at);
        let simplified = self.simplified.as_mut().map(|s| s.split_off(at));
        Line { chars, at: places, simplified, layout: self.layout, ..Line::default() }
    }

    /// Comparison form: Simplified, without white space and punctuation.
    pub fn key(&self) -> String {
        let mut key = String::with_capacity(self.len() * 3);
        key.extend(self.key_letters());
        key
    }

    /// Whether `key` begins with its comparison form.
    pub fn opens_key(&self, key: &str) -> bool {
        let mut letters = key.chars();
        self.key_letters().all(|c| letters.next() == Some(c))
    }

    /// Whether that is its comparison form.
    pub fn has_key(&self, key: &str) -> bool {
        self.key_letters().eq(key.chars())
    }

    fn key_letters(&self) -> impl Iterator<Item = char> {
        self.hans().iter().copied().filter(|c| is_han(*c) || c.is_alphanumeric())
    }
}
