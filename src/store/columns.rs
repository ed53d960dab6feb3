//! Values of [`crate::record`] as columns: dates beside their plain columns, spans as two numbers, codes of vocabularies.

use crate::{
    civil_date::CivilDate,
    record::{
        Basis, Capacity, DocumentKind, Encoding, Format, MeetingKind, Organ, PostStatus, Presence, QuoteKind, Role,
        Rule, Script, Span, SpeakerKind, UnitKind,
    },
};
use rusqlite::{
    Row,
    types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef},
};

/// A date with the plain columns that stand beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateColumns {
    /// ISO text with implied precision.
    pub on: Option<String>,
    /// First day that it can mean; `None` while the year is unknown.
    pub from: Option<String>,
    /// Last day that it (or the end of the span) can mean.
    pub to: Option<String>,
    /// Code of the precision.
    pub precision: Option<&'static str>,
    /// `07-29`.
    pub md: Option<String>,
}

impl DateColumns {
    /// Columns of `date`.
    pub fn new(date: Option<CivilDate>) -> Self {
        Self::span(date, None)
    }

    /// Columns of an event from `date` until `until`.
    pub fn span(date: Option<CivilDate>, until: Option<CivilDate>) -> Self {
        let Some(date) = date else { return Self::default() };
        if date.whole().is_some() && until.is_none() {
            return Self::day(date);
        }
        let range = date.range();
        let last = until.and_then(CivilDate::range).or(range);
        Self {
            on: Some(date.to_string()),
            from: range.map(|r| r.0.to_string()),
            // A last day before the first is a misprint: it must not hide the event from every query.
            to: range.map(|r| last.map_or(r.1, |l| l.1.max(r.1)).to_string()),
            precision: Some(date.precision().code()),
            md: date.month_day(),
        }
    }
}

impl DateColumns {
    /// Columns of one whole day, as most dates are.
    fn day(date: CivilDate) -> Self {
        let on = date.to_string();
        let precision = Some(date.precision().code());
        Self { from: Some(on.clone()), to: Some(on.clone()), md: date.month_day(), on: Some(on), precision }
    }
}

/// A column that holds the code of a vocabulary, or a date.
pub struct Code<T>(pub T);

macro_rules! codes {
    ($($name:ident)+) => {$(
        impl ToSql for Code<$name> {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::Borrowed(ValueRef::Text(self.0.code().as_bytes())))
            }
        }

        impl FromSql for Code<$name> {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                $name::from_code(value.as_str()?).map(Code).ok_or(FromSqlError::InvalidType)
            }
        }
    )+};
}

codes! { Format Encoding Script DocumentKind MeetingKind Role Capacity PostStatus UnitKind Organ Presence SpeakerKind QuoteKind Basis }

impl FromSql for Code<CivilDate> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map(Code).map_err(FromSqlError::other)
    }
}

/// The two columns of a span that begin at `column`; `None` if NULL.
pub fn span_at(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Span>> {
    let (start, end): (Option<u32>, Option<u32>) = (row.get(column)?, row.get(column + 1)?);
    Ok(start.zip(end).map(Span::from))
}

/// A coded column.
pub fn code_at<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<T>
where
    Code<T>: FromSql,
{
    Ok(row.get::<_, Code<T>>(column)?.0)
}

/// A coded column that may be NULL.
pub fn maybe_code_at<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>>
where
    Code<T>: FromSql,
{
    Ok(row.get::<_, Option<Code<T>>>(column)?.map(|c| c.0))
}

/// A rule's name.
pub fn rule_at(row: &Row<'_>, column: usize) -> rusqlite::Result<Rule> {
    Ok(Rule::Owned(row.get(column)?))
}
