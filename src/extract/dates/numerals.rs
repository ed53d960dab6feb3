//! Numbers as dates print them: `29`, `２９`, `二十九`, `廿九`, `二〇二〇`, `元`(月).

use crate::lexicon::CharSet;
use std::sync::LazyLock;

/// A number that begins at `at`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its value.
    pub value: u32,
    /// Characters that it takes.
    pub len: usize,
    /// Printed in Chinese numerals.
    pub chinese: bool,
}

/// Longer runs (in characters) are no number of a date.
const LONGEST: usize = 6;

/// The number whose first character stands at `at`; `None` when there is none or it is longer than six characters.
#[inline]
pub fn number(chars: &[char], at: usize) -> Option<Number> {
    // Nearly every place has none.
    if chars.get(at).is_some_and(|c| is_numeral(*c)) { read(chars, at) } else { None }
}

/// The places in `chars` at which a run of numerals begins.
pub fn runs(chars: &[char]) -> impl Iterator<Item = usize> {
    static ALL: LazyLock<CharSet> = LazyLock::new(|| NUMERALS.chars().collect());
    let numerals = &*ALL;
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + chars.get(at..)?.iter().position(|c| numerals.contains(*c))?;
        at = start + chars[start..].iter().take_while(|c| is_numeral(**c)).count();
        Some(start)
    })
}

fn read(chars: &[char], at: usize) -> Option<Number> {
    // Of a longer run no more is looked at: a text of nothing but digits would cost the square of its length.
    let here = &chars[at..chars.len().min(at + LONGEST + 1)];
    let run = |is: fn(char) -> bool| here.iter().take_while(|c| is(**c)).count();
    let len = run(|c| digit(c).is_some());
    if len > 0 {
        let value = here[..len].iter().try_fold(0u32, |n, c| Some(n * 10 + digit(*c)?))?;
        return (len <= LONGEST).then_some(Number { value, len, chinese: false });
    }
    let len = run(is_chinese_numeral);
    let value = (1..=LONGEST).contains(&len).then(|| chinese(&here[..len])).flatten()?;
    Some(Number { value, len, chinese: true })
}

/// Every character that can be part of a number.
pub const NUMERALS: &str = "0123456789０１２３４５６７８９零〇○Ｏ一元二两三四五六七八九十百廿卅";

/// Whether `c` can be part of a number.
#[inline]
pub fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '0'..='9' | '０'..='９' | '零' | '〇' | '○' | 'Ｏ' | '一' | '元' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九'
            | '十' | '百' | '廿' | '卅'
    )
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

fn is_chinese_numeral(c: char) -> bool {
    chinese_digit(c).is_some() || matches!(c, '十' | '百' | '廿' | '卅')
}

fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' | '○' | 'Ｏ' => 0,
        '一' | '元' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// 二〇二〇 digit by digit; 二十九, 廿九, 一百 by value.
fn chinese(chars: &[char]) -> Option<u32> {
    if chars.iter().all(|c| chinese_digit(*c).is_some()) {
        return chars.iter().try_fold(0u32, |n, c| Some(n * 10 + chinese_digit(*c)?));
    }
    let mut total = 0;
    let mut last = None;
    for &c in chars {
        match c {
            '百' => total += last.take().unwrap_or(1) * 100,
            '十' => total += last.take().unwrap_or(1) * 10,
            '廿' => total += 20,
            '卅' => total += 30,
            // A second digit without a unit between: 三五十 is no number.
            _ => match last {
                Some(n) if n != 0 => return None,
                _ => last = chinese_digit(c),
            },
        }
    }
    Some(total + last.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_set_of_numerals_is_whole() {
        for c in '\0'..char::MAX {
            assert_eq!(is_numeral(c), digit(c).is_some() || is_chinese_numeral(c), "{c}");
            assert_eq!(is_numeral(c), NUMERALS.contains(c), "{c}");
        }
    }

    #[test]
    fn all_ways_of_printing() {
        for (text, value) in [
            ("29日", 29),
            ("２９日", 29),
            ("二十九日", 29),
            ("廿九", 29),
            ("二〇二〇年", 2020),
            ("十", 10),
            ("元月", 1),
            ("一百零八", 108),
        ] {
            let chars: Vec<char> = text.chars().collect();
            assert_eq!(number(&chars, 0).map(|n| n.value), Some(value), "{text}");
        }
        assert_eq!(number(&['月'], 0), None);
        assert_eq!(number(&[], 3), None);
        assert_eq!(number(&['1'; 6], 0).map(|n| n.value), Some(111_111));
        assert_eq!(number(&['1'; 7], 0), None);
        assert_eq!(number(&['一'; 7], 0), None);
    }
}
