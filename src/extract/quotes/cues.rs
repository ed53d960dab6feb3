//! The grammar of a cue: which verb it is and what follows it.
//!
//! ```text
//! 指出，…  强调：…  说“…”            words after punctuation
//! 要求各部门…                        words at once (bare)
//! 告诉来宾，…  叮嘱随行干部：…       words after those spoken to
//! 提出三点要求：…  讲了两点意见。    words after the object, also in the next paragraph
//! “…”某某说。  回答得干脆。          words before (a stop follows)
//! 〔甲〕夸大，…                        a cue in a machine's words, right behind a known person
//! refused: 强调了…的重要性  表示祝贺  提出了要求，并…  提出五个问题  夸大其词
//! ```
//!
//! Reads `cues.tsv`, `reworded_cues.tsv`, `addressees.txt`, `courtesies.txt`, `cue_objects.tsv`, `not_cues.txt`.

use super::speakers::is_adverbial_middle;
use crate::{
    extract::scene::{Mention, Scene, Segment, Words, is_clause_end},
    lexicon::{self, ByChar, Pairs},
    record::Span,
};
use std::sync::LazyLock;

/// Longest name of those spoken to, in characters.
const ADDRESSEE_REACH: usize = 24;
/// Longest object of 提出 (进一步做好某项工作的三点要求), in characters.
const OBJECT_REACH: usize = 32;

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut verbs = Vec::new();
    for row in lexicon::rows(include_str!("../../../lexicon/cues.tsv")) {
        if let [verb, stored, bare, noun, addressee, object, reach] = row[..]
            && let Some(first) = verb.chars().next()
        {
            let verb = Verb {
                word: verb.chars().collect(),
                stored,
                bare: bare == "y",
                colon: bare == "colon",
                before_colon: bare == "before-colon",
                noun: noun == "y",
                addressee: addressee != "-",
                needs_addressee: addressee == "must",
                object: object == "y",
                far: reach == "far",
                reworded: false,
            };
            verbs.push((first, verb));
        }
    }
    verbs.extend(reworded(&verbs));
    verbs.sort_by_key(|(_, v)| std::cmp::Reverse(v.word.len()));
    let words = verbs.iter().map(|(_, v)| &v.word[..]);
    Cues {
        heads: Pairs::heads(words.chain([&['：'][..], &[':'], &['，', '“'], &[',', '“']])),
        verbs: verbs.into_iter().collect(),
    }
});
static ADDRESSEES: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/addressees.txt")));
static COURTESIES: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/courtesies.txt")));
const OBJECTS: &str = include_str!("../../../lexicon/cue_objects.tsv");
/// What somebody puts forward.
static OPINIONS: LazyLock<Words> = LazyLock::new(|| Words::of_class(OBJECTS, "opinion"));
/// What somebody points out, of which not a word follows.
static IMPORTANCE: LazyLock<Words> = LazyLock::new(|| Words::of_class(OBJECTS, "importance"));
/// Whose proposals are handled, and how.
static PROPOSERS: LazyLock<Words> = LazyLock::new(|| Words::of_class(OBJECTS, "proposer"));
static HANDLED: LazyLock<Words> = LazyLock::new(|| Words::of_class(OBJECTS, "handled"));
/// What opens the attribute of somebody spoken to on the spot.
static BESIDE: LazyLock<Words> = LazyLock::new(|| Words::of_class(OBJECTS, "beside"));
static FAULTS: LazyLock<Words> = LazyLock::new(|| Words::of_class(OBJECTS, "fault"));

/// The cues of machines that swap words. Each reaches as far as the cue whose place it takes.
fn reworded(verbs: &[(char, Verb)]) -> Vec<(char, Verb)> {
    let rows = lexicon::rows(include_str!("../../../lexicon/reworded_cues.tsv"));
    let read = rows.filter_map(|row| Some((row.first().copied()?, row.get(1).copied()?)));
    let verb = |(printed, original): (&'static str, &str)| {
        let far = verbs.iter().any(|(_, v)| v.far && v.word.iter().copied().eq(original.chars()));
        let word: Vec<char> = printed.chars().collect();
        let first = word.first().copied()?;
        Some((first, Verb { word, stored: printed, far, reworded: true, ..Verb::default() }))
    };
    read.filter_map(verb).collect()
}

