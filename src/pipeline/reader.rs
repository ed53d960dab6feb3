//! One document, bytes to record, and who read it.

use crate::{
    Error, Result,
    clean::clean,
    decode::{Decoded, decode},
    extract, inputs,
    lexicon::own,
    record::{Container, Record, Supplied},
    store,
};
use sha2::{Digest, Sha256};
use std::{fs, path::Path, sync::OnceLock};

/// Makes the words in the files of `folder` (see [`crate::lexicon::own`]) part of the lexicon, for the whole process. To be
/// called before anything is read.
///
/// # Errors
/// When the folder cannot be read, a line does not fit its file, or another lexicon is in use.
pub fn supply_lexicon(folder: &Path) -> Result<()> {
    let unreadable = |e| Error::io(folder, e);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || inputs::is_readme(name.as_bytes()) {
            continue;
        }
        let file = folder.join(&name);
        files.push((name, fs::read(&file).map_err(|e| Error::io(&file, e))?));
    }
    files.sort();
    let words = own::Own::parse(folder, &files)?;
    let mark = (!words.is_empty()).then(|| hex(&Sha256::digest(words.canonical()))[..12].to_owned());
    own::supply(words)?;
    LEXICON.get_or_init(|| mark);
    Ok(())
}

/// Mark of the user's words; `None` without any.
static LEXICON: OnceLock<Option<String>> = OnceLock::new();

/// Who reads: the program's version and the user's words.
pub(super) fn reader() -> String {
    match LEXICON.get().and_then(Option::as_ref) {
        Some(mark) => format!("{}+{mark}", store::READER),
        None => store::READER.to_owned(),
    }
}

/// Reads one document: bytes to record. `path` is stored as given.
pub fn read_document(path: &str, bytes: &[u8]) -> Record {
    read_decoded(path, bytes, &decode(bytes), Supplied::default(), None)
}

pub(super) fn read_decoded(
    path: &str,
    bytes: &[u8],
    decoded: &Decoded,
    supplied: Supplied,
    container: Option<Container>,
) -> Record {
    extract::extract(&clean(decoded), &origin(path, bytes, supplied, container))
}

/// Where a document of these `bytes` came from.
pub(super) fn origin(path: &str, bytes: &[u8], supplied: Supplied, container: Option<Container>) -> extract::Origin {
    let (sha256, size) = (hex(&Sha256::digest(bytes)), bytes.len() as u64);
    extract::Origin { path: path.to_owned(), sha256, size, supplied, container }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}
