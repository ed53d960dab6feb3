//! Organisations in the text: from the last word of the name leftwards.
//!
//! Accepted (the unit in brackets): ［市退役军人事务局］局长, 陪同的［县委组织部］副部长, ［东湖街道党工委］书记,
//! ［武警临城中队］, ［浙江某某电子有限公司］, ［县政府督查室］, ［区人大常委会］, 责成［市财政局］牵头, ［教育局］要有专人.
//! Refused: 各级党委、政府 (no one body), 全县各部门, 县人大|代表, 市委|员, 城|市委…, 社|区委…, 局|面.
//!
//! Reads `unit_heads.tsv`, `unit_short.tsv`, `plain_unit_words.txt`, `unit_stems.txt`, `unit_fixed.tsv`, `unit_left_stops.txt`,
//! `unit_head_not_before.tsv`, `level_not_after.txt`, `level_not_before.txt`.

use super::{
    annotate::{Annotations, Class},
    places::Places,
    text::Text,
    towns::Towns,
};
use crate::{
    lexicon::{
        ByChar, own,
        units::{self, Form, Head},
    },
    record::{Organ, Span, UnitKind},
};
use rustc_hash::FxHashMap;
use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// What says to which place a unit belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// A division printed before it; the span of its name and its code.
    Division(Span, String),
    /// A township, sub-district or village printed before it.
    Town(Span),
    /// A level word alone (县, 市): the division meant depends on the document.
    Level(Span, &'static str),
    /// Nothing: the name is its own, or the place goes without saying.
    Own,
    /// Nothing, and the name needs a place (`教育局`).
    Bare,
}

/// A unit as printed at one place.
#[derive(Clone, Debug)]
pub struct UnitMention {
    /// The printed form.
    pub span: Span,
    /// Its place.
    pub anchor: Anchor,
    /// First character after the anchor: where the unit's own words begin.
    pub core: usize,
    /// Branch.
    pub kind: UnitKind,
    /// Sort of body.
    pub organ: Organ,
    /// Where its own words end: the end of `span`, but for a town that shares them with the next (［甲镇］和乙乡党委).
    pub core_end: usize,
    /// Rule that read it.
    pub rule: &'static str,
    /// The unit of which this is a department or party group, if that is printed inside the name.
    pub parent: Option<Box<UnitMention>>,
}

static HEADS: LazyLock<Vec<Head>> = LazyLock::new(units::heads);
static NOT_BEFORE: LazyLock<HashMap<&'static str, Vec<Vec<char>>>> = LazyLock::new(units::heads_not_before);
static NO_LEVEL: LazyLock<HashSet<&'static str>> = LazyLock::new(|| units::no_levels().into_iter().collect());
static LEVEL_NOT_BEFORE: LazyLock<Vec<&'static str>> = LazyLock::new(units::level_not_before);

static MANY: LazyLock<HashSet<&'static str>> = LazyLock::new(|| units::many().into_iter().collect());
static PLAIN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| units::plain_words().into_iter().collect());
static VENUES: LazyLock<Vec<&'static str>> = LazyLock::new(units::venues);

/// Level words that stand for a division of the document's own chain.
const LEVELS: [&str; 19] = [
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

/// Rule for the conference by its session.
pub(super) const CONSULTATIVE: &str = "unit-consultative-session";
/// Rule for the presidium of a session.
pub(super) const PRESIDIUM: &str = "unit-presidium";

/// Longest proper part of a firm's or school's name, in characters.
const LONGEST_NAME: usize = 18;

/// Reads units in one document.
pub struct Units<'a> {
    pub(super) text: &'a Text,
    pub(super) hits: &'a Annotations,
    pub(super) towns: &'a Towns,
    divisions_by_end: FxHashMap<usize, (Span, String)>,
    /// Readings so far, by end, floor and depth.
    known: RefCell<FxHashMap<(usize, usize, u8), Option<UnitMention>>>,
}

impl<'a> Units<'a> {
    /// A reader over `text`.
    pub fn new(text: &'a Text, hits: &'a Annotations, places: &'a Places, towns: &'a Towns) -> Self {
        let mut divisions_by_end: FxHashMap<usize, (Span, String)> = FxHashMap::default();
        for m in places.mentions.iter().filter(|m| !cut_from_word(&text.chars, hits, m.span)) {
            let entry = divisions_by_end.entry(m.span.end as usize).or_insert_with(|| (m.span, m.code.clone()));
            if m.span.start < entry.0.start {
                *entry = (m.span, m.code.clone());
            }
        }
        Self { text, hits, towns, divisions_by_end, known: RefCell::default() }
    }

    /// All units of the running text and headlines, in order, none inside another.
    pub fn all(&self) -> Vec<UnitMention> {
        let mut out = Vec::new();
        for block in &self.text.blocks {
            let mut end = block.span.end as usize;
            let start = block.span.start as usize;
            while end > start {
                match self.ending_at(end, start).filter(|u| self.is_whole(u, end)) {
                    Some(unit) => {
                        end = unit.span.start as usize;
                        let sharing = self.sharing(&unit, start);
                        end = sharing.last().map_or(end, |u| u.span.start as usize);
                        out.extend(self.above(&unit, start));
                        out.push(unit);
                        out.extend(sharing);
                    }
                    None => end -= 1,
                }
            }
        }
        out.sort_by_key(|u| u.span);
        out
    }

    /// ［甲镇］、［乙镇］和丙乡党委: the towns before a town's body that share its words, nearest first.
    fn sharing(&self, unit: &UnitMention, floor: usize) -> Vec<UnitMention> {
        let mut out: Vec<UnitMention> = Vec::new();
        if !matches!(unit.anchor, Anchor::Town(_)) || unit.organ == Organ::Branch || unit.kind == UnitKind::Village {
            return out;
        }
        let mut at = unit.span.start as usize;
        while at > floor && matches!(self.text.chars[at - 1], '、' | '和' | '及') {
            let Some(town) = self.towns.ending_at(at - 1).filter(|t| t.start as usize >= floor) else { break };
            at = town.start as usize;
            out.push(UnitMention { span: town, anchor: Anchor::Town(town), rule: "unit-shared-words", ..unit.clone() });
        }
        out
    }

