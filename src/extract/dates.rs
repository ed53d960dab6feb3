//! Dates of events: phrases as printed ([`phrase`]), counted from the dateline or the publication where they are
//! relative, with the year found in the document ([`year`]). Never the clock.
//!
//! Accepted: `<7月29日上午>，…召开`, `本报北京7月30日电 <昨日>…`, `<3月5日至7日>`, `<当天下午>` (the day of the event told before),
//! `<日前>` (the month of publication). Left alone: 农历正月初五 and other lunar dates.

mod numerals;
mod phrase;
mod year;

pub use phrase::{Parts, Phrase, Said, phrase, phrases};

use super::{Text, units::is_han};
use crate::{
    civil_date::CivilDate,
    document::BlockKind,
    record::{Basis, Fields, Rule, Span},
};
use chrono::{Datelike, Days, NaiveDate};
use std::borrow::Cow;

/// A date of an event, as far as it can be known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// First day; `None` when the phrase settles nothing (日前 without a publication date, contradicting years).
    pub date: Option<CivilDate>,
    /// Last day of a span.
    pub until: Option<CivilDate>,
    /// Part of the day in normal form (`上午`).
    pub daypart: Option<&'static str>,
    /// Where the phrase is printed; `None` when no phrase was read (a year out of the headline).
    pub span: Option<Span>,
    /// How the date is known.
    pub basis: Basis,
    /// Name of the rule.
    pub rule: Rule,
}

/// The dates of one document.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// Every phrase of the text in order, without the dateline.
    pub phrases: Vec<Phrase>,
    /// Day of the dateline (`本报北京7月30日电`), with its year if that can be known.
    pub dateline: Option<CivilDate>,
    /// Where headline and text contradict each other about the year.
    pub conflict: Option<Span>,
    years: year::Years,
    /// Years and months that head the days below them.
    heads: Vec<Head>,
    /// First and last day of the days told (`2018年9月17日—9月23日` under the headline of a week's brief).
    week: Option<(CivilDate, CivilDate)>,
}

impl Calendar {
    /// Reads the dates of `text`.
    pub fn new(text: &Text, fields: &Fields) -> Self {
        let headline = headline(text, fields);
        let years = year::Years::new(text, &headline, fields.published_on);
        let (lines, phrases): (Vec<Phrase>, Vec<Phrase>) =
            phrases(&text.chars).into_iter().partition(|p| is_dateline(text, p));
        let heads = heads(text, &headline, &phrases);
        let week = week(text, &headline, &phrases);
        let mut calendar = Self { phrases, dateline: None, conflict: years.conflict(), years, heads, week };
        calendar.dateline = lines.first().and_then(|p| calendar.read(p, None, text).date);
        calendar
    }

    /// The phrases inside `range` (characters).
    pub fn within(&self, range: Span) -> impl DoubleEndedIterator<Item = &Phrase> {
        let first = self.phrases.partition_point(|p| p.span.start < range.start);
        let end = self.phrases.partition_point(|p| p.span.start < range.end);
        self.phrases[first..end.max(first)].iter().filter(move |p| range.contains(p.span))
    }

    /// The phrases that begin inside `range`.
    pub fn beginning_in(&self, range: Span) -> &[Phrase] {
        let first = self.phrases.partition_point(|p| p.span.start < range.start);
        let end = self.phrases.partition_point(|p| p.span.start < range.end);
        &self.phrases[first..end.max(first)]
    }

    /// What `phrase` means; `before` is the day of the event told before it.
    pub fn read(&self, phrase: &Phrase, before: Option<CivilDate>, text: &Text) -> Reading {
        let blank = Reading { daypart: phrase.daypart, span: Some(phrase.span), ..Reading::default() };
        match phrase.day {
            Said::Calendar { from, until } => self.calendar(from, until, before, text, blank),
            Said::FromTold(days) => self.counted(self.told(), days, "day-from-publication", blank),
            Said::FromBefore(days) => {
                let basis = Basis::Carried;
                let reading = self.counted(before, days, "day-of-event-before", blank);
                Reading { basis, date: reading.date.or(before), ..reading }
            }
            Said::InMonthBefore | Said::InYearBefore => {
                let month = |d: CivilDate| d.month().filter(|_| phrase.day == Said::InMonthBefore);
                let date = before.and_then(|d| CivilDate::new(d.year(), month(d), None));
                Reading { date, basis: Basis::Carried, rule: Cow::Borrowed("month-of-event-before"), ..blank }
            }
            Said::Recent => {
                let date = self.told().and_then(|d| CivilDate::new(d.year(), Some(d.month()?), None));
                Reading { date, basis: Basis::Inferred, rule: Cow::Borrowed("recent-month"), ..blank }
            }
            Said::Weekday { day, last_week } => {
                let base = self.told().and_then(CivilDate::whole);
                let date = base.and_then(|b| weekday_before(b, day, last_week)).and_then(CivilDate::day_of);
                Reading { date, basis: Basis::Inferred, rule: Cow::Borrowed("weekday-before-publication"), ..blank }
            }
        }
    }

