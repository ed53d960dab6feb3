//! Text to [`Document`]: markup, furniture and annotations away, paragraphs kept, spans honest.
//!
//! Steps, each in its file: [`plain`] or [`page`] makes lines out of the source; [`spaces`] and [`annotations`] tidy
//! each line, [`marks`] leaves one of doubled commas; [`furniture`] takes out what belongs to the site; [`breaks`] joins what a line break has cut;
//! [`headline`] finds the headline and its repetitions; [`simplify`] gives the Simplified form. Every character carries
//! its place in the decoded text along. Cleaning a cleaned text again changes nothing.

mod annotations;
mod breaks;
mod furniture;
mod headline;
mod interference;
mod line;
mod marks;
mod markup;
mod meta;
mod page;
mod plain;
mod simplify;
mod site;
mod spaces;
mod stray_tags;
mod today;

use crate::{
    decode::Decoded,
    document::{Block, BlockKind, Document, Remark},
    record::{Format, Span},
};
use headline::Found;
use line::{Line, Side};

/// Cleans a decoded document.
pub fn clean(decoded: &Decoded) -> Document {
    let mut source = Vec::with_capacity(decoded.text.chars().count());
    source.extend(decoded.text.chars());
    let (format, lines) = match markup::is_marked_up(&source) {
        None => (Format::Text, plain::lines(&source)),
        Some(whole) => (if whole { Format::Html } else { Format::Fragment }, page::lines(&source, whole)),
    };
    drop(source);
    let mut lines = tidy(lines);
    let site = site::names(&lines);
    // Editors and source are sometimes named inside share bars and footers.
    lines.retain(|l| !l.layout.noise || l.layout.linked == 0 && furniture::has_kept_field(l.hans()));
    let (lines, seen) = settle(lines);
    let (paragraphs, captions) = arrange(lines);
    let footer = paragraphs.iter().any(|(l, _)| headline::labelled(l).is_some());
    let mut document = assemble(paragraphs, decoded, format);
    document.site = site;
    remark(&mut document, decoded, seen, captions, footer);
    document
}

/// Furniture out, labels to their values, broken lines together; again while joining has made new lines.
fn settle(lines: Vec<Line>) -> (Vec<Line>, furniture::Seen) {
    /// Rounds at most; two are rare.
    const ROUNDS: usize = 5;
    let mut seen = furniture::Seen::default();
    let mut lines = lines;
    for _ in 0..ROUNDS {
        let before = size(&lines);
        let mut valued = with_values(lines);
        today::drop_widget(&mut valued);
        let (kept, saw) = furniture::remove(valued);
        seen = seen.or(saw);
        lines = breaks::mend(kept);
        // Marks that found no line to stand in.
        lines.retain(|l| {
            l.chars.iter().any(|c| annotations::is_han(*c) || c.is_alphanumeric() || *c == char::REPLACEMENT_CHARACTER)
        });
        if size(&lines) == before {
            break;
        }
        // What was a short line may now be part of a sentence.
        for line in &mut lines {
            spaces::tidy(line, false);
            marks::single(line);
        }
    }
    (lines, seen)
}

/// Number of lines and of characters.
fn size(lines: &[Line]) -> (usize, usize) {
    (lines.len(), lines.iter().map(Line::len).sum())
}

/// Tidies each line: invisible characters, annotations, white space; drops the empty ones.
fn tidy(lines: Vec<Line>) -> Vec<Line> {
    let mut lines: Vec<Line> = lines
        .into_iter()
        .enumerate()
        .flat_map(|(i, l)| spaces::cut_at_indents(l, i == 0))
        .flat_map(cut_at_day)
        .flat_map(cut_at_address)
        .collect();
    lines.retain(|l| !stray_tags::is_only(l));
    for line in &mut lines {
        spaces::drop_invisible(line);
        stray_tags::strip(line);
        interference::strip(line);
        annotations::strip(line);
        marks::single(line);
        line.renew();
    }
    spaces::drop_lost_indents(&mut lines);
    let riddled = spaces::is_riddled(lines.iter());
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut gap = false;
    for mut line in lines {
        spaces::tidy(&mut line, riddled);
        if line.is_empty() {
            gap = true;
            continue;
        }
        line.layout.gap |= std::mem::take(&mut gap);
        out.push(line);
    }
    out
}

