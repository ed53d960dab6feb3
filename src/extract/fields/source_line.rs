//! Publisher, address and date of publication, from the lines about the document.
//!
//! Publisher: `来源：【云岭日报】`, `（稿源：【云岭县融媒体中心】）`, the agency in `【云工网】讯`, `【新华社】北京7月1日电`, `【云岭网】山口站7月1日讯`,
//! `【云岭网县区频道】7月1日讯`, `【云岭网】消息（记者 …）`. Refused: mastheads, 主办, 版权, `本报讯`, `据云岭网消息`, `来源：本站`, 来源 inside a
//! sentence.
//! Date: `发布时间：【2019-03-01】 08:00`, a line that begins with a date, a newspaper's date line, `（【2019年3月1日】《云岭通讯》第2版）`.
//! Refused: `会议时间：2019年3月1日`, `（2019年3月1日）` alone, which is the day of a speech or session; dates in sentences and headlines.
//! Reads `lexicon/no_publishers.txt`, `lexicon/agency_endings.txt`.

use super::{Found, printed_date};
use crate::{
    civil_date::CivilDate,
    document::{Block, BlockKind},
    extract::Text,
    lexicon::{
        self, divisions,
        labels::{LabelKind, label_with_colon},
    },
    record::Span,
};
use std::{collections::HashSet, ops::Range, sync::LazyLock};

static NO_PUBLISHERS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../../lexicon/no_publishers.txt")).filter_map(|r| r.into_iter().next()).collect()
});

static AGENCY_ENDINGS: LazyLock<Vec<Vec<char>>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../../lexicon/agency_endings.txt"))
        .filter_map(|r| r.first().map(|w| w.chars().collect()))
        .collect()
});

/// Longest name of a publisher, in characters.
const LONGEST_NAME: usize = 30;

pub fn publisher(text: &Text) -> Option<Found<String>> {
    let meta = meta(text).find_map(|b| labelled_publisher(text, b.span));
    meta.or_else(|| closing_brackets(text).find_map(|span| labelled_publisher(text, span))).or_else(|| agency(text))
}

fn meta(text: &Text) -> impl Iterator<Item = &Block> {
    text.blocks.iter().filter(|b| b.kind == BlockKind::Meta)
}

/// What stands in the bracket that closes a paragraph: `…座谈会。（来源：云岭日报）`.
fn closing_brackets(text: &Text) -> impl Iterator<Item = Span> {
    text.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph).filter_map(|b| {
        let chars = text.slice(b.span);
        let open = chars.iter().rposition(|c| matches!(c, '（' | '('))?;
        let closes = matches!(chars.last(), Some('）' | ')'));
        (closes && chars.len() - open <= 60)
            .then(|| Span::new(b.span.start as usize + open + 1, b.span.end as usize - 1))
    })
}

fn labelled_publisher(text: &Text, span: Span) -> Option<Found<String>> {
    let chars = text.slice(span);
    (0..chars.len()).find_map(|i| {
        let (length, kind) = label_at(chars, i)?;
        if kind != LabelKind::Source {
            return None;
        }
        let (start, end) = unquoted(chars, value(chars, i + length));
        // 云岭日报记者 王某: who wrote it for the paper follows.
        let end = end
            - ["记者", "通讯员"]
                .iter()
                .filter(|w| ends_with(&chars[start..end], w))
                .map(|w| w.chars().count())
                .max()
                .unwrap_or(0);
        let words: String = chars[start..end].iter().collect();
        let fits = (2..=LONGEST_NAME).contains(&(end - start))
            && !words.starts_with("http")
            && !NO_PUBLISHERS.contains(words.as_str());
        fits.then(|| {
            Found::stated(words, Span::new(span.start as usize + start, span.start as usize + end), "source-label")
        })
    })
}

