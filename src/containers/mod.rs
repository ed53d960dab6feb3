//! Files that hold documents: archives, web archives, tables. Each member gets a name of its own, and is handed on as it
//! comes, so that a container of any size is read in bounded memory.
//!
//! | file | what is read |
//! | --- | --- |
//! | `.zip` | every file in it |
//! | `.tar`, `.tar.gz`, `.tgz` | every file in it |
//! | `.gz` | the one file in it |
//! | `.jsonl`, `.ndjson`, `.csv`, `.tsv`, also `….gz` | every line a document, see [`table`] |
//! | `.warc`, `.warc.gz` | every page that was retrieved, see [`warc`] |
//!
//! A container inside a container is read too, but none inside that. Word documents and saved web pages (`.docx`, `.mht`)
//! are documents, not containers: [`unwrap`](wrapped::unwrap) gives their text.
//!
//! Nothing is trusted: sizes are counted while reading ([`Limits`]), names are names and never paths of this machine,
//! what is damaged gives the members before the damage and a word about the rest.

pub mod docx;
mod gzip;
pub mod mime;
mod names;
pub mod table;
mod tar;
pub mod warc;
pub mod workbook;
pub mod wrapped;
mod zip;

use crate::{record::Supplied, store::RejectReason};
use std::{
    io::{self, Read, Seek},
    ops::ControlFlow,
    path::Path,
};
pub use table::Columns;

/// Bounds within which containers are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Longest member in bytes, unpacked; also the longest container inside a container, which is held in memory.
    pub member_bytes: u64,
    /// Most bytes that a container may hold, unpacked.
    pub total_bytes: u64,
    /// Most members of a container.
    pub members: u64,
    /// How many times larger than its packed form a container may become.
    pub ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { member_bytes: 64 << 20, total_bytes: 1 << 40, members: 20_000_000, ratio: 200 }
    }
}

/// Bytes that any container may unpack to, whatever its [`Limits::ratio`]: a thousand copies of a page pack very well.
const ALWAYS_ALLOWED: u64 = 256 << 20;

impl Limits {
    /// Why a container that took `packed` bytes so far must not give `unpacked`; `None` if it may.
    fn exceeded(&self, packed: u64, unpacked: u64) -> Option<String> {
        if unpacked > self.total_bytes {
            return Some(format!("holds more than {} bytes", self.total_bytes));
        }
        let swollen = unpacked > ALWAYS_ALLOWED && unpacked / self.ratio.max(1) > packed.max(1);
        swollen.then(|| format!("unpacks to more than {} times its size", self.ratio))
    }
}

/// How a file is read that is a container by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `.zip`.
    Zip,
    /// `.tar`.
    Tar,
    /// Anything packed by gzip: what it is shows when it is unpacked.
    Gzip,
    /// `.jsonl`.
    Lines,
    /// `.csv`, `.tsv`.
    Table,
    /// `.warc`.
    Warc,
}

impl Kind {
    /// By the ending of a file's name; `None` for a document.
    pub fn of(name: &str) -> Option<Self> {
        let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
        match ending.as_str() {
            "zip" => Some(Self::Zip),
            "tar" => Some(Self::Tar),
            "gz" | "tgz" => Some(Self::Gzip),
            "jsonl" | "ndjson" => Some(Self::Lines),
            "csv" | "tsv" => Some(Self::Table),
            "warc" => Some(Self::Warc),
            _ => None,
        }
    }
}

/// The ending that a container without a name should have, by its first bytes; empty for a document.
pub fn ending(head: &[u8]) -> &'static str {
    match head {
        [b'P', b'K', 3, 4, ..] => ".zip",
        [0x1F, 0x8B, ..] => ".gz",
        _ if head.starts_with(b"WARC/") => ".warc",
        _ if head.get(257..262) == Some(b"ustar") => ".tar",
        _ if head.trim_ascii_start().starts_with(b"{\"") => ".jsonl",
        _ => "",
    }
}

/// A document in a container.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name below the container, with `/`, without `..`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What the container says of it.
    pub supplied: Supplied,
}

/// Something that is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Name below the container; `None`: the container itself, from here on.
    pub name: Option<String>,
    /// Why.
    pub reason: RejectReason,
    /// One English sentence.
    pub message: String,
}

