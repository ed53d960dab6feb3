//! The quality gate: reads every document of `tests/corpus/documents`, compares what is read with what is right,
//! kind of fact by kind of fact, and fails when a figure lies below its floor in `tests/corpus/floors.tsv`.
//!
//! What counts as the same: strings by their letters and digits alone; quotes by the share of common pairs of
//! characters (0.8), names of meetings likewise (0.7); units through the aliases of the right answer; an entry marked
//! `optional` is neither missed nor wrong.
//!
//! | variable | meaning |
//! | --- | --- |
//! | `GATE_ERRORS=1` | print every difference |
//! | `GATE_ONLY=word` | only documents whose name holds `word`; no floors |
//! | `GATE_DOCS=folder` `GATE_GOLD=folder` | documents and answers (`x.txt`, `x.json`) from outside; no floors unless `GATE_FLOORS` |
//! | `GATE_FLOORS=file` | another file of floors |
//!
//! Run it with `cargo test --test gate -- --nocapture` to see the table.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of a test may fail it")]

use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// Least likeness (Dice over pairs of characters) at which two quotes are the same.
const SAME_QUOTE: f64 = 0.8;
/// The same for names of meetings.
const SAME_MEETING: f64 = 0.7;

#[test]
fn every_kind_of_fact_stays_above_its_floor() {
    let cases = cases();
    assert!(!cases.is_empty(), "no documents to read");
    let mut figures = Figures::default();
    for case in &cases {
        let bytes = fs::read(&case.document).unwrap();
        let record = huiyao::pipeline::read_document(&case.name, &bytes);
        figures.add(&case.name, &case.gold, &serde_json::to_value(record).unwrap());
    }
    let outside = env::var("GATE_DOCS").is_ok() || env::var("GATE_ONLY").is_ok();
    let floors = match env::var("GATE_FLOORS") {
        Ok(file) => read_floors(Path::new(&file)),
        Err(_) if outside => BTreeMap::new(),
        Err(_) => read_floors(&corpus().join("floors.tsv")),
    };
    println!("{} documents\n{}", cases.len(), figures.table());
    if env::var("GATE_ERRORS").is_ok() {
        println!("{}", figures.differences());
    }
    let values = figures.values();
    let mut low = String::new();
    for (figure, floor) in &floors {
        match values.get(figure) {
            Some(value) if *value + 5e-4 >= *floor => {}
            Some(value) => writeln!(low, "{figure}: {value:.3} is below its floor {floor:.3}").unwrap(),
            None => writeln!(low, "{figure}: no such figure").unwrap(),
        }
    }
    assert!(low.is_empty(), "\n{low}(GATE_ERRORS=1 cargo test --test gate -- --nocapture prints every difference)");
}

// ---- documents and answers --------------------------------------------------------------------------------------

