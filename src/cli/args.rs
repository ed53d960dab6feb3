//! The command line, declared.

use crate::{
    civil_date::CivilDate,
    export,
    output::{Format, Language},
    report,
};
use clap::{Args, Parser, Subcommand, ValueEnum, builder::styling};
use std::path::PathBuf;

const STYLES: styling::Styles = styling::Styles::styled()
    .header(styling::AnsiColor::Yellow.on_default().bold())
    .literal(styling::AnsiColor::Green.on_default());

/// What `huiyao` alone prints.
pub const SHORT_HELP: &str = "\
huiyao 会要: one SQLite archive out of a heap of Chinese local-government news

  huiyao build FOLDER -o archive.db          read every file below FOLDER
  huiyao search archive.db 双拥               find any words, Traditional or Simplified
  huiyao query --list                        ready-made questions: who held a post, who met whom …
  huiyao show archive.db 1                   what was read in a document, and from which words

`huiyao --help` lists all commands, `huiyao COMMAND --help` explains one.
";

/// huiyao 会要: one SQLite archive out of a heap of Chinese local-government news and speeches.
///
/// Every row of the archive leads to the words from which it was read. The file opens in stock sqlite3, Datasette,
/// Python or R without huiyao.
#[derive(Debug, Parser)]
#[command(name = "huiyao", version, styles = STYLES, propagate_version = false, disable_help_subcommand = true)]
#[command(after_help = "Exit codes: 0 done · 1 nothing found, or a check failed · 2 wrong usage or failure · \
3 done, but inputs were rejected (with --strict) · 130 stopped by Ctrl-C")]
pub struct Huiyao {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read files and folders into an archive, new or existing
    Build(Build),
    /// Print what the documents say as JSON lines, without an archive
    Extract(Extract),
    /// Take lines of `extract` into an archive
    Load(Load),
    /// Show one document and what was read in it
    Show(Show),
    /// Find words in the texts
    Search(Search),
    /// Ask one of the ready-made questions
    Query(Query),
    /// Run SQL of your own, read-only
    Sql(Sql),
    /// Write a report: chronicle, dossier, place, quotes …
    Report(Report),
    /// Cite a fact, an entity or a document
    Cite(Cite),
    /// Write what Datasette needs to show an archive in the browser
    Datasette(Datasette),
    /// Write the archive in the format of another tool: CSV package, Excel, Popolo …
    Export(Export),
    /// Judge a sample by hand: draw it, score it, turn wrong facts into corrections
    Audit(Audit),
    /// Verify an archive: spans, hashes, references, search index
    Check(Check),
    /// Print the content in a form that can be compared
    Dump(Dump),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page
    Man(Man),
}

/// How rows are printed.
#[derive(Clone, Copy, Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct Output {
    /// Form of the rows
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Begin CSV and TSV with a byte order mark, so that Excel reads UTF-8
    #[arg(long)]
    pub bom: bool,
    /// Column headings in Chinese or English (JSON keys stay)
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    pub lang: Option<Language>,
}

/// How containers of documents are read.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Containers (zip, tar, gz, jsonl, csv, warc)")]
pub struct Containers {
    /// Which column of a table is which: text, html, title, url, publisher, published_on, retrieved_on, id; again for each
    #[arg(long, value_name = "COLUMN=NAME")]
    pub column: Vec<String>,
    /// Stop reading a container that unpacks to more than this
    #[arg(long, value_name = "GIGABYTES", default_value_t = 1024)]
    pub max_unpacked: u64,
    /// Stop reading a container that unpacks to more than so many times its size (and 256 MB)
    #[arg(long, value_name = "TIMES", default_value_t = 200)]
    pub max_ratio: u64,
    /// Stop reading a container after so many documents
    #[arg(long, value_name = "N", default_value_t = 20_000_000)]
    pub max_members: u64,
}

