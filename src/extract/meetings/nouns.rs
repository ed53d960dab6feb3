//! Event nouns and the kind of an event by its name.
//!
//! `蔚县县委<常委会>（扩大）会议` 常委会, `…领导小组<会议>暨…推进会` 领导小组会 (the part before 暨 decides), `…表彰<大会>` 表彰会.
//!
//! Reads `event_nouns.tsv`, `event_kinds.tsv`, `bodies_in_hui.txt`.

use super::line::Line;
use crate::{
    lexicon::{ByChar, rows, words},
    record::MeetingKind,
};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The longest event noun that ends at `end` and begins not before `start`: its length and kind.
pub fn noun_ending(line: &Line, start: usize, end: usize) -> Option<(usize, MeetingKind)> {
    let before = line.chars.get(..end)?;
    let last = *before.last()?;
    let fits = |noun: &&Noun| line.ends(end, noun.word) && end >= start + noun.length;
    match nouns_ending(last, before.len().checked_sub(2).map(|i| before[i])).find(fits) {
        Some(noun) => Some((noun.length, noun.kind)),
        // 演练讲评会, 读书分享会: any word in 会 that is no body and no common word.
        None => {
            let body = || BODIES.iter().any(|w| line.ends(end, w));
            (end >= start + 3 && line.ends(end, "会") && !body()).then_some((1, MeetingKind::Other))
        }
    }
}

/// The kind of an event of this name.
pub fn kind_of(name: &str) -> MeetingKind {
    let (first, rest) = name.split_once('暨').unwrap_or((name, ""));
    own_kind(first).or_else(|| own_kind(rest)).or_else(|| own_kind(name)).unwrap_or(MeetingKind::Other)
}

/// The kind by the noun at the end, settled further by words inside when the noun is general.
fn own_kind(name: &str) -> Option<MeetingKind> {
    let mark = |c: &char| matches!(c, '“' | '”' | '"' | '（' | '）' | '(' | ')' | '《' | '》' | ' ');
    let bare: String = name.chars().filter(|c| !mark(c)).collect();
    // 国防动员委员会…会议 mobilises nobody.
    let bare = if bare.contains('防') { bare.replace("国防动员", "国防") } else { bare };
    let noun = listed_ending(&bare);
    let general = matches!(
        noun,
        None | Some(
            MeetingKind::WorkConference
                | MeetingKind::Other
                | MeetingKind::StandingCommittee
                | MeetingKind::Plenum
                | MeetingKind::Consultative
                | MeetingKind::Congress
        )
    );
    if !general {
        return noun;
    }
    let letters = letters(&bare);
    let holds = |row: &&Inside| row.letters & !letters == 0 && row.words.iter().all(|w| bare.contains(w));
    let inside = INSIDE.iter().find(holds).map(|row| row.kind);
    match (inside, noun) {
        // 2020年表彰活动, 推进民兵工作 without a noun of its own is no conference.
        (Some(kind), Some(_)) => Some(kind),
        (Some(kind), None) if bare.ends_with('会') || bare.ends_with("表彰") => Some(kind),
        _ => noun,
    }
}

/// Whether the word is a noun that says nothing by itself (会议, 大会, 座谈会).
pub fn is_bare(name: &str) -> bool {
    let name = name.trim_start_matches(['本', '此', '次', '该', '这']);
    ending(name).any(|noun| noun.word == name)
}

/// The kind of the longest listed noun with which `name` ends.
fn listed_ending(name: &str) -> Option<MeetingKind> {
    ending(name).find(|noun| name.ends_with(noun.word)).map(|noun| noun.kind)
}

/// The nouns with which `name` may end, the longest first.
fn ending(name: &str) -> impl Iterator<Item = &'static Noun> {
    let mut letters = name.chars().rev();
    let last = letters.next();
    last.into_iter().flat_map(move |last| nouns_ending(last, letters.clone().next()))
}

/// The nouns that end with these two characters, and those that are the last alone; the longest first.
fn nouns_ending(last: char, before: Option<char>) -> impl Iterator<Item = &'static Noun> {
    let long = before.and_then(|before| NOUNS.by_ending.get(&[before, last])).map_or(&[][..], Vec::as_slice);
    long.iter().chain(NOUNS.single.of(last))
}

/// A noun of events.
#[derive(Clone, Copy)]
struct Noun {
    word: &'static str,
    /// In characters.
    length: usize,
    kind: MeetingKind,
}

/// The nouns of events by how they end: half of them end with 会.
struct Nouns {
    /// Those of two characters and more by the last two, the longest first.
    by_ending: FxHashMap<[char; 2], Vec<Noun>>,
    /// Those of one character.
    single: ByChar<Noun>,
}

/// Words in 会 that are no event.
static BODIES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("../../../lexicon/bodies_in_hui.txt")));

static NOUNS: LazyLock<Nouns> = LazyLock::new(|| {
    let mut nouns: Vec<Noun> = rows(include_str!("../../../lexicon/event_nouns.tsv"))
        .filter_map(|r| Some((*r.first()?, MeetingKind::from_code(r.get(1)?)?)))
        .map(|(word, kind)| Noun { word, length: word.chars().count(), kind })
        .collect();
    nouns.sort_by_key(|noun| std::cmp::Reverse(noun.length));
    let mut by_ending = FxHashMap::<[char; 2], Vec<Noun>>::default();
    let mut single = Vec::new();
    for noun in nouns {
        let mut letters = noun.word.chars().rev();
        match (letters.next(), letters.next()) {
            (Some(last), Some(before)) => by_ending.entry([before, last]).or_default().push(noun),
            (Some(last), None) => single.push((last, noun)),
            _ => {}
        }
    }
    Nouns { by_ending, single: single.into_iter().collect() }
});

/// Words that together settle the kind of a general noun.
struct Inside {
    words: Vec<&'static str>,
    letters: u64,
    kind: MeetingKind,
}

/// The same by rank.
static INSIDE: LazyLock<Vec<Inside>> = LazyLock::new(|| {
    rows(include_str!("../../../lexicon/event_kinds.tsv"))
        .filter_map(|r| {
            let (words, kind) = (r.get(1)?, MeetingKind::from_code(r.get(2)?)?);
            Some(Inside { words: words.split(' ').collect(), letters: letters(&words.replace(' ', "")), kind })
        })
        .collect()
});

/// A bit for each character of `words`: what lacks a bit of another holds not all its characters.
fn letters(words: &str) -> u64 {
    words.chars().fold(0, |bits, c| bits | 1 << (c as u32 % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_name() {
        for (name, kind) in [
            ("2019年蔚县“八一”军政座谈会", "座谈会"),
            ("长宁区委常委会（扩大）会议", "常委会"),
            ("全区森林防火工作领导小组全体会议暨冬防推进会", "领导小组会"),
            ("莒县第十八届人民代表大会第三次会议", "人大会议"),
            ("莒县人大常委会第十次会议", "人大会议"),
            ("县政协九届常委会第五次会议", "政协会议"),
            ("中共莒县县委十四届五次全体会议", "全会"),
            ("县政府第12次常务会议", "常务会"),
            ("全县教育工作会议", "工作会议"),
            ("县委议军会议", "议军会"),
            ("2021年度党管武装述职会议", "述职会"),
            ("退役军人工作表彰大会", "表彰会"),
            ("新兵欢送大会", "仪式"),
            ("秋季开学典礼", "仪式"),
            ("防汛应急演练", "其他"),
            ("三级干部大会", "工作会议"),
        ] {
            assert_eq!(kind_of(name).code(), kind, "{name}");
        }
    }
}
