//! White space and invisible characters inside a line.
//!
//! Removed: U+200B, U+FEFF, NUL and other invisible characters; padding at both ends; blanks inside words of running
//! text (`就乡【 】村振兴`, `5【 】月【 】10日`); the blank of a spread two-character name (`王【　】强`); the bars of a table at both
//! ends of a line.
//! Kept, as a single blank: what parts names (`记者 张三 李四`), the fields of a source line, the halves of a headline,
//! Latin words.

use super::{annotations::is_han, line::Line, meta::is_meta};
use crate::lexicon::labels::{LabelKind, label};

/// Blanks looked at on either side of one, so that endless rows stay linear.
const ROW: usize = 16;
/// A paragraph may begin inside a line after a stop and this many blanks.
const INDENT: usize = 2;

/// Removes invisible characters.
pub fn drop_invisible(line: &mut Line) {
    if line.chars.iter().any(|c| is_invisible(*c)) {
        let keep: Vec<bool> = line.chars.iter().map(|c| !is_invisible(*c)).collect();
        line.retain(&keep);
    }
}

fn is_invisible(c: char) -> bool {
    // Nearly every character is Han.
    !('\u{2070}'..'\u{fe00}').contains(&c)
        && matches!(c,
        '\u{0}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}'
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffc}' | '\u{fffe}' | '\u{ffff}')
}

/// Cuts a line where a stop is followed by an indent: `…要求。　　会议强调，…` is two paragraphs. The first line of the text
/// (`first`) is also cut behind a headline that an indent parts from the opening.
pub fn cut_at_indents(line: Line, first: bool) -> Vec<Line> {
    if !line.chars.iter().any(|c| is_blank(*c)) {
        return vec![line];
    }
    let mut cuts = Vec::new();
    let mut blanks = 0;
    for i in 0..line.len() {
        if is_blank(line.chars[i]) {
            blanks += if line.chars[i] == '\u{3000}' { 2 } else { 1 };
            continue;
        }
        if blanks == 0 {
            continue;
        }
        let start = i - trailing_blanks(&line.chars[..i]);
        // Four ASCII blanks or two ideographic ones make an indent.
        let indent = blanks >= 2 * INDENT && start > 0;
        if indent
            && (matches!(line.chars[start - 1], '。' | '！' | '？' | '”')
                || first && cuts.is_empty() && is_headline_before(&line.chars, start, i))
        {
            cuts.push(i);
        }
        blanks = 0;
    }
    let mut parts = Vec::with_capacity(cuts.len() + 1);
    let mut rest = line;
    for cut in cuts.into_iter().rev() {
        let mut tail = rest.split_off(cut);
        tail.layout.indented = true;
        tail.layout.width = 0;
        parts.push(tail);
    }
    parts.push(rest);
    parts.reverse();
    parts
}

/// What stands before `end` has no punctuation, and a paragraph begins at `next`.
fn is_headline_before(chars: &[char], end: usize, next: usize) -> bool {
    let mark = |c: &char| matches!(c, '，' | '。' | '；' | '：' | ',' | ':' | '、');
    let length = chars[..end].iter().filter(|c| is_han(**c)).count();
    let paragraph = &chars[next..chars.len().min(next + 60)];
    (8..=60).contains(&length)
        && !chars[..end].iter().any(mark)
        && paragraph.len() == 60
        && paragraph.iter().filter(|c| mark(c)).count() >= 2
}

/// Whether `c` is white space. No white space stands behind U+3000, which nearly every character of a text does.
#[inline]
pub fn is_blank(c: char) -> bool {
    c <= '\u{3000}' && c.is_whitespace()
}

fn trailing_blanks(chars: &[char]) -> usize {
    chars.iter().rev().take_while(|c| c.is_whitespace()).count()
}

