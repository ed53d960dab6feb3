//! The year of a date that prints none.
//!
//! In this order: a year in the headline (`<2019年>庆“八一”座谈会`), a clear year in the same passage (`召开<2021年度>…会议`,
//! `总结<2020年>工作`), an anniversary (`建军<93>周年` = 1927 + 93), the year before that of a yearbook (`年鉴·<1994>` tells of 1993),
//! the publication date. A publication within three months after the day settles it against a headline that only names the
//! year under review (`2022年度述职会` told in January 2023), but not against an older one (`1995年大事记` on a page of 2024).
//! Years that lie two or more apart in headline and plans settle nothing.
//!
//! Reads `anniversaries.tsv`, `counted_days.tsv`, `year_signs.tsv`.

use super::numerals::{Number, number, runs};
use crate::{
    civil_date::CivilDate,
    document::BlockKind,
    extract::{Text, scene::is_common_han},
    lexicon::{rows, words_of},
    record::{Rule, Span},
};
use std::{borrow::Cow, cmp::Ordering, sync::LazyLock};

const SIGNS: &str = include_str!("../../../lexicon/year_signs.tsv");
/// Words right before a year that is looked back on.
static REVIEW: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SIGNS, "review"));
/// Words right before a year that is planned.
static PLAN: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SIGNS, "plan"));
/// Words beside a year of which nothing is told.
static IDLE_BEFORE: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SIGNS, "idle-before"));
static IDLE_AFTER: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SIGNS, "idle-after"));
/// Words behind a year of which a part has passed.
static UNDER_WAY: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SIGNS, "under-way"));

/// Words behind a year of which the rest is planned.
static LAST_PART: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SIGNS, "last-part"));
/// Days of the calendar right behind their year.
static FEASTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SIGNS, "feast"));
/// What stands in the clause where such a day is near.
static DRAWS_NEAR: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SIGNS, "draws-near"));

/// What the document tells about its year.
#[derive(Clone, Debug, Default)]
pub struct Years {
    /// The year that the headline prints; `None` if it prints none or several.
    pub headline: Option<i16>,
    /// Day of publication, as far as known.
    pub published: Option<CivilDate>,
    /// Every year in the text, with its part in the sentence.
    printed: Vec<Printed>,
    /// Anniversaries: year and where.
    anniversaries: Vec<(i16, Span)>,
    /// The year of which a yearbook tells, by the name of the book.
    yearbook: Option<i16>,
}

/// A year in the text.
#[derive(Clone, Copy, Debug)]
struct Printed {
    year: i16,
    span: Span,
    part: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// 总结2020年工作
    Review,
    /// 部署2021年任务
    Plan,
    /// 2021年度武装工作会议, 2021年是…之年
    Plain,
    /// 2023年上半年, 2023年以来: the year under way when it is not its first months.
    UnderWay,
    /// 2016—2020年, 到2035年: says nothing.
    Idle,
}

/// A year with the rule that found it.
pub type Found = (i16, Rule);

impl Years {
    /// Reads the years of a document. `headline` in the Simplified text.
    pub fn new(text: &Text, headline: &[char], published: Option<CivilDate>) -> Self {
        let numbers: Vec<usize> = runs(&text.chars).collect();
        Self {
            headline: only_year(headline),
            published,
            printed: printed(&text.chars, numbers.iter().copied()),
            anniversaries: anniversaries(&text.chars, numbers.iter().copied()).collect(),
            yearbook: yearbook(text),
        }
    }

