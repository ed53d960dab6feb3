//! One pass over the Simplified text: every word of the lexicons of names, titles and units, wherever it stands.
//! Recognisers read these hits instead of searching the text themselves.

use crate::lexicon::{WordTable, divisions, names, own, posts, units};
use std::sync::LazyLock;

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
    /// A printed form of a division; these hits stand apart ([`Annotations::divisions`]).
    Division,
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
    /// Indices in `by_start`.
    by_end: Vec<u32>,
    ends: Vec<u32>,
    /// Indices in `by_start` of the hits of [`Class::Title`], [`Class::Label`], [`Class::OwnName`].
    introducing: Vec<u32>,
    /// The longest of [`Class::Division`] at each place, none inside another.
    divisions: Vec<Hit>,
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

/// The words of all lexicons, with lexicon and row.
static WORDS: LazyLock<WordTable<(Class, u32)>> = LazyLock::new(|| {
    let mut words: Vec<(&'static str, (Class, u32))> = Vec::new();
    let mut add = |word: &'static str, class: Class, row: usize| {
        words.push((word, (class, u32::try_from(row).unwrap_or(u32::MAX))));
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
    for (i, form) in divisions::printed_forms().iter().enumerate() {
        add(form, Class::Division, i);
    }
    for (w, weight) in names::common_words() {
        add(w, Class::CommonWord, weight as usize);
    }
    // So the hits of one word come in this order.
    words.sort_unstable_by_key(|(_, tag)| *tag);
    WordTable::new(words)
});

impl Annotations {
    /// Reads the hits of all lexicons in `chars`.
    pub fn new(chars: &[char]) -> Self {
        let mut by_start: Vec<Hit> = Vec::with_capacity(chars.len() * 2);
        let (mut introducing, mut divisions) = (Vec::new(), Vec::new());
        let mut classes = vec![Classes::default(); chars.len() + 1];
        let mut verb_ends = vec![u32::MAX; chars.len()];
        // How many hits begin one place before, how many end two places before: see `summed` and `sorted_by_end`.
        let mut starts = vec![0u32; chars.len() + 2];
        let mut ends = vec![0u32; chars.len() + 3];
        WORDS.find_all(chars, |start, length, (class, row)| {
            let end = start + length;
            if class == Class::Division {
                return keep_longest(&mut divisions, Hit { start, end, class, row });
            }
            starts[start + 1] += 1;
            ends[end + 2] += 1;
            classes[start].begin |= bit(class);
            classes[end].end |= bit(class);
            match class {
                Class::Title | Class::Label | Class::OwnName => introducing.push(index(by_start.len())),
                // The longest comes first: the shortest stays.
                Class::LeftStop | Class::Follower if length >= 2 => verb_ends[start] = index(end),
                _ => {}
            }
            by_start.push(Hit { start, end, class, row });
        });
        summed(&mut starts);
        summed(&mut ends);
        let by_end = sorted_by_end(&by_start, &mut ends);
        Self { by_end, by_start, starts, ends, introducing, divisions, classes, verb_ends }
    }

    /// Every printed form of a division in order of the text, the longest at each place, none inside another; the row is
    /// that of [`divisions::printed_forms`].
    pub fn divisions(&self) -> &[Hit] {
        &self.divisions
    }

    /// Hits that begin at `at`, longest first.
    #[inline]
    pub fn starting(&self, at: usize) -> &[Hit] {
        slice(&self.by_start, &self.starts, at)
    }

    /// Hits that end at `at` (exclusive), longest first.
    #[inline]
    pub fn ending(&self, at: usize) -> impl Iterator<Item = &Hit> {
        slice(&self.by_end, &self.ends, at).iter().map(|i| &self.by_start[*i as usize])
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
        let hits = self.ends(at, class).then(|| self.ending(at));
        hits.into_iter().flatten().filter(move |h| h.class == class)
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

/// The printed forms of divisions in `chars`, as [`Annotations::divisions`] gives them: for the few words of a name.
pub fn divisions_in(chars: &[char]) -> Vec<Hit> {
    let mut found = Vec::new();
    WORDS.find_all(chars, |start, length, (class, row)| {
        if class == Class::Division {
            keep_longest(&mut found, Hit { start, end: start + length, class, row });
        }
    });
    found
}

/// Adds `hit` unless it begins inside the one before: of each place the longest comes first.
fn keep_longest(hits: &mut Vec<Hit>, hit: Hit) {
    if hits.last().is_none_or(|before| before.end <= hit.start) {
        hits.push(hit);
    }
}

/// Texts are far from the 4,000 million hits that this can count.
fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Turns counts into how many there are up to each place.
fn summed(counts: &mut [u32]) {
    let mut sum = 0;
    for count in counts {
        sum += *count;
        *count = sum;
    }
}

/// Indices of the hits in order of their ends, longest first at each. Behind each end `ends` has where the hits begin that end there; it
/// moves on with every hit put there, so that at last each end has where its own begin.
fn sorted_by_end(by_start: &[Hit], ends: &mut [u32]) -> Vec<u32> {
    let mut sorted = vec![0; by_start.len()];
    for (hit, i) in by_start.iter().zip(0..) {
        let free = &mut ends[hit.end + 1];
        sorted[*free as usize] = i;
        *free += 1;
    }
    sorted
}

fn slice<'a, T>(hits: &'a [T], firsts: &[u32], at: usize) -> &'a [T] {
    let Some(&[first, next]) = firsts.get(at..at + 2) else { return &[] };
    &hits[first as usize..next as usize]
}
