//! Help, and what a user who mistypes sees.

use super::{huiyao, outcome, printed, samples};
use clap::CommandFactory;
use huiyao::cli::args::Huiyao;

fn commands() -> Vec<String> {
    Huiyao::command().get_subcommands().map(|c| c.get_name().to_owned()).collect()
}

#[test]
fn alone_it_shows_a_short_help_with_an_example() {
    let (code, out, err) = outcome([] as [&str; 0]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("huiyao build FOLDER -o archive.db"), "{err}");
}

#[test]
fn every_command_explains_itself() {
    for command in commands() {
        let help = printed([command.as_str(), "--help"]);
        assert!(help.contains("Usage:"), "{command}: {help}");
    }
}

#[test]
fn both_readmes_name_every_command_and_every_query() {
    for file in ["README.md", "README.zh.md"] {
        let path = format!("{}/{file}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let missing: Vec<String> = commands().into_iter().filter(|c| !text.contains(&format!("`{c}"))).collect();
        assert!(missing.is_empty(), "{file} does not name the commands {missing:?}");
    }
}

#[test]
fn a_misspelt_query_name_is_corrected() {
    let (code, _, err) = outcome(["query", samples(), "official-timelin"]);
    assert_eq!(code, 2);
    assert!(err.contains("official-timeline"), "{err}");
    let (code, _, err) = outcome(["query", samples(), "会议清单"]);
    assert_eq!(code, 2);
    assert!(err.contains("会议列表"), "{err}");
}

#[test]
fn a_misspelt_parameter_is_corrected_and_a_wrong_value_explained() {
    let (code, _, err) = outcome(["query", samples(), "meetings", "-p", "plase", "安吉县"]);
    assert_eq!(code, 2);
    assert!(err.contains("Did you mean place?"), "{err}");
    let (code, _, err) = outcome(["query", samples(), "meetings", "-p", "from", "last year"]);
    assert_eq!(code, 2);
    assert!(err.contains("2020-07-29"), "{err}");
}

#[test]
fn query_help_and_list() {
    let help = printed(["query", "who-held", "--help"]);
    assert!(help.contains("某职历任") && help.contains("Parameters") && help.contains("Columns"), "{help}");
    assert!(printed(["query", "某职历任", "--help"]).contains("who-held"));
    assert!(printed(["query", "--list"]).contains("official-timeline"));
    assert!(printed(["query", "--help"]).contains("huiyao query ARCHIVE NAME"));
    let (code, _, err) = outcome(["query", "who-held"]);
    assert!(code == 2 && err.contains("Which archive?"), "{err}");
    let (code, _, err) = outcome(["query", samples()]);
    assert!(code == 2 && err.contains("Which query?"), "{err}");
}

#[test]
fn errors_name_the_file_and_what_to_do() {
    let (code, _, err) = outcome(["search", "no-such.db", "双拥"]);
    assert_eq!(code, 2);
    assert!(err.contains("no-such.db"), "{err}");
    let (code, _, err) = outcome(["search", "Cargo.toml", "双拥"]);
    assert_eq!(code, 2);
    assert!(err.contains("Cargo.toml") && err.contains("huiyao build"), "{err}");
    let (code, _, err) = outcome(["build", "no-such-folder", "-o", "never-made.db"]);
    assert_eq!(code, 2);
    assert!(err.contains("no-such-folder") && err.contains("Check the spelling"), "{err}");
    assert!(!std::path::Path::new("never-made.db").exists());
    let (code, _, err) = outcome(["show", samples(), "no such document"]);
    assert_eq!(code, 2);
    assert!(err.contains("no such document"), "{err}");
}

#[test]
fn completions_and_manual() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(printed(["completions", shell]).contains("huiyao"), "{shell}");
    }
    assert!(printed(["man"]).contains(".TH huiyao"));
    let folder = tempfile::tempdir().unwrap();
    huiyao(["man", "--out"]).arg(folder.path()).assert().success();
    assert!(folder.path().join("huiyao-build.1").exists());
}
