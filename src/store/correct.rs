//! The user's corrections: what is wrong, set or suppressed changes the evidence rows of its document; what is merged,
//! split or renamed goes to `resolve`.
//!
//! A corrected document keeps its reading in table `readings`. Every run begins from the readings, so that corrections
//! change nothing for good, and their order does not matter.

use super::{
    facts,
    fence::fence,
    original::Packed,
    prints::PackedPrint,
    read,
    write::{self, Placement},
};
use crate::{
    Error, Result,
    corrections::{Action, Correction, Corrections, Ref},
    glob,
    record::{Basis, Evidence, Record, Rule, SpeakerKind},
    resolve::{self, Ground, Key, Word},
};
use rusqlite::{Connection, OptionalExtension, named_params};
use std::collections::{BTreeMap, BTreeSet};

type Sql<T> = rusqlite::Result<T>;

/// What was done.
#[derive(Debug, Default)]
pub struct Applied {
    /// Each line in words, with the number of rows of evidence that it concerns.
    pub lines: Vec<String>,
    /// Splits, merges and names.
    pub entities: Vec<Action>,
}

/// What `resolve` has to know, with the refs as keys of the evidence at hand.
pub fn of_entities(entities: &[Action], ground: &mut Ground) -> resolve::Corrections<Word> {
    let mut corrections = resolve::Corrections::default();
    for action in entities {
        let (Action::Merge(r, _) | Action::Split(_, r) | Action::Rename(r, _)) = action else { continue };
        let kind = match r.letter() {
            Some('o') => &mut corrections.officials,
            Some('u') => &mut corrections.units,
            _ => &mut corrections.meetings,
        };
        let Ground { words, documents } = &mut *ground;
        let key = |r: &Ref| Some(Key { document: documents.rank_of(&r.document)?, n: r.fact?.1 });
        match action {
            Action::Merge(a, b) => kind.merges.extend(key(a).zip(key(b))),
            Action::Split(refs, _) => kind.splits.push(refs.iter().filter_map(key).collect()),
            Action::Rename(r, name) => kind.names.extend(key(r).map(|k| (k, words.keep(name)))),
            _ => {}
        }
    }
    corrections
}

/// What is to be done in one document.
#[derive(Default)]
struct Work {
    /// Facts that are none.
    wrong: BTreeSet<(char, u32)>,
    /// Dates of events, by number, and of the document (0).
    dates: BTreeMap<u32, Action>,
    /// Names that must not appear.
    names: BTreeSet<String>,
}

/// Puts corrected documents back as they were read.
pub fn restore(c: &Connection) -> Sql<bool> {
    let ids: Vec<i64> = c.prepare_cached(sql!("readings/all"))?.query_map([], |row| row.get(0))?.collect::<Sql<_>>()?;
    for &id in &ids {
        let record = read::reading(c, id)?;
        rewrite(c, id, &record)?;
    }
    Ok(!ids.is_empty())
}

