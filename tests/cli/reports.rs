//! The reports on `sample.db`: as `tests/corpus/reports/` has them, every statement with a note that leads to a document
//! and a ref, HTML that holds nothing but text of the documents, supplements, templates of one's own.
//!
//! `UPDATE_EXPECT=1 cargo test --test cli reports` writes the Markdown anew; read the difference.

use super::{huiyao, outcome, printed};
use rusqlite::{Connection, OpenFlags};
use scraper::{ElementRef, Html, Selector};
use std::{collections::BTreeSet, fs, path::Path};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample.db");

/// File of the corpus and arguments.
const CASES: &[(&str, &[&str])] = &[
    ("chronicle", &["chronicle"]),
    ("chronicle-place-year", &["chronicle", "--place", "安吉县", "--year", "2017"]),
    ("chronicle-en", &["chronicle", "--place", "武乡县", "--lang", "en"]),
    ("official", &["official", "--name", "沈砚秋"]),
    ("official-en", &["official", "--name", "霍云台", "--place", "武乡县", "--lang", "en"]),
    ("meeting", &["meeting", "--meeting", "512c56612218448b-m1"]),
    ("place", &["place", "--place", "安吉县", "--year", "2017"]),
    ("quotes", &["quotes", "--topic", "民兵"]),
    ("quotes-speaker", &["quotes", "--speaker", "沈砚秋", "--year", "2017"]),
    ("quality", &["quality"]),
];

fn report(arguments: &[&str], form: &str) -> String {
    printed([&["report", SAMPLE], arguments, &["-f", form]].concat())
}

#[test]
fn reports_read_as_the_corpus_has_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/reports");
    let mut wrong = vec![];
    for (name, arguments) in CASES {
        let file = folder.join(format!("{name}.md"));
        let new = report(arguments, "md");
        assert_eq!(new, report(arguments, "md"), "{name}: two reports differ");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&file, &new).unwrap();
        }
        let old = fs::read_to_string(&file).unwrap_or_default();
        if old != new {
            let n = (0..).find(|&n| old.lines().nth(n) != new.lines().nth(n)).unwrap();
            let line = |text: &str| text.lines().nth(n).unwrap_or("(nothing)").to_owned();
            wrong.push(format!("{name}.md:{}\n  file:   {}\n  report: {}", n + 1, line(&old), line(&new)));
        }
    }
    assert!(wrong.is_empty(), "UPDATE_EXPECT=1 cargo test --test cli reports\n{}", wrong.join("\n"));
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// `d-a1–a3` as `d-a1`, `d-a2`, `d-a3`.
fn expanded(short: &str) -> Vec<String> {
    let Some((first, last)) = short.split_once('–') else { return vec![short.to_owned()] };
    let (document, fact) = first.rsplit_once('-').unwrap();
    let kind: String = fact.chars().take_while(char::is_ascii_alphabetic).collect();
    let number = |fact: &str| fact[kind.len()..].parse::<u32>().unwrap();
    (number(fact)..=number(last)).map(|n| format!("{document}-{kind}{n}")).collect()
}

