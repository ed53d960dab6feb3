//! Text to [`Document`]: markup, furniture and annotations away, paragraphs kept, spans honest.

use crate::{decode::Decoded, document::Document};

/// Cleans a decoded document.
pub fn clean(decoded: &Decoded) -> Document {
    Document {
        body: decoded.text.clone(),
        encoding: decoded.encoding,
        replaced: decoded.replaced,
        ..Document::default()
    }
}
