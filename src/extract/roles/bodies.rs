//! How bodies take part in a meeting.
//!
//! ```text
//! 由县委主办  〔县委〕召开会议            host
//! 〔海军〕、〔武警部队〕等部队代表表示      delegate
//! 〔县法院〕列席会议                      collective
//! 来到〔武警中队〕慰问                    visited
//! ```

use super::Course;
use crate::{
    extract::scene::{Mention, Moments, Scene, Segment},
    record::{Basis, DocumentKind, Presence, Span, UnitAttendance},
};
use std::collections::BTreeMap;

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
    let words = |list: &[&str], from: usize, to: usize| {
        (from..to).find_map(|i| {
            let w = list.iter().find(|w| scene.text.starts_with(i, w))?;
            Some(Span::new(i, i + w.chars().count()))
        })
    };
    let person_between = |to: usize| !scene.people(m.end, to).is_empty();
    if let Some(verb) = words(&["主办", "承办", "协办", "召开", "举办", "举行", "组织召开"], m.end, stop)
        && !person_between(verb.start as usize)
        && verb.start as usize - m.end <= 30
    {
        return Some((Presence::Host, verb, "body-hosts"));
    }
    if let Some(label) = words(&["代表", "负责人", "负责同志", "有关领导", "领导"], m.end, stop)
        && !person_between(label.start as usize)
        && label.start as usize - m.end <= 24
    {
        return Some((Presence::Delegate, label, "body-delegates"));
    }
    if let Some(verb) = words(
        &["来到", "走进", "赴", "前往", "深入", "走访慰问", "看望慰问", "走访", "慰问", "察看", "参观"],
        clause,
        m.start,
    ) && m.start - verb.end as usize <= 30
    {
        return Some((Presence::Visited, verb, "body-visited"));
    }
    let attends = words(&["参加", "列席", "出席", "作了发言", "先后发言", "作表态发言"], m.end, stop)?;
    (!person_between(attends.start as usize) && attends.start as usize - m.end <= 30).then_some((
        Presence::Collective,
        attends,
        "body-attends",
    ))
}
