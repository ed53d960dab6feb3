//! One world: who its people are, what they did, and what the papers made of it.

use super::heap::Doc;
use huiyao::record::{Basis, PostStatus, Record};
use std::collections::BTreeMap;

/// A small generator of numbers, the same everywhere.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % n as u64).unwrap()
    }

    pub fn percent(&mut self, p: usize) -> bool {
        self.below(100) < p
    }

    pub fn of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}

type Place = (&'static str, &'static str);

/// Two prefectures with their counties.
const PREFECTURES: [(Place, &[Place]); 3] = [
    (
        ("定西市", "621100"),
        &[("安定区", "621102"), ("通渭县", "621121"), ("陇西县", "621122"), ("渭源县", "621123"), ("岷县", "621126")],
    ),
    (("安康市", "610900"), &[("汉滨区", "610902"), ("汉阴县", "610921"), ("石泉县", "610922"), ("宁陕县", "610923")]),
    (("海东市", "630200"), &[("乐都区", "630202"), ("平安区", "630203")]),
];

const SURNAMES: [&str; 24] = [
    "鲁", "尤", "戚", "柏", "苗", "项", "祝", "董", "梁", "杜", "阮", "蓝", "闵", "席", "季", "麻", "强", "贾", "路",
    "娄", "危", "江", "童", "颜",
];
const GIVEN: [&str; 24] = [
    "一凡", "小舟", "长风", "文远", "秀林", "庆余", "志远", "海涛", "建业", "晓峰", "立新", "国栋", "春生", "玉梅",
    "承志", "向东", "永康", "思源", "家明", "卫红", "德胜", "振华", "雨辰", "广平",
];
const SUBJECTS: [&str; 16] = [
    "双拥",
    "春耕生产",
    "安全生产",
    "脱贫攻坚",
    "河长制",
    "招商引资",
    "森林防火",
    "教育工作",
    "经济形势",
    "城乡环境",
    "信访维稳",
    "民营经济",
    "乡村振兴",
    "食品安全",
    "文化旅游",
    "征兵工作",
];
const KINDS: [&str; 4] = ["座谈会", "推进会", "现场会", "汇报会"];
const TITLES: [(&str, &str); 8] = [
    ("委", "书记"),
    ("政府", "县长"),
    ("政府", "副县长"),
    ("委", "副书记"),
    ("委组织部", "部长"),
    ("教育局", "局长"),
    ("人武部", "政委"),
    ("财政局", "局长"),
];

/// A time in one post.
#[derive(Clone, Debug)]
struct Stage {
    place: Place,
    post: (&'static str, &'static str),
    from: i32,
    to: i32,
}

#[derive(Clone, Debug)]
struct Person {
    name: String,
    career: Vec<Stage>,
}

impl Person {
    fn at(&self, year: i32) -> Option<&Stage> {
        self.career.iter().find(|s| s.from <= year && year <= s.to)
    }
}

struct Event {
    place: Place,
    subject: &'static str,
    kind: &'static str,
    day: String,
    people: Vec<usize>,
}

pub struct World {
    pub seed: u64,
    pub records: Vec<Record>,
    /// Person of each piece of evidence (path, n).
    pub people: BTreeMap<(String, u32), usize>,
    /// Event of each piece of evidence.
    pub meetings: BTreeMap<(String, u32), usize>,
    persons: Vec<Person>,
}

const YEARS: std::ops::RangeInclusive<i32> = 2011..=2020;

impl World {
    pub fn new(seed: u64) -> Self {
        let mut world =
            Self { seed, records: vec![], people: BTreeMap::new(), meetings: BTreeMap::new(), persons: vec![] };
        let mut chance = Chance::new(seed);
        world.populate(&mut chance);
        let events = world.events(&mut chance);
        for (number, event) in events.iter().enumerate() {
            world.tell(&mut chance, number, event);
        }
        world.appointments(&mut chance, events.len());
        world
    }

