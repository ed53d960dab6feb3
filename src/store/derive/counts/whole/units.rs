//! `unit_counts`: in how many documents, at how many events and with how many people an organisation was seen.

use super::{
    Bulk, Sql,
    base::{Base, Ids, NONE, different},
    each,
    people::Sides,
};
use rusqlite::Connection;

/// What sort of body each organisation of a document is.
pub struct Kinds {
    /// Row ids of the organisations in documents.
    pub ids: Ids,
    /// Of which side somebody is who holds a post in it.
    pub sides: Vec<Sides>,
}

/// Fills the table, and notes at which reported events an armed unit was.
pub fn write(c: &Connection, base: &mut Base) -> Sql<Kinds> {
    let units = base.unit_ids.len();
    let mut kinds = Kinds { ids: Ids::default(), sides: vec![] };
    let mut unit_of: Vec<u32> = vec![];
    let mut least: Vec<Option<Box<str>>> = vec![None; units];
    let mut told: Vec<(u32, i64)> = vec![];
    each(c, sql!("../../../counts/rows/unit_reports"), [], |row| {
        let unit = base.unit_ids.maybe(row.get(1)?);
        kinds.ids.push(row.get(0)?);
        kinds.sides.push(Sides::of_kind(row.get_ref(3)?.as_str()?));
        unit_of.push(unit);
        let Some(least) = least.get_mut(unit as usize) else { return Ok(()) };
        let reference = row.get_ref(4)?.as_str()?;
        if least.as_deref().is_none_or(|least| reference < least) {
            *least = Some(reference.into());
        }
        told.push((unit, base.documents.head(row.get(2)?)));
        Ok(())
    })?;
    let documents = different(&mut told, units);
    drop(told);
    let events = present(c, base, &kinds, &unit_of)?;
    drop(unit_of);
    let people = held(c, base)?;
    let names = [":unit_id", ":documents", ":meetings", ":people", ":ref"];
    let mut insert = Bulk::new(c, sql!("../../../counts/insert/unit"), names)?;
    for (unit, least) in (0..).zip(&least) {
        let (Some(reference), i) = (least, unit as usize) else { continue };
        insert.put([&base.unit_ids.id(unit), &documents[i], &events[i], &people[i], reference])?;
    }
    Ok(kinds)
}

/// Number of events by organisation.
fn present(c: &Connection, base: &mut Base, kinds: &Kinds, unit_of: &[u32]) -> Sql<Vec<u32>> {
    let mut at: Vec<(u32, u32)> = vec![];
    each(c, sql!("../../../counts/rows/unit_attendances"), [], |row| {
        let (unit_report, report) = (kinds.ids.place(row.get(0)?), base.report_ids.place(row.get(1)?));
        let Some(report) = base.reports.get_mut(report as usize) else { return Ok(()) };
        let Some(unit) = unit_of.get(unit_report as usize) else { return Ok(()) };
        report.sides = report.sides.with(kinds.sides[unit_report as usize].armed());
        if *unit != NONE && report.event != NONE {
            at.push((*unit, report.event));
        }
        Ok(())
    })?;
    Ok(different(&mut at, base.unit_ids.len()))
}

/// Number of people by organisation in which they held posts.
fn held(c: &Connection, base: &Base) -> Sql<Vec<u32>> {
    let mut by: Vec<(u32, i64)> = vec![];
    each(c, sql!("../../../counts/rows/tenures"), [], |row| {
        let post = base.post_ids.place(row.get(1)?);
        let unit = base.posts.get(post as usize).map_or(NONE, |post| base.unit_ids.place(post.unit));
        by.push((unit, row.get(0)?));
        Ok(())
    })?;
    Ok(different(&mut by, base.unit_ids.len()))
}
