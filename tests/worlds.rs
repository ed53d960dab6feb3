//! Generated worlds whose truth is known: people with careers and homonyms, meetings with reports that disagree, reposts.
//! Whatever the order, the steps and the threads, the archive is the same; and it says of whom and of what.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of a test may fail it")]

#[path = "worlds/furnish.rs"]
mod furnish;
mod heap;
#[path = "worlds/world.rs"]
mod world;

use furnish::furnish;
use heap::Heap;
use huiyao::{record::Record, store};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use world::{Chance, World};

/// Worlds, half of which the bars were set on.
const WORLDS: u64 = 20;

#[test]
fn worlds_are_told_as_they_are() {
    let figures: Vec<_> = (1..=WORLDS).into_par_iter().map(told).collect();
    let officials: Vec<_> = figures.iter().map(|f| f.0).collect();
    let meetings: Vec<_> = figures.iter().map(|f| f.1).collect();
    report("officials", &officials, 0.98);
    report("meetings", &meetings, 0.97);
}

type Figures = (u64, f64, f64);

/// Precision and recall of officials and meetings in one world.
fn told(seed: u64) -> (Figures, Figures) {
    let world = World::new(seed);
    let archive = Heap::empty();
    archive.put(&world.records);
    let people = clusters(&archive, "official");
    merged_without_statement(seed, &people, &world);
    in_another_way(&world, &archive.dump());
    let (p, r) = b_cubed(&people, &world.people);
    let events = b_cubed(&clusters(&archive, "meeting"), &world.meetings);
    ((seed, p, r), (seed, events.0, events.1))
}

/// Prints figures and holds the bar in every world.
fn report(what: &str, figures: &[Figures], bar: f64) {
    let f1 = |p: f64, r: f64| 2.0 * p * r / (p + r);
    let mut below = vec![];
    let (mut sum_p, mut sum_r) = (0.0, 0.0);
    for &(seed, p, r) in figures {
        (sum_p, sum_r) = (sum_p + p, sum_r + r);
        if f1(p, r) < bar {
            below.push(format!("world {seed}: precision {p:.4}, recall {r:.4}"));
        }
    }
    let n = figures.len() as f64;
    eprintln!("{what}: precision {:.4}, recall {:.4}, F1 {:.4}", sum_p / n, sum_r / n, f1(sum_p / n, sum_r / n));
    assert!(below.is_empty(), "{what} below {bar}:\n{}", below.join("\n"));
}

