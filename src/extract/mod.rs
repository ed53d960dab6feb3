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
use annotate::Annotations;
use fields::FieldsRead;
use meetings::Events;
use people::People;
use places::Places;
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
    let mut placed = Placed::new(document, origin);
    let people = placed.people();
    let events = placed.events(&people);
    placed.record(people, events)
}

/// [`extract`] for several documents, stage by stage: the words and the code of a stage are more than a processor keeps at
/// hand together with those of the others, and the second document finds them there.
pub fn extract_all<'d>(documents: impl Iterator<Item = (&'d Document, &'d Origin)>) -> Vec<Record> {
    let mut placed: Vec<Placed> = documents.map(|(document, origin)| Placed::new(document, origin)).collect();
    let people: Vec<People> = placed.iter_mut().map(Placed::people).collect();
    let events: Vec<Events> = placed.iter().zip(&people).map(|(placed, people)| placed.events(people)).collect();
    placed.into_iter().zip(people).zip(events).map(|((placed, people), events)| placed.record(people, events)).collect()
}

/// A document of which fields and places are known.
struct Placed<'d> {
    document: &'d Document,
    origin: &'d Origin,
    text: Text,
    hits: Annotations,
    fields: Fields,
    kind: DocumentKind,
    notes: Vec<Note>,
    /// Paragraphs that are bylines and no part of the story.
    bylines: Vec<Span>,
    places: Places,
}

impl<'d> Placed<'d> {
    fn new(document: &'d Document, origin: &'d Origin) -> Self {
        let text = Text::new(document);
        let FieldsRead { mut fields, kind, mut notes, byline_spans: bylines } = fields::fields(document, &text);
        notes.extend(fields::supply(&mut fields, &origin.supplied));
        let hits = Annotations::new(&text.chars);
        let places = places::find(&text, &hits, &fields, origin.supplied.place_code.as_deref());
        notes.extend(fields::supply_place(&mut fields, &places, &origin.supplied));
        Self { document, origin, text, hits, fields, kind, notes, bylines, places }
    }

    /// Its people and bodies; to be asked once, as nobody else needs the hits.
    fn people(&mut self) -> People {
        people::people(&self.text, &std::mem::take(&mut self.hits), &self.places, &self.bylines)
    }

    fn events(&self, people: &People) -> Events {
        meetings::meetings(&self.text, &self.fields, &self.places, &people.officials, self.kind)
    }

    /// The record, with what is said and done at the `events`.
    fn record(self, mut people: People, events: Events) -> Record {
        let Self { document, origin, text, fields, kind, notes, bylines, places, .. } = self;
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
}
