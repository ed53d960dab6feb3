//! Minutes: a document whose head says by labels when and where was met, who was in the chair and who took them down.
//!
//! `会议时间：2023年4月5日上午 / 会议地点：… / 主持人：… / 记录人：… / 参会人员：…` under `<县政府第三次常务会议>纪要`, `<会议>记录`.
//! Refused: notices, which have the same labels but nobody in the chair and no keeper of minutes.
//!
//! Reads `minutes_labels.tsv`.

use super::{line::Line, nouns::noun_ending};
use crate::{
    extract::{Text, scene::is_common_han},
    lexicon::rows,
    record::Span,
};
use std::sync::LazyLock;

/// The event of a document of minutes.
pub struct Minutes {
    /// Its name as printed, 会议 where the document gives none.
    pub name: String,
    /// Where it is printed; else the line with the time.
    pub span: Span,
    /// The line that says when.
    pub time: Span,
}

/// How far below the headline the labels stand, in paragraphs.
const HEAD: usize = 14;

/// Longest label, in characters.
const LONGEST: usize = 12;

/// The event of which `text` is the minutes; `None` when it is no such document.
pub fn minutes(text: &Text, title: &[char]) -> Option<Minutes> {
    let found: Vec<(Use, Span)> = text.blocks.iter().take(HEAD).flat_map(|b| labelled(text, b.span)).collect();
    let value = |usage: Use| found.iter().find(|(u, span)| *u == usage && span.len() >= 2).map(|(_, span)| *span);
    let time = value(Use::Time)?;
    let chaired = value(Use::Chair).or_else(|| value(Use::Keeper))?;
    let met = value(Use::Place).or_else(|| value(Use::People)).or_else(|| value(Use::Keeper)).filter(|m| *m != chaired);
    met?;
    let (name, span) = match value(Use::Name).filter(|span| names_event(text.slice(*span))) {
        Some(span) => (text.words(span), span),
        None => (of_title(title).unwrap_or_else(|| "会议".to_owned()), time),
    };
    Some(Minutes { name: name.chars().filter(|c| !c.is_whitespace()).collect(), span, time })
}

/// 县政府第三次常务会议 of `县政府第三次常务会议纪要`, 武装工作会议 of `武装工作会议记录`.
fn of_title(title: &[char]) -> Option<String> {
    let title: String = title.iter().filter(|c| !c.is_whitespace()).collect();
    let names = ["纪要", "记录", "会议纪要", "会议记录", "的纪要", "的记录", ""];
    names.iter().filter_map(|w| title.strip_suffix(w)).find(|n| is_named(n)).map(str::to_owned)
}

fn is_named(name: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    chars.len() >= 4 && names_event(&chars)
}

fn names_event(words: &[char]) -> bool {
    noun_ending(&Line::new(words, Span::new(0, words.len())), 0, words.len()).is_some()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Name,
    Time,
    Place,
    Chair,
    People,
    Keeper,
}

/// The labels of a line and their values, up to the next label or the end of the line.
fn labelled(text: &Text, block: Span) -> Vec<(Use, Span)> {
    let (start, end) = (block.start as usize, (block.end as usize).min(block.start as usize + 300));
    // Nearly every character is Han.
    let parts = |c: char| !is_common_han(c) && (c.is_whitespace() || ['；', ';', '。'].contains(&c));
    let opens = |at: usize| (start..end).contains(&at) && (at == start || parts(text.chars[at - 1]));
    // Colons are few: what stands before one is a label or none.
    let label = |colon: usize| {
        let words = LABELS.iter().filter(|(w, _)| text.ends_with(colon, w));
        let begun = words.filter_map(|(w, usage)| Some((*usage, colon.checked_sub(w.chars().count())?)));
        begun.filter(|(_, at)| opens(*at)).map(|(usage, at)| (usage, at, colon + 1)).next()
    };
    let behind = text.slice(Span::new(start, end + LONGEST));
    let colons = behind.iter().enumerate().filter(|(_, c)| matches!(c, '：' | ':')).map(|(i, _)| start + i);
    let labels: Vec<(Use, usize, usize)> = colons.filter_map(label).collect();
    let stops = labels.iter().skip(1).map(|(_, at, _)| *at).chain([block.end as usize]);
    labels.iter().zip(stops).map(|(&(usage, _, from), to)| (usage, Span::new(from, to.max(from)))).collect()
}

static LABELS: LazyLock<Vec<(&'static str, Use)>> = LazyLock::new(|| {
    let usage = |word: &str| match word {
        "name" => Some(Use::Name),
        "time" => Some(Use::Time),
        "place" => Some(Use::Place),
        "chair" => Some(Use::Chair),
        "people" => Some(Use::People),
        "keeper" => Some(Use::Keeper),
        _ => None,
    };
    rows(include_str!("../../../lexicon/minutes_labels.tsv"))
        .filter_map(|r| Some((*r.first()?, usage(r.get(1)?)?)))
        .collect()
});
