//! The scene of a document: where its people and bodies are named, which words stand in quotation marks, and how the
//! running text falls into segments and clauses. Quotes, roles and slogans read this, not the raw text.
//!
//! ```text
//! segment  会上，县委书记〔甲〕主持会议并讲话。      up to a full stop; also behind 。” (the next words begin a new one)
//! clause   县委书记〔甲〕主持会议并讲话              between ，；：。 (not 、), brackets and quotation marks skipped
//! phrase   县委书记〔甲〕                            a name with the posts before it
//! governed 对县委书记〔甲〕说                        a name that a preposition governs: not the one who acts
//! ```
//!
//! Reads `prepositions.txt`, `name_tails.txt`, `forms_of_address.txt`.

mod clauses;
mod marks;
mod moments;
mod names;
mod surnames;
mod words;

pub(crate) use marks::{Mark, Marks, is_common_han};
pub(crate) use moments::Moments;
pub(crate) use names::Mention;
pub(crate) use words::Words;

use super::Text;
use crate::{
    lexicon::names::common_word,
    record::{Official, Span, Unit},
};
use clauses::Clauses;
use std::sync::LazyLock;

/// Clauses are looked for this far back (characters): longer ones are no sentences of this genre but damaged text.
const CLAUSE_REACH: usize = 200;

/// Longer lists of names (in names) are damaged text.
pub(crate) const LIST_REACH: usize = 40;

/// Words after which a person is not the one who acts.
static PREPOSITIONS: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../lexicon/prepositions.txt")));
/// Ranks and forms of address behind a name.
static AFTER_NAME: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../lexicon/name_tails.txt")));
/// Titles by which people are called.
static TITLES: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../lexicon/forms_of_address.txt")));

/// A sentence, or the part of one after a closed quotation (`…。”`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Index of its block.
    pub block: usize,
    /// Whether it is the first of its block.
    pub opens_block: bool,
}

/// What quotes, roles and slogans see of a document.
pub(crate) struct Scene<'a> {
    /// The Simplified text.
    pub text: &'a Text,
    /// The people.
    pub officials: &'a [Official],
    /// The bodies.
    pub units: &'a [Unit],
    /// Segments of the running text in order.
    pub segments: Vec<Segment>,
    /// Quotation marks, titles and brackets.
    pub marks: Marks,
    clauses: Clauses,
    people: Vec<Mention>,
    /// For each of the people where the posts before the name begin.
    phrases: Vec<usize>,
    /// For each of the people the index of the first name of its list.
    heads: Vec<usize>,
    bodies: Vec<Mention>,
    /// End and start of each printed post with the person's index, by end.
    posts: Vec<(usize, usize, usize)>,
}

impl<'a> Scene<'a> {
    /// The scene of `text` with its people and bodies. Paragraphs that lie in one of the `bylines` are left out.
    pub fn new(text: &'a Text, officials: &'a [Official], units: &'a [Unit], bylines: &[Span]) -> Self {
        let signs = marks::signs(&text.chars);
        let marks = Marks::new(text, &signs);
        let clauses = Clauses::new(&text.chars, &marks, &signs);
        let segments = segments(text, &marks, bylines);
        let people = names::mentions(officials.iter().map(|o| o.aliases.as_slice()));
        let people = surnames::with_bare_surnames(text, officials, (&segments, &signs), people);
        let bodies = names::mentions(units.iter().map(|u| u.aliases.as_slice()));
        let mut posts: Vec<_> = officials
            .iter()
            .enumerate()
            .flat_map(|(i, o)| o.posts.iter().map(move |p| (p.span.end as usize, p.span.start as usize, i)))
            .collect();
        posts.sort_unstable();
        let (phrases, heads) = (vec![], vec![]);
        let mut scene =
            Self { text, officials, units, segments, marks, clauses, people, phrases, heads, bodies, posts };
        scene.phrases = scene.people.iter().map(|m| scene.read_phrase_start(*m)).collect();
        scene.heads = scene.list_heads();
        scene
    }

    /// The people named in `from..to`, in order.
    pub fn people(&self, from: usize, to: usize) -> &[Mention] {
        names::within(&self.people, from, to)
    }

    /// The bodies named in `from..to`, in order.
    pub fn bodies(&self, from: usize, to: usize) -> &[Mention] {
        names::within(&self.bodies, from, to)
    }

    /// Start of the clause that holds the character before `at`, not before `floor`.
    pub fn clause_start(&self, floor: usize, at: usize) -> usize {
        self.clauses.start(at).max(floor).max(at.saturating_sub(CLAUSE_REACH))
    }

    /// End of the clause that holds `at`, not after `ceiling`: where its punctuation stands.
    pub fn clause_end(&self, at: usize, ceiling: usize) -> usize {
        self.clauses.end(at).min(ceiling)
    }

    /// Whether the words in `mark` end as a sentence or clause does (`…，”`).
    pub fn ends_an_utterance(&self, mark: Mark) -> bool {
        ends_an_utterance(&self.text.chars, mark)
    }

