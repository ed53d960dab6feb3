//! Names of bodies in running text: in full at first mention, by the short form afterwards.

use super::super::places::Place;
use crate::lexicon::prose;
use std::collections::HashMap;

/// Which bodies were mentioned, and the place whose name goes without saying.
///
/// Whether a short name need be introduced (以下简称) is known only at the end: until then a mark holds its place,
/// two characters of private use around the number of the body.
pub(super) struct Bodies {
    place: Option<Place>,
    mentions: HashMap<String, usize>,
    /// Of every body with a full name: its short name and whether it came again.
    introduced: Vec<(String, bool)>,
}

/// Opens and closes a mark.
const MARK: [char; 2] = ['\u{E0F0}', '\u{E0F1}'];

/// For a body without another full name.
const NO_MARK: usize = usize::MAX;

impl Bodies {
    /// None mentioned yet.
    pub(super) fn new(place: Option<Place>) -> Self {
        Self { place, mentions: HashMap::new(), introduced: vec![] }
    }

    /// How to name `unit` now.
    pub(super) fn name(&mut self, unit: &str) -> String {
        let short = self.short(unit);
        if let Some(&number) = self.mentions.get(unit) {
            if let Some((_, again)) = self.introduced.get_mut(number) {
                *again = true;
            }
            return short;
        }
        let place = self.place_of(unit);
        let full = prose::full_name(unit, place.map(|p| p.name.as_str()), place.map(|p| p.full_name.as_str()));
        let Some(full) = full else {
            self.mentions.insert(unit.to_owned(), NO_MARK);
            return unit.to_owned();
        };
        let number = self.introduced.len();
        self.mentions.insert(unit.to_owned(), number);
        self.introduced.push((short, false));
        let [open, close] = MARK;
        format!("{full}{open}{number}{close}")
    }

    /// The text with the short names introduced that come again; the marks of others are taken out.
    pub(super) fn settled(&self, text: &str) -> String {
        let [open, close] = MARK;
        let mut parts = text.split(open);
        let mut settled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let marked = part
                .split_once(close)
                .and_then(|(n, rest)| Some((self.introduced.get(n.parse::<usize>().ok()?)?, rest)));
            match marked {
                Some(((short, true), rest)) => settled.push_str(&format!("（以下简称“{short}”）{rest}")),
                Some(((_, false), rest)) => settled.push_str(rest),
                // A character of the document's own.
                None => {
                    settled.push(open);
                    settled.push_str(part);
                }
            }
        }
        settled
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
        let first = bodies.name("安吉县委");
        assert_eq!(bodies.settled(&first), "中共安吉县委员会");
        assert_eq!(bodies.name("安吉县委"), "县委");
        assert_eq!(bodies.settled(&first), "中共安吉县委员会（以下简称“县委”）");
        assert_eq!(bodies.name("安吉县民政局"), "安吉县民政局");
        assert_eq!(bodies.name("安吉县民政局"), "县民政局");
        assert_eq!(bodies.name("武警安吉县中队"), "武警安吉县中队");
        assert_eq!(bodies.settled("\u{E0F0}9\u{E0F1}"), "\u{E0F0}9\u{E0F1}");
    }
}
