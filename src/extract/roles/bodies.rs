//! How bodies take part in a meeting.
//!
//! ```text
//! 由县委主办  〔县委〕召开会议            host
//! 〔海军〕、〔武警部队〕等部队代表表示      delegate
//! 〔县法院〕列席会议                      collective
//! 来到〔武警中队〕慰问                    visited
//! ```
//!
//! Reads `presence_words.tsv`.

use super::Course;
use crate::{
    extract::scene::{Mention, Moments, Scene, Segment, Words},
    lexicon::words_of,
    record::{Basis, DocumentKind, Presence, Span, UnitAttendance},
};
use std::{collections::BTreeMap, sync::LazyLock};

const WORDS: &str = include_str!("../../../lexicon/presence_words.tsv");
/// Words behind a body that makes the meeting.
static HOSTS: LazyLock<Words> = LazyLock::new(|| Words::of_class(WORDS, "host"));
/// Words behind a body whose people take part.
static DELEGATES: LazyLock<Words> = LazyLock::new(|| Words::of_class(WORDS, "delegate"));
/// Words behind a body that takes part.
static ATTENDS: LazyLock<Words> = LazyLock::new(|| Words::of_class(WORDS, "attends"));
/// Words before a body to which others come.
static VISITS: LazyLock<Words> = LazyLock::new(|| Words::of_class(WORDS, "visited"));
/// All that stands behind a body and tells of it: behind most stands none.
static BEHIND: LazyLock<Words> =
    LazyLock::new(|| Words::of(["host", "delegate", "attends"].iter().flat_map(|class| words_of(WORDS, class))));

/// The presences of each unit, one a meeting and manner.
pub(super) fn presences(scene: &Scene, course: Course, moments: &Moments) -> Vec<Vec<UnitAttendance>> {
    let mut all: Vec<BTreeMap<(u32, Presence), UnitAttendance>> = vec![BTreeMap::new(); scene.units.len()];
    if course.kind != DocumentKind::Speech {
        for segment in &scene.segments {
            for m in scene.bodies(segment.start, segment.end) {
                read(scene, course, moments, *segment, *m, &mut all);
            }
        }
    }
    all.into_iter().map(|list| list.into_values().collect()).collect()
}

fn read(
    scene: &Scene,
    course: Course,
    moments: &Moments,
    segment: Segment,
    m: Mention,
    all: &mut [BTreeMap<(u32, Presence), UnitAttendance>],
) {
    let from = course.quotes.partition_point(|q| q.spans.last().is_some_and(|s| (s.end as usize) <= m.start));
    let near = course.quotes[from..].iter().take(8);
    let quoted = near.flat_map(|q| &q.spans).any(|s| (s.start as usize) <= m.start && m.end <= s.end as usize);
    if quoted || scene.marks.inside_words(m.start) {
        return;
    }
    let Some((presence, span, rule)) = presence(scene, segment, m) else { return };
    let Some(meeting) = moments.at(m.start) else { return };
    if let Some(list) = all.get_mut(m.who) {
        let made = || UnitAttendance { presence, meeting, span, rule: rule.into(), basis: Basis::Stated };
        list.entry((meeting, presence)).or_insert_with(made);
    }
}

fn presence(scene: &Scene, segment: Segment, m: Mention) -> Option<(Presence, Span, &'static str)> {
    let clause = scene.clause_start(segment.start, m.start);
    let stop = scene.clause_end(m.end, segment.end);
    let first = |words: &Words, from: usize, to: usize| {
        words.beginning_in(scene.text, from, to).next().map(|(at, length)| Span::new(at, at + length))
    };
    let told = first(&BEHIND, m.end, stop).is_some();
    let person_between = |to: usize| !scene.people(m.end, to).is_empty();
    if told
        && let Some(verb) = first(&HOSTS, m.end, stop)
        && !person_between(verb.start as usize)
        && verb.start as usize - m.end <= 30
    {
        return Some((Presence::Host, verb, "body-hosts"));
    }
    if told
        && let Some(label) = first(&DELEGATES, m.end, stop)
        && !person_between(label.start as usize)
        && label.start as usize - m.end <= 24
    {
        return Some((Presence::Delegate, label, "body-delegates"));
    }
    if let Some(verb) = first(&VISITS, clause, m.start)
        && m.start.checked_sub(verb.end as usize).is_some_and(|gap| gap <= 30)
    {
        return Some((Presence::Visited, verb, "body-visited"));
    }
    let attends = if told { first(&ATTENDS, m.end, stop)? } else { return None };
    (!person_between(attends.start as usize) && attends.start as usize - m.end <= 30).then_some((
        Presence::Collective,
        attends,
        "body-attends",
    ))
}
