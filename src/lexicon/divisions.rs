//! Administrative divisions at county level and above (GB/T 2260) with their history: look-up by code and by name at a
//! date, the shorter forms that texts print, and who lies in whom.
//!
//! Accepted as a name: the full name (`长宁区`, `石柱土家族自治县`), the stem of two or more characters (`长宁`, `石柱`), an
//! autonomous division without its peoples (`石柱县`, `恩施州`, `管城区`). A one-character county keeps its 县 (`蔚县`).
//!
//! Reads `divisions.tsv`, `division_short_names.tsv`, `ethnic_groups.txt`.

use super::{ByChar, rows};
use rustc_hash::FxHashMap;
use std::{collections::BTreeMap, sync::LazyLock};

/// Level in the hierarchy. Townships have no six-digit code and are not in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Province, autonomous region, municipality.
    Province,
    /// Prefecture-level city, prefecture, league, autonomous prefecture.
    Prefecture,
    /// County, district, county-level city, banner.
    County,
    /// Town, township, sub-district.
    Township,
}

impl Level {
    /// The code as the archive holds it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::Prefecture => "prefecture",
            Self::County => "county",
            Self::Township => "township",
        }
    }
}

/// One name that a code bore in some years. A code that was renamed has several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Division {
    /// Six digits.
    pub code: &'static str,
    /// Full name without its parents (`长宁区`).
    pub name: &'static str,
    /// Level.
    pub level: Level,
    /// First year of the name under the code; `None`: 1980 or before.
    pub valid_from: Option<i16>,
    /// Last year; `None`: in force.
    pub valid_to: Option<i16>,
}

impl Division {
    /// Whether the name was in force at some time of `year`.
    pub fn is_valid_in(&self, year: i16) -> bool {
        self.valid_from.is_none_or(|y| y <= year) && self.valid_to.is_none_or(|y| year <= y)
    }

    /// Years between `year` and the validity of the name; 0 when valid.
    fn distance(&self, year: i16) -> i16 {
        let before = self.valid_from.map_or(0, |y| (y - year).max(0));
        let after = self.valid_to.map_or(0, |y| (year - y).max(0));
        before.max(after)
    }
}

static TABLE: LazyLock<Vec<Division>> = LazyLock::new(|| {
    rows(include_str!("../../lexicon/divisions.tsv"))
        .filter_map(|r| {
            let [code, name, level, from, to] = r[..] else { return None };
            let level = match level {
                "province" => Level::Province,
                "prefecture" => Level::Prefecture,
                _ => Level::County,
            };
            Some(Division { code, name, level, valid_from: from.parse().ok(), valid_to: to.parse().ok() })
        })
        .collect()
});

/// The peoples by their last character.
static PEOPLES: LazyLock<ByChar<&'static str>> = LazyLock::new(|| ByChar::by_last(peoples()));

/// The peoples of more than three characters, without 族, by their last character.
static SHORT_PEOPLES: LazyLock<ByChar<&'static str>> =
    LazyLock::new(|| ByChar::by_last(peoples().filter(|p| p.chars().count() > 3).map(|p| p.trim_end_matches('族'))));

fn peoples() -> impl Iterator<Item = &'static str> {
    rows(include_str!("../../lexicon/ethnic_groups.txt")).filter_map(|r| r.first().copied())
}

/// Customary short names with the full ones.
static SHORT_NAMES: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    rows(include_str!("../../lexicon/division_short_names.tsv"))
        .filter_map(|r| Some((*r.first()?, *r.get(1)?)))
        .collect()
});

/// Printed form → positions in the table.
static INDEX: LazyLock<FxHashMap<String, Vec<u32>>> = LazyLock::new(|| {
    let mut map: FxHashMap<String, Vec<u32>> = FxHashMap::default();
    for (i, d) in (0u32..).zip(TABLE.iter()) {
        for form in forms(d.name) {
            map.entry(form).or_default().push(i);
        }
    }
    map
});

