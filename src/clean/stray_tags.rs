//! Tags of pictures and of forums that stand in plain text: `<image>data:image/png;base64,…</image>`, `![照片](a.jpg)`, `![]()`,
//! `[/td] [td=1,1,1%]`.
//!
//! `![](a.jpg)` also where it stands in a sentence.
//!
//! Refused: `<` and `!` in sentences; another tag with words of the text beside it on its line.

use super::line::Line;

/// Whether the line holds nothing but tags of pictures.
pub fn is_only(line: &Line) -> bool {
    // Nearly every line begins with a word.
    let first = line.chars.iter().find(|c| !c.is_whitespace() && **c != '|');
    if !matches!(first, Some('!' | '[' | '<')) {
        return false;
    }
    let text: String = line.chars.iter().collect();
    // A table may have put its bars around them.
    let mut rest = text.trim_matches(|c: char| c.is_whitespace() || c == '|');
    let mut any = false;
    while let Some(behind) = behind_tag(rest) {
        (rest, any) = (behind.trim_start(), true);
    }
    any && rest.is_empty()
}

/// Takes the marks of pictures out of a sentence (`…新台阶。 ![](a.jpg) 会议要求…`), and what an editor of pages prints for a title
/// that it has none (`无标题文档`).
pub fn strip(line: &mut Line) {
    let chars = &line.chars;
    let mut keep = vec![true; chars.len()];
    let mut at = 0;
    while let Some(open) = chars[at..].windows(2).position(|w| w == ['!', '[']).map(|i| at + i) {
        at = open + 2;
        if let Some(end) = end_of_picture(chars, at) {
            keep[open..end].fill(false);
            at = end;
        }
    }
    let untitled =
        ["无标题文档", "無標題文檔"].iter().find(|w| chars.iter().copied().take(w.chars().count()).eq(w.chars()));
    if let Some(word) = untitled {
        keep[..word.chars().count()].fill(false);
    }
    if keep.contains(&false) {
        line.retain(&keep);
    }
}

/// Where the mark of a picture ends whose words begin at `at`.
fn end_of_picture(chars: &[char], at: usize) -> Option<usize> {
    const LONGEST: usize = 200;
    let rest = chars.get(at..(at + LONGEST).min(chars.len()))?;
    let address = rest.windows(2).position(|w| w == [']', '('])? + 2;
    let close = rest[address..].iter().position(|c| *c == ')')?;
    let plain = rest[address..address + close].iter().all(|c| !matches!(c, '。' | '，'));
    plain.then_some(at + address + close + 1)
}

/// What stands behind the tag at the head of `text`.
fn behind_tag(text: &str) -> Option<&str> {
    if let Some(inner) = text.strip_prefix("![") {
        let (_, address) = inner.split_once("](")?;
        return address.split_once(')').map(|(_, rest)| rest);
    }
    if let Some((tag, rest)) = text.strip_prefix('[').and_then(|t| t.split_once(']'))
        && tag.starts_with(|c: char| c == '/' || c.is_ascii_lowercase())
        && tag.chars().all(|c| c.is_ascii_graphic())
        && (tag.starts_with('/')
            || tag.contains('=')
            || matches!(tag, "td" | "tr" | "table" | "b" | "p" | "img" | "url"))
    {
        return Some(rest);
    }
    let lower: String = text.chars().take(7).flat_map(char::to_lowercase).collect();
    if !(lower.starts_with("<image") || lower.starts_with("<img")) {
        return None;
    }
    text.split_once("</image>").or_else(|| text.split_once('>')).map(|(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::line::Layout;

    #[test]
    fn tags_alone() {
        let only = |s: &str| {
            let chars: Vec<char> = s.chars().collect();
            let at = vec![0; chars.len()];
            is_only(&Line::new(chars, at, Layout::default()))
        };
        for line in [
            "<image>data:image/s3,\"a/b\" alt=\"代表团照片 (1).jpg\"</image>",
            "![]()",
            "![会场](a.jpg) ![会场](b.jpg)",
            "<img src=\"a.jpg\">",
            "[/td] [td=1,1,1%] [/td]",
            "[/table]",
            "[/td] [td=1,1,1%] [/td] |",
        ] {
            assert!(only(line), "{line}");
        }
        for line in [
            "![会场](a.jpg)会议召开。",
            "[1] [2]",
            "[图]",
            "[url]会议召开[/url]",
            "<imagine>",
            "溪口县召开会议",
            "![",
            "",
        ] {
            assert!(!only(line), "{line}");
        }
    }
}
