//! What sort of document it is, and whether it is a template or cut off.
//!
//! Speech: `…会议上的讲话`, `…致辞`, `——在…会议上的报告` under the headline, or words to the audience (`同志们：`) with `我讲三点意见`. Brief: `要闻简报`, or three items that
//! begin with ◆ or a date under one headline. Other: notices, lists without a sentence. All else is a report, also
//! `某某出席并讲话`.
//!
//! Reads `document_signs.tsv`, `speech_words.tsv`.

use crate::{
    document::{Block, BlockKind},
    extract::Text,
    lexicon::{ByChar, words_of},
    record::{DocumentKind, Note, Span},
};
use std::sync::LazyLock;

const SIGNS: &str = include_str!("../../../lexicon/document_signs.tsv");
/// Last words of the headline of a notice.
static NOTICES: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SIGNS, "notice"));
/// Words in the headline of a brief.
static BRIEFS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SIGNS, "brief"));
/// Words in the headline of a report about a speech.
static REPORTED: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SIGNS, "reported"));
/// With what an audience is addressed.
static GREETINGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SIGNS, "greeting"));
/// What a speaker says of himself, by the first character.
static OF_HIMSELF: LazyLock<ByChar<&'static str>> = LazyLock::new(|| ByChar::by_first(words_of(SIGNS, "speaker")));

const SPEECHES: &str = include_str!("../../../lexicon/speech_words.tsv");
/// Last words of the headline of a speech that says where it was given.
static TITLES: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SPEECHES, "title"));
/// Last words of any headline of a speech.
static NAMED: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SPEECHES, "named"));

pub fn kind(text: &Text, title: Option<&str>) -> DocumentKind {
    let title = title.unwrap_or_default();
    if !text.chars.iter().any(|c| matches!(c, '。' | '！' | '；' | '，' | ',')) {
        return DocumentKind::Other;
    }
    if is_speech_title(title) || spoken_headline(text).is_some() || addresses_audience(text, title) {
        return DocumentKind::Speech;
    }
    if is_brief_title(title) || items(text) >= 3 {
        return DocumentKind::Brief;
    }
    let bare = title.trim_end_matches(['）', ')', '》', '”']);
    if NOTICES.iter().any(|e| bare.ends_with(e)) {
        return DocumentKind::Other;
    }
    DocumentKind::Report
}

/// The second headline that says where the document was spoken: `——在全县教育工作会议上的报告`, without dashes and white space.
pub fn spoken_headline(text: &Text) -> Option<String> {
    let second = text.blocks.iter().take(6).filter(|b| b.kind == BlockKind::Subheadline);
    second.map(|b| text.words(b.span)).filter(|words| words.starts_with('—')).find_map(|words| {
        let words: String = words.chars().filter(|c| !c.is_whitespace() && *c != '—').collect();
        is_speech_title(&words).then_some(words)
    })
}

/// `在…会上的讲话(全文)`; not `…会议并讲话`.
fn is_speech_title(title: &str) -> bool {
    let bare = title.split(['(', '（', '[']).next().unwrap_or_default();
    let is_one = TITLES.iter().any(|e| bare.ends_with(e));
    is_one && !is_reported(bare) && (bare.contains('在') || bare.contains("上的") || bare.contains('的'))
}

/// `某某出席并讲话`: a report about a speech.
fn is_reported(title: &str) -> bool {
    REPORTED.iter().any(|w| title.contains(w))
}

/// A vocative among the first paragraphs and the speaker's own words, or a headline that names a script.
fn addresses_audience(text: &Text, title: &str) -> bool {
    greets(text) && (own_words(text) || names_a_script(title))
}

/// `同志们：` alone in a line, with no paragraph of a report above it.
fn greets(text: &Text) -> bool {
    let running = |b: &&Block| matches!(b.kind, BlockKind::Paragraph | BlockKind::SectionHead | BlockKind::Subheadline);
    let head = text.blocks.iter().filter(running).take(GREETING_REACH);
    let mut head = head.take_while(|b| b.span.len() <= REPORT_LENGTH || is_greeting(text, b.span));
    head.any(|b| is_greeting(text, b.span))
}

