//! `.docx`: the paragraphs of `word/document.xml`, a line each; cells of a table row on one line, divided by tabs.
//!
//! Left out: deleted text that changes still remember, field codes, headers, footers, notes, pictures.

use super::wrapped::Unwrapped;
use crate::record::Supplied;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The text of a Word document; `None` if the zip holds none.
///
/// # Errors
/// What is wrong with the file.
pub fn text(bytes: &[u8], limit: u64) -> Option<Result<Unwrapped, String>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let part = archive.by_name("word/document.xml").ok()?;
    let mut xml = Vec::new();
    if let Err(e) = part.take(limit.saturating_add(1)).read_to_end(&mut xml) {
        return Some(Err(format!("a damaged Word document: {e}")));
    }
    if xml.len() as u64 > limit {
        return Some(Err(format!("a Word document whose text is larger than {limit} bytes")));
    }
    let bytes = lines(&String::from_utf8_lossy(&xml)).into_bytes();
    Some(Ok(Unwrapped { bytes, supplied: Supplied::default() }))
}

/// Text of the paragraphs. Reads tags alone; whatever is not well-formed is text or nothing.
fn lines(xml: &str) -> String {
    let mut out = String::new();
    let (mut in_text, mut in_cell) = (false, 0usize);
    let mut rest = xml;
    while let Some((text, after)) = rest.split_once('<') {
        if in_text {
            push_text(text, &mut out);
        }
        let Some((tag, after)) = after.split_once('>') else { break };
        let name = tag.split([' ', '/', '\n', '\t']).find(|part| !part.is_empty()).unwrap_or("");
        match (tag.starts_with('/'), name) {
            (false, "w:t") => in_text = !tag.ends_with('/'),
            (true, "w:t") => in_text = false,
            (false, "w:tab") => out.push('\t'),
            (false, "w:br" | "w:cr") => out.push('\n'),
            (false, "w:tc") => in_cell += usize::from(!tag.ends_with('/')),
            (true, "w:tc") => {
                in_cell = in_cell.saturating_sub(1);
                out.push('\t');
            }
            (true, "w:p") => out.push(if in_cell > 0 { ' ' } else { '\n' }),
            (true, "w:tr") => out.push('\n'),
            _ => {}
        }
        rest = after;
    }
    out
}

/// Puts `text` to `out` with its entities resolved.
pub(super) fn push_text(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        match after.split_once(';').and_then(|(name, after)| Some((entity(name)?, after))) {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn paragraphs_are_lines() {
        let xml = r#"<w:document><w:body><w:p><w:r><w:t xml:space="preserve">云岭县&amp;</w:t></w:r><w:r><w:t>春耕</w:t><w:delText>旧</w:delText></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙&#x4E59;</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:body></w:document>"#;
        assert_eq!(super::lines(xml), "云岭县&春耕\n甲 \t乙乙 \t\n");
    }
}
