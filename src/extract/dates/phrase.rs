//! Date phrases as printed, before anything is concluded.
//!
//! Accepted: `<2020年7月29日上午>`, `<二〇二〇年七月二十九日>`, `<7月29日>`, `<2020-07-29>`, `<1月17日 上午>`, `<3月5日至7日>`,
//! `<10月31日-11月2日>`, `<3月5、6日>`, `<29日下午>`, `<2020年7月>`, `<昨日上午>`, `<当天下午>`, `<日前>`, `<周三下午>`, `<下午>，` at the
//! head of a sentence. Refused: 农历正月初五, 3个月, 第23号, 5日内, 为期三日, 一号文件.
//!
//! Reads `dayparts.tsv`, `relative_days.tsv`.

use super::numerals::{NUMERALS, Number, is_numeral, number};
use crate::{
    lexicon::{ByChar, CharSet, rows},
    record::Span,
};
use std::sync::LazyLock;

/// One date phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// All of it, with the part of the day.
    pub span: Span,
    /// What it says.
    pub day: Said,
    /// Part of the day, in normal form.
    pub daypart: Option<&'static str>,
}

/// What a phrase says about the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Parts of a calendar date, and of its last day.
    Calendar {
        /// First day.
        from: Parts,
        /// Last day of a span.
        until: Option<Parts>,
    },
    /// So many days from the dateline or the publication.
    FromTold(i64),
    /// So many days from the event told before.
    FromBefore(i64),
    /// In the month of the event told before (同月).
    InMonthBefore,
    /// In the year of the event told before (是年).
    InYearBefore,
    /// Shortly before publication.
    Recent,
    /// The last such day of the week (Monday 0) before publication, in this week or the one before.
    Weekday {
        /// 0 for Monday.
        day: u8,
        /// 上周.
        last_week: bool,
    },
}

/// What is printed of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Year, if printed.
    pub year: Option<i16>,
    /// Years from the present one: 今年 0, 去年 −1.
    pub relative_year: Option<i16>,
    /// Month, if printed; 本月 and 上月 have none.
    pub month: Option<u8>,
    /// Day, if printed.
    pub day: Option<u8>,
}

/// Every date phrase of `chars`, in order, none inside another.
pub fn phrases(chars: &[char]) -> Vec<Phrase> {
    let first = &*FIRST;
    let mut out = Vec::new();
    let mut at = 0;
    // Nearly every character can be passed over at a glance.
    while let Some(next) = chars[at..].iter().position(|c| first.contains(*c)) {
        at += next;
        let found = phrase(chars, at);
        at = found.as_ref().map_or(at + 1, |p| (p.span.end as usize).max(at + 1)).min(chars.len());
        out.extend(found);
    }
    out
}

/// The characters with which a date phrase can begin.
static FIRST: LazyLock<CharSet> = LazyLock::new(|| {
    let words = DAYPARTS.iter().map(|(w, _)| *w).chain(["今", "本", "去", "前", "明", "上", "周", "星", "礼"]);
    let relative = RELATIVES.iter().map(|r| r.word);
    words.chain(relative).filter_map(|w| w.chars().next()).chain(NUMERALS.chars()).collect()
});

/// The date phrase that begins at `at`.
pub fn phrase(chars: &[char], at: usize) -> Option<Phrase> {
    let first = *chars.get(at)?;
    let before = at.checked_sub(1).map(|i| chars[i]);
    let inside_number = is_numeral(first) && before.is_some_and(is_numeral);
    let lunar = before == Some('历') && LUNAR.iter().any(|w| ends_with(chars, at, w));
    if inside_number || lunar {
        return None;
    }
    // With which characters which sort can begin: most places are of one sort only.
    let counts = may_count(chars, at, first);
    let counted = || iso(chars, at).or_else(|| calendar(chars, at)).or_else(|| bare_day(chars, at));
    let of_week = matches!(first, '上' | '本' | '星' | '礼' | '周');
    let whole = |(day, end)| (day, end, None);
    let (day, end, daypart) = (counts.then(counted).flatten().map(whole))
        .or_else(|| relative(chars, at))
        .or_else(|| of_week.then(|| weekday(chars, at)).flatten().map(whole))
        .or_else(|| bare_daypart(chars, at))?;
    let (end, found) = daypart_after(chars, end);
    Some(Phrase { span: Span::new(at, end), day, daypart: daypart.or(found) })
}

