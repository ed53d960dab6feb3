//! Search finds what `instr` finds, whatever is looked for: in the program, in the SQL files, in random documents of
//! every kind of character. And the check of the indexes sees a changed text.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of a test may fail it")]

use huiyao::{
    pipeline,
    query::SHIPPED,
    record::Record,
    search::{self, Request, Variants, Words},
    store::{self, Archive, Update},
};
use rusqlite::{Connection, named_params};
use std::{collections::BTreeSet, path::PathBuf, sync::OnceLock};
use tempfile::TempDir;

/// Random substrings, each looked for in every way.
const CASES: usize = 2000;

/// Random queries of several words.
const QUERIES: usize = 300;

const DOCUMENTS: usize = 80;

/// What random documents are made of: words of the genre in both scripts, and all that is no plain word.
const PIECES: &[&str] = &[
    "双拥",
    "工作",
    "会议",
    "强调",
    "指出",
    "民兵",
    "训练",
    "国防",
    "动员",
    "座谈会",
    "退役军人",
    "县委书记",
    "县长",
    "安吉县",
    "领导小组",
    "全会",
    "著力",
    "显著",
    "著作",
    "乾安县",
    "乾燥",
    "于军",
    "於是",
    "徵兵",
    "覆盖",
    "反复",
    "雙擁",
    "會議",
    "強調",
    "國防",
    "動員",
    "軍民",
    "座談會",
    "領導",
    "縣長",
    "書記",
    "訓練",
    "黨管武裝",
    "覆蓋",
    "鉅變",
    "瞭解",
    "憑藉",
    "企劃",
    "規畫",
    "甯夏",
    "祇有",
    "里面",
    "裏面",
    "後天",
    "皇后",
    "7月29日",
    "2020年",
    "１２％",
    "3.5",
    "GDP",
    "gdp",
    "COVID-19",
    "WiFi",
    "Ａ区",
    "ＡＢｃ",
    "a.b_c",
    "C++",
    "it's",
    "①",
    "②",
    "Ⅱ",
    "ⅳ",
    "㈠",
    "№",
    "³",
    "½",
    "é",
    "É",
    "ü",
    "Ünal",
    "e\u{301}",
    "ß",
    "İ",
    "ı",
    "Ж",
    "ж",
    "λ",
    "カナ",
    "한글",
    "𠮷野",
    "𡃁",
    "𪚥",
    "🈶",
    "👨\u{200d}👩",
    "〇",
    "々",
    "〻",
    "乄",
    "䶮",
    "\u{9fff}",
    "\u{e123}",
    "﨑",
    "ﬁ",
    "，",
    "。",
    "、",
    "：",
    "；",
    "？",
    "！",
    "“",
    "”",
    "‘",
    "’",
    "《",
    "》",
    "（",
    "）",
    "【",
    "】",
    "—",
    "——",
    "…",
    "·",
    ",",
    ".",
    ";",
    "\"",
    "'",
    "(",
    ")",
    "-",
    "+",
    "*",
    "/",
    "%",
    "_",
    "\\",
    "^",
    "~",
    "&",
    "<",
    ">",
    "|",
    "{",
    "}",
    " ",
    "　",
    "\u{a0}",
    "\n",
    "\n",
];

/// A fixed generator, so that every run tests the same.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// As in speech, a few pieces are frequent and most are rare.
    fn piece(&mut self) -> &'static str {
        let within = 1 + self.below(PIECES.len());
        PIECES[self.below(within)]
    }
}

fn random_record(n: usize, chance: &mut Chance) -> Record {
    // The mark keeps the decoder from guessing; a speaker makes sure of quotes.
    let mut text = String::from("\u{feff}安吉县召开座谈会\n");
    for _ in 0..6 {
        let said: String = (0..4 + chance.below(12)).map(|_| chance.piece()).filter(|p| *p != "\n").collect();
        text.push_str(["县委书记沈砚秋强调，", "", "会议指出，"][chance.below(3)]);
        text.push_str(&said);
        text.push_str("。\n");
    }
    pipeline::read_document(&format!("random/{n:03}.txt"), text.as_bytes())
}

struct Random {
    _folder: TempDir,
    path: PathBuf,
}