/// A label with colon that does not begin inside a word.
fn label_at(chars: &[char], i: usize) -> Option<(usize, LabelKind)> {
    let inside_word = i > 0 && is_word(chars[i - 1]) && is_word(chars[i]);
    let found = label_with_colon(&chars[i..])?;
    // `…日报作者：钱某`: longer labels may follow a value without a blank.
    (!inside_word || found.0 >= 3).then_some(found)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// The value from `start` on: up to white space, a bar, a closing bracket or the next label. A bracket that opens inside
/// the value closes inside it (`《云岭县志（1987—2005）》`).
fn value(chars: &[char], start: usize) -> (usize, usize) {
    // `来源: [云岭网]`
    let opens = |c: &&char| c.is_whitespace() || matches!(c, '[' | '【' | '［');
    let start = start + chars[start..].iter().take_while(opens).count();
    // `来源：时间：2024-01-24`: nobody is named.
    if label_with_colon(&chars[start..]).is_some() {
        return (start, start);
    }
    let mut open = 0usize;
    let ends = |i: usize, open: &mut usize| match chars[i] {
        '（' | '(' => {
            *open += 1;
            false
        }
        '）' | ')' if *open > 0 => {
            *open -= 1;
            false
        }
        '|' | '｜' | '丨' | '】' | ']' | '）' | ')' | '［' | '］' | '[' | '【' | '；' | ';' | '，' | '。' => {
            true
        }
        // 云岭县融媒体中心2022-01-21
        '1' | '2' if i > start + 1 && !chars[i - 1].is_ascii_digit() => printed_date::date_at(&chars[i..]).is_some(),
        c => c.is_whitespace() || i > start && label_at(chars, i).is_some(),
    };
    let end = (start..chars.len()).find(|&i| ends(i, &mut open)).unwrap_or(chars.len());
    (start, end)
}

/// The name alone of `《云岭日报》`, `《云岭日报》第2版`; a title inside a name (`云岭日报《山风》副刊`) belongs to it.
fn unquoted(chars: &[char], (start, end): (usize, usize)) -> (usize, usize) {
    let name = &chars[start..end];
    let close = name.iter().position(|c| matches!(c, '》' | '”'));
    match name.iter().position(|c| matches!(c, '《' | '“')) {
        Some(0) => (start + 1, close.map_or(end, |n| start + n)),
        Some(_) => (start, end),
        None => (start, close.map_or(end, |n| start + n)),
    }
}

/// `云工网讯`, `新华社北京7月1日电` at the head of one of the first paragraphs.
fn agency(text: &Text) -> Option<Found<String>> {
    let paragraphs = text.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph);
    // Scraps of the page may stand above the report; behind its second paragraph no dateline is its own.
    let mut told = 0;
    let head = paragraphs.take(6).take_while(|b| {
        let before = told;
        told += usize::from(text.slice(b.span).contains(&'。'));
        before < 2
    });
    head.filter_map(|b| agency_of(text, b)).next()
}

fn agency_of(text: &Text, block: &Block) -> Option<Found<String>> {
    let chars = text.slice(block.span);
    let skip = chars.iter().take_while(|c| matches!(c, '（' | '(' | '【' | '[') || c.is_whitespace()).count();
    let head = &chars[skip..chars.len().min(skip + 30)];
    let end = (2..head.len()).find(|&i| announces(head, i))?;
    let before = &head[..end];
    let wire = head[end] == '电';
    // `云岭网络电视台讯`, `云岭网县区频道讯`: the longest name that leaves nothing but station, place and day.
    let name = (2..=end.min(12)).rev().find(|&n| is_medium(&before[..n]) && is_place_and_day(&before[n..], wire))?;
    let words: String = before[..name].iter().collect();
    let start = block.span.start as usize + skip;
    (!NO_PUBLISHERS.contains(words.as_str())).then(|| Found::stated(words, Span::new(start, start + name), "agency"))
}

