//! The header comment of a query file.
//!
//! ```sql
//! -- official-timeline · 活动年表
//! -- Every dated appearance of a person.
//! -- More lines, in English or Chinese, as description.
//! --
//! -- Parameters:
//! --   name   name    ''    Name of the official.
//! --   kind   direct|indirect ''  Manner of quotation.
//! --   limit  number  200   Most rows; 0 for all.
//! -- Choices:
//! --   kind   select code, zh from vocabulary where field = 'meeting_kind'
//! -- Columns:
//! --   held_on  日期  Day, or what is known of it.
//! ```
//!
//! A parameter is name, kind, default and help; a default of several words stands in single quotes. Kinds: `text`,
//! `name` and `place` (Traditional is understood), `date` (2020, 2020-07 or 2020-07-29), `number`, or the choices
//! themselves, divided by `|`. What an archive has to choose from is found by SQL: a statement on one line, whose first
//! column is the value and whose second, if there is one, says what it means.

use super::CannedQuery;
use crate::{Error, Result};
use std::borrow::Cow;

/// What a query takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Name, in SQL with a colon before it.
    pub name: String,
    /// What is accepted.
    pub kind: Kind,
    /// Value when none is given. The SQL takes NULL and the empty text for the same.
    pub default: String,
    /// One line for the user.
    pub help: String,
    /// SQL that gives the values of an archive; `None` when any of the kind will do.
    pub choices: Option<String>,
}

/// What a parameter accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// A personal name.
    Name,
    /// Code or name of a division.
    Place,
    /// A day, month or year.
    Date,
    /// A whole number.
    Number,
    /// One of these, or nothing.
    Choice(Vec<String>),
}

impl Kind {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "text" => Self::Text,
            "name" => Self::Name,
            "place" => Self::Place,
            "date" => Self::Date,
            "number" => Self::Number,
            choices if choices.contains('|') => Self::Choice(choices.split('|').map(str::to_owned).collect()),
            _ => return None,
        })
    }

    /// How help names it.
    pub fn word(&self) -> String {
        match self {
            Self::Text => "text".into(),
            Self::Name => "name".into(),
            Self::Place => "place".into(),
            Self::Date => "date".into(),
            Self::Number => "number".into(),
            Self::Choice(choices) => choices.join("|"),
        }
    }
}

/// What a query gives in one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnNote {
    /// Name in the result.
    pub name: String,
    /// Chinese heading.
    pub name_zh: String,
    /// Meaning, English.
    pub help: String,
}

impl ColumnNote {
    /// English heading: the meaning up to its first stop.
    pub fn name_en(&self) -> &str {
        let end = self.help.find([',', ';', '.', ':', '(']).unwrap_or(self.help.len());
        match self.help[..end].trim() {
            "" => &self.name,
            heading => heading,
        }
    }
}

pub(super) fn parse(name: &str, sql: Cow<'static, str>) -> Result<CannedQuery> {
    let mut query = CannedQuery {
        name: name.to_owned(),
        name_zh: None,
        title: String::new(),
        description: String::new(),
        parameters: Vec::new(),
        columns: Vec::new(),
        sql: Cow::Borrowed(""),
    };
    let mut part = Part::First;
    for line in sql.lines().map_while(|l| l.strip_prefix("--")) {
        part = match (line.trim(), part) {
            ("Parameters:", _) => Part::Parameters,
            ("Choices:", _) => Part::Choices,
            ("Columns:", _) => Part::Columns,
            ("", part) => part,
            (line, Part::First) => {
                query.name_zh = line.split_once('·').map(|(_, zh)| zh.trim().to_owned());
                if query.name_zh.is_none() {
                    query.title = line.to_owned();
                }
                Part::Title
            }
            (line, Part::Title) if query.title.is_empty() => {
                query.title = line.to_owned();
                Part::Title
            }
            (line, Part::Title) => {
                if !query.description.is_empty() {
                    query.description.push('\n');
                }
                query.description.push_str(line);
                Part::Title
            }
            (line, Part::Parameters) => {
                query.parameters.push(parameter(line).ok_or_else(|| broken(name, line, "name, kind, default, help"))?);
                Part::Parameters
            }
            (line, Part::Choices) => {
                choices(&mut query, line).ok_or_else(|| broken(name, line, "name of a parameter, SQL"))?;
                Part::Choices
            }
            (line, Part::Columns) => {
                query.columns.push(column(line).ok_or_else(|| broken(name, line, "name, Chinese name, meaning"))?);
                Part::Columns
            }
        };
    }
    query.sql = sql;
    Ok(query)
}

