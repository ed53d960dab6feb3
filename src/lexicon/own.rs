//! The user's own words, beside those compiled in (`--lexicon DIR`): a folder with any of these files, UTF-8, `#` comments,
//! Simplified or Traditional.
//!
//! | file | a line is | the reader |
//! | --- | --- | --- |
//! | `names.txt` | a personal name | takes it for one wherever it stands |
//! | `not_names.txt` | words that look like a name (锦绣苑) | never begins a name there |
//! | `words.txt` | an ordinary word of the region or trade | lets no name cut it |
//! | `titles.tsv` | title, office (code of table `posts`; may be left out) | takes what follows for a name |
//! | `unit_aliases.tsv` | printed form, the unit, kind, organ (codes; both may be left out) | names the unit so, wherever the form is printed |
//!
//! A unit whose name begins with a division (`安吉双拥办　安吉县双拥工作领导小组办公室`) is that one body; without one
//! (`建环局　建设环保局`) the form may stand behind any place.
//!
//! The words are set once for the whole process, before the first document is read: the automata are made of them.

use super::{divisions, units};
use crate::{
    Error, Result,
    record::{Organ, UnitKind},
    tabular,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::OnceLock,
};

/// Files that a folder may hold.
pub const FILES: [&str; 5] = ["names.txt", "not_names.txt", "words.txt", "titles.tsv", "unit_aliases.tsv"];

/// Weight of a word of the user, 10 × ln: that of one with 10,000 occurrences.
const WEIGHT: i32 = 92;

/// Another name of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitAlias {
    /// As printed.
    pub form: String,
    /// The unit.
    pub name: String,
    /// Branch.
    pub kind: UnitKind,
    /// Sort of body.
    pub organ: Organ,
    /// Full name and code of the division with which `name` begins; the code `None` where several bear it. `None`: the
    /// form may stand behind any place.
    pub place: Option<(String, Option<String>)>,
}

/// The user's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    names: BTreeSet<String>,
    not_names: BTreeSet<String>,
    words: BTreeSet<String>,
    titles: BTreeMap<String, String>,
    aliases: BTreeMap<String, UnitAlias>,
}

static OWN: OnceLock<Own> = OnceLock::new();

/// Sets the words of the user for this process.
///
/// # Errors
/// When other words were set before.
pub fn supply(own: Own) -> Result<()> {
    if OWN.get_or_init(|| own.clone()) == &own {
        Ok(())
    } else {
        Err(Error::Request("another lexicon is in use already".into()))
    }
}

fn supplied() -> Option<&'static Own> {
    OWN.get()
}

/// The user's names.
pub fn names() -> impl Iterator<Item = &'static str> {
    supplied().into_iter().flat_map(|own| own.names.iter().map(String::as_str))
}

/// What the user says is no name.
pub fn not_names() -> impl Iterator<Item = &'static str> {
    supplied().into_iter().flat_map(|own| own.not_names.iter().map(String::as_str))
}

/// The user's ordinary words with their weight.
pub fn words() -> impl Iterator<Item = (&'static str, i32)> {
    supplied().into_iter().flat_map(|own| own.words.iter().map(|w| (w.as_str(), WEIGHT)))
}

/// The user's titles with the codes of their offices.
pub fn titles() -> impl Iterator<Item = (&'static str, &'static str)> {
    supplied().into_iter().flat_map(|own| own.titles.iter().map(|(t, o)| (t.as_str(), o.as_str())))
}

/// The user's names of units, in order of the printed forms.
pub fn unit_aliases() -> impl Iterator<Item = &'static UnitAlias> {
    supplied().into_iter().flat_map(|own| own.aliases.values())
}

/// The alias that is the whole of `name`, or else the longest without a place with which it ends.
pub fn alias_of(name: &str) -> Option<&'static UnitAlias> {
    let own = supplied().filter(|own| !own.aliases.is_empty())?;
    own.aliases.get(name).or_else(|| {
        let ends = own.aliases.values().filter(|a| a.place.is_none() && name.ends_with(a.form.as_str()));
        ends.max_by_key(|a| a.form.len())
    })
}

impl Own {
    /// Reads the files of `folder`, given with their bytes.
    ///
    /// # Errors
    /// [`Error::Line`] for what does not fit the file's form, [`Error::Request`] for a file with another name.
    pub fn parse(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<Self> {
        let mut own = Self::default();
        for (name, bytes) in files {
            let path = folder.join(name);
            if !FILES.contains(&name.as_str()) {
                let known = FILES.join(", ");
                return Err(Error::Request(format!("{}: a lexicon folder holds only {known}", path.display())));
            }
            for (line, fields) in tabular::lines(&path, bytes)? {
                let fields: Vec<String> = fields.iter().map(hanconv::t2s).collect();
                own.take(name, &fields).map_err(|problem| wrong(&path, line, problem))?;
            }
        }
        Ok(own)
    }

    /// A text that is equal for equal words, of which a mark can be made.
    pub fn canonical(&self) -> String {
        format!("{self:?}")
    }

    /// Whether no word is in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn take(&mut self, file: &str, fields: &[String]) -> Result<(), String> {
        let field = |i: usize| fields.get(i).map(String::as_str).filter(|f| !f.is_empty());
        let Some(first) = field(0) else { return Err("the first field is empty".into()) };
        match file {
            "names.txt" => {
                let inner = first.chars().all(|c| is_han(c) || c == '·');
                check(inner && (2..=16).contains(&first.chars().count()), || format!("“{first}” is no Chinese name"))?;
                self.names.insert(first.to_owned());
            }
            "titles.tsv" => {
                han(first)?;
                let office = field(1).unwrap_or("other");
                check(OFFICES.contains(&office), || {
                    format!("“{office}” is no office; there are {}", OFFICES.join(", "))
                })?;
                self.titles.insert(first.to_owned(), office.to_owned());
            }
            "unit_aliases.tsv" => self.take_alias(first, field(1), field(2), field(3))?,
            _ => {
                han(first)?;
                let words = if file == "words.txt" { &mut self.words } else { &mut self.not_names };
                words.insert(first.to_owned());
            }
        }
        Ok(())
    }

