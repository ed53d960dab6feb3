//! Who speaks: the subject of a cue.
//!
//! ```text
//! 〔甲〕在讲话中指出，   a name (several: 〔甲〕、〔乙〕表示)
//! 他强调，               the one who acted last
//! 这位老兵说，           the same
//! 裴书记说，  县长要求， surname and title, title alone
//! 会议指出，  全会号召，  the meeting
//! 区委要求，             a body
//! 贺信指出，             a writing
//! 与会代表认为，         a group
//! 〔甲〕作了发言，表示…  subject in an earlier clause, or in the sentence before
//! refused: 按照…要求，  据介绍，  对〔甲〕的要求，  习近平总书记强调 (nobody of the scene)
//! ```

use super::cues::{Cue, Follows};
use crate::{
    extract::{
        scene::{Mention, Scene, Segment, Words},
        units::is_han,
    },
    lexicon::{self, names, words, words_of},
    record::Span,
};
use std::sync::LazyLock;

static ADVERBS: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/cue_adverbs.txt")));
static GROUPS: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/group_speakers.txt")));
static PRESENT: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/present_speakers.txt")));
static UNNAMED: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/unnamed_speakers.txt")));
const NOT_SPEAKERS: &str = include_str!("../../../lexicon/not_speakers.tsv");
/// Words with which no subject of a cue begins.
static NO_BEGINNING: LazyLock<Words> = LazyLock::new(|| not_speakers("begin"));
/// Words with which no subject of a cue ends.
static NO_ENDING: LazyLock<Words> = LazyLock::new(|| not_speakers("end"));
/// Words that end the label of somebody whom the text does not name (该镇负责人).
static ANONYMOUS: LazyLock<Words> = LazyLock::new(|| Words::of_class(ANONYMOUS_SPEAKERS, "label"));
/// The whole label of whoever heads the body before it.
static HEADS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(ANONYMOUS_SPEAKERS, "head"));
const ANONYMOUS_SPEAKERS: &str = include_str!("../../../lexicon/anonymous_speakers.tsv");
const MEETINGS: &str = include_str!("../../../lexicon/speaking_meetings.tsv");
/// Words for a meeting that open a clause.
static SITTINGS: LazyLock<Words> = LazyLock::new(|| Words::of_class(MEETINGS, "subject"));
/// What makes another word of them (会议|精神).
static NO_SITTINGS: LazyLock<Words> = LazyLock::new(|| Words::of_class(MEETINGS, "longer"));
static WRITINGS: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/speaking_writings.txt")));
/// Cues that are speech wherever they stand, whoever their subject may be.
static SURE_CUES: LazyLock<Vec<&'static str>> = LazyLock::new(|| words(include_str!("../../../lexicon/sure_cues.txt")));
/// What somebody does whose name nobody read.
static STRANGER_ACTS: LazyLock<Words> =
    LazyLock::new(|| Words::new(include_str!("../../../lexicon/stranger_acts.txt")));
const MIDDLES: &str = include_str!("../../../lexicon/cue_middles.tsv");
/// Words right before a cue that bar what stands before from being its speaker.
static BARS: LazyLock<Words> = LazyLock::new(|| Words::of_class(MIDDLES, "bars"));
/// The same before 说 and 称.
static BARS_SAYING: LazyLock<Words> = LazyLock::new(|| Words::of_class(MIDDLES, "bars-saying"));
/// Ends of a deed before 并.
static DEEDS: LazyLock<Words> = LazyLock::new(|| Words::of_class(MIDDLES, "deed"));
/// Verbs of which the cue is the object.
static WITH_OBJECT: LazyLock<Words> = LazyLock::new(|| Words::of_class(MIDDLES, "object"));
/// Words that open a phrase between speaker and cue.
static PHRASES: LazyLock<Words> = LazyLock::new(|| Words::of_class(MIDDLES, "phrase"));
const COLLECTIVE_VERBS: &str = include_str!("../../../lexicon/collective_verbs.txt");
/// What a body or group does before it says what it thinks (对…给予肯定，认为…).
static DELIBERATES: LazyLock<Words> =
    LazyLock::new(|| Words::of(lexicon::rows(COLLECTIVE_VERBS).filter(|row| row.len() == 1).map(|row| row[0])));
/// The same, with what only a group does.
static GROUP_DELIBERATES: LazyLock<Words> = LazyLock::new(|| Words::new(COLLECTIVE_VERBS));
/// Words after which a name may follow (代表, 专家).
static LABELS: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/person_labels.tsv")));

fn not_speakers(which: &'static str) -> Words {
    Words::of(
        lexicon::rows(NOT_SPEAKERS)
            .filter(|row| row.get(1).is_some_and(|w| *w == which || *w == "both"))
            .map(|row| row[0]),
    )
}

/// Longest stretch between speaker and cue, in characters (在主持会议时就贯彻落实会议精神).
const MIDDLE_REACH: usize = 48;

/// Who is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// Indices of officials.
    People(Vec<usize>),
    /// The meeting itself.
    Meeting,
    /// Index of a unit.
    Body(usize),
    /// A letter or instruction.
    Writing,
    /// An unnamed group.
    Group,
    /// Somebody whom the text does not name.
    Unknown,
}

