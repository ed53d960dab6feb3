//! The only place that sees decode, clean, extract, store and resolve together.

mod archives;
mod ordered;

use crate::{
    Error, Result,
    clean::clean,
    containers::{self, Columns, Limits, Reader},
    context::Context,
    corrections::Corrections,
    decode::{Decoded, decode},
    extract,
    inputs::{self, Item, Listing, Source, Version},
    lexicon::own,
    record::{Container, Record, Supplied},
    store::{self, Archive, Fresh, Packed, Problem, Reject, RejectReason, Stage, Stop, Update, UpdateCounts},
};
use archives::Archives;
use sha2::{Digest, Sha256};
use std::{
    collections::{HashMap, HashSet},
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, BufRead},
    num::NonZeroUsize,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::OnceLock,
};

/// Bytes of one input above which it is passed over, unless the user says otherwise: forty novels.
pub const MAX_BYTES: u64 = 64 << 20;

/// Bytes of documents that may be in work at once. What is read in them takes many times the room.
const IN_WORK: u64 = 8 << 20;

/// Share of a root's documents (one in so many) that `--sync` removes without being asked twice.
const SYNC_ASKS_ABOVE: usize = 10;

/// What `build` and `extract` shall do.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// Files and folders.
    pub inputs: Vec<PathBuf>,
    /// Name to use for the one input instead of its own.
    pub label: Option<String>,
    /// Threads that read documents; `None`: as many as there are cores.
    pub threads: Option<NonZeroUsize>,
    /// Longest document in bytes.
    pub max_bytes: u64,
    /// Bounds of containers; [`BuildOptions::max_bytes`] goes for their members too.
    pub limits: Limits,
    /// Columns of tables of documents.
    pub columns: Columns,
    /// Remove documents whose files vanished.
    pub sync: bool,
    /// Remove even if they are many.
    pub yes: bool,
    /// Change nothing, only count.
    pub dry_run: bool,
    /// What the user knows of the documents: a table (see [`crate::context`]). `None`: what was supplied in earlier runs
    /// stays.
    pub context: Option<PathBuf>,
    /// What the user knows better than the reader: a table (see [`crate::corrections`]).
    pub corrections: Option<PathBuf>,
    /// Take back the corrections of earlier runs instead of asking for them.
    pub uncorrected: bool,
    /// Asks the run to stop.
    pub stop: Stop,
}

impl BuildOptions {
    /// The usual options for `inputs`.
    pub fn new(inputs: Vec<PathBuf>) -> Self {
        Self {
            inputs,
            label: None,
            threads: None,
            max_bytes: MAX_BYTES,
            limits: Limits::default(),
            columns: Columns::default(),
            sync: false,
            yes: false,
            dry_run: false,
            context: None,
            corrections: None,
            uncorrected: false,
            stop: Stop::default(),
        }
    }

    fn context(&self) -> Result<Option<Context>> {
        let read = |file: &PathBuf| Context::parse(file, &fs::read(file).map_err(|e| Error::io(file, e))?);
        self.context.as_ref().map(read).transpose()
    }

    fn corrections(&self) -> Result<Option<Corrections>> {
        let read = |file: &PathBuf| Corrections::parse(file, &fs::read(file).map_err(|e| Error::io(file, e))?);
        self.corrections.as_ref().map(read).transpose()
    }

    fn reader(&self) -> Reader {
        let limits = Limits { member_bytes: self.max_bytes, ..self.limits };
        Reader { limits, columns: self.columns.clone() }
    }

    fn threads(&self) -> NonZeroUsize {
        let cores = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        self.threads.unwrap_or_else(cores)
    }
}

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildSummary {
    /// Documents added, updated, unchanged …
    pub counts: UpdateCounts,
    /// Inputs passed over, in order of their paths.
    pub rejects: Vec<Reject>,
    /// What each correction did; empty when they were applied before and nothing changed since.
    pub corrected: Vec<String>,
    /// What the user may have meant otherwise: lines of a context file that fit no input …
    pub remarks: Vec<String>,
}

/// Where a run stands, for a progress bar. Called from one thread.
pub trait Progress {
    /// `documents` of `bytes` in all are going to be read; `None` if that is not known.
    fn begin(&self, documents: Option<u64>, bytes: Option<u64>);
    /// One more document of `bytes` is done.
    fn advance(&self, bytes: u64);
    /// What is going on now; [`Stage::Reading`] comes with [`Progress::begin`].
    fn stage(&self, _: Stage) {}
}

