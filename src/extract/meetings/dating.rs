//! When an event was held: the date phrase beside its verb, the headline, the dateline, the item's heading.

use super::{Draft, Reader, Told, held::Held, items::Item, line::Line, speech};
use crate::{
    civil_date::CivilDate,
    extract::dates::{Parts, Phrase, Reading, Said},
    lexicon::{ByChar, words},
    record::{Basis, MeetingKind, Span},
};
use std::{borrow::Cow, sync::LazyLock};

impl Reader<'_> {
    /// A bracketed date under the headline; else 今天 in the opening words.
    pub(super) fn speech_date(&self, speech: &speech::Speech) -> Reading {
        let lines = self.text.blocks.iter().take(10);
        let line = lines.map(|b| b.span).find_map(|span| {
            let phrase = self.calendar.within(span).next()?;
            let rest = span.len() - phrase.span.len();
            // （2019年11月5日　陕坝）: in brackets there is room for a place or a remark.
            let bracketed = matches!(self.text.at(span.start as usize), Some('（' | '('));
            (rest <= if bracketed { 16 } else { 4 } && phrase_is_calendar(phrase)).then_some(phrase)
        });
        let opening = self.text.sentences.iter().filter(|s| s.span.end > speech.span.end).take(6);
        let phrase =
            opening.filter_map(|s| self.calendar.within(s.span).find(|p| matches!(p.day, Said::FromTold(0)))).next();
        if let Some(line) = line {
            let reading = self.calendar.read(line, None, self.text);
            let daypart = phrase.and_then(|p| self.calendar.read(p, reading.date, self.text).daypart);
            return Reading { daypart: reading.daypart.or(daypart), ..reading };
        }
        let reading = phrase.map(|p| self.calendar.read(p, None, self.text)).unwrap_or_default();
        if reading.date.is_none() && self.calendar.conflict.is_none() {
            let date = self.calendar.year_of_headline();
            return Reading { date, basis: Basis::Inferred, rule: Cow::Borrowed("year-from-headline"), ..reading };
        }
        reading
    }

    /// The first date of the item's first sentences.
    pub(super) fn first_date(&self, item: &Item) -> Reading {
        let sentences = item.sentences.clone().filter(|s| self.is_whole(*s)).take(4);
        let phrases: Vec<&Phrase> = sentences.filter_map(|s| self.best_phrase(s, None)).collect();
        let whole = phrases
            .iter()
            .find(|p| !matches!(p.day, Said::Calendar { from: Parts { day: None, .. }, .. } | Said::Recent));
        let phrase = whole.or(phrases.first());
        phrase.map(|p| self.calendar.read(p, None, self.text)).unwrap_or_default()
    }

    /// `当天上午，调研组一行首先来到…`: the part of the day of a visit told before, the last event or one of the same kind.
    pub(super) fn read_daypart(&self, line: &Line, kind: Option<MeetingKind>, drafts: &mut [Draft]) {
        let opening = ["当天", "当日", "上午", "下午"].iter().any(|w| line.has(line.start(), w));
        if !opening {
            return;
        }
        let Some(phrase) = self.phrase_for(line, line.span.end) else { return };
        let last = drafts.len().saturating_sub(1);
        let party = (line.start()..line.end().min(line.start() + 20)).any(|i| line.has(i, "一行"));
        let visit =
            drafts.iter_mut().enumerate().rev().find_map(|(i, d)| {
                (d.told == Told::Visit && (i == last || party || Some(d.kind) == kind)).then_some(d)
            });
        let Some(visit) = visit.filter(|v| v.reading.daypart.is_none() && v.reading.until.is_none()) else { return };
        let here = self.calendar.read(phrase, visit.reading.date, self.text);
        if here.date == visit.reading.date && !self.lasts_longer(line, visit.reading.date, here.daypart) {
            visit.reading.daypart = here.daypart;
        }
    }

    /// `上午，一行首先来到…下午，一行又来到…`: further down the visitors go elsewhere at another part of the day.
    fn lasts_longer(&self, line: &Line, day: Option<CivilDate>, daypart: Option<&str>) -> bool {
        let sentences = self.text.sentence_at(line.start()).map_or(0..0, |s| s + 1..self.text.sentences.len());
        sentences.map(|s| self.line(s)).any(|later| {
            let goes = ["来到", "走进"].iter().any(|w| {
                (later.start()..later.clause_end(later.clause_end(later.start()) + 1)).any(|i| later.has(i, w))
            });
            let opens = ["下午", "晚上", "傍晚"].iter().any(|w| later.has(later.start(), w));
            let phrase = || self.phrase_for(later, later.span.end);
            let then = || phrase().map(|p| self.calendar.read(p, day, self.text));
            goes && opens && then().is_some_and(|r| r.date == day && r.daypart != daypart)
        })
    }

    /// A date far before the first event of a report only recalls.
    pub(super) fn long_ago(&self, line: &Line, held: &Held, drafts: &[Draft], count: usize) -> bool {
        let main = drafts.first().and_then(|d| d.reading.date).and_then(CivilDate::whole);
        let here = self.phrase_for(line, held.verb.start).map(|p| self.calendar.read(p, None, self.text));
        let here = here.and_then(|r| r.date).and_then(CivilDate::whole);
        count == 1 && main.zip(here).is_some_and(|(m, h)| (m - h).num_days() > 45)
    }

    /// A date stands before the verb.
    pub(super) fn dated(&self, line: &Line, verb: u32) -> bool {
        self.phrase_for(line, verb).is_some()
    }

    /// The sentence before, of the same paragraph, is dated: `…10月20日上午，某村锣鼓喧天。县领导一行…`.
    pub(super) fn dated_before(&self, line: &Line) -> bool {
        let Some(here) = self.text.sentence_at(line.start()) else { return false };
        let block = self.text.sentences[here].block;
        here > 0 && self.text.sentences[here - 1].block == block && self.best_phrase(here - 1, None).is_some()
    }

    pub(super) fn begins_with_date(&self, line: &Line) -> bool {
        let near = u32::try_from(line.start() + 4).unwrap_or(u32::MAX);
        self.calendar.within(line.span).any(|p| p.span.start <= near && !until_only(line, p))
    }

    /// The phrase that dates an event told in `line` with its verb at `verb`.
    pub(super) fn phrase_for(&self, line: &Line, verb: u32) -> Option<&Phrase> {
        let open = |p: &&Phrase| !line.is_closed(p.span.start as usize) && p.span.end <= verb;
        let rank = |p: &&Phrase| match p.day {
            Said::Calendar { from, .. } if from.day.is_some() => 0,
            Said::FromTold(_) | Said::Weekday { .. } => 1,
            Said::FromBefore(_) => 2,
            Said::Calendar { .. } | Said::InMonthBefore => 3,
            Said::Recent | Said::InYearBefore => 4,
        };
        let placed = |p: &&Phrase| rank(p) < 3 || p.span.start as usize <= line.start() + 12;
        self.calendar
            .within(line.span)
            .filter(open)
            .filter(placed)
            .filter(|p| !until_only(line, p))
            .min_by_key(|p| (rank(p), p.span.start))
    }

    /// The day from which an event ran that opened at `verb` (自12月24日开幕).
    pub(super) fn phrase_opening(&self, line: &Line, verb: usize) -> Option<&Phrase> {
        let mut phrases = self.calendar.within(line.span);
        phrases.find(|p| phrase_is_calendar(p) && p.span.end as usize <= verb && line.ends(p.span.start as usize, "自"))
    }

    pub(super) fn best_phrase(&self, sentence: usize, verb: Option<u32>) -> Option<&Phrase> {
        let line = self.line(sentence);
        self.phrase_for(line, verb.unwrap_or(line.span.end))
    }

    /// Date of an event: the phrase of its sentence; for the first one those before it; for a further one the day of
    /// the event before.
    pub(super) fn date_of(
        &self,
        line: &Line,
        sentence: usize,
        verb: u32,
        before: Option<&Draft>,
        elsewhere: Option<&Draft>,
    ) -> Reading {
        let last_day = |d: &Draft| d.reading.until.or(d.reading.date);
        let day = before.and_then(last_day);
        let first_day = before.and_then(|d| self.day_running(d, line.start()));
        if let Some(phrase) = self.phrase_for(line, verb) {
            let bare = matches!(phrase.day, Said::Calendar { from: Parts { month: None, .. }, .. });
            let day = day.or_else(|| elsewhere.filter(|_| bare).and_then(last_day));
            let day = if matches!(phrase.day, Said::FromBefore(_)) { first_day } else { day };
            let day = day.or_else(|| self.day_before(phrase, line, sentence));
            return in_year_of(self.calendar.read(phrase, day, self.text), elsewhere.and_then(last_day));
        }
        if let Some(phrase) = self.phrase_for(line, line.span.end).filter(|_| before.is_none()) {
            return self.calendar.read(phrase, None, self.text);
        }
        if let Some(event) = before {
            return Reading {
                date: first_day,
                daypart: event.reading.daypart.filter(|d| *d == AFTERNOON && follows_at_once(line)),
                basis: Basis::Carried,
                rule: Cow::Borrowed("day-of-event-before"),
                ..Reading::default()
            };
        }
        let block = |s: usize| self.text.sentences.get(s).map(|s| s.block);
        let near = (sentence.saturating_sub(3)..sentence).rev();
        // The line with the day of publication dates no event, unless the sentence goes on from it with a comma.
        let goes_on = matches!(self.text.at(line.start()), Some('，' | ','));
        let told = |s: &usize| {
            self.text.is_running(self.text.sentences[*s].span.start as usize) || (goes_on && s + 1 == sentence)
        };
        let earlier = near
            .filter(told)
            .filter(|s| elsewhere.is_none() || block(*s) == block(sentence))
            .find_map(|s| self.best_phrase(s, None));
        if let Some(phrase) = earlier {
            return self.calendar.read(phrase, None, self.text);
        }
        if let Some(month) = self.calendar.month_above(line.start()) {
            let rule = Cow::Borrowed("month-above");
            return Reading { date: Some(month), basis: Basis::Carried, rule, ..Reading::default() };
        }
        self.date_of_headline()
    }

    /// The day on which the tale of an event has come at `at`: of 8月26日至27日 the first, until a day is told: 27日上午，…
    fn day_running(&self, event: &Draft, at: usize) -> Option<CivilDate> {
        let (Some(last), Some(span)) = (event.reading.until, event.reading.span) else { return event.reading.date };
        // 历时三天的某某大会昨日闭幕。…随后，…: the tale begins with the last day.
        let begins = if event.reading.rule == FROM_LAST_DAY { last } else { event.reading.date? };
        // 闭幕大会一结束，…: whatever was told in between.
        let closed = ["闭幕", "大会结束", "大会一结束"].iter().any(|w| self.text.starts_with(at, w));
        if closed {
            return Some(last);
        }
        let between = Span { start: span.end, end: u32::try_from(at).unwrap_or(u32::MAX) };
        let told = self.calendar.within(between).rfind(|p| phrase_is_calendar(p));
        let day = told.and_then(|p| self.calendar.read(p, event.reading.date, self.text).date);
        day.filter(|day| Some(*day) >= event.reading.date && Some(*day) <= event.reading.until).or(Some(begins))
    }

    /// 5月12日，是…纪念日。当天上午，…: the day that 当天 means when no event was told.
    fn day_before(&self, phrase: &Phrase, line: &Line, sentence: usize) -> Option<CivilDate> {
        if matches!(phrase.day, Said::InMonthBefore | Said::InYearBefore) {
            return self.entry_before(phrase);
        }
        if !matches!(phrase.day, Said::FromBefore(_)) {
            return None;
        }
        // In this paragraph, or in the three sentences before it.
        let block = self.text.sentences.get(sentence)?.block;
        let near = |s: &usize| self.text.sentences[*s].block == block || sentence - s <= 3;
        let earlier = (0..sentence).rev().take_while(near);
        let told = |span: Span| {
            self.calendar.within(span).rfind(|p| {
                p.span.end <= phrase.span.start && (phrase_is_calendar(p) || matches!(p.day, Said::FromTold(_)))
            })
        };
        let found = told(line.span).or_else(|| earlier.filter_map(|s| told(self.text.sentences[s].span)).next());
        let Some(found) = found else { return self.only_day_before(phrase) };
        self.calendar.read(found, None, self.text).date
    }

    /// 3月12日上午，…。（several paragraphs）上午11时，…: the only day that the text has told so far; `None` after two.
    fn only_day_before(&self, phrase: &Phrase) -> Option<CivilDate> {
        let before = self.calendar.within(Span { start: 0, end: phrase.span.start });
        let told = before.filter(|p| phrase_is_calendar(p) && self.text.is_running(p.span.start as usize));
        let mut days = told.map(|p| self.calendar.read(p, None, self.text)).filter(|r| r.until.is_none());
        let only = days.next()?.date;
        days.all(|r| r.date == only).then_some(only)?
    }

    /// 4月8日　…。同月，…: the date that opens the entry before.
    fn entry_before(&self, phrase: &Phrase) -> Option<CivilDate> {
        let opens = |p: &&Phrase| {
            let block = self.text.block_at(p.span.start as usize).map(|b| self.text.blocks[b].span);
            block.is_some_and(|b| p.span.start <= b.start + 2)
                && matches!(p.day, Said::Calendar { from, .. } if from.month.is_some())
        };
        let before = self.calendar.within(Span { start: 0, end: phrase.span.start });
        let entry = before.rev().find(opens)?;
        self.calendar.read(entry, None, self.text).date
    }

    /// 召开<2019年征兵工作会议>, with no other date: the year in the name. 2018年度述职会 may be held a year later.
    pub(super) fn with_year_of_name(&self, draft: &Draft) -> Reading {
        let reading = draft.reading.clone();
        if reading.date.is_some() || self.calendar.conflict.is_some() || draft.told != Told::Held {
            return reading;
        }
        let digits: String = draft.words.chars().take(4).collect();
        let year = digits.parse().ok().filter(|y| (1949..2100).contains(y));
        let looked_back = ["年度", "述职", "表彰", "总结", "考核"].iter().any(|w| draft.words.contains(w));
        let Some(year) = year.filter(|_| draft.words.chars().nth(4) == Some('年') && !looked_back) else {
            return reading;
        };
        let date = CivilDate::new(Some(year), None, None);
        Reading { date, basis: Basis::Inferred, rule: Cow::Borrowed("year-of-name"), ..reading }
    }

    /// The year in the headline, when nothing else dates the event.
    pub(super) fn date_of_headline(&self) -> Reading {
        let date = self.calendar.year_of_headline().filter(|_| self.calendar.conflict.is_none());
        Reading { date, basis: Basis::Inferred, rule: Cow::Borrowed("year-from-headline"), ..Reading::default() }
    }
}

