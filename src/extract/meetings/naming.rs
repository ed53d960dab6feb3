//! The name of an event: the fullest that the text gives, with its place.
//!
//! `全县<教育工作会议>` → `蔚县教育工作会议`, `县政协召开<九届二次会议>` → `蔚县政协九届二次会议`, `2021年度武装工作会议` held by 蔚县 →
//! `蔚县2021年度武装工作会议`. A name that holds its place already stays as printed.
//!
//! Reads `host_organs.txt`, `division_acts.txt`, `institutions.tsv`, `bodies_before_place.txt`, `visitors.tsv`.

use crate::{
    extract::places::Places,
    lexicon::{
        divisions::{self, Level},
        units::institutions_of,
        words, words_of,
    },
    record::{MeetingKind, UnitKind},
};
use std::sync::LazyLock;

/// Class words of divisions, longest first.
const CLASSES: [&str; 10] = ["街道", "省", "市", "县", "区", "旗", "镇", "乡", "州", "盟"];

/// What makes another word of a class word.
const NO_ORGAN: [char; 24] = [
    '域', '场', '民', '村', '块', '容', '位', '城', '级', '政', '属', '区', '乡', '镇', '外', '内', '际', '长', '员',
    '友', '风', '情', '土', '街',
];

/// `name` with its place: 全县, 我市 and 县委 resolved, the home before a name without any place.
pub fn qualified(name: &str, places: &Places, bodies: &[&str]) -> String {
    let name = resolved(&own_body(name, bodies), places);
    match home_name(places) {
        Some(home) if !names_place(&name, places) && !is_national(&name) => format!("{}{name}", short_place(home)),
        _ => name,
    }
}

/// `全国第六届…会议`, `第六届全国…会议`: held by the nation, wherever it meets.
pub fn is_national(name: &str) -> bool {
    let nation = name.find("全国").map(|at| name[..at].chars().count());
    nation.is_some_and(|at| {
        let numbered =
            name.starts_with('第') && (3..=6).contains(&at) && name[..name.find("全国").unwrap_or(0)].ends_with('届');
        numbered || (at == 0 && name.starts_with("全国第"))
    })
}

/// `我院座谈会` on the page of 甲县人民法院: the publisher or the site is the body that speaks.
pub fn own_body(name: &str, bodies: &[&str]) -> String {
    // 公司还召开了座谈会: the firm in the headline.
    let alone = ALONE
        .iter()
        .any(|(w, _)| *w == name)
        .then(|| bodies.iter().find(|b| b.ends_with(name) && b.len() > name.len()));
    if let Some(body) = alone.flatten() {
        return (*body).to_owned();
    }
    let class = name.strip_prefix(['我', '本']).and_then(|n| n.chars().next()).filter(|c| OWN_BODIES.contains(*c));
    let body = class.and_then(|class| bodies.iter().find(|b| b.ends_with(class)));
    match (class, body) {
        (Some(class), Some(body)) => format!("{body}{}", &name["我".len() + class.len_utf8()..]),
        (Some(class), None) if class == '院' || class == '校' => name["我".len() + class.len_utf8()..].to_owned(),
        _ => name.to_owned(),
    }
}

/// Bodies that speak of themselves by their class alone.
static ALONE: LazyLock<Vec<(&'static str, UnitKind)>> = LazyLock::new(|| institutions_of("self"));

/// Classes of bodies that speak of themselves: 我院, 我校.
const OWN_BODIES: &str = "院校局行司所站台会";

/// `name` with 全县, 我市, 县委 at its head resolved; no place is put before it.
pub fn resolved(name: &str, places: &Places) -> String {
    for own in ["全", "我", "本", "该"] {
        for class in CLASSES {
            let Some(rest) = name.strip_prefix(own).and_then(|n| n.strip_prefix(class)) else { continue };
            return match places.level_above(class) {
                Some((place, _)) => format!("{}{rest}", short_place(&place)),
                None if own == "全" => name.to_owned(),
                None if own == "我" || own == "该" => rest.to_owned(),
                None => format!("{class}{rest}"),
            };
        }
    }
    for class in CLASSES {
        let organ = name.strip_prefix(class).is_some_and(|rest| {
            // 区安委会, 市文明办; not 市场, 县域, 乡村, 市民.
            ACTS.iter().any(|w| rest.starts_with(w)) || !(rest.starts_with(NO_ORGAN) || starts_with_place(name))
        });
        if organ && let Some((place, _)) = places.level_above(class) {
            let rest = &name[class.len()..];
            // 蔚县县委 keeps its 县.
            let short = divisions::stem(&place).chars().count() < 2 && rest.starts_with('委');
            let place = short_place(&place);
            return if short { format!("{place}{name}") } else { format!("{place}{rest}") };
        }
    }
    name.to_owned()
}

/// A place as it stands in a name that the text doesn't print: an autonomous county of
/// several peoples without them.
fn short_place(place: &str) -> String {
    let several = place.matches('族').count() > 1;
    if several && place.ends_with("自治县") { divisions::insider_name(place) } else { place.to_owned() }
}

/// Whether a division is named in `name`: the home, by any of its forms, or another at its head.
fn names_place(name: &str, places: &Places) -> bool {
    let home = places.home.as_ref().map(|h| h.name.as_str()).unwrap_or_default();
    let forms = if places.home.as_ref().is_some_and(|h| h.level == Level::Township) {
        vec![home.to_owned()]
    } else {
        divisions::forms(home)
    };
    let stem = divisions::stem(home);
    // 政协抚州市八届一次会议, 中共梅县第四次代表大会
    let of_party = PARTIES.iter().filter_map(|p| name.strip_prefix(p)).any(starts_with_place);
    forms.iter().any(|f| !f.is_empty() && name.contains(f.as_str()))
        || (stem.chars().count() >= 2 && name.contains(stem))
        || of_party
        || starts_with_place(name)
}

/// Bodies whose names stand before that of the place.
static PARTIES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("../../../lexicon/bodies_before_place.txt")));

