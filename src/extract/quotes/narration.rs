//! Where a reported speech ends: sentences that tell what happened.
//!
//! ```text
//! 会上，…  随后，…  话音未落，…  10月3日，…      an opener
//! 县长〔乙〕主持会议。  〔乙〕也作了发言。          a person of the scene acts
//! …负责人参加会议。  在场群众热烈鼓掌。             attendance, applause
//! 在某某村，…                                     the next stop of a visit
//! 村民拉着〔乙〕的手问长问短，塞给了…               others act (`onlookers`)
//! refused: 要…  希望…  今年三月底以前，要完成…      goes on with the speech
//! ```
//!
//! Reads `narration_openers.txt`, `group_speakers.txt`, `narration_signs.tsv`, `opener_tails.txt`.

use super::{closing, onlookers, speakers::is_label};
use crate::{
    extract::{
        dates::phrase,
        scene::{Mention, Scene, Segment, Words, is_clause_end},
    },
    lexicon,
    record::Span,
};
use std::sync::LazyLock;

const FILE: &str = include_str!("../../../lexicon/narration_openers.txt");
/// Openers of narration.
static OPENERS: LazyLock<Words> = LazyLock::new(|| Words::new(FILE));
/// Those that need no comma.
static ALWAYS: LazyLock<Words> =
    LazyLock::new(|| Words::of(lexicon::rows(FILE).filter(|row| row.get(1) == Some(&"always")).map(|row| row[0])));

/// Groups that take part in an event.
static COLLECTIVES: LazyLock<Words> = LazyLock::new(|| {
    let file = include_str!("../../../lexicon/group_speakers.txt");
    Words::of(
        lexicon::rows(file)
            .map(|row| row[0])
            .filter(|w| w.ends_with('们') || w.starts_with("与会") || *w == "代表委员"),
    )
});

const SIGNS: &str = include_str!("../../../lexicon/narration_signs.tsv");
/// Verbs of attendance with their objects.
static ATTENDANCE: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "attendance"));
/// Words that tell of the course of an event.
static COURSE: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "course"));
/// What somebody did, of whose words none follow.
static TOLD: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "told"));
static TASKS: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "task"));
static THANKS: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "thanks"));
static PRAISE: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "praise"));
/// With what a paragraph of a speech begins.
static DEMANDS: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "demand"));
/// What stands in such a paragraph.
static MODALS: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "modal"));
/// What stands before 就要 of things that come by themselves.
static SOON: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "soon"));
/// What stands beside a date to come.
static PLANNED: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "planned"));
/// Verbs behind the number of an item of the agenda.
static AGENDA: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "agenda"));
/// What a person called 同志 did at the event.
static DEEDS: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "deed"));
static EVENTS: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "event"));
static PEOPLE: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "people"));
/// Ends of the places at which a visit goes on.
static STOPS: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "place"));
static REPORTS: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "reports"));
static REPORT: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "report"));

/// Whether the segment opens with a word of narration or a date.
pub(super) fn opens(scene: &Scene, segment: Segment) -> bool {
    opens_story(scene, segment)
}

/// Whether the segment tells what happened rather than what was said.
pub(super) fn narrates(scene: &Scene, segment: Segment) -> bool {
    opens_story(scene, segment)
        || item_mark(scene, segment)
        || heads_an_item(scene, segment)
        || somebody_acts(scene, segment)
        || tells_attendance(scene, segment)
        || ends_in_attendance(scene, segment)
        || tells_course(scene, segment)
        || speaks_for_others(scene, segment)
        || next_stop(scene, segment)
        || tells_of_event(scene, segment)
        || tells_of_speech(scene, segment)
        || gives_tasks(scene, segment)
        || at_session(scene, segment)
        || collective_acts(scene, segment)
        || closing::closes(scene, segment)
        || heads_a_report(scene, segment)
        || he_learns(scene, segment)
        || onlookers::act(scene, segment)
        || is_asked(scene, segment)
        || words_are_received(scene, segment)
        || in_brackets(scene, segment)
}

