//! Events that a document reports.

use super::{Text, places::Places};
use crate::record::{DocumentKind, Fields, Meeting, Note, Official};

/// What [`meetings`] found.
#[derive(Clone, Debug, Default)]
pub struct Events {
    /// The events, `n` from 1 in order of the text.
    pub meetings: Vec<Meeting>,
    /// `no-meeting`, `year-conflict`, `placeholder`.
    pub notes: Vec<Note>,
}

/// Events that the document reports. `officials` may be empty; the first-named leader names a visit.
pub fn meetings(text: &Text, fields: &Fields, places: &Places, officials: &[Official], kind: DocumentKind) -> Events {
    let _ = (text, fields, places, officials, kind);
    Events::default()
}

/// Number of the event to which the character `at` belongs; `None` without events.
pub fn meeting_at(meetings: &[Meeting], text: &Text, at: usize) -> Option<u32> {
    let _ = text;
    meetings.iter().rev().find(|m| m.span.start as usize <= at).or(meetings.first()).map(|m| m.n)
}
