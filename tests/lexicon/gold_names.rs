//! No name of the documents with known answers beside the repository (`../shared/gold`) stands in it: rules and words that
//! were fitted to them would score well there and nowhere else. Names of three or more characters; shorter ones are words
//! too often. Without such documents there is nothing to compare.

use serde_json::Value;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

const LOOKED_THROUGH: [&str; 7] = ["src", "lexicon", "samples", "tests", "queries", "docs", "benches"];

/// Ordinary words that hold such a name by chance.
const WORDS: [&str; 1] = ["马到成功"];

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path());
    entries.flat_map(|p| if p.is_dir() { files(&p) } else { vec![p] }).collect()
}

/// Full names of officials in all answers below `folder`.
fn names(folder: &Path) -> BTreeSet<String> {
    let answers = files(folder).into_iter().filter(|p| p.extension().is_some_and(|e| e == "json"));
    let mut names = BTreeSet::new();
    for path in answers {
        let answer: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let officials = answer["officials"].as_array().into_iter().flatten().filter_map(|o| o["name"].as_str());
        names.extend(officials.filter(|name| name.chars().count() >= 3).map(str::to_owned));
    }
    names
}

/// Whether somebody of this name is in the text; who is called 甲·乙 is not 甲.
fn stands_in(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| !text[..at].ends_with('·') && !text[at + name.len()..].starts_with('·'))
}

#[test]
fn no_name_of_the_known_answers_stands_in_the_repository() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let names = names(&root.join("../shared/gold"));
    if names.is_empty() {
        eprintln!("skipped: no documents with known answers beside the repository");
        return;
    }
    let mut found = Vec::new();
    for path in LOOKED_THROUGH.iter().flat_map(|folder| files(&root.join(folder))) {
        let mut text = huiyao::decode::decode(&fs::read(&path).unwrap()).text;
        WORDS.iter().for_each(|word| text = text.replace(word, ""));
        let here = names.iter().filter(|name| stands_in(&text, name));
        found.extend(here.map(|name| format!("{}: {name}", path.strip_prefix(root).unwrap().display())));
    }
    assert!(found.is_empty(), "names of documents that are not ours:\n{}", found.join("\n"));
}
