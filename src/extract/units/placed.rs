//! Bodies that a place or another body before them makes: committees, governments, departments, party bodies, bureaus by
//! their subject.
//!
//! `县|委`, `海淀区|政府`, `县财政局|党组`, `县委|组织部`, `县|发展和改革|局`, `武警亳州|支队`, `政协第十届凤台县|委员会`.
//!
//! Reads `regional_services.txt`, `verbs_in_ban.txt`, `known_unit_heads.tsv`.

use super::{
    Anchor, CONSULTATIVE, HEADS, PRESIDIUM, UnitMention, Units, is_han, parts::is_body, proper::is_post_of_town,
};
use crate::{
    lexicon::{
        units::{self, Form, Head},
        words, words_of,
    },
    record::{Organ, Span, UnitKind},
};
use std::sync::LazyLock;

impl Units<'_> {
    /// `政协第十届凤台县|委员会`, `县政协十届|委员会常务委员会`, `第一次|会议主席团`: bodies called by their session.
    pub(super) fn session(&self, end: usize, floor: usize) -> Option<UnitMention> {
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
    pub(super) fn placed(&self, head: &Head, start: usize, end: usize, floor: usize, depth: u8) -> Option<UnitMention> {
        if matches!(head.word, "党委" | "纪委" | "工会" | "团委" | "人武部" | "武装部")
            && let Some(parent) =
                self.parse(start, floor, depth + 1).filter(|p| p.anchor != Anchor::Bare || p.organ != Organ::Office)
            && (parent.kind != UnitKind::Party || head.word != "党委")
        {
            return Some(self.part_of(parent, head, end, "unit-party-body"));
        }
        if matches!(head.word, "党委" | "纪委" | "工会" | "团委" | "人武部" | "武装部")
            && let Some(from) = self.institution_at(start, floor)
        {
            return self.unit(from, Anchor::Own, from, end, head, "unit-party-body");
        }
        // 县政府｜办
        if head.word == "府办" && self.text.ends_with(start, "政") {
            return None;
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
        if let Some(merchants) = self.merchants(head, start, end, floor) {
            return Some(merchants);
        }
        // 中国｜文联: the nation's.
        if self.text.ends_with(start, "中国")
            && start >= floor + 2
            && head.form == Form::Place
            && head.kind == UnitKind::Mass
        {
            return self.unit(start - 2, Anchor::Own, start - 2, end, head, "unit-national");
        }
        self.after_place(head, start, end, floor)
    }

    /// `县|委`, `县第十届|人大常委会`; heads that are known without a place also alone.
    fn after_place(&self, head: &Head, start: usize, end: usize, floor: usize) -> Option<UnitMention> {
        match self.anchor(self.before_session(start, floor), floor) {
            // 两［地］人大: prefectures of this kind have committees only.
            Some((_, Anchor::Level(_, "地"))) if !head.word.contains(['委', '署', '直']) => None,
            // Only the parties call their committee 市委会.
            Some((from, _)) if head.word == "委会" && !self.is_prefixed(from) => None,
            Some((from, anchor)) => self.unit(from, anchor, start, end, head, "unit-after-place"),
            // 市委 and 县政府 need their level word; 人武部, 军分区 and the like are known without it.
            // 民兵排 alone is any.
            None if head.word.starts_with("民兵")
                && !matches!(head.word, "民兵应急连" | "民兵应急营")
                && !self.title_at(end) =>
            {
                None
            }
            // 法院｜院长: a title makes it one body.
            None if matches!(head.word, "法院" | "检察院") && self.title_at(end) && self.clean_left(start, floor) => {
                self.unit(start, Anchor::Bare, start, end, head, "unit-bare")
            }
            None if !matches!(
                head.word,
                "委" | "政府" | "人民政府" | "党委" | "人大" | "法院" | "检察院" | "军区" | "委会"
            ) =>
            {
                let printed = self.of_short_place(head, start, end, floor);
                printed.or_else(|| self.unit(start, Anchor::Bare, start, end, head, "unit-bare"))
            }
            None => None,
        }
    }

    /// ［陇西］军供站, ［哈尔滨］铁路局 in a report of another place: a division by its short name, which the document prints nowhere in
    /// full. The name stays as printed.
    fn of_short_place(&self, head: &Head, core: usize, end: usize, floor: usize) -> Option<UnitMention> {
        let from = self.short_place_before(core, floor)?;
        self.unit(from, Anchor::Own, from, end, head, "unit-of-short-place")
    }

    /// 阜阳市｜亳州商会, 县｜建材商会, 伦教｜总商会: merchants from elsewhere, of a trade or of a town by its short name.
    fn merchants(&self, head: &Head, start: usize, end: usize, floor: usize) -> Option<UnitMention> {
        let placed = self.anchor(start, floor).is_some_and(|(from, _)| !self.is_short(from, start));
        // 协商会, 会商会: talks.
        let talks = matches!(start.checked_sub(1).and_then(|at| self.text.at(at)), Some('协' | '会' | '磋' | '洽'));
        if !matches!(head.word, "商会" | "总商会") || placed || talks {
            return None;
        }
        let words = (2..=4).filter_map(|n| start.checked_sub(n)).filter(|&at| at >= floor);
        let proper =
            |at: &usize| self.text.slice(Span::new(*at, start)).iter().all(|c| is_han(*c)) && self.joins(*at, start);
        words.filter(proper).find_map(|at| {
            let closed = at == floor || !is_han(self.text.chars[at - 1]) || self.stop_at(at);
            match self.anchor(at, floor) {
                Some((from, anchor)) if head.word == "商会" => {
                    self.unit(from, anchor, at, end, head, "unit-of-merchants")
                }
                _ => closed.then(|| self.unit(at, Anchor::Own, at, end, head, "unit-of-merchants"))?,
            }
        })
    }

    /// Whether a division is printed there without its class (亳州).
    fn is_short(&self, from: usize, end: usize) -> bool {
        let class = matches!(self.text.chars[end - 1], '省' | '市' | '县' | '区' | '州' | '旗' | '镇' | '乡' | '道');
        !class && end - from <= 3
    }

    /// ［集团公司］工会, ［设计研究院］团委: where an institution's name begins that is printed without its proper part, back
    /// to a mark or a stop word.
    fn institution_at(&self, end: usize, floor: usize) -> Option<usize> {
        const REACH: usize = 8;
        let word = INSTITUTIONS.iter().find(|w| self.text.ends_with(end, w))?;
        let core = end.checked_sub(word.chars().count()).filter(|&at| at >= floor)?;
        let mut at = core;
        while at > floor && core - at < REACH && is_han(self.text.chars[at - 1]) && !self.stop_at(at) {
            at -= 1;
        }
        let closed = at == floor || !is_han(self.text.chars[at - 1]) || self.stop_at(at);
        Some(if closed && self.joins(at, core) { at } else { core })
    }

    /// `县财政局|党组`, `东湖街道|党工委`, `县|党组` is none.
    pub(super) fn suffixed(
        &self,
        head: &Head,
        start: usize,
        end: usize,
        floor: usize,
        depth: u8,
    ) -> Option<UnitMention> {
        if let Some(parent) = self.parse(start, floor, depth + 1) {
            return Some(self.part_of(parent, head, end, "unit-party-body"));
        }
        if (head.organ == Organ::Branch || head.word == "党总支")
            && let Some(village) = self.village(head, start, end, floor)
        {
            return Some(village);
        }
        let anchored = self.anchor(start, floor);
        // 党工委书记 in the report of a zone: its own.
        if anchored.is_none() && head.word == "党工委" && self.places.of_zone && self.clean_left(start, floor) {
            return self.unit(start, Anchor::Bare, start, end, head, "unit-bare");
        }
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

    /// ［县委］目标绩效管理｜办公室, ［县政府］粮食清仓｜办公室: a subject that no lexicon knows, between a committee or government and the
    /// last word of its office.
    fn office_of_committee(
        &self,
        head: &Head,
        start: usize,
        end: usize,
        floor: usize,
        depth: u8,
    ) -> Option<UnitMention> {
        const REACH: usize = 10;
        if !matches!(head.word, "办公室" | "研究室") {
            return None;
        }
        let between = (floor.max(start.saturating_sub(REACH))..start - 1).rev();
        let ends = |at: &usize| {
            ["县委", "市委", "区委", "旗委", "州委", "省委", "政府"].iter().any(|w| self.text.ends_with(*at, w))
        };
        let from = between.take_while(|&at| is_han(self.text.chars[at])).find(ends)?;
        let own = from + 2 <= start && self.joins(from, start) && !self.title_at(from) && !self.stop_at(start);
        let parent = self.parse(from, floor, depth + 1).filter(|p| own && p.anchor != Anchor::Bare)?;
        Some(self.part_of(parent, head, end, "unit-department"))
    }

    /// 县委办、［政府办］、宣传部: the government whose level word the item before carries. Not 政府办｜实事.
    fn office_of_bare_government(&self, head: &Head, start: usize, end: usize, floor: usize) -> Option<UnitMention> {
        let from = start.checked_sub(2).filter(|&at| at >= floor && self.text.ends_with(start, "政府"))?;
        let office = matches!(head.word, "办" | "办公室" | "办公厅");
        let closed = self.title_at(end) || self.text.at(end).is_none_or(|c| !is_han(c) || matches!(c, '等' | '和'));
        let government = HEADS.iter().find(|h| h.word == "政府")?;
        let parent = || self.unit(from, Anchor::Bare, from, start, government, "unit-bare");
        (office && closed && self.clean_left(from, floor))
            .then(parent)?
            .map(|parent| self.part_of(parent, head, end, "unit-department"))
    }

    /// `县委|组织部`, `县|文明办`, `市政府|办公室`; `组织部` alone.
    pub(super) fn department(
        &self,
        head: &Head,
        start: usize,
        end: usize,
        floor: usize,
        depth: u8,
    ) -> Option<UnitMention> {
        // 爱卫|办: a subject, not a body whose office it were.
        let whose = !self.text.ends_with(start, "综合");
        if matches!(head.word, "办" | "办公室") && whose && self.stems_before(start, floor) < start {
            return self.stemmed(head, start, end, floor, depth);
        }
        if let Some(parent) = self.parse(start, floor, depth + 1) {
            return Some(self.part_of(parent, head, end, "unit-department"));
        }
        if let Some(office) = self.office_of_bare_government(head, start, end, floor) {
            return Some(office);
        }
        if let Some((from, anchor)) = self.anchor(start, floor) {
            return (head.word != "办").then(|| self.unit(from, anchor, start, end, head, "unit-department"))?;
        }
        // 党政办主任: every town has one.
        if head.word.starts_with("党政办") && !self.places.of_zone {
            return None;
        }
        if let Some(part) = self.part_of_institution(head, start, end, floor, depth) {
            return Some(part);
        }
        // 县｜茶叶｜办主任, 县｜水源保护｜办公室主任: a subject that no lexicon knows.
        if matches!(head.word, "办" | "办公室")
            && self.title_at(end)
            && let Some(unit) =
                self.far_anchor(head, start, end, floor, depth).filter(|u| (2..=5).contains(&(start - u.core)))
        {
            return Some(unit);
        }
        // 市效能｜办要跟踪督查: the same where it is told what to do.
        let told = ["要", "将", "应", "负责", "牵头", "会同"].iter().any(|w| self.text.starts_with(end, w));
        if head.word == "办"
            && told
            && let Some(unit) = self.far_anchor(head, start, end, floor, depth).filter(|u| {
                let verb = VERBS_IN_BAN.iter().any(|w| self.text.ends_with(end, w));
                (2..=5).contains(&(start - u.core)) && !verb && matches!(u.anchor, Anchor::Level(..))
            })
        {
            return Some(unit);
        }
        if let Some(office) = self.office_of_committee(head, start, end, floor, depth) {
            return Some(office);
        }
        // 办 and 办公室 alone may be anybody's.
        (!matches!(head.word, "办" | "办公室" | "办公厅" | "综合办公室" | "研究室"))
            .then(|| self.unit(start, Anchor::Bare, start, end, head, "unit-bare"))?
    }

    /// `县|发展和改革|局`, `市|民兵应急|营`, `县委|农村工作|领导小组`, `教育|局`.
    pub(super) fn stemmed(
        &self,
        head: &Head,
        start: usize,
        end: usize,
        floor: usize,
        depth: u8,
    ) -> Option<UnitMention> {
        if let Some(unit) = self.armed_police(head, start, end, floor) {
            return Some(unit);
        }
        let stem = self.stems_before(start, floor);
        // 省［督查组］到县督查: whoever they are.
        let alone = start == floor || !is_han(self.text.chars[start - 1]) || self.anchor(start, floor).is_some();
        if stem == start && alone && matches!(head.word, "督查组" | "指导组") {
            return None;
        }
        if stem < start || head.word.chars().count() >= 2 {
            let section = matches!(head.word, "处" | "科" | "司" | "股" | "局" | "室");
            // 公安局｜森林派出所
            let post = is_post_of_town(head) && self.text.ends_with(stem, "局");
            let parent = self.parse(stem, floor, depth + 1);
            if let Some(parent) =
                parent.filter(|p| is_body(p) || ((section || post) && stem < start && p.organ == Organ::Department))
            {
                return Some(self.part_of(parent, head, end, "unit-department"));
            }
            if let Some((from, anchor)) = self.anchor(stem, floor) {
                return self.unit(from, anchor, stem, end, head, "unit-subject");
            }
        }
        if let Some(unit) = self.of_short_place(head, stem, end, floor) {
            return Some(unit);
        }
        if let Some(unit) = self.far_anchor(head, stem, end, floor, depth) {
            return Some(unit);
        }
        if let Some(unit) = self.regional(head, (start, stem), end, floor, depth) {
            return Some(unit);
        }
        if let Some(part) = self.part_of_institution(head, stem, end, floor, depth) {
            return Some(part);
        }
        // ［古城］派出所所长: posts of a town or quarter bear its name.
        let bounded = self.text.at(end).is_none_or(|c| !is_han(c));
        let local = is_post_of_town(head) && (self.title_at(end) || bounded);
        // ［洋浦］经济开发区工委: zones bear names.
        let zone = head.word == "工委" && self.text.ends_with(start, "区");
        // 应急｜管理局副局长: of the place, with no name of its own.
        let plain = stem < start && self.clean_left(stem, floor) && known_subject(head);
        if ((NAMED_HEADS.contains(&head.word) && !plain) || local || zone)
            && let Some(unit) = self.named(head, start, end, floor, depth)
        {
            return Some(unit);
        }
        self.without_place(head, (start, stem), end, floor)
    }

    /// ［松江河］林业局副局长: regional services bear the names of places that no table lists. `stem` is where the subject
    /// before the head begins.
    fn regional(
        &self,
        head: &Head,
        (start, stem): (usize, usize),
        end: usize,
        floor: usize,
        depth: u8,
    ) -> Option<UnitMention> {
        let service = head.word == "局" && REGIONAL.iter().any(|w| self.text.ends_with(start, w));
        if !service || !self.title_at(end) {
            return None;
        }
        self.named(head, start, end, floor, depth).filter(|unit| unit.span.start as usize + 2 <= stem)
    }

    /// 防汛｜指挥部, 教育｜局局长: a body by its subject alone, whose place goes without saying.
    fn without_place(
        &self,
        head: &Head,
        (start, stem): (usize, usize),
        end: usize,
        floor: usize,
    ) -> Option<UnitMention> {
        // 财政局、［行政审批服务管理］局、: an item in a list of bureaus.
        if matches!(head.word, "局" | "办")
            && let Some(core) = self.item_before(stem, end, floor)
        {
            return self.unit(core, Anchor::Bare, core, end, head, "unit-bare");
        }
        let for_a_task = matches!(head.word, "领导小组" | "领导组" | "指挥部" | "专班");
        let stem = if for_a_task { self.subject_before(stem, floor) } else { stem };
        // 第二|巡察组: one of several, of whom goes without saying.
        if head.word.ends_with('组') && self.text.starts_with(stem, "第") {
            return self.unit(stem, Anchor::Own, stem, end, head, "unit-numbered-group");
        }
        let known = BARE_HEADS.contains(&head.word) || self.title_at(end);
        // 各专门委员会负责人: no body by that name alone.
        let complete = head.word.chars().count() > 2 && head.word != "委员会";
        (known && (stem < start || complete)).then(|| self.unit(stem, Anchor::Bare, stem, end, head, "unit-bare"))?
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

/// 管理局, 分局: not the management of a place (［松江河］管理处, ［凤凰山］管委会), but a bureau by its subject.
fn known_subject(head: &Head) -> bool {
    matches!(head.word, "管理局" | "分局")
}

/// What services are for whose bureaus lie in regions of their own.
static REGIONAL: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("../../../lexicon/regional_services.txt")));

/// 主办, 承办: what ends with 办 and is no office.
static VERBS_IN_BAN: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("../../../lexicon/verbs_in_ban.txt")));

const KNOWN_HEADS: &str = include_str!("../../../lexicon/known_unit_heads.tsv");
/// Heads that are believed with a name of their own before them.
static NAMED_HEADS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(KNOWN_HEADS, "named"));
/// Heads that the subject alone makes one body.
static BARE_HEADS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(KNOWN_HEADS, "bare"));

/// What institutions are called without their names.
static INSTITUTIONS: LazyLock<Vec<&'static str>> = LazyLock::new(units::institutions);
