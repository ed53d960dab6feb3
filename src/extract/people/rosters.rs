//! Lists of names that white space parts, below a heading, and rolls of honour: a name, white space, unit and title.
//!
//! ```text
//! 委员（3名，按姓氏笔画为序）：¶〔丁　山〕　〔于海清〕　〔冷秋梅〕（女，苗族）
//! 主席团成员：〔丁　山〕　〔于海清〕
//! 优秀企业家（2名）¶〔林青〕　石桥机械公司｜董事长¶〔何　为〕（女）　石桥镇农机站
//! refused: 先进集体（2个）¶石桥镇　东山乡      things
//!          首页　新闻　张庄村      nothing above says that people follow
//! ```
//!
//! Reads `roster_headings.tsv`.

use super::{Found, is_content};
use crate::{
    extract::{
        annotate::Class,
        names::{Candidate, is_blank, is_numeral},
        units::is_han,
    },
    lexicon::{longest_first, names as lexicon, words_of},
    record::{Capacity, Span},
};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

const HEADINGS: &str = include_str!("../../../lexicon/roster_headings.tsv");
static PEOPLE: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(HEADINGS, "people"));
static THINGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(HEADINGS, "things"));
static REST: LazyLock<Vec<&'static str>> = LazyLock::new(|| longest_first(words_of(HEADINGS, "rest")));
static COUNTERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(HEADINGS, "counter"));
static OTHER_COUNTERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(HEADINGS, "other-counter"));

/// Longest heading, in characters.
const LONGEST_HEADING: usize = 70;
/// Longest line of a list, in characters.
const LONGEST_LINE: usize = 3000;

/// One person of a roll of honour.
struct Entry {
    name: Candidate,
    /// What is said of the person: unit and title, or only one of them.
    told: Span,
}

/// What a heading announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Announces {
    /// Holders of the post that ends it.
    Holders,
    /// People.
    People,
    /// A list; it does not say of whom.
    Some,
    /// Bodies, places, goods.
    Things,
}

#[derive(Clone, Copy)]
struct Heading {
    /// Its words without number, remarks and colon.
    span: Span,
    announces: Announces,
    /// How many names it promises, if it tells.
    count: Option<usize>,
}

struct Roster {
    heading: Heading,
    names: Vec<Candidate>,
    /// How many of `names` no known surname begins.
    strange: usize,
    entries: Vec<Entry>,
    lines: Vec<Span>,
}

/// The lists of a text.
#[derive(Default)]
pub(super) struct Rosters {
    all: Vec<Roster>,
    /// Lines below a heading that announces no people.
    things: Vec<Span>,
    /// Index in `all` by where the words of the heading end.
    by_heading: FxHashMap<usize, usize>,
    /// Indices of a roll and of its entry by where that ends.
    by_entry: FxHashMap<usize, (usize, usize)>,
}

impl Rosters {
    /// The names of the list below a heading whose words end at `end`.
    pub(super) fn below(&self, end: usize) -> Option<Vec<&Candidate>> {
        let roster = self.by_heading.get(&end).map(|&i| &self.all[i])?;
        (roster.heading.announces == Announces::Holders).then(|| roster.people().collect())
    }

    /// Where the line of things ends in which `at` lies.
    pub(super) fn end_of_things(&self, at: usize) -> Option<usize> {
        let i = self.things.partition_point(|line| line.end as usize <= at);
        self.things.get(i).filter(|line| line.start as usize <= at).map(|line| line.end as usize)
    }

    /// Whose unit and title stand at `post`, behind the name.
    pub(super) fn holder(&self, post: Span) -> Option<&Candidate> {
        let (roll, entry) = self.by_entry.get(&(post.end as usize))?;
        let entry = &self.all[*roll].entries[*entry];
        entry.told.contains(post).then_some(&entry.name)
    }
}

