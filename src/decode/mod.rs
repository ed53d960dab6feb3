//! Bytes to text: which encoding a page is in.
//!
//! The order of trust: byte order mark, strict UTF-8, then every candidate (UTF-8 with faults, GB18030, Big5, UTF-16 of
//! either end) is decoded and [scored](score) by how much it looks like Chinese; what the page declares only tips the
//! scale between candidates that look alike, because pages that were saved again declare what they no longer are.

mod binary;
mod score;

pub use binary::looks_binary;

use crate::record::Encoding;
use encoding_rs::{BIG5, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use score::{Tally, score};
use std::borrow::Cow;

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

/// What a candidate gains when the page declares it: less than one wrong character in twenty costs.
const DECLARED_GAIN: f64 = 0.15;
/// Bytes on which candidates are judged; the choice never needs more, and five decodings of a big file cost time.
const SAMPLE_BYTES: usize = 256 * 1024;

/// Decodes a document. Never fails: what cannot be decoded becomes U+FFFD and is counted.
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, length)) = byte_order_mark(bytes) {
        return decode_as(encoding, &bytes[length..]);
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !riddled_with_nul(bytes)
    {
        return finish(text.to_owned(), Encoding::Utf8);
    }
    decode_as(detect(bytes), bytes)
}

/// The encoding that a byte order mark names, and the mark's length in bytes.
fn byte_order_mark(bytes: &[u8]) -> Option<(Encoding, usize)> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some((Encoding::Utf8, 3)),
        [0xFF, 0xFE, ..] => Some((Encoding::Utf16Le, 2)),
        [0xFE, 0xFF, ..] => Some((Encoding::Utf16Be, 2)),
        [0x84, 0x31, 0x95, 0x33, ..] => Some((Encoding::Gb18030, 4)),
        _ => None,
    }
}

/// Latin text in UTF-16 is valid UTF-8 full of NUL.
fn riddled_with_nul(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(4096)];
    sample.iter().filter(|b| **b == 0).count() * 5 > sample.len()
}

fn detect(bytes: &[u8]) -> Encoding {
    let sample = sample(bytes);
    let declared = declared(&bytes[..bytes.len().min(4096)]);
    let gain = |encoding| if declared == Some(encoding) { DECLARED_GAIN } else { 0.0 };
    // First the one in which nearly all such pages are: what it scores cuts the look at the others short.
    let likely = Encoding::Gb18030;
    let mut best = (likely, score(&raw(likely, sample)) + gain(likely));
    for encoding in [Encoding::Utf8, Encoding::Big5, Encoding::Utf16Le, Encoding::Utf16Be] {
        let value = score_above(best.1 - gain(encoding), encoding, sample).map(|score| score + gain(encoding));
        // On a tie UTF-8 stands before all others, then the earlier one.
        if value.is_some_and(|v| v > best.1 || v == best.1 && encoding == Encoding::Utf8) {
            best = (encoding, value.unwrap_or(best.1));
        }
    }
    best.0
}

/// The score of `bytes` read as `encoding`; `None` as soon as it cannot reach `least` any more.
fn score_above(least: f64, encoding: Encoding, bytes: &[u8]) -> Option<f64> {
    /// What is decoded between two looks, in bytes: an even number for UTF-16.
    const PIECE: usize = 2048;
    /// Against rounding.
    const MARGIN: f64 = 1e-6;
    let mut decoder = coding(encoding).new_decoder_without_bom_handling();
    let (mut tally, mut text) = (Tally::default(), String::new());
    for (i, piece) in bytes.chunks(PIECE).enumerate() {
        let done = i * PIECE + piece.len();
        text.clear();
        text.reserve(decoder.max_utf8_buffer_length(piece.len()).unwrap_or(0));
        let _ = decoder.decode_to_string(piece, &mut text, done == bytes.len());
        tally.add(&text);
        // A common character takes two bytes or more in every encoding; one may have been begun.
        if tally.best_with((bytes.len() - done) / 2 + 1) < least - MARGIN {
            return None;
        }
    }
    Some(tally.score())
}

/// The stretch of `bytes` that tells most: from the first byte that is not ASCII, on an even offset for UTF-16.
fn sample(bytes: &[u8]) -> &[u8] {
    if bytes.len() <= SAMPLE_BYTES {
        return bytes;
    }
    let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    // Up to 64 bytes earlier so that a character whose first byte is ASCII (UTF-16) is not cut; ASCII costs no score.
    let start = first.saturating_sub(64) & !1;
    &bytes[start..bytes.len().min(start + SAMPLE_BYTES)]
}

