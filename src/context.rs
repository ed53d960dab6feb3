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
    Error, Result,
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
            if entry.glob.contains(['*', '?']) {
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
        let fitting = self.patterns.iter().copied().filter(|&i| fits(&self.entries[i].glob, path));
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
    let glob = if glob.ends_with('/') { format!("{glob}**") } else { glob.to_owned() };
    Ok(Entry { line: line.number, glob, supplied, used: AtomicBool::new(false) })
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

/// Whether `path` has the shape of `glob`.
fn fits(glob: &str, path: &str) -> bool {
    let glob: Vec<Piece> = pieces(glob);
    let path: Vec<char> = path.chars().collect();
    let (mut g, mut p) = (0, 0);
    // Where to go on after a mismatch: the star and how far into the path it reaches.
    let mut stars: Vec<(usize, usize)> = Vec::new();
    loop {
        let step = match (glob.get(g), path.get(p)) {
            (None, None) => return true,
            (Some(star @ (Piece::Star | Piece::Stars)), _) => {
                // A later star reaches whatever an earlier one of its kind could, `**` whatever any could: at most one
                // of each is ever tried again.
                stars.retain(|(earlier, _)| *star == Piece::Star && glob[*earlier] == Piece::Stars);
                stars.push((g, p));
                g += 1;
                continue;
            }
            (Some(Piece::Any), Some(c)) => *c != '/',
            (Some(Piece::Char(a)), Some(b)) => a == b,
            _ => false,
        };
        if step {
            g += 1;
            p += 1;
            continue;
        }
        loop {
            let Some((star, taken)) = stars.pop() else { return false };
            let more = path.get(taken).is_some_and(|c| glob[star] == Piece::Stars || *c != '/');
            if more {
                stars.push((star, taken + 1));
                g = star + 1;
                p = taken + 1;
                break;
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Char(char),
    Any,
    Star,
    Stars,
}

fn pieces(glob: &str) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(glob.len());
    for c in glob.chars() {
        match (c, out.last()) {
            ('*', Some(Piece::Star)) => {
                out.pop();
                out.push(Piece::Stars);
            }
            ('*', Some(Piece::Stars)) => {}
            ('*', _) => out.push(Piece::Star),
            ('?', _) => out.push(Piece::Any),
            (c, _) => out.push(Piece::Char(c)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::civil_date::CivilDate;

    fn parsed(text: &str) -> Result<Context> {
        Context::parse(Path::new("context.tsv"), text.as_bytes())
    }

    #[test]
    fn patterns() {
        for (glob, path, expected) in [
            ("pages/**", "pages/a/b.html", true),
            ("pages/*", "pages/a/b.html", false),
            ("pages/*.html", "pages/b.html", true),
            ("pages/?.html", "pages/b.html", true),
            ("pages/?.html", "pages//.html", false),
            ("**/b.html", "pages/a/b.html", true),
            ("*/a/*", "pages/a/b.html", true),
            ("*a*b*", "xaxbx", true),
            ("*a*b", "xaxbx", false),
            ("**/*-2019*/**.txt", "x/y/z-2019-a/q/r.txt", true),
            ("a", "a", true),
            ("", "", true),
        ] {
            assert_eq!(fits(glob, path), expected, "{glob} {path}");
        }
    }

    #[test]
    fn a_pattern_of_many_stars_ends() {
        assert!(!fits(&"*a".repeat(30), &"a".repeat(25)));
        assert!(!fits(&format!("{}b", "*a**a".repeat(12)), &"a".repeat(2000)));
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
