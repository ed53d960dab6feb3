//! Every further mention of a person introduced, by the full name.

use super::{Found, is_content};
use crate::{
    extract::{annotate::Class, names::is_dot, units::is_han},
    lexicon::{CharSet, names as lexicon},
    record::Span,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

impl Found<'_> {
    /// Every other place at which a known name stands.
    pub(super) fn read_mentions(&mut self) {
        let known: Vec<(usize, Vec<char>)> = self
            .drafts
            .iter()
            .enumerate()
            .filter(|(_, d)| !d.surname_only)
            .map(|(i, d)| (i, d.name.chars().collect()))
            .collect();
        let mut places: FxHashMap<char, Vec<usize>> = FxHashMap::default();
        let firsts: CharSet = known.iter().filter_map(|(_, n)| n.first().copied()).collect();
        for (at, c) in self.text.chars.iter().enumerate().filter(|(_, c)| firsts.contains(**c)) {
            places.entry(*c).or_default().push(at);
        }
        let holders = names_holding(&known);
        for (draft, name) in &known {
            let word_like = lexicon::common_word(&self.drafts[*draft].name).is_some_and(|w| w > 50);
            let longer = if holders.is_empty() { None } else { holders.get(&with_one_dot(name)) };
            let longer = longer.map(Vec::as_slice).unwrap_or_default();
            let mut mentions = std::mem::take(&mut self.drafts[*draft].mentions);
            let introduced = Covered::new(&mut mentions);
            // New ones come in order of the text: of them only the last can overlap the next.
            let mut last: Option<Span> = None;
            for &at in name.first().and_then(|c| places.get(c)).into_iter().flatten() {
                let Some(end) = self.stands_at(name, at) else { continue };
                let span = Span::new(at, end);
                let known_here = introduced.overlap(span) || last.is_some_and(|l| l.overlaps(span));
                if known_here || !is_content(self.text, at) {
                    continue;
                }
                let inside_longer = longer.iter().any(|&other| {
                    let stands = |from: usize| self.stands_at(&known[other].1, from).is_some_and(|e| e >= end);
                    (at.saturating_sub(2)..=at).any(stands)
                });
                let byline = self.bylines.iter().any(|b| b.overlaps(span));
                if inside_longer || byline || self.names_a_place(span) || (word_like && !self.reads_as_name(at, end)) {
                    continue;
                }
                mentions.push(span);
                last = Some(span);
            }
            mentions.sort();
            self.drafts[*draft].mentions = mentions;
        }
        self.read_first_parts();
    }

    /// 叶尔肯·哈布都拉 is known, then ［叶尔肯］叮嘱…: the part of a name before its dot that one person has, at the head of a clause
    /// before a verb of persons or of saying.
    fn read_first_parts(&mut self) {
        /// Longest part before a dot, in characters.
        const LONGEST: usize = 8;
        if self.by_first_part.is_empty() {
            return;
        }
        for at in 0..self.text.chars.len() {
            let heads = at == 0 || !is_han(self.text.chars[at - 1]) && !is_dot(self.text.chars[at - 1]);
            if !heads || !is_content(self.text, at) {
                continue;
            }
            let ends = (at + 2..=at + LONGEST).take_while(|&end| self.text.at(end).is_some_and(is_han));
            let acts = |end: usize| self.is_subject_verb(end) || self.names.follower(end) >= 20;
            let known = |end: usize| self.called_by_first_part(self.text.str(Span::new(at, end))).map(|who| (who, end));
            if let Some((who, end)) = ends.filter_map(known).find(|(_, end)| acts(*end)) {
                self.drafts[who].mentions.push(Span::new(at, end));
                self.drafts[who].mentions.sort();
            }
        }
    }

    /// 来自［凌云］县, ［连江］水库: a name of two characters that goes on as that of a place.
    fn names_a_place(&self, span: Span) -> bool {
        let end = span.end as usize;
        let class = self
            .text
            .at(end)
            .filter(|c| ['县', '市', '镇', '乡', '村', '路', '河', '山', '湖', '江', '桥'].contains(c));
        let place = class.is_some() && self.text.at(end + 1) != Some('长') || self.text.starts_with(end, "水库");
        span.len() == 2 && place
    }

    /// Whether the name stands at `at`, white space between its characters allowed; gives its end.
    fn stands_at(&self, name: &[char], at: usize) -> Option<usize> {
        let mut end = at;
        for (i, &c) in name.iter().enumerate() {
            if i > 0 {
                while matches!(self.text.at(end), Some(' ' | '\u{3000}')) {
                    end += 1;
                }
            }
            let here = self.text.at(end)?;
            if here != c && !(c == '·' && matches!(here, '•' | '・' | '．')) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// A name that is also a word (高峰, 成功) is one where marks, titles or names stand before it and a follower behind.
    pub(super) fn reads_as_name(&self, at: usize, end: usize) -> bool {
        let left = at == 0
            || !is_han(self.text.chars[at - 1])
            || self.hits.longest_ending(at, Class::Title).is_some()
            || ["由", "对", "向", "和", "与", "随", "经", "在", "受"].iter().any(|w| self.text.ends_with(at, w));
        left && self.names.follower(end) > 0
    }
}

/// For the letters of a name those of `names` (by index) that hold them and are longer: 周小明 for 周小. Most texts have none.
fn names_holding(names: &[(usize, Vec<char>)]) -> FxHashMap<Vec<char>, Vec<usize>> {
    let letters: Vec<Vec<char>> = names.iter().map(|(_, name)| with_one_dot(name)).collect();
    let known: FxHashSet<&[char]> = letters.iter().map(Vec::as_slice).collect();
    let sizes: BTreeSet<usize> = letters.iter().map(Vec::len).collect();
    let mut holders: FxHashMap<Vec<char>, Vec<usize>> = FxHashMap::default();
    for (i, name) in letters.iter().enumerate() {
        for part in sizes.range(1..name.len()).flat_map(|&size| name.windows(size)).filter(|part| known.contains(part))
        {
            let list = holders.entry(part.to_vec()).or_default();
            if list.last() != Some(&i) {
                list.push(i);
            }
        }
    }
    holders
}

/// The letters of a name with every middle dot printed alike, as [`Found::stands_at`] compares them.
fn with_one_dot(name: &[char]) -> Vec<char> {
    name.iter().map(|&c| if matches!(c, '•' | '・' | '．') { '·' } else { c }).collect()
}

/// The stretches of the text that some spans cover.
struct Covered {
    /// First character of each span, ascending, and how far it and those before it reach.
    spans: Vec<(u32, u32)>,
}

impl Covered {
    /// Of `spans`, which it sorts.
    fn new(spans: &mut [Span]) -> Self {
        spans.sort_unstable();
        let mut reach = 0;
        let reaching = |s: &Span| {
            reach = s.end.max(reach);
            (s.start, reach)
        };
        Self { spans: spans.iter().map(reaching).collect() }
    }

    /// Whether one of them overlaps `span`.
    fn overlap(&self, span: Span) -> bool {
        let before = self.spans.partition_point(|(start, _)| *start < span.end);
        self.spans[..before].last().is_some_and(|(_, reach)| *reach > span.start)
    }
}
