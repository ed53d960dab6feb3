//! Zip, tar, tables, web archives, Word documents: the same documents as in a folder, and whatever is wrong with them.

use super::{outcome, printed};
use std::{
    fs::{self, File},
    io::{Cursor, Write},
    path::Path,
};
use zip::{ZipWriter, write::SimpleFileOptions};

const TITLE: &str = "云岭县召开双拥工作会议";
const BODY: &str = "　　7月11日上午，云岭县召开双拥工作会议。县委书记梁启舟出席会议并讲话。\n　　梁启舟强调，要把军人的事当成自己的事来办。";

fn text(mark: &str) -> String {
    format!("{TITLE}\n{BODY}\n{mark}年的工作同时作了部署。\n")
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn tarred(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, *bytes).unwrap();
    }
    tar.into_inner().unwrap()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

fn path(file: &Path) -> String {
    file.to_str().unwrap().to_owned()
}

/// Rows of a statement as tab-separated lines, without the header.
fn rows(archive: &Path, sql: &str) -> Vec<String> {
    let (_, out, _) = outcome(["sql", &path(archive), sql, "-f", "tsv"]);
    out.lines().skip(1).map(str::to_owned).collect()
}

fn build(inputs: &[&Path], archive: &Path, more: &[&str]) -> String {
    let mut arguments = vec!["build".to_owned()];
    arguments.extend(inputs.iter().map(|input| path(input)));
    arguments.extend(["-o".to_owned(), path(archive)]);
    arguments.extend(more.iter().map(|m| (*m).to_owned()));
    let (code, _, err) = outcome(arguments);
    assert_eq!(code, 0, "{err}");
    assert_eq!(outcome(["check", &path(archive)]).0, 0);
    err
}

#[test]
fn members_are_read_as_files_are() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let (one, two) = (text("一"), text("二"));
    let files: &[(&str, &[u8])] =
        &[("a/1.txt", one.as_bytes()), ("a/新闻.txt", two.as_bytes()), ("README.md", b"no page")];
    fs::write(at("h.zip"), zipped(files)).unwrap();
    fs::write(at("h.tar"), tarred(files)).unwrap();
    fs::write(at("h.tgz"), gzipped(&tarred(files))).unwrap();
    fs::write(at("1.txt.gz"), gzipped(one.as_bytes())).unwrap();
    fs::create_dir_all(at("h/a")).unwrap();
    for (name, bytes) in files {
        fs::write(at("h").join(name), bytes).unwrap();
    }
    build(&[&at("h"), &at("h.zip"), &at("h.tar"), &at("h.tgz"), &at("1.txt.gz")], &at("a.db"), &[]);
    assert_eq!(
        rows(&at("a.db"), "select path from documents order by path"),
        [
            "1.txt.gz!/1.txt",
            "h.tar!/a/1.txt",
            "h.tar!/a/新闻.txt",
            "h.tgz!/a/1.txt",
            "h.tgz!/a/新闻.txt",
            "h.zip!/a/1.txt",
            "h.zip!/a/新闻.txt",
            "h/a/1.txt",
            "h/a/新闻.txt"
        ]
    );
    let same = "select count(distinct body), count(distinct sha256), count(container), count(container_sha256), (select count(*) from sqlar) from documents";
    assert_eq!(rows(&at("a.db"), same), ["2\t2\t7\t7\t9"]);
    // Again: nothing to do. With another member: the others stay what they are, in a container of another hash.
    let again = build(&[&at("h.zip")], &at("a.db"), &[]);
    assert!(again.contains("0 added, 0 updated, 2 unchanged"), "{again}");
    fs::write(at("h.zip"), zipped(&[files[0], files[1], ("b.txt", text("三").as_bytes())])).unwrap();
    let more = build(&[&at("h.zip")], &at("a.db"), &[]);
    assert!(more.contains("1 added, 2 updated"), "{more}");
    assert_eq!(
        rows(&at("a.db"), "select count(distinct container_sha256) from documents where container='h.zip'"),
        ["1"]
    );
}

