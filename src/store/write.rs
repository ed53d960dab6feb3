//! One record to its evidence rows.

use super::{
    columns::{Code, DateColumns},
    fence::fence,
    guesses::Guesses,
    index::Index,
    prints,
    prints::PackedPrint,
    valid::FIELDS,
};
use crate::{
    civil_date::CivilDate,
    record::{Basis, Byline, Meeting, Official, Quote, Record, Span, Supplied, Unit},
    resolve,
};
use rusqlite::{CachedStatement, Connection, Error, Result, ToSql, named_params};
use std::{cell::RefCell, collections::BTreeMap};

/// Letters that tell the kinds of evidence apart in `ref`.
pub mod letter {
    pub const FIELD: char = 'f';
    pub const CREDIT: char = 'c';
    pub const OFFICIAL: char = 'o';
    pub const UNIT: char = 'u';
    pub const MEETING: char = 'm';
    pub const POST: char = 'p';
    pub const ATTENDANCE: char = 'a';
    pub const PRESENCE: char = 'b';
    pub const QUOTE: char = 'q';
    pub const SLOGAN: char = 's';
    pub const MENTION: char = 'x';
    pub const NOTE: char = 'n';
}

/// What a document's row holds beside the record.
pub struct Placement<'a> {
    /// That of the record.
    pub print: &'a PackedPrint,
    /// [`document_ref`], or its second form.
    pub reference: &'a str,
    /// Name in `sqlar`, if the original is kept.
    pub original: Option<&'a str>,
    /// Run that read it.
    pub run: i64,
    /// Version of the reader.
    pub read_by: &'a str,
    /// Whether it is the live version of its page, which alone is indexed.
    pub live: bool,
    /// While an archive is filled that was empty.
    pub filling: Option<&'a Filling>,
}

/// What helps to fill an archive that was empty.
#[derive(Default)]
pub struct Filling {
    /// What its evidence will belong to.
    pub guesses: RefCell<Guesses>,
    /// Its indexes, if nothing was done through the virtual tables yet.
    pub index: RefCell<Option<Index>>,
}

/// Inserts a document with all its evidence; gives its id.
pub fn insert(connection: &Connection, record: &Record, place: &Placement<'_>) -> Result<i64> {
    let own = named_params! {
        ":path": record.path,
        ":sha256": record.sha256,
        ":original": place.original,
        ":superseded_by_run": (!place.live).then_some(place.run),
    };
    document(connection, sql!("documents/insert"), record, place, own)?;
    let id = connection.last_insert_rowid();
    evidence(connection, id, record, place)?;
    Ok(id)
}

/// Replaces what an older reading of the same bytes gave.
pub fn replace(connection: &Connection, id: i64, record: &Record, place: &Placement<'_>) -> Result<()> {
    erase(connection, id)?;
    connection.prepare_cached(sql!("readings/delete"))?.execute(named_params! { ":document_id": id })?;
    document(connection, sql!("documents/update"), record, place, named_params! { ":id": id })?;
    evidence(connection, id, record, place)
}

/// Inserts the evidence of document `id`.
pub fn evidence(connection: &Connection, id: i64, record: &Record, place: &Placement<'_>) -> Result<()> {
    Evidence { connection, document: id, place, home: resolve::home(record), statements: RefCell::default() }
        .write(record)
}

/// Runs `statement` with what a document's row says of a reading, and values of its `own`.
fn document(
    connection: &Connection,
    statement: &str,
    record: &Record,
    place: &Placement<'_>,
    own: &[(&str, &dyn ToSql)],
) -> Result<()> {
    let published = DateColumns::new(record.document.published_on);
    let retrieved = DateColumns::new(record.document.retrieved_on);
    let common = named_params! {
        ":ref": place.reference,
        ":size": number(record.size),
        ":format": Code(record.format),
        ":encoding": Code(record.encoding),
        ":script": Code(record.script),
        ":kind": Code(record.kind),
        ":division_code": resolve::home(record),
        ":title": record.document.title,
        ":publisher": record.document.publisher,
        ":url": record.document.url,
        ":published_on": published.on,
        ":published_from": published.from,
        ":published_to": published.to,
        ":published_precision": published.precision,
        ":published_md": published.md,
        ":published_basis": basis(record, "published_on").map(Code),
        ":retrieved_on": retrieved.on,
        ":retrieved_from": retrieved.from,
        ":retrieved_to": retrieved.to,
        ":retrieved_precision": retrieved.precision,
        ":retrieved_md": retrieved.md,
        ":retrieved_basis": basis(record, "retrieved_on").map(Code),
        ":supplied": supplied_text(&record.supplied),
        ":container": record.container.as_ref().map(|c| &c.name),
        ":container_sha256": record.container.as_ref().map(|c| &c.sha256),
        ":body": record.body,
        ":body_hans": record.body_hans,
        ":run": place.run,
        ":read_by": place.read_by,
    };
    connection.prepare_cached(statement)?.execute(&[common, own].concat()[..])?;
    Ok(())
}

