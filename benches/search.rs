//! Search on a large archive: size of the index, ranked search with context, counting; each figure beside its bar.
//!
//! ```sh
//! cargo bench --bench search                                          # 100,000 documents of 3 KB, written first
//! HUIYAO_BENCH_DOCUMENTS=5000 cargo bench --bench search
//! HUIYAO_BENCH_ARCHIVE=archive.db cargo bench --bench search          # an archive of your own
//! ```
//!
//! The documents are words drawn with the frequencies of ordinary prose (`lexicon/common_words.tsv`), so a few stand in
//! every document and most in hardly any. They go into the store as records without facts.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a benchmark may fail")]

use huiyao::{
    lexicon, pipeline,
    query::SHIPPED,
    record::Record,
    search::{self, Request, Words},
    store::{Archive, Fresh, Update},
};
use rusqlite::Connection;
use std::{path::PathBuf, time::Instant};

const WORDS: &str = include_str!("../lexicon/common_words.tsv");
const CHARACTERS: &str = include_str!("../lexicon/character_frequencies.tsv");

/// Characters of a document, of three bytes each.
const LENGTH: usize = 1000;

/// Terms asked for, of each length.
const TERMS: usize = 200;

/// Megabytes of input by which the archive gets the pages of a large one.
const LARGE: u64 = 1 << 30;

fn main() {
    // `cargo test --benches` runs this too, with an argument.
    if std::env::args().any(|a| a == "--test") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = match std::env::var_os("HUIYAO_BENCH_ARCHIVE") {
        Some(path) => PathBuf::from(path),
        None => {
            let target = folder.path().join("bench.db");
            let documents = std::env::var("HUIYAO_BENCH_DOCUMENTS").ok().and_then(|n| n.parse().ok());
            write(&target, documents.unwrap_or(100_000));
            target
        }
    };
    let archive = Archive::open_read_only(path).unwrap();
    size(archive.connection());
    let vocabulary = Vocabulary::new();
    for (length, bars) in [(1, None), (2, Some((60.0, 250.0))), (3, None), (4, None)] {
        let terms = vocabulary.terms(length, archive.connection());
        ranked(&archive, length, &terms, bars);
    }
    let terms = vocabulary.terms(2, archive.connection());
    counting(archive.connection(), &terms);
    let pairs: Vec<String> = terms.windows(2).map(|pair| pair.join(" ")).collect();
    report("two words, 20 hits with context", times(&pairs, |text| hits(&archive, text)), None);
    report("two characters by search.sql, 20 hits", times(&terms, |text| by_sql(archive.connection(), text)), None);
}

/// A fixed generator, so that every run measures the same.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    /// From 0 to 1.
    fn share(&mut self) -> f64 {
        f64::from(u32::try_from(self.below(1 << 30)).unwrap()) / f64::from(1 << 30)
    }
}

/// Words with the sum of the frequencies up to and with each.
struct Vocabulary {
    words: Vec<(&'static str, f64)>,
}

impl Vocabulary {
    fn new() -> Self {
        let mut sum = 0.0;
        let mut words = Vec::new();
        // A weight is ten times the logarithm of a frequency. A character in a word is no word by itself: a tenth.
        for (file, share) in [(WORDS, 1.0), (CHARACTERS, 0.1)] {
            for row in lexicon::rows(file) {
                sum += (row[1].parse::<f64>().unwrap() / 10.0).exp() * share;
                words.push((row[0], sum));
            }
        }
        Self { words }
    }

    fn draw(&self, chance: &mut Chance) -> &'static str {
        let wanted = chance.share() * self.words.last().unwrap().1;
        self.words[self.words.partition_point(|(_, sum)| *sum < wanted).min(self.words.len() - 1)].0
    }

    /// Terms of a length as people ask for them: drawn by frequency, each once, and found in the archive.
    fn terms(&self, length: usize, archive: &Connection) -> Vec<String> {
        let mut chance = Chance(1978);
        let mut terms: Vec<String> = Vec::new();
        for _ in 0..TERMS * 200 {
            let mut term = self.draw(&mut chance).to_owned();
            while term.chars().count() < length {
                term.push_str(self.draw(&mut chance));
            }
            let fits = term.chars().count() == length && !terms.contains(&term);
            if fits && terms.len() < TERMS && count(archive, &term) > 0 {
                terms.push(term);
            }
        }
        terms
    }

    fn text(&self, chance: &mut Chance) -> String {
        let mut text = String::with_capacity(LENGTH * 3 + 64);
        let mut headline = 12;
        let mut letters = 0;
        while letters < LENGTH {
            let word = self.draw(chance);
            text.push_str(word);
            letters += word.chars().count();
            match chance.below(60) {
                _ if letters > headline => {
                    text.push('\n');
                    headline = usize::MAX;
                }
                0..6 => text.push('，'),
                6..9 => text.push('。'),
                9 => text.push_str("。\n"),
                10 => text.push_str(["2019年7月29日", "3.5%", "GDP", "COVID-19", "12"][chance.below(5)]),
                _ => {}
            }
        }
        text
    }
}