fn rewrite(c: &Connection, id: i64, record: &Record) -> Sql<()> {
    let (reference, read_by, read_in): (String, String, i64) = c
        .prepare_cached(sql!("correct/reader"))?
        .query_row(named_params! { ":id": id }, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let place = Placement {
        print: &PackedPrint::of(record),
        reference: &reference,
        original: None,
        run: read_in,
        read_by: &read_by,
        live: true,
        filling: None,
    };
    write::replace(c, id, record, &place)
}

/// Applies `corrections` to the evidence and notes what was applied.
///
/// # Errors
/// [`Error::Line`] for a line that fits nothing (any more).
pub fn apply(c: &Connection, corrections: &Corrections) -> Result<Applied> {
    let wrong_sql = |e| Error::sql("applying the corrections", e);
    c.execute_batch(sql!("correct/clear")).map_err(wrong_sql)?;
    let mut works: BTreeMap<i64, Work> = BTreeMap::new();
    let mut applied = Applied::default();
    for line in &corrections.lines {
        let rows = plan(c, corrections, line, &mut works)?;
        let (target, value) = line.action.words();
        if !matches!(line.action, Action::Suppress(_)) {
            c.prepare_cached(sql!("correct/insert"))
                .and_then(|mut s| {
                    s.execute(named_params! {
                        ":line": i64::try_from(line.line).unwrap_or(i64::MAX), ":action": line.action.code(),
                        ":target": target, ":value": value, ":rows_changed": i64::try_from(rows).unwrap_or(i64::MAX),
                    })
                })
                .map_err(wrong_sql)?;
        }
        let value = value.map(|v| format!(" {v}")).unwrap_or_default();
        let file = corrections.file.display();
        let words = format!("{file}:{}: {} {target}{value}: {rows} rows", line.line, line.action.code());
        applied.lines.push(words);
        if matches!(line.action, Action::Merge(..) | Action::Split(..) | Action::Rename(..)) {
            applied.entities.push(line.action.clone());
        }
    }
    for (id, work) in works {
        carry_out(c, id, &work).map_err(wrong_sql)?;
    }
    Ok(applied)
}

/// What a line means for the documents that it concerns; gives the number of rows that it names.
fn plan(
    c: &Connection,
    corrections: &Corrections,
    line: &Correction,
    works: &mut BTreeMap<i64, Work>,
) -> Result<usize> {
    let sql = |e| Error::sql("looking for what the corrections speak of", e);
    let fail = |problem: String| corrections.wrong(line.line, problem);
    let absent = |r: &Ref| fail(format!("{r} is not in the archive (any more)"));
    let document = |r: &Ref| {
        let found = c
            .prepare_cached(sql!("correct/document"))
            .and_then(|mut s| s.query_row(named_params! { ":ref": r.document }, |row| row.get::<_, i64>(0)).optional());
        found.map_err(sql)?.ok_or_else(|| absent(r))
    };
    // What the fact says now; a mention has no words of its own here.
    let text = |r: &Ref, id: i64| -> Result<Option<String>> {
        let record = read::read(c, id).map_err(sql)?;
        match r.fact {
            None => Ok(record.document.title),
            Some(('x', n)) => c
                .prepare_cached(sql!("correct/mention_text"))
                .and_then(|mut s| {
                    s.query_row(named_params! { ":document_id": id, ":n": n }, |row| row.get(0)).optional()
                })
                .map_err(sql),
            Some(_) => Ok(facts::facts(&record, &r.document).remove(&r.to_string()).map(|f| f.text)),
        }
    };
    let check = |r: &Ref| -> Result<i64> {
        let id = document(r)?;
        let said = text(r, id)?;
        let Some(said) = said.or(r.fact.is_none().then(String::new)) else { return Err(absent(r)) };
        match &line.was {
            Some(was) if !said.contains(was.as_str()) => {
                Err(fail(format!("{r} says “{said}”, not “{was}” (any more)")))
            }
            _ => Ok(id),
        }
    };
    match &line.action {
        Action::Wrong(r) => {
            let id = check(r)?;
            works.entry(id).or_default().wrong.extend(r.fact);
            Ok(1)
        }
        Action::WrongByRule(rule, pattern) => {
            let mut rows = 0;
            let mut found = c.prepare_cached(sql!("correct/by_rule")).map_err(sql)?;
            let all = found
                .query_map(named_params! { ":rule": rule }, |row| {
                    Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
                })
                .map_err(sql)?;
            for row in all {
                let (id, path, reference) = row.map_err(sql)?;
                if glob::fits(pattern, &path) {
                    rows += 1;
                    works.entry(id).or_default().wrong.extend(Ref::parse(&reference).and_then(|r| r.fact));
                }
            }
            if rows == 0 {
                return Err(fail(format!("rule {rule} read nothing (any more) in documents like {pattern}")));
            }
            Ok(rows)
        }
        Action::Set(r, ..) => {
            let id = check(r)?;
            works.entry(id).or_default().dates.insert(r.fact.map_or(0, |(_, n)| n), line.action.clone());
            Ok(1)
        }
        Action::Suppress(name) => {
            let named: Vec<i64> = c
                .prepare_cached(sql!("correct/named"))
                .and_then(|mut s| s.query_map(named_params! { ":name": name }, |row| row.get(0))?.collect())
                .map_err(sql)?;
            if named.is_empty() {
                return Err(fail(format!("nobody is called {name} (any more)")));
            }
            let forget = c.prepare_cached(sql!("correct/forget_changes"));
            forget.and_then(|mut s| s.execute(named_params! { ":name": name })).map_err(sql)?;
            for id in &named {
                works.entry(*id).or_default().names.insert(name.clone());
            }
            Ok(named.len())
        }
        Action::Merge(a, b) => {
            document(b).and_then(|id| text(b, id)?.ok_or_else(|| absent(b)))?;
            check(a).map(|_| 2)
        }
        Action::Split(refs, from) => {
            document(from).and_then(|id| text(from, id)?.ok_or_else(|| absent(from)))?;
            refs.iter().try_for_each(|r| check(r).map(|_| ()))?;
            Ok(refs.len())
        }
        Action::Rename(r, _) => check(r).map(|_| 1),
    }
}

fn carry_out(c: &Connection, id: i64, work: &Work) -> Sql<()> {
    let reading = read::read(c, id)?;
    let mut record = reading.clone();
    let mut wrong = work.wrong.clone();
    for o in &reading.officials {
        if work.names.contains(&o.name) {
            wrong.insert(('o', o.n));
        }
    }
    let bylines = reading.document.reporters.iter().chain(&reading.document.editors);
    for (n, byline) in (1..).zip(bylines) {
        if work.names.contains(&byline.name) {
            wrong.insert(('c', n));
        }
    }
    work.dates.iter().for_each(|(n, action)| set(&mut record, *n, action));
    unspeak(&mut record, &wrong, &work.names);
    let fields: Vec<&str> = wrong.iter().filter(|(l, _)| *l == 'f').filter_map(|(_, n)| field(*n)).collect();
    fields.into_iter().for_each(|name| clear(&mut record, name));
    if record != reading {
        rewrite(c, id, &record)?;
    }
    let json = serde_json::to_vec(&reading).map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))?;
    let packed = Packed::new(&json);
    c.prepare_cached(sql!("readings/insert"))?.execute(named_params! {
        ":document_id": id, ":sz": i64::try_from(packed.size).unwrap_or(i64::MAX), ":record": packed.data,
    })?;
    // Facts of people, units and events before these themselves.
    for letter in "capbqsxnoum".chars() {
        for (_, n) in wrong.iter().filter(|(l, _)| *l == letter) {
            withdraw(c, id, letter, *n)?;
        }
    }
    Ok(())
}

