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

/// Codes (of today) of the counties with a township of this name; empty when the name is unknown or too common.
pub fn counties(name: &str) -> &'static [&'static str] {
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
