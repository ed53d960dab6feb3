//! Canned queries: one SQL file each, whose header comment says what it answers, what it takes and what it gives.
//!
//! The files run bare in any SQLite; here they are found by name, given their parameters and run. See
//! `queries/README.md` for the form of the header.

mod choices;
mod header;
mod parameters;
mod reference;
mod run;
mod shipped;

pub use choices::{Choice, choices};
pub use header::{ColumnNote, Kind, Parameter};
pub use reference::reference;
pub use run::{Outcome, Sink, UNDATED_AT_MOST, run};
pub use shipped::SHIPPED;

use crate::{Error, Result, output::Language};
use std::{borrow::Cow, collections::BTreeMap, path::Path};

/// One canned query.
#[derive(Clone, Debug)]
pub struct CannedQuery {
    /// Name of the file without `.sql`.
    pub name: String,
    /// Chinese name; `None` when a user's own file gives none.
    pub name_zh: Option<String>,
    /// What it answers, one line.
    pub title: String,
    /// More about it; may be empty.
    pub description: String,
    /// What it takes, in the order of the header.
    pub parameters: Vec<Parameter>,
    /// What it gives, in the order of the result.
    pub columns: Vec<ColumnNote>,
    /// The statement with its header.
    pub sql: Cow<'static, str>,
}

impl CannedQuery {
    /// Reads a query out of a file's text. Text without the header is taken as it is: parameters then have no kind
    /// and the empty text as default.
    ///
    /// # Errors
    /// [`Error::Request`] naming the query and the header line that can't be read.
    pub fn parse(name: &str, sql: impl Into<Cow<'static, str>>) -> Result<Self> {
        header::parse(name, sql.into())
    }

    /// What stands above a column.
    pub fn heading(&self, column: &str, language: Language) -> Option<&str> {
        let note = self.columns.iter().find(|c| c.name == column)?;
        Some(match language {
            Language::Zh => &note.name_zh,
            Language::En => note.name_en(),
        })
    }

    /// The parameter of that name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|p| p.name == name)
    }
}

/// All queries that can be asked, by name.
#[derive(Clone, Debug)]
pub struct Catalogue {
    queries: BTreeMap<String, CannedQuery>,
}

impl Catalogue {
    /// Those that come with the program.
    ///
    /// # Errors
    /// A broken header, which a test excludes.
    pub fn shipped() -> Result<Self> {
        let queries = SHIPPED
            .iter()
            .map(|(name, sql)| Ok(((*name).to_owned(), CannedQuery::parse(name, *sql)?)))
            .collect::<Result<_>>()?;
        Ok(Self { queries })
    }

    /// Adds the `.sql` files of a folder; one of the same name replaces a shipped query.
    ///
    /// # Errors
    /// [`Error::Io`] for the folder or a file, [`Error::Request`] for a broken header.
    pub fn add_folder(&mut self, folder: &Path) -> Result<()> {
        for entry in std::fs::read_dir(folder).map_err(|e| Error::io(folder, e))? {
            let path = entry.map_err(|e| Error::io(folder, e))?.path();
            if path.extension().is_none_or(|x| x != "sql") {
                continue;
            }
            let sql = std::fs::read_to_string(&path).map_err(|e| Error::io(&path, e))?;
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let query =
                CannedQuery::parse(&name, sql).map_err(|e| Error::Request(format!("{}: {e}", path.display())))?;
            self.queries.insert(query.name.clone(), query);
        }
        Ok(())
    }

    /// Every query in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = &CannedQuery> {
        self.queries.values()
    }

    /// A query by its name or its Chinese name.
    ///
    /// # Errors
    /// [`Error::Request`] that proposes the nearest names.
    pub fn find(&self, name: &str) -> Result<&CannedQuery> {
        let by_chinese = || self.iter().find(|q| q.name_zh.as_deref() == Some(name));
        self.queries.get(name).or_else(by_chinese).ok_or_else(|| {
            let names = self.iter().flat_map(|q| std::iter::once(q.name.as_str()).chain(q.name_zh.as_deref()));
            let hint = match nearest(name, names).as_slice() {
                [] => String::new(),
                near => format!(" Did you mean {}?", near.join(" or ")),
            };
            Error::Request(format!("There is no query “{name}”.{hint} `huiyao query --list` shows them all."))
        })
    }
}

/// Up to three names that are most like `wanted`; none if nothing is like it.
pub(crate) fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted: Vec<char> = wanted.to_lowercase().chars().collect();
    let mut near: Vec<(usize, &str)> = names
        .filter_map(|name| {
            let letters: Vec<char> = name.chars().collect();
            let part = wanted.len() >= 2 && (contains(&letters, &wanted) || contains(&wanted, &letters));
            let distance = if part { 1 } else { edits(&wanted, &letters) };
            // A third of the letters may be wrong; of a Chinese name of four characters, two.
            (distance <= (letters.len().max(wanted.len()) / 3).max(1) + usize::from(!name.is_ascii()))
                .then_some((distance, name))
        })
        .collect();
    near.sort();
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

fn contains(whole: &[char], part: &[char]) -> bool {
    whole.windows(part.len()).any(|w| w == part)
}

/// Insertions, deletions and replacements that lead from `a` to `b` (Levenshtein).
fn edits(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let cost = (diagonal + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], cost);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_static_list_holds_every_file_of_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().path())
            .filter(|p| p.extension().is_some_and(|x| x == "sql"))
            .map(|p| p.file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        files.sort();
        let listed: Vec<&str> = SHIPPED.iter().map(|(name, _)| *name).collect();
        assert_eq!(listed, files, "src/query/shipped.rs and queries/ differ");
    }

    #[test]
    fn every_header_is_whole() {
        for query in Catalogue::shipped().unwrap().iter() {
            assert!(query.name_zh.is_some() && !query.title.is_empty(), "{}: no title", query.name);
            assert!(!query.columns.is_empty(), "{}: no columns", query.name);
        }
    }

    #[test]
    fn near_names_are_proposed() {
        let names = || ["meetings", "meeting-roles", "会议列表", "kwic", "who-held"].into_iter();
        assert_eq!(nearest("meting", names())[0], "meetings");
        assert_eq!(nearest("会议清单", names()), ["会议列表"]);
        assert_eq!(nearest("whoheld", names()), ["who-held"]);
        assert!(nearest("zzzzzz", names()).is_empty());
    }
}
