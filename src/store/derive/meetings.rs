//! Events with what their reports claim.

use super::{
    Sql, ids,
    ids::{Existing, Table, Wanted},
    is_code, link,
    question::Question,
    touched::Touched,
};
use crate::{
    resolve::{Events, Ground, Meeting, MeetingRow, Regrouping, Word},
    store::columns::{Code, DateColumns},
};
use rusqlite::{Connection, named_params};
use std::{collections::HashMap, rc::Rc};

const TABLE: Table = Table {
    existing: sql!("../meetings/existing"),
    existing_one: sql!("../meetings/existing_one"),
    next: sql!("../meetings/next"),
    vacate: sql!("../meetings/vacate"),
    delete: sql!("../meetings/delete"),
};

/// Derives the events: all, or those that what changed may concern.
pub fn derive(
    c: &Connection,
    ground: &mut Ground,
    corrections: &Regrouping<Word>,
    touched: Option<&Touched>,
) -> Sql<()> {
    let question = match touched {
        None => Question::all(c, ground)?,
        Some(touched) => Question::of(c, ground, touched)?,
    };
    let rows: Vec<MeetingRow> = question.rows.into_values().collect();
    let settled = |row: &MeetingRow| question.settled.contains(&row.id);
    let contested = Events { ground, rows: &rows, settled: &settled }.contested();
    let company = company(c, ground, &contested)?;
    let meetings = Events { ground, rows: &rows, settled: &settled }.resolve(&company, corrections);
    let wanted: Vec<Wanted> = meetings
        .iter()
        .map(|m| {
            let key: Rc<str> = ground.documents.text(m.key, 'm').into();
            Wanted {
                same: Rc::clone(&key),
                key,
                before: ids::before(m.members.iter().map(|&i| rows[i as usize].linked)),
            }
        })
        .collect();
    let mut existing = match touched {
        None => Existing::read(c, &TABLE)?,
        Some(_) => Existing::read_some(c, &TABLE, question.meetings)?,
    };
    let ids = existing.assign(c, &TABLE, &wanted)?;
    match touched {
        None => c.execute_batch(sql!("../meeting_claims/clear"))?,
        Some(_) => existing.keys().try_for_each(|(id, _)| {
            c.prepare_cached(sql!("../meeting_claims/clear_meeting"))?.execute(named_params! { ":id": id }).map(|_| ())
        })?,
    }
    let mut now: Vec<Option<i64>> = vec![None; rows.len()];
    for ((m, w), id) in meetings.iter().zip(&wanted).zip(&ids) {
        put(c, ground, *id, &w.key, m)?;
        m.members.iter().for_each(|&i| now[i as usize] = Some(*id));
    }
    link(c, sql!("../meeting_reports/link"), rows.iter().zip(&now).map(|(row, now)| (row.id, row.linked, *now)))
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