    /// The year that headline or publication give to an event of which no date is printed.
    pub fn year_of_headline(&self) -> Option<CivilDate> {
        CivilDate::new(Some(self.years.headline?), None, None)
    }

    /// The month that heads what stands at `at`, a character; `None` if no line does.
    pub fn month_above(&self, at: usize) -> Option<CivilDate> {
        let (year, month) = self.head_of(u32::try_from(at).unwrap_or(u32::MAX));
        CivilDate::new(year, Some(month?), None)
    }

    /// Day from which 昨日 and 今天 are counted.
    fn told(&self) -> Option<CivilDate> {
        self.dateline.or(self.years.published)
    }

    fn counted(&self, base: Option<CivilDate>, days: i64, rule: &'static str, blank: Reading) -> Reading {
        let date = base.and_then(|b| shifted(b, days));
        let rule = if self.dateline.is_some() && rule == "day-from-publication" { "day-from-dateline" } else { rule };
        Reading { date, basis: Basis::Inferred, rule: Cow::Borrowed(rule), ..blank }
    }

    fn calendar(
        &self,
        from: Parts,
        until: Option<Parts>,
        before: Option<CivilDate>,
        text: &Text,
        blank: Reading,
    ) -> Reading {
        let at = blank.span.map_or(0, |s| s.start);
        let (year_above, month_above) = self.head_of(at);
        let month = from.month.or_else(|| self.month_of_entry(at, text));
        let month = month.or(month_above).or_else(|| before.and_then(CivilDate::month));
        let month = month.or_else(|| self.month_before(from.day)).or_else(|| self.month_told_before(at));
        let (sentence, block) = passage(text, blank.span.unwrap_or_default());
        // A day of the event told before keeps its year: 23日 after 5月23日至24日.
        let carried = before.filter(|_| from.month.is_none()).and_then(CivilDate::year);
        let found = match (from.year, from.relative_year) {
            (Some(y), _) => Some((y, Cow::Borrowed("date-in-full"))),
            (None, Some(back)) => self.years.of(None, None, sentence, block).map(|(y, rule)| (y + back, rule)),
            _ => match (year_above, carried) {
                (Some(y), _) => Some((y, Cow::Borrowed("year-above"))),
                (None, Some(y)) => Some((y, Cow::Borrowed("month-of-event-before"))),
                (None, None) => self.years.of(month, from.day, sentence, block),
            },
        };
        if from.year.is_none() && self.conflict.is_some() {
            return Reading { basis: Basis::Inferred, rule: Cow::Borrowed("year-conflict"), ..blank };
        }
        let basis = if from.year.is_some() && from.month.is_some() { Basis::Stated } else { Basis::Inferred };
        let rule = found.as_ref().map_or(Cow::Borrowed("date-without-year"), |(_, rule)| rule.clone());
        let date = CivilDate::new(found.map(|(y, _)| y), month, from.day);
        let until = date.zip(until).and_then(|(d, u)| last_day(d, u));
        let basis = if date.is_some_and(|d| d.year().is_none()) { Basis::Stated } else { basis };
        // Over several days no part of one is told.
        let daypart = blank.daypart.filter(|_| until.is_none());
        Reading { date, until, basis, rule, daypart, ..blank }
    }

    /// `9月　…，7～8日在泾县视察`: the month alone with which the paragraph begins.
    fn month_of_entry(&self, at: u32, text: &Text) -> Option<u8> {
        let block = text.blocks[text.block_at(at as usize)?].span;
        let first = self.within(block).next().filter(|p| p.span.start < at && p.span.start <= block.start + 2)?;
        match first.day {
            Said::Calendar { from: Parts { month, day: None, .. }, until: None } => month,
            _ => None,
        }
    }

    /// 5月7日至9日，…。｜7日下午: the month that the text printed last before a bare day.
    fn month_told_before(&self, at: u32) -> Option<u8> {
        let before = self.phrases.partition_point(|p| p.span.start < at);
        let near = self.phrases[..before].iter().rev().take_while(|p| at - p.span.start < 1000);
        near.filter_map(|p| match p.day {
            Said::Calendar { from: Parts { month, day: Some(_), .. }, until } => until.and_then(|u| u.month).or(month),
            _ => None,
        })
        .next()
    }