    /// `武警亳州支队`机动中队: the force of which an armed police unit is a part.
    fn above(&self, unit: &UnitMention, floor: usize) -> Option<UnitMention> {
        let range = unit.span.range();
        let part = (range.start + 4..range.end)
            .rev()
            .find(|&at| at + 2 < range.end && ["支队", "总队", "大队"].iter().any(|w| self.text.ends_with(at, w)))?;
        let force = unit.rule == "unit-armed-police" || self.text.starts_with(range.start, "武警");
        self.ending_at(part, floor).filter(|u| force && u.span.start == unit.span.start)
    }

    /// Whether a unit read up to `end` is not the beginning of another word, and not a plural (各部门).
    fn is_whole(&self, unit: &UnitMention, end: usize) -> bool {
        let start = unit.span.start as usize;
        let plural = [
            "各级", "各", "基层", "有关", "相关", "某", "两级", "三级", "多个", "级", "乡镇", "镇街", "街镇", "两所",
            "一所", "三所",
        ];
        if plural.iter().any(|w| self.text.ends_with(start, w)) || self.is_venue(unit) {
            return false;
        }
        let bare = unit.anchor == Anchor::Bare;
        let printed = self.text.str(unit.span);
        let any = bare && (printed == "武装部" || (MANY.contains(printed) && !self.title_at(end)));
        let anonymous = (unit.anchor == Anchor::Own && printed.contains('某'))
            || (unit.kind == UnitKind::Police && self.text.ends_with(end - 2, "某"));
        let cut = bare && cut_from_word(&self.text.chars, self.hits, unit.span);
        // 户那村核桃［基地］: a place, unless somebody heads it.
        let site = printed.ends_with("基地") && !self.title_at(end) && !self.text.starts_with(end, "负责人");
        // 省［州党委］、政府: the bodies of both levels.
        let both = matches!(unit.anchor, Anchor::Level(_, "市" | "州" | "县" | "区"))
            && ["省", "市", "州"].iter().any(|w| self.text.ends_with(start, w))
            && !self.divisions_by_end.contains_key(&start);
        // 各民主党派、［工商联］: all of them.
        let plural = printed == "工商联" && self.text.ends_with(start, "民主党派、");
        if any || anonymous || cut || site || plural || both || self.in_book_title(start) || self.is_weak(unit, end) {
            return false;
        }
        !self.begins_another_word(end) && !self.inside_title(end)
    }

    /// 财政局局|长: the last character belongs to the title.
    fn inside_title(&self, end: usize) -> bool {
        (end.saturating_sub(8)..end)
            .any(|at| self.hits.starting(at).iter().any(|h| h.class == Class::Title && h.end > end))
    }

    /// Inside 《…》: part of the title of a writing.
    fn in_book_title(&self, at: usize) -> bool {
        let open = (at.saturating_sub(40)..at).rev().find(|&i| matches!(self.text.chars[i], '《' | '》' | '\n'));
        open.is_some_and(|i| self.text.chars[i] == '《')
    }

    /// A firm or school by a common word (…厂, …合作社, …学校) without a place: only before a title.
    fn is_weak(&self, unit: &UnitMention, end: usize) -> bool {
        const STRONG: [&str; 17] = [
            "有限公司",
            "有限责任公司",
            "股份有限公司",
            "集团",
            "大学",
            "学院",
            "中学",
            "小学",
            "医院",
            "总公司",
            "专业合作社",
            "分局",
            "管理局",
            "管理处",
            "管理站",
            "管委会",
            "派出所",
        ];
        let name = self.text.str(unit.span);
        let title = self.title_at(end);
        // 胜利农场、红星林场: farms have such names, but only a short one that fills the space between marks is believed.
        let farm = ["农场", "林场", "牧场"].iter().any(|s| name.ends_with(s))
            && unit.span.len() <= 6
            && self.text.at(end).is_none_or(|c| !is_han(c))
            && (self.stop_at(unit.span.start as usize)
                || unit.span.start == 0
                || !is_han(self.text.chars[unit.span.start as usize - 1]));
        unit.anchor == Anchor::Own
            && unit.rule == "unit-proper-name"
            && !title
            && !farm
            && !STRONG.iter().any(|s| name.ends_with(s))
    }

    /// Whether a title begins at `at`.
    fn title_at(&self, at: usize) -> bool {
        self.hits.starting(at).iter().any(|h| matches!(h.class, Class::Title | Class::TitlePrefix))
    }

    /// 会议中心, 演播厅: a place to meet.
    fn is_venue(&self, unit: &UnitMention) -> bool {
        let name = self.text.str(unit.span);
        VENUES.iter().any(|v| name.ends_with(v))
    }

    fn begins_another_word(&self, end: usize) -> bool {
        let Some(head) = self.hits.longest_ending(end, Class::Head) else { return false };
        let word = HEADS[head.row as usize].word;
        let rest = self.text.chars.get(end..).unwrap_or_default();
        // 市委 and 县政协 have short heads inside longer ones: ask for each that ends here.
        self.hits
            .ending(end)
            .iter()
            .filter(|h| h.class == Class::Head)
            .map(|h| HEADS[h.row as usize].word)
            .chain([word])
            .filter_map(|w| NOT_BEFORE.get(w))
            .flatten()
            .any(|next| rest.starts_with(next))
    }

    /// The longest unit whose name ends at `end`, not reaching before `floor`.
    pub fn ending_at(&self, end: usize, floor: usize) -> Option<UnitMention> {
        self.parse(end, floor, 0)
    }

    /// A division, town or level word that ends at `end`, not reaching before `floor`: where it begins, and what it is.
    pub fn place_ending_at(&self, end: usize, floor: usize) -> Option<(usize, Anchor)> {
        self.anchor(end, floor)
    }

