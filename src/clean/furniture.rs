//! Page furniture: whole lines and fields of source lines that are none of the document.
//!
//! Removed lines: navigation trails (`当前位置：首页>要闻`), reading times (`全文1200字，读完约4分钟`), introductions of
//! document collections (`下面是小编为大家整理的…`), share bars, print and close buttons, page numbers, copyright and
//! licence lines, WeChat account lines, player words; from `相关阅读` or `往期推荐` in the last part on, all the rest.
//! Removed fields: `浏览次数：417`, `字号：[大 中 小]`, `分享到：…` in a line that goes on with source or date.
//! At the head: a list with bullets above the headline; `[复制链接]` and `38阅读` behind a headline.
//! Kept: running text, also when it holds such words.
//! Reads `lexicon/furniture_lines.tsv`, `lexicon/furniture_words.txt`, `lexicon/meta_labels.tsv`.

use super::{line::Line, meta, spaces};
use crate::lexicon::{
    self, CharSet,
    labels::{LabelKind, label, label_with_colon},
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// How far a furniture line reaches.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Line,
    Rest,
}

/// A shape of `furniture_lines.tsv`: literal parts with anything between them.
struct Shape {
    parts: Vec<Vec<char>>,
    /// The line begins with the first part; ends with the last.
    anchored: (bool, bool),
    longest: usize,
    reach: Reach,
}

/// Shapes by the first character of their first part: those that begin the line, and those that stand anywhere.
static SHAPES: LazyLock<[FxHashMap<char, Vec<Shape>>; 2]> = LazyLock::new(|| {
    let mut shapes: [FxHashMap<char, Vec<Shape>>; 2] = Default::default();
    for row in lexicon::rows(include_str!("../../lexicon/furniture_lines.tsv")) {
        let [shape, longest, reach, ..] = row[..] else { continue };
        let anchored = (!shape.starts_with('*'), !shape.ends_with('*'));
        let parts: Vec<Vec<char>> = shape.split('*').filter(|p| !p.is_empty()).map(|p| p.chars().collect()).collect();
        let reach = if reach == "rest" { Reach::Rest } else { Reach::Line };
        let Some(&first) = parts.first().and_then(|p| p.first()) else { continue };
        shapes[usize::from(!anchored.0)].entry(first).or_default().push(Shape {
            parts,
            anchored,
            longest: longest.parse().unwrap_or(60),
            reach,
        });
    }
    shapes
});

/// First characters of the shapes that stand anywhere: most characters of a text are none, and need no hashing.
static OPENINGS: LazyLock<CharSet> = LazyLock::new(|| SHAPES[1].keys().copied().collect());

static WORDS: LazyLock<FxHashSet<Vec<char>>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../lexicon/furniture_words.txt"))
        .filter_map(|r| r.first().map(|w| w.chars().collect()))
        .collect()
});

/// Names of regions as WeChat prints them after date and time.
static REGIONS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../lexicon/posting_regions.txt")).filter_map(|r| r.into_iter().next()).collect()
});

/// Longest line that can be furniture, in characters: a list of related headlines in one line is cut by its opening.
const LONGEST: usize = 300;

/// What was taken away and says something about the document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// A reading-time line, an introduction by 小编 or a 推荐访问 footer: sites that rewrite and collect.
    pub collection: bool,
    /// `展开全文`, `查看全文`: the rest of the text was not loaded.
    pub cut: bool,
}

impl Seen {
    /// What either has seen.
    pub fn or(self, other: Self) -> Self {
        Self { collection: self.collection || other.collection, cut: self.cut || other.cut }
    }
}

