//! The sentence around a span. All positions are characters.

use crate::record::Span;
use serde::Serialize;

/// Sentences longer than this are cut around the span: it is evidence for one fact, not a reprint.
const LONGEST: usize = 160;

/// Words of a text with the evidence inside them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Excerpt {
    /// Words before; begins with … when the sentence is cut there.
    pub before: String,
    /// The words at the span.
    pub words: String,
    /// Words after; ends with … when the sentence is cut there.
    pub after: String,
}

impl Excerpt {
    /// The excerpt with the evidence in 【】.
    pub fn marked(&self) -> String {
        format!("{}【{}】{}", self.before, self.words, self.after)
    }
}

/// First and one past the last character of the sentence (or sentences) that `span` touches.
pub fn sentence(text: &[char], span: Span) -> (usize, usize) {
    let (start, end) = clipped(text, span);
    let first = text[..start].iter().rposition(|c| ends(*c)).map_or(0, |at| at + 1);
    // Marks that close a quotation after the full stop belong to the sentence before.
    let first = first + text[first..start].iter().take_while(|c| closes(**c) || c.is_whitespace()).count();
    let full = end > start && ends(text[end - 1]);
    let stop =
        if full { end } else { end + text[end..].iter().position(|c| ends(*c)).map_or(text.len() - end, |n| n + 1) };
    let stop = stop + text[stop..].iter().take_while(|c| closes(**c)).count();
    let stop = stop - text[end.min(stop)..stop].iter().rev().take_while(|c| c.is_whitespace()).count();
    (first.min(start), stop.max(end))
}

/// The sentence around `span`, shortened to about `room` characters beside the span, at most [`LONGEST`].
pub fn excerpt(text: &[char], span: Span, room: usize) -> Excerpt {
    let (start, end) = clipped(text, span);
    let (first, last) = sentence(text, span);
    let room = room.min(LONGEST);
    let (mut from, mut to) = (first, last);
    if (start - first) + (last - end) > room {
        from = first.max(start.saturating_sub(room / 2));
        to = last.min(end + room - (start - from));
    }
    let line = |range: &[char]| range.iter().map(|c| if c.is_whitespace() { ' ' } else { *c }).collect::<String>();
    let words = &text[start..end];
    let words = if words.len() > 2 * LONGEST {
        line(&words[..LONGEST]) + "…" + &line(&words[words.len() - LONGEST / 4..])
    } else {
        line(words)
    };
    Excerpt {
        before: if from > first { "…".to_owned() } else { String::new() } + &line(&text[from..start]),
        words,
        after: line(&text[end..to]) + if to < last { "…" } else { "" },
    }
}

fn clipped(text: &[char], span: Span) -> (usize, usize) {
    let range = span.range();
    let start = range.start.min(text.len());
    (start, range.end.clamp(start, text.len()))
}

fn ends(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '\n')
}

fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, words: &str) -> String {
        let letters: Vec<char> = text.chars().collect();
        let at = text.find(words).map(|byte| text[..byte].chars().count()).unwrap();
        excerpt(&letters, Span::new(at, at + words.chars().count()), 160).marked()
    }

    #[test]
    fn a_sentence_ends_after_its_closing_mark() {
        let text = "会议召开。欧阳川说：“驻地就是家。”会上，陶小壶讲话。\n责编：某";
        assert_eq!(cut(text, "驻地"), "欧阳川说：“【驻地】就是家。”");
        assert_eq!(cut(text, "陶小壶"), "会上，【陶小壶】讲话。");
        assert_eq!(cut(text, "会议召开。"), "【会议召开。】");
        assert_eq!(cut(text, "某"), "责编：【某】");
    }

    #[test]
    fn long_sentences_are_cut_around_the_words() {
        let text = format!("{}柳明远{}。", "甲".repeat(300), "乙".repeat(300));
        let found = cut(&text, "柳明远");
        assert!(found.starts_with("…甲") && found.ends_with("乙…") && found.chars().count() < 180, "{found}");
    }

    #[test]
    fn a_span_outside_the_text_gives_no_panic() {
        let letters: Vec<char> = "短。".chars().collect();
        assert_eq!(excerpt(&letters, Span::new(5, 9), 40).words, "");
    }
}
