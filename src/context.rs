//! What the user knows of the documents and the pages do not print: a table of file patterns and values (`--context`).
//!
//! ```text
//! glob                    place_code  publisher   published_on  retrieved_on  url
//! pages/danyang/**        321181      丹阳日报
//! pages/danyang/1998-*    321181                  1998
//! ```
//!
//! Tab-separated, in UTF-8; the first line that is neither empty nor a `#` comment names the columns, in any order; `glob`
//! must be among them. A pattern is held against the whole path of a document as the archive shows it: `*` and `?` stand
//! for characters other than `/`, `**` for any; a pattern that ends in `/` means all that lies below. An empty field says
//! nothing. Where several lines fit, the last one that gives a value gives it: the general first, the particular after.

use crate::{
    Error, Result, glob,
    lexicon::divisions,
    record::Supplied,
    tabular::{self, Line},
};
use std::{
    collections::{BTreeSet, HashMap},
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

/// Columns that a context file may have.
pub const COLUMNS: &[&str] = &["glob", "place_code", "publisher", "published_on", "retrieved_on", "url"];

/// The lines of a context file.
#[derive(Debug, Default)]
pub struct Context {
    file: PathBuf,
    entries: Vec<Entry>,
    /// Entries without wildcards, which may be as many as there are documents.
    exact: HashMap<String, Vec<usize>>,
    /// Entries with wildcards.
    patterns: Vec<usize>,
}

#[derive(Debug)]
struct Entry {
    line: usize,
    glob: String,
    supplied: Supplied,
    used: AtomicBool,
}

impl Context {
    /// Reads the text of `file`.
    ///
    /// # Errors
    /// [`Error::Line`] for an unknown column, a date or a code that is none, a line without pattern.
    pub fn parse(file: &Path, bytes: &[u8]) -> Result<Self> {
        let table = tabular::with_header(file, bytes, COLUMNS, "glob")?;
        let mut context = Self { file: file.to_path_buf(), ..Self::default() };
        for line in table {
            let entry = entry(file, &line)?;
            let index = context.entries.len();
            if entry.glob.contains(['*', '?']) || entry.glob.ends_with('/') {
                context.patterns.push(index);
            } else {
                context.exact.entry(entry.glob.clone()).or_default().push(index);
            }
            context.entries.push(entry);
        }
        Ok(context)
    }

    /// What the file says of the document at `path`.
    pub fn of(&self, path: &str) -> Supplied {
        let exact = self.exact.get(path).into_iter().flatten().copied();
        let fitting = self.patterns.iter().copied().filter(|&i| glob::fits(&self.entries[i].glob, path));
        // Sorted: the order of the lines decides.
        let fitting: BTreeSet<usize> = exact.chain(fitting).collect();
        fitting.into_iter().fold(Supplied::default(), |so_far, i| {
            let entry = &self.entries[i];
            entry.used.store(true, Ordering::Relaxed);
            entry.supplied.clone().over(so_far)
        })
    }

    /// Lines whose pattern fitted no document that was asked for: `file:line: pattern`.
    pub fn unused(&self) -> Vec<String> {
        let unused = self.entries.iter().filter(|e| !e.used.load(Ordering::Relaxed));
        unused.map(|e| format!("{}:{}: {}", self.file.display(), e.line, e.glob)).collect()
    }
}

fn entry(file: &Path, line: &Line) -> Result<Entry> {
    let wrong = |problem: String| Error::Line { path: file.to_path_buf(), line: line.number, problem };
    let date = |column: &str| {
        let read = |text: &str| tabular::date(text).ok_or_else(|| wrong(format!("{column}: {}", no_date(text))));
        line.get(column).map(read).transpose()
    };
    let glob = line.get("glob").ok_or_else(|| wrong("the pattern is missing (column glob)".into()))?;
    let place_code = line.get("place_code").map(|code| known_code(code).map_err(wrong)).transpose()?;
    let supplied = Supplied {
        place_code,
        publisher: line.get("publisher").map(str::to_owned),
        published_on: date("published_on")?,
        retrieved_on: date("retrieved_on")?,
        url: line.get("url").map(str::to_owned),
    };
    Ok(Entry { line: line.number, glob: glob.to_owned(), supplied, used: AtomicBool::new(false) })
}

fn no_date(text: &str) -> String {
    format!("“{text}” is no date; write 2019-03-15, 2019-03 or 2019")
}

/// A code of the division table; of a name in its place the codes that it may mean.
fn known_code(text: &str) -> Result<String, String> {
    if divisions::by_code(text, None).is_some() {
        return Ok(text.to_owned());
    }
    let meant: Vec<String> =
        divisions::named(text, None).iter().map(|d| format!("{} ({})", d.code, lineage(d))).collect();
    Err(if meant.is_empty() {
        format!("place_code: “{text}” is no division code of GB/T 2260 at county level or above")
    } else {
        format!("place_code: write the code of {text}: {}", meant.join(", "))
    })
}

fn lineage(division: &divisions::Division) -> String {
    divisions::lineage(division.code, None).iter().rev().map(|d| d.name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::civil_date::CivilDate;

    fn parsed(text: &str) -> Result<Context> {
        Context::parse(Path::new("context.tsv"), text.as_bytes())
    }

    #[test]
    fn the_last_line_that_fits_wins_field_by_field() {
        let text = "# mine\nglob\tplace_code\tpublished_on\np/**\t321181\t1998\np/a.txt\t\t1999-05\n";
        let context = parsed(text).unwrap();
        let supplied = context.of("p/a.txt");
        assert_eq!(supplied.place_code.as_deref(), Some("321181"));
        assert_eq!(supplied.published_on, CivilDate::new(Some(1999), Some(5), None));
        assert!(context.of("q/a.txt").is_empty());
        assert!(context.unused().is_empty());
    }

    #[test]
    fn mistakes_name_the_line() {
        for (text, expected) in [
            ("glob\tplace\np/**\t1\n", "context.tsv:1: unknown column “place”"),
            ("place_code\n321181\n", "context.tsv:1: the column glob is missing"),
            ("glob\tplace_code\n\n#\np/**\t丹阳市\n", "context.tsv:4: place_code: write the code of 丹阳市: 321181"),
            ("glob\tplace_code\np/**\t999999\n", "context.tsv:2: place_code: “999999” is no division code"),
            ("glob\tpublished_on\np/**\tlast year\n", "context.tsv:2: published_on: “last year” is no date"),
            ("glob\tpublished_on\n\t2019\n", "context.tsv:2: the pattern is missing"),
            ("glob\nx\ty\n", "context.tsv:2: 2 fields, but the first line names 1 columns"),
        ] {
            let error = parsed(text).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
