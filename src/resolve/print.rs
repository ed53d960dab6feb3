//! What is kept of a text to find its copies and the passages that it shares, without reading it again.
//!
//! Punctuation, white space and the script do not count: only letters, digits and Han characters of the Simplified text.

/// Bins of a sketch.
pub const BINS: usize = 64;

/// Letters from which a sentence is a passage worth comparing; shorter ones are phrases of the genre.
const PASSAGE: usize = 20;

/// Letters in one unit of comparison.
const GRAM: usize = 4;

/// Kept of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// Hash of all letters: equal for the same text.
    pub whole: u64,
    /// Number of letters.
    pub letters: u32,
    /// For each of the bins into which all runs of four letters fall the least hash in it. Two texts agree in as many bins
    /// as they have runs in common. (A simhash of 64 bits, tried first: 2 % of altered letters change 8 of its bits, give
    /// or take 3, so that one half of such copies had no block of 16 bits in common by which to find them.)
    pub sketch: [u16; BINS],
    /// Passages in order of the text.
    pub passages: Vec<Passage>,
}

/// A sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Hash of its letters.
    pub hash: u64,
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

/// Takes the print of a Simplified text.
pub fn print(text: &str) -> Print {
    let letters: Vec<char> = letters(text).collect();
    Print {
        whole: hash(letters.iter().copied()),
        letters: u32::try_from(letters.len()).unwrap_or(u32::MAX),
        sketch: sketch(&letters),
        passages: passages(text),
    }
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| is_letter(*c)).map(|c| c.to_ascii_lowercase())
}

/// Whether a character counts. Nearly all that do are Han, for which the tables of Unicode need not be searched.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_alphanumeric()
}

/// Hashes of all runs of four letters, sorted, each once.
pub fn grams(text: &str) -> Vec<u32> {
    let letters: Vec<char> = letters(text).collect();
    sorted(letters.windows(GRAM).map(|w| hash(w.iter().copied())))
}

/// Hashes of all runs of digits, sorted, each once.
pub fn numbers(text: &str) -> Vec<u32> {
    // Bytes of other characters are never those of digits.
    let runs = text.as_bytes().split(|byte| !byte.is_ascii_digit()).filter(|run| !run.is_empty());
    sorted(runs.map(|run| hash(run.iter().map(|&digit| char::from(digit)))))
}

/// Half of each hash is enough where a few thousand are compared.
fn sorted(hashes: impl Iterator<Item = u64>) -> Vec<u32> {
    let mut hashes: Vec<u32> = hashes.map(|hash| (hash >> 32) as u32).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.shrink_to_fit();
    hashes
}

/// Numbers common to two sorted lists.
pub fn common<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        common += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    common
}

fn sketch(letters: &[char]) -> [u16; BINS] {
    let mut least = [u64::MAX; BINS];
    for window in letters.windows(GRAM) {
        let hash = hash(window.iter().copied());
        let bin = &mut least[(hash >> 58) as usize];
        *bin = (*bin).min(hash << 6);
    }
    // A short text leaves bins empty: they borrow from the next one that is not.
    let mut sketch = [0; BINS];
    for (i, value) in sketch.iter_mut().enumerate() {
        let lender = (0..BINS).find(|n| least[(i + n) % BINS] != u64::MAX);
        *value = lender.map_or(0, |n| folded(least[(i + n) % BINS]).wrapping_add(37 * n as u16));
    }
    sketch
}

fn folded(hash: u64) -> u16 {
    ((hash >> 48) ^ (hash >> 32) ^ (hash >> 16)) as u16
}

fn passages(text: &str) -> Vec<Passage> {
    let mut passages = vec![];
    let (mut state, mut count, mut start, mut at) = (SEED, 0, 0u32, 0u32);
    let mut end = |state: &mut u64, count: &mut usize, start: u32, end: u32| {
        if *count >= PASSAGE {
            passages.push(Passage { hash: finish(*state), start, end });
        }
        (*state, *count) = (SEED, 0);
    };
    for c in text.chars() {
        if matches!(c, '。' | '！' | '？' | '!' | '?' | '；' | ';' | '\n') {
            end(&mut state, &mut count, start, at);
        } else if is_letter(c) {
            if count == 0 {
                start = at;
            }
            state = step(state, c.to_ascii_lowercase());
            count += 1;
        }
        at = at.saturating_add(1);
    }
    end(&mut state, &mut count, start, at);
    passages
}

const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

fn step(state: u64, c: char) -> u64 {
    (state ^ u64::from(u32::from(c))).wrapping_mul(0xFF51_AFD7_ED55_8CCD).rotate_left(29)
}

fn finish(state: u64) -> u64 {
    let mixed = (state ^ (state >> 33)).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    mixed ^ (mixed >> 33)
}

/// A hash that is the same on every machine and in every version: it is kept in the archive.
fn hash(letters: impl Iterator<Item = char>) -> u64 {
    finish(letters.fold(SEED, step))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_spaces_do_not_count() {
        assert_eq!(print("区委召开会议。").whole, print("区委  召开，会议").whole);
        assert_ne!(print("区委召开会议").whole, print("区委召开议会").whole);
    }

    #[test]
    fn a_passage_stands_at_its_span() {
        let text = "短句。 “全区各级各部门要把双拥工作摆上重要议事日程，抓紧抓好抓出成效”。又短。";
        let found = print(text).passages;
        let chars: Vec<char> = text.chars().collect();
        assert_eq!(found.len(), 1);
        let words: String = chars[found[0].start as usize..found[0].end as usize].iter().collect();
        assert_eq!(words, "全区各级各部门要把双拥工作摆上重要议事日程，抓紧抓好抓出成效”");
    }

    #[test]
    fn short_texts_have_sketches_too() {
        assert_eq!(print("").sketch, [0; BINS]);
        let (a, b) = (print("区委召开议军会议").sketch, print("区委召开议军会议！").sketch);
        assert_eq!(a, b);
    }
}
