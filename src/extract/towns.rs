//! Townships, sub-districts and villages named in the text; no table knows them all.
//!
//! Accepted: 来到［石桥镇］, ［大河民族乡］党委, ［东湖街道］党工委, 在［李各庄村］, 南山镇和［太和镇］.
//! Refused: 城镇, 乡镇, 全镇, 家乡, 农村 (`level_not_after.txt`), 各村, 新一届|镇, 第一季度|街道 (`no_town_names.tsv`), 同景德镇
//! (`divisions.tsv`).
//!
//! Reads further `road_words.txt`, `town_level_words.tsv`, `town_name_endings.txt`, `town_names_like_words.txt`, `town_posts.txt`.

use super::{
    annotate::{Annotations, Class},
    text::Text,
    units::is_han,
};
use crate::{
    lexicon::{
        ByChar, CharSet,
        divisions::{self, Level},
        names, townships, units, words, words_of,
    },
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
static ENDINGS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/town_name_endings.txt")));

const NO_TOWNS: &str = include_str!("../../lexicon/no_town_names.tsv");
/// Words with which the name of no town ends, by their last character.
static NO_TOWN_ENDS: LazyLock<ByChar<&'static str>> = LazyLock::new(|| ByChar::by_last(words_of(NO_TOWNS, "town")));
/// The same of no village either.
static NO_NAME_ENDS: LazyLock<ByChar<&'static str>> = LazyLock::new(|| ByChar::by_last(words_of(NO_TOWNS, "any")));
/// Words that by themselves are no name.
static NO_NAMES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| words_of(NO_TOWNS, "whole").into_iter().collect());

/// What makes the name of a road of a place before it, and of the road that of a quarter ([四川]北路街道).
static ROADS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words(include_str!("../../lexicon/road_words.txt")));

/// Ordinary words that are the name of a town where one of its [`POSTS`] stands behind them.
static LIKE_WORDS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/town_names_like_words.txt")));
static POSTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words(include_str!("../../lexicon/town_posts.txt")));

const LEVEL_WORDS: &str = include_str!("../../lexicon/town_level_words.tsv");
/// Words that begin with the last character of what would be a town's name (石桥|乡亲).
static LONGER: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(LEVEL_WORDS, "word"));
/// Bodies and people of a village: with them begins what stands behind the name (石桥乡|村民).
static VILLAGERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(LEVEL_WORDS, "body"));
/// Words that begin so whatever stands behind.
static ALWAYS_LONGER: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(LEVEL_WORDS, "always"));

/// Cities whose names end like that of a town (景德镇).
static CITIES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let cities = divisions::all().iter().filter(|d| d.level == Level::Prefecture && d.name.contains('镇'));
    cities.map(|d| divisions::stem(d.name)).filter(|stem| stem.ends_with('镇')).collect()
});

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
        // 同｜景德镇陶瓷学院
        if *suffix == "镇" && CITIES.iter().any(|city| text.ends_with(end, city)) {
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
    let ordinary = LIKE_WORDS.contains(&text.str(Span::new(start, end)));
    open && ordinary && POSTS.iter().any(|w| text.starts_with(end, w))
}

/// Whether suffix and the characters before it are another word (家|乡, 农|村, 由|镇).
fn no_level(text: &Text, hits: &Annotations, start: usize, core: usize, end: usize, sure: bool) -> bool {
    // 石头城镇 is a town, though 城镇 is a word.
    // 焕古镇 is one too; 葛牌古镇 is the old part of another.
    let exempt = |word: &str| sure && ENDINGS.contains(&word) && (word != "古镇" || core - start == 2);
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
    let begins = |words: &[&str], at: usize| words.iter().any(|w| text.starts_with(at, w));
    begins(&LONGER, end - 1) && !begins(&VILLAGERS, end) || begins(&ALWAYS_LONGER, end - 1)
}

fn is_town_name(name: &str, suffix: &str) -> bool {
    let n = name.chars().count();
    let long_enough = if suffix == "村" { n >= 1 } else { n >= 2 || (n == 1 && matches!(suffix, "镇" | "乡")) };
    let ends = |words: &ByChar<&str>| {
        name.chars().next_back().is_some_and(|last| words.of(last).iter().any(|w| name.ends_with(w)))
    };
    let said_of_it = matches!(suffix, "街道" | "街道办事处" | "镇" | "乡") && ends(&NO_TOWN_ENDS);
    long_enough
        && !said_of_it
        && !ends(&NO_NAME_ENDS)
        && !NO_NAMES.contains(name)
        && !name.starts_with(['各', '全', '该', '个', '所', '这'])
        // 几十个村民
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
        // 中队同｜丰城街道某小学
        let with = core - at >= 2
            && text.ends_with(at, "同")
            && at >= 2
            && is_han(text.chars[at - 2])
            && !matches!(text.at(at), Some('志' | '意' | '时' | '步' | '期' | '样' | '心' | '年' | '在' | '行'));
        let sure = (divisions.contains(&at) && !people && !road)
            || with
            || core - at >= 2 && is_taken_post(text, hits, at)
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

/// ：甲乙任｜石桥镇党委书记, 副局长甲乙丙任｜石桥镇镇长: whether somebody who takes a post there stands before `at`.
fn is_taken_post(text: &Text, hits: &Annotations, at: usize) -> bool {
    let verb = at - 1;
    let name = |start: &usize| {
        let open = *start == 0 || !is_han(text.chars[start - 1]) || hits.longest_ending(*start, Class::Title).is_some();
        open && names::is_surname(text.chars[*start])
    };
    let named = || (2..=3).filter_map(|n| verb.checked_sub(n)).any(|start| name(&start));
    let went = || hits.longest_ending(verb, Class::LeftStop).is_some();
    text.at(verb) == Some('任') && named() && !went()
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