struct Cues {
    heads: Pairs,
    /// By the first character, the longest first.
    verbs: ByChar<Verb>,
}

#[derive(Default)]
struct Verb {
    word: Vec<char>,
    stored: &'static str,
    bare: bool,
    noun: bool,
    colon: bool,
    before_colon: bool,
    addressee: bool,
    needs_addressee: bool,
    object: bool,
    far: bool,
    /// Whether it counts only right behind a person and before a mark.
    reworded: bool,
}

/// 慰问, 听说: their last character reports nothing.
static NOT_CUES: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/not_cues.txt")));

/// A cue in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// The form under which it is stored (介绍 for 介绍说).
    pub stored: &'static str,
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Whether it is as often a noun.
    pub noun: bool,
    /// Whether the word is as often a noun, however it stands here.
    noun_like: bool,
    /// Whether the speech may run on over paragraphs.
    pub far: bool,
    /// Whether a numbered object with a colon or full stop follows (提出三点要求：).
    pub lists: bool,
    /// What follows.
    pub follows: Follows,
}

/// What stands after a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Follows {
    /// The words, from this character; at or behind the end of the segment they stand in the next one.
    Words(usize),
    /// The words without punctuation before them.
    Bare(usize),
    /// The words after an addressee or object, which the next clause may show to be none.
    Loose(usize),
    /// A full stop: the words stood before.
    Stop,
}

impl Follows {
    /// Where the words begin.
    pub fn words(self) -> Option<usize> {
        match self {
            Self::Words(at) | Self::Bare(at) | Self::Loose(at) => Some(at),
            Self::Stop => None,
        }
    }
}

/// Every place of `text` at which a cue may begin.
pub(super) fn places(text: &[char]) -> impl Iterator<Item = usize> {
    CUES.heads.all(text)
}

/// The cue that starts at `at` in `segment`, if what follows it can be or follow speech.
pub(super) fn cue_at(scene: &Scene, segment: Segment, at: usize) -> Option<Cue> {
    let here = scene.text.chars.get(at..segment.end)?;
    match here.first()? {
        '：' | ':' => return colon_at(scene, at),
        '，' | ',' => return gesture_at(scene, segment, at),
        _ => {}
    }
    let verb = CUES.verbs.of(*here.first()?).iter().find(|v| here.starts_with(&v.word))?;
    if verb.word.len() == 1 && NOT_CUES.ending_at(scene.text, at + 1).is_some() {
        return None;
    }
    // 批示｜指出，… at the head of a sentence: the writing speaks.
    if verb.stored == "批示" && verb.word.len() > 2 && at == segment.start {
        return None;
    }
    if verb.stored == "建议" && is_written_proposal(scene, at, at + verb.word.len()) {
        return None;
    }
    // 听取相关介绍，详细了解…: a noun.
    let told = ["经验", "相关", "有关", "情况", "典型"].iter().any(|w| scene.text.ends_with(at, w));
    if verb.word.len() == 2 && verb.stored == "介绍" && told {
        return None;
    }
    let (end, joined) = compound_end(scene, at + verb.word.len());
    if verb.reworded && !is_marked(scene, segment, at, end) {
        return None;
    }
    let follows = follows(scene, segment, verb, (at, end), joined)?;
    let counted = verb.stored == "提" || matches!(follows, Follows::Words(w) if w > end + 3);
    let lists = verb.object && counted && matches!(follows, Follows::Words(_));
    // 抢着回答：“…”: direct speech shows the verb in a word that is as often a noun.
    let direct = follows.words().is_some_and(|w| w > end && matches!(scene.text.at(w), Some('“' | '「')));
    let noun = verb.noun && !joined && !direct && !lists;
    Some(Cue { stored: verb.stored, start: at, end, noun, noun_like: verb.noun, far: verb.far, lists, follows })
}

