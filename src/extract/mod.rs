//! [`Document`] to [`Record`]: who, what, when, where, in which words. Knows no SQL and no files.

pub mod dates;
pub mod meetings;
pub mod places;
pub mod quotes;
pub mod roles;
mod scene;
pub mod slogans;
mod text;

pub use text::Text;

use crate::{document::Document, record::*};

/// Where a document came from: the part of a record that is not read out of the text.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// [`Record::path`].
    pub path: String,
    /// [`Record::sha256`].
    pub sha256: String,
    /// [`Record::size`], in bytes.
    pub size: u64,
}

/// Reads everything that `document` says.
pub fn extract(document: &Document, origin: &Origin) -> Record {
    Record {
        record: RECORD_VERSION,
        path: origin.path.clone(),
        sha256: origin.sha256.clone(),
        size: origin.size,
        encoding: document.encoding,
        format: document.format,
        script: document.script,
        kind: DocumentKind::Report,
        body: document.body.clone(),
        body_hans: document.body_hans.clone(),
        document: Fields { script: document.script, ..Fields::default() },
        meetings: vec![],
        officials: vec![],
        units: vec![],
        quotes: vec![],
        slogans: vec![],
        places: vec![],
        notes: vec![],
        original: None,
    }
}
