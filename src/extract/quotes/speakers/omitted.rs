//! A clause that names nobody: 并强调, 还要求, 在讲话中指出.
//!
//! ```text
//! 〔甲〕作了发言，表示…     whoever acts in an earlier clause
//! 会议由〔甲〕主持，他…      behind 由
//! 〔甲〕讲话。强调，…        or in the sentence before
//! refused: 看望了学生〔甲〕，勉励…   the object of a verb at the head of the clause
//! ```

use super::{
    super::cues::Cue,
    Recent, Speaker, Who,
    collectives::{collective_before, collective_of_sentence_before, meeting_before, meeting_of_sentence_before},
    is_pronoun, is_whole, made,
    middle::{is_adverbial, skip_adverbs},
};
use crate::extract::scene::{Mention, Scene, Segment};

/// The clause names nobody: 并强调, 还要求, 在讲话中指出. The speaker acts in an earlier clause of the segment, or in
/// the one before when the segment begins with the cue.
pub(super) fn omitted(scene: &Scene, segment: Segment, from: usize, cue: &Cue, recent: &Recent) -> Option<Speaker> {
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

pub(super) fn actor_before(scene: &Scene, segment: Segment, clause: usize, recent: &Recent) -> Option<usize> {
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
        if let Some(called) = called_in(scene, start, end, recent) {
            return Some(called);
        }
        if is_pronoun(scene, start, start) {
            // Whoever acts earlier in the segment is meant, else the one who acted last.
            return named_before(scene, segment, start, recent)
                .or_else(|| recent.last())
                .map(|who| (who, (start, start + 1)));
        }
        if start >= end {
            break;
        }
        end = start;
    }
    None
}

/// 裴书记俯下身，｜问  九十岁的钱老精神很好，｜说: surname and title, or title alone, at the head of the clause or behind an attribute.
fn called_in(scene: &Scene, start: usize, end: usize, recent: &Recent) -> Option<(usize, (usize, usize))> {
    const LONGEST: usize = 10;
    let attribute = (start..end.min(start + LONGEST)).rfind(|&i| scene.text.chars[i] == '的').map(|i| i + 1);
    let heads = std::iter::once(start).chain(attribute);
    let mut called = heads.filter_map(|at| scene.called(at, end, &recent.0)).filter(|c| !is_whole(scene, c.end));
    called.find_map(|c| Some((c.who?, (c.start, c.end))))
}

/// 会议由〔甲〕主持，他…: who did it, behind 由.
pub(in crate::extract::quotes) fn by_whom(scene: &Scene, from: usize, to: usize) -> Option<Mention> {
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
fn named_before(scene: &Scene, segment: Segment, clause: usize, recent: &Recent) -> Option<usize> {
    let mut end = clause;
    for _ in 0..6 {
        if end <= segment.start + 1 {
            return None;
        }
        let start = scene.clause_start(segment.start, end - 1);
        if let Some(m) = scene.first_actors(start, end).first() {
            return Some(m.who);
        }
        if let Some((who, _)) = called_in(scene, start, end, recent) {
            return Some(who);
        }
        end = start.min(end - 1);
    }
    None
}
