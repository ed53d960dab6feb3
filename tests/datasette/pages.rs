//! Tables, views and rows as Datasette shows them.

use crate::{SAMPLE, on_every_server, sample};
use sha2::{Digest, Sha256};

fn names(sql: &str) -> Vec<String> {
    let archive = sample();
    let mut statement = archive.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn every_table_and_view_has_a_page_with_its_meaning() {
    let sql = "select name from sqlite_schema where type in ('table', 'view') and name not like 'sqlite%'
        and name not like '%\\_fts\\_%' escape '\\' order by name";
    on_every_server(|server| {
        for table in names(sql) {
            let page = server.page(&format!("/sample/{table}"));
            assert!(!page.contains("These facets timed out"), "{} {table}", server.version);
            let meaning: String = sample()
                .query_row(
                    "select meaning from data_dictionary where \"table\" = ?1 and \"column\" = '*'",
                    [&table],
                    |row| row.get(0),
                )
                .unwrap();
            let shown = meaning.replace('\'', "&#39;");
            assert!(page.contains(&shown), "{} {table}: {meaning}", server.version);
            // Two rows of many: there is a link to the next.
            server.page(&format!("/sample/{table}?_size=2"));
        }
        let page = server.page("/sample/meetings");
        assert!(page.contains("data-column-description=\"Date, ISO text with implied precision"), "{}", server.version);
        assert!(page.contains("data-facet-value") || page.contains("facet-results"), "{}", server.version);
        assert!(page.contains(">座谈会</a>"), "{}", server.version);
        assert!(page.contains("会议 · meetings"), "{}", server.version);
    });
}

#[test]
fn internals_are_hidden() {
    on_every_server(|server| {
        let page = server.page("/sample");
        for shown in ["/sample/documents\"", "/sample/officials\"", "/sample/v_meetings\""] {
            assert!(page.contains(shown), "{} {shown}", server.version);
        }
        for hidden in ["/sample/documents_fts\"", "/sample/documents_fts_data\"", "/sample/han_variant\""] {
            assert!(!page.contains(hidden), "{} {hidden}", server.version);
        }
    });
}

#[test]
fn foreign_keys_have_labels() {
    on_every_server(|server| {
        for (table, column) in [
            ("attendances", "official_report_id"),
            ("official_reports", "official_id"),
            ("official_reports", "document_id"),
            ("meeting_reports", "meeting_id"),
            ("post_reports", "post_id"),
            ("tenures", "official_id"),
            ("posts", "unit_id"),
        ] {
            let path = format!("/sample/{table}.json?_shape=array&_labels=on&_size=5");
            let rows = server.json(&path);
            let labelled = rows.as_array().unwrap().iter().map(|row| &row[column]);
            let labels: Vec<_> = labelled.filter_map(|cell| cell["label"].as_str()).collect();
            assert!(!labels.is_empty() && labels.iter().all(|l| !l.is_empty()), "{} {path}: {rows}", server.version);
        }
        let page = server.page("/sample/meetings");
        assert!(page.contains("安吉县</a>&nbsp;<em>330523</em>"), "{}", server.version);
    });
}

#[test]
fn a_document_shows_its_evidence() {
    let sql =
        "select document_id || ' ' || name || ' ' || ref from official_reports where name <> '' order by id limit 1";
    let row = names(sql).remove(0);
    let [document, name, reference] = row.split(' ').collect::<Vec<_>>()[..] else { panic!("{row}") };
    on_every_server(|server| {
        let page = server.page(&format!("/sample/documents/{document}"));
        assert!(page.contains("<mark class=\"person\""), "{}", server.version);
        assert!(page.contains(&format!(">{name}</mark>")), "{}", server.version);
        assert!(page.contains(&format!("<a id=\"{reference}\"></a>")), "{}", server.version);
        assert!(page.contains("class='huiyao-facts'"), "{}", server.version);
        let answer = server.get(&format!("/-/huiyao/sample/ref/{reference}"));
        let target = format!("/sample/documents/{document}#{reference}");
        assert_eq!(answer.status, 302, "{}", server.version);
        assert!(answer.head.contains(&target), "{}: {}", server.version, answer.head);
        let key = names("select key from meetings order by id limit 1").remove(0);
        let answer = server.get(&format!("/-/huiyao/sample/key/{key}"));
        assert!(
            answer.status == 302 && answer.head.contains("/sample/meetings/"),
            "{}: {}",
            server.version,
            answer.head
        );
        assert_eq!(server.get("/-/huiyao/sample/ref/no-such").status, 404);
        assert_eq!(server.get("/-/huiyao/other/ref/no-such").status, 404);
    });
}

#[test]
fn the_inspect_data_is_used() {
    let bytes = std::fs::read(SAMPLE).unwrap();
    let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes));
    on_every_server(|server| {
        let databases = server.json("/-/databases.json");
        // Newer versions put the list into an object.
        let listed = databases.get("databases").unwrap_or(&databases);
        let sample = listed.as_array().unwrap().iter().find(|d| d["name"] == "sample").unwrap().clone();
        assert_eq!(sample["hash"], hash.as_str(), "{}", server.version);
        assert_eq!(sample["is_mutable"], false, "{}", server.version);
        assert!(server.page("/").contains("sample · 会要"), "{}", server.version);
    });
}
