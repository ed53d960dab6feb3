//! Which word of the index a character is.

use rusqlite::{Connection, OptionalExtension, Result, named_params};
use rustc_hash::FxHashMap;

/// Number of a word.
pub type Term = u32;

/// Instead of a number: nobody asked yet.
const UNKNOWN: u32 = u32::MAX;

/// Instead of a number: the character is no word.
const NO_WORD: u32 = u32::MAX - 1;

/// Characters that were met. ASCII and the common Han characters are known; what others are, and whether two of them are
/// one word (as Ａ and ａ are), depends on the tables of Unicode in SQLite, which is asked about each once.
pub struct Characters {
    oracle: Connection,
    /// By code point below 0x10000.
    terms: Vec<u32>,
    rare: FxHashMap<char, u32>,
    /// Words by number.
    words: Vec<String>,
    numbers: FxHashMap<String, u32>,
}

impl Characters {
    /// As the indexes of this archive take them.
    pub fn new(c: &Connection) -> Result<Self> {
        let definition: String = c.query_row(sql!("definition"), [], |row| row.get(0))?;
        // Both indexes have the same tokenizer, which stands last.
        let tokenizer = definition.find("tokenize").and_then(|at| definition.get(at..)).unwrap_or(")");
        let oracle = Connection::open_in_memory()?;
        oracle.execute_batch(&format!(
            "CREATE VIRTUAL TABLE asked USING fts5(text, content = '', {tokenizer};
             CREATE VIRTUAL TABLE answer USING fts5vocab(asked, row);"
        ))?;
        Ok(Self {
            oracle,
            terms: vec![UNKNOWN; 0x10000],
            rare: FxHashMap::default(),
            words: vec![],
            numbers: FxHashMap::default(),
        })
    }

    /// The word that `character` is; `None` for marks and spaces that are none.
    pub fn term(&mut self, character: char) -> Result<Option<Term>> {
        let known = match self.terms.get(character as usize) {
            Some(term) => *term,
            None => self.rare.get(&character).copied().unwrap_or(UNKNOWN),
        };
        let term = if known == UNKNOWN { self.learn(character)? } else { known };
        Ok((term != NO_WORD).then_some(term))
    }

    /// The text of a word.
    pub fn word(&self, term: Term) -> &str {
        self.words.get(term as usize).map_or("", String::as_str)
    }

    fn learn(&mut self, character: char) -> Result<u32> {
        let word = match character {
            'a'..='z' | '0'..='9' | '\u{4e00}'..='\u{9fa5}' => Some(character.to_string()),
            'A'..='Z' => Some(character.to_ascii_lowercase().to_string()),
            '\0'..='\u{7f}' => None,
            _ => self.ask(character)?,
        };
        let term = word.map_or(NO_WORD, |word| self.number(word));
        match self.terms.get_mut(character as usize) {
            Some(place) => *place = term,
            None => drop(self.rare.insert(character, term)),
        }
        Ok(term)
    }

    fn number(&mut self, word: String) -> u32 {
        if let Some(&number) = self.numbers.get(&word) {
            return number;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(NO_WORD);
        self.words.push(word.clone());
        self.numbers.insert(word, number);
        number
    }

    fn ask(&self, character: char) -> Result<Option<String>> {
        let fenced = super::super::fence(&character.to_string());
        self.oracle.prepare_cached(sql!("forget"))?.execute([])?;
        self.oracle.prepare_cached(sql!("ask"))?.execute(named_params! { ":text": fenced })?;
        self.oracle.prepare_cached(sql!("answer"))?.query_row([], |row| row.get(0)).optional()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::schema;
    use std::path::Path;

    #[test]
    fn what_is_known_is_what_sqlite_answers() {
        let mut c = Connection::open_in_memory().unwrap();
        schema::migrate(&mut c, Path::new("a test")).unwrap();
        let mut characters = Characters::new(&c).unwrap();
        let known = ('\0'..='\u{7f}').chain(('\u{4e00}'..='\u{9fa5}').step_by(97)).chain(['\u{9fa5}']);
        for character in known {
            let term = characters.term(character).unwrap();
            let word = term.map(|term| characters.word(term).to_owned());
            assert_eq!(word, characters.ask(character).unwrap(), "{character:?}");
        }
        let word = |c| characters.term(c).unwrap().map(|term| characters.word(term).to_owned());
        let mut word = word;
        assert_eq!((word('Ａ'), word('，'), word('！')), (Some("ａ".into()), None, Some("！".into())));
    }
}
