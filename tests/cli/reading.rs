//! `show`, `extract`, `load`, `dump`: what was read, in its forms.

use super::{huiyao, outcome, printed, samples};

#[test]
fn show_marks_the_evidence_and_names_the_rules() {
    let text = printed(["show", samples(), "anji-2017-symposium-government.html", "--why"]);
    assert!(text.contains("【沈砚秋】"), "{text}");
    assert!(text.contains("rule ") && text.contains(" · stated · "), "{text}");
    let without = printed(["show", samples(), "anji-2017-symposium-government.html"]);
    assert!(!without.contains("rule "), "{without}");
}

#[test]
fn show_finds_a_document_by_any_of_its_names() {
    let json: serde_json::Value =
        serde_json::from_str(&printed(["show", samples(), "wuxiang-2018-brief.txt", "-f", "json"])).unwrap();
    let id = json["document"]["id"].to_string();
    let name = |field: &str| json["document"][field].as_str().unwrap().to_owned();
    let fact = json["facts"].as_array().unwrap().last().map_or(name("ref"), |f| f["ref"].as_str().unwrap().to_owned());
    for wanted in [id, name("path"), name("ref"), name("sha256")[..10].to_owned(), fact, "2018-brief".to_owned()] {
        let again: serde_json::Value =
            serde_json::from_str(&printed(["show", samples(), &wanted, "-f", "json"])).unwrap();
        assert_eq!(again["document"]["path"], json["document"]["path"], "{wanted}");
    }
    let (code, _, err) = outcome(["show", samples(), "anji"]);
    assert!(code == 2 && err.contains("Several documents fit"), "{err}");
}

#[test]
fn shown_words_stand_at_their_spans_in_the_own_script() {
    for path in printed(["sql", samples(), "select path from documents", "-f", "csv"]).lines().skip(1) {
        let json: serde_json::Value = serde_json::from_str(&printed(["show", samples(), path, "-f", "json"])).unwrap();
        let body: Vec<char> = json["document"]["body"].as_str().unwrap().chars().collect();
        for fact in json["facts"].as_array().unwrap().iter().filter(|f| !f["span"].is_null()) {
            let at = |i: usize| usize::try_from(fact["span"][i].as_u64().unwrap()).unwrap();
            let words: String = body[at(0)..at(1)].iter().collect();
            assert_eq!(fact["text"].as_str(), Some(words.as_str()), "{path} {fact}");
        }
    }
}

#[test]
fn markdown_shows_no_foreign_markup() {
    let text = printed(["show", samples(), "wuxiang-2018-brief.txt", "-f", "md"]);
    assert!(text.starts_with("# ") && text.contains("## Text"), "{text}");
}

#[test]
fn loaded_lines_make_the_same_archive() {
    let folder = tempfile::tempdir().unwrap();
    let (lines, target) = (folder.path().join("records.jsonl"), folder.path().join("loaded.db"));
    std::fs::write(&lines, printed(["extract", "--originals", "samples"])).unwrap();
    huiyao(["load"]).arg(&lines).arg("-o").arg(&target).assert().success();
    let dump = |archive: &str| printed(["dump", "--canonical", archive]);
    assert_eq!(dump(samples()), dump(target.to_str().unwrap()));
}

#[test]
fn extract_prints_one_record_a_line() {
    let lines = printed(["extract", "samples/wuxiang-2018-brief.txt"]);
    assert_eq!(lines.lines().count(), 1);
    let record: serde_json::Value = serde_json::from_str(&lines).unwrap();
    assert_eq!(record["record"], 1);
}