    /// Where the posts before a name begin (`县委书记〔甲〕`); the name's own start if none stand there.
    pub fn phrase_start(&self, mention: Mention) -> usize {
        let i = self.people.partition_point(|m| m.start < mention.start);
        let known = self.people.get(i).filter(|m| **m == mention).and_then(|_| self.phrases.get(i));
        known.copied().unwrap_or_else(|| self.read_phrase_start(mention))
    }

    fn read_phrase_start(&self, mention: Mention) -> usize {
        let mut at = mention.start;
        loop {
            let before = if at > 0 && self.text.chars[at - 1] == '、' && at < mention.start { at - 1 } else { at };
            match self.post_ending_at(before, mention.who).or_else(|| self.post_ending_at(at, mention.who)) {
                Some(start) if start < at => at = start,
                _ => break,
            }
        }
        if at == mention.start { self.titled_start(at) } else { at }
    }

    fn post_ending_at(&self, end: usize, who: usize) -> Option<usize> {
        let from = self.posts.partition_point(|p| p.0 < end);
        self.posts[from..].iter().take_while(|p| p.0 == end).find(|p| p.2 == who).map(|p| p.1)
    }

    /// A post that is printed again before a name and was not read as such: from the last punctuation or preposition.
    fn titled_start(&self, name: usize) -> usize {
        if TITLES.ending_at(self.text, name).is_none() {
            return name;
        }
        let floor = name.saturating_sub(24);
        let mut at = name;
        // 市委书记、某军分区党委第一书记〔甲〕: one post after the other.
        let in_chain = |at: usize| self.text.chars[at - 1] == '、' && TITLES.ending_at(self.text, at - 1).is_some();
        while at > floor
            && !is_clause_end(self.text.chars[at - 1])
            && (in_chain(at) || !matches!(self.text.chars[at - 1], '、' | '”' | '）' | '\n'))
        {
            if at < name
                && PREPOSITIONS
                    .ending_at(self.text, at)
                    .is_some_and(|n| n > 1 || strong_preposition(self.text.chars[at - 1]))
            {
                break;
            }
            at -= 1;
        }
        at
    }

    /// Whether a preposition governs the name (`对〔甲〕说`, `叮嘱随行的镇长〔乙〕`), directly or through the name it is
    /// joined to.
    pub fn governed(&self, mention: Mention) -> bool {
        let start = self.phrase_start(self.list_head(mention));
        let mut end = start;
        if end > 0 && self.text.chars[end - 1] == '的' {
            // 随行的, 身边的: the preposition stands before the attribute.
            let floor = self.clause_start(end.saturating_sub(12), end);
            while end > floor + 1 {
                end -= 1;
                // 受表彰的, 从教三十年的: verbs.
                let verb = ["受表彰", "受到", "受奖", "从教", "从业", "从医", "从警", "从军", "从事"];
                let verb = verb.iter().any(|w| self.text.starts_with(end - 1, w));
                if PREPOSITIONS.ending_at(self.text, end).is_some() && !verb {
                    return true;
                }
            }
            return false;
        }
        PREPOSITIONS.ending_at(self.text, start).is_some()
            && !self.joins_a_group(start)
            && !self.is_swallowed(mention, start)
    }

    /// 经〔常〕要求，…: a preposition at the head of a sentence that a machine has made of the surname and one character before it
    /// (经常, 一向), where the name stands right before a cue and a mark.
    fn is_swallowed(&self, mention: Mention, start: usize) -> bool {
        let word = mention.start.saturating_sub(1)..mention.start + 1;
        let head = word.start == 0 || is_clause_end(self.text.chars[word.start - 1]);
        head && start == mention.start
            && common_word(self.text.str(Span::new(word.start, word.end))).is_some()
            && surnames::says(self.text, mention.end)
    }

    /// 六个先进单位和〔甲〕: what looks like a preposition joins the name to a group.
    fn joins_a_group(&self, at: usize) -> bool {
        let joint = at.saturating_sub(1);
        let groups = ["单位", "集体", "企业", "组织", "家庭", "代表队", "班组", "团队", "学校"];
        matches!(self.text.at(joint), Some('和' | '与' | '及'))
            && groups.iter().any(|w| self.text.ends_with(joint, w))
            && self.counted(joint)
    }

    /// 等六个先进单位: a number or 等 in the twelve characters before.
    fn counted(&self, to: usize) -> bool {
        let words = &self.text.chars[to.saturating_sub(12)..to];
        words.iter().any(|c| matches!(c, '等' | '个' | '家' | '户' | '支' | '所'))
    }

    /// The first of the names joined to this one (`〔甲〕、〔乙〕和丙`).
    pub fn list_head(&self, mention: Mention) -> Mention {
        let i = self.people.partition_point(|m| m.start < mention.start);
        self.heads.get(i).and_then(|&head| self.people.get(head)).copied().unwrap_or(mention)
    }