/// The codes of the table as numbers, in its order.
static CODES: LazyLock<Vec<u32>> = LazyLock::new(|| TABLE.iter().map(|d| number(d.code)).collect());

/// For each code its rows in the table.
static ROWS: LazyLock<FxHashMap<u32, &'static [Division]>> = LazyLock::new(|| {
    let of_code = TABLE.chunk_by(|a, b| a.code == b.code);
    of_code.map(|rows| (number(rows[0].code), rows)).collect()
});

fn number(code: &str) -> u32 {
    code.parse().unwrap_or(0)
}

/// Every row of the table, sorted by code and name.
pub fn all() -> &'static [Division] {
    &TABLE
}

/// Every printed form that stands for some division, in no order.
pub fn printed_forms() -> &'static [&'static str] {
    static FORMS: LazyLock<Vec<&'static str>> = LazyLock::new(|| INDEX.keys().map(String::as_str).collect());
    &FORMS
}

/// The divisions that `form` (full or shorter, without parents) can mean in `year`, those whose years fit best; without
/// a year those in force, or else the latest. Several when the name is ambiguous (`鼓楼区`); each code once.
pub fn named(form: &str, year: Option<i16>) -> Vec<&'static Division> {
    let found = INDEX.get(form).map(Vec::as_slice).unwrap_or_default();
    let mut found: Vec<&Division> = found.iter().map(|&i| &TABLE[i as usize]).collect();
    // A bare stem that a province bears too (海南, 河南) means the province.
    if found.iter().any(|d| d.level == Level::Province) {
        found.retain(|d| d.level == Level::Province);
    }
    if found.len() < 2 {
        return found;
    }
    let year = year.unwrap_or(9999);
    let best = found.iter().map(|d| d.distance(year)).min().unwrap_or(0);
    found.retain(|d| d.distance(year) == best);
    // A full name in force is no stem of another division: 吉林市 never means 吉林省.
    if found.iter().any(|d| d.name == form) {
        found.retain(|d| d.name == form);
    }
    drop_predecessors(&mut found, year);
    found.dedup_by_key(|d| d.code);
    found
}

/// In the year of a change old and new code are both valid; the later one stands if both lie in the same province.
fn drop_predecessors(found: &mut Vec<&'static Division>, year: i16) {
    let successors: Vec<&Division> =
        found.iter().copied().filter(|d| d.valid_from == Some(year) || d.valid_to.is_none()).collect();
    found.retain(|d| {
        d.valid_to != Some(year)
            || !successors.iter().any(|s| s.code != d.code && s.name == d.name && s.code[..2] == d.code[..2])
    });
}

/// The division of `code` in `year` (without a year the name in force, or else the latest).
pub fn by_code(code: &str, year: Option<i16>) -> Option<&'static Division> {
    by_number(number(code), year)
}

fn by_number(code: u32, year: Option<i16>) -> Option<&'static Division> {
    let year = year.unwrap_or(9999);
    // Of two names valid in the year of a change the later one.
    ROWS.get(&code)?.iter().min_by_key(|d| (d.distance(year), -d.valid_from.unwrap_or(0)))
}

/// The division above: prefecture of a county, province of a prefecture or of a county directly under it. `None` for
/// provinces and unknown codes.
pub fn parent(code: &str, year: Option<i16>) -> Option<&'static Division> {
    let code = number(code);
    let (province, prefecture) = (code / 10_000 * 10_000, code / 100 * 100);
    match code {
        _ if code == province => None,
        _ if code == prefecture => by_number(province, year),
        _ => by_number(prefecture, year).or_else(|| by_number(province, year)),
    }
}

/// `code` itself and what lies above it, from below.
pub fn lineage(code: &str, year: Option<i16>) -> Vec<&'static Division> {
    std::iter::successors(by_code(code, year), |d| parent(d.code, year)).collect()
}

