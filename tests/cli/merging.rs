//! Archives as inputs: a colleague's, an old one, the archive itself; records of several machines.

use super::supplying::Desk;

const A: &str =
    "安吉县召开双拥工作座谈会\n发布时间：2019-08-02\n7月30日，安吉县召开双拥工作座谈会。县委书记柳明远主持会议。";
const B: &str = "安吉县举行征兵动员会\n发布时间：2019-06-12\n6月11日，安吉县举行征兵工作动员会。县长高云岭讲话。";
const SILENT: &str = "我县召开议军会\n昨日，我县召开议军会。县委书记柳明远主持会议并讲话。";

/// Two heaps, one of which needs a context.
fn desk() -> Desk {
    let desk = Desk::new(&[("a.txt", A), ("old.txt", "安吉县旧闻一则。")]);
    desk.write("hers/b.txt", B);
    desk.write("hers/silent.txt", SILENT);
    desk.write(
        "context.tsv",
        "glob\tplace_code\tpublished_on\tretrieved_on\nhers/silent.txt\t330523\t2016-07-28\t2020-01-01\n",
    );
    desk
}

#[test]
fn a_colleagues_archive_is_an_input() {
    let desk = desk();
    desk.does(&["build", "heap", "-o", "mine.db"]);
    desk.does(&["build", "hers", "-o", "hers.db", "--context", "context.tsv"]);
    desk.does(&["build", "heap", "hers", "-o", "once.db", "--context", "context.tsv"]);
    let err = desk.does(&["build", "mine.db", "hers.db", "-o", "both.db"]);
    assert!(err.contains("4 added"), "{err}");
    assert_eq!(desk.hash("both.db"), desk.hash("once.db"));
    desk.does(&["build", "hers.db", "mine.db", "-o", "other.db"]);
    desk.does(&["build", "hers.db", "-o", "mine.db"]);
    assert_eq!(desk.hash("other.db"), desk.hash("once.db"));
    assert_eq!(desk.hash("mine.db"), desk.hash("once.db"));
    assert_eq!(desk.ask("both.db", "select retrieved_on from documents where path = 'hers/silent.txt'"), "2020-01-01");
    let original = "select sz from sqlar where name = 'hers/b.txt'";
    assert_eq!(desk.ask("both.db", original), B.len().to_string());
    desk.does(&["check", "both.db"]);
    // Below a label.
    desk.does(&["build", "hers.db", "-o", "labelled.db", "--as", "她的"]);
    assert_eq!(desk.ask("labelled.db", "select min(path) from documents"), "她的/hers/b.txt");
}

#[test]
fn an_archive_is_read_again_into_itself() {
    let desk = desk();
    desk.does(&["build", "heap", "-o", "a.db"]);
    // A page that changed, one that vanished.
    desk.write("heap/a.txt", &A.replace("7月30日", "7月31日"));
    std::fs::remove_file(desk.path("heap/old.txt")).unwrap();
    desk.does(&["build", "heap", "-o", "a.db"]);
    let whole = desk.hash("a.db");
    let err = desk.does(&["build", "a.db", "-o", "a.db"]);
    assert!(err.contains("0 added, 0 updated"), "{err}");
    assert_eq!(desk.hash("a.db"), whole);
    desk.does(&["build", "a.db", "-o", "anew.db"]);
    assert_eq!(desk.hash("anew.db"), whole);
    // As another version of the program had read it.
    let archive = rusqlite::Connection::open(desk.path("a.db")).unwrap();
    archive.execute_batch("update documents set read_by = '0.0.1'; update meeting_reports set name = '误读'").unwrap();
    drop(archive);
    let err = desk.does(&["build", "a.db", "-o", "a.db"]);
    assert!(err.contains("updated"), "{err}");
    assert_eq!(desk.hash("a.db"), whole);
    let changed = "select count(*) > 0 from run_changes where kind = 'meeting' and before like '误读%'";
    assert_eq!(desk.ask("a.db", changed), "1");
    desk.does(&["check", "a.db"]);
    let left: Vec<_> = std::fs::read_dir(desk.root()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with('.')), "{left:?}");
}

#[test]
fn the_later_version_of_a_page_lives_in_whatever_order_archives_come() {
    let desk = desk();
    desk.does(&["build", "heap", "-o", "mine.db"]);
    desk.does(&["build", "heap", "-o", "hers.db"]);
    desk.write("heap/a.txt", &A.replace("7月30日", "7月31日"));
    desk.does(&["build", "heap", "-o", "hers.db"]);
    desk.does(&["build", "mine.db", "hers.db", "-o", "one.db"]);
    desk.does(&["build", "hers.db", "mine.db", "-o", "two.db"]);
    assert_eq!(desk.hash("one.db"), desk.hash("hers.db"));
    assert_eq!(desk.hash("two.db"), desk.hash("hers.db"));
}

#[test]
fn other_documents_under_the_same_names_are_refused() {
    let desk = Desk::new(&[("1.txt", A), ("2.txt", B), ("3.txt", SILENT)]);
    desk.does(&["build", "heap", "-o", "mine.db"]);
    for name in ["1", "2", "3"] {
        desk.write(&format!("heap/{name}.txt"), &format!("别处的第{name}篇文字，与前者无关。"));
    }
    desk.does(&["build", "heap", "-o", "hers.db"]);
    let (code, _, err) = desk.run(&["build", "mine.db", "hers.db", "-o", "both.db"]);
    assert!(code == 2 && err.contains("--as LABEL") && err.contains("(heap/"), "{err}");
    desk.does(&["build", "hers.db", "-o", "mine.db", "--as", "hers"]);
    assert_eq!(desk.ask("mine.db", "select count(*) from documents where superseded_by_run is null"), "6");
}

#[test]
fn records_of_several_machines_load_in_any_order() {
    let desk = desk();
    desk.does(&["build", "heap", "hers", "-o", "once.db", "--context", "context.tsv"]);
    for heap in ["heap", "hers"] {
        let (code, lines, err) = desk.run(&["extract", "--originals", heap, "--context", "context.tsv"]);
        assert_eq!(code, 0, "{err}");
        desk.write(&format!("{heap}.jsonl"), &lines);
    }
    desk.does(&["load", "hers.jsonl", "heap.jsonl", "-o", "one.db"]);
    desk.does(&["load", "heap.jsonl", "-o", "two.db"]);
    desk.does(&["load", "hers.jsonl", "-o", "two.db"]);
    assert_eq!(desk.hash("one.db"), desk.hash("once.db"));
    assert_eq!(desk.hash("two.db"), desk.hash("once.db"));
    // An archive loaded without originals is an input all the same.
    let (_, lines, _) = desk.run(&["extract", "heap"]);
    desk.write("bare.jsonl", &lines);
    desk.does(&["load", "bare.jsonl", "-o", "bare.db"]);
    desk.does(&["build", "bare.db", "-o", "copy.db"]);
    assert_eq!(desk.hash("bare.db"), desk.hash("copy.db"));
}
