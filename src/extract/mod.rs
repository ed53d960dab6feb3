//! [`Document`] to [`Record`]: who, what, when, where, in which words. Knows no SQL and no files.

pub mod annotate;
pub mod appointments;
pub mod class_words;
pub mod dates;
pub mod fields;
pub mod hosts;
pub mod meetings;
pub mod names;
pub mod people;
pub mod places;
pub mod posts;
pub mod quotes;
pub mod registry;
pub mod roles;
mod scene;
pub mod seats;
pub mod slogans;
mod text;
pub mod towns;
pub mod unit_names;
pub mod units;

pub use text::Text;

use crate::{document::Document, record::*};
use scene::{Moments, Scene};

/// Where a document came from: the part of a record that is not read out of the text.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// [`Record::path`].
    pub path: String,
    /// [`Record::sha256`].
    pub sha256: String,
    /// [`Record::size`], in bytes.
    pub size: u64,
    /// What the user knows about it.
    pub supplied: Supplied,
    /// [`Record::container`].
    pub container: Option<Container>,
}

/// Reads everything that `document` says.
pub fn extract(document: &Document, origin: &Origin) -> Record {
    let text = Text::new(document);
    let fields::FieldsRead { mut fields, kind, mut notes, byline_spans: bylines } = fields::fields(document, &text);
    notes.extend(fields::supply(&mut fields, &origin.supplied));
    let places = places::find(&text, &fields, origin.supplied.place_code.as_deref());
    notes.extend(fields::supply_place(&mut fields, &places, &origin.supplied));
    let mut people = people::people(&text, &places, &bylines);
    let events = meetings::meetings(&text, &fields, &places, &people.officials, kind);
    let known = quotes::Known {
        officials: &people.officials,
        units: &people.units,
        meetings: &events.meetings,
        kind,
        title: fields.title.as_deref(),
        bylines: &bylines,
    };
    let scene = Scene::new(&text, &people.officials, &people.units, &bylines);
    let moments = Moments::new(&events.meetings, &text);
    let quotes = quotes::in_scene(&scene, &moments, known);
    let course = roles::Course { meetings: &events.meetings, quotes: &quotes, kind, bylines: &bylines };
    let parts = roles::in_scene(&scene, &moments, course);
    let slogans = slogans::within(&text, &scene.marks, &quotes);
    parts.write(&mut people.officials, &mut people.units);
    Record {
        record: RECORD_VERSION,
        path: origin.path.clone(),
        sha256: origin.sha256.clone(),
        size: origin.size,
        encoding: document.encoding,
        format: document.format,
        script: document.script,
        kind,
        body: document.body.clone(),
        body_hans: document.body_hans.clone(),
        document: fields,
        meetings: events.meetings,
        officials: people.officials,
        units: people.units,
        quotes,
        slogans,
        places: places.mentions,
        notes: notes.into_iter().chain(events.notes).collect(),
        supplied: origin.supplied.clone(),
        container: origin.container.clone(),
        original: None,
    }
}
