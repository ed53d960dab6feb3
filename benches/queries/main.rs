//! How long every canned query and every report takes, bare and with parameters taken from the archive itself, each figure
//! beside its bar.
//!
//! ```sh
//! cargo bench --bench queries -- archive.db                     # everything; sample.db when no archive is given
//! cargo bench --bench queries -- archive.db meetings panel      # these only
//! ```
//!
//! `values.tsv` says what is asked for; each query is asked with each value, and with each two of different parameters
//! (a beginning and an end count as one). Each call opens the archive anew, as a command does.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a benchmark may fail")]

use huiyao::{
    lexicon,
    output::{Column, Language},
    query::{self, CannedQuery, Catalogue, Kind, Sink},
    report,
    store::Archive,
};
use rusqlite::{Connection, types::Value};
use std::{
    fs, io,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

const VALUES: &str = include_str!("values.tsv");
const LOOK_UPS: &str = include_str!("look_ups.tsv");

/// Milliseconds that a look-up may take, any other call, and a report.
const LOOK_UP: f64 = 200.0;
const AGGREGATE: f64 = 1000.0;
const REPORT: f64 = 2000.0;

/// Runs of a call, of which the middle one counts; a call slower than [`SLOW`] is not repeated.
const RUNS: usize = 3;
const SLOW: f64 = 3000.0;

/// Longest run of a call; it is then broken off.
const LIMIT: Duration = Duration::from_secs(30);

fn main() {
    // `cargo test --benches` runs this too, with an argument.
    if std::env::args().any(|a| a == "--test") {
        return;
    }
    let mut arguments = std::env::args().skip(1).filter(|a| !a.starts_with('-'));
    let path = PathBuf::from(arguments.next().unwrap_or_else(|| "sample.db".into()));
    let only: Vec<String> = arguments.collect();
    let wanted = |name: &str| only.is_empty() || only.iter().any(|o| o == name);
    let archive = Archive::open_read_only(&path).unwrap();
    let mut table = Table::default();
    println!("{:>9} {:>9} {:>7} {:>7}  call", "wall ms", "cpu ms", "bar", "rows");
    let mut catalogue = Catalogue::shipped().unwrap();
    // As they stand now: whoever works at a query need not build anew.
    catalogue.add_folder(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/queries"))).unwrap();
    for query in catalogue.iter().filter(|query| wanted(&query.name)) {
        for call in calls(query, archive.connection()) {
            table.add(&call.label(query), call.bar(query), || ask(&path, query, &call));
        }
    }
    for request in reports(archive.connection()).into_iter().filter(|r| wanted(&code(r))) {
        table.add(&label(&request), REPORT, || render(&path, &request));
    }
    println!("{} of {} calls over their bar", table.over, table.calls);
}

/// A parameter with a value.
#[derive(Clone)]
struct Given {
    parameter: String,
    /// What values.tsv calls the value; of a closed choice its code.
    kind: String,
    value: String,
}

#[derive(Clone, Default)]
struct Call(Vec<Given>);

impl Call {
    fn label(&self, query: &CannedQuery) -> String {
        let given = self.0.iter().map(|g| format!(" {}={}", g.parameter, g.value));
        format!("{}{}", query.name, given.collect::<String>())
    }

    fn bar(&self, query: &CannedQuery) -> f64 {
        let of_one = |what: &str| {
            what == "-" || self.0.iter().any(|g| what == g.parameter || what == format!("{}:{}", g.parameter, g.kind))
        };
        let is_look_up = lexicon::rows(LOOK_UPS).any(|row| row[0] == query.name && of_one(row[1]));
        if is_look_up { LOOK_UP } else { AGGREGATE }
    }
}

/// Bare, with each value, with each two.
fn calls(query: &CannedQuery, archive: &Connection) -> Vec<Call> {
    let groups: Vec<Vec<Call>> = groups(query, archive);
    let mut calls = vec![Call::default()];
    for (i, group) in groups.iter().enumerate() {
        calls.extend(group.iter().cloned());
        for other in groups.iter().skip(i + 1) {
            for (a, b) in group.iter().flat_map(|a| other.iter().map(move |b| (a, b))) {
                calls.push(Call(a.0.iter().chain(&b.0).cloned().collect()));
            }
        }
    }
    calls
}

/// The values of each parameter; those that say when are one.
fn groups(query: &CannedQuery, archive: &Connection) -> Vec<Vec<Call>> {
    let mut groups = Vec::new();
    for parameter in &query.parameters {
        let name = parameter.name.as_str();
        let values = match &parameter.kind {
            _ if matches!(name, "limit" | "to" | "undated") => continue,
            Kind::Choice(codes) => codes.iter().map(|code| given(name, code, code.clone())).collect(),
            _ => values(query, name, archive),
        };
        let mut calls: Vec<Call> = values.into_iter().map(|value| Call(vec![value])).collect();
        if name == "from" {
            let end = values_of("*", "to", archive);
            calls.iter_mut().for_each(|call| call.0.extend(end.iter().cloned()));
        }
        if let Some(parameter) = query.parameter("undated").filter(|_| name == "from") {
            let dated = calls.clone();
            for undated in ["with", "only"] {
                calls.extend(dated.iter().cloned().map(|mut call| {
                    call.0.push(given(&parameter.name, undated, undated.into()));
                    call
                }));
            }
        }
        groups.push(calls);
    }
    groups
}

fn given(parameter: &str, kind: &str, value: String) -> Given {
    Given { parameter: parameter.into(), kind: kind.into(), value }
}

/// Of the query itself, else of any; else what the query's header says that there is to choose from.
fn values(query: &CannedQuery, parameter: &str, archive: &Connection) -> Vec<Given> {
    let own = values_of(&query.name, parameter, archive);
    let any = if own.is_empty() { values_of("*", parameter, archive) } else { own };
    if !any.is_empty() {
        return any;
    }
    let choices = query.parameter(parameter).and_then(|p| query::choices(archive, query, p).unwrap());
    choices.into_iter().flatten().take(2).map(|choice| given(parameter, "choice", choice.value)).collect()
}

fn values_of(query: &str, parameter: &str, archive: &Connection) -> Vec<Given> {
    let rows = lexicon::rows(VALUES).filter(|row| row[0] == query && row[1] == parameter);
    rows.filter_map(|row| Some(given(parameter, row[2], one(archive, row[3])?))).collect()
}

/// `None` when the archive has none.
fn one(archive: &Connection, sql: &str) -> Option<String> {
    archive.query_row(sql, [], |row| row.get(0)).ok()
}

/// Rows given; `None` when it was broken off.
fn ask(path: &Path, query: &CannedQuery, call: &Call) -> Option<u64> {
    let archive = Archive::open_read_only(path).unwrap();
    let begun = Instant::now();
    archive.connection().progress_handler(100_000, Some(move || begun.elapsed() > LIMIT)).unwrap();
    let given: Vec<(String, String)> = call.0.iter().map(|g| (g.parameter.clone(), g.value.clone())).collect();
    let outcome = query::run(archive.connection(), query, &given, None, &mut Nowhere);
    outcome.map(|outcome| outcome.rows).map_err(|e| broken_off(&e)).ok()
}

struct Nowhere;

impl Sink for Nowhere {
    fn columns(&mut self, _: Vec<Column>) -> io::Result<()> {
        Ok(())
    }

    fn row(&mut self, _: &[Value]) -> io::Result<()> {
        Ok(())
    }
}

fn broken_off(error: &huiyao::Error) {
    if !format!("{error:?}").contains("OperationInterrupted") {
        eprintln!("{error}");
    }
}

fn reports(archive: &Connection) -> Vec<report::Request> {
    let value = |parameter: &str, kind: &str| {
        values_of("*", parameter, archive).into_iter().find(|g| g.kind == kind).map(|g| g.value)
    };
    let year = one(
        archive,
        "select substr(held_from, 1, 4) from meetings where held_from is not null
        group by 1 order by count(*) desc, 1 limit 1",
    )
    .and_then(|year| year.parse().ok());
    let blank = |report| report::Request {
        report,
        form: report::Form::Html,
        language: Language::Zh,
        templates: None,
        place: None,
        year: None,
        since: None,
        name: None,
        meeting: None,
        speaker: None,
        topic: None,
    };
    use report::{Name, Request};
    let (county, province) = (value("place", "county"), value("place", "province"));
    vec![
        Request { place: county.clone(), year, ..blank(Name::Chronicle) },
        Request { place: county.clone(), ..blank(Name::Chronicle) },
        Request { place: province.clone(), year, ..blank(Name::Chronicle) },
        Request { name: value("name", "seen"), ..blank(Name::Official) },
        Request { name: value("name", "namesakes"), place: province.clone(), ..blank(Name::Official) },
        Request { meeting: value("meeting", "key"), ..blank(Name::Meeting) },
        Request { place: county.clone(), year, ..blank(Name::Place) },
        Request { place: province.clone(), year, ..blank(Name::Place) },
        Request { speaker: value("speaker", "frequent"), ..blank(Name::Quotes) },
        Request { topic: value("q", "common"), place: county, ..blank(Name::Quotes) },
        Request { topic: value("q", "common"), place: province, year, ..blank(Name::Quotes) },
        blank(Name::Quality),
    ]
}

fn code(request: &report::Request) -> String {
    format!("{:?}", request.report).to_lowercase()
}

fn label(request: &report::Request) -> String {
    let year = request.year.map(|year| year.to_string());
    let given = [
        ("place", &request.place),
        ("year", &year),
        ("name", &request.name),
        ("meeting", &request.meeting),
        ("speaker", &request.speaker),
        ("topic", &request.topic),
    ];
    let given = given.iter().filter_map(|(name, value)| value.as_ref().map(|value| format!(" {name}={value}")));
    format!("report {}{}", code(request), given.collect::<String>())
}

/// Lines of the report.
fn render(path: &Path, request: &report::Request) -> Option<u64> {
    let archive = Archive::open_read_only(path).unwrap();
    let begun = Instant::now();
    archive.connection().progress_handler(100_000, Some(move || begun.elapsed() > LIMIT)).unwrap();
    let rendered = report::render(archive.connection(), request).map_err(|e| broken_off(&e)).ok()?;
    u64::try_from(rendered.text.lines().count()).ok()
}

/// What is printed.
#[derive(Default)]
struct Table {
    calls: usize,
    over: usize,
}

impl Table {
    fn add(&mut self, label: &str, bar: f64, run: impl Fn() -> Option<u64>) {
        let mut times: Vec<(f64, f64)> = Vec::new();
        let mut rows = None;
        while times.len() < RUNS && times.last().is_none_or(|last| last.0 < SLOW) {
            let (begun, worked) = (Instant::now(), on_processor());
            rows = run();
            times.push((begun.elapsed().as_secs_f64() * 1000.0, on_processor() - worked));
        }
        times.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (wall, cpu) = times[times.len() / 2];
        let over = wall > bar || rows.is_none();
        self.calls += 1;
        self.over += usize::from(over);
        let rows = rows.map_or("…".to_owned(), |rows| rows.to_string());
        let mark = if over { '!' } else { ' ' };
        println!("{wall:9.0} {cpu:9.0} {bar:7.0} {rows:>7} {mark}{label}");
    }
}

/// Milliseconds for which this thread has had a processor: on a busy machine the fairer figure. 0 where the system does not
/// tell.
fn on_processor() -> f64 {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok()).unwrap_or(0.0) / 1e6
}
