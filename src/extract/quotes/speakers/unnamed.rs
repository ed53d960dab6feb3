//! Speakers of whom nobody read a name: the words are still somebody's.
//!
//! ```text
//! 副院长〔某某〕表示，   a title and two or three characters like a name
//! 九旬老兵〔某某〕说，   a sentence with a subject of any words
//! 县长〔××〕指出，       a form that keeps the place of a name
//! 一位〔老人〕说，       one of many; at home with 〔甲〕 it is he
//! refused: 俗话说，  据统计说，  习近平总书记认为 (nobody of the scene)
//! ```
//!
//! Reads `unnamed_speakers.txt`, `not_speakers.tsv`, `person_labels.tsv`, `sure_cues.txt`, `stranger_acts.tsv`.

use super::{
    super::cues::{Cue, Follows},
    Speaker, Who,
    collectives::GROUPS,
    made,
    middle::{MIDDLE_REACH, adverb_ending_at, before_gesture, before_manner, links, skip_adverbs},
};
use crate::{
    extract::scene::{Mention, Scene, Segment, Words, is_clause_end},
    lexicon::{self, names, words},
};
use std::sync::LazyLock;

/// Cues that are speech wherever they stand, whoever their subject may be.
static SURE_CUES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("../../../../lexicon/sure_cues.txt")));
/// What somebody does whose name nobody read.
static STRANGER_ACTS: LazyLock<Words> = LazyLock::new(|| Words::of_class(ACTS, "opening"));
/// What is done before those present.
static SHOWN: LazyLock<Words> = LazyLock::new(|| Words::of_class(ACTS, "shown"));
const ACTS: &str = include_str!("../../../../lexicon/stranger_acts.tsv");
const NOT_SPEAKERS: &str = include_str!("../../../../lexicon/not_speakers.tsv");
/// Words with which no subject of a cue begins.
static NO_BEGINNING: LazyLock<Words> = LazyLock::new(|| not_speakers("begin"));
/// Words with which no subject of a cue ends.
static NO_ENDING: LazyLock<Words> = LazyLock::new(|| not_speakers("end"));

/// Words for old people.
static OLD: LazyLock<Words> = LazyLock::new(|| Words::of_class(ACTS, "old"));

fn not_speakers(which: &'static str) -> Words {
    Words::of(
        lexicon::rows(NOT_SPEAKERS)
            .filter(|row| row.get(1).is_some_and(|w| *w == which || *w == "both"))
            .map(|row| row[0]),
    )
}

pub(super) static UNNAMED: LazyLock<Words> =
    LazyLock::new(|| Words::new(include_str!("../../../../lexicon/unnamed_speakers.txt")));
/// Words after which a name may follow (代表, 专家).
pub(super) static LABELS: LazyLock<Words> =
    LazyLock::new(|| Words::new(include_str!("../../../../lexicon/person_labels.tsv")));

/// …提出了三点要求： by somebody whom nobody read.
pub(super) fn unread(segment: Segment, from: usize, cue: &Cue) -> Option<Speaker> {
    let speaker = cue.lists.then(|| made(Who::Unknown, (from, from), "unread-speaker", false))??;
    Some(Speaker { clause: segment.start, ..speaker })
}