    fn parse(&self, end: usize, floor: usize, depth: u8) -> Option<UnitMention> {
        if depth > 4 || end <= floor || !self.hits.ends_unit(end) {
            return None;
        }
        // The same ends are asked for again and again by the scans further right.
        if let Some(known) = self.known.borrow().get(&(end, floor, depth)) {
            return known.clone();
        }
        let unit = self.parse_afresh(end, floor, depth).map(|u| self.attached(u, floor, depth));
        self.known.borrow_mut().insert((end, floor, depth), unit.clone());
        unit
    }

    fn parse_afresh(&self, end: usize, floor: usize, depth: u8) -> Option<UnitMention> {
        let fixed = || self.fixed(end, floor).or_else(|| self.session(end, floor));
        if let Some(known) = self.own(end, floor).or_else(fixed) {
            return Some(known);
        }
        self.hits
            .ending(end)
            .iter()
            .filter(|h| h.class == Class::Head && h.start >= floor)
            .find_map(|h| self.with_head(&HEADS[h.row as usize], h.start, end, floor, depth))
    }

    /// ［市生态环境局］凤台分局, ［国家税务总局］凤台县税务局: a branch is printed right behind the body of which it is one.
    fn attached(&self, unit: UnitMention, floor: usize, depth: u8) -> UnitMention {
        const BRANCHES: [&str; 6] = ["分局", "分公司", "支公司", "税务局", "海关", "支队"];
        let (start, end) = (unit.span.start as usize, unit.span.end as usize);
        let branch = BRANCHES.iter().any(|b| self.text.ends_with(end, b)) && unit.parent.is_none();
        if !branch || start <= floor || !matches!(self.text.chars[start - 1], '局' | '司') {
            return unit;
        }
        let Some(above) = self.parse(start, floor, depth + 1) else { return unit };
        let taxes = self.text.ends_with(end, "税务局") && !self.text.ends_with(start, "税务总局");
        if above.anchor == Anchor::Bare || taxes {
            return unit;
        }
        let span = Span::new(above.span.start as usize, end);
        let anchor = above.anchor.clone();
        UnitMention { span, anchor, core: above.core, parent: Some(Box::new(above)), ..unit }
    }

    fn with_head(&self, head: &Head, start: usize, end: usize, floor: usize, depth: u8) -> Option<UnitMention> {
        match head.form {
            Form::Place => self.placed(head, start, end, floor, depth),
            Form::Suffix => self.suffixed(head, start, end, floor, depth),
            Form::Department | Form::Short => self.department(head, start, end, floor, depth),
            Form::Stem => self.stemmed(head, start, end, floor, depth),
            Form::Free => self.named(head, start, end, floor, depth),
            Form::Military => self.military(head, start, end, floor),
            Form::Village => self.village(head, start, end, floor),
        }
    }

    /// A unit of one place that the user names.
    fn own(&self, end: usize, floor: usize) -> Option<UnitMention> {
        let hit = self.hits.longest_ending(end, Class::OwnUnit).filter(|h| h.start >= floor)?;
        let alias = own::unit_aliases().nth(hit.row as usize)?;
        Some(UnitMention {
            span: Span::new(hit.start, end),
            anchor: Anchor::Own,
            core: hit.start,
            core_end: end,
            kind: alias.kind,
            organ: alias.organ,
            rule: "unit-in-lexicon",
            parent: None,
        })
    }

    /// `国务院`, `海军`, `中央军委`, with a department behind it or not.
    fn fixed(&self, end: usize, floor: usize) -> Option<UnitMention> {
        let hit = self.hits.ending(end).iter().find(|h| h.class == Class::FixedUnit && h.start >= floor)?;
        // 民政部门, 海军某部, 庆祝解放军建军
        if ["门", "某", "建军", "官兵", "战士", "道", "动"].iter().any(|w| self.text.starts_with(end, w)) {
            return None;
        }
        let (kind, organ) = units::fixed_kind(hit.row as usize)?;
        let span = Span::new(hit.start, end);
        Some(UnitMention {
            span,
            anchor: Anchor::Own,
            core: hit.start,
            core_end: end,
            kind,
            organ,
            rule: "unit-national",
            parent: None,
        })
    }

    /// `政协第十届凤台县|委员会`, `县政协十届|委员会常务委员会`, `第一次|会议主席团`: bodies called by their session.
    fn session(&self, end: usize, floor: usize) -> Option<UnitMention> {
        let head = |word: &str| HEADS.iter().find(|h| h.word == word);
        if self.text.ends_with(end, "会议主席团") && end >= floor + 5 {
            return self.unit(end - 5, Anchor::Own, end - 5, end, head("主席团")?, PRESIDIUM);
        }
        let whole = end.checked_sub(3).filter(|_| self.text.ends_with(end, "委员会"))?;
        let standing = self.text.ends_with(whole, "常务");
        let whole = if standing && self.text.ends_with(whole - 2, "委员会") { whole - 5 } else { whole };
        let before = self.before_session(whole, floor);
        let head = head(if standing { "政协常委会" } else { "政协" })?;
        const NAMES: [&str; 2] = ["政协", "中国人民政治协商会议"];
        if self.text.ends_with(before, "政协") && before >= floor + 2 {
            let (from, anchor) = self.anchor(before - 2, floor)?;
            return self.unit(from, anchor, before - 2, end, head, CONSULTATIVE);
        }
        let (from, anchor) = self.anchor(before, floor)?;
        let named = self.before_session(from, floor);
        let name = NAMES.iter().find(|n| self.text.ends_with(named, n))?.chars().count();
        let start = named.checked_sub(name).filter(|&s| s >= floor)?;
        self.unit(start, anchor, start, end, head, CONSULTATIVE)
    }

