//! Phrases in quotation marks that are no utterance: “九连冠”, “一户一策”.
//!
//! ```text
//! 争创“五连冠”  开展“回头看”  “请党放心”的横幅    kept
//! refused: direct speech, titles in 《》, single characters (突出一个“早”字), whole sentences
//! ```

use super::{Text, scene::Scene};
use crate::record::{Basis, Quote, QuoteKind, Slogan, Span};

/// Longer phrases (in characters) are sentences, not slogans.
const LONGEST: usize = 30;

/// The slogans of a document, headlines included, in the order of the text.
pub fn slogans(text: &Text, quotes: &[Quote]) -> Vec<Slogan> {
    let scene = Scene::new(text, &[], &[], &[]);
    let direct: Vec<Span> =
        quotes.iter().filter(|q| q.kind == QuoteKind::Direct).flat_map(|q| q.spans.iter().copied()).collect();
    scene
        .marks
        .quotes_within(0, text.chars.len())
        .map(|m| Span::new(m.open + 1, m.close))
        .filter(|s| is_phrase(text, *s) && !direct.iter().any(|d| d.overlaps(*s)))
        .map(|span| Slogan { text: text.words(span), span, rule: "quoted-phrase".into(), basis: Basis::Stated })
        .collect()
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
