//! To which event a position belongs, asked once a sentence.

use crate::{
    extract::{Text, meetings::meeting_at},
    record::Meeting,
};
use std::{cell::RefCell, collections::BTreeMap};

/// The events of a document over its text.
pub(crate) struct Moments<'a> {
    meetings: &'a [Meeting],
    text: &'a Text,
    known: RefCell<BTreeMap<usize, Option<u32>>>,
}

impl<'a> Moments<'a> {
    pub fn new(meetings: &'a [Meeting], text: &'a Text) -> Self {
        Self { meetings, text, known: RefCell::default() }
    }

    /// Number of the event to which `at` belongs; `None` without events.
    pub fn at(&self, at: usize) -> Option<u32> {
        if let [only] = self.meetings {
            return Some(only.n);
        }
        let Some(sentence) = self.text.sentence_at(at) else { return meeting_at(self.meetings, self.text, at) };
        let look = || meeting_at(self.meetings, self.text, self.text.sentences[sentence].span.start as usize);
        *self.known.borrow_mut().entry(sentence).or_insert_with(look)
    }
}