/// Takes off the `??` that stands for an indent of ideographic blanks lost in a wrong conversion, when two lines or more
/// begin with it: one alone may be a character that was lost.
pub fn drop_lost_indents(lines: &mut [Line]) {
    let lost = |l: &Line| {
        let marks = l.chars.iter().take_while(|c| **c == '?').count();
        if (2..=4).contains(&marks) && l.chars.get(marks).is_some_and(|c| is_han(*c) || c.is_ascii_digit() || *c == '“')
        {
            marks
        } else {
            0
        }
    };
    if lines.iter().filter(|l| lost(l) > 0).count() < 2 {
        return;
    }
    for line in lines {
        let marks = lost(line);
        if marks > 0 {
            let keep: Vec<bool> = (0..line.len()).map(|i| i >= marks).collect();
            line.retain(&keep);
        }
    }
}

/// Whether the blanks inside running words show that the whole page is riddled with them; counted over lines before
/// [`tidy`].
pub fn is_riddled<'a>(lines: impl Iterator<Item = &'a Line>) -> bool {
    let (mut inside, mut all) = (0usize, 0usize);
    for line in lines {
        all += line.len();
        if is_running(&line.chars) {
            inside += blanks_inside_words(line.hans());
        }
    }
    inside >= 5 && inside * 250 >= all
}

/// Single blanks between Han characters that part no names.
fn blanks_inside_words(chars: &[char]) -> usize {
    if !chars.iter().any(|c| is_blank(*c)) {
        return 0;
    }
    let blanks: Vec<(usize, usize)> = (1..chars.len().saturating_sub(1))
        .filter(|&i| is_blank(chars[i]) && !is_blank(chars[i - 1]) && !is_blank(chars[i + 1]))
        .map(|i| (i, i + 1))
        .collect();
    let pieces = pieces(chars, &blanks);
    let inside = |k: &usize| {
        let i = blanks[*k].0;
        is_han(chars[i - 1])
            && is_han(chars[i + 1])
            && !parts_names(chars, &pieces, *k)
            && !is_spread_name(chars, &pieces, *k)
    };
    (0..blanks.len()).filter(inside).count()
}

/// Whether a line is running text: a sentence ends in it, or it is long and has commas.
pub fn is_running(chars: &[char]) -> bool {
    chars.iter().any(|c| matches!(c, '。' | '；'))
        || (chars.len() >= 30 && chars.iter().filter(|c| matches!(c, '，' | ',' | '、')).count() >= 2)
}

/// Takes off the bars of a table at both ends of a line (`…做出贡献。 | |`).
fn drop_table_bars(line: &mut Line) {
    let bar = |c: &char| c.is_whitespace() || matches!(c, '|' | '｜');
    let hans = line.hans();
    let tail = hans.iter().rev().take_while(|c| bar(c)).count();
    let lead = hans.iter().take_while(|c| bar(c)).count();
    if lead + tail >= hans.len() || !hans[..lead].iter().chain(&hans[hans.len() - tail..]).any(|c| !c.is_whitespace()) {
        return;
    }
    let end = hans.len() - tail;
    let keep: Vec<bool> = (0..hans.len()).map(|i| (lead..end).contains(&i)).collect();
    line.retain(&keep);
}

/// Tidies the white space of a line and takes off table bars at its ends. `riddled`: see [`is_riddled`].
pub fn tidy(line: &mut Line, riddled: bool) {
    drop_table_bars(line);
    if !line.chars.iter().any(|c| is_blank(*c)) {
        return;
    }
    let chars = line.hans();
    let mut keep = vec![true; chars.len()];
    let mut blanks = vec![];
    let mut at = 0;
    while at < chars.len() {
        if !is_blank(chars[at]) {
            at += 1;
            continue;
        }
        let end = at + chars[at..].iter().take_while(|c| c.is_whitespace()).count();
        keep[at..end].fill(false);
        if at > 0 && end < chars.len() {
            blanks.push((at, end));
        }
        at = end;
    }
    let running = is_running(chars);
    let pieces = pieces(chars, &blanks);
    for (k, &(start, end)) in blanks.iter().enumerate() {
        keep[start] = stays(chars, &pieces, k, (start, end), running, riddled);
    }
    let wide: Vec<bool> = blanks.iter().map(|&(s, e)| chars[s..e].contains(&'\u{3000}')).collect();
    for (&(start, _), wide) in blanks.iter().zip(wide) {
        line.set(start, if wide { '\u{3000}' } else { ' ' });
    }
    line.retain(&keep);
}

