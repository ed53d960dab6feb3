//! Dates as a chronicle prints them.

use super::{super::words, event::Event};
use crate::{civil_date::CivilDate, output::Language};

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Heading of a year.
pub(super) fn year(language: Language, year: i16) -> String {
    match language {
        Language::Zh => format!("{year}年"),
        Language::En => year.to_string(),
    }
}

/// Heading of a month, 1 to 12.
pub(super) fn month(language: Language, month: u8) -> String {
    match language {
        Language::Zh => format!("{month}月"),
        Language::En => ENGLISH_MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default().to_owned(),
    }
}

/// The day of an event under the heading of its month: 27日, 26—28日, 28日至8月2日.
pub(super) fn day_lead(language: Language, event: &Event) -> String {
    let Some((on, first)) = event.held_on.and_then(|on| Some((on, on.day()?))) else { return String::new() };
    let until = event.held_until.filter(|until| *until != on && until.day().is_some());
    match (language, until) {
        (Language::Zh, None) => format!("{first}日"),
        (Language::En, None) => first.to_string(),
        (_, Some(until)) if (until.year(), until.month()) == (on.year(), on.month()) => {
            let last = until.day().unwrap_or_default();
            if language == Language::Zh { format!("{first}—{last}日") } else { format!("{first}–{last}") }
        }
        (Language::Zh, Some(until)) => format!("{first}日至{}", without_same_year(language, until, on)),
        (Language::En, Some(until)) => format!("{first}–{}", without_same_year(language, until, on)),
    }
}

fn without_same_year(language: Language, until: CivilDate, on: CivilDate) -> String {
    let shown = if until.year() == on.year() {
        CivilDate::new(None, until.month(), until.day()).unwrap_or(until)
    } else {
        until
    };
    full(language, shown)
}

/// What is known of the date of an event without a year.
pub(super) fn undated_lead(language: Language, event: &Event) -> String {
    match event.held_on {
        Some(date) => full(language, date),
        None => words::phrase(language, "chronicle.no_date", &[]),
    }
}

/// A date with all that is known of it.
pub(in crate::report) fn full(language: Language, date: CivilDate) -> String {
    match language {
        Language::Zh => {
            let part = |n: Option<i64>, unit: &str| n.map_or(String::new(), |n| format!("{n}{unit}"));
            part(date.year().map(i64::from), "年")
                + &part(date.month().map(i64::from), "月")
                + &part(date.day().map(i64::from), "日")
        }
        Language::En => {
            let parts = [
                date.day().map(|d| d.to_string()),
                date.month().map(|m| month(language, m)),
                date.year().map(|y| y.to_string()),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(on: &str, until: Option<&str>) -> Event {
        Event {
            id: 1,
            key: String::new(),
            name: String::new(),
            kind: String::new(),
            held_on: on.parse().ok(),
            held_until: until.and_then(|d| d.parse().ok()),
            held_basis: None,
            daypart: None,
            place: None,
            fresh: true,
        }
    }

    #[test]
    fn spans_of_days() {
        let zh = |on, until| day_lead(Language::Zh, &event(on, until));
        assert_eq!(zh("2012-03-28", None), "28日");
        assert_eq!(zh("2012-03-26", Some("2012-03-28")), "26—28日");
        assert_eq!(zh("2012-07-30", Some("2012-08-02")), "30日至8月2日");
        assert_eq!(zh("2012-12-30", Some("2013-01-02")), "30日至2013年1月2日");
    }

    #[test]
    fn what_is_known_without_a_year() {
        assert_eq!(undated_lead(Language::Zh, &event("--07-29", None)), "7月29日");
        assert_eq!(undated_lead(Language::En, &event("--07", None)), "July");
    }
}
