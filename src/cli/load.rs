//! `huiyao load`: lines of `extract` into an archive.

use super::{End, args, build, progress::Bar};
use crate::pipeline::{self, Progress, Silent};

pub(super) fn run(args: &args::Load) -> anyhow::Result<End> {
    let bar = Bar::new();
    let progress: &dyn Progress = if args.quiet { &Silent } else { &bar };
    let summary = pipeline::load(&args.files, &args.output, None, progress)?;
    bar.finish();
    if !args.quiet {
        build::report(&summary, &args.output, false);
    }
    Ok(build::end(&summary.rejects, args.strict))
}