    fn populate(&mut self, chance: &mut Chance) {
        for (city, counties) in PREFECTURES {
            for &county in counties {
                for post in TITLES.iter().take(6 + chance.below(3)) {
                    let half = 2014 + i32::try_from(chance.below(3)).unwrap();
                    for (from, to) in [(*YEARS.start(), half), (half + 1, *YEARS.end())] {
                        let name = self.name(chance, county);
                        let career = vec![Stage { place: county, post: *post, from, to }];
                        self.persons.push(Person { name, career });
                    }
                }
            }
            // The city takes those who left the counties, and others.
            for post in TITLES {
                let mover = self.persons.iter().position(|p| {
                    p.career.len() == 1
                        && p.career[0].to < *YEARS.end()
                        && p.career[0].place.1[..4] == city.1[..4]
                        && post.1 == "副县长"
                });
                if let Some(mover) = mover.filter(|_| chance.percent(70)) {
                    let from = self.persons[mover].career[0].to + 1;
                    let to = *YEARS.end();
                    self.persons[mover].career.push(Stage { place: city, post, from, to });
                    continue;
                }
                let name = self.name(chance, city);
                let (from, to) = (*YEARS.start(), *YEARS.end());
                self.persons.push(Person { name, career: vec![Stage { place: city, post, from, to }] });
            }
        }
        // Some go to another prefecture: only an appointment report tells of it.
        for i in 0..self.persons.len() {
            let first = self.persons[i].career[0].clone();
            if self.persons[i].career.len() == 1 && first.to < *YEARS.end() && chance.percent(12) {
                let (_, counties) = PREFECTURES.iter().find(|(city, _)| city.1[..2] != first.place.1[..2]).unwrap();
                let place = *chance.of(counties);
                if self
                    .persons
                    .iter()
                    .any(|p| p.name == self.persons[i].name && p.career.iter().any(|s| s.place == place))
                {
                    continue;
                }
                let stage = Stage { place, post: ("政府", "副县长"), from: first.to + 1, to: *YEARS.end() };
                self.persons[i].career.push(stage);
            }
        }
    }

    /// A name that nobody bears in the same prefecture; one in six is borne elsewhere.
    fn name(&self, chance: &mut Chance, place: Place) -> String {
        let near = |name: &str| {
            self.persons.iter().any(|p| p.name == name && p.career.iter().any(|s| s.place.1[..4] == place.1[..4]))
        };
        let taken = |name: &str| self.persons.iter().any(|p| p.name == name);
        loop {
            if chance.percent(16) && !self.persons.is_empty() {
                let name = chance.of(&self.persons).name.clone();
                if !near(&name) {
                    return name;
                }
            }
            let name = format!("{}{}", chance.of(&SURNAMES), chance.of(&GIVEN));
            if !taken(&name) {
                return name;
            }
        }
    }

    fn events(&self, chance: &mut Chance) -> Vec<Event> {
        let mut events: Vec<Event> = vec![];
        let places = PREFECTURES.iter().flat_map(|(city, counties)| counties.iter().copied().chain([*city]));
        for place in places {
            for _ in 0..10 {
                let year = YEARS.start() + i32::try_from(chance.below(10)).unwrap();
                let mut day = format!("{year}-{:02}-{:02}", 1 + chance.below(12), 1 + chance.below(28));
                // Sometimes two of one day.
                if let Some(other) = events.last().filter(|e| e.place == place && chance.percent(12)) {
                    day = other.day.clone();
                }
                let year: i32 = day[..4].parse().unwrap();
                let here = |p: &Person| p.at(year).is_some_and(|s| s.place == place);
                let mut people: Vec<usize> = (0..self.persons.len()).filter(|&i| here(&self.persons[i])).collect();
                chance.shuffle(&mut people);
                people.truncate(3 + chance.below(4));
                let mut subject = *chance.of(&SUBJECTS);
                while events.iter().any(|e| e.place == place && e.day == day && e.subject == subject) {
                    subject = *chance.of(&SUBJECTS);
                }
                events.push(Event { place, subject, kind: chance.of::<&str>(&KINDS), day, people });
            }
        }
        events
    }

    /// One to four reports, some of them copied word for word.
    fn tell(&mut self, chance: &mut Chance, number: usize, event: &Event) {
        for report in 0..1 + chance.below(4) {
            let doc = self.report(chance, event, report);
            let copies = if chance.percent(15) { 1 + chance.below(2) } else { 0 };
            for _ in 0..=copies {
                self.take(doc.0.clone(), &doc.1, Some(number));
            }
        }
    }

