//! Events with what their reports claim.

use super::{
    Sql,
    bulk::Bulk,
    ids,
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
use rustc_hash::FxHashMap;
use std::rc::Rc;

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
    let mut table = Rows::new(c)?;
    for ((m, w), id) in meetings.iter().zip(&wanted).zip(&ids) {
        table.put(ground, *id, &w.key, m)?;
        m.members.iter().for_each(|&i| now[i as usize] = Some(*id));
    }
    link(c, sql!("../meeting_reports/link"), rows.iter().zip(&now).map(|(row, now)| (row.id, row.linked, *now)))
}

/// Who was at each of `reports`.
fn company(c: &Connection, ground: &mut Ground, reports: &[i64]) -> Sql<FxHashMap<i64, Vec<Word>>> {
    let mut statement = c.prepare_cached(sql!("../evidence/company_of_meeting"))?;
    let mut company: FxHashMap<i64, Vec<Word>> = FxHashMap::default();
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

/// The statements that write events and what is claimed of them.
struct Rows<'c> {
    events: Bulk<'c, 14>,
    claims: Bulk<'c, 5>,
}

impl<'c> Rows<'c> {
    fn new(c: &'c Connection) -> Sql<Self> {
        let event = [
            ":id",
            ":key",
            ":name",
            ":kind",
            ":held_on",
            ":held_until",
            ":held_from",
            ":held_to",
            ":held_precision",
            ":held_md",
            ":held_basis",
            ":daypart",
            ":place",
            ":division_code",
        ];
        let claim = [":meeting_id", ":meeting_report_id", ":field", ":value", ":chosen"];
        Ok(Self {
            events: Bulk::new(c, sql!("../meetings/put"), event)?,
            claims: Bulk::new(c, sql!("../meeting_claims/insert"), claim)?,
        })
    }

    fn put(&mut self, ground: &Ground, id: i64, key: &str, m: &Meeting) -> Sql<()> {
        let held = DateColumns::span(m.held_on, m.held_until);
        let words = &ground.words;
        self.events.put([
            &id,
            &key,
            &words.text(m.name),
            &Code(m.kind),
            &held.on,
            &m.held_until.map(|d| d.to_string()),
            &held.from,
            &held.to,
            &held.precision,
            &held.md,
            &m.held_basis.map(Code),
            &words.maybe(m.daypart),
            &words.maybe(m.place),
            &words.maybe(m.division).filter(|code| is_code(code)),
        ])?;
        for claim in &m.claims {
            self.claims.put([&id, &claim.report, &claim.field, &claim.value, &claim.chosen])?;
        }
        Ok(())
    }
}
