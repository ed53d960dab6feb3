//! Records made by hand, and an archive of them.

#![allow(dead_code, reason = "not every test uses all of it")]

use huiyao::{
    record::{
        Attendance, Basis, Capacity, Meeting, MeetingKind, Official, Organ, Post, PostStatus, RECORD_VERSION, Record,
        Role, Span, Unit, UnitKind,
    },
    store::{self, Archive, Update},
};

/// A document under construction. Positions mean nothing: every fact stands at the first character.
#[derive(Clone, Debug)]
pub struct Doc {
    pub record: Record,
}

const RULE: std::borrow::Cow<'static, str> = std::borrow::Cow::Borrowed("by-hand");
const SPAN: Span = Span { start: 0, end: 1 };

impl Doc {
    /// A document that says nothing. It gets its name and hash when it enters a heap.
    pub fn new() -> Self {
        let empty = serde_json::json!({
            "record": RECORD_VERSION, "path": "", "sha256": "", "size": 1, "encoding": "utf-8", "format": "text",
            "script": "hans", "kind": "report", "body": "文", "body_hans": null,
            "document": {
                "title": null, "publisher": null, "url": null, "published_on": null, "reporters": [], "editors": [],
                "script": "hans", "evidence": {}
            },
            "meetings": [], "officials": [], "units": [], "quotes": [], "slogans": [], "places": [], "notes": []
        });
        let record = serde_json::from_value(empty).unwrap();
        Self { record }
    }

    pub fn published(&mut self, on: &str) {
        self.record.document.published_on = Some(on.parse().unwrap());
    }

    pub fn meeting(&mut self, name: &str, held: Option<&str>, place: Option<(&str, &str)>) -> u32 {
        let n = next(self.record.meetings.len());
        self.record.meetings.push(Meeting {
            n,
            name: name.into(),
            kind: if name.contains("座谈会") { MeetingKind::Symposium } else { MeetingKind::Other },
            held_on: held.map(|h| h.parse().unwrap()),
            held_until: None,
            held_basis: held.map(|_| Basis::Stated),
            held_span: None,
            held_rule: None,
            daypart: None,
            place: place.map(|p| p.0.into()),
            place_code: place.map(|p| p.1.into()),
            place_span: None,
            place_basis: place.map(|_| Basis::Stated),
            span: SPAN,
            rule: RULE,
            basis: Basis::Stated,
        });
        n
    }

    /// 海淀区委.
    pub fn party(&mut self, place: (&str, &str)) -> u32 {
        self.unit(&format!("{}委", place.0), Some(place))
    }

    pub fn unit(&mut self, name: &str, place: Option<(&str, &str)>) -> u32 {
        if let Some(unit) = self.record.units.iter().find(|u| u.name == name) {
            return unit.n;
        }
        let n = next(self.record.units.len());
        self.record.units.push(Unit {
            n,
            name: name.into(),
            kind: if name.ends_with('委') { UnitKind::Party } else { UnitKind::Government },
            organ: if name.ends_with('委') || name.ends_with("政府") { Organ::Committee } else { Organ::Department },
            place: place.map(|p| p.0.into()),
            place_code: place.map(|p| p.1.into()),
            aliases: vec![],
            presences: vec![],
            span: SPAN,
            rule: RULE,
            basis: Basis::Stated,
        });
        n
    }

    pub fn town(&mut self, name: &str, town: &str) {
        let n = self.unit(name, None);
        self.record.units[n as usize - 1].place = Some(town.into());
    }

    /// The person of that name, new if need be.
    pub fn official(&mut self, name: &str) -> &mut Official {
        let at = self.record.officials.iter().position(|o| o.name == name);
        let at = at.unwrap_or_else(|| self.person(name, false, Capacity::Office));
        &mut self.record.officials[at]
    }

    pub fn person(&mut self, name: &str, surname_only: bool, capacity: Capacity) -> usize {
        let n = next(self.record.officials.len());
        self.record.officials.push(Official {
            n,
            name: name.into(),
            surname_only,
            rank: None,
            capacity,
            posts: vec![],
            roles: vec![],
            aliases: vec![],
            span: SPAN,
            rule: RULE,
            basis: Basis::Stated,
        });
        n as usize - 1
    }

    pub fn post(&mut self, name: &str, unit_n: u32, title: &str, status: PostStatus) {
        let unit = self.record.units[unit_n as usize - 1].name.clone();
        let post = Post { unit, unit_n, title: title.into(), status, span: SPAN, rule: RULE, basis: Basis::Stated };
        self.official(name).posts.push(post);
    }

