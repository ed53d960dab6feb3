//! One pass over the Simplified text: every word of the lexicons of names, titles and units, wherever it stands.
//! Recognisers read these hits instead of searching the text themselves.

use crate::lexicon::{WordTable, names, own, posts, units};
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
    /// Indices in `by_start` of the hits of [`Class::Title`], [`Class::Label`], [`Class::OwnName`].
    introducing: Vec<u32>,
    /// For each place and the end the classes of the hits that begin and end there.
    classes: Vec<Classes>,
    /// For each place where the shortest verb or preposition of two characters and more ends that begins there.
    verb_ends: Vec<u32>,
}

/// A bit for each [`Class`] of which hits begin and end at a place.
#[derive(Clone, Copy, Default)]
struct Classes {
    begin: u16,
    end: u16,
}

/// The bit of a class.
#[inline]
const fn bit(class: Class) -> u16 {
    1 << class as u16
}

struct Words {
    table: WordTable,
    /// Lexicons and rows of all words, sorted within each.
    tags: Vec<(Class, u32)>,
    /// Where in `tags` those of each word begin, and their end.
    firsts: Vec<u32>,
}

impl Words {
    #[inline]
    fn tags(&self, word: u32) -> &[(Class, u32)] {
        let word = word as usize;
        &self.tags[self.firsts[word] as usize..self.firsts[word + 1] as usize]
    }
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut tags: BTreeMap<&'static str, Vec<(Class, u32)>> = BTreeMap::new();
    let mut add = |word: &'static str, class: Class, row: usize| {
        tags.entry(word).or_default().push((class, u32::try_from(row).unwrap_or(u32::MAX)));
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
    let table = WordTable::new(tags.keys().copied());
    let mut firsts = vec![0];
    let counts = tags.values().map(|t| u32::try_from(t.len()).unwrap_or(u32::MAX));
    firsts.extend(counts.scan(0, |sum, n| {
        *sum += n;
        Some(*sum)
    }));
    Words { table, tags: tags.into_values().flatten().collect(), firsts }
});

impl Annotations {
    /// Reads the hits of all lexicons in `chars`.
    pub fn new(chars: &[char]) -> Self {
        let words = &*WORDS;
        let mut by_start: Vec<Hit> = Vec::with_capacity(chars.len() * 2);
        let mut introducing = Vec::new();
        let mut classes = vec![Classes::default(); chars.len() + 1];
        let mut verb_ends = vec![u32::MAX; chars.len()];
        let mut starts: Vec<u32> = Vec::with_capacity(chars.len() + 2);
        words.table.find_all(chars, |start, length, word| {
            starts.resize(start + 1, index(by_start.len()));
            let end = start + length;
            for &(class, row) in words.tags(word) {
                classes[start].begin |= bit(class);
                classes[end].end |= bit(class);
                match class {
                    Class::Title | Class::Label | Class::OwnName => introducing.push(index(by_start.len())),
                    // The longest comes first: the shortest stays.
                    Class::LeftStop | Class::Follower if length >= 2 => verb_ends[start] = index(end),
                    _ => {}
                }
                by_start.push(Hit { start, end, class, row });
            }
        });
        starts.resize(chars.len() + 2, index(by_start.len()));
        let ends = firsts(by_start.iter().map(|h| h.end), chars.len());
        Self { by_end: sorted_by_end(&by_start, &ends), by_start, starts, ends, introducing, classes, verb_ends }
    }

    /// Hits that begin at `at`, longest first.
    #[inline]
    pub fn starting(&self, at: usize) -> &[Hit] {
        slice(&self.by_start, &self.starts, at)
    }

    /// Hits that end at `at` (exclusive), longest first.
    #[inline]
    pub fn ending(&self, at: usize) -> &[Hit] {
        slice(&self.by_end, &self.ends, at)
    }

    /// Hits of `class` that begin at `at`, longest first.
    #[inline]
    pub fn starting_of(&self, at: usize, class: Class) -> impl Iterator<Item = &Hit> {
        let hits = if self.begins(at, class) { self.starting(at) } else { &[] };
        hits.iter().filter(move |h| h.class == class)
    }

    /// Hits of `class` that end at `at` (exclusive), longest first.
    #[inline]
    pub fn ending_of(&self, at: usize, class: Class) -> impl Iterator<Item = &Hit> {
        let hits = if self.ends(at, class) { self.ending(at) } else { &[] };
        hits.iter().filter(move |h| h.class == class)
    }

    /// The longest hit of `class` that begins at `at`.
    #[inline]
    pub fn longest(&self, at: usize, class: Class) -> Option<Hit> {
        self.starting_of(at, class).next().copied()
    }

    /// The longest hit of `class` that ends at `at`.
    #[inline]
    pub fn longest_ending(&self, at: usize, class: Class) -> Option<Hit> {
        self.ending_of(at, class).next().copied()
    }

    /// Whether a hit of `class` begins at `at`: told at a glance.
    #[inline]
    pub fn begins(&self, at: usize, class: Class) -> bool {
        self.classes.get(at).is_some_and(|c| c.begin & bit(class) != 0)
    }

    /// Whether a hit of `class` ends at `at`: told at a glance.
    #[inline]
    pub fn ends(&self, at: usize, class: Class) -> bool {
        self.classes.get(at).is_some_and(|c| c.end & bit(class) != 0)
    }

    /// Every title, label and name of the user's in order of the text, longest first at each place.
    pub fn introducing(&self, class: Class) -> impl Iterator<Item = &Hit> {
        self.introducing.iter().map(|i| &self.by_start[*i as usize]).filter(move |h| h.class == class)
    }

    /// Whether the last word of a unit's name ends at `at`.
    #[inline]
    pub fn ends_unit(&self, at: usize) -> bool {
        const LAST: u16 = bit(Class::Head) | bit(Class::FixedUnit) | bit(Class::OwnUnit);
        self.classes.get(at).is_some_and(|c| c.end & LAST != 0)
    }

    /// Whether a verb or preposition of two characters and more (`unit_left_stops.txt`, `name_followers.txt`) begins at
    /// `at` and ends at `to` or before.
    #[inline]
    pub fn has_verb(&self, at: usize, to: usize) -> bool {
        self.verb_ends.get(at).is_some_and(|end| *end as usize <= to)
    }
}

/// Texts are far from the 4,000 million hits that this can count.
fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
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

/// Hits in order of their ends, longest first at each: every end has its room, which fills up from the first start on.
fn sorted_by_end(by_start: &[Hit], ends: &[u32]) -> Vec<Hit> {
    let mut sorted = by_start.to_vec();
    let mut free = ends.to_vec();
    for hit in by_start {
        let place = &mut free[hit.end];
        sorted[*place as usize] = *hit;
        *place += 1;
    }
    sorted
}

fn slice<'a>(hits: &'a [Hit], firsts: &[u32], at: usize) -> &'a [Hit] {
    let Some(&[first, next]) = firsts.get(at..at + 2) else { return &[] };
    &hits[first as usize..next as usize]
}