/// Shows nothing.
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Option<u64>, _: Option<u64>) {}
    fn advance(&self, _: u64) {}
}

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
fn reader() -> String {
    match LEXICON.get().and_then(Option::as_ref) {
        Some(mark) => format!("{}+{mark}", store::READER),
        None => store::READER.to_owned(),
    }
}

/// Reads one document: bytes to record. `path` is stored as given.
pub fn read_document(path: &str, bytes: &[u8]) -> Record {
    read_decoded(path, bytes, &decode(bytes), Supplied::default(), None)
}

fn read_decoded(
    path: &str,
    bytes: &[u8],
    decoded: &Decoded,
    supplied: Supplied,
    container: Option<Container>,
) -> Record {
    let (sha256, size) = (hex(&Sha256::digest(bytes)), bytes.len() as u64);
    let origin = extract::Origin { path: path.to_owned(), sha256, size, supplied, container };
    extract::extract(&clean(decoded), &origin)
}

/// Makes or updates the archive at `target`. A fresh archive is written beside it and renamed, an update is one
/// transaction: whatever happens, the file at `target` is whole.
///
/// # Errors
/// When an input does not exist, a root's name is taken by other files, or the archive cannot be written. An input that
/// cannot be read is no error but a reject.
pub fn build(options: &BuildOptions, target: &Path, progress: &dyn Progress) -> Result<BuildSummary> {
    let context = options.context()?;
    let except = own_files(target);
    let (archives, files) = Archives::open(&options.inputs, options.label.as_deref(), Some(target))?;
    let listing = inputs::list(&files, options.label.as_deref(), &except)?;
    let bytes = archives.bytes()? + listing.inputs.iter().map(|i| i.size).sum::<u64>();
    let (dry_run, uncorrected) = (options.dry_run, options.uncorrected);
    let how = ChangeOptions { dry_run, corrections: options.corrections()?, uncorrected, stop: options.stop.clone() };
    change(target, Some(bytes), &how, progress, |archive| {
        run_build(options, Heap { listing, archives, bytes }, context.as_ref(), archive, progress)
    })
    .map(|mut summary| {
        summary.remarks.extend(context.map_or(vec![], |c| unused_lines(&c)));
        summary
    })
}

fn unused_lines(context: &Context) -> Vec<String> {
    context.unused().into_iter().map(|line| format!("fits no input: {line}")).collect()
}

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
        |item| examine_any(item, options.max_bytes, &none, context.as_ref()),
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

/// What takes room while it is in work.
fn weight(item: &Result<Item, Reject>) -> u64 {
    item.as_ref().map_or(0, Item::size)
}

/// Takes lines made by `extract`, the inputs of `options`, into the archive at `target`; `-` is standard input. `load` of what `extract` printed
/// equals `build`, in any order of files and lines.
///
/// # Errors
/// When a file cannot be read, a line is no record, or the archive cannot be written.
pub fn load(options: &BuildOptions, target: &Path, progress: &dyn Progress) -> Result<BuildSummary> {
    let (files, threads) = (&options.inputs, options.threads());
    let bytes = files.iter().map(|file| fs::metadata(file).ok().map(|m| m.len())).sum();
    let how = ChangeOptions {
        dry_run: false,
        corrections: options.corrections()?,
        uncorrected: options.uncorrected,
        stop: options.stop.clone(),
    };
    change(target, bytes, &how, progress, |archive| {
        let mut update = Update::begin(archive, "load", store::READER, &now())?;
        progress.begin(None, None);
        for file in files {
            load_file(file, threads, &mut update, progress, &options.stop)?;
        }
        Ok(Job { update, rejects: vec![], remarks: vec![] })
    })
}

