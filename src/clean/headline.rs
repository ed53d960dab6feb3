//! The headline, wherever it stands, and its repetitions.
//!
//! Pages: the printed line that `<title>` begins with or holds, else `<h1>`…`<h3>`, else a centred line above the text,
//! else `<title>` without the name of the site. Text: a `标题：…` line, a short line that is repeated as a caption, the
//! first line, or one of the last lines that shares its words with the opening.
//! Refused: a first line that is a sentence, a date line, a vocative, the name of a channel over a list of links.
//! Reads `lexicon/site_endings.txt`, `lexicon/headline_words.txt`, `lexicon/headline_tails.txt`.

use super::{annotations::is_han, line::Line, meta, spaces::is_running};
use crate::lexicon::{
    self,
    labels::{LabelKind, label_with_colon},
};
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

static SITE_ENDINGS: LazyLock<Vec<Vec<char>>> = LazyLock::new(|| words(include_str!("../../lexicon/site_endings.txt")));
static EVENT_WORDS: LazyLock<Vec<Vec<char>>> =
    LazyLock::new(|| words(include_str!("../../lexicon/headline_words.txt")));

static HEADLINE_TAILS: LazyLock<Vec<Vec<char>>> =
    LazyLock::new(|| words(include_str!("../../lexicon/headline_tails.txt")));

fn words(file: &'static str) -> Vec<Vec<char>> {
    lexicon::rows(file).filter_map(|r| r.first().map(|w| w.chars().collect())).collect()
}

/// Longest headline in characters; two halves and a subheadline run together reach 70.
const LONGEST: usize = 90;

/// Where the headline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Index of its line.
    pub line: usize,
    /// Lines that it takes (a headline split over lines).
    pub lines: usize,
}

/// Finds the headline. `page`: the lines come from a page with `<title>` or headings.
pub fn find(lines: &[Line]) -> Option<Found> {
    let page = lines.iter().any(|l| l.layout.heading.is_some());
    let has_text = lines
        .iter()
        .any(|l| l.layout.heading != Some(0) && l.layout.linked == 0 && (is_running(l.hans()) || l.len() > 20));
    if !has_text {
        return None;
    }
    let found = if page { of_page(lines).or_else(|| of_text(lines)) } else { of_text(lines) };
    found.map(|f| past_lead_in(lines, f))
}

/// `某某在…调研时强调`: the line only leads to the headline below it.
pub fn leads_in(hans: &[char]) -> bool {
    matches!(hans, [.., '强', '调'] | [.., '指', '出'] | [.., '要', '求'] | [.., '时', '说'] | [.., '表', '示'])
}

fn past_lead_in(lines: &[Line], found: Found) -> Found {
    let next = found.line + 1;
    let headline = lines.get(next).is_some_and(|l| {
        l.layout.heading != Some(0) && is_candidate(l, 6) && !is_running(l.hans()) && !names_speaker(l.hans())
    });
    let leads = lines[found.line].layout.heading.is_none() && leads_in(lines[found.line].hans());
    if found.lines == 1 && leads && headline { Found { line: next, lines: 1 } } else { found }
}

/// The value of a `标题：…` line.
pub fn labelled(line: &Line) -> Option<&[char]> {
    let hans = line.hans();
    let (length, kind) = label_with_colon(hans)?;
    let value = &hans[length..];
    let start = value.iter().position(|c| !c.is_whitespace())?;
    (kind == LabelKind::Title && hans.len() <= LONGEST + 6).then_some(&value[start..])
}

