//! The facts of a record under the refs that they have as rows, each in words: what a run compares to say what changed.
//!
//! Mentions are left out: they come and go with the people and units that they mention.

use super::{valid::FIELDS, write::letter};
use crate::record::{Meeting, Official, Quote, Record, Unit, vocabulary};
use std::{collections::BTreeMap, fmt::Display};

vocabulary! {
    /// To what a change of a run happened.
    FactKind, "fact_kind" {
        Document = "document", "文件", "a document as a whole";
        Field = "field", "版面信息", "headline, publisher, address or date of a document";
        Credit = "credit", "署名", "a byline name";
        Meeting = "meeting", "会议", "an event as told";
        Official = "official", "人物", "a person as named";
        Post = "post", "任职", "a post given to a person";
        Role = "role", "到会", "a person at an event";
        Unit = "unit", "机构", "an organisation as named";
        Presence = "presence", "单位到会", "an organisation at an event";
        Quote = "quote", "讲话", "reported speech";
        Slogan = "slogan", "提法", "a phrase in quotation marks";
        Note = "note", "注记", "a note";
    }
}

/// A fact in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What sort.
    pub kind: FactKind,
    /// What was read.
    pub text: String,
}

/// The facts of `record` by ref; `reference` is the document's own.
pub fn facts(record: &Record, reference: &str) -> BTreeMap<String, Fact> {
    let mut facts = Facts { reference, found: BTreeMap::new() };
    facts.fields(record);
    record.meetings.iter().for_each(|m| facts.add(letter::MEETING, m.n, FactKind::Meeting, meeting(m)));
    facts.units(record);
    facts.officials(record);
    for (n, q) in (1..).zip(&record.quotes) {
        facts.add(letter::QUOTE, n, FactKind::Quote, quote(q));
    }
    for (n, s) in (1..).zip(&record.slogans) {
        facts.add(letter::SLOGAN, n, FactKind::Slogan, s.text.clone());
    }
    for (n, note) in (1..).zip(&record.notes) {
        facts.add(letter::NOTE, n, FactKind::Note, format!("{}: {}", note.code, note.message));
    }
    facts.found
}

struct Facts<'a> {
    reference: &'a str,
    found: BTreeMap<String, Fact>,
}

impl Facts<'_> {
    fn add(&mut self, letter: char, n: u32, kind: FactKind, text: String) {
        self.found.insert(format!("{}-{letter}{n}", self.reference), Fact { kind, text });
    }

    fn fields(&mut self, record: &Record) {
        let d = &record.document;
        for field in d.evidence.keys() {
            let value = match field.as_str() {
                "title" => d.title.clone(),
                "publisher" => d.publisher.clone(),
                "url" => d.url.clone(),
                "published_on" => d.published_on.map(|date| date.to_string()),
                "retrieved_on" => d.retrieved_on.map(|date| date.to_string()),
                _ => d.place_code.clone(),
            };
            let n = (1..).zip(FIELDS).find(|(_, f)| *f == field).map_or(0, |(n, _)| n);
            self.add(letter::FIELD, n, FactKind::Field, format!("{field} = {}", value.unwrap_or_default()));
        }
        let credits = d.reporters.iter().map(|b| ("reporter", b)).chain(d.editors.iter().map(|b| ("editor", b)));
        for (n, (role, byline)) in (1..).zip(credits) {
            self.add(letter::CREDIT, n, FactKind::Credit, format!("{role} {}", byline.name));
        }
    }

    fn units(&mut self, record: &Record) {
        let mut presences = 1..;
        for u in &record.units {
            self.add(letter::UNIT, u.n, FactKind::Unit, unit(u));
            for (p, n) in u.presences.iter().zip(&mut presences) {
                let text = format!("{} {} ← {}", u.name, p.presence.code(), name_of(record, p.meeting));
                self.add(letter::PRESENCE, n, FactKind::Presence, text);
            }
        }
    }

    fn officials(&mut self, record: &Record) {
        let (mut posts, mut roles) = (1.., 1..);
        for o in &record.officials {
            self.add(letter::OFFICIAL, o.n, FactKind::Official, official(o));
            for (p, n) in o.posts.iter().zip(&mut posts) {
                let text = format!("{}: {} {} ({})", o.name, p.unit, p.title, p.status.code());
                self.add(letter::POST, n, FactKind::Post, text);
            }
            for (a, n) in o.roles.iter().zip(&mut roles) {
                let text = format!("{} {} ← {}", o.name, a.role.code(), name_of(record, a.meeting));
                self.add(letter::ATTENDANCE, n, FactKind::Role, text);
            }
        }
    }
}

fn name_of(record: &Record, meeting: u32) -> &str {
    record.meetings.iter().find(|m| m.n == meeting).map_or("", |m| m.name.as_str())
}

fn meeting(m: &Meeting) -> String {
    let date = |d: Option<_>| d.map(|d: crate::civil_date::CivilDate| d.to_string());
    joined([
        Some(m.name.clone()),
        Some(m.kind.code().to_owned()),
        date(m.held_on),
        date(m.held_until),
        m.daypart.clone(),
        m.place.clone(),
        m.place_code.clone(),
    ])
}

fn official(o: &Official) -> String {
    joined([Some(o.name.clone()), o.rank.clone(), Some(o.capacity.code().to_owned())])
}

fn unit(u: &Unit) -> String {
    joined([
        Some(u.name.clone()),
        Some(u.kind.code().to_owned()),
        Some(u.organ.code().to_owned()),
        u.place_code.clone(),
    ])
}

fn quote(q: &Quote) -> String {
    format!("{} {}: {}", q.speaker.as_deref().unwrap_or("?"), q.cue, q.text)
}

/// Values that are known, divided by blanks.
fn joined<T: Display, const N: usize>(values: [Option<T>; N]) -> String {
    values.into_iter().flatten().map(|v| v.to_string()).collect::<Vec<_>>().join(" ")
}