    /// The year of `month` (and `day`) in the passage, with its rule.
    pub fn of(&self, month: Option<u8>, day: Option<u8>, sentence: Span, block: Span) -> Option<Found> {
        let published = self.as_published(month, day);
        // 1995年大事记 put on a page of 2024: the day of the page says nothing.
        let looks_back = |year: i16| self.headline.is_some_and(|headline| year - headline >= 2);
        if let Some((year, near)) = published
            && near
            && !looks_back(year)
        {
            return Some((year, Cow::Borrowed("year-from-publication")));
        }
        let month = month.unwrap_or(6);
        self.headline
            .map(|y| (self.after_review(y, month, sentence), Cow::Borrowed("year-from-headline")))
            .or_else(|| self.in_passage(sentence, month).map(|y| (y, Cow::Borrowed("year-from-passage"))))
            .or_else(|| self.in_passage(block, month).map(|y| (y, Cow::Borrowed("year-from-passage"))))
            .or_else(|| self.anniversary(block).map(|y| (y, Cow::Borrowed("year-from-anniversary"))))
            .or_else(|| self.yearbook.map(|y| (y, Cow::Borrowed("year-of-yearbook"))))
            .or_else(|| published.map(|(y, _)| (y, Cow::Borrowed("year-from-publication"))))
            .or_else(|| self.clear_year().map(|y| (y, Cow::Borrowed("year-from-text"))))
            .or_else(|| self.year_under_way(month).map(|y| (y, Cow::Borrowed("year-from-text"))))
            .or_else(|| self.between_review_and_plan(month).map(|y| (y, Cow::Borrowed("year-from-text"))))
    }

    /// Whether headline and text contradict each other: two or more years between the headline and what is planned.
    pub fn conflict(&self) -> Option<Span> {
        let headline = self.headline?;
        let apart = |y: i16| (y - headline).abs() >= 2;
        let plans = self.printed.iter().filter(|p| p.part == Part::Plan);
        let planned = plans.clone().next().is_some() && plans.clone().all(|p| apart(p.year));
        let held = self.anniversaries.first().filter(|(y, _)| apart(*y) && self.published.is_none());
        if planned { plans.map(|p| p.span).next() } else { held.map(|(_, s)| *s) }
    }

    /// The last such day not after publication, and whether it lies within three months of it.
    fn as_published(&self, month: Option<u8>, day: Option<u8>) -> Option<(i16, bool)> {
        let published = self.published?;
        let year = published.year()?;
        let (Some(m), Some(pm)) = (month, published.month()) else { return Some((year, month.is_none())) };
        // The page may be stamped a few hours before the day is over in its own reckoning: a day later still counts.
        let later = m > pm || (m == pm && day.zip(published.day()).is_some_and(|(d, pd)| d > pd + 1));
        let year = if later { year - 1 } else { year };
        let months = (i16::from(pm) - i16::from(m)).rem_euclid(12);
        Some((year, months <= 3))
    }

    /// 2022年度…述职会 held in the first months is told in the year after the one under review.
    fn after_review(&self, year: i16, month: u8, sentence: Span) -> i16 {
        let reviewed =
            self.printed.iter().any(|p| sentence.contains(p.span) && p.part == Part::Review && p.year == year);
        if reviewed && month <= 4 { year + 1 } else { year }
    }

    fn in_passage(&self, passage: Span, month: u8) -> Option<i16> {
        let here = || self.printed.iter().filter(|p| passage.contains(p.span));
        let find = |part| here().find(|p| p.part == part).map(|p| p.year);
        find(Part::Plain)
            .or_else(|| find(Part::Plan).map(|y| if month >= 11 { y - 1 } else { y }))
            .or_else(|| find(Part::Review).map(|y| if month <= 4 { y + 1 } else { y }))
    }

    fn anniversary(&self, block: Span) -> Option<i16> {
        let first = || self.anniversaries.iter();
        first().find(|(_, s)| block.contains(*s)).or_else(|| first().next()).map(|(y, _)| *y)
    }

    /// The only year that the text speaks of as the present one (2021年是…开局之年).
    fn clear_year(&self) -> Option<i16> {
        let mut plain = self.printed.iter().filter(|p| p.part == Part::Plain).map(|p| p.year);
        let first = plain.next()?;
        plain.all(|y| y == first).then_some(first)
    }
}

