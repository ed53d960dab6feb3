//! Tags of pictures and of forums that stand in plain text: `<image>data:image/png;base64,…</image>`, `![照片](a.jpg)`, `![]()`,
//! `[/td] [td=1,1,1%]`.
//!
//! Refused: `<` and `!` in sentences; a tag with words of the text beside it on its line.

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
