//! Files that are no text at all.
//!
//! Refused: pictures, archives, office files, programs, databases, and anything that is mostly control bytes in every
//! encoding. Not refused: an empty file, a damaged page, UTF-16.

use super::{byte_order_mark, decode, score::score};

/// Openings of formats that hold no text in the open, and what to call them.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office file (docx, xlsx)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF file (sound, video, WebP)"),
    (b"\x1F\x8B", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xFD7zXZ", "an xz file"),
    (b"7z\xBC\xAF", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xD0\xCF\x11\xE0", "an old office file (doc, xls)"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\x28\xB5\x2F\xFD", "a zstd file"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
    (b"{\\rtf", "an RTF file"),
];

/// Why `bytes` can be no document, in words that follow “it is”; `None` when they may be one.
pub fn looks_binary(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(name);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some("a video file");
    }
    let head = &bytes[..bytes.len().min(64 * 1024)];
    if byte_order_mark(head).is_none() && std::str::from_utf8(head).is_ok() && !head.contains(&0) {
        return None;
    }
    let text = decode(head).text;
    let all = text.chars().count();
    let junk = text
        .chars()
        .filter(|c| (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}')) || *c == char::REPLACEMENT_CHARACTER)
        .count();
    // A damaged page loses a few characters in a hundred; random bytes a quarter in any encoding.
    (junk * 8 > all && junk > 4 || all > 16 && score(&text) < -1.0)
        .then_some("binary data, not text in any encoding that is known")
}

#[cfg(test)]
mod tests {
    use super::looks_binary;

    #[test]
    fn random_bytes_are_binary_and_pages_are_not() {
        let mut state = 7u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        let noise: Vec<u8> = (0..4000).map(|_| next()).collect();
        assert!(looks_binary(&noise).is_some());
        assert!(looks_binary(b"\x89PNG\r\n").is_some());
        assert!(looks_binary(&[0; 100]).is_some());
        assert_eq!(looks_binary(b""), None);
        assert_eq!(looks_binary("全县工作会议召开。".as_bytes()), None);
        let utf16: Vec<u8> = "全县工作会议召开，县长讲话。".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(looks_binary(&utf16), None);
    }
}