/// What a run has done so far.
struct Job<'a> {
    update: Update<'a>,
    rejects: Vec<Reject>,
    remarks: Vec<String>,
}

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
    ordered::run(
        kept,
        |(_, bytes, _)| bytes.len() as u64,
        IN_WORK,
        BuildOptions::new(vec![]).threads(),
        |(record, bytes, read_by)| (read_by == reader()).then(|| difference(&record, &bytes)).flatten(),
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

/// How an archive is changed.
#[derive(Default)]
struct ChangeOptions {
    dry_run: bool,
    corrections: Option<Corrections>,
    uncorrected: bool,
    stop: Stop,
}

/// Runs `job` on a fresh archive or an existing one and makes its result permanent.
fn change(
    target: &Path,
    expected: Option<u64>,
    &ChangeOptions { dry_run, ref corrections, uncorrected, ref stop }: &ChangeOptions,
    progress: &dyn Progress,
    job: impl FnOnce(&Archive) -> Result<Job<'_>>,
) -> Result<BuildSummary> {
    // Whatever broke off when it was asked to did so for that.
    let stopped = |error| if stop.is_asked() { Error::Stopped } else { error };
    let tell = |stage| progress.stage(stage);
    let finish = |archive: &Archive| -> Result<BuildSummary> {
        archive.heed(stop)?;
        let Job { mut update, rejects, mut remarks } = job(archive)?;
        update.watched(&tell);
        // Standard input that ends because its writer was stopped too must not pass for all of it.
        stop.check()?;
        if let Some(backup) = archive.backup() {
            remarks.push(format!("the archive was of an older form; as it was it is kept as {}", backup.display()));
        }
        let corrections = corrections.as_ref();
        if corrections.is_none() && !uncorrected && update.corrected_before()?.is_some() {
            return Err(Error::Request(format!(
                "{} was corrected; give its corrections again (--corrections FILE), or --uncorrected to take them back",
                target.display()
            )));
        }
        let finished = if dry_run { update.rehearse(corrections)? } else { update.finish(corrections, &now())? };
        Ok(BuildSummary { counts: finished.counts, corrected: finished.corrected, rejects, remarks })
    };
    if target.exists() {
        if dry_run && Archive::is_older(target)? {
            let problem = "is of an older form, which --dry-run does not change; run it without".into();
            return Err(Error::Archive { path: target.to_path_buf(), problem });
        }
        return finish(&Archive::open_or_create(target)?).map_err(stopped);
    }
    let fresh = Fresh::begin(target, expected)?;
    let summary = finish(fresh.archive()).map_err(stopped)?;
    if !dry_run {
        fresh.finish()?;
    }
    Ok(summary)
}

/// The archive and what stands beside it while it is written: no inputs, even if they lie in an input folder.
fn own_files(target: &Path) -> Vec<PathBuf> {
    fs::canonicalize(target).into_iter().collect()
}

/// All that a run is going to read.
struct Heap {
    listing: Listing,
    archives: Archives,
    /// Of all files and originals.
    bytes: u64,
}

fn run_build<'a>(
    options: &BuildOptions,
    heap: Heap,
    context: Option<&Context>,
    archive: &'a Archive,
    progress: &dyn Progress,
) -> Result<Job<'a>> {
    let mut update = Update::begin(archive, "build", &reader(), &now())?;
    let known = update.known()?;
    let Heap { listing, archives, bytes } = heap;
    refuse_other_roots(&listing, &known)?;
    archives.refuse_namesakes(&known)?;
    let lexicon_left_out = !reader().contains('+') && known.values().any(|k| k.with_lexicon);
    let remarks = lexicon_left_out.then(|| {
        "the archive was read with a lexicon of your own; without --lexicon what is read now does without it".into()
    });
    let remarks: Vec<String> = remarks.into_iter().collect();
    for root in &listing.roots {
        update.forget_rejects(&root.name)?;
    }
    let mut rejects = listing.rejects;
    rejects.iter().try_for_each(|reject| update.reject(reject))?;
    progress.begin(None, Some(bytes));
    let mut met = Met::default();
    let reader = options.reader();
    ordered::run(
        |give| {
            inputs::each(listing.inputs, &reader, give);
            archives.each(give)
        },
        weight,
        IN_WORK,
        options.threads(),
        |item| {
            let Examined { path, progress, in_container, version, outcome } =
                examine_any(item, options.max_bytes, &known, context);
            Examined { path, progress, in_container, version, outcome: pack(outcome) }
        },
        |examined| {
            options.stop.check()?;
            progress.advance(examined.progress);
            if examined.in_container && !met.is_new(&examined.path) {
                return refuse(&mut update, &mut rejects, same_path(&examined.path));
            }
            match examined.outcome {
                Prepared::Read(read) => match store::problem(&read.0) {
                    None => put(&mut update, &read.0, read.1.as_ref(), examined.version),
                    Some(problem) => refuse(&mut update, &mut rejects, failed(&examined.path, &problem)),
                },
                Prepared::Unchanged { absent } => {
                    // Another archive that lost sight of the file does not bring it back.
                    update.unchanged(&examined.path, absent && !examined.version.is_some_and(|v| v.absent))
                }
                Prepared::Rejected(reject) => return refuse(&mut update, &mut rejects, reject),
            }?;
            if known.contains_key(&examined.path) {
                met.known.insert(examined.path);
            }
            Ok(())
        },
    )?;
    refuse_other_containers(&listing.roots, &known, &met)?;
    vanished(options, &listing.roots, &known, &met, &rejects, &mut update)?;
    rejects.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Job { update, rejects, remarks })
}

