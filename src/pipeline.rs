//! The only place that sees decode, clean, extract, store and resolve together.

use crate::{clean::clean, decode::decode, extract, record::Record};
use sha2::{Digest, Sha256};

/// Reads one document: bytes to record. `path` is stored as given.
pub fn read_document(path: &str, bytes: &[u8]) -> Record {
    let origin =
        extract::Origin { path: path.to_owned(), sha256: hex(&Sha256::digest(bytes)), size: bytes.len() as u64 };
    extract::extract(&clean(&decode(bytes)), &origin)
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut s, b| {
        // Writing to a String cannot fail.
        let _ = write!(s, "{b:02x}");
        s
    })
}