fn of_page(lines: &[Line]) -> Option<Found> {
    let title = lines.iter().position(|l| l.layout.heading == Some(0));
    let first_text = lines
        .iter()
        .position(|l| l.layout.heading != Some(0) && l.layout.outside.is_none() && is_running(l.hans()) && l.len() > 30)
        .unwrap_or(lines.len());
    if let Some(title) = title {
        let key = lines[title].key();
        let fits = |from: usize, to: usize| {
            let printed: String = lines[from..to].iter().map(Line::key).collect();
            let n = printed.chars().count();
            // A title may be cut short; only one line is tried against that.
            let cut = to == from + 1 && key.chars().count() >= 8 && printed.starts_with(&key);
            (n >= 4 && key.starts_with(&printed) || n >= 7 && key.contains(&printed) || cut).then_some(n)
        };
        let candidates = || {
            (0..lines.len()).filter(|i| {
                *i != title && is_candidate(&lines[*i], 4) && (*i < first_text || lines[*i].layout.heading.is_some())
            })
        };
        let two = candidates().filter(|i| {
            *i + 1 < lines.len() && *i + 1 != title && is_candidate(&lines[*i + 1], 2) && fits(*i, *i + 1).is_some()
        });
        let one = candidates().filter_map(|i| Some((fits(i, i + 1)?, Found { line: i, lines: 1 })));
        let two = two.filter_map(|i| Some((fits(i, i + 2)?, Found { line: i, lines: 2 })));
        // The longest match; among equals the first.
        if let Some((_, found)) = one
            .chain(two)
            .fold(None, |best: Option<(usize, Found)>, x| if best.is_none_or(|b| x.0 > b.0) { Some(x) } else { best })
        {
            return Some(found);
        }
    }
    let heading = (0..lines.len()).filter(|i| {
        matches!(lines[*i].layout.heading, Some(1..=3))
            && is_candidate(&lines[*i], 5)
            && !is_site_name(lines[*i].hans())
    });
    if let Some(i) = heading.min_by_key(|i| lines[*i].layout.heading) {
        let split = lines.get(i + 1).is_some_and(|l| l.layout.heading == lines[i].layout.heading && !l.layout.gap);
        return Some(Found { line: i, lines: if split { 2 } else { 1 } });
    }
    let centred = (0..first_text).find(|i| {
        lines[*i].layout.heading != Some(0)
            && is_candidate(&lines[*i], 7)
            && (lines[*i].layout.centred || lines[*i].layout.bold)
    });
    centred
        .map(|line| Found { line, lines: 1 })
        .or_else(|| {
            let first =
                (0..lines.len()).find(|i| lines[*i].layout.heading != Some(0) && lines[*i].layout.outside.is_none())?;
            (is_candidate(&lines[first], 8) && has_event_word(lines[first].hans()))
                .then_some(Found { line: first, lines: 1 })
        })
        .or_else(|| {
            let title = title?;
            let (start, end) = without_site(lines[title].hans())?;
            (end - start >= 5
                && !is_site_name(&lines[title].hans()[start..end])
                && !meta::is_meta(&lines[title].hans()[start..end]))
            .then_some(Found { line: title, lines: 1 })
        })
}

/// Could be a headline: short, no sentence, no list of links, no source line.
fn is_candidate(line: &Line, shortest: usize) -> bool {
    let hans = line.hans();
    if !(shortest..=LONGEST).contains(&hans.len()) || ends_like_sentence(hans) {
        return false;
    }
    let han = hans.iter().filter(|c| is_han(**c)).count();
    han >= shortest && !line.is_meta() && (line.layout.linked as usize * 2 <= han || line.layout.heading == Some(1))
}

fn ends_like_sentence(hans: &[char]) -> bool {
    matches!(hans.last(), Some('。' | '，' | '；' | '：' | '、' | ',' | ';' | ':')) || hans.contains(&'。')
}

fn is_site_name(hans: &[char]) -> bool {
    let hans: &[char] = hans.strip_suffix(&[' ']).unwrap_or(hans);
    SITE_ENDINGS.iter().any(|e| hans.ends_with(e)) && hans.len() <= 24 && !has_event_word(hans)
}

fn has_event_word(hans: &[char]) -> bool {
    EVENT_WORDS.iter().any(|w| hans.windows(w.len()).any(|x| x == &w[..]))
}

/// The part of `<title>` before the names of channel and site, in characters.
pub fn without_site(hans: &[char]) -> Option<(usize, usize)> {
    let real = |s: &(usize, usize)| !is_site_name(&hans[s.0..s.1]);
    // `站名-栏目-标题` stands the other way round: the first part that names no site and is long enough.
    segments(hans).into_iter().filter(real).find(|(a, b)| b - a >= 5)
}

