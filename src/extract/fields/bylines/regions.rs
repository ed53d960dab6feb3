//! Where bylines stand: lines about the document, brackets at the head or the end of a paragraph, datelines without bracket.
//!
//! Accepted: `【本报讯 记者钱小满报道】：`, `（【记者 钱小满】）`, the last bracket `（【县人武部 钱小满】）`. Refused: 记者 in a sentence.

use super::{
    is_separator,
    names::{NO_NAMES, are_sure_names, ends_like_office, is_sure_name, names_in},
};
use crate::{
    document::BlockKind,
    extract::Text,
    lexicon::{
        labels::{LabelKind, label, label_with_colon},
        names,
    },
    record::Span,
};

/// A stretch that may hold bylines.
pub(super) struct Region {
    pub(super) span: Span,
    /// Names without a label count as reporters (a bracket at the end of the text).
    pub(super) closing: bool,
}

/// Longest bracket that can be a byline, in characters.
const LONGEST_BRACKET: usize = 80;

/// Lines about the document, brackets at the head or the end of a paragraph, datelines without bracket; in order.
pub(super) fn regions(text: &Text) -> Vec<Region> {
    let mut out = vec![];
    let last_text = text.blocks.iter().rposition(|b| b.kind == BlockKind::Paragraph);
    // Scraps of the page may stand below the end of the report.
    let last_told = text.blocks.iter().rposition(|b| {
        b.kind == BlockKind::Paragraph && text.slice(b.span).iter().any(|c| matches!(c, '。' | '！' | '；'))
    });
    let first_text = text.blocks.iter().position(|b| b.kind == BlockKind::Paragraph);
    let first_told =
        text.blocks.iter().position(|b| b.kind == BlockKind::Paragraph && text.slice(b.span).contains(&'。'));
    for (i, block) in text.blocks.iter().enumerate() {
        if block.kind == BlockKind::Meta {
            let after_text = last_text.is_none_or(|l| i > l);
            let line = text.slice(block.span);
            let span = bracket_before_date(line)
                .map_or(block.span, |end| Span::new(block.span.start as usize, block.span.start as usize + end));
            out.push(Region { span, closing: after_text && is_bracketed(text.slice(span)) });
        } else {
            let ends_text = Some(i) == last_text || last_told.is_some_and(|l| i >= l);
            let opens_text = first_text.is_some_and(|f| i <= f + 2) || Some(i) == first_told;
            paragraph(text, block.span, ends_text, opens_text, &mut out);
        }
    }
    out
}

/// `（县委党校　钱小满）　2018-03-07 15:12`: where the bracket ends when only date and time stand behind it.
fn bracket_before_date(line: &[char]) -> Option<usize> {
    let close = line.iter().position(|c| matches!(c, '）' | ')'))?;
    let rest = &line[close + 1..];
    let dated = rest.iter().any(char::is_ascii_digit)
        && rest.iter().all(|c| {
            c.is_ascii_digit()
                || c.is_whitespace()
                || ['年', '月', '日', '时', '分', ':', '：', '-', '－', '/', '.'].contains(c)
        });
    (is_bracketed(&line[..=close]) && dated).then_some(close + 1)
}

fn is_bracketed(line: &[char]) -> bool {
    matches!(line, ['（' | '(', .., '）' | ')'])
}

