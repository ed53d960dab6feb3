//! Bodies printed by a class word or by the end of their names alone, once they were named.
//!
//! Accepted: ［县防汛指挥部］…。［指挥部］办公室; ［某某集团］…。任命甲为［集团］院长; ［县第二医院］…。［院］党委书记;
//! ［云岭省监察局白水监察分局］…。［监察分局］将….
//! Refused: a class word with a place of its own; one of which nothing was named before.
//!
//! Reads `referred_groups.txt`, `referred_tails.txt`, `institutions.tsv`.

use super::{
    posts::{HOUSES, is_given_at},
    text::Text,
    unit_names::NamedUnit,
    units::{Anchor, UnitMention, is_han},
};
use crate::lexicon::{units::institutions_of, words};
use std::sync::LazyLock;

/// Groups that are called by these words alone.
static GROUPS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words(include_str!("../../lexicon/referred_groups.txt")));

/// Houses whose bodies are printed behind the class word (集团｜党委).
static HOUSES_WITH_BODIES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| institutions_of("bodies").into_iter().map(|(word, _)| word).collect());

/// Ends of names that are shortened from the front.
static TAILS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words(include_str!("../../lexicon/referred_tails.txt")));

/// Classes by one character: 院党委书记, 该局局长.
const CLASSES: [&str; 5] = ["院", "校", "局", "厂", "所"];

/// Which body named before does the class word `word` mean? Of those `before`, the last that is of the class and of
/// which more is known than that; `None` if there is none.
pub fn meant_by<'n>(word: &str, mut before: impl DoubleEndedIterator<Item = &'n NamedUnit>) -> Option<&'n NamedUnit> {
    let endings: &[&str] = if word == "校" { &["校", "学", "院"] } else { &[word] };
    before.rfind(|unit| unit.name != word && endings.iter().any(|end| unit.name.ends_with(end)))
}

/// The class word that ends at `at` and stands there for a body: a house behind a word of appointment (为｜集团｜院长), or a
/// class by one character (，｜院｜党委书记; 该｜院｜院长).
pub fn class_word_before(text: &Text, at: usize) -> Option<&'static str> {
    let begins = |word: &str| at - word.chars().count();
    if let Some((house, _)) =
        HOUSES.iter().find(|(word, _)| text.ends_with(at, word)).filter(|(w, _)| is_given_at(text, begins(w)))
    {
        return Some(house);
    }
    let class = CLASSES.into_iter().find(|class| text.ends_with(at, class))?;
    let open = begins(class)
        .checked_sub(1)
        .is_none_or(|i| !is_han(text.chars[i]) || matches!(text.chars[i], '该' | '我' | '本'));
    open.then_some(class)
}

/// Whether a class word ends at `at` behind which a house's bodies and posts are printed (集团｜院长).
pub fn ends_with_house(text: &Text, at: usize) -> bool {
    HOUSES_WITH_BODIES.iter().any(|house| text.ends_with(at, house))
}

/// Whether `words` begin with the class word of a group (领导小组｜办公室).
pub fn begins_with_group(words: &str) -> bool {
    GROUPS.iter().any(|group| words.starts_with(group))
}

/// ［县防汛领导小组］…。［领导小组］办公室; ［某某集团］…。［集团］党委: a unit that is printed by the class word and what is part of it.
pub fn refer_back(text: &Text, mentions: &mut [(UnitMention, NamedUnit)]) {
    for at in 0..mentions.len() {
        let (before, rest) = mentions.split_at_mut(at);
        let Some((mention, named)) = rest.first_mut() else { return };
        let printed = text.str(mention.span);
        let Some(word) = leading_class_word(mention, printed) else { continue };
        if let Some(body) = meant_by(word, before.iter().map(|(_, named)| named)) {
            let name = format!("{}{}", body.name, &printed[word.len()..]);
            *named = NamedUnit { name, kind: named.kind, organ: named.organ, ..body.clone() };
        }
    }
}

/// The class word with which a unit begins of which no more is printed.
fn leading_class_word(mention: &UnitMention, printed: &str) -> Option<&'static str> {
    let bare = innermost_is_bare(mention);
    let houses = HOUSES_WITH_BODIES.iter().filter(|_| bare || mention.anchor == Anchor::Own);
    let mut words = houses.chain(GROUPS.iter().filter(|_| bare));
    words.find(|word| printed.starts_with(**word)).copied()
}

/// ［云岭省煤矿安全监察局白水监察分局］…。［监察分局］将实行…: the tail of a longer name printed before is that unit.
pub fn refer_to_tail(text: &Text, mentions: &mut [(UnitMention, NamedUnit)]) {
    let mut before: Vec<NamedUnit> = Vec::new();
    for (mention, named) in mentions {
        let printed = text.words(mention.span);
        let bare = innermost_is_bare(mention) && TAILS.iter().any(|w| printed.ends_with(w));
        let whole = before.iter().rev().find(|u| bare && u.name.ends_with(&printed) && u.name.len() > printed.len());
        match whole {
            Some(whole) => *named = whole.clone(),
            None if !bare && TAILS.iter().any(|w| named.name.ends_with(w)) => before.push(named.clone()),
            None => {}
        }
    }
}

/// Whether nothing says to which place the whole belongs of which `unit` is a part.
fn innermost_is_bare(unit: &UnitMention) -> bool {
    unit.parent.as_deref().map_or(unit.anchor == Anchor::Bare, innermost_is_bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Basis, Organ, UnitKind};

    #[test]
    fn the_last_of_the_class_is_meant() {
        let named = ["云岭县第一中学", "白水集团", "云岭县医院", "云岭县防汛指挥部", "集团"].map(|name| NamedUnit {
            name: name.to_owned(),
            kind: UnitKind::Other,
            organ: Organ::Unit,
            place: None,
            place_code: None,
            basis: Basis::Stated,
        });
        let meant = |word| meant_by(word, named.iter()).map(|unit| unit.name.as_str());
        assert_eq!(meant("集团"), Some("白水集团"));
        assert_eq!(meant("院"), Some("云岭县医院"));
        assert_eq!(meant("校"), Some("云岭县医院"), "a school may be called 学院");
        assert_eq!(meant("指挥部"), Some("云岭县防汛指挥部"));
        assert_eq!(meant("厂"), None);
    }
}
