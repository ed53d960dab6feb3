//! Which characters of a text are evidence, and of what: for colours on a terminal and brackets elsewhere.

use super::Reading;
use crate::record::Span;

/// What a character is evidence of, for the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Meeting, its date and place.
    Event,
    /// Post or organisation.
    Office,
    /// Person.
    Person,
}

/// A stretch of a text that is marked in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// In characters.
    pub span: Span,
    /// The narrowest fact there; `None` for none.
    pub class: Option<Class>,
    /// Inside a quote.
    pub quoted: bool,
}

/// The text of a reading cut into stretches of equal marking, without gaps.
pub fn marks(reading: &Reading) -> Vec<Mark> {
    let length = reading.document.body.chars().count();
    let mut quoted = vec![false; length];
    let mut classes: Vec<Option<Class>> = vec![None; length];
    let mut facts: Vec<(Span, Class)> = Vec::new();
    for (kind, span) in reading.facts.iter().filter_map(|f| Some((f.kind.as_str(), f.span?))) {
        match class(kind) {
            Some(class) => facts.push((span, class)),
            None if kind == "quote" => {
                quoted.iter_mut().take(span.range().end).skip(span.range().start).for_each(|q| *q = true)
            }
            None => {}
        }
    }
    // Wide facts first, so that the narrow ones inside them stay seen.
    facts.sort_by_key(|&(span, class)| (std::cmp::Reverse(span.len()), class));
    for (span, class) in facts {
        classes.iter_mut().take(span.range().end).skip(span.range().start).for_each(|c| *c = Some(class));
    }
    let mut marks: Vec<Mark> = Vec::new();
    for (at, (class, quoted)) in classes.into_iter().zip(quoted).enumerate() {
        match marks.last_mut() {
            Some(mark) if mark.class == class && mark.quoted == quoted => {
                mark.span = Span::new(mark.span.range().start, at + 1)
            }
            _ => marks.push(Mark { span: Span::new(at, at + 1), class, quoted }),
        }
    }
    marks
}

fn class(kind: &str) -> Option<Class> {
    match kind {
        "official" => Some(Class::Person),
        "post" | "unit" => Some(Class::Office),
        "meeting" | "date" | "place" => Some(Class::Event),
        _ => None,
    }
}

/// The text with its evidence in brackets: 【person】, 〔post, organisation〕, 〖meeting, date, place〗, «quote».
pub fn brackets(reading: &Reading) -> String {
    let letters: Vec<char> = reading.document.body.chars().collect();
    let mut text = String::with_capacity(reading.document.body.len() * 5 / 4);
    let mut in_quote = false;
    for mark in marks(reading) {
        if mark.quoted != in_quote {
            text.push(if in_quote { '»' } else { '«' });
            in_quote = mark.quoted;
        }
        let words: String = letters[mark.span.range()].iter().collect();
        let (open, close) = match mark.class {
            Some(Class::Person) => ("【", "】"),
            Some(Class::Office) => ("〔", "〕"),
            Some(Class::Event) => ("〖", "〗"),
            None => ("", ""),
        };
        text.push_str(open);
        text.push_str(&words);
        text.push_str(close);
    }
    if in_quote {
        text.push('»');
    }
    text
}