#[test]
fn tables_give_a_document_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let line = |mark: &str, id: &str| {
        serde_json::json!({"headline": TITLE, "content": format!("{BODY}{mark}"), "date": "2019-03-14T20:00:00Z", "url": "http://www.example.com/1", "id": id}).to_string()
    };
    let lines = [
        line("一", "x/1"),
        line("二", "x/2"),
        line("三", "x/2"),
        "no json".into(),
        "[]".into(),
        "{\"n\":1}".into(),
        String::new(),
    ];
    fs::write(at("t.jsonl"), lines.join("\n")).unwrap();
    // As Excel saves it.
    let csv = format!("序,正文,标题\n1,\"{BODY}\",{TITLE}\n2,,\n");
    fs::write(at("t.csv"), encoding_rs::GB18030.encode(&csv).0).unwrap();
    fs::write(at("u.tsv"), "a\tb\n1\t2\n").unwrap();
    build(&[&at("t.jsonl"), &at("t.csv"), &at("u.tsv")], &at("a.db"), &["--column", "id=序"]);
    assert_eq!(
        rows(&at("a.db"), "select path, title, url, published_on, published_basis from documents order by path"),
        [
            format!("t.csv!/1\t{TITLE}\t\t\t"),
            format!("t.jsonl!/x/1\t{TITLE}\thttp://www.example.com/1\t2019-03-15\tsupplied"),
            format!("t.jsonl!/x/2\t{TITLE}\thttp://www.example.com/1\t2019-03-15\tsupplied"),
            format!("t.jsonl!/x/2@3\t{TITLE}\thttp://www.example.com/1\t2019-03-15\tsupplied"),
        ]
    );
    assert_eq!(
        rows(&at("a.db"), "select path, reason from rejects order by path"),
        ["t.csv!/2\tempty", "t.jsonl!/4\tdamaged", "t.jsonl!/5\tdamaged", "t.jsonl!/6\tempty", "u.tsv\tempty"]
    );
    let (code, _, err) = outcome(["build", "samples", "-o", &path(&at("b.db")), "--column", "body=x"]);
    assert!(code == 2 && err.contains("published_on"), "{err}");
}

