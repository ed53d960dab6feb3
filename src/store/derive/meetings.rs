//! Events with what their reports claim.

use super::{
    Sql, ids,
    ids::{Existing, Table, Wanted},
    is_code, link,
};
use crate::{
    resolve::{Events, Ground, Key, Meeting, MeetingRow, Regrouping, Word},
    store::columns::{Code, DateColumns, code_at, maybe_code_at},
};
use rusqlite::{Connection, named_params};
use std::collections::HashMap;

const TABLE: Table = Table {
    existing: sql!("../meetings/existing"),
    vacate: sql!("../meetings/vacate"),
    delete: sql!("../meetings/delete"),
};

/// Derives the events.
pub fn derive(c: &Connection, ground: &mut Ground, corrections: &Regrouping<Word>) -> Sql<()> {
    let rows = read(c, ground)?;
    let settled = |_: &MeetingRow| false;
    let contested = Events { ground, rows: &rows, settled: &settled }.contested();
    let company = company(c, ground, &contested)?;
    let meetings = Events { ground, rows: &rows, settled: &settled }.resolve(&company, corrections);
    let wanted: Vec<Wanted> = meetings
        .iter()
        .map(|m| {
            let key = ground.documents.text(m.key, 'm');
            Wanted { same: key.clone(), key, before: ids::before(m.members.iter().map(|&i| rows[i as usize].linked)) }
        })
        .collect();
    let ids = Existing::read(c, &TABLE)?.assign(c, &TABLE, &wanted)?;
    c.execute_batch(sql!("../meeting_claims/clear"))?;
    let mut now: Vec<Option<i64>> = vec![None; rows.len()];
    for ((m, w), id) in meetings.iter().zip(&wanted).zip(&ids) {
        put(c, ground, *id, &w.key, m)?;
        m.members.iter().for_each(|&i| now[i as usize] = Some(*id));
    }
    link(c, sql!("../meeting_reports/link"), rows.iter().zip(&now).map(|(row, now)| (row.id, row.linked, *now)))
}

fn read(c: &Connection, ground: &mut Ground) -> Sql<Vec<MeetingRow>> {
    let Ground { words, documents } = ground;
    let mut statement = c.prepare_cached(sql!("../evidence/meetings"))?;
    let mut found = statement.query([])?;
    let mut rows = vec![];
    while let Some(row) = found.next()? {
        let Some(document) = documents.rank(row.get(1)?) else { continue };
        let mut word = |column| -> Sql<_> { Ok(row.get_ref(column)?.as_str_or_null()?.map(|text| words.keep(text))) };
        let (Some(name), daypart, place, place_code) = (word(3)?, word(8)?, word(9)?, word(10)?) else { continue };
        rows.push(MeetingRow {
            id: row.get(0)?,
            key: Key { document, n: row.get(2)? },
            name,
            kind: code_at(row, 4)?,
            held_on: maybe_code_at(row, 5)?,
            held_until: maybe_code_at(row, 6)?,
            held_basis: maybe_code_at(row, 7)?,
            daypart,
            place,
            place_code,
            linked: row.get(11)?,
        });
    }
    Ok(rows)
}

/// Who was at each of `reports`.
fn company(c: &Connection, ground: &mut Ground, reports: &[i64]) -> Sql<HashMap<i64, Vec<Word>>> {
    let mut statement = c.prepare_cached(sql!("../evidence/company_of_meeting"))?;
    let mut company: HashMap<i64, Vec<Word>> = HashMap::new();
    for &id in reports {
        let mut rows = statement.query(named_params! { ":id": id })?;
        let names = company.entry(id).or_default();
        while let Some(row) = rows.next()? {
            let name = ground.words.keep(row.get_ref(0)?.as_str()?);
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    Ok(company)
}

fn put(c: &Connection, ground: &Ground, id: i64, key: &str, m: &Meeting) -> Sql<()> {
    let held = DateColumns::span(m.held_on, m.held_until);
    let words = &ground.words;
    c.prepare_cached(sql!("../meetings/put"))?.execute(named_params! {
        ":id": id, ":key": key, ":name": words.text(m.name), ":kind": Code(m.kind),
        ":held_on": held.on, ":held_until": m.held_until.map(|d| d.to_string()), ":held_from": held.from, ":held_to": held.to,
        ":held_precision": held.precision, ":held_md": held.md, ":held_basis": m.held_basis.map(Code),
        ":daypart": words.maybe(m.daypart), ":place": words.maybe(m.place),
        ":division_code": words.maybe(m.division).filter(|code| is_code(code)),
    })?;
    for claim in &m.claims {
        c.prepare_cached(sql!("../meeting_claims/insert"))?.execute(named_params! {
            ":meeting_id": id, ":meeting_report_id": claim.report, ":field": claim.field, ":value": claim.value,
            ":chosen": claim.chosen,
        })?;
    }
    Ok(())
}
