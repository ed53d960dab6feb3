//! In which unit does the holder of a title sit? The unit printed before it, or the one that the chain, the sentence or
//! the text before it lets one conclude.
//!
//! Accepted: 区委副书记、｜区长 (the government of that district); 某局党组书记、｜局长 (the bureau, not its party group);
//! 县委常委、｜组织部部长 (of the county committee); 成员兼｜办公室副主任 (office of the same group); 县人大常委会主任甲，
//! ｜副主任乙 (the same body); ……来到区第二医院。……｜院长丙 (the unit named last that has an 院长).
//! Refused: a title for which no unit can be known gives no post.
//!
//! Bodies of the post before: [`groups`]; parts of bodies: [`sections`]; houses called by a class word: [`houses`]; who has such a
//! post: [`holders`]; names: [`bodies`].

mod bodies;
mod groups;
mod holders;
mod house_committees;
mod houses;
mod sections;

use super::{
    class_words,
    hosts::Hosts,
    posts::{PrintedPost, implied_government},
    unit_names::{NamedUnit, Naming, Seat as Place},
    units::{Anchor, UnitMention, is_han},
};
use crate::{
    lexicon::posts::Seat,
    record::{Basis, Organ, PostStatus, Span, UnitKind},
};
use bodies::{body, committee_place, department_place, is_short_county, part, presidium, without_party_group};
use holders::{can_hold, holds, shares_body, shares_society};

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

