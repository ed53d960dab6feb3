//! `export` and `audit`: what comes out can be read back, and counts match the tables.

use super::{huiyao, printed, samples};
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use std::{collections::BTreeSet, fs};

fn count(sql: &str) -> usize {
    let archive = Connection::open_with_flags(samples(), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    archive.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap().try_into().unwrap()
}

#[test]
fn a_csv_package_holds_every_row_and_describes_itself() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("package");
    huiyao(["export", samples(), "csv", "-o"]).arg(&target).assert().success();
    let package: Value = serde_json::from_str(&fs::read_to_string(target.join("datapackage.json")).unwrap()).unwrap();
    let resources = package["resources"].as_array().unwrap();
    let names: BTreeSet<&str> = resources.iter().filter_map(|r| r["name"].as_str()).collect();
    for resource in resources {
        let table = resource["title"].as_str().unwrap();
        let mut csv = csv::Reader::from_path(target.join(resource["path"].as_str().unwrap())).unwrap();
        let heads: Vec<String> = csv.headers().unwrap().iter().map(str::to_owned).collect();
        let fields: Vec<&str> =
            resource["schema"]["fields"].as_array().unwrap().iter().filter_map(|f| f["name"].as_str()).collect();
        assert_eq!(heads, fields, "{table}");
        assert_eq!(
            csv.records().map(Result::unwrap).count(),
            count(&format!("SELECT count(*) FROM \"{table}\"")),
            "{table}"
        );
        for key in resource["schema"]["foreignKeys"].as_array().into_iter().flatten() {
            let to = key["reference"]["resource"].as_str().unwrap();
            assert!(to.is_empty() || names.contains(to), "{table} points to {to}, which is not in the package");
        }
    }
    // Again into the same folder, but never into one that holds other things.
    huiyao(["export", samples(), "csv", "-o"]).arg(&target).assert().success();
    fs::write(folder.path().join("mine.txt"), "mine").unwrap();
    huiyao(["export", samples(), "csv", "-o"]).arg(folder.path()).assert().code(2);
}

#[test]
fn records_load_again_into_the_same_archive() {
    let folder = tempfile::tempdir().unwrap();
    let (lines, again) = (folder.path().join("records.jsonl"), folder.path().join("again.db"));
    huiyao(["export", samples(), "records", "-o"]).arg(&lines).assert().success();
    huiyao(["load"]).arg(&lines).arg("-o").arg(&again).arg("-q").assert().success();
    let second = folder.path().join("second.jsonl");
    huiyao(["export"]).arg(&again).arg("records").arg("-o").arg(&second).assert().success();
    assert_eq!(fs::read_to_string(lines).unwrap(), fs::read_to_string(second).unwrap());
}

#[test]
fn popolo_objects_point_to_one_another_and_claim_no_terms() {
    let popolo: Value = serde_json::from_str(&printed(["export", samples(), "popolo"])).unwrap();
    let ids = |class: &str| -> BTreeSet<String> {
        popolo[class].as_array().unwrap().iter().map(|o| o["id"].as_str().unwrap().to_owned()).collect()
    };
    let (persons, organizations, posts, events) = (ids("persons"), ids("organizations"), ids("posts"), ids("events"));
    assert_eq!(persons.len(), count("SELECT count(*) FROM officials WHERE capacity IN ('office', 'military')"));
    assert_eq!(organizations.len(), count("SELECT count(*) FROM units"));
    assert_eq!(events.len(), count("SELECT count(*) FROM meetings"));
    for membership in popolo["memberships"].as_array().unwrap() {
        assert!(persons.contains(membership["person_id"].as_str().unwrap()));
        assert!(organizations.contains(membership["organization_id"].as_str().unwrap()));
        assert!(posts.contains(membership["post_id"].as_str().unwrap()));
        assert!(membership["start_date"].is_null() && membership["end_date"].is_null());
    }
    for speech in popolo["speeches"].as_array().unwrap() {
        assert!(speech["creator_id"].is_null() || persons.contains(speech["creator_id"].as_str().unwrap()));
        assert!(speech["event_id"].is_null() || events.contains(speech["event_id"].as_str().unwrap()));
    }
}

#[test]
fn ftm_entities_are_one_json_object_a_line() {
    let text = printed(["export", samples(), "ftm"]);
    let entities: Vec<Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let ids: BTreeSet<&str> = entities.iter().map(|e| e["id"].as_str().unwrap()).collect();
    for entity in &entities {
        for (name, values) in entity["properties"].as_object().unwrap() {
            for value in values.as_array().unwrap() {
                let points = matches!(name.as_str(), "holder" | "post" | "organization" | "parent" | "involved");
                assert!(!points || ids.contains(value.as_str().unwrap()), "{name} of {} points nowhere", entity["id"]);
            }
        }
    }
}

#[test]
fn workbooks_go_to_files() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("archive.xlsx");
    huiyao(["export", samples(), "xlsx", "-o"]).arg(&book).assert().success();
    assert_eq!(&fs::read(&book).unwrap()[..2], b"PK");
    huiyao(["export", samples(), "xlsx"]).assert().code(2);
    let rows = huiyao(["query", samples(), "meetings", "-f", "xlsx"]).output().unwrap();
    assert!(rows.status.success());
    assert_eq!(&rows.stdout[..2], b"PK");
}

