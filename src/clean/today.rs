//! The day on which a page was fetched, as a widget at its head prints it (`日期：2024年11月25日 星期一`): furniture when the page
//! also prints when it was published.
//!
//! Refused: the date line of a newspaper page (`第02版：要闻 2023年03月09日 星期四`), a page that prints no other date.
//! Reads `lexicon/meta_labels.tsv`.

use super::{line::Line, meta};
use crate::lexicon::labels::{LabelKind, label_with_colon};

/// How many lines from the head a widget stands at most.
const FAR: usize = 8;

/// Leaves out the widget.
pub fn drop_widget(lines: &mut Vec<Line>) {
    let Some(widget) = lines.iter().take(FAR).position(|l| is_widget(l.hans())) else { return };
    if lines.iter().skip(widget + 1).any(|l| l.is_meta() && is_stamp(l.hans())) {
        lines.remove(widget);
    }
}

/// A date and its day of the week, before them at most a label; no time.
fn is_widget(hans: &[char]) -> bool {
    // 星期三, 周三: most lines end with other words.
    let before_last = hans.iter().rev().filter(|c| !c.is_whitespace()).nth(1);
    if !matches!(before_last, Some('期' | '周')) {
        return false;
    }
    let labelled = label_with_colon(hans).filter(|(_, kind)| *kind == LabelKind::Date).map_or(0, |(n, _)| n);
    let words: Vec<char> = hans[labelled..].iter().filter(|c| !c.is_whitespace()).copied().collect();
    let words: &[char] = match &words[..] {
        ['今', '天', '是', rest @ ..] => rest,
        all => all,
    };
    let Some((0, length)) = meta::first_date(words) else { return false };
    matches!(words[length..], ['星', '期', _] | ['周', _])
}

/// Whether a line about the document holds a date with its time, or beside a source or a label of its own.
fn is_stamp(hans: &[char]) -> bool {
    let Some((start, length)) = meta::first_date(hans) else { return false };
    let timed =
        hans[start + length..].iter().take(4).any(char::is_ascii_digit) && hans[start + length..].contains(&':');
    let labelled = (0..hans.len()).any(|i| {
        label_with_colon(&hans[i..])
            .is_some_and(|(n, kind)| n > 2 && matches!(kind, LabelKind::Date | LabelKind::Source) && hans.len() <= 120)
    });
    timed || labelled
}