/// A speaker as the text gives it.
#[derive(Clone, Debug)]
pub(super) struct Speaker {
    pub who: Who,
    /// Where the label is printed.
    pub label: (usize, usize),
    /// Name of the rule.
    pub rule: &'static str,
    /// Whether the person was carried over from before.
    pub carried: bool,
    /// First character of the clause that names the speaker.
    pub clause: usize,
}

/// People by how lately they acted, the latest last.
#[derive(Clone, Debug, Default)]
pub(super) struct Recent(pub Vec<usize>);

impl Recent {
    /// `who` acts.
    pub fn acts(&mut self, who: usize) {
        self.0.retain(|&w| w != who);
        self.0.push(who);
    }

    fn last(&self) -> Option<usize> {
        self.0.last().copied()
    }
}

/// The speaker of `cue`.
pub(super) fn speaker(scene: &Scene, segment: Segment, cue: &Cue, recent: &Recent) -> Option<Speaker> {
    let from = scene.clause_start(segment.start, cue.start);
    if cue.is_colon(scene) {
        return before_colon(scene, segment, from, cue, recent);
    }
    in_clause(scene, segment, from, cue, recent)
        .or_else(|| omitted(scene, segment, from, cue, recent))
        .or_else(|| unread(segment, from, cue))
        .or_else(|| unread_subject(scene, from, cue))
}

/// Whoever acts before a colon: a person named or a pronoun, and nothing that shows the words to be written.
fn before_colon(scene: &Scene, segment: Segment, from: usize, cue: &Cue, recent: &Recent) -> Option<Speaker> {
    let written = |c: &char| {
        matches!(
            c,
            '题' | '标'
                | '横'
                | '幅'
                | '写'
                | '印'
                | '刻'
                | '挂'
                | '名'
                | '奖'
                | '号'
                | '发'
                | '授'
                | '唱'
                | '贴'
                | '诗'
                | '词'
                | '歌'
        )
    };
    if scene.text.chars[from..cue.start].iter().any(written) {
        return None;
    }
    let speaker = named(scene, from, cue).or_else(|| pronoun(scene, segment, from, cue, recent))?;
    Some(Speaker { clause: from, ..speaker })
}

/// …提出了三点要求： by somebody whom nobody read.
fn unread(segment: Segment, from: usize, cue: &Cue) -> Option<Speaker> {
    let speaker = cue.lists.then(|| made(Who::Unknown, (from, from), "unread-speaker", false))??;
    Some(Speaker { clause: segment.start, ..speaker })
}

fn in_clause(scene: &Scene, segment: Segment, from: usize, cue: &Cue, recent: &Recent) -> Option<Speaker> {
    let start = skip_adverbs(scene, from, cue.start);
    named(scene, from, cue)
        .or_else(|| pronoun(scene, segment, from, cue, recent))
        .or_else(|| this_one(scene, from, cue, recent))
        .or_else(|| meeting(scene, start, cue))
        .or_else(|| writing(scene, start, cue, recent))
        .or_else(|| called(scene, start, cue, recent))
        .or_else(|| misprint(scene, start, cue))
        .or_else(|| body(scene, start, cue))
        .or_else(|| placeholder(scene, start, cue))
        .or_else(|| unread_name(scene, from, cue))
        .or_else(|| present(scene, start, cue))
        .or_else(|| group(scene, start, cue))
        .or_else(|| unnamed(scene, segment, start, cue))
        .map(|s| Speaker { clause: from, ..s })
}

fn skip_adverbs(scene: &Scene, mut from: usize, to: usize) -> usize {
    from = behind_number(scene, from, to);
    while let Some(n) = ADVERBS.starting_at(scene.text, from).filter(|n| from + n <= to) {
        from += n;
    }
    from
}

/// 3、会议认为: behind the number of a paragraph.
fn behind_number(scene: &Scene, from: usize, to: usize) -> usize {
    let numeral = |c: &&char| c.is_ascii_digit() || "一二三四五六七八九十（）()".contains(**c);
    let digits = scene.text.chars[from..to].iter().take_while(numeral).count();
    let mark = matches!(scene.text.at(from + digits), Some('、' | '.' | '．'));
    if digits > 0 && mark && from + digits < to { from + digits + 1 } else { from }
}

/// Length of the adverb that ends at `end`, in characters; also of one that begins like a name (局长［时常］告诉).
fn adverb_ending_at(scene: &Scene, end: usize) -> Option<usize> {
    let like_a_name =
        || (2..=3).rev().filter(|n| *n <= end).find(|n| names::is_adverbial(scene.text.str(Span::new(end - n, end))));
    ADVERBS.ending_at(scene.text, end).or_else(like_a_name)
}

fn made(who: Who, label: (usize, usize), rule: &'static str, carried: bool) -> Option<Speaker> {
    Some(Speaker { who, label, rule, carried, clause: 0 })
}

