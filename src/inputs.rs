//! What the user names on the command line, as a list of documents to read: files, folders, containers ([`crate::containers`]),
//! and `-` for standard input.
//!
//! A document's path is the root's own name (or the label given with `--as`) and what lies below it, in Unicode's
//! composed form, with `/`; never a path of the machine. A member of a container follows `!/`: `heap.zip!/a/b.html`.
//! Standard input is named by its label or `stdin`; if it is a container, the ending of the label says so, or its first
//! bytes.
//!
//! Of a folder, hidden files and folders (`.git`, `.DS_Store`) and files named `README` or `README.…`, in any case, are
//! passed over in silence: they are about the folder. Whoever names such a file on the command line gets it read.

use crate::{
    Error, Result,
    containers::{self, Kind, Reader},
    record::{Container, Record, Supplied},
    store::{Reject, RejectReason},
};
use sha2::{Digest, Sha256};
use std::{
    collections::HashSet,
    fs,
    io::{self, Read, Seek, SeekFrom},
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Component, Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

/// One file to read: a document or a container of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Path in the archive.
    pub path: String,
    /// The file.
    pub file: PathBuf,
    /// Its length in bytes as listed; it may have changed since.
    pub size: u64,
}

impl Input {
    /// Whether it holds documents rather than being one.
    pub fn is_container(&self) -> bool {
        Kind::of(&self.path).is_some()
    }
}

/// One document to read.
#[derive(Debug)]
pub struct Item {
    /// Path in the archive.
    pub path: String,
    /// Where its bytes are.
    pub source: Source,
    /// Bytes by which the run is further when it is done: those of the file, or what was read of the container.
    pub progress: u64,
    /// The container in which it lies.
    pub container: Option<Arc<Container>>,
    /// What the container says of it.
    pub supplied: Option<Box<Supplied>>,
    /// Which version of its page it is, where another archive told; `None` for files, which are what is there now.
    pub version: Option<Version>,
}

/// What another archive knows of a document's file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// It had vanished.
    pub absent: bool,
    /// A later version of it came.
    pub superseded: bool,
}

/// Where the bytes of an [`Item`] are.
#[derive(Debug)]
pub enum Source {
    /// Still to be read, of that length when it was listed.
    File(PathBuf, u64),
    /// Unpacked.
    Bytes(Vec<u8>),
    /// What was read in it earlier; the bytes are lost.
    Record(Box<Record>),
}

impl Item {
    /// Its length in bytes, of a file as it was listed.
    pub fn size(&self) -> u64 {
        match &self.source {
            Source::File(_, size) => *size,
            Source::Bytes(bytes) => bytes.len() as u64,
            Source::Record(record) => record.size,
        }
    }
}

/// Everything below the roots.
#[derive(Debug, Default)]
pub struct Listing {
    /// Files in order of their paths.
    pub inputs: Vec<Input>,
    /// What could not be listed.
    pub rejects: Vec<Reject>,
    /// Names of the roots.
    pub roots: Vec<Root>,
    /// Standard input, written to a file because containers are read at several places; removed when this is dropped.
    spooled: Vec<tempfile::TempPath>,
}

/// One root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// Its own name, or the user's label.
    pub name: String,
    /// Whether the user gave the name.
    pub labelled: bool,
}

/// Lists the documents below `paths`. Hidden files and folders, files named `README`, and the files in `except` are left
/// out.
///
/// # Errors
/// When a path does not exist or has no name of its own, or when two roots have the same name.
pub fn list(paths: &[PathBuf], label: Option<&str>, except: &[PathBuf]) -> Result<Listing> {
    let mut listing = Listing::default();
    for path in paths {
        let label = label.map(|label| checked_label(label, paths.len())).transpose()?;
        let is_stdin = path == Path::new("-");
        let (path, name) = match &label {
            _ if is_stdin => listing.spool(label.as_deref())?,
            Some(label) => (path.clone(), label.clone()),
            None => (path.clone(), own_name(path)?),
        };
        if listing.roots.iter().any(|root| root.name == name) {
            let problem = format!(
                "two inputs are both named “{name}”; build them one after the other, with --as LABEL for one of them"
            );
            return Err(Error::Request(problem));
        }
        walk(&path, &name, except, &mut listing)?;
        listing.roots.push(Root { name, labelled: label.is_some() });
    }
    listing.inputs.sort_by(|a, b| a.path.cmp(&b.path));
    refuse_same_paths(&mut listing);
    Ok(listing)
}

