//! Many words looked for at once: which of them begin at a place of a text?
//!
//! An automaton of the usual kind finds them no faster in texts of a few thousand characters, and building one for the
//! lexicons would cost every run of the program a tenth of a second; this table is sorted in a few milliseconds.

use super::CharMap;

/// Words by their first two characters, each with a value of type `T`.
pub struct WordTable<T> {
    /// An open table of pairs: the characters in the upper 42 bits, in the lower 22 where in `words` the list of those that
    /// begin with them starts. One look tells both.
    slots: Vec<u64>,
    /// A bit for each pair by [`bit_of`]: a small table, which tells at a glance that most pairs begin no word.
    begun: Box<[u64; PAIRS / 64]>,
    /// The words, those of a pair together, the longest first; of one character those of that character.
    words: Vec<Word<T>>,
    /// Where in `words` those of one character begin, plus one; 0 for characters that are no word.
    single: CharMap<u32>,
    letters: Vec<char>,
}

/// Where in the letters a word stands, and its value: all that is told of a word lies together, which spares the
/// processor waiting for memory.
struct Word<T> {
    start: u32,
    end: u32,
    /// The third character, which tells most longer words from the text; NUL if there is none.
    third: char,
    value: T,
    /// Whether it is the last of its list.
    last: bool,
}

/// A slot that no pair has: no two characters have so many bits.
const FREE: u64 = u64::MAX;

/// Characters of a text that are looked at together.
const STRETCH: usize = 512;

/// Bits of a slot that tell the place of the list: 4 million words, far more than any lexicon has.
const PLACE_BITS: u32 = 22;

