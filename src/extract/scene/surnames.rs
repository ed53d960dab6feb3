//! A surname alone at the head of a clause that means its only bearer in the document, as reports print it that a machine
//! has reworded.
//!
//! ```text
//! 〔左〕汇报了…  〔陈〕出席会议…            before what people do at an event
//! 〔裴〕特别强调，…  〔钟〕仔细询问…         with an adverb between
//! 〔左〕就防汛作了部署                     with what it was about between
//! 〔裴〕夸大，…                            before a reworded cue and a mark
//! 会上，〔方〕报告了…                       surnames that are words too: at the head of a sentence or behind its opener
//! refused: 高标准、严要求，…  应要求，…  方表示… within a sentence
//! ```
//!
//! Reads `bare_surname_acts.tsv`, `not_bare_surnames.txt`, `reworded_cues.tsv`, `cue_adverbs.txt`, `cues.tsv`.

use super::{Mention, Segment, Words, is_clause_end, names::within};
use crate::{
    extract::Text,
    lexicon::names,
    record::{Official, Span},
};
use std::{collections::BTreeMap, sync::LazyLock};

const ACTS_FILE: &str = include_str!("../../../lexicon/bare_surname_acts.tsv");
/// What stands behind a surname that means its only bearer.
static ACTS: LazyLock<Words> = LazyLock::new(|| Words::new(ACTS_FILE));
/// The same behind surnames that are words.
static SURE_ACTS: LazyLock<Words> = LazyLock::new(|| Words::of_class(ACTS_FILE, "sure"));
/// What only looks like a surname and what its bearer did.
static REFUSED: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/not_bare_surnames.txt")));
/// Cues in other words; they count before a mark.
static REWORDED: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/reworded_cues.tsv")));
/// Cues as they are.
static CUES: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/cues.tsv")));
/// Adverbs before a cue.
static ADVERBS: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/cue_adverbs.txt")));

/// Surnames that are function words or bodies: alone they never stand for a person.
const NEVER: &str = "和时后向任成应全单由从以与同会都并就对查管包强常党师代但经别能可";
/// Surnames that are words as well: they stand for a person before what only people do.
const WORDS: &str = "于方曾连边文明安平高江水金石田";
/// Of them those that are adverbs too (曾主持): at the head of a sentence only, or behind another surname alone.
const AT_HEAD: &str = "于方曾连边";
/// Longest opener before a surname at the head of a sentence (在座谈会上，), in characters.
const OPENER_REACH: usize = 6;
/// Longest matter before what was done about it (就做好下一步防汛救灾工作｜作了部署), in characters.
const MATTER_REACH: usize = 30;

/// Adds to `people` bare surnames of one known person at the head of a clause. `signs`: where punctuation stands.
pub(super) fn with_bare_surnames(
    text: &Text,
    officials: &[Official],
    (segments, signs): (&[Segment], &[usize]),
    mut people: Vec<Mention>,
) -> Vec<Mention> {
    let bearers = only_bearers(officials);
    let mut found = Vec::new();
    let closes = |c: char| is_clause_end(c) || matches!(c, '”' | '"');
    for s in segments {
        let inside = signs[signs.partition_point(|at| *at < s.start)..].iter().take_while(|at| **at < s.end);
        let openings = inside.filter(|at| closes(text.chars[**at])).map(|at| at + 1);
        let before = found.len();
        for at in std::iter::once(s.start).chain(openings).filter(|at| at + 2 < s.end) {
            // 谈通报了…，〔方〕报告了…: another surname alone shows how the sentence names people.
            let told = !AT_HEAD.contains(text.chars[at]) || found.len() > before || at <= s.start + OPENER_REACH;
            if let Some(&Some(who)) = bearers.get(&text.chars[at])
                && acts(text, at, told)
            {
                found.push(Mention { start: at, end: at + 1, who });
            }
        }
    }
    if !found.is_empty() {
        found.retain(|m| {
            within(&people, m.start.saturating_sub(8), m.end + 8).iter().all(|p| p.end <= m.start || m.end <= p.start)
        });
        people.extend(found);
        people.sort_unstable();
    }
    people
}

/// Each surname with the index of the one official who bears it; `None` where several do.
fn only_bearers(officials: &[Official]) -> BTreeMap<char, Option<usize>> {
    let mut bearers = BTreeMap::new();
    for (i, o) in officials.iter().enumerate() {
        if let Some(c) = o.name.chars().next().filter(|c| !NEVER.contains(*c)) {
            bearers.entry(c).and_modify(|one| *one = None).or_insert(Some(i));
        }
    }
    bearers
}

/// Whether the bearer of the surname at `at` acts. `told`: whether the surname may stand there for a person.
fn acts(text: &Text, at: usize, told: bool) -> bool {
    if !told || REFUSED.starting_at(text, at).is_some() {
        return false;
    }
    let word = WORDS.contains(text.chars[at]);
    let does = |from: usize| {
        let acts = if word { &SURE_ACTS } else { &ACTS };
        acts.starting_at(text, from).is_some() || rewords_a_cue(text, from) || is_marked_cue(text, from)
    };
    does(at + 1) || behind_adverb(text, at + 1).is_some_and(does) || !word && speaks_on(text, at + 1)
}

/// 就防汛工作作了部署: a matter, at `at`, on which somebody did something, in one clause.
fn speaks_on(text: &Text, at: usize) -> bool {
    let done = |i: usize| ["作了", "进行了", "作出了", "提出了"].iter().any(|w| text.starts_with(i, w));
    let clause = (at + 3..at + MATTER_REACH).take_while(|&i| text.at(i).is_some_and(|c| !is_clause_end(c)));
    text.starts_with(at, "就") && clause.into_iter().any(done)
}

/// 夸大，: a reworded cue at `at` with a mark behind it.
fn rewords_a_cue(text: &Text, at: usize) -> bool {
    REWORDED.starting_at(text, at).is_some_and(|n| matches!(text.at(at + n), Some('，' | ',' | '：' | ':')))
}

/// 要求，: a cue of two characters and more at `at` with a mark behind it.
fn is_marked_cue(text: &Text, at: usize) -> bool {
    CUES.starting_at(text, at).is_some_and(|n| n >= 2 && matches!(text.at(at + n), Some('，' | ',' | '：' | ':')))
}

/// Whether somebody whose name ends at `at` says what follows a mark: ［某某］要求，… ［某某］最后夸大：….
pub(super) fn says(text: &Text, at: usize) -> bool {
    let cue = |from: usize| is_marked_cue(text, from) || rewords_a_cue(text, from);
    cue(at) || behind_adverb(text, at).is_some_and(cue)
}

/// Where the text goes on behind an adverb of two characters and more at `at` (特别强调); the shorter ones make words
/// with a surname before them (方便, 何曾).
fn behind_adverb(text: &Text, at: usize) -> Option<usize> {
    let listed = ADVERBS.starting_at(text, at).filter(|n| *n >= 2);
    let manner = || (text.chars.len() >= at + 2 && names::is_adverbial(text.str(Span::new(at, at + 2)))).then_some(2);
    listed.or_else(manner).map(|n| at + n)
}
