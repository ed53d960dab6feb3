//! The headline, wherever it stands, and its repetitions.
//!
//! Pages: the printed line that `<title>` begins with or holds, else `<h1>`…`<h3>`, else a centred line above the text,
//! else `<title>` without the name of the site. Text: a `标题：…` line, a short line that is repeated as a caption, the
//! first line, the first line above the text that surely is one where names of sites, menus and counters stand above
//! it, or one of the last lines that shares its words with the opening.
//! Refused: a first line that is a sentence, a date line, a vocative, a short caption (`大会献词`) over a dated report,
//! the name of a channel over a list of links, a label of minutes and its value (`会议地点：村委会`).
//! Reads `lexicon/site_endings.txt`, `lexicon/headline_words.txt`, `lexicon/headline_tails.txt`, `lexicon/chronicle_titles.txt`,
//! `lexicon/minutes_labels.tsv`, `lexicon/leader_titles.tsv`, `lexicon/report_openers.txt`.

use super::{annotations::is_han, line::Line, meta, spaces::is_running};
use crate::lexicon::{
    self,
    labels::{LabelKind, label_with_colon},
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

static SITE_ENDINGS: LazyLock<Vec<Vec<char>>> = LazyLock::new(|| words(include_str!("../../lexicon/site_endings.txt")));
static EVENT_WORDS: LazyLock<Vec<Vec<char>>> =
    LazyLock::new(|| words(include_str!("../../lexicon/headline_words.txt")));

static CHRONICLES: LazyLock<Vec<Vec<char>>> =
    LazyLock::new(|| words(include_str!("../../lexicon/chronicle_titles.txt")));

static MINUTES_LABELS: LazyLock<Vec<Vec<char>>> =
    LazyLock::new(|| words(include_str!("../../lexicon/minutes_labels.tsv")));

static HEADLINE_TAILS: LazyLock<Vec<Vec<char>>> =
    LazyLock::new(|| words(include_str!("../../lexicon/headline_tails.txt")));

/// Ends of posts before the name of a speaker.
static POSTS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lexicon::words_of(include_str!("../../lexicon/leader_titles.tsv"), "speaker"));
/// Words with which a report opens.
static OPENERS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lexicon::words(include_str!("../../lexicon/report_openers.txt")));

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
    /// Names of the site, menus, counters stand above it ([`is_above`]).
    pub below_furniture: bool,
}

impl Found {
    fn at(line: usize, lines: usize) -> Self {
        Self { line, lines, below_furniture: false }
    }
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
    if found.lines == 1 && leads && headline { Found { line: next, ..found } } else { found }
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
        let one = candidates().filter_map(|i| Some((fits(i, i + 1)?, Found::at(i, 1))));
        let two = two.filter_map(|i| Some((fits(i, i + 2)?, Found::at(i, 2))));
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
        return Some(Found::at(i, if split { 2 } else { 1 }));
    }
    let centred = (0..first_text).find(|i| {
        lines[*i].layout.heading != Some(0)
            && is_candidate(&lines[*i], 7)
            && (lines[*i].layout.centred || lines[*i].layout.bold)
    });
    centred
        .map(|line| Found::at(line, 1))
        .or_else(|| {
            let first =
                (0..lines.len()).find(|i| lines[*i].layout.heading != Some(0) && lines[*i].layout.outside.is_none())?;
            (is_candidate(&lines[first], 8) && has_event_word(lines[first].hans())).then_some(Found::at(first, 1))
        })
        .or_else(|| {
            let title = title?;
            let (start, end) = without_site(lines[title].hans())?;
            (end - start >= 5
                && !is_site_name(&lines[title].hans()[start..end])
                && !meta::is_meta(&lines[title].hans()[start..end]))
            .then_some(Found::at(title, 1))
        })
}

/// Could be a headline: short, no sentence, no list of links, no source line.
fn is_candidate(line: &Line, shortest: usize) -> bool {
    let hans = line.hans();
    if !(shortest..=LONGEST).contains(&hans.len()) || ends_like_sentence(hans) {
        return false;
    }
    let han = hans.iter().filter(|c| is_han(**c)).count();
    han >= shortest
        && !line.is_meta()
        && !is_field(hans)
        && (line.layout.linked as usize * 2 <= han || line.layout.heading == Some(1))
}