/// Removes furniture lines and the furniture fields of source lines.
pub fn remove(lines: Vec<Line>) -> (Vec<Line>, Seen) {
    let mut seen = Seen::default();
    let all: usize = lines.iter().map(Line::len).sum();
    let mut before = 0;
    let mut out = Vec::with_capacity(lines.len());
    let mut rest = false;
    let mut told_before = false;
    let told = tells_on(&lines);
    let menu = menu_above(&lines);
    for (i, mut line) in lines.into_iter().enumerate().skip(menu) {
        before += line.len();
        // After `相关阅读` only lines about the document are kept (责编 often stands below).
        if rest && !(line.is_meta() && line.layout.linked == 0 && !is_furniture_field(line.hans())) {
            continue;
        }
        if line.is_settled() {
            told_before |= line.hans().contains(&'。');
            out.push(line);
            continue;
        }
        drop_buttons(&mut line);
        if let Some(at) = field_behind_trail(line.hans()) {
            let keep: Vec<bool> = (0..line.len()).map(|i| i >= at).collect();
            line.retain(&keep);
        }
        match reach(&line, &mut seen) {
            // [相关新闻] over a whole second report.
            Some(Reach::Rest) if told[i] && squeeze(line.hans()).starts_with(&['相', '关']) => continue,
            // `图片新闻：` above the report of a short page is a column.
            Some(Reach::Rest) if told_before && (before * 5 >= all * 3 || before + 400 >= all) => {
                rest = true;
                continue;
            }
            Some(_) => continue,
            None => {}
        }
        keep_date_of_account(&mut line);
        if line.is_meta() || line.hans().len() <= 120 && !spaces::is_running(line.hans()) {
            let before = line.len();
            drop_fields(&mut line);
            if line.len() < before {
                line.renew();
                spaces::tidy(&mut line, false);
            }
        }
        if !line.is_empty() {
            told_before |= line.hans().contains(&'。');
            line.settle();
            out.push(line);
        }
    }
    (out, seen)
}

/// How many lines at the head are entries of a list above the headline (`• 文明网站`, `• 38阅读`): short ones with a bullet,
/// before other lines.
fn menu_above(lines: &[Line]) -> usize {
    let entry = |l: &&Line| {
        let hans = l.hans();
        hans.first() == Some(&'•') && hans.len() <= 30 && !spaces::is_running(hans) && !l.is_meta()
    };
    let entries = lines.iter().take_while(entry).count();
    let text = lines[entries..].iter().any(|l| spaces::is_running(l.hans()) && l.hans().first() != Some(&'•'));
    if text { entries } else { 0 }
}

/// Takes buttons and counters off the end of a headline of a forum: `…启动仪式 [复制链接]`, `…启动仪式 38阅读`.
fn drop_buttons(line: &mut Line) {
    /// Fewest Han characters of a headline.
    const SHORTEST: usize = 8;
    let hans = line.hans();
    if hans.len() > 90 || hans.contains(&'。') || line.is_meta() {
        return;
    }
    let mut end = hans.len();
    while let Some(start) = last_field(&hans[..end]).filter(|s| is_button(&hans[*s..end])) {
        end = start;
    }
    end -= hans[..end].iter().rev().take_while(|c| c.is_whitespace()).count();
    let left = hans[..end].iter().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(*c)).count();
    if end < hans.len() && left >= SHORTEST {
        let keep: Vec<bool> = (0..hans.len()).map(|i| i < end).collect();
        line.retain(&keep);
    }
}

/// Where the last field of the line begins: a bracket at its end, or what stands behind the last blank.
fn last_field(hans: &[char]) -> Option<usize> {
    let end = hans.len() - hans.iter().rev().take_while(|c| c.is_whitespace()).count();
    let open = match hans[..end].last()? {
        ']' => '[',
        '】' => '【',
        _ => return hans[..end].iter().rposition(|c| c.is_whitespace()).map(|i| i + 1),
    };
    hans[..end].iter().rposition(|c| *c == open)
}

/// `[复制链接]`, `38阅读`, `阅读：38`.
fn is_button(field: &[char]) -> bool {
    let field: Vec<char> = field.iter().filter(|c| !c.is_whitespace()).copied().collect();
    if let ['[' | '【', inner @ .., ']' | '】'] = &field[..] {
        return inner.len() >= 2 && made_of_words(inner);
    }
    if let Some((n, kind)) = label_with_colon(&field) {
        return kind == LabelKind::Visits && field[n..].iter().all(|c| c.is_ascii_digit() || *c == '次');
    }
    let digits = field.iter().take_while(|c| c.is_ascii_digit()).count();
    let whole = |(n, kind)| kind == LabelKind::Visits && n == field.len() - digits;
    digits > 0 && label(&field[digits..]).is_some_and(whole)
}

fn is_arrow(c: &char) -> bool {
    // Nearly every character is Han.
    !('\u{4E00}'..='\u{9FFF}').contains(c) && matches!(c, '>' | '＞' | '»' | '›')
}