fn named(scene: &Scene, from: usize, cue: &Cue) -> Option<Speaker> {
    let actors = scene.first_actors(from, cue.start);
    let (first, last) = (actors.first()?, actors.last()?);
    let mut end = scene.name_end(*last);
    if scene.text.at(end) == Some('等') {
        end += 1;
    }
    // A surname that stands before its title (裴 in 裴书记).
    if let Some(called) = scene.called(last.start, cue.start, &[])
        && called.start == last.start
        && called.end > end
    {
        end = called.end;
    }
    if !links(scene, end, cue) || claims(scene, first, cue) {
        return None;
    }
    let mut people: Vec<usize> = actors.iter().map(|m| m.who).collect();
    people.dedup();
    let rule = if people.len() > 1 { "joint-speakers" } else { "named-speaker" };
    made(Who::People(people), (first.start, last.end), rule, false)
}

/// 住户〔甲〕要求补发补助: a private person who asks for something says nothing that is quoted.
fn claims(scene: &Scene, m: &Mention, cue: &Cue) -> bool {
    let private = LABELS.ending_at(scene.text, m.start).is_some_and(|n| n > 1)
        && scene.officials.get(m.who).is_some_and(|o| o.posts.is_empty());
    cue.stored == "要求" && private && matches!(cue.follows, Follows::Bare(_))
}

fn pronoun(scene: &Scene, segment: Segment, from: usize, cue: &Cue, recent: &Recent) -> Option<Speaker> {
    let at = (from..cue.start).find(|&i| is_pronoun(scene, from, i))?;
    if !links(scene, at + 1, cue) {
        return None;
    }
    let who = actor_before(scene, segment, from, recent).or(recent.last());
    let who = who.map_or(Who::Unknown, |w| Who::People(vec![w]));
    made(who, (at, at + 1), "pronoun-speaker", true)
}

/// 他 or 她 as one who acts: not 他们, 其他, 对他.
fn is_pronoun(scene: &Scene, from: usize, at: usize) -> bool {
    let text = scene.text;
    matches!(text.chars[at], '他' | '她')
        && !matches!(text.at(at + 1), Some('们' | '的' | '人' | '乡' | '日'))
        && !scene.marks.inside_words(at)
        && (at == from
            || !matches!(
                text.chars[at - 1],
                '其' | '吉' | '对' | '向' | '给' | '请' | '让' | '与' | '和' | '同' | '跟' | '为' | '把'
            ))
}

fn this_one(scene: &Scene, from: usize, cue: &Cue, recent: &Recent) -> Option<Speaker> {
    let start = ["这位", "这名", "该"].iter().find_map(|w| scene.text.starts_with(from, w).then_some(from))?;
    let mut end = cue.start;
    if scene.text.at(end - 1) == Some('地') {
        // 动情地, 自豪地: two characters and 地.
        end = end.saturating_sub(3).max(start + 2);
    }
    while let Some(n) = adverb_ending_at(scene, end).filter(|n| end - n > start + 2) {
        end -= n;
    }
    // 该省军区领导告诉记者: of some body, so nobody who was named.
    let anonymous =
        scene.text.starts_with(start, "该") && end > start + 5 && ANONYMOUS.ending_at(scene.text, end).is_some();
    if anonymous {
        return made(Who::Unknown, (start, end), "unnamed-speaker", false);
    }
    let who = recent.last()?;
    made(Who::People(vec![who]), (start, end), "this-person", true)
}

fn meeting(scene: &Scene, start: usize, cue: &Cue) -> Option<Speaker> {
    let mut end = start + SITTINGS.starting_at(scene.text, start)?;
    if scene.text.starts_with(end, "议") {
        end += 1; // 常务会议
    }
    if NO_SITTINGS.starting_at(scene.text, end).is_some() || !links(scene, end, cue) {
        return None;
    }
    made(Who::Meeting, (start, end), "meeting-speaks", false)
}

fn writing(scene: &Scene, start: usize, cue: &Cue, recent: &Recent) -> Option<Speaker> {
    if let Some(report) = report(scene, start, cue, recent) {
        return Some(report);
    }
    let end = cue.start;
    let length = WRITINGS.ending_at(scene.text, end).filter(|_| start + 8 >= end)?;
    made(Who::Writing, (end - length, end), "writing-speaks", false)
}

/// 报告指出: who gave the report speaks.
fn report(scene: &Scene, start: usize, cue: &Cue, recent: &Recent) -> Option<Speaker> {
    let end = start + 2;
    if !scene.text.starts_with(start, "报告") || end > cue.start || !links(scene, end, cue) {
        return None;
    }
    match recent.last() {
        Some(who) => made(Who::People(vec![who]), (start, end), "report-speaks", true),
        None => made(Who::Writing, (start, end), "report-speaks", false),
    }
}

fn called(scene: &Scene, start: usize, cue: &Cue, recent: &Recent) -> Option<Speaker> {
    let called = scene.called(start, cue.start, &recent.0).or_else(|| {
        // 某某公司的余总: the attribute before the surname.
        let of = (start..cue.start.min(start + 16)).find(|&i| scene.text.chars[i] == '的')? + 1;
        scene.called(of, cue.start, &recent.0).filter(|c| c.who.is_some())
    })?;
    let unsure = called.who.is_none() && !is_adverbial_middle(scene, called.end, cue.start);
    if unsure || !links(scene, called.end, cue) || is_whole(scene, called.end) {
        return None;
    }
    let who = called.who.map_or(Who::Unknown, |w| Who::People(vec![w]));
    made(who, (called.start, called.end), "title-speaker", true)
}

