//! What an editor must look at before a draft is printed (待核).

use super::{
    super::{
        notes::{Evidence, Notes, Show},
        statements::Statement,
        words,
    },
    event::{Event, Facts},
};
use crate::{Result, civil_date::CivilDate, lexicon::prose, output::Language};
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// Doubts of one sort.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    heading: String,
    explanation: String,
    items: Vec<Item>,
}

/// A doubt and the entry that it concerns.
#[derive(Debug, Serialize)]
struct Item {
    anchor: String,
    /// Whether it is the first about its entry, to which the entry leads.
    first: bool,
    /// Date and name of the entry.
    entry: String,
    statement: Statement,
}

/// Sorts of doubts, in the order of print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Claims,
    Twice,
    Source,
    Date,
    Surname,
    FirstPerson,
}

impl Sort {
    const ALL: [Sort; 6] = [Sort::Claims, Sort::Twice, Sort::Source, Sort::Date, Sort::Surname, Sort::FirstPerson];

    fn code(self) -> &'static str {
        match self {
            Self::Claims => "claims",
            Self::Twice => "twice",
            Self::Source => "source",
            Self::Date => "date",
            Self::Surname => "surname",
            Self::FirstPerson => "first_person",
        }
    }
}

/// Gathers the doubts of all entries.
pub(super) struct Checks {
    language: Language,
    items: Vec<(Sort, Item)>,
    /// The entries before, by place and name: only those of one name need be compared.
    seen: HashMap<(Option<String>, String), Vec<Seen>>,
}

struct Seen {
    held_on: Option<CivilDate>,
    entry: String,
    named: Vec<Evidence>,
}

/// Events of one name and place so many days apart may be one, with a date misread.
const NEAR_DAYS: i64 = 7;

impl Checks {
    pub(super) fn new(language: Language) -> Self {
        Self { language, items: vec![], seen: HashMap::new() }
    }

    /// Looks at one entry; whether there is anything to verify. A concluded date is listed, but is too usual (the press
    /// prints no years) for a mark in the text.
    pub(super) fn examine(
        &mut self,
        event: &Event,
        facts: &Facts,
        anchor: &str,
        lead: &str,
        notes: &mut Notes<'_>,
    ) -> Result<bool> {
        let entry = self.called(event, lead);
        self.claims(facts, anchor, &entry, notes)?;
        self.twice(event, facts, anchor, &entry, notes)?;
        self.sources(facts, anchor, &entry, notes)?;
        self.date(event, facts, anchor, &entry, notes)?;
        self.surnames(facts, anchor, &entry, notes)?;
        self.first_person(facts, anchor, &entry, notes)?;
        Ok(self.items.iter().rev().take_while(|(_, i)| i.anchor == anchor).any(|(sort, _)| *sort != Sort::Date))
    }

    /// The doubts by sort.
    pub(super) fn finish(self) -> Vec<Group> {
        let Self { language, mut items, .. } = self;
        items.sort_by_key(|(sort, _)| *sort);
        let mut known = HashSet::new();
        for (_, item) in &mut items {
            item.first = known.insert(item.anchor.clone());
        }
        let mut groups: Vec<Group> = vec![];
        for sort in Sort::ALL {
            let of_sort: Vec<(Sort, Item)> = items.extract_if(.., |(of, _)| *of == sort).collect();
            if !of_sort.is_empty() {
                groups.push(Group {
                    heading: words::phrase(language, &format!("check.{}", sort.code()), &[]),
                    explanation: words::phrase(language, &format!("check.{}.why", sort.code()), &[]),
                    items: of_sort.into_iter().map(|(_, item)| item).collect(),
                });
            }
        }
        groups
    }

    fn called(&self, event: &Event, lead: &str) -> String {
        let date = event.held_on.map_or(lead.to_owned(), |date| super::dates::full(self.language, date));
        format!("{date} {}", event.name)
    }

    fn add(&mut self, sort: Sort, anchor: &str, entry: &str, text: String, notes: Vec<usize>) {
        let item = Item {
            anchor: anchor.to_owned(),
            first: false,
            entry: entry.to_owned(),
            statement: Statement::new(text, notes),
        };
        self.items.push((sort, item));
    }

    /// Reports that differ.
    fn claims(&mut self, facts: &Facts, anchor: &str, entry: &str, notes: &mut Notes<'_>) -> Result<()> {
        for of_field in facts.claims.chunk_by(|a, b| a.field == b.field) {
            let Some(field) = of_field.first().map(|claim| claim.field.as_str()) else { continue };
            let mut values: Vec<String> = vec![];
            for claim in of_field {
                let value = claim.value.clone().unwrap_or_else(|| words::phrase(self.language, "value.none", &[]));
                let value = if claim.chosen { words::phrase(self.language, "check.chosen", &[&value]) } else { value };
                if !values.contains(&value) {
                    values.push(value);
                }
            }
            let field = words::phrase(self.language, &format!("field.{field}"), &[]);
            let text = words::phrase(self.language, "check.claims.text", &[&field, &values.join(" / ")]);
            let evidence: Vec<Evidence> = of_field.iter().map(|claim| claim.evidence.clone()).collect();
            let cited = notes.cite(&evidence, Show::Words)?;
            self.add(Sort::Claims, anchor, entry, text, cited);
        }
        Ok(())
    }

