//! Whether an archive is whole.

use super::Archive;
use crate::Result;

/// Something that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Name of the check.
    pub check: &'static str,
    /// One English sentence, with path or ref.
    pub message: String,
}

/// Verifies an archive.
///
/// # Errors
/// When it cannot be read at all.
pub fn check(_archive: &Archive) -> Result<Vec<Problem>> {
    Ok(vec![])
}
