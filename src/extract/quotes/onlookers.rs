//! What those around do while or after somebody speaks, and what is to be seen and heard there: no words of the speaker.
//!
//! ```text
//! 村民拉着〔甲〕的手问长问短，把核桃塞进了…     a gesture
//! 获奖的茶农们喜笑颜开，举起奖杯合影。          those present
//! 随同视察的代表还就管网改造提出了意见。        what they put forward, without a word of it
//! 站在瞭望塔上，护林员报告着林区的情况。        where the party stands or goes
//! 视察组一行还品尝了学生餐。                    the party itself
//! ¶拖拉机的轰鸣声此起彼伏，…                    the scene, at the head of a paragraph
//! refused: 在场的同志要把精神带回去  站在新的起点上，我们…  老支书拉着我的手说…      demanded, or of the speaker's side
//! ```
//!
//! Reads `onlooker_words.tsv`.

use crate::extract::scene::{Scene, Segment, Words};
use std::sync::LazyLock;

const FILE: &str = include_str!("../../../lexicon/onlooker_words.tsv");
/// What is taken hold of.
static HANDS: LazyLock<Words> = LazyLock::new(|| Words::of_class(FILE, "hand"));
/// What shows the gesture to be told.
static TOLD: LazyLock<Words> = LazyLock::new(|| Words::of_class(FILE, "told"));
/// Beginnings of those present.
static PRESENT: LazyLock<Words> = LazyLock::new(|| Words::of_class(FILE, "present"));
/// Verbs of standing and going that open a sentence.
static STANDS: LazyLock<Words> = LazyLock::new(|| Words::of_class(FILE, "stands"));
/// Ends of what they stand on in a figure of speech.
static FIGURES: LazyLock<Words> = LazyLock::new(|| Words::of_class(FILE, "figure"));
/// What is seen and heard.
static SCENERY: LazyLock<Words> = LazyLock::new(|| Words::of_class(FILE, "scenery"));
/// Who visits, and what they do.
static PARTY: LazyLock<Words> = LazyLock::new(|| Words::of_class(FILE, "party"));
static GOES: LazyLock<Words> = LazyLock::new(|| Words::of_class(FILE, "goes"));
/// What keeps a sentence with the speech.
static OWN: LazyLock<Words> = LazyLock::new(|| Words::of_class(FILE, "own"));

/// Whether the segment tells what those around did or what was to be seen.
pub(super) fn act(scene: &Scene, segment: Segment) -> bool {
    hands_are_held(scene, segment)
        || !is_own(scene, segment)
            && (those_present(scene, segment)
                || puts_forward(scene, segment)
                || stands_there(scene, segment)
                || party_goes(scene, segment)
                || describes(scene, segment))
}

/// 要, 希望, 我们: demanded, or of the speaker's own side; not 重要, 主要.
fn is_own(scene: &Scene, segment: Segment) -> bool {
    let text = scene.text;
    let noun = |i: usize| text.chars[i] == '要' && ["重", "主", "需", "纪", "摘"].iter().any(|w| text.ends_with(i, w));
    (segment.start..segment.end).any(|i| OWN.starting_at(text, i).is_some() && !noun(i) && !scene.marks.inside_words(i))
}

/// 村民拉着〔甲〕的手问长问短，把核桃塞进了…: somebody not of the speaker's side takes another by the hand, and did something
/// besides.
fn hands_are_held(scene: &Scene, segment: Segment) -> bool {
    /// Longest name of whose hand is held, in characters.
    const REACH: usize = 30;
    let text = scene.text;
    let hold = |i: usize| {
        "拉握攥牵挽捧搂扶".contains(text.chars[i])
            && matches!(text.at(i + 1), Some('着' | '住'))
            && !scene.marks.inside_words(i)
    };
    let Some(at) = (segment.start..segment.end).find(|&i| hold(i)) else { return false };
    let end = scene.clause_end(at, segment.end).min(at + REACH);
    let hand = HANDS.within(text, at + 3, end);
    let ours = |i: usize| matches!(text.at(i), Some('我' | '咱' | '你' | '您'));
    hand && TOLD.within(text, at, segment.end) && !(segment.start..segment.end).any(ours)
}

/// 获奖的茶农们喜笑颜开，…  台下许多学生流下了眼泪。
fn those_present(scene: &Scene, segment: Segment) -> bool {
    PRESENT.starting_at(scene.text, segment.start).is_some()
}

/// 随同视察的部分代表还就管网改造提出了意见和建议。
fn puts_forward(scene: &Scene, segment: Segment) -> bool {
    let text = scene.text;
    let end = scene.clause_end(segment.start, segment.end);
    let about = |i: usize| ["还就", "还对", "还围绕", "也就"].iter().any(|w| text.starts_with(i, w));
    let put = ["意见", "建议", "意见建议", "意见和建议", "要求", "部署", "安排"].iter().any(|w| text.ends_with(end, w));
    let done = |i: usize| ["提出了", "作了", "进行了", "作出了"].iter().any(|w| text.starts_with(i, w));
    let from = (segment.start..end.min(segment.start + 20)).find(|&i| about(i));
    put && end + 1 >= segment.end && from.is_some_and(|from| (from..end).any(done))
}

/// 视察组一行还品尝了学生餐。
fn party_goes(scene: &Scene, segment: Segment) -> bool {
    let Some(n) = PARTY.starting_at(scene.text, segment.start) else { return false };
    let end = segment.start + n;
    let behind = end + 2 * usize::from(scene.text.starts_with(end, "一行"));
    GOES.starting_at(scene.text, behind).is_some()
}

/// 站在瞭望塔上，护林员报告着…: a short clause with where they stand or go, not 站在新的起点上.
fn stands_there(scene: &Scene, segment: Segment) -> bool {
    let text = scene.text;
    let Some(verb) = STANDS.starting_at(text, segment.start) else { return false };
    let end = scene.clause_end(segment.start, segment.end);
    let place = end > segment.start + verb + 1 && end - segment.start <= 16;
    let comma = matches!(text.at(end), Some('，' | ','));
    place && comma && !FIGURES.within(text, segment.start, end)
}

/// ¶拖拉机的轰鸣声此起彼伏，…
fn describes(scene: &Scene, segment: Segment) -> bool {
    let block = scene.text.blocks[segment.block].span.end as usize;
    let demanded = Segment { end: block, ..segment };
    segment.opens_block && SCENERY.within(scene.text, segment.start, segment.end) && !is_own(scene, demanded)
}