/// `name` with 我县, 我市 resolved wherever they stand.
pub fn own_resolved(name: &str, places: &Places) -> String {
    let mut out = name.to_owned();
    for class in ["县", "市", "区", "旗", "省", "州", "镇", "乡"] {
        let own = format!("我{class}");
        if out.contains(&own)
            && let Some((place, _)) = places.level_above(class)
        {
            out = out.replace(&own, &short_place(&place));
        }
    }
    out
}

/// Whether the headline's clause names those who visit, or where they come from.
pub fn says_who(name: &str, places: &Places) -> bool {
    VISITORS.iter().any(|w| name.contains(w)) || names_place(name, places) || name != resolved(name, places)
}

/// Who visits, in a headline.
static VISITORS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words_of(include_str!("../../../lexicon/visitors.tsv"), "headline"));
/// People, who are no organisation that holds an event.
static LEADERS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words_of(include_str!("../../../lexicon/visitors.tsv"), "person"));

/// A full name of a division or a township at the head.
pub fn starts_with_place(name: &str) -> bool {
    let ends = name.char_indices().map(|(at, _)| at).chain([name.len()]).skip(2).take(11);
    ends.map(|end| &name[..end])
        .any(|head| divisions::named(head, None).iter().any(|d| d.name == head || d.level == Level::Province))
        || township_at_head(name).is_some()
}

/// 河北省秦皇岛市昌黎县｜龙家店镇: what stands behind the full names of divisions at the head of `words`.
pub fn past_divisions(words: &str) -> &str {
    let mut rest = words;
    loop {
        let ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]).skip(2).take(11);
        let full = |end: &usize| divisions::named(&rest[..*end], None).iter().any(|d| d.name == &rest[..*end]);
        let Some(end) = ends.filter(full).last() else { return rest };
        rest = &rest[end..];
    }
}

/// `城关镇…`: the township at the head of `name`.
pub fn township_at_head(name: &str) -> Option<&str> {
    let (at, class) = ["街道", "镇", "乡"].iter().filter_map(|c| name.find(c).map(|at| (at, *c))).min()?;
    // 三和镇: 和 ends the name of a town, no list.
    let name_of_two = name[..at].chars().count() == 2 && name[..at].ends_with('和');
    let checked = if name_of_two { name[..at].trim_end_matches('和') } else { &name[..at] };
    let plain = !checked.chars().any(|c| {
        [
            '全', '我', '各', '本', '该', '乡', '镇', '市', '县', '区', '旗', '在', '到', '赴', '向', '与', '和', '及',
            '、', '，', '“',
        ]
        .contains(&c)
    });
    // 牛镇镇: the name itself ends with the class.
    let again = name[at + class.len()..].starts_with(class) && name[..at].chars().count() == 1;
    let at = if again { at + class.len() } else { at };
    let stem = &name[..at];
    let after = &name[at + class.len()..];
    ((2..=4).contains(&stem.chars().count())
        && plain
        && !after.starts_with(['村', '长', '街', '镇', '企', '县', '市', '区']))
    .then(|| &name[..at + class.len()])
}

/// The home as it stands before the name of an event.
pub fn home_name(places: &Places) -> Option<&str> {
    places.home.as_ref().map(|h| h.name.as_str())
}