/// The parts of `<title>` between its separators, in characters.
pub fn segments(hans: &[char]) -> Vec<(usize, usize)> {
    let separator = |i: usize| match hans[i] {
        '_' | '|' | '｜' | '>' | '＞' | '»' => true,
        // A dash inside a date span or before a subheadline is part of the headline.
        '-' | '–' => {
            !(hans.get(i.wrapping_sub(1)).is_some_and(char::is_ascii_digit)
                && hans.get(i + 1).is_some_and(char::is_ascii_digit))
        }
        '—' => hans.get(i + 1) != Some(&'—') && (i == 0 || hans[i - 1] != '—') && is_site_name(&hans[i + 1..]),
        _ => false,
    };
    let mut segments = vec![];
    let mut start = 0;
    for i in 0..=hans.len() {
        if i == hans.len() || separator(i) {
            let lead = hans[start..i].iter().take_while(|c| c.is_whitespace()).count();
            let tail = hans[start..i].iter().rev().take_while(|c| c.is_whitespace()).count();
            if start + lead < i.saturating_sub(tail) {
                segments.push((start + lead, i - tail));
            }
            start = i + 1;
        }
    }
    segments
}

fn of_text(lines: &[Line]) -> Option<Found> {
    let one = |line| Some(Found { line, lines: 1 });
    if let Some(footer) = lines.iter().position(|l| labelled(l).is_some()) {
        let key: String = labelled(&lines[footer])?.iter().filter(|c| c.is_alphanumeric()).collect();
        let opening = lines.iter().take_while(|l| !is_running(l.hans())).position(|l| l.key() == key);
        return one(opening.unwrap_or(footer));
    }
    let first =
        lines.iter().position(|l| l.layout.heading != Some(0) && !l.is_meta() && !is_label_of_column(l.hans()))?;
    if is_first_line(&lines[first], lines.len() > first + 1) {
        return Some(Found { line: first, lines: 1 + usize::from(goes_on(lines, first)) });
    }
    if let Some(repeated) = repeated(lines) {
        return one(repeated);
    }
    let opening: HashSet<(char, char)> = lines[first..]
        .iter()
        .take(2)
        .flat_map(|l| {
            l.hans().iter().take(160).copied().collect::<Vec<_>>().windows(2).map(|w| (w[0], w[1])).collect::<Vec<_>>()
        })
        .collect();
    let last = (first + 1..lines.len()).rev().filter(|i| !lines[*i].is_meta()).take(2);
    last.filter(|i| is_last_line(&lines[*i], &opening)).last().and_then(one)
}

/// `【时政要闻】`, `要闻`: the name of a column over the headline.
fn is_label_of_column(hans: &[char]) -> bool {
    let inner = meta::unbracketed(hans);
    inner.len() < hans.len() && inner.len() <= 8 && !has_event_word(inner)
}

fn is_first_line(line: &Line, text_follows: bool) -> bool {
    let hans = line.hans();
    let han = hans.iter().filter(|c| is_han(**c)).count();
    let opens_speech = hans.len() <= 12 && matches!(hans.last(), Some('：' | ':' | '！' | '!'));
    let item = hans.len() > 1 && matches!(hans[1], '、' | '.') || matches!(hans.first(), Some('（' | '(' | '◆' | '●'));
    text_follows && han >= 4 && hans.len() <= LONGEST && !opens_speech && !item && !ends_like_sentence(hans) && !opens_report(hans)
        // A long line with commas and no stop is a paragraph that lost its end, unless it is cut in two by a blank.
        && !(hans.iter().filter(|c| matches!(c, '，' | ',')).count() >= 2 && hans.len() > 50)
}

/// `1月22日下午，…`, `本报讯（记者…）`, `近日，…`: the words with which a report opens.
fn opens_report(hans: &[char]) -> bool {
    let head: String = hans.iter().take(16).collect();
    let digits = hans.iter().take_while(|c| c.is_ascii_digit()).count();
    let dated =
        digits > 0 && matches!(hans.get(digits), Some('月' | '日')) && hans.iter().any(|c| matches!(c, '，' | ','));
    dated
        || ["本报讯", "本网讯", "本台讯", "本台消息", "本报消息", "近日，", "日前，", "连日来，", "昨日，", "今天，"]
            .iter()
            .any(|w| head.starts_with(w))
}

