//! Event nouns and the kind of an event by its name.
//!
//! `蔚县县委<常委会>（扩大）会议` 常委会, `…领导小组<会议>暨…推进会` 领导小组会 (the part before 暨 decides), `…表彰<大会>` 表彰会.
//!
//! Reads `event_nouns.tsv`, `event_kinds.tsv`, `bodies_in_hui.txt`.

use super::line::Line;
use crate::{
    lexicon::{ByChar, rows},
    record::MeetingKind,
};
use std::sync::LazyLock;

/// The longest event noun that ends at `end` and begins not before `start`: its length and kind.
pub fn noun_ending(line: &Line, start: usize, end: usize) -> Option<(usize, MeetingKind)> {
    let fits = |w: &str| line.ends(end, w) && end >= start + w.chars().count();
    let last = *line.chars.get(end.checked_sub(1)?)?;
    let listed = NOUNS_BY_LAST.of(last).iter().filter(|(w, _)| fits(w)).max_by_key(|(w, _)| w.len());
    match listed {
        Some((word, kind)) => Some((word.chars().count(), *kind)),
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
    let bare: String = name.chars().filter(|c| !"“”\"（）()《》 ".contains(*c)).collect();
    // 国防动员委员会…会议 mobilises nobody.
    let bare = bare.replace("国防动员", "国防");
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
    let inside = INSIDE.iter().find(|(words, _)| words.iter().all(|w| bare.contains(w))).map(|(_, k)| *k);
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
    name.chars().next_back().is_some_and(|last| NOUNS_BY_LAST.of(last).iter().any(|(w, _)| *w == name))
}

/// The kind of the longest listed noun with which `name` ends.
fn listed_ending(name: &str) -> Option<MeetingKind> {
    let listed = NOUNS_BY_LAST.of(name.chars().next_back()?);
    listed.iter().filter(|(w, _)| name.ends_with(w)).max_by_key(|(w, _)| w.len()).map(|(_, k)| *k)
}

/// Words in 会 that are no event.
static BODIES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| super::words(include_str!("../../../lexicon/bodies_in_hui.txt")));

static NOUNS_BY_LAST: LazyLock<ByChar<(&'static str, MeetingKind)>> = LazyLock::new(|| {
    rows(include_str!("../../../lexicon/event_nouns.tsv"))
        .filter_map(|r| Some((*r.first()?, MeetingKind::from_code(r.get(1)?)?)))
        .filter_map(|noun| Some((noun.0.chars().next_back()?, noun)))
        .collect()
});

/// Words that settle the kind of a general noun, by rank.
static INSIDE: LazyLock<Vec<(Vec<&'static str>, MeetingKind)>> = LazyLock::new(|| {
    rows(include_str!("../../../lexicon/event_kinds.tsv"))
        .filter_map(|r| Some((r.get(1)?.split(' ').collect(), MeetingKind::from_code(r.get(2)?)?)))
        .collect()
});

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