impl Found<'_> {
    /// The lists of names and rolls of honour of the text.
    pub(super) fn rosters(&self) -> Rosters {
        let mut out = Rosters::default();
        let mut open: Option<Roster> = None;
        for i in 0..self.text.blocks.len() {
            let line = self.text.blocks[i].span;
            let listed = is_content(self.text, line.start as usize) && line.len() < LONGEST_LINE;
            if let Some(roster) = open.as_mut().filter(|_| listed)
                && self.goes_on(roster, line)
            {
                continue;
            }
            out.close(open.take());
            if listed {
                open = self.opened(i);
            }
        }
        out.close(open);
        out
    }

    /// Names of lists whose headings are no posts, and those of rolls that nothing else has introduced.
    pub(super) fn read_rosters(&mut self, rosters: &Rosters) {
        for roster in &rosters.all {
            let label = self.hits.longest_ending(roster.heading.span.end as usize, Class::Label);
            let capacity = label.map(|l| super::labels::LABELS[l.row as usize].1).filter(|c| *c == Capacity::Honoured);
            for name in roster.people() {
                let known = self.by_name.get(&name.name).is_some_and(|&i| self.introduced.contains(&(i, name.span)));
                if !known {
                    self.introduce(name.clone(), "name-in-list", vec![], None, capacity);
                }
            }
        }
    }

    /// The list that begins in the block `i`: with the heading there, or below the heading above.
    fn opened(&self, i: usize) -> Option<Roster> {
        let line = self.text.blocks[i].span;
        // 主席团成员：丁　山　于海清
        let words = self.text.slice(line);
        let colon = words.iter().take(LONGEST_HEADING).position(|c| matches!(c, '：' | ':'));
        if let Some(colon) = colon.map(|at| line.start as usize + at).filter(|at| at + 1 < line.end as usize) {
            let heading = self.heading(Span::new(line.start as usize, colon))?;
            let mut roster = Roster::below(heading);
            let rest = Span::new(colon + 1, line.end as usize);
            return (self.goes_on(&mut roster, rest) && roster.people().next().is_some()).then_some(roster);
        }
        // A heading: what follows may be its list.
        if line.len() > LONGEST_HEADING {
            return None;
        }
        self.heading(line).map(Roster::below)
    }

    /// Takes the names of a line into the list, if it is one of names; a remark in brackets below the heading is passed over.
    fn goes_on(&self, roster: &mut Roster, line: Span) -> bool {
        let parts = self.parted(line);
        let Some(first) = parts.first() else { return true };
        let fresh = roster.names.is_empty() && roster.entries.is_empty();
        // （按姓氏笔画为序）
        if fresh && self.text.at(first.start as usize).is_some_and(|c| matches!(c, '（' | '(')) {
            return self.text.at(line.end as usize - 1).is_some_and(|c| matches!(c, '）' | ')'));
        }
        if roster.entries.is_empty()
            && let Some((names, strange)) = self.names_of(&parts)
        {
            roster.names.extend(names);
            roster.strange += strange;
            roster.lines.push(line);
            return true;
        }
        if roster.names.is_empty()
            && let Some(entries) = self.entries_of(&parts)
        {
            roster.entries.extend(entries);
            return true;
        }
        false
    }

    /// What white space parts in `line`, without the number before it (1.丁山); nothing if a part is longer than any of a list.
    fn parted(&self, line: Span) -> Vec<Span> {
        const LONGEST: usize = 60;
        let (mut at, end) = (line.start as usize, line.end as usize);
        while at < end && matches!(self.text.chars[at], '0'..='9' | '.' | '．' | '、' | ' ' | '\u{3000}' | '\u{a0}') {
            at += 1;
        }
        let mut out: Vec<Span> = Vec::new();
        while at < end {
            let stop = (at..end).find(|&i| is_blank(self.text.chars[i])).unwrap_or(end);
            if stop - at > LONGEST {
                return vec![];
            }
            if stop > at && !self.text.chars[at..stop].iter().all(char::is_ascii_digit) {
                out.push(Span::new(at, stop));
            }
            at = stop + 1;
        }
        out
    }

    /// The names of which a line consists, and how many of them no known surname begins; `None` if something else stands there.
    fn names_of(&self, parts: &[Span]) -> Option<(Vec<Candidate>, usize)> {
        let mut out = Vec::new();
        let mut strange = 0;
        let mut rest = parts;
        while let Some((name, known, after)) = self.name_of(rest) {
            strange += usize::from(!known);
            out.push(name);
            rest = after;
        }
        (rest.is_empty() && !out.is_empty()).then_some((out, strange))
    }

    /// The name with which `parts` begin, whether it is known as one, and the parts behind it.
    fn name_of<'p>(&self, parts: &'p [Span]) -> Option<(Candidate, bool, &'p [Span])> {
        let (first, mut rest) = parts.split_first()?;
        let from = first.start as usize;
        let mut end = self.letters_end(*first)?;
        // 丁　山
        if end - from == 1 {
            if first.len() > 1 {
                return None;
            }
            let (second, behind) = rest.split_first()?;
            end = self.letters_end(*second)?;
            if end - second.start as usize != 1 {
                return None;
            }
            rest = behind;
        }
        // （女，苗族）
        if let Some((remark, behind)) = rest.split_first()
            && self.letters_end(*remark) == Some(remark.start as usize)
        {
            rest = behind;
        }
        let span = Span::new(from, end);
        if self.is_whole(span, Class::Title) || self.is_whole(span, Class::Label) {
            return None;
        }
        let known = self.names.exactly(from, end).filter(|c| c.form > LEAST_FORM && !self.ends_as_thing(c.span));
        let is_known = known.is_some();
        let name = known.or_else(|| self.names.stretch(from, end).filter(|c| c.span.len() <= 4))?;
        Some((name, is_known, rest))
    }

    /// Where the letters of a part end before its remark in brackets; `None` if it holds other signs.
    fn letters_end(&self, part: Span) -> Option<usize> {
        let (from, to) = (part.start as usize, part.end as usize);
        let end =
            (from..to).find(|&i| !is_han(self.text.chars[i]) && !matches!(self.text.chars[i], '·' | '•')).unwrap_or(to);
        let remark = matches!(self.text.at(end), Some('（' | '(')) && matches!(self.text.chars[to - 1], '）' | ')');
        (end == to || remark || end + 1 == to && matches!(self.text.chars[end], '。' | '；' | '，')).then_some(end)
    }

    /// 张庄村, 县财政局: the word for a place or body ends it.
    fn ends_as_thing(&self, name: Span) -> bool {
        let end = name.end as usize;
        let placed = self.towns.ending_at(end).is_some() || self.hits.ends_unit(end);
        name.len() > 2 && (placed || matches!(self.text.chars[end - 1], '村' | '屯' | '镇' | '乡' | '县' | '市'))
    }

    /// The people of a line of a roll: name, white space, what is said of them, and the next.
    fn entries_of(&self, parts: &[Span]) -> Option<Vec<Entry>> {
        let mut out: Vec<Entry> = Vec::new();
        let mut rest = parts;
        while !rest.is_empty() {
            let (name, known, after) = self.name_of(rest)?;
            let (told, after) = after.split_first()?;
            if !known || told.len() < 4 || self.names_of(std::slice::from_ref(told)).is_some_and(|(_, s)| s == 0) {
                return None;
            }
            let mut end = told.end;
            rest = after;
            // 石桥镇中心小学　校长
            while let Some((more, behind)) = rest.split_first().filter(|_| self.name_of(rest).is_none_or(|n| !n.1)) {
                end = more.end;
                rest = behind;
            }
            out.push(Entry { name, told: Span { start: told.start, end } });
        }
        Some(out)
    }

    /// Whether a word of `class` and nothing else stands at `part`.
    fn is_whole(&self, part: Span, class: Class) -> bool {
        self.hits.ending_of(part.end as usize, class).any(|t| t.start == part.start as usize)
    }

    /// The heading at `line`; `None` if nothing tells that a list of people follows.
    fn heading(&self, line: Span) -> Option<Heading> {
        let (from, mut end) = (line.start as usize, line.end as usize);
        let mut count = None;
        let (mut listed, mut things) = (false, false);
        loop {
            end = self.trimmed(from, end);
            if let Some(word) = REST.iter().find(|w| self.text.ends_with(end, w) && end - w.chars().count() > from) {
                end -= word.chars().count();
                listed = true;
            } else if let Some(open) = self.bracket(from, end) {
                match self.counted(open + 1) {
                    Some(number) => count = count.or(number),
                    None => things = true,
                }
                end = open;
            } else {
                break;
            }
        }
        let span = Span::new(from, end);
        if span.len() < 2 || self.text.slice(span).iter().any(|c| matches!(c, '。' | '；' | '！')) {
            return None;
        }
        let ends = |words: &[&str]| words.iter().any(|w| self.text.ends_with(end, w));
        let announces = if things || ends(&THINGS) {
            Announces::Things
        } else if self.hits.longest_ending(end, Class::Title).is_some() {
            Announces::Holders
        } else if count.is_some() || ends(&PEOPLE) || self.hits.longest_ending(end, Class::Label).is_some() {
            Announces::People
        } else if listed {
            Announces::Some
        } else {
            return None;
        };
        Some(Heading { span, announces, count })
    }

    /// Before the marks and white space at the end of a heading.
    fn trimmed(&self, from: usize, end: usize) -> usize {
        let mark = |c: char| is_blank(c) || matches!(c, '：' | ':' | '\n');
        (from..end).rev().find(|&i| !mark(self.text.chars[i])).map_or(from, |i| i + 1)
    }

    /// Where the bracket opens that closes at `end`.
    fn bracket(&self, from: usize, end: usize) -> Option<usize> {
        let closes = end > from && matches!(self.text.chars[end - 1], '）' | ')');
        closes.then(|| (from + 1..end).rev().find(|&i| matches!(self.text.chars[i], '（' | '(')))?
    }

    /// The number of people at `at` (共27名); the inner `None` if there is no number, the outer if something else is counted.
    fn counted(&self, at: usize) -> Option<Option<usize>> {
        let from = at + usize::from(self.text.at(at) == Some('共'));
        let end = (from..from + 5).find(|&i| !self.text.at(i).is_some_and(is_numeral)).unwrap_or(from);
        if end == from {
            return Some(None);
        }
        if OTHER_COUNTERS.iter().any(|w| self.text.starts_with(end, w)) {
            return None;
        }
        let people = COUNTERS.iter().any(|w| self.text.starts_with(end, w));
        // A number in words is one, though not worth reckoning.
        let number = self.text.str(Span::new(from, end)).parse().unwrap_or(0);
        Some(people.then_some(number))
    }
}