#[test]
fn every_statement_leads_to_a_document_and_a_ref() {
    let archive = Connection::open_with_flags(SAMPLE, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let exists = |r#ref: &str| {
        archive
            .query_row(
                "select exists (select 1 from v_evidence where ref = ?1) or exists (select 1 from documents where ref = ?1)",
                [r#ref],
                |row| row.get::<_, bool>(0),
            )
            .unwrap()
    };
    for (name, arguments) in CASES {
        let page = Html::parse_document(&report(arguments, "html"));
        let mark = Selector::parse(".mark a").unwrap();
        // Whatever says something has a note; of a row one cell has it.
        for selector in
            ["article .say", "ul.statements > li", "tbody > tr", "dd", ".quotation > div", "figcaption + svg"]
        {
            for element in all(&page, selector) {
                let holder = if selector.ends_with("svg") {
                    ElementRef::wrap(element.parent().unwrap()).unwrap()
                } else {
                    element
                };
                assert!(holder.select(&mark).next().is_some(), "{name}: no note: {}", text(element));
            }
        }
        let ids: BTreeSet<&str> = all(&page, "[id]").into_iter().filter_map(|e| e.value().id()).collect();
        for link in all(&page, "a[href^='#']") {
            let target = &link.value().attr("href").unwrap()[1..];
            assert!(ids.contains(target), "{name}: nothing has the id {target}");
        }
        let notes = all(&page, ".notes > ol > li");
        assert!(!notes.is_empty(), "{name}");
        for note in notes {
            let refs: Vec<String> = note.select(&Selector::parse("code").unwrap()).map(text).collect();
            assert!(!refs.is_empty(), "{name}: a note without ref: {}", text(note));
            for r#ref in refs.iter().filter(|r| !r.contains(' ')).flat_map(|r| expanded(r)) {
                assert!(exists(&r#ref), "{name}: {ref} is not in the archive");
            }
        }
        assert!(all(&page, "script, iframe, object, [onclick], link, img").is_empty(), "{name}: more than one file");
    }
}

#[test]
fn texts_of_documents_stay_text() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    fs::create_dir(&pages).unwrap();
    let evil = "&lt;script&gt;alert(1)&lt;/script&gt;";
    fs::write(
        pages.join("a.html"),
        format!(
            "<html><head><meta charset=utf-8><title>安吉县召开{evil}座谈会</title></head><body><h1>安吉县召开{evil}座谈会</h1>\
             <p>来源：{evil}日报 2017-07-28</p>\
             <p>7月27日，安吉县召开庆祝建军90周年“{evil}”座谈会。县委书记沈砚秋主持会议并讲话。县长倪望舒出席。</p>\
             <p>沈砚秋强调，要把{evil}*军人*的事[办好](x)当成“{evil}”自己的事来办。</p></body></html>"
        ),
    )
    .unwrap();
    let archive = folder.path().join("a.db");
    huiyao(["build"]).arg(&pages).arg("-o").arg(&archive).assert().success();
    let archive = archive.to_str().unwrap();
    let mut seen = 0;
    let reports: [&[&str]; 5] = [
        &["chronicle"],
        &["official", "--name", "沈砚秋"],
        &["place", "--place", "安吉县", "--year", "2017"],
        &["quotes", "--speaker", "沈砚秋"],
        &["quality"],
    ];
    for arguments in reports {
        for form in ["md", "html"] {
            let (code, out, err) = outcome([&["report", archive], arguments, &["-f", form]].concat());
            assert_eq!(code, 0, "{arguments:?} {err}");
            assert!(!out.contains("<script"), "{arguments:?} {form}\n{out}");
            seen += usize::from(out.contains("&lt;script&gt;") || out.contains("&lt;script>"));
            if form == "md" {
                assert!(!out.contains("*军人*的") && !out.contains("[办好](x)"), "{arguments:?}\n{out}");
            }
        }
    }
    assert!(seen >= 6, "the texts do not reach the reports: {seen}");
}

#[test]
fn a_supplement_holds_what_is_new() {
    let folder = tempfile::tempdir().unwrap();
    let samples = folder.path().join("samples");
    fs::create_dir(&samples).unwrap();
    let put = |name: &str| fs::copy(Path::new("samples").join(name), samples.join(name)).unwrap();
    let archive = folder.path().join("a.db");
    put("anji-2009-symposium.txt");
    huiyao(["build"]).arg(&samples).arg("-o").arg(&archive).assert().success();
    put("anji-2017-standing.txt");
    huiyao(["build"]).arg(&samples).arg("-o").arg(&archive).assert().success();
    let archive = archive.to_str().unwrap();
    let whole = printed(["report", archive, "chronicle"]);
    let new = printed(["report", archive, "大事记", "--since", "1"]);
    assert!(whole.contains("建军82周年") && whole.contains("议军会议"), "{whole}");
    assert!(!new.contains("建军82周年") && new.contains("议军会议") && new.contains("〔新增〕"), "{new}");
    let (code, out, _) = outcome(["report", archive, "chronicle", "--since", "2"]);
    assert!(code == 1 && out.contains("无可入编"), "{out}");
    let (code, _, err) = outcome(["report", archive, "chronicle", "--since", "9"]);
    assert!(code == 2 && err.contains("the last is 2"), "{err}");
}

#[test]
fn templates_of_ones_own() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own");
    let own = own.to_str().unwrap();
    assert_eq!(outcome(["report", "--copy-templates", own]).0, 0);
    assert_eq!(outcome(["report", "--copy-templates", own]).0, 2, "files are overwritten");
    fs::write(Path::new(own).join("quality.md"), "{{ r.title }}: {{ r.sections|length }}\n").unwrap();
    assert!(printed(["report", SAMPLE, "quality", "--templates", own]).starts_with("数据质量: "));
    assert_eq!(
        report(&["chronicle"], "html"),
        printed(["report", SAMPLE, "chronicle", "-f", "html", "--templates", own])
    );
    fs::write(Path::new(own).join("quality.md"), "\n{{ r.no_such_thing }}\n").unwrap();
    let (code, _, err) = outcome(["report", SAMPLE, "quality", "--templates", own]);
    assert!(code == 2 && err.contains("quality.md, line 2"), "{err}");
}

#[test]
fn wrong_requests_say_what_would_work() {
    for (arguments, wanted) in [
        (vec!["official"], "--name"),
        (vec!["official", "--name", "查无此人"], "knows no official"),
        (vec!["meeting", "--meeting", "座谈会"], "give the key"),
        (vec!["place", "--place", "安吉县"], "--year"),
        (vec!["chronicle", "--place", "无此县"], "knows no place"),
        (vec!["quality", "--place", "安吉县"], "does not take --place"),
        (vec!["quotes"], "--topic"),
    ] {
        let (code, _, err) = outcome([&["report", SAMPLE][..], &arguments].concat());
        assert!(code == 2 && err.contains(wanted), "{arguments:?}: {err}");
    }
}