    /// A second person of a name that the document has already.
    pub fn another(&mut self, name: &str, unit_n: u32, title: &str) {
        let at = self.person(name, false, Capacity::Office);
        let unit = self.record.units[unit_n as usize - 1].name.clone();
        let (title, status) = (title.into(), PostStatus::Current);
        self.record.officials[at].posts.push(Post {
            unit,
            unit_n,
            title,
            status,
            span: SPAN,
            rule: RULE,
            basis: Basis::Stated,
        });
    }

    pub fn attend(&mut self, name: &str, meeting: u32) {
        let role = Attendance {
            role: Role::Attended,
            meeting,
            list_order: None,
            span: SPAN,
            rule: RULE,
            basis: Basis::Stated,
        };
        self.official(name).roles.push(role);
    }

    /// Names the document: path, and a hash that sorts as `number` does.
    pub fn named(mut self, number: usize) -> Record {
        self.record.path = format!("heap/{number:06}.txt");
        self.record.sha256 = format!("{number:016x}{number:048x}");
        if self.record.body == "文" {
            // Texts of the same words would be copies of one another.
            self.record.body = format!("文{number}");
        }
        self.record
    }
}

fn next(count: usize) -> u32 {
    u32::try_from(count + 1).unwrap()
}

/// An archive of records.
pub struct Heap {
    pub archive: Archive,
    _folder: tempfile::TempDir,
}

impl Heap {
    /// Archive of `docs`, numbered from 1. It comes out the same when they come in backwards and one by one.
    pub fn of(docs: impl IntoIterator<Item = Doc>) -> Self {
        let records: Vec<Record> = (1..).zip(docs).map(|(n, doc)| doc.named(n)).collect();
        let heap = Self::empty();
        heap.put(&records);
        let other = Self::empty();
        records.iter().rev().for_each(|r| other.put(std::slice::from_ref(r)));
        assert_eq!(heap.dump(), other.dump(), "one by one and backwards gives another archive");
        heap
    }

    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { archive: Archive::open_or_create(folder.path().join("a.db")).unwrap(), _folder: folder }
    }

    /// One run that takes in `records`.
    pub fn put(&self, records: &[Record]) {
        let mut update = Update::begin(&self.archive, "load", "test", "2026-01-01T00:00:00Z").unwrap();
        for record in records {
            update.put(record, None).unwrap();
        }
        update.finish(None, "2026-01-01T00:00:00Z").unwrap();
    }

    /// One run that removes the documents at `paths`.
    pub fn remove(&self, paths: &[String]) {
        let mut update = Update::begin(&self.archive, "load", "test", "2026-01-01T00:00:00Z").unwrap();
        paths.iter().for_each(|path| update.remove(path).unwrap());
        update.finish(None, "2026-01-01T00:00:00Z").unwrap();
    }

    pub fn dump(&self) -> String {
        let mut out = vec![];
        store::dump(&self.archive, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// First column of a query, as text.
    pub fn rows(&self, sql: &str) -> Vec<String> {
        let mut statement = self.archive.connection().prepare(sql).unwrap();
        let text = |row: &rusqlite::Row<'_>| {
            Ok(match row.get_ref(0)? {
                rusqlite::types::ValueRef::Null => String::new(),
                rusqlite::types::ValueRef::Integer(n) => n.to_string(),
                other => other.as_str().unwrap_or("?").to_owned(),
            })
        };
        statement.query_map([], text).unwrap().map(Result::unwrap).collect()
    }

    pub fn count(&self, sql: &str) -> i64 {
        self.rows(sql)[0].parse().unwrap()
    }

    /// Numbers of the documents of each person of that name.
    pub fn people(&self, name: &str) -> Vec<Vec<usize>> {
        self.groups(&format!(
            "SELECT group_concat(r.ref) FROM officials o JOIN official_reports r ON r.official_id = o.id
            WHERE o.name = '{name}' GROUP BY o.id ORDER BY o.key"
        ))
    }

    /// Numbers of the documents of each event.
    pub fn meetings(&self) -> Vec<Vec<usize>> {
        self.groups(
            "SELECT group_concat(r.ref) FROM meetings m JOIN meeting_reports r ON r.meeting_id = m.id GROUP BY m.id ORDER BY m.key",
        )
    }

    fn groups(&self, sql: &str) -> Vec<Vec<usize>> {
        let number = |r: &str| usize::from_str_radix(&r[..16], 16).unwrap();
        let group = |refs: String| {
            let mut group: Vec<usize> = refs.split(',').map(number).collect();
            group.sort_unstable();
            group
        };
        self.rows(sql).into_iter().map(group).collect()
    }
}
