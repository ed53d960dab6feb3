//! Holds who may know whom. Reads every `crate::…` path in `src` and compares it with the table below: an edge that is
//! not in the table fails.
//!
//! The picture behind the table: bytes ─decode→ text ─clean→ Document ─extract→ Record ─store→ evidence ─resolve→
//! entities; `extract` knows no SQL and no files, `store` no Chinese, `clean` no facts; only `pipeline` sees both ends.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of a test may fail it")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Module and the modules it may use. `error` (also as `crate::Result`) and itself are open to every module.
const MAY_USE: &[(&str, &[&str])] = &[
    ("civil_date", &[]),
    ("error", &[]),
    ("record", &["civil_date"]),
    ("document", &["record"]),
    ("lexicon", &["record", "tabular"]),
    // Which characters are common decides between encodings: a table, no rule.
    ("decode", &["lexicon", "record"]),
    ("clean", &["decode", "document", "lexicon", "record"]),
    ("extract", &["civil_date", "document", "lexicon", "record"]),
    // Tables that the user writes.
    ("tabular", &["civil_date"]),
    ("glob", &[]),
    ("corrections", &["civil_date", "tabular"]),
    ("context", &["civil_date", "glob", "lexicon", "record", "tabular"]),
    // Of the lexicon the tables that it copies into the archive (divisions, readings), no rules; of `resolve` the
    // vocabularies of the derived layer, which `vocabulary` lists.
    ("store", &["civil_date", "corrections", "glob", "lexicon", "record", "resolve"]),
    ("resolve", &["civil_date", "lexicon", "record", "store"]),
    // Of `decode` the encoding of tables, of the lexicon the names of their columns, of `store` the reasons for which
    // members are refused.
    ("containers", &["civil_date", "decode", "lexicon", "record", "store"]),
    ("inputs", &["containers", "record", "store"]),
    (
        "pipeline",
        &[
            "clean",
            "containers",
            "context",
            "corrections",
            "decode",
            "document",
            "extract",
            "inputs",
            "lexicon",
            "record",
            "resolve",
            "store",
        ],
    ),
    // Reading an archive back.
    ("output", &[]),
    ("search", &["civil_date", "decode", "clean", "lexicon", "record", "store"]),
    ("query", &["civil_date", "output", "record", "search", "store"]),
    ("evidence", &["record", "store"]),
    ("citation", &["civil_date", "evidence", "record"]),
    // Of the lexicon the words of its prose (full names of bodies), no rules.
    ("report", &["citation", "civil_date", "evidence", "lexicon", "output", "query", "record", "search", "store"]),
    ("datasette", &["evidence", "lexicon", "query", "store"]),
    // A table that was filled in comes back in any encoding, or as a workbook.
    ("audit", &["containers", "decode", "evidence", "output", "query", "record", "store"]),
    ("export", &["civil_date", "evidence", "output", "query", "record", "store"]),
];

/// Modules that call whatever they like: the command line and the two roots.
const CALLERS: &[&str] = &["cli", "main", "lib"];

/// Names of other crates and of the standard library that a module must not mention.
const MUST_NOT_MENTION: &[(&str, &[&str])] = &[
    ("clean", &["rusqlite", "std::fs", "chrono::Local", "SystemTime"]),
    ("decode", &["rusqlite", "std::fs"]),
    ("extract", &["rusqlite", "std::fs", "fs::", "chrono::Local", "chrono::Utc", "SystemTime"]),
    ("lexicon", &["rusqlite", "std::fs"]),
    ("record", &["rusqlite", "std::fs"]),
    ("resolve", &["std::fs", "SystemTime", "chrono::Local"]),
    ("store", &["scraper", "chardetng", "encoding_rs"]),
];

#[test]
fn modules_know_only_what_the_table_allows() {
    let mut wrong = Vec::new();
    for file in rust_files(&src()) {
        let module = module_of(&file);
        if CALLERS.contains(&module.as_str()) {
            continue;
        }
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            wrong.push(format!("{}: module `{module}` stands in no row of MAY_USE", shown(&file)));
            continue;
        };
        for (line, used) in used_modules(&code_of(&file)) {
            if used != module && used != "error" && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{}:{line}: `{module}` must not know `{used}`", shown(&file)));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn modules_do_not_mention_what_is_not_theirs() {
    let mut wrong = Vec::new();
    for file in rust_files(&src()) {
        let module = module_of(&file);
        let Some((_, forbidden)) = MUST_NOT_MENTION.iter().find(|(name, _)| *name == module) else { continue };
        for (n, line) in code_of(&file).lines().enumerate() {
            for word in forbidden.iter().filter(|word| line.contains(**word)) {
                wrong.push(format!("{}:{}: `{module}` must not mention `{word}`", shown(&file), n + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn shown(file: &Path) -> String {
    file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(file).display().to_string()
}

/// All code below a folder but for unit tests in files of their own, which may look anywhere.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            files.push(path);
        }
    }
    files
}

/// Top-level module of a file: `src/extract/dates.rs` → `extract`.
fn module_of(file: &Path) -> String {
    let below = file.strip_prefix(src()).unwrap();
    let first = below.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The file without comment lines and without its unit tests, which may look anywhere. Line numbers stay.
fn code_of(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    code.lines()
        .map(|line| if line.trim_start().starts_with("//") { "\n".into() } else { format!("{line}\n") })
        .collect()
}

/// Modules behind each `crate::`, with the line: `crate::a::B`, `crate::{a, b::{C, D}}`.
fn used_modules(code: &str) -> BTreeSet<(usize, String)> {
    let mut used = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let boundary = code[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '_');
        if !boundary {
            continue;
        }
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at + "crate::".len()..];
        let names = if rest.starts_with('{') { heads_of_group(rest) } else { vec![identifier(rest)] };
        used.extend(names.into_iter().map(|name| (line, home_of(&name))));
    }
    used
}

/// First identifiers of the items of `{a::X, b::{c, d}, E}`.
fn heads_of_group(group: &str) -> Vec<String> {
    let (mut depth, mut heads, mut expects) = (0, Vec::new(), false);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => {}
            c if c.is_whitespace() => continue,
            _ if expects => heads.push(identifier(&group[at..])),
            _ => {}
        }
        if depth == 0 {
            break;
        }
        expects = depth == 1 && (c == '{' || c == ',');
    }
    heads
}

fn identifier(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Names re-exported at the root belong to their module.
fn home_of(name: &str) -> String {
    if matches!(name, "Error" | "Result") { "error".to_owned() } else { name.to_owned() }
}

#[test]
fn groups_are_read_to_their_heads() {
    let code = "use crate::{\n    Error, Result,\n    store::{Reject, a::B},\n    extract,\n};\nlet x = crate::lexicon::rows(1);\n";
    let used: Vec<String> = used_modules(code).into_iter().map(|(line, module)| format!("{line} {module}")).collect();
    assert_eq!(used, ["1 error", "1 extract", "1 store", "6 lexicon"]);
}