impl Years {
    /// The year of a text that looks back on one year only and plans another only, the next: told in the new year, or in
    /// the last weeks of the old.
    fn between_review_and_plan(&self, month: u8) -> Option<i16> {
        let only = |part| {
            let mut years = self.printed.iter().filter(|p| p.part == part).map(|p| p.year);
            let first = years.next()?;
            years.all(|y| y == first).then_some(first)
        };
        let (back, ahead) = (only(Part::Review)?, only(Part::Plan)?);
        (ahead == back + 1 && (month <= 6 || month >= 11)).then_some(if month >= 11 { back } else { ahead })
    }

    /// The latest year of which parts are reported (2023年上半年); from March on, for in January it is the year before.
    fn year_under_way(&self, month: u8) -> Option<i16> {
        let latest = self.printed.iter().filter(|p| p.part == Part::UnderWay).map(|p| p.year).max()?;
        let later = self.printed.iter().any(|p| p.part != Part::Idle && p.year > latest);
        (month >= 3 && !later).then_some(latest)
    }
}

/// The year that a headline prints; `None` if it prints none or several.
pub fn only_year(headline: &[char]) -> Option<i16> {
    let mut years = printed(headline, runs(headline));
    years.retain(|p| !is_idle(headline, p.span.start as usize, p.span.end as usize));
    years.first().map(|p| p.year).filter(|y| years.iter().all(|p| p.year == *y))
}

/// The years among the numbers that begin at `numbers`.
fn printed(chars: &[char], numbers: impl Iterator<Item = usize>) -> Vec<Printed> {
    let mut out = Vec::new();
    // The sign first: most numbers are of no year.
    for at in numbers.filter(|at| chars.get(at + 4) == Some(&'年')) {
        let Some(n) = number(chars, at).filter(|n| n.len == 4 && (1949..2100).contains(&n.value)) else {
            continue;
        };
        let end = at + n.len;
        let Ok(year) = i16::try_from(n.value) else { continue };
        out.push(Printed { year, span: Span::new(at, end + 1), part: part(chars, at, end + 1) });
    }
    out
}

/// Up to eight characters before and twelve after.
fn around(chars: &[char], start: usize, end: usize) -> (String, String) {
    let before = chars[start.saturating_sub(8)..start].iter().collect();
    let after = chars.get(end..(end + 12).min(chars.len())).unwrap_or_default().iter().collect();
    (before, after)
}

/// 2020年以来, 2016—2020年, 到2035年.
fn is_idle(chars: &[char], start: usize, end: usize) -> bool {
    is_idle_between(&around(chars, start, end))
}

fn is_idle_between((before, after): &(String, String)) -> bool {
    IDLE_AFTER.iter().any(|w| after.starts_with(w)) || IDLE_BEFORE.iter().any(|w| before.ends_with(w))
}

