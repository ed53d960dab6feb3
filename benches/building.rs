//! What a whole build costs, stage by stage, against the floor: what SQLite and zlib alone need for the same content.
//!
//! ```sh
//! cargo bench --bench building                # 10,000 invented documents
//! cargo bench --bench building -- 100000      # any other number
//! ```
//!
//! The floor is a bare loop on one core that compresses the same originals, inserts the same texts and fills the same
//! full-text table through the same SQLite. MB are 10⁶ bytes of UTF-8 of the cleaned texts. Every part runs in a process of
//! its own, so that peaks of memory are its own. Of what runs on one core the seconds at work are shown, which other
//! programs make no longer; of the build both, seconds on the wall and of all cores.

#![allow(missing_docs, reason = "a bench has no public items")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a bench may stop")]

#[path = "cost.rs"]
mod cost;
#[path = "heap/mod.rs"]
mod heap;

use cost::{at_work, cpu, peak};
use huiyao::{
    clean::clean,
    decode::decode,
    extract::{self, Origin},
    pipeline::{self, BuildOptions, Progress},
    store::{self, Fresh, Packed, Stage, Update},
};
use rusqlite::{Connection, OpenFlags};
use std::{
    cell::RefCell,
    fs,
    hint::black_box,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

/// The one of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const USUAL: u64 = 10_000;

/// Documents that a stage holds in memory at once.
const CHUNK: usize = 500;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["build", heap, target] => build(Path::new(heap), Path::new(target)),
        ["stages", heap, target] => stages(Path::new(heap), Path::new(target)),
        ["floor", archive, target] => floor(Path::new(archive), Path::new(target)),
        [number] => whole(number.parse().expect("a number of documents")),
        _ => whole(USUAL),
    }
}

/// Everything, for a heap of `number` documents.
fn whole(number: u64) {
    let folder = std::env::temp_dir().join(format!("huiyao-bench-{number}"));
    let heap = folder.join("heap");
    if !folder.join("complete").exists() {
        println!("writing {number} documents to {}", heap.display());
        write_heap(&heap, number);
        fs::write(folder.join("complete"), "").unwrap();
    }
    let (archive, other) = (folder.join("archive.db"), folder.join("other.db"));
    part("build", &heap, &archive);
    part("floor", &archive, &other);
    part("stages", &heap, &folder.join("stages.db"));
    let ([wall, cpu], [floor, _]) = (figures(&archive), figures(&other));
    println!("build ÷ floor: wall {:.2}, CPU {:.2}", wall / floor, cpu / floor);
    let size = |path: &Path| fs::metadata(path).map_or(0.0, |m| m.len() as f64 / 1e6);
    println!("archive {:.0} MB; {} is kept for the next run", size(&archive), folder.display());
}

fn write_heap(folder: &Path, number: u64) {
    let heap = heap::Heap::new(1);
    for n in 0..number {
        let file = heap.file(n);
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.bytes).unwrap();
    }
}

fn part(name: &str, from: &Path, to: &Path) {
    let _ = fs::remove_file(to);
    let status = Command::new(std::env::current_exe().unwrap()).arg(name).args([from, to]).status().unwrap();
    assert!(status.success(), "{name} failed");
}

/// Where a part leaves its figures for the last line.
fn figures_of(target: &Path) -> PathBuf {
    target.with_extension("figures")
}

/// Seconds on the wall and of all cores.
fn figures(target: &Path) -> [f64; 2] {
    let text = fs::read_to_string(figures_of(target)).unwrap();
    let mut figures = text.split_whitespace().map(|figure| figure.parse().unwrap());
    [figures.next().unwrap(), figures.next().unwrap()]
}

fn leave(target: &Path, wall: f64, cpu: f64) {
    fs::write(figures_of(target), format!("{wall} {cpu}")).unwrap();
}

/// Notes when each stage begins, and what the process cost till then.
struct Watch(RefCell<Vec<(Stage, Instant, f64)>>);