    /// `县|委`, `海淀区|政府`, `县第十届|人大常委会`; `县财政局|党委` by way of the unit before it.
    fn placed(&self, head: &Head, start: usize, end: usize, floor: usize, depth: u8) -> Option<UnitMention> {
        if matches!(head.word, "党委" | "纪委" | "工会" | "团委" | "人武部" | "武装部")
            && let Some(parent) =
                self.parse(start, floor, depth + 1).filter(|p| p.anchor != Anchor::Bare || p.organ != Organ::Office)
            && (parent.kind != UnitKind::Party || head.word != "党委")
        {
            return Some(self.part_of(parent, head, end, "unit-party-body"));
        }
        if head.word == "委" && self.stems_before(start, floor) < start {
            return self.stemmed(head, start, end, floor, depth);
        }
        // 四川省|军区: the 省 of 省军区 belongs to the province.
        if head.word == "省军区"
            && let Some((from, anchor @ Anchor::Division(..))) = self.anchor(start + 1, floor)
        {
            return self.unit(from, anchor, start + 1, end, head, "unit-after-place");
        }
        let before = self.before_session(start, floor);
        let anchor = self.anchor(before, floor);
        match anchor {
            Some((from, anchor)) => self.unit(from, anchor, start, end, head, "unit-after-place"),
            // 市委 and 县政府 need their level word; 人武部, 军分区 and the like are known without it.
            // 民兵排 alone is any.
            None if head.word.starts_with("民兵") && !head.word.contains("应急") && !self.title_at(end) => None,
            None if !matches!(head.word, "委" | "政府" | "人民政府" | "党委" | "人大" | "法院" | "检察院" | "军区") => {
                self.unit(start, Anchor::Bare, start, end, head, "unit-bare")
            }
            None => None,
        }
    }

    /// `县财政局|党组`, `东湖街道|党工委`, `县|党组` is none.
    fn suffixed(&self, head: &Head, start: usize, end: usize, floor: usize, depth: u8) -> Option<UnitMention> {
        if let Some(parent) = self.parse(start, floor, depth + 1) {
            return Some(self.part_of(parent, head, end, "unit-party-body"));
        }
        if (head.organ == Organ::Branch || head.word == "党总支")
            && let Some(village) = self.village(head, start, end, floor)
        {
            return Some(village);
        }
        let anchored = self.anchor(start, floor);
        // 沿海经济区|党工委: the zone has a name of its own.
        if anchored.is_none() && matches!(head.word, "党工委" | "党委会") {
            return self.named(head, start, end, floor, depth);
        }
        let (from, anchor) = anchored?;
        if matches!(anchor, Anchor::Level(..)) && matches!(head.word, "党组") {
            return None;
        }
        self.unit(from, anchor, start, end, head, "unit-party-body")
    }

    /// `县委|组织部`, `县|文明办`, `市政府|办公室`; `组织部` alone.
    fn department(&self, head: &Head, start: usize, end: usize, floor: usize, depth: u8) -> Option<UnitMention> {
        // 爱卫|办: a subject, not a body whose office it were.
        let whose = !self.text.ends_with(start, "综合");
        if matches!(head.word, "办" | "办公室") && whose && self.stems_before(start, floor) < start {
            return self.stemmed(head, start, end, floor, depth);
        }
        if let Some(parent) = self.parse(start, floor, depth + 1) {
            return Some(self.part_of(parent, head, end, "unit-department"));
        }
        if let Some((from, anchor)) = self.anchor(start, floor) {
            return (head.word != "办").then(|| self.unit(from, anchor, start, end, head, "unit-department"))?;
        }
        if let Some(part) = self.part_of_institution(head, start, end, floor, depth) {
            return Some(part);
        }
        // 办 and 办公室 alone may be anybody's.
        (!matches!(head.word, "办" | "办公室" | "办公厅" | "综合办公室" | "研究室"))
            .then(|| self.unit(start, Anchor::Bare, start, end, head, "unit-bare"))?
    }

    /// `县|发展和改革|局`, `市|民兵应急|营`, `县委|农村工作|领导小组`, `教育|局`.
    fn stemmed(&self, head: &Head, start: usize, end: usize, floor: usize, depth: u8) -> Option<UnitMention> {
        if let Some(unit) = self.armed_police(head, start, end, floor) {
            return Some(unit);
        }
        let stem = self.stems_before(start, floor);
        if stem < start || head.word.chars().count() >= 2 {
            let section = matches!(head.word, "处" | "科" | "司" | "股" | "局" | "室");
            let parent = self.parse(stem, floor, depth + 1);
            if let Some(parent) =
                parent.filter(|p| is_body(p) || (section && stem < start && p.organ == Organ::Department))
            {
                return Some(self.part_of(parent, head, end, "unit-department"));
            }
            if let Some((from, anchor)) = self.anchor(stem, floor) {
                return self.unit(from, anchor, stem, end, head, "unit-subject");
            }
        }
        if let Some(unit) = self.far_anchor(head, stem, end, floor, depth) {
            return Some(unit);
        }
        if let Some(part) = self.part_of_institution(head, stem, end, floor, depth) {
            return Some(part);
        }
        let proper = ["管委会", "管理委员会", "管理处", "管理局", "管理站", "分局"];
        // ［古城］派出所所长: posts of a town or quarter bear its name.
        let bounded = self.text.at(end).is_none_or(|c| !is_han(c));
        let local =
            ["派出所", "司法所", "财政所", "税务所", "供电所"].contains(&head.word) && (self.title_at(end) || bounded);
        // ［洋浦］经济开发区工委: zones bear names.
        let zone = head.word == "工委" && self.text.ends_with(start, "区");
        if (proper.contains(&head.word) || local || zone)
            && let Some(unit) = self.named(head, start, end, floor, depth)
        {
            return Some(unit);
        }
        // 财政局、［行政审批服务管理］局、: an item in a list of bureaus.
        if head.word == "局"
            && let Some(core) = self.item_before(stem, end, floor)
        {
            return self.unit(core, Anchor::Bare, core, end, head, "unit-bare");
        }
        let stem = if matches!(head.word, "领导小组" | "指挥部" | "专班") {
            self.subject_before(stem, floor)
        } else {
            stem
        };
        let known = matches!(
            head.word,
            "局" | "工委"
                | "分局"
                | "派出所"
                | "领导小组"
                | "指挥部"
                | "管委会"
                | "安委会"
                | "消防救援大队"
                | "消防大队"
                | "交警大队"
                | "海警局"
                | "消防救援支队"
        );
        let complete = head.word.chars().count() > 2;
        let known = known || self.title_at(end);
        // 第二|巡察组: one of several, of whom goes without saying.
        if head.word.ends_with('组') && self.text.starts_with(stem, "第") {
            return self.unit(stem, Anchor::Own, stem, end, head, "unit-numbered-group");
        }
        // 各专门委员会负责人: no body by that name alone.
        let complete = complete && head.word != "委员会";
        (known && (stem < start || complete)).then(|| self.unit(stem, Anchor::Bare, stem, end, head, "unit-bare"))?
    }