/// Where a date or source begins that stands behind a trail in one line: `首页 > 要闻 人气：54 【日期：2014/1/10】`.
fn field_behind_trail(hans: &[char]) -> Option<usize> {
    if hans.len() > 160 {
        return None;
    }
    let trail = hans.iter().position(is_arrow)?;
    let squeezed = squeeze(&hans[..trail]);
    let opens = |s: &Shape| s.reach == Reach::Line && fits(s, &squeezed);
    let opening = squeezed.first().and_then(|c| SHAPES[0].get(c)).is_some_and(|shapes| shapes.iter().any(opens));
    if !opening || hans.contains(&'。') {
        return None;
    }
    (trail..hans.len()).find(|&i| {
        is_separator(hans[i - usize::from(i > 0)])
            && label_with_colon(&hans[i..]).is_some_and(|(n, kind)| match kind {
                LabelKind::Date => meta::first_date(&hans[i + n..]).is_some_and(|(at, _)| at <= 2),
                LabelKind::Source | LabelKind::Reporter | LabelKind::Editor => n > 2 && hans.len() > i + n + 1,
                _ => false,
            })
    })
}

/// For each line whether a report follows behind it: two sentences of running text that are no teasers with links, and
/// more of them than of anything else.
fn tells_on(lines: &[Line]) -> Vec<bool> {
    let (mut running, mut other, mut count) = (0, 0, 0);
    let mut told = vec![false; lines.len()];
    for (i, line) in lines.iter().enumerate().rev() {
        told[i] = count >= 2 && running > other;
        let hans = line.hans();
        let teaser = matches!(
            hans.strip_suffix(&[']']).unwrap_or(hans),
            [.., '详', '细'] | [.., '全', '文'] | [.., '更', '多'] | [.., '…'] | [.., '.', '.', '.']
        );
        if line.layout.linked == 0 && !teaser && hans.len() >= 20 && hans.last() == Some(&'。') {
            (running, count) = (running + hans.len(), count + 1);
        } else {
            other += hans.len();
        }
    }
    told
}

fn reach(line: &Line, seen: &mut Seen) -> Option<Reach> {
    let hans = line.hans();
    if hans.len() > LONGEST {
        return None;
    }
    let squeezed = squeeze(hans);
    if squeezed.is_empty() {
        return Some(Reach::Line);
    }
    // A narrated sentence is only furniture when it opens as such a line does.
    let narrated = hans.len() > 30 && hans.contains(&'。') && !hans.contains(&'©') && !introduces(&squeezed);
    let [opening, anywhere] = &*SHAPES;
    let opens = opening.get(squeezed.first()?).and_then(|shapes| shapes.iter().find(|s| fits(s, &squeezed)));
    let found = opens.or_else(|| {
        let shape = squeezed
            .iter()
            .filter(|c| !narrated && OPENINGS.contains(**c))
            .find_map(|c| anywhere.get(c)?.iter().find(|s| fits(s, &squeezed)))?;
        // A line that also holds source or date loses its furniture fields only.
        (!has_kept_field(hans)).then_some(shape)
    });
    let Some(found) = found else {
        return (is_page_number(&squeezed)
            || is_trail(&squeezed)
            || all_words(hans)
            || is_furniture_field(hans)
            || is_ornament(&squeezed))
        .then_some(Reach::Line);
    };
    let text: String = squeezed.iter().collect();
    seen.collection |= ["读完", "小编", "推荐访问"].iter().any(|w| text.contains(w));
    seen.cut |= ["展开全文", "查看全文", "点击查看", "阅读全文"].iter().any(|w| text.contains(w));
    Some(found.reach)
}

/// `下面是小编整理的相关范文，希望对大家有所帮助。`: whole sentences that a collecting site puts before a text.
fn introduces(squeezed: &[char]) -> bool {
    if !squeezed.contains(&'编') {
        return false;
    }
    let text: String = squeezed.iter().collect();
    text.contains("小编") && ["范文", "整理", "帮助", "收集"].iter().any(|w| text.contains(w))
}

