//! Pinyin annotations that scrapers of Traditional copies left behind.
//!
//! Accepted (removed, brackets and all): `區【(qū)】`, `席【 (xí)】`, `縣【（xian）】`, `逄【(páng)】`, `忐忑【(tǎn tè)】`.
//! Refused: `(街)`, `(APEC)`, `(GDP)`, `选项(a)`, `图(b)`, anything not right after a Han character.
//! Reads `lexicon/pinyin_syllables.txt`.

use super::line::Line;
use crate::lexicon;
use pinyin::ToPinyinMulti;
use std::{collections::HashSet, sync::LazyLock};

static SYLLABLES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../lexicon/pinyin_syllables.txt")).filter_map(|r| r.into_iter().next()).collect()
});

/// Longest annotation looked at, in characters: four syllables of six letters with blanks.
const LONGEST: usize = 30;

/// Removes the annotations of a line.
pub fn strip(line: &mut Line) {
    let mut found = vec![];
    let mut at = 0;
    while let Some(open) = line.chars[at..].iter().position(|c| is_open_bracket(*c)) {
        at += open;
        match annotation(&line.chars, at) {
            Some((start, end)) => {
                found.push((start, end));
                at = end;
            }
            None => at += 1,
        }
    }
    if found.is_empty() {
        return;
    }
    let mut keep = vec![true; line.len()];
    found.into_iter().for_each(|(start, end)| keep[start..end].fill(false));
    line.retain(&keep);
}

fn is_open_bracket(c: char) -> bool {
    // Nearly every character is Han.
    !('\u{4e00}'..='\u{9fff}').contains(&c) && matches!(c, '(' | '（' | '[' | '［' | '〔')
}

/// The annotation whose bracket opens at `open`: from the blanks before it to its closing bracket.
fn annotation(chars: &[char], open: usize) -> Option<(usize, usize)> {
    let close = match chars[open] {
        '(' => ')',
        '（' => '）',
        '[' => ']',
        '［' => '］',
        '〔' => '〕',
        _ => return None,
    };
    let inside = &chars[open + 1..];
    let length = inside
        .iter()
        .take(LONGEST + 1)
        .position(|c| *c == close || (close == '）' && *c == ')') || (close == ')' && *c == '）'))?;
    let start = open - chars[..open].iter().rev().take_while(|c| c.is_whitespace()).count();
    let word: Vec<Option<Letter>> = inside[..length].iter().map(|c| letter(*c)).collect::<Option<_>>()?;
    is_reading(&word, &annotated(&chars[..start])).then_some((start, open + 1 + length + 1))
}

/// The Han characters that end at the bracket, nearest first, at most four.
fn annotated(before: &[char]) -> Vec<char> {
    before.iter().rev().take_while(|c| is_han(**c)).take(4).copied().collect()
}

