//! `huiyao datasette`: what a plain Datasette needs to show an archive well.

use super::{End, args, screen};
use crate::{
    datasette::{self, Labels},
    query::Catalogue,
    store::Archive,
};
use std::io::Write;

pub(super) fn run(args: &args::Datasette) -> anyhow::Result<End> {
    let archive = Archive::open_read_only(&args.archive)?;
    let mut catalogue = Catalogue::shipped()?;
    if let Some(folder) = &args.queries {
        catalogue.add_folder(folder)?;
    }
    let labels = Labels {
        title: args.title.clone(),
        source: args.source.clone(),
        source_url: args.source_url.clone(),
        license: args.license.clone(),
        license_url: args.license_url.clone(),
    };
    let folder = args.out.clone().unwrap_or_else(|| datasette::default_folder(&args.archive));
    let site = datasette::write(&archive, &folder, &catalogue, &labels)?;
    screen::say(format_args!("Wrote {}. Start it with", site.folder.display()));
    // On standard output, so that a script can run what it gets: sh -c "$(huiyao datasette archive.db)"
    let words: Vec<String> = site.command.iter().map(|word| for_shell(word)).collect();
    writeln!(screen::stdout(), "{}", words.join(" "))?;
    Ok(End::Fine)
}

/// A word as a POSIX shell takes it.
fn for_shell(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+' | ':' | ',');
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}