fn part(chars: &[char], start: usize, end: usize) -> Part {
    let beside = around(chars, start, end);
    let (before, after) = &beside;
    // 安排2020年一季度任务 plans it; 研究2020年一季度… may look back.
    let ahead = || ["安排", "部署", "布置", "谋划"].iter().any(|w| before.ends_with(w));
    if UNDER_WAY.iter().any(|w| after.starts_with(w)) {
        return if ahead() { Part::Plan } else { Part::UnderWay };
    }
    if is_idle_between(&beside) {
        return Part::Idle;
    }
    if is_last_part(after) {
        return Part::Plain;
    }
    // 2020年春节快要到来之际: told in its first weeks, or in the last of the year before.
    if is_feast(after) && DRAWS_NEAR.iter().any(|w| clause(chars, end, 16).contains(w)) {
        return Part::Plan;
    }
    // 对2021年工作进行部署 plans, 对2020年工作进行总结 looks back.
    let clause_after = clause(chars, end, 16);
    let treated = before.ends_with('对');
    if treated && ["部署", "安排", "谋划"].iter().any(|w| clause_after.contains(w)) {
        return Part::Plan;
    }
    if REVIEW.iter().any(|w| before.ends_with(w)) {
        return Part::Review;
    }
    if PLAN.iter().any(|w| before.ends_with(w)) {
        return Part::Plan;
    }
    // 回顾了街道2015年…工作, 明确了医院2019年…目标: whose work stands between.
    let clause_before: String = {
        let words: Vec<char> = before.chars().collect();
        let from = words
            .iter()
            .rposition(|c| !is_common_han(*c) && ['，', ',', '。', '；', ';', '、', '！', '!', '\n'].contains(c))
            .map_or(0, |i| i + 1);
        words[from..].iter().collect()
    };
    let last = |words: &[&str]| words.iter().filter_map(|w| clause_before.rfind(w)).max();
    let looks_back = last(&["总结", "回顾"]);
    let looks_ahead = last(&["部署", "安排", "谋划", "明确", "展望"]);
    match looks_back.cmp(&looks_ahead) {
        Ordering::Greater => return Part::Review,
        Ordering::Less => return Part::Plan,
        Ordering::Equal => {}
    }
    // The name of the event or the year itself: 2021年度武装工作会议, 2021年是…之年, 2021年7月.
    // 2020年是极不平凡的一年: nobody says so of the year under way.
    if after.starts_with('是') && clause_after.contains("平凡的一年") {
        return Part::Review;
    }
    let said_of_year = after.starts_with("是") || after.starts_with('，');
    let dated = number(chars, end).is_some_and(|n| chars.get(end + n.len) == Some(&'月'));
    let near = clause(chars, end, 24);
    let names = ["会", "活动", "仪式", "班", "军事日", "“"].iter().any(|w| near.contains(w))
        // 2022年某市委退役军人事务工作领导小组和市双拥工作领导小组会议: names are long.
        || {
            let far = clause(chars, end, 45);
            ["会议", "大会"].iter().any(|w| far.contains(w))
        };
    if near.contains("述职") && after.starts_with('度') {
        return Part::Review;
    }
    if dated || names || said_of_year { Part::Plain } else { Part::Idle }
}

/// 2018年｜最后五十天, 2018年｜剩下的两个月, 2019年｜第四季度: what stands behind a year of which the last weeks lie ahead.
fn is_last_part(after: &str) -> bool {
    let Some(word) = LAST_PART.iter().filter(|w| after.starts_with(**w)).max_by_key(|w| w.len()) else { return false };
    let counted = |rest: &str| {
        let rest = rest.strip_prefix('的').unwrap_or(rest);
        let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十两几半多".contains(c);
        let tail = rest.trim_start_matches(number);
        tail.len() < rest.len() && ["天", "个月", "月", "周", "个星期"].iter().any(|w| tail.starts_with(w))
    };
    word.ends_with('度') || counted(&after[word.len()..])
}

/// 2020年｜春节: a day of the calendar right behind its year.
fn is_feast(after: &str) -> bool {
    FEASTS.iter().any(|w| after.starts_with(w))
}

/// The rest of the clause, at most `longest` characters.
fn clause(chars: &[char], at: usize, longest: usize) -> String {
    let rest = chars.get(at..(at + longest).min(chars.len())).unwrap_or_default();
    rest.iter()
        .take_while(|c| is_common_han(**c) || !['，', ',', '。', '；', ';', '！', '？', '\n'].contains(*c))
        .collect()
}

/// The year of which a yearbook tells: `云岭年鉴·1994` at the head of the page or as the source tells of 1993.
fn yearbook(text: &Text) -> Option<i16> {
    let lines = text.blocks.iter().enumerate().filter(|(i, b)| *i < 2 || b.kind == BlockKind::Meta);
    let short = lines.map(|(_, b)| text.slice(b.span)).filter(|line| line.len() <= 60);
    short.filter_map(year_of_book).next()
}

