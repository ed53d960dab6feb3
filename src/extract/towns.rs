//! Townships, sub-districts and villages named in the text; no table knows them all.
//!
//! Accepted: 来到［石桥镇］, ［大河民族乡］党委, ［东湖街道］党工委, 在［李各庄村］, 南山镇和［太和镇］.
//! Refused: 城镇, 乡镇, 全镇, 家乡, 农村 (`level_not_after.txt`), 各村, 新一届|镇, 第一季度|街道 (`no_town_names.txt`).

use super::{
    annotate::{Annotations, Class},
    text::Text,
    units::is_han,
};
use crate::{
    lexicon::{ByChar, CharSet, townships, units},
    record::Span,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

static NO_LEVEL: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| units::no_levels().into_iter().collect());

/// Words with which the name of a town or village ends.
const SUFFIXES: [&str; 9] = ["街道办事处", "街道", "民族乡", "苏木", "社区", "镇", "乡", "村", "嘎查"];

/// The last characters of [`SUFFIXES`].
static LASTS: LazyLock<CharSet> = LazyLock::new(|| SUFFIXES.iter().filter_map(|s| s.chars().next_back()).collect());

/// Ordinary words with which the name of a town may end, if more stands before it (石头|城镇, 永|兴镇).
const EXEMPT: [&str; 11] = ["古镇", "城镇", "新村", "山村", "古村", "水乡", "侨乡", "集镇", "村镇", "兴镇", "兴村"];

/// By their last character.
static NO_NAMES: LazyLock<ByChar<&'static str>> =
    LazyLock::new(|| units::no_town_names().into_iter().filter_map(|w| Some((w.chars().next_back()?, w))).collect());

/// What makes the name of a road of a place before it, and of the road that of a quarter ([四川]北路街道).
const ROADS: [&str; 9] = ["路", "东路", "西路", "南路", "北路", "中路", "大道", "大街", "街"];

/// Longest name without the suffix, in characters (四十里城子, 音河达斡尔鄂温克民族).
const LONGEST: usize = 10;

/// All towns and villages of a document.
pub struct Towns {
    /// In order of the text.
    pub mentions: Vec<Span>,
    by_end: FxHashMap<usize, Span>,
    by_start: FxHashMap<usize, Span>,
}

impl Towns {
    /// Finds the towns of `text`. `divisions` are the ends of printed names of divisions: a town's name begins behind.
    pub fn find(text: &Text, hits: &Annotations, divisions: &FxHashSet<usize>) -> Self {
        let candidates = candidates(text, hits, divisions);
        let mut counts: FxHashMap<String, usize> = FxHashMap::default();
        for (span, sure) in &candidates {
            if *sure {
                *counts.entry(text.words(*span)).or_default() += 1;
            }
        }
        let mentions: Vec<Span> = candidates
            .into_iter()
            .filter_map(|(span, sure)| if sure { Some(span) } else { shortened(text, span, &counts) })
            .collect();
        let by_end = mentions.iter().map(|s| (s.end as usize, *s)).collect();
        let by_start = mentions.iter().map(|s| (s.start as usize, *s)).collect();
        Self { mentions, by_end, by_start }
    }

    /// The town whose name ends at `end`.
    pub fn ending_at(&self, end: usize) -> Option<Span> {
        self.by_end.get(&end).copied()
    }

    /// The town whose name begins at `start`.
    pub fn starting_at(&self, start: usize) -> Option<Span> {
        self.by_start.get(&start).copied()
    }

    /// The nearest town named before `at` whose name ends with the level word (`镇`).
    pub fn last_before(&self, text: &Text, at: usize, level: &str) -> Option<Span> {
        let before = self.mentions.partition_point(|s| (s.start as usize) < at);
        let ends_with = |s: &&Span| (s.end as usize) <= at && text.ends_with(s.end as usize, level);
        self.mentions[..before].iter().rev().find(ends_with).copied()
    }
}

