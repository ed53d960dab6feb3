//! The phrases of one language, with what reports do to values before they print them.

use super::{chronicle, sheet::Block, statements::Statement, words};
use crate::{civil_date::CivilDate, output::Language};

/// A language.
#[derive(Clone, Copy)]
pub(super) struct Phrases(Language);

impl Phrases {
    pub(super) fn new(language: Language) -> Self {
        Self(language)
    }

    pub(super) fn chinese(self) -> bool {
        self.0 == Language::Zh
    }

    /// A phrase without values.
    pub(super) fn say(self, key: &str) -> String {
        words::phrase(self.0, key, &[])
    }

    /// A phrase with values.
    pub(super) fn fill(self, key: &str, values: &[&str]) -> String {
        words::phrase(self.0, key, values)
    }

    /// A date of the archive as the language prints it; an unknown one in words.
    pub(super) fn date(self, date: &str) -> String {
        match date.parse::<CivilDate>() {
            Ok(date) => chronicle::full_date(self.0, date),
            Err(_) if date.is_empty() => self.say("value.unknown"),
            Err(_) => date.to_owned(),
        }
    }

    /// A table whose headings are the phrases `column.…`; `#` before a name marks figures.
    pub(super) fn table(self, columns: &[&str], rows: Vec<Vec<Statement>>) -> Option<Block> {
        let headings: Vec<String> = columns
            .iter()
            .map(|name| match name.strip_prefix('#') {
                Some(name) => format!("#{}", self.say(&format!("column.{name}"))),
                None => self.say(&format!("column.{name}")),
            })
            .collect();
        Block::table(&headings.iter().map(String::as_str).collect::<Vec<_>>(), rows)
    }
}