    /// Year and month that head what stands at `at`; a new year heads no month.
    fn head_of(&self, at: u32) -> (Option<i16>, Option<u8>) {
        let above = &self.heads[..self.heads.partition_point(|h| h.at < at)];
        let year = above.iter().rposition(|h| h.year.is_some());
        let month = above[year.unwrap_or(0)..].iter().rev().find_map(|h| h.month);
        (year.and_then(|i| above[i].year), month)
    }

    /// Month of a bare day (29日): that of the dateline or publication, or the one before it.
    fn month_before(&self, day: Option<u8>) -> Option<u8> {
        if let Some((first, last)) = self.week {
            let in_first = day.zip(first.day()).is_some_and(|(d, f)| d >= f);
            return if in_first { first.month() } else { last.month() };
        }
        let told = self.told()?;
        let month = told.month()?;
        let later = day.zip(told.day()).is_some_and(|(d, t)| d > t);
        Some(if !later {
            month
        } else if month == 1 {
            12
        } else {
            month - 1
        })
    }
}

/// A year or month printed above the days that belong to it.
#[derive(Clone, Copy, Debug)]
struct Head {
    /// First character.
    at: u32,
    year: Option<i16>,
    month: Option<u8>,
}

/// Lines that are a year or a month and nothing else (`1986年`, `3月`, `二〇〇三年一月`); in a chronicle also the month of the
/// headline and the years that open its entries.
fn heads(text: &Text, headline: &[char], phrases: &[Phrase]) -> Vec<Head> {
    let alone = text.blocks.iter().filter_map(|b| alone(text, b.span));
    let mut heads: Vec<Head> = alone.collect();
    if is_chronicle(headline) {
        heads.splice(0..0, head_of_chronicle(headline));
        let opens = |p: &&Phrase| {
            // The line with the day of the page opens no entry.
            text.block_at(p.span.start as usize).map(|b| &text.blocks[b]).is_some_and(|b| {
                b.kind != BlockKind::Meta && b.span.start == p.span.start && b.span.len() > p.span.len() + 4
            })
        };
        let years = phrases.iter().filter(opens).filter_map(|p| match p.day {
            Said::Calendar { from: Parts { year: Some(year), day: Some(_), .. }, .. } => {
                Some(Head { at: p.span.start, year: Some(year), month: None })
            }
            _ => None,
        });
        heads.extend(years);
        heads.sort_by_key(|h| h.at);
    }
    heads
}

/// The year and month that fill a line; marks around them and 大事记 behind them don't count.
fn alone(text: &Text, line: Span) -> Option<Head> {
    let is_mark = |c: &char| c.is_whitespace() || !c.is_alphanumeric();
    let words = text.slice(line);
    let from = words.iter().position(|c| !is_mark(c))?;
    let chars = words.get(from..(from + 16).min(words.len()))?;
    // Nearly every line is longer or begins with a word.
    if words.len() > from + 16 || !numerals::is_numeral(words[from]) {
        return None;
    }
    let (year, end) = match phrase::year(chars, 0) {
        Some((Parts { year: Some(year), .. }, end)) => (Some(year), end),
        _ => (None, 0),
    };
    let (month, end) = phrase::month(chars, phrase::past_space(chars, end)).map_or((None, end), |(m, e)| (Some(m), e));
    let rest: String = chars.get(end..)?.iter().filter(|c| !is_mark(c)).collect();
    let filled = matches!(rest.as_str(), "" | "大事记" | "大事" | "纪事" | "大事纪要");
    (filled && end > 0).then_some(Head { at: line.start, year, month })
}

/// Whether the headline is that of a chronicle.
fn is_chronicle(headline: &[char]) -> bool {
    let words: String = headline.iter().filter(|c| !c.is_whitespace()).collect();
    let words = words.split(['（', '(', '—', '－', '-']).next().unwrap_or_default();
    ["大事记", "大事", "纪事", "月报", "大事纪要", "大事年表", "要事", "大事件"].iter().any(|w| words.ends_with(w))
}

/// `某县2006年3月大事记`: the year, and the month of the bare days (3日, 12日) below such a headline.
fn head_of_chronicle(headline: &[char]) -> Option<Head> {
    let year = year::only_year(headline);
    let mut months = phrases(headline).into_iter().filter_map(|p| match p.day {
        Said::Calendar { from: Parts { month: Some(month), day: None, .. }, until: None } => Some(month),
        _ => None,
    });
    let month = months.next().filter(|_| months.next().is_none());
    (year.is_some() || month.is_some()).then_some(Head { at: 0, year, month })
}