/// Regions of a paragraph: brackets that announce people, the last bracket of the text, a dateline.
fn paragraph(text: &Text, span: Span, ends_text: bool, opens_text: bool, out: &mut Vec<Region>) {
    let chars = text.slice(span);
    let offset = span.start as usize;
    let mut at = 0;
    if opens_text && let Some((names, label, end)) = dateline(chars) {
        if names < label {
            out.push(Region { span: Span::new(offset + names, offset + label), closing: true });
        }
        out.push(Region { span: Span::new(offset + label, offset + end), closing: false });
        at = end;
    }
    // `云岭日报记者钱小满 通讯员孙大地` alone on the last line.
    let line = ends_text && chars.len() <= 40 && !chars.iter().any(|c| matches!(c, '，' | '。' | '（' | '('));
    if line && announces(chars) {
        out.push(Region { span: Span::new(offset + skip_paper(chars), offset + chars.len()), closing: false });
        return;
    }
    while let Some(open) = chars[at..].iter().position(|c| matches!(c, '（' | '(')).map(|i| at + i) {
        let Some(close) =
            chars[open..].iter().take(LONGEST_BRACKET).position(|c| matches!(c, '）' | ')')).map(|i| open + i)
        else {
            at = open + 1;
            continue;
        };
        let inside = &chars[open + 1..close];
        let at_end = close + 1 == chars.len() || matches!(chars.get(close + 1), Some('。'));
        let closing = ends_text && at_end;
        let before = chars[..open].iter().rev().find(|c| !c.is_whitespace());
        let stops = before.is_none_or(|c| matches!(c, '。' | '！' | '？' | '”' | '…'));
        let dated = opens_text && ends_dateline(&chars[..open]);
        if dated && let Some(label) = names_before(inside) {
            out.push(Region { span: Span::new(offset + open + 1, offset + open + 1 + label), closing: true });
            out.push(Region { span: Span::new(offset + open + 1 + label, offset + close), closing: false });
        } else if announces(inside) || closing && stops && names_only(inside) {
            out.push(Region { span: Span::new(offset + open + 1, offset + close), closing: closing && stops });
        }
        at = close + 1;
    }
}

/// The bracket holds a label of people (`记者 …`, `本报通讯员…`, `…报道`, `…摄`).
fn announces(inside: &[char]) -> bool {
    let people = |kind| {
        matches!(
            kind,
            LabelKind::Reporter | LabelKind::Editor | LabelKind::Photo | LabelKind::Review | LabelKind::Source
        )
    };
    let start = skip_paper(inside);
    let opens = label_with_colon(&inside[start..])
        .or_else(|| label(&inside[start..]).filter(|(n, _)| *n >= 2))
        .is_some_and(|(_, kind)| people(kind));
    let ends = ["摄", "报道", "摄影", "供图", "供稿", "/文", "/图", "文", "整理"]
        .iter()
        .any(|e| inside.ends_with(&e.chars().collect::<Vec<_>>()));
    opens
        || names_writers(inside)
        || ends && inside.len() <= 30 && !inside.iter().any(|c| matches!(c, '，' | '。' | '：'))
}

/// `某某办公室供稿　撰稿 钱小满　审核 孙大地`: a label of writers after a blank, and no sentence.
fn names_writers(inside: &[char]) -> bool {
    let fields = inside.iter().enumerate().filter(|(i, _)| *i > 0 && inside[i - 1].is_whitespace());
    let mut labels = fields.filter_map(|(i, _)| {
        let (length, kind) = label(&inside[i..])?;
        let parted = inside.get(i + length).is_some_and(|c| c.is_whitespace() || matches!(c, '：' | ':'));
        (length >= 2 && parted).then_some(kind)
    });
    !inside.iter().any(|c| matches!(c, '，' | '。'))
        && labels.any(|kind| matches!(kind, LabelKind::Reporter | LabelKind::Editor))
}

/// Characters of a medium's name before a label: `云岭日报记者`, `本报`.
fn skip_paper(inside: &[char]) -> usize {
    (0..inside.len().min(12))
        .find(|&i| label(&inside[i..]).is_some_and(|(n, kind)| n >= 2 && matches!(kind, LabelKind::Reporter)))
        .unwrap_or(0)
}

/// `（钱小满 孙大地）`, `（县人武部 钱小满）`: names, before them perhaps an office.
fn names_only(inside: &[char]) -> bool {
    let pieces: Vec<&[char]> = inside.split(|c| is_separator(*c)).filter(|p| !p.is_empty()).collect();
    let sure = |p: &&[char]| is_sure_name(p) || are_sure_names(p);
    // One sure name vouches for rare surnames beside it (`钱满 明安`).
    let vouched =
        |p: &&[char]| sure(p) || (2..=3).contains(&p.len()) && names::is_surname(p[0]) && names_in(p).is_some();
    !pieces.is_empty()
        && pieces.len() <= 5
        && (pieces.last().is_some_and(sure)
            || pieces.iter().any(sure) && pieces.iter().all(vouched)
            || office_and_name(&pieces))
}