/// Without white space and without the ornaments that enclose such lines.
fn squeeze(hans: &[char]) -> Vec<char> {
    let ornament = |c: &char| {
        matches!(
            c,
            '●' | '■'
                | '◆'
                | '▼'
                | '▲'
                | '★'
                | '☆'
                | '►'
                | '▶'
                | '▍'
                | '|'
                | '｜'
                | '丨'
                | '_'
                | '='
                | '*'
                | '~'
                | '·'
                | '•'
                | '↓'
                | '↑'
                | '→'
                | '-'
                | '—'
                | '＞'
                | '>'
                | '【'
                | '】'
                | '['
                | ']'
                | '「'
                | '」'
                | '"'
        )
    };
    let mut text: Vec<char> = Vec::with_capacity(hans.len());
    let first = hans.iter().position(|c| !spaces::is_blank(*c) && !ornament(c)).unwrap_or(hans.len());
    text.extend(hans[first..].iter().filter(|c| !spaces::is_blank(**c)));
    while text.last().is_some_and(ornament) {
        text.pop();
    }
    text
}

fn fits(shape: &Shape, text: &[char]) -> bool {
    // A footer of recommendations may name many titles in one line.
    let narrated = || text.len() > 24 && text.contains(&'。') && text.iter().any(|c| matches!(c, '，' | ','));
    let literal: usize = shape.parts.iter().map(Vec::len).sum();
    // `当前位置偏远的村，…。` is a sentence: few words do not make it furniture.
    if literal < 5 && narrated() || text.len() > shape.longest && shape.reach == Reach::Line {
        return false;
    }
    let mut at = 0;
    for (i, part) in shape.parts.iter().enumerate() {
        let last = i + 1 == shape.parts.len();
        let rest = &text[at.min(text.len())..];
        let found = if i == 0 && shape.anchored.0 {
            rest.starts_with(part).then_some(0)
        } else if last && shape.anchored.1 {
            rest.ends_with(part).then(|| rest.len() - part.len())
        } else {
            rest.windows(part.len()).position(|w| w[0] == part[0] && w == part)
        };
        match found {
            Some(offset) => at += offset + part.len(),
            None => return false,
        }
    }
    !shape.anchored.1 || at == text.len()
}

/// `第3页`, `- 12 -`, `1 2 3 4 5`, `共3页`.
fn is_page_number(squeezed: &[char]) -> bool {
    squeezed.len() <= 24
        && squeezed.iter().all(|c| c.is_ascii_digit() || matches!(c, '第' | '页' | '共' | '/' | '.' | '…' | '，' | '«' | '»' | '<' | '›' | '‹'))
        && !squeezed.iter().all(|c| matches!(c, '…' | '.' | '，'))
        // A bare year or number may be the text of a cell.
        && (squeezed.len() != 4 || squeezed.contains(&'页'))
}

/// `论坛›溪口社区›时政`: three short steps or more, parted by arrows.
fn is_trail(squeezed: &[char]) -> bool {
    let steps: Vec<&[char]> =
        squeezed.split(|c| matches!(c, '>' | '＞' | '»' | '›' | '→')).filter(|s| !s.is_empty()).collect();
    let step = |s: &&[char]| s.len() <= 12 && s.iter().all(|c| c.is_alphanumeric());
    steps.len() >= 3 && squeezed.len() <= 60 && steps.iter().all(step)
}

fn is_ornament(squeezed: &[char]) -> bool {
    !squeezed.iter().any(|c| c.is_alphanumeric())
        && !squeezed.iter().any(|c| {
            matches!(
                c,
                '，' | '。'
                    | '、'
                    | '；'
                    | '：'
                    | '！'
                    | '？'
                    | '”'
                    | '’'
                    | '）'
                    | '》'
                    | ','
                    | '.'
                    | ';'
                    | ':'
                    | ')'
            )
        })
}

