//! Splits a document into items: one for a report, several for a brief (`◆…`, `●heading`, `【heading】…`, 又讯).

use crate::{
    document::BlockKind,
    extract::{
        Text,
        dates::{Parts, Phrase, Said, phrase},
    },
    record::{DocumentKind, Span},
};
use std::ops::Range;

/// A piece of running text that tells its own events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Sentences of the text, by index.
    pub sentences: Range<usize>,
    /// Its own heading; `None`: that of the document.
    pub heading: Option<Span>,
    /// First item of a document whose headline is about it.
    pub first: bool,
    /// 又讯: goes on with the days of the item before.
    pub further: bool,
    /// Begins with 本报讯.
    pub news: bool,
}

/// The items of `text`, at least one if there is any running text.
pub fn items(text: &Text, kind: DocumentKind) -> Vec<Item> {
    let running: Vec<usize> =
        (0..text.blocks.len()).filter(|&b| text.is_running(text.blocks[b].span.start as usize)).collect();
    let bullets = running.iter().filter(|&&b| is_bullet(text, b)).count();
    let heads = running.iter().filter(|&&b| bracketed_heading(text, b).is_some()).count();
    let days = running.iter().filter(|&&b| begins_with_date(text, b)).count();
    let lines = running.iter().filter(|&&b| is_month(text, b)).count();
    // A chronicle: every paragraph a day or month of its own. 当天上午, 下午 open the paragraphs of any report.
    let same_day = running.iter().filter(|&&b| begins_with_same_day(text, b)).count();
    let chronicle = days >= 3 && days * 2 >= running.len() - lines && same_day * 2 <= days;
    let brief = bullets >= 2 || heads >= 2 || kind == DocumentKind::Brief || chronicle;
    let mut items: Vec<Item> = Vec::new();
    let mut heading = None;
    let mut before = None;
    for block in running {
        let head = before.replace(block);
        let sentences = sentences_of(text, block);
        let is_heading = brief && is_heading(text, block);
        if is_heading {
            heading = Some(text.blocks[block].span);
            items.push(Item {
                sentences: sentences.end..sentences.end,
                heading,
                first: false,
                further: false,
                news: false,
            });
            continue;
        }
        // 六月 alone on its line: what follows is told of that month.
        if chronicle && is_month(text, block) {
            items.push(Item {
                sentences: sentences.end..sentences.end,
                heading: None,
                first: false,
                further: false,
                news: false,
            });
            continue;
        }
        // A page of a newspaper: every article has its own head and its own 本报讯.
        let article = news_lead(text, block) && items.iter().any(|i| i.news);
        let opens = items.is_empty()
            || article
            || further_news(text, block)
            || (brief && starts_item(text, block))
            || (chronicle && begins_with_date(text, block));
        if opens {
            let own = if brief { bracketed_heading(text, block) } else { None };
            let own = own.or_else(|| head.filter(|&b| article && is_short_line(text, b)).map(|b| text.blocks[b].span));
            let first = items.is_empty();
            let news = news_lead(text, block);
            items.push(Item { sentences, heading: own, first, further: further_news(text, block), news });
        } else if let Some(last) = items.last_mut() {
            last.news |= news_lead(text, block);
            last.sentences = last.sentences.start.min(sentences.start)..sentences.end;
        }
    }
    let _ = heading;
    items.retain(|i| !i.sentences.is_empty());
    items
}

/// `9日县委召开…`, `3月9日　…`, `4月　…`, `同月，…`: the paragraph begins with a day of the calendar, or a month that a mark
/// closes.
fn begins_with_date(text: &Text, block: usize) -> bool {
    let start = text.blocks[block].span.start as usize;
    let start = start + text.slice(text.blocks[block].span).iter().take_while(|c| c.is_whitespace()).count();
    let closed =
        |p: &Phrase| text.at(p.span.end as usize).is_some_and(|c| c.is_whitespace() || matches!(c, '，' | ',' | '：'));
    let dated = |p: Phrase| match p.day {
        Said::Calendar { from: Parts { day: Some(_), .. }, .. } | Said::FromBefore(_) => true,
        Said::Calendar { .. } | Said::InMonthBefore | Said::InYearBefore => closed(&p),
        _ => false,
    };
    phrase(&text.chars, start).is_some_and(dated) && text.blocks[block].span.len() > 12
}

