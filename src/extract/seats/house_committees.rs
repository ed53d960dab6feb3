//! Committees of a congress or a consultative conference that are printed without it.
//!
//! Accepted: 县人大常委会委员、｜法工委主任, 县政协常委、｜经济委主任, 县政协副主席甲，｜提案委主任乙.
//! Refused: 县长、｜经济委主任: the government's.

use super::{NamedUnit, Near, Seated, Seats, innermost};
use crate::{
    extract::units::{Anchor, UnitMention},
    lexicon::units::{self, House},
    record::{Basis, Organ, UnitKind},
};

impl Seats<'_> {
    /// The committee of the house in which the post before is held.
    pub(super) fn house_committee(&self, unit: &UnitMention, near: Near) -> Option<Seated> {
        if innermost(unit).anchor != Anchor::Bare {
            return None;
        }
        let words = self.naming.words(unit.core, unit.span.end as usize);
        let house = units::house_of(&words)
            .or_else(|| (words.ends_with("工委") && words != "人大工委").then_some(House::Congress))?;
        let above = &near.previous.or(near.before)?.unit;
        let congress = above.name.find("人大").filter(|_| house != House::Consultative);
        let consultative = above.name.find("政协").filter(|_| house != House::Congress);
        let (name, kind) = match (congress, consultative) {
            (Some(at), _) if words.ends_with("工委") || words.ends_with('室') => {
                (format!("{}人大常委会{words}", &above.name[..at]), UnitKind::Congress)
            }
            (Some(at), _) => (format!("{}人大{words}", &above.name[..at]), UnitKind::Congress),
            (None, Some(at)) => (format!("{}政协{words}", &above.name[..at]), UnitKind::Consultative),
            (None, None) => return None,
        };
        let named = NamedUnit { name, kind, organ: Organ::Department, basis: Basis::Carried, ..above.clone() };
        Some((named, "post-section-of-host", Basis::Carried))
    }
}
