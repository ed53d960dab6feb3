//! Navigation trails: `当前位置：首页 > 要闻`, `论坛›溪口社区›时政`, also before a date or source in one line.

use super::{
    shapes::{Reach, SHAPES, Shape, fits, squeeze},
    words::is_separator,
};
use crate::{
    clean::meta,
    lexicon::labels::{LabelKind, label_with_colon},
};

fn is_arrow(c: &char) -> bool {
    // Nearly every character is Han.
    !('\u{4E00}'..='\u{9FFF}').contains(c) && matches!(c, '>' | '＞' | '»' | '›')
}

/// Where a date or source begins that stands behind a trail in one line: `首页 > 要闻 人气：54 【日期：2014/1/10】`.
pub(super) fn field_behind_trail(hans: &[char]) -> Option<usize> {
    if hans.len() > 160 {
        return None;
    }
    let trail = hans.iter().position(is_arrow)?;
    let squeezed = squeeze(&hans[..trail]);
    let opens = |s: &Shape| s.reach == Reach::Line && fits(s, &squeezed);
    let opening = squeezed.first().and_then(|c| SHAPES[0].get(c)).is_some_and(|shapes| shapes.iter().any(opens));
    if !opening || hans.contains(&'。') {
        return None;
    }
    (trail..hans.len()).find(|&i| {
        is_separator(hans[i - usize::from(i > 0)])
            && label_with_colon(&hans[i..]).is_some_and(|(n, kind)| match kind {
                LabelKind::Date => meta::first_date(&hans[i + n..]).is_some_and(|(at, _)| at <= 2),
                LabelKind::Source | LabelKind::Reporter | LabelKind::Editor => n > 2 && hans.len() > i + n + 1,
                _ => false,
            })
    })
}

/// `论坛›溪口社区›时政`: three short steps or more, parted by arrows.
pub(super) fn is_trail(squeezed: &[char]) -> bool {
    let steps: Vec<&[char]> =
        squeezed.split(|c| matches!(c, '>' | '＞' | '»' | '›' | '→')).filter(|s| !s.is_empty()).collect();
    let step = |s: &&[char]| s.len() <= 12 && s.iter().all(|c| c.is_alphanumeric());
    steps.len() >= 3 && squeezed.len() <= 60 && steps.iter().all(step)
}