/// 书记办公会要求, 主任会议决定: the title is only the beginning of a longer word.
fn is_whole(scene: &Scene, end: usize) -> bool {
    ["办公", "会议", "会", "们", "、", "室", "的"].iter().any(|w| scene.text.starts_with(end, w))
}

/// 副院长某某表示: a title and two or three characters that nobody read as a name. The words are still somebody's.
fn unread_name(scene: &Scene, from: usize, cue: &Cue) -> Option<Speaker> {
    if cue.start < from + 4 {
        return None;
    }
    let mut end = cue.start;
    if matches!(scene.text.at(end - 1), Some('中' | '时' | '上' | '里'))
        && let Some(aside) = (end.saturating_sub(12).max(from)..end).rev().find(|&i| scene.text.chars[i] == '在')
    {
        end = aside;
    }
    end = before_manner(scene, from, before_gesture(scene, from, end));
    while let Some(n) = adverb_ending_at(scene, end).filter(|n| end - n > from) {
        end -= n;
    }
    // 企业职工代表: a label that is itself made of labels.
    let labels = GROUPS.ending_at(scene.text, end).is_some() || LABELS.ending_at(scene.text, end).is_some();
    let title = [3, 2, 4].into_iter().filter(|_| !labels).find(|n| {
        let at = end.saturating_sub(*n);
        at > from
            && (scene.titled(at) || is_labelled(scene, from, at))
            && !matches!(scene.text.chars[end - 1], '委' | '府' | '部' | '局' | '办' | '会' | '队' | '院' | '团' | '方')
            && scene.text.chars[at..end].iter().all(|c| is_name_character(*c))
    })?;
    let prepositions = ["对", "向", "给", "听", "同", "与", "按", "请", "据"];
    let aside = cue.noun || prepositions.iter().any(|w| scene.text.starts_with(from, w));
    (!aside).then(|| made(Who::Unknown, (end - title, end), "unread-name", false))?
}

/// Where 高兴地, 十分激动地 before a cue begins, not before `from`; `end` if no such words stand there.
fn before_manner(scene: &Scene, from: usize, end: usize) -> usize {
    if end < from + 4 || scene.text.chars[end - 1] != '地' {
        return end;
    }
    let manner = adverb_ending_at(scene, end - 1).unwrap_or(2);
    end - 1 - manner.min(end - 1 - from)
}

/// Where 拉着战友的手, 指着新修的路 before a cue begins, not before `from`; `end` if no such words stand there.
fn before_gesture(scene: &Scene, from: usize, end: usize) -> usize {
    let gesture =
        |i: &usize| scene.text.chars[*i] == '着' && "拉握指望摸捧攥看牵拿抱举擦抚".contains(scene.text.chars[*i - 1]);
    let Some(at) = (from + 3..end).find(gesture) else { return end };
    let verb = at - 1;
    let doubled = ["紧", "抚", "手"].iter().any(|w| scene.text.ends_with(verb, w));
    verb - usize::from(doubled)
}

/// XXX强调, 县长××指出: a form that keeps the place of a name.
fn placeholder(scene: &Scene, start: usize, cue: &Cue) -> Option<Speaker> {
    let blank = |i: &usize| matches!(scene.text.at(*i), Some('X' | 'Ｘ' | 'x' | '×' | '○' | '〇' | '*' | '＊'));
    let first = (start..cue.start.min(start + 24)).find(blank)?;
    let end = (first..cue.start).find(|i| !blank(i)).unwrap_or(cue.start);
    let titled = first == start || scene.titled(first);
    (titled && end - first >= 2 && links(scene, end, cue))
        .then(|| made(Who::Unknown, (first, end), "unread-name", false))?
}

/// A name printed otherwise than before: one character of three differs (〔周国栋〕, then 周国楝), or the name of
/// somebody who speaks for a body and shares a character with its one leader (〔何川〕, then 川何代表县委).
fn misprint(scene: &Scene, start: usize, cue: &Cue) -> Option<Speaker> {
    let reads = |end: &usize| {
        let printed = scene.text.chars.get(start..*end)?;
        let mut who = (0..scene.officials.len()).filter(|&i| is_misprint(&scene.officials[i].name, printed));
        let one = who.next().filter(|_| who.next().is_none())?;
        Some((one, *end))
    };
    let spread = |end: &usize| {
        let printed = scene.text.chars.get(start..*end)?;
        let body = scene.bodies(*end, cue.start).first().filter(|m| m.start == end + 2)?;
        scene.text.starts_with(*end, "代表").then_some(())?;
        let unit = &scene.units[body.who].name;
        let leads = |i: &usize| {
            let o = &scene.officials[*i];
            o.posts.iter().any(|p| p.unit == *unit && matches!(p.title.as_str(), "书记" | "主任" | "主席"))
                && o.name.chars().any(|c| printed.contains(&c))
        };
        let mut who = (0..scene.officials.len()).filter(leads);
        let one = who.next().filter(|_| who.next().is_none())?;
        Some((one, *end))
    };
    let unread = |end: &usize| scene.people(start, *end).is_empty() && *end <= cue.start && links(scene, *end, cue);
    let (who, end) = [start + 3]
        .into_iter()
        .filter(unread)
        .find_map(|e| reads(&e))
        .or_else(|| [start + 2, start + 3].into_iter().filter(unread).find_map(|e| spread(&e)))?;
    made(Who::People(vec![who]), (start, end), "misprinted-name", true)
}

