//! What a chronicle knows of an event.

use super::super::notes::Evidence;
use crate::civil_date::CivilDate;

/// An event of the archive.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) id: i64,
    pub(super) key: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) held_on: Option<CivilDate>,
    pub(super) held_until: Option<CivilDate>,
    pub(super) held_basis: Option<String>,
    pub(super) daypart: Option<String>,
    pub(super) place: Option<String>,
    /// Whether none of its documents was there before.
    pub(super) fresh: bool,
}

/// Where an event of a known year stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) year: i16,
    /// `None`: at the end of the year.
    pub(super) month: Option<u8>,
    /// `None`: at the end of the month.
    pub(super) day: Option<u8>,
}

impl Slot {
    /// The order of print.
    pub(super) fn order(self) -> (i16, u8, u8) {
        (self.year, self.month.unwrap_or(13), self.day.unwrap_or(32))
    }
}

impl Event {
    /// Its place in the chronicle; `None` when the year is unknown.
    pub(super) fn slot(&self) -> Option<Slot> {
        let date = self.held_on?;
        Some(Slot { year: date.year()?, month: date.month(), day: date.day() })
    }
}

/// What the documents say about an event.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub(super) reports: Vec<Report>,
    /// In printed order of the first report, then of the others.
    pub(super) people: Vec<Person>,
    pub(super) quotes: Vec<Quote>,
    /// Who came into an office or left it, with name.
    pub(super) appointments: Vec<(String, Post)>,
    /// Names of bodies with which the event's name begins, the longest first.
    pub(super) hosts: Vec<String>,
    pub(super) claims: Vec<Claim>,
    pub(super) doubts: Vec<Doubt>,
}

/// One document's report.
#[derive(Clone, Debug)]
pub(super) struct Report {
    /// Where the event is named.
    pub(super) named: Evidence,
    /// Where its date is printed, if it is.
    pub(super) dated: Option<Evidence>,
}

/// A person at an event.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) surname_only: bool,
    pub(super) acts: Vec<Act>,
    /// Unit, title and evidence, as one document prints them.
    pub(super) posts: Vec<Post>,
}

/// What a person did.
#[derive(Clone, Debug)]
pub(super) struct Act {
    pub(super) role: String,
    pub(super) rule: String,
    /// The printed words.
    pub(super) words: String,
    pub(super) evidence: Evidence,
}

/// A post as printed.
#[derive(Clone, Debug)]
pub(super) struct Post {
    pub(super) unit: String,
    pub(super) title: String,
    pub(super) status: String,
    /// Text around it, for the verb of an appointment; empty for a post that did not change.
    pub(super) around: String,
    pub(super) evidence: Evidence,
}

/// Words said at an event.
#[derive(Clone, Debug)]
pub(super) struct Quote {
    pub(super) speaker_kind: String,
    /// The person, if it was one.
    pub(super) official: Option<i64>,
    pub(super) speaker: Option<String>,
    pub(super) cue: String,
    pub(super) direct: bool,
    pub(super) text: String,
    pub(super) evidence: Evidence,
}

/// A value in one report of an event on which reports differ.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    pub(super) field: String,
    pub(super) value: Option<String>,
    pub(super) chosen: bool,
    pub(super) evidence: Evidence,
}

/// A note on a document.
#[derive(Clone, Debug)]
pub(super) struct Doubt {
    pub(super) code: String,
    pub(super) evidence: Evidence,
}
