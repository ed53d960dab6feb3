//! The words and tables of `lexicon/`, compiled in, parsed once when first needed.
//!
//! Every file is UTF-8 text: `#` lines are the header (purpose, columns, source, what qualifies), every other line is
//! one row of tab-separated columns. `tests/lexicon.rs` holds them sorted and unique.

pub mod divisions;
pub mod townships;
pub mod labels;
pub mod names;
pub mod posts;
pub mod units;

/// Rows of a lexicon file: columns of each line that is neither empty nor a comment.
pub fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(|l| l.split('\t').collect())
}
