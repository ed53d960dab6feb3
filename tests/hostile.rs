//! Hostile input: every property of `hostile/properties.rs` on the cases in `tests/corpus/hostile/` (each was a fault once)
//! and on mutants of samples and corpus.
//!
//! A short run is part of the tests. A long one takes its time from the environment and prints what it did:
//!
//! ```sh
//! HUIYAO_HOSTILE_SECONDS=3600 cargo test --release --test hostile -- --nocapture
//! ```
//!
//! And a whole build of mutants (`HUIYAO_MUTANTS=20000`), each of which must be found again as a document or a reject.
//!
//! A mutant that breaks a property is written to the temporary folder; with a fix it goes to `tests/corpus/hostile/`.
//! The same properties are the targets of `cargo fuzz` in `fuzz/`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of a test may fail it")]

#[path = "hostile/mutations.rs"]
mod mutations;
#[path = "hostile/properties.rs"]
mod properties;

use huiyao::{
    pipeline::{self, BuildOptions, Silent},
    store::{self, Archive},
};
use mutations::{Chance, mutant};
use properties::Property;
use std::{
    fs,
    panic::catch_unwind,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// Mutants of each property in a run that nobody waits for.
const SHORT: usize = 40;

/// Longest time for one mutant of at most 200,000 bytes, in a build without optimisation on a busy machine.
const LONGEST: Duration = Duration::from_secs(60);

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path());
    let mut paths: Vec<PathBuf> = entries.collect();
    paths.sort();
    paths.into_iter().flat_map(|p| if p.is_dir() { files(&p) } else { vec![p] }).collect()
}

fn corpus() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut corpus: Vec<Vec<u8>> = files(&root.join("samples")).iter().map(|p| fs::read(p).unwrap()).collect();
    let inputs = files(&root.join("tests/corpus"))
        .into_iter()
        .filter(|p| !p.extension().is_some_and(|e| e == "json" || e == "expected"));
    corpus.extend(inputs.map(|p| fs::read(p).unwrap()));
    corpus.extend(
        corpus[..8]
            .to_vec()
            .iter()
            .map(|bytes| serde_json::to_vec(&huiyao::pipeline::read_document("a.txt", bytes)).unwrap()),
    );
    corpus.extend(packed(&corpus[..4]));
    corpus
}

/// The files in containers.
fn packed(files: &[Vec<u8>]) -> Vec<Vec<u8>> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut tar = tar::Builder::new(Vec::new());
    let mut warc = Vec::new();
    for (n, bytes) in files.iter().enumerate() {
        zip.start_file(format!("{n}.txt"), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        tar.append_data(&mut header, format!("{n}.txt"), bytes.as_slice()).unwrap();
        let answer = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", bytes.as_slice()].concat();
        write!(warc, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/{n}\r\nWARC-Date: 2018-08-01T20:10:00Z\r\nContent-Length: {}\r\n\r\n", answer.len()).unwrap();
        warc.extend([answer.as_slice(), b"\r\n\r\n"].concat());
    }
    let tar = tar.into_inner().unwrap();
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    gz.write_all(&tar).unwrap();
    vec![zip.finish().unwrap().into_inner(), tar, gz.finish().unwrap(), warc]
}

/// What went wrong with `bytes`; `None` if nothing.
fn fault(property: Property, bytes: &[u8]) -> Option<String> {
    let begun = Instant::now();
    let outcome = catch_unwind(|| property.1(bytes));
    if let Err(panic) = outcome {
        let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
        return Some(text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default());
    }
    (begun.elapsed() > LONGEST).then(|| format!("took {} s", begun.elapsed().as_secs()))
}

#[test]
fn what_was_a_fault_once_is_none() {
    for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/hostile")) {
        let bytes = fs::read(&file).unwrap();
        for property in properties::ALL {
            assert_eq!(fault(*property, &bytes), None, "{} breaks {}", file.display(), property.0);
        }
    }
}

#[test]
fn properties_hold_for_mutants() {
    let seconds: Option<u64> = std::env::var("HUIYAO_HOSTILE_SECONDS").ok().and_then(|s| s.parse().ok());
    let seed = std::env::var("HUIYAO_HOSTILE_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(1);
    let only = std::env::var("HUIYAO_HOSTILE_PROPERTY").ok();
    let (corpus, mut chance, begun) = (corpus(), Chance::new(seed), Instant::now());
    let mut faults = Vec::new();
    let mut rounds = 0;
    let goes_on = |rounds: usize| match seconds {
        Some(seconds) => begun.elapsed() < Duration::from_secs(seconds),
        None => rounds < SHORT,
    };
    while goes_on(rounds) && faults.len() < 20 {
        for property in properties::ALL.iter().filter(|p| only.as_ref().is_none_or(|only| only == p.0)) {
            let bytes = mutant(&corpus, &mut chance);
            if let Some(problem) = fault(*property, &bytes) {
                let file = std::env::temp_dir().join(format!("hostile-{}-{seed}-{rounds}", property.0));
                fs::write(&file, &bytes).unwrap();
                faults.push(format!("{} breaks {}: {problem}", file.display(), property.0));
            }
        }
        rounds += 1;
    }
    println!("{rounds} mutants of each property in {} s", begun.elapsed().as_secs());
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Mutants through one build when nobody asks for more (`HUIYAO_MUTANTS=20000`).
const FEW: usize = 150;

#[test]
fn every_mutant_is_accounted_for() {
    let number = std::env::var("HUIYAO_MUTANTS").ok().and_then(|n| n.parse().ok()).unwrap_or(FEW);
    let samples: Vec<Vec<u8>> =
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")).iter().map(|p| fs::read(p).unwrap()).collect();
    let folder = tempfile::tempdir().unwrap();
    let (heap, target) = (folder.path().join("heap"), folder.path().join("a.db"));
    let mut chance = Chance::new(2);
    for n in 0..number {
        let file = heap.join((n / 1000).to_string()).join(format!("{n}.txt"));
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, mutant(&samples, &mut chance)).unwrap();
    }
    let summary = pipeline::build(&BuildOptions::new(vec![heap]), &target, &Silent).unwrap();
    let archive = Archive::open_read_only(&target).unwrap();
    let count = |sql: &str| archive.connection().query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap() as usize;
    let (documents, rejects) = (count("SELECT count(*) FROM documents"), count("SELECT count(*) FROM rejects"));
    println!("{number} mutants: {documents} documents, {rejects} rejects");
    assert_eq!(documents + rejects, number);
    assert_eq!((summary.counts.added as usize, summary.rejects.len()), (documents, rejects));
    assert_eq!(count("SELECT count(*) FROM documents d JOIN rejects r ON r.path = d.path"), 0);
    assert_eq!(count("SELECT count(*) FROM rejects WHERE reason = 'failed'"), 0, "a reader panicked");
    assert_eq!(store::check(&archive).unwrap(), vec![]);
}
