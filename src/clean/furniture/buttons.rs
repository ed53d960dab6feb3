//! Buttons and counters behind a headline: `…启动仪式 [复制链接]`, `…启动仪式 38阅读`.

use super::words::made_of_words;
use crate::{
    clean::line::Line,
    lexicon::labels::{LabelKind, label, label_with_colon},
};

/// Takes buttons and counters off the end of a headline of a forum: `…启动仪式 [复制链接]`, `…启动仪式 38阅读`.
pub(super) fn drop_buttons(line: &mut Line) {
    /// Fewest Han characters of a headline.
    const SHORTEST: usize = 8;
    let hans = line.hans();
    if hans.len() > 90 || hans.contains(&'。') || line.is_meta() {
        return;
    }
    let mut end = hans.len();
    while let Some(start) = last_field(&hans[..end]).filter(|s| is_button(&hans[*s..end])) {
        end = start;
    }
    end -= hans[..end].iter().rev().take_while(|c| c.is_whitespace()).count();
    let left = hans[..end].iter().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(*c)).count();
    if end < hans.len() && left >= SHORTEST {
        let keep: Vec<bool> = (0..hans.len()).map(|i| i < end).collect();
        line.retain(&keep);
    }
}

/// Where the last field of the line begins: a bracket at its end, or what stands behind the last blank.
fn last_field(hans: &[char]) -> Option<usize> {
    let end = hans.len() - hans.iter().rev().take_while(|c| c.is_whitespace()).count();
    let open = match hans[..end].last()? {
        ']' => '[',
        '】' => '【',
        _ => return hans[..end].iter().rposition(|c| c.is_whitespace()).map(|i| i + 1),
    };
    hans[..end].iter().rposition(|c| *c == open)
}

/// `[复制链接]`, `38阅读`, `阅读：38`.
fn is_button(field: &[char]) -> bool {
    let field: Vec<char> = field.iter().filter(|c| !c.is_whitespace()).copied().collect();
    if let ['[' | '【', inner @ .., ']' | '】'] = &field[..] {
        return inner.len() >= 2 && made_of_words(inner);
    }
    if let Some((n, kind)) = label_with_colon(&field) {
        return kind == LabelKind::Visits && field[n..].iter().all(|c| c.is_ascii_digit() || *c == '次');
    }
    let digits = field.iter().take_while(|c| c.is_ascii_digit()).count();
    let whole = |(n, kind)| kind == LabelKind::Visits && n == field.len() - digits;
    digits > 0 && label(&field[digits..]).is_some_and(whole)
}
