//! Lines about the document: source, date, byline, address.
//!
//! Accepted: `来源：云岭日报　作者：钱某`, `2019-07-31　来源：…`, `第02版：要闻 2023年03月09日 星期四`, `责编 钱某`,
//! `（记者 钱某 通讯员 孙某）` on a line of its own, `（2019年3月1日）`, `[2021-07-23]`, `http://…`.
//! Refused: running text, a headline that holds a date in brackets (`一周要闻（2013年7月22日—7月28日）`).
//!
//! Reads `byline_words.tsv`.

use super::{annotations::is_han, spaces::is_running};
use crate::lexicon::{
    CharSet,
    labels::{LabelKind, label, label_with_colon},
    words_of,
};
use std::sync::LazyLock;

const BYLINES: &str = include_str!("../../lexicon/byline_words.tsv");
/// What stands alone behind the names of writers.
static DEEDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(BYLINES, "deed"));
/// Ends of the names of media.
static MEDIA: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(BYLINES, "medium"));

/// Longest line about the document, in characters.
const LONGEST: usize = 160;

/// Whether the line (Simplified) is about the document.
pub fn is_meta(hans: &[char]) -> bool {
    if hans.is_empty() || hans.len() > LONGEST {
        return false;
    }
    let inside = unbracketed(hans);
    // A sentence is none, a bracket at the end of the text may hold a stop.
    let sentence = hans.contains(&'。');
    starts_with_field(inside, inside.len() != hans.len()) && !(sentence && hans.len() > 60)
        || (!sentence && (is_dated(hans) || is_address(hans) || is_bracketed_date(hans)))
}

/// The line without the brackets that enclose all of it.
pub fn unbracketed(line: &[char]) -> &[char] {
    match line {
        [open, inner @ .., close] if pair(*open) == Some(*close) && !inner.contains(close) => inner,
        _ => line,
    }
}

fn pair(open: char) -> Option<char> {
    Some(match open {
        '（' => '）',
        '(' => ')',
        '【' => '】',
        '[' => ']',
        '［' => '］',
        '〔' => '〕',
        '「' => '」',
        _ => return None,
    })
}

/// Begins with a label and a colon, or a byline label and a name after a blank (`记者 钱某`), or, in brackets, right
/// after it (`（通讯员钱某）`).
fn starts_with_field(line: &[char], in_brackets: bool) -> bool {
    let start = line
        .iter()
        .position(|c| {
            !matches!(
                c,
                ' ' | '\u{3000}'
                    | '|'
                    | '｜'
                    | '●'
                    | '■'
                    | '◆'
                    | '□'
                    | '○'
                    | '◎'
                    | '▍'
                    | '•'
                    | '▪'
                    | '-'
                    | '－'
                    | '/'
                    | '【'
                    | '['
                    | '（'
                    | '('
            )
        })
        .unwrap_or(0);
    let line = &line[start..];
    if let Some((length, kind)) = label_with_colon(line) {
        // `地址：…路8号` and `时间：…` inside a notice are its own words.
        return match kind {
            LabelKind::Url => is_address(&line[length..]) || line[length..].iter().all(|c| c.is_whitespace()),
            LabelKind::Date => {
                first_date(&line[length..]).is_some_and(|(at, _)| at <= 2)
                    || line[length..].iter().all(|c| c.is_whitespace())
            }
            LabelKind::Reporter | LabelKind::Editor | LabelKind::Photo | LabelKind::Review => line.len() - length <= 60,
            _ => line.len() - length <= 100,
        };
    }
    // `钱小满/文 孙大地/图`
    let slashed =
        line.len() <= 30 && line.windows(2).any(|w| matches!(w[0], '/' | '／') && matches!(w[1], '文' | '图' | '摄'));
    if slashed && !line.iter().any(|c| matches!(c, '，' | ',' | '。' | '：')) {
        return true;
    }
    let person = |kind| matches!(kind, LabelKind::Reporter | LabelKind::Editor | LabelKind::Photo | LabelKind::Review);
    if credits_behind_names(line) {
        return true;
    }
    if line.len() <= 40 && (labelled_after_medium(line) || names_of_press(line)) || is_line_of_press(line) {
        return true;
    }
    match label(line) {
        Some((length, kind)) if person(kind) && line.len() <= 60 && !line.iter().any(|c| matches!(c, '，' | ',')) => {
            let rest = &line[length..];
            let blank = rest.first().is_some_and(|c| c.is_whitespace() || matches!(c, '/' | '／'));
            (blank || (in_brackets && length > 1)) && rest.iter().filter(|c| is_han(**c)).count() >= 2
        }
        _ => false,
    }
}

