//! Marks that scraping doubled: `李某某,，张某某`, `强调，，要`, `书记,、县长` are one mark each.
//!
//! Of a run the 、 stays, else the stop, else the semicolon, else the comma of the script. Refused: `……`, `——`, `!!`, marks in Latin text.

use super::{annotations::is_han, line::Line};

/// Leaves one mark of every run of commas and the like.
pub fn single(line: &mut Line) {
    if !line.chars.windows(2).any(|w| is_comma(w[0]) && (is_comma(w[1]) || w[1] == ' ')) {
        return;
    }
    let mut keep = vec![true; line.len()];
    let mut at = 0;
    while at < line.len() {
        let end = run_end(&line.chars, at);
        let between_words = || at > 0 && is_word(line.chars[at - 1]) && line.chars.get(end).is_none_or(|c| is_word(*c));
        if end > at + 1 && between_words() {
            let best = (at..end).max_by_key(|&i| (rank(line.chars[i]), std::cmp::Reverse(i))).unwrap_or(at);
            (at..end).filter(|i| *i != best).for_each(|i| keep[i] = false);
        }
        at = end.max(at + 1);
    }
    if keep.contains(&false) {
        line.retain(&keep);
    }
}

/// Where the run of marks that begins at `at` ends; blanks may stand between them.
fn run_end(chars: &[char], at: usize) -> usize {
    let mut end = at;
    loop {
        let blanks = if end == at { 0 } else { chars[end..].iter().take(3).take_while(|c| **c == ' ').count() };
        if !chars.get(end + blanks).is_some_and(|c| is_comma(*c)) {
            return end;
        }
        end += blanks + 1;
    }
}

fn is_comma(c: char) -> bool {
    matches!(c, '，' | ',' | '、' | '；' | ';')
}

fn is_word(c: char) -> bool {
    is_han(c) || c.is_ascii_digit() || matches!(c, '“' | '”' | '《' | '》' | '（' | '）')
}

fn rank(c: char) -> u8 {
    match c {
        '、' => 4,
        '；' => 3,
        ';' => 2,
        '，' => 1,
        _ => 0,
    }
}
