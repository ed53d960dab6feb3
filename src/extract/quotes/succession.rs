//! A second cue in the same speech: it opens a row of its own, and its speaker is that of the first.
//!
//! ```text
//! 〔甲〕指出，…不足，要求各乡镇…            in the sentence, after a comma or semicolon
//! 〔甲〕勉励新兵们…。并表示，…              at the head of the next sentence
//! 〔甲〕提出几点要求：…。并对大家提出四点希望：…
//! refused: 指出，群众反映强烈，要求尽快…    somebody else's demand
//!          说，…，希望银行…                 what the speaker himself wishes
//!          提出三点要求：一是…，要求各村…    a point of the list
//! ```

use super::{
    cues::{Cue, begins_a_list, cue_at},
    items::Item,
    speakers,
};
use crate::{
    extract::scene::{Scene, Segment, Words},
    lexicon,
};
use std::sync::LazyLock;

const FILE: &str = include_str!("../../../lexicon/second_cues.tsv");
/// Cues after which another may follow.
static FIRST: LazyLock<Vec<&str>> = LazyLock::new(|| column("first"));
/// Cues that follow after any comma.
static SECOND: LazyLock<Vec<&str>> = LazyLock::new(|| column("second"));
/// Cues that follow only with 并, 同时, or after a semicolon.
static JOINED: LazyLock<Vec<&str>> = LazyLock::new(|| column("joined"));
/// Cues that follow an assessment (认为…，希望…).
static WISHES: LazyLock<Vec<&str>> = LazyLock::new(|| column("wish"));
/// Cues of assessment.
static ASSESSMENTS: LazyLock<Vec<&str>> = LazyLock::new(|| column("assessment"));
/// Words that join a clause to the one before.
static CONNECTIVES: LazyLock<Words> = LazyLock::new(|| Words::of(column("connective").into_iter()));
/// Words for those who demand and say something in what a speaker tells.
static OTHERS: LazyLock<Words> = LazyLock::new(|| Words::of(column("other").into_iter()));

fn column(which: &str) -> Vec<&'static str> {
    lexicon::rows(FILE)
        .filter(|row| row.get(1).is_some_and(|c| c.split(' ').any(|w| w == which)))
        .map(|row| row[0])
        .collect()
}

/// The next cue of the same speaker in the sentence behind `words`, and the clause it stands in.
pub(super) fn in_sentence(scene: &Scene, segment: Segment, first: &Cue, words: usize) -> Option<(Cue, usize)> {
    if !FIRST.contains(&first.stored) {
        return None;
    }
    let mut at = words;
    while at < segment.end {
        let stop = scene.clause_end(at, segment.end);
        let clause = stop + 1;
        if clause >= segment.end {
            return None;
        }
        if matches!(scene.text.chars[stop], '，' | ',' | '；' | ';')
            && let Some(cue) = cue_of_clause(scene, segment, clause)
            && follows(scene, segment, first, &cue, (words, clause))
            && (!is_of_others(scene, words, stop) || is_pronoun(scene, words, clause))
        {
            return Some((cue, clause));
        }
        at = clause;
    }
    None
}

/// The cue at the head of a sentence that goes on with a speech (并表示, 同时要求, 并对…提出四点希望：).
pub(super) fn at_head(scene: &Scene, segment: Segment) -> Option<Cue> {
    CONNECTIVES.starting_at(scene.text, segment.start)?;
    let cue = cue_of_clause(scene, segment, segment.start)?;
    let wish = WISHES.contains(&cue.stored) && scene.text.at(segment.start) == Some('并');
    (cue.lists || wish || SECOND.contains(&cue.stored) || JOINED.contains(&cue.stored)).then_some(cue)
}

/// The cue of a clause that names no subject.
fn cue_of_clause(scene: &Scene, segment: Segment, clause: usize) -> Option<Cue> {
    // 希望…，他表示…: the pronoun adds nothing.
    let pronoun = matches!(scene.text.at(clause), Some('他' | '她')) && scene.text.at(clause + 1) != Some('们');
    let clause = clause + usize::from(pronoun);
    // 同时，要求…: the connective has a comma of its own.
    let clause = match CONNECTIVES.starting_at(scene.text, clause) {
        Some(n) if matches!(scene.text.at(clause + n), Some('，' | ',')) => clause + n + 1,
        _ => clause,
    };
    let stop = scene.clause_end(clause, segment.end).min(clause + 30);
    let cue = (clause..stop).find_map(|at| cue_at(scene, segment, at))?;
    let said = cue.follows.words().is_some_and(|w| w + 4 < segment.end);
    (said && !cue.is_mark(scene) && speakers::is_adverbial(scene, clause, &cue)).then_some(cue)
}

fn follows(scene: &Scene, segment: Segment, first: &Cue, cue: &Cue, (words, clause): (usize, usize)) -> bool {
    let pronoun = matches!(scene.text.at(clause), Some('他' | '她'));
    let joined = pronoun || CONNECTIVES.starting_at(scene.text, clause).is_some();
    // …进入新阶段，要求我们…: a thing demands it.
    let of_us = cue.follows.words().is_some_and(|w| scene.text.at(w) == Some('我'));
    if of_us && !joined {
        return false;
    }
    if begins_a_list(scene, words) {
        let last = || !Item::goes_on(scene, clause, scene.text.blocks[segment.block].span.end as usize);
        return joined && (cue.lists || SECOND.contains(&cue.stored) && last());
    }
    let after_semicolon = matches!(scene.text.chars[clause - 1], '；' | ';');
    SECOND.contains(&cue.stored)
        || cue.lists
        || (JOINED.contains(&cue.stored) && (joined || after_semicolon))
        || (WISHES.contains(&cue.stored) && ASSESSMENTS.contains(&first.stored))
}

/// …，他表示: the speaker again, if nobody else was named between.
fn is_pronoun(scene: &Scene, words: usize, clause: usize) -> bool {
    matches!(scene.text.at(clause), Some('他' | '她')) && scene.people(words, clause).is_empty()
}

/// Whether the words between two cues name somebody to whom the second belongs.
fn is_of_others(scene: &Scene, from: usize, to: usize) -> bool {
    let clause = scene.clause_start(from, to);
    (clause..to).any(|i| OTHERS.starting_at(scene.text, i).is_some() || speakers::group_at(scene, i))
        || !scene.people(from, to).is_empty()
}
