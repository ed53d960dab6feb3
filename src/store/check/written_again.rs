//! What is written from something else, written again beside it and compared: evidence rows from the records, entity rows
//! from the evidence. `dump` compares by natural keys and in few columns; here every column counts but row ids, which mean
//! nothing.

use crate::{
    Error, Result,
    store::{
        prints::PackedPrint,
        read, row_sums, schema,
        write::{self, Placement},
    },
};
use rusqlite::Connection;
use std::{collections::BTreeMap, path::Path};

type Sql<T> = rusqlite::Result<T>;

/// Tables that hold what one document says.
const EVIDENCE: &[&str] = &[
    "document_prints",
    "document_fields",
    "credits",
    "official_reports",
    "unit_reports",
    "meeting_reports",
    "post_reports",
    "attendances",
    "unit_attendances",
    "quotes",
    "quote_spans",
    "quote_speakers",
    "slogans",
    "mentions",
    "notes",
];

/// Tables that are derived from the evidence.
const ENTITIES: &[&str] = &[
    "divisions",
    "division_names",
    "officials",
    "units",
    "posts",
    "tenures",
    "meetings",
    "meeting_claims",
    "keys",
    "proposals",
    "shared_passages",
];

/// Tables that are counted from evidence and entities.
const COUNTS: &[&str] = &[
    "activities",
    "meeting_counts",
    "meeting_offices",
    "office_months",
    "place_years",
    "co_attendances",
    "unit_counts",
    "cue_counts",
    "formulas",
    "formula_places",
    "shared_documents",
];

/// What tables hold, by name: the sum of the hashes of their rows, whatever the order.
pub type Contents = BTreeMap<&'static str, u128>;

/// Names of tables of evidence that hold something else than the records give.
///
/// # Errors
/// When the archive cannot be read, or there is no room for a copy of its evidence.
pub fn evidence(c: &Connection) -> Result<Vec<&'static str>> {
    let again = again(c)?;
    let compared =
        contents(c, EVIDENCE, &is_id).and_then(|before| Ok(different(&before, &contents(&again, EVIDENCE, &is_id)?)));
    compared.map_err(|e| Error::sql("comparing the evidence", e))
}

/// The evidence of all documents in a temporary database.
fn again(c: &Connection) -> Result<Connection> {
    let failed = |e| Error::sql("writing the evidence again", e);
    let mut again = Connection::open("").map_err(failed)?;
    schema::migrate(&mut again, Path::new("a temporary archive"))?;
    // There are no documents in it.
    again.pragma_update(None, "foreign_keys", false).map_err(failed)?;
    let transaction = again.transaction().map_err(failed)?;
    write_all(c, &transaction).and_then(|()| transaction.commit()).map_err(failed)?;
    Ok(again)
}

fn write_all(from: &Connection, to: &Connection) -> Sql<()> {
    let mut documents = from.prepare(sql!("documents"))?;
    let mut rows = documents.query([])?;
    while let Some(row) = rows.next()? {
        let (id, reference): (i64, String) = (row.get(0)?, row.get(1)?);
        // Not live: nothing of it goes into the indexes, which are compared with the texts elsewhere.
        let record = read::read(from, id)?;
        let place = Placement {
            print: &PackedPrint::of(&record),
            reference: &reference,
            original: None,
            run: 0,
            read_by: "",
            live: false,
            filling: None,
        };
        write::evidence(to, id, &record, &place)?;
    }
    Ok(())
}

/// What the tables of entities and counts hold.
///
/// # Errors
/// When they cannot be read.
pub fn entities(c: &Connection) -> Result<Contents> {
    let both = contents(c, ENTITIES, &is_id).and_then(|mut entities| {
        entities.extend(contents(c, COUNTS, &is_id)?);
        Ok(entities)
    });
    both.map_err(|e| Error::sql("comparing the entities", e))
}

/// What the tables of counts hold, with the row ids of what is counted: to be compared with what is counted of the same rows.
///
/// # Errors
/// When they cannot be read.
pub fn counts(c: &Connection) -> Result<Contents> {
    contents(c, COUNTS, &|name| name == "id").map_err(|e| Error::sql("comparing the counts", e))
}

/// The tables whose contents are not the same.
pub fn different(before: &Contents, after: &Contents) -> Vec<&'static str> {
    before.iter().filter(|(table, sum)| after.get(*table) != Some(sum)).map(|(table, _)| *table).collect()
}

/// Whether a column holds row ids, which are not compared.
fn is_id(name: &str) -> bool {
    name == "id" || name.ends_with("_id")
}

fn contents(c: &Connection, tables: &[&'static str], left_out: &dyn Fn(&str) -> bool) -> Sql<Contents> {
    tables.iter().map(|table| Ok((*table, row_sums::of_table(c, table, left_out)?))).collect()
}