    /// `武警亳州|支队`, `武警亳州支队机动|中队`: named after a place that no table need know.
    fn armed_police(&self, head: &Head, start: usize, end: usize, floor: usize) -> Option<UnitMention> {
        if !matches!(head.word, "总队" | "支队" | "大队" | "中队") {
            return None;
        }
        let reach = floor.max(start.saturating_sub(10));
        let from = (reach..start.saturating_sub(2)).rev().find(|&i| self.text.starts_with(i, "武警"))?;
        let place = Span::new(from + 2, start);
        let placed = self.anchor(start, floor).is_some_and(|(at, _)| at == from);
        let words = self.text.slice(place);
        let proper = words.iter().all(|&c| is_han(c)) && !words.contains(&'某') && self.joins(from + 2, start);
        (!placed && proper && from + 2 < start)
            .then(|| self.unit(from, Anchor::Own, from, end, head, "unit-armed-police"))?
    }

    /// `县人民检察院`未成年人检察|办公室主任, `军分区`战备建设|处处长: words that no lexicon knows between an institution and the
    /// last word of its part, before a title.
    fn part_of_institution(
        &self,
        head: &Head,
        stem: usize,
        end: usize,
        floor: usize,
        depth: u8,
    ) -> Option<UnitMention> {
        if !self.title_at(end) {
            return None;
        }
        let parent = self.institution_before(stem, floor, depth)?;
        Some(self.part_of(parent, head, end, "unit-department"))
    }

    /// The institution, bureau or command that is printed a few words before `at`, with nothing but words of a name
    /// between.
    fn institution_before(&self, at: usize, floor: usize, depth: u8) -> Option<UnitMention> {
        const REACH: usize = 10;
        let has_parts = |u: &UnitMention| {
            let bureau = u.organ == Organ::Department && self.text.ends_with(u.span.end as usize, "局");
            let house = matches!(
                u.kind,
                UnitKind::Court | UnitKind::Procuratorate | UnitKind::Military | UnitKind::Hospital | UnitKind::School
            );
            (bureau || house) && u.anchor != Anchor::Bare
        };
        (floor.max(at.saturating_sub(REACH))..=at)
            .rev()
            .take_while(|&from| from == at || is_han(self.text.chars[from]))
            .take_while(|&from| self.joins(from, at))
            .find_map(|from| self.parse(from, floor, depth + 1))
            .filter(has_parts)
    }

    /// `县人民检察院第四检察部`|主任: a part of an institution by the last word of its name that no lexicon of heads knows.
    pub fn part_ending_at(&self, end: usize, floor: usize) -> Option<UnitMention> {
        let at = end.checked_sub(1).filter(|_| self.text.ends_with(end, "部"))?;
        // 部 alone ends too many words to stand in the list of heads; a division it is as 处 is.
        let head = HEADS.iter().find(|h| h.word == "处")?;
        let parent = self.institution_before(at, floor, 0).filter(|p| (p.span.end as usize) < at)?;
        Some(self.part_of(parent, head, end, "unit-department"))
    }

    /// A place further left, with words between that no lexicon knows (`县|文化和广电旅游体育|局`).
    fn far_anchor(&self, head: &Head, stem: usize, end: usize, floor: usize, depth: u8) -> Option<UnitMention> {
        // 所, 站, 股 end too many other words to bridge a gap.
        if head.word.chars().count() == 1 && !matches!(head.word, "局" | "委" | "办" | "厅" | "部") {
            return None;
        }
        let reach = 12;
        let mut at = stem;
        while at > floor && stem - at < reach {
            at -= 1;
            if !is_han(self.text.chars[at]) && !matches!(self.text.chars[at], '“' | '”') {
                return None;
            }
            if !self.joins(at, stem) {
                return None;
            }
            if let Some(parent) = self.parse(at, floor, depth + 1).filter(is_body) {
                return Some(self.part_of(parent, head, end, "unit-department"));
            }
            if let Some((from, anchor)) = self.anchor(at, floor) {
                let vague = matches!(anchor, Anchor::Level(_, "国家" | "村" | "社区"));
                let loose = matches!(anchor, Anchor::Level(..)) && !self.clean_left(from, floor);
                if !loose && !vague {
                    return self.unit(from, anchor, at, end, head, "unit-subject");
                }
            }
        }
        None
    }

    /// Whether the words of `from..to` can stand inside a unit's name: no verb, no preposition.
    fn joins(&self, from: usize, to: usize) -> bool {
        (from..to).all(|at| !is_apart(self.text.chars[at]) && !self.hits.has_verb(at, to))
    }

