//! Every printed form of a division in a text.

use super::Found;
use crate::lexicon::{WordTable, divisions};
use std::sync::{LazyLock, OnceLock};

/// The forms in which texts print divisions.
struct Forms {
    table: WordTable,
    /// Each form and, once asked, whether it is a full name.
    forms: Vec<(&'static str, OnceLock<bool>)>,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let forms: Vec<&'static str> = divisions::printed_forms().collect();
    let table = WordTable::new(forms.iter().copied());
    Forms { table, forms: forms.into_iter().map(|form| (form, OnceLock::new())).collect() }
});

/// Every printed form of a division in `chars`, the longest at each place, none inside another.
pub(super) fn scan(chars: &[char]) -> Vec<Found> {
    let Forms { table, forms } = &*FORMS;
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let Some((length, number)) = table.beginning(&chars[at..]).next() else {
            at += 1;
            continue;
        };
        let (form, full) = &forms[number as usize];
        let full = *full.get_or_init(|| divisions::named(form, None).iter().any(|d| d.name == *form));
        found.push(Found { start: at, end: at + length, form, full });
        at += length;
    }
    found
}