/// 讯, 电 or 消息 at `i`, as they end a dateline.
fn announces(head: &[char], i: usize) -> bool {
    let next = head.get(i + 1);
    match head[i] {
        '讯' => !matches!(head[i - 1], '通' | '资' | '短') && next != Some(&'息'),
        '电' => {
            !next.is_some_and(|c| ['视', '台', '力', '子', '话', '网', '商', '脑', '影', '动', '器', '教'].contains(c))
        }
        // `消息（记者 …）`; `消息树` is a word.
        '消' => next == Some(&'息') && head.get(i + 2).is_none_or(|c| !is_han(*c)),
        _ => false,
    }
}

/// `云岭网`, `中国云岭网县区频道`: ends like a medium and is nobody's 本报, 我台, 据云岭网.
fn is_medium(name: &[char]) -> bool {
    let ends = AGENCY_ENDINGS.iter().any(|e| name.len() > e.len() && name.ends_with(e));
    let short = name.len() == 2 && name[1] != '网';
    ends && !short
        && name.iter().all(|c| is_word(*c))
        && !matches!(name[0], '本' | '我' | '据' | '从' | '该' | '在' | '由')
}

/// `山口站5月31日`, `北京7月1日`, nothing: what may stand between the medium and 讯. Before 电 (`wire`) the day may lack.
fn is_place_and_day(words: &[char], wire: bool) -> bool {
    let is_day = |c: &char| c.is_ascii_digit() || matches!(c, '月' | '日' | '年') || c.is_whitespace();
    let place = words.iter().position(|c| c.is_ascii_digit()).unwrap_or(words.len());
    let (place, day) = words.split_at(place);
    let named = place.iter().all(|c| is_han(*c) || c.is_whitespace()) && place.len() <= 8;
    let dated = day.iter().all(is_day) && (day.is_empty() || day.contains(&'日'));
    // 云岭新闻网临汾讯: a division alone.
    let words: String = place.iter().collect();
    let division = day.is_empty() && place.len() >= 2 && !divisions::named(&words, None).is_empty();
    named && dated && (place.is_empty() || wire || !day.is_empty() || division || place.ends_with(&['站']))
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// `地址：http://…`, or a line that is an address.
pub fn url(text: &Text) -> Option<Found<String>> {
    meta(text).find_map(|b| {
        let chars = text.slice(b.span);
        let start =
            (0..chars.len()).find(|&i| ["http://", "https://", "www."].iter().any(|p| starts_with(&chars[i..], p)))?;
        let end = start
            + chars[start..].iter().take_while(|c| c.is_ascii_graphic() && !matches!(c, '|' | '"' | '<' | '>')).count();
        let span = Span::new(b.span.start as usize + start, b.span.start as usize + end);
        // The bare address of a site beside the source is not that of the page.
        let labelled = label_with_colon(chars).is_some_and(|(_, kind)| kind == LabelKind::Url);
        let path = chars[start..end].iter().filter(|c| **c == '/').count() > 3 || chars[start..end].contains(&'?');
        if !labelled && !path {
            return None;
        }
        Some(Found::stated(chars[start..end].iter().collect(), span, "address"))
    })
}

fn ends_with(chars: &[char], word: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    chars.len() > word.len() && chars.ends_with(&word)
}

fn starts_with(chars: &[char], word: &str) -> bool {
    let mut here = chars.iter();
    word.chars().all(|c| here.next().is_some_and(|x| x.eq_ignore_ascii_case(&c)))
}

/// How well a date is known to be the date of publication; greater is better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Trust {
    /// A bare date at the end: a signature, an issue.
    Bare,
    /// `更新时间：…`.
    Updated,
    /// A newspaper named in the closing line.
    Newspaper,
    /// A date by itself or beside other words at the head: a line under the headline, a masthead.
    Line,
    /// A date at the head with the time of day, or beside the source.
    Stamp,
    /// `发布时间：…`.
    Labelled,
}