/// `huiyao build`
#[derive(Debug, Args)]
#[command(after_help = "Example: huiyao build pages/ speeches/ -o archive.db\n\
Run it again when files have come or changed: only these are read.")]
pub struct Build {
    /// Files, folders with all that lies below, zip, tar, gz, warc, tables (jsonl, csv); `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The archive to make or to bring up to date
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Name under which the input is kept, instead of the name of the folder
    #[arg(long = "as", value_name = "LABEL")]
    pub label: Option<String>,
    /// Table of what you know and the pages do not print: place, publisher, dates, address
    #[arg(long, value_name = "FILE")]
    pub context: Option<PathBuf>,
    /// Folder with words of your own: names, not-names, words, titles, names of units
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
    /// Table of corrections: wrong facts, dates, merged and split people, names not to appear
    #[arg(long, value_name = "FILE")]
    pub corrections: Option<PathBuf>,
    /// Take back the corrections of earlier runs
    #[arg(long, conflicts_with = "corrections")]
    pub uncorrected: bool,
    /// Remove documents whose files are gone
    #[arg(long)]
    pub sync: bool,
    /// Let --sync remove more than a tenth of the documents
    #[arg(long, requires = "sync")]
    pub yes: bool,
    /// Pass over files larger than this
    #[arg(long, value_name = "MEGABYTES", default_value_t = 64)]
    pub max_size: u64,
    /// Say what would be done, and do nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    /// Containers
    pub containers: Containers,
    /// End with exit code 3 when an input was rejected
    #[arg(long)]
    pub strict: bool,
    /// Print nothing but errors
    #[arg(short, long)]
    pub quiet: bool,
    /// Print lines about the progress where no bar can be drawn: in logs
    #[arg(short, long, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// `huiyao extract`
#[derive(Debug, Args)]
#[command(after_help = "Example: huiyao extract pages/ > records.jsonl")]
pub struct Extract {
    /// Files, folders with all that lies below, zip, tar, gz, warc, tables (jsonl, csv); `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Name under which the input is kept, instead of the name of the folder
    #[arg(long = "as", value_name = "LABEL")]
    pub label: Option<String>,
    /// Table of what you know and the pages do not print: place, publisher, dates, address
    #[arg(long, value_name = "FILE")]
    pub context: Option<PathBuf>,
    /// Folder with words of your own: names, not-names, words, titles, names of units
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
    /// Put the original bytes into the lines, so that `load` can keep them
    #[arg(long)]
    pub originals: bool,
    /// Pass over files larger than this
    #[arg(long, value_name = "MEGABYTES", default_value_t = 64)]
    pub max_size: u64,
    #[command(flatten)]
    /// Containers
    pub containers: Containers,
    /// End with exit code 3 when an input was rejected
    #[arg(long)]
    pub strict: bool,
}

/// `huiyao load`
#[derive(Debug, Args)]
#[command(after_help = "Example: huiyao extract --originals pages/ | huiyao load - -o archive.db")]
pub struct Load {
    /// Files of JSON lines; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The archive to make or to bring up to date
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Table of corrections: wrong facts, dates, merged and split people, names not to appear
    #[arg(long, value_name = "FILE")]
    pub corrections: Option<PathBuf>,
    /// Take back the corrections of earlier runs
    #[arg(long, conflicts_with = "corrections")]
    pub uncorrected: bool,
    /// End with exit code 3 when a line was rejected
    #[arg(long)]
    pub strict: bool,
    /// Print nothing but errors
    #[arg(short, long)]
    pub quiet: bool,
    /// Print lines about the progress where no bar can be drawn: in logs
    #[arg(short, long, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// Forms of a shown document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ShowFormat {
    /// Text with the evidence in colours, or in brackets where there are none
    #[default]
    Text,
    /// One JSON object
    Json,
    /// Markdown
    Md,
}

/// `huiyao show`
#[derive(Debug, Args)]
#[command(after_help = "Example: huiyao show archive.db 12 --why")]
pub struct Show {
    /// The archive
    #[arg(value_name = "ARCHIVE")]
    pub archive: PathBuf,
    /// Number, path, end of a path, beginning of the SHA-256, or the ref of any fact in it
    #[arg(value_name = "DOC")]
    pub document: String,
    /// Name for every fact the rule that read it, and how it is known
    #[arg(long)]
    pub why: bool,
    /// Form
    #[arg(short, long, value_enum, default_value = "text", value_name = "FORMAT")]
    pub format: ShowFormat,
}

/// `huiyao search`
#[derive(Debug, Args)]
#[command(after_help = "\
TEXT: all words must occur; \"words together\"; -without; this OR that. Words are found wherever they stand,
however short; Traditional finds Simplified and the reverse.

Examples:
  huiyao search archive.db 双拥 --place 海淀区 --from 2019 --to 2020-07
  huiyao search archive.db '\"国防 动员\" OR 征兵 -演出'
  huiyao search archive.db 退役军人 --quotes --speaker 区长
  huiyao search archive.db 军民融合 --kwic -f csv")]
pub struct Search {
    /// The archive
    #[arg(value_name = "ARCHIVE")]
    pub archive: PathBuf,
    /// What to look for
    #[arg(value_name = "TEXT", required = true, num_args = 1..)]
    pub text: Vec<String>,
    /// Search what people said, not whole documents
    #[arg(long, conflicts_with = "kwic")]
    pub quotes: bool,
    /// Every occurrence on a line: left, hit, right
    #[arg(long)]
    pub kwic: bool,
    /// Only meetings in this division (name or code) and below
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// From this day, month or year on
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub from: Option<CivilDate>,
    /// Up to this day, month or year
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub to: Option<CivilDate>,
    /// Only what this person, post or unit said (with --quotes)
    #[arg(long, value_name = "NAME", requires = "quotes")]
    pub speaker: Option<String>,
    /// Take TEXT as it stands, with spaces and signs
    #[arg(long)]
    pub literal: bool,
    /// Most hits; 0 for all
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// Characters of context before a hit, twice as many after it
    #[arg(long, value_name = "N", default_value_t = 24)]
    pub width: usize,
    #[command(flatten)]
    /// How to print
    pub output: Output,
}

/// `huiyao query`
#[derive(Debug, Args)]
#[command(
    disable_help_flag = true,
    override_usage = "\
huiyao query ARCHIVE NAME [-p KEY VALUE]…
       huiyao query NAME --help
       huiyao query --list"
)]
#[command(after_help = "\
Examples:
  huiyao query archive.db official-timeline -p name 柳明远
  huiyao query archive.db 会议列表 -p place 江苏省 -p from 2019 -f csv > meetings.csv
  huiyao query who-held --help")]
