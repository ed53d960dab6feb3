//! `huiyao completions`: a script that makes a shell complete commands and options.

use super::{End, args, screen};
use clap::CommandFactory;
use std::io::Write;

pub(super) fn run(args: &args::Completions) -> anyhow::Result<End> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut args::Huiyao::command(), "huiyao", &mut script);
    screen::stdout().write_all(&script)?;
    Ok(End::Fine)
}