/// `钱小满 孙大地 供稿`: words as long as names and, after a blank, what they did.
fn credits_behind_names(line: &[char]) -> bool {
    // With these the deeds below end.
    let last = line.iter().rev().find(|c| !c.is_whitespace());
    if !matches!(last, Some('稿' | '图' | '摄' | '影' | '文' | '写')) {
        return false;
    }
    let fields: Vec<&[char]> = line.split(|c| c.is_whitespace()).filter(|f| !f.is_empty()).collect();
    let [names @ .., deed] = &fields[..] else { return false };
    let deed: String = deed.iter().collect();
    let name = |f: &&[char]| (2..=4).contains(&f.len()) && f.iter().all(|c| is_han(*c));
    (1..=4).contains(&names.len()) && names.iter().all(name) && DEEDS.contains(&&*deed)
}

/// `云岭县融媒体中心记者：钱小满`
fn labelled_after_medium(line: &[char]) -> bool {
    let Some(colon) = line.iter().take(18).position(|c| matches!(c, '：' | ':')) else { return false };
    let sentence = line.iter().any(|c| matches!(c, '，' | ',' | '。' | '“'));
    !sentence && is_writer_of_medium(&line[..colon])
}

/// `云岭日报记者`, `云岭县融媒体中心通讯员`.
fn is_writer_of_medium(words: &[char]) -> bool {
    if !ends_with_writer(words) {
        return false;
    }
    let words: String = words.iter().collect();
    let of_medium = |w: &&str| words.strip_suffix(w).is_some_and(|m| MEDIA.iter().any(|e| m.ends_with(e)));
    ["记者", "通讯员"].iter().any(of_medium)
}

fn ends_with_writer(words: &[char]) -> bool {
    matches!(words, [.., '记', '者'] | [.., '通', '讯', '员'])
}

/// `云岭日报·云岭客户端记者 钱小满 通讯员 孙大地 李云 文图`: a writer of a medium at the head, then words as long as names.
fn is_line_of_press(line: &[char]) -> bool {
    if line.len() > 60 || !has_writer(line) {
        return false;
    }
    let fields: Vec<&[char]> = line.split(|c| c.is_whitespace()).filter(|f| !f.is_empty()).collect();
    let labels: [&[char]; 2] = [&['记', '者'], &['通', '讯', '员']];
    let writers = |f: &[char]| labels.iter().any(|l| f.ends_with(l) || f.starts_with(l) && f.len() <= l.len() + 4);
    let word = |f: &[char]| (2..=4).contains(&f.len()) && f.iter().all(|c| is_han(*c) || matches!(c, '/' | '·'));
    let [head, rest @ ..] = &fields[..] else { return false };
    is_writer_of_medium(head)
        && rest.iter().all(|f| word(f) || writers(f) && f.iter().all(|c| is_han(*c)))
        // Words of four characters throughout make a headline.
        && rest.iter().any(|f| (2..=3).contains(&f.len()) && !writers(f))
}

/// `本报通讯员钱小满　记者孙大地`: two fields at least that are each a label of the press with a name right behind it.
fn names_of_press(line: &[char]) -> bool {
    if !has_writer(line) {
        return false;
    }
    let press = |field: &[char]| {
        label(field).is_some_and(|(n, kind)| {
            let word: String = field[..n].iter().collect();
            kind == LabelKind::Reporter
                && (word.ends_with("记者") || word.ends_with("通讯员"))
                && (2..=4).contains(&(field.len() - n))
                && field[n..].iter().all(|c| is_han(*c))
        })
    };
    let fields: Vec<&[char]> = line.split(|c| c.is_whitespace() || *c == '、').filter(|f| !f.is_empty()).collect();
    let labelled = fields.iter().filter(|f| press(f)).count();
    labelled >= 2 && fields.iter().all(|f| press(f) || (2..=3).contains(&f.len()))
}

/// Whether 记者 or 通讯员 can stand in the line: in most neither does.
fn has_writer(line: &[char]) -> bool {
    line.iter().any(|c| matches!(c, '者' | '员'))
}