impl Rosters {
    /// Keeps a list whose names are believed.
    fn close(&mut self, roster: Option<Roster>) {
        let Some(roster) = roster.filter(|r| r.people().next().is_some()) else { return };
        if roster.heading.announces == Announces::Things {
            self.things.extend(roster.lines);
            return;
        }
        if !roster.is_believed() {
            return;
        }
        let index = self.all.len();
        self.by_heading.insert(roster.heading.span.end as usize, index);
        for (i, entry) in roster.entries.iter().enumerate() {
            self.by_entry.insert(entry.told.end as usize, (index, i));
        }
        self.all.push(roster);
    }
}

impl Roster {
    fn below(heading: Heading) -> Self {
        Self { heading, names: vec![], strange: 0, entries: vec![], lines: vec![] }
    }

    /// Everybody in it, in printed order.
    fn people(&self) -> impl Iterator<Item = &Candidate> {
        self.names.iter().chain(self.entries.iter().map(|e| &e.name))
    }

    /// Whether the names look like names, the more of them the less the heading promises.
    fn is_believed(&self) -> bool {
        let total = self.names.len() + self.entries.len();
        let least = if self.heading.announces == Announces::Some { SURE } else { LIKELY };
        let sure = self.people().filter(|c| c.form >= least).count();
        let promised = self.heading.count == Some(total);
        let few_strange = self.strange * if promised { 3 } else { 6 } <= total;
        let enough = match self.heading.announces {
            // 秘书长¶丁山
            Announces::Holders => total > 1 || promised || self.people().all(is_sure),
            Announces::People => total > 1 || promised,
            Announces::Some => total > 2 && sure * 2 >= total,
            Announces::Things => false,
        };
        few_strange && enough && (promised || sure * 3 >= total)
    }
}

/// A single name: no word of a talk (县长：谢谢).
fn is_sure(name: &Candidate) -> bool {
    name.form >= SURE && lexicon::common_word(&name.name).is_none()
}

/// Least weight of the form of a name in a list.
const LEAST_FORM: i32 = -45;
/// Weight of the form of a name where people are announced, and where nothing else tells that people follow.
const LIKELY: i32 = -5;
const SURE: i32 = 20;
