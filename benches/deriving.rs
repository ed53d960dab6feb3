//! How long the entities of a large archive take to derive, all at once and after a few more documents, and how much
//! memory that needs.
//!
//! ```sh
//! cargo bench --bench deriving                  # 100,000 documents, then 100 more
//! cargo bench --bench deriving -- 20000         # another number
//! cargo bench --bench deriving -- 20000 a.db    # keep the archive, for the queries
//! cargo bench --bench deriving -- again a.db    # derive all of an archive anew; it is changed
//! ```
//!
//! The documents are records made here, no text is read: 7 officials, 8 posts, 8 units, 11 attendances, 1.1 events and 3
//! quotes a document, a text of some 900 characters; one in eight is a copy of an earlier one, one in ten another report
//! of an earlier event.

#![allow(missing_docs, reason = "a bench has no public items")]
#![allow(clippy::unwrap_used, reason = "a bench may fail")]

#[path = "cost.rs"]
mod cost;
#[path = "../tests/heap/mod.rs"]
mod heap;

use cost::{cpu, peak};
use heap::Doc;
use huiyao::{
    lexicon::divisions::{self, Level},
    record::{PostStatus, Quote, QuoteKind, Record, Span, SpeakerKind},
    store::{Archive, Fresh, Stage, Update},
};
use std::{cell::RefCell, fs, path::Path, time::Instant};

const NOW: &str = "2026-01-01T00:00:00Z";

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["again", archive] => again(Path::new(archive)),
        [number, archive] => made(number.parse().unwrap(), Path::new(archive)),
        [number] => made(number.parse().unwrap(), &tempfile::tempdir().unwrap().path().join("a.db")),
        _ => made(100_000, &tempfile::tempdir().unwrap().path().join("a.db")),
    }
}

/// Derives all of an archive that another version of the program seems to have derived.
fn again(target: &Path) {
    let archive = Archive::open_or_create(target).unwrap();
    archive.connection().execute("UPDATE runs SET version = 'another'", []).unwrap();
    finish(Update::begin(&archive, "load", "bench", NOW).unwrap(), "derived again");
}

fn made(documents: usize, target: &Path) {
    let _ = fs::create_dir_all(target.parent().unwrap());
    let _ = fs::remove_file(target);
    let heap = Heap::new();
    let begun = (Instant::now(), cpu());
    let fresh = Fresh::begin(target, None).unwrap();
    let mut update = Update::begin(fresh.archive(), "load", "bench", NOW).unwrap();
    for n in 0..documents {
        update.put(&heap.record(n), None).unwrap();
    }
    shown("rows written", begun);
    finish(update, "derived");
    let begun = (Instant::now(), cpu());
    fresh.finish().unwrap();
    shown("put in place", begun);
    counts(target);
    let begun = (Instant::now(), cpu());
    let archive = Archive::open_or_create(target).unwrap();
    let mut update = Update::begin(&archive, "load", "bench", NOW).unwrap();
    for n in documents..documents + 100 {
        update.put(&heap.record(n), None).unwrap();
    }
    shown("100 more written", begun);
    finish(update, "100 more derived");
}

/// Derives, and shows what each stage costs and all together.
fn finish(update: Update<'_>, what: &str) {
    let stages: RefCell<Vec<(Stage, Instant, f64, u64)>> = RefCell::default();
    let watch = |stage| stages.borrow_mut().push((stage, Instant::now(), cpu(), peak()));
    let mut update = update;
    update.watched(&watch);
    let begun = (Instant::now(), cpu());
    update.finish(None, NOW).unwrap();
    let ended = (Instant::now(), cpu(), peak());
    let stages = stages.borrow();
    for (n, &(stage, from, used, _)) in stages.iter().enumerate() {
        let (to, then, most) = stages.get(n + 1).map_or(ended, |next| (next.1, next.2, next.3));
        let name = format!("{stage:?}").to_lowercase();
        println!("  {name:18} {:7.2} s   CPU {:7.2} s   peak {most} MB", (to - from).as_secs_f64(), then - used);
    }
    shown(what, begun);
}

/// Prints what something cost that began at an instant and a CPU time.
fn shown(what: &str, (begun, used): (Instant, f64)) {
    let wall = begun.elapsed().as_secs_f64();
    println!("{what:20} {wall:7.2} s   CPU {:7.2} s   peak {} MB", cpu() - used, peak());
}

fn counts(target: &Path) {
    let archive = Archive::open_read_only(target).unwrap();
    let tables = [
        "official_reports",
        "unit_reports",
        "post_reports",
        "attendances",
        "officials",
        "units",
        "posts",
        "tenures",
        "meetings",
    ];
    for table in tables {
        let count = |row: &rusqlite::Row<'_>| row.get::<_, i64>(0);
        let n = archive.connection().query_row(&format!("SELECT count(*) FROM {table}"), [], count).unwrap();
        print!("{table} {n}  ");
    }
    println!();
}

/// Numbers that are the same everywhere.
struct Chance(u64);

