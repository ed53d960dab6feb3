//! `shared_documents`: which two documents share long passages, and how much.

use super::{Bulk, Sql, each, number};
use rusqlite::Connection;

/// A passage in a document that is not the first with it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Shared {
    original: i64,
    document: i64,
    start: u32,
    characters: u32,
}

/// Fills the table.
pub fn write(c: &Connection) -> Sql<()> {
    let shared = shared(c)?;
    let names = [":original_id", ":document_id", ":passages", ":characters", ":span_start"];
    let mut insert = Bulk::new(c, sql!("../../../counts/insert/shared_document"), names)?;
    for pair in shared.chunk_by(|a, b| (a.original, a.document) == (b.original, b.document)) {
        let Shared { original, document, start, .. } = pair[0];
        let characters: i64 = pair.iter().map(|shared| i64::from(shared.characters)).sum();
        insert.put([&original, &document, &number(pair.len()), &characters, &start])?;
    }
    Ok(())
}

/// Sorted.
fn shared(c: &Connection) -> Sql<Vec<Shared>> {
    let mut passages: Vec<(i64, i64, u32, u32)> = vec![];
    each(c, sql!("../../../counts/rows/passages"), [], |row| {
        passages.push((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        Ok(())
    })?;
    passages.sort_unstable();
    let mut shared: Vec<Shared> = vec![];
    for passage in passages.chunk_by(|a, b| a.0 == b.0) {
        let original = passage[0].1;
        let later = passage.iter().filter(|(_, document, ..)| *document > original);
        shared.extend(later.map(|&(_, document, start, characters)| Shared { original, document, start, characters }));
    }
    shared.sort_unstable();
    Ok(shared)
}
