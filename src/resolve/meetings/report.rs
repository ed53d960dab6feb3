//! Two reports: whether they may, and whether they do tell of one event.

use super::{INFERRED_MAY_DIFFER, is_exact};
use crate::{
    civil_date::CivilDate,
    lexicon::{divisions, events},
    record::{Basis, MeetingKind},
    resolve::{
        evidence::{Ground, MeetingRow, Rank},
        key::Key,
        words::Word,
    },
};
use chrono::{Datelike, NaiveDate};

/// A report with what is compared.
#[derive(Clone, Debug)]
pub struct Report {
    /// Row id.
    pub id: i64,
    /// Key.
    pub key: Key,
    /// The row's values.
    pub name: Word,
    pub kind: MeetingKind,
    pub held_on: Option<CivilDate>,
    pub held_until: Option<CivilDate>,
    pub held_basis: Option<Basis>,
    pub daypart: Option<Word>,
    pub place: Option<Word>,
    pub place_code: Option<Word>,
    /// Date of publication of the document.
    pub published: Option<CivilDate>,
    /// The text of which the document is a copy, or the document itself.
    pub head: Rank,
    /// First and last day; `None` while the year is unknown.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Pairs of neighbouring characters of the name without year, place, kind and marks, sorted.
    pairs: Vec<(char, char)>,
    /// Who was there, sorted by number; only compared for equality.
    people: Vec<Word>,
}

/// Likeness of names (0–100) from which two reports of the same day, place and kind tell one event.
const SAME_DAY: i32 = 45;
/// The same when one of the dates is only partly known, or the place is not.
const PARTLY_KNOWN: i32 = 80;
/// What the same people add.
const SAME_PEOPLE: i32 = 35;
/// What wholly different people, another kind and another time of day take away.
const OTHER_PEOPLE: i32 = 30;
const OTHER_KIND: i32 = 35;
const OTHER_DAYPART: i32 = 30;
/// Pairs of a name from which it says more than that there was some meeting.
const TELLING_PAIRS: usize = 3;

impl Report {
    pub fn new(ground: &Ground, row: &MeetingRow, people: &[Word]) -> Self {
        let words = &ground.words;
        let days = row.held_on.and_then(CivilDate::range).map(|(from, to)| {
            let until = row.held_until.and_then(CivilDate::range).map_or(to, |(_, last)| last.max(to));
            (from, until)
        });
        Self {
            id: row.id,
            key: row.key,
            name: row.name,
            kind: row.kind,
            held_on: row.held_on,
            held_until: row.held_until,
            held_basis: row.held_basis,
            daypart: row.daypart,
            place: row.place,
            place_code: row.place_code,
            published: ground.documents.published_on(row.key.document),
            head: ground.documents.head(row.key.document),
            days,
            pairs: pairs(words.text(row.name), words.maybe(row.place), row.kind),
            people: people.to_vec(),
        }
    }

    pub fn is_exact(&self) -> bool {
        is_exact(self.held_on)
    }

    /// How strongly two reports tell of one event; `None` if they do not.
    pub fn agreement(&self, other: &Self) -> Option<u32> {
        if self.conflicts(other) {
            return None;
        }
        let (likeness, same_kind) = (self.likeness(other), self.kind == other.kind);
        let exact = self.is_exact() && other.is_exact();
        let mut score = likeness - i32::from(!same_kind) * OTHER_KIND;
        score -= i32::from(matches!((self.daypart, other.daypart), (Some(a), Some(b)) if a != b)) * OTHER_DAYPART;
        score += match self.company(other) {
            Company::Same => SAME_PEOPLE,
            Company::Other => -OTHER_PEOPLE,
            Company::Unknown => 0,
        };
        let strength = |base: i32| u32::try_from(base + score + i32::from(exact) * 100).ok();
        // A copy tells what its original tells.
        if self.head == other.head && same_kind && score >= SAME_DAY {
            return strength(200);
        }
        let dated = self.held_on.is_some() && other.held_on.is_some();
        let here = self.place.is_some() && other.place.is_some();
        let needed = if exact && here { SAME_DAY } else { PARTLY_KNOWN };
        // Without a place only a telling name or the same people would speak for it.
        let telling = self.pairs.len().min(other.pairs.len()) >= TELLING_PAIRS;
        let told = here || (exact && (telling || matches!(self.company(other), Company::Same)));
        (dated && told && score >= needed).then(|| strength(0))?
    }

