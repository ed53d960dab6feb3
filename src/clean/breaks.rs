//! Stray line breaks: words and sentences cut over lines are put together again.
//!
//! Accepted: `统一安排⏎，今天下午` (a line cannot begin with a comma), `在开展⏎“双创”活动中，…` in a text that is broken
//! elsewhere too, `3月1日，溪口县召开了⏎全县春耕会议。` (a report opens and breaks off), `《考评标准⏎（县）细则》` (an open mark is closed on the next line), lines wrapped at 80 columns.
//! Refused: headings (`一、统一思想`), source lines, vocatives (`同志们`), paragraphs of an unbroken text.
//! Reads `lexicon/open_endings.txt`, `lexicon/paragraph_openers.txt`.

use super::{headline, line::Line};
use crate::lexicon;
use std::sync::LazyLock;

/// Words that cannot end a heading or a paragraph.
static OPEN_ENDINGS: LazyLock<Vec<Vec<char>>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../lexicon/open_endings.txt"))
        .filter_map(|r| r.first().map(|w| w.chars().collect()))
        .collect()
});

/// Words that open a paragraph.
static PARAGRAPH_OPENERS: LazyLock<Vec<Vec<char>>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../lexicon/paragraph_openers.txt"))
        .filter_map(|r| r.first().map(|w| w.chars().collect()))
        .collect()
});

/// Columns by which a full line may fall short of the widest: a word or a mark that may not begin a line.
const SLACK: u32 = 5;
/// How far before a break is looked, in characters.
const NEAR: usize = 400;

/// Joins what a break has cut.
pub fn mend(lines: Vec<Line>) -> Vec<Line> {
    let broken = is_broken(&lines);
    let wrapped = wrap_width(&lines);
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut full = false;
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let was_full = full;
        full = wrapped.is_some_and(|w| line.layout.width + SLACK >= w);
        let next = lines.peek().map(|l| l.hans());
        match out.last_mut() {
            Some(previous) if belongs(previous, &line, next, broken, was_full) => {
                if latin_on_both_sides(previous, &line) {
                    let at = line.at.first().copied().unwrap_or_default().saturating_sub(1);
                    previous.push(' ', at);
                }
                previous.append(line);
            }
            _ => out.push(line),
        }
    }
    out
}

fn latin_on_both_sides(a: &Line, b: &Line) -> bool {
    a.chars.last().is_some_and(|c| c.is_ascii_alphanumeric())
        && b.chars.first().is_some_and(|c| c.is_ascii_alphanumeric())
}

