//! What an archive is worth (数据质量): how much there is, what was rejected, what is doubtful, how precise the dates
//! are, what is covered, by which versions it was read, and the hash of what it was made from.

use super::{
    Request,
    answers::{Answer, all_evidence, ask},
    chart::{self, Names},
    notes::{Evidence, Notes, Show},
    phrases::Phrases,
    sheet::{Block, Fact, Section, Sheet},
    statements::Statement,
};
use crate::{Error, Result};
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Rows of a table.
const ROWS: usize = 60;

/// Documents named as examples of a note.
const EXAMPLES: usize = 3;

pub(super) fn gather(archive: &Connection, request: &Request, notes: &mut Notes<'_>) -> Result<Sheet> {
    let phrases = Phrases::new(request.language);
    let quality = Quality { archive, phrases };
    let mut sheet = Sheet {
        title: phrases.say("quality.title"),
        method: phrases.say("quality.method"),
        facts: quality.counts(notes)?,
        ..Sheet::default()
    };
    for (key, blocks) in [
        ("documents", quality.documents(notes)?),
        ("coverage", quality.coverage(notes)?),
        ("dates", quality.dates(notes)?),
        ("doubts", quality.doubts(notes)?),
        ("unresolved", quality.unresolved(notes)?),
        ("conflicts", quality.conflicts(notes)?),
        ("rejects", quality.rejects(notes)?),
        ("runs", quality.runs(notes)?),
        ("hashes", quality.hashes(notes)?),
    ] {
        let mut section = quality.section(key);
        section.blocks = blocks;
        sheet.add(section);
    }
    Ok(sheet)
}

struct Quality<'a> {
    archive: &'a Connection,
    phrases: Phrases,
}

