//! In which unit does the holder of a title sit? The unit printed before it, or the one that the chain, the sentence or
//! the text before it lets one conclude.
//!
//! Accepted: 区委副书记、｜区长 (the government of that district); 某局党组书记、｜局长 (the bureau, not its party group);
//! 县委常委、｜组织部部长 (of the county committee); 成员兼｜办公室副主任 (office of the same group); 县人大常委会主任甲，
//! ｜副主任乙 (the same body); ……来到区第二医院。……｜院长丙 (the unit named last that has an 院长).
//! Refused: a title for which no unit can be known gives no post.

use super::{
    hosts::Hosts,
    posts::{HOUSES, PrintedPost, implied_government, is_given_at},
    unit_names::{NamedUnit, Naming, Seat as Place},
    units::{Anchor, UnitMention, is_han},
};
use crate::{
    lexicon::{
        longest_first,
        posts::{self, Seat},
        units, words, words_of,
    },
    record::{Basis, Organ, PostStatus, Span, UnitKind},
};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A post with its unit.
#[derive(Clone, Debug)]
pub struct ResolvedPost {
    /// The unit.
    pub unit: NamedUnit,
    /// The title.
    pub title: String,
    /// Unit words and title as printed.
    pub span: Span,
    /// Whether it is held.
    pub status: PostStatus,
    /// Name of the rule that found the unit.
    pub rule: &'static str,
    /// How the unit is known.
    pub basis: Basis,
    /// Office code of the title.
    pub office: &'static str,
}

/// Finds the units of posts.
pub struct Seats<'a> {
    /// Names units.
    pub naming: &'a Naming<'a>,
    /// All unit mentions with their names, in order.
    pub mentions: &'a [(UnitMention, NamedUnit)],
    /// Institutions to which posts without a body may belong.
    pub hosts: &'a Hosts<'a>,
}

/// Bodies of a town that are printed without it behind another of its bodies.
static TOWN_BODIES: LazyLock<Vec<(&'static str, UnitKind)>> = LazyLock::new(units::town_bodies);

/// Endings of unit names that have a holder of the title, where the title's own word does not show it.
static HOLDERS: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> =
    LazyLock::new(|| posts::holders().into_iter().collect());

/// Groups that are called by these words alone once they were named.
static REFERRED: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/referred_groups.txt")));

/// Last words of the names of institutions that have a discipline commission of their own.
static WITH_DISCIPLINE: LazyLock<Vec<(&'static str, UnitKind)>> =
    LazyLock::new(|| units::institutions_of("discipline"));

/// The same of those whose party committees are printed.
static WITH_COMMITTEES: LazyLock<Vec<(&'static str, UnitKind)>> = LazyLock::new(|| units::institutions_of("party"));

/// Who works or learns in a house.
static PEOPLE: LazyLock<Vec<&'static str>> = LazyLock::new(|| words(include_str!("../../lexicon/house_people.txt")));

const PLACE_BODIES: &str = include_str!("../../lexicon/place_bodies.tsv");
/// Ends of the names of bodies before which their place stands, the longest first.
static BODIES: LazyLock<Vec<&'static str>> = LazyLock::new(|| longest_first(words_of(PLACE_BODIES, "place")));
static PARTY_COMMITTEES: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(PLACE_BODIES, "party"));
static SEATS_OF_POWER: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(PLACE_BODIES, "power"));

/// Party bodies inside an institution.
static PARTY_BODIES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/party_bodies.txt")));

static COMMANDS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/military_commands.txt")));

/// What a military command consists of; printed alone behind one of its posts, it is that command's.
static COMMAND_SECTIONS: LazyLock<Vec<&'static str>> = LazyLock::new(units::command_sections);

/// The command of which a unit by its name is a part or which it is (北京军区｜政治部); `None` for other units.
fn command(name: &str) -> Option<&str> {
    let end = COMMANDS.iter().filter_map(|c| name.find(c).map(|at| at + c.len())).max()?;
    name.get(..end)
}

/// The last post of the chain before a chain.
#[derive(Clone, Copy)]
pub struct Carried<'a> {
    /// The post.
    pub post: &'a ResolvedPost,
    /// Whether both are given in one list (选举甲为主席，乙为秘书长，丙为副主席).
    pub listed: bool,
}

/// What stands around a post.
#[derive(Clone, Copy)]
struct Near<'a> {
    /// The post before it in its chain.
    previous: Option<&'a ResolvedPost>,
    /// The last post of the chain before, in the same sentence.
    before: Option<&'a ResolvedPost>,
    /// Whether that post and this one are given in one list.
    listed: bool,
    /// The post after it in its chain.
    next: Option<&'a PrintedPost>,
}

