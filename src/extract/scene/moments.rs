//! To which event a position belongs.
//!
//! An event governs the text from its own sentence on until the sentence of the next one, or until an earlier one is
//! told again (`下午，…签约仪式举行`). What stands before the first sentence belongs to the first event.

use crate::{
    extract::{Text, meetings::event_told},
    record::Meeting,
};
use std::{
    cell::{OnceCell, RefCell},
    collections::BTreeMap,
};

/// More events than that are a list, which tells each but once.
const LIST: usize = 24;

/// The events of a document over its text.
pub(crate) struct Moments<'a> {
    meetings: &'a [Meeting],
    text: &'a Text,
    /// First character of the sentence that opens each event, its number and its place among `meetings`; sorted.
    opened: Vec<(usize, u32, usize)>,
    /// For each event the sentences that tell it by name.
    told: OnceCell<Vec<Vec<usize>>>,
    known: RefCell<BTreeMap<usize, Option<u32>>>,
}

impl<'a> Moments<'a> {
    pub fn new(meetings: &'a [Meeting], text: &'a Text) -> Self {
        let opening = |m: &Meeting| {
            text.sentence_at(m.span.start as usize).map_or(m.span.start, |s| text.sentences[s].span.start) as usize
        };
        let mut opened: Vec<_> = meetings.iter().enumerate().map(|(i, m)| (opening(m), m.n, i)).collect();
        opened.sort_unstable();
        Self { meetings, text, opened, told: OnceCell::new(), known: RefCell::default() }
    }

    /// Number of the event to which the sentence at `at` belongs; `None` without events.
    pub fn at(&self, at: usize) -> Option<u32> {
        if let [only] = self.meetings {
            return Some(only.n);
        }
        let Some(sentence) = self.text.sentence_at(at) else { return self.governing(at) };
        let look = || self.governing(self.text.sentences[sentence].span.start as usize);
        *self.known.borrow_mut().entry(sentence).or_insert_with(look)
    }

    /// Number of the event that governs the character `at`.
    pub fn governing(&self, at: usize) -> Option<u32> {
        let before = self.opened.partition_point(|(from, ..)| *from <= at);
        let current = self.opened[..before].last().map_or(self.meetings.first(), |(.., i)| self.meetings.get(*i))?;
        if self.meetings.len() > LIST {
            return Some(current.n);
        }
        let others = self.meetings.iter().enumerate().filter(|(_, m)| m.n != current.n);
        let again = others.filter_map(|(i, m)| Some((self.told_again(i, current, at)?, m.n)));
        again.max().map(|(_, n)| n).or(Some(current.n))
    }

    /// The last sentence between the opening of `current` and `at` that tells the other event once more.
    fn told_again(&self, other: usize, current: &Meeting, at: usize) -> Option<usize> {
        let first = self.text.sentence_at(current.span.start as usize)? + 1;
        let last = self.text.sentence_at(at.min(self.text.chars.len().saturating_sub(1)))?;
        let told = &self.told.get_or_init(|| self.tellings())[other];
        let sentence = *told[..told.partition_point(|s| *s <= last)].last()?;
        (sentence >= first && !current.name.ends_with(end_of_name(&self.meetings[other]))).then_some(sentence)
    }

    fn tellings(&self) -> Vec<Vec<usize>> {
        let mut told = vec![vec![]; self.meetings.len()];
        let tails: Vec<&str> = self.meetings.iter().map(|m| last(&m.name, 4)).collect();
        for sentence in 0..self.text.sentences.len() {
            // To be found below, the end of a name must stand in the sentence, but for white space.
            let span = self.text.sentences[sentence].span;
            let printed = self.text.str(span);
            let blanks = || self.text.slice(span).iter().any(|c| *c <= '\u{3000}' && c.is_whitespace());
            if !tails.iter().any(|tail| printed.contains(tail)) && !blanks() {
                continue;
            }
            let Some(words) = event_told(self.text, sentence).filter(|w| w.chars().count() >= 4) else { continue };
            for (list, m) in told.iter_mut().zip(self.meetings) {
                if words.ends_with(end_of_name(m)) || m.name.ends_with(&words) {
                    list.push(sentence);
                }
            }
        }
        told
    }
}

/// The last eight characters of its name.
fn end_of_name(meeting: &Meeting) -> &str {
    last(&meeting.name, 8)
}

/// The last `count` characters of `words`.
fn last(words: &str, count: usize) -> &str {
    words.char_indices().rev().take(count).last().map_or("", |(at, _)| &words[at..])
}