/// Every field of the line is made of furniture words (`放大 缩小 默认`, `【打印】【关闭】`).
fn all_words(hans: &[char]) -> bool {
    // `2011-06-01 01:08:27 字号：` still says when.
    if hans.len() > 120 || hans.iter().any(|c| matches!(c, '，' | '。' | '；')) || meta::first_date(hans).is_some() {
        return false;
    }
    let mut any = false;
    for field in hans.split(|c| is_separator(*c)).filter(|f| !f.is_empty()) {
        if field.iter().all(|c| c.is_ascii_digit()) {
            continue;
        }
        if !made_of_words(field) {
            return false;
        }
        any = true;
    }
    any
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '|' | '｜'
                | '丨'
                | '>'
                | '＞'
                | '»'
                | '›'
                | '→'
                | '/'
                | '【'
                | '】'
                | '['
                | ']'
                | '［'
                | '］'
                | '('
                | ')'
                | '（'
                | '）'
                | '·'
                | '•'
                | '-'
                | '—'
                | '－'
                | ':'
                | '：'
                | '、'
                | '●'
                | '■'
                | '◆'
                | '▼'
                | '▲'
                | '★'
                | '☆'
                | '_'
                | '…'
                | '!'
                | '！'
                | '+'
                | '"'
                | '“'
                | '”'
        )
}

/// Can be cut into furniture words without rest. One short word alone may be anything.
fn made_of_words(field: &[char]) -> bool {
    if WORDS.contains(field) {
        return true;
    }
    if field.len() < 4 || field.len() > 60 {
        return false;
    }
    let mut reached = vec![false; field.len() + 1];
    reached[0] = true;
    for start in 0..field.len() {
        if reached[start] {
            for end in (start + 2)..=field.len().min(start + 12) {
                if !reached[end] && WORDS.contains(&field[start..end]) {
                    reached[end] = true;
                }
            }
        }
    }
    reached[field.len()]
}

/// The line is a furniture label with its value and no other field (`浏览次数：417`, `字体：大 中 小`).
fn is_furniture_field(hans: &[char]) -> bool {
    let inner = meta::unbracketed(hans);
    label_with_colon(inner).is_some_and(|(_, kind)| kind.is_furniture())
        && inner.len() <= 80
        && fields(inner).iter().all(|f| f.furniture)
}

/// A source line with a field that is kept (`来源：… 浏览次数：…`).
pub fn has_kept_field(hans: &[char]) -> bool {
    let kept = |(length, kind)| {
        length > 2 && matches!(kind, LabelKind::Source | LabelKind::Date | LabelKind::Reporter | LabelKind::Editor)
    };
    let labelled = (0..hans.len())
        .any(|i| (i == 0 || is_separator(hans[i - 1])) && label_with_colon(&hans[i..]).is_some_and(kept));
    hans.len() <= 160 && (labelled || meta::is_meta(hans) && meta::first_date(hans).is_some())
}

/// A field of a source line.
struct Field {
    start: usize,
    end: usize,
    furniture: bool,
}

/// The fields of a line: each begins at a label, a date, or after white space or a bar.
fn fields(hans: &[char]) -> Vec<Field> {
    let mut out: Vec<Field> = Vec::new();
    let mut at = 0;
    while at < hans.len() {
        let start = at;
        while at < hans.len() && (hans[at].is_whitespace() || matches!(hans[at], '|' | '｜' | '丨')) {
            at += 1;
        }
        let piece = at;
        let labelled = opening_label(&hans[piece..]);
        let skipped = labelled.map_or(0, |(length, _)| length);
        at = (piece + skipped).min(hans.len());
        // A value may follow its label after blanks; else the field ends at the next blank, bar or label.
        if labelled.is_some() {
            while at < hans.len() && hans[at].is_whitespace() {
                at += 1;
            }
        }
        while at < hans.len()
            && !(hans[at].is_whitespace() || matches!(hans[at], '|' | '｜' | '丨'))
            && (at == piece || opening_label(&hans[at..]).is_none_or(|(_, own)| !own))
        {
            at += 1;
        }
        if at == start {
            at += 1;
        }
        let labelled_kind = label_with_colon(skip_bracket(&hans[piece..]))
            .or_else(|| label(skip_bracket(&hans[piece..])))
            .map(|(_, k)| k);
        let parts = || hans[piece..at].split(|c| is_separator(*c)).filter(|f| !f.is_empty());
        let number = |f: &[char]| f.iter().all(|c| c.is_ascii_digit());
        let words = parts().all(|f| made_of_words(f) || number(f)) && !parts().all(number);
        let bare_number = hans[piece..at].iter().all(|c| c.is_ascii_digit() || matches!(c, '次' | '人'));
        let after_furniture = out.last().is_some_and(|f| f.furniture);
        let furniture = match labelled {
            Some((_, true)) => labelled_kind.is_some_and(|k| k.is_furniture()),
            _ => {
                (bare_number && after_furniture)
                    || (words && !bare_number && piece < at)
                    || (after_furniture && is_value_of_display(&hans[piece..at]))
                    || piece == at
            }
        };
        out.push(Field { start, end: at, furniture });
    }
    out
}

