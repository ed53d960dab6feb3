//! What the user knows better than the documents. Applied within `resolve`, so that corrected entities are derived like
//! all others.

use super::officials::{Official, People};

/// Corrections of entities. Empty: none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {}

impl Corrections {
    /// The people of one name, corrected.
    pub fn people(&self, people: Vec<Official>, _evidence: &People<'_>) -> Vec<Official> {
        people
    }
}