/// `（县志办公室　钱满）`: the office at which somebody works vouches for a rare surname.
pub(super) fn office_and_name(pieces: &[&[char]]) -> bool {
    let [office, name] = pieces else { return false };
    let named = (2..=3).contains(&name.len()) && names::is_surname(name[0]) && names_in(name).is_some();
    let plain = names::common_word(&name.iter().collect::<String>()).is_none() && !NO_NAMES.begin(name);
    office.len() >= 4 && (ends_like_office(office) || office.ends_with(&['室'])) && named && plain
}

/// Ends with 讯, 电, 消息, before a bracket (`云岭网7月1日讯`).
fn ends_dateline(before: &[char]) -> bool {
    let words: String = before.iter().rev().take(24).rev().collect();
    before.len() <= 24 && ["讯", "电", "消息", "报道"].iter().any(|w| words.trim_end().ends_with(w))
}

/// Where the names end with which the bracket of a dateline begins: at its first label (`钱小满 通讯员孙大地`), or at its end.
fn names_before(inside: &[char]) -> Option<usize> {
    let label = (0..inside.len())
        .find(|&i| label(&inside[i..]).is_some_and(|(n, kind)| n >= 2 && kind == LabelKind::Reporter))
        .unwrap_or(inside.len());
    let names: Vec<&[char]> = inside[..label].split(|c| is_separator(*c)).filter(|p| !p.is_empty()).collect();
    // Two characters may be a place (`云岭 记者 …`).
    let surely = |n: &&[char]| n.len() >= 3 && is_sure_name(n) || are_sure_names(n);
    (names.iter().any(surely) && names_only(&inside[..label])).then_some(label)
}

/// A dateline without bracket (`本报讯 记者钱小满 通讯员孙大地报道：7月1日，…`): where its names begin, where its first label does,
/// and where it ends. Names may stand before the label (`本报讯 钱小满、特约记者孙大地报道：`).
fn dateline(chars: &[char]) -> Option<(usize, usize, usize)> {
    let head = &chars[..chars.len().min(60)];
    let at = (0..head.len().min(24))
        .find(|&i| label(&head[i..]).is_some_and(|(n, kind)| n >= 2 && kind == LabelKind::Reporter))?;
    // `○本报讯`, `□记者`
    let bullet =
        head.iter().take_while(|c| matches!(c, '○' | '□' | '◎' | '●' | '■' | '◆') || c.is_whitespace()).count();
    let before: String = head[bullet.min(at)..at].iter().collect();
    let opened = before.is_empty() || ["讯", "消息", "电"].iter().any(|w| before.trim_end().ends_with(w));
    let names = if opened { at } else { names_after_dateline(head, at)? };
    if before.contains(['（', '(']) {
        return None;
    }
    if let Some(end) = parted_names(head, at) {
        return Some((names, at, end));
    }
    let end = (at..head.len()).find(|&i| matches!(head[i], '：' | ':' | '，' | ',' | '。' | '（' | '('))?;
    let reports = head[at..end].ends_with(&['报', '道']) || matches!(head[end], '：' | ':');
    reports.then_some((names, at, end))
}

/// Where the names between 讯 and the label at `at` begin; `None` when other words stand there.
fn names_after_dateline(head: &[char], at: usize) -> Option<usize> {
    let start = (0..at).find(|&i| matches!(head[i], '讯' | '电') || head[..=i].ends_with(&['消', '息']))? + 1;
    let names: Vec<&[char]> = head[start..at].split(|c| is_separator(*c)).filter(|w| !w.is_empty()).collect();
    (!names.is_empty() && names.iter().all(|n| is_sure_name(n))).then_some(start)
}

/// `记者 钱小满 特约记者 孙大地 近日，…`: where the names end that blanks part from each other and from the text.
fn parted_names(head: &[char], at: usize) -> Option<usize> {
    let mut end = None;
    let mut start = at;
    while start < head.len() {
        // The blank before a date is gone with the padding.
        let ends = |c: &char| c.is_whitespace() || c.is_ascii_digit();
        let Some(length) = head[start..].iter().position(ends) else { return end };
        let word = &head[start..start + length];
        let is_label = label(word).is_some_and(|(n, kind)| n == length && kind == LabelKind::Reporter);
        if !is_label && !is_sure_name(word) {
            return end;
        }
        if !is_label {
            end = Some(start + length);
        }
        start += length + head[start + length..].iter().take_while(|c| c.is_whitespace()).count();
    }
    end
}