impl Seats<'_> {
    /// The unit whose printed words end at `end`.
    pub fn unit_ending_at(&self, end: usize) -> Option<&UnitMention> {
        let before = self.mentions.partition_point(|(u, _)| (u.span.start as usize) < end);
        self.mentions[..before].iter().rev().take(4).map(|(u, _)| u).find(|u| u.span.end as usize == end)
    }

    /// Resolves the posts of one chain. `carried` is the last post of the chain before it in the same sentence.
    pub fn resolve(&self, posts: &[PrintedPost], carried: Option<Carried>, status: PostStatus) -> Vec<ResolvedPost> {
        let mut out: Vec<ResolvedPost> = Vec::new();
        for (i, post) in posts.iter().enumerate() {
            let (before, listed) = (carried.map(|c| c.post), carried.is_some_and(|c| c.listed));
            let near = Near { previous: out.last(), before, listed, next: posts.get(i + 1) };
            let found = self.seat(post, near);
            let Some((unit, title, rule, basis)) = found else { continue };
            let status =
                if status == PostStatus::Current && is_acting(&post.title) { PostStatus::Acting } else { status };
            let status = if post.former { PostStatus::Former } else { status };
            out.push(ResolvedPost { unit, title, span: post.span, status, rule, basis, office: post.entry().office });
        }
        out
    }

    fn seat(&self, post: &PrintedPost, near: Near) -> Option<(NamedUnit, String, &'static str, Basis)> {
        let previous = near.previous;
        let title = post.title.clone();
        match &post.entry().seat {
            Seat::Government(_) => {
                let (unit, basis) = self.government(post, previous)?;
                Some((unit, title, "post-government", basis))
            }
            Seat::Department(department, plain) => {
                let prefix = title.strip_suffix(post.entry().word).unwrap_or_default();
                let (unit, basis) = self.department(post, previous, department)?;
                Some((unit, format!("{prefix}{plain}"), "post-department-in-title", basis))
            }
            Seat::Village => {
                let place = self.village(post)?;
                let own = if place.name.ends_with('村') { "委会" } else { "村委会" };
                Some((body(&place, own, UnitKind::Village, Organ::Committee), title, "post-village", place.basis))
            }
            Seat::Branch => {
                let place = self.village(post)?;
                let unit = body(&place, "党支部", UnitKind::Village, Organ::Branch);
                Some((unit, "书记".to_owned(), "post-village", place.basis))
            }
            Seat::Same => {
                let found = self.same(post, near).filter(|(u, ..)| post.unit.is_some() || can_hold(&u.name, post));
                found.map(|(u, rule, b)| (u, title, rule, b))
            }
        }
    }

    /// 县长, 镇长: the government of that level.
    fn government(&self, post: &PrintedPost, previous: Option<&ResolvedPost>) -> Option<(NamedUnit, Basis)> {
        let level = implied_government(post)?;
        if let Some(unit) = &post.unit {
            let named = self.naming.name(unit);
            if named.kind == UnitKind::Government {
                return Some((named, Basis::Stated));
            }
        }
        if let Some(place) = self.place(post) {
            return Some((body(&place, "政府", UnitKind::Government, Organ::Committee), place.basis));
        }
        if let Some(place) = previous.and_then(|p| committee_place(&p.unit.name)).filter(|p| p.ends_with(level)) {
            let unit = previous?.unit.clone();
            let name = format!("{place}政府");
            return Some((
                NamedUnit { name, kind: UnitKind::Government, organ: Organ::Committee, ..unit },
                Basis::Inferred,
            ));
        }
        let place = self.naming.level_seat(level, post.span.start as usize);
        let bare = Place { name: level.to_owned(), division: None, code: None, basis: Basis::Inferred };
        let place = place.unwrap_or(bare);
        Some((body(&place, "政府", UnitKind::Government, Organ::Committee), Basis::Inferred))
    }

    /// 东坂村｜支书, 村长: the village printed before the title, else the one named last in the paragraph.
    fn village(&self, post: &PrintedPost) -> Option<Place> {
        if let Some(place) = self.place(post) {
            return Some(place).filter(|p| p.division.is_none());
        }
        let at = post.span.start as usize;
        let (text, towns) = (self.naming.text, self.naming.towns);
        // 东坂［村］支书: the level word belongs to the name.
        if let Some(village) = towns.ending_at(at + 1) {
            return Some(self.naming.town_seat(village, Basis::Stated));
        }
        // 东坂村…。石桥镇年轻的村支书: of another town.
        let nearest = towns.mentions[..towns.mentions.partition_point(|s| (s.start as usize) < at)].last()?;
        let same =
            text.ends_with(nearest.end as usize, "村") && text.block_at(nearest.start as usize) == text.block_at(at);
        same.then(|| self.naming.town_seat(*nearest, Basis::Carried))
    }

    /// 组织部长: a department that the title names.
    fn department(
        &self,
        post: &PrintedPost,
        previous: Option<&ResolvedPost>,
        department: &str,
    ) -> Option<(NamedUnit, Basis)> {
        let kind = if department.starts_with('委') {
            UnitKind::Party
        } else if department == "人武部" || department.starts_with("民兵") {
            UnitKind::Military
        } else {
            UnitKind::Government
        };
        if let Some(place) = self.place(post) {
            return Some((body(&place, department, kind, Organ::Department), place.basis));
        }
        if let Some(unit) = &post.unit {
            // 县委组织部长: the committee is printed.
            let named = self.naming.name(unit);
            let own = department.strip_prefix('委').unwrap_or(department);
            return Some((
                NamedUnit { name: format!("{}{own}", named.name), kind, organ: Organ::Department, ..named },
                Basis::Stated,
            ));
        }
        if let Some((place, unit)) = previous.and_then(|p| Some((committee_place(&p.unit.name)?, p.unit.clone()))) {
            let county = if is_short_county(place) && department.starts_with('委') { "县" } else { "" };
            return Some((
                NamedUnit { name: format!("{place}{county}{department}"), kind, organ: Organ::Department, ..unit },
                Basis::Inferred,
            ));
        }
        let home = self.naming.places.home.as_ref()?;
        let place = Place {
            name: crate::lexicon::divisions::insider_name(&home.name),
            division: Some(home.name.clone()),
            code: home.code.clone(),
            basis: Basis::Inferred,
        };
        Some((body(&place, department, kind, Organ::Department), Basis::Inferred))
    }

    fn same(&self, post: &PrintedPost, near: Near) -> Option<(NamedUnit, &'static str, Basis)> {
        let Near { previous, before, .. } = near;
        if let Some(unit) = &post.unit {
            if let Some(body) = self.town_body(post, near).filter(|_| innermost(unit).anchor == Anchor::Bare) {
                return Some((body, "post-body-of-town", Basis::Carried));
            }
            let listed = near.before.filter(|_| self.naming.text.ends_with(post.span.start as usize, "、"));
            let section = self.section(unit, near).or_else(|| self.section_in_chain(unit, previous.or(listed)));
            return Some(section.unwrap_or_else(|| self.printed(unit, previous)));
        }
        if let Some(place) = self.place(post) {
            return self.of_place(post, &place);
        }
        let base = post.entry().word;
        if matches!(base, "执行主席" | "常务主席") && self.naming.text.ends_with(post.title_span.start as usize, "大会")
        {
            return Some((presidium(), "post-presidium", Basis::Inferred));
        }
        if let Some(body) = self.town_body(post, near) {
            return Some((body, "post-body-of-town", Basis::Carried));
        }
        // 该院｜院长: the institution named last of that class.
        let start = post.span.start as usize;
        if post.span == post.title_span
            && matches!(start.checked_sub(2).map(|i| self.naming.text.chars[i]), Some('该'))
            && let Some(own) = self.by_class(start)
        {
            return Some((own, "post-unit-named-before", Basis::Carried));
        }
        if let Some(office) = self.government_office(post, near) {
            return Some((office, "post-office-of-government", Basis::Carried));
        }
        // 街道党工委书记甲，［街道办事处］主任乙: of the sub-district named last.
        let at = post.title_span.start as usize;
        if self.naming.text.ends_with(at, "街道办事处")
            && let Some(place) = self.naming.level_seat("街道", at)
        {
            return Some((
                body(&place, "办事处", UnitKind::Government, Organ::Committee),
                "post-body-of-town",
                Basis::Carried,
            ));
        }
        // 任命甲为｜集团院长
        if post.span != post.title_span
            && let Some(house) = self.house_before(post.title_span.start as usize)
            && self.naming.text.ends_with(post.title_span.start as usize, "集团")
        {
            return Some((house, "post-of-house", Basis::Carried));
        }
        if let Some(group) = self.party_group(post, near) {
            return Some((group, "post-party-group-of-body", Basis::Carried));
        }
        if let Some(section) = previous.and_then(|p| self.section_of_previous(post, p)) {
            return Some((section, "post-section-of-previous", Basis::Carried));
        }
        if let Some(section) = self.unlisted_section(post, near) {
            return Some((section, "post-section-of-host", Basis::Carried));
        }
        if self.naming.text.ends_with(post.title_span.start as usize, "办公室") {
            // 甲担任总指挥，乙担任｜办公室主任: of the same group.
            let group = || near.before.filter(|b| b.unit.organ == Organ::LeadingGroup);
            let above = previous.or_else(group).map(|p| without_party_group(&p.unit, base))?;
            return Some((part(above, "办公室", Organ::Office), "post-office-of-previous", Basis::Carried));
        }
        // 县长、组长甲: the group named before, no post in the government.
        let leads = matches!(base, "组长" | "第一组长" | "第一副组长" | "指挥长" | "总指挥");
        if leads && previous.or(before).is_none_or(|p| !holds(&p.unit.name, base)) {
            let group = self.named_before(base, post.span.start)?;
            return Some((group, "post-unit-named-before", Basis::Carried));
        }
        if let Some(previous) = previous {
            return Some((without_party_group(&previous.unit, base), "post-shared-unit", Basis::Carried));
        }
        if let Some(found) = self.around(post, near) {
            return Some(found).filter(|(unit, ..)| !self.follows_another(post, &unit.name));
        }
        let house = self.house_before(post.title_span.start as usize)?;
        Some((house, "post-of-house", Basis::Stated))
    }

    /// A title without any unit: the body of the post before, of the page, or the one named last that has such a post.
    fn around(&self, post: &PrintedPost, near: Near) -> Option<(NamedUnit, &'static str, Basis)> {
        let base = post.entry().word;
        let listed = |b: &&ResolvedPost| near.listed && (holds(&b.unit.name, base) || b.office != "head");
        let same = |b: &&ResolvedPost| shares_body(&b.title, base, &post.title) || shares_society(&b.unit, base);
        if let Some(before) = near.before.filter(|b| same(b) || listed(b)) {
            return Some((before.unit.clone(), "post-same-body", Basis::Carried));
        }
        if let Some(own) = self.hosts.own().filter(|own| holds(&own.name, base)) {
            return Some((own.clone(), "post-own-institution", Basis::Inferred));
        }
        // 旅长甲、政委乙: of the same force; 副主席丙及秘书长丁: of the same body.
        // 公司董事长甲，总裁乙; 某局副局长丙，局长丁.
        let force = |b: &&ResolvedPost| {
            use UnitKind::{Firm, Hospital, Military, Police, School};
            matches!(b.unit.kind, Military | Police | Firm | Hospital | School)
                || base == "秘书长"
                || b.title.strip_prefix('副') == Some(base)
        };
        if let Some(before) = near.before.filter(force).filter(|b| holds(&b.unit.name, base)) {
            return Some((before.unit.clone(), "post-same-force", Basis::Carried));
        }
        Some((self.named_before(base, post.span.start)?, "post-unit-named-before", Basis::Carried))
    }

    /// ［院］党委书记, ［校］党委书记: the institution named last of that class.
    fn by_class(&self, at: usize) -> Option<NamedUnit> {
        let text = self.naming.text;
        let class = text.at(at.checked_sub(1)?).filter(|c| matches!(c, '院' | '校' | '局' | '厂' | '所'))?;
        let open = at == 1 || !is_han(text.chars[at - 2]) || matches!(text.chars[at - 2], '该' | '我' | '本');
        let before = self.mentions.partition_point(|(m, _)| (m.span.end as usize) < at);
        let classes: &[char] = if class == '校' { &['校', '学', '院'] } else { &[class] };
        let named = self.mentions[..before].iter().rev().map(|(_, n)| n).find(|n| n.name.ends_with(classes));
        named.filter(|_| open).cloned()
    }

    /// 公司｜总经理, 医院｜副院长: a firm or institution whose name the text leaves out.
    fn house_before(&self, at: usize) -> Option<NamedUnit> {
        let text = self.naming.text;
        let (word, kind) = HOUSES.iter().find(|(w, _)| text.ends_with(at, w))?;
        let start = at - word.chars().count();
        // ［某某集团］…。任命甲为｜集团院长: the one named last of that class.
        let given = is_given_at(text, start);
        if given {
            let before = self.mentions.partition_point(|(m, _)| (m.span.end as usize) <= start);
            let same = |n: &&NamedUnit| n.kind == *kind && n.name.ends_with(word) && n.name != *word;
            if let Some(named) = self.mentions[..before].iter().rev().map(|(_, n)| n).find(same) {
                return Some(named.clone());
            }
        }
        let open = start == 0
            || !is_han(text.chars[start - 1])
            || given
            || ["由", "在", "及", "和", "与", "了"].iter().any(|w| text.ends_with(start, w));
        open.then(|| NamedUnit {
            name: (*word).to_owned(),
            kind: *kind,
            organ: Organ::Unit,
            place: None,
            place_code: None,
            basis: Basis::Stated,
        })
    }

    /// 党组书记, 局党委书记 without the body's name: that of the institution or bureau of the posts around it, else of
    /// the one named before.
    fn party_group(&self, post: &PrintedPost, near: Near) -> Option<NamedUnit> {
        let at = post.title_span.start as usize;
        let group = ["党组", "党委", "党总支"].into_iter().find(|g| self.naming.text.ends_with(at, g))?;
        if let Some(own) = self.by_class(at - group.chars().count()) {
            return Some(NamedUnit {
                name: format!("{}{group}", own.name),
                kind: UnitKind::Party,
                organ: Organ::PartyGroup,
                ..own
            });
        }
        // 党委委员、副镇长: the town's.
        if let Some(level) = near.next.and_then(implied_government).filter(|l| matches!(*l, "镇" | "乡")) {
            let place = self.naming.level_seat(level, at)?;
            return Some(body(&place, group, UnitKind::Party, Organ::Committee));
        }
        let carried = near.previous.or(near.before);
        // 镇人大主席甲、党委委员乙: the town's.
        let town = carried.and_then(|p| Some((committee_place(&p.unit.name)?, &p.unit)));
        if let Some((town, unit)) = town.filter(|(t, _)| t.ends_with(['镇', '乡'])) {
            let (kind, organ) = (UnitKind::Party, Organ::Committee);
            return Some(NamedUnit { name: format!("{town}{group}"), kind, organ, ..unit.clone() });
        }
        let around = carried.and_then(|p| self.hosts.of(&p.unit));
        // 县人大常委会主任甲，副主任乙、丙，党组成员丁: of the same body.
        let listed =
            near.before.filter(|b| near.previous.is_none() && is_seat_of_power(&b.unit.name)).map(|b| b.unit.clone());
        let around = around.or(listed);
        let house = || self.house_before(at - group.chars().count());
        let above = around.or_else(|| self.hosts.own().cloned()).or_else(house).or_else(|| self.body_before(at))?;
        Some(NamedUnit {
            name: format!("{}{group}", above.name),
            kind: UnitKind::Party,
            organ: Organ::PartyGroup,
            ..above
        })
    }

    /// 县委办主任甲、［政府办］副主任乙: of the government of the place around.
    fn government_office(&self, post: &PrintedPost, near: Near) -> Option<NamedUnit> {
        let end = post.title_span.start as usize;
        let office = ["政府办公室", "政府办"].into_iter().find(|w| self.naming.text.ends_with(end, w))?;
        let above = near.previous.or(near.before)?;
        let place = committee_place(&above.unit.name).or_else(|| {
            let name = &above.unit.name;
            ["委办公室", "委办"].iter().find_map(|w| name.strip_suffix(w))
        })?;
        let (kind, organ) = (UnitKind::Government, Organ::Office);
        Some(NamedUnit { name: format!("{place}{office}"), kind, organ, ..above.unit.clone() })
    }

    /// 镇派出所所长甲、｜卫生院院长乙: a body of the town named before it in the sentence.
    fn town_body(&self, post: &PrintedPost, near: Near) -> Option<NamedUnit> {
        let end = post.title_span.start as usize;
        let (word, kind) = TOWN_BODIES.iter().find(|(w, _)| self.naming.text.ends_with(end, w))?;
        let before = &near.before?.unit.name;
        let at = before.char_indices().find(|(_, c)| matches!(c, '镇' | '乡'))?;
        let town = &before[..at.0 + at.1.len_utf8()];
        Some(NamedUnit {
            name: format!("{town}{word}"),
            kind: *kind,
            organ: Organ::Unit,
            place: None,
            place_code: None,
            basis: Basis::Carried,
        })
    }

    /// The institution or bureau named last before `at`.
    fn body_before(&self, at: usize) -> Option<NamedUnit> {
        let before = self.mentions.partition_point(|(m, _)| (m.span.end as usize) < at);
        let body = |n: &&NamedUnit| {
            matches!(n.kind, UnitKind::Court | UnitKind::Procuratorate)
                || (n.organ == Organ::Department && n.kind == UnitKind::Government && n.name.ends_with('局'))
        };
        let bureau = self.mentions[..before].iter().rev().map(|(_, n)| n).find(body).cloned();
        bureau.map(|n| self.hosts.of(&n).unwrap_or(n))
    }

    /// 立案庭, 政治部, 纪委 printed without the institution of which it is a part.
    fn section(&self, unit: &UnitMention, near: Near) -> Option<(NamedUnit, &'static str, Basis)> {
        let inner = innermost(unit);
        if inner.anchor != Anchor::Bare {
            return None;
        }
        let words = self.naming.words(inner.core, unit.span.end as usize);
        if let Some(command) = near.previous.or(near.before).and_then(|p| command(&p.unit.name))
            && COMMAND_SECTIONS.iter().any(|s| words.starts_with(s))
        {
            let (kind, organ, basis) = (UnitKind::Military, Organ::Department, Basis::Carried);
            let above = near.previous.or(near.before).map(|p| p.unit.clone())?;
            let named = NamedUnit { name: format!("{command}{words}"), kind, organ, basis, ..above };
            return Some((named, "post-section-of-host", Basis::Carried));
        }
        if let Some(own) = self.own_discipline(unit, &words, near) {
            return Some((own, "post-section-of-host", Basis::Carried));
        }
        let around = near.previous.or(near.before).and_then(|p| self.hosts.of(&p.unit));
        // 纪委, 工会, 团委 and 党校 belong to the county unless the posts around them are an institution's.
        let countys = !matches!(inner.kind, UnitKind::Court | UnitKind::Government | UnitKind::Other)
            && !words.starts_with("政治部");
        let host = around.or_else(|| self.hosts.own().cloned());
        let host = host.or_else(|| (!countys).then(|| self.hosts.at(unit.span.start))?)?;
        let party = inner.kind == UnitKind::Party && inner.organ == Organ::Department;
        (Hosts::has_section(&host, &words) && !party).then(|| {
            let organ = Organ::Department;
            let named = NamedUnit { name: format!("{}{words}", host.name), organ, ..host };
            (named, "post-section-of-host", Basis::Carried)
        })
    }

    /// 农村经济研究［中心］｜主任: whether the words right before the title name a body that is not the one `name` names.
    fn follows_another(&self, post: &PrintedPost, name: &str) -> bool {
        let (at, text) = (post.span.start as usize, self.naming.text);
        let [.., before, last] = text.chars[..at] else { return false };
        let ends = matches!(
            last,
            '心' | '所' | '院' | '会' | '司' | '团' | '局' | '处' | '站' | '社' | '厂' | '馆' | '台' | '场' | '行'
        );
        // 该局局长, 我院院长, 大会秘书长
        let any = matches!(before, '该' | '我' | '本' | '全' | '大' | '驻' | '市' | '县' | '区' | '省');
        ends && is_han(before) && !any && !name.ends_with(&[before, last].iter().collect::<String>())
    }

    /// 县教育局党委委员、［纪委］书记; 县卫生局局长甲、［纪委］书记乙: the bureau's or firm's own, not the county's.
    fn own_discipline(&self, unit: &UnitMention, words: &str, near: Near) -> Option<NamedUnit> {
        let listed = near.before.filter(|_| self.naming.text.ends_with(unit.span.start as usize, "、"));
        let own = match words {
            "纪委" => near.previous.or(listed)?,
            "工会" | "团委" => near.previous?,
            _ => return None,
        };
        let above = without_party_group(&own.unit, "局长");
        let house = WITH_DISCIPLINE.iter().any(|(w, _)| above.name.ends_with(w)) && above.name.chars().count() > 3;
        let kind = if words == "纪委" { UnitKind::Party } else { UnitKind::Mass };
        house.then(|| NamedUnit { name: format!("{}{words}", above.name), kind, organ: Organ::Discipline, ..above })
    }

    /// 中心副主任兼［督查科］科长: a section that anybody could have is one of the body of the post before.
    fn section_in_chain(
        &self,
        unit: &UnitMention,
        previous: Option<&ResolvedPost>,
    ) -> Option<(NamedUnit, &'static str, Basis)> {
        let words = self.naming.words(unit.span.start as usize, unit.span.end as usize);
        let above = &previous?.unit;
        let bureau = matches!(above.organ, Organ::Department | Organ::Unit) && !above.name.ends_with(['科', '股']);
        let section = innermost(unit).anchor == Anchor::Bare && words.ends_with(['科', '股']);
        (bureau && section).then(|| {
            let named = NamedUnit { name: format!("{}{words}", above.name), organ: Organ::Department, ..above.clone() };
            (named, "post-section-of-previous", Basis::Carried)
        })
    }

    /// 副局长兼｜督导室主任: a part of the bureau of the post before.
    fn section_of_previous(&self, post: &PrintedPost, previous: &ResolvedPost) -> Option<NamedUnit> {
        let (from, to) = (post.span.start as usize, post.title_span.start as usize);
        let words = self.naming.words(from, to);
        if words.is_empty() || matches!(words.as_str(), "办公室" | "党委" | "党组" | "党总支") {
            return None;
        }
        let above = self.hosts.of(&previous.unit).unwrap_or_else(|| without_party_group(&previous.unit, "主任"));
        Some(NamedUnit { name: format!("{}{words}", above.name), organ: Organ::Department, ..above })
    }

    /// 心病科, 变电运维班: words before a title that are no unit by themselves, but can be a part of the institution.
    fn unlisted_section(&self, post: &PrintedPost, near: Near) -> Option<NamedUnit> {
        let around = near.before.and_then(|p| self.hosts.of(&p.unit));
        let host = around.or_else(|| self.hosts.at(post.span.start))?;
        let words = self.hosts.section_before(&host, post.title_span.start as usize)?;
        Some(NamedUnit { name: format!("{}{words}", host.name), organ: Organ::Department, ..host })
    }

    /// A printed unit; one without a place takes that of the post before it (副市长、公安局局长).
    fn printed(&self, unit: &UnitMention, previous: Option<&ResolvedPost>) -> (NamedUnit, &'static str, Basis) {
        let named = self.named(unit);
        // 市长、｜领导小组第一副组长: the group that was named before.
        let printed = self.naming.words(unit.span.start as usize, unit.span.end as usize);
        let group = REFERRED.iter().any(|w| printed.starts_with(w))
            && !named.name.ends_with(&format!("{}{printed}", named.place.as_deref().unwrap_or_default()));
        if group {
            return (named, "post-unit-named-before", Basis::Carried);
        }
        let place = previous
            .filter(|_| innermost(unit).anchor == Anchor::Bare)
            .and_then(|p| Some((committee_place(&p.unit.name).or_else(|| department_place(&p.unit))?, &p.unit)));
        let basis = named.basis;
        let Some((place, above)) = place else { return (named, "post-printed-unit", basis) };
        let words = self.naming.words(unit.core, unit.span.end as usize);
        // 经开区党工委书记、｜管委会主任: of the zone.
        if words == "管委会"
            && let Some(zone) = previous.and_then(|p| p.unit.name.strip_suffix("党工委")).filter(|z| z.ends_with('区'))
        {
            let name = format!("{zone}管委会");
            return (NamedUnit { name, ..named }, "post-place-of-previous", Basis::Carried);
        }
        // 全国政协常委、［政协］法制委员会副主任
        if let Some(rest) = words.strip_prefix("政协").filter(|_| place.starts_with("全国")) {
            let name = format!("{}政协{rest}", place.trim_end_matches("政协"));
            return (
                NamedUnit { name, place: None, place_code: None, ..named },
                "post-place-of-previous",
                Basis::Carried,
            );
        }
        if words.starts_with("军分区") || words.starts_with("警备区") || words.starts_with("省军区") {
            return (named, "post-printed-unit", basis);
        }
        let party = innermost(unit).kind == UnitKind::Party || words == "党校";
        // 市政府副秘书长兼｜农办主任: of the city, whoever runs it.
        let of_government = above.kind == UnitKind::Government && words.ends_with('办');
        let department = innermost(unit).organ == Organ::Department && !words.starts_with('委') && !of_government;
        let joint = if party && department { "委" } else { "" };
        let words = if words == "武装部" { "人武部".to_owned() } else { words };
        let words =
            words.replace("人民武装部", "人武部").replace("监察委员会", "监委").replace("纪律检查委员会", "纪委");
        let county = if is_short_county(place) && joint == "委" { "县" } else { "" };
        let name = format!("{place}{county}{joint}{words}");
        (
            NamedUnit { name, place: above.place.clone(), place_code: above.place_code.clone(), ..named },
            "post-place-of-previous",
            Basis::Carried,
        )
    }

    /// 石桥镇书记, 东坂村第一书记, 社区主任: the body goes without saying.
    fn of_place(&self, post: &PrintedPost, place: &Place) -> Option<(NamedUnit, &'static str, Basis)> {
        let village = place.name.ends_with('村') || place.name.ends_with("社区");
        let (own, kind, organ) = match post.entry().word {
            "书记" | "第一书记" if village => ("党支部", UnitKind::Village, Organ::Branch),
            "主任" if place.name.ends_with("社区") => ("居委会", UnitKind::Village, Organ::Committee),
            "主任" if village => ("村委会", UnitKind::Village, Organ::Committee),
            "书记" if place.name.ends_with("街道") => ("党工委", UnitKind::Party, Organ::Committee),
            "主任" if place.name.ends_with("街道") => ("办事处", UnitKind::Government, Organ::Committee),
            // 区常委: of the party committee of the district.
            "常委" if !place.name.ends_with(['镇', '乡', '村']) => ("委", UnitKind::Party, Organ::Committee),
            "书记" if place.division.is_none() => ("党委", UnitKind::Party, Organ::Committee),
            "书记" => ("委", UnitKind::Party, Organ::Committee),
            _ => return None,
        };
        let own = if own == "村委会" { "委会" } else { own };
        Some((body(place, own, kind, organ), "post-of-place", place.basis))
    }

    fn place(&self, post: &PrintedPost) -> Option<Place> {
        match post.place.as_ref()? {
            Anchor::Division(span, code) => {
                let printed = self.naming.words(span.start as usize, span.end as usize);
                let division = self.naming.places.name_of(code, self.naming.places.year).map(str::to_owned);
                Some(Place {
                    name: crate::lexicon::divisions::insider_name(&printed),
                    division,
                    code: Some(code.clone()),
                    basis: Basis::Stated,
                })
            }
            Anchor::Town(span) => Some(self.naming.town_seat(*span, Basis::Stated)),
            Anchor::Level(span, level) => {
                let known = self.naming.level_seat(level, span.start as usize);
                let bare = || Place { name: (*level).to_owned(), division: None, code: None, basis: Basis::Inferred };
                known.or_else(|| (post.entry().word == "常委").then(bare))
            }
            Anchor::Own | Anchor::Bare => None,
        }
    }

    /// The name of a printed unit: as it was read where it stands, else by its own words.
    fn named(&self, unit: &UnitMention) -> NamedUnit {
        let known = self.mentions.binary_search_by_key(&unit.span, |(m, _)| m.span).ok();
        known.map_or_else(|| self.naming.name(unit), |i| self.mentions[i].1.clone())
    }

    /// The unit named last before `at` that has a holder of the title.
    fn named_before(&self, base: &str, at: u32) -> Option<NamedUnit> {
        let reach = 600;
        let before = self.mentions.partition_point(|(m, _)| m.span.start < at);
        let near = self.mentions[..before]
            .iter()
            .rev()
            .filter(|(m, _)| m.span.end <= at)
            .take_while(|(m, _)| at - m.span.end < reach)
            .filter(|(_, n)| holds(&n.name, base));
        // 县医院的专家: somebody of it; the house itself was named before.
        let owner = |(m, _): &&(UnitMention, NamedUnit)| {
            let at = m.span.end as usize;
            let of = self.naming.text.at(at) == Some('的');
            of && (at + 1..at + 7).any(|i| PEOPLE.iter().any(|w| self.naming.text.starts_with(i, w)))
        };
        let house = near.clone().find(|m| !owner(m)).or_else(|| near.clone().next());
        house.map(|(_, n)| n.clone())
    }
}