struct Case {
    name: String,
    document: PathBuf,
    gold: Value,
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn cases() -> Vec<Case> {
    let mut cases = match (env::var("GATE_DOCS"), env::var("GATE_GOLD")) {
        (Ok(documents), Ok(gold)) => outside_cases(Path::new(&documents), Path::new(&gold)),
        _ => own_cases(),
    };
    if let Ok(word) = env::var("GATE_ONLY") {
        cases.retain(|case| case.name.contains(&word));
    }
    cases
}

/// `documents/NAME/input.*` beside `expected.json`.
fn own_cases() -> Vec<Case> {
    sorted(&corpus().join("documents"))
        .into_iter()
        .filter(|folder| folder.is_dir())
        .map(|folder| {
            let document = sorted(&folder).into_iter().find(|f| stem(f) == "input");
            Case {
                name: stem(&folder),
                document: document.unwrap_or_else(|| panic!("{}: no input.*", folder.display())),
                gold: answer(&folder.join("expected.json")),
            }
        })
        .collect()
}

/// `documents/x.txt` with `gold/x.json`; documents without an answer are passed over.
fn outside_cases(documents: &Path, gold: &Path) -> Vec<Case> {
    sorted(documents)
        .into_iter()
        .filter_map(|document| {
            let answers = gold.join(format!("{}.json", stem(&document)));
            let name = document.file_name()?.to_string_lossy().into_owned();
            answers.is_file().then(|| Case { name, document, gold: answer(&answers) })
        })
        .collect()
}

fn answer(file: &Path) -> Value {
    let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn read_floors(file: &Path) -> BTreeMap<String, f64> {
    let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let mut floors = BTreeMap::new();
    for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty()) {
        let floor = line.split_once('\t').and_then(|(figure, floor)| Some((figure.to_owned(), floor.parse().ok()?)));
        let (figure, floor) = floor.unwrap_or_else(|| panic!("{}:{}: want `figure<TAB>floor`", file.display(), n + 1));
        floors.insert(figure, floor);
    }
    floors
}

// ---- likeness ---------------------------------------------------------------------------------------------------

/// Letters and digits of a string, full-width forms folded, lower case.
fn key(text: &str) -> String {
    let fold = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(fold).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn pairs(text: &str) -> BTreeMap<Vec<char>, usize> {
    let letters: Vec<char> = key(text).chars().collect();
    let mut counted = BTreeMap::new();
    if letters.len() == 1 {
        counted.insert(letters, 1);
        return counted;
    }
    for pair in letters.windows(2) {
        *counted.entry(pair.to_vec()).or_default() += 1;
    }
    counted
}

/// Dice's coefficient over pairs of characters.
fn likeness(a: &str, b: &str) -> f64 {
    let (x, y) = (pairs(a), pairs(b));
    let all: usize = x.values().chain(y.values()).sum();
    if all == 0 {
        return f64::from(u8::from(key(a) == key(b)));
    }
    let common: usize = x.iter().map(|(pair, n)| n.min(y.get(pair).unwrap_or(&0))).sum();
    2.0 * common as f64 / all as f64
}

// ---- reading answers and records, both as JSON ------------------------------------------------------------------

fn list<'a>(of: &'a Value, field: &str) -> &'a [Value] {
    of[field].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(of: &'a Value, field: &str) -> &'a str {
    of[field].as_str().unwrap_or_default()
}

fn flag(of: &Value, field: &str) -> bool {
    of[field].as_bool().unwrap_or(false)
}

/// Keys of a list of strings or of objects that hold the string in `field`.
fn keys<'a>(of: &'a Value, list_field: &str, field: &'a str) -> impl Iterator<Item = String> + 'a {
    list(of, list_field).iter().map(move |x| key(x.as_str().unwrap_or_else(|| text(x, field))))
}

/// `field` and the other right answers of `field_alt`.
fn right_answers<'a>(gold: &'a Value, field: &str) -> Vec<&'a str> {
    let others = list(gold, &format!("{field}_alt")).iter().filter_map(Value::as_str);
    std::iter::once(text(gold, field)).chain(others).collect()
}

// ---- counting ---------------------------------------------------------------------------------------------------

/// Found and missed facts of one kind.
#[derive(Default)]
struct Tally {
    right: usize,
    extra: usize,
    missed: usize,
    differences: Vec<String>,
}

type Facts = BTreeSet<String>;

impl Tally {
    fn add(&mut self, name: &str, must: &Facts, may: &Facts, found: &Facts) {
        self.right += must.intersection(found).count();
        for fact in found.iter().filter(|f| !must.contains(*f) && !may.contains(*f)) {
            self.extra(name, fact);
        }
        for fact in must.difference(found) {
            self.missed(name, fact);
        }
    }

    fn extra(&mut self, name: &str, fact: &str) {
        self.extra += 1;
        self.differences.push(format!("{name}: extra  {fact}"));
    }

    fn missed(&mut self, name: &str, fact: &str) {
        self.missed += 1;
        self.differences.push(format!("{name}: missed {fact}"));
    }

    fn precision(&self) -> f64 {
        share(self.right, self.right + self.extra)
    }

    fn recall(&self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }
}

/// Answers to one question, right or wrong.
#[derive(Default)]
struct Accuracy {
    right: usize,
    all: usize,
    differences: Vec<String>,
}

impl Accuracy {
    fn add(&mut self, name: &str, right: bool, want: &str, got: &str) {
        self.all += 1;
        self.right += usize::from(right);
        if !right {
            self.differences.push(format!("{name}: want {want}, got {got}"));
        }
    }
}

