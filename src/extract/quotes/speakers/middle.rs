//! What may stand between a speaker and the cue, and before a cue without a speaker.
//!
//! Accepted: 〔甲〕｜在主持会议时｜强调, 〔甲〕｜高兴地｜说, ｜并就下步工作｜要求. Refused: 按照…｜要求, 对…进行｜总结, 可｜说.
//!
//! Reads `cue_middles.tsv`, `cue_adverbs.txt`.

use super::super::cues::Cue;
use crate::{
    extract::scene::{Scene, Words},
    lexicon::names,
    record::Span,
};
use std::sync::LazyLock;

const MIDDLES: &str = include_str!("../../../../lexicon/cue_middles.tsv");
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
pub(super) static ADVERBS: LazyLock<Words> =
    LazyLock::new(|| Words::new(include_str!("../../../../lexicon/cue_adverbs.txt")));
/// Longest stretch between speaker and cue, in characters (在主持会议时就贯彻落实会议精神).
pub(super) const MIDDLE_REACH: usize = 48;

/// Whether the words between the end of the speaker and the cue can stand there.
pub(super) fn links(scene: &Scene, end: usize, cue: &Cue) -> bool {
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
pub(in crate::extract::quotes) fn is_adverbial_middle(scene: &Scene, from: usize, to: usize) -> bool {
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
    let opens = |at: usize| PHRASES.starting_at(scene.text, at).is_some();
    !noun_before && (opens(from) || opens(skip_adverbs(scene, from, end)))
}

/// Nothing but adverbs, or a phrase with a preposition (就下步工作, 在讲话中).
pub(in crate::extract::quotes) fn is_adverbial(scene: &Scene, from: usize, cue: &Cue) -> bool {
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
    // 掂了掂｜说, 想了想｜说
    let again = |i: usize| scene.text.at(i + 1) == Some('了') && scene.text.at(i) == scene.text.at(i + 2);
    let gesture = gesture || !cue.noun && cue.start >= from + 3 && cue.start <= from + 8 && again(cue.start - 3);
    let manner = cue.start - from <= 8 && matches!(scene.text.chars[cue.start - 1], '地' | '着' | '声' | '脸');
    gesture
        || (manner && !cue.noun)
        || (cue.start - start <= 24
            && ["就", "对", "在", "向", "围绕", "针对", "代表", "一边", "从"]
                .iter()
                .any(|w| scene.text.starts_with(start, w))
            && links(scene, start, cue))
}

pub(super) fn skip_adverbs(scene: &Scene, mut from: usize, to: usize) -> usize {
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
pub(super) fn adverb_ending_at(scene: &Scene, end: usize) -> Option<usize> {
    let like_a_name =
        || (2..=3).rev().filter(|n| *n <= end).find(|n| names::is_adverbial(scene.text.str(Span::new(end - n, end))));
    ADVERBS.ending_at(scene.text, end).or_else(like_a_name)
}

/// Where 高兴地, 十分激动地 before a cue begins, not before `from`; `end` if no such words stand there.
pub(super) fn before_manner(scene: &Scene, from: usize, end: usize) -> usize {
    if end < from + 4 || scene.text.chars[end - 1] != '地' {
        return end;
    }
    let manner = adverb_ending_at(scene, end - 1).unwrap_or(2);
    end - 1 - manner.min(end - 1 - from)
}

/// Where 拉着战友的手, 指着新修的路 before a cue begins, not before `from`; `end` if no such words stand there.
pub(super) fn before_gesture(scene: &Scene, from: usize, end: usize) -> usize {
    let gesture =
        |i: &usize| scene.text.chars[*i] == '着' && "拉握指望摸捧攥看牵拿抱举擦抚".contains(scene.text.chars[*i - 1]);
    let Some(at) = (from + 3..end).find(gesture) else { return end };
    let verb = at - 1;
    let doubled = ["紧", "抚", "手"].iter().any(|w| scene.text.ends_with(verb, w));
    verb - usize::from(doubled)
}
