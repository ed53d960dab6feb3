//! Whole dates as printed: `2019年3月1日`, `12/28/2012` (month first), `28.12.2012` (day first), `2019-03-01`, `2019/3/1`, `2019.3.1`, `二〇一九年三月一日`, `二○一九年十二月廿一日`.
//!
//! Refused: dates without year or day, `2019-13-01`, numbers like `12.5.1`.

use crate::civil_date::CivilDate;

/// The whole date at the start of `text` and its length in characters.
pub fn date_at(text: &[char]) -> Option<(CivilDate, usize)> {
    year_first(text).or_else(|| year_last(text))
}

/// `12/28/2012`, `28.12.2012`, as some publishing systems print it.
fn year_last(text: &[char]) -> Option<(CivilDate, usize)> {
    let (first, a) = number(text, 2)?;
    let mark = *text.get(a).filter(|c| matches!(c, '/' | '.'))?;
    let (second, b) = number(&text[a + 1..], 2)?;
    let (year, c) = (text.get(a + 1 + b) == Some(&mark)).then(|| number(&text[a + b + 2..], 4)).flatten()?;
    let ends = text.get(a + b + c + 2).is_none_or(|c| digit(*c).is_none());
    let whole = c == 4 && ends && (1900..2100).contains(&year);
    let (month, day) = if mark == '.' { (second, first) } else { (first, second) };
    let date = CivilDate::new(i16::try_from(year).ok(), u8::try_from(month).ok(), u8::try_from(day).ok())?;
    whole.then_some((date, a + b + c + 2))
}

fn year_first(text: &[char]) -> Option<(CivilDate, usize)> {
    let (year, mut at) = number(text, 4)?;
    if at != 4 || !(1900..2100).contains(&year) {
        return None;
    }
    at += blanks(&text[at..]);
    let separator = *text.get(at)?;
    if !matches!(separator, '年' | '-' | '/' | '.' | '－' | '—' | '．') {
        return None;
    }
    at += 1;
    at += blanks(&text[at..]);
    let (month, n) = number(&text[at..], 3)?;
    at += n;
    at += blanks(&text[at..]);
    if !matches!(text.get(at), Some('月' | '-' | '/' | '.' | '－' | '—' | '．')) {
        return None;
    }
    at += 1;
    at += blanks(&text[at..]);
    let (day, n) = number(&text[at..], 3)?;
    at += n;
    let date = CivilDate::new(i16::try_from(year).ok(), u8::try_from(month).ok(), u8::try_from(day).ok())?;
    let closed = at + blanks(&text[at..]);
    Some((date, if matches!(text.get(closed), Some('日' | '号')) { closed + 1 } else { at }))
}

/// The first whole date in `text`: where it starts, the date, its length.
pub fn first_date(text: &[char]) -> Option<(usize, CivilDate, usize)> {
    (0..text.len()).find_map(|i| {
        let fresh = i == 0 || digit(text[i - 1]).is_none();
        fresh.then(|| date_at(&text[i..])).flatten().map(|(date, length)| (i, date, length))
    })
}

fn blanks(text: &[char]) -> usize {
    text.iter().take_while(|c| c.is_whitespace()).count().min(2)
}

/// A number in ASCII, full-width or Chinese digits (十二, 廿一, 二〇一九) of at most `most` characters; with its length.
fn number(text: &[char], most: usize) -> Option<(u32, usize)> {
    let length = text.iter().take(most).take_while(|c| digit(**c).is_some()).count();
    let digits = &text[..length];
    if length == 0 {
        return None;
    }
    if !digits.iter().any(|c| matches!(c, '十' | '廿' | '卅')) {
        return Some((digits.iter().filter_map(|c| digit(*c)).fold(0, |n, d| n * 10 + d), length));
    }
    // 十 二十 十二 二十二 廿一
    let mut value = 0;
    for (i, c) in digits.iter().enumerate() {
        match c {
            '十' => value = value.max(1) * 10,
            '廿' => value = 20,
            '卅' => value = 30,
            _ if i + 1 < digits.len() && value == 0 => value = digit(*c)?,
            _ => value += digit(*c)?,
        }
    }
    Some((value, length))
}

fn digit(c: char) -> Option<u32> {
    Some(match c {
        '0'..='9' => c as u32 - '0' as u32,
        '０'..='９' => c as u32 - '０' as u32,
        '〇' | '○' | '零' | 'Ｏ' | '◯' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' | '廿' | '卅' => 10,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_whole_date() {
        for (text, iso) in [
            ("2019年3月1日", "2019-03-01"),
            ("2019-03-01 08:00", "2019-03-01"),
            ("2019/3/1", "2019-03-01"),
            ("12/28/2012 09:22:10", "2012-12-28"),
            ("2019.12.21", "2019-12-21"),
            ("28.12.2012  23:05", "2012-12-28"),
            ("二〇一九年十二月二十一日", "2019-12-21"),
            ("二○○七年三月廿一日", "2007-03-21"),
            ("２０１９年１０月十日", "2019-10-10"),
            ("2019 年 3 月 1 日", "2019-03-01"),
        ] {
            let chars: Vec<char> = text.chars().collect();
            assert_eq!(first_date(&chars).map(|(_, d, _)| d.to_string()).as_deref(), Some(iso), "{text}");
        }
        for text in
            ["2019年3月", "3月1日", "2019-13-01", "12.5.1", "2019年度", "0451-5700-11", "28.13.2012", "10.12.20124"]
        {
            let chars: Vec<char> = text.chars().collect();
            assert!(first_date(&chars).is_none(), "{text}");
        }
    }
}
