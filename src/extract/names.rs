//! Is this a personal name, and where does it end? Every stretch that begins with a surname is a candidate; the
//! candidates of one place compete by what they are made of, by what follows, by words of the language that they
//! would cut, and by how often they stand in the document.
//!
//! Accepted (the name in brackets): 县长［方平］与大家交流, 书记［于是］主持会议, 局长［欧阳晓峰］, 副县长［吐尔逊·艾力］,
//! 主任［方　正］、［高　堂］. Refused: 局长｜高度重视, 主任｜时指出, 党组书记｜和局长.
//!
//! Weights add up in 10 × ln (see `lexicon::names`).
//!
//! Names of several parts: [`parts`]; what stands around: [`surroundings`]; how often: [`repeats`].

mod parts;
mod repeats;
mod surroundings;

use super::{
    annotate::{Annotations, Class},
    scene::is_common_han,
    text::Text,
    units::is_han,
};
use crate::{
    lexicon::{CharSet, names},
    record::Span,
};
use repeats::Repeats;
use std::cell::{Cell, RefCell};

/// A candidate that won its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Where, white space inside included.
    pub span: Span,
    /// The name without white space.
    pub name: String,
    /// Sum of all weights, 10 × ln.
    pub score: i32,
    /// Weight of the name by itself.
    pub form: i32,
}

/// Reads names in one document.
pub struct Names<'a> {
    text: &'a Text,
    hits: &'a Annotations,
    /// How often what begins with a surname stands in the document.
    repeats: Repeats,
    /// Where middle dots stand.
    dots: Vec<usize>,
    /// For each place the number of its best reading among those of `readings`, from 1, once asked; else 0.
    known: Vec<Cell<u32>>,
    /// The best readings of the places asked for.
    readings: RefCell<Vec<Option<Reading>>>,
    /// With which characters known parts of minority names begin.
    part_begins: &'static CharSet,
}

/// A candidate before it is written out: most lose their place.
#[derive(Clone, Copy)]
struct Reading {
    span: Span,
    score: i32,
    form: i32,
}

/// A stretch that has the shape of a name.
struct Shape {
    span: Span,
    /// The first characters without white space; so many of them are the name.
    letters: [char; 4],
    length: usize,
    /// Weight of the name by itself.
    form: i32,
}

/// A middle dot, as careless hands print it too.
pub(super) fn is_dot(c: char) -> bool {
    matches!(c, '·' | '•' | '・' | '‧' | '∙' | '．' | '●')
}

/// A digit or numeral of counts (30名, 四位).
pub(super) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '两' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百')
}

/// White space that may stand inside a name.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{a0}')
}

impl<'a> Names<'a> {
    /// A reader over `text`.
    pub fn new(text: &'a Text, hits: &'a Annotations) -> Self {
        let dots = text.chars.iter().enumerate().filter(|(_, c)| !is_common_han(**c) && is_dot(**c));
        let dots = dots.map(|(at, _)| at).collect();
        let known = vec![Cell::new(0); text.chars.len()];
        let (repeats, part_begins) = (Repeats::of(text), names::minority_part_begins());
        Self { text, hits, repeats, dots, known, readings: RefCell::default(), part_begins }
    }

    /// The best name that begins at `at`; `None` when nothing there can be one. The caller judges the score.
    pub fn at(&self, at: usize) -> Option<Candidate> {
        self.scoring(at, i32::MIN)
    }

    /// The best name that begins at `at`, if it scores `least`.
    pub fn scoring(&self, at: usize, least: i32) -> Option<Candidate> {
        self.formed(at, least, i32::MIN)
    }

    /// The best name that begins at `at`, if it scores `least` and its form by itself `least_form`.
    pub fn formed(&self, at: usize, least: i32, least_form: i32) -> Option<Candidate> {
        self.best(at, least, least_form).filter(|c| c.form >= least_form)
    }

    /// What [`Self::formed`] looks at; may be `None` where nothing there has the form.
    fn best(&self, at: usize, least: i32, least_form: i32) -> Option<Candidate> {
        if let Some(own) = self.own(at) {
            return Some(own).filter(|c| c.score >= least);
        }
        if self.hits.longest(at, Class::OwnNotName).is_some() {
            return None;
        }
        if let Some(foreign) = self.dotted(at) {
            return Some(foreign).filter(|c| c.score >= least);
        }
        let best = self.reading(at, least_form).filter(|best| best.score >= least && best.form >= least_form)?;
        Some(self.written(best))
    }

    /// The best reading at `at`; may be `None` where nothing there has the form. The same places are asked for again and
    /// again: behind posts, in lists, at the heads of clauses.
    fn reading(&self, at: usize, least_form: i32) -> Option<Reading> {
        if let Some(known) = self.known.get(at).and_then(|n| n.get().checked_sub(1)) {
            return self.readings.borrow().get(known as usize).copied().flatten();
        }
        let minority = self.minority(at);
        // What is made of nothing like a name needs no look at what stands around it.
        if minority.is_none() && least_form > i32::MIN && self.shapes(at).all(|s| s.form < least_form) {
            return None;
        }
        let best = self.candidates(at).chain(minority).max_by_key(|c| (c.score, c.span.end));
        if let Some(known) = self.known.get(at) {
            let mut readings = self.readings.borrow_mut();
            readings.push(best);
            known.set(u32::try_from(readings.len()).unwrap_or(0));
        }
        best
    }

