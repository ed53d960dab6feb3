//! How a page goes on under a speech when nobody of the scene acts: the event summed up, the scene described, the lines of
//! the page itself.
//!
//! ```text
//! 此次会议的召开，进一步统一了思想。  通过此次座谈，增进了…。   the event and what it brought
//! 展厅里，一张张照片讲述着…。                                    the scene
//! 近年来，柳沟镇大力发展茶业，…。                                the background, in the last paragraphs
//! 记者从座谈会上了解到，…                                        the reporter
//! 全体代表审议通过了…。 〔消防总队〕抽调六十人…。                  a group or body acts
//! 大家还对报告提出了意见建议。                                    the debate
//! 凡本网注明…  附：…  网址                                       furniture
//! refused: 此次会议很重要，大家要…   工作上，要…   〔水务局〕要…     the speaker demands
//! ```

use super::{
    narration::is_headline,
    speakers::{like_a_name, stranger_opens},
};
use crate::extract::scene::{Scene, Segment, Words, is_clause_end};
use std::sync::LazyLock;

const FILE: &str = include_str!("../../../lexicon/closing_words.tsv");
/// What was held.
static EVENTS: LazyLock<Words> = LazyLock::new(|| Words::of_class(FILE, "event"));
/// What it brought.
static RESULTS: LazyLock<Words> = LazyLock::new(|| Words::of_class(FILE, "result"));
/// Where the scene is described.
static VENUES: LazyLock<Words> = LazyLock::new(|| Words::of_class(FILE, "venue"));
/// Beginnings of lines that belong to the page.
static FURNITURE: LazyLock<Words> = LazyLock::new(|| Words::of_class(FILE, "furniture"));
/// What a group does with a report.
static DEBATES: LazyLock<Words> = LazyLock::new(|| Words::of_class(FILE, "debate"));
/// Beginnings of groups that act.
static GROUPS: LazyLock<Words> = LazyLock::new(|| Words::of_class(FILE, "group"));
/// What they do.
static DEEDS: LazyLock<Words> = LazyLock::new(|| Words::of_class(FILE, "deed"));

/// What is demanded, or the speaker's own side.
static DEMANDS: LazyLock<Words> = LazyLock::new(|| Words::of_class(FILE, "demand"));
/// What opens a paragraph on the background.
static TIMES: LazyLock<Words> = LazyLock::new(|| Words::of_class(FILE, "time"));

/// Lines at the end of a page, at most this long (characters), without a stop: captions, a signature.
const LAST_LINE: usize = 30;
/// At most so many of them.
const LAST_LINES: usize = 4;

/// Whether the segment closes the story or belongs to the page, so that no speech goes on in it.
pub(super) fn closes(scene: &Scene, segment: Segment) -> bool {
    is_furniture(scene, segment)
        || is_leftover(scene, segment)
        || is_last_line(scene, segment)
        || reporter_learns(scene, segment)
        || debates(scene, segment)
        || stranger_opens(scene, segment)
        || stranger_demands(scene, segment)
        || (sums_up(scene, segment) || describes(scene, segment) || body_acts(scene, segment))
            && !demands(scene, segment.start, block_end(scene, segment))
        || tells_background(scene, segment) && !demands(scene, segment.start, scene.text.chars.len())
}

fn block_end(scene: &Scene, segment: Segment) -> usize {
    scene.text.blocks[segment.block].span.end as usize
}

/// Whether something is demanded or the speaker's own side named in `from..to`: 要, 必须, 我们; not 重要, 主要, 我县.
fn demands(scene: &Scene, from: usize, to: usize) -> bool {
    let text = scene.text;
    (from..to).any(|i| match text.chars[i] {
        '要' => {
            let before = i.checked_sub(1).and_then(|k| text.at(k));
            let noun = matches!(before, Some('重' | '主' | '需' | '只' | '必' | '首' | '简' | '纪' | '摘' | '险'));
            !noun && !matches!(text.at(i + 1), Some('求' | '点' | '闻' | '素' | '道' | '塞'))
        }
        _ => DEMANDS.starting_at(text, i).is_some(),
    })
}

