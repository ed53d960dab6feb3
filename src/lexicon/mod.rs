//! The words and tables of `lexicon/`, compiled in, parsed once when first needed.
//!
//! Every file is UTF-8 text: `#` lines are the header (purpose, columns, source, what qualifies), every other line is
//! one row of tab-separated columns. `tests/lexicon.rs` holds them sorted and unique.

pub mod divisions;
pub mod events;
pub mod labels;
pub mod names;
pub mod own;
mod pairs;
pub mod posts;
pub mod prose;
pub mod table_columns;
pub mod townships;
pub mod units;
mod word_table;

pub use pairs::Pairs;
pub use word_table::WordTable;

use std::collections::BTreeMap;

/// Rows of a lexicon file: columns of each line that is neither empty nor a comment.
pub fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(|l| l.split('\t').collect())
}

/// The first column of a lexicon file, in its order.
pub fn words(file: &'static str) -> Vec<&'static str> {
    rows(file).filter_map(|r| r.first().copied()).collect()
}

/// The words of one `class` of a lexicon file whose second column holds classes, several with a space between.
pub fn words_of(file: &'static str, class: &str) -> Vec<&'static str> {
    rows(file).filter(|r| is_of(r, 1, class)).filter_map(|r| r.first().copied()).collect()
}

/// Whether `class` stands among those, parted by spaces, in a column of a row.
pub fn is_of(row: &[&str], column: usize, class: &str) -> bool {
    row.get(column).is_some_and(|classes| classes.split(' ').any(|c| c == class))
}

/// `words`, the longest first: of those that stand at one place that is the one meant (集团公司, not 公司).
pub fn longest_first(mut words: Vec<&'static str>) -> Vec<&'static str> {
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
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
    #[inline]
    pub fn contains(&self, c: char) -> bool {
        self.0.get(c as usize / 64).is_some_and(|word| word >> (c as usize % 64) & 1 == 1)
    }
}

/// A value for each character of the basic plane, by table: what a hash map would give, where it is asked too often.
/// Characters without a value of their own have the default.
pub struct CharMap<T> {
    /// Number of the page of 256 values for each 256 characters; page 0 holds defaults.
    pages: Vec<u16>,
    values: Vec<T>,
}

impl<T: Copy + Default> FromIterator<(char, T)> for CharMap<T> {
    fn from_iter<I: IntoIterator<Item = (char, T)>>(values: I) -> Self {
        let mut map = Self { pages: vec![0; 256], values: vec![T::default(); 256] };
        values.into_iter().filter(|(c, _)| (*c as usize) < 65_536).for_each(|(c, value)| map.insert(c as usize, value));
        map
    }
}

impl<T: Copy + Default> CharMap<T> {
    fn insert(&mut self, c: usize, value: T) {
        if self.pages[c / 256] == 0 {
            self.pages[c / 256] = u16::try_from(self.values.len() / 256).unwrap_or(0);
            self.values.resize(self.values.len() + 256, T::default());
        }
        self.values[self.pages[c / 256] as usize * 256 + c % 256] = value;
    }

    /// The value of `c`.
    #[inline]
    pub fn get(&self, c: char) -> T {
        let page = self.pages.get(c as usize / 256).copied().unwrap_or(0);
        self.values[page as usize * 256 + c as usize % 256]
    }
}

/// Rows of a table by a character, usually the first of a word, each list in the order in which it was given. Most
/// characters of a text have no row, which costs a glance.
pub struct ByChar<T> {
    lists: Vec<Vec<T>>,
    /// Which of `lists`; the first is empty.
    list: CharMap<u16>,
}

impl<T> FromIterator<(char, T)> for ByChar<T> {
    fn from_iter<I: IntoIterator<Item = (char, T)>>(rows: I) -> Self {
        let mut by_char = BTreeMap::<char, Vec<T>>::new();
        rows.into_iter().for_each(|(c, row)| by_char.entry(c).or_default().push(row));
        let list = by_char.keys().copied().zip(1..).collect();
        Self { lists: std::iter::once(vec![]).chain(by_char.into_values()).collect(), list }
    }
}

impl ByChar<&'static str> {
    /// Words by the character with which they begin.
    pub fn by_first(words: impl IntoIterator<Item = &'static str>) -> Self {
        words.into_iter().filter_map(|w| Some((w.chars().next()?, w))).collect()
    }

    /// Words by the character with which they end.
    pub fn by_last(words: impl IntoIterator<Item = &'static str>) -> Self {
        words.into_iter().filter_map(|w| Some((w.chars().next_back()?, w))).collect()
    }
}

impl<T> ByChar<T> {
    /// The rows of `c`.
    #[inline]
    pub fn of(&self, c: char) -> &[T] {
        &self.lists[self.list.get(c) as usize]
    }
}
