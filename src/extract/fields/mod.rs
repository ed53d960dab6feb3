//! What a document says about itself: headline, publisher, address, date of publication, bylines, and what sort of
//! document it is.
//!
//! | file | reads |
//! | --- | --- |
//! | `title.rs` | the headline, from the layout or a `标题：` line |
//! | `source_line.rs` | publisher, address and date of publication |
//! | `printed_date.rs` | whole dates as printed |
//! | `bylines.rs` | reporters and editors |
//! | `supplied.rs` | what the user knows, where the text is silent |
//! | `sort.rs` | report, speech, brief or other; templates with XX |

mod bylines;
mod printed_date;
mod sort;
mod source_line;
mod supplied;
mod title;

pub use sort::spoken_headline;
pub use supplied::{supply, supply_place};

use super::Text;
use crate::{
    document::Document,
    record::{Basis, DocumentKind, Evidence, Fields, Note, Rule, Span},
};

/// What [`fields`] gives.
#[derive(Clone, Debug, Default)]
pub struct FieldsRead {
    /// Headline, publisher, address, date, bylines.
    pub fields: Fields,
    /// What sort of document it is.
    pub kind: DocumentKind,
    /// Templates (`placeholder`), cut texts (`truncated`) and what cleaning remarked.
    pub notes: Vec<Note>,
    /// Stretches that hold bylines or credits (`（记者 …）`, `责编：…`): names in them are no officials. In order.
    pub byline_spans: Vec<Span>,
}

/// Reads what `document` says about itself. `text` is the same document's text.
pub fn fields(document: &Document, text: &Text) -> FieldsRead {
    let mut fields = Fields { script: document.script, ..Fields::default() };
    if let Some(found) = title::title(text) {
        fields.title = Some(found.value);
        fields.evidence.insert("title".into(), found.evidence);
    }
    if let Some(found) = source_line::publisher(text) {
        fields.publisher = Some(found.value);
        fields.evidence.insert("publisher".into(), found.evidence);
    }
    if let Some(found) = source_line::url(text) {
        fields.url = Some(found.value);
        fields.evidence.insert("url".into(), found.evidence);
    }
    if let Some(found) = source_line::published_on(text) {
        fields.published_on = Some(found.value);
        fields.evidence.insert("published_on".into(), found.evidence);
    }
    let credits = bylines::credits(text);
    fields.reporters = credits.reporters;
    fields.editors = credits.editors;
    let kind = sort::kind(text, fields.title.as_deref());
    let mut notes = sort::notes(text);
    notes.extend(document.remarks.iter().map(|r| Note {
        code: r.code.to_owned(),
        message: r.message.clone(),
        span: r.span,
    }));
    FieldsRead { fields, kind, notes, byline_spans: credits.spans }
}

/// A single value and where it was read.
struct Found<T> {
    value: T,
    evidence: Evidence,
}

impl<T> Found<T> {
    fn stated(value: T, span: Span, rule: &'static str) -> Self {
        Self { value, evidence: Evidence { span: Some(span), rule: Rule::Borrowed(rule), basis: Basis::Stated } }
    }
}

/// The words of `span` without white space: normal form.
fn normal(text: &Text, span: Span) -> String {
    text.slice(span).iter().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests;
