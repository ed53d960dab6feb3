//! The schema against the vocabularies, the dictionary and the fence.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of a test may fail it")]

use huiyao::store::{self, Archive};
use std::collections::{BTreeMap, BTreeSet};

fn empty() -> (tempfile::TempDir, Archive) {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open_or_create(folder.path().join("a.db")).unwrap();
    (folder, archive)
}

fn texts(archive: &Archive, sql: &str) -> Vec<String> {
    archive.connection().prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

const OBJECTS: &str = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'
  AND name NOT GLOB '*_fts_*' ORDER BY name";

#[test]
fn every_table_and_view_answers() {
    let (_folder, archive) = empty();
    for name in texts(&archive, OBJECTS) {
        let count = archive
            .connection()
            .prepare(&format!("SELECT * FROM {name}"))
            .and_then(|mut s| Ok(s.query([])?.next()?.is_some()));
        assert!(count.is_ok(), "{name}: {count:?}");
    }
}

#[test]
fn every_column_is_described_and_nothing_else() {
    let (_folder, archive) = empty();
    let mut wanted = BTreeSet::new();
    for name in texts(&archive, OBJECTS) {
        wanted.insert((name.clone(), "*".to_owned()));
        // FTS5 shows its own name and `rank` as hidden columns.
        for column in texts(&archive, &format!("SELECT name FROM pragma_table_xinfo('{name}') WHERE hidden = 0")) {
            wanted.insert((name.clone(), column));
        }
    }
    let mut statement = archive.connection().prepare("SELECT \"table\", \"column\" FROM data_dictionary").unwrap();
    let described: BTreeSet<(String, String)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
    let missing: Vec<_> = wanted.difference(&described).collect();
    let idle: Vec<_> = described.difference(&wanted).collect();
    assert!(missing.is_empty() && idle.is_empty(), "missing {missing:?}, describing nothing {idle:?}");
}

/// Lists after `column … CHECK (column IN (` of every table, by `table.column`.
fn checks(archive: &Archive) -> BTreeMap<String, Vec<String>> {
    let mut out = BTreeMap::new();
    let tables = "SELECT name || char(10) || sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%CHECK%'";
    for text in texts(archive, tables) {
        let (table, sql) = text.split_once('\n').unwrap();
        for part in sql.split("CHECK (").skip(1) {
            let Some((column, list)) = part.split_once(" IN (") else { continue };
            if column.contains(' ') || !list.trim_start().starts_with('\'') {
                continue;
            }
            let codes = list[..list.find("))").unwrap()].split('\'').skip(1).step_by(2).map(str::to_owned).collect();
            out.insert(format!("{table}.{column}"), codes);
        }
    }
    out
}

/// Vocabulary of a column; `None` for small lists of the schema's own.
fn field(column: &str) -> Option<&str> {
    Some(match column {
        "documents.kind" => "document_kind",
        "meetings.kind" | "meeting_reports.kind" => "meeting_kind",
        "units.kind" | "unit_reports.kind" => "unit_kind",
        "quotes.kind" => "quote_kind",
        "post_reports.status" => "post_status",
        "run_changes.kind" => "fact_kind",
        "rejects.reason" => "reject_reason",
        "attendances.role" => "role",
        c if c.ends_with("basis") => "basis",
        c if c.ends_with("precision") => "precision",
        // Small lists of the schema's own, and levels of divisions, which are fewer than those of units.
        "credits.role"
        | "runs.command"
        | "document_fields.field"
        | "divisions.level"
        | "meeting_claims.field"
        | "keys.entity"
        | "proposals.kind"
        | "corrections.action" => return None,
        c => c.split_once('.').unwrap().1,
    })
}

#[test]
fn checks_name_the_codes_of_the_vocabularies() {
    let (_folder, archive) = empty();
    let checks = checks(&archive);
    assert!(checks.len() > 40, "{}", checks.len());
    for (column, codes) in checks {
        let Some(field) = field(&column) else { continue };
        let known = texts(&archive, &format!("SELECT code FROM vocabulary WHERE field = '{field}'"));
        let (codes, known): (BTreeSet<_>, BTreeSet<_>) = (codes.into_iter().collect(), known.into_iter().collect());
        assert_eq!(codes, known, "{column}");
    }
}

#[test]
fn every_foreign_key_has_an_index() {
    // An INTEGER PRIMARY KEY is the table's own order and needs none.
    let (_folder, archive) = empty();
    let without = "SELECT t.name || '.' || k.\"from\" FROM sqlite_schema t, pragma_foreign_key_list(t.name) k
      WHERE t.type = 'table' AND NOT EXISTS (
        SELECT 1 FROM pragma_index_list(t.name) i, pragma_index_info(i.name) c WHERE c.seqno = 0 AND c.name = k.\"from\")
        -- The row id is its own index.
        AND NOT EXISTS (SELECT 1 FROM pragma_table_info(t.name) c WHERE c.name = k.\"from\" AND c.pk = 1 AND c.type = 'INTEGER')";
    assert_eq!(texts(&archive, without), Vec::<String>::new());
}

/// Texts in which a fence could go wrong: every length of UTF-8, characters that begin with the fence's own lead byte,
/// combining marks, private use, full width, digits beside Han.
const AWKWARD: &[&str] = &[
    "第Ⅱ期工程①坚持",
    "café馆",
    "二〇二〇年",
    "第\u{e123}章",
    "𠮷野家",
    "GDP增长7.6%",
    "Ａ区１号",
    "第³次",
    "Ünal讲话",
    "第㈠条",
    "“八一”—前夕…",
    "e\u{301}tude",
    "\u{200b}已有",
    "ⓐ·ⓑ",
    "😀笑",
    "ٱلسَّلَامُ",
    "\u{7ff}\u{800}\u{ffff}\u{10ffff}",
    "",
];

#[test]
fn the_view_fences_as_rust_does() {
    let (_folder, archive) = empty();
    let c = archive.connection();
    c.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    for (i, text) in AWKWARD.iter().enumerate() {
        let insert = "INSERT INTO documents (ref, path, sha256, size, format, encoding, script, kind, body, read_in_run, read_by)
          VALUES (?1, ?1, printf('%064x', ?1), 0, 'text', 'utf-8', 'hans', 'report', ?2, 1, '')";
        c.execute(insert, rusqlite::params![i64::try_from(i).unwrap().to_string(), text]).unwrap();
    }
    let fenced = texts(&archive, "SELECT body FROM documents_fenced ORDER BY id");
    let expected: Vec<String> = AWKWARD.iter().map(|t| store::fence(t)).collect();
    assert_eq!(fenced, expected);
    c.execute_batch("INSERT INTO documents_fts (documents_fts) VALUES ('rebuild')").unwrap();
    for query in ["期", "Ⅱ", "①", "é", "f", "馆", "〇", "𠮷", "gdp", "7", "Ａ", "A", "次", "何军", "八一", "讲话", "条"]
    {
        let phrase = format!("\"{}\"", store::fence(query));
        let hits = |sql: &str, value: &str| -> Vec<i64> {
            c.prepare(sql).unwrap().query_map([value], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        };
        let narrowed = hits("SELECT rowid FROM documents_fts WHERE documents_fts MATCH ?1 ORDER BY rowid", &phrase);
        let decided = hits("SELECT id FROM documents WHERE instr(lower(body), lower(?1)) ORDER BY id", query);
        assert!(decided.iter().all(|id| narrowed.contains(id)), "{query}: {narrowed:?} leaves out of {decided:?}");
    }
}

#[test]
fn traditional_characters_lead_to_the_simplified() {
    let (_folder, archive) = empty();
    let rows = texts(&archive, "SELECT trad || simp FROM han_variant WHERE trad IN ('擁', '軍', '区') ORDER BY simp");
    assert_eq!(rows, ["軍军", "擁拥"]);
}

/// `docs/schema.md` is written from the data dictionary; `UPDATE_EXPECT=1` writes it anew.
#[test]
fn the_page_of_the_schema_is_current() {
    let (_folder, archive) = empty();
    let page = schema_page(&archive);
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema.md");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "docs/schema.md is not current: UPDATE_EXPECT=1 cargo test --test schema");
}

fn schema_page(archive: &Archive) -> String {
    use std::fmt::Write as _;
    let tables = huiyao::export::tables::tables(archive.connection()).unwrap();
    let mut page = String::from(SCHEMA_INTRODUCTION);
    page += "\n```mermaid\nerDiagram\n";
    let drawn: BTreeSet<&str> = tables.iter().map(|t| t.name.as_str()).collect();
    for table in &tables {
        for column in &table.columns {
            // Runs are bookkeeping; their arrows would hide the others.
            if let Some((to, _)) =
                column.points_to.as_ref().filter(|(to, _)| drawn.contains(to.as_str()) && to != "runs")
            {
                writeln!(page, "  {to} ||--o{{ {} : {}", table.name, column.name).unwrap();
            }
        }
    }
    page += "```\n";
    let sql =
        "SELECT \"table\", \"column\", meaning FROM data_dictionary ORDER BY \"table\", \"column\" <> '*', \"column\"";
    let mut statement = archive.connection().prepare(sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let (table, column, meaning): (String, String, String) =
            (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap());
        if column == "*" {
            writeln!(page, "\n## {table}\n{meaning}\n\n| column | meaning |\n| --- | --- |").unwrap();
        } else {
            writeln!(page, "| `{column}` | {} |", meaning.replace('|', "\\|")).unwrap();
        }
    }
    page
}

const SCHEMA_INTRODUCTION: &str = "\
# The tables
Written from the table `data_dictionary`, which every archive carries; a test keeps this page current. Codes and what they
mean stand in the table `vocabulary`.

- **Evidence** (`documents`, `…_reports`, `attendances`, `quotes` …): what each document says, as read. What may be cited is `ref`.
- **Entities** (`officials`, `units`, `posts`, `tenures`, `meetings`): derived from all evidence. What may be cited is `key`, the
  least ref of an entity's evidence; `keys` leads every ref to its entity. Integer ids are private to the file.
- **Spans** count Unicode characters of `documents.body` from 0, end exclusive:
  `substr(body, span_start + 1, span_end - span_start)` in SQL, `body[span_start:span_end]` in Python.
- **Dates** are ISO text as precise as the page (`2020`, `2020-07`, `2020-07-29`, `--07-29`). Compare by `…_from` and `…_to`, whole
  days that are NULL when the year is unknown; `…_md` holds month and day.
";
