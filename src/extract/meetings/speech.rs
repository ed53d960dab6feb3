//! A document that is itself a speech: its event stands in the headline.
//!
//! `在<全县教育工作会议>上的讲话`, `县长在<全县教育工作会议>上的讲话`, `在<…动员大会>上的致辞（摘要）`, and under the headline
//! `——在<全县教育工作会议>上的报告`. Refused: `…发表讲话` in a report.
//!
//! Reads `speech_words.tsv`.

use crate::{
    extract::{Text, fields::spoken_headline},
    lexicon::{longest_first, words_of},
    record::{DocumentKind, Span},
};
use std::sync::LazyLock;

/// The event of a speech.
pub struct Speech {
    /// Its name as the headline prints it.
    pub name: String,
    /// Where the headline, or else the beginning of the text, stands.
    pub span: Span,
}

const WORDS: &str = include_str!("../../../lexicon/speech_words.tsv");
/// What stands behind 在…上的.
static KINDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(WORDS, "at"));
/// What stands behind the event, the longest first.
static SCRIPTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| longest_first(words_of(WORDS, "script")));

/// The event at which the document was spoken; `None` when it is no speech.
pub fn speech(text: &Text, title: &[char], kind: DocumentKind) -> Option<Speech> {
    let title: String = title.iter().filter(|c| !c.is_whitespace()).collect();
    spoken_headline(text).and_then(|second| titled(text, &second, kind)).or_else(|| titled(text, &title, kind))
}

/// The event that a headline names.
fn titled(text: &Text, title: &str, kind: DocumentKind) -> Option<Speech> {
    let Some((head, tail)) = title.rsplit_once("上的").or_else(|| title.rsplit_once("上")) else {
        return script(text, title, kind);
    };
    let is_speech = KINDS.iter().any(|k| tail.trim_start_matches('的').starts_with(k));
    if !is_speech && kind != DocumentKind::Speech {
        return None;
    }
    let name = head.rfind('在').map_or(head, |i| &head[i + '在'.len_utf8()..]);
    (name.chars().count() >= 2).then(|| Speech { name: name.to_owned(), span: printed(text, name) })
}

/// `蔚县2021年度教育工作会议主持词`: the event before the sort of script.
fn script(text: &Text, title: &str, kind: DocumentKind) -> Option<Speech> {
    let name = SCRIPTS.iter().find_map(|s| title.strip_suffix(s))?;
    let event = ["会", "会议", "仪式", "典礼", "活动", "班"].iter().any(|w| name.ends_with(w));
    (event && kind == DocumentKind::Speech).then(|| Speech { name: name.to_owned(), span: printed(text, name) })
}

/// Where `name` is printed first; the first sentence if nowhere.
fn printed(text: &Text, name: &str) -> Span {
    let len = name.chars().count();
    let at = (0..text.chars.len().saturating_sub(len)).find(|&i| text.starts_with(i, name));
    at.map(|i| Span::new(i, i + len)).or_else(|| text.sentences.first().map(|s| s.span)).unwrap_or_default()
}
