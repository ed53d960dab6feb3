//! Entity rows: what `resolve` makes of the evidence, written anew.

use super::columns::{Code, DateColumns, code_at, maybe_code_at};
use crate::{
    Error, Result,
    resolve::{
        self, Division, DocumentRow, Entities, Evidence, Meeting, MeetingRow, OfficialRow, PostRow, Tenure, UnitRow,
    },
};
use rusqlite::{Connection, Row, named_params};
use std::collections::BTreeSet;

type Sql<T> = rusqlite::Result<T>;

/// Derives all entities from the evidence of live documents and writes them anew.
///
/// # Errors
/// When the archive cannot be read or written.
pub fn derive(connection: &Connection) -> Result<()> {
    let all = || {
        connection.execute_batch(sql!("entities/clear"))?;
        write(connection, &resolve::resolve(evidence(connection)?))
    };
    all().map_err(|e| Error::sql("deriving the entities", e))
}

fn evidence(c: &Connection) -> Sql<Evidence> {
    Ok(Evidence {
        documents: all(c, sql!("evidence/documents"), |row| {
            Ok(DocumentRow { id: row.get(0)?, key: row.get(1)?, published_on: maybe_code_at(row, 2)? })
        })?,
        units: all(c, sql!("evidence/units"), |row| {
            Ok(UnitRow {
                id: row.get(0)?,
                key: row.get(1)?,
                document: row.get(2)?,
                name: row.get(3)?,
                kind: code_at(row, 4)?,
                organ: code_at(row, 5)?,
                place: row.get(6)?,
                place_code: row.get(7)?,
            })
        })?,
        officials: all(c, sql!("evidence/officials"), |row| {
            Ok(OfficialRow {
                id: row.get(0)?,
                key: row.get(1)?,
                document: row.get(2)?,
                name: row.get(3)?,
                surname_only: row.get(4)?,
                capacity: code_at(row, 5)?,
            })
        })?,
        posts: all(c, sql!("evidence/posts"), |row| {
            Ok(PostRow {
                id: row.get(0)?,
                key: row.get(1)?,
                document: row.get(2)?,
                official: row.get(3)?,
                unit: row.get(4)?,
                title: row.get(5)?,
                status: code_at(row, 6)?,
                seen_on: maybe_code_at(row, 7)?,
                seen_basis: maybe_code_at(row, 8)?,
            })
        })?,
        referred: all(c, sql!("divisions/referred"), |row| {
            Ok((row.get(0)?, row.get::<_, Option<String>>(1)?.unwrap_or_default()))
        })?,
        meetings: all(c, sql!("evidence/meetings"), |row| {
            Ok(MeetingRow {
                id: row.get(0)?,
                key: row.get(1)?,
                document: row.get(2)?,
                name: row.get(3)?,
                kind: code_at(row, 4)?,
                held_on: maybe_code_at(row, 5)?,
                held_until: maybe_code_at(row, 6)?,
                held_basis: maybe_code_at(row, 7)?,
                daypart: row.get(8)?,
                place: row.get(9)?,
                place_code: row.get(10)?,
            })
        })?,
    })
}