/// `会议地点：村委会会议室`, `主持人：钱小满`: says by a label where was met and who was there; `邮政编码：066600`: a field without a
/// word.
fn is_field(hans: &[char]) -> bool {
    let Some(colon) = hans.iter().take(9).position(|c| matches!(c, '：' | ':')) else { return false };
    MINUTES_LABELS.iter().any(|w| hans[..colon] == w[..]) || !hans[colon..].iter().any(|c| is_han(*c))
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
    let one = |line| Some(Found::at(line, 1));
    // Under a headline of its own `原标题：…` is another page's.
    let own = |l: &Line| labelled(l).is_some() && !(l.hans().contains(&'原') && has_own_headline(lines));
    if let Some(footer) = lines.iter().position(own) {
        let key: String = labelled(&lines[footer])?.iter().filter(|c| c.is_alphanumeric()).collect();
        let opening = lines.iter().take_while(|l| !is_running(l.hans())).position(|l| l.key() == key);
        return one(opening.unwrap_or(footer));
    }
    let above =
        |i: usize| lines[i].layout.heading == Some(0) || lines[i].is_meta() || is_label_of_column(lines[i].hans());
    let first = (0..lines.len()).find(|&i| !above(i) && !is_running_head(lines, i))?;
    let opens = is_first_line(&lines[first], lines.len() > first + 1) && !is_caption_above(lines, first);
    if opens && goes_on(lines, first) && (!is_site_name(lines[first].hans()) || is_notice(lines[first + 1].hans())) {
        return Some(Found::at(first, 2));
    }
    if (!opens || is_above(&lines[first]))
        && let Some(line) = below_furniture(lines, first, opens)
    {
        return Some(Found { below_furniture: true, ..Found::at(line, 1 + usize::from(goes_on(lines, line))) });
    }
    if opens {
        return Some(Found::at(first, 1));
    }
    if let Some(repeated) = repeated(lines) {
        return one(repeated);
    }
    let opening: FxHashSet<(char, char)> = lines[first..]
        .iter()
        .take(2)
        .flat_map(|l| {
            l.hans().iter().take(160).copied().collect::<Vec<_>>().windows(2).map(|w| (w[0], w[1])).collect::<Vec<_>>()
        })
        .collect();
    let last = (first + 1..lines.len()).rev().filter(|i| !lines[*i].is_meta()).take(2);
    last.filter(|i| is_last_line(&lines[*i], &opening)).last().and_then(one)
}

/// The first line is a headline that names an event.
fn has_own_headline(lines: &[Line]) -> bool {
    let first = lines.iter().find(|l| l.layout.heading != Some(0) && !l.is_meta() && !is_label_of_column(l.hans()));
    first.is_some_and(|l| is_first_line(l, true) && !is_running(l.hans()) && has_event_word(l.hans()))
}

/// `【时政要闻】`, `第01版：要闻`: the name of a column or page over the headline.
fn is_label_of_column(hans: &[char]) -> bool {
    let inner = meta::unbracketed(hans);
    inner.len() < hans.len() && inner.len() <= 8 && !has_event_word(inner) || is_label_of_page(hans)
}

/// `第01版：要闻`, `第3版（综合）专栏：`.
pub fn is_label_of_page(hans: &[char]) -> bool {
    let ['第', rest @ ..] = hans else { return false };
    let number = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    (1..=3).contains(&number) && rest.get(number) == Some(&'版') && hans.len() <= 16
}

/// `云岭日报　第二版`, `云岭年鉴·1994　群众团体`: the head that a newspaper or a yearbook prints over every page, with the headline
/// in the next line.
fn is_running_head(lines: &[Line], at: usize) -> bool {
    let hans = lines[at].hans();
    let headline =
        || lines.get(at + 1).is_some_and(|l| is_candidate(l, 5) && !is_running(l.hans()) && !opens_report(l.hans()));
    hans.len() <= 30 && (is_head_of_page(hans) || is_head_of_yearbook(hans)) && headline()
}

