//! Archives that are older or newer than the program, damaged, or none: a sentence that says what to do.

use super::supplying::Desk;
use std::fs;

const PAGE: &str =
    "安吉县召开双拥工作座谈会\n发布时间：2019-08-02\n7月30日，安吉县召开双拥工作座谈会。县委书记柳明远主持会议。";

/// The first form of the archive, with one document as it was kept then.
fn of_the_first_form(file: &std::path::Path) {
    let archive = rusqlite::Connection::open(file).unwrap();
    for step in ["0001_evidence", "0002_entities", "0003_search", "0004_views"] {
        archive.execute_batch(&fs::read_to_string(format!("migrations/{step}.sql")).unwrap()).unwrap();
    }
    archive.pragma_update(None, "user_version", 4).unwrap();
    let sha256 = "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12000000000000000000000000";
    archive
        .execute_batch(&format!(
            "INSERT INTO runs (command, started_at, finished_at, version) VALUES ('build', '', '', '0.0.9');
             INSERT INTO documents (ref, path, sha256, size, format, encoding, script, kind, body, read_in_run, read_by)
             VALUES ('2fd4e1c67a2d28fc', 'attic/old.txt', '{sha256}', 9, 'text', 'utf-8', 'hans', 'other', '旧文', 1, '0.0.9');"
        ))
        .unwrap();
}

#[test]
fn an_older_archive_is_brought_up_to_date_and_kept_as_it_was() {
    let desk = Desk::new(&[("a.txt", PAGE)]);
    of_the_first_form(&desk.path("a.db"));
    let before = fs::read(desk.path("a.db")).unwrap();
    let (code, _, err) = desk.run(&["search", "a.db", "双拥"]);
    assert!(code == 2 && err.contains("`huiyao build a.db -o a.db` brings it up to date"), "{err}");
    let (code, _, err) = desk.run(&["build", "heap", "-o", "a.db", "--dry-run"]);
    assert!(code == 2 && err.contains("--dry-run"), "{err}");
    assert!(fs::read(desk.path("a.db")).unwrap() == before);
    let err = desk.does(&["build", "heap", "-o", "a.db"]);
    assert!(err.contains("kept as a.db.schema-4"), "{err}");
    assert_eq!(desk.ask("a.db", "select count(*) from documents"), "2");
    let (code, _, err) = desk.run(&["check", "a.db.schema-4"]);
    assert!(code == 2 && err.contains("older huiyao"), "{err}");
    let kept = rusqlite::Connection::open(desk.path("a.db.schema-4")).unwrap();
    let version: i64 = kept.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    let documents: i64 = kept.query_row("select count(*) from documents", [], |row| row.get(0)).unwrap();
    assert_eq!((version, documents), (4, 1));
    let err = desk.does(&["build", "heap", "-o", "a.db"]);
    assert!(!err.contains("schema"), "{err}");
}

#[test]
fn what_is_no_archive_of_this_program_is_told() {
    let desk = Desk::new(&[("a.txt", PAGE)]);
    desk.does(&["build", "heap", "-o", "newer.db"]);
    let newer = rusqlite::Connection::open(desk.path("newer.db")).unwrap();
    newer.pragma_update(None, "user_version", 999).unwrap();
    drop(newer);
    rusqlite::Connection::open(desk.path("other.db")).unwrap().execute_batch("create table t (a)").unwrap();
    desk.write("text.db", PAGE);
    desk.write("empty.db", "");
    fs::create_dir(desk.path("folder.db")).unwrap();
    for (name, words) in [
        ("newer.db", "update huiyao"),
        ("other.db", "no huiyao archive"),
        ("text.db", "is it an archive made by `huiyao build`?"),
        ("empty.db", "no huiyao archive"),
        ("folder.db", "folder.db"),
    ] {
        for arguments in [&["search", name, "双拥"][..], &["build", "heap", "-o", name], &["check", name]] {
            let (code, out, err) = desk.run(arguments);
            assert!(code == 2 && err.contains(words), "{arguments:?}: {out}{err}");
        }
    }
    assert_eq!(fs::read_to_string(desk.path("text.db")).unwrap(), PAGE);
}

#[test]
fn damage_is_told_and_not_made_worse() {
    let desk = Desk::new(&[("a.txt", PAGE)]);
    desk.does(&["build", "heap", "-o", "a.db"]);
    let mut bytes = fs::read(desk.path("a.db")).unwrap();
    // Everything behind the first pages, which hold the schema.
    let from = 40 * 4096;
    assert!(bytes.len() > from);
    bytes[from..].fill(0xA5);
    fs::write(desk.path("a.db"), &bytes).unwrap();
    desk.write("heap/b.txt", PAGE);
    for arguments in [&["query", "a.db", "meetings"][..], &["build", "heap", "-o", "a.db"]] {
        let (code, _, err) = desk.run(arguments);
        assert!(
            code == 2 && err.contains("damaged") && (err.contains("backup") || err.contains("copy")),
            "{arguments:?}: {err}"
        );
    }
    assert!(fs::read(desk.path("a.db")).unwrap() == bytes);
    // Half a file.
    fs::write(desk.path("half.db"), &bytes[..from]).unwrap();
    let (code, out, err) = desk.run(&["check", "half.db"]);
    assert!(code != 0 && !err.contains("panicked"), "{out}{err}");
}
