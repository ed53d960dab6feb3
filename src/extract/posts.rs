//! Posts: a unit and a title, alone or in a chain before a name.
//!
//! Accepted (one post a bracket): ［区委副书记］、［区长］甲; ［县应急管理局党组书记］、［局长］乙; ［全国某领导小组成员］兼
//! ［办公室副主任］丙; ［县委常委］、［组织部部长］丁; ［石桥镇党委副书记］、［镇长］戊; ［组织部长］己.
//! Refused: 主席|台, 干|部长|期, 委员|会, 成员|单位.
//!
//! Reads `titles.tsv`, `title_prefixes.txt`, `title_not_before.tsv`, `institutions.tsv`.

use super::{
    annotate::{Annotations, Class, Hit},
    names::Names,
    text::Text,
    units::{Anchor, UnitMention, Units, is_han},
};
use crate::{
    lexicon::{
        posts::{self, Seat, Title},
        units::institutions_of,
    },
    record::{Organ, Span, UnitKind},
};
use std::sync::LazyLock;

static TITLES: LazyLock<Vec<Title>> = LazyLock::new(posts::titles);
/// With what the names of parts of a department or institution end.
const SECTIONS: [&str; 8] = ["室", "科", "处", "股", "中心", "庭", "站", "部"];

/// Words by which alone a text may call a house, with the kind of the house, the longest first.
pub static HOUSES: LazyLock<Vec<(&'static str, UnitKind)>> = LazyLock::new(|| institutions_of("alone"));

/// By the rows of [`TITLES`].
static NOT_BEFORE: LazyLock<Vec<Vec<Vec<char>>>> = LazyLock::new(|| {
    let words = posts::titles_not_before();
    TITLES.iter().map(|title| words.get(title.word).cloned().unwrap_or_default()).collect()
});

/// One post of a chain as printed.
#[derive(Clone, Debug)]
pub struct PrintedPost {
    /// Unit words and title.
    pub span: Span,
    /// Where the title alone stands, prefixes included.
    pub title_span: Span,
    /// The title as printed, prefixes included (常务副县长).
    pub title: String,
    /// Row of the title without prefixes.
    pub row: usize,
    /// The unit printed before the title.
    pub unit: Option<UnitMention>,
    /// A division or town printed before a title that implies its government (凤台县|县长).
    pub place: Option<Anchor>,
    /// Whether 原 stands between unit and title.
    pub former: bool,
    /// The rank printed between unit and title; `None` if there is none.
    pub rank: Option<&'static str>,
}

impl PrintedPost {
    /// The entry of `titles.tsv`.
    pub fn entry(&self) -> &'static Title {
        &TITLES[self.row]
    }
}

/// Posts joined by 、 or 兼, up to the last title.
#[derive(Clone, Debug)]
pub struct Chain {
    /// In printed order; never empty.
    pub posts: Vec<PrintedPost>,
}

impl Chain {
    /// From the first unit to the last title.
    pub fn span(&self) -> Span {
        let first = self.posts.first().map_or(0, |p| p.span.start);
        Span { start: first, end: self.posts.last().map_or(first, |p| p.span.end) }
    }
}