enum Part {
    First,
    Title,
    Parameters,
    Choices,
    Columns,
}

fn broken(name: &str, line: &str, wanted: &str) -> Error {
    Error::Request(format!("The header of query “{name}” has a line that is not {wanted}: {line}"))
}

fn parameter(line: &str) -> Option<Parameter> {
    let (name, rest) = word(line)?;
    let (kind, rest) = word(rest)?;
    let (default, help) = match rest.strip_prefix('\'') {
        Some(quoted) => quoted.split_once('\'')?,
        None => word(rest)?,
    };
    Some(Parameter {
        name: name.to_owned(),
        kind: Kind::parse(kind)?,
        default: default.to_owned(),
        help: help.trim().to_owned(),
        choices: None,
    })
}

fn choices(query: &mut CannedQuery, line: &str) -> Option<()> {
    let (name, sql) = word(line)?;
    let parameter = query.parameters.iter_mut().find(|p| p.name == name)?;
    parameter.choices = (!sql.is_empty()).then(|| sql.to_owned());
    parameter.choices.as_ref().map(|_| ())
}

fn column(line: &str) -> Option<ColumnNote> {
    let (name, rest) = word(line)?;
    let (name_zh, help) = word(rest)?;
    Some(ColumnNote { name: name.to_owned(), name_zh: name_zh.to_owned(), help: help.to_owned() })
}

/// The first word and what follows it; `None` at the end of the line.
fn word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (end > 0).then(|| (&text[..end], text[end..].trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_read_whole() {
        let query = CannedQuery::parse(
            "meetings",
            "-- meetings · 会议列表\n-- Meetings.\n-- All of them.\n--\n-- Parameters:\n--   q  text  'a b'  Words.\n\
             --   order day|place day Order.\n-- Columns:\n--   held_on 日期 Day, or month.\nselect 1 -- no header\n",
        )
        .unwrap();
        assert_eq!(query.name_zh.as_deref(), Some("会议列表"));
        assert_eq!((query.title.as_str(), query.description.as_str()), ("Meetings.", "All of them."));
        assert_eq!(query.parameters[0].default, "a b");
        assert_eq!(query.parameters[1].kind, Kind::Choice(vec!["day".into(), "place".into()]));
        assert_eq!(query.columns[0].name_en(), "Day");
    }

    #[test]
    fn choices_belong_to_a_parameter() {
        let header =
            |name: &str| format!("-- q\n-- T.\n-- Parameters:\n-- kind text '' K\n-- Choices:\n-- {name} select 1\n");
        let query = CannedQuery::parse("q", header("kind")).unwrap();
        assert_eq!(query.parameters[0].choices.as_deref(), Some("select 1"));
        assert!(CannedQuery::parse("q", header("kidn")).is_err());
    }

    #[test]
    fn a_file_without_header_is_a_query_too() {
        let query = CannedQuery::parse("mine", "select count(*) from documents").unwrap();
        assert!(query.parameters.is_empty() && query.title.is_empty());
    }

    #[test]
    fn a_broken_line_is_named() {
        let error = CannedQuery::parse("mine", "-- mine\n-- Parameters:\n--   q colour '' Words\n").unwrap_err();
        assert!(error.to_string().contains("q colour"), "{error}");
    }
}
