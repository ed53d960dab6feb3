//! One pass of a multi-pattern automaton over the Simplified text: every word of the lexicons of names, titles and
//! units, wherever it stands. Recognisers read these hits instead of searching the text themselves.

use crate::lexicon::{names, own, posts, units};
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use std::{collections::BTreeMap, sync::LazyLock};

/// Which lexicon a hit is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// `titles.tsv`
    Title,
    /// `title_prefixes.txt`
    TitlePrefix,
    /// `ranks.txt`
    Rank,
    /// `person_labels.tsv`
    Label,
    /// `name_followers.txt`
    Follower,
    /// `unit_heads.tsv`, `unit_short.tsv`
    Head,
    /// `unit_fixed.tsv`
    FixedUnit,
    /// `unit_stems.txt`
    Stem,
    /// `unit_left_stops.txt`
    LeftStop,
    /// `common_words.tsv`
    CommonWord,
    /// `not_names.txt`
    NotName,
    /// `historic_figures.txt`
    Historic,
    /// A name of the user's.
    OwnName,
    /// What the user says is no name.
    OwnNotName,
    /// A unit that the user names, with its place.
    OwnUnit,
}

/// A word of a lexicon in the text.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// Lexicon.
    pub class: Class,
    /// Row of the lexicon, or the weight of a common word.
    pub row: u32,
}

/// All hits in a text.
#[derive(Default)]
pub struct Annotations {
    by_start: Vec<Hit>,
    starts: Vec<u32>,
    by_end: Vec<Hit>,
    ends: Vec<u32>,
}

struct Words {
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
    /// Classes of each pattern.
    tags: Vec<Vec<(Class, u32)>>,
    /// Length of each pattern in characters.
    lengths: Vec<u32>,
}

static WORDS: LazyLock<Option<Words>> = LazyLock::new(build);

fn build() -> Option<Words> {
    let mut tags: BTreeMap<String, Vec<(Class, u32)>> = BTreeMap::new();
    let mut add = |word: &str, class: Class, row: usize| {
        tags.entry(word.to_owned()).or_default().push((class, u32::try_from(row).unwrap_or(u32::MAX)));
    };
    for (i, t) in posts::titles().iter().enumerate() {
        add(t.word, Class::Title, i);
    }
    for (class, list) in [
        (Class::TitlePrefix, posts::title_prefixes()),
        (Class::Rank, posts::ranks()),
        (Class::Follower, posts::name_followers()),
        (Class::Stem, units::stems()),
        (Class::FixedUnit, units::fixed()),
        (Class::LeftStop, units::left_stops()),
        (Class::NotName, names::not_names()),
        (Class::Historic, names::historic_figures()),
    ] {
        for (i, w) in list.iter().enumerate() {
            add(w, class, i);
        }
    }
    for (i, (w, _)) in posts::labels().iter().enumerate() {
        add(w, Class::Label, i);
    }
    for (i, h) in units::heads().iter().enumerate() {
        add(h.word, Class::Head, i);
    }
    own::names().for_each(|w| add(w, Class::OwnName, 0));
    own::not_names().for_each(|w| add(w, Class::OwnNotName, 0));
    for (i, alias) in own::unit_aliases().enumerate().filter(|(_, a)| a.place.is_some()) {
        add(&alias.form, Class::OwnUnit, i);
    }
    for (w, weight) in names::common_words() {
        add(w, Class::CommonWord, weight as usize);
    }
    tags.values_mut().for_each(|t| t.sort_unstable());
    let lengths = tags.keys().map(|w| u32::try_from(w.chars().count()).unwrap_or(0)).collect();
    let patterns = tags.keys().zip(0u32..);
    // The patterns are unique and not empty, so building cannot fail but for lack of memory.
    let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new().build_with_values(patterns).ok()?;
    Some(Words { automaton, tags: tags.into_values().collect(), lengths })
}

impl Annotations {
    /// Reads the hits of all lexicons in `chars`.
    pub fn new(chars: &[char]) -> Self {
        let Some(words) = WORDS.as_ref() else { return Self::default() };
        let text: String = chars.iter().collect();
        let mut by_end: Vec<Hit> = Vec::with_capacity(chars.len() * 2);
        // The automaton gives the words by their ends, longest first at each; their tags are sorted: so are the hits.
        let (mut end, mut bytes) = (0, 0);
        for m in words.automaton.find_overlapping_iter(&text) {
            while bytes < m.end() {
                bytes += chars[end].len_utf8();
                end += 1;
            }
            let pattern = m.value() as usize;
            let start = end - words.lengths[pattern] as usize;
            by_end.extend(words.tags[pattern].iter().map(|&(class, row)| Hit { start, end, class, row }));
        }
        let ends = firsts(by_end.iter().map(|h| h.end), chars.len());
        let starts = firsts(by_end.iter().map(|h| h.start), chars.len());
        Self { by_start: sorted_by_start(&by_end, &starts), starts, by_end, ends }
    }

    /// Hits that begin at `at`, longest first.
    pub fn starting(&self, at: usize) -> &[Hit] {
        slice(&self.by_start, &self.starts, at)
    }

    /// Hits that end at `at` (exclusive), longest first.
    pub fn ending(&self, at: usize) -> &[Hit] {
        slice(&self.by_end, &self.ends, at)
    }

    /// The longest hit of `class` that begins at `at`.
    pub fn longest(&self, at: usize, class: Class) -> Option<Hit> {
        self.starting(at).iter().find(|h| h.class == class).copied()
    }

    /// The longest hit of `class` that ends at `at`.
    pub fn longest_ending(&self, at: usize, class: Class) -> Option<Hit> {
        self.ending(at).iter().find(|h| h.class == class).copied()
    }

    /// Every hit in order of the text, longest first at each place.
    pub fn all(&self) -> &[Hit] {
        &self.by_start
    }
}

/// For each place of a text of `length` characters how many hits have an earlier one, by counting.
fn firsts(places: impl Iterator<Item = usize>, length: usize) -> Vec<u32> {
    let mut firsts = vec![0u32; length + 2];
    places.for_each(|at| firsts[at + 1] += 1);
    let mut sum = 0;
    for first in &mut firsts {
        sum += *first;
        *first = sum;
    }
    firsts
}

/// Hits in order of their starts, longest first at each, then by class and row: each word of `by_end` with its tags goes
/// behind all that are longer.
fn sorted_by_start(by_end: &[Hit], starts: &[u32]) -> Vec<Hit> {
    let mut sorted = by_end.to_vec();
    // Where the room of each start that is still free ends.
    let mut free = starts.get(1..).unwrap_or_default().to_vec();
    for word in by_end.chunk_by(|a, b| (a.start, a.end) == (b.start, b.end)) {
        let room = &mut free[word[0].start];
        *room -= word.len() as u32;
        sorted[*room as usize..][..word.len()].copy_from_slice(word);
    }
    sorted
}

fn slice<'a>(hits: &'a [Hit], firsts: &[u32], at: usize) -> &'a [Hit] {
    let Some(&[first, next]) = firsts.get(at..at + 2) else { return &[] };
    &hits[first as usize..next as usize]
}
