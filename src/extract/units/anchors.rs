//! What stands before a unit's own words and says whose it is: a division, a town, or a level word alone (县委).
//!
//! Reads `division_stem_words.txt`, `division_words.txt`.
//!
//! Refused: 城|市, 社|区, 经济|区 (ends of other words), ［市场］监管局 (the beginning of one), 召|开县 (cut out of words).

use super::{Anchor, Units, is_han};
use crate::{
    extract::annotate::{Annotations, Class, Hit},
    lexicon::{ByChar, divisions, rows, units},
    record::Span,
};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

impl Units<'_> {
    /// A division, town or level word that ends at `end`, not reaching before `floor`: where it begins, and what it is.
    pub fn place_ending_at(&self, end: usize, floor: usize) -> Option<(usize, Anchor)> {
        self.anchor(end, floor)
    }

    /// The place that ends at `end`: where it begins, and what it is.
    pub(super) fn anchor(&self, end: usize, floor: usize) -> Option<(usize, Anchor)> {
        let town = self.towns.ending_at(end).filter(|t| t.start as usize >= floor);
        let division = self.divisions_by_end.get(&end).filter(|(s, _)| s.start as usize >= floor);
        if let Some(zone) = self.zone_at(end).filter(|zone| zone.start as usize >= floor) {
            return Some((self.prefix_before(zone.start as usize, floor), Anchor::Town(zone)));
        }
        // 张固镇 is a town, not the county 固镇.
        if let Some((span, code)) = division.filter(|(s, _)| town.is_none_or(|t| s.start <= t.start)) {
            return Some((self.outer_division(span.start as usize, floor), Anchor::Division(*span, code.clone())));
        }
        if let Some(town) = town {
            return Some((town.start as usize, Anchor::Town(town)));
        }
        let last = self.text.at(end.checked_sub(1)?)?;
        if last == '区'
            && let Some(zone) = self.zone.filter(|zone| self.text.ends_with(end, zone))
        {
            let start = end - zone.chars().count();
            return (start >= floor).then(|| (start, Anchor::Town(Span::new(start, end))));
        }
        let level = LEVELS_BY_LAST.of(last).iter().find(|w| self.text.ends_with(end, w))?;
        let start = end - level.chars().count();
        // 区 ends too many other words (经济区, 度假区) to be believed behind any of them.
        // 商［州］分局: so does 州 of names.
        let clean = !matches!(*level, "区" | "州")
            || start == floor
            || !is_han(self.text.chars[start - 1])
            || self.stop_at(start)
            || matches!(
                self.text.chars[start - 1],
                '我' | '委' | '府' | '全' | '会' | '协' | '市' | '日' | '月' | '年'
            );
        // 凤台县|县委: the level word is printed twice; a county of one character keeps it (蔚县县委).
        if let Some((span, code)) = self.divisions_by_end.get(&start).filter(|(s, _)| s.start as usize >= floor)
            && self.text.ends_with(start, level)
        {
            let place = if span.len() == 2 { Span { end: span.end + 1, ..*span } } else { *span };
            return Some((self.outer_division(span.start as usize, floor), Anchor::Division(place, code.clone())));
        }
        if *level == "州"
            && let Some((from, code)) = self.prefecture(end, floor)
        {
            return Some((self.prefix_before(from, floor), Anchor::Division(Span::new(from, end), code)));
        }
        let prefixed = self.prefix_before(start, floor);
        // 学习｜州委经济工作会议精神
        let learnt = || {
            let word = |h: &Hit| h.class == Class::CommonWord && h.end - h.start >= 2;
            *level == "州" && self.hits.ending(start).any(word)
        };
        let clean = clean || prefixed < start || learnt();
        (start >= floor && clean && self.is_level(start, end, floor))
            .then(|| (prefixed, Anchor::Level(Span::new(start, end), level)))
    }

    /// The development zone that ends at `end`.
    pub(super) fn zone_at(&self, end: usize) -> Option<Span> {
        let zone = || self.places.zone_ending_at(end).map(|zone| zone.span);
        (end > 0 && self.text.chars[end - 1] == '区').then(zone)?
    }

    /// Where the short name of a division begins that ends at `end`, behind a mark or a stop word, and is no word of the language.
    pub(super) fn short_place_before(&self, end: usize, floor: usize) -> Option<usize> {
        let start = (2..=4)
            .filter_map(|n| end.checked_sub(n))
            .find(|&at| at >= floor && (at == floor || !is_han(self.text.chars[at - 1]) || self.stop_at(at)))?;
        let name = self.text.str(Span::new(start, end));
        let known = !WORDS.contains(name) && !divisions::named(name, None).is_empty();
        known.then_some(start)
    }

    /// 巴州, 黔南州: the short name of an autonomous prefecture that ends at `end`, and its code.
    fn prefecture(&self, end: usize, floor: usize) -> Option<(usize, String)> {
        (2..=4).rev().filter(|n| end >= floor + n).find_map(|n| {
            let full = units::full_prefecture(self.text.str(Span::new(end - n, end)))?;
            let code = divisions::named(full, None).first()?.code.to_owned();
            Some((end - n, code))
        })
    }

    /// 连云港市赣榆区委 begins at 连; 中共 before it belongs to the printed form.
    fn outer_division(&self, mut start: usize, floor: usize) -> usize {
        while let Some((outer, _)) = self.divisions_by_end.get(&start).filter(|(s, _)| s.start as usize >= floor) {
            start = outer.start as usize;
        }
        let bank =
            self.hits.ending_of(start, Class::FixedUnit).find(|h| h.start >= floor && self.text.ends_with(h.end, "行"));
        match bank {
            Some(bank) => bank.start,
            None => self.prefix_before(start, floor),
        }
    }

    /// ［民盟］凤台县委: where the word begins that belongs to the unit's name before its place at `start`; `start` if there is
    /// none.
    pub(super) fn prefix_before(&self, start: usize, floor: usize) -> usize {
        let Some(last) = start.checked_sub(1).and_then(|i| self.text.at(i)) else { return start };
        let words = PREFIXES_BY_LAST.of(last).iter().filter(|w| self.text.ends_with(start, w));
        let words = words.map(|w| w.chars().count());
        words.max().and_then(|n| start.checked_sub(n)).filter(|&at| at >= floor).unwrap_or(start)
    }

    /// Whether the name that begins at `from` begins with a word of [`PREFIXES`] that it keeps.
    pub(super) fn is_prefixed(&self, from: usize) -> bool {
        PREFIXES.iter().any(|(w, kept)| *kept && self.text.starts_with(from, w))
    }

    /// Whether the level word is one (县委), not the end of another word (城市, 社区).
    fn is_level(&self, start: usize, end: usize, floor: usize) -> bool {
        // ［市场］监管局, ［乡村］振兴局: it begins a word.
        if LEVEL_NOT_BEFORE.of(self.text.chars[start]).iter().any(|w| self.text.starts_with(start, w)) {
            return false;
        }
        // 驻［地］党委, 各地: the place where somebody is.
        if self.text.chars[start] == '地' && start > floor && is_han(self.text.chars[start - 1]) && !self.stop_at(start)
        {
            return false;
        }
        // 成立|县…: the verb is no part of a word with 县.
        let verb = self.hits.longest_ending(start, Class::LeftStop).is_some_and(|h| h.end - h.start >= 2);
        if start == floor || verb {
            return true;
        }
        (1..=3).filter(|n| start >= floor + n).all(|n| !NO_LEVEL.contains(self.text.str(Span::new(start - n, end))))
    }

    /// Whether a name may begin at `at`: after a mark, a stop word or another unit.
    pub(super) fn clean_left(&self, at: usize, floor: usize) -> bool {
        at == floor
            || !is_han(self.text.chars[at - 1])
            || self.stop_at(at)
            || matches!(self.text.chars[at - 1], '我' | '委' | '府' | '全')
            || self.reported_to(at)
            // 29日｜县…领导小组
            || (matches!(self.text.chars[at - 1], '日' | '月' | '年') && at >= 2 && self.text.chars[at - 2].is_ascii_digit())
            || self.hits.ending(at).any(|h| {
                matches!(h.class, Class::Follower | Class::CommonWord) && h.end - h.start >= 2 && h.start >= floor
            })
    }

    /// 报｜县防汛办备案, 上报｜县委; not 日报｜社.
    fn reported_to(&self, at: usize) -> bool {
        let paper = |i: usize| {
            matches!(self.text.chars[i], '日' | '晚' | '周' | '早' | '时' | '导' | '商' | '快' | '简' | '党' | '画')
        };
        let verb = matches!(self.text.chars[at - 1], '报' | '送');
        verb && !at.checked_sub(2).is_some_and(paper)
    }

    pub(super) fn stop_at(&self, at: usize) -> bool {
        let Some(stop) = self.hits.longest_ending(at, Class::LeftStop) else { return false };
        // 高等职业学校
        if self.text.chars[stop.start] == '等' && !self.closes_a_list(stop.start) {
            return false;
        }
        // 应 ends a name's words, but not inside 应急; 有 not inside 国有资产 and 有限公司.
        let inside = |class| {
            (stop.start.saturating_sub(1)..=stop.start)
                .any(|from| self.hits.starting_of(from, class).any(|h| h.end > at))
        };
        // ［和平茶厂］
        let peace = self.text.starts_with(stop.start, "和平") && !self.text.starts_with(stop.start, "和平安");
        stop.end - stop.start > 1
            || !(peace || inside(Class::Stem) || (self.text.starts_with(stop.start, "有限") && inside(Class::Head)))
    }
}

