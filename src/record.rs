//! The record: everything that one document says, independent of every other. It is the pivot of the pipeline:
//! `extract` makes it, `store` keeps it, and as one JSON line it travels between machines.
//!
//! `tests/schemas/record-v1.json` fixes the JSON form. All positions are counted in Unicode characters of `body`
//! from 0, end exclusive.

mod span;
mod vocabularies;

pub use span::Span;
pub(crate) use vocabularies::vocabulary;
pub use vocabularies::{
    Basis, Capacity, DocumentKind, Encoding, Format, MeetingKind, Organ, PostStatus, Presence, QuoteKind, Role, Script,
    SpeakerKind, UnitKind,
};

use crate::civil_date::CivilDate;
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, collections::BTreeMap};

/// Version of the JSON form, in every line as `record`.
pub const RECORD_VERSION: u32 = 1;

/// Name of the rule that read a fact (`post-before-name`), as `--why` prints it.
pub type Rule = Cow<'static, str>;

/// Everything that one document says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// [`RECORD_VERSION`].
    pub record: u32,
    /// Name of the input root plus the path below it; never an absolute path.
    pub path: String,
    /// SHA-256 of the original bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Length of the original in bytes.
    pub size: u64,
    /// How the bytes were read.
    pub encoding: Encoding,
    /// Layout of the input.
    pub format: Format,
    /// Script of the original.
    pub script: Script,
    /// Sort of document.
    pub kind: DocumentKind,
    /// Cleaned text in its own script.
    pub body: String,
    /// The same in Simplified characters, aligned; `None` if equal.
    pub body_hans: Option<String>,
    /// Headline, source, dates, bylines.
    pub document: Fields,
    /// Events, `n` from 1 in order of first mention.
    pub meetings: Vec<Meeting>,
    /// People, `n` from 1 in order of first mention.
    pub officials: Vec<Official>,
    /// Organisations, `n` from 1.
    pub units: Vec<Unit>,
    /// Reported speech in order of the text.
    pub quotes: Vec<Quote>,
    /// Phrases in quotation marks that are no utterance.
    pub slogans: Vec<Slogan>,
    /// Places named as such (divisions), each printed form.
    pub places: Vec<PlaceMention>,
    /// What a careful reader should know.
    pub notes: Vec<Note>,
    /// What the user knows about the document, whether or not the text was silent about it.
    #[serde(default, skip_serializing_if = "Supplied::is_empty")]
    pub supplied: Supplied,
    /// The container in which the document was found; `None` for a file of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub container: Option<Container>,
    /// The original bytes in base64, with `extract --originals` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
}

/// A file that holds documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Container {
    /// Its path, as documents have paths: `heap.zip`.
    pub name: String,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
}

/// What the document says about itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fields {
    /// Headline as printed, Simplified, without white space around it.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// Date of publication: as printed, or else as supplied.
    pub published_on: Option<CivilDate>,
    /// Date of retrieval; only ever supplied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retrieved_on: Option<CivilDate>,
    /// GB/T 2260 code of the document's own division, where it was supplied and the text does not speak against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_code: Option<String>,
    /// Reporters, correspondents, authors.
    pub reporters: Vec<Byline>,
    /// Editors.
    pub editors: Vec<Byline>,
    /// Script of the original.
    pub script: Script,
    /// Where `title`, `publisher`, `url`, `published_on`, `retrieved_on` and `place_code` are from.
    pub evidence: BTreeMap<String, Evidence>,
}

/// What the user knows about a document and the page may not print. Printed evidence wins over it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Supplied {
    /// GB/T 2260 code of the division in whose name the document speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place_code: Option<String>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Date of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_on: Option<CivilDate>,
    /// Date of retrieval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retrieved_on: Option<CivilDate>,
    /// Address of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl Supplied {
    /// Whether nothing is supplied.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What `self` says, and what `under` says where `self` is silent.
    #[must_use]
    pub fn over(self, under: Self) -> Self {
        Self {
            place_code: self.place_code.or(under.place_code),
            publisher: self.publisher.or(under.publisher),
            published_on: self.published_on.or(under.published_on),
            retrieved_on: self.retrieved_on.or(under.retrieved_on),
            url: self.url.or(under.url),
        }
    }
}

/// Where and how a single value was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Where; `None` for a supplied value.
    pub span: Option<Span>,
    /// Rule that read it.
    pub rule: Rule,
    /// How it is known.
    pub basis: Basis,
}

/// A name in a byline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Byline {
    /// Full name.
    pub name: String,
    /// Where it is printed.
    pub span: Span,
    /// Rule that read it.
    pub rule: Rule,
    /// How it is known.
    pub basis: Basis,
}

/// One event as the document tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meeting {
    /// Number in the document, from 1.
    pub n: u32,
    /// Fullest name that the text gives, or a description.
    pub name: String,
    /// Kind.
    pub kind: MeetingKind,
    /// Day, or what is known of it.
    pub held_on: Option<CivilDate>,
    /// Last day of an event over several days.
    pub held_until: Option<CivilDate>,
    /// How `held_on` is known; `None` without a date.
    pub held_basis: Option<Basis>,
    /// Where the date is printed.
    pub held_span: Option<Span>,
    /// Name of the rule that read the date.
    pub held_rule: Option<Rule>,
    /// 上午, 下午, 晚上 …
    pub daypart: Option<String>,
    /// Division in whose name it is held, short full name (`海淀区`).
    pub place: Option<String>,
    /// Its GB/T 2260 code of six digits; `None` above, below or unknown.
    pub place_code: Option<String>,
    /// Where the place is printed.
    pub place_span: Option<Span>,
    /// How the place is known; `None` without a place.
    pub place_basis: Option<Basis>,
    /// Where the event is named (or the sentence that tells it).
    pub span: Span,
    /// Rule that read it.
    pub rule: Rule,
    /// How it is known.
    pub basis: Basis,
}