fn year_of_book(line: &[char]) -> Option<i16> {
    let name = line.windows(2).position(|w| w == ['年', '鉴'])?;
    let mark = |c: &char| c.is_whitespace() || matches!(c, '·' | '•' | '（' | '(' | '》' | '—' | '-' | '〔' | '[');
    let at = name + 2 + line[name + 2..].iter().take_while(|c| mark(c)).count();
    let behind = number(line, at).filter(|n| n.len == 4 && at <= name + 5);
    // 《2006云岭年鉴》, 《云岭2006年鉴》
    let before = || (0..name).find_map(|i| number(line, i).filter(|n| n.len == 4));
    let year = i16::try_from(behind.or_else(before)?.value).ok()?;
    (1950..2100).contains(&year).then_some(year - 1)
}

/// The year that the first anniversary in `chars` tells.
pub fn first_anniversary(chars: &[char]) -> Option<i16> {
    anniversaries(chars, runs(chars)).next().map(|(y, _)| y)
}

/// `建军93周年`, `中国共产党成立100周年`, `建党九十周年`, `第36个教师节` among the numbers that begin at `numbers`.
fn anniversaries(chars: &[char], numbers: impl Iterator<Item = usize>) -> impl Iterator<Item = (i16, Span)> {
    numbers.filter_map(|at| Some((at, number(chars, at)?))).flat_map(|(at, n)| {
        let counted = counted_day(chars, at, n.value, at + n.len);
        counted.into_iter().chain(since_founding(chars, at, n))
    })
}

/// `建军93周年`: the number `n` stands at `at`.
fn since_founding(chars: &[char], at: usize, n: Number) -> Option<(i16, Span)> {
    let mut end = at + n.len;
    while chars.get(end).is_some_and(|c| c.is_whitespace()) {
        end += 1;
    }
    // 成立九十年华诞 as well as 成立九十周年
    let follows = |words: &str| words.chars().zip(end..).all(|(c, at)| chars.get(at) == Some(&c));
    if !["周年", "年华诞", "年之际", "年庆典", "年大庆"].iter().any(|words| follows(words)) {
        return None;
    }
    let mut stop = at;
    while stop > 0 && (chars[stop - 1].is_whitespace() || ['”', '"'].contains(&chars[stop - 1])) {
        stop -= 1;
    }
    let before: String = chars[stop.saturating_sub(14)..stop].iter().collect();
    let (_, founded) = FOUNDED.iter().filter(|(w, _)| before.ends_with(w)).max_by_key(|(w, _)| w.len())?;
    let year = founded.checked_add(i16::try_from(n.value).ok()?)?;
    (1949..2100).contains(&year).then(|| (year, Span::new(at, end + 2)))
}

/// `第36个教师节`: the number `count` stands from `at` to `end`.
fn counted_day(chars: &[char], at: usize, count: u32, end: usize) -> Option<(i16, Span)> {
    let ordinal = at > 0 && chars[at - 1] == '第' && matches!(chars.get(end)?, '个' | '次');
    let from = end + 1 + usize::from(chars.get(end + 1) == Some(&'“'));
    let rest = chars.get(from..).filter(|_| ordinal)?;
    let (day, before) = COUNTED.iter().find(|(day, _)| rest.starts_with(day))?;
    let year = before + i16::try_from(count).ok()?;
    (1949..2100).contains(&year).then(|| (year, Span::new(at, from + day.len())))
}

static COUNTED: LazyLock<Vec<(Vec<char>, i16)>> = LazyLock::new(|| {
    rows(include_str!("../../../lexicon/counted_days.tsv"))
        .filter_map(|r| Some((r.first()?.chars().collect(), r.get(1)?.parse().ok()?)))
        .collect()
});

static FOUNDED: LazyLock<Vec<(&'static str, i16)>> = LazyLock::new(|| {
    rows(include_str!("../../../lexicon/anniversaries.tsv"))
        .filter_map(|r| Some((*r.first()?, r.get(1)?.parse().ok()?)))
        .collect()
});