pub struct Query {
    /// The archive, then the name of the query, English or Chinese
    #[arg(value_name = "ARCHIVE NAME", num_args = 0..=2)]
    pub positional: Vec<String>,
    /// Value of a parameter; again for each
    #[arg(short, long = "param", value_names = ["KEY", "VALUE"], num_args = 2, allow_hyphen_values = true)]
    pub param: Vec<String>,
    /// List all queries
    #[arg(long)]
    pub list: bool,
    /// Folder with query files of your own
    #[arg(long, value_name = "DIR")]
    pub queries: Option<PathBuf>,
    /// Explain this command, or the named query
    #[arg(short, long)]
    pub help: bool,
    #[command(flatten)]
    /// How to print
    pub output: Output,
}

/// `huiyao sql`
#[derive(Debug, Args)]
#[command(after_help = "Example: huiyao sql archive.db 'select kind, count(*) from meetings group by 1' -f csv")]
pub struct Sql {
    /// The archive
    #[arg(value_name = "ARCHIVE")]
    pub archive: PathBuf,
    /// One statement that reads; `-` is standard input
    #[arg(value_name = "SQL")]
    pub sql: String,
    /// Value of a named parameter; again for each
    #[arg(short, long = "param", value_names = ["KEY", "VALUE"], num_args = 2, allow_hyphen_values = true)]
    pub param: Vec<String>,
    /// Stop after so many seconds; 0 for never
    #[arg(long, value_name = "SECONDS", default_value_t = 60.0)]
    pub timeout: f64,
    #[command(flatten)]
    /// How to print
    pub output: Output,
}

