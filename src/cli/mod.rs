//! The command line.

use std::process::ExitCode;

/// Runs the command line and gives the exit code.
pub fn main() -> ExitCode {
    // Interim: `huiyao extract PATH…` over plain files, until the command line is declared.
    let mut paths: Vec<std::path::PathBuf> = std::env::args().skip(2).map(Into::into).collect();
    paths.sort();
    let mut files = Vec::new();
    for p in paths {
        files.extend(
            walkdir::WalkDir::new(&p)
                .sort_by_file_name()
                .into_iter()
                .flatten()
                .filter(|e| e.file_type().is_file())
                .map(|e| e.into_path()),
        );
    }
    for f in files {
        let Ok(bytes) = std::fs::read(&f) else { continue };
        let record = crate::pipeline::read_document(&f.to_string_lossy(), &bytes);
        if let Ok(line) = serde_json::to_string(&record) {
            println!("{line}");
        }
    }
    ExitCode::SUCCESS
}