    /// Entries that may tell the same event.
    fn twice(&mut self, event: &Event, facts: &Facts, anchor: &str, entry: &str, notes: &mut Notes<'_>) -> Result<()> {
        let named: Vec<Evidence> = facts.reports.iter().map(|report| report.named.clone()).collect();
        let before = self.seen.entry((event.place.clone(), bare(&event.name))).or_default();
        let like: Vec<(String, Vec<Evidence>)> = before
            .iter()
            .filter(|seen| near(seen.held_on, event.held_on))
            .map(|seen| (seen.entry.clone(), seen.named.iter().chain(&named).cloned().collect()))
            .collect();
        before.push(Seen { held_on: event.held_on, entry: entry.to_owned(), named });
        for (other, evidence) in like {
            let text = words::phrase(self.language, "check.twice.text", &[&other]);
            let cited = notes.cite(&evidence, Show::Words)?;
            self.add(Sort::Twice, anchor, entry, text, cited);
        }
        Ok(())
    }

    /// Doubtful documents.
    fn sources(&mut self, facts: &Facts, anchor: &str, entry: &str, notes: &mut Notes<'_>) -> Result<()> {
        for doubt in &facts.doubts {
            let text = words::phrase(self.language, &format!("doubt.{}", doubt.code), &[]);
            let cited = notes.cite(std::slice::from_ref(&doubt.evidence), Show::Place)?;
            self.add(Sort::Source, anchor, entry, text, cited);
        }
        Ok(())
    }

    /// Dates that no document prints in full.
    fn date(&mut self, event: &Event, facts: &Facts, anchor: &str, entry: &str, notes: &mut Notes<'_>) -> Result<()> {
        let Some(basis) = event.held_basis.as_deref().filter(|b| matches!(*b, "inferred" | "carried")) else {
            return Ok(());
        };
        let dated: Vec<Evidence> = facts.reports.iter().filter_map(|report| report.dated.clone()).collect();
        let printed = match dated.first() {
            Some(Evidence { document, span: Some((start, end)), .. }) => {
                let range = usize::try_from(*start).unwrap_or(0)..usize::try_from(*end).unwrap_or(0);
                notes.text(*document)?.get(range).unwrap_or_default().iter().collect::<String>()
            }
            _ => String::new(),
        };
        let basis = words::phrase(self.language, &format!("basis.{basis}"), &[]);
        let text = match printed.as_str() {
            "" => words::phrase(self.language, "check.date.none", &[&basis]),
            printed => words::phrase(self.language, "check.date.text", &[printed, &basis]),
        };
        let evidence = if dated.is_empty() { facts.reports.iter().map(|r| r.named.clone()).collect() } else { dated };
        let cited = notes.cite(&evidence, Show::Words)?;
        self.add(Sort::Date, anchor, entry, text, cited);
        Ok(())
    }

    /// People of whom only the surname is printed.
    fn surnames(&mut self, facts: &Facts, anchor: &str, entry: &str, notes: &mut Notes<'_>) -> Result<()> {
        for person in facts.people.iter().filter(|person| person.surname_only) {
            let evidence: Vec<Evidence> = person.acts.iter().map(|act| act.evidence.clone()).collect();
            let cited = notes.cite(&evidence, Show::Words)?;
            let text = words::phrase(self.language, "check.surname.text", &[&person.name]);
            self.add(Sort::Surname, anchor, entry, text, cited);
        }
        Ok(())
    }

    /// Words that are not in the third person.
    fn first_person(&mut self, facts: &Facts, anchor: &str, entry: &str, notes: &mut Notes<'_>) -> Result<()> {
        for quote in facts.quotes.iter().filter(|quote| !quote.direct) {
            let Some(word) = prose::first_person(&quote.text) else { continue };
            let cited = notes.cite(std::slice::from_ref(&quote.evidence), Show::Place)?;
            let text = words::phrase(self.language, "check.first_person.text", &[word]);
            self.add(Sort::FirstPerson, anchor, entry, text, cited);
            break;
        }
        Ok(())
    }
}

/// A name without marks and spaces.
fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two entries of one name and place may tell one event: their dates are near, or unknown.
fn near(a: Option<CivilDate>, b: Option<CivilDate>) -> bool {
    match (a.and_then(CivilDate::range), b.and_then(CivilDate::range)) {
        (Some((a, _)), Some((b, _))) => (a - b).num_days().abs() <= NEAR_DAYS,
        _ => true,
    }
}