/// An archive of random documents, through the reader and the store as any other.
fn random() -> &'static Random {
    static BUILT: OnceLock<Random> = OnceLock::new();
    BUILT.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("random.db");
        let archive = Archive::open_or_create(&path).unwrap();
        let mut update = Update::begin(&archive, "build", "test", "2020-07-29T00:00:00Z").unwrap();
        let mut chance = Chance(20_200_729);
        for n in 0..DOCUMENTS {
            update.put(&random_record(n, &mut chance), None).unwrap();
        }
        update.finish(None, "2020-07-29T00:00:00Z").unwrap();
        Random { _folder: folder, path }
    })
}

/// One archive with what `instr` is asked on.
struct Judge {
    archive: Archive,
}

impl Judge {
    fn of(path: impl AsRef<std::path::Path>) -> Self {
        Self { archive: Archive::open_read_only(path).unwrap() }
    }

    fn connection(&self) -> &Connection {
        self.archive.connection()
    }

    fn ids(&self, sql: &str, text: &str) -> BTreeSet<i64> {
        let mut statement = self.connection().prepare_cached(sql).unwrap();
        let mut found = BTreeSet::new();
        for spelling in Variants::of(self.connection(), text.chars()).unwrap().spellings(text) {
            let ids = statement.query_map(named_params! { ":spelling": spelling }, |row| row.get::<_, i64>(0)).unwrap();
            found.extend(ids.map(Result::unwrap));
        }
        found
    }

    fn documents(&self, text: &str) -> BTreeSet<i64> {
        let sql = "select id from documents
            where superseded_by_run is null and instr(lower(coalesce(body_hans, body)), lower(:spelling))";
        self.ids(sql, text)
    }

    fn quotes(&self, text: &str) -> BTreeSet<String> {
        let ids = self.ids("select id from quotes where instr(lower(text), lower(:spelling))", text);
        let mut statement = self.connection().prepare_cached("select ref from quotes where id = ?1").unwrap();
        ids.into_iter().map(|id| statement.query_row([id], |row| row.get(0)).unwrap()).collect()
    }

