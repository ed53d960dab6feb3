//! Words of the names of events.
//!
//! Reads `event_common_words.txt`.

use super::rows;
use std::sync::LazyLock;

static COMMON: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../../lexicon/event_common_words.txt")).filter_map(|r| r.first().copied()).collect()
});

/// Words that tell nothing of the subject (工作, 全县).
pub fn common_words() -> &'static [&'static str] {
    &COMMON
}
