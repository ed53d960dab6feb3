//! Every recipe of `docs/recipes.md` is run as it stands there, on an archive of `samples/`, and prints what the page shows.
//!
//! A `<!-- needs: … -->` line names the tools of the blocks below it; where one is absent they are skipped, and the test
//! says so. Which Python: `HUIYAO_PYTHON`, else `python3`. `UPDATE_EXPECT=1 cargo test --test cli recipes` writes what is
//! printed now into the page, for the recipes whose tools are there; read the difference.
//!
//! What the tools of few machines print is not compared: a change of the samples would fail where nobody could renew the
//! page. They must run and print something.

use super::samples;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};
use tempfile::TempDir;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/recipes.md");

/// Printed between the blocks of one language, which share what they define.
const MARK: &str = "----8<----";

/// Tools whose output must be what the page shows.
const EVERYWHERE: [&str; 2] = ["sqlite3", "git"];

/// A block of code.
struct Block {
    /// `## …` above it.
    section: String,
    needs: Vec<String>,
    language: String,
    code: String,
    /// Lines of the page that show what it prints, without the fences. `None`: nothing is shown.
    shown: Option<(usize, usize)>,
}

fn blocks(lines: &[&str]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut section, mut needs) = (String::new(), Vec::new());
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        at += 1;
        if let Some(title) = line.strip_prefix("## ") {
            (section, needs) = (title.to_owned(), Vec::new());
        } else if let Some(named) = line.strip_prefix("<!-- needs: ") {
            needs = named.trim_end_matches(" -->").split(' ').map(str::to_owned).collect();
        } else if let Some(language) = line.strip_prefix("```") {
            let end = at + lines[at..].iter().position(|l| *l == "```").unwrap();
            match language {
                "text" => blocks.last_mut().unwrap().shown = Some((at, end)),
                _ => blocks.push(Block {
                    section: section.clone(),
                    needs: needs.clone(),
                    language: language.to_owned(),
                    code: lines[at..end].join("\n"),
                    shown: None,
                }),
            }
            at = end + 1;
        }
    }
    blocks
}

fn python() -> PathBuf {
    std::env::var_os("HUIYAO_PYTHON").map_or_else(|| "python3".into(), PathBuf::from)
}

/// A program with this `huiyao`, and the Datasette of the other tests, on its path, and nobody's settings.
fn program(name: impl AsRef<std::ffi::OsStr>, folder: &Path) -> Command {
    let huiyao = assert_cmd::cargo::cargo_bin("huiyao");
    let datasette = std::env::var("DATASETTE").unwrap_or_default();
    let datasette = PathBuf::from(datasette.split(':').next_back().unwrap_or_default());
    let mut path: Vec<PathBuf> = [&huiyao, &datasette].iter().filter_map(|p| Some(p.parent()?.to_path_buf())).collect();
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let mut command = Command::new(name);
    command.current_dir(folder).env("PATH", std::env::join_paths(path).unwrap()).env("NO_COLOR", "1");
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("PYTHONUTF8", "1").env("LANG", "C.UTF-8");
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "Recipes").env(format!("GIT_{who}_EMAIL"), "recipes@localhost");
    }
    command
}

/// Whether what a `needs` line names is on this machine.
fn is_there(need: &str) -> bool {
    let mut probe = match need {
        "pandas" | "duckdb" => with(&python(), &["-c", &format!("import {need}")]),
        "duckdb-sqlite" => {
            with(&python(), &["-c", "import duckdb; duckdb.sql('install sqlite'); duckdb.sql('load sqlite')"])
        }
        "python3" => with(&python(), &["--version"]),
        "RSQLite" => with(Path::new("Rscript"), &["-e", "library(RSQLite)"]),
        "sqlite3" | "git" | "datasette" | "Rscript" => with(Path::new(need), &["--version"]),
        other => panic!("docs/recipes.md needs {other}, which is unknown here"),
    };
    probe.output().is_ok_and(|o| o.status.success())
}

fn with(name: &Path, arguments: &[&str]) -> Command {
    let mut command = program(name, Path::new("."));
    command.args(arguments);
    command
}

/// Runs a block; those of the same language before it in the section run again first, for what they define.
fn run(block: &Block, before: &[&str], folder: &Path) -> Output {
    let mark = |print: &str| before.iter().map(|code| format!("{code}\n{print}\n")).collect::<String>();
    match block.language.as_str() {
        "sh" => program("sh", folder).args(["-euc", &block.code]).output(),
        "python" => {
            let code = mark(&format!("print('{MARK}')")) + &block.code;
            program(python(), folder).args(["-c", &code]).output()
        }
        "r" => program("Rscript", folder).args(["-e", &block.code]).output(),
        other => panic!("no way to run a block of {other}"),
    }
    .unwrap()
}

/// A folder as the page supposes it: `archive.db`, and `samples/`.
fn desk() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::copy(samples(), folder.path().join("archive.db")).unwrap();
    fs::create_dir(folder.path().join("samples")).unwrap();
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/samples")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.path().join("samples").join(entry.file_name())).unwrap();
    }
    folder
}

/// What a section prints: for each block that shows something, the lines of the page and the new text.
fn printed(section: &[&Block], renew: bool) -> Vec<((usize, usize), String)> {
    let desk = desk();
    let mut results = Vec::new();
    let mut done: Vec<&Block> = Vec::new();
    for block in section {
        if let Some(absent) = block.needs.iter().find(|need| !is_there(need)) {
            eprintln!("skipped: recipe “{}”: no {absent} on this machine", block.section);
            continue;
        }
        let before: Vec<&str> = done
            .iter()
            .filter(|b| b.language == block.language && b.needs == block.needs)
            .map(|b| b.code.as_str())
            .collect();
        let output = run(block, &before, desk.path());
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "recipe “{}”\n{}\n{out}\n{err}", block.section, block.code);
        let last = out.rsplit_once(&format!("{MARK}\n")).map_or(&*out, |(_, last)| last);
        assert!(block.shown.is_none() || !last.trim().is_empty(), "recipe “{}” printed nothing", block.section);
        let compared = renew || block.needs.iter().all(|need| EVERYWHERE.contains(&need.as_str()));
        results.extend(block.shown.filter(|_| compared).map(|lines| (lines, last.to_owned())));
        done.push(block);
    }
    results
}

#[test]
fn recipes_print_what_the_page_shows() {
    let text = fs::read_to_string(PAGE).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let all = blocks(&lines);
    let run: Vec<&Block> = all.iter().filter(|b| b.language != "crontab").collect();
    assert!(run.len() > 10, "the page lost its recipes");
    let renew = std::env::var_os("UPDATE_EXPECT").is_some();
    let sections = run.chunk_by(|a, b| a.section == b.section);
    let mut results: Vec<_> = sections.flat_map(|section| printed(section, renew)).collect();
    results.retain(|((from, to), new)| !new.lines().eq(lines[*from..*to].iter().copied()));
    if !renew {
        let told: Vec<String> = results
            .iter()
            .map(|((from, to), new)| {
                format!("docs/recipes.md:{from} shows\n{}\nprinted is\n{new}", lines[*from..*to].join("\n"))
            })
            .collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
        return;
    }
    let mut new: Vec<&str> = lines.clone();
    for ((from, to), printed) in results.iter().rev() {
        new.splice(*from..*to, printed.lines());
    }
    fs::write(PAGE, new.join("\n") + "\n").unwrap();
}
