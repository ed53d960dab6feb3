//! An archive compared with what its originals give.

use super::{
    BuildOptions, IN_WORK, MAX_BYTES, ordered,
    reader::{read_decoded, reader},
};
use crate::{
    Result, containers,
    decode::decode,
    record::Record,
    store::{self, Archive, Problem},
};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

/// Verifies an archive as far as can be: [`store::check_fully`], and every document that this version of the reader has read
/// is read again from its original and compared with what the archive says.
///
/// # Errors
/// When the archive cannot be read at all.
pub fn verify(path: &Path) -> Result<Vec<Problem>> {
    let archive = Archive::open_read_only(path)?;
    let mut problems = store::check_fully(&archive)?;
    let ids = match store::document_ids(archive.connection()) {
        Ok(ids) if problems.iter().all(|p| p.check != "integrity") => ids,
        // A damaged file is not worth a second look at every document.
        _ => return Ok(problems),
    };
    let kept = |give: ordered::Give<'_, (Record, Vec<u8>, String)>| {
        let archive = Archive::open_read_only(path)?;
        for id in ids {
            let record = store::as_read(archive.connection(), id)?;
            let Some((bytes, read_by)) = store::kept(archive.connection(), id)? else { continue };
            if give((record, bytes, read_by)).is_break() {
                break;
            }
        }
        Ok(())
    };
    let one = |(record, bytes, read_by): (Record, Vec<u8>, String)| {
        (read_by == reader()).then(|| difference(&record, &bytes)).flatten()
    };
    ordered::run(
        kept,
        |(_, bytes, _)| bytes.len() as u64,
        IN_WORK,
        BuildOptions::new(vec![]).threads(),
        |kept: Vec<_>| kept.into_iter().map(one).collect(),
        |difference| {
            problems.extend(difference.map(|message| Problem { check: "reading", message }));
            Ok(())
        },
    )?;
    Ok(problems)
}

/// What the original gives and the archive does not say, or the reverse.
fn difference(stored: &Record, bytes: &[u8]) -> Option<String> {
    let again = catch_unwind(AssertUnwindSafe(|| {
        let unwrapped = containers::wrapped::unwrap(bytes, MAX_BYTES).and_then(Result::ok);
        let text = unwrapped.as_ref().map_or(bytes, |u| &u.bytes);
        read_decoded(&stored.path, bytes, &decode(text), stored.supplied.clone(), stored.container.clone())
    }));
    let again = again.ok()?;
    if again == *stored {
        return None;
    }
    let fields = |record: &Record| serde_json::to_value(record).unwrap_or_default();
    let (stored_fields, again_fields) = (fields(stored), fields(&again));
    let mut all = stored_fields.as_object().into_iter().chain(again_fields.as_object()).flat_map(|o| o.keys());
    let other = all.find(|key| stored_fields.get(*key) != again_fields.get(*key));
    let other = other.map_or("something", String::as_str);
    Some(format!("{}: {other} is not what its original gives", stored.path))
}
