//! Names of bodies in running text: in full at first mention, by the short form afterwards.

use super::super::places::Place;
use crate::lexicon::prose;
use std::collections::HashSet;

/// Which bodies were mentioned, and the place whose name goes without saying.
pub(super) struct Bodies {
    place: Option<Place>,
    mentioned: HashSet<String>,
}

impl Bodies {
    /// None mentioned yet.
    pub(super) fn new(place: Option<Place>) -> Self {
        Self { place, mentioned: HashSet::new() }
    }

    /// How to name `unit` now.
    pub(super) fn name(&mut self, unit: &str) -> String {
        let short = self.short(unit);
        if !self.mentioned.insert(unit.to_owned()) {
            return short;
        }
        let place = self.place_of(unit);
        let full = prose::full_name(unit, place.map(|p| p.name.as_str()), place.map(|p| p.full_name.as_str()));
        match full {
            Some(full) => format!("{full}（以下简称“{short}”）"),
            None => unit.to_owned(),
        }
    }

    /// Whether it is a body of the chronicle's own place.
    pub(super) fn at_home(&self, unit: &str) -> bool {
        self.place_of(unit).is_some()
    }

    fn place_of(&self, unit: &str) -> Option<&Place> {
        self.place.as_ref().filter(|place| unit.strip_prefix(place.name.as_str()).is_some_and(|rest| !rest.is_empty()))
    }

    /// 安吉县委 → 县委 in a chronicle of 安吉县; the level word of the place stays.
    fn short(&self, unit: &str) -> String {
        let Some(place) = self.place_of(unit) else { return unit.to_owned() };
        let rest = &unit[place.name.len()..];
        match place.name.chars().next_back() {
            // 岷县县委, 敖汉旗旗委 repeat the level word.
            Some(level) if rest.starts_with(level) => rest.to_owned(),
            Some(level) => format!("{level}{rest}"),
            None => rest.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_full_first_and_short_afterwards() {
        let place = |name: &str, full: &str| {
            Some(Place { asked: String::new(), name: name.to_owned(), full_name: full.to_owned() })
        };
        let mut bodies = Bodies::new(place("安吉县", "安吉县"));
        assert_eq!(bodies.name("安吉县委"), "中共安吉县委员会（以下简称“县委”）");
        assert_eq!(bodies.name("安吉县委"), "县委");
        assert_eq!(bodies.name("安吉县民政局"), "安吉县民政局");
        assert_eq!(bodies.name("安吉县民政局"), "县民政局");
        assert_eq!(bodies.name("武警安吉县中队"), "武警安吉县中队");
        let mut all = Bodies::new(None);
        assert_eq!(all.name("安吉县委"), "中共安吉县委员会（以下简称“安吉县委”）");
    }
}