    fn list_heads(&self) -> Vec<usize> {
        let mut heads: Vec<usize> = Vec::with_capacity(self.people.len());
        for (i, m) in self.people.iter().enumerate() {
            let joined = i > 0 && self.joined_to(self.phrase_start(*m)) == Some(self.people[i - 1]);
            heads.push(if joined { heads[i - 1] } else { i });
        }
        heads
    }

    /// The name before `start` to which it is joined by 、和与及.
    pub fn joined_to(&self, start: usize) -> Option<Mention> {
        let joint = start.checked_sub(1)?;
        if !matches!(self.text.chars[joint], '、' | '和' | '与' | '及') {
            return None;
        }
        let end = if joint > 0 && self.text.chars[joint - 1] == '以' { joint - 1 } else { joint };
        self.people(end.saturating_sub(20), end).last().copied().filter(|m| self.name_end(*m) == end)
    }

    /// End of a name with the bracket (`（女，回族）`), rank or form of address after it.
    pub fn name_end(&self, mention: Mention) -> usize {
        let mut end = mention.end;
        if matches!(self.text.at(end), Some('（' | '('))
            && let Some(mark) = self.marks.opening_at(end)
            && mark.is_bracket()
        {
            end = mark.close + 1;
        }
        end + AFTER_NAME.starting_at(self.text, end).unwrap_or(0)
    }

    /// People who act in `from..to`: names that no preposition governs, that possess nothing (`甲的父亲`) and stand
    /// in no quotation, in order.
    pub fn actors(&self, from: usize, to: usize) -> Vec<Mention> {
        self.acting(from, to).collect()
    }

    fn acting(&self, from: usize, to: usize) -> impl Iterator<Item = Mention> {
        self.people(from, to)
            .iter()
            .copied()
            .filter(|m| !self.marks.inside_words(m.start))
            .filter(|m| !self.owns(*m))
            .filter(|m| !self.governed(*m))
    }

    /// 〔甲〕的父亲, 〔甲〕主席的报告: the name is an attribute.
    fn owns(&self, m: Mention) -> bool {
        let titled = TITLES.starting_at(self.text, m.end).map_or(m.end, |n| m.end + n);
        // 倪会长提的建议
        let made = matches!(self.text.at(titled), Some('提' | '说' | '讲' | '作' | '做' | '写'))
            && self.text.at(titled + 1) == Some('的');
        let owner =
            matches!(self.text.at(m.end), Some('的' | '家' | '之')) || self.text.at(titled) == Some('的') || made;
        owner && !self.text.starts_with(m.end, "的确")
    }

    /// The first who acts in `from..to` with those joined to it (`甲、乙和丙`); empty if nobody does.
    pub fn first_actors(&self, from: usize, to: usize) -> Vec<Mention> {
        let mut joint: Vec<Mention> = Vec::new();
        for m in self.acting(from, to) {
            match joint.last() {
                Some(_) if self.joined_to(self.phrase_start(m)).is_none() => break,
                _ => joint.push(m),
            }
        }
        joint
    }
}

fn ends_an_utterance(chars: &[char], mark: Mark) -> bool {
    mark.close > mark.open + 1 && matches!(chars[mark.close - 1], '。' | '！' | '？' | '!' | '?' | '，' | ',' | '…')
}

/// One-character words that are prepositions far more often than parts of a post.
fn strong_preposition(c: char) -> bool {
    matches!(c, '对' | '向' | '由' | '给' | '请' | '让' | '被' | '受')
}

/// Punctuation between clauses; 、 joins words and is none.
#[inline]
pub(crate) fn is_clause_end(c: char) -> bool {
    !marks::is_common_han(c)
        && matches!(c, '，' | ',' | '；' | ';' | '：' | ':' | '。' | '！' | '？' | '!' | '?' | '\n' | '…')
}

fn segments(text: &Text, marks: &Marks, bylines: &[Span]) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::with_capacity(text.sentences.len());
    for sentence in &text.sentences {
        let (start, end) = (sentence.span.start as usize, sentence.span.end as usize);
        if !text.is_running(start) || bylines.iter().any(|b| b.contains(sentence.span)) {
            continue;
        }
        let mut from = start;
        for mark in marks.quotes_within(start, end) {
            let stop = mark.close + 1;
            let full = mark.close > 0 && matches!(text.chars[mark.close - 1], '。' | '！' | '？' | '!' | '?' | '…');
            // A quotation that opens the sentence or follows 说：; one inside a clause (把“为什么？”问清楚) goes on.
            let whole = mark.open == from || is_clause_end(text.chars[mark.open - 1]);
            if full && whole && stop < end && !is_clause_end(text.chars[stop]) && text.chars[stop] != '、' {
                push(&mut out, from, stop, sentence.block);
                from = stop;
            }
        }
        push(&mut out, from, end, sentence.block);
    }
    out
}

fn push(out: &mut Vec<Segment>, start: usize, end: usize, block: usize) {
    if start < end {
        let opens_block = out.last().is_none_or(|s| s.block != block);
        out.push(Segment { start, end, block, opens_block });
    }
}
