//! Random lines of corrections, most of them nearly right: refused with file and line, and nothing changed; or applied, in
//! whatever order they stand, so that `check` finds nothing.

use huiyao::{
    Error,
    corrections::Corrections,
    store::{self, Archive, Update},
};
use std::{fs, path::Path};

const FILE: &str = "corrections.tsv";

/// Whatever the bytes are, and a file of lines that they choose.
pub fn corrections(bytes: &[u8]) {
    read(bytes);
    thread_local! {
        static SAMPLE: Sample = Sample::read();
    }
    // Applying takes a hundred times longer than reading.
    if bytes.len().is_multiple_of(8) {
        SAMPLE.with(|sample| apply_both_ways(&sample.lines(&mut Choices::by(bytes))));
    }
}

/// A table is read, or refused with a line that it has.
fn read(bytes: &[u8]) -> Option<Corrections> {
    let lines = 1 + bytes.iter().filter(|b| **b == b'\n').count();
    match Corrections::parse(Path::new(FILE), bytes) {
        Ok(corrections) => Some(corrections),
        Err(Error::Line { path, line, problem }) => {
            assert!(path == Path::new(FILE) && (1..=lines).contains(&line) && !problem.is_empty(), "{line}: {problem}");
            None
        }
        Err(other) => panic!("{other}"),
    }
}

fn apply_both_ways(lines: &[String]) {
    let one = apply(lines);
    let other = apply(&lines.iter().rev().cloned().collect::<Vec<_>>());
    assert_eq!(one, other, "the order counts: {lines:#?}");
}

/// The content after the corrections; `None` if they were refused.
fn apply(lines: &[String]) -> Option<String> {
    let text = format!("action\ttarget\tvalue\twas\n{}\n", lines.join("\n"));
    let corrections = read(text.as_bytes())?;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.db");
    fs::copy("sample.db", &file).unwrap();
    let archive = Archive::open_or_create(&file).unwrap();
    let before = content(&archive);
    let update = Update::begin(&archive, "build", store::READER, "").unwrap();
    match update.finish(Some(&corrections), "") {
        Ok(_) => {
            assert_eq!(store::check(&archive).unwrap(), vec![], "{lines:#?}");
            Some(content(&archive))
        }
        Err(Error::Line { line, problem, .. }) => {
            assert!((2..=lines.len() + 1).contains(&line) && !problem.is_empty(), "{line}: {problem}");
            assert_eq!(content(&archive), before, "refused, and yet something changed: {lines:#?}");
            None
        }
        Err(other) => panic!("{other}: {lines:#?}"),
    }
}

/// All but what table `corrections` says of lines: their numbers.
fn content(archive: &Archive) -> String {
    let mut bytes = Vec::new();
    store::dump(archive, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    text.lines().filter(|l| !l.starts_with("[\"correction\"")).map(|l| format!("{l}\n")).collect()
}

/// Choices made by bytes. Texts begin much alike, so each choice is mixed with the whole text and all choices before it.
struct Choices<'a>(std::slice::Iter<'a, u8>, u64);

impl<'a> Choices<'a> {
    fn by(bytes: &'a [u8]) -> Self {
        let whole = bytes.iter().fold(1, |sum: u64, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
        Self(bytes.iter(), whole)
    }

    fn below(&mut self, end: usize) -> usize {
        let byte = self.0.next().copied().unwrap_or_default();
        self.1 = (self.1 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(23);
        usize::try_from(self.1 >> 32).unwrap_or(0) % end.max(1)
    }

    fn of<'b>(&mut self, list: &'b [String]) -> &'b str {
        list.get(self.below(list.len())).map_or("", String::as_str)
    }
}

/// What lines can speak of in `sample.db`.
struct Sample {
    facts: Vec<String>,
    entities: Vec<String>,
    names: Vec<String>,
    rules: Vec<String>,
}

impl Sample {
    fn read() -> Self {
        let archive = Archive::open_read_only("sample.db").unwrap();
        let list = |sql: &str| -> Vec<String> {
            let mut statement = archive.connection().prepare(sql).unwrap();
            statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        };
        Self {
            facts: list("SELECT ref FROM v_evidence UNION SELECT ref FROM documents ORDER BY 1"),
            entities: list("SELECT DISTINCT key FROM keys ORDER BY 1"),
            names: list("SELECT DISTINCT name FROM official_reports ORDER BY 1"),
            rules: list("SELECT DISTINCT rule FROM v_evidence WHERE rule IS NOT NULL ORDER BY 1"),
        }
    }

    fn lines(&self, choices: &mut Choices<'_>) -> Vec<String> {
        (0..=choices.below(6)).map(|_| self.line(choices)).collect()
    }

    fn line(&self, choices: &mut Choices<'_>) -> String {
        match choices.below(40) {
            0..=9 => format!("wrong\t{}", choices.of(&self.facts)),
            10..=12 => format!("wrong\trule:{}\t**", choices.of(&self.rules)),
            13..=15 => format!("suppress\t{}", choices.of(&self.names)),
            16..=20 => {
                let dates = ["2019", "2019-07", "2019-07-30", "2019-07-30/2019-08-01", "--07-30"];
                format!("set\t{}\t{}", choices.of(&self.of_kind("-m")), dates[choices.below(dates.len())])
            }
            21..=28 => {
                let (one, other) = self.two(choices);
                format!("merge\t{one}\t{other}")
            }
            29..=33 => {
                let (one, other) = self.two(choices);
                format!("split\t{one}\t{other}")
            }
            34..=37 => format!("rename\t{}\t{}", choices.of(&self.entities), choices.of(&self.names)),
            38 => format!("wrong\t{}\t\t{}", choices.of(&self.facts), choices.of(&self.names)),
            _ => format!("{}\t{}\t1", choices.of(&self.rules), choices.of(&self.facts)),
        }
    }

    /// Two of one kind, which `merge` and `split` want.
    fn two(&self, choices: &mut Choices<'_>) -> (String, String) {
        let all = self.of_kind(["-o", "-o", "-u", "-m"][choices.below(4)]);
        (choices.of(&all).to_owned(), choices.of(&all).to_owned())
    }

    fn of_kind(&self, mark: &str) -> Vec<String> {
        self.entities.iter().filter(|e| e.contains(mark)).cloned().collect()
    }
}