/// Whether a number of a calendar date, or a word for a year or month, can stand at `at`. The sign behind the number tells:
/// most numbers of a text count something else.
fn may_count(chars: &[char], at: usize, first: char) -> bool {
    match first {
        '本' => matches!(chars.get(at + 1), Some('年' | '月')),
        '今' | '去' | '前' | '明' => chars.get(at + 1) == Some(&'年'),
        _ if is_numeral(first) => number(chars, at)
            .is_some_and(|n| chars.get(past_space(chars, at + n.len)).is_some_and(|c| is_behind_number(*c))),
        _ => first.is_whitespace(),
    }
}

/// What stands behind the first number of a date: its unit, a sign between numbers, a bracket.
fn is_behind_number(c: char) -> bool {
    matches!(
        c,
        '年' | '月'
            | '日'
            | '号'
            | '-'
            | '/'
            | '.'
            | '－'
            | '．'
            | '至'
            | '到'
            | '—'
            | '–'
            | '~'
            | '～'
            | '─'
            | '一'
            | '、'
            | '和'
            | '及'
            | '（'
            | '('
    )
}

const LUNAR: [&str; 4] = ["农历", "阴历", "夏历", "旧历"];

fn starts_with(chars: &[char], at: usize, word: &str) -> bool {
    let mut here = chars.get(at..).unwrap_or_default().iter();
    word.chars().all(|c| here.next() == Some(&c))
}

fn ends_with(chars: &[char], at: usize, word: &str) -> bool {
    at.checked_sub(word.chars().count()).is_some_and(|start| starts_with(chars, start, word))
}

fn is_at(chars: &[char], at: usize, set: &str) -> bool {
    chars.get(at).is_some_and(|here| set.chars().any(|c| c == *here))
}

/// Past white space.
pub(super) fn past_space(chars: &[char], at: usize) -> usize {
    at + chars.get(at..).unwrap_or_default().iter().take_while(|c| c.is_whitespace() && **c != '\n').count()
}

/// A number from `low` to `high` followed by one of `units`; its value and the place after the unit.
fn counted(chars: &[char], at: usize, low: u32, high: u32, units: &str) -> Option<(u32, usize)> {
    let n = number(chars, at).filter(|n| (low..=high).contains(&n.value))?;
    let end = past_space(chars, at + n.len);
    is_at(chars, end, units).then_some((n.value, end + 1))
}

fn year_number(n: Number) -> bool {
    n.len == 4 && (1900..2100).contains(&n.value)
}

/// `2020年`, `今年`, `去年`.
pub(super) fn year(chars: &[char], at: usize) -> Option<(Parts, usize)> {
    if let [first, '年', ..] = chars.get(at..)? {
        let told = [('今', 0), ('本', 0), ('去', -1), ('前', -2), ('明', 1)].into_iter().find(|(c, _)| c == first);
        if let Some((_, relative)) = told {
            return Some((Parts { relative_year: Some(relative), ..Parts::default() }, at + 2));
        }
    }
    let n = number(chars, at)?;
    let end = past_space(chars, at + n.len);
    if !is_at(chars, end, "年") {
        return None;
    }
    let value = match n {
        _ if year_number(n) => n.value,
        // 98年8月: the two digits of the nineties.
        Number { len: 2, chinese: false, value: 80..=99 } if month(chars, past_space(chars, end + 1)).is_some() => {
            n.value + 1900
        }
        _ => return None,
    };
    Some((Parts { year: i16::try_from(value).ok(), ..Parts::default() }, end + 1))
}

/// `7月`, `7月份`, `七月`, `元月`.
pub(super) fn month(chars: &[char], at: usize) -> Option<(u8, usize)> {
    let (value, end) = counted(chars, at, 1, 12, "月")?;
    Some((u8::try_from(value).ok()?, end + usize::from(is_at(chars, end, "份"))))
}

