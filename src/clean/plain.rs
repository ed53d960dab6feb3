//! Plain text to lines.

use super::line::{Layout, Line};

/// The lines of a text without tags. Blank lines become [`Layout::gap`].
pub fn lines(source: &[char]) -> Vec<Line> {
    let mut out = vec![];
    let mut start = 0;
    let mut gap = false;
    while start <= source.len() {
        let end = source[start..].iter().position(|c| is_line_end(*c)).map_or(source.len(), |i| start + i);
        let chars = source[start..end].to_vec();
        if chars.iter().all(|c| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{0}')) {
            // The empty piece between \r and \n is no blank line.
            gap |= !(start == end && start > 0 && source[start - 1] == '\r' && source.get(end) == Some(&'\n'));
        } else {
            let layout = Layout { gap, indented: indent(&chars) >= 4, width: columns(&chars), ..Layout::default() };
            let at = (start..end).map(|i| u32::try_from(i).unwrap_or(u32::MAX)).collect();
            out.push(Line::new(chars, at, layout));
            gap = false;
        }
        start = end + 1;
    }
    out
}

fn is_line_end(c: char) -> bool {
    c <= '\u{2029}' && matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn indent(chars: &[char]) -> u32 {
    chars.iter().take_while(|c| c.is_whitespace()).map(|c| if *c == '\u{3000}' || *c == '\t' { 2 } else { 1 }).sum()
}

/// Columns that a line takes: Han characters count two.
pub fn columns(chars: &[char]) -> u32 {
    chars.iter().map(|c| if (*c as u32) < 0x1100 { 1 } else { 2 }).fold(0u32, |n, w| n.saturating_add(w))
}