/// A printed form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Alias {
    /// The form, Simplified.
    pub name: String,
    /// Where.
    pub span: Span,
}

/// One person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Official {
    /// Number in the document, from 1.
    pub n: u32,
    /// Full name, or the surname alone.
    pub name: String,
    /// Known by surname only (`肖区长`).
    pub surname_only: bool,
    /// Military or police rank.
    pub rank: Option<String>,
    /// In what capacity.
    pub capacity: Capacity,
    /// Posts in printed order.
    pub posts: Vec<Post>,
    /// Roles at meetings.
    pub roles: Vec<Attendance>,
    /// Every printed form of the name.
    pub aliases: Vec<Alias>,
    /// First mention.
    pub span: Span,
    /// Rule that read it.
    pub rule: Rule,
    /// How it is known.
    pub basis: Basis,
}

/// A unit and a title.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Post {
    /// Name of the unit, as in [`Unit::name`].
    pub unit: String,
    /// Number of the unit.
    pub unit_n: u32,
    /// Title (`书记`).
    pub title: String,
    /// Whether it is held.
    pub status: PostStatus,
    /// Where: unit words and title together, or the title alone when the unit is carried or implied.
    pub span: Span,
    /// Rule that read it.
    pub rule: Rule,
    /// How it is known.
    pub basis: Basis,
}

/// A role at a meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attendance {
    /// What the person did.
    pub role: Role,
    /// Number of the meeting.
    pub meeting: u32,
    /// Position among the people of the meeting in printed order, from 1; `None` where order says nothing.
    pub list_order: Option<u32>,
    /// The words that say so (a verb), or the name.
    pub span: Span,
    /// Rule that read it.
    pub rule: Rule,
    /// How it is known.
    pub basis: Basis,
}

/// One organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Number in the document, from 1.
    pub n: u32,
    /// Place-qualified short form.
    pub name: String,
    /// Branch.
    pub kind: UnitKind,
    /// Sort of body.
    pub organ: Organ,
    /// Division to which it belongs, short full name; `None` if unknown or without one.
    pub place: Option<String>,
    /// Its GB/T 2260 code.
    pub place_code: Option<String>,
    /// Every printed form; empty when only implied.
    pub aliases: Vec<Alias>,
    /// Part taken in meetings as a body.
    pub presences: Vec<UnitAttendance>,
    /// First mention, or the words that imply it.
    pub span: Span,
    /// Rule that read it.
    pub rule: Rule,
    /// How it is known.
    pub basis: Basis,
}

/// A body at a meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitAttendance {
    /// How.
    pub presence: Presence,
    /// Number of the meeting.
    pub meeting: u32,
    /// The words that say so.
    pub span: Span,
    /// Rule that read it.
    pub rule: Rule,
    /// How it is known.
    pub basis: Basis,
}

/// What somebody is reported to have said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// Number of the meeting at which it was said.
    pub meeting: Option<u32>,
    /// Full name of the official, else the unit, 会议 or the writing; `None` if it can't be known.
    pub speaker: Option<String>,
    /// Who speaks.
    pub speaker_kind: SpeakerKind,
    /// Numbers of the officials; several when they speak jointly.
    pub officials: Vec<u32>,
    /// Number of the unit that speaks.
    pub unit: Option<u32>,
    /// The speaker as printed (`他`).
    pub speaker_label: Option<String>,
    /// Where the label is printed.
    pub label_span: Option<Span>,
    /// The verb (强调).
    pub cue: String,
    /// Where the cue is printed; `None` for a speech as a whole.
    pub cue_span: Option<Span>,
    /// Direct or indirect.
    pub kind: QuoteKind,
    /// The words: what stands at `spans` in the Simplified text, joined, `\n` between paragraphs kept.
    pub text: String,
    /// Where; several pieces when the speech is split.
    pub spans: Vec<Span>,
    /// Rule that read it.
    pub rule: Rule,
    /// How the speaker is known.
    pub basis: Basis,
}

/// A phrase in quotation marks that is no utterance (“九连冠”).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slogan {
    /// Without the marks.
    pub text: String,
    /// Where.
    pub span: Span,
    /// Rule that read it.
    pub rule: Rule,
    /// How it is known.
    pub basis: Basis,
}

/// A division named in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceMention {
    /// GB/T 2260 code of six digits.
    pub code: String,
    /// As printed, Simplified.
    pub text: String,
    /// Where.
    pub span: Span,
    /// Rule that read it.
    pub rule: Rule,
    /// How the code is known.
    pub basis: Basis,
}

/// What a careful reader should know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// `year-conflict`, `placeholder`, `machine-rewritten` …
    pub code: String,
    /// One English sentence.
    pub message: String,
    /// Where; `None` when it concerns the whole.
    pub span: Option<Span>,
}