/// The division that bore the place of today's `code` in `year`: itself, or a predecessor of the same stem in the same
/// province (通州区 of today was 通州市 in 2005).
pub fn at_the_time(code: &str, year: Option<i16>) -> Option<&'static Division> {
    let today = by_code(code, None)?;
    let Some(year) = year.filter(|y| !today.is_valid_in(*y)) else { return by_code(code, year) };
    let own = stem(today.name);
    // A name begins with its stem: to look for that of every division of the province would cost far more.
    let same =
        |d: &&Division| d.level == today.level && d.is_valid_in(year) && d.name.starts_with(own) && stem(d.name) == own;
    province(code).iter().find(same)
}

/// The code in force of the division that `code` became: itself, unless it ended and in the year of its end (or the next:
/// the tables lag) another of the same stem in the same province began (昌平县, 昌平区).
pub fn today(code: &str) -> &str {
    static SUCCESSORS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
        let codes = TABLE.chunk_by(|a, b| a.code == b.code).filter_map(|names| by_code(names[0].code, None));
        let ended: Vec<&Division> = codes.filter(|d| d.valid_to.is_some()).collect();
        ended.into_iter().filter_map(|d| Some((d.code, successor(d)?))).collect()
    });
    let mut today = code;
    // A chain has few links (县, 市, 区); the bound is against a table that leads in a circle.
    for _ in 0..8 {
        let Some(next) = SUCCESSORS.get(today) else { break };
        today = next;
    }
    today
}

fn successor(ended: &Division) -> Option<&'static str> {
    let year = ended.valid_to?;
    // The years first: a stem costs a walk over all peoples, and few divisions began in those two years.
    let own = stem(ended.name);
    let follows = |d: &&Division| {
        d.valid_from.is_some_and(|from| (year..=year + 1).contains(&from))
            && d.level == ended.level
            && d.code != ended.code
            && stem(d.name) == own
    };
    let mut found = province(ended.code).iter().filter(follows);
    let first = found.next()?;
    found.next().is_none().then_some(first.code)
}

/// The rows of the province in which `code` lies.
fn province(code: &str) -> &'static [Division] {
    let province = number(code) / 10_000 * 10_000;
    let first = CODES.partition_point(|c| *c < province);
    let end = CODES.partition_point(|c| *c < province + 10_000);
    &TABLE[first..end]
}

/// The forms in which texts print `name`: itself, its stem, its insider form.
pub fn forms(name: &str) -> Vec<String> {
    let mut forms = vec![name.to_owned()];
    let stem = stem(name);
    if stem.chars().count() >= 2 {
        forms.push(stem.to_owned());
    }
    let insider = insider_name(name);
    if !forms.contains(&insider) {
        forms.push(insider);
    }
    forms.extend(SHORT_NAMES.iter().filter(|(_, full)| *full == name).map(|(short, _)| (*short).to_owned()));
    forms
}

/// The name as insiders put it before a unit: autonomous divisions without their peoples (`石柱县`, `恩施州`, `广西`),
/// everything else in full (`长宁区`, `蔚县`, `甘肃省`).
pub fn insider_name(name: &str) -> String {
    match name {
        _ if name.ends_with("自治县") => format!("{}县", stem(name)),
        _ if name.ends_with("自治州") => format!("{}州", stem(name)),
        _ if name.ends_with("自治旗") => format!("{}旗", stem(name)),
        _ if name.ends_with("自治区") => stem(name).to_owned(),
        _ if name.ends_with("族区") => format!("{}区", stem(name)),
        _ => name.to_owned(),
    }
}