/// Three characters of which one differs, the surname or the last being right.
fn is_misprint(name: &str, printed: &[char]) -> bool {
    let name: Vec<char> = name.chars().collect();
    name.len() == 3 && printed.len() == 3 && name.iter().zip(printed).filter(|(a, b)| a != b).count() == 1
}

/// 九旬老兵某某激动地说，…: a sentence whose subject nobody read. The words are still somebody's.
fn unread_subject(scene: &Scene, from: usize, cue: &Cue) -> Option<Speaker> {
    if !SURE_CUES.contains(&cue.stored) || !scene.first_actors(from, cue.start).is_empty() {
        return None;
    }
    let start = skip_adverbs(scene, from, cue.start);
    let mut end = cue.start;
    while let Some(n) = adverb_ending_at(scene, end).filter(|n| end - n > start + 1) {
        end -= n;
    }
    let words: String = scene.text.chars.get(start..end)?.iter().collect();
    let length = end - start;
    let shape = (2..=MIDDLE_REACH).contains(&length) && links(scene, end, cue) && !scene.marks.inside_words(cue.start);
    let nobody = NO_BEGINNING.starting_at(scene.text, start).is_some()
        || NO_ENDING.ending_at(scene.text, end).is_some()
        || matches!(words.chars().last(), Some('》' | '”' | '）'));
    let doctrine = ["习近平", "总书记", "党中央", "中央", "国务院", "》"].iter().any(|w| words.contains(w));
    let noun = cue.noun && !matches!(cue.follows, Follows::Words(_) | Follows::Stop);
    let speaker = (shape && !nobody && !doctrine && !noun)
        .then(|| made(Who::Unknown, (start, end), "unread-subject", false))??;
    Some(Speaker { clause: from, ..speaker })
}

/// 新兵代表, 老党员 before a name; a clause that begins with 代表 has a verb there (代表县委).
fn is_labelled(scene: &Scene, from: usize, at: usize) -> bool {
    LABELS.ending_at(scene.text, at).is_some_and(|n| at - n > skip_adverbs(scene, from, at))
}

fn is_name_character(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) && !"的了们在就对向与及等也都还并说各所是不把将".contains(c)
}

fn body(scene: &Scene, start: usize, cue: &Cue) -> Option<Speaker> {
    let mention = scene.bodies(start, cue.start).first().copied().filter(|m| m.start == start)?;
    (skip_adverbs(scene, mention.end, cue.start) == cue.start)
        .then(|| made(Who::Body(mention.who), (mention.start, mention.end), "body-speaks", false))?
}

fn group(scene: &Scene, start: usize, cue: &Cue) -> Option<Speaker> {
    let end = (start + 2..=cue.start)
        .rev()
        .take(MIDDLE_REACH + 1)
        .find(|&e| GROUPS.ending_at(scene.text, e).is_some_and(|n| e - n >= start) && links(scene, e, cue))?;
    let stands_for =
        scene.text.ends_with(end, "代表") && scene.bodies(end, cue.start).first().is_some_and(|m| m.start == end);
    if (end - start == 2 && scene.text.starts_with(start, "代表")) || stands_for {
        return None; // a verb: 代表县委提出
    }
    if !group_subject(scene, start, end) {
        return None;
    }
    made(Who::Group, (start, end), "group-speaks", false)
}

/// Whether the words that end with a group are a subject, not the object of a preposition or verb.
fn group_subject(scene: &Scene, start: usize, end: usize) -> bool {
    let aside = [
        "对", "向", "给", "听", "同", "与", "为", "按", "有的", "个别", "一些", "听取", "请", "在向", "在对", "在与",
        "在听", "在同", "从", "围绕", "就",
    ];
    let verb = end - start == 2 && scene.text.starts_with(start, "代表");
    let aside = aside.iter().any(|w| scene.text.starts_with(start, w));
    !verb && (GROUPS.starting_at(scene.text, start).is_some() || !aside)
}

/// 与会的部队领导一致表示, 一位正在打包的女工说, 还有委员提出: somebody of those present, by whatever words.
fn present(scene: &Scene, start: usize, cue: &Cue) -> Option<Speaker> {
    /// Longest label, in characters.
    const LONGEST: usize = 18;
    let mut end = cue.start;
    while let Some(n) = ADVERBS.ending_at(scene.text, end).filter(|n| end - n > start) {
        end -= n;
    }
    let opens = PRESENT.starting_at(scene.text, start).is_some() || answers_for_a_body(scene, start, end);
    let plain = (2..=LONGEST).contains(&end.saturating_sub(start)) && scene.people(start, end).is_empty();
    let one = plain && scene.text.chars[start..end].iter().all(|c| is_han(*c));
    (opens && one && !cue.noun).then(|| made(Who::Group, (start, end), "present-speaker", false))?
}

