//! Evidence to entities, on small invented heaps.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of a test may fail it")]

use huiyao::{
    civil_date::CivilDate,
    record::{Basis, Capacity, MeetingKind, Organ, PostStatus, UnitKind},
    resolve::{DocumentRow, Entities, Evidence, MeetingRow, OfficialRow, PostRow, UnitRow, resolve},
};

/// Evidence under construction; ids are numbers of rows, keys follow from document and number.
#[derive(Default)]
struct Heap {
    evidence: Evidence,
    rows: i64,
}

impl Heap {
    fn row(&mut self) -> i64 {
        self.rows += 1;
        self.rows
    }

    fn document(&mut self, published: Option<&str>) -> i64 {
        let id = self.row();
        self.evidence.documents.push(DocumentRow { id, key: key(id), published_on: published.map(date) });
        id
    }

    fn unit(&mut self, document: i64, name: &str, place: Option<&str>, code: Option<&str>) -> i64 {
        let id = self.row();
        self.evidence.units.push(UnitRow {
            id,
            key: key(id),
            document,
            name: name.into(),
            kind: UnitKind::Party,
            organ: Organ::Committee,
            place: place.map(Into::into),
            place_code: code.map(Into::into),
        });
        self.evidence.referred.extend(code.map(|c| (c.to_owned(), place.unwrap_or_default().to_owned())));
        id
    }

    fn official(&mut self, document: i64, name: &str) -> i64 {
        self.person(document, name, false, Capacity::Office)
    }

    fn person(&mut self, document: i64, name: &str, surname_only: bool, capacity: Capacity) -> i64 {
        let id = self.row();
        self.evidence.officials.push(OfficialRow {
            id,
            key: key(id),
            document,
            name: name.into(),
            surname_only,
            capacity,
        });
        id
    }

    fn post(&mut self, official: i64, unit: i64, title: &str, status: PostStatus, seen: Option<&str>) {
        let id = self.row();
        let document = self.evidence.officials.iter().find(|o| o.id == official).unwrap().document;
        let (seen_on, seen_basis) = (seen.map(date), seen.map(|_| Basis::Stated));
        self.evidence.posts.push(PostRow {
            id,
            key: key(id),
            document,
            official,
            unit,
            title: title.into(),
            status,
            seen_on,
            seen_basis,
        });
    }

    /// Somebody who holds a post in the committee of a division.
    fn holder(&mut self, name: &str, place: &str, code: &str, seen: &str) -> i64 {
        let document = self.document(None);
        let unit = self.unit(document, &format!("{place}委"), Some(place), Some(code));
        let official = self.official(document, name);
        self.post(official, unit, "书记", PostStatus::Current, Some(seen));
        official
    }

    fn meeting(&mut self, document: i64, name: &str, held: Option<&str>, place: Option<(&str, &str)>) -> i64 {
        let id = self.row();
        self.evidence.meetings.push(MeetingRow {
            id,
            key: key(id),
            document,
            name: name.into(),
            kind: MeetingKind::Symposium,
            held_on: held.map(date),
            held_until: None,
            held_basis: held.map(|_| Basis::Stated),
            daypart: None,
            place: place.map(|p| p.0.into()),
            place_code: place.map(|p| p.1.into()),
        });
        id
    }

    fn resolve(&self) -> Entities {
        let forwards = resolve(self.evidence.clone());
        let mut other = self.evidence.clone();
        other.documents.reverse();
        other.units.reverse();
        other.officials.reverse();
        other.posts.reverse();
        other.meetings.reverse();
        other.referred.reverse();
        assert_eq!(forwards, resolve(other), "the order of the rows makes a difference");
        forwards
    }
}

fn key(id: i64) -> String {
    format!("{id:04}")
}

fn date(text: &str) -> CivilDate {
    text.parse().unwrap()
}

/// Members of every person, event or unit.
fn groups<'a>(members: impl Iterator<Item = &'a Vec<i64>>) -> Vec<Vec<i64>> {
    members.cloned().collect()
}

const HAIDIAN: (&str, &str) = ("海淀区", "110108");

#[test]
fn one_name_in_one_division_is_one_person() {
    let mut heap = Heap::default();
    let a = heap.holder("鲁一凡", "海淀区", "110108", "2019-03-01");
    let b = heap.holder("鲁一凡", "海淀区", "110108", "2021-05");
    let elsewhere = heap.holder("鲁一凡", "岷县", "621126", "2020");
    let found = heap.resolve();
    assert_eq!(groups(found.officials.iter().map(|o| &o.members)), [vec![a, b], vec![elsewhere]]);
    assert_eq!(found.officials[0].division.as_deref(), Some("110108"));
    assert_eq!(found.proposals.len(), 1);
    let tenure = &found.tenures[0];
    assert_eq!(
        (tenure.first.unwrap().on, tenure.last.unwrap().on, tenure.documents),
        (date("2019-03-01"), date("2021-05"), 2)
    );
}

#[test]
fn city_and_county_are_one_career_but_two_counties_are_not() {
    let mut heap = Heap::default();
    let county = heap.holder("鲁一凡", "岷县", "621126", "2018");
    let city = heap.holder("鲁一凡", "定西市", "621100", "2019");
    let other = heap.holder("鲁一凡", "漳县", "621125", "2020");
    let found = heap.resolve();
    assert_eq!(groups(found.officials.iter().map(|o| &o.members)), [vec![county, city], vec![other]]);
}

