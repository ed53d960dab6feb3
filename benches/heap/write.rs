//! Writes an invented heap of pages, to try things out at scale:
//!
//! ```sh
//! cargo run --release --example heap -- 10000 heap/            # a folder
//! cargo run --release --example heap -- 10000 heap.tar         # one file
//! cargo run --release --example heap -- 10000 heap.jsonl       # a table: path, text (UTF-8; bytes that are no text left out)
//! cargo run --release --example heap -- 10000 heap/ 7          # with seed 7
//! ```

#[path = "mod.rs"]
mod heap;

use heap::{File, Heap};
use std::{
    fs,
    io::{self, BufWriter, Write},
    path::Path,
};

fn main() -> io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (Some(number), Some(target)) = (args.first().and_then(|n| n.parse::<u64>().ok()), args.get(1)) else {
        eprintln!("usage: heap NUMBER FOLDER|FILE.tar|FILE.jsonl [SEED]");
        std::process::exit(2);
    };
    let seed = args.get(2).and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let heap = Heap::new(seed);
    let files = (0..number).map(|n| heap.file(n));
    match Path::new(target).extension().and_then(|e| e.to_str()) {
        Some("tar") => tar(files, target),
        Some("jsonl") => table(files, target),
        _ => folder(files, Path::new(target)),
    }
}

fn folder(mut files: impl Iterator<Item = File>, target: &Path) -> io::Result<()> {
    files.try_for_each(|file| {
        let path = target.join(&file.path);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, file.bytes)
    })
}

fn tar(mut files: impl Iterator<Item = File>, target: &str) -> io::Result<()> {
    let mut tar = tar::Builder::new(BufWriter::new(fs::File::create(target)?));
    files.try_for_each(|file| {
        let mut header = tar::Header::new_gnu();
        header.set_mode(0o644);
        header.set_size(file.bytes.len() as u64);
        tar.append_data(&mut header, &file.path, file.bytes.as_slice())
    })?;
    tar.into_inner()?.flush()
}

fn table(mut files: impl Iterator<Item = File>, target: &str) -> io::Result<()> {
    let mut out = BufWriter::new(fs::File::create(target)?);
    files.try_for_each(|file| {
        let text = huiyao::decode::decode(&file.bytes).text;
        writeln!(out, "{}", serde_json::json!({ "path": file.path, "text": text }))
    })?;
    out.flush()
}