/// 又讯　1月6日晚，…: a day without a year has that of the event told before, in the same month.
fn in_year_of(reading: Reading, other: Option<CivilDate>) -> Reading {
    let Some((date, other)) = reading.date.zip(other) else { return reading };
    let same = date.year().is_none() && date.month().is_some() && date.month() == other.month();
    let Some(year) = other.year().filter(|_| same) else { return reading };
    Reading {
        date: CivilDate::new(Some(year), date.month(), date.day()),
        basis: Basis::Carried,
        rule: Cow::Borrowed("year-of-event-before"),
        ..reading
    }
}

/// Nothing that follows in the afternoon goes back to the morning; after a morning the text leaves open how long it took.
const AFTERNOON: &str = "下午";

/// `预备会议结束后，…`, `会后，…`: the sentence goes on from the event before.
fn follows_at_once(line: &Line) -> bool {
    let comma = line.clause_end(line.start());
    let opening = ["会后", "随后", "随即"].iter().any(|w| line.has(line.start(), w));
    opening || comma < line.start() + 16 && ["结束后", "之后", "会后", "仪式后"].iter().any(|w| line.ends(comma, w))
}

/// `截至10月底`, `从9月1日起`: no date of the event.
fn until_only(line: &Line, phrase: &Phrase) -> bool {
    let (start, end) = (phrase.span.start as usize, phrase.span.end as usize);
    ["截至", "截止", "从", "自"].iter().any(|w| line.ends(start, w))
        || line.has(end, "起")
        || line.has(end, "前")
        || line.has(end, "以来")
}

