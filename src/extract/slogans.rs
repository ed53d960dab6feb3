//! Phrases in quotation marks that are no utterance: “九连冠”, “一户一策”.
//!
//! ```text
//! 争创“五连冠”  开展“回头看”  “请党放心”的横幅    kept
//! refused: direct speech, titles in 《》, single characters (突出一个“早”字), whole sentences, names of things
//!          (台风“山竹”, “平远号”渔政船)
//! ```
//! Reads `lexicon/quoted_things.tsv`.

use super::{
    Text,
    scene::{Marks, Words},
};
use crate::{
    lexicon,
    record::{Basis, Quote, QuoteKind, Slogan, Span},
};
use std::sync::LazyLock;

const THINGS: &str = include_str!("../../lexicon/quoted_things.tsv");
/// Words before a name in quotation marks.
static THING_BEFORE: LazyLock<Words> = LazyLock::new(|| things("before"));
/// Words behind one.
static THING_BEHIND: LazyLock<Words> = LazyLock::new(|| things("behind"));
/// Words with which one ends.
static THING_ENDS: LazyLock<Words> = LazyLock::new(|| things("ends"));

fn things(which: &'static str) -> Words {
    Words::of(
        lexicon::rows(THINGS)
            .filter(|row| row.get(1).is_some_and(|w| *w == which || (*w == "beside" && which != "ends")))
            .map(|row| row[0]),
    )
}

/// Longer phrases (in characters) are sentences, not slogans.
const LONGEST: usize = 30;

/// The slogans of a document, headlines included, in the order of the text.
pub fn slogans(text: &Text, quotes: &[Quote]) -> Vec<Slogan> {
    within(text, &Marks::of(text), quotes)
}

/// The same, where the marks are known already.
pub(super) fn within(text: &Text, marks: &Marks, quotes: &[Quote]) -> Vec<Slogan> {
    let direct: Vec<Span> =
        quotes.iter().filter(|q| q.kind == QuoteKind::Direct).flat_map(|q| q.spans.iter().copied()).collect();
    marks
        .quotes_within(0, text.chars.len())
        .map(|m| Span::new(m.open + 1, m.close))
        .filter(|s| is_phrase(text, *s) && !names_a_thing(text, *s) && !direct.iter().any(|d| d.overlaps(*s)))
        .map(|span| Slogan { text: text.words(span), span, rule: "quoted-phrase".into(), basis: Basis::Stated })
        .collect()
}

/// 台风“山竹”, “平远号”渔政船: the words before or behind the marks show a name.
fn names_a_thing(text: &Text, span: Span) -> bool {
    let before = (span.start as usize).saturating_sub(1);
    THING_BEFORE.ending_at(text, before).is_some()
        || THING_BEHIND.starting_at(text, span.end as usize + 1).is_some()
        || THING_ENDS.ending_at(text, span.end as usize).is_some()
}

/// Two characters and more, at most [`LONGEST`], without a full stop inside or a comma at the end.
fn is_phrase(text: &Text, span: Span) -> bool {
    let words = text.slice(span);
    let letters = words.iter().filter(|c| c.is_alphanumeric()).count();
    let inner_stop = words.iter().rev().skip(1).any(|c| matches!(c, '。' | '？' | '?'));
    letters >= 2
        && words.len() <= LONGEST
        && !inner_stop
        && !words.last().is_some_and(|c| matches!(c, '，' | ',' | '；' | '。'))
        && !words.contains(&'\n')
}