fn skip_bracket(text: &[char]) -> &[char] {
    match text {
        ['[' | '【' | '（' | '(' | '［', rest @ ..] => rest,
        _ => text,
    }
}

/// A label with colon (`true`), perhaps in a bracket; its length with the bracket.
fn opening_label(text: &[char]) -> Option<(usize, bool)> {
    let rest = skip_bracket(text);
    label_with_colon(rest).map(|(n, _)| (n + text.len() - rest.len(), true))
}

fn is_value_of_display(piece: &[char]) -> bool {
    piece.iter().all(|c| {
        matches!(c, '大' | '中' | '小' | '特' | '超' | '】' | ']' | '）' | ')' | '+' | '-' | 'A' | 'T' | 'a')
            || is_separator(*c)
    })
}

/// `原创 今日云岭 今日云岭 2023-11-05 18:30 发表于浙江`, `云岭发布　2023-11-05 08:12　海南`: the account line of WeChat keeps
/// its date and time alone.
fn keep_date_of_account(line: &mut Line) {
    let hans = line.hans();
    if hans.len() > 60 || hans.iter().any(|c| matches!(c, '：' | '，' | '。' | '|' | '年')) {
        return;
    }
    let Some((start, length)) = meta::first_date(hans) else { return };
    let time = hans[start + length..].iter().take_while(|c| c.is_ascii_digit() || **c == ':' || **c == ' ').count();
    let end = start + length + time;
    let has_time = hans[start + length..end].contains(&':');
    let after: String = hans[end..].iter().filter(|c| !c.is_whitespace()).collect();
    let before: String = hans[..start].iter().collect();
    let region = REGIONS.contains(after.as_str()) || after.strip_prefix("发表于").is_some();
    if !(has_time && start > 0 && (region || before.starts_with("原创"))) {
        return;
    }
    let end = end - hans[..end].iter().rev().take_while(|c| c.is_whitespace()).count();
    let keep: Vec<bool> = (0..hans.len()).map(|i| (start..end).contains(&i)).collect();
    line.retain(&keep);
}

/// Takes the furniture fields out of a source line.
fn drop_fields(line: &mut Line) {
    let hans = line.hans();
    // Without a label, a bar or a digit there are no fields.
    if !hans.iter().any(|c| c.is_ascii_digit() || matches!(c, '：' | ':' | '|' | '｜' | '丨' | '【' | '[')) {
        return;
    }
    let fields = fields(hans);
    let dated = meta::first_date(hans).is_some()
        || fields.iter().any(|f| !f.furniture && label_with_colon(skip_blanks(&hans[f.start..f.end])).is_some());
    if !dated || !fields.iter().any(|f| f.furniture) {
        return;
    }
    let mut keep = vec![true; hans.len()];
    for field in fields.iter().filter(|f| f.furniture) {
        keep[field.start..field.end].fill(false);
    }
    // The separator that the first kept field no longer needs.
    let mut i = 0;
    let lead: Vec<usize> = (0..keep.len())
        .filter(|k| keep[*k])
        .take_while(|k| hans[*k].is_whitespace() || matches!(hans[*k], '|' | '｜' | '丨'))
        .collect();
    while i < lead.len() {
        keep[lead[i]] = false;
        i += 1;
    }
    let tail: Vec<usize> = (0..keep.len())
        .rev()
        .filter(|k| keep[*k])
        .take_while(|k| hans[*k].is_whitespace() || matches!(hans[*k], '|' | '｜' | '丨' | '【' | '[' | '［'))
        .collect();
    tail.into_iter().for_each(|k| keep[k] = false);
    line.retain(&keep);
}