pub(super) fn phrase_is_calendar(phrase: &Phrase) -> bool {
    matches!(phrase.day, Said::Calendar { from, .. } if from.day.is_some())
}

/// Name of the rule of [`ended`].
const FROM_LAST_DAY: &str = "span-from-last-day";

/// 为期三天的培训班5月18日结束: the last day is printed, the first follows.
pub(super) fn ended(line: &Line, held: &Held, reading: Reading) -> Reading {
    let verb = held.verb.start as usize;
    // 历时三天的某某会议圆满完成各项议程，于18日下午｜落下帷幕
    let closes = |i: usize| ["结束", "闭幕", "落幕", "落下帷幕"].iter().any(|w| line.has(i, w));
    let over = closes(verb) || line.has(verb, "完成") && (verb..line.end()).any(closes);
    let lasts = |i: &usize| line.has(*i, "为期") || line.has(*i, "历时");
    let days = (line.start()..verb).find(lasts).and_then(|i| days_at(line, i + 2));
    match (over, days, reading.date.and_then(CivilDate::whole)) {
        (true, Some(days), Some(last)) if days > 1 && reading.until.is_none() => {
            let first = last.checked_sub_days(chrono::Days::new(u64::from(days) - 1)).and_then(CivilDate::day_of);
            let until = reading.date;
            Reading {
                date: first,
                until,
                basis: Basis::Inferred,
                rule: Cow::Borrowed(FROM_LAST_DAY),
                daypart: None,
                ..reading
            }
        }
        _ => reading,
    }
}

fn days_at(line: &Line, at: usize) -> Option<u32> {
    let digit = |c: char| {
        c.to_digit(10)
            .or_else(|| "零一二三四五六七八九十".chars().position(|d| d == c).and_then(|n| u32::try_from(n).ok()))
    };
    let n = if line.has(at, "两") { 2 } else { digit(*line.chars.get(at)?)? };
    line.chars.get(at + 1).filter(|c| matches!(c, '天' | '日')).map(|_| n)
}

/// By their first character.
pub(super) static SEQUENCE: LazyLock<ByChar<&'static str>> =
    LazyLock::new(|| ByChar::by_first(words(include_str!("../../../lexicon/sequence_words.txt"))));