/// 县妇幼保健院负责人表示: whoever heads a body that is printed there.
fn answers_for_a_body(scene: &Scene, start: usize, end: usize) -> bool {
    let body = scene.bodies(start, end).first().filter(|m| m.start == start).map(|m| m.end);
    body.is_some_and(|at| HEADS.iter().any(|w| scene.text.starts_with(at, w) && at + w.chars().count() == end))
}

fn unnamed(scene: &Scene, segment: Segment, start: usize, cue: &Cue) -> Option<Speaker> {
    let end = (start + 2..=cue.start)
        .rev()
        .take(MIDDLE_REACH + 1)
        .find(|&e| UNNAMED.ending_at(scene.text, e).is_some_and(|n| e - n >= start) && links(scene, e, cue))?;
    let aside = ["对", "向", "给", "听", "同", "与", "为", "有的", "个别", "一些", "不少"];
    let owned = scene.text.at(end) == Some('的') || scene.text.chars[start..end].contains(&'着');
    if cue.noun || owned || aside.iter().any(|w| scene.text.starts_with(start, w)) {
        return None;
    }
    // 志愿者小李
    let nicknamed = matches!(scene.text.at(end), Some('小' | '老' | '阿')) && end + 2 <= cue.start;
    let called = nicknamed && names::is_surname(scene.text.chars[end + 1]);
    let end = if called { end + 2 } else { end };
    match host(scene, segment, cue.start).filter(|_| end - start <= 4) {
        Some(who) => made(Who::People(vec![who]), (start, end), "host-speaks", true),
        None => made(Who::Unknown, (start, end), "unnamed-speaker", false),
    }
}

/// 在老党员〔甲〕家中，…老人说: the one person of the paragraph at whose home the story is.
fn host(scene: &Scene, segment: Segment, at: usize) -> Option<usize> {
    let from = scene.text.blocks[segment.block].span.start as usize;
    let homes = ["家", "老人", "老汉", "大娘", "大爷", "老大娘"];
    let named = |m: &&crate::extract::scene::Mention| homes.iter().any(|w| scene.text.starts_with(m.end, w));
    scene.people(from.max(at.saturating_sub(300)), at).iter().rev().find(named).map(|m| m.who)
}

/// The clause names nobody: 并强调, 还要求, 在讲话中指出. The speaker acts in an earlier clause of the segment, or in
/// the one before when the segment begins with the cue.
fn omitted(scene: &Scene, segment: Segment, from: usize, cue: &Cue, recent: &Recent) -> Option<Speaker> {
    if !is_adverbial(scene, from, cue) {
        return None;
    }
    if let Some(collective) = collective_before(scene, segment, from) {
        return Some(collective);
    }
    if let Some((who, label)) = label_before(scene, segment, from, recent) {
        let speaker = made(Who::People(vec![who]), label, "omitted-subject", true)?;
        return Some(Speaker { clause: scene.clause_start(segment.start, label.0), ..speaker });
    }
    if let Some(meeting) = meeting_before(scene, segment, from) {
        return Some(Speaker { clause: from, ..meeting });
    }
    let alone = from == segment.start && skip_adverbs(scene, from, cue.start) == cue.start;
    if alone && let Some(meeting) = meeting_of_sentence_before(scene, segment) {
        return Some(Speaker { clause: from, ..meeting });
    }
    if alone && let Some(group) = collective_of_sentence_before(scene, segment) {
        return Some(Speaker { clause: from, ..group });
    }
    // 并对大家提出四点希望：
    let goes_on = from == segment.start && cue.lists;
    let who = recent.last().filter(|_| alone || goes_on)?;
    let speaker = made(Who::People(vec![who]), (cue.start, cue.start), "subject-of-sentence-before", true)?;
    Some(Speaker { clause: from, ..speaker })
}

/// Nothing but adverbs, or a phrase with a preposition (就下步工作, 在讲话中).
pub(super) fn is_adverbial(scene: &Scene, from: usize, cue: &Cue) -> bool {
    let start = skip_adverbs(scene, from, cue.start);
    if start == cue.start {
        return true;
    }
    // 并就下步工作: 就 is also an adverb.
    let start = start - usize::from(start > from && scene.text.chars[start - 1] == '就');
    let gesture = cue.start - from <= 20
        && !cue.noun
        && scene.text.chars[from..cue.start].contains(&'着')
        && !["有的", "不少", "群众", "老百姓"].iter().any(|w| scene.text.starts_with(from, w));
    let manner = cue.start - from <= 8 && matches!(scene.text.chars[cue.start - 1], '地' | '着' | '声' | '脸');
    gesture
        || (manner && !cue.noun)
        || (cue.start - start <= 24
            && ["就", "对", "在", "向", "围绕", "针对", "代表", "一边", "从"]
                .iter()
                .any(|w| scene.text.starts_with(start, w))
            && links(scene, start, cue))
}

fn actor_before(scene: &Scene, segment: Segment, clause: usize, recent: &Recent) -> Option<usize> {
    label_before(scene, segment, clause, recent).map(|(who, _)| who)
}

