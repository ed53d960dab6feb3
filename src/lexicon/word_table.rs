//! Many words looked for at once: which of them begin at a place of a text?
//!
//! An automaton of the usual kind finds them no faster in texts of a few thousand characters, and building one for the
//! lexicons would cost every run of the program a tenth of a second; this table is sorted in a few milliseconds.

use super::CharMap;

/// Words by their first two characters.
pub struct WordTable {
    /// An open table of pairs: the characters in the upper 42 bits, in the lower 22 where in `words` the list of those that
    /// begin with them starts. One look tells both.
    slots: Vec<u64>,
    /// A bit for each pair by [`bit_of`]: a small table, which tells at a glance that most pairs begin no word.
    begun: Vec<u64>,
    /// The words of two characters and more, those of a pair together, the longest first.
    words: Vec<Word>,
    /// Number of the word of one character.
    single: CharMap<Option<u32>>,
    letters: Vec<char>,
}

/// Where in the letters a word stands, and its number.
struct Word {
    start: u32,
    end: u32,
    number: u32,
    /// Whether it is the last of its pair.
    last: bool,
}

/// A slot that no pair has: no two characters have so many bits.
const FREE: u64 = u64::MAX;

/// Bits of a slot that tell the place of the list: 4 million words, far more than any lexicon has.
const PLACE_BITS: u32 = 22;

impl WordTable {
    /// A table of `words`, numbered as they come; each but once, none empty.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut letters: Vec<char> = Vec::new();
        let (mut long, mut single) = (Vec::new(), Vec::new());
        for (word, number) in words.into_iter().zip(0u32..) {
            let start = place(letters.len());
            letters.extend(word.chars());
            match letters[start as usize..] {
                [] => {}
                [only] => single.push((only, Some(number))),
                _ => long.push(Word { start, end: place(letters.len()), number, last: false }),
            }
        }
        let pair = |w: &Word| [letters[w.start as usize], letters[w.start as usize + 1]];
        long.sort_by_key(|w| (pair(w), std::cmp::Reverse(w.end - w.start)));
        let mut lists: Vec<([char; 2], usize)> = Vec::new();
        for i in 0..long.len() {
            let here = pair(&long[i]);
            long[i].last = long.get(i + 1).is_none_or(|next| pair(next) != here);
            if lists.last().is_none_or(|(before, _)| *before != here) {
                lists.push((here, i));
            }
        }
        let mut begun = vec![0; 1 << (PAIR_BITS - 6)];
        let mut slots = vec![FREE; (lists.len() * 2).next_power_of_two()];
        for ([first, second], from) in lists.into_iter().filter(|(_, from)| from >> PLACE_BITS == 0) {
            let bit = bit_of(first, second);
            begun[bit / 64] |= 1 << (bit % 64);
            let mut slot = slot_of(first, second, slots.len());
            while slots[slot] != FREE {
                slot = (slot + 1) % slots.len();
            }
            slots[slot] = key(first, second) << PLACE_BITS | from as u64;
        }
        Self { slots, begun, words: long, single: single.into_iter().collect(), letters }
    }

    /// The words with which `text` begins, the longest first: length in characters and number.
    pub fn beginning<'t>(&'t self, text: &'t [char]) -> impl Iterator<Item = (usize, u32)> + 't {
        let long =
            text.first_chunk::<2>().filter(|pair| self.may_begin(**pair)).map_or(&[][..], |pair| self.list(*pair));
        let long = long.iter().filter(|w| self.fits(w, text)).map(|w| ((w.end - w.start) as usize, w.number));
        let single = text.first().and_then(|c| self.single.get(*c));
        long.chain(single.map(|number| (1, number)))
    }

    /// Tells `found` of every word in `text`: where it begins, its length in characters and its number; in order of the
    /// places, at each the longest first.
    pub fn find_all(&self, text: &[char], mut found: impl FnMut(usize, usize, u32)) {
        let last = text.len().saturating_sub(1);
        // The places at which anything can begin first, without a decision between: nothing waits for the tables.
        let mut places = vec![0u32; text.len()];
        let mut count = 0;
        for (at, pair) in text.windows(2).enumerate() {
            places[count] = place(at);
            count += usize::from(self.single.get(pair[0]).is_some() | self.may_begin([pair[0], pair[1]]));
        }
        for at in places[..count].iter().map(|at| *at as usize) {
            let here = &text[at..];
            if self.may_begin([here[0], here[1]]) {
                for word in self.list([here[0], here[1]]).iter().filter(|w| self.fits(w, here)) {
                    found(at, (word.end - word.start) as usize, word.number);
                }
            }
            if let Some(number) = self.single.get(here[0]) {
                found(at, 1, number);
            }
        }
        if let Some(number) = text.get(last).and_then(|c| self.single.get(*c)) {
            found(last, 1, number);
        }
    }

    /// Whether a word may begin with this pair: almost surely one does if so, surely none if not.
    #[inline]
    fn may_begin(&self, [first, second]: [char; 2]) -> bool {
        let bit = bit_of(first, second);
        self.begun[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// The words that begin with this pair.
    #[inline]
    fn list(&self, [first, second]: [char; 2]) -> &[Word] {
        let key = key(first, second);
        let mut slot = slot_of(first, second, self.slots.len());
        // At least half of the slots are free.
        while self.slots[slot] != FREE {
            if self.slots[slot] >> PLACE_BITS == key {
                let rest = &self.words[(self.slots[slot] & ((1 << PLACE_BITS) - 1)) as usize..];
                let last = rest.iter().position(|w| w.last).unwrap_or(0);
                return &rest[..=last];
            }
            slot = (slot + 1) % self.slots.len();
        }
        &[]
    }

    /// Whether `text`, which begins with the pair of `word`, begins with all of it. Most words have two characters.
    #[inline]
    fn fits(&self, word: &Word, text: &[char]) -> bool {
        word.end - word.start == 2 || text[2..].starts_with(&self.letters[word.start as usize + 2..word.end as usize])
    }
}

/// Number of bits (as a power of two) in which the pairs of a table are noted: 64 KB, which a processor keeps at hand.
const PAIR_BITS: u32 = 19;

/// The bit of a pair; several pairs may share one.
#[inline]
fn bit_of(first: char, second: char) -> usize {
    (mixed(first, second) >> (32 - PAIR_BITS)) as usize
}

/// Where among `count` slots, a power of two, the look for a pair begins.
#[inline]
fn slot_of(first: char, second: char, count: usize) -> usize {
    mixed(first, second).rotate_left(16) as usize & (count - 1)
}

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
        let table = WordTable::new(["县", "县委", "县委书记", "书记"]);
        let found = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            let mut found = Vec::new();
            table.find_all(&chars, |at, length, number| found.push((at, length, number)));
            found
        };
        assert_eq!(found("县委书记到县"), [(0, 4, 2), (0, 2, 1), (0, 1, 0), (2, 2, 3), (5, 1, 0)]);
        assert_eq!(found("县"), [(0, 1, 0)]);
        assert_eq!(found(""), []);
    }

    #[test]
    fn all_words_at_a_place() {
        let table = WordTable::new(["县", "县委", "县委书记", "书记", "县委书"]);
        let at = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            table.beginning(&chars).collect::<Vec<_>>()
        };
        assert_eq!(at("县委书记说"), [(4, 2), (3, 4), (2, 1), (1, 0)]);
        assert_eq!(at("县委"), [(2, 1), (1, 0)]);
        assert_eq!(at("县"), [(1, 0)]);
        assert_eq!(at("书"), []);
        assert_eq!(at(""), []);
    }
}