/// Blocks among which the greeting stands.
const GREETING_REACH: usize = 10;
/// Longest line above a greeting, in characters: a caption, the speaker, the day.
const REPORT_LENGTH: usize = 45;

/// `各位领导、各位来宾，同志们：`, at most 40 characters, or the same at the head of a paragraph (within twelve).
fn is_greeting(text: &Text, span: Span) -> bool {
    let words = text.words(span);
    let begins = GREETINGS.iter().any(|v| words.starts_with(v));
    let whole = span.len() <= 40 && words.trim_end().ends_with(['：', ':', '！', '!']);
    let head: String = words.chars().take(12).collect();
    begins && (whole || (span.len() <= 30 && head.contains(['：', ':', '！', ','])))
}

/// `全县教育工作会议讲话`, `开工仪式主持词`
fn names_a_script(title: &str) -> bool {
    let bare = title.split(['(', '（', '[']).next().unwrap_or_default();
    NAMED.iter().any(|e| bare.ends_with(e)) && !is_reported(bare)
}

fn own_words(text: &Text) -> bool {
    (0..text.chars.len()).any(|at| OF_HIMSELF.of(text.chars[at]).iter().any(|w| text.starts_with(at, w)))
}

fn is_brief_title(title: &str) -> bool {
    BRIEFS.iter().any(|w| title.contains(w))
}

/// Blocks that begin an item of their own.
fn items(text: &Text) -> usize {
    let starts = |b: &&Block| {
        matches!(text.at(b.span.start as usize), Some('◆' | '●' | '■' | '▲' | '★' | '□' | '◇' | '○' | '▶' | '►'))
    };
    text.blocks.iter().filter(|b| !matches!(b.kind, BlockKind::Meta | BlockKind::Headline)).filter(starts).count()
}

pub fn notes(text: &Text) -> Vec<Note> {
    let mut notes = vec![];
    let placeholders = placeholders(text);
    if let Some(first) = placeholders.first().filter(|_| placeholders.len() >= 2) {
        let message = format!(
            "{} blanks (XX) in place of names, places or numbers: a template or an anonymised text.",
            placeholders.len()
        );
        notes.push(Note { code: "placeholder".into(), message, span: Some(*first) });
    }
    if let Some(span) = broken_off(text) {
        notes.push(Note {
            code: "truncated".into(),
            message: "The text breaks off in mid-sentence.".into(),
            span: Some(span),
        });
    }
    notes
}

/// `XX镇`, `驻X部队`, `××县`; not `VX`, not the hidden digits of a telephone number.
fn placeholders(text: &Text) -> Vec<Span> {
    let blank = |c: char| matches!(c, 'X' | 'x' | '×' | 'Ｘ' | 'ｘ' | '✕' | '╳' | '＊');
    let common = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let han = |c: Option<char>| c.is_some_and(common);
    let mut out = vec![];
    let mut at = 0;
    while at < text.chars.len() {
        if common(text.chars[at]) || !blank(text.chars[at]) {
            at += 1;
            continue;
        }
        let end = at + text.chars[at..].iter().take_while(|c| blank(**c)).count();
        let before = at.checked_sub(1).and_then(|i| text.at(i));
        let after = text.at(end);
        let alone = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric());
        // `3×5` multiplies, `1024×768` measures.
        if alone(before) && alone(after) && (han(before) || han(after)) && (end - at >= 2 || han(before) && han(after))
        {
            out.push(Span::new(at, end));
        }
        at = end;
    }
    out
}

/// The last paragraph ends with a mark that asks for more, or with a character that could not be decoded.
fn broken_off(text: &Text) -> Option<Span> {
    let last = text.blocks.iter().rev().find(|b| b.kind == BlockKind::Paragraph)?;
    let end = text.at((last.span.end as usize).checked_sub(1)?)?;
    let closed = text.blocks.last().is_some_and(|b| b.kind == BlockKind::Meta && b.span.start > last.span.start);
    (last.span.len() >= 20 && !closed && matches!(end, '，' | '、' | ',' | '“' | '（' | '《' | '\u{fffd}'))
        .then(|| Span { start: last.span.end - 1, end: last.span.end })
}
