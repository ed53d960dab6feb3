//! Fields of source lines that are furniture: `浏览次数：417`, `字号：[大 中 小]`, `分享到：…` beside source or date.
//!
//! Reads `meta_labels.tsv` by way of the labels.

use super::words::{is_separator, made_of_words};
use crate::{
    clean::{line::Line, meta},
    lexicon::labels::{LabelKind, label, label_with_colon},
};

/// A field of a source line.
struct Field {
    start: usize,
    end: usize,
    furniture: bool,
}

/// The fields of a line: each begins at a label, a date, or after white space or a bar.
fn fields(hans: &[char]) -> Vec<Field> {
    let mut out: Vec<Field> = Vec::new();
    let mut at = 0;
    while at < hans.len() {
        let start = at;
        while at < hans.len() && (hans[at].is_whitespace() || matches!(hans[at], '|' | '｜' | '丨')) {
            at += 1;
        }
        let piece = at;
        let labelled = opening_label(&hans[piece..]);
        let skipped = labelled.map_or(0, |(length, _)| length);
        at = (piece + skipped).min(hans.len());
        // A value may follow its label after blanks; else the field ends at the next blank, bar or label.
        if labelled.is_some() {
            while at < hans.len() && hans[at].is_whitespace() {
                at += 1;
            }
        }
        while at < hans.len()
            && !(hans[at].is_whitespace() || matches!(hans[at], '|' | '｜' | '丨'))
            && (at == piece || opening_label(&hans[at..]).is_none_or(|(_, own)| !own))
        {
            at += 1;
        }
        if at == start {
            at += 1;
        }
        let labelled_kind = label_with_colon(skip_bracket(&hans[piece..]))
            .or_else(|| label(skip_bracket(&hans[piece..])))
            .map(|(_, k)| k);
        let parts = || hans[piece..at].split(|c| is_separator(*c)).filter(|f| !f.is_empty());
        let number = |f: &[char]| f.iter().all(|c| c.is_ascii_digit());
        let words = parts().all(|f| made_of_words(f) || number(f)) && !parts().all(number);
        let bare_number = hans[piece..at].iter().all(|c| c.is_ascii_digit() || matches!(c, '次' | '人'));
        let after_furniture = out.last().is_some_and(|f| f.furniture);
        let furniture = match labelled {
            Some((_, true)) => labelled_kind.is_some_and(|k| k.is_furniture()),
            _ => {
                (bare_number && after_furniture)
                    || (words && !bare_number && piece < at)
                    || (after_furniture && is_value_of_display(&hans[piece..at]))
                    || piece == at
            }
        };
        out.push(Field { start, end: at, furniture });
    }
    out
}

fn skip_bracket(text: &[char]) -> &[char] {
    match text {
        ['[' | '【' | '（' | '(' | '［', rest @ ..] => rest,
        _ => text,
    }
}

/// A label with colon (`true`), perhaps in a bracket; its length with the bracket.
fn opening_label(text: &[char]) -> Option<(usize, bool)> {
    let rest = skip_bracket(text);
    label_with_colon(rest).map(|(n, _)| (n + text.len() - rest.len(), true))
}

fn is_value_of_display(piece: &[char]) -> bool {
    piece.iter().all(|c| {
        matches!(c, '大' | '中' | '小' | '特' | '超' | '】' | ']' | '）' | ')' | '+' | '-' | 'A' | 'T' | 'a')
            || is_separator(*c)
    })
}

/// The line is a furniture label with its value and no other field (`浏览次数：417`, `字体：大 中 小`).
pub(super) fn is_furniture_field(hans: &[char]) -> bool {
    let inner = meta::unbracketed(hans);
    label_with_colon(inner).is_some_and(|(_, kind)| kind.is_furniture())
        && inner.len() <= 80
        && fields(inner).iter().all(|f| f.furniture)
}

/// A source line with a field that is kept (`来源：… 浏览次数：…`).
pub(in crate::clean) fn has_kept_field(hans: &[char]) -> bool {
    let kept = |(length, kind)| {
        length > 2 && matches!(kind, LabelKind::Source | LabelKind::Date | LabelKind::Reporter | LabelKind::Editor)
    };
    let labelled = (0..hans.len())
        .any(|i| (i == 0 || is_separator(hans[i - 1])) && label_with_colon(&hans[i..]).is_some_and(kept));
    hans.len() <= 160 && (labelled || meta::is_meta(hans) && meta::first_date(hans).is_some())
}

/// Takes the furniture fields out of a source line.
pub(super) fn drop_fields(line: &mut Line) {
    let hans = line.hans();
    // Without a label, a bar or a digit there are no fields.
    if !hans.iter().any(|c| c.is_ascii_digit() || matches!(c, '：' | ':' | '|' | '｜' | '丨' | '【' | '[')) {
        return;
    }
    let fields = fields(hans);
    let dated = meta::first_date(hans).is_some()
        || fields.iter().any(|f| !f.furniture && label_with_colon(skip_blanks(&hans[f.start..f.end])).is_some());
    if !dated || !fields.iter().any(|f| f.furniture) {
        return;
    }
    let mut keep = vec![true; hans.len()];
    for field in fields.iter().filter(|f| f.furniture) {
        keep[field.start..field.end].fill(false);
    }
    // The separator that the first kept field no longer needs.
    let mut i = 0;
    let lead: Vec<usize> = (0..keep.len())
        .filter(|k| keep[*k])
        .take_while(|k| hans[*k].is_whitespace() || matches!(hans[*k], '|' | '｜' | '丨'))
        .collect();
    while i < lead.len() {
        keep[lead[i]] = false;
        i += 1;
    }
    let tail: Vec<usize> = (0..keep.len())
        .rev()
        .filter(|k| keep[*k])
        .take_while(|k| hans[*k].is_whitespace() || matches!(hans[*k], '|' | '｜' | '丨' | '【' | '[' | '［'))
        .collect();
    tail.into_iter().for_each(|k| keep[k] = false);
    line.retain(&keep);
}

fn skip_blanks(text: &[char]) -> &[char] {
    let n = text.iter().take_while(|c| c.is_whitespace() || matches!(c, '|' | '｜' | '丨' | '[' | '【')).count();
    &text[n..]
}
