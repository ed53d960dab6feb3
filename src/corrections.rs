//! What the user knows better than the reader: a table of corrections (`--corrections`), one a line.
//!
//! ```text
//! action    target                   value                   was         note
//! wrong     3f9a…-o2                                         柳明远      a park, not a person
//! wrong     rule:name-in-list        pages/lists/**
//! set       3f9a…-m1                 2019-07-30              2019-07-29
//! merge     3f9a…-o1                 77b0…-o4
//! split     77b0…-o4,81cc…-o1        3f9a…-o1
//! rename    77b0…-u2                 安吉县双拥办
//! suppress  柳明远
//! ```

use crate::{
    Error, Result,
    civil_date::CivilDate,
    tabular::{self, Line},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// Columns of a corrections file.
pub const COLUMNS: &[&str] = &["action", "target", "value", "was", "note"];

/// A file of corrections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// The file, as the user named it.
    pub file: PathBuf,
    /// Its lines in order.
    pub lines: Vec<Correction>,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Line number, from 1.
    pub line: usize,
    /// What to do.
    pub action: Action,
    /// What the fact said when the line was written; it must still say so. `None`: not to be held against it.
    pub was: Option<String>,
}

/// What a line does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// The entities of two rows of evidence are one.
    Merge(Ref, Ref),
    /// These rows are another entity than that of the second row.
    Split(Vec<Ref>, Ref),
    /// The entity of a row is called so.
    Rename(Ref, String),
    /// The fact is none.
    Wrong(Ref),
    /// No fact that this rule read in these documents is one: name of the rule, pattern of paths.
    WrongByRule(String, String),
    /// Date, last day: of the event of a row, or of publication of a document.
    Set(Ref, CivilDate, Option<CivilDate>),
    /// A name that is not to appear as that of a person.
    Suppress(String),
}

/// A ref of evidence or of a document, in its parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ref {
    /// Ref of the document.
    pub document: String,
    /// Letter of the kind and number; `None` for the document itself.
    pub fact: Option<(char, u32)>,
}

impl std::fmt::Display for Ref {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.fact {
            Some((letter, n)) => write!(f, "{}-{letter}{n}", self.document),
            None => f.write_str(&self.document),
        }
    }
}

impl Ref {
    /// The parts of a ref; `None` when it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (document, fact) = match text.split_once('-') {
            None => (text, None),
            Some((document, fact)) => {
                let letter = fact.chars().next().filter(|c| "fcoumpabqsxn".contains(*c))?;
                (document, Some((letter, fact[1..].parse().ok().filter(|n| *n > 0)?)))
            }
        };
        let hex = document.len() == 16 && document.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        hex.then(|| Self { document: document.to_owned(), fact })
    }

    /// The letter of the kind; `None` for a document.
    pub fn letter(&self) -> Option<char> {
        self.fact.map(|(letter, _)| letter)
    }
}

impl Action {
    /// Code of column `corrections.action`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Merge(..) => "merge",
            Self::Split(..) => "split",
            Self::Rename(..) => "rename",
            Self::Wrong(_) | Self::WrongByRule(..) => "wrong",
            Self::Set(..) => "set",
            Self::Suppress(_) => "suppress",
        }
    }

    /// Target and value as the user wrote them.
    pub fn words(&self) -> (String, Option<String>) {
        match self {
            Self::Merge(a, b) => (a.to_string(), Some(b.to_string())),
            Self::Split(refs, from) => {
                let refs: Vec<String> = refs.iter().map(ToString::to_string).collect();
                (refs.join(","), Some(from.to_string()))
            }
            Self::Rename(of, name) => (of.to_string(), Some(name.clone())),
            Self::Wrong(of) => (of.to_string(), None),
            Self::WrongByRule(rule, glob) => (format!("rule:{rule}"), Some(glob.clone())),
            Self::Set(of, from, None) => (of.to_string(), Some(from.to_string())),
            Self::Set(of, from, Some(until)) => (of.to_string(), Some(format!("{from}/{until}"))),
            Self::Suppress(name) => (name.clone(), None),
        }
    }
}

