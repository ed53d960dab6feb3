//! `co_attendances`: who was seen with whom at two events or more.

use super::{Bulk, Sql, base::Base, events::Met, number};
use rusqlite::Connection;

/// Fills the table, person by person, so that never more than the company of one is held.
pub fn write(c: &Connection, base: &Base, met: &Met) -> Sql<()> {
    let events = Attended::new(base, met);
    let names = [":official_id", ":other_id", ":meetings", ":first_from", ":last_to", ":meeting_key"];
    let mut insert = Bulk::new(c, sql!("../../../counts/insert/co_attendance"), names)?;
    let mut times: Vec<u32> = vec![0; base.in_network.len()];
    let mut company: Vec<(u32, u32)> = vec![];
    for person in (0..).zip(&base.in_network).filter(|(_, counts)| **counts).map(|(person, _)| person) {
        company.clear();
        for &event in events.of(person) {
            for &other in after(met.at(event), person) {
                if base.in_network[other as usize] {
                    times[other as usize] += 1;
                    company.push((other, event));
                }
            }
        }
        // Most were met once and need not be sorted.
        let often: Vec<(u32, u32)> = {
            let mut often: Vec<_> = company.iter().copied().filter(|(other, _)| times[*other as usize] > 1).collect();
            often.sort_unstable();
            often
        };
        company.iter().for_each(|(other, _)| times[*other as usize] = 0);
        for pair in often.chunk_by(|a, b| a.0 == b.0) {
            let there = || pair.iter().map(|(_, event)| &base.events[*event as usize]);
            let first = there().filter_map(|event| base.words.maybe(event.from)).min();
            let last = there().filter_map(|event| base.words.maybe(event.to)).max();
            let key = there().map(|event| &*event.key).min();
            let ids = (base.official_ids.id(person), base.official_ids.id(pair[0].0));
            insert.put([&ids.0, &ids.1, &number(pair.len()), &first, &last, &key])?;
        }
    }
    Ok(())
}

/// Those who come after `person`.
fn after(people: &[u32], person: u32) -> &[u32] {
    &people[people.partition_point(|other| *other <= person)..]
}

/// Events by person.
struct Attended {
    /// Where the events of a person begin; one more than there are people.
    starts: Vec<usize>,
    events: Vec<u32>,
}

impl Attended {
    fn new(base: &Base, met: &Met) -> Self {
        let each = || (0..).zip(&base.events).flat_map(|(event, _)| met.at(event).iter().map(move |&who| (who, event)));
        let mut starts = vec![0; base.in_network.len() + 1];
        each().for_each(|(who, _)| starts[who as usize + 1] += 1);
        for who in 1..starts.len() {
            starts[who] += starts[who - 1];
        }
        let mut next = starts.clone();
        let mut events = vec![0; starts.last().copied().unwrap_or(0)];
        for (who, event) in each() {
            events[next[who as usize]] = event;
            next[who as usize] += 1;
        }
        Self { starts, events }
    }

    fn of(&self, person: u32) -> &[u32] {
        &self.events[self.starts[person as usize]..self.starts[person as usize + 1]]
    }
}
