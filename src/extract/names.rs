//! Is this a personal name, and where does it end? Every stretch that begins with a surname is a candidate; the
//! candidates of one place compete by what they are made of, by what follows, by words of the language that they
//! would cut, and by how often they stand in the document.
//!
//! Accepted (the name in brackets): 县长［方平］与大家交流, 书记［于是］主持会议, 局长［欧阳晓峰］, 副县长［吐尔逊·艾力］,
//! 主任［方　正］、［高　堂］. Refused: 局长｜高度重视, 主任｜时指出, 党组书记｜和局长.
//!
//! Weights add up in 10 × ln (see `lexicon::names`).

use super::{
    annotate::{Annotations, Class, Hit},
    text::Text,
    units::is_han,
};
use crate::{
    lexicon::{CharSet, divisions, names},
    record::Span,
};
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
    /// The [`key`] of all stretches of three characters that begin with a surname, and where they stand, ascending.
    begun: Vec<(u64, u32)>,
    /// By [`key`], ascending.
    pairs: Vec<(u64, Pair)>,
    /// How often three characters stand in the document, by [`key`], ascending.
    triples: Vec<(u64, u32)>,
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

/// How often two characters stand in the document, and how often with the third that follows them most.
#[derive(Clone, Copy, Debug, Default)]
struct Pair {
    count: u32,
    longest: u32,
}

/// Up to three characters as one number.
fn key(letters: &[char]) -> u64 {
    letters.iter().fold(0, |key, &c| key << 21 | u64::from(c as u32))
}

/// Stands in a [`key`] for a third character that is none of a name.
const NO_THIRD: char = '\0';

/// Counts by key, sorted.
type Counts<T> = Vec<(u64, T)>;

/// The counts of pairs and of triples out of the sorted keys of all stretches of three characters.
fn counted(sorted: &[(u64, u32)]) -> (Counts<Pair>, Counts<u32>) {
    let mut pairs: Vec<(u64, Pair)> = Vec::with_capacity(sorted.len());
    let mut triples: Vec<(u64, u32)> = Vec::with_capacity(sorted.len());
    for same in sorted.chunk_by(|a, b| a.0 == b.0) {
        let (key, count) = (same[0].0, u32::try_from(same.len()).unwrap_or(u32::MAX));
        let pair = key >> 21;
        if pairs.last().is_none_or(|(before, _)| *before != pair) {
            pairs.push((pair, Pair::default()));
        }
        let whole = key != pair << 21 | u64::from(NO_THIRD as u32);
        if let Some((_, pair)) = pairs.last_mut() {
            pair.count += count;
            pair.longest = pair.longest.max(if whole { count } else { 0 });
        }
        if whole {
            triples.push((key, count));
        }
    }
    (pairs, triples)
}

/// What a sorted list holds for `key`.
fn value<T: Copy>(list: &[(u64, T)], key: u64) -> Option<T> {
    list.binary_search_by_key(&key, |(key, _)| *key).ok().map(|i| list[i].1)
}

/// Longest first part of a name with a middle dot, in characters.
const LONGEST_PART: usize = 6;

/// A middle dot, as careless hands print it too.
pub(super) fn is_dot(c: char) -> bool {
    matches!(c, '·' | '•' | '・' | '‧' | '∙' | '．' | '●')
}

/// A digit or numeral of counts (30名, 四位).
pub(super) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '两' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百')
}

/// Surnames that are verbs, prepositions or conjunctions far more often.
fn is_function_word(c: char) -> bool {
    matches!(
        c,
        '要' | '来'
            | '谈'
            | '和'
            | '与'
            | '及'
            | '向'
            | '把'
            | '从'
            | '对'
            | '就'
            | '将'
            | '被'
            | '让'
            | '赴'
            | '到'
    )
}

/// White space that may stand inside a name.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{a0}')
}

/// A name ends in front of one of these with near certainty.
fn ends_name(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '，' | '。'
                | '、'
                | '；'
                | '：'
                | '！'
                | '？'
                | '）'
                | ')'
                | '（'
                | '('
                | ','
                | ';'
                | ':'
                | '!'
                | '?'
                | '.'
                | '”'
                | '」'
                | '》'
                | '〉'
                | '】'
                | '［'
                | '['
                | '/'
                | '|'
                | '—'
                | '…'
                | '“'
                | '《'
        )
}

