//! Search in the texts of an archive: the index narrows, the text itself decides.
//!
//! A hit is a document whose Simplified text holds every term in one of its spellings, found as `instr` finds it:
//! wherever it stands, ASCII letters without regard to case. `queries/search.sql` does the same in plain SQL; here
//! come exclusion and `OR`. The highlighted context is in the document's own script, whose characters stand at the
//! same positions.

mod context;
mod spelling;
mod words;

pub use context::{Context, Occurrence};
pub use spelling::{Variants, simplified};
pub use words::{Group, Words};

use crate::{Error, Result, civil_date::CivilDate, record::Span};
use context::Text;
use rusqlite::{Connection, Row, Statement, named_params};

/// What to search for, and where.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The terms.
    pub words: Words,
    /// Code or name of a division; with all that lies below.
    pub place: Option<String>,
    /// First day, month or year of the meeting, else of publication.
    pub from: Option<CivilDate>,
    /// Last day, month or year.
    pub to: Option<CivilDate>,
    /// Name, label or unit of the speaker; for quotes only.
    pub speaker: Option<String>,
    /// Most hits; 0 for all.
    pub limit: usize,
    /// Characters of context on each side of a hit.
    pub width: usize,
}

/// A document that holds what was looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentHit {
    /// Number in this archive.
    pub document_id: i64,
    /// Input file.
    pub path: String,
    /// Headline.
    pub title: Option<String>,
    /// Day of the first dated meeting, else of publication.
    pub date: Option<String>,
    /// The first hit and the words around it.
    pub context: Context,
    /// How often the terms stand in the document.
    pub occurrences: usize,
    /// The smaller the better; 0 when there was nothing to rank by.
    pub rank: f64,
}

/// A quote that holds what was looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct QuoteHit {
    /// What may be cited.
    pub r#ref: String,
    /// Number of the document in this archive.
    pub document_id: i64,
    /// Input file.
    pub path: String,
    /// Name of the speaker, else as printed.
    pub speaker: Option<String>,
    /// Posts as the document gives them.
    pub posts: Option<String>,
    /// Division of the meeting.
    pub place: Option<String>,
    /// Day of the meeting, as far as known.
    pub held_on: Option<String>,
    /// The verb.
    pub cue: String,
    /// The first hit and the words around it, inside the quote; spans count in the document.
    pub context: Context,
    /// The smaller the better.
    pub rank: f64,
}

/// Documents, best first.
///
/// # Errors
/// [`Error::Sql`]. No text of the query can cause one.
pub fn documents(archive: &Connection, request: &Request) -> Result<Vec<DocumentHit>> {
    let search = Search::new(archive, request, false)?;
    search.run(include_str!("documents_narrowed.sql"), include_str!("documents_all.sql"), |row, text| {
        let occurrences = search.occurrences(&text);
        Ok(DocumentHit {
            document_id: row.get("document_id")?,
            path: row.get("path")?,
            title: row.get("title")?,
            date: row.get("date")?,
            context: text.context(&occurrences, 0, request.width),
            occurrences: occurrences.len(),
            rank: row.get("rank")?,
        })
    })
}

/// Quotes, best first.
///
/// # Errors
/// [`Error::Sql`].
pub fn quotes(archive: &Connection, request: &Request) -> Result<Vec<QuoteHit>> {
    let search = Search::new(archive, request, true)?;
    search.run(include_str!("quotes_narrowed.sql"), include_str!("quotes_all.sql"), |row, text| {
        let occurrences = search.occurrences(&text);
        let pieces = pieces(row.get::<_, Option<String>>("pieces")?.as_deref(), row.get("span_start")?);
        Ok(QuoteHit {
            r#ref: row.get("ref")?,
            document_id: row.get("document_id")?,
            path: row.get("path")?,
            speaker: row.get("speaker")?,
            posts: row.get("posts")?,
            place: row.get("place")?,
            held_on: row.get("held_on")?,
            cue: row.get("cue")?,
            context: text.context(&occurrences, 0, request.width).placed(&pieces),
            rank: row.get("rank")?,
        })
    })
}