/// 市委, 镇党委, 县纪委: it has secretaries and members, no 主任, 院长 or 局长.
fn is_committee_of_party(name: &str) -> bool {
    PARTY_COMMITTEES.iter().any(|w| name.ends_with(w))
}

/// Whether a unit that is not printed before the title can have such a post.
fn can_hold(name: &str, post: &PrintedPost) -> bool {
    !(is_committee_of_party(name) && matches!(post.entry().office, "head" | "manager" | "commander" | "chair"))
}

/// 主任甲，｜副主任乙; 主任委员甲，｜委员乙: whether a title without a unit is in the body of the one before it.
fn shares_body(before: &str, base: &str, title: &str) -> bool {
    (before.ends_with(base) && before.len() <= title.len()) || (base == "委员" && before.ends_with("主任委员"))
}

/// 促进会会长甲、｜副秘书长乙: of the same society.
fn shares_society(unit: &NamedUnit, base: &str) -> bool {
    let society = matches!(unit.kind, UnitKind::Mass | UnitKind::Other) && unit.name.ends_with('会');
    society && matches!(base, "会长" | "秘书长" | "理事长" | "监事长" | "理事" | "常务理事")
}

/// Whether a unit of this name has a holder of the title.
fn holds(name: &str, base: &str) -> bool {
    if base == "主任" && is_committee_of_party(name) {
        return false;
    }
    let own = base.strip_suffix('长').filter(|w| !w.is_empty());
    match (HOLDERS.get(base), own) {
        (Some(endings), _) => endings.iter().any(|e| name.ends_with(e)),
        (None, Some(word)) => name.ends_with(word),
        (None, None) => false,
    }
}

