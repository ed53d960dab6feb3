//! The words and tables of `lexicon/`, compiled in, parsed once when first needed.
//!
//! Every file is UTF-8 text: `#` lines are the header (purpose, columns, source, what qualifies), every other line is
//! one row of tab-separated columns. `tests/lexicon.rs` holds them sorted and unique.

pub mod divisions;
pub mod labels;
pub mod names;
pub mod posts;
pub mod prose;
pub mod townships;
pub mod units;

/// Rows of a lexicon file: columns of each line that is neither empty nor a comment.
pub fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(|l| l.split('\t').collect())
}

/// A set of characters of the basic plane, one bit each: asked for every character of a text, where hashing is too slow.
pub struct CharSet(Vec<u64>);

impl FromIterator<char> for CharSet {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Self {
        let mut bits = vec![0u64; 1024];
        for c in chars.into_iter().filter(|c| (*c as usize) < 65_536) {
            bits[c as usize / 64] |= 1 << (c as usize % 64);
        }
        Self(bits)
    }
}

impl CharSet {
    /// Whether `c` is in the set.
    pub fn contains(&self, c: char) -> bool {
        self.0.get(c as usize / 64).is_some_and(|word| word >> (c as usize % 64) & 1 == 1)
    }
}