impl<T: Copy> WordTable<T> {
    /// A table of `words` with their values, no word empty. Of a word that comes several times every value is told, in the
    /// order in which they come.
    pub fn new<'w>(words: impl IntoIterator<Item = (&'w str, T)>) -> Self {
        let mut letters: Vec<char> = Vec::new();
        let mut all: Vec<Word<T>> = Vec::new();
        for (word, value) in words {
            let start = place(letters.len());
            letters.extend(word.chars());
            let end = place(letters.len());
            if start < end {
                let third = letters.get(start as usize + 2).copied().unwrap_or_default();
                all.push(Word { start, end, third, value, last: false });
            }
        }
        let begin = |w: &Word<T>| {
            let word = &letters[w.start as usize..w.end as usize];
            (word[0], word.get(1).copied(), std::cmp::Reverse(word.len()))
        };
        all.sort_by_key(begin);
        let mut lists: Vec<(char, Option<char>, usize)> = Vec::new();
        for i in 0..all.len() {
            let (first, second, _) = begin(&all[i]);
            all[i].last = all.get(i + 1).is_none_or(|next| (begin(next).0, begin(next).1) != (first, second));
            if lists.last().is_none_or(|(f, s, _)| (*f, *s) != (first, second)) {
                lists.push((first, second, i));
            }
        }
        let mut begun = Box::new([0; PAIRS / 64]);
        let mut slots = vec![FREE; (lists.len() * 2).next_power_of_two()];
        for (first, second, from) in lists.iter().filter(|(.., from)| from >> PLACE_BITS == 0) {
            let Some(second) = *second else { continue };
            let mixed = mixed(*first, second);
            let bit = bit_of(mixed);
            begun[bit / 64] |= 1 << (bit % 64);
            let mut slot = slot_of(mixed, slots.len());
            while slots[slot] != FREE {
                slot = (slot + 1) % slots.len();
            }
            slots[slot] = key(*first, second) << PLACE_BITS | *from as u64;
        }
        let single = lists.iter().filter(|(_, second, _)| second.is_none()).map(|(c, _, from)| (*c, place(from + 1)));
        Self { slots, begun, words: all, single: single.collect(), letters }
    }

    /// Tells `found` of every word in `text`: where it begins, its length in characters and its value; in order of the
    /// places, at each the longest first.
    pub fn find_all(&self, text: &[char], mut found: impl FnMut(usize, usize, T)) {
        let mut places = [(0, 0); STRETCH];
        for from in (0..text.len()).step_by(STRETCH) {
            // The places at which anything can begin first, without a decision between: nothing waits for the tables.
            let mut count = 0;
            let stretch = &text[from..text.len().min(from + STRETCH + 1)];
            for (pair, at) in stretch.windows(2).zip(from..) {
                let mixed = mixed(pair[0], pair[1]);
                places[count] = (at, mixed);
                count += usize::from((self.single.get(pair[0]) != 0) | self.may_begin(mixed));
            }
            if from + STRETCH >= text.len() {
                places[count] = (text.len() - 1, 0);
                count += 1;
            }
            for &(at, mixed) in &places[..count] {
                self.tell(&text[at..], mixed, |length, value| found(at, length, value));
            }
        }
    }

    /// Tells `found` of every word with which `here` begins: its length and value.
    #[inline]
    fn tell(&self, here: &[char], mixed: u32, mut found: impl FnMut(usize, T)) {
        let pair = here.len() >= 2 && self.may_begin(mixed);
        let long = if pair { self.list(here[0], here[1], mixed) } else { &[] };
        let single = self.single.get(here[0]).checked_sub(1).map_or(&[][..], |from| &self.words[from as usize..]);
        for list in [long, single] {
            for word in list {
                if self.fits(word, here) {
                    found((word.end - word.start) as usize, word.value);
                }
                if word.last {
                    break;
                }
            }
        }
    }

    /// Whether a word may begin with the pair so mixed: almost surely one does if so, surely none if not.
    #[inline]
    fn may_begin(&self, mixed: u32) -> bool {
        let bit = bit_of(mixed);
        self.begun[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// The words from the first on that begins with this pair, up to the one that is the last; empty if there is none.
    #[inline]
    fn list(&self, first: char, second: char, mixed: u32) -> &[Word<T>] {
        let key = key(first, second);
        let mut slot = slot_of(mixed, self.slots.len());
        // At least half of the slots are free.
        while self.slots[slot] != FREE {
            if self.slots[slot] >> PLACE_BITS == key {
                return &self.words[(self.slots[slot] & ((1 << PLACE_BITS) - 1)) as usize..];
            }
            slot = (slot + 1) % self.slots.len();
        }
        &[]
    }

    /// Whether `text`, which begins with the pair or only character of `word`, begins with all of it. Most words have two characters.
    #[inline]
    fn fits(&self, word: &Word<T>, text: &[char]) -> bool {
        match word.end - word.start {
            1 | 2 => true,
            3 => text.get(2) == Some(&word.third),
            _ => {
                text.get(2) == Some(&word.third)
                    && text[3..].starts_with(&self.letters[word.start as usize + 3..word.end as usize])
            }
        }
    }
}

/// Number of bits (as a power of two) in which the pairs of a table are noted: 64 KB, which a processor keeps at hand.
const PAIR_BITS: u32 = 19;

/// How many bits these are.
const PAIRS: usize = 1 << PAIR_BITS;

/// The bit of a pair so mixed; several pairs may share one.
#[inline]
fn bit_of(mixed: u32) -> usize {
    (mixed >> (32 - PAIR_BITS)) as usize
}

/// Where among `count` slots, a power of two, the look for a pair so mixed begins.
#[inline]
fn slot_of(mixed: u32, count: usize) -> usize {
    mixed.rotate_left(16) as usize & (count - 1)
}

/// The bits of a pair, stirred.
#[inline]
fn mixed(first: char, second: char) -> u32 {
    let mixed = (first as u32).wrapping_mul(0x9E37_79B1) ^ (second as u32).wrapping_mul(0x85EB_CA6B);
    mixed.wrapping_mul(0xC2B2_AE35)
}

/// Two characters as one number of 42 bits.
#[inline]
fn key(first: char, second: char) -> u64 {
    u64::from(first as u32) << 21 | u64::from(second as u32)
}

/// The letters of all lexicons are far from the 4,000 million that this can count.
fn place(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_of_a_text() {
        let table = WordTable::new([("县", 0), ("县委", 1), ("县委书记", 2), ("书记", 3), ("县委", 4), ("县", 5)]);
        let found = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            let mut found = Vec::new();
            table.find_all(&chars, |at, length, number| found.push((at, length, number)));
            found
        };
        assert_eq!(
            found("县委书记到县"),
            [(0, 4, 2), (0, 2, 1), (0, 2, 4), (0, 1, 0), (0, 1, 5), (2, 2, 3), (5, 1, 0), (5, 1, 5)]
        );
        assert_eq!(found("县"), [(0, 1, 0), (0, 1, 5)]);
        assert_eq!(found("书"), []);
        assert_eq!(found(""), []);
    }
}