/// `云岭日报　第二版`, `云岭报 1998年7月28日 第1版`
fn is_head_of_page(hans: &[char]) -> bool {
    let mut fields = hans.split(|c| c.is_whitespace() || matches!(c, '·' | '|' | '｜')).filter(|f| !f.is_empty());
    let paper = fields.next().is_some_and(|f| matches!(f, [.., '报' | '讯' | '刊']) || f.ends_with(&['消', '息']));
    let page = |f: &[char]| {
        let numbered = matches!(f, ['第', .., '版'])
            && f[1..f.len() - 1].iter().all(|c| "0123456789一二三四五六七八九十".contains(*c));
        numbered || matches!(f, ['头' | '一' | '二' | '三' | '四', '版'])
    };
    let rest: Vec<&[char]> = fields.collect();
    let dated = |f: &&[char]| {
        meta::first_date(f).is_some() || f.starts_with(&['星', '期']) || f.starts_with(&['第']) && f.ends_with(&['期'])
    };
    paper && rest.last().is_some_and(|f| page(f)) && rest[..rest.len() - 1].iter().all(dated)
}

/// `云岭年鉴·1994　群众团体`, `云岭年鉴（2006）`: nothing but the name of the book, its year and that of the part.
fn is_head_of_yearbook(hans: &[char]) -> bool {
    let Some(at) = hans.windows(2).position(|w| w == ['年', '鉴']) else { return false };
    let behind = &hans[at + 2..];
    let parted = behind.first().is_some_and(|c| {
        c.is_whitespace() || matches!(c, '·' | '•' | '（' | '(' | '》' | '—' | '-' | '|' | '｜') || c.is_ascii_digit()
    });
    (2..=10).contains(&at) && parted && !has_event_word(behind)
}

/// How far above the text furniture is looked at, in lines.
const MENU: usize = 40;

/// The line stands above the headline and is none: the name of the site or a page, an entry of a menu, a word or two.
fn is_above(line: &Line) -> bool {
    let hans = line.hans();
    let han = hans.iter().filter(|c| is_han(**c)).count();
    let entry = matches!(hans.first(), Some('•' | '·')) && !is_running(hans);
    !line.is_meta() && (entry || is_site_name(hans) || is_label_of_page(hans) || han <= 6 && !has_event_word(hans))
}

/// `大会献词` over `3月1日，…`: words under a picture. Four characters are no headline of a report.
fn is_caption_above(lines: &[Line], first: usize) -> bool {
    let han = lines[first].hans().iter().filter(|c| is_han(**c)).count();
    let short = han <= 4 || han <= 6 && !has_event_word(lines[first].hans());
    short && lines.get(first + 1).is_some_and(|l| is_running(l.hans()) && opens_report(l.hans()))
}

/// How many of a hundred pairs of characters a name above the headline shares with the text at most.
const FOREIGN: usize = 20;

/// Lines above the headline that are furniture: a menu, the name of a page or of an organ, or words that the text does not
/// hold. A short line with its words may be a lead-in, and stays.
pub fn furniture_above(lines: &[Line], found: Found) -> FxHashSet<usize> {
    if !found.below_furniture {
        return FxHashSet::default();
    }
    let opening = Opening::below(lines, found.line);
    let foreign = |hans: &[char]| opening.as_ref().is_none_or(|o| o.shared(hans) < FOREIGN);
    let entry = |hans: &[char]| matches!(hans.first(), Some('•' | '·')) || is_label_of_page(hans) || names_organ(hans);
    (0..found.line).filter(|i| is_above(&lines[*i]) && (entry(lines[*i].hans()) || foreign(lines[*i].hans()))).collect()
}

/// `溪口县人民政府`, `溪口县人民政府网站 溪口要闻`.
fn names_organ(hans: &[char]) -> bool {
    let ends = |f: &[char]| SITE_ENDINGS.iter().any(|e| e.len() >= 3 && f.ends_with(e));
    is_site_name(hans) && hans.split(|c| c.is_whitespace()).any(ends)
}

/// The words with which the text opens.
struct Opening {
    /// Line of the first sentence.
    line: usize,
    pairs: FxHashSet<(char, char)>,
    /// The text is a chronicle: lines begin with days or months.
    dated: bool,
}

