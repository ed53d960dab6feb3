//! What the user knows about a document fills the fields that the text leaves open. Printed evidence wins; where the two
//! contradict each other a note says so (`context-conflict`).
//!
//! No contradiction: a supplied `2019-03` and a printed 2019-03-15; `云岭日报` and `云岭日报社`; addresses that differ in
//! scheme or a closing slash; a county supplied and a town of it in the text.

use crate::{
    civil_date::CivilDate,
    extract::places::Places,
    lexicon::divisions,
    record::{Basis, Evidence, Fields, Note, Rule, Supplied},
};

/// Fills publisher, address and dates; gives a note for each contradiction.
pub fn supply(fields: &mut Fields, supplied: &Supplied) -> Vec<Note> {
    let mut notes = Vec::new();
    if let Some(theirs) = &supplied.publisher {
        match &fields.publisher {
            None => {
                fields.publisher = Some(theirs.clone());
                mark(fields, "publisher");
            }
            Some(ours) if ours.contains(theirs.as_str()) || theirs.contains(ours.as_str()) => {}
            Some(ours) => notes.push(conflict(fields, "publisher", ours, theirs)),
        }
    }
    if let Some(theirs) = &supplied.url {
        match &fields.url {
            None => {
                fields.url = Some(theirs.clone());
                mark(fields, "url");
            }
            Some(ours) if bare_address(ours) == bare_address(theirs) => {}
            Some(ours) => notes.push(conflict(fields, "url", ours, theirs)),
        }
    }
    if let Some(theirs) = supplied.published_on {
        match fields.published_on {
            None => {
                fields.published_on = Some(theirs);
                mark(fields, "published_on");
            }
            Some(ours) if agree(ours, theirs) => {}
            Some(ours) => notes.push(conflict(fields, "published_on", &ours.to_string(), &theirs.to_string())),
        }
    }
    if let Some(day) = supplied.retrieved_on {
        fields.retrieved_on = Some(day);
        mark(fields, "retrieved_on");
    }
    notes
}

/// Keeps the supplied division as the document's own unless the text speaks for another, which gets a note.
pub fn supply_place(fields: &mut Fields, places: &Places, supplied: &Supplied) -> Option<Note> {
    let theirs = supplied.place_code.as_deref()?;
    let home = places.home.as_ref();
    let ours = home.and_then(|h| h.code.as_deref().or(h.county.as_deref()));
    let inside = |a: &str, b: &str| divisions::lineage(a, places.year).iter().any(|d| d.code == b);
    if ours.is_none_or(|code| inside(code, theirs)) {
        fields.place_code = Some(theirs.to_owned());
        mark(fields, "place_code");
        return None;
    }
    if inside(theirs, ours.unwrap_or_default()) {
        // A county's page with a report on the whole city.
        return None;
    }
    let name = divisions::by_code(theirs, places.year).map_or(theirs, |d| d.name);
    let printed = home.map_or("", |h| h.name.as_str());
    let message = format!("the text speaks for {printed}, the context for {name} ({theirs}); the text was followed");
    Some(Note { code: CONFLICT.into(), message, span: home.and_then(|h| h.span) })
}

const CONFLICT: &str = "context-conflict";

fn mark(fields: &mut Fields, field: &str) {
    let evidence = Evidence { span: None, rule: Rule::Borrowed("context"), basis: Basis::Supplied };
    fields.evidence.insert(field.to_owned(), evidence);
}

fn conflict(fields: &Fields, field: &str, ours: &str, theirs: &str) -> Note {
    let span = fields.evidence.get(field).and_then(|e| e.span);
    let message = format!("{field} is printed as {ours}, the context says {theirs}; the printed one was kept");
    Note { code: CONFLICT.into(), message, span }
}

/// Whether one date can mean what the other says.
fn agree(a: CivilDate, b: CivilDate) -> bool {
    fn same<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
        a.zip(b).is_none_or(|(a, b)| a == b)
    }
    same(a.year(), b.year()) && same(a.month(), b.month()) && same(a.day(), b.day())
}

fn bare_address(url: &str) -> &str {
    let url = url.trim_end_matches('/');
    url.split_once("://").map_or(url, |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(iso: &str) -> CivilDate {
        iso.parse().unwrap()
    }

    #[test]
    fn a_silent_text_is_filled() {
        let mut fields = Fields::default();
        let supplied = Supplied { published_on: Some(date("2019-03-15")), ..Supplied::default() };
        assert!(supply(&mut fields, &supplied).is_empty());
        assert_eq!(fields.published_on, Some(date("2019-03-15")));
        assert_eq!(fields.evidence["published_on"].basis, Basis::Supplied);
    }

    #[test]
    fn what_is_printed_stays() {
        for (printed, theirs, notes) in [("2019-03-15", "2019-03", 0), ("2019-03-15", "2019-04-01", 1)] {
            let mut fields = Fields { published_on: Some(date(printed)), ..Fields::default() };
            let supplied = Supplied { published_on: Some(date(theirs)), ..Supplied::default() };
            assert_eq!(supply(&mut fields, &supplied).len(), notes, "{theirs}");
            assert_eq!(fields.published_on, Some(date(printed)));
        }
        let mut fields = Fields {
            publisher: Some("云岭日报社".into()),
            url: Some("https://yunling.example/1/".into()),
            ..Fields::default()
        };
        let supplied = Supplied {
            publisher: Some("云岭日报".into()),
            url: Some("http://yunling.example/1".into()),
            ..Supplied::default()
        };
        assert!(supply(&mut fields, &supplied).is_empty());
    }
}