    /// `浙江某某电子|有限公司`, `县第二|人民医院`, `海滨街道退役军人|服务站`.
    fn named(&self, head: &Head, start: usize, end: usize, floor: usize, depth: u8) -> Option<UnitMention> {
        let mut at = start;
        let mut from = None;
        while at > floor && start - at < LONGEST_NAME {
            if at < start
                && start - at <= 8
                && self.joins(at, start)
                && let Some(parent) =
                    self.parse(at, floor, depth + 1).filter(|p| p.anchor != Anchor::Bare && is_body(p))
            {
                return Some(self.part_of(parent, head, end, "unit-department"));
            }
            // 县教育局通知沿江|学校: another unit ends in between; 灌区管理总局沿河灌域|管理局 is its part.
            if at < start
                && let Some(above) = self.parse(at, floor, depth + 1).filter(|u| u.organ == Organ::Department)
            {
                let part = matches!(head.word, "管理局" | "管理处" | "管理站" | "管理所" | "分局")
                    && (2..=6).contains(&(start - at))
                    && above.anchor != Anchor::Bare
                    && self.joins(at, start);
                return part.then(|| self.part_of(above, head, end, "unit-department"));
            }
            if let Some((anchored, anchor)) = self.anchor(at, floor).filter(|_| self.joins(at, start)) {
                // 浙江［山乡］食品有限公司: no town.
                if head.word.ends_with("公司") && matches!(anchor, Anchor::Town(_)) && self.province_at(anchored, floor)
                {
                    at = anchored;
                    continue;
                }
                let level = matches!(anchor, Anchor::Level(..));
                // 乡村|民宿, 县城|学校: a word up to the head.
                let word =
                    level && self.hits.starting(at - 1).iter().any(|h| h.class == Class::CommonWord && h.end == start);
                if !word && (!level || self.clean_left(anchored, floor)) {
                    from = Some((anchored, anchor, at));
                    break;
                }
            }
            if start - at >= 2 && self.stop_at(at) {
                break;
            }
            let c = self.text.chars[at - 1];
            if !is_han(c) && !c.is_ascii_alphanumeric() {
                break;
            }
            at -= 1;
        }
        let plain = ["学校", "公司", "中学", "小学", "银行", "集团", "中心", "基地"].contains(&head.word);
        if let Some((from, anchor, core)) = from {
            let counted = core < start
                && (self.text.starts_with(core, "级")
                    || self.text.slice(Span::new(core, start)).contains(&'所')
                    || self.counts(core, start));
            // 石桥镇上|学校, 县里|企业
            let locative = matches!(self.text.words(Span::new(core, start)).as_str(), "上" | "里" | "内" | "中");
            // 凤台中学 and 凤台县中学的教师 are schools, 县中学 is any.
            let named = !LEVELS.iter().any(|l| self.text.ends_with(core, l));
            let whole = matches!(head.word, "中学" | "小学")
                && match anchor {
                    Anchor::Division(..) => named || self.title_at(end),
                    Anchor::Town(_) => self.title_at(end),
                    _ => false,
                };
            if (plain && core == start && !whole) || counted || locative {
                return None;
            }
            return self.unit(from, anchor, core, end, head, "unit-proper-name");
        }
        let own = matches!(head.kind, UnitKind::Firm | UnitKind::School | UnitKind::Hospital)
            || matches!(head.word, "派出所" | "司法所" | "财政所" | "税务所" | "供电所")
            || matches!(
                head.word,
                "工委" | "党工委" | "管委会" | "管理委员会" | "管理处" | "管理局" | "管理站" | "分局"
            );
        let proper = start - at;
        let title = self.title_at(end);
        // 向阳中学校长: at the beginning of a clause 向 may begin a name, if a holder follows.
        let first = at + usize::from(title && (at == floor || !is_han(self.text.chars[at.saturating_sub(1)])));
        if !(own || title)
            || proper < 2
            || !self.joins(first, start)
            || self.generic(at, start)
            || (!title && !matches!(head.word, "农场" | "林场" | "牧场") && self.ordinary(at, start))
        {
            return None;
        }
        self.unit(at, Anchor::Own, at, end, head, "unit-proper-name")
    }

    /// Whether a division printed without its level word (浙江) ends at `end`.
    fn province_at(&self, end: usize, floor: usize) -> bool {
        let division = self.divisions_by_end.get(&end).filter(|(s, _)| s.start as usize >= floor);
        division.is_some() && !matches!(self.text.chars[end - 1], '省' | '市' | '县' | '区' | '州' | '旗')
    }

    /// 三镇|学校, 三级|服务中心: a number of places or levels.
    fn counts(&self, from: usize, to: usize) -> bool {
        (from..to.saturating_sub(1)).any(|at| {
            matches!(self.text.chars[at], '两' | '三' | '四' | '五' | '六' | '几' | '多')
                && matches!(self.text.chars[at + 1], '镇' | '乡' | '村' | '县' | '区' | '校' | '家' | '个' | '级')
        })
    }

    /// A proper part that is no name: 重点|企业, 民营|公司, 中心|小学.
    fn generic(&self, from: usize, to: usize) -> bool {
        let words = self.text.str(Span::new(from, to));
        PLAIN.contains(words) || words.chars().any(|c| matches!(c, '的' | '了' | '是' | '们'))
    }

    /// Whether ordinary words fill `from..to` (推动|学校, 海岛|学校): then it is no proper name.
    fn ordinary(&self, from: usize, to: usize) -> bool {
        let mut reached = vec![false; to - from + 1];
        reached[0] = true;
        for at in from..to {
            if !reached[at - from] {
                continue;
            }
            for h in self.hits.starting(at) {
                let word = matches!(
                    h.class,
                    Class::CommonWord | Class::LeftStop | Class::Follower | Class::Stem | Class::Head
                );
                if word && h.end <= to {
                    reached[h.end - from] = true;
                }
            }
        }
        reached[to - from]
    }