/// The charset that the page declares in `<meta>` or the XML line, if it is one of ours.
fn declared(head: &[u8]) -> Option<Encoding> {
    let head: String =
        head.iter().filter(|b| b.is_ascii() && **b != 0).map(|b| b.to_ascii_lowercase() as char).collect();
    let at = head.find("charset").map(|i| i + 7).or_else(|| head.find("encoding").map(|i| i + 8))?;
    let rest = head[at..].trim_start().strip_prefix('=')?.trim_start_matches([' ', '"', '\'']);
    let label: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    match label.as_str() {
        "utf-8" | "utf8" => Some(Encoding::Utf8),
        "utf-16" | "utf-16le" | "utf16" => Some(Encoding::Utf16Le),
        "utf-16be" => Some(Encoding::Utf16Be),
        l if l.starts_with("gb") || matches!(l, "x-gbk" | "cp936" | "ms936" | "euc-cn" | "hz-gb-2312") => {
            Some(Encoding::Gb18030)
        }
        l if l.starts_with("big5") || matches!(l, "x-x-big5" | "cp950") => Some(Encoding::Big5),
        _ => None,
    }
}

/// Decodes a piece of a text whose encoding is known.
pub fn as_text(encoding: Encoding, bytes: &[u8]) -> String {
    raw(encoding, bytes).into_owned()
}

fn decode_as(encoding: Encoding, bytes: &[u8]) -> Decoded {
    finish(raw(encoding, bytes).into_owned(), encoding)
}

fn raw(encoding: Encoding, bytes: &[u8]) -> Cow<'_, str> {
    coding(encoding).decode_without_bom_handling(bytes).0
}

fn coding(encoding: Encoding) -> &'static encoding_rs::Encoding {
    match encoding {
        Encoding::Utf8 => UTF_8,
        Encoding::Gb18030 => GB18030,
        Encoding::Big5 => BIG5,
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
    }
}

fn finish(text: String, encoding: Encoding) -> Decoded {
    let replaced = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    Decoded { text, encoding, replaced: u32::try_from(replaced).unwrap_or(u32::MAX) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "云岭县召开春耕备耕工作会议，县长梁启舟出席并讲话。他强调，各乡镇要抓紧农时，确保种子化肥按时到户。";
    const SHORT: &str = "全县征兵工作会议昨日召开";
    const HANT: &str = "雲嶺縣召開春耕備耕工作會議，縣長出席並講話。他強調，各鄉鎮要抓緊農時，確保種子按時到戶。";

    fn bytes(encoding: Encoding, text: &str) -> Vec<u8> {
        match encoding {
            Encoding::Utf8 => text.as_bytes().to_vec(),
            Encoding::Gb18030 => GB18030.encode(text).0.into_owned(),
            Encoding::Big5 => BIG5.encode(text).0.into_owned(),
            Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        }
    }

    #[test]
    fn every_encoding_is_found_without_a_mark() {
        for text in [TEXT, SHORT, HANT] {
            for &encoding in Encoding::ALL {
                if encoding == Encoding::Big5 && text != HANT {
                    continue;
                }
                let decoded = decode(&bytes(encoding, text));
                assert_eq!(
                    (decoded.encoding, decoded.text.as_str(), decoded.replaced),
                    (encoding, text, 0),
                    "{encoding:?}"
                );
            }
        }
    }

    #[test]
    fn a_lying_declaration_is_overruled() {
        for (label, truth) in [
            ("utf-8", Encoding::Gb18030),
            ("gb2312", Encoding::Utf8),
            ("big5", Encoding::Gb18030),
            ("gbk", Encoding::Big5),
        ] {
            let body = if truth == Encoding::Big5 { HANT } else { TEXT };
            let page = format!("<html><head><meta charset=\"{label}\"></head><body>{body}</body></html>");
            assert_eq!(decode(&bytes(truth, &page)).encoding, truth, "declared {label}");
        }
    }

    #[test]
    fn marks_are_taken_off() {
        let mut utf16 = vec![0xFF, 0xFE];
        utf16.extend(bytes(Encoding::Utf16Le, TEXT));
        assert_eq!(decode(&utf16).text, TEXT);
        assert_eq!(decode(format!("\u{feff}{TEXT}").as_bytes()).text, TEXT);
    }

    #[test]
    fn damaged_input_is_counted_not_fatal() {
        let gb = bytes(Encoding::Gb18030, TEXT);
        let cut = decode(&gb[..gb.len() - 1]);
        assert_eq!((cut.encoding, cut.replaced), (Encoding::Gb18030, 1));
        let mut odd = bytes(Encoding::Utf16Le, TEXT);
        odd.push(0x4E);
        let odd = decode(&odd);
        assert_eq!((odd.encoding, odd.replaced), (Encoding::Utf16Le, 1));
        let mut utf8 = TEXT.as_bytes().to_vec();
        utf8[3] = 0xFF;
        assert_eq!(decode(&utf8).encoding, Encoding::Utf8);
        for junk in [&[][..], &[0], &[0xFF], &[0xFE, 0xFF, 0xD8], &[0x81, 0x30, 0x81], &[0u8; 64], &[0x80; 63]] {
            decode(junk);
        }
    }
}