#[test]
fn web_archives_give_pages_with_address_and_chinese_day() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let page =
        encoding_rs::GB18030.encode(&format!("<html><body><h1>{TITLE}</h1><p>{BODY}</p></body></html>")).0.into_owned();
    let record = |kind: &str, uri: &str, date: &str, block: &[u8]| {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: {date}\r\nContent-Length: {}\r\n\r\n",
            block.len()
        );
        [head.as_bytes(), block, b"\r\n\r\n"].concat()
    };
    let answer = |head: &str, body: &[u8]| [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
    let chunked = [format!("{:x}\r\n", page.len()).as_bytes(), &page, b"\r\n0\r\n\r\n"].concat();
    let (uri, html) = ("http://www.example.com/a/b.html?id=1", "200 OK\r\nContent-Type: text/html; charset=gbk");
    let records = [
        record("warcinfo", "", "2018-08-01T00:00:00Z", b"software: none"),
        record("response", uri, "2018-08-01T20:10:00Z", &answer(html, &page)),
        record(
            "response",
            uri,
            "2018-09-01T10:10:00Z",
            &answer(&format!("{html}\r\nTransfer-Encoding: chunked"), &chunked),
        ),
        record(
            "response",
            "http://www.example.com/c",
            "2018-09-01T10:10:00Z",
            &answer(&format!("{html}\r\nContent-Encoding: gzip"), &gzipped(&page)),
        ),
        record(
            "response",
            "http://www.example.com/d",
            "2018-09-01T10:10:00Z",
            &answer("404 No\r\nContent-Type: text/html", &page),
        ),
        record(
            "response",
            "http://www.example.com/e",
            "2018-09-01T10:10:00Z",
            &answer("200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        ),
    ];
    fs::write(at("c.warc"), records.concat()).unwrap();
    fs::write(at("c.warc.gz"), records.iter().flat_map(|r| gzipped(r)).collect::<Vec<u8>>()).unwrap();
    build(&[&at("c.warc"), &at("c.warc.gz")], &at("a.db"), &[]);
    let read = rows(&at("a.db"), "select path, url, retrieved_on, title from documents order by path");
    let expected = |container: &str| {
        let row = |name: &str, url: &str, day: &str| {
            format!("{container}!/www.example.com/{name}\thttp://www.example.com/{url}\t{day}\t{TITLE}")
        };
        [
            row("a/b.html?id=1", "a/b.html?id=1", "2018-08-02"),
            row("a/b.html?id=1@20180901101000", "a/b.html?id=1", "2018-09-01"),
            row("c", "c", "2018-09-01"),
        ]
    };
    assert_eq!(read, [expected("c.warc"), expected("c.warc.gz")].concat());
}

#[test]
fn word_documents_and_saved_pages_are_documents() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let paragraphs: String = text("一").lines().map(|l| format!("<w:p><w:r><w:t>{l}</w:t></w:r></w:p>")).collect();
    let xml = format!("<w:document><w:body>{paragraphs}</w:body></w:document>");
    let docx = zipped(&[("[Content_Types].xml", b"<x/>"), ("word/document.xml", xml.as_bytes())]);
    fs::write(at("d.docx"), &docx).unwrap();
    fs::write(at("d.zip"), zipped(&[("in/d.docx", &docx)])).unwrap();
    let page =
        data_encoding::BASE64.encode(format!("<html><body><h1>{TITLE}</h1><p>{BODY}</p></body></html>").as_bytes());
    fs::write(at("s.mht"), format!("From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\nContent-Location: http://www.example.com/s\nContent-Transfer-Encoding: base64\n\n{page}\n--b--\n")).unwrap();
    fs::write(at("sheet.xlsx"), zipped(&[("[Content_Types].xml", b"<x/>")])).unwrap();
    build(&[&at("d.docx"), &at("d.zip"), &at("s.mht"), &at("sheet.xlsx")], &at("a.db"), &[]);
    assert_eq!(
        rows(&at("a.db"), "select path, title, url, size > 0 from documents order by path"),
        [
            format!("d.docx\t{TITLE}\t\t1"),
            format!("d.zip!/in/d.docx\t{TITLE}\t\t1"),
            format!("s.mht\t{TITLE}\thttp://www.example.com/s\t1"),
        ]
    );
    assert_eq!(rows(&at("a.db"), "select path, reason from rejects"), ["sheet.xlsx\tbinary"]);
}

#[test]
fn containers_in_containers_are_read_once() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let inner = zipped(&[("deep.txt", text("一").as_bytes())]);
    let middle = zipped(&[("inner.zip", &inner), ("b.txt", text("二").as_bytes())]);
    fs::write(at("outer.zip"), zipped(&[("inner.zip", &inner), ("middle.zip", &middle)])).unwrap();
    build(&[&at("outer.zip")], &at("a.db"), &[]);
    assert_eq!(
        rows(&at("a.db"), "select path from documents order by path"),
        ["outer.zip!/inner.zip!/deep.txt", "outer.zip!/middle.zip!/b.txt"]
    );
    assert_eq!(rows(&at("a.db"), "select path, reason from rejects"), ["outer.zip!/middle.zip!/inner.zip\ttoo-deep"]);
}