impl Quality<'_> {
    fn section(&self, key: &str) -> Section {
        let why = self.phrases.say(&format!("quality.{key}.why"));
        Section::new(key, self.phrases.say(&format!("quality.{key}")), if why == "-" { String::new() } else { why })
    }

    /// Rows of a statement whose columns are text and a number.
    fn figures(&self, sql: &str) -> Result<Vec<(String, i64)>> {
        self.archive
            .prepare(sql)
            .and_then(|mut s| s.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
            .map_err(|e| Error::sql("counting", e))
    }

    fn counts(&self, notes: &mut Notes<'_>) -> Result<Vec<Fact>> {
        let figures = self.figures(include_str!("quality/counts.sql"))?;
        let mut facts = vec![];
        for (what, n) in figures {
            let command = format!("huiyao sql ARCHIVE 'select count(*) from {what}'");
            let cited = if what == "documents" {
                notes
                    .count("huiyao sql ARCHIVE 'select count(*) from documents where superseded_by_run is null'", &[])?
            } else {
                notes.count(command, &[])?
            };
            let label = self.phrases.say(&format!("table.{what}"));
            facts.push(Fact { label, statement: Statement::new(n.to_string(), cited) });
        }
        Ok(facts)
    }

    /// Documents by sort, layout, encoding, script.
    fn documents(&self, notes: &mut Notes<'_>) -> Result<Vec<Block>> {
        let mut by: BTreeMap<&str, Vec<(String, i64)>> = BTreeMap::new();
        for (key, n) in self.figures(include_str!("quality/documents.sql"))? {
            if let Some((field, code)) = ["kind", "format", "encoding", "script"]
                .iter()
                .find_map(|field| Some((*field, key.strip_prefix(field)?.strip_prefix(':')?.to_owned())))
            {
                by.entry(field).or_default().push((code, n));
            }
        }
        let mut rows = vec![];
        for field in ["kind", "format", "encoding", "script"] {
            let column = if field == "kind" { "kind" } else { field };
            let command = format!(
                "huiyao sql ARCHIVE 'select {column}, count(*) from documents where superseded_by_run is null group by 1'"
            );
            let cited = notes.count(command, &[])?;
            for (n, (code, count)) in by.remove(field).unwrap_or_default().into_iter().enumerate() {
                let heading = if n == 0 { self.phrases.say(&format!("quality.by.{field}")) } else { String::new() };
                rows.push(vec![
                    Statement::new(heading, vec![]),
                    Statement::new(self.code(field, &code), vec![]),
                    Statement::new(count.to_string(), cited.clone()),
                ]);
            }
        }
        Ok(self.phrases.table(&["property", "value", "#documents"], rows).into_iter().collect())
    }

    /// The word of a code, or the code.
    fn code(&self, field: &str, code: &str) -> String {
        let key = format!("{field}.{code}");
        let word = self.phrases.say(&key);
        if word == key { code.to_owned() } else { word }
    }

    fn coverage(&self, notes: &mut Notes<'_>) -> Result<Vec<Block>> {
        let answer = ask(self.archive, "coverage", &[("limit", "0")])?;
        let mut years: BTreeMap<String, i64> = BTreeMap::new();
        for row in answer.rows() {
            *years.entry(row.text("year")).or_default() += row.number("documents");
        }
        let counted = notes.count(answer.command.clone(), &[])?;
        let known: Vec<(i64, i64)> = years.iter().filter_map(|(year, n)| Some((year.parse().ok()?, *n))).collect();
        let mut blocks = vec![];
        if let (Some((first, _)), Some((last, _))) = (known.first(), known.last())
            && last - first <= 60
        {
            let values: Vec<(String, i64)> = (*first..=*last)
                .map(|year| {
                    let n = known.iter().find(|(of, _)| *of == year).map_or(0, |(_, n)| *n);
                    (year.to_string(), n)
                })
                .collect();
            let names = Names {
                title: self.phrases.say("quality.coverage.chart"),
                of: self.phrases.say("column.year"),
                counts: self.phrases.say("column.documents"),
                notes: counted.clone(),
            };
            blocks.extend(chart::standing(names, &values).map(|chart| Block::Chart { chart }));
        }
        let mut rows = vec![];
        for row in answer.rows().take(ROWS) {
            let evidence = all_evidence(self.archive, [row.text("meeting_key").as_str()])?;
            let year = row.text("year");
            rows.push(vec![
                Statement::new(if year.is_empty() { self.phrases.say("value.unknown") } else { year }, vec![]),
                Statement::new(self.or_unknown(row.text("place")), notes.cite(&evidence, Show::Place)?),
                Statement::new(row.text("documents"), vec![]),
                Statement::new(row.text("meetings"), vec![]),
                Statement::new(row.text("officials"), vec![]),
                Statement::new(row.text("quotes"), vec![]),
            ]);
        }
        blocks.extend(self.phrases.table(&["year", "place", "#documents", "#events", "#officials", "#quotes"], rows));
        blocks.extend(self.cut(&answer, notes)?);
        Ok(blocks)
    }

    fn or_unknown(&self, text: String) -> String {
        if text.is_empty() { self.phrases.say("value.unknown") } else { text }
    }

    fn cut(&self, answer: &Answer, notes: &mut Notes<'_>) -> Result<Option<Block>> {
        let all = answer.rows().count();
        if all <= ROWS {
            return Ok(None);
        }
        let text = self.phrases.fill("table.cut", &[&ROWS.to_string(), &all.to_string()]);
        Ok(Some(Block::Text { statement: Statement::new(text, notes.count(answer.command.clone(), &[])?) }))
    }

    /// How precise the dates of the events are, and how they are known.
    fn dates(&self, notes: &mut Notes<'_>) -> Result<Vec<Block>> {
        let mut blocks = vec![];
        for (key, sql) in
            [("precision", include_str!("quality/precision.sql")), ("basis", include_str!("quality/basis.sql"))]
        {
            let values: Vec<(String, i64)> =
                self.figures(sql)?.into_iter().map(|(code, n)| (self.code(key, &code), n)).collect();
            let names = Names {
                title: self.phrases.say(&format!("quality.dates.{key}")),
                of: self.phrases.say(&format!("column.{key}")),
                counts: self.phrases.say("column.events"),
                notes: notes.count("huiyao query ARCHIVE date-evidence -p limit 0", &[])?,
            };
            blocks.extend(chart::lying(names, &values).map(|chart| Block::Chart { chart }));
        }
        Ok(blocks)
    }

    /// Notes of documents by code, with examples.
    fn doubts(&self, notes: &mut Notes<'_>) -> Result<Vec<Block>> {
        type Doubt = (String, String, i64, Evidence);
        let found: Vec<Doubt> = self
            .archive
            .prepare(include_str!("quality/doubts.sql"))
            .and_then(|mut s| {
                s.query_map([], |row| {
                    let evidence = Evidence { document: row.get(3)?, r#ref: row.get(4)?, span: None };
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, evidence))
                })?
                .collect()
            })
            .map_err(|e| Error::sql("reading the notes", e))?;
        let mut rows = vec![];
        for of_code in found.chunk_by(|a, b| a.0 == b.0) {
            let Some((code, message, count, _)) = of_code.first() else { continue };
            let examples: Vec<Evidence> = of_code.iter().take(EXAMPLES).map(|doubt| doubt.3.clone()).collect();
            let command = format!("huiyao query ARCHIVE low-trust -p code {code}");
            let key = format!("doubt.{code}");
            let text = self.phrases.say(&key);
            rows.push(vec![
                Statement::new(code, vec![]),
                Statement::new(if text == key { message.clone() } else { text }, vec![]),
                Statement::new(count.to_string(), notes.count(command, &examples)?),
            ]);
        }
        Ok(self.phrases.table(&["code", "meaning", "#documents"], rows).into_iter().collect())
    }

    /// What has no name, place or post.
    fn unresolved(&self, notes: &mut Notes<'_>) -> Result<Vec<Block>> {
        let mut rows = vec![];
        for (kind, count) in self.figures(include_str!("quality/unresolved.sql"))? {
            let few = EXAMPLES.to_string();
            let answer = ask(self.archive, "unresolved", &[("kind", kind.as_str()), ("limit", few.as_str())])?;
            let examples = all_evidence(self.archive, refs(&answer).iter().map(String::as_str))?;
            let command = format!("huiyao query ARCHIVE unresolved -p kind {kind}");
            rows.push(vec![
                Statement::new(self.code("unresolved", &kind), vec![]),
                Statement::new(count.to_string(), notes.count(command, &examples)?),
            ]);
        }
        Ok(self.phrases.table(&["kind", "#count"], rows).into_iter().collect())
    }

    fn conflicts(&self, notes: &mut Notes<'_>) -> Result<Vec<Block>> {
        let mut rows = vec![];
        for query in ["conflicts", "homonyms", "impossible"] {
            let (count, refs, command) = match query {
                // Of these a row is costly to make: only the examples are made.
                "homonyms" => {
                    let answer = ask(self.archive, query, &[("limit", &EXAMPLES.to_string())])?;
                    let counted = self.figures(include_str!("quality/homonyms.sql"))?;
                    let command = format!("huiyao query ARCHIVE {query} -p limit 0");
                    (counted.first().map_or(0, |(_, n)| *n), refs(&answer), command)
                }
                _ => {
                    let answer = ask(self.archive, query, &[("limit", "0")])?;
                    let count = i64::try_from(answer.rows().count()).unwrap_or(i64::MAX);
                    (count, refs(&answer), answer.command)
                }
            };
            let examples = all_evidence(self.archive, refs.iter().map(String::as_str))?;
            rows.push(vec![
                Statement::new(self.phrases.say(&format!("quality.conflicts.{query}")), vec![]),
                Statement::new(count.to_string(), notes.count(command, &examples)?),
            ]);
        }
        Ok(self.phrases.table(&["kind", "#count"], rows).into_iter().collect())
    }

    fn rejects(&self, notes: &mut Notes<'_>) -> Result<Vec<Block>> {
        let figures = self.figures(include_str!("quality/rejects.sql"))?;
        let cited = notes.count("huiyao sql ARCHIVE 'select reason, path, message from rejects order by path'", &[])?;
        if figures.is_empty() {
            let statement = Statement::new(self.phrases.say("quality.rejects.none"), cited);
            return Ok(vec![Block::Text { statement }]);
        }
        let rows = figures
            .into_iter()
            .map(|(reason, n)| {
                vec![Statement::new(self.code("reject", &reason), vec![]), Statement::new(n.to_string(), cited.clone())]
            })
            .collect();
        Ok(self.phrases.table(&["reason", "#files"], rows).into_iter().collect())
    }

    /// Which version read how many documents, and the runs. When they ran is not said: two archives of the same
    /// documents give the same report.
    fn runs(&self, notes: &mut Notes<'_>) -> Result<Vec<Block>> {
        let cited = notes.count("huiyao query ARCHIVE runs", &[])?;
        let readers = self.figures(include_str!("quality/readers.sql"))?;
        let rows = readers
            .into_iter()
            .map(|(version, n)| vec![Statement::new(version, vec![]), Statement::new(n.to_string(), cited.clone())])
            .collect();
        Ok(self.phrases.table(&["read_by", "#documents"], rows).into_iter().collect())
    }

    /// One hash over the hashes of all documents: two archives of equal inputs have it in common.
    fn hashes(&self, notes: &mut Notes<'_>) -> Result<Vec<Block>> {
        let mut hash = Sha256::new();
        let mut statement =
            self.archive.prepare(include_str!("quality/hashes.sql")).map_err(|e| Error::sql("reading hashes", e))?;
        let mut rows = statement.query([]).map_err(|e| Error::sql("reading hashes", e))?;
        while let Some(row) = rows.next().map_err(|e| Error::sql("reading hashes", e))? {
            let line: String = row.get(0).map_err(|e| Error::sql("reading hashes", e))?;
            hash.update(line.as_bytes());
            hash.update(b"\n");
        }
        let digest: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        let command = "sqlite3 ARCHIVE \"select sha256 || '  ' || path from documents where superseded_by_run is null order by 1\" | sha256sum";
        let text = self.phrases.fill("quality.hashes.text", &[&digest]);
        Ok(vec![Block::Text { statement: Statement::new(text, notes.count(command, &[])?) }])
    }
}

/// Of the first rows that have any.
fn refs(answer: &Answer) -> Vec<String> {
    answer.rows().map(|row| row.text("ref")).filter(|r| !r.is_empty()).take(EXAMPLES).collect()
}