static NO_LEVEL: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| units::no_levels().into_iter().collect());

/// By their first character.
static LEVEL_NOT_BEFORE: LazyLock<ByChar<&'static str>> =
    LazyLock::new(|| units::level_not_before().into_iter().filter_map(|w| Some((w.chars().next()?, w))).collect());

/// Level words that stand for a division of the document's own chain.
pub(super) const LEVELS: [&str; 19] = [
    "全国",
    "中央",
    "村",
    "社区",
    "自治区",
    "自治州",
    "自治县",
    "街道",
    "国家",
    "省",
    "市",
    "县",
    "区",
    "州",
    "旗",
    "盟",
    "地",
    "镇",
    "乡",
];

/// The level words by their last character.
static LEVELS_BY_LAST: LazyLock<ByChar<&'static str>> =
    LazyLock::new(|| LEVELS.iter().filter_map(|w| Some((w.chars().next_back()?, *w))).collect());

/// 召|开县: the name is cut out of a word.
pub(super) fn cut_from_word(chars: &[char], hits: &Annotations, span: Span) -> bool {
    let (start, end) = (span.start as usize, span.end as usize);
    let stem = Span::new(start, end);
    // 省政府|和县, 教育局|会同县: a verb or conjunction, and the level word of another name.
    let verb = hits.starting_of(start, Class::LeftStop).any(|h| h.end < end && h.end + 1 == stem.end as usize)
        && start > 0
        && is_han(chars[start - 1]);
    verb || (start + 1..end).any(|at| hits.ending_of(at, Class::CommonWord).any(|h| h.start < start && h.row >= 60))
}

/// Short names of divisions that are words too (平安, 和平).
static WORDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let files =
        [include_str!("../../../lexicon/division_stem_words.txt"), include_str!("../../../lexicon/division_words.txt")];
    files.into_iter().flat_map(rows).filter_map(|r| r.first().copied()).collect()
});

/// Words before a place that belong to the name of the unit.
pub(super) static PREFIXES: LazyLock<Vec<(&'static str, bool)>> = LazyLock::new(units::prefixes);

static PREFIXES_BY_LAST: LazyLock<ByChar<&'static str>> =
    LazyLock::new(|| PREFIXES.iter().filter_map(|(w, _)| Some((w.chars().next_back()?, *w))).collect());
