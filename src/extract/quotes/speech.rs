//! A document that is itself a speech: one quote per top-level section (`一、…`), cue 讲话. The words before the first
//! section belong to no quote, the closing words to the last. Without sections the whole speech is one quote, from
//! behind the salutation (`同志们：`).
//!
//! The speaker is the person printed between headline and salutation or in the headline; else the label is what the
//! headline says before 在…上的讲话 (`县长`).

use super::Known;
use crate::{
    document::BlockKind,
    extract::scene::{Moments, Scene},
    record::{Basis, Quote, QuoteKind, Span, SpeakerKind},
};

const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// The sections of a speech; `None` if no running text is left.
pub(super) fn sections(scene: &Scene, moments: &Moments, known: Known) -> Option<Vec<Quote>> {
    let text = scene.text;
    let last = scene.segments.last()?.end;
    let heads = heads(scene);
    let (who, label) = speaker(scene, known);
    let mut starts: Vec<(usize, usize)> =
        heads.iter().map(|&b| (text.blocks[b].span.start as usize, body_of(scene, b))).collect();
    if starts.is_empty() {
        let from = salutation(scene).map_or(scene.segments.first()?.start, |b| text.blocks[b].span.end as usize);
        starts.push((from, from));
    }
    let mut quotes = Vec::new();
    for (i, &(_, from)) in starts.iter().enumerate() {
        let to = starts.get(i + 1).map_or(last, |next| next.0);
        let Some(span) = trimmed(scene, from, to) else { continue };
        quotes.push(Quote {
            meeting: moments.governing(from),
            speaker: who.map(|w| known.officials[w].name.clone()),
            speaker_kind: if who.is_some() { SpeakerKind::Official } else { SpeakerKind::Unknown },
            officials: who.iter().map(|&w| known.officials[w].n).collect(),
            unit: None,
            speaker_label: label.map(|l| text.words(l)),
            label_span: label,
            cue: "讲话".to_owned(),
            cue_span: None,
            kind: QuoteKind::Indirect,
            text: text.words(span),
            spans: vec![span],
            rule: if heads.is_empty() { "speech-whole" } else { "speech-section" }.into(),
            basis: Basis::Carried,
        });
    }
    Some(quotes)
}

/// Blocks that open with 一、二、三、 in this order.
fn heads(scene: &Scene) -> Vec<usize> {
    let mut heads = Vec::new();
    for (i, block) in scene.text.blocks.iter().enumerate() {
        let start = block.span.start as usize;
        let due = NUMERALS.get(heads.len()).copied();
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::SectionHead)
            && scene.text.at(start) == due
            && matches!(scene.text.at(start + 1), Some('、' | '.' | '．'))
        {
            heads.push(i);
        }
    }
    // The one section of a page whose others stand on the next: its heading has a line of its own.
    let alone = |i: &usize| {
        let span = scene.text.blocks[*i].span;
        let stops = scene
            .text
            .at((span.end as usize).saturating_sub(1))
            .is_some_and(|c| ['。', '；', ';', '：', ':', '，', ','].contains(&c));
        span.len() <= 40 && !stops && *i + 1 < scene.text.blocks.len()
    };
    if heads.len() < 2 && !heads.first().is_some_and(alone) { vec![] } else { heads }
}

/// Where the words of a section begin: behind its heading line, or behind the heading sentence of a long paragraph.
fn body_of(scene: &Scene, block: usize) -> usize {
    let span = scene.text.blocks[block].span;
    let first = scene.segments.iter().find(|s| s.block == block);
    match first {
        Some(s) if s.end < span.end as usize => s.end,
        _ => span.end as usize,
    }
}

/// The block that greets the audience.
fn salutation(scene: &Scene) -> Option<usize> {
    scene.text.blocks.iter().position(|b| {
        let words = scene.text.slice(b.span);
        words.len() <= 40 && matches!(words.last(), Some('：' | ':' | '！')) && {
            let line: String = words.iter().collect();
            ["同志们", "各位", "朋友们", "代表们", "同志"].iter().any(|w| line.contains(w))
        }
    })
}

/// Who speaks, and where the label is printed.
fn speaker(scene: &Scene, known: Known) -> (Option<usize>, Option<Span>) {
    let text = scene.text;
    let head = salutation(scene)
        .map(|b| text.blocks[b].span.start as usize)
        .unwrap_or_else(|| scene.segments.first().map_or(0, |s| s.start));
    if let Some(m) = scene.people(0, head).first() {
        return (Some(m.who), Some(Span::new(m.start, m.end)));
    }
    let Some(title) = known.title.map(|t| t.chars().collect::<Vec<_>>()) else { return (None, None) };
    let Some(at) = title.iter().position(|c| *c == '在').filter(|n| (2..=12).contains(n)) else { return (None, None) };
    let start = text.chars.windows(title.len().max(1)).position(|w| w == title);
    let label = start.map(|s| Span::new(s, s + at));
    let who = label.and_then(|l| scene.called(l.start as usize, l.end as usize, &[])).and_then(|c| c.who);
    (who, label)
}

fn trimmed(scene: &Scene, from: usize, to: usize) -> Option<Span> {
    let chars = &scene.text.chars;
    let start = (from..to).find(|&i| !chars[i].is_whitespace())?;
    let end = (start..to).rev().find(|&i| !chars[i].is_whitespace())? + 1;
    Some(Span::new(start, end))
}