/// All chains of the text in order.
pub fn chains(text: &Text, hits: &Annotations, units: &Units, names: &Names) -> Vec<Chain> {
    let mut out: Vec<Chain> = Vec::new();
    let mut floor = 0;
    for hit in hits.introducing(Class::Title) {
        if hit.start < floor || continues(text, hit) {
            continue;
        }
        let Some(block) = text.block_at(hit.start) else { continue };
        let floor_here = floor.max(text.blocks[block].span.start as usize);
        // 副部长｜段长江一行: a second title right behind the first is the head of a name.
        let behind = out.last().is_some_and(|c| c.span().end as usize == hit.start);
        let called = || names.exactly(hit.start, hit.end + 1).filter(|c| c.form >= 20);
        if behind && called().is_some_and(|c| names.follower(c.span.end as usize) > 0) {
            continue;
        }
        let mut post = read(text, hits, units, hit, floor_here);
        let doubled = hit.start > 0 && text.at(hit.start - 1) == text.at(hit.start);
        // 指导组成员｜某某, 不是组成.
        let group = text.ends_with(hit.start, "组") && names.at(hit.end).is_some_and(|c| c.form >= 20);
        let given = ["同志为", "当选为", "选为", "聘为", "聘请为", "命为"].iter().any(|w| text.ends_with(hit.start, w));
        let cut = !doubled && !given && !group && cuts_a_word(hits, hit) && !follows_a_name(names, hit);
        if post.unit.is_none() && cut {
            continue;
        }
        floor = hit.end;
        if post.unit.is_none()
            && let Some(own) = out.last().and_then(|c| apposed(text, names, c, &post))
        {
            post = PrintedPost {
                span: Span { start: own.start, ..post.span },
                unit: Some(units.in_own_words(own)),
                ..post
            };
        }
        let joins = out
            .last()
            .filter(|c| {
                connects(text, c.span(), post.span.start as usize)
                    || in_brackets(text, names, c.span(), &post)
                    || post.unit.as_ref().is_some_and(|u| u.rule == "unit-in-own-words")
            })
            .is_some();
        match out.last_mut().filter(|_| joins) {
            Some(chain) => chain.posts.push(post),
            None => out.push(Chain { posts: vec![post] }),
        }
    }
    out
}

fn read(text: &Text, hits: &Annotations, units: &Units, hit: &Hit, floor: usize) -> PrintedPost {
    let mut start = hit.start;
    // 国家防总｜副总指挥
    let fixed = |at: usize| hits.longest_ending(at, Class::FixedUnit).is_some();
    while let Some(prefix) =
        hits.longest_ending(start, Class::TitlePrefix).filter(|p| p.start >= floor && !fixed(start))
    {
        start = prefix.start;
    }
    let title_span = Span::new(start, hit.end);
    let seat = charged_with(text, start, floor).unwrap_or(start);
    // 县政协｜原主席, 县人武部｜上校政委: a word between unit and title.
    let former = ["原", "前"].iter().any(|w| text.ends_with(seat, w)) && units.ending_at(seat - 1, floor).is_some();
    let rank = hits.longest_ending(seat, Class::Rank).filter(|r| units.ending_at(r.start, floor).is_some());
    let seat = if former { seat - 1 } else { rank.map_or(seat, |r| r.start) };
    let business = TITLES[hit.row as usize].office == "manager";
    // 县工商联（总商会）｜主席: the remark is no part of the unit's name.
    let seat = before_remark(text, seat, floor).filter(|at| units.ending_at(*at, floor).is_some()).unwrap_or(seat);
    let unit = units
        .ending_at(seat, floor)
        .or_else(|| units.part_ending_at(seat, floor))
        .or_else(|| business.then(|| units.firm_ending_at(seat, floor))?);
    let place = if unit.is_none() { units.place_ending_at(seat, floor) } else { None };
    // ［石桥镇］东山村党支部书记: the town of the village stands before it.
    let town = |u: &UnitMention| {
        let at = u.span.start as usize;
        let village = u.kind == UnitKind::Village || u.organ == Organ::Branch;
        let town = units.place_ending_at(at, floor).filter(|_| village);
        town.map_or(at, |(from, _)| from)
    };
    let from = match (&unit, &place) {
        (Some(u), _) => town(u),
        (None, Some((from, _))) => *from,
        // 兼|办公室副主任: the office of the group before it; 经理、|党委副书记: the committee of the firm.
        // 县委副书记、|政府县长: of the same place.
        _ => ["党总支", "政府办公室", "政府办", "人民政府", "办公室", "党委", "党组", "政府"]
            .iter()
            .find(|w| text.ends_with(start, w))
            .map(|w| start - w.chars().count())
            .filter(|&from| from >= floor)
            .or_else(|| section(text, start, floor))
            .or_else(|| house(text, start, floor))
            .unwrap_or(start),
    };
    PrintedPost {
        span: Span::new(from, hit.end),
        title: text.letters.dense(start, hit.end),
        title_span,
        row: hit.row as usize,
        unit,
        place: place.map(|p| p.1),
        former,
        rank: rank.and_then(|r| posts::ranks().get(r.row as usize).copied()),
    }
}