/// Whether breaks are strewn over the text: two lines or more begin with a comma or stop, or of the lines of running text
/// four or more, and every third, break off in mid-sentence.
fn is_broken(lines: &[Line]) -> bool {
    if lines.iter().filter(|l| cannot_begin(l.hans())).take(2).count() == 2 {
        return true;
    }
    let running = lines.iter().filter(|l| !l.is_meta() && l.hans().iter().any(|c| matches!(c, '，' | '。')));
    let (mut count, mut open) = (0, 0);
    for line in running {
        count += 1;
        let end = line.hans().last();
        open += usize::from(end.is_some_and(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')) && line.hans().len() >= 12);
    }
    open >= 4 && open * 3 >= count
}

/// The width at which plain text was wrapped, in columns: most lines of running text are as wide as the widest, and
/// break off in mid-sentence. `None` when the text is not wrapped.
fn wrap_width(lines: &[Line]) -> Option<u32> {
    let mut widths: Vec<u32> = lines.iter().map(|l| l.layout.width).filter(|w| *w >= 40).collect();
    widths.sort_unstable();
    // The commonest width, so that a few longer lines do not decide.
    let near = |w: u32| widths.partition_point(|x| *x <= w) - widths.partition_point(|x| *x + SLACK < w);
    let widest = widths.iter().copied().max_by_key(|w| (near(*w), *w))?;
    let longer = widths.len() - widths.partition_point(|x| *x <= widest + SLACK);
    if widest > 200 || longer * 8 > widths.len() {
        return None;
    }
    let full = lines.iter().filter(|l| l.layout.width + SLACK >= widest);
    let (mut count, mut open) = (0, 0);
    for line in full {
        count += 1;
        open += usize::from(!line.hans().last().is_some_and(|c| ends_sentence(*c)));
    }
    (count >= 4 && count * 2 >= widths.len() && open * 3 >= count * 2).then_some(widest)
}

fn belongs(a: &Line, b: &Line, after: Option<&[char]>, broken: bool, a_full: bool) -> bool {
    let (x, y) = (a.hans(), b.hans());
    let (Some(&end), Some(&start)) = (x.last(), y.first()) else { return false };
    let title = |l: &Line| l.layout.heading == Some(0);
    if a.is_meta() || b.is_meta() || title(a) || title(b) {
        return false;
    }
    if cannot_begin(y) {
        return !ends_sentence(end) || start != '”';
    }
    if a_full && !b.layout.gap && !b.layout.indented && !starts_item(y) {
        return true;
    }
    if ends_sentence(end) || starts_item(y) || is_vocative(y) {
        return false;
    }
    if matches!(end, '，' | '、' | '（' | '《' | '“' | '‘' | '(' | '〈') || (end == ',' && x.len() > 8) {
        return true;
    }
    // What decides stands near the break; looking at all of a growing paragraph would cost quadratic time.
    let x_tail = &x[x.len().saturating_sub(NEAR)..];
    if closes_what_is_open(x_tail, y) || (broken && matches!(start, '（' | '(')) {
        return true;
    }
    if is_heading(x) {
        return ends_openly(x_tail) || (broken && cut_short(y, after));
    }
    if goes_on_unindented(a, b) {
        return true;
    }
    if opens_in_mid_sentence(x, x_tail) && ends_that_sentence(y) {
        return true;
    }
    let running = x_tail.iter().any(|c| matches!(c, '。' | '；'));
    if broken {
        return running || x_tail.iter().any(|c| matches!(c, '，' | ',')) && x.len() >= 12 && !b.layout.gap;
    }
    // No rule here may hang on a gap alone: cleaned text keeps none, and cleaning it again must change nothing.
    let goes_on = a.layout.width == 0 && breaks_off(x, x_tail, y);
    !b.layout.gap && !b.layout.indented && (running && ends_openly(x_tail) || goes_on)
}

/// An indented line of running text ends without a stop, and the next is not indented as paragraphs are.
fn goes_on_unindented(a: &Line, b: &Line) -> bool {
    let (x, y) = (a.hans(), b.hans());
    let running = x.len() >= 20 && x.iter().any(|c| matches!(c, '，' | '。' | ','));
    let cut = |c: Option<&char>| c.is_some_and(|c| matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_ascii_digit());
    let told = y.len() > 8 && y.iter().any(|c| matches!(c, '，' | '。' | ','));
    let opens = || headline::opens_report(y) || PARAGRAPH_OPENERS.iter().any(|w| y.starts_with(w));
    let rest = y.len() <= 8 && y.ends_with(&['。']);
    a.layout.indented
        && !b.layout.indented
        && !b.layout.gap
        && running
        && cut(x.last())
        && cut(y.first())
        && (rest || told && !opens())
}

/// `3月1日上午，溪口县在县会议厅召开了`, `7月28日，…书记某某，…主任某某带领相关负责人开`: a report opens and breaks off.
fn opens_in_mid_sentence(x: &[char], x_tail: &[char]) -> bool {
    let commas = x.iter().filter(|c| matches!(c, '，' | ',')).count();
    !x.contains(&'。')
        && headline::opens_report(x)
        && (x.ends_with(&['了']) || ends_openly(x_tail) || commas >= 2 && x.len() >= 40)
}

/// Goes on with words up to a stop, and opens neither a report nor a paragraph (`会议指出，…`).
fn ends_that_sentence(y: &[char]) -> bool {
    y.first().is_some_and(|c| matches!(c, '\u{4E00}'..='\u{9FFF}' | '“' | '《'))
        && y.contains(&'。')
        && !headline::opens_report(y)
        && !PARAGRAPH_OPENERS.iter().any(|w| y.starts_with(w))
}

/// A long line of running text that ends in mid-sentence: inside a paragraph a page broke it (plain text does not tell
/// paragraphs apart, so there a missing stop is left alone). Of the next line only the first character counts, for the
/// rest may come with a later line.
fn breaks_off(x: &[char], x_tail: &[char], y: &[char]) -> bool {
    let commas = x_tail.iter().filter(|c| matches!(c, '，' | ',' | '。')).count();
    x.len() >= 24 && commas >= 2 && y.first().is_some_and(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'))
}

/// Begins with a mark that never begins a line (`.5` may).
fn cannot_begin(y: &[char]) -> bool {
    match y {
        ['.', next, ..] => !next.is_ascii_alphanumeric(),
        [c, ..] => matches!(
            c,
            '，' | ','
                | '、'
                | '。'
                | '.'
                | '；'
                | ';'
                | '：'
                | ':'
                | '！'
                | '？'
                | '”'
                | '’'
                | '）'
                | '》'
                | '〉'
                | '」'
                | '』'
                | '％'
        ),
        [] => false,
    }
}

fn ends_sentence(c: char) -> bool {
    matches!(
        c,
        '。' | '！'
            | '？'
            | '；'
            | '：'
            | '”'
            | '’'
            | '…'
            | '!'
            | '?'
            | ';'
            | ':'
            | '）'
            | ')'
            | '】'
            | ']'
            | '—'
            | '』'
            | '」'
    )
}

/// An item or a heading with its number begins: `一、`, `（一）`, `1.`, `第一，`, `◆`.
fn starts_item(y: &[char]) -> bool {
    let number = |at: usize| y[at..].iter().take(3).take_while(|c| is_number(**c)).count();
    let n = number(0);
    if n > 0 && matches!(y.get(n), Some('、' | '.' | '．' | '）' | ')')) {
        return true;
    }
    match y[0] {
        '（' | '(' => {
            let n = number(1);
            n > 0 && matches!(y.get(1 + n), Some('）' | ')'))
        }
        '第' => {
            number(1) > 0 && matches!(y.get(1 + number(1)), Some('一' | '，' | ',' | '、' | '章' | '节' | '条'))
                || y.get(2).is_some_and(|c| matches!(c, '，' | ',' | '、'))
        }
        '◆' | '●' | '■' | '▲' | '★' | '◇' | '○' | '□' | '【' | '▶' | '·' | '①' | '②' | '③' | '④' | '⑤' | '⑥' | '⑦'
        | '⑧' | '⑨' => true,
        _ => false,
    }
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// `同志们`, `各位代表`: the words that open a speech or its last part.
fn is_vocative(y: &[char]) -> bool {
    let head: String = y.iter().take(6).collect();
    ["同志们", "各位", "大家好", "谢谢大家"].iter().any(|v| head.starts_with(v))
}

/// A heading by its number: begins an item, is short, holds no stop.
fn is_heading(x: &[char]) -> bool {
    x.len() <= 60 && starts_item(x) && !x.contains(&'。')
}

/// Ends with a word that wants an object or a noun (`二、突出`, `…关系的`).
fn ends_openly(x: &[char]) -> bool {
    let body = x.iter().rposition(|c| matches!(c, '、' | '，' | ',' | '.' | '）' | ')')).map_or(0, |i| i + 1);
    OPEN_ENDINGS.iter().any(|w| {
        // Verbs of two characters are open only when they are all that stands after the last mark.
        x.ends_with(w) && (w.len() == 1 || x.len() - body == w.len())
    })
}

/// The next line is a scrap that goes on with a comma: `二、突出⏎重点⏎，把握关键`.
fn cut_short(y: &[char], after: Option<&[char]>) -> bool {
    let scrap = y.iter().position(|c| matches!(c, '，' | ',')).unwrap_or(y.len());
    scrap <= 2 && (scrap < y.len() || after.and_then(|a| a.first()).is_some_and(|c| matches!(c, '，' | ',')))
}

/// `《…` is open at the end of `x` and closed early in `y`.
fn closes_what_is_open(x: &[char], y: &[char]) -> bool {
    [('《', '》'), ('“', '”'), ('（', '）')].iter().any(|(open, close)| {
        let balance = x.iter().fold(0i32, |n, c| n + i32::from(c == open) - i32::from(c == close));
        let first = |m: &char| y.iter().take(60).position(|c| c == m);
        balance > 0 && first(close).is_some_and(|c| first(open).is_none_or(|o| c < o))
    })
}