/// A unit, the rule that found it and how it is known.
type Seated = (NamedUnit, &'static str, Basis);

impl Seats<'_> {
    /// The unit whose printed words end at `end`.
    pub fn unit_ending_at(&self, end: usize) -> Option<&UnitMention> {
        let before = self.mentions.partition_point(|(u, _)| (u.span.start as usize) < end);
        self.mentions[..before].iter().rev().take(4).map(|(u, _)| u).find(|u| u.span.end as usize == end)
    }

    /// The group whose name begins at `start`, though only the end of it may have been read: 的［整改工作领导小组］.
    pub fn group_at(&self, start: usize) -> Option<UnitMention> {
        const LONGEST: usize = 20;
        let first = self.mentions.partition_point(|(u, _)| (u.span.start as usize) < start);
        let (unit, _) = self.mentions[first..].first().filter(|(u, _)| u.organ == Organ::LeadingGroup)?;
        let from = unit.span.start as usize;
        let own = from - start <= LONGEST && self.naming.text.chars[start..from].iter().all(|c| is_han(*c));
        let (start, whole) = (start as u32, from == start);
        let span = Span { start, ..unit.span };
        let core = if whole { unit.core } else { start as usize };
        own.then(|| UnitMention { span, core, ..unit.clone() })
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

    fn same(&self, post: &PrintedPost, near: Near) -> Option<Seated> {
        if let Some(unit) = &post.unit {
            return Some(self.in_printed_unit(unit, post, near));
        }
        if let Some(place) = self.place(post) {
            return self.of_place(post, &place);
        }
        if let Some(told) = self.told_by_words_before(post, near) {
            return Some(told);
        }
        let Near { previous, before, .. } = near;
        let base = post.entry().word;
        let at = post.title_span.start as usize;
        if self.naming.text.ends_with(at, "办公室") {
            // 甲担任总指挥，乙担任｜办公室主任: of the same group.
            // 甲任领导小组办公室主任，乙任｜办公室副主任
            let same = |b: &&ResolvedPost| b.unit.organ == Organ::Office && b.unit.name.ends_with("组办公室");
            if let Some(office) = before.filter(same).filter(|_| previous.is_none()) {
                return Some((office.unit.clone(), "post-same-body", Basis::Carried));
            }
            let group = || before.filter(|b| b.unit.organ == Organ::LeadingGroup);
            let above = previous.or_else(group).map(|p| without_party_group(&p.unit, base));
            let above = above.or_else(|| self.group_founded_before(at - 3))?;
            return Some((part(above, "办公室", Organ::Office), "post-office-of-previous", Basis::Carried));
        }
        // 县长、组长甲: the group named before, no post in the government.
        let leads = matches!(base, "组长" | "第一组长" | "第一副组长" | "指挥长" | "总指挥");
        if leads && previous.or(before).is_none_or(|p| !holds(&p.unit.name, base)) {
            let group = self.named_before(base, post.span.start)?;
            return Some((group, "post-unit-named-before", Basis::Carried));
        }
        // 政协开会，县茶叶局局长、｜委员甲: a bureau has no members.
        let member = base == "委员" && post.title == "委员" && previous.is_some_and(|p| !holds(&p.unit.name, base));
        if let Some(house) = self.named_before(base, post.span.start).filter(|_| member) {
            return Some((house, "post-unit-named-before", Basis::Carried));
        }
        if let Some(previous) = previous {
            return Some((without_party_group(&previous.unit, base), "post-shared-unit", Basis::Carried));
        }
        if let Some(found) = self.around(post, near) {
            return Some(found).filter(|(unit, ..)| !self.follows_another(post, &unit.name));
        }
        let house = self.house_before(at)?;
        Some((house, "post-of-house", Basis::Stated))
    }

    /// The unit that is printed before the title, or the one of which it is a part.
    fn in_printed_unit(&self, unit: &UnitMention, post: &PrintedPost, near: Near) -> Seated {
        if let Some(body) = self.town_body(post, near).filter(|_| innermost(unit).anchor == Anchor::Bare) {
            return (body, "post-body-of-town", Basis::Carried);
        }
        let listed = near.before.filter(|_| self.naming.text.ends_with(post.span.start as usize, "、"));
        let house = self.house_committee(unit, near);
        let section = house
            .or_else(|| self.section(unit, near))
            .or_else(|| self.section_in_chain(unit, near.previous.or(listed)));
        section.unwrap_or_else(|| self.printed(unit, near.previous))
    }

    /// The body that words before the title tell which by themselves are no unit.
    fn told_by_words_before(&self, post: &PrintedPost, near: Near) -> Option<Seated> {
        let carried = |rule| move |unit| (unit, rule, Basis::Carried);
        self.presidium_of(post)
            .or_else(|| self.town_body(post, near).map(carried("post-body-of-town")))
            .or_else(|| self.this_institution(post).map(carried("post-unit-named-before")))
            .or_else(|| self.government_office(post, near).map(carried("post-office-of-government")))
            .or_else(|| self.street_office(post).map(carried("post-body-of-town")))
            .or_else(|| self.house_with_posts(post).map(carried("post-of-house")))
            .or_else(|| self.party_group(post, near).map(carried("post-party-group-of-body")))
            .or_else(|| self.section_of_previous(post, near.previous?).map(carried("post-section-of-previous")))
            .or_else(|| self.unlisted_section(post, near).map(carried("post-section-of-host")))
    }

    /// 大会｜执行主席
    fn presidium_of(&self, post: &PrintedPost) -> Option<Seated> {
        let sits = matches!(post.entry().word, "执行主席" | "常务主席");
        let sits = sits && self.naming.text.ends_with(post.title_span.start as usize, "大会");
        sits.then(|| (presidium(), "post-presidium", Basis::Inferred))
    }

    /// 街道党工委书记甲，［街道办事处］主任乙: of the sub-district named last.
    fn street_office(&self, post: &PrintedPost) -> Option<NamedUnit> {
        let at = post.title_span.start as usize;
        let place = self.naming.text.ends_with(at, "街道办事处").then(|| self.naming.level_seat("街道", at))??;
        Some(body(&place, "办事处", UnitKind::Government, Organ::Committee))
    }

    /// A title without any unit: the body of the post before, of the page, or the one named last that has such a post.
    fn around(&self, post: &PrintedPost, near: Near) -> Option<Seated> {
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

    /// 成立由甲任组长的［县防汛专班］，…乙任｜办公室主任: the group named before in the sentence whose office somebody takes.
    fn group_founded_before(&self, at: usize) -> Option<NamedUnit> {
        let text = self.naming.text;
        let sentence = text.sentences.get(text.sentence_at(at)?)?.span;
        let taken = ["任", "担任", "兼任"].iter().any(|w| text.ends_with(at, w));
        let before = self.mentions.partition_point(|(u, _)| (u.span.start as usize) < at);
        let mut here = self.mentions[..before].iter().rev().take_while(|(u, _)| u.span.start >= sentence.start);
        here.find(|(u, _)| taken && u.organ == Organ::LeadingGroup).map(|(_, named)| named.clone())
    }

    /// A printed unit; one without a place takes that of the post before it (副市长、公安局局长).
    fn printed(&self, unit: &UnitMention, previous: Option<&ResolvedPost>) -> Seated {
        let named = self.named(unit);
        // 市长、｜领导小组第一副组长: the group that was named before.
        let printed = self.naming.words(unit.span.start as usize, unit.span.end as usize);
        let group = class_words::begins_with_group(&printed)
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
        // 市委常委、｜党工委书记: of the zone that speaks.
        if self.naming.places.of_zone && ["党工委", "管委会", "纪工委", "监察工委"].iter().any(|w| words.starts_with(w))
        {
            return (named, "post-printed-unit", basis);
        }
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
    fn of_place(&self, post: &PrintedPost, place: &Place) -> Option<Seated> {
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
}

fn innermost(unit: &UnitMention) -> &UnitMention {
    unit.parent.as_deref().map_or(unit, innermost)
}

fn is_acting(title: &str) -> bool {
    title.starts_with('代')
}

/// Whether a rule says more about a printed unit than its own words do.
pub fn settles(rule: &str) -> bool {
    matches!(rule, "post-place-of-previous" | "post-section-of-host" | "post-section-of-previous" | "post-body-of-town")
}
