//! `huiyao sql` reads and does nothing else.

use super::{huiyao, outcome, printed, samples};

#[test]
fn nothing_can_be_written() {
    let before = std::fs::read(samples()).unwrap();
    for sql in [
        "delete from documents",
        "update documents set title = null",
        "insert into about values ('a', 'b')",
        "create table t (x)",
        "create temp table t (x)",
        "drop table quotes",
        "attach 'other.db' as other",
        "pragma journal_mode = wal",
        "pragma user_version = 9",
        "pragma writable_schema = on",
        "vacuum into 'copy.db'",
        "begin",
        "insert into documents_fts (documents_fts) values ('rebuild')",
        "select load_extension('x')",
    ] {
        let (code, _, err) = outcome(["sql", samples(), sql]);
        assert_eq!(code, 2, "{sql}: {err}");
    }
    assert_eq!(std::fs::read(samples()).unwrap(), before);
}

#[test]
fn reading_works_as_in_sqlite() {
    assert!(printed(["sql", samples(), "pragma table_info(documents)"]).contains("sha256"));
    assert!(
        printed(["sql", samples(), "select path from documents where path like :x", "-p", "x", "%brief%"])
            .contains("brief")
    );
    assert!(
        printed(["sql", samples(), "select count(*) from documents_fts where documents_fts match '双'"])
            .contains("count")
    );
    let from_stdin = huiyao(["sql", samples(), "-", "-f", "csv"]).write_stdin("select 1 as one").output().unwrap();
    assert_eq!(String::from_utf8(from_stdin.stdout).unwrap(), "one\n1\n");
}

#[test]
fn it_says_what_is_wrong() {
    let endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n";
    let (code, _, err) = outcome(["sql", samples(), endless, "--timeout", "0.3"]);
    assert!(code == 2 && err.contains("--timeout"), "{err}");
    let (code, _, err) = outcome(["sql", samples(), "select 1; select 2"]);
    assert!(code == 2 && err.contains("one statement"), "{err}");
    let (code, _, err) = outcome(["sql", samples(), "select nosuch from documents"]);
    assert!(code == 2 && err.contains("nosuch"), "{err}");
    let (code, _, err) = outcome(["sql", samples(), "select :a", "-p", "b", "1"]);
    assert!(code == 2 && err.contains(":b"), "{err}");
}