/// `29日`, `29号`.
fn day(chars: &[char], at: usize) -> Option<(u8, usize)> {
    let (value, end) = counted(chars, at, 1, 31, "日号")?;
    Some((u8::try_from(value).ok()?, end))
}

/// `2020年7月29日`, `7月29日至30日`, `2020年7月`, `7月`, `2020年`.
fn calendar(chars: &[char], at: usize) -> Option<(Said, usize)> {
    let (mut from, mut end) = year(chars, at).unwrap_or((Parts::default(), at));
    let Some((m, after)) = month(chars, past_space(chars, end)) else {
        // A year alone dates something only at the head of a clause: 2020年，; never 2020年度, 2020年蔚县….
        let clause = at == 0 || is_at(chars, at - 1, "。！？\n　 】");
        let alone = from.year.is_some() && clause && is_at(chars, end, "，,");
        return alone.then_some((Said::Calendar { from, until: None }, end));
    };
    from.month = Some(m);
    end = after;
    let start = past_space(chars, end);
    if let Some((d, after)) = day(chars, start) {
        from.day = Some(d);
        let (until, end) = until(chars, after).map_or((None, after), |(p, e)| (Some(p), e));
        return Some((Said::Calendar { from, until }, end));
    }
    // 3月5-7日, 3月5、6日: the unit stands after the last day only.
    if let Some(n) = number(chars, start).filter(|n| (1..=31).contains(&n.value))
        && let Some((until, end)) = until(chars, start + n.len).filter(|(p, _)| p.month.is_none() && p.year.is_none())
    {
        from.day = u8::try_from(n.value).ok();
        return Some((Said::Calendar { from, until: Some(until) }, end));
    }
    Some((Said::Calendar { from, until: None }, end))
}

/// The rest of a span: `至7日`, `-11月2日`, `、6日`, `—2023年1月2日`.
fn until(chars: &[char], at: usize) -> Option<(Parts, usize)> {
    let mut here = past_space(chars, past_bracket(chars, at));
    let dash = |c: &&char| matches!(c, '至' | '到' | '-' | '—' | '–' | '－' | '~' | '～' | '─' | '一');
    let dashes = chars.get(here..)?.iter().take_while(dash).count();
    // The numeral 一 is printed for a dash by careless hands, but 至一日 is a day.
    let joined = match dashes {
        0 => usize::from(is_at(chars, here, "、和及")),
        n if is_at(chars, here, "至到") => n.min(1),
        n => n,
    };
    if joined == 0 {
        return None;
    }
    here = past_space(chars, here + joined);
    let (mut parts, mut end) = year(chars, here).unwrap_or((Parts::default(), here));
    if let Some((m, after)) = month(chars, past_space(chars, end)) {
        parts.month = Some(m);
        end = after;
    }
    let (d, end) = day(chars, past_space(chars, end))?;
    parts.day = Some(d);
    Some((parts, end))
}

/// `2020-07-29`, `2020/7/29`, `2020.7.29`.
fn iso(chars: &[char], at: usize) -> Option<(Said, usize)> {
    let y = number(chars, at).filter(|n| year_number(*n) && !n.chinese)?;
    let separator = chars.get(at + y.len).filter(|c| matches!(c, '-' | '/' | '.' | '－' | '．'))?;
    let m = number(chars, at + y.len + 1).filter(|n| (1..=12).contains(&n.value))?;
    let second = at + y.len + 1 + m.len;
    chars.get(second).filter(|c| *c == separator)?;
    let d = number(chars, second + 1).filter(|n| (1..=31).contains(&n.value))?;
    let from = Parts {
        year: i16::try_from(y.value).ok(),
        month: u8::try_from(m.value).ok(),
        day: u8::try_from(d.value).ok(),
        relative_year: None,
    };
    Some((Said::Calendar { from, until: None }, second + 1 + d.len))
}