impl Opening {
    /// The text below line `first`; `None` when it does not begin near.
    fn below(lines: &[Line], first: usize) -> Option<Self> {
        /// Sentences that a headline may take its words from.
        const LINES: usize = 3;
        let told = |l: &Line| !l.is_meta() && l.layout.heading != Some(0) && is_running(l.hans());
        let line = (first..lines.len().min(first + MENU)).find(|i| told(&lines[*i]))?;
        let words = lines[line..].iter().filter(|l| told(l)).take(LINES);
        let pairs =
            words.flat_map(|l| l.hans().windows(2).take(200).map(|w| (w[0], w[1])).collect::<Vec<_>>()).collect();
        let dated = lines[line..].iter().filter(|l| begins_with_day(l.hans())).take(2).count() == 2;
        Some(Self { line, pairs, dated })
    }

    /// How many of a hundred pairs of characters of `hans` stand in the opening, in its best half if a blank cuts it.
    fn shared(&self, hans: &[char]) -> usize {
        let of = |words: &[char]| {
            let pairs = words.len().saturating_sub(1);
            let known = words.windows(2).filter(|w| self.pairs.contains(&(w[0], w[1]))).count();
            (known * 100).checked_div(pairs).unwrap_or(0)
        };
        hans.split(|c| c.is_whitespace()).filter(|p| p.len() >= 6).map(of).max().unwrap_or_else(|| of(hans))
    }
}

/// `4月25日`, `12日`, `△2月`: the head of an entry of a chronicle.
fn begins_with_day(hans: &[char]) -> bool {
    let hans = if matches!(hans.first(), Some('△' | 'Δ' | '▲')) { &hans[1..] } else { hans };
    let digits = hans.iter().take(3).take_while(|c| c.is_ascii_digit()).count();
    (1..=2).contains(&digits) && matches!(hans.get(digits), Some('月' | '日'))
}

/// The headline below names of sites, menus and counters: the first line above the text that names an event and shares
/// words with the text, or shares nearly all of them; `1993年大事记` over a chronicle; under the name of a site, the next line
/// that may be a headline.
///
/// Where the first line may be a headline itself (`opens`) and names no organ, the other must share more with the text.
fn below_furniture(lines: &[Line], first: usize, opens: bool) -> Option<usize> {
    let opening = Opening::below(lines, first)?;
    let of_first = opening.shared(lines[first].hans());
    let least = if opens && !names_organ(lines[first].hans()) && of_first >= FOREIGN { of_first + FOREIGN } else { 0 };
    // In a chronicle the short entries under a year are no headlines.
    let heads = lines[first..opening.line].iter().position(|l| is_year_or_month(l.hans()));
    let above = first..heads.map_or(opening.line, |h| first + h);
    let may = |i: usize| {
        let l = &lines[i];
        let second = matches!(l.hans().first(), Some('—' | '－' | '-'));
        l.layout.heading != Some(0)
            && is_candidate(l, 6)
            && !is_above(l)
            && !second
            && is_first_line(l, true)
            && !is_running(l.hans())
    };
    let sure = |i: usize| {
        let hans = lines[i].hans();
        let shared = opening.shared(hans);
        opening.dated && is_chronicle(hans) || shared >= least && (shared >= 40 && has_event_word(hans) || shared >= 80)
    };
    let found = above.clone().filter(|i| may(*i)).find(|i| sure(*i));
    if let Some(i) = found {
        // A lead-in with a comma over a short headline (肩题).
        let lead_in = lines[i].hans().iter().any(|c| matches!(c, '，' | ','));
        let main = i + 1 < above.end && lead_in && may(i + 1) && sure(i + 1) && lines[i + 1].len() < lines[i].len();
        return Some(if main { i + 1 } else { i });
    }
    let next = (first + 1..above.end).find(|i| !lines[*i].is_meta())?;
    (is_site_name(lines[first].hans()) && least == 0 && may(next)).then_some(next)
}

/// `关于开展春耕督查的通知`: under the name of an organ the rest of the headline.
fn is_notice(hans: &[char]) -> bool {
    hans.starts_with(&['关', '于'])
        || ["通知", "公告", "决定", "意见", "函"].iter().any(|w| hans.ends_with(&w.chars().collect::<Vec<_>>()))
}

/// `1993年11月大事记`, `1993年溪口发生的大事件`.
fn is_chronicle(hans: &[char]) -> bool {
    CHRONICLES.iter().any(|w| hans.windows(w.len()).any(|x| x == &w[..]))
}

/// `1990年`, `1988 年`, `4月`: a heading inside a chronicle.
fn is_year_or_month(hans: &[char]) -> bool {
    let digits = hans.iter().take_while(|c| c.is_ascii_digit() || c.is_whitespace()).count();
    digits > 0 && matches!(hans[digits..], ['年' | '月'])
}