/// Removes the evidence of a document and takes it out of the indexes; its own row stays.
pub fn erase(connection: &Connection, id: i64) -> Result<()> {
    unindex(connection, id)?;
    // What refers to others goes first. A fresh archive is written without foreign keys, hence nothing goes by itself.
    for statement in [
        sql!("document_prints/delete"),
        sql!("shared_passages/delete_document"),
        sql!("post_reports/delete"),
        sql!("attendances/delete"),
        sql!("unit_attendances/delete"),
        sql!("quote_spans/delete"),
        sql!("quote_speakers/delete"),
        sql!("meeting_claims/delete"),
        sql!("document_fields/delete"),
        sql!("credits/delete"),
        sql!("quotes/delete"),
        sql!("slogans/delete"),
        sql!("mentions/delete"),
        sql!("notes/delete"),
        sql!("official_reports/delete"),
        sql!("unit_reports/delete"),
        sql!("meeting_reports/delete"),
    ] {
        connection.prepare_cached(statement)?.execute(named_params! { ":document_id": id })?;
    }
    Ok(())
}

/// Takes the evidence of a document away from its entities.
pub fn unlink(connection: &Connection, id: i64) -> Result<()> {
    for statement in [
        sql!("official_reports/unlink"),
        sql!("unit_reports/unlink"),
        sql!("meeting_reports/unlink"),
        sql!("post_reports/unlink"),
    ] {
        connection.prepare_cached(statement)?.execute(named_params! { ":document_id": id })?;
    }
    Ok(())
}

/// Takes a document and its quotes out of the full-text indexes. An index on a view must be told what it held; a
/// document that is not live is not in them.
pub fn unindex(connection: &Connection, id: i64) -> Result<()> {
    let texts = |row: &rusqlite::Row<'_>| {
        Ok((row.get::<_, Option<String>>(0)?, row.get::<_, String>(1)?, row.get::<_, bool>(2)?))
    };
    let (title, body, live) =
        connection.prepare_cached(sql!("documents/texts"))?.query_row(named_params! { ":id": id }, texts)?;
    if !live {
        return Ok(());
    }
    let mut delete = connection.prepare_cached(sql!("documents_fts/delete"))?;
    delete.execute(named_params! { ":id": id, ":title": title.as_deref().map(fence), ":body": fence(&body) })?;
    let mut quotes = connection.prepare_cached(sql!("quotes/texts"))?;
    let mut delete = connection.prepare_cached(sql!("quotes_fts/delete"))?;
    let mut rows = quotes.query(named_params! { ":document_id": id })?;
    while let Some(row) = rows.next()? {
        delete.execute(named_params! { ":id": row.get::<_, i64>(0)?, ":text": fence(&row.get::<_, String>(1)?) })?;
    }
    Ok(())
}

/// How a date of the document is known; `None` without one.
fn basis(record: &Record, field: &str) -> Option<Basis> {
    let d = &record.document;
    let date = if field == "published_on" { d.published_on } else { d.retrieved_on };
    date.map(|_| d.evidence.get(field).map_or(Basis::Stated, |e| e.basis))
}

/// What was supplied as JSON; `None` if nothing was.
pub fn supplied_text(supplied: &Supplied) -> Option<String> {
    (!supplied.is_empty()).then(|| serde_json::to_string(supplied).ok()).flatten()
}