/// 县政协 of `县政协组织政协委员对企业进行视察`: the body in whose name others go, at the head of `words`.
pub fn body_that_sends(words: &str) -> Option<&str> {
    let cut = ["组织", "开展", "调研组", "视察组", "检查组", "考察组"].iter().filter_map(|w| words.find(w)).min()?;
    let body = &words[..cut];
    (body.chars().count() <= 15 && is_holder(body)).then_some(body)
}

/// What the holder of an event adds to its name: a single organisation, nothing for several or for people.
pub fn host_part(host: &str, name: &str) -> Option<String> {
    let several = host.contains(['、', '，', ',']) || host.contains('和');
    let organ = HOSTS.iter().any(|w| host.ends_with(w));
    let person = LEADERS.iter().any(|w| host.contains(w));
    let long = host.chars().count() > 18;
    // 县委召开全县农村工作会议: the whole county is told.
    if several
        || !organ
        || person
        || long
        || (name.starts_with('全') && !name.starts_with("全委") && !name.starts_with("全体"))
        || starts_with_place(name)
    {
        return None;
    }
    // 县委召开县委农村工作会议 names the holder already.
    let tail: String = host.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
    let head: String = name.chars().take(10).collect();
    (!head.contains(&tail)).then(|| host.to_owned())
}

/// 县政协 of `县政协主席某某` that holds `十届三次主席会议`, 县政府 of `县长某某` that holds `第12次常务会议`: the body whose sessions are so
/// numbered, by its leader.
pub fn body_of_leader(host: &str, name: &str, kind: MeetingKind) -> Option<String> {
    let numbered = name.starts_with('第') || name.split_once('届').is_some_and(|(n, _)| n.chars().count() <= 3);
    if !numbered
        || name.contains("政协")
        || name.contains("人大")
        || host.contains(['、', '，', '；']) && !host.contains("书记、")
    {
        return None;
    }
    let signs: &[(&str, &str)] = match kind {
        MeetingKind::Consultative => &[("政协主席", "政协"), ("政协党组书记", "政协")],
        MeetingKind::Congress => &[("人大常委会主任", "人大常委会"), ("人大常委会党组书记", "人大常委会")],
        MeetingKind::StandingCommittee => &[("委书记", "委")],
        _ => return None,
    };
    let (at, body) = signs.iter().find_map(|(sign, body)| host.find(sign).map(|at| (at, body)))?;
    Some(format!("{}{body}", &host[..at])).filter(|body| body.chars().count() <= 12)
}

/// Whether `host` is one organisation that holds meetings, however long its name.
pub fn is_holder(host: &str) -> bool {
    !host.contains(['、', '，', ',']) && HOSTS.iter().any(|w| host.ends_with(w))
}

/// How alike two names are, from 0 to 1: the share of the shorter one's pairs of characters found in the longer,
/// place, year and marks aside.
pub fn likeness(a: &str, b: &str, places: &Places) -> f64 {
    let (a, b) = (pairs(&core(a, places)), pairs(&core(b, places)));
    let least = a.len().min(b.len());
    if least == 0 {
        return 0.0;
    }
    // Counts of a few dozen are exact in f64.
    a.iter().filter(|pair| b.binary_search(pair).is_ok()).count() as f64 / least as f64
}

/// The name without place, year, marks and the words that only tell of its being held.
pub fn core(name: &str, places: &Places) -> String {
    let mark = |c: char| matches!(c, '“' | '”' | '"' | '（' | '）' | '(' | ')' | '《' | '》' | '·');
    let mut core: String = name.chars().filter(|c| !c.is_whitespace() && !mark(*c)).collect();
    let without = |words: String, place: &str| if words.contains(place) { words.replace(place, "") } else { words };
    if let Some(home) = home_name(places) {
        core = without(core, home);
        let stem = divisions::stem(home);
        if stem.chars().count() >= 2 {
            core = without(core, stem);
        }
    }
    let mut core = core.as_str();
    for own in [
        "全省", "全州", "全国", "全县", "全区", "全市", "全镇", "我县", "我区", "我市", "我镇", "全旗", "我旗", "县委",
        "区委", "市委",
    ] {
        core = core.strip_prefix(own).unwrap_or(core);
    }
    let digits = core.chars().take_while(char::is_ascii_digit).count();
    if digits == 4 {
        core = core[4..].trim_start_matches('年').trim_start_matches('度');
    }
    core.to_owned()
}

/// Its pairs of characters, sorted, each once.
fn pairs(name: &str) -> Vec<(char, char)> {
    let mut pairs: Vec<(char, char)> = name.chars().zip(name.chars().skip(1)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

static HOSTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words(include_str!("../../../lexicon/host_organs.txt")));
static ACTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words(include_str!("../../../lexicon/division_acts.txt")));