fn skip_blanks(text: &[char]) -> &[char] {
    let n = text.iter().take_while(|c| c.is_whitespace() || matches!(c, '|' | '｜' | '丨' | '[' | '【')).count();
    &text[n..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::line::Layout;

    fn cleaned(s: &str) -> Vec<String> {
        let line = |l: &str| {
            let chars: Vec<char> = l.chars().collect();
            let at = vec![0; chars.len()];
            Line::new(chars, at, Layout::default())
        };
        remove(s.lines().map(line).collect()).0.into_iter().map(|l| l.chars.into_iter().collect()).collect()
    }

    #[test]
    fn furniture_lines_go() {
        for line in [
            "当前位置：首页 > 新闻中心 > 正文",
            "放大 缩小 默认",
            "【打印本页】【关闭窗口】",
            "全文共1500字，阅读大约需要5分钟",
            "- 3 -",
            "分享到： 微信 微博 QQ空间",
            "浏览次数：417 次",
            "字体：[大 中 小]",
            "Copyright © 2012 All Rights Reserved",
            "某ICP备00000000号-1",
            "点击上方蓝字关注我们",
            "上一篇：没有了",
            "首页 | 政务公开 | 组织工作 | 领导讲话",
            "扫一扫在手机打开当前页",
            "▼",
            "— END —",
            "第 1 页 共 3 页",
            "论坛›溪口社区›时政›",
            "溪口网 > 溪口 > 今日溪口",
            "图片新闻：",
            "溪口县融媒体中心 出品",
            "下面是小编为大家整理的在动员会上的讲话,供大家参考。",
        ] {
            assert!(cleaned(line).is_empty(), "{line}: {:?}", cleaned(line));
        }
    }

    #[test]
    fn fields_go_and_the_rest_of_the_line_stays() {
        for (from, to) in [
            (
                "发布日期：2021-12-17 08:52 来源：云岭县融媒体中心 浏览次数：417 字体：【大 中 小】 打印",
                "发布日期：2021-12-17 08:52 来源：云岭县融媒体中心",
            ),
            (
                "2021-02-24 19:27:35 | 来源：云岭日报 | 编辑：钱小满 | 【字号：大 中 小】 | 分享到：微信 微博",
                "2021-02-24 19:27:35 | 来源：云岭日报 | 编辑：钱小满",
            ),
            ("作者：佚名　阅读：32次　【字体：小 大】", "作者：佚名"),
            ("【打印本页】【关闭窗口】 责任编辑：钱小满", "责任编辑：钱小满"),
        ] {
            assert_eq!(cleaned(from), [to], "{from}");
        }
    }

    #[test]
    fn buttons_leave_the_headline() {
        for (from, to) in [
            ("溪口县举行春耕启动仪式 [复制链接]", "溪口县举行春耕启动仪式"),
            ("溪口县举行春耕启动仪式 【打印】【关闭】", "溪口县举行春耕启动仪式"),
            ("溪口县举行春耕启动仪式 38阅读", "溪口县举行春耕启动仪式"),
            ("溪口县举行春耕启动仪式 阅读：38次", "溪口县举行春耕启动仪式"),
            ("溪口县举行春耕启动仪式 [图]", "溪口县举行春耕启动仪式 [图]"),
            ("溪口县开展阅读活动 2019", "溪口县开展阅读活动 2019"),
            ("首页 > 溪口新闻 人气：54 日期：2014/1/10 16:30:10", "日期：2014/1/10 16:30:10"),
            ("当前位置：首页 >> 要闻 来源：溪口日报", "来源：溪口日报"),
        ] {
            assert_eq!(cleaned(from), [to], "{from}");
        }
        let page =
            "• 溪口县文明网站\n• 溪口县网络协会理事单位\n溪口县举行春耕启动仪式\n3月1日，溪口县举行仪式，县长出席。";
        assert_eq!(cleaned(page).len(), 2);
        let column = "图片新闻：\n3月1日，溪口县举行仪式，县长出席。";
        assert_eq!(cleaned(column), ["3月1日，溪口县举行仪式，县长出席。"]);
        let list = "• 溪口县文明网站\n• 溪口县网络协会理事单位";
        assert_eq!(cleaned(list).len(), 2);
    }

    #[test]
    fn words_of_the_text_stay() {
        for line in [
            "会议要求，要打印张贴、分享经验，让更多的人关注征兵。",
            "云岭县召开新闻发布会",
            "2019",
            "要闻简报",
            "无障碍环境建设现场会举行",
            "他说，欢迎大家关注我们。",
        ] {
            assert_eq!(cleaned(line), [line]);
        }
    }
}
