//! Original bytes in the layout of SQLite archives (`sqlite3 archive.db -A`).

use flate2::{Compression, write::ZlibEncoder};
use std::io::Write;

/// The bytes of an input as `sqlar` holds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// Length of the original in bytes.
    pub size: u64,
    /// zlib, or the bytes themselves when that is not shorter.
    pub data: Vec<u8>,
}

impl Packed {
    /// Packs `bytes`. `sqlite3 -A` takes data as compressed when its length differs from `size`.
    pub fn new(bytes: &[u8]) -> Self {
        let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::new(6));
        // Writing to a Vec cannot fail.
        let data = encoder.write_all(bytes).and_then(|()| encoder.finish());
        match data {
            Ok(data) if data.len() < bytes.len() => Self { size: bytes.len() as u64, data },
            _ => Self { size: bytes.len() as u64, data: bytes.to_vec() },
        }
    }

    /// The original bytes; `None` when `data` is damaged. `size` bounds what is unpacked.
    pub fn unpack(size: u64, data: &[u8]) -> Option<Vec<u8>> {
        use std::io::Read;
        if data.len() as u64 == size {
            return Some(data.to_vec());
        }
        let mut bytes = Vec::new();
        flate2::read::ZlibDecoder::new(data).take(size.saturating_add(1)).read_to_end(&mut bytes).ok()?;
        (bytes.len() as u64 == size).then_some(bytes)
    }
}