/// 她的发言赢得了掌声。 一席话引来一片笑声。: how the words were taken.
fn words_are_received(scene: &Scene, segment: Segment) -> bool {
    let text = scene.text;
    let pronoun = matches!(text.at(segment.start), Some('他' | '她')) && text.at(segment.start + 1) == Some('的');
    let words = segment.start + if pronoun { 2 } else { 0 };
    let said = ["发言", "讲述", "回答", "一席话", "一番话", "话", "讲话", "故事", "提议", "建议"];
    let said = said.iter().find(|w| (pronoun || w.starts_with('一')) && text.starts_with(words, w));
    let end = said.map(|w| words + w.chars().count());
    let taken = ["赢得", "引起", "引来", "博得", "打动", "让在场", "让现场", "感染", "说得", "刚落", "刚说完"];
    end.is_some_and(|at| taken.iter().any(|w| text.starts_with(at, w)))
}

/// ¶某某网记者：请问…？ ¶问：…: at the head of a paragraph somebody of the press asks.
fn is_asked(scene: &Scene, segment: Segment) -> bool {
    /// Longest name of a paper with what is called its reporter, in characters.
    const REACH: usize = 20;
    let text = scene.text;
    let asks = |at: usize| ["问：", "问:", "提问", "：", ":", "问，"].iter().any(|w| text.starts_with(at, w));
    let end = scene.clause_end(segment.start, segment.end).min(segment.start + REACH);
    let reporter = || (segment.start..end).any(|i| text.starts_with(i, "记者") && asks(i + 2));
    let alone = || ["问：", "问:"].iter().any(|w| text.starts_with(segment.start, w));
    segment.opens_block && (reporter() || alone())
}

/// 他对今后五年的发展提出了工作思路。 区负责人对…表示感谢，…: what somebody did, and not a word of what was said.
pub(super) fn tells_of_speech(scene: &Scene, segment: Segment) -> bool {
    let end = scene.clause_end(segment.start, segment.end);
    let has = |words: &Words| words.within(scene.text, segment.start, end);
    let pronoun = matches!(scene.text.at(segment.start), Some('他' | '她'))
        && matches!(scene.text.at(segment.start + 1), Some('对' | '就' | '围' | '从' | '还' | '提'));
    let empty = end + 1 >= segment.end || scene.text.chars[end] == '。';
    let others = ["负责人", "负责同志", "代表", "官兵"];
    let subject = segment.start + 12.min(end - segment.start);
    let acts = |at: usize| ["对", "向", "们"].iter().any(|w| scene.text.starts_with(at, w));
    let by_others = (segment.start..subject)
        .any(|i| others.iter().any(|w| scene.text.starts_with(i, w) && acts(i + w.chars().count())));
    let own = matches!(scene.text.at(segment.start), Some('我' | '对' | '向'));
    // 某公司负责人就推进中的困难作了说明。
    let about = |i: usize| ["负责人就", "负责同志就", "代表就"].iter().any(|w| scene.text.starts_with(i, w));
    let explain = || empty && (segment.start..end).any(about) && has(&TOLD) && !own;
    (pronoun && has(&TOLD) && empty) || (by_others && has(&THANKS) && !own) || explain()
}

/// 他还就防汛工作作了安排，要求…: what somebody did, and what was demanded with it.
pub(super) fn gives_tasks(scene: &Scene, segment: Segment) -> bool {
    let end = scene.clause_end(segment.start, segment.end);
    let pronoun = matches!(scene.text.at(segment.start), Some('他' | '她'))
        && matches!(scene.text.at(segment.start + 1), Some('对' | '就' | '还' | '又' | '同'));
    let demands = ["，要求", "，强调", "，希望", "，提出"].iter().any(|w| scene.text.starts_with(end, w));
    pronoun && demands && TASKS.ending_at(scene.text, end).is_some()
}

