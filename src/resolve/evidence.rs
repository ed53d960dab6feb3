//! The evidence that `resolve` looks at: rows of live documents, in few bytes each.

use super::{
    key::Key,
    words::{Word, Words},
};
use crate::{
    civil_date::CivilDate,
    record::{Basis, Capacity, MeetingKind, Organ, PostStatus, UnitKind},
};
use rustc_hash::FxHashMap;

/// Rank of a document among the documents at hand, by ref.
pub type Rank = u32;

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRow {
    /// Row id.
    pub id: i64,
    /// Its ref.
    pub key: String,
    /// Printed or supplied date of publication.
    pub published_on: Option<CivilDate>,
    /// Code of the division that it is about ([`super::place::home`]).
    pub home: Option<String>,
    /// Row id of the document of which it is a copy.
    pub copy_of: Option<i64>,
}

/// The live documents in order of their refs.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    rows: Vec<DocumentRow>,
    ranks: FxHashMap<i64, Rank>,
    heads: Vec<Rank>,
}

impl Documents {
    /// Ranks `rows` by their refs.
    pub fn new(mut rows: Vec<DocumentRow>) -> Self {
        rows.sort_by(|a, b| a.key.cmp(&b.key));
        let ranks: FxHashMap<i64, Rank> = (0..).zip(&rows).map(|(rank, row)| (row.id, rank)).collect();
        let head =
            |(rank, row): (Rank, &DocumentRow)| row.copy_of.and_then(|id| ranks.get(&id).copied()).unwrap_or(rank);
        let heads = (0..).zip(&rows).map(head).collect();
        Self { rows, ranks, heads }
    }

    /// Rank of the document with that row id; `None` unless it is live.
    pub fn rank(&self, id: i64) -> Option<Rank> {
        self.ranks.get(&id).copied()
    }

    /// Rank of the document with that ref; `None` unless it is live.
    pub fn rank_of(&self, reference: &str) -> Option<Rank> {
        let found = self.rows.binary_search_by(|row| row.key.as_str().cmp(reference)).ok()?;
        Rank::try_from(found).ok()
    }

    /// The document itself, or the one of which it is a copy: what stands in both is said once.
    pub fn head(&self, rank: Rank) -> Rank {
        self.heads.get(rank as usize).copied().unwrap_or(rank)
    }

    /// The row of that rank.
    pub fn row(&self, rank: Rank) -> Option<&DocumentRow> {
        self.rows.get(rank as usize)
    }

    /// Date of publication.
    pub fn published_on(&self, rank: Rank) -> Option<CivilDate> {
        self.row(rank).and_then(|d| d.published_on)
    }

    /// Division that the document is about.
    pub fn home(&self, rank: Rank) -> Option<&str> {
        self.row(rank).and_then(|d| d.home.as_deref())
    }

    /// The `ref` for which `key` stands among evidence of the kind `letter`.
    pub fn text(&self, key: Key, letter: char) -> String {
        format!("{}-{letter}{}", self.row(key.document).map_or("", |d| &d.key), key.n)
    }

    /// All rows, by ref.
    pub fn rows(&self) -> &[DocumentRow] {
        &self.rows
    }
}

/// One organisation in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRow {
    /// Row id.
    pub id: i64,
    /// Its ref.
    pub key: Key,
    /// Place-qualified name.
    pub name: Word,
    /// Branch.
    pub kind: UnitKind,
    /// Sort of body.
    pub organ: Organ,
    /// Division or town.
    pub place: Option<Word>,
    /// Code of the division.
    pub place_code: Option<Word>,
    /// Row id of the entity to which it was linked before.
    pub linked: Option<i64>,
}

/// One person in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialRow {
    /// Row id.
    pub id: i64,
    /// Its ref.
    pub key: Key,
    /// Name.
    pub name: Word,
    /// Known by surname only.
    pub surname_only: bool,
    /// Capacity.
    pub capacity: Capacity,
    /// Code of the division in which the document sees the person hold office, else of the one that it is about.
    pub division: Option<Word>,
    /// Row id of the entity to which it was linked before.
    pub linked: Option<i64>,
}

/// One person's post in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostRow {
    /// Row id.
    pub id: i64,
    /// The document.
    pub document: Rank,
    /// Row id of the [`OfficialRow`].
    pub official: i64,
    /// Row id of the unit, as an entity.
    pub unit: i64,
    /// Code of the unit's division, as the document has it.
    pub division: Option<Word>,
    /// Title.
    pub title: Word,
    /// Whether it is held.
    pub status: PostStatus,
    /// When it was seen.
    pub seen_on: Option<CivilDate>,
    /// How that is known.
    pub seen_basis: Option<Basis>,
    /// Row id of the entity to which it was linked before.
    pub linked: Option<i64>,
}

impl PostRow {
    /// Whether it is a sighting in the post: a former post, a removal and a candidature are none.
    pub fn is_held(&self) -> bool {
        matches!(self.status, PostStatus::Current | PostStatus::Acting | PostStatus::Elected)
    }
}

/// One event as one document tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingRow {
    /// Row id.
    pub id: i64,
    /// Its ref.
    pub key: Key,
    /// Name.
    pub name: Word,
    /// Kind.
    pub kind: MeetingKind,
    /// Date.
    pub held_on: Option<CivilDate>,
    /// Last day.
    pub held_until: Option<CivilDate>,
    /// How the date is known.
    pub held_basis: Option<Basis>,
    /// 上午, 下午 …
    pub daypart: Option<Word>,
    /// Division or town.
    pub place: Option<Word>,
    /// Code of the division.
    pub place_code: Option<Word>,
    /// Row id of the entity to which it was linked before.
    pub linked: Option<i64>,
}

/// Words and documents, which all kinds of evidence share.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// Texts.
    pub words: Words,
    /// Live documents.
    pub documents: Documents,
}