fn write(target: &std::path::Path, documents: usize) {
    let begun = Instant::now();
    let vocabulary = Vocabulary::new();
    let mut chance = Chance(1949);
    let fresh = Fresh::begin(target, Some(LARGE)).unwrap();
    let mut update = Update::begin(fresh.archive(), "build", "bench", "2020-07-29T00:00:00Z").unwrap();
    let empty = pipeline::read_document("bench/0.txt", "\u{feff}".as_bytes());
    for n in 0..documents {
        let text = vocabulary.text(&mut chance);
        // One in twenty-five is in Traditional characters.
        let (body, body_hans) = if n % 25 == 0 { (hanconv::s2t(&text), Some(text)) } else { (text, None) };
        let body_hans = body_hans.filter(|hans| hans.chars().count() == body.chars().count());
        let title = body_hans.as_ref().unwrap_or(&body).lines().next().map(str::to_owned);
        let mut record =
            Record { path: format!("bench/{n}.txt"), sha256: format!("{n:064x}"), body, body_hans, ..empty.clone() };
        record.notes.clear();
        record.document.title = title;
        update.put(&record, None).unwrap();
    }
    update.finish(None, "2020-07-29T00:00:00Z").unwrap();
    fresh.finish().unwrap();
    println!("{documents} documents written in {:.0} s", begun.elapsed().as_secs_f64());
}

fn size(archive: &Connection) {
    let one = |sql: &str| archive.query_row(sql, [], |row| row.get::<_, f64>(0)).unwrap();
    let text = one("select total(length(cast(coalesce(title, '') || coalesce(body_hans, body) as blob)))
        from documents where superseded_by_run is null");
    let index = one("select total(pgsize) from dbstat where name like 'documents\\_fts\\_%' escape '\\'");
    let documents = one("select count(*) from documents where superseded_by_run is null");
    println!("{documents} documents, {:.0} MB of text", text / 1e6);
    println!("{:46} {:8.2} × text                (bar 1.3)", "index of the documents", index / text);
}

fn hits(archive: &Archive, text: &str) -> usize {
    let request = Request { words: Words::parse(text), limit: 20, width: 24, ..Request::default() };
    search::documents(archive.connection(), &request).unwrap().len()
}

fn ranked(archive: &Archive, length: usize, terms: &[String], bars: Option<(f64, f64)>) {
    let found = times(terms, |text| hits(archive, text));
    report(&format!("{length} characters, 20 hits with context"), found, bars);
}

fn count(archive: &Connection, text: &str) -> usize {
    let phrase: Vec<String> = text.chars().map(String::from).collect();
    let sql = "select count(*) from documents_fts where documents_fts match ?1";
    let mut statement = archive.prepare_cached(sql).unwrap();
    let found: i64 = statement.query_row([format!("\"{}\"", phrase.join(" "))], |row| row.get(0)).unwrap();
    usize::try_from(found).unwrap()
}

fn counting(archive: &Connection, terms: &[String]) {
    report("two characters, counting", times(terms, |text| count(archive, text)), Some((40.0, 0.0)));
}

fn by_sql(archive: &Connection, text: &str) -> usize {
    let sql = SHIPPED.iter().find(|(name, _)| *name == "search").unwrap().1;
    // Prepared each time, as Datasette does.
    let mut statement = archive.prepare(sql).unwrap();
    for index in 1..=statement.parameter_count() {
        let value = if statement.parameter_name(index) == Some(":q") { text } else { "" };
        statement.raw_bind_parameter(index, value).unwrap();
    }
    let mut rows = statement.raw_query();
    let mut found = 0;
    while rows.next().unwrap().is_some() {
        found += 1;
    }
    found
}

/// Milliseconds for each term, by the clock and on the processor, each in ascending order. The first round, which reads the
/// disk, does not count.
fn times(terms: &[String], ask: impl Fn(&str) -> usize) -> [Vec<f64>; 2] {
    terms.iter().take(20).for_each(|term| {
        ask(term);
    });
    let (mut clock, mut processor) = (Vec::new(), Vec::new());
    for term in terms {
        let (begun, worked) = (Instant::now(), on_processor());
        ask(term);
        clock.push(begun.elapsed().as_secs_f64() * 1000.0);
        processor.push(on_processor() - worked);
    }
    clock.sort_by(f64::total_cmp);
    processor.sort_by(f64::total_cmp);
    [clock, processor]
}

/// Milliseconds for which this thread has had a processor: on a busy machine the fairer figure. 0 where the system does not
/// tell.
fn on_processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok()).unwrap_or(0.0) / 1e6
}

/// Bars of the median and of the 95th percentile, 0 for none.
fn report(what: &str, [clock, processor]: [Vec<f64>; 2], bars: Option<(f64, f64)>) {
    let at = |times: &[f64], share: f64| {
        times.get(((times.len() as f64 - 1.0) * share).round() as usize).copied().unwrap_or(0.0)
    };
    let bar = |bar: f64| if bar > 0.0 { format!(" (bar {bar:.0})") } else { String::new() };
    let (median, p95) = bars.unwrap_or_default();
    println!(
        "{what:40} median {:6.1} ms{}, p95 {:6.1} ms{}; on the processor {:6.1}, {:6.1}",
        at(&clock, 0.5),
        bar(median),
        at(&clock, 0.95),
        bar(p95),
        at(&processor, 0.5),
        at(&processor, 0.95)
    );
}
