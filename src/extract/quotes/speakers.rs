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
//!
//! Meetings, bodies and groups: [`collectives`]; people without a name: [`unnamed`]; clauses without a subject: [`omitted`]; what stands
//! between speaker and cue: [`middle`].
//!
//! Reads `anonymous_speakers.tsv`.

mod collectives;
mod middle;
mod omitted;
mod unnamed;

pub(super) use collectives::group_at;
pub(super) use middle::{is_adverbial, is_adverbial_middle};
pub(super) use omitted::by_whom;
pub(super) use unnamed::{is_label, like_a_name, stranger_opens};

use super::cues::{Cue, Follows};
use crate::{
    extract::scene::{Mention, Scene, Segment, Words},
    lexicon::names,
    record::Span,
};
use collectives::{body, group, meeting, present, writing};
use middle::{adverb_ending_at, links, skip_adverbs};
use omitted::{actor_before, omitted};
use std::sync::LazyLock;
use unnamed::{LABELS, placeholder, stranger_before, unnamed, unread, unread_name, unread_subject};

/// Words that end the label of somebody whom the text does not name (该镇负责人).
static ANONYMOUS: LazyLock<Words> = LazyLock::new(|| Words::of_class(ANONYMOUS_SPEAKERS, "label"));
const ANONYMOUS_SPEAKERS: &str = include_str!("../../../lexicon/anonymous_speakers.tsv");

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
    if cue.is_mark(scene) {
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
    let here = actor_before(scene, segment, from, recent);
    let stranger = here.is_none() && stranger_before(scene, segment.start, from);
    let who = here.or_else(|| recent.last().filter(|_| !stranger));
    let who = who.map_or(Who::Unknown, |w| Who::People(vec![w]));
    let rule = if stranger { "pronoun-of-stranger" } else { "pronoun-speaker" };
    made(who, (at, at + 1), rule, true)
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
                '其' | '吉'
                    | '着'
                    | '住'
                    | '对'
                    | '向'
                    | '给'
                    | '请'
                    | '让'
                    | '与'
                    | '和'
                    | '同'
                    | '跟'
                    | '为'
                    | '把'
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
        .or_else(|| swapped_name(scene, start, cue))
        .or_else(|| [start + 2, start + 3].into_iter().filter(unread).find_map(|e| spread(&e)))?;
    made(Who::People(vec![who]), (start, end), "misprinted-name", true)
}

/// 〔高峰〕 is known, then ［顶峰］强调，…: on a page whose words a machine has swapped, a word right before a cue and a mark
/// that shares one of its two characters, at the same place, with the one name that is a word too.
fn swapped_name(scene: &Scene, start: usize, cue: &Cue) -> Option<(usize, usize)> {
    let marked = cue.far && matches!(cue.follows, Follows::Words(at) if at == cue.end + 1);
    if !scene.text.reworded || cue.start != start + 2 || !marked {
        return None;
    }
    let printed = scene.text.str(Span::new(start, cue.start));
    let is_word = |word: &str| names::common_word(word).is_some();
    let is_swapped = |name: &str| {
        let shared = name.chars().zip(printed.chars()).filter(|(a, b)| a == b).count();
        name.chars().count() == 2 && shared == 1 && is_word(name)
    };
    let mut who = (0..scene.officials.len()).filter(|&i| is_swapped(&scene.officials[i].name));
    let one = who.next().filter(|_| who.next().is_none() && is_word(printed))?;
    Some((one, cue.start))
}

/// Three characters of which one differs, the surname or the last being right.
fn is_misprint(name: &str, printed: &[char]) -> bool {
    let name: Vec<char> = name.chars().collect();
    name.len() == 3 && printed.len() == 3 && name.iter().zip(printed).filter(|(a, b)| a != b).count() == 1
}