/// 〔甲〕夸大，…  会上，〔甲〕主持会议并指明：…: whether the words from `at` to `end` stand between a person who heads the clause and a
/// comma or colon.
fn is_marked(scene: &Scene, segment: Segment, at: usize, end: usize) -> bool {
    let mark = end < segment.end && matches!(scene.text.at(end), Some('，' | ',' | '：' | ':'));
    let clause = scene.clause_start(segment.start, at);
    let heads = |m: &Mention| scene.phrase_start(scene.list_head(*m)) == clause;
    let person = || scene.first_actors(clause, at).last().copied().filter(heads);
    mark && person().is_some_and(|m| is_adverbial_middle(scene, scene.name_end(m), at))
}

/// 对意见建议一一回应, 代表建议办理情况, 收到委员建议四十六件: a noun, beside another or counted and handled.
fn is_written_proposal(scene: &Scene, start: usize, end: usize) -> bool {
    let beside = ["意见", "意见和", "意见、"].iter().any(|w| scene.text.ends_with(start, w));
    let counted = || {
        let numeral = |c: &&char| c.is_ascii_digit() || "零〇一二三四五六七八九十百千两余多".contains(**c);
        let digits = scene.text.chars[end..].iter().take(8).take_while(numeral).count();
        digits > 0 && matches!(scene.text.at(end + digits), Some('件' | '条' | '份' | '篇' | '项'))
    };
    // 候选人建议名单, 建议方案
    let listed = ["名单", "方案", "人选", "草案"].iter().any(|w| scene.text.starts_with(end, w));
    let of_delegates = || PROPOSERS.ending_at(scene.text, start).is_some();
    beside || listed || counted() || of_delegates() && HANDLED.starting_at(scene.text, end).is_some()
}

/// 〔甲〕听后很高兴：“…。”: a colon before a whole utterance, without a verb of speech.
fn colon_at(scene: &Scene, at: usize) -> Option<Cue> {
    let mark = scene.marks.opening_at(at + 1).filter(|m| m.is_quote() && m.close > at + 4)?;
    let whole = matches!(scene.text.chars[mark.close - 1], '。' | '！' | '？' | '!' | '?');
    whole.then(|| mark_of_speech(at))
}

/// “…，”〔甲〕举起手机晃了晃，“…。”: a comma between two halves of direct speech, behind a short clause of whoever speaks.
fn gesture_at(scene: &Scene, segment: Segment, at: usize) -> Option<Cue> {
    const LONGEST: usize = 16;
    let clause = scene.clause_start(segment.start, at);
    let before = clause.checked_sub(1).and_then(|close| scene.marks.closing_at(close))?;
    let short = at - clause <= LONGEST;
    (short && before.is_quote() && scene.ends_an_utterance(before)).then(|| colon_at(scene, at))?
}

/// A mark at `at` that stands for the verb.
fn mark_of_speech(at: usize) -> Cue {
    let follows = Follows::Words(at + 1);
    Cue { stored: "说", start: at, end: at + 1, noun: false, noun_like: false, far: false, lists: false, follows }
}

impl Cue {
    /// Whether the word is as often a noun (点评, 总结).
    pub fn is_noun_like(&self) -> bool {
        self.noun_like
    }

    /// A colon or comma that stands for the verb.
    pub fn is_mark(&self, scene: &Scene) -> bool {
        matches!(scene.text.at(self.start), Some('：' | ':' | '，' | ','))
    }
}

/// 介绍说, 强调指出: one cue, stored as its first verb.
fn compound_end(scene: &Scene, end: usize) -> (usize, bool) {
    for tail in ["指出", "强调", "说道", "说", "道"] {
        if scene.text.starts_with(end, tail) {
            return (end + tail.chars().count(), true);
        }
    }
    (end, false)
}

