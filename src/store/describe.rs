//! What the file says about itself: `about`, `data_dictionary`, `vocabulary`, and the variant characters of queries.

use super::{Change, READER, RejectReason, facts::FactKind, schema};
use crate::{
    Error, Result,
    record::{
        Basis, Capacity, DocumentKind, Encoding, Format, MeetingKind, Organ, PostStatus, Presence, QuoteKind, Role,
        Script, SpeakerKind, UnitKind,
    },
    resolve::{Level, Office},
};
use rusqlite::{Connection, named_params};
use std::collections::BTreeSet;

/// Meaning of every column of every table and view.
const SIMPLIFICATION: &str = include_str!("../../lexicon/simplification.tsv");
const DICTIONARY: &str = include_str!("../../migrations/data_dictionary.tsv");

const ABOUT: &[(&str, &str)] = &[
    (
        "what",
        "Meetings, officials, posts, units and quotes read out of Chinese local-government news, with the words from which each fact was read.",
    ),
    (
        "layers",
        "Evidence tables (documents, …_reports, attendances, quotes …) hold what each document says; entity tables (officials, units, posts, tenures, meetings) are derived from all of them and may be derived anew.",
    ),
    (
        "spans",
        "span_start and span_end count Unicode characters of documents.body from 0, end exclusive: substr(body, span_start + 1, span_end - span_start).",
    ),
    (
        "dates",
        "Compare the plain columns (…_from, …_to, …_md), never the text with implied precision; NULL in …_from means that the year is unknown.",
    ),
    (
        "citing",
        "Cite `key` of entities and `ref` of evidence; the integer ids are private. Table keys leads every ref of an official, unit or meeting to its present entity.",
    ),
    ("originals", "sqlite3 FILE -A --list shows the original files, -A --extract gives them back."),
    (
        "search",
        "documents_fts and quotes_fts hold every character as a token of its own, with U+200B before it: see view documents_fenced.",
    ),
];

/// Writes the description anew unless this version of the program has written it. The seal goes with the old one: another
/// version may count other columns.
pub fn refresh(connection: &Connection) -> Result<()> {
    let written =
        connection.query_row("SELECT value FROM about WHERE key = 'version'", [], |row| row.get::<_, String>(0));
    let schema = schema::version().to_string();
    let stamp = format!("{READER} (schema {schema})");
    if written.is_ok_and(|v| v == stamp) {
        return Ok(());
    }
    write(connection, &stamp).map_err(|e| Error::sql("describing the archive", e))
}

/// Whether the description is by this version of the program, but other than it writes it.
pub fn differs(connection: &Connection) -> rusqlite::Result<bool> {
    let expected = Connection::open_in_memory()?;
    for table in ["about", "data_dictionary", "vocabulary", "han_variant"] {
        let sql = "SELECT sql FROM sqlite_schema WHERE name = ?";
        expected.execute_batch(&connection.query_row(sql, [table], |row| row.get::<_, String>(0))?)?;
    }
    let stamp: String = connection.query_row("SELECT value FROM about WHERE key = 'version'", [], |row| row.get(0))?;
    if stamp != format!("{READER} (schema {})", schema::version()) {
        return Ok(!stamp.starts_with(|c: char| c.is_ascii_digit()));
    }
    write(&expected, &stamp)?;
    for statement in [
        "SELECT key, value, '', '' FROM about WHERE key <> 'seal' ORDER BY 1",
        "SELECT \"table\", \"column\", meaning, '' FROM data_dictionary ORDER BY 1, 2",
        "SELECT field, code, zh, en FROM vocabulary ORDER BY 1, 2",
        "SELECT trad, simp, '', '' FROM han_variant ORDER BY 1, 2",
    ] {
        if rows(connection, statement)? != rows(&expected, statement)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn write(connection: &Connection, stamp: &str) -> rusqlite::Result<()> {
    let transaction = connection.unchecked_transaction()?;
    transaction.execute_batch(sql!("describe/clear"))?;
    let mut about = transaction.prepare(sql!("describe/about"))?;
    for (key, value) in ABOUT.iter().copied().chain([("version", stamp)]) {
        about.execute(named_params! { ":key": key, ":value": value })?;
    }
    let mut dictionary = transaction.prepare(sql!("describe/data_dictionary"))?;
    for row in crate::lexicon::rows(DICTIONARY) {
        if let [table, column, meaning] = row[..] {
            dictionary.execute(named_params! { ":table": table, ":column": column, ":meaning": meaning })?;
        }
    }
    let mut vocabulary = transaction.prepare(sql!("describe/vocabulary"))?;
    for (field, code, zh, en) in vocabularies() {
        vocabulary.execute(named_params! { ":field": field, ":code": code, ":zh": zh, ":en": en })?;
    }
    let mut variant = transaction.prepare(sql!("describe/han_variant"))?;
    for (trad, simp) in variants() {
        variant.execute(named_params! { ":trad": trad.to_string(), ":simp": simp })?;
    }
    drop((about, dictionary, vocabulary, variant));
    transaction.commit()
}

fn rows(connection: &Connection, statement: &str) -> rusqlite::Result<Vec<[String; 4]>> {
    let mut statement = connection.prepare(statement)?;
    let rows = statement.query_map([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))?;
    rows.collect()
}

/// Rows of `vocabulary`: field, code, Chinese, English.
pub fn vocabularies() -> Vec<(&'static str, &'static str, &'static str, &'static str)> {
    let mut out = vec![
        (Basis::FIELD, "stated", "明文", "printed at the span"),
        (Basis::FIELD, "carried", "承前", "carried over from what was said before"),
        (Basis::FIELD, "inferred", "推断", "concluded from something else in the document"),
        (Basis::FIELD, "supplied", "用户提供", "given by the user"),
        ("precision", "day", "日", "day, month and year known"),
        ("precision", "month", "月", "month and year known"),
        ("precision", "year", "年", "year known"),
        ("precision", "month-day", "月日", "month and day known, year unknown"),
        ("precision", "month-only", "仅月", "month known, year unknown"),
    ];
    macro_rules! add {
        ($($name:ident)+) => {$(
            out.extend($name::ALL.iter().map(|v| ($name::FIELD, v.code(), v.words().0, v.words().1)));
        )+};
    }
    add! { Format Encoding Script DocumentKind MeetingKind Role Capacity PostStatus UnitKind Organ Presence SpeakerKind QuoteKind }
    add! { Office Level Change FactKind RejectReason }
    out
}

/// Characters that Simplified text writes otherwise, in the blocks of Han characters, with what it writes. Some have two
/// lines, of which one may be the character itself: 著 is 着 or stays, 乾 is 干 or stays.
fn variants() -> BTreeSet<(char, String)> {
    let blocks = [0x3400..=0x4DBF, 0x4E00..=0x9FFF, 0xF900..=0xFAFF, 0x2_0000..=0x3_23AF];
    let alone = blocks.into_iter().flatten().filter_map(char::from_u32).filter_map(|c| {
        let simplified = hanconv::t2s(c.to_string());
        let mut chars = simplified.chars();
        (chars.next() != Some(c) && chars.next().is_none()).then_some((c, simplified))
    });
    let in_words = crate::lexicon::rows(SIMPLIFICATION).filter_map(|row| {
        let (printed, simplified) = (row.first()?, row.get(1)?);
        Some((printed.chars().next()?, (*simplified).to_owned()))
    });
    alone.chain(in_words).collect()
}
