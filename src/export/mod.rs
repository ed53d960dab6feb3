//! An archive in the formats of other tools.
//!
//! `records`: one JSON line a document, as `huiyao extract` prints it; `csv`: a Frictionless data package, one CSV a table;
//! `xlsx`: one sheet a table; `popolo`: people, organisations, posts, events, speeches as the Popolo project models them;
//! `ftm`: FollowTheMoney entities, one JSON line each. What a format cannot hold is told in `docs/exports.md`.
//!
//! Old versions of a page are exported with the tables; `popolo` and `ftm` hold entities only.

mod graph;
mod package;
mod sheets;
pub mod tables;

use crate::{Error, Result, store::Archive};
use std::{
    io::{self, Write},
    path::Path,
};

/// Formats of other tools.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// JSON lines of records, which `huiyao load` takes in again
    Records,
    /// Folder with a CSV file a table and datapackage.json (Frictionless data package)
    Csv,
    /// Excel workbook, a sheet a table
    Xlsx,
    /// People, organisations, posts, memberships, events and speeches (popoloproject.com)
    Popolo,
    /// FollowTheMoney entities, one JSON object a line
    Ftm,
}

impl Kind {
    /// Whether the export is a folder or a binary file, which wants a name and no standard output.
    pub fn wants_path(self) -> bool {
        matches!(self, Self::Csv | Self::Xlsx)
    }
}

/// Rows written, by table or kind of entity, in the order of writing.
pub type Counts = Vec<(String, u64)>;

/// Writes the formats that are one stream of text: records, popolo, ftm.
///
/// # Errors
/// A damaged archive, or what the writer says.
pub fn stream(archive: &Archive, kind: Kind, out: &mut dyn Write) -> Result<Counts> {
    match kind {
        Kind::Records => records(archive, out),
        Kind::Popolo => graph::popolo(archive.connection(), out),
        Kind::Ftm => graph::ftm(archive.connection(), out),
        Kind::Csv | Kind::Xlsx => Err(Error::Request("This format is written to a file or folder.".into())),
    }
}

/// Writes the formats that are a folder (csv) or a binary file (xlsx).
///
/// # Errors
/// A damaged archive; a target that exists and is no earlier export, or cannot be written.
pub fn to_path(archive: &Archive, kind: Kind, target: &Path) -> Result<Counts> {
    match kind {
        Kind::Csv => package::write(archive.connection(), target),
        Kind::Xlsx => sheets::write(archive.connection(), target),
        Kind::Records | Kind::Popolo | Kind::Ftm => {
            let failed = |e| Error::io(target, e);
            let mut file = io::BufWriter::new(std::fs::File::create(target).map_err(failed)?);
            let counts = stream(archive, kind, &mut file)?;
            file.flush().map_err(failed)?;
            Ok(counts)
        }
    }
}

/// The records of all live documents, in the order of their numbers.
fn records(archive: &Archive, out: &mut dyn Write) -> Result<Counts> {
    let ids = crate::store::document_ids(archive.connection())?;
    let mut count = 0;
    for id in ids {
        let record = crate::store::record(archive.connection(), id)?;
        serde_json::to_writer(&mut *out, &record).map_err(|e| written(e.into()))?;
        out.write_all(b"\n").map_err(written)?;
        count += 1;
    }
    Ok(vec![("records".into(), count)])
}

/// A failure of the stream that is written to.
fn written(error: io::Error) -> Error {
    Error::io(Path::new("standard output"), error)
}
