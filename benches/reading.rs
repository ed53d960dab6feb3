//! How fast documents are read on one core, stage by stage, and whether twice the text takes twice the time.
//!
//! ```sh
//! cargo bench --bench reading                 # all
//! cargo bench --bench reading -- stages       # MB of text a second: decode, clean, extract and its parts
//! cargo bench --bench reading -- people       # one of these stages alone, for a profiler
//! cargo bench --bench reading -- doubling     # strange texts of n and 2n characters: ratio at most 2.3
//! ```
//!
//! The heap is the invented documents of the repository, each many times over. MB are 10⁶ bytes of UTF-8 of the cleaned
//! text, so pages and plain texts, and the stages among each other, compare. Times of stages are the processor's for this
//! thread where the system tells them (Linux), so that other programs on the machine count little; elsewhere the wall clock's.

#![allow(missing_docs, reason = "a bench has no public items")]

use huiyao::{
    clean::clean,
    decode::{Decoded, decode},
    document::Document,
    extract::{self, Origin, Text, annotate::Annotations, fields, meetings, people, places, quotes, roles, slogans},
    record::Record,
};
use std::{
    fs,
    hint::black_box,
    path::{Path, PathBuf},
    sync::LazyLock,
    time::{Duration, Instant},
};

/// The one of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Least time for which a stage is run.
const AT_LEAST: Duration = Duration::from_millis(1500);

/// Documents that are read stage by stage, as the program does.
const TOGETHER: usize = 16;

/// Times of which a doubling takes the best.
const TRIES: usize = 5;

fn main() {
    let asked = std::env::args().skip(1).find(|a| !a.starts_with('-'));
    if asked.as_deref() != Some("doubling") {
        stages(&heap(), asked.as_deref().filter(|a| *a != "stages"));
    }
    if asked.is_none_or(|a| a == "doubling") {
        doubling();
    }
}

/// Files of the samples and of the corpus, in order of their paths.
fn heap() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = files(&root.join("samples"));
    for folder in files(&root.join("tests/corpus/documents")) {
        paths.extend(files(&folder).into_iter().filter(|p| p.file_stem().is_some_and(|s| s == "input")));
    }
    paths.iter().filter(|p| p.extension().is_some_and(|e| e != "md")).flat_map(fs::read).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    paths.sort();
    paths
}

/// All stages, or `only` the one so called.
fn stages(heap: &[Vec<u8>], only: Option<&str>) {
    let row = |name: &str, bytes: usize, job: &dyn Fn()| {
        if only.is_none_or(|o| o == name.trim()) {
            row(name, bytes, job);
        }
    };
    let begun = now();
    black_box(read(&heap[0]));
    let start = now().saturating_sub(begun);
    let decoded: Vec<Decoded> = heap.iter().map(|b| decode(b)).collect();
    let documents: Vec<Document> = decoded.iter().map(clean).collect();
    let texts: Vec<Text> = documents.iter().map(Text::new).collect();
    let bytes = documents.iter().map(|d| d.body.len()).sum();
    let input: usize = heap.iter().map(Vec::len).sum();
    println!("{} documents, {input} bytes, {bytes} bytes of text", heap.len());
    let origin = &Origin::default();
    println!("first document, tables loaded: {:.1} ms\n", start.as_secs_f64() * 1e3);
    row("whole", bytes, &|| heap.chunks(TOGETHER).for_each(|some| drop(black_box(read_together(some, origin)))));
    row("decode", bytes, &|| heap.iter().for_each(|b| drop(black_box(decode(b)))));
    row("clean", bytes, &|| decoded.iter().for_each(|d| drop(black_box(clean(d)))));
    row("extract", bytes, &|| {
        documents
            .chunks(TOGETHER)
            .for_each(|some| drop(black_box(extract::extract_all(some.iter().map(|d| (d, origin))))));
    });
    row("one by one", bytes, &|| documents.iter().for_each(|d| drop(black_box(extracted(d)))));
    println!();
    let records: Vec<Read> = documents.iter().zip(&texts).map(|(d, t)| Read::new(d, t)).collect();
    let each = |f: &dyn Fn(&Document, &Text, &Read)| {
        documents.iter().zip(&texts).zip(&records).for_each(|((d, t), r)| f(d, t, r));
    };
    row("  text", bytes, &|| each(&|d, _, _| drop(black_box(Text::new(d)))));
    row("  annotate", bytes, &|| each(&|_, t, _| drop(black_box(Annotations::new(&t.chars)))));
    row("  fields", bytes, &|| each(&|d, t, _| drop(black_box(fields::fields(d, t)))));
    row("  places", bytes, &|| each(&|_, t, r| drop(black_box(places::find(t, &r.hits, &r.fields.fields, None)))));
    row("  people", bytes, &|| {
        each(&|_, t, r| drop(black_box(people::people(t, &r.hits, &r.places, &r.fields.byline_spans))));
    });
    row("  dates", bytes, &|| {
        each(&|_, t, r| drop(black_box(extract::dates::Calendar::new(t, &r.fields.fields))));
    });
    row("  meetings", bytes, &|| each(&|_, t, r| drop(black_box(r.events(t)))));
    row("  quotes", bytes, &|| each(&|_, t, r| drop(black_box(quotes::quotes(t, r.known())))));
    row("  roles", bytes, &|| {
        each(&|_, t, r| {
            let (mut officials, mut units) = (r.people.officials.clone(), r.people.units.clone());
            let course = roles::Course {
                meetings: &r.events.meetings,
                quotes: &r.quotes,
                kind: r.fields.kind,
                bylines: &r.fields.byline_spans,
            };
            roles::roles(t, &mut officials, &mut units, course);
            black_box((officials, units));
        });
    });
    row("  slogans", bytes, &|| each(&|_, t, r| drop(black_box(slogans::slogans(t, &r.quotes)))));
}