/// Puts a document where it belongs: what lies in a folder is what is there now, what another archive holds may be an
/// old version or be known to have vanished.
fn put(update: &mut Update<'_>, record: &Record, packed: Option<&Packed>, version: Option<Version>) -> Result<()> {
    match version {
        None => update.put(record, packed).map(|_| ()),
        Some(v) => update.adopt(record, packed, v.superseded, v.absent).map(|_| ()),
    }
}

/// Which documents a run came across.
#[derive(Default)]
struct Met {
    /// Those that the archive held before.
    known: HashSet<String>,
    /// Hashes of the paths of all members of containers: millions of names would fill the memory.
    members: HashSet<u64>,
}

impl Met {
    fn is_new(&mut self, path: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        path.hash(&mut hasher);
        self.members.insert(hasher.finish())
    }
}

fn same_path(path: &str) -> Reject {
    Reject {
        path: path.to_owned(),
        reason: RejectReason::SamePath,
        message: "the container holds another member of the same name, which was read".into(),
    }
}

fn refuse(update: &mut Update<'_>, rejects: &mut Vec<Reject>, reject: Reject) -> Result<()> {
    update.reject(&reject)?;
    rejects.push(reject);
    Ok(())
}

/// A folder named like one that was built before, but without a single file of it, is another folder.
fn refuse_other_roots(listing: &Listing, known: &HashMap<String, store::Known>) -> Result<()> {
    let listed: HashSet<&str> = listing.inputs.iter().map(|i| i.path.as_str()).collect();
    for root in listing.roots.iter().filter(|r| !r.labelled) {
        let mut earlier = known.keys().filter(|path| is_below(path, &root.name)).peekable();
        // What a container holds is not known yet.
        let mut here = listing.inputs.iter().filter(|i| is_below(&i.path, &root.name)).peekable();
        let any_here = here.peek().is_some() && here.all(|i| !i.is_container());
        if any_here && earlier.peek().is_some() && earlier.all(|path| !listed.contains(path.as_str())) {
            let name = &root.name;
            return Err(other_root(name));
        }
    }
    Ok(())
}

fn other_root(name: &str) -> Error {
    Error::Request(format!(
        "the archive already holds “{name}” with wholly different files; give this one another name with --as LABEL, or --as {name} if it is the same"
    ))
}

/// The same of a container, whose members show only when it is read.
fn refuse_other_containers(roots: &[inputs::Root], known: &HashMap<String, store::Known>, met: &Met) -> Result<()> {
    for root in roots.iter().filter(|r| !r.labelled && !met.members.is_empty()) {
        let mut earlier = known.keys().filter(|path| is_below(path, &root.name)).peekable();
        if earlier.peek().is_some_and(|path| path.contains("!/")) && earlier.all(|path| !met.known.contains(path)) {
            return Err(other_root(&root.name));
        }
    }
    Ok(())
}

fn is_below(path: &str, root: &str) -> bool {
    path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || rest.starts_with("!/"))
}