/// 此次会议的召开，进一步统一了思想。 会议的召开，标志着…: at the head of a paragraph, or as the last words of one.
fn sums_up(scene: &Scene, segment: Segment) -> bool {
    let text = scene.text;
    let through = segment.start + 2 * usize::from(text.starts_with(segment.start, "通过"));
    let pointed = ["此次", "本次", "这次", "该次", "这一", "整个", "整场"].iter().any(|w| text.starts_with(through, w));
    let end = scene.clause_end(segment.start, segment.end);
    let held = ["的召开", "的举行", "的举办", "的开展", "的成功举办", "的圆满召开"];
    let named = EVENTS.within(text, segment.start, end.min(segment.start + 24));
    let event = (pointed || held.iter().any(|w| text.ends_with(end, w))) && named;
    let brought = RESULTS.within(text, segment.start, segment.end);
    let last = segment.end + 1 >= block_end(scene, segment);
    let spaced = segment.start > 0 && text.chars[segment.start - 1].is_whitespace();
    event && brought && (segment.opens_block || (last && (spaced || through > segment.start)))
}

/// 近年来，柳沟镇大力发展茶业，…: the last paragraphs of a page, about a division or body that no speaker would name so.
fn tells_background(scene: &Scene, segment: Segment) -> bool {
    let text = scene.text;
    let Some(time) = TIMES.starting_at(text, segment.start) else { return false };
    let from = segment.start + time + 1;
    // 截至目前，全县共储备…: the state of things as the page closes.
    let counted = || {
        let end = scene.clause_end(from, segment.end);
        text.starts_with(segment.start, "截至")
            && (from..end).any(|i| matches!(text.chars[i], '共' | '累' | '已') && !text.starts_with(i, "共同"))
    };
    if segment.opens_block && matches!(text.at(from - 1), Some('，' | ',')) && counted() {
        return true;
    }
    let ours = text.at(from).is_none_or(|c| ['我', '全', '各', '在', '要', '党', '以', '国', '世'].contains(&c));
    let division =
        || (from + 2..from + 7).any(|i| matches!(text.at(i), Some('县' | '市' | '区' | '镇' | '乡' | '村' | '旗')));
    let body = || scene.bodies(from, segment.end).first().is_some_and(|m| m.start == from);
    segment.opens_block && matches!(text.at(from - 1), Some('，' | ',')) && !ours && (division() || body())
}

/// 展厅里，一张张照片…: a paragraph that begins with a spot of the scene, or with things seen there (一件件慰问品，…).
fn describes(scene: &Scene, segment: Segment) -> bool {
    let chars = &scene.text.chars[segment.start..segment.end];
    if segment.opens_block && chars.first() == Some(&'一') && chars.len() > 8 && chars[1] == chars[2] {
        return true;
    }
    let end = scene.clause_end(segment.start, segment.end);
    let spot =
        matches!(scene.text.at(end.saturating_sub(1)), Some('里' | '内' | '外' | '旁' | '边' | '上' | '前' | '中'));
    let comma = matches!(scene.text.at(end), Some('，' | ','));
    let venue = || VENUES.ending_at(scene.text, end - 1).is_some();
    let at_scene = scene.text.ends_with(end, "现场") || spot && venue();
    segment.opens_block && comma && end - segment.start <= 10 && at_scene
}

/// 记者从座谈会上了解到，… 记者看到，…
fn reporter_learns(scene: &Scene, segment: Segment) -> bool {
    let text = scene.text;
    let end = scene.clause_end(segment.start, segment.end);
    let learns = ["了解到", "获悉", "看到", "注意到", "发现"].iter().any(|w| text.ends_with(end, w));
    learns && ["记者", "笔者"].iter().any(|w| text.starts_with(segment.start, w))
}

