//! Bytes to text: which encoding a page is in.

use crate::record::Encoding;

/// Decoded text.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// Encoding that was chosen.
    pub encoding: Encoding,
    /// Characters that could not be decoded (U+FFFD in `text`).
    pub replaced: u32,
}

/// Decodes a document.
pub fn decode(bytes: &[u8]) -> Decoded {
    Decoded { text: String::from_utf8_lossy(bytes).into_owned(), encoding: Encoding::Utf8, replaced: 0 }
}