fn is_address(line: &[char]) -> bool {
    let start = line.iter().take_while(|c| c.is_whitespace()).count();
    let rest = &line[start..line.len().min(start + 200)];
    let begins = |head: &str| head.chars().eq(rest.iter().copied().take(head.len()));
    ["http://", "https://", "www."].into_iter().any(begins) && !rest.contains(&'，')
}

/// `（2019年3月1日）`, `（二〇〇七年三月二十一日《…》第二版）`: a bracket that begins with a date.
fn is_bracketed_date(line: &[char]) -> bool {
    let inner = unbracketed(line);
    // `（原载《云岭日报》2012年3月1日）` names the paper first.
    let names_paper = inner.contains(&'《') && inner.contains(&'》');
    inner.len() < line.len() && line.len() <= 60 && first_date(inner).is_some_and(|(at, _)| at <= 3 || names_paper)
}

/// Where a bracket ends that opens the line and holds nothing but a whole date.
pub fn bracketed_day(line: &[char]) -> Option<usize> {
    let start = line.iter().take_while(|c| c.is_whitespace()).count();
    let open = line.get(start).filter(|c| matches!(c, '（' | '('))?;
    let inside = &line[start + 1..];
    let length = inside.iter().take(20).position(|c| Some(*c) == pair(*open))?;
    first_date(&inside[..length]).is_some_and(|(at, n)| at == 0 && n == length).then_some(start + length + 2)
}

/// Holds a whole date that stands by itself and little else.
fn is_dated(line: &[char]) -> bool {
    let Some((at, length)) = first_date(line) else { return false };
    let alone = at == 0 || !is_han(line[at - 1]) && !matches!(line[at - 1], '（' | '(' | '“' | '《' | '—' | '－');
    // `发表于2024-06-26`
    let labelled =
        (0..at).any(|i| label(&line[i..at]).is_some_and(|(n, kind)| i + n == at && kind == LabelKind::Date && n > 2));
    let alone = alone || labelled;
    let bracket_at_start = at == 1 && matches!(line[0], '[' | '【' | '(' | '（' | '［');
    let after = line.get(at + length);
    // `2019年3月1日上午，…` begins a sentence; `2019年7月22日—28日` is the span of an event.
    if !(alone || bracket_at_start) || after.is_some_and(|c| matches!(c, '，' | '—' | '至' | '在' | '－' | '召'))
    {
        return false;
    }
    let words = line.iter().filter(|c| is_han(**c)).count();
    let fields = line.iter().any(|c| c.is_whitespace() || matches!(c, '|' | '：' | ':' | '｜' | '【' | '['));
    let commas = line.iter().filter(|c| matches!(c, '，' | ',')).count();
    let rest = words.saturating_sub(length);
    commas == 0 && (rest <= 4 || (fields && rest <= 40 && (at < 40)))
}

/// The first whole date: where it starts and how long it is, in characters. Accepted: `2019年3月1日`, `2019-03-01`,
/// `2019/3/1`, `2019.3.1`, `二〇一九年三月一日`.
pub fn first_date(line: &[char]) -> Option<(usize, usize)> {
    let signs = &*NUMBER_SIGNS;
    let begins = |i: &usize| signs.contains(line[*i]) && (*i == 0 || !signs.contains(line[*i - 1]));
    (0..line.len()).filter(begins).find_map(|i| Some((i, date_length(&line[i..])?)))
}

/// Every digit and numeral ([`is_digit`], [`is_numeral`]): most characters of a text are none.
static NUMBER_SIGNS: LazyLock<CharSet> =
    LazyLock::new(|| "0123456789０１２３４５６７８９一二三四五六七八九十〇○零Ｏ廿卅".chars().collect());

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '一' | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '〇'
            | '○'
            | '零'
            | 'Ｏ'
            | '廿'
            | '卅'
    )
}

fn date_length(text: &[char]) -> Option<usize> {
    year_first_length(text).or_else(|| {
        // `12/28/2012`, `28.12.2012`
        let digits = |at: usize| text[at.min(text.len())..].iter().take(5).take_while(|c| c.is_ascii_digit()).count();
        let first = digits(0);
        let mark = *text.get(first).filter(|c| matches!(c, '/' | '.'))?;
        let second = digits(first + 1);
        let whole =
            (1..=2).contains(&first) && (1..=2).contains(&second) && text.get(first + 1 + second) == Some(&mark);
        (whole && digits(first + second + 2) == 4).then_some(first + second + 6)
    })
}