    /// The whole of `from..to` as one name (an item of a list), whatever follows.
    pub fn exactly(&self, from: usize, to: usize) -> Option<Candidate> {
        if let Some(own) = self.own(from).filter(|c| c.span.end as usize == to) {
            return Some(own);
        }
        if self.hits.longest(from, Class::OwnNotName).is_some() {
            return None;
        }
        if let Some(foreign) = self.dotted(from).filter(|c| c.span.end as usize == to) {
            return Some(foreign);
        }
        let mut all = self.candidates(from).chain(std::iter::once_with(|| self.minority(from)).flatten());
        all.find(|c| c.span.end as usize == to).map(|c| self.written(c))
    }

    /// Whether names at `at` surely have at most four characters: none of the user's, none with a dot, none of parts.
    pub fn is_short(&self, at: usize) -> bool {
        !self.hits.begins(at, Class::OwnName) && !self.dot_within(at) && !self.may_hold_part(at)
    }

    /// The longest name of the user's list that begins at `at`.
    pub fn own(&self, at: usize) -> Option<Candidate> {
        let hit = self.hits.longest(at, Class::OwnName)?;
        let span = Span::new(hit.start, hit.end);
        // Above whatever any other reading of the place can score.
        Some(Candidate { span, name: self.text.words(span), score: 200, form: 100 })
    }

    fn written(&self, reading: Reading) -> Candidate {
        let Reading { span, score, form } = reading;
        let words = self.text.str(span);
        let name = if words.contains(is_blank) { words.replace(is_blank, "") } else { words.to_owned() };
        Candidate { span, name, score, form }
    }

    /// The whole of `from..to` as a name, whatever it is made of: for places where only a name can stand. `None` where it
    /// is no stretch of 2 to 6 characters, or a word of the language.
    pub fn stretch(&self, from: usize, to: usize) -> Option<Candidate> {
        if let Some(known) = self.exactly(from, to).filter(|c| c.form > -45) {
            return Some(known);
        }
        let span = Span::new(from, to);
        let name: String = self.text.slice(span).iter().filter(|c| !is_blank(**c)).collect();
        let length = name.chars().count();
        // 简　单: nobody parts a word.
        let spaced = length == 2 && span.len() > 2;
        let fits = (2..=6).contains(&length) && (spaced || span.len() == length) && name.chars().all(is_han);
        let word = !spaced && names::common_word(&name).is_some_and(|w| w > 60);
        (fits && !word).then_some(Candidate { span, name, score: 20, form: 20 })
    }

    /// Surnames of two characters and one, each with given names of one and two.
    fn candidates(&self, at: usize) -> impl Iterator<Item = Reading> {
        let free = |shape: &Shape| !self.is_phrase(shape.span, &shape.letters[..shape.length]);
        self.shapes(at).filter(free).map(|Shape { span, letters, length, form }| {
            let spaced = span.len() > length;
            let context = self.context(span, &letters[..length], spaced);
            Reading { span, score: form + context + if length == 3 { 14 } else { 0 }, form }
        })
    }

    /// The stretches at `at` that have the shape of a name, whatever stands around them.
    fn shapes(&self, at: usize) -> impl Iterator<Item = Shape> {
        let (places, letters, count) = self.letters(at);
        let compound = count >= 3 && names::surname(&letters[..2]).is_some();
        let shapes = [(2, 1), (2, 2), (1, 1), (1, 2)].into_iter().skip(if compound { 0 } else { 2 });
        shapes.filter(move |(surname, given)| surname + given <= count).filter_map(move |(surname, given)| {
            let length = surname + given;
            let span = Span::new(at, places[length - 1] + 1);
            let spaced = span.len() > length;
            if spaced && length != 2 {
                return None;
            }
            let name = &letters[..length];
            let form = names::surname(&name[..surname]).unwrap_or(-80) + names::given(&name[surname..]);
            Some(Shape { span, letters, length, form })
        })
    }

    /// The first characters of a name that begins at `at` with their places, and how many there are; white space may
    /// stand behind the first.
    fn letters(&self, at: usize) -> ([usize; 4], [char; 4], usize) {
        let (mut places, mut letters, mut count) = ([0; 4], [' '; 4], 0);
        for (i, &c) in self.text.chars.iter().enumerate().skip(at) {
            if is_han(c) {
                (places[count], letters[count]) = (i, c);
                count += 1;
            } else if !(is_blank(c) && count == 1) {
                break;
            }
            if count == letters.len() {
                break;
            }
        }
        (places, letters, count)
    }

    /// 县领导甲、｜古月｜、乙: whether the characters at `span` stand elsewhere as an item of a list.
    pub fn is_listed_elsewhere(&self, span: Span) -> bool {
        /// How far from the name, in characters: keeps the time linear.
        const REACH: u32 = 3000;
        self.elsewhere(span, REACH).into_iter().any(|at| {
            let behind = self.text.at(at + span.len());
            let first = behind == Some('、') && self.hits.longest_ending(at, Class::Label).is_some();
            first || self.text.ends_with(at, "、") && behind.is_some_and(|c| matches!(c, '、' | '，' | '。' | '等'))
        })
    }

    /// Where within `reach` characters of `span` its characters, which begin with a surname, stand once more.
    pub fn elsewhere(&self, span: Span, reach: u32) -> Vec<usize> {
        self.repeats.elsewhere(self.text, span, reach)
    }
}
