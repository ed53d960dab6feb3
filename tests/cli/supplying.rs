//! What the user knows and the pages do not print: `--context`.

use super::{huiyao, outcome, printed};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A folder with documents below `heap/`.
pub struct Desk(TempDir);

impl Desk {
    pub fn new(documents: &[(&str, &str)]) -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        documents.iter().for_each(|(name, text)| desk.write(&format!("heap/{name}"), text));
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let file = self.path(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Runs the binary in this folder: exit code, standard output, standard error.
    pub fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let output = huiyao(arguments).current_dir(self.0.path()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    /// The same, which must succeed; gives standard error.
    pub fn does(&self, arguments: &[&str]) -> String {
        let (code, out, err) = self.run(arguments);
        assert_eq!(code, 0, "{arguments:?}\n{out}\n{err}");
        err
    }

    /// What a statement gives in `archive`, as lines of CSV without the head.
    pub fn ask(&self, archive: &str, sql: &str) -> String {
        let out = printed(["sql", self.path(archive).to_str().unwrap(), sql, "-f", "csv"]);
        out.lines().skip(1).collect::<Vec<_>>().join("\n")
    }

    /// Hash of the content.
    pub fn hash(&self, archive: &str) -> String {
        let (code, out, err) = outcome(["dump", "--canonical", self.path(archive).to_str().unwrap()]);
        assert_eq!(code, 0, "{err}");
        out
    }

    pub fn root(&self) -> &Path {
        self.0.path()
    }
}

/// Prints neither place nor year.
const SILENT: &str = "我县召开双拥工作座谈会\n昨日上午，我县召开双拥工作座谈会。县委书记柳明远主持会议并讲话。";
/// Prints both.
const SPEAKS: &str =
    "安吉县召开双拥工作座谈会\n发布时间：2019-08-02\n7月30日，安吉县召开双拥工作座谈会。县委书记柳明远主持会议。";

fn desk() -> Desk {
    let desk = Desk::new(&[("silent/a.txt", SILENT), ("speaks/b.txt", SPEAKS)]);
    desk.write(
        "context.tsv",
        "# what I know\nglob\tplace_code\tpublisher\tpublished_on\tretrieved_on\n\
         heap/**\t330523\t安吉新闻网\t\t2023-05-01\n\
         heap/silent/*\t\t\t2016-07-28\t\n",
    );
    desk
}

#[test]
fn context_reaches_places_units_and_dates() {
    let desk = desk();
    let err = desk.does(&["build", "heap", "-o", "bare.db"]);
    assert!(err.contains("without a place: 1, without a year: 1") && err.contains("context-draft"), "{err}");
    let draft = printed(["query", desk.path("bare.db").to_str().unwrap(), "context-draft", "-f", "tsv"]);
    assert_eq!(draft.lines().map(|l| l.split('\t').next().unwrap()).collect::<Vec<_>>(), ["glob", "heap/silent/a.txt"]);

    let err = desk.does(&["build", "heap", "-o", "a.db", "--context", "context.tsv"]);
    assert!(!err.contains("without a place"), "{err}");
    let meeting = "select m.held_on, m.held_basis, m.place, m.place_code, m.place_basis from meeting_reports m \
                   join documents d on d.id = m.document_id where d.path = 'heap/silent/a.txt'";
    assert_eq!(desk.ask("a.db", meeting), "2016-07-27,inferred,安吉县,330523,supplied");
    let post = "select p.unit, u.place_code from post_reports p join unit_reports u on u.id = p.unit_report_id \
                join documents d on d.id = u.document_id where d.path = 'heap/silent/a.txt'";
    assert_eq!(desk.ask("a.db", post), "安吉县委,330523");
    let fields = "select field, value, basis from document_fields f join documents d on d.id = f.document_id \
                  where d.path = 'heap/silent/a.txt' and basis = 'supplied' order by field";
    assert_eq!(
        desk.ask("a.db", fields),
        "place_code,330523,supplied\npublished_on,2016-07-28,supplied\npublisher,安吉新闻网,supplied\nretrieved_on,2023-05-01,supplied"
    );
    assert_eq!(desk.ask("a.db", "select distinct retrieved_on, retrieved_basis from documents"), "2023-05-01,supplied");
    desk.does(&["check", "a.db"]);
}

#[test]
fn what_is_printed_wins_and_the_disagreement_is_noted() {
    let desk = desk();
    desk.write("other.tsv", "glob\tplace_code\tpublished_on\nheap/**\t330522\t2001-01-01\n");
    desk.does(&["build", "heap", "-o", "a.db", "--context", "other.tsv"]);
    let of_b = "from documents d where d.path = 'heap/speaks/b.txt'";
    assert_eq!(desk.ask("a.db", &format!("select published_on, published_basis {of_b}")), "2019-08-02,stated");
    let notes = format!(
        "select code, message from notes where document_id = (select id {of_b}) and code = 'context-conflict' order by n"
    );
    let notes = desk.ask("a.db", &notes);
    assert!(notes.contains("published_on is printed as 2019-08-02, the context says 2001-01-01"), "{notes}");
    assert!(notes.contains("the text speaks for 安吉县, the context for 长兴县 (330522)"), "{notes}");
    let place = format!("select distinct place_code from meeting_reports where document_id = (select id {of_b})");
    assert_eq!(desk.ask("a.db", &place), "330523");
}

#[test]
fn context_stays_is_replaced_and_travels_with_records() {
    let desk = desk();
    desk.does(&["build", "heap", "-o", "a.db"]);
    let err = desk.does(&["build", "heap", "-o", "a.db", "--context", "context.tsv"]);
    assert!(err.contains("2 updated"), "{err}");
    let whole = desk.hash("a.db");
    // Without the file nothing is forgotten.
    let err = desk.does(&["build", "heap", "-o", "a.db"]);
    assert!(err.contains("0 updated, 2 unchanged"), "{err}");
    assert_eq!(desk.hash("a.db"), whole);

    desk.does(&["build", "heap", "-o", "once.db", "--context", "context.tsv"]);
    assert_eq!(desk.hash("once.db"), whole);
    let (code, lines, err) = desk.run(&["extract", "--originals", "heap", "--context", "context.tsv"]);
    assert_eq!(code, 0, "{err}");
    desk.write("records.jsonl", &lines.lines().rev().collect::<Vec<_>>().join("\n"));
    desk.does(&["load", "records.jsonl", "-o", "loaded.db"]);
    assert_eq!(desk.hash("loaded.db"), whole);

    desk.write("none.tsv", "glob\n");
    desk.does(&["build", "heap", "-o", "a.db", "--context", "none.tsv"]);
    desk.does(&["build", "heap", "-o", "bare.db"]);
    assert_eq!(desk.hash("a.db"), desk.hash("bare.db"));
}

#[test]
fn namesakes_are_told_apart_by_the_context() {
    let text = "鼓楼区召开退役军人工作会议\n3月5日，鼓楼区召开退役军人工作会议。区委书记柳明远主持会议。";
    let desk = Desk::new(&[("nanjing/a.txt", text), ("xuzhou/b.txt", text), ("c.txt", text)]);
    // The district itself, or what lies above it.
    desk.write("context.tsv", "glob\tplace_code\nheap/nanjing/\t320106\nheap/xuzhou/\t320300\n");
    desk.does(&["build", "heap", "-o", "a.db", "--context", "context.tsv"]);
    let places = "select d.path, m.place, m.place_code from meeting_reports m join documents d on d.id = m.document_id order by 1";
    assert_eq!(
        desk.ask("a.db", places),
        "heap/c.txt,鼓楼区,\nheap/nanjing/a.txt,鼓楼区,320106\nheap/xuzhou/b.txt,鼓楼区,320302"
    );
}

#[test]
fn mistakes_in_the_context_name_file_and_line() {
    let desk = desk();
    for (text, expected) in [
        ("glob\tplace_code\nheap/**\t安吉县\n", "bad.tsv:2: place_code: write the code of 安吉县: 330523"),
        ("glob\tplaces\n", "bad.tsv:1: unknown column “places”"),
        ("glob\tpublished_on\nheap/**\t31.2.2019\n", "bad.tsv:2: published_on"),
    ] {
        desk.write("bad.tsv", text);
        let (code, _, err) = desk.run(&["build", "heap", "-o", "a.db", "--context", "bad.tsv"]);
        assert!(code == 2 && err.contains(expected), "{err}");
        assert!(!desk.root().join("a.db").exists());
    }
    desk.write("idle.tsv", "glob\tplace_code\nheap/nowhere/*\t330523\n");
    let err = desk.does(&["build", "heap", "-o", "a.db", "--context", "idle.tsv"]);
    assert!(err.contains("fits no input: idle.tsv:2: heap/nowhere/*"), "{err}");
}

const OWN_WORDS: &str = "安吉县召开网格治理工作会议\n发布时间：2019-08-02\n7月30日，安吉县召开网格治理工作会议。\
    县双拥领导小组、建环局、安吉双创办负责人参加会议。县委书记方山主持会议，县政府总河长柳明远讲话。\
    会后，县长高质量完成了任务。据了解，高峰代表网格员发言，锦绣苑社区书记发言。\n";

#[test]
fn words_of_the_user_reach_the_reading() {
    let desk = Desk::new(&[("a.txt", OWN_WORDS)]);
    desk.write("own/names.txt", "# people we follow\n柳明远\n");
    desk.write("own/titles.tsv", "总河长\thead\n");
    desk.write("own/not_names.txt", "方山\n");
    desk.write(
        "own/unit_aliases.tsv",
        "建环局\t建设环保局\n安吉双创办\t安吉县大众创业领导小组办公室\tgovernment\toffice\n",
    );
    desk.does(&["build", "heap", "-o", "bare.db"]);
    desk.does(&["build", "heap", "-o", "a.db", "--lexicon", "own"]);
    let people = "select group_concat(name, ' ') from (select name from official_reports order by name)";
    let (before, after) = (desk.ask("bare.db", people), desk.ask("a.db", people));
    assert!(before.contains("方山") && !before.contains("柳明远"), "{before}");
    assert!(!after.contains("方山") && after.contains("柳明远"), "{after}");
    let units = "select name, kind, organ, place_code from unit_reports order by name";
    let after = desk.ask("a.db", units);
    assert!(after.contains("安吉县建设环保局,government,department,330523"), "{after}");
    assert!(after.contains("安吉县大众创业领导小组办公室,government,office,330523"), "{after}");
    let posts =
        "select p.title, s.office from post_reports p join posts s on s.id = p.post_id where p.title = '总河长'";
    assert_eq!(desk.ask("a.db", posts), "总河长,head");
    desk.does(&["check", "a.db"]);

    // Other words are another reader: what they change is read again, and leaving them out is noticed.
    let err = desk.does(&["build", "heap", "-o", "a.db", "--lexicon", "own"]);
    assert!(err.contains("1 unchanged"), "{err}");
    let err = desk.does(&["build", "heap", "-o", "a.db"]);
    assert!(err.contains("1 updated") && err.contains("--lexicon"), "{err}");
    assert_eq!(desk.hash("a.db"), desk.hash("bare.db"));
    let (_, with, _) = desk.run(&["extract", "heap", "--lexicon", "own"]);
    assert!(with.contains("建设环保局"), "{with}");
}

#[test]
fn mistakes_in_the_lexicon_name_file_and_line() {
    let desk = Desk::new(&[("a.txt", OWN_WORDS)]);
    desk.write("own/titles.tsv", "# ours\n网格长\tboss\n");
    let (code, _, err) = desk.run(&["build", "heap", "-o", "a.db", "--lexicon", "own"]);
    assert!(code == 2 && err.contains("own/titles.tsv:2: “boss” is no office"), "{err}");
    desk.write("other/stopwords.txt", "x\n");
    let (code, _, err) = desk.run(&["build", "heap", "-o", "a.db", "--lexicon", "other"]);
    assert!(code == 2 && err.contains("names.txt"), "{err}");
    let (code, _, err) = desk.run(&["build", "heap", "-o", "a.db", "--lexicon", "nowhere"]);
    assert!(code == 2 && err.contains("nowhere"), "{err}");
}