/// The presidium of a session of a congress.
fn presidium() -> NamedUnit {
    NamedUnit {
        name: "大会主席团".to_owned(),
        kind: UnitKind::Congress,
        organ: Organ::LeadingGroup,
        place: None,
        place_code: None,
        basis: Basis::Inferred,
    }
}

/// 县人大常委会, 县政协, 县政府: it has a party group of its own.
fn is_seat_of_power(name: &str) -> bool {
    SEATS_OF_POWER.iter().any(|w| name.ends_with(w)) && !name.ends_with(['镇', '乡'])
}

fn innermost(unit: &UnitMention) -> &UnitMention {
    unit.parent.as_deref().map_or(unit, innermost)
}

fn is_acting(title: &str) -> bool {
    title.starts_with('代')
}

fn body(place: &Place, own: &str, kind: UnitKind, organ: Organ) -> NamedUnit {
    let county = if own.starts_with('委') && is_short_county(&place.name) { "县" } else { "" };
    NamedUnit {
        name: format!("{}{county}{own}", place.name),
        kind,
        organ,
        place: place.division.clone(),
        place_code: place.code.clone(),
        basis: Basis::Inferred,
    }
}

/// 蔚县: a county of one character, which keeps its 县 before 委.
fn is_short_county(place: &str) -> bool {
    place.chars().count() == 2 && place.ends_with('县')
}