/// `（2005年9月9日）同志们：今天…`: the day of a speech, run together with its first words, is a line of its own.
fn cut_at_day(mut line: Line) -> Vec<Line> {
    match meta::bracketed_day(&line.chars) {
        Some(end) if headline::greets(&line.chars[end..]) => {
            let mut words = line.split_off(end);
            words.layout.width = 0;
            vec![line, words]
        }
        _ => vec![line],
    }
}

/// `司令员颁命令状http://… 2007年07月14日21:27 某某新闻网`: address, date and source run together with the headline are a line of
/// their own.
fn cut_at_address(mut line: Line) -> Vec<Line> {
    /// A headline, in characters.
    const HEADLINE: std::ops::RangeInclusive<usize> = 8..=60;
    let starts = |i: usize| line.chars[i..].starts_with(&['h', 't', 't', 'p']);
    let address = (0..line.len().min(*HEADLINE.end() + 1)).find(|&i| line.chars[i] == 'h' && starts(i));
    let cut = address.filter(|&at| {
        let sentence = line.chars[..at].iter().any(|c| matches!(c, '。' | '：' | ':' | '（' | '('));
        let behind = &line.chars[at..line.len().min(at + 100)];
        HEADLINE.contains(&at) && !sentence && line.len() <= 160 && meta::first_date(behind).is_some()
    });
    match cut {
        Some(at) => {
            let mut source = line.split_off(at);
            source.layout.width = 0;
            vec![line, source]
        }
        None => vec![line],
    }
}

/// Puts a label and the value on the next line together (`信息来源：⏎云岭日报`); drops labels without value and lines about
/// the document that are printed twice.
fn with_values(lines: Vec<Line>) -> Vec<Line> {
    /// A value is a name, a date, an address.
    const LONGEST_VALUE: usize = 40;
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut seen = std::collections::HashSet::new();
    let mut lines = lines.into_iter().peekable();
    while let Some(mut line) = lines.next() {
        if let Some(kind) = meta::only_label(line.hans())
            && let Some(value) = lines.next_if(|v| v.len() <= LONGEST_VALUE && meta::is_value_of(kind, v.hans()))
        {
            let at = value.at.first().copied().unwrap_or_default().saturating_sub(1);
            line.push(' ', at);
            line.append(value);
            if kind.is_furniture() {
                continue;
            }
        }
        if meta::only_label(line.hans()).is_some() {
            continue;
        }
        if line.is_meta() && line.len() <= 80 && !seen.insert(line.key()) {
            continue;
        }
        out.push(line);
    }
    out
}

/// Longest line that can repeat the headline, in characters.
const LONGEST_CAPTION: usize = 160;

