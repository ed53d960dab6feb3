//! Closed vocabularies of the record: formats, kinds, roles, states. Table `vocabulary` of an archive lists those it holds.

use serde::{Deserialize, Serialize};

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
