//! Which entity a piece of evidence will belong to. While a fresh archive is written, every row is linked to what it
//! most probably is, so that deriving need not write millions of rows a second time but only those that were guessed
//! wrong. A guess decides nothing.

use crate::{
    record::{Capacity, Meeting, Official, Unit},
    resolve::{self, Scope},
};
use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};

/// Row ids of entities to come, by hash of what makes them up.
#[derive(Debug, Default)]
pub struct Guesses {
    units: Ids,
    posts: Ids,
    officials: Ids,
    meetings: Ids,
}

#[derive(Debug, Default)]
struct Ids {
    known: HashMap<u64, i64>,
    last: i64,
}

impl Ids {
    fn new_one(&mut self) -> i64 {
        self.last += 1;
        self.last
    }

    /// Two that have the same hash by chance are a wrong guess, no more.
    fn of(&mut self, what: impl Hash) -> i64 {
        let mut hasher = DefaultHasher::new();
        what.hash(&mut hasher);
        let hash = hasher.finish();
        if let Some(&id) = self.known.get(&hash) {
            return id;
        }
        let id = self.new_one();
        self.known.insert(hash, id);
        id
    }
}

impl Guesses {
    /// A unit in a document about `home`.
    pub fn unit(&mut self, unit: &Unit, home: Option<&str>) -> i64 {
        let place = unit.place.as_deref();
        let scope = resolve::scope(&unit.name, place, unit.place_code.as_deref(), home);
        match scope {
            Scope::Document => self.units.new_one(),
            Scope::Country => self.units.of(("", false, &*unit.name)),
            Scope::Division(code) => self.units.of((code, false, resolve::stem(&unit.name, place, scope))),
            Scope::Town(code) => self.units.of((code, true, &*unit.name)),
        }
    }

    /// A title in a guessed unit.
    pub fn post(&mut self, unit: i64, title: &str) -> i64 {
        self.posts.of((unit, title))
    }

    /// A person who holds office in `division`; `None` for those who are no entities.
    pub fn official(&mut self, official: &Official, division: Option<&str>) -> Option<i64> {
        if !matches!(official.capacity, Capacity::Office | Capacity::Military) {
            return None;
        }
        match division {
            Some(division) if !official.surname_only => Some(self.officials.of((&*official.name, division))),
            _ => Some(self.officials.new_one()),
        }
    }

    /// An event.
    pub fn meeting(&mut self, m: &Meeting) -> i64 {
        let place = m.place_code.as_ref().or(m.place.as_ref());
        match (place, m.held_on) {
            (Some(place), Some(day)) => self.meetings.of((place, day.to_string(), &*m.name)),
            _ => self.meetings.new_one(),
        }
    }
}