/// The one who acts in the nearest earlier clause of the segment.
fn label_before(scene: &Scene, segment: Segment, clause: usize, recent: &Recent) -> Option<(usize, (usize, usize))> {
    let mut end = clause;
    for _ in 0..12 {
        if end <= segment.start + 1 {
            break;
        }
        let start = scene.clause_start(segment.start, end - 1);
        let actor = scene.first_actors(start, end).first().copied().or_else(|| by_whom(scene, start, end));
        if let Some(m) = actor.filter(|m| !is_visited(scene, start, m)) {
            return Some((m.who, (m.start, m.end)));
        }
        if is_pronoun(scene, start, start) {
            // Whoever acts earlier in the segment is meant, else the one who acted last.
            return named_before(scene, segment, start).or_else(|| recent.last()).map(|who| (who, (start, start + 1)));
        }
        if start >= end {
            break;
        }
        end = start;
    }
    None
}

/// 会议由〔甲〕主持，他…: who did it, behind 由.
pub(super) fn by_whom(scene: &Scene, from: usize, to: usize) -> Option<Mention> {
    let by = |m: &&Mention| scene.text.ends_with(scene.phrase_start(**m), "由") && scene.phrase_start(**m) > from;
    scene.people(from, to).iter().find(by).copied()
}

/// 看望了学生〔甲〕，勉励她…: the object of a verb at the head of the clause.
fn is_visited(scene: &Scene, clause: usize, m: &Mention) -> bool {
    let before = scene.phrase_start(*m).max(clause);
    ["看望", "慰问", "走访", "探望", "接见", "会见"].iter().any(|w| scene.text.starts_with(clause, w))
        && before > clause
}

/// The one who acts in the nearest clause of the segment before `clause`.
fn named_before(scene: &Scene, segment: Segment, clause: usize) -> Option<usize> {
    let mut end = clause;
    for _ in 0..6 {
        if end <= segment.start + 1 {
            return None;
        }
        let start = scene.clause_start(segment.start, end - 1);
        if let Some(m) = scene.first_actors(start, end).first() {
            return Some(m.who);
        }
        end = start.min(end - 1);
    }
    None
}

/// 〔县政协〕对…给予肯定，认为…  代表们审议〔甲〕的报告，一致认为…: a body or group is the subject of the nearest
/// earlier clause of the segment that has one.
fn collective_before(scene: &Scene, segment: Segment, clause: usize) -> Option<Speaker> {
    let mut end = clause;
    for _ in 0..6 {
        if end <= segment.start + 1 {
            return None;
        }
        let start = scene.clause_start(segment.start, end - 1);
        if let Some(collective) = deliberates(scene, start, end) {
            return Some(Speaker { clause: start, ..collective });
        }
        if start >= end || !scene.first_actors(start, end).is_empty() || is_pronoun(scene, start, start) {
            return None;
        }
        end = start;
    }
    None
}

/// 代表们对…表示赞赏。同时希望…: a body or group is the subject of the sentence before, and nobody acts in it.
fn collective_of_sentence_before(scene: &Scene, segment: Segment) -> Option<Speaker> {
    let i = scene.segments.partition_point(|s| s.start < segment.start).checked_sub(1)?;
    let before = scene.segments[i];
    let told = before.block == segment.block && scene.actors(before.start, before.end).is_empty();
    deliberates(scene, before.start, before.end).filter(|_| told).map(|s| Speaker { carried: true, ..s })
}

/// The body or group that hears, reviews or praises something in the clause `from..to`.
fn deliberates(scene: &Scene, from: usize, to: usize) -> Option<Speaker> {
    let start = skip_adverbs(scene, from, to);
    // 考察团一行对…: how many they are.
    let behind = |end: usize| end + 2 * usize::from(scene.text.starts_with(end, "一行"));
    let acts = |end: usize| GROUP_DELIBERATES.starting_at(scene.text, skip_adverbs(scene, behind(end), to)).is_some();
    let body_acts = |end: usize| DELIBERATES.starting_at(scene.text, skip_adverbs(scene, end, to)).is_some();
    if let Some(m) = scene.bodies(start, to).first().filter(|m| m.start == start && body_acts(m.end)) {
        return made(Who::Body(m.who), (m.start, m.end), "body-before", false);
    }
    let end = (start + 2..=to.min(start + 14))
        .rev()
        .find(|&e| acts(e) && GROUPS.ending_at(scene.text, e).is_some_and(|n| e - n >= start))?;
    let plain = group_subject(scene, start, end) && scene.people(start, end).is_empty();
    plain.then(|| made(Who::Group, (start, end), "group-before", false))?
}

/// Whether two or three characters look like a name that nobody read (苗春禾表示), not like a word (专家, 老乡).
pub(super) fn like_a_name(scene: &Scene, (start, end): (usize, usize)) -> bool {
    let Some([surname, given @ ..]) = scene.text.chars.get(start..end) else { return false };
    let word: String = scene.text.chars[start..end].iter().collect();
    (1..=2).contains(&given.len())
        && names::surname(&[*surname]).is_some_and(|s| s + names::given(given) >= 0)
        && names::common_word(&word).is_none()
        && !names::is_adverbial(&word)
}