/// What the stages of extraction give, for those that follow.
struct Read {
    hits: Annotations,
    fields: fields::FieldsRead,
    places: places::Places,
    people: people::People,
    events: meetings::Events,
    quotes: Vec<huiyao::record::Quote>,
}

impl Read {
    fn new(document: &Document, text: &Text) -> Self {
        let fields = fields::fields(document, text);
        let hits = Annotations::new(&text.chars);
        let places = places::find(text, &hits, &fields.fields, None);
        let people = people::people(text, &hits, &places, &fields.byline_spans);
        let events = meetings::meetings(text, &fields.fields, &places, &people.officials, fields.kind);
        let mut read = Self { hits, fields, places, people, events, quotes: vec![] };
        read.quotes = quotes::quotes(text, read.known());
        read
    }

    fn events(&self, text: &Text) -> meetings::Events {
        meetings::meetings(text, &self.fields.fields, &self.places, &self.people.officials, self.fields.kind)
    }

    fn known(&self) -> quotes::Known<'_> {
        quotes::Known {
            officials: &self.people.officials,
            units: &self.people.units,
            meetings: &self.events.meetings,
            kind: self.fields.kind,
            title: self.fields.fields.title.as_deref(),
            bylines: &self.fields.byline_spans,
        }
    }
}

/// How long this thread has run: on a processor, or at all where the system does not tell.
fn now() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let begun = *BEGUN;
    // Nanoseconds on a processor, nanoseconds waiting, number of turns.
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let ran = told.as_deref().and_then(|s| s.split(' ').next()?.parse().ok());
    ran.map_or_else(|| begun.elapsed(), Duration::from_nanos)
}

fn read(bytes: &[u8]) -> Record {
    extracted(&clean(&decode(bytes)))
}

/// Reads documents as the program does: each stage for all of them.
fn read_together(some: &[Vec<u8>], origin: &Origin) -> Vec<Record> {
    let decoded: Vec<Decoded> = some.iter().map(|b| decode(b)).collect();
    let documents: Vec<Document> = decoded.iter().map(clean).collect();
    extract::extract_all(documents.iter().map(|d| (d, origin)))
}

fn extracted(document: &Document) -> Record {
    extract::extract(document, &Origin::default())
}

/// Runs `job`, which goes through `bytes` of text, again and again; prints MB a second over all rounds: the system counts
/// the processor's time by its ticks, too coarsely for one.
fn row(name: &str, bytes: usize, job: &dyn Fn()) {
    let begun = now();
    let mut rounds = 0;
    while now().saturating_sub(begun) < AT_LEAST {
        job();
        rounds += 1;
    }
    let seconds = now().saturating_sub(begun).as_secs_f64() / f64::from(rounds);
    println!("{name:<12} {:8.2} MB/s {:9.2} ms", bytes as f64 / 1e6 / seconds, seconds * 1e3);
}

/// A way to make a text of about so many characters.
type Maker = fn(usize) -> String;

/// Texts that no newsroom prints but a heap holds: one line of megabytes, lists, tables, open brackets.
const STRANGE: [(&str, usize, Maker); 14] = [
    ("reports, one line", 400_000, |n| {
        repeat("3月5日上午，安吉县召开全县教育工作会议，县委书记赵明远出席会议并讲话。", n)
    }),
    ("reports, lines", 400_000, |n| repeat("3月5日上午，安吉县召开教育工作会议，县长钱学林强调，要抓好落实。\n", n)),
    ("no stops", 400_000, |n| repeat("安吉县召开会议县长赵明远出席并讲话，", n)),
    ("one character", 400_000, |n| repeat("会", n)),
    ("names", 200_000, |n| repeat("赵明远、钱学林、孙大江、李文清、", n)),
    ("posts and names", 200_000, |n| repeat("县委书记赵明远、县长钱学林、副县长孙大江，", n)),
    ("units", 200_000, |n| repeat("县财政局、县教育局、市委组织部、安吉县人民武装部、", n)),
    ("dates", 400_000, |n| repeat("3月5日至7日，二〇一五年十月三日上午，", n)),
    ("digits", 400_000, |n| repeat("1234567890", n)),
    ("quotes", 400_000, |n| repeat("他说：“要抓好落实。”", n)),
    ("open quotes", 400_000, |n| repeat("“要抓好", n)),
    ("brackets", 400_000, |n| repeat("（（", n / 2) + &repeat("））", n / 2)),
    ("nested divs", 60_000, |n| repeat("<div>", n) + "安吉县召开会议，县长赵明远出席。" + &repeat("</div>", n)),
    ("open tags", 200_000, |n| repeat("<a href='", n)),
];

fn repeat(unit: &str, characters: usize) -> String {
    unit.repeat(characters / unit.chars().count())
}

fn doubling() {
    println!("\n{:<20} {:>10} {:>10} {:>10} {:>7}", "strange texts", "characters", "once", "doubled", "ratio");
    for (name, n, make) in STRANGE {
        let (once, twice) = (best(&make(n)), best(&make(2 * n)));
        let ratio = twice.as_secs_f64() / once.as_secs_f64();
        let warning = if ratio > 2.3 { "  more than 2.3" } else { "" };
        println!("{name:<20} {n:>10} {once:>10.1?} {twice:>10.1?} {ratio:>7.2}{warning}");
    }
}

fn best(text: &str) -> Duration {
    let time = || {
        // One text is too short for the processor's clock: the least time by the wall is told.
        let begun = Instant::now();
        black_box(read(text.as_bytes()));
        begun.elapsed()
    };
    (0..TRIES).map(|_| time()).min().unwrap_or_default()
}
