//! Reports: prose, tables and charts out of an archive, for people. Each is a model (gathered here out of SQL, every
//! statement with its notes) and a template (`templates/NAME.md`, `templates/NAME.html`, which users may replace).
//!
//! The same archive gives the same report: no clock, no path of the machine, every list in a fixed order.

mod answers;
mod chart;
mod chronicle;
mod meeting;
mod notes;
mod official;
mod phrases;
mod place;
mod places;
mod quality;
mod quotes;
mod sheet;
mod statements;
mod templates;
mod words;

pub use templates::{EMBEDDED, copy_templates};

use crate::{Error, Result, output::Language};
use notes::{Apparatus, Notes};
use rusqlite::Connection;
use serde::Serialize;
use std::path::PathBuf;
use templates::Templates;

/// The reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Name {
    /// 大事记: what happened in a place, day by day, as a draft with notes (--place, --year, --since)
    #[value(alias = "大事记")]
    Chronicle,
    /// 人物档案: posts, appearances, words and company of one official (--name, --place)
    #[value(alias = "人物档案")]
    Official,
    /// 会议卡片: all that the documents say of one event, side by side (--meeting)
    #[value(alias = "会议卡片")]
    Meeting,
    /// 地区年度概况: leadership, events, military counterparts, formulas, gaps (--place, --year)
    #[value(alias = "地区年度概况")]
    Place,
    /// 讲话摘编: excerpts with citations (--speaker, --topic, --place, --year)
    #[value(alias = "讲话摘编")]
    Quotes,
    /// 数据质量: what the archive holds, and what is doubtful in it
    #[value(alias = "数据质量")]
    Quality,
}

impl Name {
    fn code(self) -> &'static str {
        match self {
            Self::Chronicle => "chronicle",
            Self::Official => "official",
            Self::Meeting => "meeting",
            Self::Place => "place",
            Self::Quotes => "quotes",
            Self::Quality => "quality",
        }
    }

    /// The options that it takes besides form, language and templates.
    fn takes(self) -> &'static [&'static str] {
        match self {
            Self::Chronicle => &["place", "year", "since"],
            Self::Official => &["name", "place"],
            Self::Meeting => &["meeting"],
            Self::Place => &["place", "year"],
            Self::Quotes => &["speaker", "topic", "place", "year"],
            Self::Quality => &[],
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
    /// Name of an official.
    pub name: Option<String>,
    /// Key, ref, number or name of an event.
    pub meeting: Option<String>,
    /// Whose words.
    pub speaker: Option<String>,
    /// Words about what.
    pub topic: Option<String>,
}

impl Request {
    /// # Errors
    /// [`Error::Request`] for an option that the report does not take: silently ignored, it would seem to have worked.
    fn accepted(&self) -> Result<()> {
        let given = [
            ("place", self.place.is_some()),
            ("year", self.year.is_some()),
            ("since", self.since.is_some()),
            ("name", self.name.is_some()),
            ("meeting", self.meeting.is_some()),
            ("speaker", self.speaker.is_some()),
            ("topic", self.topic.is_some()),
        ];
        let takes = self.report.takes();
        let Some((option, _)) = given.into_iter().find(|(option, given)| *given && !takes.contains(option)) else {
            return Ok(());
        };
        let takes: Vec<String> = takes.iter().map(|option| format!("--{option}")).collect();
        let takes = if takes.is_empty() { "no such options".to_owned() } else { takes.join(", ") };
        Err(Error::Request(format!("The report {} does not take --{option}; it takes {takes}.", self.report.code())))
    }
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
    t: &'a words::Words,
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
    request.accepted()?;
    let templates = Templates::new(request.templates.as_deref())?;
    let mut notes = Notes::new(archive);
    let gather = match request.report {
        Name::Chronicle => {
            let report = chronicle::gather(archive, request, &mut notes)?;
            let empty = report.is_empty();
            return page(archive, request, &templates, report, notes.finish(), empty);
        }
        Name::Official => official::gather,
        Name::Meeting => meeting::gather,
        Name::Place => place::gather,
        Name::Quotes => quotes::gather,
        Name::Quality => quality::gather,
    };
    let sheet = gather(archive, request, &mut notes)?;
    let empty = sheet.sections.is_empty();
    page(archive, request, &templates, sheet, notes.finish(), empty)
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
        t: words::all(request.language),
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