/// `当天上午，…`, `下午，…`: the paragraph begins with a part of the day of the one before.
fn begins_with_same_day(text: &Text, block: usize) -> bool {
    let start = text.blocks[block].span.start as usize;
    let start = start + text.slice(text.blocks[block].span).iter().take_while(|c| c.is_whitespace()).count();
    phrase(&text.chars, start).is_some_and(|p| matches!(p.day, Said::FromBefore(_)))
}

/// A line that is a month and nothing else.
fn is_month(text: &Text, block: usize) -> bool {
    let span = text.blocks[block].span;
    let words = text.slice(span);
    let start = span.start as usize + words.iter().take_while(|c| c.is_whitespace()).count();
    let end = span.end as usize - words.iter().rev().take_while(|c| c.is_whitespace()).count();
    words.len() <= 12
        && phrase(&text.chars, start).is_some_and(|p| {
            let month = matches!(p.day, Said::Calendar { from: Parts { month: Some(_), day: None, .. }, until: None });
            month && p.span.end as usize == end
        })
}

/// `本报讯（记者 …）9月15日，…`
fn news_lead(text: &Text, block: usize) -> bool {
    let start = text.blocks[block].span.start as usize;
    let start = start + text.slice(text.blocks[block].span).iter().take_while(|c| c.is_whitespace()).count();
    ["本报讯", "本刊讯", "本台讯", "本网讯", "本站讯"].iter().any(|w| text.starts_with(start, w))
}

/// A line that can be the head of an article.
fn is_short_line(text: &Text, block: usize) -> bool {
    let words = text.slice(text.blocks[block].span);
    words.len() <= 45 && !words.iter().any(is_stop)
}

fn is_stop(c: &char) -> bool {
    matches!(c, '。' | '！' | '？' | '；')
}

fn sentences_of(text: &Text, block: usize) -> Range<usize> {
    let start = text.sentences.partition_point(|s| s.block < block);
    let end = text.sentences.partition_point(|s| s.block <= block);
    start..end
}

fn first_char(text: &Text, block: usize) -> char {
    text.slice(text.blocks[block].span).iter().copied().find(|c| !c.is_whitespace()).unwrap_or(' ')
}

fn is_bullet(text: &Text, block: usize) -> bool {
    ['◆', '●', '■', '★', '▲', '◎', '※', '◇', '○', '▶', '►', '□', '△', '☆'].contains(&first_char(text, block))
}

fn starts_item(text: &Text, block: usize) -> bool {
    is_bullet(text, block) || bracketed_heading(text, block).is_some()
}

/// A line without a full stop that opens an item: `●我县部署秋粮收购`, a short bold line.
fn is_heading(text: &Text, block: usize) -> bool {
    let words = text.slice(text.blocks[block].span);
    let short = words.len() <= 45 && !words.iter().any(is_stop);
    // ■11月3日，县人大常委会…: the item itself.
    let told = words.iter().any(|c| matches!(c, '，' | ',')) && text.blocks[block].kind != BlockKind::SectionHead;
    short && !told && (is_bullet(text, block) || text.blocks[block].kind == BlockKind::SectionHead)
}

/// `【议军会议】　1月22日…`
fn bracketed_heading(text: &Text, block: usize) -> Option<Span> {
    let span = text.blocks[block].span;
    let words = text.slice(span);
    let open = words.iter().position(|c| !c.is_whitespace()).filter(|&i| words[i] == '【')?;
    let close = words.iter().take(30).position(|c| *c == '】')?;
    Some(Span::new(span.start as usize + open + 1, span.start as usize + close))
}

/// `又讯　…` tells something else.
fn further_news(text: &Text, block: usize) -> bool {
    let start = text.blocks[block].span.start as usize;
    let start = start
        + text
            .slice(text.blocks[block].span)
            .iter()
            .take_while(|c| c.is_whitespace() || ['（', '('].contains(*c))
            .count();
    ["又讯", "另讯", "又报道", "另悉"].iter().any(|w| text.starts_with(start, w))
}
