//! `huiyao load`: lines of `extract` into an archive.

use super::{End, args, build, progress, stop};
use crate::pipeline::{self, BuildOptions};
use anyhow::Context;

pub(super) fn run(args: &args::Load) -> anyhow::Result<End> {
    let options = BuildOptions {
        corrections: args.corrections.clone(),
        uncorrected: args.uncorrected,
        stop: stop::on_signals().context("preparing for Ctrl-C")?,
        ..BuildOptions::new(args.files.clone())
    };
    let progress = progress::shown(args.quiet, args.verbose);
    let summary = pipeline::load(&options, &args.output, &*progress);
    drop(progress);
    let summary = summary?;
    if !args.quiet {
        build::report(&summary, &args.output, false);
    }
    Ok(build::end(&summary.rejects, args.strict))
}