/// Han characters right before and right after each blank, up to the next blank or other character.
struct Piece {
    /// Characters of the stretch.
    start: usize,
    end: usize,
}

impl Piece {
    fn len(&self) -> usize {
        self.end - self.start
    }
}

/// For each blank the stretches of Han characters left and right of it.
fn pieces(chars: &[char], blanks: &[(usize, usize)]) -> Vec<(Piece, Piece)> {
    // Stretches are bounded so that a long paragraph with many blanks stays linear: no name is longer.
    const FAR: usize = 12;
    blanks
        .iter()
        .map(|&(start, end)| {
            let left = chars[..start].iter().rev().take(FAR).take_while(|c| is_name_char(**c)).count();
            let right = chars[end..].iter().take(FAR).take_while(|c| is_name_char(**c)).count();
            (Piece { start: start - left, end: start }, Piece { start: end, end: end + right })
        })
        .collect()
}

fn is_name_char(c: char) -> bool {
    is_han(c) || matches!(c, '·' | '•' | '‧')
}

fn stays(
    chars: &[char],
    pieces: &[(Piece, Piece)],
    k: usize,
    blank: (usize, usize),
    running: bool,
    riddled: bool,
) -> bool {
    let (start, end) = blank;
    let (a, b) = (chars[start - 1], chars[end]);
    let single = end - start == 1 && chars[start] != '\u{3000}';
    if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric() {
        return true;
    }
    if is_spread_name(chars, pieces, k) {
        return false;
    }
    if is_latin(a) || is_latin(b) {
        return !riddled || !single;
    }
    if !running {
        let inside_word = riddled && single && is_han(a) && (is_han(b) || b == '：' || b == ':');
        return (!inside_word || parts_fields(chars, pieces, k)) && !closes_up(a, b);
    }
    // `又讯　10月30日`, `【概况】　1999年`: a wide blank after a label or dateline, but not inside `5　月`.
    let after_label = matches!(a, '讯' | '电' | '】') && !(riddled && single) && !closes_up(' ', b);
    after_label || is_han(a) && is_han(b) && (parts_names(chars, pieces, k) || in_closing_bracket(chars, start))
}

/// `…参加会议。（钱 满【 】孙 云）`: the blank parts names in the bracket that ends the line and holds nothing but Han
/// characters and blanks.
fn in_closing_bracket(chars: &[char], blank: usize) -> bool {
    /// Longest bracket looked at, in characters.
    const FAR: usize = 40;
    let inside = |c: &&char| is_han(**c) || c.is_whitespace();
    let before = chars[..blank].iter().rev().take(FAR).take_while(inside).count();
    let behind = chars[blank..].iter().take(FAR).take_while(inside).count();
    let opens = blank.checked_sub(before + 1).is_some_and(|i| matches!(chars[i], '（' | '('));
    opens && matches!(chars.get(blank + behind), Some('）' | ')')) && blank + behind + 1 == chars.len()
}

/// In a source line of a riddled page, `院办 谭 力` parts office and name; `孟雨 桐` does not.
fn parts_fields(chars: &[char], pieces: &[(Piece, Piece)], k: usize) -> bool {
    let (left, right) = &pieces[k];
    let next_spread =
        pieces.get(k + 1).is_some_and(|n| n.0.start == right.start) && is_spread_name(chars, pieces, k + 1);
    is_meta(chars) && left.len() >= 2 && (right.len() >= 2 || right.len() == 1 && next_spread)
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
}

/// Punctuation needs no blank beside it, even in short lines.
fn closes_up(a: char, b: char) -> bool {
    matches!(a, '，' | '。' | '、' | '；' | '！' | '？' | '（' | '《' | '“' | '‘' | '〈' | '【')
        || matches!(
            b,
            '，' | '。'
                | '、'
                | '；'
                | '：'
                | '！'
                | '？'
                | '）'
                | '》'
                | '”'
                | '’'
                | '〉'
                | ','
                | ':'
                | ';'
                | '】'
        )
}