    /// `驻临某|旅`, `海军某|部`, `预备役某|师`.
    fn military(&self, head: &Head, start: usize, end: usize, floor: usize) -> Option<UnitMention> {
        let mut at = start;
        while at > floor && start - at < 9 && is_han(self.text.chars[at - 1]) {
            at -= 1;
            let begins = ["驻", "武警", "海军", "空军", "陆军", "火箭军", "预备役", "某"];
            if begins.iter().any(|w| self.text.starts_with(at, w)) {
                let opens = ["驻", "武警", "海军", "空军", "陆军", "火箭军", "预备役"];
                if begins.last().is_some_and(|w| self.text.starts_with(at, w))
                    && at + 1 == start
                    && !is_han(self.text.at(at.wrapping_sub(1)).unwrap_or(' '))
                {
                    return None;
                }
                let further =
                    (floor.max(at.saturating_sub(4))..at).find(|&i| opens.iter().any(|w| self.text.starts_with(i, w)));
                let from = further.unwrap_or(at);
                let named = self.text.slice(Span::new(from, start)).contains(&'某')
                    || head.word.starts_with('某')
                    || (head.word != "部队" && from + 2 < start);
                return named.then(|| self.unit(from, Anchor::Own, from, end, head, "unit-anonymous-military"))?;
            }
        }
        None
    }

    /// `东坂|村委会`, `石桥镇东坂村|党支部` (the town goes into the span, not into the name).
    fn village(&self, head: &Head, start: usize, end: usize, floor: usize) -> Option<UnitMention> {
        let core = if head.word.starts_with('村') { start + 1 } else { start };
        // 北坂村|村委会 is the committee of 北坂村.
        let doubled = if core > start { self.towns.ending_at(start) } else { None };
        let Some(town) = doubled.or_else(|| self.towns.ending_at(core)) else {
            return self.quarter(head, core, end, floor).or_else(|| self.same_village(head, start, core, end));
        };
        (town.start as usize >= floor).then_some(())?;
        self.unit(town.start as usize, Anchor::Town(town), core, end, head, "unit-village")
    }

    /// `石桥街道幸福里居民区|党总支`: a quarter of a town has a name of its own.
    fn quarter(&self, head: &Head, core: usize, end: usize, floor: usize) -> Option<UnitMention> {
        let name = core.checked_sub(3).filter(|_| self.text.ends_with(core, "居民区"))?;
        let mut from = name;
        while from > floor && name - from < 6 && is_han(self.text.chars[from - 1]) && !self.stop_at(from) {
            if self.towns.ending_at(from).is_some() || self.divisions_by_end.contains_key(&from) {
                break;
            }
            from -= 1;
        }
        (name - from >= 2).then(|| self.unit(from, Anchor::Own, from, end, head, "unit-village"))?
    }

    /// 东坂村党支部书记、｜村委会主任: of the village named before it in the sentence.
    fn same_village(&self, head: &Head, start: usize, core: usize, end: usize) -> Option<UnitMention> {
        let level = match head.word {
            _ if core > start => "村",
            "居委会" | "居民委员会" => "社区",
            _ => return None,
        };
        let village = self.towns.last_before(self.text, start, level)?;
        let between = Span::new(village.end as usize, start);
        let near = between.len() <= 30 && !self.text.slice(between).iter().any(|c| matches!(c, '。' | '；' | '\n'));
        let plural = self.text.ends_with(start, "各") || self.text.ends_with(start, "、各");
        let anchor = Anchor::Level(Span::new(start, core), level);
        (near && !plural).then(|| self.unit(start, anchor, core, end, head, "unit-village"))?
    }

    fn part_of(&self, parent: UnitMention, head: &Head, end: usize, rule: &'static str) -> UnitMention {
        UnitMention {
            span: Span::new(parent.span.start as usize, end),
            anchor: parent.anchor.clone(),
            core: parent.core,
            core_end: end,
            kind: if head.kind == UnitKind::Party || head.form == Form::Department {
                head.kind
            } else {
                parent.kind.min(head.kind)
            },
            organ: head.organ,
            rule,
            parent: Some(Box::new(parent)),
        }
    }

    fn unit(
        &self,
        from: usize,
        anchor: Anchor,
        core: usize,
        end: usize,
        head: &Head,
        rule: &'static str,
    ) -> Option<UnitMention> {
        Some(UnitMention {
            span: Span::new(from, end),
            anchor,
            core,
            core_end: end,
            kind: head.kind,
            organ: head.organ,
            rule,
            parent: None,
        })
    }

    /// The place that ends at `end`: where it begins, and what it is.
    fn anchor(&self, end: usize, floor: usize) -> Option<(usize, Anchor)> {
        let town = self.towns.ending_at(end).filter(|t| t.start as usize >= floor);
        let division = self.divisions_by_end.get(&end).filter(|(s, _)| s.start as usize >= floor);
        // 张固镇 is a town, not the county 固镇.
        if let Some((span, code)) = division.filter(|(s, _)| town.is_none_or(|t| s.start <= t.start)) {
            return Some((self.outer_division(span.start as usize, floor), Anchor::Division(*span, code.clone())));
        }
        if let Some(town) = town {
            return Some((town.start as usize, Anchor::Town(town)));
        }
        let last = self.text.at(end.checked_sub(1)?)?;
        let level = LEVELS_BY_LAST.of(last).iter().find(|w| self.text.ends_with(end, w))?;
        let start = end - level.chars().count();
        // 区 ends too many other words (经济区, 度假区) to be believed behind any of them.
        let clean = *level != "区"
            || start == floor
            || !is_han(self.text.chars[start - 1])
            || self.stop_at(start)
            || matches!(
                self.text.chars[start - 1],
                '我' | '委' | '府' | '全' | '会' | '协' | '市' | '日' | '月' | '年'
            );
        let from = if start >= floor + 2 && self.text.ends_with(start, "武警") { start - 2 } else { start };
        (start >= floor && clean && self.is_level(start, end, floor))
            .then(|| (from, Anchor::Level(Span::new(start, end), level)))
    }

