//! Records without a database, for programs that pass lines on.

use super::{
    BuildOptions, IN_WORK, Progress,
    archives::Archives,
    examine::{Outcome, examine_all, weight},
    ordered, unused_lines,
};
use crate::{Result, inputs, record::Record, store::Reject};
use std::collections::HashMap;

/// Reads records in order of their paths and hands them on, with the originals in base64 if asked; touches no database.
///
/// Gives remarks as [`BuildSummary::remarks`].
///
/// # Errors
/// When an input does not exist, or `sink` fails.
pub fn extract_paths(
    options: &BuildOptions,
    originals: bool,
    progress: &dyn Progress,
    mut sink: impl FnMut(Result<Record, Reject>) -> Result<()>,
) -> Result<Vec<String>> {
    let context = options.context()?;
    let (archives, files) = Archives::open(&options.inputs, options.label.as_deref(), None)?;
    let listing = inputs::list(&files, options.label.as_deref(), &[])?;
    let bytes = archives.bytes()? + listing.inputs.iter().map(|i| i.size).sum::<u64>();
    progress.begin(None, Some(bytes));
    listing.rejects.into_iter().try_for_each(|reject| sink(Err(reject)))?;
    let (reader, none) = (options.reader(), HashMap::new());
    ordered::run(
        |give| {
            inputs::each(listing.inputs, &reader, give);
            archives.each(give)
        },
        weight,
        IN_WORK,
        options.threads(),
        |items| examine_all(items, options.max_bytes, &none, context.as_ref()),
        |examined| {
            progress.advance(examined.progress);
            match examined.outcome {
                // Old versions of a page are of no use outside of an archive.
                _ if examined.version.is_some_and(|v| v.superseded) => Ok(()),
                Outcome::Read(read) => {
                    let (mut record, bytes) = *read;
                    record.original = bytes.filter(|_| originals).map(|b| data_encoding::BASE64.encode(&b));
                    sink(Ok(record))
                }
                Outcome::Rejected(reject) => sink(Err(reject)),
                Outcome::Unchanged { .. } => Ok(()),
            }
        },
    )?;
    Ok(context.map_or(vec![], |c| unused_lines(&c)))
}