/// The headline runs on over a second line: `云岭县召开全县安全生产⏎工作会议`, or a lead-in above (`浓浓鱼水情⏎…慰问部队`).
fn goes_on(lines: &[Line], first: usize) -> bool {
    let Some(next) = lines.get(first + 1) else { return false };
    let (x, y) = (lines[first].hans(), next.hans());
    if !is_candidate(next, 2)
        || next.layout.gap
        || is_running(y)
        || next.layout.indented != lines[first].layout.indented
        || lines.len() < first + 3
    {
        return false;
    }
    if y.first().is_some_and(|c| matches!(c, '—' | '－' | '（' | '('))
        || opens_report(y)
        || names_speaker(y)
        || x.len() + y.len() > 60
    {
        return false;
    }
    let ended = HEADLINE_TAILS.iter().any(|w| x.ends_with(w));
    is_cut_off_end(y) && !ended || !is_cut_off_end(y) && !has_event_word(x) && has_event_word(y)
}

/// `同志们`, `各位代表：`: words to the audience.
pub fn is_vocative(hans: &[char]) -> bool {
    let head: String = hans.iter().take(5).collect();
    hans.len() <= 14 && ["同志们", "各位", "朋友们", "尊敬的", "大家好"].iter().any(|v| head.starts_with(v))
}

/// `工作会议`, `现场会召开`: the end of a headline that had no room on its line.
pub fn is_cut_off_end(hans: &[char]) -> bool {
    let verb = |w: &str| {
        let w: Vec<char> = w.chars().collect();
        hans.windows(2).take(hans.len().saturating_sub(2)).any(|x| x == &w[..])
    };
    hans.len() <= 8 && !verb("召开") && !verb("举行") && HEADLINE_TAILS.iter().any(|w| hans.ends_with(w))
}

/// `云岭县委书记　钱小满`: a post and, after a blank, a name: the speaker under the headline of a speech.
pub fn names_speaker(hans: &[char]) -> bool {
    const POSTS: &[&str] = &[
        "书记",
        "市长",
        "县长",
        "区长",
        "镇长",
        "乡长",
        "旗长",
        "州长",
        "省长",
        "主席",
        "主任",
        "部长",
        "局长",
        "司令员",
        "政委",
        "秘书长",
        "院长",
        "检察长",
        "校长",
    ];
    let Some(blank) = hans.iter().position(|c| c.is_whitespace()) else { return false };
    let post: String = hans[..blank].iter().collect();
    let name = hans[blank..].iter().filter(|c| is_han(**c)).count();
    POSTS.iter().any(|p| post.ends_with(p)) && (2..=4).contains(&name) && hans.len() <= 60
}

/// The short line that stands twice or more in the text: captions repeat the headline. Where several do, none is known to
/// be it (and to take one would make the next the headline of what is left).
fn repeated(lines: &[Line]) -> Option<usize> {
    let mut seen: HashMap<String, (usize, usize)> = HashMap::new();
    for (i, line) in lines.iter().enumerate() {
        if is_candidate(line, 8) && !is_running(line.hans()) {
            seen.entry(line.key()).or_insert((i, 0)).1 += 1;
        }
    }
    let mut again = seen.values().filter(|(_, times)| *times > 1);
    let (first, _) = again.next()?;
    again.next().is_none().then_some(*first)
}

fn is_last_line(line: &Line, opening: &HashSet<(char, char)>) -> bool {
    let hans = line.hans();
    if !is_candidate(line, 8)
        || hans.len() > 50
        || hans.iter().any(|c| matches!(c, '，' | ',' | '、' | '；')) && hans.len() > 40
    {
        return false;
    }
    let pairs: Vec<(char, char)> = hans.windows(2).map(|w| (w[0], w[1])).collect();
    let shared = pairs.iter().filter(|p| opening.contains(p)).count();
    has_event_word(hans) && shared * 10 >= pairs.len() * 4 || shared * 10 >= pairs.len() * 8
}