/// What follows the cue `at.0..at.1`.
fn follows(scene: &Scene, segment: Segment, verb: &Verb, at: (usize, usize), joined: bool) -> Option<Follows> {
    let end = at.1;
    let next = scene.text.at(end).filter(|_| end < segment.end);
    if verb.colon {
        // 拍着胸脯｜说: the verb itself follows.
        return (!joined).then(|| around_deed(scene, segment, verb, end))?;
    }
    if verb.before_colon {
        let opens = matches!(next, Some('：' | ':')) && end + 1 < segment.end;
        return opens.then_some(Follows::Words(end + 1));
    }
    if verb.object
        && let Some(words) = after_slogan(scene, segment, end)
    {
        return Some(Follows::Words(words));
    }
    if !verb.needs_addressee {
        match next {
            None | Some('。' | '！' | '!' | '.') => return Some(Follows::Stop),
            // 座谈，…: 谈 and 讲 before a comma are the end of another word.
            Some('，' | ',') if verb.object && verb.word.len() == 1 && !is_said_to(scene, segment, at.0) => {
                return None;
            }
            Some('，' | ',' | '：' | ':') => {
                return Some(after_punctuation(scene, end + 1).map_or(Follows::Stop, Follows::Words));
            }
            Some('“' | '「') => return Some(Follows::Words(end)),
            Some('得') => return after_manner(scene, segment, end + 1),
            _ => {}
        }
    }
    if let Some(words) = after_a_few_words(scene, segment, verb, end) {
        return Some(Follows::Words(words));
    }
    if is_asked(scene, segment, verb, end) {
        return Some(Follows::Stop);
    }
    if verb.addressee && is_demanded(scene, segment, end) {
        return Some(Follows::Bare(end));
    }
    if let Some(points) = after_points(scene, segment, end) {
        return Some(Follows::Words(points));
    }
    let addressed = (verb.addressee && !joined)
        .then(|| after_addressee(scene, segment, end).or_else(|| told_at_once(scene, segment, verb, end)))
        .flatten();
    // 座谈会要求, 讲话要求: 谈 and 讲 stand alone only before 了 and numbers.
    let counted = verb.word.len() > 1
        || scene.text.starts_with(end, "意见")
        || next.is_some_and(|c| {
            ['了', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '两', '几', '点'].contains(&c)
                || c.is_ascii_digit()
        });
    let object = || (verb.object && counted).then(|| after_object(scene, segment, end)).flatten();
    // 在讲话中说这次会议是…: no comma where the clause says that somebody speaks.
    let speaking = verb.stored == "说" && ["讲话中", "致辞中", "发言中"].iter().any(|w| scene.text.ends_with(at.0, w));
    let bare = || {
        // 提议搞一个…: whatever follows is proposed.
        let proposed = verb.stored == "提议" && next.is_some_and(|c| !matches!(c, '案' | '的' | '人'));
        let begins = can_begin_speech(scene, segment, end) || scene.text.starts_with(end, "下一步") || proposed;
        ((verb.bare || speaking || proposes(scene, verb, end)) && begins && !is_touched_on(scene, segment, verb, end))
            .then_some(Follows::Bare(end))
    };
    addressed.or_else(object).or_else(bare)
}

/// 〔甲〕打破沉默：“…。”  “…。”〔甲〕打破沉默。  “…？”〔甲〕打破沉默，“…。”: a deed that stands for the verb, with direct speech behind
/// its colon or right before the clause.
fn around_deed(scene: &Scene, segment: Segment, verb: &Verb, end: usize) -> Option<Follows> {
    let opens = || matches!(scene.text.at(end + 1), Some('“' | '「' | '"'));
    // 表示关切和询问。: as often a noun.
    let spoken = || !verb.noun && segment.start > 0 && matches!(scene.text.chars[segment.start - 1], '”' | '」' | '"');
    match scene.text.at(end).filter(|_| end < segment.end) {
        Some('：' | ':') => opens().then_some(Follows::Words(end + 1)),
        Some('，' | ',') => (opens() && spoken()).then_some(Follows::Words(end + 1)),
        None | Some('。' | '！' | '!') => spoken().then_some(Follows::Stop),
        _ => None,
    }
}

/// 讲到这里，… 讲到困难处，… 指出不足，…: the object of the verb is all there is.
fn is_touched_on(scene: &Scene, segment: Segment, verb: &Verb, at: usize) -> bool {
    let stop = scene.clause_end(at, segment.end);
    let ends = |words: &[&str]| words.iter().any(|w| scene.text.ends_with(stop, w));
    match verb.stored {
        "讲到" => stop - at < 8 || ends(&["时", "处", "这里", "此处", "的时候", "问题", "情况", "情"]),
        // 强调会议的重要性。一是…: the points follow.
        "强调" => {
            !begins_a_list(scene, stop + 1)
                && IMPORTANCE.ending_at(scene.text, stop).is_some()
                && !(at..stop)
                    .any(|i| matches!(scene.text.chars[i], '要' | '是' | '应') && !scene.text.ends_with(i + 1, "重要"))
        }
        "指出" => stop - at <= 6 && FAULTS.ending_at(scene.text, stop).is_some(),
        _ => false,
    }
}

