//! What a page says: an event of the invented world, told in as many words as such pages have.

use super::{
    chance::Chance,
    grammar::{Fixed, Grammar},
    world::{self, County, Day, POSTS, World},
};

/// Median length of a text in characters, and how far lengths spread (deviation of the logarithm).
const MEDIAN: f64 = 1200.0;
const SPREAD: f64 = 0.75;

/// One text in so many thousand is a report of a whole congress, many times longer.
const VERY_LONG: usize = 2;

/// A text before it is laid out.
#[derive(Clone, Debug)]
pub struct Article {
    /// Without line breaks.
    pub headline: String,
    /// Running text.
    pub paragraphs: Vec<String>,
    /// Day of the event.
    pub day: Day,
    /// `安吉新闻网`.
    pub publisher: String,
    /// Reporter's name.
    pub reporter: String,
    /// Editor's name.
    pub editor: String,
    /// Where it happened.
    pub county: County,
}

/// Shapes of a text; the weights are those of such heaps as were seen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Meeting,
    Visit,
    Ceremony,
    Speech,
    Brief,
    Notice,
}

fn kind(chance: &mut Chance) -> Kind {
    match chance.below(100) {
        0..55 => Kind::Meeting,
        55..73 => Kind::Visit,
        73..82 => Kind::Ceremony,
        82..89 => Kind::Speech,
        89..94 => Kind::Brief,
        _ => Kind::Notice,
    }
}

/// Tells event number `event`; another `telling` gives the same event in other words.
pub fn tell(world: &World, grammar: &Grammar, seed: u64, event: u64, telling: u64) -> Article {
    let mut about = Chance::of(&[seed, 4, event]);
    let (county, day, kind) = (world.county(&mut about), World::day(&mut about), kind(&mut about));
    let mut fixed = scene(world, grammar, county, day, kind, &mut about);
    let mut chance = Chance::of(&[seed, 5, event, telling]);
    let reporter = world::name(&mut chance);
    fixed.insert("reporter", reporter.clone());
    let target = length(&mut chance);
    let mut paragraphs = opening(grammar, &fixed, kind, &mut chance);
    let mut written: usize = paragraphs.iter().map(|p| p.chars().count()).sum();
    while written < target {
        let paragraph = further(world, grammar, &mut fixed, kind, day, &mut chance);
        written += paragraph.chars().count();
        paragraphs.push(paragraph);
    }
    let headline = match kind {
        Kind::Visit => "headline_visit",
        Kind::Notice => "headline_notice",
        _ => "headline",
    };
    Article {
        headline: grammar.say(headline, &fixed, &mut chance),
        paragraphs,
        day,
        publisher: publisher(county, &mut chance),
        reporter,
        editor: world::name(&mut chance),
        county,
    }
}

/// Target length in characters.
fn length(chance: &mut Chance) -> usize {
    let usual = MEDIAN * (SPREAD * chance.normal()).exp();
    let factor = if chance.per_mille(VERY_LONG) { 12.0 } else { 1.0 };
    (usual * factor).clamp(60.0, 80_000.0) as usize
}

/// Fixes who, where and when.
fn scene(world: &World, grammar: &Grammar, county: County, day: Day, kind: Kind, chance: &mut Chance) -> Fixed {
    let mut fixed = Fixed::new();
    let chars: Vec<char> = county.name.chars().collect();
    let short: String = chars[..chars.len() - 1].iter().collect();
    fixed.insert("county", county.name.to_owned());
    fixed.insert("kind", chars[chars.len() - 1].to_string());
    fixed.insert(
        "area",
        if chance.per_mille(600) { county.name.to_owned() } else { format!("我{}", chars[chars.len() - 1]) },
    );
    fixed.insert("short", short);
    fixed.insert("year", day.year.to_string());
    fixed.insert("month", day.month.to_string());
    fixed.insert("day", printed(day, chance));
    fixed.insert("topic", grammar.say("topic", &fixed, chance));
    fixed.insert("theme", grammar.say("work", &fixed, chance));
    let event = if kind == Kind::Ceremony { "event_ceremony" } else { "event" };
    fixed.insert("event", grammar.say(event, &fixed, chance));
    cast(world, county, day, chance, &mut fixed);
    fixed
}

