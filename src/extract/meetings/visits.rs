//! Visits: inspections and visits of greeting.
//!
//! Accepted: `副县长某某到城关镇<调研>茶产业`, `区领导<走访慰问>驻区部队`, headline `某某<督查>防汛工作`. Refused: 调研组, 调研员, 检查站,
//! 慰问品, what somebody says that others should inspect, a tour told in passing (会前参观…). Verbs that alone name sorts of work
//! (考评, 考核) tell a visit where they are carried out on something: `带领考评组对城关镇武装工作进行<考评>`.
//!
//! Reads `visit_verbs.tsv`, `visit_objects.txt`, `visit_signs.tsv`, `going_verbs.txt`.

use super::line::Line;
use crate::{
    extract::units::is_han,
    lexicon::{ByChar, CharSet, Pairs, rows, words, words_of},
    record::{MeetingKind, Span},
};
use std::sync::LazyLock;

/// A visit as one clause tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The verb.
    pub verb: Span,
    /// Its object: up to the end of the clause, may be empty.
    pub object: Span,
    /// Kind.
    pub kind: MeetingKind,
}

/// The first visit told in `line`; in a headline (`headline`) also by weaker verbs.
pub fn visit(line: &Line, headline: bool) -> Option<Visit> {
    // 【高温慰问】　7月20日，…: the heading of an entry is told by what stands behind it.
    let close =
        (line.has(line.start(), "【")).then(|| (line.start()..line.end()).find(|&i| line.chars[i] == '】')).flatten();
    let from = close.filter(|at| at + 12 < line.end()).map_or(line.start(), |at| at + 1);
    visit_from(line, from, headline)
}

/// The first visit told in `line` not before `from`.
pub fn visit_from(line: &Line, from: usize, headline: bool) -> Option<Visit> {
    let verbs = &*VERBS;
    let mut at = from;
    while at < line.end() {
        at += verbs.heads.next(&line.chars[at..line.end()]);
        let fits = |v: &&Verb| {
            line.has(at, v.word)
                && (v.opens(headline)
                    || is_carried_out(line, at)
                    || comes_from_elsewhere(line, at)
                    || goes_to_see(line, at))
        };
        let begun = line.chars.get(at).map_or(&[][..], |c| verbs.by_first.of(*c));
        let Some(verb) = begun.iter().filter(fits).max_by_key(|v| v.word.len()).filter(|_| !line.is_closed(at)) else {
            at += 1;
            continue;
        };
        let end = at + verb.length;
        // 调研慰问, 检查指导并慰问: greeting outweighs nothing; the first verb stands.
        if is_verb(line, at, end) {
            let object = Span::new(end, line.clause_end(end));
            let kind = if looks_into(line, verb.word, object) { MeetingKind::Inspection } else { verb.kind };
            return Some(Visit { verb: Span::new(at, end), object, kind });
        }
        at = end;
    }
    None
}

/// `走访重点企业`, not `走访企业困难职工`: who goes to see firms and works greets nobody.
fn looks_into(line: &Line, verb: &str, object: Span) -> bool {
    let (from, to) = (object.start as usize, object.end as usize);
    let works = |i: usize| INSPECTED.iter().any(|w| line.has(i, w) && !line.has(i + w.chars().count(), "困难"));
    let greets = || ["慰问", "看望", "送温暖"].iter().any(|w| (line.start()..line.end()).any(|i| line.has(i, w)));
    verb == "走访" && (from..to.min(from + 6)).any(works) && !greets()
}

/// `市委书记某某来我县，先后｜察看了…`, `一行来鹤，…`: who comes from elsewhere to see something is on a visit.
fn comes_from_elsewhere(line: &Line, at: usize) -> bool {
    (line.start() + 2..at).filter(|&i| line.chars[i] == '来').any(|i| {
        let own = ["我", "县", "市", "区", "旗", "镇"].iter().any(|w| line.has(i + 1, w));
        let own = own
            && line.chars.get(i + 2).is_some_and(|c| {
                ['，', ',', ' ', '县', '市', '区', '镇', '旗', '乡', '察', '检', '视', '调', '考', '指'].contains(c)
            });
        let short = line.chars.get(i + 2).is_some_and(|c| ['，', ','].contains(c))
            && !line.ends(i, "以")
            && !line.ends(i, "后");
        own || short && line.chars.get(i + 1).is_some_and(|c| !['了', '着', '年', '说', '看', '讲', '到'].contains(c))
    })
}

/// `甲来到清溪镇，实地｜察看水库`: whoever goes to a place to see something is on a visit.
fn goes_to_see(line: &Line, at: usize) -> bool {
    let sees = SEES.iter().any(|w| line.has(at, w));
    let clause = line.clause_start(at);
    // The clause before may say where to.
    sees && (goes_between(line, clause, at)
        || clause > line.start() + 1 && goes_between(line, line.clause_start(clause - 1), at))
}

/// `甲、乙等｜来到某旅营区，看望慰问官兵`: the clause of the verb or the one before says that somebody went to a place.
pub(super) fn goes_somewhere(line: &Line, verb: usize) -> bool {
    let clause = line.clause_start(verb);
    let from = if clause > line.start() + 1 { line.clause_start(clause - 1) } else { clause };
    goes_between(line, from, verb)
        || (from + 2..verb).any(|i| {
            let goes = matches!(line.chars[i], '到' | '赴') && !line.ends(i, "说") && !line.ends(i, "提");
            goes && is_han(line.chars[i - 1]) && line.chars.get(i + 1).is_some_and(|c| is_han(*c) && *c != '了')
        })
}