/// `huiyao report`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  huiyao report archive.db chronicle 安吉县 --year 2017 > 大事记.md
  huiyao report archive.db chronicle --place 安吉县 -f html -o 大事记.html
  huiyao report archive.db 大事记 --place 安吉县 --since 3
  huiyao report archive.db official --name 沈砚秋 -f html -o 沈砚秋.html
  huiyao report archive.db meeting --meeting 1c4dc2bedee91c57-m1
  huiyao report archive.db place --place 安吉县 --year 2017
  huiyao report archive.db quotes --topic 民兵
  huiyao report archive.db quality")]
pub struct Report {
    /// The archive
    #[arg(value_name = "ARCHIVE", required_unless_present = "copy_templates")]
    pub archive: Option<PathBuf>,
    /// Which report, by its English or Chinese name
    #[arg(value_name = "REPORT", value_enum)]
    pub report: Option<report::Name>,
    /// Of whom or what: short for --name (official), --meeting (meeting), --topic (quotes), --place (chronicle, place)
    #[arg(value_name = "SUBJECT")]
    pub subject: Option<String>,
    /// Code or name of a division, with all that lies below it
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// Only this year
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1..=9999))]
    pub year: Option<i16>,
    /// Chronicle: only what came after this run (补遗 to a draft made then); 0 for everything, marked as new
    #[arg(long, value_name = "RUN")]
    pub since: Option<i64>,
    /// Official: full name
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Meeting: key, ref of a report, number, or a piece of the name
    #[arg(long, value_name = "MEETING")]
    pub meeting: Option<String>,
    /// Quotes: name of the speaker
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// Quotes: words that must occur
    #[arg(long, value_name = "TEXT")]
    pub topic: Option<String>,
    /// Form
    #[arg(short, long, value_enum, default_value = "md", value_name = "FORMAT")]
    pub format: report::Form,
    /// File to write, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Language of headings and of the words between the facts
    #[arg(long, value_enum, default_value = "zh", value_name = "LANGUAGE")]
    pub lang: Language,
    /// Folder with templates of your own, which replace shipped ones of the same name
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
    /// Write the shipped templates into a folder, to start from, and do nothing else
    #[arg(long, value_name = "DIR")]
    pub copy_templates: Option<PathBuf>,
}

/// Forms of a citation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CiteFormat {
    /// The fact, its sentence and the document in both forms
    #[default]
    Text,
    /// Only the entry of GB/T 7714
    Gbt7714,
    /// Only the entry for BibTeX
    Bibtex,
    /// One JSON object
    Json,
}

/// `huiyao cite`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  huiyao cite archive.db 1c4dc2bedee91c57-m1
  huiyao cite archive.db 85ecdeb7a52556b9-q1 -f bibtex --accessed 2024-03-01")]
pub struct Cite {
    /// The archive
    #[arg(value_name = "ARCHIVE")]
    pub archive: PathBuf,
    /// Ref of a fact, key of a person, body or event, or anything that names a document
    #[arg(value_name = "REF")]
    pub r#ref: String,
    /// Form
    #[arg(short, long, value_enum, default_value = "text", value_name = "FORMAT")]
    pub format: CiteFormat,
    /// Day on which you looked at the page, where the archive does not know when it was fetched
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub accessed: Option<CivilDate>,
    /// Language of the headings
    #[arg(long, value_enum, default_value = "en", value_name = "LANGUAGE")]
    pub lang: Language,
}

/// `huiyao export`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  huiyao export archive.db csv -o package/
  huiyao export archive.db xlsx -o archive.xlsx
  huiyao export archive.db records | gzip > records.jsonl.gz")]
pub struct Export {
    /// The archive
    #[arg(value_name = "ARCHIVE")]
    pub archive: PathBuf,
    /// Format
    #[arg(value_name = "FORMAT", value_enum)]
    pub kind: export::Kind,
    /// File or folder to write; standard output by default
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
}

/// `huiyao audit`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  huiyao audit draw archive.db -o sample.xlsx     200 facts; fill in the column `verdict`
  huiyao audit score sample.xlsx                  precision by kind, with intervals
  huiyao audit fix sample.xlsx >> corrections.tsv what was wrong, as draft corrections
  huiyao audit draw archive.db --documents 20     whole documents, for recall")]
