//! Whether what reads like a unit is one: not the beginning of another word, not all of a sort, no venue.
//!
//! Refused: 各级［党委］, 省［州党委］、政府, 县人大|代表, 财政局局|长, 核桃［基地］, 《…》, a common word without place or title.
//!
//! Reads `plural_signs.txt`.

use super::{Anchor, HEADS, UnitMention, Units, anchors::cut_from_word, is_han};
use crate::{
    extract::annotate::{Class, Hit},
    lexicon::{ByChar, units, words},
    record::{Span, UnitKind},
};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

impl Units<'_> {
    /// Whether a unit read up to `end` is not the beginning of another word, and not a plural (各部门).
    pub(super) fn is_whole(&self, unit: &UnitMention, end: usize) -> bool {
        let start = unit.span.start as usize;
        if PLURAL.iter().any(|w| self.text.ends_with(start, w)) || self.is_venue(unit) {
            return false;
        }
        // 我区［基层司法所］: all of them.
        if self.text.starts_with(unit.core, "基层") && self.text.ends_with(end, "所") {
            return false;
        }
        // 县、［乡人大］: the bodies of all levels.
        let all_levels = matches!(unit.anchor, Anchor::Level(..))
            && ["省、", "市、", "县、", "区、", "乡、", "镇、"].iter().any(|w| self.text.ends_with(start, w))
            && !self.divisions_by_end.contains_key(&(start - 1))
            && self.towns.ending_at(start - 1).is_none();
        // 军分区（警备区）: one or the other.
        let either = |word: &str, from: usize| self.text.starts_with(from, word);
        let alternative = (either("（警备区）", end) || either("(警备区)", end) || either("（军分区）", end))
            || (start > 0 && self.text.ends_with(start, "军分区（") && self.text.at(end) == Some('）'));
        if all_levels || alternative {
            return false;
        }
        let bare = unit.anchor == Anchor::Bare;
        let printed = self.text.str(unit.span);
        let any = bare && (printed == "武装部" || (MANY.contains(printed) && !self.title_at(end)));
        let anonymous = (unit.anchor == Anchor::Own && printed.contains('某'))
            || (unit.kind == UnitKind::Police && self.text.ends_with(end - 2, "某"));
        let cut = bare && (cut_from_word(&self.text.chars, self.hits, unit.span) || self.is_tail(unit));
        // 户那村核桃［基地］: a place, unless somebody heads it.
        let site = printed.ends_with("基地") && !self.title_at(end) && !self.text.starts_with(end, "负责人");
        // 省［州党委］、政府: the bodies of both levels.
        let both = matches!(unit.anchor, Anchor::Level(_, "市" | "州" | "县" | "区"))
            && ["省", "市", "州"].iter().any(|w| self.text.ends_with(start, w))
            && !self.divisions_by_end.contains_key(&start);
        // 各民主党派、［工商联］: all of them.
        let plural = printed == "工商联" && self.text.ends_with(start, "民主党派、");
        // 县里给｜大队, 核心的｜党中央
        let inside =
            matches!(unit.anchor, Anchor::Level(..) | Anchor::Division(..)) && self.text.at(unit.core) == Some('里');
        let inside = inside && unit.core + 1 < end && unit.core_end > unit.core + 2;
        let any = any || inside || self.text.ends_with(start, "核心的");
        // 石桥镇大队｜沟村
        let in_town = self
            .towns
            .mentions
            .iter()
            .any(|t| (t.start as usize) < end && end < t.end as usize && t.start >= unit.core as u32);
        if in_town
            || any
            || anonymous
            || cut
            || site
            || plural
            || both
            || self.in_book_title(start)
            || self.holds_holder(unit, end)
            || self.is_weak(unit, end)
        {
            return false;
        }
        !self.begins_another_word(end) && !self.inside_title(end)
    }

    /// 松江河｜林业局, 长白山｜管委会: the tail of a longer name whose head no list knows.
    fn is_tail(&self, unit: &UnitMention) -> bool {
        let start = unit.span.start as usize;
        let han = |n: usize| start.checked_sub(n).is_some_and(|i| is_han(self.text.chars[i]));
        if !han(1) || !han(2) || self.stop_at(start) {
            return false;
        }
        let zone = self.text.ends_with(unit.span.end as usize, "管委会") && unit.span.len() == 3;
        let word = |h: &Hit| !zone && h.end - h.start >= 2 || matches!(h.class, Class::LeftStop | Class::Follower);
        !self.hits.ending(start).any(word) && !self.hits.ends_unit(start) && !self.closes_a_word(start)
    }

    /// Whether the character before `at` is a word by itself that may stand before a body.
    fn closes_a_word(&self, at: usize) -> bool {
        const WORDS: &str = "的了由在和与及向对给把被让请为从到经原任时由令将含同以跟等名位个省市县区旗州盟镇乡我该本各两全月日年号中上下后前内委府局会长记任席";
        WORDS.contains(self.text.chars[at - 1])
    }

    /// 财政局局|长: the last character belongs to the title.
    fn inside_title(&self, end: usize) -> bool {
        (end.saturating_sub(8)..end).any(|at| self.hits.starting_of(at, Class::Title).any(|h| h.end > end))
    }

    /// 县水利局局长甲乙任［办公室］: somebody and what he becomes.
    fn holds_holder(&self, unit: &UnitMention, end: usize) -> bool {
        let titled = |at: usize| self.hits.longest_ending(at, Class::Title).is_some();
        (unit.core + 2..end)
            .filter(|&at| self.text.chars[at] == '任')
            .any(|at| (2..=3).filter_map(|n| at.checked_sub(n)).any(|name| name > unit.core && titled(name)))
    }

    /// Inside 《…》: part of the title of a writing.
    fn in_book_title(&self, at: usize) -> bool {
        let open = (at.saturating_sub(40)..at).rev().find(|&i| matches!(self.text.chars[i], '《' | '》' | '\n'));
        open.is_some_and(|i| self.text.chars[i] == '《')
    }

    /// A firm or school by a common word (…厂, …合作社, …学校) without a place: only before a title.
    fn is_weak(&self, unit: &UnitMention, end: usize) -> bool {
        let name = self.text.str(unit.span);
        let title = self.title_at(end);
        // 胜利农场、红星林场: farms have such names, but only a short one that fills the space between marks is believed.
        let farm = ["农场", "林场", "牧场"].iter().any(|s| name.ends_with(s))
            && unit.span.len() <= 6
            && self.text.at(end).is_none_or(|c| !is_han(c))
            && (self.stop_at(unit.span.start as usize)
                || unit.span.start == 0
                || !is_han(self.text.chars[unit.span.start as usize - 1]));
        // 在沈潭镇的［恒发电瓷厂］，
        let from = unit.span.start as usize;
        let placed = || self.towns.ending_at(from - 1).is_some() || self.divisions_by_end.contains_key(&(from - 1));
        // 在枸杞岛上的［枸杞小学］，
        let inside = || {
            let clause = (from.saturating_sub(14)..from).rev().find(|&i| !is_han(self.text.chars[i])).map(|i| i + 1);
            clause.is_some_and(|at| ["在", "来到", "走进"].iter().any(|w| self.text.starts_with(at, w)))
        };
        let lies =
            self.text.ends_with(from, "的") && (placed() || inside()) && self.text.at(end).is_none_or(|c| !is_han(c));
        unit.anchor == Anchor::Own
            && unit.rule == "unit-proper-name"
            && !title
            && !self.headed(end)
            && !farm
            && !lies
            && !STRONG.iter().any(|s| name.ends_with(s))
    }

    /// 在［双江机械厂］，厂长…; ［新安盐场］工人…: who heads the house that ends at `end`, or works there, follows.
    fn headed(&self, end: usize) -> bool {
        let mark = matches!(self.text.at(end), Some('，' | ','));
        let headed = |(house, heads): &(&str, Vec<&str>)| {
            self.text.ends_with(end, house) && heads.iter().any(|head| self.text.starts_with(end + 1, head))
        };
        let works = self
            .hits
            .longest(end, Class::Label)
            .is_some_and(|h| matches!(self.text.str(Span::new(h.start, h.end)), "工人" | "职工"));
        works || mark && HOUSE_HEADS.iter().any(headed)
    }

    /// Whether a title begins at `at`.
    pub(super) fn title_at(&self, at: usize) -> bool {
        let title = |at: usize| self.hits.begins(at, Class::Title);
        let prefixed = |at: usize| self.hits.starting_of(at, Class::TitlePrefix).any(|h| title(h.end));
        // 总目标, 副食: a prefix alone is none.
        title(at) || prefixed(at)
    }

    /// 会议中心, 演播厅: a place to meet.
    fn is_venue(&self, unit: &UnitMention) -> bool {
        let name = self.text.str(unit.span);
        // 在市民族艺术中心举行
        let (start, end) = (unit.span.start as usize, unit.span.end as usize);
        let inside = (name.ends_with("中心") || name.ends_with("委会办公室")) && self.text.ends_with(start, "在");
        if inside && ["召开", "举行", "举办", "开幕", "闭幕"].iter().any(|w| self.text.starts_with(end, w)) {
            return true;
        }
        let listed = name.chars().next_back().map_or(&[][..], |last| VENUES.of(last));
        listed.iter().any(|v| name.ends_with(v))
    }

    fn begins_another_word(&self, end: usize) -> bool {
        let rest = self.text.chars.get(end..).unwrap_or_default();
        // 社区党委会｜把清单贴出来: 会 is the verb's.
        if self.text.ends_with(end, "党委会") && matches!(rest.first(), Some('把' | '给' | '将')) {
            return true;
        }
        // 县一中｜学生代表, 在市政府｜领导下
        let pupils = self.text.starts_with(end, "学生") && !self.text.ends_with(end, "大");
        // 县第一中学｜教师
        let counted = end.checked_sub(4).is_some_and(|at| self.text.at(at) == Some('第'));
        let pupils = pupils || counted && self.text.starts_with(end, "教师");
        if pupils || self.text.starts_with(end, "领导下") {
            return false;
        }
        // 市委 and 县政协 have short heads inside longer ones: ask for each that ends here.
        self.hits
            .ending_of(end, Class::Head)
            .flat_map(|h| &NOT_BEFORE[h.row as usize])
            .any(|next| rest.first() == next.first() && rest.starts_with(next))
    }
}

/// By the rows of [`HEADS`].
static NOT_BEFORE: LazyLock<Vec<Vec<Vec<char>>>> = LazyLock::new(|| {
    let words = units::heads_not_before();
    HEADS.iter().map(|head| words.get(head.word).cloned().unwrap_or_default()).collect()
});

/// Ends of the names of houses and the titles of who heads them.
static HOUSE_HEADS: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(units::house_heads);

/// Words before a body that make it one of many.
static PLURAL: LazyLock<Vec<&'static str>> = LazyLock::new(|| words(include_str!("../../../lexicon/plural_signs.txt")));

static STRONG: LazyLock<Vec<&'static str>> = LazyLock::new(units::proper_endings);

static MANY: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| units::many().into_iter().collect());

/// By their last character.
static VENUES: LazyLock<ByChar<&'static str>> =
    LazyLock::new(|| units::venues().into_iter().filter_map(|v| Some((v.chars().next_back()?, v))).collect());