impl Chance {
    fn of(parts: &[usize]) -> Self {
        let mix = |state: u64, part: &usize| (state ^ *part as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23);
        Self(parts.iter().fold(0x1234_5678_9ABC_DEF1, mix))
    }

    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }
}

struct Heap {
    places: Vec<(String, &'static str)>,
    characters: Vec<char>,
}

const POSTS: [(&str, &str); 24] = [
    ("委", "书记"),
    ("委", "副书记"),
    ("委", "常委"),
    ("政府", "县长"),
    ("政府", "副县长"),
    ("人大常委会", "主任"),
    ("政协", "主席"),
    ("委组织部", "部长"),
    ("委宣传部", "部长"),
    ("委政法委", "书记"),
    ("纪委", "书记"),
    ("人武部", "政委"),
    ("人武部", "部长"),
    ("公安局", "局长"),
    ("教育局", "局长"),
    ("财政局", "局长"),
    ("民政局", "局长"),
    ("水务局", "局长"),
    ("农业局", "局长"),
    ("法院", "院长"),
    ("检察院", "检察长"),
    ("总工会", "主席"),
    ("团委", "书记"),
    ("妇联", "主席"),
];
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕";
const SUBJECTS: [&str; 12] =
    ["双拥", "春耕", "安全生产", "扶贫", "河长制", "招商", "防火", "教育", "经济形势", "环境", "信访", "征兵"];

impl Heap {
    fn new() -> Self {
        let counties = divisions::all().iter().filter(|d| d.level == Level::County && d.valid_to.is_none());
        let places = counties.map(|d| (divisions::insider_name(d.name), d.code)).collect();
        let characters = (0x4e00..0x5a00).filter_map(char::from_u32).collect();
        Self { places, characters }
    }

    fn record(&self, n: usize) -> Record {
        let mut chance = Chance::of(&[1, n]);
        // Copies have the words of their original, other reports only its event.
        let (event, words) = match chance.below(100) {
            0..12 if n > 500 => (n - 1 - chance.below(400), None),
            12..22 if n > 500 => (n - 1 - chance.below(400), Some(n)),
            _ => (n, Some(n)),
        };
        self.tell(event, words.unwrap_or(event)).named(n + 1)
    }

    fn tell(&self, event: usize, words: usize) -> Doc {
        let mut about = Chance::of(&[2, event]);
        let (place, code) = &self.places[about.below(self.places.len())];
        let place = (place.as_str(), *code);
        let year = 2008 + about.below(14);
        let day = format!("{year}-{:02}-{:02}", 1 + about.below(12), 1 + about.below(28));
        let mut doc = Doc::new();
        let subject = SUBJECTS[about.below(SUBJECTS.len())];
        let meeting = doc.meeting(&format!("{year}年{}{subject}座谈会", place.0), Some(&day), Some(place));
        if about.below(10) == 0 {
            doc.meeting(&format!("{}{subject}调研", place.0), Some(&day), Some(place));
        }
        doc.published(&day);
        let first = about.below(POSTS.len());
        for i in 0..7 {
            let post = (first + i * 3) % POSTS.len();
            // A term of five years.
            let name = self.name(&mut Chance::of(&[3, event_place(place), post, year / 5]));
            let unit = doc.unit(&format!("{}{}", place.0, POSTS[post].0), Some(place));
            doc.post(&name, unit, POSTS[post].1, PostStatus::Current);
            doc.attend(&name, meeting);
            if i < 4 {
                doc.attend(&name, meeting);
            }
        }
        doc.unit(&format!("{}政府办公室", place.0), Some(place));
        let mut chance = Chance::of(&[4, words]);
        let text: Vec<char> = (0..900)
            .map(|i| if i % 40 == 39 { '。' } else { self.characters[chance.below(self.characters.len())] })
            .collect();
        doc.record.body = text.iter().collect();
        for q in 0..3u32 {
            let (start, end) = (q * 120, q * 120 + 100);
            let spans = vec![Span { start, end }];
            doc.record.quotes.push(Quote {
                meeting: Some(meeting),
                speaker: Some(doc.record.officials[0].name.clone()),
                speaker_kind: SpeakerKind::Official,
                officials: vec![1],
                unit: None,
                speaker_label: None,
                label_span: None,
                cue: "强调".into(),
                cue_span: None,
                kind: QuoteKind::Indirect,
                text: text[start as usize..end as usize].iter().collect(),
                spans,
                rule: "by-hand".into(),
                basis: huiyao::record::Basis::Stated,
            });
        }
        doc
    }

    fn name(&self, chance: &mut Chance) -> String {
        let surnames: Vec<char> = SURNAMES.chars().collect();
        let mut name = String::from(surnames[chance.below(surnames.len())]);
        for _ in 0..1 + chance.below(5).min(1) {
            name.push(self.characters[chance.below(300)]);
        }
        name
    }
}

fn event_place(place: (&str, &str)) -> usize {
    place.1.parse().unwrap_or(0)
}
