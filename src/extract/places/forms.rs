//! Every printed form of a division in a text.

use super::Found;
use crate::lexicon::{WordTable, divisions};
use std::sync::{LazyLock, OnceLock};

/// The forms in which texts print divisions.
struct Forms {
    table: WordTable<u32>,
    /// Each form and, once asked, whether it is a full name.
    forms: Vec<(&'static str, OnceLock<bool>)>,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let forms: Vec<&'static str> = divisions::printed_forms().collect();
    let table = WordTable::new(forms.iter().copied().zip(0..));
    Forms { table, forms: forms.into_iter().map(|form| (form, OnceLock::new())).collect() }
});

/// Every printed form of a division in `chars`, the longest at each place, none inside another.
pub(super) fn scan(chars: &[char]) -> Vec<Found> {
    let Forms { table, forms } = &*FORMS;
    let mut found = Vec::new();
    let mut free = 0;
    // The longest of each place is told first.
    table.find_all(chars, |start, length, number| {
        if start < free {
            return;
        }
        let (form, full) = &forms[number as usize];
        let full = *full.get_or_init(|| divisions::named(form, None).iter().any(|d| d.name == *form));
        free = start + length;
        found.push(Found { start, end: free, form, full });
    });
    found
}