/// SQLite's integers are signed.
fn number(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Writes the evidence rows of one document.
struct Evidence<'a> {
    connection: &'a Connection,
    document: i64,
    place: &'a Placement<'a>,
    home: Option<&'a str>,
    /// Statements in use: to look for them and for the places of their values row by row takes longer than some rows do.
    statements: RefCell<Vec<Insert<'a>>>,
}

/// A statement that inserts rows.
struct Insert<'a> {
    text: &'static str,
    statement: CachedStatement<'a>,
    /// Where each value goes, in the order in which the first row gave them; all rows give them so.
    places: Vec<usize>,
}

impl<'a> Insert<'a> {
    fn new(connection: &'a Connection, text: &'static str, values: &[(&str, &dyn ToSql)]) -> Result<Self> {
        let statement = connection.prepare_cached(text)?;
        let place = |(name, _): &(&str, &dyn ToSql)| {
            statement.parameter_index(name)?.ok_or_else(|| Error::InvalidParameterName((*name).to_owned()))
        };
        let places = values.iter().map(place).collect::<Result<_>>()?;
        Ok(Self { text, statement, places })
    }

    fn put(&mut self, values: &[(&str, &dyn ToSql)]) -> Result<()> {
        for (place, (_, value)) in self.places.iter().zip(values) {
            self.statement.raw_bind_parameter(*place, *value)?;
        }
        self.statement.raw_execute().map(|_| ())
    }
}

/// Row ids by the numbers that a record uses.
#[derive(Default)]
struct Ids {
    meetings: BTreeMap<u32, i64>,
    units: BTreeMap<u32, i64>,
    /// Guessed entities of the units.
    bodies: BTreeMap<u32, i64>,
    officials: BTreeMap<u32, i64>,
}

/// Running numbers of kinds that a record does not number.
#[derive(Default)]
struct Counters {
    posts: u32,
    attendances: u32,
    presences: u32,
    mentions: u32,
}

fn next(counter: &mut u32) -> u32 {
    *counter += 1;
    *counter
}

/// Items with their numbers, from 1.
fn numbered<T>(items: impl IntoIterator<Item = T>) -> impl Iterator<Item = (u32, T)> {
    (1..).zip(items)
}