impl<'a> Names<'a> {
    /// A reader over `text`.
    pub fn new(text: &'a Text, hits: &'a Annotations) -> Self {
        // About one character of ten is a surname.
        let mut begun: Vec<(u64, u32)> = Vec::with_capacity(text.chars.len() / 8);
        let mut dots = Vec::new();
        let surnames = names::surnames();
        for ((at, &first), place) in text.chars.iter().enumerate().zip(0..) {
            if surnames.contains(first) {
                if let Some(second) = text.at(at + 1).filter(|c| is_han(*c)) {
                    let third = text.at(at + 2).filter(|c| is_han(*c)).unwrap_or(NO_THIRD);
                    begun.push((key(&[first, second, third]), place));
                }
            } else if !is_han(first) && is_dot(first) {
                dots.push(at);
            }
        }
        begun.sort_unstable();
        let (pairs, triples) = counted(&begun);
        let known = vec![Cell::new(0); text.chars.len()];
        let part_begins = names::minority_part_begins();
        Self { text, hits, begun, pairs, triples, dots, known, readings: RefCell::default(), part_begins }
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

    /// Whether one of the first three characters at `at` begins a known part of a minority name.
    fn may_hold_part(&self, at: usize) -> bool {
        let rest = self.text.chars.get(at..).unwrap_or_default();
        rest.iter().take(3).any(|&c| self.part_begins.contains(c))
    }

    /// The longest name of the user's list that begins at `at`.
    pub fn own(&self, at: usize) -> Option<Candidate> {
        let hit = self.hits.longest(at, Class::OwnName)?;
        let span = Span::new(hit.start, hit.end);
        // Above whatever any other reading of the place can score.
        Some(Candidate { span, name: self.text.words(span), score: 200, form: 100 })
    }

    /// 扎西平措, 古丽巴哈, 吉克木呷: names of parts that the lexicon knows, or a known part and what is left up to a mark
    /// or verb; 马高才让: a surname before the part.
    fn minority(&self, at: usize) -> Option<Reading> {
        if !self.may_hold_part(at) {
            return None;
        }
        let own = self.part(at);
        let led = own.is_none();
        if led && !self.text.at(at).is_some_and(names::is_surname) {
            return None;
        }
        let first = own.or_else(|| (1..=2).find_map(|n| self.part(at + n)))?;
        let end = std::iter::successors(Some(first), |&from| self.part(from)).take(3).last()?;
        let run = (at..(at + 8).min(self.text.chars.len())).find(|&i| !is_han(self.text.chars[i]));
        let run = run.unwrap_or((at + 8).min(self.text.chars.len()));
        let (end, form) = match self.follower(end) {
            1.. if end - at >= 3 => (end, if led { 50 } else { 85 }),
            1.. if !led => (end, 40),
            _ if led => return None,
            _ => ((end + 1..=run.min(end + 3)).find(|&i| self.follower(i) > 0)?, 75),
        };
        let span = Span::new(at, end);
        Some(Reading { span, score: form + self.follower(end), form })
    }

    fn written(&self, reading: Reading) -> Candidate {
        let Reading { span, score, form } = reading;
        let words = self.text.str(span);
        let name = if words.contains(is_blank) { words.replace(is_blank, "") } else { words.to_owned() };
        Candidate { span, name, score, form }
    }

    /// Whether a dot stands within reach of a name at `at`: not so in nearly all texts.
    fn dot_within(&self, at: usize) -> bool {
        let next = self.dots.get(self.dots.partition_point(|&i| i < at));
        next.is_some_and(|&i| i <= at + LONGEST_PART)
    }

    /// 吐尔逊·艾力: two or more parts of Han characters around middle dots.
    fn dotted(&self, at: usize) -> Option<Candidate> {
        if !self.dot_within(at) {
            return None;
        }
        let mut end = at;
        let mut dots = 0;
        while let Some(c) = self.text.at(end) {
            if is_dot(c) && end > at && self.text.at(end + 1).is_some_and(is_han) {
                dots += 1;
            } else if !is_han(c) {
                break;
            }
            end += 1;
            if end - at > 16 {
                break;
            }
        }
        if dots == 0 {
            return None;
        }
        let last_dot = (at..end).rev().find(|&i| is_dot(self.text.chars[i]))?;
        let first_dot = (at..end).find(|&i| is_dot(self.text.chars[i]))?;
        // 民兵［连连长艾力］·买买提: no name holds a title.
        let title = |i: usize| self.hits.starting_of(i, Class::Title).any(|h| h.end <= first_dot);
        // 关于加依劳·木拉提等同志任职的通知
        if self.hits.starting_of(at, Class::LeftStop).any(|h| h.end - h.start >= 2) {
            return None;
        }
        if first_dot - at > LONGEST_PART || (at..first_dot).any(title) {
            return None;
        }
        let stop = self.end_behind_dot(last_dot + 1, end);
        // 走进买买提·托合提家，
        let home = stop > last_dot + 3 && self.text.chars[stop - 1] == '家' && self.follower(stop) > 0;
        let span = Span::new(at, stop - usize::from(home));
        let name = self.text.slice(span).iter().map(|&c| if is_dot(c) { '·' } else { c }).collect();
        Some(Candidate { span, name, score: 60, form: 60 })
    }

    /// The whole of `from..to` as a name, whatever it is made of: for places where only a name can stand. `None` where it
    /// is no stretch of 2 to 6 characters, or a word of the language.
    pub fn stretch(&self, from: usize, to: usize) -> Option<Candidate> {
        if let Some(known) = self.exactly(from, to).filter(|c| c.form > -45) {
            return Some(known);
        }
        let span = Span::new(from, to);
        let fits = (2..=6).contains(&span.len()) && self.text.slice(span).iter().all(|&c| is_han(c));
        let name = self.text.words(span);
        let word = names::common_word(&name).is_some_and(|w| w > 60);
        (fits && !word).then_some(Candidate { span, name, score: 20, form: 20 })
    }

    /// Where the part of a name that begins behind its last dot ends: known parts first, then the first verb, then the mark.
    fn end_behind_dot(&self, from: usize, run: usize) -> usize {
        let parts = std::iter::successors(self.part(from), |&at| self.part(at)).last();
        let run = (from + 2..run).find(|&i| names::is_never_foreign(self.text.chars[i])).unwrap_or(run);
        let longest = run.min(from + 7);
        let parts = parts.filter(|&at| at <= longest);
        parts
            .filter(|&at| self.follower(at) >= 20 || at == run)
            .or_else(|| (from + 2..=longest).find(|&at| self.follower(at) >= 20))
            .unwrap_or(longest)
    }

    /// The end of the longest known part of a minority name that begins at `from`.
    fn part(&self, from: usize) -> Option<usize> {
        names::minority_part(self.text.chars.get(from..)?).map(|n| from + n)
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

    /// Whether a title, its prefix or a label begins at `at`.
    fn begins_post(&self, at: usize) -> bool {
        let post = |c| matches!(c, Class::Title | Class::TitlePrefix | Class::Label);
        self.hits.starting(at).iter().any(|h| post(h.class))
    }

    /// Whether two characters are an adverb and the third, which ends at `end`, begins a word that goes on.
    fn is_adverb_and_verb(&self, adverb: [char; 2], end: usize) -> bool {
        let begins = |h: &Hit| matches!(h.class, Class::CommonWord | Class::Follower) && h.end > end;
        names::surname(&adverb[..1]).is_none_or(|weight| weight < 0)
            && self.hits.starting(end - 1).iter().any(begins)
            && names::is_adverbial(&String::from_iter(adverb))
    }

    /// 赵伟｜四位同志, 王海｜不再担任, 领导｜关切地询问, 书记｜要加强, 教授｜来庆元, 市长｜和吕锋: words of the sentence in the shape
    /// of a name.
    fn is_phrase(&self, span: Span, name: &[char]) -> bool {
        let end = span.end as usize;
        let goes_on = self.text.at(end).is_some_and(is_han);
        match *name {
            [.., number, counter] if is_numeral(number) && matches!(counter, '位' | '名') => true,
            [.., '不', '再'] | [.., '之', '家'] => true,
            ['应', '邀' | '到' | '聘' | '征' | '约', ..] | ['都', '亲', '自' | '身'] => true,
            ['代', '表'] | ['依', '次'] => true,
            [_, _, '任'] => self.begins_post(end),
            // 王公庄｜老兵某某: a village and one of its people.
            [.., '庄' | '村' | '屯' | '镇' | '乡'] if goes_on && self.begins_post(end) => true,
            // 书记｜特别引用了: an adverb and the head of a verb.
            [a, b, _] if goes_on && self.is_adverb_and_verb([a, b], end) => true,
            [a, b, '地'] if goes_on => {
                names::common_word(&String::from_iter([a, b])).is_some() || !names::is_surname(a)
            }
            [first, ref rest @ ..] if is_function_word(first) => {
                let words = String::from_iter(rest);
                let word = rest.len() == 2 && names::common_word(&words).is_some_and(|w| w >= 50);
                // 来永清主持会议 is a name though 永清 is a county.
                let visits = ["考", "视", "调", "检", "指", "参", "访", "慰", "看", "督", "讲", "投", "出", "工", "洽"];
                let place = rest.len() == 2
                    && visits.iter().any(|w| self.text.starts_with(end, w))
                    && !divisions::named(&words, None).is_empty();
                // 市长｜和吕锋副市长; 局长和谷丰汇报 is a name.
                let titled = self.begins_post(end);
                let other = matches!(first, '和' | '与' | '及')
                    && titled
                    && rest.len() == 2
                    && names::surname(&rest[..1]).is_some_and(|s| s + names::given(&rest[1..]) >= 20);
                word || place || other
            }
            _ => false,
        }
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

    /// What follows, which words would be cut, how often it stands in the document.
    fn context(&self, span: Span, name: &[char], spaced: bool) -> i32 {
        let end = span.end as usize;
        let mut score = self.follower(end);
        if spaced {
            return score + 15;
        }
        // A word that begins inside the name and goes on behind it (强调 in 何军强|调).
        for at in span.range().skip(1) {
            let cut = self.hits.starting(at).iter().find(|h| {
                h.end > end && matches!(h.class, Class::CommonWord | Class::Follower | Class::Title | Class::Label)
            });
            if let Some(h) = cut {
                let weight = match h.class {
                    Class::CommonWord => (h.row as i32 / 3).clamp(10, 40),
                    Class::Follower => 45,
                    _ => 30,
                };
                score -= weight;
                break;
            }
        }
        if self.hits.starting_of(span.start as usize, Class::NotName).any(|h| h.end <= end && h.end - h.start >= 2) {
            score -= 22;
        }
        // 高娃等｜参加, 李明在｜会上: the last character belongs to what follows.
        if span.len() >= 3 {
            score -= match self.text.at(end - 1) {
                Some('说' | '的' | '了' | '把' | '等') => 70,
                Some('率' | '携' | '偕' | '赴') => 45,
                Some('及' | '与' | '在' | '向' | '就' | '将' | '作' | '也' | '还' | '又') => 30,
                _ => 0,
            };
        }
        // 孔雀家｜的牛: a word and what follows it.
        let begun = self.hits.starting(span.start as usize);
        let tail = span.len() >= 3 && self.hits.begins(end - 1, Class::Follower);
        if tail && begun.iter().any(|h| h.class == Class::CommonWord && h.end + 1 == end && h.row >= 50) {
            score -= 30;
        }
        let word = begun.iter().find(|h| h.class == Class::CommonWord && h.end == end);
        if let Some(word) = word {
            score -= word.row as i32 / 6;
        }
        score + self.support(name)
    }

    /// How the count of the name compares with that of its own beginning and of its continuation.
    fn support(&self, name: &[char]) -> i32 {
        match *name {
            [a, b, c] => {
                // 何军强 once, 何军 five times: the third character belongs to what follows.
                let own = value(&self.triples, key(&[a, b, c])).unwrap_or(1);
                let rest = value(&self.pairs, key(&[a, b])).map_or(0, |p| p.count.saturating_sub(own));
                if own >= 2 && rest == 0 {
                    14
                } else if rest > own {
                    -12
                } else {
                    0
                }
            }
            [a, b] => {
                let Pair { count, longest } = value(&self.pairs, key(&[a, b])).unwrap_or_default();
                if count >= 3 && longest * 2 <= count {
                    12
                } else if count >= 2 && longest == count {
                    -14
                } else {
                    0
                }
            }
            _ => 0,
        }
    }

    /// Where within `reach` characters of `span` its characters, which begin with a surname, stand once more.
    pub fn elsewhere(&self, span: Span, reach: u32) -> Vec<usize> {
        let name = self.text.slice(span);
        let near = span.start.saturating_sub(reach)..span.start.saturating_add(reach);
        let stands = |at: &usize| *at != span.start as usize && self.text.chars[*at..].starts_with(name);
        match *name {
            [a, b, c, ..] => {
                let key = key(&[a, b, c]);
                let first = self.begun.partition_point(|begun| *begun < (key, near.start));
                let same = self.begun[first..].iter().take_while(|(k, at)| *k == key && near.contains(at));
                same.map(|(_, at)| *at as usize).filter(stands).collect()
            }
            [a, b] if value(&self.pairs, key(&[a, b])).is_some_and(|p| p.count >= 2) => {
                let end = (near.end as usize).min(self.text.chars.len());
                // The first character, compared by itself, tells nearly all places from the name.
                (near.start as usize..end).filter(|at| self.text.chars[*at] == a).filter(stands).collect()
            }
            _ => vec![],
        }
    }

    /// Weight of what stands at `at` as the continuation after a name.
    pub fn follower(&self, at: usize) -> i32 {
        let Some(c) = self.text.at(at) else { return 25 };
        if ends_name(c) {
            return 25;
        }
        // 某某的发言引来掌声
        if c == '的' && ["的发言", "的讲话", "的一席话", "的汇报"].iter().any(|w| self.text.starts_with(at, w))
        {
            return 20;
        }
        // 某某2人
        if c.is_ascii_digit() {
            return 20;
        }
        let mut best = -18;
        for hit in self.hits.starting(at) {
            let weight = match hit.class {
                Class::Follower if hit.end - hit.start >= 2 => 20,
                Class::Follower => 8,
                Class::Rank => 25,
                Class::Title | Class::TitlePrefix => 6,
                _ => continue,
            };
            best = best.max(weight);
        }
        best
    }

    /// Whether a mark that surely ends names stands at `at`.
    pub fn ends_at(&self, at: usize) -> bool {
        self.text.at(at).is_none_or(ends_name)
    }
}
