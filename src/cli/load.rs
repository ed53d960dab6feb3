//! `huiyao load`: lines of `extract` into an archive.

use super::{End, args, build, progress::Bar};
use crate::pipeline::{self, BuildOptions, Progress, Silent};

pub(super) fn run(args: &args::Load) -> anyhow::Result<End> {
    let options = BuildOptions {
        corrections: args.corrections.clone(),
        uncorrected: args.uncorrected,
        ..BuildOptions::new(args.files.clone())
    };
    let bar = Bar::new();
    let progress: &dyn Progress = if args.quiet { &Silent } else { &bar };
    let summary = pipeline::load(&options, &args.output, progress)?;
    bar.finish();
    if !args.quiet {
        build::report(&summary, &args.output, false);
    }
    Ok(build::end(&summary.rejects, args.strict))
}