/// 对身边的人讲，…: the clause names those spoken to before the verb.
fn is_said_to(scene: &Scene, segment: Segment, verb: usize) -> bool {
    let from = scene.clause_start(segment.start, verb);
    scene.text.chars[from..verb].iter().any(|c| matches!(c, '对' | '向' | '跟'))
}

/// The words after the punctuation; not 并…, 以及…, which go on with the narration.
fn after_punctuation(scene: &Scene, at: usize) -> Option<usize> {
    let goes_on = ["并", "以及", "同时对", "随后", "双方", "为此"].iter().any(|w| scene.text.starts_with(at, w));
    // 他建议，双方｜成立专班…: what both are to do, not 双方就…交换意见.
    let both = |w: &str| scene.text.starts_with(at + 2, w);
    let proposed = scene.text.starts_with(at, "双方")
        && (["要", "应", "将", "可", "能", "共", "加", "成立", "建立", "每", "在"].iter().any(|w| both(w)));
    (!goes_on || proposed).then_some(at)
}

/// 回答得干脆。 说得实在，“…”
fn after_manner(scene: &Scene, segment: Segment, at: usize) -> Option<Follows> {
    let stop = scene.clause_end(at, segment.end.min(at + 12));
    if stop - at > 8 {
        return None;
    }
    match scene.text.at(stop) {
        Some('，' | ',' | '：' | ':') if scene.text.at(stop + 1) == Some('“') => Some(Follows::Words(stop + 1)),
        Some('。') => Some(Follows::Stop),
        _ => None,
    }
}

/// “…？”〔甲〕问在场的干部。: those spoken to and a full stop; the words stood before.
fn is_asked(scene: &Scene, segment: Segment, verb: &Verb, at: usize) -> bool {
    let asks = ["问", "追问", "告诉", "叮嘱", "嘱咐", "提醒", "鼓励", "勉励", "反问", "回答"];
    let stop = scene.clause_end(at, segment.end.min(at + 13));
    asks.contains(&verb.stored)
        && matches!(scene.text.at(stop), Some('。'))
        && segment.start > 0
        && matches!(scene.text.chars[segment.start - 1], '”' | '」' | '"')
}

/// 提出“九个着力”：一是…: the words stand behind a slogan that counts them.
fn after_slogan(scene: &Scene, segment: Segment, at: usize) -> Option<usize> {
    let mark = scene.marks.opening_at(at).filter(|m| m.is_quote() && m.close < segment.end)?;
    let words = mark.close + 2;
    let joined = matches!(scene.text.at(mark.close + 1), Some('：' | ':' | '，' | ','));
    (joined && mark.close - at <= 12 && begins_a_list(scene, words)).then_some(words)
}

/// 提出要强化…, 提出下一步将…: the demand follows at once; not 提出要求.
fn proposes(scene: &Scene, verb: &Verb, at: usize) -> bool {
    let modal = ["要", "将", "应", "必须", "力争", "下一步", "今后", "明年", "今年"];
    // 提出要到村里看看: what somebody wants to do himself.
    let noun = ["要求", "要点", "应对", "应急", "将来", "要到", "要去", "要看", "要给", "要为", "要向", "要见"];
    verb.stored == "提出"
        && modal.iter().any(|w| scene.text.starts_with(at, w))
        && !noun.iter().any(|w| scene.text.starts_with(at, w))
}

/// 说了一句话：“…”  问某某：“…”
fn after_a_few_words(scene: &Scene, segment: Segment, verb: &Verb, at: usize) -> Option<usize> {
    let stop = scene.clause_end(at, segment.end.min(at + 10));
    let speaks = verb.word.len() == 1 || verb.stored == "回答";
    let opens = matches!(scene.text.at(stop), Some('：' | ':')) && scene.text.at(stop + 1) == Some('“');
    // 讲话中说：“…” is another cue's. 问｜县水利局局长：“…”: whoever is asked.
    let tail = matches!(scene.text.at(at), Some('了' | '过' | '出' | '起' | '开')) || verb.stored == "问";
    (speaks && opens && tail).then_some(stop + 1)
}

