//! How a document, and the words in it from which a fact was read, are cited.
//!
//! A [`Source`] is what a bibliography needs to know of a document; [`gbt7714`] and [`bibtex`] put it into the form of
//! GB/T 7714—2015 and of biblatex; [`sentence`] cuts the words around a span out of the text. What a document does not
//! say is left out and listed in [`Source::missing`], never made up.

mod bibtex;
mod fact;
mod gbt7714;
mod sentence;

pub use bibtex::bibtex;
pub use fact::{Cited, Entity, Quotation, Report, cite};
pub use gbt7714::gbt7714;
pub use sentence::{Excerpt, excerpt, sentence};

use crate::{Error, Result};
use rusqlite::{Connection, Row, named_params};
use serde::Serialize;

/// What is known of a document for its citation.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Source {
    /// Number in this archive, private to the file.
    pub id: i64,
    /// What may be cited.
    pub r#ref: String,
    /// Input file.
    pub path: String,
    /// Of the original bytes.
    pub sha256: String,
    /// Sort of document.
    pub kind: String,
    /// `hans`, `hant` or `mixed`.
    pub script: String,
    /// Headline as printed, in the document's own script; `None` if it prints none.
    pub title: Option<String>,
    /// First words of the text, by which an untitled document is called.
    pub opening: String,
    /// Reporters and writers of the byline, in printed order.
    pub authors: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Date of publication, ISO with implied precision.
    pub published_on: Option<String>,
    /// When the page was fetched.
    pub retrieved_on: Option<String>,
    /// Path of the document of which this is a copy.
    pub duplicate_of: Option<String>,
    /// Whether a newer version of the page has taken its place.
    pub superseded: bool,
}

/// A piece of a full citation that the document does not give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// No headline is printed.
    Title,
    /// No source line.
    Publisher,
    /// No date of publication.
    Published,
    /// No address.
    Url,
    /// It is not known when the page was fetched.
    Retrieved,
}

impl Source {
    /// What a full entry of GB/T 7714 would want besides, in the order of the entry. Authors may lack by the standard.
    pub fn missing(&self, accessed: Option<&str>) -> Vec<Missing> {
        [
            (self.title.is_none(), Missing::Title),
            (self.publisher.is_none(), Missing::Publisher),
            (self.published_on.is_none(), Missing::Published),
            (self.retrieved_on.is_none() && accessed.is_none(), Missing::Retrieved),
            (self.url.is_none(), Missing::Url),
        ]
        .into_iter()
        .filter_map(|(lacks, what)| lacks.then_some(what))
        .collect()
    }

    /// The headline, or the first words in square brackets, as GB/T 7714 wants titles that were supplied.
    pub fn title_or_opening(&self) -> String {
        self.title.clone().unwrap_or_else(|| format!("[{}]", self.opening))
    }
}

/// Reads what is known of document `id`.
///
/// # Errors
/// [`Error::Sql`].
pub fn source(archive: &Connection, id: i64) -> Result<Source> {
    let failed = |e| Error::sql(format!("reading document {id}"), e);
    let parameters = named_params! { ":document": id };
    let mut statement = archive.prepare_cached(include_str!("source.sql")).map_err(failed)?;
    let mut source = statement.query_row(parameters, read).map_err(failed)?;
    let mut statement = archive.prepare_cached(include_str!("authors.sql")).map_err(failed)?;
    source.authors = statement.query_map(parameters, |row| row.get(0)).and_then(Iterator::collect).map_err(failed)?;
    Ok(source)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Source> {
    let title: Option<String> = row.get("title")?;
    let printed: Option<String> = row.get("title_printed")?;
    Ok(Source {
        id: row.get("id")?,
        r#ref: row.get("ref")?,
        path: row.get("path")?,
        sha256: row.get("sha256")?,
        kind: row.get("kind")?,
        script: row.get("script")?,
        title: title.map(|title| as_printed(title, printed)),
        opening: opening(&row.get::<_, String>("beginning")?),
        authors: vec![],
        publisher: row.get("publisher")?,
        url: row.get("url")?,
        published_on: row.get("published_on")?,
        retrieved_on: row.get("retrieved_on")?,
        duplicate_of: row.get("duplicate_of")?,
        superseded: row.get("superseded")?,
    })
}

/// The headline with the white space and in the script of the print. A headline put together from other words than
/// those at its span stays as it was understood.
fn as_printed(title: String, printed: Option<String>) -> String {
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    match printed {
        Some(printed) if letters(&printed) == letters(&title) => {
            printed.split_whitespace().collect::<Vec<_>>().join(" ")
        }
        _ => title,
    }
}

/// Up to twenty characters of the first line.
fn opening(beginning: &str) -> String {
    let line = beginning.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let mut words: String = line.chars().take(20).collect();
    if line.chars().nth(20).is_some() {
        words.push('…');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_keeps_the_blanks_of_its_print() {
        assert_eq!(as_printed("军民同心共话发展".into(), Some("军民同心\n共话发展".into())), "军民同心 共话发展");
        assert_eq!(as_printed("武乡县开会".into(), Some("武鄉縣開會".into())), "武鄉縣開會");
        assert_eq!(as_printed("甲乙".into(), Some("甲乙丙".into())), "甲乙");
    }

    #[test]
    fn an_untitled_document_goes_by_its_first_words() {
        let source = Source { opening: opening("\n 三月五日,全镇植树。\n"), ..Source::default() };
        assert_eq!(source.title_or_opening(), "[三月五日,全镇植树。]");
    }
}