impl Listing {
    /// Writes standard input to a file; gives that and the name of the root.
    fn spool(&mut self, label: Option<&str>) -> Result<(PathBuf, String)> {
        let failed = |e| Error::io("standard input", e);
        let (mut file, path) = tempfile::NamedTempFile::new().map_err(failed)?.into_parts();
        io::copy(&mut io::stdin().lock(), &mut file).map_err(failed)?;
        let mut head = Vec::new();
        file.seek(SeekFrom::Start(0)).and_then(|_| file.take(512).read_to_end(&mut head)).map_err(failed)?;
        let name = label.map_or_else(|| format!("stdin{}", containers::ending(&head)), str::to_owned);
        let file = path.to_path_buf();
        self.spooled.push(path);
        Ok((file, name))
    }
}

/// Gives every document of `inputs`, containers unpacked.
pub fn each(inputs: Vec<Input>, reader: &Reader, give: &mut dyn FnMut(Result<Item, Reject>) -> ControlFlow<()>) {
    for input in inputs {
        let flow = if input.is_container() {
            unpack(&input, reader, give)
        } else {
            let Input { path, file, size } = input;
            give(Ok(Item {
                path,
                source: Source::File(file, size),
                progress: size,
                container: None,
                supplied: None,
                version: None,
            }))
        };
        if flow.is_break() {
            return;
        }
    }
}

/// Gives the members of a container. A panic in its reader costs the rest of it.
fn unpack(
    input: &Input,
    reader: &Reader,
    give: &mut dyn FnMut(Result<Item, Reject>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let reject = |reason, message| Reject { path: input.path.clone(), reason, message };
    let (file, sha256) = match opened(&input.file) {
        Ok(opened) => opened,
        Err(e) => return give(Err(reject(RejectReason::Unreadable, reason(&e)))),
    };
    let container = Arc::new(Container { name: input.path.clone(), sha256 });
    let place = Arc::new(AtomicU64::new(0));
    let mut before = 0;
    let mut flow = ControlFlow::Continue(());
    let mut sink = |found: Result<containers::Member, containers::Refused>| {
        let now = place.load(Ordering::Relaxed).min(input.size);
        let progress = now.saturating_sub(before);
        before = before.max(now);
        flow = match found {
            Ok(m) => give(Ok(Item {
                path: format!("{}!/{}", input.path, m.name),
                source: Source::Bytes(m.bytes),
                progress,
                container: Some(container.clone()),
                supplied: (!m.supplied.is_empty()).then(|| Box::new(m.supplied)),
                version: None,
            })),
            Err(r) => {
                let path = r.name.map_or_else(|| input.path.clone(), |name| format!("{}!/{name}", input.path));
                give(Err(Reject { path, reason: r.reason, message: r.message }))
            }
        };
        flow
    };
    let file = Counting { inner: file, place: place.clone() };
    let read = catch_unwind(AssertUnwindSafe(|| reader.read(&input.path, file, input.size, &mut sink)));
    flow?;
    match read {
        Ok(()) => ControlFlow::Continue(()),
        Err(_) => give(Err(reject(RejectReason::Failed, "the reader of this kind of container failed".into()))),
    }
}

/// The file at its beginning, and its SHA-256.
fn opened(path: &Path) -> io::Result<(fs::File, String)> {
    let mut file = fs::File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => break,
            read => hash.update(&buffer[..read]),
        }
    }
    file.seek(SeekFrom::Start(0))?;
    Ok((file, data_encoding::HEXLOWER.encode(&hash.finalize())))
}

