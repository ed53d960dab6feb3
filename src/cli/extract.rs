//! `huiyao extract`: records as JSON lines, without an archive.

use super::{End, args, screen};
use crate::pipeline;
use std::io::Write;

pub(super) fn run(args: &args::Extract) -> anyhow::Result<End> {
    let mut out = screen::stdout();
    let mut files = Vec::new();
    for path in &args.paths {
        let found = walkdir::WalkDir::new(path).sort_by_file_name().into_iter().flatten();
        files.extend(found.filter(|e| e.file_type().is_file()).map(walkdir::DirEntry::into_path));
    }
    for file in files {
        let Ok(bytes) = std::fs::read(&file) else { continue };
        let record = pipeline::read_document(&file.to_string_lossy(), &bytes);
        writeln!(out, "{}", serde_json::to_string(&record)?)?;
    }
    out.flush()?;
    Ok(End::Fine)
}