/// Marks or removes what was below the roots and is no longer.
fn vanished(
    options: &BuildOptions,
    roots: &[inputs::Root],
    known: &HashMap<String, store::Known>,
    met: &Met,
    rejects: &[Reject],
    update: &mut Update<'_>,
) -> Result<()> {
    // Of a container that could not be read to its end nobody knows what it no longer holds.
    let broken: Vec<&str> =
        rejects.iter().map(|r| r.path.as_str()).filter(|path| containers::Kind::of(path).is_some()).collect();
    let unsure = |path: &str| broken.iter().any(|container| path != *container && is_below(path, container));
    for root in roots.iter().map(|r| &r.name) {
        let below = known.keys().filter(|path| is_below(path, root));
        let mut gone: Vec<&String> = below.clone().filter(|path| !met.known.contains(*path) && !unsure(path)).collect();
        gone.sort();
        let all = below.count();
        if options.sync && !options.yes && gone.len() * SYNC_ASKS_ABOVE > all {
            return Err(Error::Request(format!(
                "--sync would remove {} of the {all} documents of {root}; add --yes if that is meant",
                gone.len()
            )));
        }
        for path in gone {
            if options.sync { update.remove(path)? } else { update.absent(path)? }
        }
    }
    Ok(())
}

/// One input, looked at.
struct Examined<O> {
    path: String,
    progress: u64,
    in_container: bool,
    version: Option<Version>,
    outcome: O,
}

/// What came of one input.
enum Outcome {
    Read(Box<(Record, Option<Vec<u8>>)>),
    Unchanged { absent: bool },
    Rejected(Reject),
}

/// The same with the original packed, which costs too much for the thread that writes.
enum Prepared {
    Read(Box<(Record, Option<Packed>)>),
    Unchanged { absent: bool },
    Rejected(Reject),
}

fn pack(outcome: Outcome) -> Prepared {
    match outcome {
        Outcome::Read(read) => Prepared::Read(Box::new((read.0, read.1.as_deref().map(Packed::new)))),
        Outcome::Unchanged { absent } => Prepared::Unchanged { absent },
        Outcome::Rejected(reject) => Prepared::Rejected(reject),
    }
}

/// Looks at what the finder gave.
fn examine_any(
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

fn failed(path: &str, problem: &str) -> Reject {
    Reject { path: path.to_owned(), reason: RejectReason::Failed, message: format!("the reader failed: {problem}") }
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no reason given".into())
}

fn load_file(
    file: &Path,
    threads: NonZeroUsize,
    update: &mut Update<'_>,
    progress: &dyn Progress,
    stop: &Stop,
) -> Result<()> {
    let lines = |give: ordered::Give<'_, (usize, Vec<u8>)>| {
        let reader: Box<dyn BufRead> = if file == Path::new("-") {
            Box::new(io::stdin().lock())
        } else {
            Box::new(io::BufReader::new(fs::File::open(file).map_err(|e| Error::io(file, e))?))
        };
        for (number, line) in (1..).zip(reader.split(b'\n')) {
            if give((number, line.map_err(|e| Error::io(file, e))?)).is_break() {
                break;
            }
        }
        Ok(())
    };
    let work = |(number, line): (usize, Vec<u8>)| (line.len() as u64, parse(file, number, &line));
    ordered::run(
        lines,
        |l| l.1.len() as u64,
        IN_WORK,
        threads,
        work,
        |(size, parsed)| {
            stop.check()?;
            progress.advance(size);
            match parsed? {
                Some((record, packed)) => update.put(&record, packed.as_ref()).map(|_| ()),
                None => Ok(()),
            }
        },
    )
}

/// One line to a record without its original, and the original packed. An empty line is nothing.
fn parse(file: &Path, number: usize, line: &[u8]) -> Result<Option<(Record, Option<Packed>)>> {
    let wrong = |problem: String| Error::Line { path: file.to_path_buf(), line: number, problem };
    if line.trim_ascii().is_empty() {
        return Ok(None);
    }
    let mut record: Record = serde_json::from_slice(line).map_err(|e| wrong(format!("is no record: {e}")))?;
    if let Some(problem) = store::problem(&record) {
        return Err(wrong(problem));
    }
    let Some(original) = record.original.take() else { return Ok(Some((record, None))) };
    let bytes = data_encoding::BASE64.decode(original.as_bytes()).map_err(|e| wrong(format!("original: {e}")))?;
    if hex(&Sha256::digest(&bytes)) != record.sha256 {
        return Err(wrong("the original is not the one of which sha256 speaks".into()));
    }
    Ok(Some((record, Some(Packed::new(&bytes)))))
}

/// The time for table `runs`, in UTC; nothing else depends on the clock.
fn now() -> String {
    chrono::Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}