    fn take_alias(
        &mut self,
        form: &str,
        name: Option<&str>,
        kind: Option<&str>,
        organ: Option<&str>,
    ) -> Result<(), String> {
        let name = name.ok_or("the second field, the name of the unit, is missing")?;
        check(form.chars().count() >= 2, || format!("“{form}” is too short to be told from other words"))?;
        check(form != name, || format!("“{form}” is given as another name of itself"))?;
        let (usual_kind, usual_organ) = usual(name);
        let kind = match kind {
            None => usual_kind,
            Some(code) => UnitKind::from_code(code).ok_or_else(|| {
                let known: Vec<&str> = UnitKind::ALL.iter().map(|k| k.code()).collect();
                format!("“{code}” is no kind of unit; there are {}", known.join(", "))
            })?,
        };
        let organ = match organ {
            None => usual_organ,
            Some(code) => Organ::from_code(code).ok_or_else(|| {
                let known: Vec<&str> = Organ::ALL.iter().map(|k| k.code()).collect();
                format!("“{code}” is no sort of body; there are {}", known.join(", "))
            })?,
        };
        let alias = UnitAlias { form: form.to_owned(), name: name.to_owned(), kind, organ, place: place_of(name) };
        match self.aliases.insert(form.to_owned(), alias.clone()) {
            Some(other) if other != alias => Err(format!("“{form}” was given as a name of {} already", other.name)),
            _ => Ok(()),
        }
    }
}

/// Codes of table `posts`.
const OFFICES: [&str; 17] = [
    "party_secretary",
    "secretary",
    "standing_member",
    "government_head",
    "deputy",
    "head",
    "chair",
    "commander",
    "political_commissar",
    "chief_of_staff",
    "secretary_general",
    "chief_procurator",
    "village_head",
    "member",
    "manager",
    "staff",
    "other",
];

fn wrong(path: &Path, line: usize, problem: String) -> Error {
    Error::Line { path: PathBuf::from(path), line, problem }
}

fn check(fits: bool, problem: impl FnOnce() -> String) -> Result<(), String> {
    if fits { Ok(()) } else { Err(problem()) }
}

fn han(word: &str) -> Result<(), String> {
    let fits = word.chars().count() >= 2 && word.chars().all(is_han);
    check(fits, || format!("“{word}” is no word of two or more Chinese characters"))
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Branch and sort by the last word of the unit's name.
fn usual(name: &str) -> (UnitKind, Organ) {
    let heads = units::shipped_heads();
    let head = heads.iter().filter(|h| name.ends_with(h.word)).max_by_key(|h| h.word.len());
    head.map_or((UnitKind::Other, Organ::Unit), |h| (h.kind, h.organ))
}

/// The division with which the name begins, in its longest form (`安吉县`, `安吉`).
fn place_of(name: &str) -> Option<(String, Option<String>)> {
    let ends = name.char_indices().map(|(i, c)| i + c.len_utf8()).skip(1).take(11);
    let (named, _) = ends
        .filter_map(|end| {
            let meant = divisions::named(&name[..end], None);
            (!meant.is_empty()).then_some((meant, end))
        })
        .max_by_key(|(_, end)| *end)?;
    let code = (named.len() == 1).then(|| named[0].code.to_owned());
    Some((named.first()?.name.to_owned(), code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(name: &str, text: &str) -> Result<Own> {
        Own::parse(Path::new("own"), &[(name.to_owned(), text.as_bytes().to_vec())])
    }

    #[test]
    fn units_are_of_a_place_or_of_any() {
        let own = parsed("unit_aliases.tsv", "安吉双拥办\t安吉县双拥工作领导小组办公室\n建环局\t建设环保局\n").unwrap();
        let place = |form: &str| own.aliases[form].place.clone();
        assert_eq!(place("安吉双拥办"), Some(("安吉县".into(), Some("330523".into()))));
        assert_eq!(place("建环局"), None);
        assert_eq!(
            (own.aliases["建环局"].kind, own.aliases["建环局"].organ),
            (UnitKind::Government, Organ::Department)
        );
    }

    #[test]
    fn traditional_words_become_simplified() {
        assert_eq!(parsed("not_names.txt", "錦繡苑\n").unwrap().not_names, BTreeSet::from(["锦绣苑".to_owned()]));
    }

    #[test]
    fn mistakes_name_the_line() {
        for (file, text, expected) in [
            ("names.txt", "# a\nLiu\n", "own/names.txt:2: “Liu” is no Chinese name"),
            ("titles.tsv", "网格长\tboss\n", "own/titles.tsv:1: “boss” is no office; there are party_secretary"),
            ("unit_aliases.tsv", "双拥办\n", "own/unit_aliases.tsv:1: the second field"),
            ("unit_aliases.tsv", "甲办\t甲一办公室\n甲办\t甲二办公室\n", "own/unit_aliases.tsv:2: “甲办” was given"),
            ("unit_aliases.tsv", "甲办\t甲办公室\tcivil\n", "own/unit_aliases.tsv:1: “civil” is no kind of unit"),
            ("words.txt", "a\n", "own/words.txt:1: “a” is no word"),
            ("stopwords.txt", "", "own/stopwords.txt: a lexicon folder holds only names.txt"),
        ] {
            let error = parsed(file, text).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
