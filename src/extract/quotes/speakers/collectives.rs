//! Meetings, bodies, groups and writings that speak.
//!
//! ```text
//! 会议指出，  全会号召，    the meeting
//! 区委要求，               a body
//! 贺信指出，               a writing; 宣读了〔甲〕的贺信。贺信指出，   its writer
//! 与会代表认为，           a group
//! 县妇幼保健院负责人表示， somebody present, by whatever words
//! 代表们审议〔甲〕的报告，一致认为，…   the same, in an earlier clause or the sentence before
//! refused: 会议精神  代表县委提出  对群众的要求
//! ```
//!
//! Reads `speaking_meetings.tsv`, `speaking_writings.txt`, `group_speakers.txt`, `present_speakers.txt`, `anonymous_speakers.tsv`,
//! `collective_verbs.txt`, `writing_verbs.tsv`.

use super::{
    super::cues::Cue,
    ANONYMOUS_SPEAKERS, Recent, Speaker, Who, is_pronoun, made,
    middle::{ADVERBS, MIDDLE_REACH, links, skip_adverbs},
    unnamed::UNNAMED,
};
use crate::{
    extract::{
        scene::{Scene, Segment, Words},
        units::is_han,
    },
    lexicon::{self, words_of},
    record::Span,
};
use std::sync::LazyLock;

const WRITING_WORDS: &str = include_str!("../../../../lexicon/writing_verbs.tsv");
/// Verbs by which a writing is read out.
static READS: LazyLock<Words> = LazyLock::new(|| Words::of_class(WRITING_WORDS, "reads"));
/// Verbs by which it is written or sent.
static WRITES: LazyLock<Words> = LazyLock::new(|| Words::of_class(WRITING_WORDS, "writes"));
const MEETINGS: &str = include_str!("../../../../lexicon/speaking_meetings.tsv");
/// Words for a meeting that open a clause.
static SITTINGS: LazyLock<Words> = LazyLock::new(|| Words::of_class(MEETINGS, "subject"));
/// What makes another word of them (会议|精神).
static NO_SITTINGS: LazyLock<Words> = LazyLock::new(|| Words::of_class(MEETINGS, "longer"));
static WRITINGS: LazyLock<Words> =
    LazyLock::new(|| Words::new(include_str!("../../../../lexicon/speaking_writings.txt")));
pub(super) static GROUPS: LazyLock<Words> =
    LazyLock::new(|| Words::new(include_str!("../../../../lexicon/group_speakers.txt")));
static PRESENT: LazyLock<Words> =
    LazyLock::new(|| Words::new(include_str!("../../../../lexicon/present_speakers.txt")));
/// The whole label of whoever heads the body before it.
static HEADS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(ANONYMOUS_SPEAKERS, "head"));
const COLLECTIVE_VERBS: &str = include_str!("../../../../lexicon/collective_verbs.txt");
/// What a body or group does before it says what it thinks (对…给予肯定，认为…).
static DELIBERATES: LazyLock<Words> =
    LazyLock::new(|| Words::of(lexicon::rows(COLLECTIVE_VERBS).filter(|row| row.len() == 1).map(|row| row[0])));
/// The same, with what only a group does.
static GROUP_DELIBERATES: LazyLock<Words> = LazyLock::new(|| Words::new(COLLECTIVE_VERBS));

pub(super) fn meeting(scene: &Scene, start: usize, cue: &Cue) -> Option<Speaker> {
    let mut end = start + SITTINGS.starting_at(scene.text, start)?;
    if scene.text.starts_with(end, "议") {
        end += 1; // 常务会议
    }
    if NO_SITTINGS.starting_at(scene.text, end).is_some() || !links(scene, end, cue) {
        return None;
    }
    made(Who::Meeting, (start, end), "meeting-speaks", false)
}