impl Evidence<'_> {
    fn write(&self, record: &Record) -> Result<()> {
        prints::write(self.connection, self.document, self.place.print)?;
        let mut ids = Ids::default();
        let mut counters = Counters::default();
        if self.place.live {
            self.index(record)?;
        }
        self.fields(record)?;
        for m in &record.meetings {
            ids.meetings.insert(m.n, self.meeting(m)?);
        }
        for u in &record.units {
            let body = self.guess(|g| g.unit(u, self.home));
            ids.bodies.extend(body.map(|id| (u.n, id)));
            ids.units.insert(u.n, self.unit(u, body, &ids, &mut counters)?);
        }
        let divisions = resolve::divisions_of_officials(record, self.home);
        for (o, division) in record.officials.iter().zip(divisions) {
            ids.officials.insert(o.n, self.official(record, o, division, &ids, &mut counters)?);
        }
        for (n, q) in numbered(&record.quotes) {
            self.quote(n, q, &ids)?;
        }
        self.rest(record, &mut counters)
    }

    /// Old versions of a page belong to nothing.
    fn guess<T>(&self, guess: impl FnOnce(&mut Guesses) -> T) -> Option<T> {
        let filling = self.place.filling.filter(|_| self.place.live)?;
        Some(guess(&mut filling.guesses.borrow_mut()))
    }

    fn reference(&self, letter: char, n: impl std::fmt::Display) -> String {
        format!("{}-{letter}{n}", self.place.reference)
    }

    fn insert(&self, statement: &'static str, values: &[(&str, &dyn ToSql)]) -> Result<i64> {
        let mut statements = self.statements.borrow_mut();
        let at = match statements.iter().position(|insert| std::ptr::eq(insert.text, statement)) {
            Some(at) => at,
            None => {
                statements.push(Insert::new(self.connection, statement, values)?);
                statements.len() - 1
            }
        };
        statements[at].put(values)?;
        Ok(self.connection.last_insert_rowid())
    }

    fn index(&self, record: &Record) -> Result<()> {
        let (title, body) = (record.document.title.as_deref(), record.body_hans.as_deref().unwrap_or(&record.body));
        if let Some(done) = self.in_fresh_index(|index| index.document(self.connection, self.document, title, body)) {
            return done;
        }
        let values = named_params! { ":id": self.document, ":title": title.map(fence), ":body": fence(body) };
        self.insert(sql!("documents_fts/insert"), values)?;
        Ok(())
    }

    /// `None` where FTS5 itself must take it in.
    fn in_fresh_index(&self, put: impl FnOnce(&mut Index) -> Result<()>) -> Option<Result<()>> {
        self.place.filling?.index.borrow_mut().as_mut().map(put)
    }

    fn fields(&self, record: &Record) -> Result<()> {
        let d = &record.document;
        for (field, evidence) in &d.evidence {
            let n = FIELDS.iter().position(|f| f == field).map_or(0, |i| i + 1);
            let value = match field.as_str() {
                "title" => d.title.clone(),
                "publisher" => d.publisher.clone(),
                "url" => d.url.clone(),
                "published_on" => d.published_on.map(|date| date.to_string()),
                "retrieved_on" => d.retrieved_on.map(|date| date.to_string()),
                "place_code" => d.place_code.clone(),
                _ => None,
            };
            self.insert(
                sql!("document_fields/insert"),
                named_params! {
                    ":document_id": self.document, ":ref": self.reference(letter::FIELD, n), ":field": field, ":value": value,
                    ":span_start": evidence.span.map(|s| s.start), ":span_end": evidence.span.map(|s| s.end),
                    ":rule": evidence.rule, ":basis": Code(evidence.basis),
                },
            )?;
        }
        let reporters = d.reporters.iter().map(|b| ("reporter", b));
        for (n, (role, byline)) in numbered(reporters.chain(d.editors.iter().map(|b| ("editor", b)))) {
            self.credit(n, role, byline)?;
        }
        Ok(())
    }

    fn credit(&self, n: u32, role: &str, byline: &Byline) -> Result<()> {
        self.insert(
            sql!("credits/insert"),
            named_params! {
                ":document_id": self.document, ":n": n, ":ref": self.reference(letter::CREDIT, n), ":role": role,
                ":name": byline.name, ":span_start": byline.span.start, ":span_end": byline.span.end,
                ":rule": byline.rule, ":basis": Code(byline.basis),
            },
        )?;
        Ok(())
    }

    fn meeting(&self, m: &Meeting) -> Result<i64> {
        let held = DateColumns::span(m.held_on, m.held_until);
        self.insert(
            sql!("meeting_reports/insert"),
            named_params! {
                ":document_id": self.document, ":n": m.n, ":ref": self.reference(letter::MEETING, m.n),
                ":name": m.name, ":kind": Code(m.kind),
                ":held_on": held.on, ":held_until": m.held_until.map(|d| d.to_string()),
                ":held_from": held.from, ":held_to": held.to, ":held_precision": held.precision, ":held_md": held.md,
                ":held_basis": m.held_basis.map(Code),
                ":held_span_start": m.held_span.map(|s| s.start), ":held_span_end": m.held_span.map(|s| s.end),
                ":held_rule": m.held_rule, ":daypart": m.daypart,
                ":place": m.place, ":place_code": m.place_code,
                ":place_span_start": m.place_span.map(|s| s.start), ":place_span_end": m.place_span.map(|s| s.end),
                ":place_basis": m.place_basis.map(Code), ":meeting_id": self.guess(|g| g.meeting(m)),
                ":span_start": m.span.start, ":span_end": m.span.end, ":rule": m.rule, ":basis": Code(m.basis),
            },
        )
    }

    fn unit(&self, u: &Unit, body: Option<i64>, ids: &Ids, counters: &mut Counters) -> Result<i64> {
        let id = self.insert(
            sql!("unit_reports/insert"),
            named_params! {
                ":document_id": self.document, ":n": u.n, ":ref": self.reference(letter::UNIT, u.n),
                ":name": u.name, ":kind": Code(u.kind), ":organ": Code(u.organ),
                ":place": u.place, ":place_code": u.place_code, ":unit_id": body,
                ":span_start": u.span.start, ":span_end": u.span.end, ":rule": u.rule, ":basis": Code(u.basis),
            },
        )?;
        for a in &u.presences {
            let n = next(&mut counters.presences);
            self.insert(
                sql!("unit_attendances/insert"),
                named_params! {
                    ":unit_report_id": id, ":n": n, ":ref": self.reference(letter::PRESENCE, n),
                    ":meeting_report_id": ids.meetings.get(&a.meeting), ":presence": Code(a.presence),
                    ":span_start": a.span.start, ":span_end": a.span.end, ":rule": a.rule, ":basis": Code(a.basis),
                },
            )?;
        }
        for alias in &u.aliases {
            self.mention(Mentioned::Unit(id), &alias.name, alias.span, &u.rule, Basis::Stated, counters)?;
        }
        Ok(id)
    }

    fn official(
        &self,
        record: &Record,
        o: &Official,
        division: Option<&str>,
        ids: &Ids,
        counters: &mut Counters,
    ) -> Result<i64> {
        let id = self.insert(
            sql!("official_reports/insert"),
            named_params! {
                ":document_id": self.document, ":n": o.n, ":ref": self.reference(letter::OFFICIAL, o.n),
                ":name": o.name, ":surname_only": o.surname_only, ":rank": o.rank, ":capacity": Code(o.capacity),
                ":division_code": division,
                ":official_id": self.guess(|g| g.official(o, division)).flatten(),
                ":span_start": o.span.start, ":span_end": o.span.end, ":rule": o.rule, ":basis": Code(o.basis),
            },
        )?;
        let (seen, seen_basis) = sighting(record, o);
        let seen = DateColumns::new(seen);
        for p in &o.posts {
            let n = next(&mut counters.posts);
            self.insert(
                sql!("post_reports/insert"),
                named_params! {
                    ":official_report_id": id, ":n": n, ":ref": self.reference(letter::POST, n),
                    ":unit_report_id": ids.units.get(&p.unit_n), ":unit": p.unit, ":title": p.title, ":status": Code(p.status),
                    ":seen_on": seen.on, ":seen_from": seen.from, ":seen_to": seen.to, ":seen_precision": seen.precision,
                    ":seen_md": seen.md, ":seen_basis": seen_basis.map(Code),
                    ":post_id": ids.bodies.get(&p.unit_n).and_then(|&unit| self.guess(|g| g.post(unit, &p.title))),
                    ":span_start": p.span.start, ":span_end": p.span.end, ":rule": p.rule, ":basis": Code(p.basis),
                },
            )?;
        }
        for a in &o.roles {
            let n = next(&mut counters.attendances);
            self.insert(
                sql!("attendances/insert"),
                named_params! {
                    ":official_report_id": id, ":n": n, ":ref": self.reference(letter::ATTENDANCE, n),
                    ":meeting_report_id": ids.meetings.get(&a.meeting), ":role": Code(a.role), ":list_order": a.list_order,
                    ":span_start": a.span.start, ":span_end": a.span.end, ":rule": a.rule, ":basis": Code(a.basis),
                },
            )?;
        }
        for alias in &o.aliases {
            self.mention(Mentioned::Official(id), &alias.name, alias.span, &o.rule, Basis::Stated, counters)?;
        }
        Ok(id)
    }

    fn quote(&self, n: u32, q: &Quote, ids: &Ids) -> Result<()> {
        let whole = extent(&q.spans);
        let id = self.insert(
            sql!("quotes/insert"),
            named_params! {
                ":document_id": self.document, ":n": n, ":ref": self.reference(letter::QUOTE, n),
                ":meeting_report_id": q.meeting.and_then(|m| ids.meetings.get(&m)),
                ":speaker_kind": Code(q.speaker_kind), ":speaker": q.speaker,
                ":official_report_id": q.officials.first().and_then(|o| ids.officials.get(o)),
                ":unit_report_id": q.unit.and_then(|u| ids.units.get(&u)),
                ":speaker_label": q.speaker_label,
                ":label_span_start": q.label_span.map(|s| s.start), ":label_span_end": q.label_span.map(|s| s.end),
                ":cue": q.cue, ":cue_span_start": q.cue_span.map(|s| s.start), ":cue_span_end": q.cue_span.map(|s| s.end),
                ":kind": Code(q.kind), ":text": q.text,
                ":span_start": whole.start, ":span_end": whole.end, ":rule": q.rule, ":basis": Code(q.basis),
            },
        )?;
        for (n, span) in numbered(&q.spans) {
            let values = named_params! { ":quote_id": id, ":n": n, ":span_start": span.start, ":span_end": span.end };
            self.insert(sql!("quote_spans/insert"), values)?;
        }
        for (n, official) in numbered(&q.officials) {
            let values = named_params! { ":quote_id": id, ":n": n, ":official_report_id": ids.officials.get(official) };
            self.insert(sql!("quote_speakers/insert"), values)?;
        }
        if !self.place.live {
            return Ok(());
        }
        if let Some(done) = self.in_fresh_index(|index| index.quote(self.connection, id, &q.text)) {
            return done;
        }
        let values = named_params! { ":id": id, ":text": fence(&q.text) };
        self.insert(sql!("quotes_fts/insert"), values)?;
        Ok(())
    }

    fn rest(&self, record: &Record, counters: &mut Counters) -> Result<()> {
        for (n, s) in numbered(&record.slogans) {
            self.insert(
                sql!("slogans/insert"),
                named_params! {
                    ":document_id": self.document, ":n": n, ":ref": self.reference(letter::SLOGAN, n), ":text": s.text,
                    ":span_start": s.span.start, ":span_end": s.span.end, ":rule": s.rule, ":basis": Code(s.basis),
                },
            )?;
        }
        for p in &record.places {
            self.mention(Mentioned::Division(&p.code), &p.text, p.span, &p.rule, p.basis, counters)?;
        }
        for (n, note) in numbered(&record.notes) {
            self.insert(
                sql!("notes/insert"),
                named_params! {
                    ":document_id": self.document, ":n": n, ":ref": self.reference(letter::NOTE, n),
                    ":code": note.code, ":message": note.message,
                    ":span_start": note.span.map(|s| s.start), ":span_end": note.span.map(|s| s.end),
                },
            )?;
        }
        Ok(())
    }

    fn mention(
        &self,
        of: Mentioned<'_>,
        text: &str,
        span: Span,
        rule: &str,
        basis: Basis,
        counters: &mut Counters,
    ) -> Result<()> {
        let n = next(&mut counters.mentions);
        let (official, unit, division) = match of {
            Mentioned::Official(id) => (Some(id), None, None),
            Mentioned::Unit(id) => (None, Some(id), None),
            Mentioned::Division(code) => (None, None, Some(code)),
        };
        self.insert(
            sql!("mentions/insert"),
            named_params! {
                ":document_id": self.document, ":n": n, ":ref": self.reference(letter::MENTION, n),
                ":official_report_id": official, ":unit_report_id": unit, ":division_code": division, ":text": text,
                ":span_start": span.start, ":span_end": span.end, ":rule": rule, ":basis": Code(basis),
            },
        )?;
        Ok(())
    }
}

enum Mentioned<'a> {
    Official(i64),
    Unit(i64),
    Division(&'a str),
}

/// From the first to the last piece.
fn extent(spans: &[Span]) -> Span {
    let start = spans.iter().map(|s| s.start).min().unwrap_or(0);
    Span { start, end: spans.iter().map(|s| s.end).max().unwrap_or(start) }
}

/// When a person was seen in the posts that the document gives: the date of the first dated event that the person
/// attended, else of the first dated event told, else of publication.
fn sighting(record: &Record, official: &Official) -> (Option<CivilDate>, Option<Basis>) {
    let dated = |m: &&Meeting| m.held_on.is_some();
    let attended = record.meetings.iter().filter(|m| official.roles.iter().any(|a| a.meeting == m.n)).find(dated);
    match attended.or_else(|| record.meetings.iter().find(dated)) {
        Some(m) => (m.held_on, Some(m.held_basis.unwrap_or(Basis::Stated))),
        None => (record.document.published_on, record.document.published_on.map(|_| Basis::Inferred)),
    }
}