fn year_first_length(text: &[char]) -> Option<usize> {
    let number =
        |at: usize, most: usize| text[at..].iter().take(most).take_while(|c| is_digit(**c) || is_numeral(**c)).count();
    let blanks = |at: usize| text[at.min(text.len())..].iter().take_while(|c| **c == ' ').count();
    let year = number(0, 4);
    if year != 4 {
        return None;
    }
    let mut at = year + blanks(year);
    let separator = *text.get(at)?;
    if !matches!(separator, '年' | '-' | '/' | '.' | '－' | '—' | '．') {
        return None;
    }
    at += 1 + blanks(at + 1);
    let month = number(at, 3);
    at += month + blanks(at + month);
    if month == 0 || !matches!(text.get(at), Some('月' | '-' | '/' | '.' | '－' | '—' | '．')) {
        return None;
    }
    at += 1 + blanks(at + 1);
    let day = number(at, 3);
    if day == 0 {
        return None;
    }
    at += day;
    let closed = at + blanks(at);
    Some(if matches!(text.get(closed), Some('日' | '号')) { closed + 1 } else { at })
}

/// Whether `line` can be the value of a label that stands alone on the line before (`信息来源：⏎云岭日报`).
pub fn is_value_of(kind: LabelKind, line: &[char]) -> bool {
    if label_with_colon(line).is_some() || is_running(line) {
        return false;
    }
    match kind {
        LabelKind::Visits => line.len() <= 10 && line.iter().any(char::is_ascii_digit),
        LabelKind::Catalogue => line.len() <= 24,
        LabelKind::Display | LabelKind::Share => false,
        LabelKind::Date => first_date(line).is_some(),
        // 发布人：⏎县水利局局长　甲乙丙: who speaks at a press conference.
        LabelKind::Review => !is_post_and_name(line),
        _ => true,
    }
}

/// 县水利局局长　甲乙丙: a name behind words that are too many for another name.
fn is_post_and_name(line: &[char]) -> bool {
    let mut words = line.split(|c| c.is_whitespace()).filter(|word| !word.is_empty());
    words.next().is_some_and(|first| first.len() > 4) && words.next().is_some_and(|name| name.len() < 4)
}

/// The kind of a line that is a label and a colon, nothing else.
pub fn only_label(hans: &[char]) -> Option<LabelKind> {
    let (length, kind) = label_with_colon(hans)?;
    hans[length..].iter().all(|c| c.is_whitespace()).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::{NUMBER_SIGNS, is_digit, is_meta, is_numeral};

    #[test]
    fn the_set_of_numbers_is_whole() {
        for c in '\0'..char::MAX {
            assert_eq!(NUMBER_SIGNS.contains(c), is_digit(c) || is_numeral(c), "{c}");
        }
    }

    #[test]
    fn lines_about_the_document() {
        let meta = |s: &str| is_meta(&s.chars().collect::<Vec<_>>());
        for line in [
            "来源：云岭日报　作者：钱某",
            "2019-07-31　来源：云岭日报",
            "第02版：要闻　2023年03月09日　星期四",
            "责编 钱小满",
            "（记者 钱小满 通讯员 孙大地）",
            "（2019年3月1日）",
            "[2021-07-23]　[来源：云岭网]",
            "http://example.org/a.html",
            "县内新闻 2023年5月19日 第1876期",
            "2020年8月11日",
            "（通讯员钱小满）",
            "二〇一九年三月一日",
            "28.12.2012 23:05",
            "【发布日期】：2019-03-01 【来源】：云岭网",
            "云岭日报·云岭客户端记者 钱小满 通讯员 孙大地 李云 文图",
            "云岭电视台记者 钱小满 通讯员李云",
            "□记者 钱小满",
            "钱小满 孙大地 供稿",
        ] {
            assert!(meta(line), "{line}");
        }
        for line in [
            "一周要闻（2013年7月22日—7月28日）",
            "2019年3月1日，云岭县召开会议。",
            "来源广泛的资金支持",
            "编辑工作座谈会召开",
            "记者从县委宣传部获悉，今年将新建学校。",
            "时间：下周三上午",
            "地址：云岭县人民路8号",
            "云岭日报记者 走进乡村 讲述变化",
            "云岭日报记者获评全省先进",
            "云岭县广泛开展摄影",
            "积极 供稿单位",
            "2019年3月1日上午，云岭县召开春耕工作会议，县长出席",
        ] {
            assert!(!meta(line), "{line}");
        }
    }
}