pub fn published_on(text: &Text) -> Option<Found<CivilDate>> {
    let closing =
        closing_brackets(text).filter_map(|span| newspaper_reference(text, span).or_else(|| with_source(text, span)));
    let dated = meta(text).filter_map(|b| dated(text, b.span)).chain(closing).chain(below_last_headline(text));
    dated
        .fold(None, |best: Option<(Trust, Found<CivilDate>)>, next| match best {
            Some(b) if b.0 >= next.0 => Some(b),
            _ => Some(next),
        })
        .map(|(_, found)| found)
}

/// `…。¶某县领导走访慰问困难群众¶（2019-01-31）`: a day in brackets under a headline that stands behind the text. Under the headline
/// of a speech, which stands before it, such a day is that of the speech.
fn below_last_headline(text: &Text) -> Option<(Trust, Found<CivilDate>)> {
    let headline = text.blocks.iter().rposition(|b| b.kind == BlockKind::Headline)?;
    let told = text.blocks[..headline].iter().any(|b| b.kind == BlockKind::Paragraph);
    let span = text.blocks.get(headline + 1).filter(|_| told)?.span;
    let chars = text.slice(span);
    let bracketed = matches!(chars.first(), Some('（' | '(')) && matches!(chars.last(), Some('）' | ')'));
    let (at, date, length) = printed_date::first_date(chars).filter(|_| bracketed)?;
    let alone = at == 1 && length + 2 == chars.len();
    let start = span.start as usize + at;
    alone.then(|| (Trust::Line, Found::stated(date, Span::new(start, start + length), "date-below-headline")))
}

/// Whether a date that ends at `end` is followed by the time of day (` 15:55`), or a label stands in its line: `来源：`.
fn is_stamp(chars: &[char], end: usize) -> bool {
    let rest = &chars[end..];
    let hour = &rest[rest.iter().take_while(|c| c.is_whitespace()).count()..];
    let digits = hour.iter().take_while(|c| c.is_ascii_digit()).count();
    let timed = (1..=2).contains(&digits) && matches!(hour.get(digits), Some(':' | '：'));
    timed || (0..chars.len()).any(|i| matches!(label_at(chars, i), Some((_, kind)) if kind != LabelKind::Date))
}

/// `…。（原载《云岭日报》2012年3月1日）`, `…。（2012年3月1日《云岭消息》）`, the bracket's inside.
fn newspaper_reference(text: &Text, span: Span) -> Option<(Trust, Found<CivilDate>)> {
    let chars = text.slice(span);
    let (at, date, length) = printed_date::first_date(chars)?;
    let start = span.start as usize + at;
    let found = Found::stated(date, Span::new(start, start + length), "newspaper-reference");
    let words: String = chars.iter().collect();
    let paper = words.contains('《') && ["报", "通讯", "快讯", "简报", "刊"].iter().any(|w| words.contains(w));
    (paper || is_reference(chars, at..at + length)).then_some((Trust::Newspaper, found))
}

/// `（来源：云岭县融媒体中心　2022-01-21）`, the bracket's inside.
fn with_source(text: &Text, span: Span) -> Option<(Trust, Found<CivilDate>)> {
    let chars = text.slice(span);
    let (at, date, length) = printed_date::first_date(chars)?;
    let source = (0..chars.len()).any(|i| matches!(label_at(chars, i), Some((_, LabelKind::Source))));
    let start = span.start as usize + at;
    source.then(|| (Trust::Newspaper, Found::stated(date, Span::new(start, start + length), "date-beside-source")))
}

