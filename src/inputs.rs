//! What the user names on the command line, as a list of documents to read. Files and folders; containers come here.
//!
//! A document's path is the root's own name (or the label given with `--as`) and what lies below it, in Unicode's
//! composed form, with `/`; never a path of the machine.
//!
//! Of a folder, hidden files and folders (`.git`, `.DS_Store`) and files named `README` or `README.…`, in any case, are
//! passed over in silence: they are about the folder. Whoever names such a file on the command line gets it read.

use crate::{
    Error, Result,
    store::{Reject, RejectReason},
};
use std::{
    collections::HashSet,
    fs, io,
    path::{Component, Path, PathBuf},
};
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

/// One document to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Path in the archive.
    pub path: String,
    /// The file.
    pub file: PathBuf,
    /// Its length in bytes as listed; it may have changed since.
    pub size: u64,
}

/// Everything below the roots.
#[derive(Debug, Default)]
pub struct Listing {
    /// Documents in order of their paths.
    pub inputs: Vec<Input>,
    /// What could not be listed.
    pub rejects: Vec<Reject>,
    /// Names of the roots.
    pub roots: Vec<Root>,
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
        let name = match label {
            Some(label) => checked_label(label, paths.len())?,
            None => own_name(path)?,
        };
        if listing.roots.iter().any(|root| root.name == name) {
            let problem = format!(
                "two inputs are both named “{name}”; build them one after the other, with --as LABEL for one of them"
            );
            return Err(Error::Request(problem));
        }
        walk(path, &name, except, &mut listing)?;
        listing.roots.push(Root { name, labelled: label.is_some() });
    }
    listing.inputs.sort_by(|a, b| a.path.cmp(&b.path));
    refuse_same_paths(&mut listing);
    Ok(listing)
}

/// Reads a document.
///
/// # Errors
/// The reason for passing it over.
pub fn read(input: &Input, max_bytes: u64) -> Result<Vec<u8>, Reject> {
    use std::io::Read;
    let unreadable =
        |e: io::Error| Reject { path: input.path.clone(), reason: RejectReason::Unreadable, message: reason(&e) };
    let mut bytes = Vec::with_capacity(usize::try_from(input.size.min(max_bytes)).unwrap_or(0) + 1);
    let file = fs::File::open(&input.file).map_err(unreadable)?;
    file.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > max_bytes {
        return Err(Reject {
            path: input.path.clone(),
            reason: RejectReason::TooLarge,
            message: format!("larger than {max_bytes} bytes"),
        });
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
        (b"PK\x03\x04", "a zip file or office document"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old office document"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"RIFF", "a picture, sound or film"),
        (b"\x1F\x8B", "a gzip file"),
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
