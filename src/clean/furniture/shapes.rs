//! Shapes of whole lines: literal parts with anything between them (`当前位置：*`, `*版权所有*`).
//!
//! Reads `furniture_lines.tsv`.

use crate::{
    clean::spaces,
    lexicon::{self, CharSet},
};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// How far a furniture line reaches.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    Line,
    Rest,
}

/// A shape of `furniture_lines.tsv`: literal parts with anything between them.
pub(super) struct Shape {
    parts: Vec<Vec<char>>,
    /// The line begins with the first part; ends with the last.
    anchored: (bool, bool),
    longest: usize,
    pub(super) reach: Reach,
}

/// Shapes by the first character of their first part: those that begin the line, and those that stand anywhere.
pub(super) static SHAPES: LazyLock<[FxHashMap<char, Vec<Shape>>; 2]> = LazyLock::new(|| {
    let mut shapes: [FxHashMap<char, Vec<Shape>>; 2] = Default::default();
    for row in lexicon::rows(include_str!("../../../lexicon/furniture_lines.tsv")) {
        let [shape, longest, reach, ..] = row[..] else { continue };
        let anchored = (!shape.starts_with('*'), !shape.ends_with('*'));
        let parts: Vec<Vec<char>> = shape.split('*').filter(|p| !p.is_empty()).map(|p| p.chars().collect()).collect();
        let reach = if reach == "rest" { Reach::Rest } else { Reach::Line };
        let Some(&first) = parts.first().and_then(|p| p.first()) else { continue };
        shapes[usize::from(!anchored.0)].entry(first).or_default().push(Shape {
            parts,
            anchored,
            longest: longest.parse().unwrap_or(60),
            reach,
        });
    }
    shapes
});

/// First characters of the shapes that stand anywhere: most characters of a text are none, and need no hashing.
pub(super) static OPENINGS: LazyLock<CharSet> = LazyLock::new(|| SHAPES[1].keys().copied().collect());

pub(super) fn fits(shape: &Shape, text: &[char]) -> bool {
    // A footer of recommendations may name many titles in one line.
    let narrated = || text.len() > 24 && text.contains(&'。') && text.iter().any(|c| matches!(c, '，' | ','));
    let literal: usize = shape.parts.iter().map(Vec::len).sum();
    // `当前位置偏远的村，…。` is a sentence: few words do not make it furniture.
    if literal < 5 && narrated() || text.len() > shape.longest && shape.reach == Reach::Line {
        return false;
    }
    let mut at = 0;
    for (i, part) in shape.parts.iter().enumerate() {
        let last = i + 1 == shape.parts.len();
        let rest = &text[at.min(text.len())..];
        let found = if i == 0 && shape.anchored.0 {
            rest.starts_with(part).then_some(0)
        } else if last && shape.anchored.1 {
            rest.ends_with(part).then(|| rest.len() - part.len())
        } else {
            rest.windows(part.len()).position(|w| w[0] == part[0] && w == part)
        };
        match found {
            Some(offset) => at += offset + part.len(),
            None => return false,
        }
    }
    !shape.anchored.1 || at == text.len()
}

/// Without white space and without the ornaments that enclose such lines.
pub(super) fn squeeze(hans: &[char]) -> Vec<char> {
    let ornament = |c: &char| {
        matches!(
            c,
            '●' | '■'
                | '◆'
                | '▼'
                | '▲'
                | '★'
                | '☆'
                | '►'
                | '▶'
                | '▍'
                | '|'
                | '｜'
                | '丨'
                | '_'
                | '='
                | '*'
                | '~'
                | '·'
                | '•'
                | '↓'
                | '↑'
                | '→'
                | '-'
                | '—'
                | '＞'
                | '>'
                | '【'
                | '】'
                | '['
                | ']'
                | '「'
                | '」'
                | '"'
        )
    };
    let mut text: Vec<char> = Vec::with_capacity(hans.len());
    let first = hans.iter().position(|c| !spaces::is_blank(*c) && !ornament(c)).unwrap_or(hans.len());
    text.extend(hans[first..].iter().filter(|c| !spaces::is_blank(**c)));
    while text.last().is_some_and(ornament) {
        text.pop();
    }
    text
}
