//! `huiyao man`: the manual page.

use super::{End, args, screen};
use crate::Error;
use clap::CommandFactory;
use std::io::Write;

pub(super) fn run(args: &args::Man) -> anyhow::Result<End> {
    let command = args::Huiyao::command();
    match &args.out {
        Some(folder) => {
            std::fs::create_dir_all(folder).map_err(|e| Error::io(folder, e))?;
            clap_mangen::generate_to(command, folder).map_err(|e| Error::io(folder, e))?;
            screen::say(format_args!("Wrote the manual pages into {}.", folder.display()));
        }
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page)?;
            screen::stdout().write_all(&page)?;
        }
    }
    Ok(End::Fine)
}
