//! Townships and the counties in which they lie. A name tells its county only together with others or when it is the
//! only one of its kind.
//!
//! Reads `townships.tsv`.

use super::rows;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static COUNTIES: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut map: FxHashMap<&'static str, Vec<&'static str>> = FxHashMap::default();
    for row in rows(include_str!("../../lexicon/townships.tsv")) {
        let [code, names] = row[..] else { continue };
        for name in names.split(' ') {
            map.entry(name).or_default().push(code);
        }
    }
    map
});

/// A bit for the first two characters of each name: told at a glance that most words name no township.
static BEGUN: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0; BITS / 64];
    COUNTIES.keys().filter_map(|name| bit(name)).for_each(|bit| bits[bit / 64] |= 1 << (bit % 64));
    bits
});

/// 64 KB, in which a few tens of thousands of pairs are thin.
const BITS: usize = 1 << 19;

/// The bit for the first two Chinese characters of `name`; several pairs may share one. `None` for what is shorter.
fn bit(name: &str) -> Option<usize> {
    let [a, b, c, d, e, f] = *name.as_bytes().first_chunk()?;
    let pair = u64::from_le_bytes([a, b, c, d, e, f, 0, 0]);
    Some((pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - BITS.trailing_zeros())) as usize)
}

/// Codes (of today) of the counties with a township of this name; empty when the name is unknown or too common.
pub fn counties(name: &str) -> &'static [&'static str] {
    if bit(name).is_some_and(|bit| BEGUN[bit / 64] >> (bit % 64) & 1 == 0) {
        return &[];
    }
    COUNTIES.get(name).map(Vec::as_slice).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_name_tells_its_county() {
        assert_eq!(counties("甪直镇"), ["320506"]);
        assert!(counties("城关镇").is_empty());
        assert!(counties("").is_empty());
    }
}