/// Chooses headline and kinds, leaves out what stands beside the article. Also gives the number of captions dropped.
fn arrange(lines: Vec<Line>) -> (Vec<(Line, BlockKind)>, usize) {
    let mut lines = lines;
    let mut found = headline::find(&lines);
    if found.is_some_and(|f| join_headline(&mut lines, f)) {
        found = headline::find(&lines);
    }
    let key = found.filter(|f| f.lines == 1).map(|f| headline_key(&lines[f.line])).filter(|k| k.chars().count() >= 4);
    let mut out: Vec<(Line, BlockKind)> = Vec::with_capacity(lines.len());
    let mut captions = 0;
    // What stands beside an article is only kept when there is one.
    let text = lines.iter().any(|l| l.layout.outside.is_none() && l.layout.heading != Some(0) && l.layout.linked == 0);
    let mut after_headline = None;
    let furniture_above = found.map(|f| headline::furniture_above(&lines, f)).unwrap_or_default();
    let printed_again = key.as_ref().map(|k| headline_again(&lines, k)).unwrap_or_default();
    for (i, mut line) in lines.into_iter().enumerate() {
        if printed_again.contains(&i) {
            captions += 1;
            continue;
        }
        let is_headline = found.is_some_and(|f| (f.line..f.line + f.lines).contains(&i));
        if is_headline && line.layout.heading == Some(0) {
            keep_without_site(&mut line);
        }
        if is_headline {
            after_headline = Some(out.len());
            let kind = if headline::labelled(&line).is_some() { BlockKind::Meta } else { BlockKind::Headline };
            out.push((line, kind));
            continue;
        }
        if furniture_above.contains(&i) {
            continue;
        }
        // A list of links holds nothing but the name of its channel.
        if !text && line.layout.heading == Some(0) && out.is_empty() {
            keep_without_site(&mut line);
            if !line.is_meta() && furniture::remove(vec![line.clone()]).0.len() == 1 {
                out.push((line, BlockKind::Meta));
            }
            continue;
        }
        if line.layout.heading == Some(0) || !text {
            continue;
        }
        if let Some(key) = &key
            && line.len() <= LONGEST_CAPTION
            && (line.has_key(key)
                || headline::labelled(&line)
                    .is_some_and(|v| v.iter().filter(|c| c.is_alphanumeric()).collect::<String>() == *key))
        {
            captions += 1;
            continue;
        }
        // A lead-in above the headline of a page (引题).
        let above = found.is_some_and(|f| {
            i + 1 == f.line && (f.below_furniture || line.layout.centred || headline::leads_in(line.hans()))
        });
        if above && line.len() <= 40 && line.layout.linked == 0 && !line.is_meta() && !spaces::is_running(line.hans()) {
            out.push((line, BlockKind::Subheadline));
            continue;
        }
        let kind =
            kind_of(&line, after_headline.is_some_and(|h| h + 1 == out.len() || only_meta_since(&out, h)), out.len());
        if belongs(&line, kind, after_headline.is_some()) {
            out.push((line, kind));
        }
    }
    mark_last_captions(&mut out);
    (out, captions)
}

/// Captions below the last paragraph (`溪口县政府常务会议`), which repeat words of the text without a mark, are no paragraphs
/// of it.
fn mark_last_captions(lines: &mut [(Line, BlockKind)]) {
    /// Captions looked for at most.
    const MOST: usize = 3;
    let Some(told) = lines.iter().rposition(|(l, _)| l.hans().contains(&'。')) else { return };
    if lines.len() - told > MOST + 4 {
        return;
    }
    let (text, below) = lines.split_at_mut(told + 1);
    // Few texts have such a line: only then is the whole text looked through for its pairs.
    let told = |pair: &[char]| text.iter().any(|(l, _)| l.hans().windows(2).any(|w| w == pair));
    let repeats = |hans: &[char]| hans.windows(2).filter(|w| told(w)).count() * 10 >= (hans.len() - 1) * 7;
    for (line, kind) in below.iter_mut().filter(|(_, kind)| *kind == BlockKind::Paragraph) {
        let hans = line.hans();
        if (5..=20).contains(&hans.len()) && hans.iter().all(|c| annotations::is_han(*c)) && repeats(hans) {
            *kind = BlockKind::Meta;
        }
    }
}

/// The two lines over which the headline `key` is printed once more.
fn headline_again(lines: &[Line], key: &str) -> Vec<usize> {
    let half = |l: &Line| l.layout.heading.is_none() && !l.is_meta() && l.len() >= 4 && l.len() <= LONGEST_CAPTION;
    let again = |i: &usize| {
        let (a, b) = (&lines[*i], &lines[*i + 1]);
        half(a) && half(b) && a.opens_key(key) && a.key() + &b.key() == *key
    };
    (0..lines.len().saturating_sub(1)).find(again).map(|i| vec![i, i + 1]).unwrap_or_default()
}

fn only_meta_since(out: &[(Line, BlockKind)], headline: usize) -> bool {
    out.len() - headline <= 3
        && out[headline + 1..].iter().all(|(_, k)| matches!(k, BlockKind::Meta | BlockKind::Subheadline))
}

