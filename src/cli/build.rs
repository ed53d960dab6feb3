//! `huiyao build`: files and folders into an archive.

use super::{End, args, progress, screen, stop};
use crate::{
    Error, Result,
    containers::{Columns, Limits},
    pipeline::{self, BuildOptions, BuildSummary},
    store::{Reject, UpdateCounts},
};
use anyhow::Context;
use std::path::Path;

pub(super) fn run(args: &args::Build) -> anyhow::Result<End> {
    args.lexicon.as_deref().map(pipeline::supply_lexicon).transpose()?;
    let options = BuildOptions {
        label: args.label.clone(),
        sync: args.sync,
        yes: args.yes,
        dry_run: args.dry_run,
        context: args.context.clone(),
        corrections: args.corrections.clone(),
        uncorrected: args.uncorrected,
        max_bytes: args.max_size.saturating_mul(1 << 20),
        limits: limits(&args.containers),
        columns: columns(&args.containers)?,
        stop: stop::on_signals().context("preparing for Ctrl-C")?,
        ..BuildOptions::new(args.paths.clone())
    };
    let progress = progress::shown(args.quiet, args.verbose);
    let summary = pipeline::build(&options, &args.output, &*progress);
    drop(progress);
    let summary = summary?;
    if !args.quiet {
        report(&summary, &args.output, args.dry_run);
    }
    Ok(end(&summary.rejects, args.strict))
}

/// Bounds of containers.
pub(super) fn limits(args: &args::Containers) -> Limits {
    Limits {
        total_bytes: args.max_unpacked.saturating_mul(1 << 30),
        members: args.max_members,
        ratio: args.max_ratio,
        ..Limits::default()
    }
}

/// Columns of tables.
pub(super) fn columns(args: &args::Containers) -> Result<Columns> {
    Columns::parse(&args.column).map_err(|problem| Error::Request(format!("--column {problem}")))
}

/// How a run ended in which inputs may have been rejected.
pub(super) fn end(rejects: &[Reject], strict: bool) -> End {
    if strict && !rejects.is_empty() { End::Rejects } else { End::Fine }
}

/// Rejects that are named one by one.
const NAMED: usize = 10;

/// Says what a run did.
pub(super) fn report(summary: &BuildSummary, target: &Path, dry_run: bool) {
    let BuildSummary { counts, rejects, corrected, remarks } = summary;
    let would = if dry_run { "would be " } else { "" };
    screen::say(format_args!(
        "{}: {would}{} added, {} updated, {} unchanged, {} removed, {} rejected; {} documents in all",
        target.display(),
        counts.added,
        counts.updated,
        counts.unchanged,
        counts.removed,
        rejects.len(),
        counts.documents
    ));
    if counts.absent > 0 {
        screen::say(format_args!("  kept although their files are gone: {}; --sync removes them", counts.absent));
    }
    tell_corrections(corrected, dry_run);
    gaps(counts, target);
    tell_remarks(remarks);
    tell_rejects(rejects);
    if !dry_run && counts.documents > 0 {
        screen::say(format_args!("Next: huiyao search {0} 双拥   ·   huiyao query {0} coverage", target.display()));
    }
}

/// What the documents themselves leave open; a reader of counts and dates must know it.
fn gaps(counts: &UpdateCounts, target: &Path) {
    if counts.without_place > 0 || counts.without_year > 0 {
        screen::say(format_args!(
            "  without a place: {}, without a year: {}; huiyao query {} context-draft -f tsv lists them, --context FILE \
             supplies what you know",
            counts.without_place,
            counts.without_year,
            target.display()
        ));
    }
}

/// Says what the corrections did, or would do line by line.
fn tell_corrections(corrected: &[String], dry_run: bool) {
    if dry_run {
        corrected.iter().for_each(|line| screen::say(format_args!("  {line}")));
    } else if !corrected.is_empty() {
        screen::say(format_args!("  corrections applied: {}", corrected.len()));
    }
}

/// Says what the user may have meant otherwise.
pub(super) fn tell_remarks(remarks: &[String]) {
    for remark in remarks.iter().take(NAMED) {
        screen::say(format_args!("  {remark}"));
    }
    if remarks.len() > NAMED {
        screen::say(format_args!("  … and {} more lines", remarks.len() - NAMED));
    }
}

/// Names the inputs that were passed over; the archive lists them all in table `rejects`.
pub(super) fn tell_rejects(rejects: &[Reject]) {
    for reject in rejects.iter().take(NAMED) {
        screen::say(format_args!("  rejected {}: {} ({})", reject.path, reject.message, reject.reason.code()));
    }
    if rejects.len() > NAMED {
        screen::say(format_args!(
            "  … and {} more: huiyao sql ARCHIVE 'select path, reason, message from rejects'",
            rejects.len() - NAMED
        ));
    }
}