/// The name without its class and without peoples: `长宁`, `石柱`, `大兴安岭`; of one character for 蔚县.
pub fn stem(name: &str) -> &str {
    const AUTONOMOUS: [&str; 4] = ["自治区", "自治州", "自治县", "自治旗"];
    const CLASSES: [&str; 11] = ["特别行政区", "地区", "林区", "特区", "新区", "省", "市", "县", "区", "旗", "盟"];
    if let Some(rest) = AUTONOMOUS.iter().find_map(|s| name.strip_suffix(s)) {
        return without_peoples(rest);
    }
    if let Some(rest) = name.strip_suffix('区').filter(|r| r.ends_with('族')) {
        return without_peoples(rest);
    }
    CLASSES.iter().find_map(|s| name.strip_suffix(s)).filter(|s| !s.is_empty()).unwrap_or(name)
}

fn without_peoples(name: &str) -> &str {
    let mut rest = name.strip_suffix("各族").or_else(|| name.strip_suffix("维吾尔")).unwrap_or(name);
    // 塔什库尔干塔吉克自治县, 伊犁哈萨克自治州: the people without 族.
    let of_last = |peoples: &'static ByChar<&'static str>, name: &str| {
        name.chars().next_back().map_or(&[][..], |last| peoples.of(last)).iter()
    };
    let short = of_last(&SHORT_PEOPLES, rest).find_map(|p| rest.strip_suffix(p)).filter(|_| !rest.ends_with('族'));
    if let Some(stem) = short {
        return if stem.is_empty() { rest } else { stem };
    }
    while let Some(shorter) = of_last(&PEOPLES, rest).filter_map(|p| rest.strip_suffix(p)).min_by_key(|r| r.len()) {
        if shorter.is_empty() {
            // 东乡族自治县, 鄂温克族自治旗 are called after the people.
            return rest.strip_suffix('族').unwrap_or(rest);
        }
        rest = shorter;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_and_insider_names() {
        for (name, short, insider) in [
            ("长宁区", "长宁", "长宁区"),
            ("石柱土家族自治县", "石柱", "石柱县"),
            ("积石山保安族东乡族撒拉族自治县", "积石山", "积石山县"),
            ("东乡族自治县", "东乡", "东乡县"),
            ("新疆维吾尔自治区", "新疆", "新疆"),
            ("恩施土家族苗族自治州", "恩施", "恩施州"),
            ("管城回族区", "管城", "管城区"),
            ("敖汉旗", "敖汉", "敖汉旗"),
            ("蔚县", "蔚", "蔚县"),
            ("大兴安岭地区", "大兴安岭", "大兴安岭地区"),
        ] {
            assert_eq!((stem(name), insider_name(name).as_str()), (short, insider), "{name}");
        }
        assert!(!forms("蔚县").contains(&"蔚".to_owned()));
    }

    #[test]
    fn codes_follow_the_year() {
        let code = |name, year| named(name, year).iter().map(|d| d.code).collect::<Vec<_>>();
        assert_eq!(code("巢湖市", Some(2009)), ["341400"]);
        assert_eq!(code("巢湖市", Some(2018)), ["340181"]);
        assert_eq!(code("崇明县", Some(2010)), ["310230"]);
        assert_eq!(code("崇明", Some(2021)), ["310151"]);
        assert_eq!(code("崇明", None), ["310151"]);
        assert!(code("鼓楼区", None).len() >= 4);
        assert!(code("无此县", None).is_empty());
    }

    #[test]
    fn parents_climb_to_the_province() {
        let names = |code| lineage(code, Some(2020)).iter().map(|d| d.name).collect::<Vec<_>>();
        assert_eq!(names("310151"), ["崇明区", "上海市"]);
        assert_eq!(names("371122"), ["莒县", "日照市", "山东省"]);
        assert_eq!(names("429004"), ["仙桃市", "湖北省"]);
    }

    #[test]
    fn rows_are_well_formed() {
        for d in all() {
            assert!(d.code.len() == 6 && d.code.bytes().all(|b| b.is_ascii_digit()), "{d:?}");
            assert!(d.valid_from.zip(d.valid_to).is_none_or(|(a, b)| a <= b), "{d:?}");
        }
    }
}
