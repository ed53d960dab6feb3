//! The fence that makes every character a token of stock FTS5, as the views `documents_fenced` and `quotes_fenced` put
//! it in: U+200B before every non-ASCII character and every ASCII letter or digit.

/// What stands before every searchable character.
pub const FENCE: char = '\u{200b}';

/// `text` with its fence.
pub fn fence(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if !c.is_ascii() || c.is_ascii_alphanumeric() {
            out.push(FENCE);
        }
        out.push(c);
    }
    out
}