fn share(part: usize, all: usize) -> f64 {
    if all == 0 { 1.0 } else { part as f64 / all as f64 }
}

struct Figures {
    tallies: BTreeMap<&'static str, Tally>,
    accuracies: BTreeMap<&'static str, Accuracy>,
}

/// Kinds of fact that are found or missed.
const TALLIES: [&str; 11] = [
    "bylines",
    "officials",
    "posts",
    "posts by title",
    "published_on",
    "publisher",
    "quotes",
    "quotes by text",
    "roles",
    "surname only",
    "units",
];
/// Questions that are answered once a document, meeting, quote or person.
const QUESTIONS: [&str; 13] = [
    "cue",
    "daypart",
    "held_on",
    "held_until",
    "meeting kind",
    "meeting name",
    "meetings counted",
    "place",
    "place_code",
    "quote kind",
    "rank",
    "script",
    "title",
];

impl Default for Figures {
    fn default() -> Self {
        Self {
            tallies: TALLIES.map(|kind| (kind, Tally::default())).into(),
            accuracies: QUESTIONS.map(|question| (question, Accuracy::default())).into(),
        }
    }
}

impl Figures {
    fn tally(&mut self, kind: &'static str) -> &mut Tally {
        self.tallies.entry(kind).or_default()
    }

    fn ask(&mut self, question: &'static str) -> &mut Accuracy {
        self.accuracies.entry(question).or_default()
    }

    fn add(&mut self, name: &str, gold: &Value, record: &Value) {
        self.add_fields(name, &gold["document"], &record["document"]);
        self.add_meetings(name, list(gold, "meetings"), list(record, "meetings"));
        self.add_officials(name, list(gold, "officials"), list(record, "officials"));
        self.add_posts_and_units(name, gold, record);
        self.add_quotes("quotes", true, name, gold, record);
        self.add_quotes("quotes by text", false, name, gold, record);
    }

    fn add_fields(&mut self, name: &str, gold: &Value, found: &Value) {
        let title = key(text(found, "title"));
        let right = right_answers(gold, "title").iter().any(|t| key(t) == title);
        self.ask("title").add(name, right, text(gold, "title"), text(found, "title"));
        let (want, got) = (text(gold, "script"), text(found, "script"));
        self.ask("script").add(name, want == got, want, got);
        let bylines = |fields: &Value| -> Facts {
            let of = |f: &'static str| keys(fields, f, "name").map(move |n| format!("{f} {n}")).collect::<Facts>();
            of("reporters").into_iter().chain(of("editors")).collect()
        };
        self.tally("bylines").add(name, &bylines(gold), &Facts::new(), &bylines(found));
        for field in ["publisher", "published_on"] {
            let one = |fields: &Value| fields[field].as_str().map(key).into_iter().collect();
            self.tally(field).add(name, &one(gold), &Facts::new(), &one(found));
        }
    }

    fn add_meetings(&mut self, name: &str, gold: &[Value], found: &[Value]) {
        let (want, got) = (gold.len(), found.len());
        self.ask("meetings counted").add(name, want == got, &want.to_string(), &got.to_string());
        let mut left: Vec<&Value> = found.iter().collect();
        for meeting in gold {
            let closeness =
                |m: &&Value| (m["held_on"] == meeting["held_on"], likeness(text(m, "name"), text(meeting, "name")));
            let best = left.iter().copied().reduce(|a, b| if closeness(&b) > closeness(&a) { b } else { a });
            let nothing = Value::Null;
            let best = best.unwrap_or(&nothing);
            left.retain(|m| !std::ptr::eq(*m, best));
            for field in ["held_on", "held_until", "daypart"] {
                let right = (field != "held_on" || !best.is_null()) && text(best, field) == text(meeting, field);
                self.ask(field).add(name, right, text(meeting, field), text(best, field));
            }
            if meeting["place_code"].is_string() && meeting["place_alt"].is_null() {
                let (want, got) = (text(meeting, "place_code"), text(best, "place_code"));
                self.ask("place_code").add(name, want == got, want, got);
            }
            let is = |field: &str| right_answers(meeting, field).iter().any(|x| key(x) == key(text(best, field)));
            let similar =
                right_answers(meeting, "name").iter().any(|x| likeness(x, text(best, "name")) >= SAME_MEETING);
            for (question, field, right) in [
                ("place", "place", is("place")),
                ("meeting kind", "kind", is("kind")),
                ("meeting name", "name", similar),
            ] {
                self.ask(question).add(name, right, text(meeting, field), text(best, field));
            }
        }
    }

