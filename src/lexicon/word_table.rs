//! Many words looked for at once: which of them begin at a place of a text?
//!
//! An automaton of the usual kind finds them no faster in texts of a few thousand characters, and building one for the
//! lexicons would cost every run of the program a tenth of a second; this table is sorted in a few milliseconds.

use super::CharMap;
use rustc_hash::FxHashMap;

/// Words by their first two characters.
pub struct WordTable {
    /// Where in `words` those with these two characters stand, the longest first.
    pairs: FxHashMap<u64, (u32, u32)>,
    /// A bit for each pair by [`bit_of`]: a small table, which tells at a glance that most pairs begin no word.
    begun: Vec<u64>,
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
}

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
                _ => long.push(Word { start, end: place(letters.len()), number }),
            }
        }
        let pair = |w: &Word| [letters[w.start as usize], letters[w.start as usize + 1]];
        long.sort_by_key(|w| (pair(w), std::cmp::Reverse(w.end - w.start)));
        let mut pairs = FxHashMap::default();
        let mut begun = vec![0; 1 << (PAIR_BITS - 6)];
        let mut from = 0;
        for list in long.chunk_by(|a, b| pair(a) == pair(b)) {
            let [first, second] = pair(&list[0]);
            let bit = bit_of(first, second);
            begun[bit / 64] |= 1 << (bit % 64);
            pairs.insert(key(first, second), (from, from + place(list.len())));
            from += place(list.len());
        }
        Self { pairs, begun, words: long, single: single.into_iter().collect(), letters }
    }

    /// The words with which `text` begins, the longest first: length in characters and number.
    pub fn beginning<'t>(&'t self, text: &'t [char]) -> impl Iterator<Item = (usize, u32)> + 't {
        let begun = |&&[first, second]: &&[char; 2]| {
            let bit = bit_of(first, second);
            self.begun[bit / 64] >> (bit % 64) & 1 == 1
        };
        let pair = text.first_chunk::<2>().filter(begun);
        let list = pair.and_then(|&[first, second]| self.pairs.get(&key(first, second)));
        let list = list.map_or(&[][..], |&(from, to)| &self.words[from as usize..to as usize]);
        // Most words have two characters, which the table has compared.
        let fits = |w: &&Word| {
            w.end - w.start == 2 || text[2..].starts_with(&self.letters[w.start as usize + 2..w.end as usize])
        };
        let long = list.iter().filter(fits).map(|w| ((w.end - w.start) as usize, w.number));
        let single = text.first().and_then(|c| self.single.get(*c));
        long.chain(single.map(|number| (1, number)))
    }
}

/// Number of bits (as a power of two) in which the pairs of a table are noted: 64 KB, which a processor keeps at hand.
const PAIR_BITS: u32 = 19;

/// The bit of a pair; several pairs may share one.
#[inline]
fn bit_of(first: char, second: char) -> usize {
    let mixed = (first as u32).wrapping_mul(0x9E37_79B1) ^ (second as u32).wrapping_mul(0x85EB_CA6B);
    (mixed.wrapping_mul(0xC2B2_AE35) >> (32 - PAIR_BITS)) as usize
}

/// Two characters as one number, which is hashed in one step.
fn key(first: char, second: char) -> u64 {
    u64::from(first as u32) << 32 | u64::from(second as u32)
}

/// The letters of all lexicons are far from the 4,000 million that this can count.
fn place(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

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
