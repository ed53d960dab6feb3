//! Encodings: a page to the bytes of its file.

use super::{chance::Chance, layout::Page};
use encoding_rs::{BIG5, GB18030};

/// Encodes a page, as faulty as such files are.
pub fn encode(page: &Page, chance: &mut Chance) -> Vec<u8> {
    match chance.below(1000) {
        // Nothing in it; no text at all: these are to be rejected.
        0..2 => return vec![],
        2..4 => return [b"%PDF-1.4\n".as_slice(), &page.text.as_bytes()[..page.text.len().min(500)]].concat(),
        _ => {}
    }
    let mut bytes = match chance.below(100) {
        0..62 => page.text.as_bytes().to_vec(),
        62..66 => [b"\xEF\xBB\xBF".as_slice(), page.text.as_bytes()].concat(),
        66..70 => utf16(&page.text, u16::to_le_bytes, chance),
        70..72 => utf16(&page.text, u16::to_be_bytes, chance),
        _ if page.traditional => BIG5.encode(&page.text).0.into_owned(),
        _ => GB18030.encode(&page.text).0.into_owned(),
    };
    if chance.per_mille(10) {
        damage(&mut bytes, chance);
    }
    bytes
}

fn utf16<const N: usize>(text: &str, bytes: impl Fn(u16) -> [u8; N], chance: &mut Chance) -> Vec<u8> {
    let mark = chance.per_mille(700).then_some(0xFEFF);
    mark.into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
}

/// A byte lost at the end, or one in the middle turned into another.
fn damage(bytes: &mut Vec<u8>, chance: &mut Chance) {
    if bytes.is_empty() || chance.per_mille(500) {
        bytes.pop();
    } else {
        let at = chance.below(bytes.len());
        bytes[at] = 0xFF;
    }
}