fn headline_key(line: &Line) -> String {
    match headline::labelled(line) {
        Some(value) => value.iter().filter(|c| c.is_alphanumeric()).collect(),
        None if line.layout.heading == Some(0) => match headline::without_site(line.hans()) {
            Some((start, end)) => line.hans()[start..end].iter().filter(|c| c.is_alphanumeric()).collect(),
            None => line.key(),
        },
        None => line.key(),
    }
}

/// Puts the cut-off end of a headline (`…暨水库安全⏎工作会议`) to its line; gives whether there was
/// one. Other parts stay lines of their own.
fn join_headline(lines: &mut Vec<Line>, found: Found) -> bool {
    let cut = found.lines == 2 && headline::is_cut_off_end(lines[found.line + 1].hans());
    if cut {
        let next = lines.remove(found.line + 1);
        lines[found.line].append(next);
    }
    cut
}

fn keep_without_site(line: &mut Line) {
    if let Some((start, end)) = headline::without_site(line.hans()) {
        let keep: Vec<bool> = (0..line.len()).map(|i| (start..end).contains(&i)).collect();
        line.retain(&keep);
    }
}

/// What a line is by its layout and shape.
fn kind_of(line: &Line, right_after_headline: bool, before: usize) -> BlockKind {
    let hans = line.hans();
    if line.is_meta() || line.layout.outside.is_none() && headline::is_label_of_page(hans) {
        return BlockKind::Meta;
    }
    let running = spaces::is_running(hans);
    let last = hans.last().copied().unwrap_or(' ');
    let closed = matches!(last, '。' | '，' | '；' | '：' | '！' | '？' | ':' | ',' | ';' | '”' | '）' | ')');
    let headed = line.layout.heading.is_some() || line.layout.centred;
    if right_after_headline
        && !running
        && !closed
        && hans.len() <= 60
        && !headline::names_speaker(hans)
        && !is_numbered(hans)
        && (headed || before <= 4)
        && !headline::is_vocative(hans)
    {
        return BlockKind::Subheadline;
    }
    let short = hans.len() <= 40 && !hans.contains(&'。');
    if short && (is_numbered(hans) && !closed || line.layout.bold && hans.len() >= 4 || is_bracketed_head(hans)) {
        return BlockKind::SectionHead;
    }
    BlockKind::Paragraph
}

/// `一、统一思想`, `（二）突出重点`, `第三，…`: a heading by its number.
fn is_numbered(hans: &[char]) -> bool {
    let numeral = |c: &char| matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十');
    let skip = usize::from(matches!(hans.first(), Some('（' | '(')));
    let n = hans[skip.min(hans.len())..].iter().take(3).take_while(|c| numeral(c)).count();
    n > 0 && matches!(hans.get(skip + n), Some('、' | '）' | ')' | '.' | '．'))
}

/// `【概况】`.
fn is_bracketed_head(hans: &[char]) -> bool {
    matches!(hans, ['【', .., '】']) && hans.len() <= 14
}

/// Whether a line is of the document: all of the article, and beside it the lines about the document, second headlines
/// and paragraphs that stand between headline and article or go on after it.
fn belongs(line: &Line, kind: BlockKind, headline_seen: bool) -> bool {
    let hans = line.hans();
    let links = line.layout.linked as usize;
    let han = || hans.iter().filter(|c| annotations::is_han(**c)).count();
    let in_list_of_links = links > 0 && (1..=links * 10 / 7).contains(&han()) && !spaces::is_running(hans);
    match line.layout.outside {
        None => !in_list_of_links,
        Some(Side::Before) if headline_seen && kind == BlockKind::Meta && is_stamp_of_account(hans, links) => true,
        Some(_) if in_list_of_links => false,
        Some(side) => match kind {
            BlockKind::Meta => {
                headline_seen
                    || side == Side::After
                    || meta::first_date(hans).is_some()
                    || hans.iter().any(|c| matches!(c, '：' | ':'))
            }
            BlockKind::Subheadline => side == Side::Before,
            BlockKind::Paragraph if side == Side::Before && headline_seen && headline::names_speaker(hans) => true,
            BlockKind::Paragraph | BlockKind::SectionHead => {
                headline_seen && hans.contains(&'。') && hans.len() >= 20 && links * 4 <= han()
            }
            BlockKind::Headline => true,
        },
    }
}

