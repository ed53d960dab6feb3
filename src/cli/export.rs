//! `huiyao export`: the archive in the formats of other tools.

use super::{End, args, screen};
use crate::{export, store::Archive};
use std::io::Write;

pub(super) fn run(args: &args::Export) -> anyhow::Result<End> {
    let archive = Archive::open_read_only(&args.archive)?;
    let counts = match &args.output {
        Some(target) => export::to_path(&archive, args.kind, target)?,
        None if args.kind.wants_path() => {
            anyhow::bail!("This format is a {}: name it with -o.", folder_or_file(args.kind))
        }
        None => {
            let mut out = screen::stdout();
            let counts = export::stream(&archive, args.kind, &mut out)?;
            out.flush()?;
            counts
        }
    };
    if args.output.is_some() {
        let told: Vec<String> = counts.iter().map(|(name, n)| format!("{name} {n}")).collect();
        screen::say(told.join(", "));
    }
    Ok(End::Fine)
}

fn folder_or_file(kind: export::Kind) -> &'static str {
    if kind == export::Kind::Csv { "folder of files" } else { "file" }
}