/// 副院长某某表示: a title and two or three characters that nobody read as a name. The words are still somebody's.
pub(super) fn unread_name(scene: &Scene, from: usize, cue: &Cue) -> Option<Speaker> {
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
    // 一名村支书站起来说: the title is all there is.
    if let Some(at) = before_movement(scene, from, end) {
        return made(Who::Unknown, (skip_adverbs(scene, from, at), at), "unread-name", false);
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
    // 校长某某介绍，…: no adverb and no preposition makes a noun of it.
    let noun = cue.noun && !(end == cue.start && says_at_once(cue) && may_be_given(scene, (end - title, end)));
    let aside = noun || prepositions.iter().any(|w| scene.text.starts_with(from, w));
    (!aside).then(|| made(Who::Unknown, (end - title, end), "unread-name", false))?
}

/// Where 站起来, 走上前 begins that ends at `end`, behind a title or label.
fn before_movement(scene: &Scene, from: usize, end: usize) -> Option<usize> {
    let directed = ["起来", "起身", "过来", "上前", "出来", "下来"].iter().any(|w| scene.text.ends_with(end, w));
    let behind = |at: &usize| *at > from + 1 && (scene.titled(*at) || is_label(scene, *at));
    let given = |at: &usize| !names::is_surname(scene.text.chars[*at]);
    [end.checked_sub(3)?, end - 2].into_iter().filter(|_| directed).filter(given).find(behind)
}

/// 介绍，学校…: of what is there, behind punctuation; not 过问, 主持总结.
fn says_at_once(cue: &Cue) -> bool {
    matches!(cue.follows, Follows::Words(at) if at > cue.end) && matches!(cue.stored, "介绍" | "反映" | "建议")
}

/// A name of two characters, or with a surname before it; no ordinary adverb or noun (县长专题介绍, 校长情况介绍).
fn may_be_given(scene: &Scene, (start, end): (usize, usize)) -> bool {
    let word: String = scene.text.chars[start..end].iter().collect();
    let whole = end - start == 2 || names::is_surname(scene.text.chars[start]);
    whole
        && names::common_word(&word).is_none_or(|_| names::is_surname(scene.text.chars[start]))
        && !names::is_adverbial(&word)
}

/// 个体户代表某某捐出三万元，他说: a clause between `from` and `to` opens with somebody unread, so that a pronoun behind it is
/// he.
pub(super) fn stranger_before(scene: &Scene, from: usize, to: usize) -> bool {
    let stranger = |at: usize| {
        let named = |n: usize| {
            let name = (at, at + n);
            let aged = || {
                scene.text.starts_with(at + n, "今年") && (at..at + n).all(|i| is_name_character(scene.text.chars[i]))
            };
            like_a_name(scene, name) && scene.titled(at) || is_label(scene, at) && (may_be_name(scene, name) || aged())
        };
        (2..=3).any(|n| at + n < to && named(n) && is_name_end(scene, at + n))
    };
    let first = scene.clause_end(from, to);
    scene.people(from, to).is_empty() && (from + 2..first.min(from + STRANGER_REACH)).any(stranger)
}

/// What stands behind a subject, not 、 or 的.
fn is_name_end(scene: &Scene, at: usize) -> bool {
    scene.text.at(at).is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && !matches!(c, '的' | '和' | '与' | '等'))
}

/// 九旬老兵某某激动地说，…: a sentence whose subject nobody read. The words are still somebody's.
pub(super) fn unread_subject(scene: &Scene, from: usize, cue: &Cue) -> Option<Speaker> {
    let start = skip_adverbs(scene, from, cue.start);
    // 某某建议，…: a whole name, and the words behind punctuation.
    let whole_name = || says_at_once(cue) && like_a_name(scene, (start, cue.start));
    if !(SURE_CUES.contains(&cue.stored) || whole_name()) || !scene.first_actors(from, cue.start).is_empty() {
        return None;
    }
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

/// XXX强调, 县长××指出: a form that keeps the place of a name.
pub(super) fn placeholder(scene: &Scene, start: usize, cue: &Cue) -> Option<Speaker> {
    let blank = |i: &usize| matches!(scene.text.at(*i), Some('X' | 'Ｘ' | 'x' | '×' | '○' | '〇' | '*' | '＊'));
    let first = (start..cue.start.min(start + 24)).find(blank)?;
    let end = (first..cue.start).find(|i| !blank(i)).unwrap_or(cue.start);
    let titled = first == start || scene.titled(first);
    (titled && end - first >= 2 && links(scene, end, cue))
        .then(|| made(Who::Unknown, (first, end), "unread-name", false))?
}

pub(super) fn unnamed(scene: &Scene, segment: Segment, start: usize, cue: &Cue) -> Option<Speaker> {
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
    if let Some(who) = host(scene, segment, cue.start).filter(|_| end - start <= 4) {
        return made(Who::People(vec![who]), (start, end), "host-speaks", true);
    }
    match elder(scene, segment, (start, end)) {
        Some(who) => made(Who::People(vec![who]), (start, end), "elder-speaks", true),
        None => made(Who::Unknown, (start, end), "unnamed-speaker", false),
    }
}

/// 八旬护林员〔甲〕先开口：“…。”¶“…。”｜老人｜接着说: the last person named in this or the last two paragraphs, where an age
/// or a word for old people stands before the name or behind it.
fn elder(scene: &Scene, segment: Segment, label: (usize, usize)) -> Option<usize> {
    /// How far before the name its age may stand, in characters.
    const REACH: usize = 16;
    let text = scene.text;
    let old = |at: usize| OLD.starting_at(text, at);
    (old(label.0) == Some(label.1 - label.0)).then_some(())?;
    let from = text.blocks[segment.block.saturating_sub(2)].span.start as usize;
    let last = scene.people(from, label.0).last().copied()?;
    let before = (last.start.saturating_sub(REACH)..last.start).rev().take_while(|&i| !is_clause_end(text.chars[i]));
    let aged = before.clone().any(|i| matches!(text.chars[i], '岁' | '旬')) || before.clone().any(|i| old(i).is_some());
    let now = || text.starts_with(last.end, "今年") || text.starts_with(last.end, "老人") || old(last.end).is_some();
    (aged || now()).then_some(last.who)
}

/// 在老党员〔甲〕家中，…老人说: the one person of the paragraph at whose home the story is.
fn host(scene: &Scene, segment: Segment, at: usize) -> Option<usize> {
    let from = scene.text.blocks[segment.block].span.start as usize;
    let homes = ["家", "老人", "老汉", "大娘", "大爷", "老大娘"];
    let named = |m: &&Mention| homes.iter().any(|w| scene.text.starts_with(m.end, w));
    scene.people(from.max(at.saturating_sub(300)), at).iter().rev().find(named).map(|m| m.who)
}

/// 新兵代表, 老党员 before a name; a clause that begins with 代表 has a verb there (代表县委).
fn is_labelled(scene: &Scene, from: usize, at: usize) -> bool {
    LABELS.ending_at(scene.text, at).is_some_and(|n| at - n > skip_adverbs(scene, from, at))
}

/// Whether a label of people ends at `at` (老兵代表, 劳动模范).
pub(in crate::extract::quotes) fn is_label(scene: &Scene, at: usize) -> bool {
    LABELS.ending_at(scene.text, at).is_some_and(|n| n > 1)
}

fn is_name_character(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) && !"的了们在就对向与及等也都还并说各所是不把将".contains(c)
}