/// 得知水管老化时，他当即叫来…: he hears or sees something and acts.
pub(super) fn he_learns(scene: &Scene, segment: Segment) -> bool {
    let text = scene.text;
    let learns =
        ["得知", "当得知", "听说", "看到", "当看到", "了解到"].iter().any(|w| text.starts_with(segment.start, w));
    // 听说缺人手，他转身…: what was heard needs no 时.
    let heard = ["得知", "当得知", "听说"].iter().any(|w| text.starts_with(segment.start, w));
    let acts = |at: usize| {
        let he = matches!(text.at(at + 1), Some('他' | '她')) && text.at(at + 2) != Some('们');
        he && (heard || ends_a_frame(scene, at))
    };
    learns && (segment.start..segment.end).any(|i| matches!(text.chars[i], '，' | ',') && acts(i))
}

/// …时，…后，
fn ends_a_frame(scene: &Scene, comma: usize) -> bool {
    matches!(scene.text.at(comma.saturating_sub(1)), Some('时' | '后'))
}

/// 此次集训为期五天，…: length or size of the event, with nothing demanded in the sentence.
fn tells_of_event(scene: &Scene, segment: Segment) -> bool {
    if !["此次", "本次", "这次", "该次"].iter().any(|w| scene.text.starts_with(segment.start, w)) {
        return false;
    }
    let end = scene.clause_end(segment.start, segment.end);
    let told =
        |i: usize| ["为期", "历时", "共有", "吸引了", "共设", "旨在"].iter().any(|w| scene.text.starts_with(i, w));
    let demands = (segment.start..segment.end)
        .any(|i| ["要", "必须", "应当", "我们", "大家", "希望", "同志们"].iter().any(|w| scene.text.starts_with(i, w)));
    (segment.start..segment.end.min(end + 24)).any(told) && (segment.opens_block || !demands)
}

/// 在第二次全体会议上，选举…: a paragraph that begins with another sitting.
fn at_session(scene: &Scene, segment: Segment) -> bool {
    let end = scene.clause_end(segment.start, segment.end);
    let sitting =
        ["会上", "会议上", "大会上", "仪式上", "活动上", "典礼上"].iter().any(|w| scene.text.ends_with(end, w));
    let ours = ["我", "刚", "去年", "前不久", "今年"].iter().any(|w| scene.text.starts_with(segment.start + 1, w));
    segment.opens_block && scene.text.at(segment.start) == Some('在') && sitting && !ours
}

/// 代表委员们对…表示肯定。 村民们纷纷鼓掌。: a group of the scene acts or applauds.
fn collective_acts(scene: &Scene, segment: Segment) -> bool {
    let Some(n) = COLLECTIVES.starting_at(scene.text, segment.start) else { return false };
    let end = scene.clause_end(segment.start, segment.end);
    let says = ["表示", "给予", "作出", "予以", "做出"];
    let acts = (segment.start + n..end).any(|i| says.iter().any(|w| scene.text.starts_with(i, w)));
    (acts && PRAISE.ending_at(scene.text, end).is_some())
        || (segment.opens_block && scene.text.starts_with(segment.start + n, "纷纷"))
}

/// A headline in the middle of a page whose next paragraph begins with a date, a word of narration or somebody who acts:
/// another report or part of one.
fn heads_a_report(scene: &Scene, segment: Segment) -> bool {
    let next = scene.segments.partition_point(|s| s.start <= segment.start);
    let begins = |s: &Segment| {
        opens_story(scene, *s) || phrase(&scene.text.chars, s.start).is_some() || somebody_acts(scene, *s)
    };
    is_headline(scene, segment) && scene.segments.get(next).is_some_and(|next| next.opens_block && begins(next))
}