/// `29日下午`, `29日至30日`, `本月29日`: a day whose month was said before. Refused: 5日内, 第23号, 连续三日.
fn bare_day(chars: &[char], at: usize) -> Option<(Said, usize)> {
    let start = at + if starts_with(chars, at, "本月") { 2 } else { 0 };
    let n = number(chars, start)?;
    let before = at.checked_sub(1).and_then(|i| chars.get(i)).copied().unwrap_or(' ');
    if matches!(
        before,
        '第' | '月' | '年' | '.' | '．' | '-' | '/' | '近' | '每' | '连' | '续' | '期' | '为' | '满' | '共'
    ) {
        return None;
    }
    // 7～8日: the unit stands after the last day only.
    let first = || Some((u8::try_from(n.value).ok().filter(|d| (1..=31).contains(d))?, start + n.len));
    let run =
        || until(chars, start + n.len).filter(|(p, _)| p.month.is_none() && p.year.is_none()).and_then(|_| first());
    let (d, end) = day(chars, start).or_else(run)?;
    let next = chars.get(end).copied().unwrap_or(' ');
    let printed_plainly = is_at(chars, end - 1, "日")
        && !['内', '前', '后', '之', '以', '底', '期', '均', '报', '游', '程', '志', '常', '行', '份', '的']
            .contains(&next);
    let daypart = daypart_after(chars, end).1.is_some();
    let span = until(chars, end);
    if !(daypart || span.is_some() || (printed_plainly && !n.chinese)) {
        return None;
    }
    let (until, end) = span.map_or((None, end), |(p, e)| (Some(p), e));
    Some((Said::Calendar { from: Parts { day: Some(d), ..Parts::default() }, until }, end))
}

