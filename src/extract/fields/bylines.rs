//! Names in bylines and credits.
//!
//! Reporters: `（记者 【钱小满】 通讯员 【孙大地】）`, `作者：【钱小满】`, `文/图 【钱小满】`, `【钱小满】/文`, `（云岭县人武部 【钱小满】）` at the end of the text,
//! `本报讯 记者【钱小满】报道：`, `本报讯 【钱小满】、特约记者【孙大地】报道：`, `云岭网7月1日讯（【钱小满】）`, `（【钱小满】 通讯员 【孙大地】）` after a dateline.
//! Editors: `责编：【钱小满】`, `（责任编辑　【钱　满】）`.
//! Neither: 校对, 审核, 监制, 一审; 摄影, `记者 钱小满 摄`; offices in place of names (`作者：优抚科`); 记者 in a sentence.
//! Reads `lexicon/meta_labels.tsv`, `lexicon/no_byline_names.txt`, `lexicon/surnames.tsv`.

use crate::{
    document::BlockKind,
    extract::Text,
    lexicon::{
        self, ByChar,
        labels::{LabelKind, label, label_with_colon},
        names,
    },
    record::{Basis, Byline, Rule, Span},
};
use std::sync::LazyLock;

/// Words that are no names.
struct NoNames {
    by_first: ByChar<Vec<char>>,
    by_last: ByChar<Vec<char>>,
}

static NO_NAMES: LazyLock<NoNames> = LazyLock::new(|| {
    let rows = lexicon::rows(include_str!("../../../lexicon/no_byline_names.txt"));
    let words: Vec<Vec<char>> = rows.filter_map(|r| r.first().map(|w| w.chars().collect())).collect();
    NoNames {
        by_first: words.iter().filter_map(|w| Some((*w.first()?, w.clone()))).collect(),
        by_last: words.iter().filter_map(|w| Some((*w.last()?, w.clone()))).collect(),
    }
});

impl NoNames {
    /// Whether `word` is one of them or ends with one of two characters or more.
    fn end(&self, word: &[char]) -> bool {
        let list = word.last().map_or(&[][..], |last| self.by_last.of(*last));
        list.iter().any(|n| word == &n[..] || n.len() >= 2 && word.ends_with(n))
    }

    /// Whether `word` begins with one of two characters or more.
    fn begin(&self, word: &[char]) -> bool {
        let list = word.first().map_or(&[][..], |first| self.by_first.of(*first));
        list.iter().any(|n| n.len() >= 2 && word.starts_with(n))
    }
}

/// Longest bracket that can be a byline, in characters.
const LONGEST_BRACKET: usize = 80;

/// Bylines of a document and where they stand.
#[derive(Default)]
pub struct Credits {
    pub reporters: Vec<Byline>,
    pub editors: Vec<Byline>,
    pub spans: Vec<Span>,
}

/// A stretch that may hold bylines.
struct Region {
    span: Span,
    /// Names without a label count as reporters (a bracket at the end of the text).
    closing: bool,
}

pub fn credits(text: &Text) -> Credits {
    let mut credits = Credits::default();
    for region in regions(text) {
        let names = Parser::new(text.slice(region.span), region.closing).parse();
        if names.is_credit {
            credits.spans.push(region.span);
        }
        for (editor, start, end, rule) in names.found {
            let offset = region.span.start as usize;
            let name: String = text
                .slice(Span::new(offset + start, offset + end))
                .iter()
                .filter(|c| !c.is_whitespace())
                .map(|c| middle_dot(*c))
                .collect();
            let list = if editor { &mut credits.editors } else { &mut credits.reporters };
            if list.iter().all(|b| b.name != name) {
                list.push(Byline {
                    name,
                    span: Span::new(offset + start, offset + end),
                    rule: Rule::Borrowed(rule),
                    basis: Basis::Stated,
                });
            }
        }
    }
    credits
}

/// All middle dots of names become `·`.
fn middle_dot(c: char) -> char {
    if matches!(c, '•' | '‧' | '・' | '．' | '∙' | '⋅' | '●') { '·' } else { c }
}

/// Lines about the document, brackets at the head or the end of a paragraph, datelines without bracket; in order.
fn regions(text: &Text) -> Vec<Region> {
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
fn office_and_name(pieces: &[&[char]]) -> bool {
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

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '、' | '，'
                | ','
                | '；'
                | ';'
                | '|'
                | '｜'
                | '丨'
                | '：'
                | ':'
                | '（'
                | '）'
                | '('
                | ')'
                | '【'
                | '】'
                | '['
                | ']'
                | '〔'
                | '〕'
                | '［'
                | '］'
                | '/'
                | '／'
                | '。'
                | '?'
                | '？'
                | '\\'
                | '&'
                | '＆'
                | '-'
                | '—'
                | '＋'
                | '+'
        )
}

