//! Words for reports written out of the archive: `unit_full_names.tsv`, `chronicle_acts.tsv`, `chronicle_verbs.tsv`,
//! `first_person.txt`.

use super::rows;
use std::sync::LazyLock;

/// Ending of the short name, full name with `{}`; the longest ending first.
static FULL_NAMES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let mut names: Vec<(&str, &str)> = rows(include_str!("../../lexicon/unit_full_names.tsv"))
        .filter_map(|row| Some((*row.first()?, *row.get(1)?)))
        .collect();
    names.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
    names
});

/// Printed verb, role, phrase; the longest verb first.
static ACTS: LazyLock<Vec<[&str; 3]>> = LazyLock::new(|| {
    let mut acts: Vec<[&str; 3]> =
        rows(include_str!("../../lexicon/chronicle_acts.tsv")).filter_map(|row| row.try_into().ok()).collect();
    acts.sort_by_key(|[verb, ..]| std::cmp::Reverse(verb.len()));
    acts
});

/// Ending of an event's name and verb; the longest ending first.
static VERBS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let mut verbs: Vec<(&str, &str)> = rows(include_str!("../../lexicon/chronicle_verbs.tsv"))
        .filter_map(|row| Some((*row.first()?, *row.get(1)?)))
        .collect();
    verbs.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
    verbs
});

static FIRST_PERSON: LazyLock<Vec<&str>> = LazyLock::new(|| {
    rows(include_str!("../../lexicon/first_person.txt")).filter_map(|row| row.first().copied()).collect()
});

/// Last characters of the name of a place.
const PLACE_ENDINGS: &[char] = &['省', '市', '县', '区', '旗', '州', '盟', '乡', '镇'];

/// The place of a body's short name and the rest: 安吉县 | 委. `place` is its division, if known; without it the name is
/// parted where a full name is known. `None` when the name does not begin with a place.
fn parted<'a>(unit: &'a str, place: Option<&str>) -> Option<(&'a str, &'a str)> {
    if let Some(rest) = place.and_then(|place| unit.strip_prefix(place)).filter(|rest| !rest.is_empty()) {
        return Some((&unit[..unit.len() - rest.len()], rest));
    }
    FULL_NAMES.iter().find_map(|(ending, _)| {
        let stem = unit.strip_suffix(ending)?;
        stem.ends_with(PLACE_ENDINGS).then_some((stem, *ending))
    })
}

/// 滑县县 as the beginning of 滑县县委: the place without the level word said twice.
fn once(stem: &str) -> &str {
    let mut letters = stem.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before)) if last == before => &stem[..stem.len() - last.len_utf8()],
        _ => stem,
    }
}

/// Full name of a body (安吉县委 → 中共安吉县委员会); `None` if the short one is all that is known. `place`: name of its
/// division as it stands in the short name; `full_place`: in full, if the two differ (景宁县, 景宁畲族自治县).
pub fn full_name(unit: &str, place: Option<&str>, full_place: Option<&str>) -> Option<String> {
    let (stem, rest) = parted(unit, place)?;
    let (_, pattern) = FULL_NAMES.iter().find(|(ending, _)| *ending == rest)?;
    Some(pattern.replace("{}", full_place.unwrap_or(once(stem))))
}

/// What the chronicle writes of somebody of whom the document prints `words` in `role`; `None` if nothing more is known
/// than the role.
pub fn act(role: &str, words: &str) -> Option<&'static str> {
    let words = words.trim_end_matches(['了', '过', '并', '和']);
    ACTS.iter().find(|[verb, of, _]| *of == role && words.ends_with(verb)).map(|[_, _, phrase]| *phrase)
}

/// The verb for an event called `name` (召开 for …会议); `None` for a name that is a sentence of its own.
pub fn event_verb(name: &str) -> Option<&'static str> {
    VERBS.iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, verb)| *verb)
}

/// The first word in which a text speaks of its own place or paper.
pub fn first_person(text: &str) -> Option<&'static str> {
    FIRST_PERSON.iter().copied().find(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_get_their_full_names() {
        let full = |unit| full_name(unit, None, None);
        assert_eq!(full("安吉县委").as_deref(), Some("中共安吉县委员会"));
        assert_eq!(full("安吉县纪委监委").as_deref(), Some("中共安吉县纪律检查委员会、安吉县监察委员会"));
        assert_eq!(full("递铺镇党委").as_deref(), Some("中共递铺镇委员会"));
        assert_eq!(full("天荒坪镇政府").as_deref(), Some("天荒坪镇人民政府"));
        assert_eq!(full("安吉县发改委").as_deref(), Some("安吉县发展和改革委员会"));
        assert_eq!(full("安吉县民政局"), None);
        assert_eq!(full("岷县县委").as_deref(), Some("中共岷县委员会"));
        assert_eq!(
            full_name("景宁县委", Some("景宁县"), Some("景宁畲族自治县")).as_deref(),
            Some("中共景宁畲族自治县委员会")
        );
    }

    #[test]
    fn the_printed_verb_gives_the_phrase() {
        assert_eq!(act("reported", "介绍了"), Some("介绍情况"));
        assert_eq!(act("spoke", "作表态发言"), Some("表态发言"));
        assert_eq!(act("spoke", "说"), None);
    }
}
