//! Files to archive.

use super::{
    BuildOptions, BuildSummary, IN_WORK, Progress,
    archives::Archives,
    change::{ChangeOptions, Job, change, now},
    examine::{Prepared, Ready, examine_all, prepare, weight},
    ordered,
    reader::reader,
    roots::{Met, refuse_other_containers, refuse_other_roots, same_path, vanished},
    unused_lines,
};
use crate::{
    Result,
    context::Context,
    inputs::{self, Listing, Version},
    store::{Archive, Reject, Update},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

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
        |items| {
            let examined = examine_all(items, options.max_bytes, &known, context);
            examined.into_iter().map(|e| e.map(prepare)).collect()
        },
        |examined| {
            options.stop.check()?;
            progress.advance(examined.progress);
            if examined.in_container && !met.is_new(&examined.path) {
                return refuse(&mut update, &mut rejects, same_path(&examined.path));
            }
            match examined.outcome {
                Prepared::Read(ready) => put(&mut update, &ready, examined.version),
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
fn put(update: &mut Update<'_>, ready: &Ready, version: Option<Version>) -> Result<()> {
    let Ready { record, print, original } = ready;
    match version {
        None => update.put_with(record, print, original.as_ref()).map(|_| ()),
        Some(v) => update.adopt(record, print, original.as_ref(), v.superseded, v.absent).map(|_| ()),
    }
}

fn refuse(update: &mut Update<'_>, rejects: &mut Vec<Reject>, reject: Reject) -> Result<()> {
    update.reject(&reject)?;
    rejects.push(reject);
    Ok(())
}