/// 勉励企业要把…: the demand follows those spoken to without punctuation.
fn is_demanded(scene: &Scene, segment: Segment, at: usize) -> bool {
    (at + 2..segment.end.min(at + 11))
        .find(|&i| scene.text.chars[i] == '要' || is_clause_end(scene.text.chars[i]))
        .is_some_and(|i| scene.text.chars[i] == '要' && ADDRESSEES.ending_at(scene.text, i).is_some())
}

fn after_addressee(scene: &Scene, segment: Segment, at: usize) -> Option<Follows> {
    let stop = scene.clause_end(at, segment.end.min(at + ADDRESSEE_REACH));
    if stop == at || !matches!(scene.text.at(stop), Some('，' | ',' | '：' | ':')) {
        return None;
    }
    let spoken_to = ADDRESSEES.ending_at(scene.text, stop).is_some()
        || scene.people(at, stop).last().is_some_and(|m| scene.name_end(*m) == stop)
        || scene.bodies(at, stop).last().is_some_and(|m| m.end == stop)
        || scene.titled(stop)
        || is_callings_end(scene, at, stop)
        || stands_beside(scene, at, stop);
    (spoken_to && scene.text.at(at) != Some('了')).then_some(Follows::Loose(stop + 1))
}

/// 叮嘱闸口管护员，…: a calling of at most ten characters, with nothing demanded in it.
fn is_callings_end(scene: &Scene, at: usize, stop: usize) -> bool {
    let words = &scene.text.chars[at..stop];
    (3..=10).contains(&words.len())
        && matches!(words.last(), Some('员' | '们' | '户' | '者' | '师' | '工' | '兵'))
        && !words.iter().any(|c| {
            ['要', '应', '须', '把', '将', '了', '为', '在', '是', '不', '对', '向', '和', '与', '、', '做', '当']
                .contains(c)
        })
}

/// 叮嘱随行的某某，…: whoever stands by, in two to four characters, whether or not they were read as a name.
fn stands_beside(scene: &Scene, at: usize, stop: usize) -> bool {
    let Some(n) = BESIDE.starting_at(scene.text, at) else { return false };
    (2..=4).contains(&(stop - at - n.min(stop - at))) && !scene.text.slice(Span::new(at + n, stop)).contains(&'的')
}

/// 提醒她按时吃药，…  勉励队员们在赛场上，…: the words follow those spoken to without punctuation. A pronoun is left
/// out of the words, a noun is their subject.
fn told_at_once(scene: &Scene, segment: Segment, verb: &Verb, at: usize) -> Option<Follows> {
    let named = || {
        let body = scene.bodies(at, segment.end).first().copied().filter(|m| m.start == at);
        body.map(|m| m.end - at).or_else(|| division_at(scene, verb, at)).or_else(|| attributed_at(scene, verb, at))
    };
    let length = ADDRESSEES.starting_at(scene.text, at).or_else(named).filter(|_| !verb.needs_addressee)?;
    let words = at + length;
    let stop = scene.clause_end(words, segment.end);
    let joins = matches!(scene.text.at(words), Some('的' | '、' | '和' | '与' | '及' | '等' | '代'));
    let pronoun = ["他", "她", "大家", "我们"].iter().any(|w| scene.text.starts_with(at, w));
    let said = stop > words + 3 && segment.end > words + 7 && !joins;
    said.then_some(if pronoun { Follows::Words(words) } else { Follows::Bare(at) })
}

/// 勉励女童班的老师安下心: those spoken to behind an attribute. Length in characters.
fn attributed_at(scene: &Scene, verb: &Verb, at: usize) -> Option<usize> {
    if !matches!(verb.stored, "勉励" | "叮嘱" | "嘱咐") {
        return None;
    }
    let plain = |c: &char| !is_clause_end(*c) && !['了', '要', '把', '在', '为', '将', '不', '和', '、'].contains(c);
    let reach = scene.text.chars.len().min(at + 12);
    let spoken_to = |e: &usize| {
        ADDRESSEES.ending_at(scene.text, *e).is_some_and(|n| *e > at + n + 1 && n > 1)
            && !matches!(scene.text.at(*e), Some('的' | '和' | '与' | '代'))
    };
    let end = (at + 3..reach).find(spoken_to)?;
    scene.text.chars[at..end].iter().all(plain).then_some(end - at)
}