impl Corrections {
    /// Reads the text of `file`.
    ///
    /// # Errors
    /// [`Error::Line`] for a line that cannot be understood, or that contradicts another.
    pub fn parse(file: &Path, bytes: &[u8]) -> Result<Self> {
        let mut lines = Vec::new();
        for line in tabular::with_header(file, bytes, COLUMNS, "action")? {
            let action = action(&line).map_err(|problem| wrong(file, line.number, problem))?;
            lines.push(Correction { line: line.number, action, was: line.get("was").map(str::to_owned) });
        }
        let corrections = Self { file: file.to_path_buf(), lines };
        corrections.refuse_contradictions()?;
        Ok(corrections)
    }

    /// An error about line `number`.
    pub fn wrong(&self, number: usize, problem: String) -> Error {
        wrong(&self.file, number, problem)
    }

    fn refuse_contradictions(&self) -> Result<()> {
        let mut seen: BTreeMap<(&str, String), (usize, &Action)> = BTreeMap::new();
        let mut classes = Classes::default();
        for c in &self.lines {
            if let Action::Merge(a, b) = &c.action {
                classes.join(a, b);
            }
        }
        let mut split_off: BTreeMap<&Ref, usize> = BTreeMap::new();
        for c in &self.lines {
            let subject = (c.action.code(), c.action.words().0);
            if let Some((line, other)) = seen.insert(subject, (c.line, &c.action)).filter(|_| !self.may_repeat(c)) {
                let problem = if *other == c.action { "says the same as" } else { "contradicts" };
                return Err(self.wrong(c.line, format!("{problem} line {line}")));
            }
            if let Action::Split(refs, from) = &c.action {
                for r in refs {
                    if let Some(line) = split_off.insert(r, c.line) {
                        return Err(self.wrong(c.line, format!("{r} was split off in line {line} already")));
                    }
                    if r == from || classes.same(r, from) {
                        return Err(self.wrong(c.line, format!("{r} and {from} are merged by another line")));
                    }
                }
            }
        }
        let mut names: BTreeMap<Ref, (usize, &str)> = BTreeMap::new();
        for c in &self.lines {
            let Action::Rename(of, name) = &c.action else { continue };
            match names.insert(classes.head(of), (c.line, name)) {
                Some((line, other)) if other != name => {
                    return Err(self.wrong(c.line, format!("contradicts line {line}: the same entity has two names")));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// One row may be merged with several, and one rule be wrong in several folders.
    fn may_repeat(&self, c: &Correction) -> bool {
        matches!(c.action, Action::Merge(..) | Action::WrongByRule(..))
    }
}

/// Which refs are made one.
#[derive(Default)]
struct Classes(Vec<BTreeSet<Ref>>);

impl Classes {
    fn join(&mut self, a: &Ref, b: &Ref) {
        let mut class = BTreeSet::from([a.clone(), b.clone()]);
        self.0.retain(|other| {
            let apart = other.is_disjoint(&class);
            if !apart {
                class.extend(other.iter().cloned());
            }
            apart
        });
        self.0.push(class);
    }

    fn same(&self, a: &Ref, b: &Ref) -> bool {
        self.0.iter().any(|class| class.contains(a) && class.contains(b))
    }

    fn head(&self, of: &Ref) -> Ref {
        self.0.iter().find(|class| class.contains(of)).and_then(BTreeSet::first).unwrap_or(of).clone()
    }
}

fn wrong(file: &Path, line: usize, problem: String) -> Error {
    Error::Line { path: file.to_path_buf(), line, problem }
}

fn action(line: &Line) -> Result<Action, String> {
    let target = line.get("target").ok_or("the target is missing")?;
    let value = || line.get("value").ok_or("the value is missing".to_owned());
    let code = line.get("action").unwrap_or_default();
    match code {
        "merge" => {
            let (a, b) = (entity(target)?, entity(value()?)?);
            same_kind(&a, &b)?;
            if a == b { Err("an entity cannot be merged with itself".into()) } else { Ok(Action::Merge(a, b)) }
        }
        "split" => {
            let from = entity(value()?)?;
            let refs: Vec<Ref> = target.split(',').map(|r| entity(r.trim())).collect::<Result<_, _>>()?;
            refs.iter().try_for_each(|r| same_kind(r, &from))?;
            Ok(Action::Split(refs, from))
        }
        "rename" => Ok(Action::Rename(entity(target)?, value()?.to_owned())),
        "wrong" => match target.strip_prefix("rule:") {
            Some(rule) => Ok(Action::WrongByRule(rule.to_owned(), value()?.to_owned())),
            None => match reference(target)? {
                Ref { fact: None, .. } => Err("a document is no fact; name a fact in it".into()),
                fact => Ok(Action::Wrong(fact)),
            },
        },
        "set" => {
            let of = reference(target)?;
            if !matches!(of.letter(), None | Some('m')) {
                return Err("only the date of an event (…-m1) or of a document can be set".into());
            }
            let (from, until) = dates(value()?)?;
            if until.is_some() && of.letter().is_none() {
                return Err("a document is published on one day".into());
            }
            Ok(Action::Set(of, from, until))
        }
        "suppress" => Ok(Action::Suppress(target.to_owned())),
        "" => Err("the action is missing".into()),
        other => Err(format!("unknown action “{other}”; there are merge, split, rename, wrong, set, suppress")),
    }
}

fn reference(text: &str) -> Result<Ref, String> {
    Ref::parse(text).ok_or_else(|| format!("“{text}” is no ref (16 digits of a document, a hyphen, letter and number)"))
}

fn entity(text: &str) -> Result<Ref, String> {
    let of = reference(text)?;
    match of.letter() {
        Some('o' | 'u' | 'm') => Ok(of),
        _ => Err(format!("“{text}” is no person (…-o1), unit (…-u1) or meeting (…-m1)")),
    }
}

fn same_kind(a: &Ref, b: &Ref) -> Result<(), String> {
    if a.letter() == b.letter() { Ok(()) } else { Err(format!("{a} and {b} are of different kinds")) }
}

fn dates(text: &str) -> Result<(CivilDate, Option<CivilDate>), String> {
    let date = |t: &str| t.parse().ok().or_else(|| tabular::date(t)).ok_or_else(|| format!("“{t}” is no date"));
    // 2019-07-30/2019-08-01; slashes inside a date are not taken here.
    match text.split_once('/') {
        Some((from, until)) => Ok((date(from)?, Some(date(until)?))),
        None => Ok((date(text)?, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "0123456789abcdef-o1";
    const B: &str = "fedcba9876543210-o2";

    fn parsed(lines: &str) -> Result<Corrections> {
        let text = format!("action\ttarget\tvalue\twas\n{lines}");
        Corrections::parse(Path::new("corrections.tsv"), text.as_bytes())
    }

    #[test]
    fn lines_are_understood() {
        let text = format!(
            "# first\nmerge\t{A}\t{B}\nrename\t{B}\t高云岭\t高云\nset\t0123456789abcdef-m3\t2019-07-30/2019-08-01\n"
        );
        let read = parsed(&text).unwrap();
        assert_eq!(read.lines.len(), 3);
        assert_eq!((read.lines[1].line, read.lines[1].was.as_deref()), (4, Some("高云")));
        assert!(matches!(read.lines[2].action, Action::Set(_, _, Some(_))));
    }

    #[test]
    fn mistakes_name_the_line() {
        let c = "00000000000000cc-o3";
        for (lines, expected) in [
            (format!("fuse\t{A}\t{B}"), "corrections.tsv:2: unknown action “fuse”"),
            (format!("merge\t{A}"), "corrections.tsv:2: the value is missing"),
            (format!("merge\t{A}\t{A}"), "corrections.tsv:2: an entity cannot be merged with itself"),
            (format!("merge\t{A}\t0123456789abcdef-u1"), "corrections.tsv:2: 0123456789abcdef-o1 and"),
            ("wrong\tabc".to_owned(), "corrections.tsv:2: “abc” is no ref"),
            (format!("wrong\t{A}\nwrong\t{A}"), "corrections.tsv:3: says the same as line 2"),
            (format!("rename\t{A}\t甲\nrename\t{A}\t乙"), "corrections.tsv:3: contradicts line 2"),
            (format!("merge\t{A}\t{B}\nrename\t{A}\t甲\nrename\t{B}\t乙"), "corrections.tsv:4: contradicts line 3"),
            (
                format!("merge\t{A}\t{c}\nmerge\t{c}\t{B}\nsplit\t{A}\t{B}"),
                "corrections.tsv:4: 0123456789abcdef-o1 and",
            ),
            (format!("set\t{A}\t2019"), "corrections.tsv:2: only the date"),
            ("set\t0123456789abcdef\t2019-13".to_owned(), "corrections.tsv:2: “2019-13” is no date"),
        ] {
            let error = parsed(&lines).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