/// `2009年8月10日《云岭消息》`, `原载《云岭消息》2009年8月10日第2版`: a date, the name of a paper, and nothing else.
fn is_reference(chars: &[char], date: Range<usize>) -> bool {
    let Some(open) = chars.iter().position(|c| *c == '《') else { return false };
    let Some(close) = chars.iter().position(|c| *c == '》').filter(|close| open < *close) else { return false };
    let name: String = chars[open + 1..close].iter().collect();
    let outside = |i: &usize| !date.contains(i) && !(open..=close).contains(i);
    let rest: String = (0..chars.len()).filter(outside).map(|i| chars[i]).filter(|c| !c.is_whitespace()).collect();
    let rest =
        ["原载", "载于", "刊于", "摘自", "选自", "载"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(&rest);
    let page = |c: char| c.is_ascii_digit() || "第一二三四五六七八九十头要闻版期总年".contains(c);
    let document = ["关于", "通知", "条例", "办法", "意见", "决定", "规定"].iter().any(|w| name.contains(w));
    (2..=10).contains(&(close - open - 1)) && rest.chars().all(page) && !document
}

/// `时间：2021年6月3日上午9:00` over `地点：…`, as minutes begin.
fn is_time_of_minutes(text: &Text, span: Span, label: &[char]) -> bool {
    let plain = matches!(label, ['时', '间', ..]) && label.len() <= 3;
    let below = text.blocks.iter().skip_while(|b| b.span.start < span.end).take(3);
    let begins = |b: &Block, w: &str| {
        text.slice(b.span).iter().filter(|c| !c.is_whitespace()).zip(w.chars()).all(|(c, w)| *c == w)
    };
    plain && below.into_iter().any(|b| begins(b, "地点"))
}

fn dated(text: &Text, span: Span) -> Option<(Trust, Found<CivilDate>)> {
    let chars = text.slice(span);
    let (at, date, length) = printed_date::first_date(chars)?;
    let found =
        |rule| Found::stated(date, Span::new(span.start as usize + at, span.start as usize + at + length), rule);
    let label = (0..at).rev().find_map(|i| label_at(chars, i).map(|(n, kind)| (i, n, kind)));
    // `会议时间：2023年4月5日`: the day of the event.
    let of_event = |i: usize| {
        ["会议", "开会", "召开", "活动", "举办", "举行", "培训"]
            .iter()
            .any(|w| ends_with(&chars[..i], w) || chars[..i].iter().copied().eq(w.chars()))
    };
    if label.is_some_and(|(i, ..)| of_event(i))
        || label.is_some_and(|(i, n, _)| is_time_of_minutes(text, span, &chars[i..i + n]))
    {
        return None;
    }
    if let Some((i, n, LabelKind::Date)) = label
        && chars[i + n..at].iter().all(|c| c.is_whitespace())
    {
        let updated: String = chars[i..i + n].iter().collect();
        return Some(if updated.contains('更') || updated.contains('成') {
            (Trust::Updated, found("updated-label"))
        } else {
            (Trust::Labelled, found("date-label"))
        });
    }
    let round = matches!(chars.first(), Some('（' | '(')) && matches!(chars.last(), Some('）' | ')'));
    if round {
        // `（2019年3月1日）` is the day of the speech; with a newspaper's name it is the day of printing.
        // `（2014-01-21 云岭县委老干部局）` at the end: when the office put it on the page.
        let words: String = chars[1..].iter().take_while(|c| **c != '）' && **c != ')').collect();
        let office = span.start as usize > text.chars.len() / 2
            && chars.get(1 + 4) == Some(&'-')
            && ["局", "部", "委", "办", "会", "院", "站"].iter().any(|w| words.ends_with(w));
        let newspaper = office || chars.contains(&'《') || chars.contains(&'版') || chars.contains(&'报');
        return newspaper.then(|| (Trust::Newspaper, found("newspaper-reference")));
    }
    let others = chars.iter().filter(|c| c.is_alphabetic()).count();
    let early = span.start < 400 || text.chars.len() < 800;
    if early && is_stamp(chars, at + length) {
        return Some((Trust::Stamp, found("date-line")));
    }
    Some(match (early, others > length + 2) {
        (true, _) => (Trust::Line, found("date-line")),
        (false, true) => (Trust::Newspaper, found("newspaper-reference")),
        (false, false) => (Trust::Bare, found("bare-date")),
    })
}
