//! Every printed form of a division in a text.

use super::Found;
use crate::{
    extract::annotate::{Annotations, Hit, divisions_in},
    lexicon::divisions,
};
use std::sync::{LazyLock, OnceLock};

/// For each printed form, once asked, whether it is a full name.
static FULL: LazyLock<Vec<OnceLock<bool>>> =
    LazyLock::new(|| divisions::printed_forms().iter().map(|_| OnceLock::new()).collect());

/// Every printed form of a division among the `hits` of a text, the longest at each place, none inside another.
pub(super) fn of_text(hits: &Annotations) -> Vec<Found> {
    hits.divisions().iter().filter_map(found).collect()
}

/// The same for the few words of a name.
pub(super) fn of_words(words: &str) -> Vec<Found> {
    divisions_in(&words.chars().collect::<Vec<_>>()).iter().filter_map(found).collect()
}

fn found(hit: &Hit) -> Option<Found> {
    let form = *divisions::printed_forms().get(hit.row as usize)?;
    let is_full = || divisions::named(form, None).iter().any(|d| d.name == form);
    let full = *FULL.get(hit.row as usize)?.get_or_init(is_full);
    Some(Found { start: hit.start, end: hit.end, form, full })
}