/// Tells how much of a container was read.
struct Counting {
    inner: fs::File,
    place: Arc<AtomicU64>,
}

impl Read for Counting {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.place.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl Seek for Counting {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// The bytes of a document.
///
/// # Errors
/// The reason for passing it over.
pub fn read(path: &str, source: Source, max_bytes: u64) -> Result<Vec<u8>, Reject> {
    let reject = |reason, message| Reject { path: path.to_owned(), reason, message };
    let (file, size) = match source {
        Source::Bytes(bytes) => return Ok(bytes),
        Source::Record(_) => return Err(reject(RejectReason::Unreadable, "its bytes are not there".into())),
        Source::File(file, size) => (file, size),
    };
    let unreadable = |e: io::Error| reject(RejectReason::Unreadable, reason(&e));
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(max_bytes)).unwrap_or(0) + 1);
    let file = fs::File::open(file).map_err(unreadable)?;
    file.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > max_bytes {
        return Err(reject(RejectReason::TooLarge, format!("larger than {max_bytes} bytes")));
    }
    Ok(bytes)
}

/// What the system says of an error, without paths.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        io::ErrorKind::NotFound => "no such file (a link that leads nowhere?)".into(),
        kind => kind.to_string(),
    }
}

fn checked_label(label: &str, roots: usize) -> Result<String> {
    if roots != 1 {
        return Err(Error::Request("--as names one input; build several inputs one after the other".into()));
    }
    let bad = label.is_empty() || label == "." || label == ".." || label.contains(['/', '\\', '\0']);
    if bad {
        Err(Error::Request(format!("“{label}” cannot be a label: use a plain name without /")))
    } else {
        Ok(label.nfc().collect())
    }
}

fn own_name(path: &Path) -> Result<String> {
    let last = |p: &Path| match p.components().next_back() {
        Some(Component::Normal(name)) => Some(printable(name)),
        _ => None,
    };
    if let Some(name) = last(path) {
        return Ok(name);
    }
    let full = fs::canonicalize(path).map_err(|e| Error::io(path, e))?;
    last(&full).ok_or_else(|| {
        Error::Request(format!("{} has no name of its own; give it one with --as LABEL", path.display()))
    })
}

/// A file name as text: bytes that are not UTF-8 become `%B5`, and composed form.
fn printable(name: &std::ffi::OsStr) -> String {
    let mut out = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(chunk.invalid().iter().map(|byte| format!("%{byte:02X}")));
    }
    out.nfc().collect()
}

fn walk(root: &Path, name: &str, except: &[PathBuf], listing: &mut Listing) -> Result<()> {
    fs::metadata(root).map_err(|e| Error::io(root, e))?;
    let skipped = |e: &walkdir::DirEntry| {
        let name = e.file_name().as_encoded_bytes();
        e.depth() > 0 && (name.starts_with(b".") || (!e.file_type().is_dir() && is_readme(name)))
    };
    let entries = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter().filter_entry(|e| !skipped(e));
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if is_excepted(entry.path(), except) => {}
            Ok(entry) if entry.file_type().is_file() => {
                let size = entry.metadata().map_or(0, |m| m.len());
                listing.inputs.push(Input { path: below(root, entry.path(), name), file: entry.into_path(), size });
            }
            Ok(entry) => listing.rejects.push(Reject {
                path: below(root, entry.path(), name),
                reason: RejectReason::SpecialFile,
                message: "neither file nor folder".into(),
            }),
            Err(e) => {
                let reject = unlisted(root, name, &e);
                listing.rejects.extend(reject.filter(|r| !r.path.rsplit('/').next().unwrap_or("").starts_with('.')));
            }
        }
    }
    Ok(())
}