/// `outside.py` says which of the tools are absent.
#[test]
fn other_programs_read_the_exports() {
    let folder = tempfile::tempdir().unwrap();
    let target = |name: &str| folder.path().join(name);
    for (format, name) in [("csv", "package"), ("xlsx", "archive.xlsx"), ("popolo", "popolo.json")] {
        huiyao(["export", samples(), format, "-o"]).arg(target(name)).assert().success();
    }
    let python = std::env::var_os("HUIYAO_PYTHON").unwrap_or_else(|| "python3".into());
    let mut outside = std::process::Command::new(python);
    outside.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/outside.py"));
    outside.args(["package", "archive.xlsx", "popolo.json"].map(target)).arg(samples()).env("PYTHONUTF8", "1");
    let Ok(output) = outside.output() else {
        eprintln!("skipped: no Python on this machine");
        return;
    };
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
    eprint!("{told}");
}

#[test]
fn an_audit_is_drawn_judged_scored_and_turned_into_corrections() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("sample.tsv");
    huiyao(["audit", "draw", samples(), "--size", "24", "-o"]).arg(&table).assert().success();
    let drawn = fs::read_to_string(&table).unwrap();
    assert_eq!(drawn.lines().count(), 25);
    let once = printed(["audit", "draw", samples(), "--size", "24"]);
    assert_eq!(drawn.trim_start_matches('\u{feff}'), once, "the same seed draws the same facts");
    assert_ne!(once, printed(["audit", "draw", samples(), "--size", "24", "--seed", "2"]));
    huiyao(["audit", "score"]).arg(&table).assert().code(1);
    let judged: String = drawn
        .lines()
        .enumerate()
        .map(|(i, line)| match i {
            0 => format!("{line}\n"),
            3 => format!("错{line}\n"),
            _ => format!("right{line}\n"),
        })
        .collect();
    fs::write(&table, judged).unwrap();
    let scored = printed(["audit", "score", table.to_str().unwrap(), "-f", "csv"]);
    let all = scored.lines().nth(1).unwrap();
    assert!(all.starts_with("all,,24,23,0,0."), "{scored}");
    let fixes = printed(["audit", "fix", table.to_str().unwrap()]);
    assert_eq!(fixes.lines().filter(|l| l.starts_with("wrong\t")).count(), 1, "{fixes}");
    assert!(fixes.starts_with("action\ttarget\tvalue\twas\tnote\n"), "a file of corrections by itself: {fixes}");
    fs::write(&table, "verdict\tkind\tref\nperhaps\tunit\tx-u1\n").unwrap();
    let refused = huiyao(["audit", "score"]).arg(&table).output().unwrap();
    assert!(String::from_utf8_lossy(&refused.stderr).contains("line 2"), "{refused:?}");
}

/// Whatever is judged wrong, its draft lines can be applied as they are, and put together with others.
#[test]
fn draft_corrections_of_every_kind_fit_the_archive() {
    let folder = tempfile::tempdir().unwrap();
    let drawn = printed(["audit", "draw", samples(), "--size", "2000"]);
    let judged: String =
        drawn.lines().enumerate().map(|(i, l)| format!("{}{l}\n", if i == 0 { "" } else { "错" })).collect();
    let table = folder.path().join("sample.tsv");
    // As Excel saves “Unicode text”.
    let utf16: Vec<u8> = std::iter::once(0xfeff).chain(judged.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    fs::write(&table, utf16).unwrap();
    let fixes = printed(["audit", "fix", table.to_str().unwrap()]);
    let guarded = fixes.lines().filter(|l| l.starts_with("wrong\t") && l.split('\t').count() > 3).count();
    assert!(guarded * 10 > drawn.lines().count() * 9, "nearly every line says what it is held against: {fixes}");
    let corrections = folder.path().join("corrections.tsv");
    fs::write(&corrections, format!("action\ttarget\tvalue\twas\tnote\n{fixes}")).unwrap();
    let archive = folder.path().join("archive.db");
    let built =
        huiyao(["build", "samples", "--corrections"]).arg(&corrections).arg("-o").arg(&archive).output().unwrap();
    assert!(built.status.success(), "{built:?}");
    huiyao(["check"]).arg(&archive).assert().success();
    let later = folder.path().join("later.db");
    huiyao(["build", "samples", "-o"]).arg(&later).assert().success();
    huiyao(["build", "samples", "--corrections"]).arg(&corrections).arg("-o").arg(&later).assert().success();
    let content = |archive: &std::path::Path| printed(["dump", "--canonical", archive.to_str().unwrap()]);
    assert_eq!(content(&archive), content(&later), "corrected while it is made, or afterwards");
}

#[test]
fn a_workbook_that_was_filled_in_is_scored() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("sample.xlsx");
    huiyao(["audit", "draw", samples(), "--size", "24", "-o"]).arg(&table).assert().success();
    let unjudged = huiyao(["audit", "score"]).arg(&table).output().unwrap();
    assert_eq!(unjudged.status.code(), Some(1), "{unjudged:?}");
    assert!(String::from_utf8_lossy(&unjudged.stderr).contains("No row is filled in yet"), "{unjudged:?}");
}

#[test]
fn whole_documents_are_drawn_for_recall() {
    let drawn = printed(["audit", "draw", samples(), "--documents", "2"]);
    assert_eq!(drawn.lines().count(), 1 + 2 * 6);
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("documents.tsv");
    fs::write(&table, "document\tkind\tfound\twrong\tmissed\tcomment\tref\na.txt\tunit\t9\t1\t2\t\tx\n").unwrap();
    let scored = printed(["audit", "score", table.to_str().unwrap(), "-f", "csv"]);
    assert!(scored.contains("unit,1,8,1,2,0.800"), "{scored}");
}
