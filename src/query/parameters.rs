//! What the user gives for the parameters of a query, judged before it reaches SQL.

use super::{CannedQuery, Kind, Parameter, nearest};
use crate::{Error, Result, civil_date::CivilDate, search};
use std::collections::BTreeMap;

/// Values for all parameters of `query`: those given, for the rest the defaults.
///
/// # Errors
/// [`Error::Request`] for a name that the query does not have or a value that is not of the kind.
pub(super) fn values(query: &CannedQuery, given: &[(String, String)]) -> Result<BTreeMap<String, String>> {
    let mut values: BTreeMap<String, String> =
        query.parameters.iter().map(|p| (p.name.clone(), p.default.clone())).collect();
    for (name, value) in given {
        let name = name.trim_start_matches(':');
        match query.parameter(name) {
            Some(parameter) => values.insert(name.to_owned(), accepted(query, parameter, value)?),
            // A user's own file need not declare its parameters; the statement will tell.
            None if query.parameters.is_empty() => values.insert(name.to_owned(), value.clone()),
            None => return Err(unknown(query, name)),
        };
    }
    Ok(values)
}

fn accepted(query: &CannedQuery, parameter: &Parameter, value: &str) -> Result<String> {
    let refuse = |wanted: &str| {
        Err(Error::Request(format!(
            "“{value}” will not do for parameter {} of query {}: {wanted}.",
            parameter.name, query.name
        )))
    };
    let value = value.trim();
    if value.is_empty() {
        return Ok(parameter.default.clone());
    }
    match &parameter.kind {
        Kind::Text => Ok(value.to_owned()),
        Kind::Name | Kind::Place => Ok(search::simplified(value)),
        Kind::Number if value.parse::<i64>().is_ok() => Ok(value.to_owned()),
        Kind::Number => refuse("it wants a whole number"),
        Kind::Date => match value.parse::<CivilDate>() {
            Ok(date) if date.year().is_some() => Ok(value.to_owned()),
            _ => refuse("it wants a date such as 2020-07-29, 2020-07 or 2020"),
        },
        Kind::Choice(choices) if choices.iter().any(|c| c == value) => Ok(value.to_owned()),
        Kind::Choice(choices) => refuse(&format!("it wants one of {}", choices.join(", "))),
    }
}

pub(super) fn unknown(query: &CannedQuery, name: &str) -> Error {
    let names: Vec<&str> = query.parameters.iter().map(|p| p.name.as_str()).collect();
    let hint = match nearest(name, names.iter().copied()).first() {
        Some(near) => format!(" Did you mean {near}?"),
        None => String::new(),
    };
    let all = if names.is_empty() { "It has none".to_owned() } else { format!("It has: {}", names.join(", ")) };
    Error::Request(format!("Query {} has no parameter “{name}”.{hint} {all}.", query.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query() -> CannedQuery {
        CannedQuery::parse(
            "q",
            "-- q · 问\n-- T.\n-- Parameters:\n-- from date '' F\n-- limit number 200 L\n-- undated with|only '' U\nselect 1",
        )
        .unwrap()
    }

    fn give(name: &str, value: &str) -> Result<BTreeMap<String, String>> {
        values(&query(), &[(name.into(), value.into())])
    }

    #[test]
    fn defaults_stand_in_for_what_is_not_given() {
        assert_eq!(give("from", "2020-07").unwrap()["limit"], "200");
        assert_eq!(give("limit", "").unwrap()["limit"], "200");
    }

    #[test]
    fn the_wrong_kind_is_refused_with_the_right_one() {
        for (name, value, wanted) in [
            ("from", "last year", "2020-07-29"),
            ("from", "--07-29", "2020-07-29"),
            ("limit", "many", "whole number"),
            ("undated", "x", "with, only"),
            ("form", "2020", "from"),
        ] {
            let error = give(name, value).unwrap_err().to_string();
            assert!(error.contains(wanted), "{name} {value}: {error}");
        }
    }
}