/// 苗春禾就贯彻会议精神提出要求。: somebody unread, and not a word of what was said.
fn stranger_demands(scene: &Scene, segment: Segment) -> bool {
    let text = scene.text;
    let end = scene.clause_end(segment.start, segment.end);
    let about = |at: usize| ["就", "对", "围绕"].iter().any(|w| text.starts_with(at, w));
    let named = (2..=3).any(|n| about(segment.start + n) && like_a_name(scene, (segment.start, segment.start + n)));
    let closing = ["要求", "意见", "安排", "部署", "发言", "讲话", "说明"].iter().any(|w| text.ends_with(end, w));
    named && closing && end + 1 >= segment.end
}

/// 大家还对报告提出了意见建议。
fn debates(scene: &Scene, segment: Segment) -> bool {
    let text = scene.text;
    let end = scene.clause_end(segment.start, segment.end);
    let closing =
        ["意见", "建议", "意见建议", "意见和建议", "讨论", "交流", "热烈讨论"].iter().any(|w| text.ends_with(end, w));
    let about = (segment.start..end.min(segment.start + 12))
        .any(|i| ["对", "就", "围绕", "结合"].iter().any(|w| text.starts_with(i, w)));
    GROUPS.starting_at(text, segment.start).is_some() && about && closing && DEBATES.within(text, segment.start, end)
}

/// 全体代表审议通过了…。 〔消防总队〕抽调六十名队员…: a paragraph whose subject is a group or body that did something.
fn body_acts(scene: &Scene, segment: Segment) -> bool {
    if !segment.opens_block {
        return false;
    }
    let text = scene.text;
    let end = scene.clause_end(segment.start, segment.end);
    let body = scene.bodies(segment.start, end).first().filter(|m| m.start == segment.start).map(|m| m.end);
    let group = GROUPS.starting_at(text, segment.start).map(|n| segment.start + n);
    let Some(from) = body.or(group) else { return false };
    let told = (from..end).any(|i| text.chars[i] == '了') || text.chars[end.min(segment.end - 1)] != '。';
    DEEDS.within(text, from, end.min(from + 16)) && told && RESULTS.within(text, from, segment.end)
}

/// 附：… 凡本网注明… 1、凡本网注明…: a line of the page.
fn is_furniture(scene: &Scene, segment: Segment) -> bool {
    let text = scene.text;
    let mark = |c: &&char| c.is_ascii_digit() || matches!(c, '、' | '.' | '．' | '*' | '※' | '①' | '②');
    let at = segment.start + text.chars[segment.start..segment.end].iter().take(3).take_while(mark).count();
    let address = ["http", "www."].iter().any(|w| text.starts_with(at, w));
    (segment.opens_block || address) && FURNITURE.starting_at(text, at).is_some()
}

/// “…再创佳绩。 手机APP”: words without a stop behind a full stop and a space, the last of their paragraph.
fn is_leftover(scene: &Scene, segment: Segment) -> bool {
    let chars = &scene.text.chars;
    let around =
        segment.start > 0 && (chars[segment.start - 1].is_whitespace() || chars[segment.start].is_whitespace());
    let spaced = around && segment.end > segment.start + 1;
    let last = segment.end >= block_end(scene, segment);
    !segment.opens_block
        && spaced
        && last
        && segment.end - segment.start <= 14
        && !chars[segment.start..segment.end].iter().any(|c| is_clause_end(*c))
}

/// One of the last short lines of a page, without stops, under a paragraph that has one: a caption, a signature.
fn is_last_line(scene: &Scene, segment: Segment) -> bool {
    let from = scene.segments.partition_point(|s| s.start < segment.start);
    let rest = &scene.segments[from..];
    let before = scene.text.chars[..segment.start].iter().rev().find(|c| !c.is_whitespace());
    rest.len() <= LAST_LINES
        && matches!(before, Some('。' | '！' | '？' | '”'))
        && rest.iter().all(|s| is_headline(scene, *s) && s.end - s.start <= LAST_LINE)
}