/// Whether a label of people ends at `at` (老兵代表, 劳动模范).
pub(super) fn is_label(scene: &Scene, at: usize) -> bool {
    LABELS.ending_at(scene.text, at).is_some_and(|n| n > 1)
}

/// 合作社理事长尕藏被评为…: a paragraph opens with a title and two or three characters like a name, and what they did.
/// Nobody read the name; but he, and not whoever acted before, is meant by the pronoun that follows.
pub(super) fn stranger_opens(scene: &Scene, segment: Segment) -> bool {
    let end = scene.clause_end(segment.start, segment.end).min(segment.start + STRANGER_REACH);
    let stranger = |title: usize| {
        scene.titled(title)
            && (2..=3).any(|n| {
                may_be_name(scene, (title, title + n)) && STRANGER_ACTS.starting_at(scene.text, title + n).is_some()
            })
    };
    segment.opens_block && scene.people(segment.start, end).is_empty() && (segment.start + 2..end).any(stranger)
}

/// Two or three characters that a title before them and a verb behind them show to be a name, rare surnames too.
fn may_be_name(scene: &Scene, (start, end): (usize, usize)) -> bool {
    let Some([surname, given @ ..]) = scene.text.chars.get(start..end) else { return false };
    let word: String = scene.text.chars[start..end].iter().collect();
    names::is_surname(*surname)
        && !"要都就在也还将应并均经向和与同".contains(*surname)
        && given.iter().all(|c| is_name_character(*c))
        && names::common_word(&word).is_none()
        && !names::is_adverbial(&word)
}

/// Longest post and name of somebody unread, in characters.
const STRANGER_REACH: usize = 40;

/// Whether a word for a group begins at `at` (群众, 代表们).
pub(super) fn group_at(scene: &Scene, at: usize) -> bool {
    GROUPS.starting_at(scene.text, at).or_else(|| UNNAMED.starting_at(scene.text, at)).is_some_and(|n| n > 1)
}

/// 全会充分肯定…。一致认为，…: the meeting acts in the sentence before and nobody else does.
fn meeting_of_sentence_before(scene: &Scene, segment: Segment) -> Option<Speaker> {
    let i = scene.segments.partition_point(|s| s.start < segment.start).checked_sub(1)?;
    let before = scene.segments[i];
    let nobody = before.block == segment.block && scene.actors(before.start, before.end).is_empty();
    meeting_before(scene, before, before.end).filter(|_| nobody)
}

fn meeting_before(scene: &Scene, segment: Segment, clause: usize) -> Option<Speaker> {
    let word = ["会议", "大会", "全会"].iter().find(|w| scene.text.starts_with(segment.start, w))?;
    let end = segment.start + word.chars().count();
    if clause <= end || scene.text.at(end) == Some('上') {
        return None;
    }
    made(Who::Meeting, (segment.start, end), "meeting-speaks", true)
}

/// Whether the words between the end of the speaker and the cue can stand there.
fn links(scene: &Scene, end: usize, cue: &Cue) -> bool {
    if end > cue.start || cue.start - end > MIDDLE_REACH {
        return false;
    }
    let middle = &scene.text.chars[end..cue.start];
    if middle.is_empty() {
        return true;
    }
    let spoken = matches!(cue.stored, "说" | "称");
    let barred = BARS.ending_at(scene.text, cue.start).is_some()
        || (spoken && BARS_SAYING.ending_at(scene.text, cue.start).is_some());
    if barred && ADVERBS.ending_at(scene.text, cue.start).is_none() {
        return false;
    }
    !cue.noun || is_adverbial_middle(scene, end, cue.start)
}

/// Between speaker and a cue that is as often a noun: adverbs, 在…时, 就…, 对…; not 落实…(要求), 提出…(建议).
fn is_adverbial_middle(scene: &Scene, from: usize, to: usize) -> bool {
    let mut end = to;
    while let Some(n) = adverb_ending_at(scene, end).filter(|n| end - n >= from) {
        end -= n;
    }
    if end == from {
        return true;
    }
    // 出席并要求, 主持会议并要求: a deed before it.
    if scene.text.starts_with(end, "并") && DEEDS.ending_at(scene.text, end).is_some() {
        return true;
    }
    // 对…进行总结: the cue is the object of a verb.
    if WITH_OBJECT.ending_at(scene.text, end).is_some() {
        return false;
    }
    let last = scene.text.chars[end - 1];
    if matches!(last, '时' | '中' | '上' | '后' | '里' | '前' | '间' | '地' | '际') {
        return true;
    }
    let noun_before = matches!(
        last,
        '照' | '按'
            | '合'
            | '到'
            | '实'
            | '彻'
            | '足'
            | '据'
            | '作'
            | '关'
            | '署'
            | '体'
            | '新'
            | '高'
            | '项'
            | '点'
            | '条'
            | '个'
            | '些'
            | '种'
            | '等'
            | '此'
            | '了'
            | '出'
            | '取'
    );
    !noun_before && PHRASES.starting_at(scene.text, from).is_some()
}
