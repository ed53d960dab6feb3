//! Words of buttons, menus and share bars: lines and fields that are made of nothing else.
//!
//! Accepted: `放大 缩小 默认`, `【打印】【关闭】`. Refused: one short word alone, a line with a date.
//!
//! Reads `furniture_words.txt`.

use crate::{clean::meta, lexicon};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static WORDS: LazyLock<FxHashSet<Vec<char>>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../../lexicon/furniture_words.txt"))
        .filter_map(|r| r.first().map(|w| w.chars().collect()))
        .collect()
});

/// Can be cut into furniture words without rest. One short word alone may be anything.
pub(super) fn made_of_words(field: &[char]) -> bool {
    if WORDS.contains(field) {
        return true;
    }
    if field.len() < 4 || field.len() > 60 {
        return false;
    }
    let mut reached = vec![false; field.len() + 1];
    reached[0] = true;
    for start in 0..field.len() {
        if reached[start] {
            for end in (start + 2)..=field.len().min(start + 12) {
                if !reached[end] && WORDS.contains(&field[start..end]) {
                    reached[end] = true;
                }
            }
        }
    }
    reached[field.len()]
}

/// Every field of the line is made of furniture words (`放大 缩小 默认`, `【打印】【关闭】`).
pub(super) fn all_words(hans: &[char]) -> bool {
    // `2011-06-01 01:08:27 字号：` still says when.
    if hans.len() > 120 || hans.iter().any(|c| matches!(c, '，' | '。' | '；')) || meta::first_date(hans).is_some() {
        return false;
    }
    let mut any = false;
    for field in hans.split(|c| is_separator(*c)).filter(|f| !f.is_empty()) {
        if field.iter().all(|c| c.is_ascii_digit()) {
            continue;
        }
        if !made_of_words(field) {
            return false;
        }
        any = true;
    }
    any
}

pub(super) fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '|' | '｜'
                | '丨'
                | '>'
                | '＞'
                | '»'
                | '›'
                | '→'
                | '/'
                | '【'
                | '】'
                | '['
                | ']'
                | '［'
                | '］'
                | '('
                | ')'
                | '（'
                | '）'
                | '·'
                | '•'
                | '-'
                | '—'
                | '－'
                | ':'
                | '：'
                | '、'
                | '●'
                | '■'
                | '◆'
                | '▼'
                | '▲'
                | '★'
                | '☆'
                | '_'
                | '…'
                | '!'
                | '！'
                | '+'
                | '"'
                | '“'
                | '”'
        )
}