pub fn is_han(c: char) -> bool {
    // Nearly every character is of the first range.
    matches!(c, '\u{4E00}'..='\u{9FFF}')
        || matches!(c, '\u{3400}'..='\u{4DFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

/// A letter of pinyin without its tone; a blank or apostrophe between syllables.
enum Letter {
    Plain(char),
    Toned(char),
    Tone,
    Gap,
}

/// `None` inside: a combining mark that only carries the tone; outer `None`: no letter of pinyin.
fn letter(c: char) -> Option<Option<Letter>> {
    Some(Some(match c {
        'a'..='z' => Letter::Plain(c),
        'ü' => Letter::Plain('ü'),
        'ɡ' => Letter::Plain('g'),
        'ɑ' => Letter::Plain('a'),
        'ā' | 'á' | 'ǎ' | 'à' | 'ă' | 'ã' => Letter::Toned('a'),
        'ē' | 'é' | 'ě' | 'è' | 'ĕ' | 'ê' | 'ế' | 'ề' => Letter::Toned('e'),
        'ī' | 'í' | 'ǐ' | 'ì' | 'ĭ' => Letter::Toned('i'),
        'ō' | 'ó' | 'ǒ' | 'ò' | 'ŏ' => Letter::Toned('o'),
        'ū' | 'ú' | 'ǔ' | 'ù' | 'ŭ' => Letter::Toned('u'),
        'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => Letter::Toned('ü'),
        'ń' | 'ň' | 'ǹ' => Letter::Toned('n'),
        'ḿ' => Letter::Toned('m'),
        '\u{300}' | '\u{301}' | '\u{304}' | '\u{306}' | '\u{30c}' | '1'..='5' => Letter::Tone,
        ' ' | '\'' | '’' | '\u{3000}' | '\u{a0}' => Letter::Gap,
        '\u{200b}' | '\u{feff}' => return Some(None),
        _ => return None,
    }))
}

/// Whether the letters are readings: with tones any syllables of Mandarin, no more of them than Han characters before;
/// without tones one syllable that the character before can be read as.
fn is_reading(word: &[Option<Letter>], before: &[char]) -> bool {
    let Some(last) = before.first() else { return false };
    let mut toned = false;
    let mut syllables = vec![String::new()];
    for letter in word.iter().flatten() {
        match letter {
            Letter::Plain(c) => syllables.iter_mut().last().into_iter().for_each(|s| s.push(*c)),
            Letter::Toned(c) => {
                toned = true;
                syllables.iter_mut().last().into_iter().for_each(|s| s.push(*c));
            }
            Letter::Tone => toned = true,
            Letter::Gap => syllables.push(String::new()),
        }
    }
    syllables.retain(|s| !s.is_empty());
    match &syllables[..] {
        [] => false,
        [one] if !toned => reads(*last, one) || (one.contains('v') && reads(*last, &one.replace('v', "ü"))),
        [one] => number_of_syllables(one, before.len()).is_some(),
        many => many.len() <= before.len() && toned && many.iter().all(|s| is_syllable(s)),
    }
}

fn is_syllable(s: &str) -> bool {
    SYLLABLES.contains(s) || (s.contains('v') && SYLLABLES.contains(s.replace('v', "ü").as_str()))
}

/// Into how many syllables (at most `most`) the letters can be cut.
fn number_of_syllables(letters: &str, most: usize) -> Option<usize> {
    if is_syllable(letters) {
        return Some(1);
    }
    if most < 2 || letters.chars().count() > 6 * most {
        return None;
    }
    letters.char_indices().skip(1).find_map(|(i, _)| {
        is_syllable(&letters[..i]).then(|| number_of_syllables(&letters[i..], most - 1)).flatten().map(|n| n + 1)
    })
}

fn reads(c: char, syllable: &str) -> bool {
    c.to_pinyin_multi().is_some_and(|readings| readings.into_iter().any(|r| r.plain() == syllable))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::line::Layout;

    fn stripped(s: &str) -> String {
        let chars: Vec<char> = s.chars().collect();
        let at = (0..chars.len() as u32).collect();
        let mut line = Line::new(chars, at, Layout::default());
        strip(&mut line);
        line.chars.into_iter().collect()
    }

    #[test]
    fn annotations_go() {
        for (from, to) in [
            ("區(qū)委書記(jì)", "區委書記"),
            ("主席 (xí)出席", "主席出席"),
            ("縣(xian)長(zhang)", "縣長"),
            ("逄（páng）某", "逄某"),
            ("忐忑(tǎn tè)不安", "忐忑不安"),
            ("雙擁(shuāngyōng)", "雙擁"),
            ("綠(lǜ)化、女(nv)兵", "綠化、女兵"),
            ("工(ɡōnɡ)作", "工作"),
            ("會(hui4)議", "會議"),
        ] {
            assert_eq!(stripped(from), to);
        }
    }

    #[test]
    fn true_brackets_stay() {
        for text in [
            "各乡镇(街)",
            "会议(APEC)",
            "指标(GDP)增长",
            "图(a)所示",
            "方案(ok)",
            "(qū)委",
            "计划(2024-2026年)",
            "代号(ab)",
            "黨(工)委",
            "张某(女)",
            "第(1)项",
            "同志(man)",
        ] {
            assert_eq!(stripped(text), text);
        }
    }
}