fn field(n: u32) -> Option<&'static str> {
    super::valid::FIELDS.get(n.checked_sub(1)? as usize).copied()
}

fn clear(record: &mut Record, field: &str) {
    let d = &mut record.document;
    match field {
        "title" => d.title = None,
        "publisher" => d.publisher = None,
        "url" => d.url = None,
        "published_on" => d.published_on = None,
        "retrieved_on" => d.retrieved_on = None,
        _ => d.place_code = None,
    }
    d.evidence.remove(field);
}

fn set(record: &mut Record, n: u32, action: &Action) {
    let Action::Set(_, from, until) = action else { return };
    let rule = Rule::Borrowed("correction");
    if n == 0 {
        record.document.published_on = Some(*from);
        let evidence = Evidence { span: None, rule, basis: Basis::Supplied };
        record.document.evidence.insert("published_on".into(), evidence);
        return;
    }
    for m in record.meetings.iter_mut().filter(|m| m.n == n) {
        m.held_on = Some(*from);
        m.held_until = *until;
        m.held_basis = Some(Basis::Supplied);
        m.held_rule = Some(rule.clone());
        m.held_span = None;
    }
}

/// Takes people who are none, or must not be named, out of what was said.
fn unspeak(record: &mut Record, wrong: &BTreeSet<(char, u32)>, names: &BTreeSet<String>) {
    let gone: BTreeSet<u32> = wrong.iter().filter(|(l, _)| *l == 'o').map(|(_, n)| *n).collect();
    let called: Vec<String> = record.officials.iter().filter(|o| gone.contains(&o.n)).map(|o| o.name.clone()).collect();
    let of = |text: &Option<String>| {
        text.as_ref().is_some_and(|t| called.iter().chain(names).any(|name| t.contains(name.as_str())))
    };
    for q in &mut record.quotes {
        let spoke = q.officials.iter().any(|n| gone.contains(n)) || of(&q.speaker);
        q.officials.retain(|n| !gone.contains(n));
        if of(&q.speaker_label) {
            q.speaker_label = None;
            q.label_span = None;
        }
        if spoke && q.officials.is_empty() {
            q.speaker = None;
            q.speaker_kind = SpeakerKind::Unknown;
        } else if spoke {
            let left = q.officials.iter().filter_map(|n| record.officials.iter().find(|o| o.n == *n));
            q.speaker = left.map(|o| o.name.clone()).next();
        }
    }
}

