//! The record: everything that one document says, independent of every other. It is the pivot of the pipeline:
//! `extract` makes it, `store` keeps it, and as one JSON line it travels between machines.
//!
//! `tests/schemas/record-v1.json` fixes the JSON form. All positions are counted in Unicode characters of `body`
//! from 0, end exclusive.

use crate::civil_date::CivilDate;
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, collections::BTreeMap};

/// Version of the JSON form, in every line as `record`.
pub const RECORD_VERSION: u32 = 1;

/// A stretch of `body` in Unicode characters, end exclusive. In JSON `[start, end]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

impl Span {
    /// `start..end`, in characters.
    pub fn new(start: usize, end: usize) -> Self {
        let clip = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: clip(start), end: clip(end) }
    }

    /// The span as a range for slices of `char`.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in characters.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a character.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl From<(u32, u32)> for Span {
    fn from((start, end): (u32, u32)) -> Self {
        Self { start, end }
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

/// Name of the rule that read a fact (`post-before-name`), as `--why` prints it.
pub type Rule = Cow<'static, str>;

/// How a fact is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Printed at the span.
    #[default]
    Stated,
    /// Carried over from what was said before (他强调; a prefix shared by several posts).
    Carried,
    /// Concluded from something else in the document (the year from the headline).
    Inferred,
    /// Given by the user, not by the document.
    Supplied,
}

/// Closed vocabularies: an enum, its code in archive and JSON, and its Chinese and English words.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident, $field:literal { $($(#[$doc:meta])* $variant:ident = $code:literal, $zh:literal, $en:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$doc])* #[doc = concat!($zh, ": ", $en, ".")] #[serde(rename = $code)] $variant,)+ }

        impl $name {
            /// Name of the vocabulary in table `vocabulary`.
            pub const FIELD: &'static str = $field;
            /// All members, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code as archive and JSON hold it.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The member of that code; `None` when there is none.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }

            /// Chinese and English words for people.
            pub fn words(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($zh, $en)),+ }
            }
        }
    };
}

pub(crate) use vocabulary;

vocabulary! {
    /// Layout of the input.
    #[derive(Default)]
    Format, "format" {
        #[default]
        Text = "text", "纯文本", "plain text";
        Html = "html", "网页", "HTML page";
        Fragment = "fragment", "网页片段", "text holding HTML fragments";
    }
}

vocabulary! {
    /// Encoding by which the bytes were read.
    #[derive(Default)]
    Encoding, "encoding" {
        #[default]
        Utf8 = "utf-8", "UTF-8", "UTF-8";
        Gb18030 = "gb18030", "GB18030", "GB18030 (also GB2312, GBK)";
        Big5 = "big5", "大五码", "Big5";
        Utf16Le = "utf-16le", "UTF-16 小端", "UTF-16, little endian";
        Utf16Be = "utf-16be", "UTF-16 大端", "UTF-16, big endian";
    }
}

vocabulary! {
    /// Script of the original text.
    #[derive(Default)]
    Script, "script" {
        #[default]
        Hans = "hans", "简体", "Simplified";
        Hant = "hant", "繁体", "Traditional";
        Mixed = "mixed", "繁简混用", "mixed";
    }
}

vocabulary! {
    /// What sort of document it is.
    #[derive(Default)]
    DocumentKind, "document_kind" {
        #[default]
        Report = "report", "报道", "news report";
        Speech = "speech", "讲话", "text of a speech";
        Brief = "brief", "简讯", "several short items";
        Other = "other", "其他", "other";
    }
}

vocabulary! {
    /// Kinds of meeting, the genre's own words.
    MeetingKind, "meeting_kind" {
        Symposium = "座谈会", "座谈会", "symposium";
        WorkConference = "工作会议", "工作会议", "work conference";
        Mobilisation = "动员会", "动员会", "mobilisation meeting";
        Promotion = "推进会", "推进会", "progress meeting";
        Commendation = "表彰会", "表彰会", "commendation meeting";
        StandingCommittee = "常委会", "常委会", "standing committee of the party committee";
        ArmedForces = "议军会", "议军会", "meeting on military affairs";
        LeadingGroup = "领导小组会", "领导小组会", "leading-group meeting";
        Plenum = "全会", "全会", "plenary session";
        Congress = "人大会议", "人大会议", "people's congress session";
        Consultative = "政协会议", "政协会议", "consultative conference session";
        Executive = "常务会", "常务会", "executive meeting of the government";
        Accountability = "述职会", "述职会", "duty-report meeting";
        Training = "培训", "培训", "training";
        Ceremony = "仪式", "仪式", "ceremony";
        Greeting = "走访慰问", "走访慰问", "visit of greeting";
        Inspection = "调研", "调研", "inspection visit";
        Performance = "演出", "演出", "performance";
        Other = "其他", "其他", "other";
    }
}