pub(super) fn writing(scene: &Scene, start: usize, cue: &Cue, recent: &Recent) -> Option<Speaker> {
    if let Some(report) = report(scene, start, cue, recent) {
        return Some(report);
    }
    let end = cue.start;
    let length = WRITINGS.ending_at(scene.text, end).filter(|_| start + 8 >= end)?;
    let label = (end - length, end);
    match writer(scene, label) {
        Some(who) => made(Who::People(vec![who]), label, "writer-speaks", true),
        None => made(Who::Writing, label, "writing-speaks", false),
    }
}

/// 宣读了〔甲〕对移民工作的批示。批示指出: who wrote it, as the same word in the 80 characters before is read out as his.
fn writer(scene: &Scene, (start, end): (usize, usize)) -> Option<usize> {
    let word = scene.text.str(Span::new(start, end));
    let floor = start.saturating_sub(WRITER_REACH);
    let named = (floor..start).rev().find(|&i| scene.text.starts_with(i, word))?;
    let clause = scene.clause_start(floor, named);
    let read = (clause..named).rev().find_map(|i| READS.ending_at(scene.text, i + 1).map(|_| i + 1));
    let from = read.unwrap_or(clause);
    let writer = scene.people(from, named).first().copied()?;
    let phrase = scene.phrase_start(writer);
    // 〔甲〕作出批示，〔甲〕发来贺信: without a verb of reading whoever acts in the clause wrote it.
    let wrote = || (writer.end..named).any(|i| WRITES.starting_at(scene.text, i).is_some());
    let of_him = scene.text.ends_with(named, "的") || wrote();
    (of_him && (read.is_some() && phrase <= from + 14 || read.is_none() && wrote())).then_some(writer.who)
}

/// How far back a writing is named with its writer, in characters.
const WRITER_REACH: usize = 80;

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

pub(super) fn body(scene: &Scene, start: usize, cue: &Cue) -> Option<Speaker> {
    let mention = scene.bodies(start, cue.start).first().copied().filter(|m| m.start == start)?;
    (skip_adverbs(scene, mention.end, cue.start) == cue.start)
        .then(|| made(Who::Body(mention.who), (mention.start, mention.end), "body-speaks", false))?
}

pub(super) fn group(scene: &Scene, start: usize, cue: &Cue) -> Option<Speaker> {
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

/// Whether a word for a group begins at `at` (群众, 代表们).
pub(in crate::extract::quotes) fn group_at(scene: &Scene, at: usize) -> bool {
    GROUPS.starting_at(scene.text, at).or_else(|| UNNAMED.starting_at(scene.text, at)).is_some_and(|n| n > 1)
}

/// 与会的部队领导一致表示, 一位正在打包的女工说, 还有委员提出: somebody of those present, by whatever words.
pub(super) fn present(scene: &Scene, start: usize, cue: &Cue) -> Option<Speaker> {
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

/// 〔县政协〕对…给予肯定，认为…  代表们审议〔甲〕的报告，一致认为…: a body or group is the subject of the nearest
/// earlier clause of the segment that has one.
pub(super) fn collective_before(scene: &Scene, segment: Segment, clause: usize) -> Option<Speaker> {
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
pub(super) fn collective_of_sentence_before(scene: &Scene, segment: Segment) -> Option<Speaker> {
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

pub(super) fn meeting_before(scene: &Scene, segment: Segment, clause: usize) -> Option<Speaker> {
    let word = ["会议", "大会", "全会"].iter().find(|w| scene.text.starts_with(segment.start, w))?;
    let end = segment.start + word.chars().count();
    if clause <= end || scene.text.at(end) == Some('上') {
        return None;
    }
    made(Who::Meeting, (segment.start, end), "meeting-speaks", true)
}

/// 全会充分肯定…。一致认为，…: the meeting acts in the sentence before and nobody else does.
pub(super) fn meeting_of_sentence_before(scene: &Scene, segment: Segment) -> Option<Speaker> {
    let i = scene.segments.partition_point(|s| s.start < segment.start).checked_sub(1)?;
    let before = scene.segments[i];
    let nobody = before.block == segment.block && scene.actors(before.start, before.end).is_empty();
    meeting_before(scene, before, before.end).filter(|_| nobody)
}
