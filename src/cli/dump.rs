//! `huiyao dump --canonical`: the content in a form that is equal for equal content.

use super::{End, args, screen};
use crate::store::{self, Archive};
use std::io::Write;

pub(super) fn run(args: &args::Dump) -> anyhow::Result<End> {
    let archive = Archive::open_read_only(&args.archive)?;
    let mut out = screen::stdout();
    let dump = store::dump(&archive, &mut out)?;
    out.flush()?;
    screen::say(format_args!("sha256 {}, {} lines", dump.sha256, dump.lines));
    Ok(End::Fine)
}