/// 副局长兼｜督导室主任, 副院长、｜骨科主任: where the words begin that name a part of the unit of the post before, which ends
/// at `floor`.
fn section(text: &Text, start: usize, floor: usize) -> Option<usize> {
    let joint =
        ["、", "兼", "，兼", "、兼"].iter().filter(|w| text.starts_with(floor, w)).map(|w| w.chars().count()).max()?;
    let from = floor + joint;
    let words: String = text.slice(Span::new(from, start.max(from))).iter().collect();
    let own = words.chars().count() >= 2 && words.chars().count() <= 8 && words.chars().all(is_han);
    (floor > 0 && own && SECTIONS.iter().any(|s| words.ends_with(s))).then_some(from)
}

/// 任命甲乙为｜集团院长: where the word for a house begins that the text calls by no more between an act and a title.
fn house(text: &Text, start: usize, floor: usize) -> Option<usize> {
    let (word, _) = HOUSES.iter().find(|(w, _)| text.ends_with(start, w))?;
    let from = start - word.chars().count();
    (from >= floor && is_given_at(text, from)).then_some(from)
}

/// 任命甲乙｜为: whether a word of appointment ends at `at`.
pub fn is_given_at(text: &Text, at: usize) -> bool {
    ["为", "任", "担任", "兼任", "任命"].iter().any(|w| text.ends_with(at, w))
}

/// Where a remark in brackets begins that ends at `at`, not before `floor`; `None` if none ends there.
fn before_remark(text: &Text, at: usize, floor: usize) -> Option<usize> {
    const LONGEST: usize = 12;
    let close = at.checked_sub(1).filter(|&i| matches!(text.chars[i], '）' | ')'))?;
    (close.saturating_sub(LONGEST).max(floor)..close).rev().find(|&i| matches!(text.chars[i], '（' | '('))
}

/// 石桥镇｜主管武装的副镇长: where the unit ends when a remark on the duty stands between it and the title.
fn charged_with(text: &Text, start: usize, floor: usize) -> Option<usize> {
    if !text.ends_with(start, "的") {
        return None;
    }
    let reach = start.saturating_sub(12).max(floor);
    (reach..start).rev().find(|&at| ["主管", "分管", "负责", "主抓", "联系"].iter().any(|w| text.starts_with(at, w)))
}

/// 省政协委员、［某大学驻某县专家组］｜组长甲乙, 县政协委员、某村“［某某茶舍］”｜负责人甲乙: the words for a body that no lexicon knows, between
/// the seat of a delegate and a title before a name; `None` if something else stands there.
fn apposed(text: &Text, names: &Names, chain: &Chain, post: &PrintedPost) -> Option<Span> {
    const LONGEST: usize = 24;
    let delegate = chain.posts.last().filter(|p| matches!(p.entry().office, "member" | "delegate"))?;
    let (from, to) = (delegate.span.end as usize + 1, post.title_span.start as usize);
    let named = names.at(post.span.end as usize).is_some_and(|c| c.form >= 20);
    if !(named && text.starts_with(from - 1, "、") && (from + 3..=from + LONGEST).contains(&to)) {
        return None;
    }
    let words = text.slice(Span::new(from, to));
    if words.ends_with(&['”']) {
        let open = words.iter().rposition(|c| *c == '“').filter(|&open| words[..open].iter().all(|c| is_han(*c)))?;
        return Some(Span::new(from + open + 1, to - 1));
    }
    let group = words.ends_with(&['组']) || words.ends_with(&['队']);
    (group && words.iter().all(|c| is_han(*c))).then(|| Span::new(from, to))
}

