//! `huiyao cite`, and that every ref of an archive can be cited.

use super::{outcome, printed, samples};
use huiyao::citation;
use rusqlite::{Connection, OpenFlags};

#[test]
fn a_fact_with_its_sentence_and_document() {
    let text = printed(["cite", samples(), "1c4dc2bedee91c57-m1"]);
    for wanted in [
        "7月27日上午，【安吉县庆祝建军90周年军政座谈会】召开。",
        "1c4dc2bedee91c57-m1 · 65–81",
        "尹小麦. 军民同心 共话发展[EB/OL]. (2017-07-30). 存档: samples/anji-2017-symposium-newspaper.txt",
        "@online{huiyao-1c4dc2bedee91c57,",
        "no address is printed",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
}

#[test]
fn the_key_of_an_entity_leads_to_all_its_reports() {
    let key = printed(["sql", samples(), "select key from officials where name = '沈砚秋'", "-f", "tsv"]);
    let key = key.lines().nth(1).unwrap();
    let text = printed(["cite", samples(), key, "--lang", "zh"]);
    assert!(text.contains("人物  沈砚秋") && text.contains("[7]") && text.matches("[EB/OL]").count() >= 7, "{text}");
}

#[test]
fn single_forms_and_documents() {
    let url = "http://www.example.com/2019/0720/33.html";
    let entry = printed(["cite", samples(), "anji-2019-spun.txt", "-f", "gbt7714", "--accessed", "2024-03-01"]);
    assert!(entry.ends_with(&format!("浙北资讯, (2019-07-19)[2024-03-01]. {url}.\n")), "{entry}");
    let entry = printed(["cite", samples(), "anji-2019-spun.txt", "-f", "bibtex", "--accessed", "2024-03-01"]);
    assert!(entry.contains("urldate = {2024-03-01}") && entry.contains(&format!("url = {{{url}}}")), "{entry}");
    let json: serde_json::Value =
        serde_json::from_str(&printed(["cite", samples(), "wuxiang-2016-conference.txt", "-f", "json"])).unwrap();
    assert_eq!(json["document"]["title"], "武鄉縣召開2016年度武裝工作會議");
    assert_eq!(json["missing"], serde_json::json!(["publisher", "published", "retrieved", "url"]));
}

#[test]
fn what_is_not_there_is_said() {
    let (code, _, err) = outcome(["cite", samples(), "1c4dc2bedee91c57-m99"]);
    assert!(code == 2 && err.contains("no fact") && err.contains("show ARCHIVE"), "{err}");
    let (code, _, err) = outcome(["cite", samples(), "ffffffffffffffff-m1"]);
    assert!(code == 2 && err.contains("no fact, entity or document"), "{err}");
}

#[test]
fn every_ref_can_be_cited() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/sample.db");
    let archive = Connection::open_with_flags(sample, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut statement =
        archive.prepare("select distinct ref from v_evidence where kind <> 'mention' order by 1").unwrap();
    let refs: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(refs.len() > 200);
    // Every seventh: each reads a whole document.
    for r#ref in refs.iter().step_by(7) {
        let cited = citation::cite(&archive, r#ref).unwrap_or_else(|e| panic!("{ref}: {e}"));
        assert!(!cited.quotations.is_empty(), "{ref}");
    }
}