/// Spans, and whether the left end is certain (a mark, a stop word or a division stands before it).
fn candidates(text: &Text, hits: &Annotations, divisions: &FxHashSet<usize>) -> Vec<(Span, bool)> {
    let mut out: Vec<(Span, bool)> = Vec::new();
    let lasts = &*LASTS;
    for end in (1..).zip(&text.chars).filter(|(_, c)| lasts.contains(**c)).map(|(end, _)| end) {
        let Some(suffix) = SUFFIXES.iter().find(|s| text.ends_with(end, s)) else { continue };
        let longer = |s: &&str| {
            s.len() > suffix.len()
                && (1..=4).any(|n| text.ends_with(end + n, s) && s.chars().count() > n + suffix.chars().count() - 1)
        };
        if *suffix == "街道" && SUFFIXES.iter().any(longer) {
            continue;
        }
        // 共青团｜西乡县: the name of a division goes on.
        if divisions.contains(&(end + 1)) && matches!(text.at(end), Some('县' | '市' | '区')) {
            continue;
        }
        // 同｜景德镇陶瓷学院: a city whose name ends so.
        if *suffix == "镇" && text.ends_with(end, "景德镇") {
            continue;
        }
        let core = end - suffix.chars().count();
        let left = left_end(text, hits, divisions, core);
        let listed = listed_town(text, core, end).filter(|at| left.is_none_or(|(start, _)| *at <= start));
        if let Some((start, sure)) = listed.map(|at| (at, true)).or(left) {
            let name = text.str(Span::new(start, core));
            let head = matches!(text.at(end), Some('长')) && matches!(*suffix, "镇" | "乡" | "村");
            let named = is_town_name(name, suffix) || is_called_by_place(text, start, end);
            // 石城乡 is a town though 城乡 is a word.
            let word = || match listed {
                Some(_) => begins_another(text, end),
                None => no_level(text, hits, start, core, end, sure),
            };
            if named && !head && !word() {
                out.push((Span::new(start, end), sure));
            }
        }
    }
    out
}

/// ［不老屯镇］, ［石城乡］: where a town's name begins that the table of towns holds in full and other words would cut.
/// `core` is where its suffix begins.
fn listed_town(text: &Text, core: usize, end: usize) -> Option<usize> {
    let first = core.saturating_sub(6);
    (first..core.saturating_sub(1))
        .find(|&at| is_han(text.chars[at]) && !townships::counties(text.str(Span::new(at, end))).is_empty())
}

/// ［中心镇］党委书记, 、［中心镇］镇长: between a mark and a post of the town even an ordinary word is its name.
fn is_called_by_place(text: &Text, start: usize, end: usize) -> bool {
    let open = start == 0 || !is_han(text.chars[start - 1]);
    let ordinary = ["中心镇", "重点镇", "示范镇"].contains(&text.str(Span::new(start, end)));
    let body = ["党委书记", "党委副书记", "镇长", "副镇长", "人大主席", "纪委书记", "武装部"];
    open && ordinary && body.iter().any(|w| text.starts_with(end, w))
}

/// Whether suffix and the characters before it are another word (家|乡, 农|村, 由|镇).
fn no_level(text: &Text, hits: &Annotations, start: usize, core: usize, end: usize, sure: bool) -> bool {
    // 石头城镇 is a town, though 城镇 is a word.
    // 焕古镇 is one too; 葛牌古镇 is the old part of another.
    let exempt = |word: &str| sure && EXEMPT.contains(&word) && (word != "古镇" || core - start == 2);
    let word = (1..=3).filter_map(|n| core.checked_sub(n)).any(|from| {
        let word = text.str(Span::new(from, end));
        NO_LEVEL.contains(word) && !(exempt(word) && from > start)
    });
    // 东坂村党支部书记兼|村委会
    if (start..core).any(|at| hits.starting_of(at, Class::Title).any(|h| h.end <= core)) {
        return true;
    }
    let preposition = matches!(
        text.at(core.wrapping_sub(1)),
        Some(
            '由' | '把'
                | '被'
                | '向'
                | '对'
                | '从'
                | '在'
                | '等'
                | '级'
                | '两'
                | '三'
                | '了'
                | '的'
                | '我'
                | '他'
                | '你'
                | '每'
                | '到'
                | '来'
                | '给'
                | '让'
                | '率'
                | '跟'
                | '替'
                | '请'
        )
    );
    if begins_another(text, end) {
        return true;
    }
    let verb = hits.ending(core).any(|h| h.end - h.start >= 2 && matches!(h.class, Class::LeftStop | Class::Follower));
    word || preposition || verb
}

