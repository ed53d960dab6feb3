//! What a run shall do, what it did, and who watches it.

use crate::{
    Error, Result,
    containers::{Columns, Limits, Reader},
    context::Context,
    corrections::Corrections,
    store::{Reject, Stage, Stop, UpdateCounts},
};
use std::{fs, num::NonZeroUsize, path::PathBuf};

/// Bytes of one input above which it is passed over, unless the user says otherwise: forty novels.
pub const MAX_BYTES: u64 = 64 << 20;

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

    pub(super) fn context(&self) -> Result<Option<Context>> {
        let read = |file: &PathBuf| Context::parse(file, &fs::read(file).map_err(|e| Error::io(file, e))?);
        self.context.as_ref().map(read).transpose()
    }

    pub(super) fn corrections(&self) -> Result<Option<Corrections>> {
        let read = |file: &PathBuf| Corrections::parse(file, &fs::read(file).map_err(|e| Error::io(file, e))?);
        self.corrections.as_ref().map(read).transpose()
    }

    pub(super) fn reader(&self) -> Reader {
        let limits = Limits { member_bytes: self.max_bytes, ..self.limits };
        Reader { limits, columns: self.columns.clone() }
    }

    pub(super) fn threads(&self) -> NonZeroUsize {
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