    fn all(&self) -> BTreeSet<i64> {
        let sql = "select id from documents where superseded_by_run is null";
        let mut statement = self.connection().prepare_cached(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    /// What a shipped query gives for `q`, in one of its columns.
    fn sql<T: Ord + rusqlite::types::FromSql>(&self, file: &str, q: &str, column: &str) -> BTreeSet<T> {
        let sql = SHIPPED.iter().find(|(name, _)| *name == file).unwrap().1;
        let mut statement = self.connection().prepare_cached(sql).unwrap();
        for index in 1..=statement.parameter_count() {
            let value = match statement.parameter_name(index).unwrap() {
                ":q" => q,
                ":limit" => "0",
                _ => "",
            };
            statement.raw_bind_parameter(index, value).unwrap();
        }
        let mut found = BTreeSet::new();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().unwrap() {
            found.insert(row.get(column).unwrap());
        }
        found
    }

    fn program(&self, words: Words) -> BTreeSet<i64> {
        let request = Request { words, ..Request::default() };
        search::documents(self.connection(), &request).unwrap().into_iter().map(|hit| hit.document_id).collect()
    }

    fn program_quotes(&self, words: Words) -> BTreeSet<String> {
        let request = Request { words, ..Request::default() };
        search::quotes(self.connection(), &request).unwrap().into_iter().map(|hit| hit.r#ref).collect()
    }

    fn texts(&self, sql: &str) -> Vec<Vec<char>> {
        let mut statement = self.connection().prepare(sql).unwrap();
        let texts = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        texts.map(|text| text.unwrap().chars().collect()).collect()
    }
}

/// A piece of 1 to 8 characters; the SQL files take their parameter without blanks around it.
fn substring(texts: &[Vec<char>], chance: &mut Chance) -> String {
    loop {
        let text = chance.pick(texts);
        let start = chance.below(text.len());
        let end = (start + 1 + chance.below(8)).min(text.len());
        let piece: String = text[start..end].iter().collect();
        let piece = piece.trim_matches(' ');
        if !piece.is_empty() {
            return piece.to_owned();
        }
    }
}

const BODIES: &str = "select body from documents where body <> ''
    union all select body_hans from documents where body_hans is not null";

#[test]
fn the_random_documents_hold_every_kind_of_character() {
    let judge = Judge::of(&random().path);
    let whole: String = judge.texts(BODIES).concat().into_iter().collect();
    for text in ["雙", "双", "①", "Ⅱ", "é", "Ａ", "１", "𠮷", "🈶", "GDP", "7月29日", "\"", "*", "\n", "\u{e123}"]
    {
        assert!(whole.contains(text), "{text:?}");
    }
    assert_eq!(judge.all().len(), DOCUMENTS);
    let quotes: i64 = judge.connection().query_row("select count(*) from quotes", [], |row| row.get(0)).unwrap();
    assert!(quotes > 100, "{quotes}");
}

#[test]
fn program_sql_files_and_instr_find_the_same_documents() {
    let mut wrong = Vec::new();
    let mut chance = Chance(7);
    let sample = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sample.db");
    for (judge, cases) in [(Judge::of(&random().path), CASES), (Judge::of(sample), CASES / 10)] {
        let texts = judge.texts(BODIES);
        for _ in 0..cases {
            let text = substring(&texts, &mut chance);
            let expected = judge.documents(&text);
            assert!(!expected.is_empty(), "{text:?} is a piece of a text");
            let mut results = vec![
                ("program", judge.program(Words::literally(&text))),
                ("kwic.sql", judge.sql("kwic", &text, "document_id")),
            ];
            // Inside quotation marks a term stands as it is, but for blanks at its ends and quotation marks in it.
            if !text.contains('"') && text.trim() == text {
                let quoted = format!("\"{text}\"");
                results.push(("search.sql", judge.sql("search", &quoted, "document_id")));
                results.push(("quoted words", judge.program(Words::parse(&quoted))));
            }
            let differing = results.into_iter().filter(|(_, got)| *got != expected);
            wrong.extend(differing.map(|(by, got)| format!("{by} {text:?}: {got:?} for {expected:?}")));
        }
    }
    assert!(wrong.is_empty(), "{} mismatches:\n{}", wrong.len(), wrong[..wrong.len().min(8)].join("\n"));
}

#[test]
fn program_sql_file_and_instr_find_the_same_quotes() {
    let judge = Judge::of(&random().path);
    let texts = judge.texts("select text from quotes");
    let mut chance = Chance(11);
    let mut wrong = Vec::new();
    for _ in 0..CASES / 4 {
        let text = substring(&texts, &mut chance);
        let expected = judge.quotes(&text);
        assert!(!expected.is_empty(), "{text:?} is a piece of a quote");
        let results = [
            ("program", judge.program_quotes(Words::literally(&text))),
            ("search-quotes.sql", judge.sql("search-quotes", &text, "ref")),
        ];
        let differing = results.into_iter().filter(|(_, got)| *got != expected);
        wrong.extend(differing.map(|(by, got)| format!("{by} {text:?}: {got:?} for {expected:?}")));
    }
    assert!(wrong.is_empty(), "{} mismatches:\n{}", wrong.len(), wrong[..wrong.len().min(8)].join("\n"));
}

/// A query of up to four terms, with what it means: for each group its terms, and whether it is excluded.
fn random_query(texts: &[Vec<char>], chance: &mut Chance) -> (String, Vec<(Vec<String>, bool)>) {
    let (mut query, mut groups): (String, Vec<(Vec<String>, bool)>) = (String::new(), Vec::new());
    for _ in 0..1 + chance.below(4) {
        // Frequent terms are short ones.
        let mut text = substring(texts, chance);
        text = text.chars().take(1 + chance.below(3)).filter(|c| !matches!(c, '"' | '“' | '”')).collect();
        if text.trim() != text || text.is_empty() {
            continue;
        }
        let plain = text != "OR" && !text.contains(char::is_whitespace) && !text.starts_with(['-', '－']);
        let (open, close) = *chance.pick(&[("", ""), ("", ""), ("\"", "\""), ("“", "”")]);
        let written = if open.is_empty() && !plain { format!("\"{text}\"") } else { format!("{open}{text}{close}") };
        let blank = *chance.pick(&[" ", "  ", "　", " \n"]);
        match chance.below(5) {
            0 => {
                query.push_str(&format!("{blank}{}{written}", chance.pick(&["-", "－"])));
                groups.push((vec![text], true));
            }
            1 if groups.last().is_some_and(|(_, excluded)| !excluded) => {
                query.push_str(&format!("{blank}OR{blank}{written}"));
                groups.last_mut().unwrap().0.push(text);
            }
            _ => {
                query.push_str(&format!("{blank}{written}"));
                groups.push((vec![text], false));
            }
        }
    }
    (query, groups)
}

#[test]
fn queries_of_several_words_mean_the_same_everywhere() {
    let judge = Judge::of(&random().path);
    let texts = judge.texts(BODIES);
    let all = judge.all();
    let mut chance = Chance(13);
    let mut wrong = Vec::new();
    let mut found = 0;
    for _ in 0..QUERIES {
        let (query, groups) = random_query(&texts, &mut chance);
        if groups.is_empty() {
            continue;
        }
        let expected = groups.iter().fold(all.clone(), |left, (terms, excluded)| {
            let any: BTreeSet<i64> = terms.iter().flat_map(|term| judge.documents(term)).collect();
            if *excluded { &left - &any } else { &left & &any }
        });
        found += usize::from(!expected.is_empty());
        for (by, got) in [
            ("program", judge.program(Words::parse(&query))),
            ("search.sql", judge.sql("search", &query, "document_id")),
        ] {
            if got != expected {
                wrong.push(format!("{by} {query:?}: {got:?} for {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} mismatches:\n{}", wrong.len(), wrong[..wrong.len().min(8)].join("\n"));
    assert!(found > QUERIES / 3, "only {found} queries found anything");
}

/// Adds a text of each character that the index is said to hold surely, then counts those that it does not find.
const CHARACTERS: &str = "
    create temp table characters as with recursive c(code, high) as (
      select low, high from indexed_characters union all select code + 1, high from c where code < high)
      select code from c;
    insert into quotes_fts (rowid, text) select 10000000 + code, char(8203, code) from characters;
    select group_concat(code) from characters
      where not exists (select 1 from quotes_fts where quotes_fts match '\"' || char(code) || '\"' and rowid = 10000000 + code)";

#[test]
fn the_index_holds_every_character_that_it_is_said_to_hold() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("characters.db");
    std::fs::copy(&random().path, &path).unwrap();
    let (add, count) = CHARACTERS.rsplit_once(';').unwrap();
    let archive = Connection::open(&path).unwrap();
    archive.execute_batch(add).unwrap();
    let missing: Option<String> = archive.query_row(count, [], |row| row.get(0)).unwrap();
    assert_eq!(missing, None, "by SQLite {}", rusqlite::version());
    // By the SQLite of the system, on an archive that it has not seen.
    std::fs::copy(&random().path, &path).unwrap();
    match std::process::Command::new("sqlite3").arg(&path).arg(CHARACTERS).output() {
        Ok(ran) => assert_eq!(String::from_utf8_lossy(&ran.stdout).trim(), "", "{ran:?}"),
        Err(_) => println!("skipped with stock SQLite: there is no sqlite3"),
    }
}

#[test]
fn the_check_of_the_indexes_sees_a_changed_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("changed.db");
    for (change, checks) in [
        (
            "update documents set body_hans = '甲' || substr(body_hans, 2)
            where id = (select min(id) from documents where body_hans is not null)",
            "documents_fts",
        ),
        ("update quotes set text = text || '乙' where id = (select min(id) from quotes)", "quotes_fts"),
    ] {
        std::fs::copy(&random().path, &path).unwrap();
        let archive = Archive::open_read_only(&path).unwrap();
        assert_eq!(store::check(&archive).unwrap().iter().filter(|p| p.check == "full-text").count(), 0);
        let writer = Connection::open(&path).unwrap();
        assert_eq!(writer.execute(change, []).unwrap(), 1);
        // Without the rank FTS5 looks only at itself and is content; `check` and the documented statement are not.
        let check = |rank: &str| writer.execute_batch(&format!("insert into {checks} ({checks}{rank}"));
        assert!(check(") values ('integrity-check')").is_ok());
        assert!(check(", rank) values ('integrity-check', 1)").is_err());
        assert_eq!(store::check(&archive).unwrap().iter().filter(|p| p.check == "full-text").count(), 1, "{change}");
        writer.execute_batch(&format!("insert into {checks} ({checks}) values ('rebuild')")).unwrap();
        assert!(check(", rank) values ('integrity-check', 1)").is_ok());
        assert_eq!(store::check(&archive).unwrap().iter().filter(|p| p.check == "full-text").count(), 0);
    }
}
