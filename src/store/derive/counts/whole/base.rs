//! What all counts look at: events and their reports, people, organisations, posts, and which documents are copies.

pub use super::super::ids::{Ids, NONE};
use super::{Sql, each};
use crate::resolve::{Word, Words};
use rusqlite::Connection;
use rustc_hash::{FxHashMap, FxHashSet};

/// Which documents are copies, and which are not counted by themselves.
#[derive(Default)]
pub struct Documents {
    heads: FxHashMap<i64, i64>,
    superseded: FxHashSet<i64>,
}

impl Documents {
    fn read(c: &Connection) -> Sql<Self> {
        let mut documents = Self::default();
        each(c, sql!("../../../counts/rows/copies"), [], |row| Ok(documents.heads.insert(row.get(0)?, row.get(1)?)))?;
        each(c, sql!("../../../counts/rows/superseded"), [], |row| Ok(documents.superseded.insert(row.get(0)?)))?;
        Ok(documents)
    }

    /// The document of which this one is a copy, or itself.
    pub fn head(&self, id: i64) -> i64 {
        self.heads.get(&id).copied().unwrap_or(id)
    }

    /// Whether quotes in it count: it is no copy and no old version.
    pub fn counts(&self, id: i64) -> bool {
        !self.heads.contains_key(&id) && !self.superseded.contains(&id)
    }
}

/// An event as an entity.
pub struct Event {
    pub key: Box<str>,
    pub from: Option<Word>,
    pub to: Option<Word>,
    /// Known to the month at least.
    pub dated: bool,
    pub place: Option<Word>,
    pub division: Option<Word>,
}

/// An event in one document.
pub struct Report {
    /// Place of the event as an entity.
    pub event: u32,
    pub document: i64,
    /// Quotes in it that count.
    pub quotes: u32,
    /// Who was there, as [`super::people::Sides`].
    pub sides: super::people::Sides,
}

/// A title in an organisation.
pub struct Post {
    pub unit: i64,
    /// Number of its sort of office in [`Base::offices`].
    pub office: u8,
}

/// What is read first.
pub struct Base {
    pub documents: Documents,
    pub words: Words,
    pub event_ids: Ids,
    pub events: Vec<Event>,
    pub official_ids: Ids,
    /// Whether a person appears in networks: in office or in the army, and with a name.
    pub in_network: Vec<bool>,
    pub unit_ids: Ids,
    pub post_ids: Ids,
    pub posts: Vec<Post>,
    /// Sorts of offices, sorted.
    pub offices: Vec<String>,
    pub report_ids: Ids,
    pub reports: Vec<Report>,
}

impl Base {
    /// Reads it.
    pub fn read(c: &Connection) -> Sql<Self> {
        let mut base = Self {
            documents: Documents::read(c)?,
            words: Words::default(),
            event_ids: Ids::default(),
            events: vec![],
            official_ids: Ids::default(),
            in_network: vec![],
            unit_ids: Ids::default(),
            post_ids: Ids::default(),
            posts: vec![],
            offices: vec![],
            report_ids: Ids::default(),
            reports: vec![],
        };
        base.read_events(c)?;
        each(c, sql!("../../../counts/rows/officials"), [], |row| {
            base.official_ids.push(row.get(0)?);
            base.in_network.push(row.get(1)?);
            Ok(())
        })?;
        each(c, sql!("../../../counts/rows/units"), [], |row| {
            base.unit_ids.push(row.get(0)?);
            Ok(())
        })?;
        base.read_posts(c)?;
        base.read_reports(c)?;
        Ok(base)
    }

    fn read_events(&mut self, c: &Connection) -> Sql<()> {
        each(c, sql!("../../../counts/rows/meetings"), [], |row| {
            let mut word =
                |column| -> Sql<_> { Ok(row.get_ref(column)?.as_str_or_null()?.map(|text| self.words.keep(text))) };
            let event = Event {
                key: row.get_ref(1)?.as_str()?.into(),
                from: word(2)?,
                to: word(3)?,
                dated: row.get::<_, Option<bool>>(4)?.unwrap_or(false),
                place: word(5)?,
                division: word(6)?,
            };
            self.event_ids.push(row.get(0)?);
            self.events.push(event);
            Ok(())
        })
    }

    /// Sorts of offices get their numbers in the order of their names, in which rows are written.
    fn read_posts(&mut self, c: &Connection) -> Sql<()> {
        let mut found: FxHashMap<String, u8> = FxHashMap::default();
        each(c, sql!("../../../counts/rows/posts"), [], |row| {
            let office = row.get_ref(2)?.as_str()?;
            let next = u8::try_from(found.len()).unwrap_or(u8::MAX);
            let office = match found.get(office) {
                Some(number) => *number,
                None => *found.entry(office.to_owned()).or_insert(next),
            };
            self.post_ids.push(row.get(0)?);
            self.posts.push(Post { unit: row.get(1)?, office });
            Ok(())
        })?;
        let mut sorted: Vec<(String, u8)> = found.into_iter().collect();
        sorted.sort_unstable();
        let mut numbers = vec![0; sorted.len()];
        for (now, (_, before)) in (0..).zip(&sorted) {
            numbers[usize::from(*before)] = now;
        }
        self.posts.iter_mut().for_each(|post| post.office = numbers[usize::from(post.office)]);
        self.offices = sorted.into_iter().map(|(office, _)| office).collect();
        Ok(())
    }

    fn read_reports(&mut self, c: &Connection) -> Sql<()> {
        each(c, sql!("../../../counts/rows/meeting_reports"), [], |row| {
            self.report_ids.push(row.get(0)?);
            self.reports.push(Report {
                event: self.event_ids.maybe(row.get(1)?),
                document: row.get(2)?,
                quotes: 0,
                sides: Default::default(),
            });
            Ok(())
        })
    }
}

/// Number of different values among those of each group; `pairs` are groups with values.
pub fn different<V: Ord>(pairs: &mut Vec<(u32, V)>, groups: usize) -> Vec<u32> {
    pairs.sort_unstable();
    pairs.dedup();
    let mut counts = vec![0; groups];
    for (group, _) in pairs.iter() {
        if let Some(count) = counts.get_mut(*group as usize) {
            *count += 1;
        }
    }
    counts
}