#[test]
fn what_is_broken_or_swollen_gives_what_comes_before() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let one = text("一");
    let files: &[(&str, &[u8])] =
        &[("1.txt", one.as_bytes()), ("1.txt", one.as_bytes()), ("2.txt", one.as_bytes()), ("3.txt", one.as_bytes())];
    let whole = tarred(files);
    fs::write(at("cut.tar"), &whole[..whole.len() - 1700]).unwrap();
    fs::write(at("junk.zip"), b"PK\x03\x04 and nothing").unwrap();
    fs::write(at("junk.gz"), b"\x1F\x8B and nothing").unwrap();
    fs::write(at("junk.warc"), b"no web archive").unwrap();
    build(&[&at("cut.tar"), &at("junk.zip"), &at("junk.gz"), &at("junk.warc")], &at("a.db"), &[]);
    assert_eq!(rows(&at("a.db"), "select path from documents order by path"), ["cut.tar!/1.txt", "cut.tar!/2.txt"]);
    assert_eq!(
        rows(&at("a.db"), "select path, reason from rejects order by path"),
        [
            "cut.tar\tdamaged",
            "cut.tar!/1.txt\tsame-path",
            "junk.gz\tdamaged",
            "junk.warc\tdamaged",
            "junk.zip\tdamaged"
        ]
    );
    // Zeros pack a thousand times: two gigabytes, of which a quarter is unpacked before it is stopped.
    let mut gz = flate2::write::GzEncoder::new(File::create(at("bomb.gz")).unwrap(), flate2::Compression::new(6));
    (0..600).for_each(|_| gz.write_all(&[b' '; 1 << 20]).unwrap());
    gz.finish().unwrap();
    fs::write(at("many.zip"), zipped(&[("1.txt", one.as_bytes()), ("2.txt", one.as_bytes())])).unwrap();
    build(&[&at("bomb.gz"), &at("many.zip")], &at("b.db"), &["--max-members", "1", "--max-size", "4096"]);
    assert_eq!(
        rows(&at("b.db"), "select path, reason from rejects order by path"),
        ["bomb.gz\ttoo-large", "many.zip\ttoo-large"]
    );
    assert_eq!(rows(&at("b.db"), "select path from documents"), ["many.zip!/1.txt"]);
}

#[test]
fn a_broken_container_makes_nothing_vanish() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let one = text("一");
    let whole = tarred(&[("1.txt", one.as_bytes()), ("2.txt", one.as_bytes())]);
    fs::write(at("h.tar"), &whole).unwrap();
    build(&[&at("h.tar")], &at("a.db"), &[]);
    fs::write(at("h.tar"), &whole[..700]).unwrap();
    build(&[&at("h.tar")], &at("a.db"), &["--sync", "--yes"]);
    assert_eq!(rows(&at("a.db"), "select count(*), count(absent_since_run) from documents"), ["2\t0"]);
    // Another container of the same name is another.
    fs::write(at("h.tar"), tarred(&[("else.txt", one.as_bytes())])).unwrap();
    let (code, _, err) = outcome(["build", &path(&at("h.tar")), "-o", &path(&at("a.db"))]);
    assert!(code == 2 && err.contains("--as"), "{err}");
}

#[test]
fn standard_input_is_read_by_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("a.db");
    let one = text("一");
    for (label, input, expected) in [
        (None, one.clone().into_bytes(), "stdin"),
        (None, zipped(&[("1.txt", one.as_bytes())]), "stdin.zip!/1.txt"),
        (None, gzipped(&tarred(&[("1.txt", one.as_bytes())])), "stdin.gz!/1.txt"),
        (Some("t.csv"), format!("text\n\"{one}\"\n").into_bytes(), "t.csv!/1"),
    ] {
        let _ = fs::remove_file(&archive);
        let mut arguments = vec!["build".to_owned(), "-".into(), "-o".into(), path(&archive)];
        arguments.extend(label.into_iter().flat_map(|l| ["--as".to_owned(), l.to_owned()]));
        super::huiyao(arguments).write_stdin(input).assert().success();
        assert_eq!(rows(&archive, "select path from documents"), [expected]);
    }
    assert!(printed(["extract", "samples"]).lines().count() > 10);
}
