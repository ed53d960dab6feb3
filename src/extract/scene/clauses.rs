//! Where the clause of every character begins and ends, read once: clauses are asked for at nearly every name and verb.

use super::{Marks, ends_an_utterance, is_clause_end, marks::may_be_mark};

/// The ends of clauses in a text.
pub(super) struct Clauses {
    /// For each place between characters where the clause before it begins, however far back.
    starts: Vec<u32>,
    /// For each character where its clause ends.
    ends: Vec<u32>,
}

impl Clauses {
    /// Those of `chars`, whose punctuation stands at `signs`; marks and brackets are skipped.
    pub fn new(chars: &[char], marks: &Marks, signs: &[usize]) -> Self {
        let mut starts = vec![0; chars.len() + 1];
        let mut done = 0;
        for &i in signs {
            let before = starts[done];
            starts[done..=i].fill(before);
            let mark = may_be_mark(chars[i]).then(|| marks.closing_at(i)).flatten();
            starts[i + 1] = match mark {
                Some(mark) if !(mark.is_quote() && ends_an_utterance(chars, mark)) => starts[mark.open],
                None if !is_clause_end(chars[i]) => before,
                _ => place(i + 1),
            };
            done = i + 1;
        }
        let before = starts[done];
        starts[done..].fill(before);
        let mut ends = vec![place(chars.len()); chars.len() + 1];
        let mut done = chars.len();
        for &i in signs.iter().rev() {
            let behind = ends[done];
            ends[i..done].fill(behind);
            let mark = may_be_mark(chars[i]).then(|| marks.opening_at(i)).flatten();
            match mark {
                Some(mark) => ends[i] = ends[mark.close + 1],
                None if is_clause_end(chars[i]) => ends[i] = place(i),
                None => {}
            }
            done = i;
        }
        let behind = ends[done];
        ends[..done].fill(behind);
        Self { starts, ends }
    }

    /// Start of the clause that holds the character before `at`.
    #[inline]
    pub fn start(&self, at: usize) -> usize {
        self.starts.get(at).map_or(0, |start| *start as usize)
    }

    /// End of the clause that holds `at`.
    #[inline]
    pub fn end(&self, at: usize) -> usize {
        self.ends.get(at).map_or(usize::MAX, |end| *end as usize)
    }
}

/// Texts are far from the 4,000 million characters that this can count.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