/// `7月29日`, now and then with the year.
fn printed(day: Day, chance: &mut Chance) -> String {
    let Day { year, month, day } = day;
    if chance.per_mille(250) { format!("{year}年{month}月{day}日") } else { format!("{month}月{day}日") }
}

/// Who takes part: p1 … p6 with posts, n1 … n3 without, and a list.
fn cast(world: &World, county: County, day: Day, chance: &mut Chance, fixed: &mut Fixed) {
    let first = chance.below(2);
    let mut posts: Vec<usize> = vec![first];
    while posts.len() < 6 {
        let next = posts[posts.len() - 1] + 1 + chance.below(3);
        posts.push(next.min(POSTS.len() - 1));
    }
    let people: Vec<(String, String)> = posts.iter().map(|post| world.holder(county, *post, day)).collect();
    for (at, slot) in ["p1", "p2", "p3", "p4", "p5", "p6"].into_iter().enumerate() {
        fixed.insert(slot, format!("{}{}", people[at].0, people[at].1));
    }
    for (at, slot) in ["n1", "n2", "n3"].into_iter().enumerate() {
        fixed.insert(slot, people[at].1.clone());
    }
    let from = posts[5] + 1;
    let more = 2 + chance.below(9);
    let listed = (from..(from + more).min(POSTS.len())).map(|post| world.holder(county, post, day));
    let listed: Vec<String> = listed.map(|(post, name)| format!("{post}{name}")).collect();
    fixed.insert("list", if listed.is_empty() { fixed["p6"].clone() } else { listed.join("、") });
}

fn opening(grammar: &Grammar, fixed: &Fixed, kind: Kind, chance: &mut Chance) -> Vec<String> {
    let mut fixed = fixed.clone();
    fixed.insert("work", fixed["theme"].clone());
    let names: &[&str] = match kind {
        Kind::Meeting => &["lead", "attended", "course"],
        Kind::Visit => &["lead_visit", "visit_scene"],
        Kind::Ceremony => &["lead_ceremony", "course"],
        Kind::Speech => &["speech_open", "speech"],
        Kind::Brief => &["lead"],
        Kind::Notice => &["notice"],
    };
    names.iter().map(|name| grammar.say(name, &fixed, chance)).collect()
}

/// One more paragraph.
fn further(world: &World, grammar: &Grammar, fixed: &mut Fixed, kind: Kind, day: Day, chance: &mut Chance) -> String {
    let own = chance.per_mille(600);
    let work = if own { fixed["theme"].clone() } else { grammar.say("work", &Fixed::new(), chance) };
    fixed.insert("work", work);
    let name = match (kind, chance.below(10)) {
        (Kind::Speech, 0..2) => "section",
        (Kind::Speech, _) => "speech",
        (Kind::Notice, 0..6) => "notice",
        (Kind::Visit, 0..5) => "visit_scene",
        (Kind::Brief, 0..6) => return item(world, grammar, day, chance),
        (_, 0..5) => "talk",
        (_, 5) => "course",
        _ => "narration",
    };
    grammar.say(name, fixed, chance)
}

/// An item of a brief: another county's event.
fn item(world: &World, grammar: &Grammar, day: Day, chance: &mut Chance) -> String {
    let county = world.county(chance);
    let mut fixed = scene(world, grammar, county, day, Kind::Meeting, chance);
    fixed.insert("area", county.name.to_owned());
    fixed.insert("work", fixed["theme"].clone());
    fixed.insert("reporter", world::name(chance));
    let lead = grammar.say("lead", &fixed, chance);
    format!("{lead}{}", grammar.say("talk", &fixed, chance))
}

fn publisher(county: County, chance: &mut Chance) -> String {
    let short: String = county.name.chars().take(2).collect();
    match chance.below(4) {
        0 => format!("{}人民政府办公室", county.name),
        1 => format!("{short}日报"),
        2 => format!("{short}新闻网"),
        _ => format!("{}融媒体中心", county.name),
    }
}