/// Every occurrence in every document that is a hit: one context each, in the order of documents and text.
///
/// # Errors
/// [`Error::Sql`].
pub fn keyword_in_context(archive: &Connection, request: &Request) -> Result<Vec<DocumentHit>> {
    let search = Search::new(archive, request, false)?;
    let per_document: Vec<Vec<DocumentHit>> =
        search.run(include_str!("documents_narrowed.sql"), include_str!("documents_all.sql"), |row, text| {
            let occurrences = search.occurrences(&text);
            (0..occurrences.len())
                .map(|i| {
                    Ok(DocumentHit {
                        document_id: row.get("document_id")?,
                        path: row.get("path")?,
                        title: row.get("title")?,
                        date: row.get("date")?,
                        context: text.context(&occurrences[i..=i], 0, request.width),
                        occurrences: occurrences.len(),
                        rank: row.get("rank")?,
                    })
                })
                .collect()
        })?;
    let most = if request.limit == 0 { usize::MAX } else { request.limit };
    Ok(per_document.into_iter().flatten().take(most).collect())
}

/// Proposals of the index that are looked at beyond those wanted, before all are; more where speaker or time of a quote
/// decide too.
const SPARE: usize = 100;
const SPARE_TO_FILTER: usize = 5000;

/// Proposals that are ranked, the last ones, before all are: `queries/search.sql` says why.
const RANKED: usize = 20_000;

/// A request made ready for one archive.
struct Search<'a> {
    archive: &'a Connection,
    request: &'a Request,
    /// Groups of spellings, with whether they are excluded.
    groups: Vec<(Vec<String>, bool)>,
    indexed: spelling::Indexed,
    of_quotes: bool,
}

impl<'a> Search<'a> {
    fn new(archive: &'a Connection, request: &'a Request, of_quotes: bool) -> Result<Self> {
        let terms = request.words.groups.iter().flat_map(|group| &group.any);
        let variants = Variants::of(archive, terms.flat_map(|term| term.chars()))?;
        let spelt = |group: &Group| group.any.iter().flat_map(|term| variants.spellings(term)).collect();
        let groups = request.words.groups.iter().map(|group| (spelt(group), group.excluded)).collect();
        Ok(Self { archive, request, groups, indexed: spelling::Indexed::of(archive)?, of_quotes })
    }

    /// The index expression: a phrase for each spelling. It must never lose a hit, so groups that are excluded or hold
    /// a term that the index does not surely hold stay out. `None` when nothing is left to narrow by.
    fn expression(&self) -> Option<String> {
        let mut all = Vec::new();
        for (spellings, excluded) in &self.groups {
            let phrases: Option<Vec<String>> = spellings.iter().map(|s| self.indexed.phrase(s)).collect();
            match phrases {
                Some(phrases) if !excluded => all.push(format!("({})", phrases.join(" OR "))),
                _ => {}
            }
        }
        (!all.is_empty()).then(|| all.join(" AND "))
    }