/// `王　强`: two single characters between other blanks, punctuation or the ends of the line, and no third one.
fn is_spread_name(chars: &[char], pieces: &[(Piece, Piece)], k: usize) -> bool {
    // `19日 第3期`: characters beside digits are no names.
    let digit = |i: Option<usize>| i.and_then(|i| chars.get(i)).is_some_and(char::is_ascii_digit);
    let single = |k: usize| {
        let (left, right) = (&pieces[k].0, &pieces[k].1);
        left.len() == 1 && right.len() == 1 && !digit(left.start.checked_sub(1)) && !digit(Some(right.end))
    };
    if !single(k) {
        // `部长何　江`: the surname glued to what stands before, the given name alone before a mark.
        return false;
    }
    // `大 中 小` and `李 娜 王 强`: singles in a row pair off from the first on; an odd number is no row of names.
    let adjoins = |i: usize, j: usize| pieces[i].1.start == pieces[j].0.start;
    let mut first = k;
    while first > k.saturating_sub(ROW) && adjoins(first - 1, first) && single(first - 1) {
        first -= 1;
    }
    let mut last = k;
    while last + 1 < pieces.len().min(k + ROW) && adjoins(last, last + 1) && single(last + 1) {
        last += 1;
    }
    (last - first).is_multiple_of(2) && (k - first).is_multiple_of(2) && !chars[pieces[k].0.start].is_numeric()
}

/// Characters that hardly stand in names: a stretch that holds one is a piece of a sentence.
const FUNCTION: &str = "的了是在和与对等为以及把就不也要将会到从这那有我你他她它们";

/// Whether the blank parts two names or a label from a name: `记者 张三 李四`, `有：张三 李四 王五 赵六`.
fn parts_names(chars: &[char], pieces: &[(Piece, Piece)], k: usize) -> bool {
    let adjoins = |i: usize, j: usize| pieces[i].1.start == pieces[j].0.start;
    let mut first = k;
    while first > k.saturating_sub(ROW) && adjoins(first - 1, first) {
        first -= 1;
    }
    let mut last = k;
    while last + 1 < pieces.len().min(k + ROW) && adjoins(last, last + 1) {
        last += 1;
    }
    // Stretches of the row; spread names count as one.
    let mut row: Vec<(usize, usize)> = vec![(pieces[first].0.start, pieces[first].0.end)];
    for i in first..=last {
        let (start, end) = (pieces[i].1.start, pieces[i].1.end);
        match row.last_mut() {
            Some(previous) if is_spread_name(chars, pieces, i) => previous.1 = end,
            _ => row.push((start, end)),
        }
    }
    let text = |&(start, end): &(usize, usize)| {
        chars[start..end].iter().filter(|c| !c.is_whitespace()).copied().collect::<Vec<char>>()
    };
    let texts: Vec<Vec<char>> = row.iter().map(text).collect();
    if texts.iter().any(|t| announces_people(t)) {
        return true;
    }
    let is_name = |t: &Vec<char>| (2..=4).contains(&t.len()) && !t.iter().any(|c| FUNCTION.contains(*c));
    let names = texts.iter().filter(|t| is_name(t)).count();
    let inner = texts.len().saturating_sub(2);
    let inner_names = texts.iter().skip(1).take(inner).filter(|t| is_name(t)).count();
    names >= 3 && inner_names == inner
}

/// Ends with a label of a byline (`本报记者`, `通讯员`), or begins with one that names go on after (`通讯员钱小满`).
fn announces_people(stretch: &[char]) -> bool {
    let people = |kind| matches!(kind, LabelKind::Reporter | LabelKind::Editor | LabelKind::Photo);
    if stretch.len() <= 8
        && label(stretch)
            .is_some_and(|(length, kind)| people(kind) && length > 1 && (2..=4).contains(&(stretch.len() - length)))
    {
        return true;
    }
    (stretch.len().saturating_sub(6)..stretch.len()).any(|i| {
        label(&stretch[i..]).is_some_and(|(length, kind)| i + length == stretch.len() && length > 1 && people(kind))
    })
}