/// Whether two or three characters look like a name that nobody read (苗春禾表示), not like a word (专家, 老乡).
pub(in crate::extract::quotes) fn like_a_name(scene: &Scene, (start, end): (usize, usize)) -> bool {
    let Some([surname, given @ ..]) = scene.text.chars.get(start..end) else { return false };
    let word: String = scene.text.chars[start..end].iter().collect();
    (1..=2).contains(&given.len())
        && names::surname(&[*surname]).is_some_and(|s| s + names::given(given) >= 0)
        && names::common_word(&word).is_none()
        && !names::is_adverbial(&word)
}

/// Two or three characters that a title before them and a verb behind them show to be a name, rare surnames too.
fn may_be_name(scene: &Scene, (start, end): (usize, usize)) -> bool {
    let Some([surname, given @ ..]) = scene.text.chars.get(start..end) else { return false };
    let word: String = scene.text.chars[start..end].iter().collect();
    // 代表普遍反映: the first two are a word.
    let first_two = || &word[..surname.len_utf8() + given[0].len_utf8()];
    let begins_a_word = given.len() > 1
        && (names::is_adverbial(first_two()) || names::common_word(first_two()).is_some_and(|w| w > 60));
    names::is_surname(*surname)
        && !begins_a_word
        && !"要都就在也还将应并均经向和与同".contains(*surname)
        && given.iter().all(|c| is_name_character(*c))
        && names::common_word(&word).is_none()
        && !names::is_adverbial(&word)
}

/// Longest post and name of somebody unread, in characters.
const STRANGER_REACH: usize = 40;

/// 合作社理事长尕藏被评为…: a paragraph opens with a title and two or three characters like a name, and what they did.
/// Nobody read the name; but he, and not whoever acted before, is meant by the pronoun that follows.
pub(in crate::extract::quotes) fn stranger_opens(scene: &Scene, segment: Segment) -> bool {
    let end = scene.clause_end(segment.start, segment.end).min(segment.start + STRANGER_REACH);
    let stranger = |title: usize| {
        scene.titled(title)
            && (2..=3).any(|n| {
                may_be_name(scene, (title, title + n)) && STRANGER_ACTS.starting_at(scene.text, title + n).is_some()
            })
    };
    // Further down in the paragraph only by a whole name, and what is done before those present: 画匠某某展示了新作.
    let within = |title: usize| {
        (scene.titled(title) || is_label(scene, title))
            && (2..=3)
                .any(|n| like_a_name(scene, (title, title + n)) && SHOWN.starting_at(scene.text, title + n).is_some())
    };
    // 种粮大户某某托管了两千亩地: the label heads the sentence.
    let heads = |name: usize| {
        let label = LABELS.ending_at(scene.text, name).is_some_and(|n| n > 1 && name - n == segment.start);
        let done = || (name + 2..end).any(|i| scene.text.chars[i] == '了');
        label && done() && (2..=3).any(|n| like_a_name(scene, (name, name + n)))
    };
    let acts = |at: usize| heads(at) || within(at) || segment.opens_block && stranger(at);
    scene.people(segment.start, end).is_empty() && (segment.start + 2..end).any(acts)
}