/// A paragraph that is one short line without a full stop: a headline, of which no words are quoted.
pub(super) fn is_headline(scene: &Scene, segment: Segment) -> bool {
    let block = scene.text.blocks[segment.block].span;
    let whole = segment.opens_block && segment.end >= block.end as usize;
    let stop = |c: char| ['。', '！', '？', '!', '?', '…', '；', ';', '：', ':', '）', ')', '，', ','].contains(&c);
    let last = scene.text.at(segment.end - 1);
    // 不当“稻草人”: a word in quotation marks at the end of a line, no utterance.
    let word = last == Some('”')
        && scene.text.at(segment.start) != Some('“')
        && !scene.text.at(segment.end.saturating_sub(2)).is_none_or(stop);
    let stops = last.is_none_or(|c| stop(c) || (c == '”' && !word));
    whole && !stops && segment.end - segment.start <= 45
}

/// Whether a new paragraph can go on with a speech: not when somebody acts in it before the next cue, unless it begins
/// as a speech does.
pub(super) fn speaks_on(scene: &Scene, segment: Segment) -> bool {
    if begins_a_demand(scene, segment.start) {
        return true;
    }
    let from = scene.segments.partition_point(|s| s.start < segment.start);
    let mut told = scene.segments[from..].iter().take_while(|s| s.block == segment.block).take(60);
    let interruption = told.find(|s| somebody_acts(scene, **s)).map(|s| s.start);
    let end = interruption.unwrap_or(segment.start);
    interruption.is_none() || demands_between(scene, segment.start, end)
}

/// Whether something is demanded in `from..to`, at most 300 characters: not 下个月就要投产, not what is said in quotation marks.
pub(super) fn demands_between(scene: &Scene, from: usize, to: usize) -> bool {
    let soon = |i: usize| {
        scene.text.chars[i] == '要'
            && ["就", "即", "快"].iter().any(|w| scene.text.ends_with(i, w))
            && SOON.within(scene.text, scene.clause_start(from, i), i)
    };
    (from..to.min(from + 300))
        .any(|i| MODALS.starting_at(scene.text, i).is_some() && !soon(i) && !scene.marks.inside_words(i))
}

fn begins_a_demand(scene: &Scene, at: usize) -> bool {
    DEMANDS.starting_at(scene.text, at).is_some()
}

fn opens_story(scene: &Scene, segment: Segment) -> bool {
    // ¶7.另据县府办消息，…: behind the number of an entry.
    let digits =
        scene.text.slice(Span::new(segment.start, segment.end)).iter().take_while(|c| c.is_ascii_digit()).count();
    let behind = segment.start + digits + 1;
    let numbered = segment.opens_block
        && (1..=2).contains(&digits)
        && matches!(scene.text.at(behind - 1), Some('.' | '．' | '、'))
        && behind + 2 < segment.end;
    if numbered && begins_story(scene, Segment { start: behind, ..segment }) {
        return true;
    }
    begins_story(scene, segment)
}

fn begins_story(scene: &Scene, segment: Segment) -> bool {
    let at = segment.start;
    if segment.opens_block && meeting_acts(scene, at) {
        return true;
    }
    let Some(n) = OPENERS.starting_at(scene.text, at) else { return dated(scene, segment) };
    let next = scene.text.at(at + n);
    if ALWAYS.starting_at(scene.text, at) == Some(n) {
        // 会议决定的事项要…: an opener that only begins a longer noun phrase is none.
        return !matches!(next, Some('的' | '精'));
    }
    // 仪式结束后，…  翌日凌晨，…
    let tail = OPENER_TAILS.starting_at(scene.text, at + n).unwrap_or(0);
    let stop = at + n + tail;
    let comma = matches!(scene.text.at(stop), Some('，' | ','));
    ((comma || next == Some('还')) && !(comma && is_planned(scene, segment, stop + 1)))
        || scene.people(at + n, segment.end).first().is_some_and(|m| scene.phrase_start(*m) == at + n)
}

/// What may stand between an opener and its comma.
static OPENER_TAILS: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/opener_tails.txt")));