fn part(above: NamedUnit, own: &str, organ: Organ) -> NamedUnit {
    NamedUnit { name: format!("{}{own}", above.name), organ, ..above }
}

/// Whether a rule says more about a printed unit than its own words do.
pub fn settles(rule: &str) -> bool {
    matches!(rule, "post-place-of-previous" | "post-section-of-host" | "post-section-of-previous" | "post-body-of-town")
}

/// 某局党组书记、局长: the second post is in the bureau.
fn without_party_group(unit: &NamedUnit, base: &str) -> NamedUnit {
    let stays = matches!(base, "书记" | "第一书记" | "成员" | "委员" | "常委" | "党组成员" | "党委委员");
    let stripped = PARTY_BODIES.iter().find_map(|s| unit.name.strip_suffix(s));
    match stripped.filter(|s| !stays && !s.ends_with(['镇', '乡', '村'])) {
        Some(name) => NamedUnit {
            name: name.to_owned(),
            organ: Organ::Department,
            kind: if unit.kind == UnitKind::Party { kind_of(name) } else { unit.kind },
            ..unit.clone()
        },
        None => unit.clone(),
    }
}

/// The kind of a body whose party committee is printed, by the last words of its name; a bureau of the government
/// where they tell nothing else.
fn kind_of(name: &str) -> UnitKind {
    let institution = WITH_COMMITTEES.iter().find(|(ending, _)| name.ends_with(ending));
    institution.map_or(UnitKind::Government, |(_, kind)| *kind)
}

/// 区委组织部 → 区: the place of a department of a party committee.
fn department_place(unit: &NamedUnit) -> Option<&str> {
    let department = unit.kind == UnitKind::Party && unit.organ == Organ::Department;
    let committee = unit.name.get(..unit.name.find('委')? + '委'.len_utf8()).filter(|_| department)?;
    committee_place(committee)
}

/// The place of a committee or government by its name (凤台县委 → 凤台县, 石桥镇党委 → 石桥镇); `None` for other units.
fn committee_place(name: &str) -> Option<&str> {
    let place = BODIES.iter().find_map(|b| name.strip_suffix(b))?;
    let place = place.strip_suffix('县').filter(|p| p.chars().count() == 2 && p.ends_with('县')).unwrap_or(place);
    let levels = ['省', '市', '县', '区', '州', '旗', '盟', '镇', '乡'];
    (place.ends_with(levels) || place.ends_with("街道")).then_some(place)
}
