//! `huiyao check`: whether an archive is whole.

use super::{End, args, screen};
use crate::{
    pipeline,
    store::{self, Archive},
};
use std::io::Write;

pub(super) fn run(args: &args::Check) -> anyhow::Result<End> {
    let problems = if args.full {
        pipeline::verify(&args.archive)?
    } else {
        store::check(&Archive::open_read_only(&args.archive)?)?
    };
    let mut out = screen::stdout();
    for problem in &problems {
        writeln!(out, "{}\t{}", problem.check, problem.message)?;
    }
    out.flush()?;
    if problems.is_empty() {
        screen::say(format_args!("{}: whole", args.archive.display()));
        return Ok(End::Fine);
    }
    screen::say(format_args!("{}: {} problems", args.archive.display(), problems.len()));
    Ok(End::Nothing)
}