/// 接下来，要…  会后，各单位要…: what is still to be done goes on with the speech.
fn is_planned(scene: &Scene, segment: Segment, from: usize) -> bool {
    let end = scene.clause_end(from, segment.end);
    let ahead = ["接下来", "下一步", "会后", "散会后"].iter().any(|w| scene.text.starts_with(segment.start, w));
    let modal = ["要", "将", "我们"].iter().any(|w| scene.text.starts_with(from, w))
        || (from..end).any(|i| scene.text.chars[i] == '要' && !scene.text.starts_with(i, "要求"));
    ahead && modal && scene.first_actors(from, end).is_empty()
}

/// 全会按照…: a paragraph whose subject is the meeting.
fn meeting_acts(scene: &Scene, at: usize) -> bool {
    ["会议", "大会", "全会", "座谈会"].iter().find(|w| scene.text.starts_with(at, w)).is_some_and(|w| {
        !matches!(
            scene.text.at(at + w.chars().count()),
            Some('的' | '精' | '上' | '要' | '议' | '定' | '纪' | '室' | '多' | '开')
        )
    })
}

/// 10月3日，… 29日上午，… 三月十九日下午，…
fn dated(scene: &Scene, segment: Segment) -> bool {
    if counts_of_month(scene, segment) {
        return true;
    }
    let chars = &scene.text.chars[segment.start..segment.end.min(segment.start + 14)];
    let Some(day) = chars.iter().position(|c| matches!(c, '日' | '号' | '时')) else { return false };
    let digits = |c: &char| {
        c.is_ascii_digit()
            || ['〇', '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '年', '月', '至'].contains(c)
    };
    let told = matches!(chars.get(day + 1), Some('上' | '下' | '晚' | '，' | ',' | '至' | '中' | '许' | '整'));
    day > 0 && chars[..day].iter().all(digits) && chars[0] != '一' && (told || segment.opens_block)
}

/// 四月全县完成植树四十万株。 本月全县采摘鲜叶三千吨。: an entry of a chronicle, with nothing planned or demanded.
fn counts_of_month(scene: &Scene, segment: Segment) -> bool {
    let chars = &scene.text.chars[segment.start..segment.end];
    let numeral =
        |c: &char| c.is_ascii_digit() || ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'].contains(c);
    let digits = chars.iter().take(3).take_while(|c| numeral(c)).count();
    // 今年3月，在商会倡议下，…: at the head of a paragraph.
    let year = chars.starts_with(&['今', '年']) || chars.starts_with(&['去', '年']);
    let of_year = chars.iter().skip(2).take(2).take_while(|c| numeral(c)).count();
    let month = match chars.first() {
        Some('今' | '去') if year && segment.opens_block => of_year > 0 && chars.get(2 + of_year) == Some(&'月'),
        Some('本' | '当' | '是' | '同') => chars.get(1) == Some(&'月'),
        _ => digits > 0 && chars.get(digits) == Some(&'月'),
    };
    month && !(segment.start..segment.end).any(|i| PLANNED.starting_at(scene.text, i).is_some())
}

/// ● ◆ 【 open an item or a caption.
fn item_mark(scene: &Scene, segment: Segment) -> bool {
    matches!(scene.text.chars[segment.start], '●' | '◆' | '■' | '▲' | '★' | '【' | '◇' | '○' | '△')
}

/// 三、审议《…》: a line that names the next item of the agenda.
fn heads_an_item(scene: &Scene, segment: Segment) -> bool {
    let numeral = |c: &char| {
        [
            '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '（', '）', '(', ')', '、', '.', '．', '0',
            '1', '2', '3', '4', '5', '6', '7', '8', '9',
        ]
        .contains(c)
    };
    let n = scene.text.chars[segment.start..segment.end].iter().take(5).take_while(|c| numeral(c)).count();
    n > 1 && is_headline(scene, segment) && AGENDA.starting_at(scene.text, segment.start + n).is_some()
}

/// End of the words that begin at `words`: before the last semicolon if what stands behind it tells what happened
/// (…；〔乙〕代表驻军发言).
pub(super) fn after_semicolon(scene: &Scene, segment: Segment, words: usize) -> usize {
    let semicolon = |i: &usize| matches!(scene.text.chars[*i], '；' | ';') && !scene.marks.inside_words(*i);
    let Some(at) = (words..segment.end.saturating_sub(1)).rev().find(semicolon) else { return segment.end };
    let part = Segment { start: at + 1, opens_block: false, ..segment };
    let told = somebody_acts(scene, part) || tells_attendance(scene, part) || speaks_for_others(scene, part);
    if told { at + 1 } else { segment.end }
}

/// …代表企业发言。
fn speaks_for_others(scene: &Scene, segment: Segment) -> bool {
    let end = segment.end - usize::from(scene.text.chars[segment.end - 1] == '。');
    let clause = scene.clause_start(segment.start, end);
    let speaks = ["发言", "致辞", "致词", "讲话", "表态", "作介绍"].iter().any(|w| scene.text.ends_with(end, w));
    speaks && (clause..end).any(|i| scene.text.starts_with(i, "代表"))
}

/// A person of the scene is the subject of the segment's first or second clause.
fn somebody_acts(scene: &Scene, segment: Segment) -> bool {
    let mut at = segment.start;
    for _ in 0..3 {
        let end = scene.clause_end(at, segment.end);
        // 县政协将成立小组，由〔甲〕带队: what is still to be done.
        let planned = (segment.start..end).any(|i| scene.text.chars[i] == '将');
        let by = |m: &&Mention| !planned && scene.text.ends_with(scene.phrase_start(**m), "由");
        if scene.first_actors(at, end).first().is_some_and(|m| leads(scene, at, *m, end))
            || scene.people(at, end).iter().find(by).is_some()
        {
            return true;
        }
        if end >= segment.end {
            break;
        }
        at = end + 1;
    }
    false
}

/// 〔甲〕同志作风扎实: of a person called 同志 a speaker may tell; what the person did at the event is narration.
fn told_of(scene: &Scene, m: Mention, end: usize) -> bool {
    let comrade = scene.text.starts_with(m.end, "同志") || scene.text.ends_with(m.end, "同志");
    comrade && !(m.end..end).any(|i| DEEDS.starting_at(scene.text, i).is_some())
}

/// The name heads the clause or is followed by what a person did there.
fn leads(scene: &Scene, clause: usize, m: Mention, end: usize) -> bool {
    if told_of(scene, m, end) {
        return false;
    }
    let phrase = scene.phrase_start(m);
    // 退役军人代表、某公司董事长〔甲〕: a label before the post.
    let labelled = phrase > clause + 1 && scene.text.chars[phrase - 1] == '、' && is_label(scene, phrase - 1);
    // 六十七岁的〔甲〕把…: at the head of a paragraph, behind words about the person.
    let opens = clause == 0 || scene.text.chars[clause - 1] == '\n';
    let attributed = opens && phrase - clause <= 12 && scene.text.ends_with(phrase, "的");
    if labelled || attributed || phrase - clause <= 3 || OPENERS.starting_at(scene.text, clause).is_some() {
        return true;
    }
    scene.text.chars[m.end.min(end)..end].contains(&'了')
}

fn tells_attendance(scene: &Scene, segment: Segment) -> bool {
    if lists_attendance(scene, segment) {
        return true;
    }
    ATTENDANCE.beginning_in(scene.text, segment.start, segment.end).any(|(i, _)| {
        !scene.marks.inside_words(i)
            && i > segment.start
            // 不参加活动的委员，要约谈
            && !matches!(scene.text.chars[i - 1], '要' | '能' | '须' | '应' | '不' | '未' | '没')
    })
}

/// 参加座谈会的有县直各部门负责人。
fn lists_attendance(scene: &Scene, segment: Segment) -> bool {
    let verb = ["参加", "出席", "列席", "陪同"].iter().any(|w| scene.text.starts_with(segment.start, w));
    let listed = |i: usize| ["的有", "的还有", "的是", "的领导"].iter().any(|w| scene.text.starts_with(i, w));
    verb && (segment.start..segment.end.min(segment.start + 20)).any(listed)
}

/// …负责人参加了上述活动。: the last clause ends with a meeting that people attended.
fn ends_in_attendance(scene: &Scene, segment: Segment) -> bool {
    let end = segment.end - usize::from(scene.text.chars[segment.end - 1] == '。');
    let clause = scene.clause_start(segment.start, end);
    let Some(verb) = (clause..end)
        .rev()
        .find(|&i| ["参加", "出席", "列席", "参与", "加入"].iter().any(|w| scene.text.starts_with(i, w)))
    else {
        return false;
    };
    let demanded = (clause..verb).any(|i| matches!(scene.text.chars[i], '要' | '应' | '须' | '可' | '能'));
    let who = (segment.start..verb).any(|i| PEOPLE.starting_at(scene.text, i).is_some())
        || (segment.opens_block && (segment.start..verb).any(|i| scene.titled(i)));
    !demanded && who && EVENTS.ending_at(scene.text, end).is_some() && end - verb <= 20
}

/// Whether the words that begin at `from` in `segment` tell how people took what was said: 大家都笑了.
pub(super) fn tells_reaction(scene: &Scene, segment: Segment, from: usize) -> bool {
    from < segment.end && tells_course(scene, Segment { start: from, opens_block: false, ..segment })
}

fn tells_course(scene: &Scene, segment: Segment) -> bool {
    COURSE.beginning_in(scene.text, segment.start, segment.end).any(|(i, _)| !scene.marks.inside_words(i))
        || (segment.opens_block && tells_a_report(scene, segment))
}

/// …介绍了…情况。
fn tells_a_report(scene: &Scene, segment: Segment) -> bool {
    let end = scene.clause_end(segment.start, segment.end);
    let verb = (segment.start..end).any(|i| REPORTS.starting_at(scene.text, i).is_some());
    verb && REPORT.ending_at(scene.text, end).is_some()
}

/// 在某某村，… with nothing demanded: the next stop of a visit.
fn next_stop(scene: &Scene, segment: Segment) -> bool {
    if scene.text.at(segment.start) != Some('在') {
        return false;
    }
    let end = scene.clause_end(segment.start, segment.end);
    let demands = (end..segment.end).any(|i| matches!(scene.text.chars[i], '要' | '必' | '应'));
    // 在某公司的罐区旁，〔甲〕随手拦下…: somebody stands there.
    let beside = ["旁", "前", "里", "内", "边", "外", "门口"].iter().any(|w| scene.text.ends_with(end, w));
    let somebody = || scene.people(end + 1, segment.end).first().is_some_and(|m| scene.phrase_start(*m) == end + 1);
    end < segment.end
        && is_clause_end(scene.text.chars[end])
        && (STOPS.ending_at(scene.text, end).is_some() || beside && somebody())
        && !demands
}

/// （记者…） alone.
fn in_brackets(scene: &Scene, segment: Segment) -> bool {
    scene.marks.opening_at(segment.start).is_some_and(|m| m.is_bracket() && m.close + 2 >= segment.end)
}

/// Cuts a byline in brackets off the end of a quote.
pub(super) fn cut_byline(scene: &Scene, spans: &mut [Span]) {
    let Some(last) = spans.last_mut() else { return };
    let (start, mut end) = (last.start as usize, (last.end as usize).min(scene.text.chars.len()));
    while end > start && scene.text.chars[end - 1].is_whitespace() {
        end -= 1;
    }
    if let Some(mark) = end.checked_sub(1).and_then(|i| scene.marks.closing_at(i))
        && mark.is_bracket()
        && mark.open > start
    {
        let inside: String = scene.text.chars[mark.open..mark.close].iter().collect();
        if ["记者", "通讯员", "作者", "责编", "编辑", "摄", "来源", "供稿", "文/"].iter().any(|w| inside.contains(w))
        {
            end = mark.open;
        }
    }
    *last = Span::new(start, end);
}
