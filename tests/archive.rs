//! From files to an archive and back.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of a test may fail it")]

use huiyao::{
    pipeline::{self, BuildOptions, Silent},
    record::Record,
    store::{self, Archive},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Folders of documents: our own samples, and the acceptance documents where they are.
fn heaps() -> Vec<PathBuf> {
    let all = ["samples", "../shared/seeds", "../shared/gold/dev/docs"];
    let (there, absent): (Vec<_>, Vec<_>) = all.iter().map(PathBuf::from).partition(|p| p.is_dir());
    absent.iter().for_each(|p| eprintln!("skipped: {} is not there", p.display()));
    there
}

/// A few documents for tests that read them again and again.
fn few() -> Vec<PathBuf> {
    let there: Vec<PathBuf> = heaps().into_iter().filter(|p| !p.ends_with("docs")).collect();
    assert!(!there.is_empty());
    there
}

fn extracted(inputs: &[PathBuf]) -> Vec<Record> {
    let mut records = vec![];
    let sink = |outcome: Result<Record, store::Reject>| {
        records.extend(outcome.ok());
        Ok(())
    };
    pipeline::extract_paths(&BuildOptions::new(inputs.to_vec()), false, &Silent, sink).unwrap();
    records
}

fn built(inputs: &[PathBuf], target: &Path) -> Archive {
    pipeline::build(&BuildOptions::new(inputs.to_vec()), target, &Silent).unwrap();
    Archive::open_read_only(target).unwrap()
}

#[test]
fn records_come_back_as_they_went_in() {
    let folder = tempfile::tempdir().unwrap();
    let heaps = heaps();
    let archive = built(&heaps, &folder.path().join("a.db"));
    let ids = store::document_ids(archive.connection()).unwrap();
    let back: Vec<Record> = ids.into_iter().map(|id| store::record(archive.connection(), id).unwrap()).collect();
    let mut went_in = extracted(&heaps);
    went_in.sort_by(|a, b| a.path.cmp(&b.path));
    assert_eq!(back.len(), went_in.len());
    for (back, went_in) in back.iter().zip(&went_in) {
        assert_eq!(back, went_in, "{}", went_in.path);
    }
}

#[test]
fn what_is_stated_stands_at_its_span() {
    let folder = tempfile::tempdir().unwrap();
    let archive = built(&heaps(), &folder.path().join("a.db"));
    let problems = store::check(&archive).unwrap();
    let text: Vec<String> = problems.into_iter().map(|p| format!("{}: {}", p.check, p.message)).collect();
    assert!(text.is_empty(), "{}", text.join("\n"));
}

fn hash(target: &Path) -> String {
    store::dump(&Archive::open_read_only(target).unwrap(), &mut std::io::sink()).unwrap().sha256
}

fn with_threads(inputs: &[PathBuf], threads: usize) -> BuildOptions {
    BuildOptions { threads: std::num::NonZeroUsize::new(threads), ..BuildOptions::new(inputs.to_vec()) }
}

#[test]
fn order_and_threads_make_no_difference() {
    let folder = tempfile::tempdir().unwrap();
    let heaps = few();
    let targets: Vec<PathBuf> = ["one", "many", "reverse", "steps"].iter().map(|n| folder.path().join(n)).collect();
    pipeline::build(&with_threads(&heaps, 1), &targets[0], &Silent).unwrap();
    pipeline::build(&with_threads(&heaps, 7), &targets[1], &Silent).unwrap();
    let backwards: Vec<PathBuf> = heaps.iter().rev().cloned().collect();
    pipeline::build(&with_threads(&backwards, 2), &targets[2], &Silent).unwrap();
    for heap in &backwards {
        pipeline::build(&with_threads(std::slice::from_ref(heap), 2), &targets[3], &Silent).unwrap();
    }
    let hashes: Vec<String> = targets.iter().map(|t| hash(t)).collect();
    assert!(hashes.windows(2).all(|w| w[0] == w[1]), "{hashes:?}");
}

#[test]
fn loading_what_was_extracted_equals_building() {
    let folder = tempfile::tempdir().unwrap();
    let heaps = few();
    let (direct, loaded) = (folder.path().join("direct.db"), folder.path().join("loaded.db"));
    pipeline::build(&BuildOptions::new(heaps.clone()), &direct, &Silent).unwrap();
    let mut lines: Vec<String> = vec![];
    pipeline::extract_paths(&BuildOptions::new(heaps), true, &Silent, |outcome| {
        lines.extend(outcome.ok().map(|record| serde_json::to_string(&record).unwrap()));
        Ok(())
    })
    .unwrap();
    lines.reverse();
    let file = folder.path().join("records.jsonl");
    fs::write(&file, lines.join("\n")).unwrap();
    let summary = pipeline::load(&BuildOptions::new(vec![file.clone()]), &loaded, &Silent).unwrap();
    assert_eq!(summary.counts.added, lines.len() as u64);
    assert_eq!(hash(&direct), hash(&loaded));
    let again = pipeline::load(&BuildOptions::new(vec![file]), &loaded, &Silent).unwrap();
    assert_eq!((again.counts.added, again.counts.updated), (0, 0));
    assert_eq!(hash(&direct), hash(&loaded));
}

/// A folder of small documents that can be changed.
struct Heap {
    folder: tempfile::TempDir,
}

impl Heap {
    fn new(files: &[(&str, &str)]) -> Self {
        let heap = Self { folder: tempfile::tempdir().unwrap() };
        files.iter().for_each(|(name, text)| heap.write(name, text));
        heap
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let file = self.docs().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn docs(&self) -> PathBuf {
        self.folder.path().join("docs")
    }

    fn target(&self) -> PathBuf {
        self.folder.path().join("a.db")
    }

    fn build(&self) -> pipeline::BuildSummary {
        self.build_as(|_| {}).unwrap()
    }

    fn build_as(&self, change: impl FnOnce(&mut BuildOptions)) -> huiyao::Result<pipeline::BuildSummary> {
        let mut options = BuildOptions::new(vec![self.docs()]);
        change(&mut options);
        pipeline::build(&options, &self.target(), &Silent)
    }

    fn count(&self, sql: &str) -> i64 {
        let archive = Archive::open_read_only(self.target()).unwrap();
        archive.connection().query_row(sql, [], |row| row.get(0)).unwrap()
    }

    fn is_whole(&self) {
        let archive = Archive::open_read_only(self.target()).unwrap();
        assert_eq!(store::check(&archive).unwrap(), []);
    }
}

const A: &str = "山泉县召开双拥工作座谈会\n7月20日，山泉县召开双拥工作座谈会。";
const B: &str = "云溪镇开展走访慰问活动\n八一前夕，云溪镇开展走访慰问活动。";

#[test]
fn building_twice_changes_nothing() {
    let heap = Heap::new(&[("a.txt", A), ("below/b.txt", B)]);
    let first = heap.build();
    let before = hash(&heap.target());
    let second = heap.build();
    assert_eq!((first.counts.added, first.counts.documents), (2, 2));
    assert_eq!((second.counts.added, second.counts.unchanged, second.counts.documents), (0, 2, 2));
    assert_eq!(before, hash(&heap.target()));
    assert_eq!(heap.count("SELECT count(*) FROM runs"), 2);
    heap.is_whole();
}

#[test]
fn what_a_build_that_died_left_behind_goes() {
    let heap = Heap::new(&[("a.txt", "5月3日，砀山县召开防汛工作会议。")]);
    let left = |ending: &str| heap.target().with_file_name(format!(".a.db.unfinished{ending}"));
    // Before and behind the first build: the archive is made anew, then updated. A journal of zeros holds nothing that
    // SQLite would restore.
    for _ in 0..2 {
        fs::write(left(""), []).unwrap();
        fs::write(left("-journal"), [0; 512]).unwrap();
        heap.build();
        assert!(!left("").exists() && !left("-journal").exists());
    }
    fs::write(left("-journal"), [0; 512]).unwrap();
    heap.build();
    assert!(!left("-journal").exists());
}

#[test]
fn an_old_version_is_kept_marked_and_not_found() {
    let heap = Heap::new(&[("a.txt", A), ("b.txt", B)]);
    heap.build();
    let before = hash(&heap.target());
    heap.write("a.txt", "新版没有那几个字。");
    let summary = heap.build();
    assert_eq!((summary.counts.updated, summary.counts.unchanged, summary.counts.documents), (1, 1, 2));
    assert_eq!(heap.count("SELECT count(*) FROM documents WHERE superseded_by_run IS NOT NULL"), 1);
    let phrase = |text: &str| {
        format!("SELECT count(*) FROM documents_fts WHERE documents_fts MATCH '\"{}\"'", store::fence(text))
    };
    assert_eq!(heap.count(&phrase("双拥")), 0);
    assert_eq!(heap.count(&phrase("新版")), 1);
    assert_eq!(heap.count("SELECT count(*) FROM sqlar"), 3);
    heap.is_whole();
    // Back to what it was: the old version lives again, the other one is the old one now.
    heap.write("a.txt", A);
    heap.build();
    assert_eq!(heap.count(&phrase("双拥")), 1);
    assert_eq!(heap.count("SELECT count(*) FROM documents"), 3);
    heap.is_whole();
    assert_ne!(before, hash(&heap.target()), "the other version is still there");
}

#[test]
fn vanished_files_are_marked_and_only_removed_on_request() {
    let heap = Heap::new(&[("a.txt", A), ("b.txt", B)]);
    heap.build();
    let before = hash(&heap.target());
    fs::remove_file(heap.docs().join("a.txt")).unwrap();
    assert_eq!(heap.build().counts.absent, 1);
    assert_eq!(heap.build().counts.absent, 0);
    assert_eq!(heap.count("SELECT count(*) FROM documents WHERE absent_since_run = 2"), 1);
    heap.write("a.txt", A);
    heap.build();
    assert_eq!(before, hash(&heap.target()));
    fs::remove_file(heap.docs().join("a.txt")).unwrap();
    assert!(heap.build_as(|o| o.sync = true).is_err(), "half of the documents");
    let synced = heap.build_as(|o| (o.sync, o.yes) = (true, true)).unwrap();
    assert_eq!((synced.counts.removed, synced.counts.documents), (1, 1));
    assert_eq!(heap.count("SELECT count(*) FROM sqlar"), 1);
    heap.is_whole();
}

#[test]
fn a_dry_run_changes_nothing() {
    let heap = Heap::new(&[("a.txt", A)]);
    assert_eq!(heap.build_as(|o| o.dry_run = true).unwrap().counts.added, 1);
    assert!(!heap.target().exists());
    heap.build();
    let before = hash(&heap.target());
    heap.write("b.txt", B);
    assert_eq!(heap.build_as(|o| o.dry_run = true).unwrap().counts.added, 1);
    assert_eq!(before, hash(&heap.target()));
    assert_eq!(fs::read_dir(heap.folder.path()).unwrap().count(), 2, "nothing is left over");
}

#[test]
fn identical_files_are_two_documents_whatever_came_first() {
    let heap = Heap::new(&[("b.txt", A)]);
    heap.build();
    heap.write("a.txt", A);
    heap.build();
    let steps = hash(&heap.target());
    fs::remove_file(heap.target()).unwrap();
    heap.build();
    assert_eq!(steps, hash(&heap.target()));
    assert_eq!(heap.count("SELECT count(DISTINCT ref) FROM documents"), 2);
    heap.is_whole();
}

#[test]
fn another_folder_of_the_same_name_is_an_error() {
    let heap = Heap::new(&[("a.txt", A)]);
    heap.build();
    fs::remove_file(heap.docs().join("a.txt")).unwrap();
    heap.write("other.txt", B);
    let error = heap.build_as(|_| {}).unwrap_err().to_string();
    assert!(error.contains("--as"), "{error}");
    heap.build_as(|o| o.label = Some("second".into())).unwrap();
    assert_eq!(heap.count("SELECT count(*) FROM documents WHERE path = 'second/other.txt'"), 1);
}

#[test]
fn bad_inputs_are_reported_and_passed_over() {
    let heap = Heap::new(&[("a.txt", A), ("empty.txt", ""), ("blank.txt", " \n\n")]);
    heap.write("picture.jpg", b"\xFF\xD8\xFF\xE0rest");
    heap.write("noise.bin", (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect::<Vec<u8>>());
    heap.write("stray-nul.txt", "山泉县\0召开双拥\0工作座谈会。");
    heap.write("zeros.bin", [0u8; 500]);
    heap.write("long.txt", "长".repeat(2000));
    heap.write(".hidden", "不读");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(".", heap.docs().join("loop")).unwrap();
        std::os::unix::fs::symlink("nowhere", heap.docs().join("broken.txt")).unwrap();
    }
    let summary = heap.build_as(|o| o.max_bytes = 5000).unwrap();
    assert_eq!(summary.counts.documents, 2);
    let found: Vec<(&str, &str)> = summary.rejects.iter().map(|r| (r.path.as_str(), r.reason.code())).collect();
    let mut expected = vec![
        ("docs/blank.txt", "empty"),
        ("docs/empty.txt", "empty"),
        ("docs/long.txt", "too-large"),
        ("docs/noise.bin", "binary"),
        ("docs/picture.jpg", "binary"),
        ("docs/zeros.bin", "binary"),
    ];
    if cfg!(unix) {
        expected.extend([("docs/broken.txt", "unreadable"), ("docs/loop", "symlink-loop")]);
    }
    expected.sort_unstable();
    assert_eq!(found, expected);
    assert_eq!(heap.count("SELECT count(*) FROM rejects"), expected.len() as i64);
    assert_eq!(heap.build_as(|o| o.max_bytes = 5000).unwrap().rejects.len(), expected.len());
    assert_eq!(heap.count("SELECT count(*) FROM rejects"), expected.len() as i64);
}

#[test]
fn a_page_of_nothing_but_navigation_is_a_document_without_text() {
    let heap = Heap::new(&[("a.txt", A)]);
    let links =
        ["首页", "新闻", "政务", "公告", "专题", "下载"].map(|w| format!("<li><a href='/{w}'>{w}</a></li>")).concat();
    let page = format!("<html><body><div class='nav'><ul>{links}</ul></div></body></html>");
    heap.write("navigation.html", &page);
    heap.write("blank.html", "\u{feff} \n\u{3000}");
    let summary = heap.build();
    let rejects: Vec<&str> = summary.rejects.iter().map(|r| r.path.as_str()).collect();
    assert_eq!(rejects, ["docs/blank.html"]);
    let kept = "SELECT count(*) FROM documents WHERE path = 'docs/navigation.html' AND title IS NULL AND body = ''";
    assert_eq!(heap.count(kept), 1);
    assert_eq!(heap.count("SELECT count(*) FROM notes WHERE code = 'no-text'"), 1);
    assert_eq!(heap.count(&format!("SELECT count(*) FROM sqlar WHERE sz = {}", page.len())), 1);
    heap.is_whole();
}

#[test]
fn readmes_and_hidden_files_of_a_folder_are_no_documents() {
    let heap = Heap::new(&[("a.txt", A), ("README", B), ("README.md", B), ("readme.zh.txt", B), (".notes.txt", B)]);
    heap.write("readmission.txt", B);
    let summary = heap.build();
    assert_eq!((summary.counts.documents, summary.rejects.len()), (2, 0));
    // Named by the user, it is meant.
    assert_eq!(extracted(&[heap.docs().join("README.md")]).len(), 1);
}

#[test]
fn other_files_are_no_archives() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notes.txt");
    fs::write(&file, "不是数据库".repeat(100)).unwrap();
    let error = |r: huiyao::Result<Archive>| r.err().unwrap().to_string();
    assert!(error(Archive::open_read_only(&file)).contains("huiyao build"));
    assert!(error(Archive::open_or_create(&file)).contains("huiyao build"));
    assert!(error(Archive::open_read_only(folder.path().join("absent.db"))).contains("absent.db"));
}

#[test]
fn a_run_tells_what_it_changed() {
    let heap = Heap::new(&[("a.txt", A), ("b.txt", "无关文字。")]);
    heap.build();
    let context = heap.folder.path().join("context.tsv");
    fs::write(&context, "glob\tpublished_on\ndocs/a.txt\t2016-07-28\n").unwrap();
    let summary = heap.build_as(|o| o.context = Some(context)).unwrap();
    assert_eq!((summary.counts.updated, summary.counts.unchanged), (1, 1));
    let archive = Archive::open_read_only(heap.target()).unwrap();
    let sql = "select kind, change, before, after, ref from run_changes where run_id = 2 order by id";
    let mut statement = archive.connection().prepare(sql).unwrap();
    type Row = (String, String, Option<String>, Option<String>, String);
    let rows: Vec<Row> = statement
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let of = |kind: &str, change: &str| rows.iter().filter(|r| r.0 == kind && r.1 == change).collect::<Vec<_>>();
    assert_eq!(of("document", "updated").len(), 1);
    assert_eq!(of("field", "added")[0].3.as_deref(), Some("published_on = 2016-07-28"));
    let meeting = of("meeting", "updated")[0];
    assert!(meeting.2.as_deref().unwrap().contains("--07-20") && meeting.3.as_deref().unwrap().contains("2016-07-20"));
    // Each ref is the one that the fact has as a row.
    let found = "select exists (select 1 from meeting_reports where ref = ?1)";
    assert!(archive.connection().query_row(found, [&meeting.4], |r| r.get::<_, bool>(0)).unwrap());
}

/// What follows from nothing else in the archive has a seal.
#[test]
fn a_changed_history_is_noticed() {
    let heap = Heap::new(&[("a.txt", A), ("b.txt", B), ("empty.txt", "")]);
    heap.build();
    heap.write("a.txt", "山泉县召开双拥工作会议\n7月20日，山泉县召开双拥工作会议。");
    heap.build();
    let found = || {
        let problems = store::check_fully(&Archive::open_read_only(heap.target()).unwrap()).unwrap();
        problems.iter().map(|p| format!("{}: {}", p.check, p.message)).collect::<Vec<_>>()
    };
    assert_eq!(found(), Vec::<String>::new());
    let whole = fs::read(heap.target()).unwrap();
    for (table, change) in [
        ("runs", "UPDATE runs SET started_at = '2020-07-29T00:00:00Z' WHERE id = 1"),
        ("run_changes", "UPDATE run_changes SET path = 'docs/c.txt' WHERE id = 2"),
        ("run_changes", "DELETE FROM run_changes WHERE id = 1"),
        ("rejects", "UPDATE rejects SET message = 'nothing'"),
        (
            "corrections",
            "INSERT INTO corrections (line, action, target, value, rows_changed) VALUES (1, 'wrong', 'a', NULL, 1)",
        ),
    ] {
        rusqlite::Connection::open(heap.target()).unwrap().execute_batch(change).unwrap();
        assert_eq!(found(), [format!("history: {table} is not as the last run left it")], "{change}");
        fs::write(heap.target(), &whole).unwrap();
    }
    // An archive of before the seal.
    rusqlite::Connection::open(heap.target()).unwrap().execute_batch("DELETE FROM about WHERE key = 'seal'").unwrap();
    assert_eq!(found(), Vec::<String>::new());
}
