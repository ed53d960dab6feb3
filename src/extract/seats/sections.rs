//! Parts of a body that are printed without it: of the post before, of the institution around.
//!
//! Accepted: 成员兼｜办公室副主任 (office of the same group), 立案庭｜庭长 (of the court named before), 某局局长甲、｜纪委书记乙 (of the
//! bureau), 军分区司令员甲、｜政治部主任乙 (of that command).
//! Refused: 纪委书记 behind a post of the county: the county's.
//!
//! Reads `sections.tsv` by way of the hosts, `command_sections.txt`, `military_commands.txt`, `institutions.tsv`.

use super::{NamedUnit, Near, ResolvedPost, Seated, Seats, bodies::without_party_group, innermost};
use crate::{
    extract::{
        hosts::Hosts,
        posts::PrintedPost,
        units::{Anchor, UnitMention},
    },
    lexicon::{units, words},
    record::{Basis, Organ, UnitKind},
};
use std::sync::LazyLock;

static COMMANDS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("../../../lexicon/military_commands.txt")));

/// What a military command consists of; printed alone behind one of its posts, it is that command's.
static COMMAND_SECTIONS: LazyLock<Vec<&'static str>> = LazyLock::new(units::command_sections);

/// Last words of the names of institutions that have a discipline commission of their own.
static WITH_DISCIPLINE: LazyLock<Vec<(&'static str, UnitKind)>> =
    LazyLock::new(|| units::institutions_of("discipline"));

/// The command of which a unit by its name is a part or which it is (北京军区｜政治部); `None` for other units.
fn command(name: &str) -> Option<&str> {
    let end = COMMANDS.iter().filter_map(|c| name.find(c).map(|at| at + c.len())).max()?;
    name.get(..end)
}

impl Seats<'_> {
    /// 立案庭, 政治部, 纪委 printed without the institution of which it is a part.
    pub(super) fn section(&self, unit: &UnitMention, near: Near) -> Option<Seated> {
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
    pub(super) fn section_in_chain(&self, unit: &UnitMention, previous: Option<&ResolvedPost>) -> Option<Seated> {
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
    pub(super) fn section_of_previous(&self, post: &PrintedPost, previous: &ResolvedPost) -> Option<NamedUnit> {
        let (from, to) = (post.span.start as usize, post.title_span.start as usize);
        let words = self.naming.words(from, to);
        if words.is_empty() || matches!(words.as_str(), "办公室" | "党委" | "党组" | "党总支") {
            return None;
        }
        let above = self.hosts.of(&previous.unit).unwrap_or_else(|| without_party_group(&previous.unit, "主任"));
        Some(NamedUnit { name: format!("{}{words}", above.name), organ: Organ::Department, ..above })
    }

    /// 心病科, 变电运维班: words before a title that are no unit by themselves, but can be a part of the institution.
    pub(super) fn unlisted_section(&self, post: &PrintedPost, near: Near) -> Option<NamedUnit> {
        let around = near.before.and_then(|p| self.hosts.of(&p.unit));
        let host = around.or_else(|| self.hosts.at(post.span.start))?;
        let words = self.hosts.section_before(&host, post.title_span.start as usize)?;
        // ［组委会办公室］主任: those of an event, no part of the school named before.
        if ["组委会", "组织委员会", "筹委会", "指挥部"].iter().any(|w| words.starts_with(w)) {
            return None;
        }
        Some(NamedUnit { name: format!("{}{words}", host.name), organ: Organ::Department, ..host })
    }
}