vocabulary! {
    /// What a person did at a meeting.
    Role, "role" {
        Attended = "attended", "出席", "attended";
        Chaired = "chaired", "主持", "chaired";
        Spoke = "spoke", "讲话", "spoke";
        Reported = "reported", "汇报", "reported";
        Read = "read", "宣读", "read out";
        Awarded = "awarded", "颁奖", "conferred an award";
        Received = "received", "受表彰", "received an award";
    }
}

vocabulary! {
    /// In what capacity a person appears. Only office and military are joined across documents.
    #[derive(Default)]
    Capacity, "capacity" {
        #[default]
        Office = "office", "公职", "holder of a public office";
        Military = "military", "军职", "officer or soldier in a post";
        Representative = "representative", "代表", "speaks for a firm, school, village or group";
        Honoured = "honoured", "受表彰者", "honoured person";
        Private = "private", "个人", "private person";
    }
}

vocabulary! {
    /// Whether the post is held.
    #[derive(Default)]
    PostStatus, "post_status" {
        #[default]
        Current = "current", "在任", "held at the time";
        Acting = "acting", "代理", "acting (代, 主持工作)";
        Former = "former", "曾任", "formerly held (原, 历任)";
        Elected = "elected", "当选", "elected or appointed at this event";
        Removed = "removed", "免去", "removed at this event";
        Candidate = "candidate", "候选", "candidate";
    }
}

vocabulary! {
    /// Branch to which an organisation belongs.
    UnitKind, "unit_kind" {
        Party = "party", "党委", "party";
        Government = "government", "政府", "government";
        Congress = "congress", "人大", "people's congress";
        Consultative = "consultative", "政协", "consultative conference";
        Discipline = "discipline", "纪检监察", "discipline and supervision";
        Court = "court", "法院", "court";
        Procuratorate = "procuratorate", "检察院", "procuratorate";
        Military = "military", "军队", "armed forces";
        Police = "police", "公安武警", "police, armed police, fire service";
        Mass = "mass", "群团", "mass organisation";
        School = "school", "学校", "school";
        Hospital = "hospital", "医院", "hospital";
        Firm = "firm", "企业", "firm";
        Media = "media", "媒体", "media";
        Township = "township", "乡镇街道", "township or sub-district acting as an organisation";
        Village = "village", "村社区", "village or community body";
        Other = "other", "其他", "other";
    }
}

vocabulary! {
    /// What sort of body within its branch.
    Organ, "organ" {
        Committee = "committee", "委员会", "committee or the body itself";
        StandingCommittee = "standing_committee", "常委会", "standing committee";
        Discipline = "discipline", "纪委", "discipline commission";
        PartyGroup = "party_group", "党组", "party group";
        Office = "office", "办公室", "office";
        Department = "department", "部门", "department, bureau or section";
        LeadingGroup = "leading_group", "领导小组", "leading group, command, joint conference";
        Unit = "unit", "单位", "unit, institution";
        Branch = "branch", "支部", "party branch";
    }
}

vocabulary! {
    /// How a body takes part in a meeting.
    Presence, "presence" {
        Host = "host", "主办", "holds the meeting";
        Delegate = "delegate", "代表", "represented by delegates";
        Collective = "collective", "集体", "present as a body";
        Visited = "visited", "受访", "visited";
    }
}

vocabulary! {
    /// Who speaks in a quote.
    SpeakerKind, "speaker_kind" {
        Official = "official", "个人", "a named person";
        Unit = "unit", "单位", "an organisation";
        Meeting = "meeting", "会议", "the meeting itself";
        Writing = "writing", "文件", "a letter or written instruction";
        Group = "group", "众人", "an unnamed group (大家表示)";
        Unknown = "unknown", "不明", "not known";
    }
}

vocabulary! {
    /// Manner of quotation.
    QuoteKind, "quote_kind" {
        Direct = "direct", "直接引语", "inside quotation marks, as the speaker's own sentence";
        Indirect = "indirect", "间接引语", "reported speech";
    }
}

impl Basis {
    /// Name of the vocabulary in table `vocabulary`.
    pub const FIELD: &'static str = "basis";
    /// All members.
    pub const ALL: &'static [Self] = &[Self::Stated, Self::Carried, Self::Inferred, Self::Supplied];

    /// The code as archive and JSON hold it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Carried => "carried",
            Self::Inferred => "inferred",
            Self::Supplied => "supplied",
        }
    }

    /// The member of that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|b| b.code() == code)
    }
}

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