pub struct Audit {
    /// What to do
    #[command(subcommand)]
    pub step: AuditStep,
}

/// Steps of an audit.
#[derive(Debug, Subcommand)]
pub enum AuditStep {
    /// Draw facts, by kind and basis, or whole documents
    Draw(AuditDraw),
    /// Tell precision (or recall) of a table that was filled in
    Score(AuditScore),
    /// Print draft corrections for the facts judged wrong
    Fix(AuditFix),
}

/// `huiyao audit draw`
#[derive(Debug, Args)]
pub struct AuditDraw {
    /// The archive
    #[arg(value_name = "ARCHIVE")]
    pub archive: PathBuf,
    /// Facts to draw
    #[arg(long, value_name = "N", default_value_t = 200, conflicts_with = "documents")]
    pub size: usize,
    /// Draw so many whole documents instead
    #[arg(long, value_name = "N")]
    pub documents: Option<usize>,
    /// Another number draws another sample
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// File to write, .tsv or .xlsx; TSV on standard output by default
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `huiyao audit score`
#[derive(Debug, Args)]
pub struct AuditScore {
    /// The table that was filled in, as xlsx, TSV or CSV
    #[arg(value_name = "TABLE")]
    pub table: PathBuf,
    /// Tell every rule too
    #[arg(long)]
    pub rules: bool,
    #[command(flatten)]
    /// How to print
    pub output: Output,
}

/// `huiyao audit fix`
#[derive(Debug, Args)]
pub struct AuditFix {
    /// The table that was filled in, as xlsx, TSV or CSV
    #[arg(value_name = "TABLE")]
    pub table: PathBuf,
}

/// `huiyao datasette`
#[derive(Debug, Args)]
#[command(after_help = "\
Example: huiyao datasette archive.db        prints the command that starts it
         sh -c \"$(huiyao datasette archive.db)\"
Datasette 0.65 or newer: pip install datasette. Run this again after each build.")]
pub struct Datasette {
    /// The archive
    #[arg(value_name = "ARCHIVE")]
    pub archive: PathBuf,
    /// Folder to write; ARCHIVE-datasette beside the archive by default
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Folder with query files of your own
    #[arg(long, value_name = "DIR")]
    pub queries: Option<PathBuf>,
    /// Title of the pages
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Where the documents come from
    #[arg(long, value_name = "TEXT")]
    pub source: Option<String>,
    /// Address of the source
    #[arg(long, value_name = "URL")]
    pub source_url: Option<String>,
    /// Licence under which you show them
    #[arg(long, value_name = "TEXT")]
    pub license: Option<String>,
    /// Address of the licence
    #[arg(long, value_name = "URL")]
    pub license_url: Option<String>,
}

/// `huiyao check`
#[derive(Debug, Args)]
pub struct Check {
    /// The archive
    #[arg(value_name = "ARCHIVE")]
    pub archive: PathBuf,
    /// Read every document again from its original, derive officials, units and meetings again, and compare
    #[arg(long)]
    pub full: bool,
}

/// `huiyao dump`
#[derive(Debug, Args)]
pub struct Dump {
    /// The archive
    #[arg(value_name = "ARCHIVE")]
    pub archive: PathBuf,
    /// Natural keys instead of numbers, without runs: equal for equal content
    #[arg(long, required = true)]
    pub canonical: bool,
}

/// `huiyao completions`
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// `huiyao man`
#[derive(Debug, Args)]
pub struct Man {
    /// Write one page for each command into this folder, instead of the main page to standard output
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

fn date(text: &str) -> Result<CivilDate, String> {
    match text.parse::<CivilDate>() {
        Ok(date) if date.year().is_some() => Ok(date),
        _ => Err("give a date such as 2020-07-29, 2020-07 or 2020".into()),
    }
}

/// The pairs of `-p KEY VALUE`.
pub fn pairs(flat: &[String]) -> Vec<(String, String)> {
    flat.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect()
}
