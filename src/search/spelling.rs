//! Spellings under which a term may stand in a text: as typed, and in Simplified characters by the archive's own table,
//! which the SQL files use too, so that both find the same.

use crate::{Error, Result};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// Traditional and variant characters of some terms with what the Simplified texts of the archive hold instead.
#[derive(Clone, Debug, Default)]
pub struct Variants {
    simplified: BTreeMap<char, Vec<char>>,
}

/// A term of many ambiguous characters has no more mapped spellings than this: once they are reached, further such
/// characters are taken the first way. The SQL files do the same.
const MOST_SPELLINGS: usize = 32;

impl Variants {
    /// What the table of the archive says of the characters of `text`.
    ///
    /// # Errors
    /// [`Error::Sql`].
    pub fn of(archive: &Connection, text: impl IntoIterator<Item = char>) -> Result<Self> {
        let failed = |e| Error::sql("reading table han_variant", e);
        let mut statement =
            archive.prepare_cached("select simp from han_variant where trad = ?1 order by simp").map_err(failed)?;
        let characters: BTreeSet<char> = text.into_iter().filter(|c| !c.is_ascii()).collect();
        let mut simplified: BTreeMap<char, Vec<char>> = BTreeMap::new();
        for c in characters {
            let mut rows = statement.query([c.to_string()]).map_err(failed)?;
            while let Some(row) = rows.next().map_err(failed)? {
                let simp: String = row.get(0).map_err(failed)?;
                simplified.entry(c).or_default().extend(simp.chars().next());
            }
        }
        Ok(Self { simplified })
    }

    /// All spellings of `term`, lower case (ASCII, as SQLite's `lower`), the typed one first.
    pub fn spellings(&self, term: &str) -> Vec<String> {
        let mut mapped = vec![String::with_capacity(term.len())];
        for c in term.to_ascii_lowercase().chars() {
            let mut choices = self.simplified.get(&c).map_or(std::slice::from_ref(&c), Vec::as_slice);
            if mapped.len() * choices.len() > MOST_SPELLINGS {
                choices = &choices[..1];
            }
            mapped = mapped
                .into_iter()
                .flat_map(|begun| choices.iter().map(move |&choice| format!("{begun}{choice}")))
                .collect();
        }
        let mut all = vec![term.to_ascii_lowercase()];
        for spelling in mapped {
            if !all.contains(&spelling) {
                all.push(spelling);
            }
        }
        all
    }
}

/// `text` in Simplified characters, for names and places.
pub fn simplified(text: &str) -> String {
    hanconv::t2s(text)
}

/// Stretches of Unicode of which the index surely holds every character, whichever version of SQLite made it: letters,
/// digits, all marks but the commonest. A term of other characters alone is looked for in the texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Indexed(Vec<(u32, u32)>);

impl Indexed {
    /// As the archive has it.
    ///
    /// # Errors
    /// [`Error::Sql`].
    pub(super) fn of(archive: &Connection) -> Result<Self> {
        let read = || {
            let mut statement = archive.prepare_cached("select low, high from indexed_characters order by low")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect::<rusqlite::Result<_>>()
        };
        read().map(Self).map_err(|e| Error::sql("reading table indexed_characters", e))
    }

    fn holds(&self, c: char) -> bool {
        let code = u32::from(c);
        self.0.iter().any(|&(low, high)| (low..=high).contains(&code))
    }

    /// The phrase by which the index finds `spelling`: its characters one by one, in quotation marks. `None` when it may
    /// hold none of them; then only the text itself can tell.
    ///
    /// Nothing but a quotation mark has a meaning inside a phrase, and that is dropped (the index does not hold it).
    pub(super) fn phrase(&self, spelling: &str) -> Option<String> {
        if !spelling.chars().any(|c| self.holds(c)) {
            return None;
        }
        let letters: Vec<String> = spelling.chars().filter(|c| !matches!(c, '"' | '\0')).map(String::from).collect();
        Some(format!("\"{}\"", letters.join(" ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_typed_and_simplified() {
        let table = [('雙', vec!['双']), ('著', vec!['着', '著'])];
        let variants = Variants { simplified: table.into_iter().collect() };
        assert_eq!(variants.spellings("雙著A"), ["雙著a", "双着a", "双著a"]);
        assert_eq!(variants.spellings("双"), ["双"]);
        assert!(variants.spellings(&"著".repeat(40)).len() <= MOST_SPELLINGS + 1);
    }

    #[test]
    fn a_phrase_cannot_be_left() {
        let indexed = Indexed(vec![(65, 90), (97, 122), (9312, 9331)]);
        assert_eq!(indexed.phrase("a\" OR b").unwrap(), "\"a   O R   b\"");
        assert_eq!(indexed.phrase("，①").unwrap(), "\"， ①\"");
        assert_eq!(indexed.phrase("，。"), None);
    }
}
