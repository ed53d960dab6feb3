//! The evidence that `resolve` looks at: rows of live documents.

use super::commonest;
use crate::{
    civil_date::CivilDate,
    record::{Basis, Capacity, MeetingKind, Organ, PostStatus, UnitKind},
};
use std::collections::{BTreeMap, HashMap};

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRow {
    /// Row id.
    pub id: i64,
    /// Its ref.
    pub key: String,
    /// Printed or supplied date of publication.
    pub published_on: Option<CivilDate>,
}

/// One organisation in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRow {
    /// Row id.
    pub id: i64,
    /// Its ref.
    pub key: String,
    /// Id of the document.
    pub document: i64,
    /// Place-qualified name.
    pub name: String,
    /// Branch.
    pub kind: UnitKind,
    /// Sort of body.
    pub organ: Organ,
    /// Division or town.
    pub place: Option<String>,
    /// Code of the division.
    pub place_code: Option<String>,
}

/// One person in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialRow {
    /// Row id.
    pub id: i64,
    /// Its ref.
    pub key: String,
    /// Id of the document.
    pub document: i64,
    /// Name.
    pub name: String,
    /// Known by surname only.
    pub surname_only: bool,
    /// Capacity.
    pub capacity: Capacity,
}

/// One person's post in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostRow {
    /// Row id.
    pub id: i64,
    /// Its ref.
    pub key: String,
    /// Id of the document.
    pub document: i64,
    /// Id of the [`OfficialRow`].
    pub official: i64,
    /// Id of the [`UnitRow`].
    pub unit: i64,
    /// Title.
    pub title: String,
    /// Whether it is held.
    pub status: PostStatus,
    /// When it was seen.
    pub seen_on: Option<CivilDate>,
    /// How that is known.
    pub seen_basis: Option<Basis>,
}

/// One event as one document tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingRow {
    /// Row id.
    pub id: i64,
    /// Its ref.
    pub key: String,
    /// Id of the document.
    pub document: i64,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: MeetingKind,
    /// Date.
    pub held_on: Option<CivilDate>,
    /// Last day.
    pub held_until: Option<CivilDate>,
    /// How the date is known.
    pub held_basis: Option<Basis>,
    /// 上午, 下午 …
    pub daypart: Option<String>,
    /// Division or town.
    pub place: Option<String>,
    /// Code of the division.
    pub place_code: Option<String>,
}

/// All evidence of live documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Documents.
    pub documents: Vec<DocumentRow>,
    /// Organisations.
    pub units: Vec<UnitRow>,
    /// People.
    pub officials: Vec<OfficialRow>,
    /// Posts.
    pub posts: Vec<PostRow>,
    /// Events.
    pub meetings: Vec<MeetingRow>,
    /// Codes of divisions, with a printed name.
    pub referred: Vec<(String, String)>,
}

impl Evidence {
    /// Puts the rows in the order of their keys, so that nothing depends on the order in which they came.
    pub fn sort(&mut self) {
        self.documents.sort_by(|a, b| a.key.cmp(&b.key));
        self.units.sort_by(|a, b| a.key.cmp(&b.key));
        self.officials.sort_by(|a, b| a.key.cmp(&b.key));
        self.posts.sort_by(|a, b| a.key.cmp(&b.key));
        self.meetings.sort_by(|a, b| a.key.cmp(&b.key));
        self.referred.sort();
    }

    /// The division that each document is about: the commonest among the places of its events, else of its units. A
    /// document that names none is not in the map.
    pub fn homes(&self) -> HashMap<i64, String> {
        let mut places: BTreeMap<i64, (Vec<&str>, Vec<&str>)> = BTreeMap::new();
        for m in &self.meetings {
            places.entry(m.document).or_default().0.extend(m.place_code.as_deref());
        }
        for u in &self.units {
            places.entry(u.document).or_default().1.extend(u.place_code.as_deref());
        }
        let home =
            |(events, units): (Vec<&str>, Vec<&str>)| commonest(events).or_else(|| commonest(units)).map(str::to_owned);
        places.into_iter().filter_map(|(document, places)| Some((document, home(places)?))).collect()
    }
}
