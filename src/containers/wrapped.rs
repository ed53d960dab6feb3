//! Documents in a wrapping of their own: Word documents and saved web pages.

use super::{docx, mime};
use crate::record::Supplied;

/// The text in a wrapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unwrapped {
    /// Text or page, in an encoding still to be found out.
    pub bytes: Vec<u8>,
    /// What the wrapping says of it.
    pub supplied: Supplied,
}

/// Takes the wrapping off a `.docx` or `.mht`, told by the first bytes; `None` for what has none.
///
/// # Errors
/// What is wrong with the file, in one sentence. `limit` bounds what is unpacked, in bytes.
pub fn unwrap(bytes: &[u8], limit: u64) -> Option<Result<Unwrapped, String>> {
    if bytes.starts_with(b"PK\x03\x04") {
        return docx::text(bytes, limit);
    }
    mime::is_page(bytes).then(|| mime::page(bytes))
}