    /// Whether the two can by no means be one event.
    pub fn conflicts(&self, other: &Self) -> bool {
        self.key.document == other.key.document || !(self.days_can_agree(other) || self.nearly_same(other))
    }

    /// Another day by inference, all else the same.
    fn nearly_same(&self, other: &Self) -> bool {
        let (Some(a), Some(b)) = (self.held_on.and_then(CivilDate::whole), other.held_on.and_then(CivilDate::whole))
        else {
            return false;
        };
        let inferred = self.held_basis != Some(Basis::Stated) || other.held_basis != Some(Basis::Stated);
        // Sessions go on for days under one name.
        let session = matches!(
            self.kind,
            MeetingKind::Congress | MeetingKind::Consultative | MeetingKind::Plenum | MeetingKind::Training
        );
        inferred
            && !session
            && (a - b).num_days().unsigned_abs() <= INFERRED_MAY_DIFFER
            && self.kind == other.kind
            && self.likeness(other) >= PARTLY_KNOWN
            && matches!(self.company(other), Company::Same)
    }

    fn days_can_agree(&self, other: &Self) -> bool {
        match (self.days, other.days) {
            (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
            (None, None) => match (self.held_on, other.held_on) {
                (Some(a), Some(b)) => {
                    a.month() == b.month() && (a.day() == b.day() || a.day().is_none() || b.day().is_none())
                }
                _ => true,
            },
            (Some(days), None) => other.held_on.is_none_or(|date| falls_in(date, days)),
            (None, Some(days)) => self.held_on.is_none_or(|date| falls_in(date, days)),
        }
    }

    /// Share of common pairs of characters (Dice), 0–100; a name that says nothing but that there was a meeting is like
    /// every other by half.
    fn likeness(&self, other: &Self) -> i32 {
        let all = self.pairs.len() + other.pairs.len();
        if self.name == other.name {
            return 100;
        }
        if self.pairs.is_empty() || other.pairs.is_empty() {
            return if all == 0 { 100 } else { SAME_DAY };
        }
        let (mut i, mut j, mut common) = (0, 0, 0usize);
        while let (Some(a), Some(b)) = (self.pairs.get(i), other.pairs.get(j)) {
            common += usize::from(a == b);
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
        i32::try_from(200 * common / all).unwrap_or(100)
    }

    fn company(&self, other: &Self) -> Company {
        let fewer = self.people.len().min(other.people.len());
        if fewer < 2 {
            return Company::Unknown;
        }
        let common = self.people.iter().filter(|p| other.people.contains(p)).count();
        match common {
            0 if fewer >= 3 => Company::Other,
            _ if common >= 2 && common * 2 >= fewer => Company::Same,
            _ => Company::Unknown,
        }
    }
}

/// Whether the people of two reports are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Company {
    Same,
    Other,
    Unknown,
}

fn pairs(name: &str, place: Option<&str>, kind: MeetingKind) -> Vec<(char, char)> {
    let mut rest = name.to_owned();
    if let Some(place) = place {
        rest = rest.replace(place, "").replace(divisions::stem(place), "");
    }
    // The kind is compared by itself. A visit's kind (调研) stands amid its name and may stay.
    rest = rest.replacen(kind.code(), "", 1);
    for word in events::common_words() {
        rest = rest.replace(word, "");
    }
    let chars: Vec<char> = rest.chars().filter(|c| c.is_alphanumeric() && !c.is_ascii_digit() && *c != '年').collect();
    let mut pairs: Vec<(char, char)> = chars.windows(2).map(|w| (w[0], w[1])).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Whether a date without year can lie in `days`.
fn falls_in(date: CivilDate, days: (NaiveDate, NaiveDate)) -> bool {
    (days.0.year()..=days.1.year()).any(|year| {
        let range = i16::try_from(year).ok().and_then(|y| date.with_year(y)).and_then(CivilDate::range);
        range.is_some_and(|(from, to)| from <= days.1 && days.0 <= to)
    })
}