type Placed = (Said, usize, Option<&'static str>);

/// `昨日`, `今晚`, `当天`, `日前`.
fn relative(chars: &[char], at: usize) -> Option<Placed> {
    if let Some(found) = day_in_brackets(chars, at) {
        return Some(found);
    }
    let found =
        RELATIVE.of(*chars.get(at)?).iter().filter(|r| starts_with(chars, at, r.word)).max_by_key(|r| r.word.len())?;
    let end = at + found.word.chars().count();
    // 昨天（7月31日）: the day in the bracket says it in full.
    let told = matches!(found.said, Said::FromTold(_)) && is_at(chars, end, "（(");
    if let Some((said, close)) =
        told.then(|| calendar(chars, end + 1)).flatten().filter(|(_, e)| is_at(chars, *e, "）)"))
    {
        return Some((said, close + 1, found.daypart));
    }
    Some((found.said, end, found.daypart))
}

/// 昨（2）日, 今（3）日上午: the number only says which day that is.
fn day_in_brackets(chars: &[char], at: usize) -> Option<Placed> {
    let days = match chars.get(at)? {
        '今' => 0,
        '昨' => -1,
        '前' => -2,
        _ => return None,
    };
    let n =
        is_at(chars, at + 1, "（(").then(|| number(chars, at + 2)).flatten().filter(|n| (1..=31).contains(&n.value))?;
    let close = at + 2 + n.len;
    let whole = is_at(chars, close, "）)") && is_at(chars, close + 1, "日");
    whole.then_some((Said::FromTold(days), close + 2, None))
}

/// `周三`, `本周三`, `上周三`, `星期三`.
fn weekday(chars: &[char], at: usize) -> Option<(Said, usize)> {
    let last_week = starts_with(chars, at, "上");
    let mut here = at + usize::from(last_week || starts_with(chars, at, "本"));
    here += ["星期", "礼拜", "周"].iter().find(|w| starts_with(chars, here, w))?.chars().count();
    let day = "一二三四五六日天".chars().position(|c| chars.get(here) == Some(&c))?.min(6);
    let next = chars.get(here + 1).copied().unwrap_or(' ');
    let dates = ['，', ',', '上', '下', '晚', '早', '中'].contains(&next) || (last_week && next != '周');
    dates.then_some((Said::Weekday { day: u8::try_from(day).ok()?, last_week }, here + 1))
}

/// `下午，` or `上午九时，` at the head of a sentence.
fn bare_daypart(chars: &[char], at: usize) -> Option<Placed> {
    if DAYPARTS_BY_FIRST.of(*chars.get(at)?).is_empty() {
        return None;
    }
    let head = at == 0 || is_at(chars, at - 1, "。！？\n　 ；，");
    if !head {
        return None;
    }
    let (end, part) = daypart_here(chars, at)?;
    let clock = number(chars, end).is_some_and(|n| is_at(chars, end + n.len, "时点:："));
    (end - at == 2 && (clock || is_at(chars, end, "，,"))).then_some((Said::FromBefore(0), end, Some(part)))
}

/// Part of the day after a date that ends at `at`, over `(星期五)` and spaces: where it ends and what it is.
fn daypart_after(chars: &[char], at: usize) -> (usize, Option<&'static str>) {
    let at_first = at;
    let at =
        ["的一个", "的一天", "一天"].iter().find(|w| starts_with(chars, at, w)).map_or(at, |w| at + w.chars().count());
    let here = past_space(chars, past_bracket(chars, at));
    let here =
        ["星期", "周"].iter().find(|w| starts_with(chars, here, w)).map_or(here, |w| here + w.chars().count() + 1);
    match daypart_here(chars, past_space(chars, here)) {
        Some((end, part)) => (end, Some(part)),
        None => (at_first, None),
    }
}

/// Past one bracket of at most six characters: `（星期五）`, `(农历初五)`.
fn past_bracket(chars: &[char], at: usize) -> usize {
    if !is_at(chars, at, "（(") {
        return at;
    }
    let close = chars.get(at..).unwrap_or_default().iter().take(8).position(|c| matches!(c, '）' | ')'));
    close.map_or(at, |n| at + n + 1)
}

fn daypart_here(chars: &[char], at: usize) -> Option<(usize, &'static str)> {
    let begun = DAYPARTS_BY_FIRST.of(*chars.get(at)?).iter();
    let (word, part) = begun.filter(|(w, _)| starts_with(chars, at, w)).max_by_key(|(w, _)| w.len())?;
    let end = at + word.chars().count();
    // 晚会, 早餐, 夜校, 晨练 are no times.
    const WORDS: &str = "会报宴餐饭点班期年校市景归霞稻熟秋春婚辈自礼场间色空练操课茶读训跑光曦恋育产就已日";
    let known = is_at(chars, end, "，,在，于 　0123456789七八九十召举，由");
    let short = word.chars().count() == 1 && !known && is_at(chars, end, WORDS);
    (!short).then_some((end, *part))
}

#[derive(Clone, Copy)]
struct Relative {
    word: &'static str,
    said: Said,
    daypart: Option<&'static str>,
}

/// The words by their first character.
static RELATIVE: LazyLock<ByChar<Relative>> =
    LazyLock::new(|| RELATIVES.iter().filter_map(|r| Some((r.word.chars().next()?, *r))).collect());

static RELATIVES: LazyLock<Vec<Relative>> = LazyLock::new(|| {
    rows(include_str!("../../../lexicon/relative_days.tsv"))
        .filter_map(|r| {
            let [word, base, days, part] = r[..] else { return None };
            let days = days.parse().ok()?;
            let said = match base {
                "told" => Said::FromTold(days),
                "before" => Said::FromBefore(days),
                "month" => Said::InMonthBefore,
                "year" => Said::InYearBefore,
                _ => Said::Recent,
            };
            Some(Relative { word, said, daypart: (!part.is_empty()).then_some(part) })
        })
        .collect()
});

/// The parts of the day by their first character.
static DAYPARTS_BY_FIRST: LazyLock<ByChar<(&'static str, &'static str)>> =
    LazyLock::new(|| DAYPARTS.iter().filter_map(|part| Some((part.0.chars().next()?, *part))).collect());

static DAYPARTS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    rows(include_str!("../../../lexicon/dayparts.tsv")).filter_map(|r| Some((*r.first()?, *r.get(1)?))).collect()
});
