//! What forum pages strew between the lines against copying (干扰码): `【. G! E. ] z$ f' }8 f' \* Q4 D'】`, runs of one to three
//! ASCII characters parted by single blanks; also where such a run is glued to the words of a paragraph.
//!
//! Refused: `A. B. C. D.`, Latin words, formulas with one kind of sign, numbers.

use super::{annotations::is_han, line::Line};

/// Pieces that a run has at least.
const LEAST: usize = 5;
/// Different signs among them at least.
const SIGNS: usize = 3;

/// Takes the runs out of the line.
pub fn strip(line: &mut Line) {
    if !line.chars.iter().any(|c| matches!(c, '!' | '#' | '$' | '%' | '^' | '&' | '*' | '~' | '`' | '@')) {
        return;
    }
    let chars = &line.chars;
    let mut keep = vec![true; chars.len()];
    for (start, end) in runs(chars) {
        keep[start - glued_before(&chars[..start])..end + glued_behind(&chars[end..])].fill(false);
    }
    if keep.contains(&false) {
        line.retain(&keep);
    }
}

/// Where runs begin and end, in characters.
fn runs(chars: &[char]) -> Vec<(usize, usize)> {
    let mut out = vec![];
    let mut at = 0;
    while at < chars.len() {
        let end = run_end(chars, at);
        if is_interference(&chars[at..end]) {
            out.push((at, end));
        }
        at = end.max(at + 1);
    }
    out
}

/// Where the pieces that begin at `at` end.
fn run_end(chars: &[char], at: usize) -> usize {
    let mut end = at;
    loop {
        let blanks = chars[end..].iter().take_while(|c| **c == ' ').count();
        let piece = chars[end + blanks..].iter().take(4).take_while(|c| c.is_ascii_graphic()).count();
        let parted = end == at || blanks > 0;
        let closed = chars.get(end + blanks + piece).is_none_or(|c| c.is_whitespace());
        if !parted || piece == 0 || piece > 3 || !closed {
            return end;
        }
        end += blanks + piece;
    }
}

fn is_interference(run: &[char]) -> bool {
    let pieces = run.split(|c| *c == ' ').filter(|p| !p.is_empty()).count();
    let mut signs: Vec<char> = run.iter().filter(|c| c.is_ascii_punctuation()).copied().collect();
    signs.sort_unstable();
    signs.dedup();
    let letters = run.iter().filter(|c| c.is_ascii_alphabetic()).count();
    pieces >= LEAST && signs.len() >= SIGNS && letters >= 2
}

/// Signs of the run glued to the words before it (`…大会。【$】 H9 I7`).
fn glued_before(before: &[char]) -> usize {
    let blanks = before.iter().rev().take_while(|c| **c == ' ').count();
    let words = &before[..before.len() - blanks];
    let signs = words.iter().rev().take_while(|c| c.is_ascii_graphic()).count();
    let all_signs = words[words.len() - signs..].iter().all(char::is_ascii_punctuation);
    blanks + if (1..=2).contains(&signs) && all_signs { signs } else { 0 }
}

/// Characters of the run glued to the words behind it (`E" 【P】4月20日`, `q" 【G】风雨`); a number is of the words.
fn glued_behind(behind: &[char]) -> usize {
    let blanks = behind.iter().take_while(|c| **c == ' ').count();
    let words = &behind[blanks..];
    let scrap = words.iter().take(3).take_while(|c| c.is_ascii_graphic() && !c.is_ascii_digit()).count();
    let next = words.get(scrap);
    blanks + if scrap <= 2 && next.is_some_and(|c| is_han(*c) || c.is_ascii_digit()) { scrap } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::line::Layout;

    fn stripped(s: &str) -> String {
        let chars: Vec<char> = s.chars().collect();
        let at = vec![0; chars.len()];
        let mut line = Line::new(chars, at, Layout::default());
        strip(&mut line);
        line.chars.into_iter().collect()
    }

    #[test]
    fn runs_go_and_words_stay() {
        for (from, to) in [
            (". G! E. ] z$ f' }8 f' \\* Q4 D' q* ~, r5", ""),
            (": Y% S/ @1 Q( k4 J/ D, h2 E\" P4月20日，会议召开。", "4月20日，会议召开。"),
            ("会议在这里召开。$ H9 I7 n. K2 l- m# u5 z1 R! B' y", "会议在这里召开。"),
            ("%}+ @0 ^, I$ q\" G溪口县召开会议。", "溪口县召开会议。"),
            ("A. B. C. D. E. F!", "A. B. C. D. E. F!"),
            ("增长10% 、 5% 、 3%，超过 A 级 & B 级", "增长10% 、 5% 、 3%，超过 A 级 & B 级"),
            ("Copyright & All rights reserved!", "Copyright & All rights reserved!"),
        ] {
            assert_eq!(stripped(from), to, "{from}");
        }
    }
}