    fn report(&mut self, chance: &mut Chance, event: &Event, report: usize) -> (Doc, Vec<usize>) {
        let mut doc = Doc::new();
        let (place, year) = (event.place, &event.day[..4]);
        let name = match chance.below(4) {
            0 => format!("{}{}工作{}", place.0, event.subject.trim_end_matches("工作"), event.kind),
            1 => format!("{year}年{}“{}”{}", place.0, event.subject, event.kind),
            2 => format!("全{}{}{}", place.0.chars().last().unwrap(), event.subject, event.kind),
            _ => format!("{}{}{}", place.0, event.subject, event.kind),
        };
        // The first report knows all; the others may not.
        let vague = report > 0;
        let held = match chance.below(20) {
            0 if vague => event.day[..7].to_owned(),
            1 if vague => format!("--{}", &event.day[5..]),
            2 if vague => another_day(&event.day),
            _ => event.day.clone(),
        };
        let placeless = vague && held == event.day && chance.percent(6);
        doc.meeting(&name, Some(&held), Some(place).filter(|_| !placeless));
        if held != event.day && held.len() == 10 {
            doc.record.meetings[0].held_basis = Some(Basis::Inferred);
        }
        let year: i32 = year.parse().unwrap();
        let mut people = event.people.clone();
        if vague && people.len() > 3 && chance.percent(40) {
            people.pop();
        }
        for &person in &people {
            let stage = self.persons[person].at(year).unwrap().clone();
            let name = self.persons[person].name.clone();
            doc.attend(&name, 1);
            if !chance.percent(15) && !placeless {
                let unit = doc.unit(&format!("{}{}", stage.place.0, stage.post.0), Some(stage.place));
                doc.post(&name, unit, stage.post.1, PostStatus::Current);
            }
        }
        doc.record.body = body(chance, &name, &event.day, event.subject);
        // Places that nothing names can only be guessed: leave the people of such a report to the place of their posts.
        if placeless {
            for &person in &people {
                let stage = self.persons[person].at(year).unwrap().clone();
                let unit = doc.unit(&format!("{}{}", stage.place.0, stage.post.0), Some(stage.place));
                let name = self.persons[person].name.clone();
                doc.post(&name, unit, stage.post.1, PostStatus::Current);
            }
        }
        (doc, people)
    }

    /// Reports that say who came from where.
    fn appointments(&mut self, chance: &mut Chance, mut number: usize) {
        for person in 0..self.persons.len() {
            let Some([before, after]) = self.persons[person].career.first_chunk::<2>().cloned() else { continue };
            if before.place.1[..4] == after.place.1[..4] {
                continue;
            }
            let name = self.persons[person].name.clone();
            let mut doc = Doc::new();
            let day = format!("{}-01-{:02}", after.from, 10 + chance.below(18));
            doc.meeting(&format!("{}干部大会", after.place.0), Some(&day), Some(after.place));
            doc.attend(&name, 1);
            let here = doc.unit(&format!("{}{}", after.place.0, after.post.0), Some(after.place));
            doc.post(&name, here, after.post.1, PostStatus::Current);
            let there = doc.unit(&format!("{}{}", before.place.0, before.post.0), Some(before.place));
            doc.post(&name, there, before.post.1, PostStatus::Former);
            doc.record.body = body(chance, &name, &day, "干部");
            self.take(doc, &[person], Some(number));
            number += 1;
        }
    }

    fn take(&mut self, doc: Doc, people: &[usize], event: Option<usize>) {
        let record = doc.named(self.records.len() + 1);
        for (official, &person) in record.officials.iter().zip(people) {
            assert_eq!(official.name, self.persons[person].name);
            self.people.insert((record.path.clone(), official.n), person);
        }
        for m in &record.meetings {
            self.meetings.extend(event.map(|e| ((record.path.clone(), m.n), e)));
        }
        self.records.push(record);
    }

    pub fn are_in_disjoint_divisions(&self, a: usize, b: usize) -> bool {
        let codes = |p: usize| self.persons[p].career.iter().map(|s| s.place.1);
        codes(a).all(|x| codes(b).all(|y| x[..4] != y[..4]))
    }

    pub fn describe(&self, a: usize, b: usize) -> String {
        format!("{:?} and {:?}", self.persons[a], self.persons[b])
    }
}

/// The day after, or before.
fn another_day(day: &str) -> String {
    let d: u32 = day[8..].parse().unwrap();
    format!("{}{:02}", &day[..8], if d > 1 { d - 1 } else { d + 1 })
}

/// Words of its own for every report, so that only copies are alike.
fn body(chance: &mut Chance, name: &str, day: &str, subject: &str) -> String {
    let mut text = format!("{day},{name}召开。");
    for _ in 0..12 {
        let (a, b, c) = (chance.of(&SUBJECTS), chance.of(&GIVEN), chance.of(&SURNAMES));
        let number = chance.below(9000);
        text.push_str(&format!("会议就{subject}与{a}作出安排,第{number}号文件由{c}{b}宣读。"));
    }
    text
}
