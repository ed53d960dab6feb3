//! Names made of parts: Tibetan, Mongol, Uyghur, Kazakh and Yi names in Chinese spelling, with or without a middle dot.
//!
//! Accepted: ［扎西平措］, ［古丽巴哈］, ［马高才让］, ［吐尔逊·艾力］. Refused: 民兵连｜连长艾力·买买提 (no name holds a title).
//!
//! Reads `minority_name_parts.tsv`, `never_in_foreign_names.txt`.

use super::{Candidate, Names, Reading, is_dot};
use crate::{
    extract::{
        annotate::{Class, Hit},
        units::is_han,
    },
    lexicon::names,
    record::Span,
};

/// Longest first part of a name with a middle dot, in characters.
const LONGEST_PART: usize = 6;

impl Names<'_> {
    /// 扎西平措, 古丽巴哈, 吉克木呷: names of parts that the lexicon knows, or a known part and what is left up to a mark
    /// or verb; 马高才让: a surname before the part.
    pub(super) fn minority(&self, at: usize) -> Option<Reading> {
        if !self.may_hold_part(at) {
            return None;
        }
        // 牧民｜代表达来
        if self.text.starts_with(at, "代表") {
            return None;
        }
        let own = self.part(at);
        let led = own.is_none();
        if led && !self.text.at(at).is_some_and(names::is_surname) {
            return None;
        }
        let first = own.or_else(|| (1..=2).find_map(|n| self.part(at + n)))?;
        let end = std::iter::successors(Some(first), |&from| self.part(from)).take(3).last()?;
        let run = (at..(at + 8).min(self.text.chars.len())).find(|&i| !is_han(self.text.chars[i]));
        let run = run.unwrap_or((at + 8).min(self.text.chars.len()));
        let (end, form) = match self.follower(end) {
            1.. if end - at >= 3 => (end, if led { 50 } else { 85 }),
            1.. if !led => (end, 40),
            _ if led => return None,
            // 古丽巴哈尔｜每月能…
            _ if end - at >= 4 && self.begins_everyday_word(end) => (end, 75),
            _ => ((end + 1..=run.min(end + 3)).find(|&i| self.follower(i) > 0)?, 75),
        };
        let span = Span::new(at, end);
        Some(Reading { span, score: form + self.follower(end), form })
    }

    /// Whether a word that everybody uses begins at `at`, and no part of a name.
    fn begins_everyday_word(&self, at: usize) -> bool {
        /// Least weight of such a word, 10 × ln.
        const EVERYDAY: u32 = 70;
        let word = |h: &Hit| h.row >= EVERYDAY && h.end >= at + 2;
        self.part(at).is_none() && self.hits.starting_of(at, Class::CommonWord).any(word)
    }

    /// Whether a dot stands within reach of a name at `at`: not so in nearly all texts.
    pub(super) fn dot_within(&self, at: usize) -> bool {
        let next = self.dots.get(self.dots.partition_point(|&i| i < at));
        next.is_some_and(|&i| i <= at + LONGEST_PART)
    }

    /// 吐尔逊·艾力: two or more parts of Han characters around middle dots.
    pub(super) fn dotted(&self, at: usize) -> Option<Candidate> {
        if !self.dot_within(at) {
            return None;
        }
        let mut end = at;
        let mut dots = 0;
        while let Some(c) = self.text.at(end) {
            if is_dot(c) && end > at && self.text.at(end + 1).is_some_and(is_han) {
                dots += 1;
            } else if !is_han(c) {
                break;
            }
            end += 1;
            if end - at > 16 {
                break;
            }
        }
        if dots == 0 {
            return None;
        }
        let last_dot = (at..end).rev().find(|&i| is_dot(self.text.chars[i]))?;
        let first_dot = (at..end).find(|&i| is_dot(self.text.chars[i]))?;
        // 民兵［连连长艾力］·买买提: no name holds a title.
        let title = |i: usize| self.hits.starting_of(i, Class::Title).any(|h| h.end <= first_dot);
        // 关于加依劳·木拉提等同志任职的通知
        if self.hits.starting_of(at, Class::LeftStop).any(|h| h.end - h.start >= 2) {
            return None;
        }
        if first_dot - at > LONGEST_PART || (at..first_dot).any(title) {
            return None;
        }
        let stop = self.end_behind_dot(last_dot + 1, end);
        // 走进买买提·托合提家，
        let home = stop > last_dot + 3 && self.text.chars[stop - 1] == '家' && self.follower(stop) > 0;
        let span = Span::new(at, stop - usize::from(home));
        let name = self.text.slice(span).iter().map(|&c| if is_dot(c) { '·' } else { c }).collect();
        Some(Candidate { span, name, score: 60, form: 60 })
    }

    /// Where the part of a name that begins behind its last dot ends: known parts first, then the first verb, then the mark.
    fn end_behind_dot(&self, from: usize, run: usize) -> usize {
        let parts = std::iter::successors(self.part(from), |&at| self.part(at)).last();
        let run = (from + 2..run).find(|&i| names::is_never_foreign(self.text.chars[i])).unwrap_or(run);
        let longest = run.min(from + 7);
        let parts = parts.filter(|&at| at <= longest);
        parts
            .filter(|&at| self.follower(at) >= 20 || at == run)
            .or_else(|| (from + 2..=longest).find(|&at| self.follower(at) >= 20))
            .unwrap_or(longest)
    }

    /// The end of the longest known part of a minority name that begins at `from`.
    fn part(&self, from: usize) -> Option<usize> {
        names::minority_part(self.text.chars.get(from..)?).map(|n| from + n)
    }

    /// Whether one of the first three characters at `at` begins a known part of a minority name.
    pub(super) fn may_hold_part(&self, at: usize) -> bool {
        let rest = self.text.chars.get(at..).unwrap_or_default();
        rest.iter().take(3).any(|&c| self.part_begins.contains(c))
    }
}