/// The same documents in another order, in several runs, with others that go again, on one thread.
fn in_another_way(world: &World, expected: &str) {
    let mut chance = Chance::new(world.seed ^ 0x5bd1);
    let mut records = world.records.clone();
    chance.shuffle(&mut records);
    // Strangers of the same places and names come in between and are removed again.
    let mut strangers = World::new(world.seed).records;
    strangers.truncate(40);
    for (n, record) in strangers.iter_mut().enumerate() {
        record.path = format!("heap/stranger-{n}.txt");
        record.sha256 = format!("{:016x}{n:048x}", 0xffff_0000 + n);
        record.body.push_str(&format!("又讯{n}号"));
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let found = pool.install(|| {
        let archive = Heap::empty();
        let cuts = [records.len() / 3, records.len() / 2, records.len() - 7];
        archive.put(&records[..cuts[0]]);
        archive.put(&[&strangers[..], &records[cuts[0]..cuts[1]]].concat());
        archive.put(&records[cuts[1]..cuts[2]]);
        archive.remove(&strangers.iter().map(|r| r.path.clone()).collect::<Vec<_>>());
        archive.put(&records[cuts[2]..]);
        archive.dump()
    });
    if found != expected {
        let expected: BTreeSet<&str> = expected.lines().collect();
        let only: Vec<&str> = found.lines().filter(|l| !expected.contains(l)).take(5).collect();
        panic!("world {} depends on the way in which it came:\n{}", world.seed, only.join("\n"));
    }
}

/// Worlds that are taken in little by little, which takes long.
const STEPPED: u64 = 2;

/// What a small change derives is what deriving all gives. [`store::check_fully`] derives all in a copy and compares.
#[test]
fn small_steps_give_what_deriving_all_gives() {
    (1..=STEPPED).into_par_iter().for_each(|seed| {
        let mut chance = Chance::new(seed ^ 0x77);
        let mut records = World::new(seed).records;
        furnish(&mut records, seed);
        chance.shuffle(&mut records);
        let mut later = records.split_off(records.len() * 2 / 3);
        let archive = Heap::empty();
        archive.put(&records);
        for step in 0..8 {
            let mut came = later.split_off(later.len().saturating_sub(1 + chance.below(4)));
            // A document that is read otherwise now, and a new version of a page.
            let changed = chance.below(records.len());
            let other = came.first().map_or_else(|| records[0].clone(), Clone::clone);
            let mut changed = records[changed].clone();
            (changed.meetings, changed.officials, changed.units) = (other.meetings, other.officials, other.units);
            (changed.quotes, changed.slogans, changed.places) = (vec![], vec![], vec![]);
            if chance.percent(50) {
                changed.sha256 = format!("{:016x}{step:048x}", 0xeeee_0000u64 + step);
            }
            came.push(changed);
            archive.put(&came);
            derived_whole(seed, step, "after documents came", &archive);
            let gone = records.remove(chance.below(records.len()));
            archive.remove(&[gone.path]);
            derived_whole(seed, step, "after one went", &archive);
        }
    });
}

/// Worlds of which the counts are looked at.
const COUNTED: u64 = 6;

/// What is counted in one pass is what the statements give that say what the counts are; the check compares.
#[test]
fn counts_are_what_is_said_of_them() {
    (1..=COUNTED).into_par_iter().for_each(|seed| {
        let mut records = World::new(seed).records;
        furnish(&mut records, seed);
        let archive = Heap::empty();
        archive.put(&records);
        for table in ["meeting_offices", "place_years", "co_attendances", "cue_counts", "shared_documents"] {
            assert!(archive.count(&format!("SELECT count(*) FROM {table}")) > 3, "world {seed} has no {table}");
        }
        let mixed = "SELECT count(*) FROM meeting_counts WHERE civil_military AND documents > 1 AND quotes > 1";
        assert!(archive.count(mixed) > 0, "world {seed} has no such meetings");
        derived_whole(seed, 0, "all at once", &archive);
    });
}

fn derived_whole(seed: u64, step: u64, when: &str, archive: &Heap) {
    let problems = store::check_fully(&archive.archive).unwrap();
    let entities: Vec<_> = problems.iter().filter(|p| p.check == "entities").collect();
    assert!(entities.is_empty(), "world {seed}, step {step}, {when}: {entities:?}");
}

/// Evidence (document and number) by entity.
fn clusters(archive: &Heap, kind: &str) -> BTreeMap<(String, u32), String> {
    let sql = format!(
        "SELECT d.path || ' ' || r.n || ' ' || r.{kind}_id FROM {kind}_reports r JOIN documents d ON d.id = r.document_id
        WHERE r.{kind}_id IS NOT NULL"
    );
    let read = |line: String| {
        let parts: Vec<&str> = line.split(' ').collect();
        ((parts[0].to_owned(), parts[1].parse().unwrap()), parts[2].to_owned())
    };
    archive.rows(&sql).into_iter().map(read).collect()
}

/// B-cubed precision and recall.
fn b_cubed(found: &BTreeMap<(String, u32), String>, truth: &BTreeMap<(String, u32), usize>) -> (f64, f64) {
    assert_eq!(found.len(), truth.len(), "evidence without an entity");
    let mut both: BTreeMap<(&str, usize), f64> = BTreeMap::new();
    let (mut by_found, mut by_truth): (BTreeMap<&str, f64>, BTreeMap<usize, f64>) = Default::default();
    for (evidence, entity) in found {
        let real = truth[evidence];
        *both.entry((entity, real)).or_default() += 1.0;
        *by_found.entry(entity).or_default() += 1.0;
        *by_truth.entry(real).or_default() += 1.0;
    }
    let n = found.len() as f64;
    let precision: f64 = both.iter().map(|((entity, _), k)| k * k / by_found[entity]).sum();
    let recall: f64 = both.iter().map(|((_, real), k)| k * k / by_truth[real]).sum();
    (precision / n, recall / n)
}

/// No entity holds two people of whom nobody said that they are one.
fn merged_without_statement(seed: u64, found: &BTreeMap<(String, u32), String>, world: &World) {
    let mut people: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (evidence, entity) in found {
        people.entry(entity).or_default().insert(world.people[evidence]);
    }
    for (entity, people) in people {
        for a in &people {
            for b in people.iter().filter(|b| *b > a) {
                let apart = world.are_in_disjoint_divisions(*a, *b);
                assert!(!apart, "world {seed}: official {entity} is two people: {}", world.describe(*a, *b));
            }
        }
    }
}

#[test]
fn records_are_what_an_archive_takes() {
    let records: Vec<Record> = World::new(1).records;
    for record in &records {
        assert_eq!(huiyao::store::problem(record), None);
    }
}
