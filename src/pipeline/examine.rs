//! One input, looked at: read, known already or passed over. Runs on the threads that read.

use super::reader::{hex, read_decoded};
use crate::{
    containers,
    context::Context,
    decode::decode,
    inputs::{self, Item, Source, Version},
    record::Record,
    store::{self, Packed, PackedPrint, Reject, RejectReason},
};
use sha2::{Digest, Sha256};
use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// One input, looked at.
pub(super) struct Examined<O> {
    pub(super) path: String,
    pub(super) progress: u64,
    pub(super) in_container: bool,
    pub(super) version: Option<Version>,
    pub(super) outcome: O,
}

/// What came of one input.
pub(super) enum Outcome {
    Read(Box<(Record, Option<Vec<u8>>)>),
    Unchanged { absent: bool },
    Rejected(Reject),
}

/// The same with all that costs too much for the thread that writes.
pub(super) enum Prepared {
    Read(Box<Ready>),
    Unchanged { absent: bool },
    Rejected(Reject),
}

/// A document as the archive takes it in.
pub(super) struct Ready {
    pub(super) record: Record,
    pub(super) print: PackedPrint,
    pub(super) original: Option<Packed>,
}

impl Ready {
    /// `bytes` are those of the original. A record that has a [`store::problem`] becomes an error with it.
    pub(super) fn new(record: Record, bytes: Option<&[u8]>) -> Result<Self, String> {
        match store::problem(&record) {
            Some(problem) => Err(problem),
            None => Ok(Self { print: PackedPrint::of(&record), original: bytes.map(Packed::new), record }),
        }
    }
}

pub(super) fn prepare(path: &str, outcome: Outcome) -> Prepared {
    match outcome {
        Outcome::Read(read) => match Ready::new(read.0, read.1.as_deref()) {
            Ok(ready) => Prepared::Read(Box::new(ready)),
            Err(problem) => Prepared::Rejected(failed(path, &problem)),
        },
        Outcome::Unchanged { absent } => Prepared::Unchanged { absent },
        Outcome::Rejected(reject) => Prepared::Rejected(reject),
    }
}

/// Looks at what the finder gave.
pub(super) fn examine_any(
    found: Result<Item, Reject>,
    max_bytes: u64,
    known: &HashMap<String, store::Known>,
    context: Option<&Context>,
) -> Examined<Outcome> {
    match found {
        Ok(item) => {
            let (path, progress, version) = (item.path.clone(), item.progress, item.version);
            let in_container = item.container.is_some() && version.is_none();
            Examined { path, progress, in_container, version, outcome: examine(item, max_bytes, known, context) }
        }
        Err(reject) => {
            let in_container = reject.path.contains("!/");
            let path = reject.path.clone();
            Examined { path, progress: 0, in_container, version: None, outcome: Outcome::Rejected(reject) }
        }
    }
}

/// Reads a document unless it is known and unchanged. A panic in a reader costs this one document.
fn examine(item: Item, max_bytes: u64, known: &HashMap<String, store::Known>, context: Option<&Context>) -> Outcome {
    let Item { path, source, container, supplied: told, version, .. } = item;
    let source = match source {
        Source::Record(record) => return Outcome::Read(Box::new((*record, None))),
        bytes => bytes,
    };
    let reject = |reason, message: String| Outcome::Rejected(Reject { path: path.clone(), reason, message });
    let bytes = match inputs::read(&path, source, max_bytes) {
        Ok(bytes) => bytes,
        Err(reject) => return Outcome::Rejected(reject),
    };
    let unwrapped = match catch_unwind(AssertUnwindSafe(|| containers::wrapped::unwrap(&bytes, max_bytes))) {
        Ok(None) => None,
        Ok(Some(Ok(unwrapped))) => Some(unwrapped),
        Ok(Some(Err(problem))) => return reject(RejectReason::Damaged, problem),
        Err(panic) => return Outcome::Rejected(failed(&path, &panic_message(&*panic))),
    };
    let told = told.map(|t| *t).unwrap_or_default();
    let told = unwrapped.as_ref().map(|u| u.supplied.clone()).unwrap_or_default().over(told);
    let earlier = known.get(&path);
    let supplied = match context {
        Some(context) => context.of(&path).over(told),
        None => told.over(earlier.map(|k| k.supplied.clone()).unwrap_or_default()),
    };
    let container = container.map(|c| (*c).clone());
    let as_before = |k: &&store::Known| {
        let live = !version.is_some_and(|v| v.superseded);
        live && k.current
            && k.supplied == supplied
            && k.container == container
            && k.sha256 == hex(&Sha256::digest(&bytes))
    };
    if let Some(earlier) = earlier.filter(as_before) {
        return Outcome::Unchanged { absent: earlier.absent };
    }
    let text = unwrapped.as_ref().map_or(&bytes, |u| &u.bytes);
    if bytes.is_empty() {
        return reject(RejectReason::Empty, "the file is empty".into());
    }
    if let Some(what) = inputs::foreign_format(text) {
        return reject(RejectReason::Binary, format!("{what}, not text"));
    }
    let read = catch_unwind(AssertUnwindSafe(|| {
        let decoded = decode(text);
        if !inputs::is_text(&decoded.text) {
            return Err((RejectReason::Binary, "no text in any known encoding"));
        }
        if decoded.text.trim().is_empty() {
            return Err((RejectReason::Empty, "no text in it"));
        }
        // A page of nothing but navigation is a document without a text: its original is worth keeping.
        Ok(read_decoded(&path, &bytes, &decoded, supplied, container))
    }));
    match read {
        Ok(Ok(record)) => Outcome::Read(Box::new((record, Some(bytes)))),
        Ok(Err((reason, message))) => reject(reason, message.into()),
        Err(panic) => Outcome::Rejected(failed(&path, &panic_message(&*panic))),
    }
}

pub(super) fn failed(path: &str, problem: &str) -> Reject {
    Reject { path: path.to_owned(), reason: RejectReason::Failed, message: format!("the reader failed: {problem}") }
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no reason given".into())
}

/// What takes room while it is in work.
pub(super) fn weight(item: &Result<Item, Reject>) -> u64 {
    item.as_ref().map_or(0, Item::size)
}