fn withdraw(c: &Connection, id: i64, letter: char, n: u32) -> Sql<()> {
    let values = named_params! { ":document_id": id, ":n": n };
    if letter == 'q' {
        unindex_quote(c, id, n)?;
    }
    for statement in dependents(letter) {
        c.prepare_cached(statement)?.execute(values)?;
    }
    let statement = match letter {
        'c' => sql!("correct/credit"),
        'o' => sql!("correct/official"),
        'u' => sql!("correct/unit"),
        'm' => sql!("correct/meeting"),
        'p' => sql!("correct/post"),
        'a' => sql!("correct/attendance"),
        'b' => sql!("correct/presence"),
        's' => sql!("correct/slogan"),
        'x' => sql!("correct/mention"),
        'n' => sql!("correct/note"),
        _ => sql!("correct/quote"),
    };
    c.prepare_cached(statement)?.execute(values)?;
    Ok(())
}

/// Takes along what refers to the fact: a fresh archive is written without foreign keys, hence nothing goes by itself.
fn dependents(letter: char) -> &'static [&'static str] {
    match letter {
        'o' => &[
            sql!("correct/of_official/posts"),
            sql!("correct/of_official/attendances"),
            sql!("correct/of_official/mentions"),
            sql!("correct/of_official/speakers"),
            sql!("correct/of_official/quotes"),
        ],
        'u' => &[
            sql!("correct/of_unit/posts"),
            sql!("correct/of_unit/presences"),
            sql!("correct/of_unit/mentions"),
            sql!("correct/of_unit/quotes"),
        ],
        'm' => &[
            sql!("correct/of_meeting/attendances"),
            sql!("correct/of_meeting/presences"),
            sql!("correct/of_meeting/quotes"),
        ],
        'q' => &[sql!("correct/of_quote/spans"), sql!("correct/of_quote/speakers")],
        _ => &[],
    }
}

fn unindex_quote(c: &Connection, document: i64, n: u32) -> Sql<()> {
    let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?));
    let mut found = c.prepare_cached(sql!("correct/quote_text"))?;
    if let Some((id, text)) = found.query_row(named_params! { ":document_id": document, ":n": n }, read).optional()? {
        c.prepare_cached(sql!("quotes_fts/delete"))?.execute(named_params! { ":id": id, ":text": fence(&text) })?;
    }
    Ok(())
}
