//! One input, looked at: read, known already or passed over. Runs on the threads that read.

use super::reader::{hex, origin};
use crate::{
    clean::clean,
    containers::{self, wrapped::Unwrapped},
    context::Context,
    decode::{Decoded, decode},
    document::Document,
    extract::{Origin, extract_all},
    inputs::{self, Item, Source, Version},
    record::{Container, Record, Supplied},
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

impl<O> Examined<O> {
    /// The same with what `f` makes of path and outcome.
    pub(super) fn map<P>(self, f: impl FnOnce(&str, O) -> P) -> Examined<P> {
        let Self { path, progress, in_container, version, outcome } = self;
        let outcome = f(&path, outcome);
        Examined { path, progress, in_container, version, outcome }
    }
}

/// Looks at what the finder gave; the documents among it are read together, stage by stage.
pub(super) fn examine_all(
    found: Vec<Result<Item, Reject>>,
    max_bytes: u64,
    known: &HashMap<String, store::Known>,
    context: Option<&Context>,
) -> Vec<Examined<Outcome>> {
    let seen: Vec<Examined<Seen>> = found.into_iter().map(|f| look_any(f, max_bytes, known, context)).collect();
    let unread: Vec<&Unread> = seen.iter().filter_map(|e| e.outcome.unread()).collect();
    let mut read = read_all(&unread).into_iter();
    let mut outcome = |_: &str, seen: Seen| match seen {
        Seen::Settled(outcome) => outcome,
        Seen::Unread(unread) => match read.next() {
            Some(Ok(record)) => Outcome::Read(Box::new((record, Some(unread.bytes)))),
            Some(Err((reason, message))) => Outcome::Rejected(Reject { path: unread.path, reason, message }),
            None => Outcome::Rejected(failed(&unread.path, "it was passed over")),
        },
    };
    seen.into_iter().map(|e| e.map(&mut outcome)).collect()
}

/// An input before it is read.
enum Seen {
    /// It is not to be read, or has been elsewhere.
    Settled(Outcome),
    Unread(Box<Unread>),
}

impl Seen {
    fn unread(&self) -> Option<&Unread> {
        match self {
            Self::Unread(unread) => Some(unread),
            Self::Settled(_) => None,
        }
    }
}

/// A document before it is read.
struct Unread {
    path: String,
    bytes: Vec<u8>,
    /// What was wrapped in them.
    unwrapped: Option<Unwrapped>,
    supplied: Supplied,
    container: Option<Container>,
}

impl Unread {
    fn text(&self) -> &[u8] {
        self.unwrapped.as_ref().map_or(&self.bytes, |u| &u.bytes)
    }
}

fn look_any(
    found: Result<Item, Reject>,
    max_bytes: u64,
    known: &HashMap<String, store::Known>,
    context: Option<&Context>,
) -> Examined<Seen> {
    match found {
        Ok(item) => {
            let (path, progress, version) = (item.path.clone(), item.progress, item.version);
            let in_container = item.container.is_some() && version.is_none();
            let outcome = look(item, max_bytes, known, context).unwrap_or_else(Seen::Settled);
            Examined { path, progress, in_container, version, outcome }
        }
        Err(reject) => {
            let in_container = reject.path.contains("!/");
            let path = reject.path.clone();
            let outcome = Seen::Settled(Outcome::Rejected(reject));
            Examined { path, progress: 0, in_container, version: None, outcome }
        }
    }
}

/// A document that is to be read, unless it is known and unchanged or no document at all.
fn look(
    item: Item,
    max_bytes: u64,
    known: &HashMap<String, store::Known>,
    context: Option<&Context>,
) -> Result<Seen, Outcome> {
    let Item { path, source, container, supplied: told, version, .. } = item;
    let source = match source {
        Source::Record(record) => return Err(Outcome::Read(Box::new((*record, None)))),
        bytes => bytes,
    };
    let reject = |reason, message: String| Outcome::Rejected(Reject { path: path.clone(), reason, message });
    let bytes = inputs::read(&path, source, max_bytes).map_err(Outcome::Rejected)?;
    let unwrapped = catch_unwind(AssertUnwindSafe(|| containers::wrapped::unwrap(&bytes, max_bytes)))
        .map_err(|panic| Outcome::Rejected(failed(&path, &panic_message(&*panic))))?
        .transpose()
        .map_err(|problem| reject(RejectReason::Damaged, problem))?;
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
        return Err(Outcome::Unchanged { absent: earlier.absent });
    }
    if bytes.is_empty() {
        return Err(reject(RejectReason::Empty, "the file is empty".into()));
    }
    let unread = Unread { path, bytes, unwrapped, supplied, container };
    match inputs::foreign_format(unread.text()) {
        Some(what) => {
            let message = format!("{what}, not text");
            Err(Outcome::Rejected(Reject { path: unread.path, reason: RejectReason::Binary, message }))
        }
        None => Ok(Seen::Unread(Box::new(unread))),
    }
}

type Read = Result<Record, (RejectReason, String)>;

/// Reads documents together. A panic in a reader costs one document: then each is read by itself.
fn read_all(unread: &[&Unread]) -> Vec<Read> {
    let one = |unread: &&Unread| {
        let read = catch_unwind(AssertUnwindSafe(|| read_together(&[*unread])));
        read.unwrap_or_else(|panic| {
            let Reject { reason, message, .. } = failed(&unread.path, &panic_message(&*panic));
            vec![Err((reason, message))]
        })
    };
    let together = catch_unwind(AssertUnwindSafe(|| read_together(unread)));
    together.unwrap_or_else(|_| unread.iter().flat_map(one).collect())
}

/// Reads documents stage by stage.
fn read_together(unread: &[&Unread]) -> Vec<Read> {
    let decoded: Vec<Result<Decoded, _>> = unread.iter().map(|u| decoded(u.text())).collect();
    let texts = unread.iter().zip(&decoded).filter_map(|(u, d)| Some((u, d.as_ref().ok()?)));
    let cleaned: Vec<(Document, Origin)> = texts
        .map(|(u, decoded)| (clean(decoded), origin(&u.path, &u.bytes, u.supplied.clone(), u.container.clone())))
        .collect();
    let mut records = extract_all(cleaned.iter().map(|(document, origin)| (document, origin))).into_iter();
    let passed_over = || Err((RejectReason::Failed, "it was passed over".to_owned()));
    decoded.into_iter().map(|d| d.and_then(|_| records.next().map_or_else(passed_over, Ok))).collect()
}

/// The text of a document.
fn decoded(bytes: &[u8]) -> Result<Decoded, (RejectReason, String)> {
    let decoded = decode(bytes);
    if !inputs::is_text(&decoded.text) {
        return Err((RejectReason::Binary, "no text in any known encoding".into()));
    }
    if decoded.text.trim().is_empty() {
        return Err((RejectReason::Empty, "no text in it".into()));
    }
    // A page of nothing but navigation is a document without a text: its original is worth keeping.
    Ok(decoded)
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