impl Progress for Watch {
    fn begin(&self, _: Option<u64>, _: Option<u64>) {}
    fn advance(&self, _: u64) {}
    fn stage(&self, stage: Stage) {
        self.0.borrow_mut().push((stage, Instant::now(), cpu()));
    }
}

fn build(heap: &Path, target: &Path) {
    let watch = Watch(RefCell::default());
    let begun = Instant::now();
    let summary = pipeline::build(&BuildOptions::new(vec![heap.to_path_buf()]), target, &watch).unwrap();
    let wall = begun.elapsed();
    let (ended, used) = (begun + wall, cpu());
    leave(target, wall.as_secs_f64(), used);
    let texts = megabytes(target);
    println!(
        "build    {} documents, {} rejected, {texts:.1} MB of text: wall {:.2} s = {:.2} MB/s, CPU {:.2} s, peak {} MB",
        summary.counts.documents,
        summary.rejects.len(),
        wall.as_secs_f64(),
        texts / wall.as_secs_f64(),
        used,
        peak(),
    );
    let stages = watch.0.into_inner();
    let shown = |what: &str, from: (Instant, f64), to: (Instant, f64)| {
        line(what, texts, to.0 - from.0);
        println!("  {:<28}{:>8.2} s CPU", "", to.1 - from.1);
    };
    let last = (ended, used);
    shown("list, read, store, all cores", (begun, 0.0), stages.first().map_or(last, |s| (s.1, s.2)));
    for (n, (stage, from, cpu)) in stages.iter().enumerate() {
        let to = stages.get(n + 1).map_or(last, |s| (s.1, s.2));
        shown(&format!("{stage:?}").to_lowercase(), (*from, *cpu), to);
    }
}

