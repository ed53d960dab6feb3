//! Names in Latin letters: `Zeng Jin`, `Ouyang Xiu`; surname apart, given name in one word, no tones.
//!
//! Reads `name_readings.tsv` (surnames read otherwise than the character usually is) and `given_name_readings.tsv` before
//! the general table.

use crate::lexicon::{names, rows};
use ::pinyin::ToPinyin;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static SURNAMES: LazyLock<FxHashMap<&'static str, String>> =
    LazyLock::new(|| readings(include_str!("../../lexicon/name_readings.tsv")));

static GIVEN: LazyLock<FxHashMap<&'static str, String>> =
    LazyLock::new(|| readings(include_str!("../../lexicon/given_name_readings.tsv")));

fn readings(file: &'static str) -> FxHashMap<&'static str, String> {
    rows(file)
        .filter_map(|r| match r[..] {
            [surname, reading] => Some((surname, plain(reading))),
            _ => None,
        })
        .collect()
}

/// `name` in Latin letters; `None` if a character has no reading.
pub fn of_name(name: &str) -> Option<String> {
    if name.contains('·') {
        let parts: Option<Vec<String>> = name.split('·').map(word).collect();
        return Some(parts?.join(" "));
    }
    let (surname, given) = name.split_at(surname_length(name));
    let surname = SURNAMES.get(surname).map(|reading| capitalised(reading)).or_else(|| word(surname))?;
    if given.is_empty() { Some(surname) } else { Some(format!("{surname} {}", word(given)?)) }
}

/// Length of the surname in bytes: two characters if these are a surname and something is left.
fn surname_length(name: &str) -> usize {
    let mut ends = name.char_indices().map(|(at, _)| at).skip(1);
    let (one, two) = (ends.next(), ends.next());
    match two {
        Some(two) if names::surname(&name[..two].chars().collect::<Vec<_>>()).is_some() => two,
        _ => one.unwrap_or(name.len()),
    }
}

fn word(text: &str) -> Option<String> {
    let syllables: Option<Vec<&str>> = text.chars().map(syllable).collect();
    Some(capitalised(&syllables?.concat()))
}

fn syllable(c: char) -> Option<&'static str> {
    let own = GIVEN.get(c.encode_utf8(&mut [0; 4]) as &str).map(String::as_str);
    own.or_else(|| c.to_pinyin().map(|p| p.plain()))
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A reading without its tone marks.
fn plain(reading: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    // The two dots of ü stay, the four tones go.
    let tone = |c: &char| !matches!(c, '\u{300}' | '\u{301}' | '\u{304}' | '\u{30c}');
    reading.nfd().filter(tone).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::of_name;

    #[test]
    fn surnames_are_read_as_surnames() {
        for (name, latin) in [
            ("单小川", "Shan Xiaochuan"),
            ("欧阳明", "Ouyang Ming"),
            ("万俟卓", "Moqi Zhuo"),
            ("仇文", "Qiu Wen"),
            ("曾长安", "Zeng Changan"),
            ("吐尔逊·艾力", "Tuerxun Aili"),
            ("肖", "Xiao"),
            ("吕绿", "Lü Lü"),
        ] {
            assert_eq!(of_name(name).as_deref(), Some(latin), "{name}");
        }
        assert_eq!(of_name("李X"), None);
    }
}
