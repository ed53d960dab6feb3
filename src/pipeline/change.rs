//! A run over an archive, fresh or not, made permanent or undone as a whole.

use super::{BuildSummary, Progress};
use crate::{
    Error, Result,
    corrections::Corrections,
    store::{Archive, Fresh, Reject, Stop, Update},
};
use std::path::Path;

/// What a run has done so far.
pub(super) struct Job<'a> {
    pub(super) update: Update<'a>,
    pub(super) rejects: Vec<Reject>,
    pub(super) remarks: Vec<String>,
}

/// How an archive is changed.
#[derive(Default)]
pub(super) struct ChangeOptions {
    pub(super) dry_run: bool,
    pub(super) corrections: Option<Corrections>,
    pub(super) uncorrected: bool,
    pub(super) stop: Stop,
}

/// Runs `job` on a fresh archive or an existing one and makes its result permanent.
pub(super) fn change(
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

/// The time for table `runs`, in UTC; nothing else depends on the clock.
pub(super) fn now() -> String {
    chrono::Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