#[test]
fn surnames_and_private_persons_are_not_joined() {
    let mut heap = Heap::default();
    for _ in 0..2 {
        let document = heap.document(None);
        heap.unit(document, "海淀区委", Some("海淀区"), Some("110108"));
        heap.person(document, "鲁", true, Capacity::Office);
        heap.person(document, "鲁一凡", false, Capacity::Honoured);
        heap.person(document, "鲁一凡", false, Capacity::Private);
    }
    let found = heap.resolve();
    assert_eq!(found.officials.len(), 2);
    assert!(found.officials.iter().all(|o| o.surname_only && o.members.len() == 1));
}

#[test]
fn bare_units_stay_apart_and_national_bodies_are_one() {
    let mut heap = Heap::default();
    for _ in 0..2 {
        let document = heap.document(None);
        heap.unit(document, "区委", None, None);
        heap.unit(document, "国务院办公厅", None, None);
    }
    let found = heap.resolve();
    let mut sizes: Vec<(&str, usize)> = found.units.iter().map(|u| (u.name.as_str(), u.members.len())).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [("区委", 1), ("区委", 1), ("国务院办公厅", 2)]);
}

#[test]
fn a_town_is_known_by_what_its_documents_are_about() {
    let mut heap = Heap::default();
    for (place, code) in [HAIDIAN, HAIDIAN, ("岷县", "621126")] {
        let document = heap.document(None);
        heap.unit(document, &format!("{place}委"), Some(place), Some(code));
        heap.unit(document, "云溪镇党委", Some("云溪镇"), None);
    }
    let found = heap.resolve();
    let towns: Vec<usize> = found.units.iter().filter(|u| u.name == "云溪镇党委").map(|u| u.members.len()).collect();
    assert_eq!(towns, [2, 1]);
}

#[test]
fn a_body_stands_below_the_one_whose_name_begins_its_own() {
    let mut heap = Heap::default();
    let document = heap.document(None);
    heap.unit(document, "海淀区委", Some("海淀区"), Some("110108"));
    heap.unit(document, "海淀区委组织部", Some("海淀区"), Some("110108"));
    heap.unit(document, "北京市委", Some("北京市"), Some("110000"));
    let found = heap.resolve();
    let parent = |i: usize| found.units[i].parent.map(|p| found.units[p].name.as_str());
    assert_eq!([parent(0), parent(1), parent(2)], [Some("北京市委"), Some("海淀区委"), None]);
}

#[test]
fn former_posts_and_removals_are_no_sightings() {
    let mut heap = Heap::default();
    let document = heap.document(None);
    let unit = heap.unit(document, "海淀区委", Some("海淀区"), Some("110108"));
    let official = heap.official(document, "鲁一凡");
    heap.post(official, unit, "副书记", PostStatus::Former, Some("2020-01-01"));
    heap.post(official, unit, "常委", PostStatus::Removed, Some("2020-01-01"));
    heap.post(official, unit, "书记", PostStatus::Elected, Some("--01-01"));
    let found = heap.resolve();
    assert_eq!((found.posts.len(), found.tenures.len()), (3, 1));
    assert_eq!(found.tenures[0].first, None, "a day without year is no first sighting");
}

#[test]
fn reports_of_one_event_merge_and_keep_what_they_claim() {
    let mut heap = Heap::default();
    let (first, second, third) = (heap.document(Some("2020-07-30")), heap.document(None), heap.document(None));
    let a = heap.meeting(first, "海淀区“八一”军政座谈会", Some("2020-07-29"), Some(HAIDIAN));
    let b = heap.meeting(second, "2020年海淀区八一军政座谈会", Some("2020-07-29"), Some(HAIDIAN));
    let partly = heap.meeting(third, "海淀区八一军政座谈会", Some("--07-29"), Some(HAIDIAN));
    let found = heap.resolve();
    assert_eq!(groups(found.meetings.iter().map(|m| &m.members)), [vec![a, b, partly]]);
    let meeting = &found.meetings[0];
    assert_eq!(meeting.held_on, Some(date("2020-07-29")));
    assert_eq!(meeting.name, "2020年海淀区八一军政座谈会");
    let dates: Vec<(&str, bool)> =
        meeting.claims.iter().filter(|c| c.field == "held_on").map(|c| (c.value.as_str(), c.chosen)).collect();
    assert_eq!(dates, [("2020-07-29", true), ("2020-07-29", true), ("--07-29", false)]);
}

#[test]
fn different_events_stay_apart() {
    let mut heap = Heap::default();
    let (first, second, third, fourth) =
        (heap.document(None), heap.document(None), heap.document(None), heap.document(None));
    let name = "八一军政座谈会";
    // Two of one document, another day, another place, another subject on the same day, nothing but the name.
    heap.meeting(first, name, Some("2020-07-29"), Some(HAIDIAN));
    heap.meeting(first, name, Some("2020-07-29"), Some(HAIDIAN));
    heap.meeting(second, name, Some("2020-07-30"), Some(HAIDIAN));
    heap.meeting(third, name, Some("2020-07-28"), Some(("岷县", "621126")));
    heap.meeting(fourth, "河长制工作汇报", Some("2020-07-30"), Some(HAIDIAN));
    heap.meeting(third, name, None, None);
    heap.meeting(fourth, name, None, None);
    assert_eq!(heap.resolve().meetings.len(), 7);
}

#[test]
fn divisions_come_with_those_above() {
    let mut heap = Heap::default();
    let document = heap.document(None);
    heap.unit(document, "岷县县委", Some("岷县"), Some("621126"));
    heap.unit(document, "无名区委", Some("无名区"), Some("999901"));
    let found = heap.resolve();
    let codes: Vec<(&str, Option<&str>)> =
        found.divisions.iter().map(|d| (d.code.as_str(), d.parent.as_deref())).collect();
    assert_eq!(codes, [("620000", None), ("621100", Some("620000")), ("621126", Some("621100")), ("999901", None)]);
    assert_eq!(found.divisions[3].names[0].name, "无名区");
}