fn is_first_line(line: &Line, text_follows: bool) -> bool {
    let hans = line.hans();
    let han = hans.iter().filter(|c| is_han(**c)).count();
    let opens_speech = hans.len() <= 12 && matches!(hans.last(), Some('：' | ':' | '！' | '!'));
    let item = hans.len() > 1 && matches!(hans[1], '、' | '.') || matches!(hans.first(), Some('（' | '(' | '◆' | '●'));
    text_follows && han >= 4 && hans.len() <= LONGEST && !is_field(hans) && !opens_speech && !item && !ends_like_sentence(hans) && !opens_report(hans)
        // A long line with commas and no stop is a paragraph that lost its end, unless it is cut in two by a blank.
        && !(hans.iter().filter(|c| matches!(c, '，' | ',')).count() >= 2 && hans.len() > 50)
}

/// `1月22日下午，…`, `本报讯（记者…）`, `近日，…`: the words with which a report opens.
pub fn opens_report(hans: &[char]) -> bool {
    let head: String = hans.iter().take(16).collect();
    let digits = hans.iter().take_while(|c| c.is_ascii_digit()).count();
    let day = digits > 0 && matches!(hans.get(digits), Some('月' | '日'));
    let dated = digits == 4 && meta::first_date(hans).is_some_and(|(at, _)| at == 0);
    (day || dated) && hans.iter().any(|c| matches!(c, '，' | ',')) || OPENERS.iter().any(|w| head.starts_with(w))
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
    // 召开总结表彰⏎暨…动员大会
    if y.first() == Some(&'暨') {
        return true;
    }
    let ended = HEADLINE_TAILS.iter().any(|w| x.ends_with(w));
    is_cut_off_end(y) && !ended || !is_cut_off_end(y) && !has_event_word(x) && has_event_word(y)
}

/// `同志们`, `各位代表：`: words to the audience.
pub fn is_vocative(hans: &[char]) -> bool {
    hans.len() <= 14 && greets(hans)
}

/// Begins with words to the audience, in either script.
pub fn greets(words: &[char]) -> bool {
    let head: String = words.iter().take(5).collect();
    ["同志们", "同志們", "各位", "朋友们", "朋友們", "尊敬的", "大家好"].iter().any(|v| head.starts_with(v))
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
    let Some(blank) = hans.iter().position(|c| c.is_whitespace()) else { return false };
    let post: String = hans[..blank].iter().collect();
    let name = hans[blank..].iter().filter(|c| is_han(**c)).count();
    POSTS.iter().any(|p| post.ends_with(p)) && (2..=4).contains(&name) && hans.len() <= 60
}

/// The short line that stands twice or more in the text: captions repeat the headline. Where several do, none is known to
/// be it (and to take one would make the next the headline of what is left).
fn repeated(lines: &[Line]) -> Option<usize> {
    let mut seen: FxHashMap<String, (usize, usize)> = FxHashMap::default();
    for (i, line) in lines.iter().enumerate() {
        if is_candidate(line, 8) && !is_running(line.hans()) {
            seen.entry(line.key()).or_insert((i, 0)).1 += 1;
        }
    }
    let mut again = seen.values().filter(|(_, times)| *times > 1);
    let (first, _) = again.next()?;
    again.next().is_none().then_some(*first)
}

fn is_last_line(line: &Line, opening: &FxHashSet<(char, char)>) -> bool {
    let hans = line.hans();
    // 大会选举了…, 会议结束后…: a sentence that was cut off.
    let told = ["大会", "会议", "会上", "会后", "随后", "最后"]
        .iter()
        .any(|w| hans.starts_with(&w.chars().collect::<Vec<_>>()));
    if told
        || !is_candidate(line, 8)
        || hans.len() > 50
        || hans.iter().any(|c| matches!(c, '，' | ',' | '、' | '；')) && hans.len() > 40
    {
        return false;
    }
    let pairs: Vec<(char, char)> = hans.windows(2).map(|w| (w[0], w[1])).collect();
    let shared = pairs.iter().filter(|p| opening.contains(p)).count();
    has_event_word(hans) && shared * 10 >= pairs.len() * 4 || shared * 10 >= pairs.len() * 8
}
