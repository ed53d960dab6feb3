//! `huiyao extract`: records as JSON lines, without an archive.

use super::{End, args, build, progress::Bar, screen};
use crate::{
    Error,
    pipeline::{self, BuildOptions},
};
use std::io::{self, IsTerminal, Write};

pub(super) fn run(args: &args::Extract) -> anyhow::Result<End> {
    args.lexicon.as_deref().map(pipeline::supply_lexicon).transpose()?;
    let options = BuildOptions {
        label: args.label.clone(),
        context: args.context.clone(),
        max_bytes: args.max_size.saturating_mul(1 << 20),
        limits: build::limits(&args.containers),
        columns: build::columns(&args.containers)?,
        ..BuildOptions::new(args.paths.clone())
    };
    let mut out = screen::stdout();
    let mut rejects = Vec::new();
    let bar = Bar::new();
    let hidden = pipeline::Silent;
    // On one terminal bar and lines would overwrite each other.
    let progress: &dyn pipeline::Progress = if io::stdout().is_terminal() { &hidden } else { &bar };
    let remarks = pipeline::extract_paths(&options, args.originals, progress, |read| {
        match read {
            Ok(record) => {
                let failed = |e: serde_json::Error| Error::io("standard output", e.into());
                serde_json::to_writer(&mut out, &record).map_err(failed)?;
                out.write_all(b"\n").map_err(|e| Error::io("standard output", e))?;
            }
            Err(reject) => rejects.push(reject),
        }
        Ok(())
    })?;
    out.flush()?;
    drop(bar);
    build::tell_remarks(&remarks);
    build::tell_rejects(&rejects);
    Ok(build::end(&rejects, args.strict))
}