/// `README`, `README.md`, `readme.zh.txt`; not `readmission.txt`.
pub fn is_readme(name: &[u8]) -> bool {
    let stem = name.split(|b| *b == b'.').next().unwrap_or(name);
    stem.eq_ignore_ascii_case(b"readme")
}

fn is_excepted(path: &Path, except: &[PathBuf]) -> bool {
    !except.is_empty() && fs::canonicalize(path).is_ok_and(|full| except.contains(&full))
}

fn unlisted(root: &Path, name: &str, error: &walkdir::Error) -> Option<Reject> {
    let path = below(root, error.path()?, name);
    let (reason, message) = match error.io_error() {
        _ if error.loop_ancestor().is_some() => {
            (RejectReason::SymlinkLoop, "a link that leads back to its own folder".into())
        }
        Some(e) => (RejectReason::Unreadable, reason(e)),
        None => (RejectReason::Unreadable, "cannot be listed".into()),
    };
    Some(Reject { path, reason, message })
}

/// `path` as the archive names it.
fn below(root: &Path, path: &Path, name: &str) -> String {
    let rest = path.strip_prefix(root).unwrap_or(Path::new(""));
    rest.components().fold(name.to_owned(), |so_far, part| format!("{so_far}/{}", printable(part.as_os_str())))
}

/// Two files whose names differ only in their Unicode form: the first is read, the others are reported.
fn refuse_same_paths(listing: &mut Listing) {
    let mut seen = HashSet::new();
    let (kept, same) =
        std::mem::take(&mut listing.inputs).into_iter().partition(|i: &Input| seen.insert(i.path.clone()));
    listing.inputs = kept;
    listing.rejects.extend(same.into_iter().map(|i: Input| Reject {
        path: i.path,
        reason: RejectReason::SamePath,
        message: "the name of another file differs only in its Unicode form".into(),
    }));
}

/// Name of the format when the first bytes show that it is none of ours; `None` for what may be text.
pub fn foreign_format(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a zip file (name it .zip to have it read) or office document"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old office document"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"RIFF", "a picture, sound or film"),
        (b"\x1F\x8B", "a gzip file (name it .gz to have it read)"),
        (b"BZh", "a bzip2 file"),
        (b"7z\xBC\xAF\x27\x1C", "a 7z file"),
        (b"Rar!", "a RAR file"),
        (b"\xFD7zXZ\0", "an xz file"),
        (b"SQLite format 3\0", "a SQLite database"),
        (b"\x7FELF", "a program"),
        (b"ID3", "sound"),
    ];
    SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|(_, name)| *name)
}

/// Whether decoding gave text: at most one character in ten is a control character or could not be decoded, and seven in
/// ten are such as a page of this country holds. (Bytes of any file, read as UTF-16, are characters of all the world's
/// scripts in turn.)
pub fn is_text(decoded: &str) -> bool {
    let (mut all, mut bad, mut usual, mut nul) = (0usize, 0usize, 0usize, 0usize);
    for c in decoded.chars().filter(|c| !c.is_whitespace()) {
        // Cleaning drops stray NULs; a file that is largely NUL is another matter.
        if c == '\0' {
            nul += 1;
            continue;
        }
        all += 1;
        bad += usize::from(c == '\u{fffd}' || c.is_control());
        usual += usize::from(is_usual(c));
    }
    bad * 10 <= all && usual * 10 >= all * 7 && nul * 4 <= all
}

/// Han, its punctuation and full-width forms, Latin, Cyrillic, and the scripts of the autonomous regions.
fn is_usual(c: char) -> bool {
    matches!(c,
        '!'..='~' | '\u{a0}'..='\u{52f}' | '\u{600}'..='\u{6ff}' | '\u{f00}'..='\u{fff}' | '\u{1800}'..='\u{18af}'
        | '\u{2000}'..='\u{206f}' | '\u{2460}'..='\u{24ff}' | '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}'
        | '\u{feff}' | '\u{ff00}'..='\u{ffef}')
}