/// 乡|村民宿, 镇|村干部: whether the last character before `end` begins another word.
fn begins_another(text: &Text, end: usize) -> bool {
    const LONGER: [&str; 8] = ["乡村", "乡亲", "乡镇", "乡情", "乡愁", "乡贤", "乡土", "镇域"];
    const OWN: [&str; 4] = ["村民委", "村民", "村委", "村支"];
    let longer = LONGER.iter().any(|w| text.starts_with(end - 1, w)) && !OWN.iter().any(|w| text.starts_with(end, w));
    longer || text.starts_with(end - 1, "乡村民宿")
}

fn is_town_name(name: &str, suffix: &str) -> bool {
    const NONE: [&str; 27] = [
        "同", "与", "和", "及", "各", "全", "本", "我", "该", "某", "两", "几", "每", "多", "所", "个", "这", "那",
        "邻", "古", "小", "一", "今年", "去年", "明年", "当年", "每年",
    ];
    /// Words of one character before a level word: 跟｜镇上讲, 替｜乡里.
    const WORDS: &str = "跟请使往替为回去比将就都也还按经靠离出进赴驻帮找叫用以因是有无非其另别外入建爱富治管会才又却已应须可能要想说讲谈问看听写做作办";
    let n = name.chars().count();
    let word = n == 1 && name.contains(|c| WORDS.contains(c));
    let short = !word && if suffix == "村" { n >= 1 } else { n >= 2 || (n == 1 && matches!(suffix, "镇" | "乡")) };
    // 几十个村民
    let no_names = name.chars().next_back().map_or(&[][..], |last| NO_NAMES.of(last));
    let said_of_it =
        matches!(suffix, "街道" | "街道办事处" | "镇" | "乡") && no_names.iter().any(|w| name.ends_with(w));
    // 加快中心镇建设
    let ordinary = ["中心", "重点", "特色", "示范", "贫困", "美丽"].iter().any(|w| name.ends_with(w));
    short
        && !said_of_it
        && !ordinary
        && !NONE.contains(&name)
        && !name.starts_with(['各', '全', '该', '个', '所', '这'])
        && !name.ends_with('个')
}

fn left_end(text: &Text, hits: &Annotations, divisions: &FxHashSet<usize>, core: usize) -> Option<(usize, bool)> {
    let mut at = core;
    while at > 0 && core - at < LONGEST {
        // 河北满族乡 is one name, though 河北 is a division.
        let people = at > 0 && core > at && text.at(core - 1) == Some('族') && core - at <= 4;
        let road = ROADS.contains(&text.str(Span::new(at, core)));
        if at < core && text.ends_with(at, "中共") {
            return Some((at, true));
        }
        let sure = (divisions.contains(&at) && !people && !road)
            || (core - at >= 2 && hits.longest_ending(at, Class::LeftStop).is_some())
            || (core - at >= 2
                && LASTS.contains(text.chars[at - 1])
                && text.at(at) != Some('长')
                && SUFFIXES.iter().any(|s| *s != "村" && text.ends_with(at, s)));
        if sure && at < core {
            return Some((at, true));
        }
        let c = text.chars[at - 1];
        // 3月15日｜石桥镇: a date printed right before.
        if matches!(c, '日' | '月' | '年' | '号') && at >= 2 && text.chars[at - 2].is_ascii_digit() {
            return (at < core).then_some((at, true));
        }
        if matches!(c, '的' | '了' | '是')
            || (core - at >= 2 && matches!(c, '这' | '那' | '个' | '各' | '该' | '驻' | '兼'))
        {
            return (core - at >= 2).then_some((at, true));
        }
        // XX镇 of a template is a name too.
        if !is_han(c) && !matches!(c, 'X' | 'x' | '×' | '某') {
            return (at < core).then_some((at, true));
        }
        at -= 1;
    }
    (at < core).then_some((at, at == 0))
}

/// A name with an uncertain left end: cut to one that stands for certain elsewhere, else to two characters.
fn shortened(text: &Text, span: Span, counts: &FxHashMap<String, usize>) -> Option<Span> {
    let whole = span.range();
    let known =
        (whole.start..whole.end - 1).map(|s| Span::new(s, whole.end)).find(|s| counts.contains_key(&text.words(*s)));
    known.or_else(|| {
        let suffix = SUFFIXES.iter().find(|s| text.ends_with(whole.end, s))?.chars().count();
        let start = whole.end.checked_sub(suffix + 2)?;
        (start >= whole.start).then(|| Span::new(start, whole.end))
    })
}