    fn add_officials(&mut self, name: &str, gold: &[Value], found: &[Value]) {
        let named = |surname_only: bool, optional: bool| -> Facts {
            let wanted =
                gold.iter().filter(|o| flag(o, "surname_only") == surname_only && (optional || !flag(o, "optional")));
            wanted.map(|o| key(text(o, "name"))).collect()
        };
        let seen = |surname_only: bool| -> Facts {
            found.iter().filter(|o| flag(o, "surname_only") == surname_only).map(|o| key(text(o, "name"))).collect()
        };
        let may = gold.iter().map(|o| key(text(o, "name"))).collect();
        self.tally("officials").add(name, &named(false, false), &may, &seen(false));
        self.tally("surname only").add(name, &named(true, false), &named(true, true), &seen(true));
        for official in found.iter().filter(|o| !flag(o, "surname_only")) {
            let Some(right) = must(gold).into_iter().find(|o| key(text(o, "name")) == key(text(official, "name")))
            else {
                continue;
            };
            let (want, got) = (text(right, "rank"), text(official, "rank"));
            if !want.is_empty() || !got.is_empty() {
                self.ask("rank").add(name, key(want) == key(got), &format!("{} {want}", text(official, "name")), got);
            }
        }
    }

    fn add_posts_and_units(&mut self, name: &str, gold: &Value, record: &Value) {
        let (people, units) = (list(gold, "officials"), list(gold, "units"));
        let canonical = canonical_units(units);
        let unit = |printed: &str| canonical.get(&key(printed)).cloned().unwrap_or_else(|| key(printed));
        let wanted: Vec<&Value> = must(people);
        let wanted_names: Facts = wanted.iter().map(|o| key(text(o, "name"))).collect();
        let optional: Facts =
            people.iter().map(|o| key(text(o, "name"))).filter(|n| !wanted_names.contains(n)).collect();
        let found: Vec<&Value> = list(record, "officials")
            .iter()
            .filter(|o| !flag(o, "surname_only") && !optional.contains(&key(text(o, "name"))))
            .collect();

        let posts = |of: &[&Value], required: bool, with_unit: bool| -> Facts {
            let posts = of.iter().flat_map(|o| list(o, "posts").iter().map(move |p| (o, p)));
            let kept = posts.filter(|(_, p)| !required || !flag(p, "optional"));
            let words = kept.map(|(o, p)| {
                let unit = if with_unit { unit(text(p, "unit")) } else { String::new() };
                format!("{} {unit} {}", key(text(o, "name")), key(text(p, "title")))
            });
            words.collect()
        };
        let all: Vec<&Value> = people.iter().collect();
        for (kind, with_unit) in [("posts", true), ("posts by title", false)] {
            let (want, may, got) =
                (posts(&wanted, true, with_unit), posts(&all, false, with_unit), posts(&found, false, with_unit));
            self.tally(kind).add(name, &want, &may, &got);
        }

        let roles = |of: &[&Value]| -> Facts {
            of.iter().flat_map(|o| keys(o, "roles", "role").map(|r| format!("{} {r}", key(text(o, "name"))))).collect()
        };
        self.tally("roles").add(name, &roles(&wanted), &roles(&all), &roles(&found));

        let names = |of: &[Value], required: bool| -> Facts {
            of.iter().filter(|u| !required || !flag(u, "optional")).map(|u| unit(text(u, "name"))).collect()
        };
        let of_posts = people.iter().flat_map(|o| list(o, "posts")).map(|p| unit(text(p, "unit")));
        let may = names(units, false).into_iter().chain(of_posts).collect();
        self.tally("units").add(name, &names(units, true), &may, &names(list(record, "units"), false));
    }