fn all<T>(c: &Connection, statement: &str, read: impl FnMut(&Row<'_>) -> Sql<T>) -> Sql<Vec<T>> {
    c.prepare_cached(statement)?.query_map([], read)?.collect()
}

/// Writes the entities. Their row ids follow the order of their keys, from 1.
fn write(c: &Connection, entities: &Entities) -> Sql<()> {
    entities.divisions.iter().try_for_each(|d| division(c, d))?;
    let codes: BTreeSet<&str> = entities.divisions.iter().map(|d| d.code.as_str()).collect();
    // A code that is none (five digits, letters) stays evidence only.
    let known = |code: &Option<String>| code.clone().filter(|code| codes.contains(code.as_str()));
    for (id, u) in (1i64..).zip(&entities.units) {
        c.prepare_cached(sql!("units/insert"))?.execute(named_params! {
            ":id": id, ":key": u.key, ":name": u.name, ":kind": Code(u.kind), ":organ": Code(u.organ),
            ":level": u.level.map(|l| l.code()), ":division_code": known(&u.division), ":parent_id": u.parent.map(row_id),
        })?;
        link(c, sql!("unit_reports/link"), id, &u.members)?;
        keys(c, sql!("keys/unit"), id, &u.keys)?;
    }
    for (id, o) in (1i64..).zip(&entities.officials) {
        c.prepare_cached(sql!("officials/insert"))?.execute(named_params! {
            ":id": id, ":key": o.key, ":name": o.name, ":pinyin": o.pinyin, ":capacity": Code(o.capacity),
            ":surname_only": o.surname_only, ":division_code": known(&o.division),
        })?;
        link(c, sql!("official_reports/link"), id, &o.members)?;
        keys(c, sql!("keys/official"), id, &o.keys)?;
    }
    for (id, p) in (1i64..).zip(&entities.posts) {
        c.prepare_cached(sql!("posts/insert"))?.execute(named_params! {
            ":id": id, ":unit_id": row_id(p.unit), ":title": p.title, ":office": p.office.code(),
        })?;
        link(c, sql!("post_reports/link"), id, &p.members)?;
    }
    entities.tenures.iter().try_for_each(|t| tenure(c, t))?;
    for (id, m) in (1i64..).zip(&entities.meetings) {
        meeting(c, id, m, known(&m.division))?;
        link(c, sql!("meeting_reports/link"), id, &m.members)?;
        keys(c, sql!("keys/meeting"), id, &m.keys)?;
    }
    for p in &entities.proposals {
        let values = named_params! { ":kind": p.kind, ":key_a": p.key_a, ":key_b": p.key_b, ":reason": p.reason };
        c.prepare_cached(sql!("proposals/insert"))?.execute(values)?;
    }
    Ok(())
}

fn division(c: &Connection, d: &Division) -> Sql<()> {
    let values = named_params! { ":code": d.code, ":level": d.level, ":parent_code": d.parent };
    c.prepare_cached(sql!("divisions/insert"))?.execute(values)?;
    let year = |y: Option<i16>| y.map(|y| format!("{y:04}"));
    for n in &d.names {
        c.prepare_cached(sql!("division_names/insert"))?.execute(named_params! {
            ":code": d.code, ":name": n.name, ":full_name": n.full_name,
            ":valid_from": year(n.valid_from), ":valid_to": year(n.valid_to),
        })?;
    }
    Ok(())
}

/// Row id of the entity at `place` in its list.
fn row_id(place: usize) -> i64 {
    i64::try_from(place).map_or(i64::MAX, |n| n + 1)
}

fn link(c: &Connection, statement: &str, entity: i64, members: &[i64]) -> Sql<()> {
    let mut update = c.prepare_cached(statement)?;
    members.iter().try_for_each(|id| update.execute(named_params! { ":id": id, ":entity": entity }).map(|_| ()))
}

fn keys(c: &Connection, statement: &str, entity: i64, keys: &[String]) -> Sql<()> {
    let mut insert = c.prepare_cached(statement)?;
    keys.iter().try_for_each(|key| insert.execute(named_params! { ":key": key, ":id": entity }).map(|_| ()))
}

fn tenure(c: &Connection, t: &Tenure) -> Sql<()> {
    let (first, last) = (DateColumns::new(t.first.map(|s| s.on)), DateColumns::new(t.last.map(|s| s.on)));
    c.prepare_cached(sql!("tenures/insert"))?.execute(named_params! {
        ":official_id": row_id(t.official), ":post_id": row_id(t.post), ":documents": row_id(t.documents) - 1,
        ":first_seen": first.on, ":first_from": first.from, ":first_to": first.to, ":first_precision": first.precision,
        ":first_md": first.md, ":first_basis": t.first.map(|s| Code(s.basis)),
        ":last_seen": last.on, ":last_from": last.from, ":last_to": last.to, ":last_precision": last.precision,
        ":last_md": last.md, ":last_basis": t.last.map(|s| Code(s.basis)),
    })?;
    Ok(())
}

fn meeting(c: &Connection, id: i64, m: &Meeting, division: Option<String>) -> Sql<()> {
    let held = DateColumns::span(m.held_on, m.held_until);
    c.prepare_cached(sql!("meetings/insert"))?.execute(named_params! {
        ":id": id, ":key": m.key, ":name": m.name, ":kind": Code(m.kind),
        ":held_on": held.on, ":held_until": m.held_until.map(|d| d.to_string()), ":held_from": held.from, ":held_to": held.to,
        ":held_precision": held.precision, ":held_md": held.md, ":held_basis": m.held_basis.map(Code),
        ":daypart": m.daypart, ":place": m.place, ":division_code": division,
    })?;
    for claim in &m.claims {
        c.prepare_cached(sql!("meeting_claims/insert"))?.execute(named_params! {
            ":meeting_id": id, ":meeting_report_id": claim.report, ":field": claim.field, ":value": claim.value,
            ":chosen": claim.chosen,
        })?;
    }
    Ok(())
}
