//! Chinese civil dates as documents print them: whole (`2020-07-29`), without day (`2020-07`), year only
//! (`2020`), or without year (`--07-29`, as ISO 8601 writes it).
//!
//! Nothing here looks at the clock.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// A civil date with implied precision. At least one of year and month is known; a day only with its month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CivilDate {
    year: Option<i16>,
    month: Option<u8>,
    day: Option<u8>,
}

/// How much of a [`CivilDate`] is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// `2020-07-29`
    Day,
    /// `2020-07`
    Month,
    /// `2020`
    Year,
    /// `--07-29`
    MonthDay,
    /// `--07`
    MonthOnly,
}

impl Precision {
    /// The code that the archive holds.
    pub fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
            Self::MonthDay => "month-day",
            Self::MonthOnly => "month-only",
        }
    }
}

impl CivilDate {
    /// A date out of its parts, `None` when they name no day of the calendar (`02-30`, month 13, year 0).
    ///
    /// `--02-29` is accepted: its year is unknown.
    pub fn new(year: Option<i16>, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let date = Self { year, month, day };
        let possible = match (year, month, day) {
            (Some(y), None, None) => (1..=9999).contains(&y),
            (Some(y), Some(m), None) => (1..=9999).contains(&y) && (1..=12).contains(&m),
            (None, Some(m), None) => (1..=12).contains(&m),
            // 2000 was a leap year, so an unknown year may hold a 29 February.
            (y, Some(m), Some(d)) => {
                y.is_none_or(|y| (1..=9999).contains(&y))
                    && NaiveDate::from_ymd_opt(y.map_or(2000, i32::from), m.into(), d.into()).is_some()
            }
            _ => false,
        };
        possible.then_some(date)
    }

    /// A whole date.
    pub fn day_of(date: NaiveDate) -> Option<Self> {
        Self::new(i16::try_from(date.year()).ok(), u8::try_from(date.month()).ok(), u8::try_from(date.day()).ok())
    }

    /// The year, if known.
    pub fn year(self) -> Option<i16> {
        self.year
    }

    /// The month, if known.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, if known.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// The same date in `year`; `None` when the calendar of that year has no such day.
    pub fn with_year(self, year: i16) -> Option<Self> {
        Self::new(Some(year), self.month, self.day)
    }

    /// The whole day, if all three parts are known.
    pub fn whole(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year?.into(), self.month?.into(), self.day?.into())
    }

    /// First and last day that the date can mean; `None` while the year is unknown.
    pub fn range(self) -> Option<(NaiveDate, NaiveDate)> {
        let year = i32::from(self.year?);
        let first = NaiveDate::from_ymd_opt(year, self.month.unwrap_or(1).into(), self.day.unwrap_or(1).into())?;
        let next = match (self.month, self.day) {
            (_, Some(_)) => return Some((first, first)),
            (Some(12) | None, None) => NaiveDate::from_ymd_opt(year + 1, 1, 1)?,
            (Some(m), None) => NaiveDate::from_ymd_opt(year, u32::from(m) + 1, 1)?,
        };
        Some((first, next.checked_sub_days(Days::new(1))?))
    }

    /// What is known.
    pub fn precision(self) -> Precision {
        match (self.year, self.month, self.day) {
            (Some(_), Some(_), Some(_)) => Precision::Day,
            (Some(_), Some(_), None) => Precision::Month,
            (Some(_), None, _) => Precision::Year,
            (None, _, Some(_)) => Precision::MonthDay,
            (None, _, None) => Precision::MonthOnly,
        }
    }

    /// Month and day as `07-29`; `None` unless both are known.
    pub fn month_day(self) -> Option<String> {
        let mut text = String::with_capacity(5);
        two_digits(&mut text, [self.month?.into()]);
        text.push('-');
        two_digits(&mut text, [self.day?.into()]);
        Some(text)
    }
}

impl fmt::Display for CivilDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Millions of dates are written: in one piece, without the machinery of `write!`.
        let mut text = String::with_capacity(10);
        match self.year {
            Some(year) => two_digits(&mut text, [year / 100, year % 100]),
            None => text.push('-'),
        }
        for part in [self.month, self.day].into_iter().flatten() {
            text.push('-');
            two_digits(&mut text, [i16::from(part)]);
        }
        f.write_str(&text)
    }
}

/// Appends numbers below a hundred.
fn two_digits<const N: usize>(text: &mut String, numbers: [i16; N]) {
    for number in numbers {
        text.extend([number / 10, number % 10].map(|digit| char::from(b'0' + digit.unsigned_abs() as u8)));
    }
}

/// The text is no date in one of the five forms.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no date of the form 2020-07-29, 2020-07, 2020, --07-29 or --07")]
pub struct NotADate(String);

impl FromStr for CivilDate {
    type Err = NotADate;

    fn from_str(s: &str) -> Result<Self, NotADate> {
        parse(s).ok_or_else(|| NotADate(s.to_owned()))
    }
}

fn parse(s: &str) -> Option<CivilDate> {
    let (year, rest) = match s.strip_prefix("--") {
        Some(rest) => (None, Some(rest)),
        None => match s.split_once('-') {
            Some((y, rest)) => (Some(number(y, 4)?), Some(rest)),
            None => (Some(number(s, 4)?), None),
        },
    };
    let (month, day) = match rest.map(|r| r.split_once('-').map_or((r, None), |(m, d)| (m, Some(d)))) {
        None => (None, None),
        Some((m, None)) => (Some(number(m, 2)?), None),
        Some((m, Some(d))) => (Some(number(m, 2)?), Some(number(d, 2)?)),
    };
    CivilDate::new(year, month, day)
}

fn number<T: FromStr>(s: &str, width: usize) -> Option<T> {
    (s.len() == width && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse().ok())?
}

impl Serialize for CivilDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CivilDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_forms_survive_printing() {
        for form in ["2020-07-29", "2020-07", "2020", "--07-29", "--07"] {
            assert_eq!(form.parse::<CivilDate>().unwrap().to_string(), form);
        }
    }

    #[test]
    fn impossible_dates_are_refused() {
        for form in ["2021-02-29", "2020-13", "2020-7-29", "20200729", "", "--", "0000", "2020-00-01"] {
            assert!(form.parse::<CivilDate>().is_err(), "{form}");
        }
    }

    #[test]
    fn ranges_end_on_the_last_day() {
        let range = |s: &str| {
            let (a, b) = s.parse::<CivilDate>().unwrap().range().unwrap();
            format!("{a} {b}")
        };
        assert_eq!(range("2020-02"), "2020-02-01 2020-02-29");
        assert_eq!(range("2019"), "2019-01-01 2019-12-31");
        assert_eq!(range("2019-12"), "2019-12-01 2019-12-31");
        assert!("--07-29".parse::<CivilDate>().unwrap().range().is_none());
    }
}