/// The year in which the document stands, for looking up divisions: that of publication, or else the first year that
/// the headline prints, an anniversary tells, or the text prints. `None` if there is none.
pub fn year_hint(text: &Text, fields: &Fields) -> Option<i16> {
    let headline = headline(text, fields);
    // A chronicle is put on the page long after its year.
    let told = year::only_year(&headline).filter(|_| is_chronicle(&headline));
    told.or_else(|| fields.published_on.and_then(|d| d.year()))
        .or_else(|| first_year(&headline))
        .or_else(|| year::first_anniversary(&text.chars))
        .or_else(|| first_year(&text.chars))
}

/// The headline's characters, or none.
fn headline(text: &Text, fields: &Fields) -> Vec<char> {
    match &fields.title {
        Some(title) => title.chars().collect(),
        None => {
            let lines = text.blocks.iter().filter(|b| b.kind == BlockKind::Headline);
            lines.flat_map(|b| text.slice(b.span).iter().copied()).collect()
        }
    }
}

fn first_year(chars: &[char]) -> Option<i16> {
    numerals::runs(chars).find_map(|at| {
        let n = numerals::number(chars, at).filter(|n| n.len == 4)?;
        let year = i16::try_from(n.value).ok().filter(|y| (1949..2100).contains(y))?;
        (chars.get(at + n.len) == Some(&'年')).then_some(year)
    })
}

/// `本报北京7月30日电`, `（新华社7月30日讯）`: the phrase is followed by 电 or 讯 and stands near the head of a line.
fn is_dateline(text: &Text, phrase: &Phrase) -> bool {
    let end = phrase.span.end as usize;
    let wired =
        matches!(text.at(end), Some('电' | '讯')) && !matches!(text.at(end + 1), Some('话' | '视' | '力' | '子'));
    // 云岭网12月16日山口消息 12月11日上午，…
    let told = (end..end + 8).take_while(|i| text.at(*i).is_some_and(is_han)).find(|i| text.starts_with(*i, "消息"));
    let news = told.is_some_and(|i| text.at(i + 2).is_none_or(|c| !is_han(c) && !matches!(c, '，' | '。' | '、')));
    let line = text.block_at(phrase.span.start as usize).map(|b| text.blocks[b].span.start);
    (wired || news) && line.is_some_and(|start| phrase.span.start - start <= 20)
}

/// A span of days in the headline or alone on a line near the top: the days that a brief covers.
fn week(text: &Text, headline: &[char], phrases: &[Phrase]) -> Option<(CivilDate, CivilDate)> {
    let near_top = |p: &&Phrase| {
        let block = text.block_at(p.span.start as usize);
        block.is_some_and(|b| b < 5 && text.blocks[b].span.len() <= p.span.len() + 6)
    };
    let in_headline = self::phrases(headline);
    in_headline.iter().chain(phrases.iter().filter(near_top)).find_map(|p| {
        let Said::Calendar { from, until: Some(until) } = p.day else { return None };
        let first = CivilDate::new(from.year, from.month, from.day)?;
        Some((first, last_day(first, until)?))
    })
}

/// Sentence and paragraph of a span.
fn passage(text: &Text, span: Span) -> (Span, Span) {
    let at = span.start as usize;
    let sentence = text.sentence_at(at).map_or(span, |s| text.sentences[s].span);
    let block = text.block_at(at).map_or(sentence, |b| text.blocks[b].span);
    (sentence, block)
}

/// `date` so many days later; a date without a day or year only stays itself for 0 days.
fn shifted(date: CivilDate, days: i64) -> Option<CivilDate> {
    if days == 0 {
        return Some(date);
    }
    // Without a year any year that is no leap year does, but for the days around 29 February.
    let whole = date.whole().or_else(|| NaiveDate::from_ymd_opt(2001, date.month()?.into(), date.day()?.into()))?;
    let step = Days::new(days.unsigned_abs());
    let moved = if days < 0 { whole.checked_sub_days(step) } else { whole.checked_add_days(step) }?;
    let moved = CivilDate::day_of(moved)?;
    match date.year() {
        Some(_) => Some(moved),
        None => CivilDate::new(None, moved.month(), moved.day()),
    }
}

/// The last day of a span that begins on `from`: what is not printed is that of the first day; over New Year the next.
fn last_day(from: CivilDate, until: Parts) -> Option<CivilDate> {
    let month = until.month.or(from.month());
    let wraps = until.month.zip(from.month()).is_some_and(|(u, f)| u < f);
    let year = until.year.or(from.year().map(|y| if wraps { y + 1 } else { y }));
    let last = CivilDate::new(year, month, until.day)?;
    (last != from).then_some(last)
}

fn weekday_before(base: NaiveDate, day: u8, last_week: bool) -> Option<NaiveDate> {
    let today = base.weekday().num_days_from_monday();
    let back = if last_week { today + 7 - u32::from(day) } else { (today + 7 - u32::from(day)) % 7 };
    base.checked_sub_days(Days::new(back.into()))
}