/// 某旅 of `来到某旅营区，｜看望慰问官兵`: where they went, by the clause of the verb or the one before; `None` when several places are
/// told, or none by a name.
pub(super) fn place_gone_to(line: &Line, verb: usize) -> Option<String> {
    const LONGEST: usize = 8;
    let clause = line.clause_start(verb);
    let from = if clause > line.start() + 1 { line.clause_start(clause - 1) } else { clause };
    let goes = |i: &usize| GOING.of(line.chars[*i]).iter().filter(|w| line.has(*i, w)).map(|w| w.chars().count()).max();
    let (at, n) = (from..verb).rev().find_map(|i| goes(&i).map(|n| (i, n)))?;
    let end = line.clause_end(at).min(verb);
    let words = line.words(at + n, end);
    let ends = ["营区", "驻地", "现场", "一线"].iter().find_map(|w| words.strip_suffix(w)).unwrap_or(&words);
    let several = ends.contains(['、', '和', '，', '“', '（']);
    ((2..=LONGEST).contains(&ends.chars().count()) && !several).then(|| ends.to_owned())
}

fn goes_between(line: &Line, from: usize, to: usize) -> bool {
    (from..to).any(|i| GOING.of(line.chars[i]).iter().any(|w| line.has(i, w)))
}

fn is_verb(line: &Line, start: usize, end: usize) -> bool {
    let next = line.chars.get(end).copied().filter(|_| end < line.end()).unwrap_or(' ');
    let object = || OBJECTS.of(next).iter().any(|w| line.has(end, w));
    let noun = NOUN_ENDS.contains(next) && !object() && !begins_place(line, end);
    let planned = PLANNED.iter().any(|w| line.ends(start, w));
    !noun && !planned && !line.speaks_before(start, true)
}

/// 调研｜金庄镇, 视察｜会昌县, not 慰问｜金送到镇里: whether the name of a town or division begins at `at`.
fn begins_place(line: &Line, at: usize) -> bool {
    const LONGEST: usize = 5;
    let name = || line.chars[at..line.end()].iter().take(LONGEST).take_while(|c| is_han(**c) && !JOINTS.contains(**c));
    // 调研｜组来到某市: of the nouns only these begin the names of many places.
    if !matches!(line.chars.get(at), Some('金' | '信' | '官' | '班' | '令' | '品')) {
        return false;
    }
    let class = name().skip(1).position(|c| matches!(c, '镇' | '乡' | '县' | '市' | '区' | '旗'));
    class.is_some_and(|n| n > 0)
}

/// `对城关镇武装工作进行｜考评`, and not to be done later.
fn is_carried_out(line: &Line, verb: usize) -> bool {
    let clause = line.clause_start(verb);
    let planned = || (clause..verb).any(|i| matches!(line.chars[i], '将' | '要' | '拟' | '每') || line.has(i, "定期"));
    line.ends(verb, "进行") && (clause..verb).any(|i| line.chars[i] == '对') && !planned()
}

struct Verb {
    word: &'static str,
    /// In characters.
    length: usize,
    kind: MeetingKind,
    opens: Opens,
}

/// Where a verb alone tells a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opens {
    Anywhere,
    Headlines,
    Nowhere,
}

impl Verb {
    fn opens(&self, headline: bool) -> bool {
        self.opens == Opens::Anywhere || (headline && self.opens == Opens::Headlines)
    }
}

struct Verbs {
    heads: Pairs,
    by_first: ByChar<Verb>,
}

static VERBS: LazyLock<Verbs> = LazyLock::new(|| {
    let verbs = rows(include_str!("../../../lexicon/visit_verbs.tsv")).filter_map(|r| {
        let kind = MeetingKind::from_code(r.get(1)?)?;
        let word: &str = r.first()?;
        let opens = match *r.get(2)? {
            "text" => Opens::Anywhere,
            "headline" => Opens::Headlines,
            _ => Opens::Nowhere,
        };
        Some((word.chars().next()?, Verb { word, length: word.chars().count(), kind, opens }))
    });
    let verbs: Vec<(char, Verb)> = verbs.collect();
    Verbs { heads: Pairs::of_words(verbs.iter().map(|(_, v)| v.word)), by_first: verbs.into_iter().collect() }
});

const SIGNS: &str = include_str!("../../../lexicon/visit_signs.tsv");
/// What is looked into where it is visited.
static INSPECTED: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SIGNS, "inspected"));
/// Somebody looks at what is there.
static SEES: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SIGNS, "sees"));
/// What keeps a verb right behind it from telling a visit.
static PLANNED: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SIGNS, "planned"));
/// 组, 员: characters that make a noun of the verb before them.
static NOUN_ENDS: LazyLock<CharSet> =
    LazyLock::new(|| words_of(SIGNS, "noun").into_iter().flat_map(str::chars).collect());

/// Verbs of going to a place, by their first character.
static GOING: LazyLock<ByChar<&'static str>> =
    LazyLock::new(|| ByChar::by_first(words(include_str!("../../../lexicon/going_verbs.txt"))));

/// By their first character.
/// Words that stand in no name of a town behind its first character.
static JOINTS: LazyLock<CharSet> = LazyLock::new(|| "到送来在由给的发和对向从将全各该本我".chars().collect());

static OBJECTS: LazyLock<ByChar<&'static str>> =
    LazyLock::new(|| ByChar::by_first(words(include_str!("../../../lexicon/visit_objects.txt"))));