/// Takes what is found; tells whether to go on.
pub type Sink<'a> = &'a mut dyn FnMut(Result<Member, Refused>) -> ControlFlow<()>;

/// What a reader gives back: whether to go on with the next.
type Flow = ControlFlow<()>;

/// How containers are read.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// Bounds.
    pub limits: Limits,
    /// Columns of tables.
    pub columns: Columns,
}

impl Reader {
    /// Reads a container of `packed` bytes, which `name` shows to be of some [`Kind`].
    pub fn read(&self, name: &str, file: impl Read + Seek, packed: u64, sink: Sink<'_>) {
        // Whether the caller wants no more makes no difference any more.
        let _ = self.top(name, file, packed, sink);
    }

    fn top(&self, name: &str, file: impl Read + Seek, packed: u64, sink: Sink<'_>) -> Flow {
        let mut count = 0u64;
        let limits = self.limits;
        // Members of containers inside are counted together with those outside.
        let mut counted = |found: Result<Member, Refused>| {
            count += 1;
            if count > limits.members {
                let message = format!("holds more than {} documents", limits.members);
                let _ = sink(Err(Refused { name: None, reason: RejectReason::TooLarge, message }));
                return Flow::Break(());
            }
            sink(found)
        };
        let mut nested = |found: Result<Member, Refused>| match found {
            Ok(member) => self.member(member, &mut counted),
            refused => counted(refused),
        };
        self.open(name, file, packed, &mut nested)
    }

    /// A member of the outer container: opened if it is a container itself.
    fn member(&self, member: Member, sink: Sink<'_>) -> Flow {
        if Kind::of(&member.name).is_none() || member.bytes.is_empty() {
            return sink(Ok(member));
        }
        let outer = member.name.clone();
        let packed = member.bytes.len() as u64;
        let below = |name: &str| format!("{outer}!/{name}");
        let mut inner = |found: Result<Member, Refused>| match found {
            Ok(m) if Kind::of(&m.name).is_some() => sink(Err(Refused {
                name: Some(below(&m.name)),
                reason: RejectReason::TooDeep,
                message: "a container in a container in a container; unpack the outermost".into(),
            })),
            Ok(m) => sink(Ok(Member { name: below(&m.name), ..m })),
            Err(r) => sink(Err(Refused { name: Some(r.name.map_or_else(|| outer.clone(), |n| below(&n))), ..r })),
        };
        self.open(&member.name, io::Cursor::new(member.bytes), packed, &mut inner)
    }

    fn open<R: Read + Seek>(&self, name: &str, source: R, packed: u64, sink: Sink<'_>) -> Flow {
        let stem = Path::new(name).file_name().map_or_else(|| name.to_owned(), |n| n.to_string_lossy().into_owned());
        match Kind::of(name) {
            Some(Kind::Zip) => zip::read(source, packed, &self.limits, sink),
            Some(Kind::Tar) => tar::read(source, &self.limits, sink),
            Some(Kind::Gzip) => gzip::read(&stem, source, self, sink),
            Some(Kind::Lines) => table::lines(source, &self.columns, &self.limits, sink),
            Some(Kind::Table) => table::delimited(source, &self.columns, &self.limits, sink),
            Some(Kind::Warc) => warc::read(source, &self.limits, sink),
            None => Flow::Continue(()),
        }
    }
}

/// The container is broken from here on.
fn damaged(sink: Sink<'_>, what: impl std::fmt::Display) -> Flow {
    let message = format!("is damaged or cut off, what comes before was read: {what}");
    sink(Err(Refused { name: None, reason: RejectReason::Damaged, message }))
}

/// The container breaks the [`Limits`]: nothing more is read of it.
fn over_limit(sink: Sink<'_>, message: String) -> Flow {
    sink(Err(Refused { name: None, reason: RejectReason::TooLarge, message }))
}

fn refused(sink: Sink<'_>, name: String, reason: RejectReason, message: impl Into<String>) -> Flow {
    sink(Err(Refused { name: Some(name), reason, message: message.into() }))
}

/// All of `source`, or `None` if it is longer than `limit` bytes.
fn read_bounded(source: impl Read, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    source.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

fn too_long(limit: u64) -> String {
    format!("larger than {limit} bytes")
}
