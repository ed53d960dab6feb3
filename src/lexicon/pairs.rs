//! Whether any of many words may begin or end at a place of a text, told by two characters.

/// The first two characters of many words, or the last two, told at a glance: no word stands where the bit is not set.
pub struct Pairs {
    bits: Bits,
    /// The same for the words of one character.
    single: Bits,
    /// Whether there are any.
    has_singles: bool,
}

/// 4,096 bits: lists have some hundred words at most.
type Bits = [u64; 64];

impl Pairs {
    /// The first characters of `words`.
    pub fn heads<'w>(words: impl Iterator<Item = &'w [char]>) -> Self {
        Self::of(words.filter_map(|w| Some((*w.first()?, w.get(1).copied()))))
    }

    /// The same of words as they are printed.
    pub fn of_words<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let first_two = |w: &str| (w.chars().next(), w.chars().nth(1));
        Self::of(words.map(first_two).filter_map(|(first, second)| Some((first?, second))))
    }

    /// The last characters of `words`, the very last first.
    pub fn tails<'w>(words: impl Iterator<Item = &'w [char]>) -> Self {
        Self::of(words.filter_map(|w| Some((*w.last()?, w.iter().rev().nth(1).copied()))))
    }

    fn of(pairs: impl Iterator<Item = (char, Option<char>)>) -> Self {
        let mut all = Self { bits: [0; 64], single: [0; 64], has_singles: false };
        for (outer, inner) in pairs {
            match inner {
                Some(inner) => set(&mut all.bits, bit(outer, inner)),
                None => {
                    set(&mut all.single, outer as usize);
                    all.has_singles = true;
                }
            }
        }
        all
    }

    /// Whether a word may stand at the head of `text`.
    #[inline]
    pub fn may_begin(&self, text: &[char]) -> bool {
        match *text {
            [first, second, ..] => self.has(first, second),
            [only] => self.has_single(only),
            [] => false,
        }
    }

    /// The first place of `text` at which a word may begin; its length if there is none.
    #[inline]
    pub fn next(&self, text: &[char]) -> usize {
        let found = text.windows(2).position(|pair| self.has(pair[0], pair[1]));
        let last = || text.len() - usize::from(text.last().is_some_and(|c| self.has_single(*c)));
        found.unwrap_or_else(last)
    }

    /// Every place of `text` at which a word may begin.
    #[inline]
    pub fn all(&self, text: &[char]) -> impl Iterator<Item = usize> {
        let mut done = 0;
        std::iter::from_fn(move || {
            let at = done + self.next(&text[done..]);
            done = text.len().min(at + 1);
            (at < text.len()).then_some(at)
        })
    }

    /// Whether a word may stand at the end of `text`.
    #[inline]
    pub fn may_end(&self, text: &[char]) -> bool {
        match *text {
            [.., before, last] => self.has(last, before),
            [only] => self.has_single(only),
            [] => false,
        }
    }

    #[inline]
    fn has(&self, outer: char, inner: char) -> bool {
        is_set(&self.bits, bit(outer, inner)) || self.has_single(outer)
    }

    #[inline]
    fn has_single(&self, c: char) -> bool {
        self.has_singles && is_set(&self.single, c as usize)
    }
}

#[inline]
fn bit(outer: char, inner: char) -> usize {
    (outer as usize * 31) ^ inner as usize
}

fn set(bits: &mut Bits, bit: usize) {
    bits[bit / 64 % 64] |= 1 << (bit % 64);
}

#[inline]
fn is_set(bits: &Bits, bit: usize) -> bool {
    bits[bit / 64 % 64] >> (bit % 64) & 1 == 1
}
