//! What a plain Datasette (0.65 and newer) needs to show an archive well: `datasette.yaml`, a plugin, inspect data.
//!
//! Everything is one folder beside the archive; nothing in the archive changes. The file is given to Datasette as
//! metadata (`-m`), which all versions read; since 1.0 takes canned queries from elsewhere, the plugin hands them over.

mod html;
mod inspect;
mod metadata;
mod queries;
mod tables;
mod yaml;

use crate::{Error, Result, evidence, lexicon, query::Catalogue, store::Archive};
use std::{
    fs,
    path::{Path, PathBuf},
};

const PLUGIN: &str = include_str!("huiyao_archive.py");
const STYLE: &str = include_str!("style.css");

/// What only the user can say about an archive; `None` takes a neutral default.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// Title of all pages; else the name of the file.
    pub title: Option<String>,
    /// Where the documents come from; else their publishers.
    pub source: Option<String>,
    /// Address of the source.
    pub source_url: Option<String>,
    /// Licence of the data.
    pub license: Option<String>,
    /// Address of the licence.
    pub license_url: Option<String>,
}

/// The folder that was written.
#[derive(Clone, Debug)]
pub struct Site {
    /// The folder.
    pub folder: PathBuf,
    /// The command that starts Datasette, word by word.
    pub command: Vec<String>,
}

/// The folder for `archive` where the user names none: `archive.db` → `archive-datasette` beside it.
pub fn default_folder(archive: &Path) -> PathBuf {
    archive.with_file_name(format!("{}-datasette", metadata::database_name(archive)))
}

/// Writes the folder; files of an earlier call are replaced, others stay.
///
/// # Errors
/// [`Error::Io`] when the folder cannot be written, [`Error::Sql`] when the archive cannot be read.
pub fn write(archive: &Archive, folder: &Path, catalogue: &Catalogue, labels: &Labels) -> Result<Site> {
    let database = metadata::database_name(archive.path());
    let counts = inspect::counts(archive.connection()).map_err(|e| Error::sql("counting rows", e))?;
    let described = metadata::file(archive.connection(), &database, catalogue, labels, &counts)?.document();
    let inspected = inspect::file(&counts, archive.path(), &database)?;
    let plugins = folder.join("plugins");
    fs::create_dir_all(&plugins).map_err(|e| Error::io(&plugins, e))?;
    let yaml = folder.join("datasette.yaml");
    let inspect = folder.join("inspect-data.json");
    for (path, text) in [
        (&yaml, format!("{HEADER}{described}").as_str()),
        (&inspect, inspected.as_str()),
        (&plugins.join("huiyao_archive.py"), PLUGIN),
        (&plugins.join("facts.sql"), evidence::FACTS),
        (&plugins.join("style.css"), STYLE),
        (&plugins.join("frequent.txt"), &frequent()),
    ] {
        fs::write(path, text).map_err(|e| Error::io(path, e))?;
    }
    let command = [
        Path::new("datasette"),
        Path::new("serve"),
        Path::new("--immutable"),
        archive.path(),
        Path::new("--metadata"),
        &yaml,
        Path::new("--plugins-dir"),
        &plugins,
        Path::new("--inspect-file"),
        &inspect,
        // Guessing at facets costs a large archive half a second a page; those that serve are named in the file.
        Path::new("--setting"),
        Path::new("suggest_facets"),
        Path::new("off"),
        // Every query answers within a second on a machine that has nothing else to do; not every machine has. More than two
        // would be felt on the pages of views, whose rows Datasette counts until the time is up.
        Path::new("--setting"),
        Path::new("sql_time_limit_ms"),
        Path::new("2000"),
    ];
    Ok(Site {
        folder: folder.to_path_buf(),
        command: command.into_iter().map(|word| word.to_string_lossy().into_owned()).collect(),
    })
}

/// How many characters stand for every text: hardly a sentence is without one of them.
const FREQUENT: usize = 300;

/// The most frequent characters of ordinary prose, by which the plugin finds “all texts”: FTS5 has no expression for that.
fn frequent() -> String {
    const CHARACTERS: &str = include_str!("../../lexicon/character_frequencies.tsv");
    let mut rows: Vec<Vec<&str>> = lexicon::rows(CHARACTERS).collect();
    let weight = |row: &[&str]| row.get(1).and_then(|w| w.parse::<u32>().ok()).unwrap_or(0);
    rows.sort_by_key(|row| std::cmp::Reverse(weight(row)));
    rows.iter().take(FREQUENT).filter_map(|row| row.first().copied()).collect()
}

const HEADER: &str =
    "# Written by `huiyao datasette`; run it again after each build, and change a copy, not this file.\n";