    fn add_quotes(&mut self, kind: &'static str, speakers_matter: bool, name: &str, gold: &Value, record: &Value) {
        let show = |q: &Value| {
            let words: Vec<char> = text(q, "text").chars().collect();
            let (head, tail): (String, String) =
                (words.iter().take(14).collect(), words[words.len().saturating_sub(10)..].iter().collect());
            format!("{} {}: {head} … {tail}", text(q, "speaker"), text(q, "cue"))
        };
        let mut left: Vec<&Value> = list(record, "quotes").iter().collect();
        for quote in list(gold, "quotes") {
            let speakers: Facts = right_answers(quote, "speaker").into_iter().map(key).collect();
            let mut best = (0.0, None);
            for (at, candidate) in left.iter().enumerate() {
                if speakers_matter && !speakers.contains(&key(text(candidate, "speaker"))) {
                    continue;
                }
                let like = likeness(text(quote, "text"), text(candidate, "text"));
                if like > best.0 {
                    best = (like, Some(at));
                }
            }
            match best {
                (like, Some(at)) if like >= SAME_QUOTE => {
                    let got = left.remove(at);
                    self.tally(kind).right += 1;
                    if speakers_matter {
                        for (question, field) in [("cue", "cue"), ("quote kind", "kind")] {
                            let right = key(text(quote, field)) == key(text(got, field));
                            self.ask(question).add(
                                name,
                                right,
                                &format!("{} {}", text(quote, field), show(quote)),
                                text(got, field),
                            );
                        }
                    }
                }
                _ if flag(quote, "optional") => {}
                _ => self.tally(kind).missed(name, &show(quote)),
            }
        }
        for quote in left {
            self.tally(kind).extra(name, &show(quote));
        }
    }

    /// `officials.f1`, `title.accuracy` … to value, as the floors name them.
    fn values(&self) -> BTreeMap<String, f64> {
        let mut values = BTreeMap::new();
        for (kind, tally) in &self.tallies {
            for (measure, value) in [("precision", tally.precision()), ("recall", tally.recall()), ("f1", tally.f1())] {
                values.insert(format!("{kind}.{measure}"), value);
            }
        }
        for (question, answers) in &self.accuracies {
            values.insert(format!("{question}.accuracy"), share(answers.right, answers.all));
        }
        values
    }

    fn table(&self) -> String {
        let mut table = format!("{:<18}{:>10}{:>8}{:>8}   right/extra/missed\n", "", "precision", "recall", "F1");
        for (kind, t) in &self.tallies {
            let counts = format!("{}/{}/{}", t.right, t.extra, t.missed);
            writeln!(table, "{kind:<18}{:>10.3}{:>8.3}{:>8.3}   {counts}", t.precision(), t.recall(), t.f1()).unwrap();
        }
        for (question, a) in &self.accuracies {
            writeln!(
                table,
                "{question:<18}{:>18}{:>8.3}   {} of {}",
                "accuracy",
                share(a.right, a.all),
                a.right,
                a.all
            )
            .unwrap();
        }
        table
    }

    fn differences(&self) -> String {
        let tallies = self.tallies.iter().map(|(kind, t)| (kind, &t.differences));
        let accuracies = self.accuracies.iter().map(|(question, a)| (question, &a.differences));
        tallies.chain(accuracies).flat_map(|(kind, d)| d.iter().map(move |line| format!("{kind}: {line}\n"))).collect()
    }
}

/// The people who must be found, by full name.
fn must(people: &[Value]) -> Vec<&Value> {
    people.iter().filter(|o| !flag(o, "optional") && !flag(o, "surname_only")).collect()
}

/// Key of every name and alias of a unit to the key of its name; a name wins over another unit's alias.
fn canonical_units(units: &[Value]) -> BTreeMap<String, String> {
    let mut canonical = BTreeMap::new();
    for unit in units {
        let name = key(text(unit, "name"));
        for alias in keys(unit, "aliases", "text") {
            canonical.entry(alias).or_insert_with(|| name.clone());
        }
    }
    for unit in units {
        let name = key(text(unit, "name"));
        canonical.insert(name.clone(), name);
    }
    canonical
}
