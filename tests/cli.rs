//! The program as users meet it: the real binary, its output and exit codes, and every canned query.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of a test may fail it")]

#[path = "cli/bad_inputs.rs"]
mod bad_inputs;
#[path = "cli/citations.rs"]
mod citations;
#[path = "cli/containers.rs"]
mod containers;
#[path = "cli/corrections.rs"]
mod corrections;
#[path = "cli/exports.rs"]
mod exports;
#[path = "cli/foreign_archives.rs"]
mod foreign_archives;
#[path = "cli/formats.rs"]
mod formats;
#[path = "cli/help.rs"]
mod help;
#[path = "cli/merging.rs"]
mod merging;
#[path = "cli/queries.rs"]
mod queries;
#[path = "cli/query_corpus.rs"]
mod query_corpus;
#[path = "cli/query_plans.rs"]
mod query_plans;
#[path = "cli/query_reference.rs"]
mod query_reference;
#[path = "cli/reading.rs"]
mod reading;
#[path = "cli/recipes.rs"]
mod recipes;
#[path = "cli/reports.rs"]
mod reports;
#[path = "cli/search.rs"]
mod search;
#[path = "cli/sql.rs"]
mod sql;
#[path = "cli/stopping.rs"]
mod stopping;
#[path = "cli/supplying.rs"]
mod supplying;
#[path = "cli/tour.rs"]
mod tour;

use assert_cmd::Command;
use std::{path::PathBuf, sync::OnceLock};
use tempfile::TempDir;

/// `huiyao` with arguments, without colours.
fn huiyao<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::cargo_bin("huiyao").unwrap();
    command.env("NO_COLOR", "1").current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments);
    command
}

/// Exit code, standard output and standard error.
fn outcome<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> (i32, String, String) {
    let output = huiyao(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// Standard output of a call that must succeed.
fn printed<S: AsRef<std::ffi::OsStr> + std::fmt::Debug>(arguments: impl IntoIterator<Item = S>) -> String {
    let arguments: Vec<S> = arguments.into_iter().collect();
    let shown = format!("{arguments:?}");
    let (code, out, err) = outcome(arguments);
    assert_eq!(code, 0, "{shown}\n{out}\n{err}");
    out
}

struct Archives {
    _folder: TempDir,
    samples: PathBuf,
    empty: PathBuf,
}

/// An archive of `samples/` and an empty one, built once by the binary.
fn archives() -> &'static Archives {
    static BUILT: OnceLock<Archives> = OnceLock::new();
    BUILT.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let samples = folder.path().join("samples.db");
        let empty = folder.path().join("empty.db");
        let nothing = folder.path().join("nothing");
        std::fs::create_dir(&nothing).unwrap();
        huiyao(["build", "samples", "-o"]).arg(&samples).assert().success();
        huiyao(["build"]).arg(&nothing).arg("-o").arg(&empty).assert().success();
        Archives { _folder: folder, samples, empty }
    })
}

fn samples() -> &'static str {
    archives().samples.to_str().unwrap()
}

fn empty() -> &'static str {
    archives().empty.to_str().unwrap()
}
