//! Bodies of a party, government or town that are printed without it behind one of its posts.
//!
//! Accepted: ｜党组书记, 局｜党委书记 (of the institution or bureau around), 镇人大主席甲、｜党委委员乙 (the town's), 县委办主任甲、
//! ｜政府办副主任乙 (of the same place), 镇派出所所长甲、｜卫生院院长乙 (of the town).
//!
//! Reads `town_bodies.tsv`.

use super::{
    NamedUnit, Near, Seats,
    bodies::{body, committee_place, is_seat_of_power},
};
use crate::{
    extract::posts::{PrintedPost, implied_government},
    lexicon::units,
    record::{Basis, Organ, UnitKind},
};
use std::sync::LazyLock;

/// Bodies of a town that are printed without it behind another of its bodies.
static TOWN_BODIES: LazyLock<Vec<(&'static str, UnitKind)>> = LazyLock::new(units::town_bodies);

impl Seats<'_> {
    /// 党组书记, 局党委书记 without the body's name: that of the institution or bureau of the posts around it, else of
    /// the one named before.
    pub(super) fn party_group(&self, post: &PrintedPost, near: Near) -> Option<NamedUnit> {
        let at = post.title_span.start as usize;
        let group = ["党组", "党委", "党总支"].into_iter().find(|g| self.naming.text.ends_with(at, g))?;
        if let Some(own) = self.meant_before(at - group.chars().count()) {
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
    pub(super) fn government_office(&self, post: &PrintedPost, near: Near) -> Option<NamedUnit> {
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

    /// 镇派出所所长甲、｜卫生院院长乙, 街道党工委书记甲，｜武装部部长乙: a body of the town or sub-district named before it in the
    /// sentence.
    pub(super) fn town_body(&self, post: &PrintedPost, near: Near) -> Option<NamedUnit> {
        let end = post.title_span.start as usize;
        let (word, kind) = TOWN_BODIES.iter().find(|(w, _)| self.naming.text.ends_with(end, w))?;
        let before = &near.before?.unit.name;
        let town = before.char_indices().find(|(_, c)| matches!(c, '镇' | '乡')).map(|(at, c)| at + c.len_utf8());
        let street = || before.find("街道").map(|at| at + "街道".len());
        let town = &before[..town.or_else(street)?];
        let word = word.strip_suffix("武装部").map_or((*word).to_owned(), |head| format!("{head}人武部"));
        Some(NamedUnit {
            name: format!("{town}{word}"),
            kind: *kind,
            organ: Organ::Unit,
            place: None,
            place_code: None,
            basis: Basis::Carried,
        })
    }
}
