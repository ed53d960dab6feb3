//! Prints of texts as rows.

use crate::{
    record::Record,
    resolve::{self, BINS, Documents, PrintRow, Rank},
};
use rusqlite::{Connection, OptionalExtension, Result, Row, named_params};
use rustc_hash::FxHashSet;

/// Passages of all texts.
#[derive(Debug, Default)]
pub struct Passages {
    /// Hash and document.
    pub hashes: Vec<(u64, Rank)>,
    /// First character, one past the last.
    pub spans: Vec<(u32, u32)>,
}

/// Bytes of a passage: hash, first character, length.
const PASSAGE: usize = 14;

/// The [`resolve::Print`] of a record's Simplified text as its row holds it. It follows from the text alone, so that the
/// threads that read make it and the one that writes need not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedPrint {
    whole: i64,
    letters: u32,
    /// Two bytes a bin.
    sketch: Vec<u8>,
    /// [`PASSAGE`] bytes each.
    passages: Vec<u8>,
}

impl PackedPrint {
    /// That of `record`.
    pub fn of(record: &Record) -> Self {
        let print = resolve::print(record.body_hans.as_deref().unwrap_or(&record.body));
        let mut passages = Vec::with_capacity(print.passages.len() * PASSAGE);
        for p in &print.passages {
            passages.extend(p.hash.to_le_bytes());
            passages.extend(p.start.to_le_bytes());
            passages.extend(u16::try_from(p.end - p.start).unwrap_or(u16::MAX).to_le_bytes());
        }
        let sketch = print.sketch.iter().flat_map(|bin| bin.to_le_bytes()).collect();
        Self { whole: print.whole.cast_signed(), letters: print.letters, sketch, passages }
    }
}

/// Keeps the print of a document.
pub fn write(c: &Connection, document: i64, print: &PackedPrint) -> Result<()> {
    c.prepare_cached(sql!("document_prints/insert"))?.execute(named_params! {
        ":document_id": document, ":whole": print.whole, ":letters": print.letters, ":sketch": print.sketch,
        ":passages": print.passages,
    })?;
    Ok(())
}

/// Prints of all live documents.
pub fn sketches(c: &Connection, documents: &Documents) -> Result<Vec<PrintRow>> {
    let mut prints = vec![];
    let mut statement = c.prepare_cached(sql!("document_prints/sketches"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let Some(document) = documents.rank(row.get(0)?) else { continue };
        let sketch = sketch(row.get_ref(3)?.as_blob()?);
        let whole = row.get::<_, i64>(1)?.cast_unsigned();
        prints.push(PrintRow { document, whole, letters: row.get(2)?, sketch });
    }
    Ok(prints)
}

/// The sketch of one document; `None` if there is no such document.
pub fn sketch_of(c: &Connection, document: i64) -> Result<Option<[u16; BINS]>> {
    let mut statement = c.prepare_cached(sql!("document_prints/sketch_of_document"))?;
    let read = |row: &Row<'_>| Ok(sketch(row.get_ref(0)?.as_blob()?));
    statement.query_row(named_params! { ":id": document }, read).optional()
}

fn sketch(bytes: &[u8]) -> [u16; BINS] {
    let mut sketch = [0; BINS];
    for (bin, pair) in sketch.iter_mut().zip(bytes.as_chunks::<2>().0) {
        *bin = u16::from_le_bytes(*pair);
    }
    sketch
}

/// Passages of all live documents; with `among` only those.
pub fn passages(c: &Connection, documents: &Documents, among: Option<&FxHashSet<u64>>) -> Result<Passages> {
    let mut passages = Passages::default();
    let mut statement = c.prepare_cached(sql!("document_prints/passages"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let Some(document) = documents.rank(row.get(0)?) else { continue };
        for (hash, start, end) in unpacked(row.get_ref(1)?.as_blob()?) {
            if among.is_none_or(|among| among.contains(&hash)) {
                passages.hashes.push((hash, document));
                passages.spans.push((start, end));
            }
        }
    }
    Ok(passages)
}

/// Hashes of the passages of one document.
pub fn passages_of(c: &Connection, document: i64, into: &mut FxHashSet<u64>) -> Result<()> {
    let mut statement = c.prepare_cached(sql!("document_prints/passages_of_document"))?;
    let mut rows = statement.query(named_params! { ":id": document })?;
    while let Some(row) = rows.next()? {
        into.extend(unpacked(row.get_ref(1)?.as_blob()?).map(|(hash, ..)| hash));
    }
    Ok(())
}

/// Hash, first character, one past the last of each passage.
fn unpacked(bytes: &[u8]) -> impl Iterator<Item = (u64, u32, u32)> {
    bytes.as_chunks::<PASSAGE>().0.iter().map(|passage| {
        let [h0, h1, h2, h3, h4, h5, h6, h7, s0, s1, s2, s3, l0, l1] = *passage;
        let start = u32::from_le_bytes([s0, s1, s2, s3]);
        let end = start.saturating_add(u32::from(u16::from_le_bytes([l0, l1])));
        (u64::from_le_bytes([h0, h1, h2, h3, h4, h5, h6, h7]), start, end)
    })
}