    fn run<T>(
        &self,
        narrowed: &str,
        all: &str,
        mut hit: impl FnMut(&Row<'_>, Text) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut hits = Vec::new();
        if self.groups.is_empty() {
            return Ok(hits);
        }
        let expression = self.expression();
        let sql = if expression.is_some() { narrowed } else { all };
        // Nearly all that the index proposes are hits, so the best of them do, unless there are exclusions or many phrases
        // that run over punctuation: then all.
        let spare = if self.filters_quotes() { SPARE_TO_FILTER } else { SPARE };
        let first = (self.request.limit > 0).then(|| self.request.limit.saturating_mul(4).saturating_add(spare));
        for most in [first, None] {
            hits.clear();
            let proposed = self.read(sql, expression.as_deref(), most, &mut hits, &mut hit)?;
            let all = expression.is_none() || most.is_none_or(|most| proposed < most && !self.filters_quotes());
            if all || hits.len() == self.request.limit {
                break;
            }
        }
        Ok(hits)
    }

    /// Whether proposals for quotes are passed over by what the index does not know. Time and place of documents are
    /// looked at before they are proposed.
    fn filters_quotes(&self) -> bool {
        self.request.speaker.is_some() || self.of_quotes && (self.request.from.is_some() || self.request.to.is_some())
    }

    /// Puts the hits among the first `most` proposals into `hits`; gives the number of proposals read.
    fn read<T>(
        &self,
        sql: &str,
        expression: Option<&str>,
        most: Option<usize>,
        hits: &mut Vec<T>,
        hit: &mut impl FnMut(&Row<'_>, Text) -> rusqlite::Result<T>,
    ) -> Result<usize> {
        let failed = |e| Error::sql("searching", e);
        let mut statement = self.archive.prepare(sql).map_err(failed)?;
        self.bind(&mut statement, expression, most).map_err(failed)?;
        let mut rows = statement.raw_query();
        let mut proposed = 0;
        while let Some(row) = rows.next().map_err(failed)? {
            proposed += 1;
            let (own, hans) = (row.get::<_, Option<String>>("text"), row.get("text_hans"));
            let text = Text::new(own.map_err(failed)?.unwrap_or_default(), hans.map_err(failed)?);
            if self.decides(&text) {
                hits.push(hit(row, text).map_err(failed)?);
                if hits.len() == self.request.limit {
                    break;
                }
            }
        }
        Ok(proposed)
    }

    fn bind(
        &self,
        statement: &mut Statement<'_>,
        expression: Option<&str>,
        most: Option<usize>,
    ) -> rusqlite::Result<()> {
        let day = |date: Option<CivilDate>, last: bool| {
            let range = date.and_then(CivilDate::range);
            range.map_or(String::new(), |(a, b)| if last { b } else { a }.to_string())
        };
        let place = self.request.place.as_deref().map(simplified).unwrap_or_default();
        let speaker = self.request.speaker.as_deref().map(simplified).unwrap_or_default();
        let values = named_params! {
            ":expression": expression,
            ":place": place,
            ":since": day(self.request.from, false),
            ":till": day(self.request.to, true),
            ":speaker": speaker,
        };
        for (name, value) in values {
            // Documents have no speaker, a reading of all texts has no expression.
            if let Some(index) = statement.parameter_index(name)? {
                statement.raw_bind_parameter(index, value)?;
            }
        }
        for (name, most) in [(":most", most), (":ranked", most.map(|most| most.max(RANKED)))] {
            if let Some(index) = statement.parameter_index(name)? {
                statement.raw_bind_parameter(index, most.and_then(|most| i64::try_from(most).ok()).unwrap_or(-1))?;
            }
        }
        Ok(())
    }

    fn decides(&self, text: &Text) -> bool {
        self.groups.iter().all(|(spellings, excluded)| spellings.iter().any(|s| text.holds(s)) != *excluded)
    }

    /// Every place where a wanted term stands, in the order of the text, none inside another.
    fn occurrences(&self, text: &Text) -> Vec<Occurrence> {
        let wanted = self.groups.iter().filter(|(_, excluded)| !excluded).flat_map(|(spellings, _)| spellings);
        text.occurrences(wanted.map(String::as_str))
    }
}

/// The pieces of a quote in its document, from `12-40,52-70`; without them one that begins at `start`.
fn pieces(listed: Option<&str>, start: u32) -> Vec<Span> {
    let piece = |text: &str| {
        let (start, end) = text.split_once('-')?;
        Some(Span { start: start.parse().ok()?, end: end.parse().ok()? })
    };
    let found: Vec<Span> = listed.unwrap_or_default().split(',').filter_map(piece).collect();
    if found.is_empty() { vec![Span { start, end: u32::MAX }] } else { found }
}