/// To whom a name belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Credit {
    Reporter,
    Editor,
    /// Photographers, proof-readers: neither.
    Neither,
}

fn credit(kind: LabelKind) -> Credit {
    match kind {
        LabelKind::Reporter => Credit::Reporter,
        LabelKind::Editor => Credit::Editor,
        _ => Credit::Neither,
    }
}

/// What a region gave.
struct Names {
    /// (editor?, start, end, rule) of each name, in characters of the region.
    found: Vec<(bool, usize, usize, &'static str)>,
    /// The region holds labels of people or names.
    is_credit: bool,
}

struct Parser<'a> {
    chars: &'a [char],
    closing: bool,
    credit: Option<Credit>,
    /// Names read since the last label; `摄` behind them takes them back.
    pending: Vec<(Option<Credit>, usize, usize)>,
    found: Vec<(bool, usize, usize, &'static str)>,
    labelled: bool,
}

impl<'a> Parser<'a> {
    fn new(chars: &'a [char], closing: bool) -> Self {
        Self { chars, closing, credit: None, pending: vec![], found: vec![], labelled: false }
    }

    fn parse(mut self) -> Names {
        let mut at = 0;
        while at < self.chars.len() {
            if is_separator(self.chars[at]) {
                at += 1;
            } else {
                at = self.token(at);
            }
        }
        self.settle();
        let is_credit = self.labelled || !self.found.is_empty();
        Names { found: self.found, is_credit }
    }

    /// Reads the token at `at`; gives where the next begins.
    fn token(&mut self, at: usize) -> usize {
        let rest = &self.chars[at..];
        if let Some((length, kind)) = label_with_colon(rest) {
            return self.label(at, length, kind);
        }
        if let Some((length, kind)) = label(rest)
            && self.is_label(at, length, kind)
        {
            return self.label(at, length, kind);
        }
        // A label with colon ends the word before it, also without a blank (`钱小满编辑：李云`).
        let stops = |i: usize| {
            is_separator(rest[i])
                || i > 0 && label_with_colon(&rest[i..]).is_some_and(|(n, _)| n >= 3)
                || i > 0 && label(&rest[i..]).is_some_and(|(n, _)| announces_names(&rest[i..i + n]))
        };
        let end = at + (0..rest.len()).find(|i| stops(*i)).unwrap_or(rest.len());
        self.word(at, end);
        end
    }

    /// A label without colon: `记者 钱小满`, `记者钱小满`, `文 钱小满`, `文/图`; not the 文 of `文小满`.
    fn is_label(&self, at: usize, length: usize, kind: LabelKind) -> bool {
        if !matches!(kind, LabelKind::Reporter | LabelKind::Editor | LabelKind::Photo | LabelKind::Review) {
            return false;
        }
        let next = self.chars.get(at + length);
        let word: String = self.chars[at..at + length].iter().collect();
        if next.is_none_or(|c| is_separator(*c)) {
            return true;
        }
        // Glued to the name: only words that are nobody's name.
        matches!(kind, LabelKind::Reporter | LabelKind::Editor)
            && length >= 2
            && (word.contains(['/', '／'])
                || word.contains("记者")
                || word.contains("通讯员")
                || word.contains("编")
                || word.contains("作者")
                || word.contains("实习生"))
    }

    fn label(&mut self, at: usize, length: usize, kind: LabelKind) -> usize {
        let person = matches!(kind, LabelKind::Reporter | LabelKind::Editor | LabelKind::Photo | LabelKind::Review);
        self.labelled |= person;
        // `钱小满 文 孙大地 摄`: a line that begins with a name has its labels behind the names.
        let word: String = self.chars[at..at + length].iter().collect();
        let stands_behind =
            !["记者", "通讯员", "作者", "编"].iter().any(|w| word.contains(w)) && !word.ends_with([':', '：']);
        let unlabelled = stands_behind && self.pending.iter().all(|(c, ..)| c.is_none());
        let behind_names = !self.pending.is_empty() && (!self.has_value(at + length) || unlabelled && length <= 3);
        if person && behind_names && self.pending.iter().all(|(c, ..)| *c != Some(Credit::Editor)) {
            // `钱小满 文/图`, `记者 钱小满 摄`: the word stands behind the names.
            let given = credit(kind);
            self.pending.iter_mut().for_each(|(c, ..)| *c = Some(given));
            self.settle();
            self.credit = None;
        } else {
            // `通讯员 林某 摄影 巴某`: a new field.
            if !(person && self.pending.is_empty()) {
                self.settle();
            }
            self.credit = Some(credit(kind));
        }
        at + length
    }