/// 勉励柳沟镇再接再厉: a division stands for those spoken to. Length in characters.
fn division_at(scene: &Scene, verb: &Verb, at: usize) -> Option<usize> {
    if !matches!(verb.stored, "勉励" | "叮嘱" | "嘱咐") {
        return None;
    }
    let end =
        (at + 2..at + 6).find(|&i| matches!(scene.text.at(i), Some('镇' | '乡' | '村' | '县' | '区' | '市' | '旗')))?;
    let plain = |c: &char| !is_clause_end(*c) && !['的', '了', '要', '把', '在', '为', '将', '不'].contains(c);
    scene.text.chars[at..end].iter().all(plain).then_some(end + 1 - at)
}

/// 强调了两点：…, 强调以下三点意见：…
fn after_points(scene: &Scene, segment: Segment, at: usize) -> Option<usize> {
    let stop = scene.clause_end(at, segment.end.min(at + 10));
    let words = scene.text.chars.get(at..stop)?;
    let counted = words.windows(2).any(|w| {
        (w[0].is_ascii_digit()
            || ['一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '几'].contains(&w[0]))
            && matches!(w[1], '点' | '条' | '项' | '个')
    });
    let colon = matches!(scene.text.at(stop), Some('：' | ':'));
    let listed = matches!(scene.text.at(stop), Some('。')) && begins_a_list(scene, stop + 1);
    // 强调了三点意见，一是…
    let comma = matches!(scene.text.at(stop), Some('，' | ',')) && begins_a_list(scene, stop + 1);
    (counted && (colon || listed || comma)).then_some(stop + 1)
}

/// 提出三点要求：… 讲了两点意见。 Without number or colon (提出了要求，并…) nothing was quoted.
fn after_object(scene: &Scene, segment: Segment, at: usize) -> Option<Follows> {
    let stop = scene.clause_end(at, segment.end.min(at + OBJECT_REACH));
    OPINIONS.ending_at(scene.text, stop)?;
    match scene.text.at(stop) {
        Some('：' | ':') => Some(Follows::Words(stop + 1)),
        Some('，' | ',') => {
            after_punctuation(scene, stop + 1).filter(|&w| begins_a_point(scene, w)).map(Follows::Loose)
        }
        Some('。') if begins_a_list(scene, stop + 1) => Some(Follows::Words(stop + 1)),
        _ => None,
    }
}

/// Words after 提出要求， that are the requirement, not the next thing the person did.
fn begins_a_point(scene: &Scene, at: usize) -> bool {
    let stop = scene.clause_end(at, at + 40);
    let words = scene.text.chars.get(at..stop.min(scene.text.chars.len())).unwrap_or_default();
    !words.contains(&'了')
        && (begins_a_list(scene, at) || words.iter().any(|c| matches!(c, '要' | '应' | '须' | '希' | '将')))
}

/// 一是 一要 第一， 首先 at or after the line break.
pub(super) fn begins_a_list(scene: &Scene, at: usize) -> bool {
    let at = at + usize::from(scene.text.at(at) == Some('\n'));
    ["一是", "一要", "第一", "首先", "一、", "（一）", "1."].iter().any(|w| scene.text.starts_with(at, w))
}

fn can_begin_speech(scene: &Scene, segment: Segment, at: usize) -> bool {
    let Some(c) = scene.text.at(at).filter(|_| at < segment.end) else { return false };
    let refused = is_clause_end(c)
        || matches!(
            c,
            '了' | '过'
                | '着'
                | '的'
                | '、'
                | '”'
                | '）'
                | ')'
                | '和'
                | '与'
                | '并'
                | '后'
                | '出'
                | '到'
                | '下'
                | '书'
                | '》'
        );
    let noun = ["精神", "部署", "事项", "内容", "标准", "清单"].iter().any(|w| scene.text.starts_with(at, w));
    !refused && !noun && COURTESIES.starting_at(scene.text, at).is_none() && segment.end - at >= 7
}