fn megabytes(archive: &Path) -> f64 {
    let c = Connection::open_with_flags(archive, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let bytes = "SELECT sum(length(CAST(coalesce(body_hans, body) AS BLOB))) FROM documents";
    c.query_row(bytes, [], |row| row.get::<_, i64>(0)).unwrap() as f64 / 1e6
}

fn line(what: &str, texts: f64, time: Duration) {
    println!("  {what:<28}{:>8.2} s{:>9.2} MB/s", time.as_secs_f64(), texts / time.as_secs_f64());
}

/// Adds up the time at work of several stretches.
#[derive(Default)]
struct Clock(Duration);

impl Clock {
    fn time<R>(&mut self, job: impl FnOnce() -> R) -> R {
        let begun = at_work();
        let result = black_box(job());
        self.0 += Duration::from_secs_f64((at_work() - begun).max(0.0));
        result
    }
}

/// Each stage by itself on one core.
fn stages(heap: &Path, target: &Path) {
    let mut clocks: [Clock; 6] = Default::default();
    let [reading, decoding, cleaning, extracting, packing, storing] = &mut clocks;
    let fresh = Fresh::begin(target, None).unwrap();
    let mut update = Update::begin(fresh.archive(), "build", store::READER, "").unwrap();
    let mut texts = 0;
    for chunk in files(heap).chunks(CHUNK) {
        let bytes: Vec<(String, Vec<u8>)> = reading
            .time(|| chunk.iter().map(|p| (p.to_string_lossy()[1..].to_owned(), fs::read(p).unwrap())).collect());
        let bytes: Vec<_> = bytes.into_iter().filter(|(_, b)| !b.is_empty() && !b.starts_with(b"%PDF")).collect();
        let decoded = decoding.time(|| bytes.iter().map(|(_, b)| decode(b)).collect::<Vec<_>>());
        let cleaned = cleaning.time(|| decoded.iter().map(clean).collect::<Vec<_>>());
        texts += cleaned.iter().map(|d| d.hans().len()).sum::<usize>();
        let read = |(n, document)| {
            let (path, bytes): &(String, Vec<u8>) = &bytes[n];
            let origin = Origin {
                path: path.clone(),
                sha256: format!("{:064x}", n + texts * 1000),
                size: bytes.len() as u64,
                ..Origin::default()
            };
            extract::extract(document, &origin)
        };
        let records = extracting.time(|| cleaned.iter().enumerate().map(read).collect::<Vec<_>>());
        let packed = packing.time(|| bytes.iter().map(|(_, b)| Packed::new(b)).collect::<Vec<_>>());
        storing.time(|| {
            for (record, packed) in records.iter().zip(&packed) {
                update.put(record, Some(packed)).unwrap();
            }
        });
    }
    println!("stages   each alone on one core");
    let texts = texts as f64 / 1e6;
    for (name, clock) in ["read", "decode", "clean", "extract", "pack originals", "store and index"].iter().zip(&clocks)
    {
        line(name, texts, clock.0);
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    entries.into_iter().flat_map(|p| if p.is_dir() { files(&p) } else { vec![p] }).collect()
}

/// One document as the archive holds it.
struct Held {
    name: String,
    bytes: Vec<u8>,
    title: Option<String>,
    body: String,
    hans: Option<String>,
}

fn floor(archive: &Path, target: &Path) {
    let from = Connection::open_with_flags(archive, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let to = Connection::open(target).unwrap();
    to.execute_batch("PRAGMA page_size = 16384; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; PRAGMA locking_mode = EXCLUSIVE;").unwrap();
    for table in ["sqlar", "documents_fts"] {
        let sql = "SELECT sql FROM sqlite_schema WHERE name = ?";
        to.execute_batch(&from.query_row(sql, [table], |row| row.get::<_, String>(0)).unwrap()).unwrap();
    }
    to.execute_batch(
        "CREATE TABLE documents (id INTEGER PRIMARY KEY, path TEXT, title TEXT, body TEXT, body_hans TEXT); BEGIN",
    )
    .unwrap();
    let mut clocks: [Clock; 3] = Default::default();
    let [packing, inserting, indexing] = &mut clocks;
    let mut held = from.prepare("SELECT d.path, s.sz, s.data, d.title, d.body, d.body_hans FROM documents d JOIN sqlar s ON s.name = d.original ORDER BY d.id").unwrap();
    let mut rows = held.query([]).unwrap();
    let mut original =
        to.prepare("INSERT INTO sqlar (name, mode, mtime, sz, data) VALUES (?1, 33188, 0, ?2, ?3)").unwrap();
    let mut document =
        to.prepare("INSERT INTO documents (path, title, body, body_hans) VALUES (?1, ?2, ?3, ?4)").unwrap();
    let mut index = to.prepare("INSERT INTO documents_fts (rowid, title, body) VALUES (?1, ?2, ?3)").unwrap();
    while let Some(row) = rows.next().unwrap() {
        let held = Held {
            name: row.get(0).unwrap(),
            bytes: Packed::unpack(row.get::<_, i64>(1).unwrap().unsigned_abs(), &row.get::<_, Vec<u8>>(2).unwrap())
                .unwrap(),
            title: row.get(3).unwrap(),
            body: row.get(4).unwrap(),
            hans: row.get(5).unwrap(),
        };
        let packed = packing.time(|| Packed::new(&held.bytes));
        inserting.time(|| {
            original.execute((&held.name, packed.size as i64, &packed.data)).unwrap();
            document.execute((&held.name, &held.title, &held.body, &held.hans)).unwrap();
        });
        let id = to.last_insert_rowid();
        indexing.time(|| {
            let body = store::fence(held.hans.as_ref().unwrap_or(&held.body));
            index.execute((id, held.title.as_deref().map(store::fence), body)).unwrap();
        });
    }
    indexing.time(|| to.execute_batch("COMMIT").unwrap());
    let texts = megabytes(archive);
    let all = clocks.iter().map(|c| c.0).sum::<Duration>();
    leave(target, all.as_secs_f64(), all.as_secs_f64());
    println!("floor    {:.2} s = {:.2} MB/s, one core", all.as_secs_f64(), texts / all.as_secs_f64());
    for (name, clock) in ["compress originals", "insert texts", "fill the full-text index"].iter().zip(&clocks) {
        line(name, texts, clock.0);
    }
}