    /// Whether a name follows before the next label.
    fn has_value(&self, from: usize) -> bool {
        let rest = &self.chars[from.min(self.chars.len())..];
        let start = rest.iter().position(|c| !is_separator(*c));
        start.is_some_and(|s| {
            label(&rest[s..]).is_none_or(|(n, _)| n == 1 && rest.get(s + 1).is_some_and(|c| !is_separator(*c)))
        })
    }

    fn word(&mut self, start: usize, end: usize) {
        let word = &self.chars[start..end];
        // `钱小满图/文`: the first half of the label stands at the name.
        let slashed = matches!(self.chars.get(end..end + 2), Some(['/' | '／', '文' | '图' | '摄']));
        if let [names @ .., half @ ('图' | '文')] = word
            && slashed
            && names_in(names).is_some_and(|n| n.len() == 1)
        {
            self.names(start, names.len());
            if *half == '文' {
                self.labelled = true;
                self.pending.iter_mut().for_each(|(c, ..)| *c = Some(c.unwrap_or(Credit::Reporter)));
                self.settle();
            }
            return;
        }
        // `张三摄`, `李四文/图`, `孙某报道`, `钱某供稿`.
        const ENDINGS: [(&[char], Credit); 10] = [
            (&['摄', '影', '报', '道'], Credit::Neither),
            (&['摄', '影'], Credit::Neither),
            (&['供', '图'], Credit::Neither),
            (&['摄'], Credit::Neither),
            (&['报', '道'], Credit::Reporter),
            (&['供', '稿'], Credit::Reporter),
            (&['撰', '稿'], Credit::Reporter),
            (&['整', '理'], Credit::Reporter),
            (&['图', '文'], Credit::Reporter),
            (&['文'], Credit::Reporter),
        ];
        for (ending, given) in ENDINGS {
            // `翁晓文` after 记者 is a whole name.
            if ending == ['文'] && self.credit.is_some() {
                continue;
            }
            if let Some(names) = word.strip_suffix(ending).filter(|n| names_in(n).is_some()) {
                self.labelled = true;
                self.names(start, names.len());
                self.pending.iter_mut().for_each(|(c, ..)| {
                    *c = if given == Credit::Neither { Some(given) } else { Some(c.unwrap_or(given)) }
                });
                self.settle();
                return;
            }
        }
        self.names(start, word.len());
    }

    fn names(&mut self, start: usize, length: usize) {
        let word = &self.chars[start..start + length];
        if self.credit.is_none()
            && !(self.closing && (is_sure_name(word) || are_sure_names(word)))
            && word.len() > 4
            && !word.iter().any(|c| middle_dot(*c) == '·')
        {
            return;
        }
        for (from, to) in names_in(word).unwrap_or_default() {
            self.pending.push((self.credit, start + from, start + to));
        }
    }

    /// Takes the pending names over.
    fn settle(&mut self) {
        let labelled = self.labelled;
        let pending = std::mem::take(&mut self.pending);
        // One sure name in a bracket vouches for the others (`展翅 单红旗`).
        let any_sure = pending.iter().any(|&(_, start, end)| is_sure_name(&self.chars[start..end]));
        let pieces = || self.chars.split(|c| is_separator(*c)).filter(|p| !p.is_empty()).collect::<Vec<_>>();
        let any_sure = any_sure || self.closing && office_and_name(&pieces());
        for (given, start, end) in pending {
            let name = &self.chars[start..end];
            let sure = is_sure_name(name) || any_sure && names::is_surname(name[0]) && name.len() <= 3;
            match given {
                Some(Credit::Reporter) => self.found.push((false, start, end, "byline")),
                Some(Credit::Editor) => self.found.push((true, start, end, "editor-line")),
                None if self.closing && sure && !labelled => self.found.push((false, start, end, "closing-bracket")),
                _ => {}
            }
        }
    }
}

/// `记者`, `特约通讯员`: labels that stand right before names without a blank.
fn announces_names(word: &[char]) -> bool {
    let ends = |label: &str| word.ends_with(&label.chars().collect::<Vec<_>>());
    word.len() >= 2 && ["记者", "通讯员", "实习生"].iter().any(|label| ends(label))
}

/// The names in a word: one of two to four characters, a name with ·, or two or three names run together.
fn names_in(word: &[char]) -> Option<Vec<(usize, usize)>> {
    if word.iter().any(|c| !is_name_char(*c)) || NO_NAMES.end(word) || ends_like_office(word) {
        return None;
    }
    if word.iter().any(|c| middle_dot(*c) == '·') {
        return (4..=16).contains(&word.len()).then(|| vec![(0, word.len())]);
    }
    match word.len() {
        2 | 3 => Some(vec![(0, word.len())]),
        4..=7 if of_minority_parts(word) => Some(vec![(0, word.len())]),
        4 => Some(two_names(word).unwrap_or_else(|| vec![(0, 4)])),

        5..=7 => run_together(word).or_else(|| minority_name_first(word)),
        8..=90 => run_together(word),
        _ => None,
    }
}

fn is_name_char(c: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&c) || c == '〇' || middle_dot(c) == '·'
}

