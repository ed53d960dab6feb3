//! Reports: prose, tables and charts out of an archive, for people. Each is a model (gathered here out of SQL, every
//! statement with its notes) and a template (`templates/NAME.md`, `templates/NAME.html`, which users may replace).
//!
//! The same archive gives the same report: no clock, no path of the machine, every list in a fixed order.

mod chronicle;
mod notes;
mod places;
mod statements;
mod templates;
mod words;

pub use templates::{EMBEDDED, copy_templates};

use crate::{Error, Result, output::Language};
use notes::{Apparatus, Notes};
use rusqlite::Connection;
use serde::Serialize;
use std::{collections::BTreeMap, path::PathBuf};
use templates::Templates;

/// The reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Name {
    /// 大事记: what happened in a place, day by day, as a draft with notes
    #[value(alias = "大事记")]
    Chronicle,
}

impl Name {
    /// All of them with what they are for: name, Chinese name, parameters.
    pub const LIST: &'static [(&'static str, &'static str, &'static str)] =
        &[("chronicle", "大事记", "--place, --year, --since")];

    fn code(self) -> &'static str {
        match self {
            Self::Chronicle => "chronicle",
        }
    }
}

/// Forms of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Form {
    /// Markdown with footnotes
    #[default]
    Md,
    /// One HTML file that needs no other
    Html,
}

impl Form {
    fn extension(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Html => "html",
        }
    }
}

/// What is asked for. A report says which of the parameters it takes; the others are refused.
#[derive(Clone, Debug)]
pub struct Request {
    /// Which report.
    pub report: Name,
    /// Form of the text.
    pub form: Form,
    /// Language of headings and of the prose between the facts.
    pub language: Language,
    /// Folder with the user's templates.
    pub templates: Option<PathBuf>,
    /// Code or name of a division, with all that lies below it.
    pub place: Option<String>,
    /// A year.
    pub year: Option<i16>,
    /// Only what runs after this one brought.
    pub since: Option<i64>,
}

/// A finished report.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The whole text.
    pub text: String,
    /// Whether the archive has nothing of what was asked for.
    pub empty: bool,
}

/// What every template gets.
#[derive(Serialize)]
struct Page<'a, R> {
    /// `zh` or `en`.
    lang: &'a str,
    /// Headings and phrases, by key (`words.tsv`).
    t: &'a BTreeMap<&'static str, &'static str>,
    /// The report itself.
    r: R,
    notes: Vec<notes::Note>,
    sources: Vec<notes::Listed>,
    archive: Made,
}

/// What the report was made from.
#[derive(Serialize)]
struct Made {
    documents: i64,
    last_run: i64,
    version: &'static str,
}

/// Makes a report.
///
/// # Errors
/// [`Error::Request`] for parameters and templates, [`Error::Sql`], [`Error::Io`] for the folder of templates.
pub fn render(archive: &Connection, request: &Request) -> Result<Rendered> {
    let templates = Templates::new(request.templates.as_deref())?;
    let mut notes = Notes::new(archive);
    match request.report {
        Name::Chronicle => {
            let report = chronicle::gather(archive, request, &mut notes)?;
            let empty = report.is_empty();
            page(archive, request, &templates, report, notes.finish(), empty)
        }
    }
}

fn page(
    archive: &Connection,
    request: &Request,
    templates: &Templates,
    report: impl Serialize,
    apparatus: Apparatus,
    empty: bool,
) -> Result<Rendered> {
    let page = Page {
        lang: words::code(request.language),
        t: &words::all(request.language),
        r: report,
        notes: apparatus.notes,
        sources: apparatus.sources,
        archive: made(archive)?,
    };
    let name = format!("{}.{}", request.report.code(), request.form.extension());
    Ok(Rendered { text: templates.render(&name, &page)?, empty })
}

fn made(archive: &Connection) -> Result<Made> {
    archive
        .query_row(include_str!("made.sql"), [], |row| {
            Ok(Made { documents: row.get(0)?, last_run: row.get(1)?, version: env!("CARGO_PKG_VERSION") })
        })
        .map_err(|e| Error::sql("counting the documents", e))
}
