//! What the READMEs show is what the program prints: every `$ huiyao …` in a `console` block is run on `samples/`.
//!
//! `UPDATE_EXPECT=1 cargo test --test cli tour` writes the present output into both files; read the difference.
//! A last line `……N` keeps the first N lines of a long output.

use super::huiyao;
use std::{fmt::Write, fs, path::Path};

/// What `command` prints, data first, then messages.
fn run(command: &str, folder: &Path) -> String {
    let arguments = words(command.strip_prefix("$ huiyao ").unwrap());
    let output = huiyao(&arguments).current_dir(folder).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let all = text(output.stdout) + &text(output.stderr);
    all.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// Words of a command line; single quotes hold a word together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words
}

/// The text of a README with the present output of its commands.
fn renewed(text: &str, folder: &Path) -> String {
    let mut new = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        writeln!(new, "{line}").unwrap();
        if line != "```console" {
            continue;
        }
        while let Some(command) = lines.next_if(|l| l.starts_with("$ huiyao ")) {
            let mut kept = usize::MAX;
            while let Some(shown) = lines.next_if(|l| !l.starts_with("$ huiyao ") && *l != "```") {
                if let Some(n) = shown.strip_prefix("……") {
                    kept = n.parse().unwrap();
                }
            }
            writeln!(new, "{command}").unwrap();
            let output = run(command, folder);
            for line in output.lines().take(kept) {
                writeln!(new, "{line}").unwrap();
            }
            if kept < output.lines().count() {
                writeln!(new, "……{kept}").unwrap();
            }
        }
    }
    new
}

#[test]
fn the_tour_shows_what_the_program_prints() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut stale = Vec::new();
    for file in ["README.md", "README.zh.md"] {
        // Each tour begins with building, in a folder of its own.
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("samples")).unwrap();
        for entry in fs::read_dir(here.join("samples")).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), folder.path().join("samples").join(entry.file_name())).unwrap();
        }
        let text = fs::read_to_string(here.join(file)).unwrap();
        let new = renewed(&text, folder.path());
        if new != text && std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(here.join(file), &new).unwrap();
        } else if let Some((old, new)) = text.lines().zip(new.lines()).find(|(old, new)| old != new) {
            stale.push(format!("{file}\n  shows:  {old}\n  prints: {new}"));
        }
    }
    assert!(stale.is_empty(), "run UPDATE_EXPECT=1 cargo test --test cli tour\n{}", stale.join("\n"));
}