/// Three characters or more that end like an office (`政工科`, `宣传部`); 科 and 部 end no given name.
fn ends_like_office(word: &[char]) -> bool {
    matches!(word, [_, '办' | '股' | '局' | '委'])
        || word.len() >= 3
            && matches!(
                word.last(),
                Some(
                    '科' | '股'
                        | '部'
                        | '局'
                        | '办'
                        | '委'
                        | '站'
                        | '所'
                        | '处'
                        | '台'
                        | '网'
                        | '报'
                        | '社'
                        | '组'
                        | '院'
                        | '校'
                        | '镇'
                        | '乡'
                        | '县'
                        | '厂'
                )
            )
}

/// `萨仁其其格`: nothing but parts of names that are no Han names.
fn of_minority_parts(word: &[char]) -> bool {
    let mut rest = word;
    while let Some(length) = names::minority_part(rest).filter(|n| *n > 0 && *n <= rest.len()) {
        rest = &rest[length..];
        if rest.is_empty() {
            return true;
        }
    }
    false
}

/// `努尔沙合提`, `努尔沙合提钱满`: a name that begins like no Han name, and perhaps a Han name behind it, beyond doubt.
fn minority_name_first(word: &[char]) -> Option<Vec<(usize, usize)>> {
    names::minority_part(word).filter(|n| (2..word.len()).contains(n))?;
    let second = [3, 2].into_iter().map(|n| word.len() - n).find(|&at| at >= 3 && is_sure_name(&word[at..]));
    Some(second.map_or_else(|| vec![(0, word.len())], |at| vec![(0, at), (at, word.len())]))
}

/// `钱满孙地`: both pairs begin with a surname and the whole is no name of four characters.
fn two_names(word: &[char]) -> Option<Vec<(usize, usize)>> {
    let part = |w: &[char]| names::minority_part(w).is_some();
    let both = strong(word[0])
        && strong(word[2])
        && names::surname(&word[..2]).is_none()
        && !part(&word[..2])
        && !part(&word[2..]);
    both.then(|| vec![(0, 2), (2, 4)])
}

/// Names without a blank between them: every part begins with a surname; the parts that are likeliest as a whole.
fn run_together(word: &[char]) -> Option<Vec<(usize, usize)>> {
    // best[i]: likeliest cut of the first i characters, with the start of its last part.
    let mut best: Vec<Option<(i32, usize)>> = vec![None; word.len() + 1];
    best[0] = Some((0, 0));
    for start in 0..word.len() {
        let Some((value, _)) = best[start] else { continue };
        let Some(surname) = names::surname(&word[start..=start]) else { continue };
        for end in [start + 2, start + 3].into_iter().filter(|e| *e <= word.len()) {
            let here = value + surname + names::given(&word[start + 1..end]);
            if best[end].is_none_or(|(v, _)| here > v) {
                best[end] = Some((here, start));
            }
        }
    }
    let mut parts = vec![];
    let mut end = word.len();
    while end > 0 {
        let (_, start) = best[end]?;
        parts.push((start, end));
        end = start;
    }
    parts.reverse();
    Some(parts)
}

/// `钱小满孙大地`: two or three names without a blank, each beyond doubt; the blank was lost with those of broken lines.
fn are_sure_names(word: &[char]) -> bool {
    (5..=9).contains(&word.len())
        && names_in(word).is_some_and(|n| n.len() >= 2 && n.iter().all(|&(from, to)| is_sure_name(&word[from..to])))
}

/// A surname that is more than an ordinary word.
fn strong(c: char) -> bool {
    names::surname(&[c]).is_some_and(|w| w >= -10)
}

/// Surname and given name together speak for a name.
fn likely(word: &[char]) -> bool {
    strong(word[0]) || names::surname(&word[..1]).is_some_and(|w| w + names::given(&word[1..]) >= 0)
}

/// A name beyond doubt, for brackets without a label.
fn is_sure_name(word: &[char]) -> bool {
    names_in(word).is_some_and(|n| n.len() == 1)
        && ((2..=3).contains(&word.len()) && likely(word)
            || (3..=4).contains(&word.len()) && names::surname(&word[..2]).is_some()
            || word.len() >= 3 && of_minority_parts(word))
        && names::common_word(&word.iter().collect::<String>()).is_none_or(|w| w < 30)
        && !NO_NAMES.begin(word)
}