    /// 连云港市赣榆区委 begins at 连; 中共 before it belongs to the printed form.
    fn outer_division(&self, mut start: usize, floor: usize) -> usize {
        while let Some((outer, _)) = self.divisions_by_end.get(&start).filter(|(s, _)| s.start as usize >= floor) {
            start = outer.start as usize;
        }
        let prefixed = start >= floor + 2
            && ["中共", "武警", "民盟", "民建", "民革", "民进", "国网"].iter().any(|w| self.text.ends_with(start, w));
        let bank = self
            .hits
            .ending(start)
            .iter()
            .find(|h| h.class == Class::FixedUnit && h.start >= floor && self.text.ends_with(h.end, "行"));
        match bank {
            Some(bank) => bank.start,
            None if prefixed => start - 2,
            None => start,
        }
    }

    /// Whether the level word is one (县委), not the end of another word (城市, 社区).
    fn is_level(&self, start: usize, end: usize, floor: usize) -> bool {
        // ［市场］监管局, ［乡村］振兴局: it begins a word.
        if LEVEL_NOT_BEFORE.iter().any(|w| self.text.starts_with(start, w)) {
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
    fn clean_left(&self, at: usize, floor: usize) -> bool {
        at == floor
            || !is_han(self.text.chars[at - 1])
            || self.stop_at(at)
            || matches!(self.text.chars[at - 1], '我' | '委' | '府' | '全')
            // 29日｜县…领导小组
            || (matches!(self.text.chars[at - 1], '日' | '月' | '年') && at >= 2 && self.text.chars[at - 2].is_ascii_digit())
            || self.hits.ending(at).iter().any(|h| {
                matches!(h.class, Class::Follower | Class::CommonWord) && h.end - h.start >= 2 && h.start >= floor
            })
    }

    fn stop_at(&self, at: usize) -> bool {
        let Some(stop) = self.hits.longest_ending(at, Class::LeftStop) else { return false };
        // 应 ends a name's words, but not inside 应急; 有 not inside 国有资产.
        stop.end - stop.start > 1
            || !(stop.start.saturating_sub(1)..=stop.start)
                .any(|from| self.hits.starting(from).iter().any(|h| h.class == Class::Stem && h.end > at))
    }

    /// Leftmost end of the subject words before `start` (发展|和|改革).
    fn stems_before(&self, start: usize, floor: usize) -> usize {
        let mut at = start;
        loop {
            if let Some(h) = self.hits.longest_ending(at, Class::Stem).filter(|h| h.start >= floor) {
                at = h.start;
                continue;
            }
            let joined = at < start && at > floor + 1 && matches!(self.text.chars[at - 1], '和' | '与');
            if joined && self.hits.longest_ending(at - 1, Class::Stem).is_some() {
                at -= 1;
                continue;
            }
            return at;
        }
    }

    /// Where an item of a list of bureaus begins that ends at `end`: between the mark behind another bureau and a mark only
    /// words of a name stand. `stem` is the leftmost subject word known.
    fn item_before(&self, stem: usize, end: usize, floor: usize) -> Option<usize> {
        const LONGEST: usize = 10;
        let closed = self.text.at(end).is_none_or(|c| !is_han(c));
        let from = (floor.max(stem.saturating_sub(LONGEST))..stem).rev().find(|&i| !is_han(self.text.chars[i]))?;
        let list = self.text.chars[from] == '、' && self.text.ends_with(from, "局");
        (closed && list && from + 1 < stem && self.joins(from + 1, stem) && !self.stop_at(from + 2)).then_some(from + 1)
    }

    /// Leftmost end of the words of the language before `start` that say what a group is for (成立了［农田水利基本］建设指挥部);
    /// `start` itself where they don't reach back to a mark, a stop word or 了.
    fn subject_before(&self, start: usize, floor: usize) -> usize {
        let mut at = start;
        while at > floor {
            let word = self.hits.ending(at).iter().find(|h| {
                let subject = matches!(h.class, Class::CommonWord | Class::Stem) && h.end - h.start >= 2;
                subject && h.start >= floor && self.joins(h.start, at)
            });
            let Some(word) = word else { break };
            at = word.start;
        }
        let clean =
            at == floor || !is_han(self.text.chars[at - 1]) || self.text.ends_with(at, "了") || self.stop_at(at);
        if clean { at } else { start }
    }

    /// Skips `第十届` or `十九届` before a congress or committee.
    fn before_session(&self, start: usize, floor: usize) -> usize {
        if start <= floor || self.text.chars[start - 1] != '届' {
            return start;
        }
        let mut at = start - 1;
        while at > floor
            && matches!(
                self.text.chars[at - 1],
                '第' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '0'..='9'
            )
        {
            at -= 1;
        }
        at
    }
}

/// 召|开县: the name is cut out of a word.
fn cut_from_word(chars: &[char], hits: &Annotations, span: Span) -> bool {
    let (start, end) = (span.start as usize, span.end as usize);
    let stem = Span::new(start, end);
    // 省政府|和县, 教育局|会同县: a verb or conjunction, and the level word of another name.
    let verb = hits
        .starting(start)
        .iter()
        .any(|h| h.class == Class::LeftStop && h.end < end && h.end + 1 == stem.end as usize)
        && start > 0
        && is_han(chars[start - 1]);
    verb || (start + 1..end)
        .any(|at| hits.ending(at).iter().any(|h| h.class == Class::CommonWord && h.start < start && h.row >= 60))
}

/// Characters that stand in no unit's name: words of their own.
fn is_apart(c: char) -> bool {
    matches!(
        c,
        '的' | '了'
            | '是'
            | '把'
            | '被'
            | '在'
            | '要'
            | '我'
            | '你'
            | '他'
            | '这'
            | '那'
            | '着'
            | '从'
            | '向'
            | '对'
            | '各'
    )
}

/// Whether departments can hang on the unit: committees, governments, groups, military commands.
fn is_body(unit: &UnitMention) -> bool {
    matches!(unit.organ, Organ::Committee | Organ::StandingCommittee | Organ::Discipline | Organ::LeadingGroup)
        || unit.kind == UnitKind::Military
}

/// A Chinese character (ideographs and 〇), as opposed to marks, Latin and digits.
#[inline]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}