/// Whether only a connector stands between two posts of one person.
fn connects(text: &Text, chain: Span, to: usize) -> bool {
    let from = chain.end as usize;
    if to < from || to - from > 3 {
        return false;
    }
    let between: String = text.slice(Span::new(from, to)).iter().filter(|c| !c.is_whitespace()).collect();
    // 县委［常委］［组织部长］
    if between.is_empty() {
        return text.ends_with(from, "常委");
    }
    // 县文旅局负责人，石桥镇镇长甲; 甲当选会长，某院院长乙: another person's post.
    let comma = between.starts_with(['，', ',']);
    let closed = text.ends_with(from, "负责人")
        || ["当选", "当选为", "同志任", "担任", "担任该校", "担任该院", "受聘为"]
            .iter()
            .any(|w| text.ends_with(chain.start as usize, w));
    // 甲任组长，某局局长乙任副组长; not 历任乡长，县长.
    let takes = text.ends_with(chain.start as usize, "任")
        && !["历任", "曾任", "先后任", "兼任", "时任", "现任", "原任"]
            .iter()
            .any(|w| text.ends_with(chain.start as usize, w));
    let closed = closed || takes;
    if comma && (closed || end_of_list_before(text, chain.start as usize).is_some()) {
        return false;
    }
    matches!(between.as_str(), "、" | "，" | "," | "兼" | "、兼" | "，兼" | ",兼" | "兼任" | "､")
}

/// 县农业农村局局长（县扶贫办主任）甲乙: a second post of the same person, between the first and the name.
fn in_brackets(text: &Text, names: &Names, chain: Span, post: &PrintedPost) -> bool {
    let (from, to, end) = (chain.end as usize, post.span.start as usize, post.span.end as usize);
    let opens = to == from + 1 && matches!(text.at(from), Some('（' | '('));
    let closes = matches!(text.at(end), Some('）' | ')'));
    opens && closes && names.at(end + 1).is_some_and(|c| c.form >= 0)
}

/// Behind the bracket of [`in_brackets`] that closes at `at`; `at` itself if none does.
pub fn behind_brackets(text: &Text, chain: &Chain, at: usize) -> usize {
    let opens =
        |p: &PrintedPost| text.ends_with(p.span.start as usize, "（") || text.ends_with(p.span.start as usize, "(");
    let inside = chain.posts.len() > 1 && chain.posts.last().is_some_and(opens);
    if inside && matches!(text.at(at), Some('）' | ')')) { at + 1 } else { at }
}

/// 甲、乙｜等在家的市委常委: where the list of names ends whose holders the words at `at` sum up; `None` if they sum up none.
pub fn end_of_list_before(text: &Text, at: usize) -> Option<usize> {
    let mut end = at;
    for words in [&["的"][..], &["在家", "在岗", "在县", "在市", "在区", "部分", "有关", "其他"]] {
        end -= words.iter().find(|w| text.ends_with(end, w)).map_or(0, |w| w.chars().count());
    }
    text.ends_with(end, "等").then(|| end - 1)
}

/// Whether the title is the beginning of another word (主席|台).
fn continues(text: &Text, hit: &Hit) -> bool {
    let rest = text.chars.get(hit.end..).unwrap_or_default();
    NOT_BEFORE[hit.row as usize].iter().any(|w| rest.first() == w.first() && rest.starts_with(w))
}

/// Whether a word of the language begins before the title and ends inside it (干部|长).
fn cuts_a_word(hits: &Annotations, hit: &Hit) -> bool {
    // 党组|成员 is not 组成.
    let group = hit.start >= 2 && hits.ending_of(hit.start, Class::Head).any(|h| h.end - h.start == 2);
    // 由｜县长, 和｜市长: the list of words has 由县 and 和市 only because they stand so often.
    let preposition = hits.longest_ending(hit.start, Class::LeftStop).is_some();
    let apart = |start: usize| preposition && start + 1 == hit.start;
    let word = |h: &Hit| h.start < hit.start && h.row >= 50 && !apart(h.start);
    !group && (hit.start + 1..hit.end).any(|at| hits.ending_of(at, Class::CommonWord).any(word))
}

/// 给支队［董卫军］政委: the word that the title would cut ends the name before it.
fn follows_a_name(names: &Names, hit: &Hit) -> bool {
    /// Least weight of the form of the name.
    const SURE: i32 = 40;
    let start = hit.start.checked_sub(3);
    start.and_then(|start| names.exactly(start, hit.start)).is_some_and(|c| c.form >= SURE)
}

/// Whether the holder of the post sits in a government that the title implies.
pub fn implied_government(post: &PrintedPost) -> Option<&'static str> {
    match post.entry().seat {
        Seat::Government(level) => Some(level),
        _ => None,
    }
}