/// `云岭发布 2021-02-05 18:22` under the headline, the account a link: its name, the day with the time, nothing else.
fn is_stamp_of_account(hans: &[char], links: usize) -> bool {
    const LONGEST_NAME: usize = 12;
    let Some((at, length)) = meta::first_date(hans) else { return false };
    let timed = hans[at + length..].iter().filter(|c| !c.is_whitespace()).all(|c| c.is_ascii_digit() || *c == ':');
    let han = hans[..at].iter().filter(|c| annotations::is_han(**c)).count();
    timed && hans[at + length..].contains(&':') && han == links && (2..=LONGEST_NAME).contains(&links)
}

fn assemble(mut paragraphs: Vec<(Line, BlockKind)>, decoded: &Decoded, format: Format) -> Document {
    let script = simplify::script(paragraphs.iter().map(|(l, _)| &l.chars[..]));
    // Joining may have completed words that were cut.
    paragraphs.iter_mut().filter(|(line, _)| line.is_joined()).for_each(|(line, _)| line.renew());
    let mut source_offsets: Vec<u32> = vec![];
    let mut blocks = vec![];
    for (line, kind) in &paragraphs {
        if !source_offsets.is_empty() {
            source_offsets.push(source_offsets.last().map_or(0, |at| at + 1));
        }
        let start = source_offsets.len();
        source_offsets.extend(&line.at);
        blocks.push(Block { span: Span::new(start, source_offsets.len()), kind: *kind });
    }
    let body = written(paragraphs.iter().map(|(l, _)| &l.chars[..]), source_offsets.len());
    let converted = paragraphs.iter().any(|(l, _)| l.is_converted());
    let hans = converted.then(|| written(paragraphs.iter().map(|(l, _)| l.hans()), source_offsets.len()));
    let body_hans = hans.filter(|hans| *hans != body);
    Document {
        site: vec![],
        encoding: decoded.encoding,
        replaced: decoded.replaced,
        format,
        script,
        body,
        body_hans,
        blocks,
        source_offsets,
        remarks: vec![],
    }
}

/// Paragraphs of together `length` characters as one text, a line end between each two.
fn written<'l>(paragraphs: impl Iterator<Item = &'l [char]>, length: usize) -> String {
    let mut text = String::with_capacity(length * 3);
    for paragraph in paragraphs {
        if !text.is_empty() {
            text.push('\n');
        }
        paragraph.iter().for_each(|c| text.push(*c));
    }
    text
}

fn remark(document: &mut Document, decoded: &Decoded, seen: furniture::Seen, captions: usize, footer: bool) {
    let mut remarks = vec![];
    let mut add = |code, message: String, span| remarks.push(Remark { code, message, span });
    if decoded.replaced > 0 {
        let at = document.body.chars().position(|c| c == char::REPLACEMENT_CHARACTER);
        let count = decoded.replaced;
        add(
            "replaced-characters",
            format!("{count} character(s) could not be decoded and stand as U+FFFD."),
            at.map(|i| Span::new(i, i + 1)),
        );
    }
    if seen.cut {
        add("truncated", "The page offers the rest of the text behind a link; it is not in the file.".to_owned(), None);
    }
    let signs = [seen.collection, captions >= 3, footer].iter().filter(|s| **s).count();
    if signs >= 2 && captions >= 1 {
        add(
            "machine-rewritten",
            "The page has the marks of sites that reword texts by machine; names and titles may be distorted."
                .to_owned(),
            None,
        );
    }
    if document.body.is_empty() && !decoded.text.trim().is_empty() {
        add("no-text", "Nothing is left of the file but navigation and the like.".to_owned(), None);
    }
    document.remarks = remarks;
}

#[cfg(test)]
mod tests;
