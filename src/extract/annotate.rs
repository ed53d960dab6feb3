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
    let lengths = tags.keys().map(|w| u32::try_from(w.chars().count()).unwrap_or(0)).collect();
    let patterns = tags.keys().zip(0u32..);
    // The patterns are unique and not empty, so building cannot fail but for lack of memory.
    let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new().build_with_values(patterns).ok()?;
    Some(Words { automaton, tags: tags.into_values().collect(), lengths })
}

impl Annotations {
    /// Reads the hits of all lexicons in `chars`.
    pub fn new(chars: &[char]) -> Self {
        let text: String = chars.iter().collect();
        // Character offset of every byte that ends a character.
        let mut offset = vec![0u32; text.len() + 1];
        for (n, (at, c)) in text.char_indices().enumerate() {
            offset[at + c.len_utf8()] = u32::try_from(n + 1).unwrap_or(u32::MAX);
        }
        let mut by_start = Vec::new();
        if let Some(words) = WORDS.as_ref() {
            for m in words.automaton.find_overlapping_iter(&text) {
                let end = offset[m.end()] as usize;
                let pattern = m.value() as usize;
                let start = end.saturating_sub(words.lengths[pattern] as usize);
                by_start.extend(words.tags[pattern].iter().map(|&(class, row)| Hit { start, end, class, row }));
            }
        }
        // Longest first at each place.
        by_start.sort_by_key(|h| (h.start, std::cmp::Reverse(h.end), h.class, h.row));
        let mut by_end = by_start.clone();
        by_end.sort_by_key(|h| (h.end, h.start, h.class, h.row));
        let index = |hits: &[Hit], at: fn(&Hit) -> usize| {
            let mut firsts = vec![0u32; chars.len() + 2];
            let mut i = 0;
            for (place, first) in firsts.iter_mut().enumerate() {
                while i < hits.len() && at(&hits[i]) < place {
                    i += 1;
                }
                *first = u32::try_from(i).unwrap_or(u32::MAX);
            }
            firsts
        };
        let starts = index(&by_start, |h| h.start);
        let ends = index(&by_end, |h| h.end);
        Self { by_start, starts, by_end, ends }
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

fn slice<'a>(hits: &'a [Hit], firsts: &[u32], at: usize) -> &'a [Hit] {
    let Some(&[first, next]) = firsts.get(at..at + 2) else { return &[] };
    &hits[first as usize..next as usize]
}
