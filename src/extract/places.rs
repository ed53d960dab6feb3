//! Divisions named in a text, and the document's own one (its *home*), from which 我县, 全区, 市委 get their meaning.
//!
//! Accepted as a mention: `<昌黎县>人武部`, `河北省<昌黎县>`, `<昌黎>召开大会` (a short form at the head of a headline, before a
//! verb of holding, in the publisher's name or beside the full name). Refused: short forms inside other names
//! (`昌黎路`, `和平村`), common nouns (`城区`) unless the division above stands right before them.
//!
//! Same-named divisions (鼓楼区) are told apart by the divisions above them named before or nearby. A name that stays
//! ambiguous is no mention; as home it has a name and no code.
//!
//! A county that the text leaves out (我县) is told by its towns: two that only one county has.
//!
//! Reads `divisions.tsv`, `townships.tsv`, `masthead_words.tsv`, `division_words.txt`, `division_stem_words.txt`, `division_acts.txt`, `own_division_words.txt`, `level_signs.tsv`.

use super::{Text, dates};
use crate::{
    lexicon::{
        WordTable,
        divisions::{self, Division, Level},
        rows, townships,
    },
    record::{Basis, Fields, PlaceMention, Span},
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::{LazyLock, OnceLock},
};

/// The division in whose name the document speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// GB/T 2260 code; `None` for townships and names that stay ambiguous.
    pub code: Option<String>,
    /// Short full name (`昌黎县`, `桃源镇`).
    pub name: String,
    /// Level.
    pub level: Level,
    /// How it is known: printed with the event or as publisher (`Stated`), or concluded from mentions.
    pub basis: Basis,
    /// Where it is printed first; `None` when only the publisher's name says it.
    pub span: Option<Span>,
    /// Code of the county above a township, if the text names one.
    pub county: Option<String>,
}

/// What [`find`] knows.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Divisions named in the text, in order.
    pub mentions: Vec<PlaceMention>,
    /// The document's own division.
    pub home: Option<Home>,
    /// Year in which names and codes are looked up; `None` if the document tells none.
    pub year: Option<i16>,
    /// Names whose code was settled by the context.
    settled: BTreeMap<String, String>,
}

impl Places {
    /// The division above `code` in the document's year.
    pub fn parent(&self, code: &str) -> Option<&'static Division> {
        divisions::parent(code, self.year)
    }

    /// Full name of `code` in `year`.
    pub fn name_of(&self, code: &str, year: Option<i16>) -> Option<&'static str> {
        divisions::by_code(code, year).map(|d| d.name)
    }

    /// Full name and code of a division printed as `form` (full or short), as this document means it. `None` when it
    /// is no division or stays ambiguous.
    pub fn resolve(&self, form: &str) -> Option<(String, String)> {
        if let Some(code) = self.settled.get(form) {
            return Some((divisions::by_code(code, self.year)?.name.to_owned(), code.clone()));
        }
        match divisions::named(form, self.year)[..] {
            [only] => Some((only.name.to_owned(), only.code.to_owned())),
            _ => None,
        }
    }

    /// The division that a bare class word (`市` of 市委, `省`, `县`, `区`, `旗`, `州`, `镇`, `乡`, `街道`) means in this
    /// document: home itself when it is of that class, else the nearest division of the class above it. Name and code
    /// (`None` for townships). `None` when the document does not let it be known.
    pub fn level_above(&self, class: &str) -> Option<(String, Option<String>)> {
        let home = self.home.as_ref()?;
        if is_of_class(&home.name, class) {
            return Some((home.name.clone(), home.code.clone()));
        }
        let start = home.code.as_deref().or(home.county.as_deref())?;
        divisions::lineage(start, self.year)
            .into_iter()
            .find(|d| is_of_class(d.name, class) && Some(d.code) != home.code.as_deref())
            .map(|d| (d.name.to_owned(), Some(d.code.to_owned())))
    }

    /// Whether `name` is the home or lies above it.
    pub fn is_home_or_above(&self, code: &str) -> bool {
        let start = self.home.as_ref().and_then(|h| h.code.as_deref().or(h.county.as_deref()));
        start.is_some_and(|c| divisions::lineage(c, self.year).iter().any(|d| d.code == code))
    }
}

/// Whether a division called `name` is a 县, 区, 市 … : autonomous counties are counties, autonomous regions 区.
fn is_of_class(name: &str, class: &str) -> bool {
    match class {
        "区" => name.ends_with('区') && !name.ends_with("自治区") && !name.ends_with("地区"),
        "自治区" => name.ends_with("自治区"),
        "地" | "地区" => name.ends_with("地区"),
        "街" | "街道" => name.ends_with("街道"),
        "省" => name.ends_with('省'),
        _ => name.ends_with(class),
    }
}

/// A printed form of a division, not yet settled.
struct Found {
    start: usize,
    end: usize,
    form: &'static str,
    /// The form is a full name, not a stem.
    full: bool,
}

/// Divisions named in `text` and the home of the document.
///
/// `supplied` is the code of the division for which the user says that the document speaks. The text may say otherwise:
/// it tells same-named divisions apart where nothing printed does, and is the home of a text that names none.
pub fn find(text: &Text, fields: &Fields, supplied: Option<&str>) -> Places {
    let year = dates::year_hint(text, fields);
    let found = scan(&text.chars);
    let publisher = fields.publisher.as_deref().unwrap_or_default();
    let from_publisher = scan(&publisher.chars().collect::<Vec<_>>());
    let index = Index::new(text, &found, &from_publisher, year);
    let supplied = supplied.and_then(|code| divisions::at_the_time(code, year).or(divisions::by_code(code, year)));
    let context = Context { year, text, found: &found, publisher, from_publisher: &from_publisher, index, supplied };
    let settled = context.settle();
    let kept: Vec<&Found> = found.iter().filter(|f| context.counts(f)).collect();
    let mentions = kept.iter().filter_map(|f| mention(f, &settled)).collect();
    let home = context.home_with_supplied(context.home(&kept, &settled, fields), &kept);
    Places { mentions, home, year, settled }
}

fn mention(found: &Found, settled: &BTreeMap<String, String>) -> Option<PlaceMention> {
    Some(PlaceMention {
        code: settled.get(found.form)?.clone(),
        text: found.form.to_owned(),
        span: Span::new(found.start, found.end),
        rule: Cow::Borrowed(if found.full { "division-name" } else { "division-short-form" }),
        basis: Basis::Stated,
    })
}

/// How much speaks for a division being the document's own.
struct Score {
    weight: u32,
    /// First character of the first mention; `usize::MAX` for the publisher's name alone.
    first: usize,
    mentions: u32,
    in_title: bool,
}

struct Context<'a> {
    year: Option<i16>,
    text: &'a Text,
    found: &'a [Found],
    publisher: &'a str,
    from_publisher: &'a [Found],
    index: Index,
    /// The division that the user names.
    supplied: Option<&'static Division>,
}

/// Look-ups over all printed forms, so that a text of many megabytes is read in one pass.
struct Index {
    /// Where printed forms end.
    ends: BTreeSet<usize>,
    /// Full names printed.
    full: BTreeSet<&'static str>,
    /// First two digits of the codes that full names can have.
    provinces: BTreeSet<&'static str>,
    /// How often each short form stands by itself.
    short: BTreeMap<&'static str, usize>,
}

impl Index {
    fn new(text: &Text, found: &[Found], from_publisher: &[Found], year: Option<i16>) -> Self {
        let full: BTreeSet<&'static str> =
            found.iter().chain(from_publisher).filter(|f| f.full).map(|f| f.form).collect();
        let codes = full.iter().flat_map(|f| divisions::named(f, year));
        let mut short: BTreeMap<&'static str, usize> = BTreeMap::new();
        for f in found.iter().filter(|f| !f.full && !inside_other_name(text, f)) {
            *short.entry(f.form).or_default() += 1;
        }
        Self {
            ends: found.iter().map(|f| f.end).collect(),
            provinces: codes.map(|d| &d.code[..2]).collect(),
            full,
            short,
        }
    }
}

/// `昌黎路`, `新华书店`, `和平村`: the short form only begins a longer name.
fn inside_other_name(text: &Text, f: &Found) -> bool {
    let next = text.at(f.end).unwrap_or(' ');
    let before = f.start.checked_sub(1).and_then(|i| text.at(i)).unwrap_or(' ');
    "镇乡街村路河湖山桥江港社寺庙庄屯岭峰岛园楼厂".contains(next) || "新大小老".contains(before)
}

impl Context<'_> {
    /// Code of every printed form, as far as it can be told.
    fn settle(&self) -> BTreeMap<String, String> {
        let forms: BTreeSet<&'static str> = self.found.iter().chain(self.from_publisher).map(|f| f.form).collect();
        let hints = self.hints();
        forms.into_iter().filter_map(|form| Some((form.to_owned(), self.code_of(form, &hints)?))).collect()
    }

    /// How strongly each code above county level is hinted at anywhere: the number of full or provincial mentions.
    fn hints(&self) -> BTreeMap<&'static str, u32> {
        let mut hints: BTreeMap<&'static str, u32> = BTreeMap::new();
        // Less than any printed name: it decides where nothing else does.
        for d in self.supplied.iter().flat_map(|s| divisions::lineage(s.code, self.year)) {
            hints.insert(d.code, 1);
        }
        for f in self.found.iter().chain(self.from_publisher) {
            let candidates = divisions::named(f.form, self.year);
            if let [only] = candidates[..] {
                for d in divisions::lineage(only.code, self.year) {
                    *hints.entry(d.code).or_default() += if f.full || only.level == Level::Province { 2 } else { 1 };
                }
            }
        }
        hints
    }

    fn code_of(&self, form: &str, hints: &BTreeMap<&'static str, u32>) -> Option<String> {
        let candidates = divisions::named(form, self.year);
        if let [only] = candidates[..] {
            return Some(only.code.to_owned());
        }
        let mut scored: Vec<(u32, &Division)> = candidates.iter().map(|d| (self.support(form, d, hints), *d)).collect();
        scored.sort_by_key(|(score, d)| (std::cmp::Reverse(*score), d.level, d.code));
        match scored[..] {
            [(best, d), (next, other), ..] if best > next || (best > 0 && d.level < other.level && d.name != form) => {
                Some(d.code.to_owned())
            }
            _ => None,
        }
    }

    /// How much speaks for `form` meaning `division`: its parents right before it, its parents anywhere, its full name.
    fn support(&self, form: &str, division: &Division, hints: &BTreeMap<&'static str, u32>) -> u32 {
        let above = divisions::parent(division.code, self.year);
        let lineage = above.map(|d| divisions::lineage(d.code, self.year)).unwrap_or_default();
        let right_before =
            self.found.iter().filter(|f| f.form == form).take(50).any(|f| {
                lineage.iter().any(|d| divisions::forms(d.name).iter().any(|p| self.text.ends_with(f.start, p)))
            });
        let nearby: u32 = lineage
            .iter()
            .map(|d| hints.get(d.code).copied().unwrap_or(0).min(6) * if d.level == Level::Province { 1 } else { 2 })
            .sum();
        let in_full = self.index.full.contains(division.name);
        // 濮阳军分区 is the city's, though a county bears the name too.
        let commands = division.level == Level::Prefecture
            && self
                .found
                .iter()
                .filter(|f| f.form == form)
                .take(50)
                .any(|f| ["军分区", "警备区"].iter().any(|w| self.text.starts_with(f.end, w)));
        let nearby = nearby + if commands { 40 } else { 0 };
        nearby + if right_before { 40 } else { 0 } + if in_full && form != division.name { 20 } else { 0 }
    }

    /// Whether a printed form is really a mention.
    fn counts(&self, f: &Found) -> bool {
        if f.full {
            return self.stands_free(f) && (!COMMON.contains(f.form) || self.follows_parent(f) || self.opens_line(f));
        }
        if inside_other_name(self.text, f) {
            return false;
        }
        let codes = divisions::named(f.form, self.year);
        let provincial = codes.iter().any(|d| d.level == Level::Province);
        let in_full = || codes.iter().any(|d| self.index.full.contains(d.name));
        if STEM_WORDS.contains(f.form) {
            return in_full();
        }
        provincial
            || in_full()
            || self.in_masthead(f)
            || self.is_repeated(f)
            || self.is_publishers(f)
            || self.acts(f.end)
            || self.in_dateline(f)
            || self.opens_line(f)
    }

    /// A name of two characters (蔚县, 和县) begins no word of its own inside others (市委<和县>委, 召<开县>委).
    fn stands_free(&self, f: &Found) -> bool {
        let before = f.start.checked_sub(1).and_then(|i| self.text.at(i)).unwrap_or(' ');
        // …的通知》和县妇联…: the conjunction and the level word.
        let joint = before == '》' && matches!(self.text.at(f.start), Some('和'));
        f.end - f.start > 2
            || (!('\u{4e00}'..='\u{9fff}').contains(&before) && !joint)
            || "在到赴驻由从至来".contains(before)
            || self.index.ends.contains(&f.start)
            || ["政协", "协商会议", "中共", "共产党", "共青团", "本报", "今日", "武警", "全国"]
                .iter()
                .any(|w| self.text.ends_with(f.start, w))
    }

    fn follows_parent(&self, f: &Found) -> bool {
        self.index.ends.contains(&f.start)
    }

    /// The short form stands for one division only and is printed again.
    fn is_repeated(&self, f: &Found) -> bool {
        let [one] = divisions::named(f.form, self.year)[..] else { return false };
        let near = self.index.full.is_empty() || self.index.provinces.contains(&one.code[..2]);
        near && self.index.short.get(f.form).is_some_and(|n| *n >= 3)
    }

    fn is_publishers(&self, f: &Found) -> bool {
        self.publisher.contains(divisions::stem(f.form))
    }

    /// A word of `division_acts.txt` stands at `at`.
    fn acts(&self, at: usize) -> bool {
        ACTS.iter().any(|w| self.text.starts_with(at, w))
    }

    /// `今日昌黎讯`, `昌黎发布　2021-07-30`: part of the name of a medium, in a short line or at the head of a paragraph.
    fn in_masthead(&self, f: &Found) -> bool {
        let Some(block) = self.text.block_at(f.start).map(|b| self.text.blocks[b].span) else { return false };
        let edge = block.len() <= 40 && !self.text.slice(block).contains(&'。');
        let opens = f.start - block.start as usize <= 4;
        (edge || opens)
            && MASTHEADS.iter().any(|(w, after)| {
                if *after { edge && self.text.starts_with(f.end, w) } else { self.text.ends_with(f.start, w) }
            })
    }

    /// `本报昌黎3月8日电`
    fn in_dateline(&self, f: &Found) -> bool {
        ["本报", "本网", "本刊", "通讯社"].iter().any(|w| self.text.ends_with(f.start, w))
    }

    /// The form begins a headline or the text.
    fn opens_line(&self, f: &Found) -> bool {
        self.text.block_at(f.start).is_some_and(|b| b == 0 && self.text.blocks[b].span.start as usize == f.start)
    }

    /// The home that the text tells, or else the supplied one. The supplied one also tells which of several places of
    /// the same name is meant, and which county speaks as 我县 in a text that names only divisions above it.
    fn home_with_supplied(&self, told: Option<Home>, kept: &[&Found]) -> Option<Home> {
        let Some(supplied) = self.supplied else { return told };
        let whole = || Home {
            code: Some(supplied.code.to_owned()),
            name: supplied.name.to_owned(),
            level: supplied.level,
            basis: Basis::Supplied,
            span: None,
            county: None,
        };
        let Some(mut told) = told else { return Some(whole()) };
        if told.level == Level::Township {
            if told.county.is_none() && supplied.level == Level::County {
                told.county = Some(supplied.code.to_owned());
            }
            return Some(told);
        }
        let Some(code) = told.code.clone() else {
            let candidates = divisions::named(&told.name, self.year);
            let mut fitting = candidates.iter().filter(|d| below(d.code, supplied.code));
            let own = candidates.iter().find(|d| d.code == supplied.code);
            let only = own.or_else(|| fitting.next().filter(|_| fitting.next().is_none()));
            told.code = only.map(|d| d.code.to_owned());
            return Some(told);
        };
        // Told by the publisher's name alone, which may itself be supplied.
        if code == supplied.code && told.span.is_none() {
            told.basis = Basis::Supplied;
        }
        // A text that says 我县 and 县委 does not speak for the city that it names.
        let speaks = class_counts(&self.text.chars, kept).first().filter(|(n, _)| *n >= 2).map(|(_, class)| *class);
        let as_supplied = code != supplied.code
            && speaks.is_some_and(|class| is_of_class(supplied.name, class) && !is_of_class(&told.name, class));
        Some(if as_supplied { whole() } else { told })
    }

    fn home(&self, kept: &[&Found], settled: &BTreeMap<String, String>, fields: &Fields) -> Option<Home> {
        let classes = class_counts(&self.text.chars, kept);
        let class = classes.first().filter(|(n, _)| *n >= 2).map(|(_, c)| *c);
        // A county's report on its towns names many town secretaries: only a text that never speaks as a county is a town's.
        let above = classes.iter().any(|(n, c)| *n >= 3 && ["县", "区", "市", "旗"].contains(c));
        let class = class
            .filter(|c| !(above && TOWNS.contains(c)))
            .or_else(|| classes.iter().find(|(n, c)| *n >= 2 && !TOWNS.contains(c)).map(|(_, c)| *c));
        if let Some(c) = class.filter(|c| TOWNS.contains(c))
            && let Some(town) = self.township(c, kept, settled, fields)
        {
            return Some(town);
        }
        let title = title_span(self.text, fields);
        let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
        for f in kept {
            let Some(name) = self.full_name(f.form, settled) else { continue };
            let blank = Score { weight: 0, first: f.start, mentions: 0, in_title: false };
            let score = scores.entry(name).or_insert(blank);
            score.weight += 1 + self.weight(f, title, class);
            score.mentions += 1;
            score.in_title |= title.is_some_and(|t| t.range().contains(&f.start));
        }
        for f in self.text.site.iter().flat_map(|site| scan(&site.chars().collect::<Vec<_>>())) {
            if let Some(name) = self.full_name(f.form, settled) {
                let blank = Score { weight: 0, first: usize::MAX, mentions: 0, in_title: false };
                scores.entry(name).or_insert(blank).weight += if f.full { 6 } else { 4 };
            }
        }
        for f in self.from_publisher {
            if let Some(name) = self.full_name(f.form, settled) {
                let blank = Score { weight: 0, first: usize::MAX, mentions: 0, in_title: false };
                scores.entry(name).or_insert(blank).weight += if f.full { 24 } else { 12 };
            }
        }
        let level = class.filter(|c| *c == "市").and_then(|_| self.level_shown());
        let best = scores
            .iter()
            .map(|(name, score)| {
                let fits = class.is_some_and(|c| is_of_class(name, c));
                let shown = fits && level.is_some_and(|l| self.is_of_level(name, l, settled));
                let factor = if shown {
                    8
                } else if fits {
                    4
                } else {
                    1
                };
                (score.weight * factor, std::cmp::Reverse(score.first), *name)
            })
            .max();
        let best = self.own_child(&scores, settled, class).filter(|_| level != Some(Level::Prefecture)).or(best);
        let towns = self.county_of_towns(class);
        let Some((score, first, name)) = best else { return towns };
        if score < 3
            && class.is_none()
            && let Some(town) = self.town_after(first.0)
        {
            return Some(town);
        }
        let strong = class.is_some_and(|c| !is_of_class(name, c) && classes.iter().any(|(n, k)| *k == c && *n >= 3));
        // One passing mention is a home only in a note that names no other place and of which the user says nothing.
        let alone = self.supplied.is_none() && scores.len() == 1 && self.opens_text(first.0) && !strong;
        if (score < 3 && !alone) || (strong && score < 12) {
            return towns;
        }
        // 南通军分区 in the report of a city below it: the towns know better than the prefecture's mention.
        if let Some(town) = towns.filter(|t| self.lies_below(t, name, settled)) {
            let named = scores.get(name).is_some_and(|s| s.in_title || s.mentions > 2);
            if !named {
                return Some(town);
            }
        }
        // A name that only the site prints is settled by itself.
        let only = || match divisions::named(name, self.year)[..] {
            [d] => Some(d.code.to_owned()),
            _ => None,
        };
        let code = settled.get(name).cloned().or_else(|| self.code_by_short_form(name, settled)).or_else(only);
        let level = divisions::named(name, self.year).first().map_or(Level::County, |d| d.level);
        let span = kept.iter().find(|f| f.start == first.0).map(|f| Span::new(f.start, f.end));
        Some(Home { code, name: name.to_owned(), level, basis: Basis::Inferred, span, county: None })
    }

    /// Whether the text's own 市 is a prefecture or a city of the county level, by the bodies below it that it names
    /// (各县（市、区）, 各乡镇); `None` when it names as many of both.
    fn level_shown(&self) -> Option<Level> {
        let count = |level: &str| -> usize {
            let words = LEVEL_SIGNS.iter().filter(|(_, l)| *l == level).map(|(w, _)| *w);
            words.map(|w| self.text.letters.all().matches(w).count()).sum()
        };
        match count("prefecture").cmp(&count("county")) {
            std::cmp::Ordering::Greater => Some(Level::Prefecture),
            std::cmp::Ordering::Less => Some(Level::County),
            std::cmp::Ordering::Equal => None,
        }
    }

    fn is_of_level(&self, name: &str, level: Level, settled: &BTreeMap<String, String>) -> bool {
        let code = settled.get(name).cloned().or_else(|| self.code_by_short_form(name, settled));
        code.and_then(|c| divisions::by_code(&c, self.year)).is_some_and(|d| d.level == level)
    }

    /// The one county-level city that the text names at least as often as the prefecture above it, or that weighs at
    /// least half as much: a county's report names its prefecture too (省委、潍坊市委).
    fn own_child<'s>(
        &self,
        scores: &BTreeMap<&'s str, Score>,
        settled: &BTreeMap<String, String>,
        class: Option<&str>,
    ) -> Option<(u32, std::cmp::Reverse<usize>, &'s str)> {
        let class = class.filter(|c| *c == "市")?;
        let code = |name: &str| settled.get(name).cloned().or_else(|| self.code_by_short_form(name, settled));
        let of_class = || scores.iter().filter(move |(n, _)| is_of_class(n, class));
        let (above, most) = of_class().max_by_key(|(_, s)| s.weight)?;
        let above_code = code(above).filter(|c| c.ends_with("00") && !most.in_title)?;
        let mut below = of_class().filter(|(n, s)| {
            let inside = code(n).is_some_and(|c| c != above_code && c[..4] == above_code[..4]);
            inside && s.mentions >= 3 && (s.weight * 2 >= most.weight || s.mentions > most.mentions)
        });
        let (name, score) = below.next()?;
        below.next().is_none().then_some((score.weight * 4, std::cmp::Reverse(score.first), *name))
    }

    /// The first sentence holds `at`.
    fn opens_text(&self, at: usize) -> bool {
        let running =
            |s: &&crate::extract::text::Sentence| s.span.len() > 12 && self.text.is_running(s.span.start as usize);
        let first = self.text.sentences.iter().find(running);
        first.is_some_and(|s| s.span.range().contains(&at))
    }

    fn lies_below(&self, home: &Home, name: &str, settled: &BTreeMap<String, String>) -> bool {
        let above = settled.get(name).cloned().or_else(|| self.code_by_short_form(name, settled));
        above.zip(home.code.as_deref()).is_some_and(|(above, code)| {
            code != above && divisions::lineage(code, self.year).iter().any(|d| d.code == above)
        })
    }

    /// The county that alone has the towns named: two of them, or one that no other county has, and of the class as which
    /// the text speaks of itself.
    fn county_of_towns(&self, class: Option<&str>) -> Option<Home> {
        let class = class.filter(|c| !TOWNS.contains(c))?;
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        for end in 1..=self.text.chars.len() {
            if !matches!(self.text.chars[end - 1], '镇' | '乡' | '道' | '木')
                || !["镇", "乡", "街道", "苏木"].iter().any(|w| self.text.ends_with(end, w))
            {
                continue;
            }
            if self.text.ends_with(end, "等乡镇")
                || self.text.ends_with(end, "等镇")
                || self.text.ends_with(end, "等乡")
            {
                for (name, start) in self.bare_towns(end) {
                    names.entry(name).or_insert(start);
                }
            }
            let longest = (3..=9).rev().filter(|n| *n <= end).find_map(|n| {
                let name = self.text.str(Span::new(end - n, end));
                (!townships::counties(name).is_empty()).then_some((name, end - n))
            });
            if let Some((name, start)) = longest {
                names.entry(name.to_owned()).or_insert(start);
            }
        }
        let mut counties: BTreeMap<&'static str, (f64, usize, usize)> = BTreeMap::new();
        for (name, start) in &names {
            let shared = townships::counties(name);
            for code in shared {
                let county = counties.entry(code).or_insert((0.0, 0, *start));
                // At most four counties share a name of the table.
                county.0 += 1.0 / shared.len() as f64;
                county.1 += 1;
                county.2 = county.2.min(*start);
            }
        }
        let mut ranked: Vec<_> = counties.into_iter().collect();
        ranked.sort_by(|a, b| b.1.0.total_cmp(&a.1.0).then(a.0.cmp(b.0)));
        let (code, (score, _, start)) = *ranked.first()?;
        let next = ranked.get(1).map_or(0.0, |(_, (s, ..))| *s);
        let division = divisions::at_the_time(code, self.year)?;
        let clear = score >= 1.0 && score >= next * 2.0 && is_of_class(division.name, class);
        clear.then(|| Home {
            code: Some(division.code.to_owned()),
            name: division.name.to_owned(),
            level: division.level,
            basis: Basis::Inferred,
            span: Some(Span::new(start, start + 1)),
            county: None,
        })
    }

    /// `<梅城>、<东坪>等乡镇`: the names of a list without their class.
    fn bare_towns(&self, end: usize) -> Vec<(String, usize)> {
        let from = end.saturating_sub(40);
        let Some(close) = (from..end).rev().find(|&i| self.text.at(i) == Some('等')) else { return vec![] };
        let mut out = Vec::new();
        let mut stop = close;
        for at in (from..close).rev() {
            let c = self.text.at(at).unwrap_or('，');
            let ends = c == '、' || !('\u{4e00}'..='\u{9fff}').contains(&c) || "的在".contains(c);
            if !ends {
                continue;
            }
            let stem: String = self.text.chars[at + 1..stop].iter().collect();
            let named = ["镇", "乡", "街道"].iter().map(|w| format!("{stem}{w}"));
            out.extend(named.filter(|n| !townships::counties(n).is_empty()).map(|n| (n, at + 1)).next());
            if c != '、' {
                break;
            }
            stop = at;
        }
        out
    }

    /// The township right after the only division that a note names.
    fn town_after(&self, at: usize) -> Option<Home> {
        let end = self.found.iter().find(|f| f.start == at)?.end;
        let clause: String = self.text.chars.get(end..(end + 8).min(self.text.chars.len()))?.iter().collect();
        let name = super::meetings::township_at_head(&clause)?.to_owned();
        let long = name.chars().count();
        let county = divisions::named(self.found.iter().find(|f| f.start == at)?.form, self.year)
            .first()
            .map(|d| d.code.to_owned());
        Some(Home {
            code: None,
            name,
            level: Level::Township,
            basis: Basis::Inferred,
            span: Some(Span::new(end, end + long)),
            county,
        })
    }

    fn code_by_short_form(&self, name: &str, settled: &BTreeMap<String, String>) -> Option<String> {
        divisions::forms(name).iter().find_map(|f| {
            settled.get(f).filter(|c| divisions::by_code(c, self.year).is_some_and(|d| d.name == name)).cloned()
        })
    }

    /// The full name that `form` stands for; a name that is full but ambiguous stays itself.
    fn full_name(&self, form: &'static str, settled: &BTreeMap<String, String>) -> Option<&'static str> {
        match settled.get(form) {
            Some(code) => divisions::by_code(code, self.year).map(|d| d.name),
            None => divisions::named(form, self.year).first().map(|d| d.name).filter(|n| *n == form),
        }
    }

    /// How much a mention says that the document is about the division.
    fn weight(&self, f: &Found, title: Option<Span>, class: Option<&str>) -> u32 {
        // 南京市鼓楼区: the name before the last only says where that one lies. In 甲县公安局 there is no 公安县.
        let next = self.found.binary_search_by_key(&f.end, |g| g.start).ok().map(|i| &self.found[i]);
        if next.is_some_and(|next| self.counts(next)) {
            return 0;
        }
        let in_title = title.is_some_and(|t| t.range().contains(&f.start));
        let opens = self.text.block_at(f.start).is_some_and(|b| self.text.blocks[b].span.start as usize == f.start);
        // 上海警备区 in the report of a 区 that visits it: the command of the city above.
        let above = !in_title
            && !opens
            && matches!(class, Some("县" | "区" | "旗"))
            && ["警备区", "军分区"].iter().any(|w| self.text.starts_with(f.end, w));
        let acts = self.acts(f.end) && !above;
        u32::from(in_title) * if f.full { 10 } else { 4 }
            + u32::from(in_title && opens) * 4
            + u32::from(acts) * 3
            + u32::from(self.in_dateline(f)) * 5
            + u32::from(!f.full && self.in_masthead(f)) * 8
            + u32::from(opens) * 2
    }

    /// `…镇上`, `…镇里`, `…镇村`: no name ends here.
    fn longer_word(&self, end: usize) -> bool {
        self.text.at(end).is_some_and(|c| "上里村长区干静守痛".contains(c))
    }

    /// The town that a town's document is about: the name most often printed before its organs.
    fn township(
        &self,
        class: &str,
        kept: &[&Found],
        settled: &BTreeMap<String, String>,
        fields: &Fields,
    ) -> Option<Home> {
        let title = title_span(self.text, fields);
        let ends: BTreeSet<usize> = kept.iter().map(|f| f.end).collect();
        let mut names: BTreeMap<String, (u32, usize, usize)> = BTreeMap::new();
        let width = class.chars().count();
        for at in (0..self.text.chars.len()).filter(|&at| self.text.starts_with(at, class)) {
            let end = at + width;
            let Some(start) = township_start(&self.text.chars, at, &ends).filter(|_| !self.longer_word(end)) else {
                continue;
            };
            let name: String = self.text.chars[start..end].iter().collect();
            let opens = self.text.block_at(start).is_some_and(|b| self.text.blocks[b].span.start as usize == start);
            let in_title = title.is_some_and(|t| t.range().contains(&start));
            let weight = 1
                + 4 * u32::from(self.acts(end) || self.text.starts_with(end, "党"))
                + 4 * u32::from(opens)
                + 8 * u32::from(in_title)
                + 4 * u32::from(ends.contains(&start));
            names.entry(name).or_insert((0, start, end)).0 += weight;
        }
        let (name, (weight, start, end)) =
            names.into_iter().max_by_key(|(_, (n, start, _))| (*n, std::cmp::Reverse(*start)))?;
        if weight < 5 {
            return None;
        }
        let county = kept
            .iter()
            .filter(|f| f.end <= start)
            .filter_map(|f| settled.get(f.form))
            .find(|c| divisions::by_code(c, self.year).is_some_and(|d| d.level == Level::County))
            .cloned();
        Some(Home {
            code: None,
            name,
            level: Level::Township,
            basis: Basis::Inferred,
            span: Some(Span::new(start, end)),
            county,
        })
    }
}

/// Whether `code` lies in `above`, by its digits.
fn below(code: &str, above: &str) -> bool {
    let digits = above.trim_end_matches("00");
    code != above && digits.len() < above.len() && code.starts_with(digits)
}

/// Where the name of the township begins whose class word stands at `at`: two or three Han characters after
/// punctuation, a line's start, or a county's name. `None` for 全镇, 各镇, 乡镇.
fn township_start(chars: &[char], at: usize, ends: &BTreeSet<usize>) -> Option<usize> {
    let han = |i: usize| chars.get(i).is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
    let mut start = at;
    while start > 0 && at - start < 4 && han(start - 1) && !ends.contains(&start) {
        start -= 1;
    }
    let free = start == 0 || !han(start - 1) || ends.contains(&start);
    let name = &chars[start..at];
    let plain = !name.iter().any(|c| "全我各本该乡镇在到赴向与和及".contains(*c));
    (free && plain && (2..=3).contains(&name.len())).then_some(start)
}

/// The headline in the text.
fn title_span(text: &Text, fields: &Fields) -> Option<Span> {
    let told = fields.evidence.get("title").and_then(|e| e.span);
    told.or_else(|| {
        let headline = |b: &&crate::document::Block| b.kind == crate::document::BlockKind::Headline;
        text.blocks.iter().find(headline).map(|b| b.span)
    })
}

/// Classes of townships.
const TOWNS: [&str; 3] = ["镇", "乡", "街道"];

/// How often the text speaks of a division of each class as its own, most often first. 蔚县县委书记 counts, 蔚县委书记 does
/// not: there the class word belongs to a name.
fn class_counts(chars: &[char], kept: &[&Found]) -> Vec<(usize, &'static str)> {
    const CLASSES: [&str; 10] = ["县", "区", "市", "旗", "镇", "乡", "街道", "省", "州", "盟"];
    let inside: BTreeSet<usize> = kept.iter().map(|f| f.end - 1).collect();
    // Whether the class word at `at..stop` is the document's own.
    let own = |at: usize, stop: usize| {
        let fits = |(before, after): &(Vec<char>, Vec<char>)| {
            chars[..at].ends_with(before) && chars[stop..].starts_with(after)
        };
        OWN.iter().any(fits) && !inside.contains(&(stop - 1))
    };
    // 全省 in a county's report only looks up.
    let looks_up = |at: usize| chars[at] == '省' && at > 0 && chars[at - 1] == '全';
    // 军分区党委 is no 区's.
    let command = |at: usize| chars[at] == '区' && at > 0 && matches!(chars[at - 1], '分' | '备' | '军' | '战');
    let mut counts: Vec<(usize, &'static str)> = CLASSES.iter().map(|class| (0, *class)).collect();
    let begins = |c| matches!(c, '县' | '区' | '市' | '旗' | '镇' | '乡' | '街' | '省' | '州' | '盟');
    for at in (0..chars.len()).filter(|&at| begins(chars[at]) && !looks_up(at) && !command(at)) {
        // No class word begins like another.
        let class =
            CLASSES.iter().position(|class| class.chars().eq(chars[at..].iter().copied().take(class.chars().count())));
        if let Some(i) = class.filter(|i| own(at, at + CLASSES[*i].chars().count())) {
            counts[i].0 += 1;
        }
    }
    counts.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    counts
}

/// Words of a medium's name; `true` if they stand after the place.
static MASTHEADS: LazyLock<Vec<(&'static str, bool)>> = LazyLock::new(|| {
    rows(include_str!("../../lexicon/masthead_words.tsv"))
        .filter_map(|r| Some((*r.first()?, *r.get(1)? == "after")))
        .collect()
});
static COMMON: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/division_words.txt")).collect());
static LEVEL_SIGNS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    rows(include_str!("../../lexicon/level_signs.tsv")).filter_map(|r| Some((*r.first()?, *r.get(1)?))).collect()
});
static STEM_WORDS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/division_stem_words.txt")).collect());
static ACTS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/division_acts.txt")).collect());
/// What stands before and behind the class word of the document's own division.
static OWN: LazyLock<Vec<(Vec<char>, Vec<char>)>> = LazyLock::new(|| {
    words(include_str!("../../lexicon/own_division_words.txt"))
        .map(|pattern| pattern.split_once("{}").unwrap_or((pattern, "")))
        .map(|(before, after)| (before.chars().collect(), after.chars().collect()))
        .collect()
});

fn words(file: &'static str) -> impl Iterator<Item = &'static str> {
    rows(file).filter_map(|r| r.first().copied())
}

/// The forms in which texts print divisions.
struct Forms {
    table: WordTable,
    /// Each form and, once asked, whether it is a full name.
    forms: Vec<(&'static str, OnceLock<bool>)>,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let forms: Vec<&'static str> = divisions::printed_forms().collect();
    let table = WordTable::new(forms.iter().copied());
    Forms { table, forms: forms.into_iter().map(|form| (form, OnceLock::new())).collect() }
});

/// Every printed form of a division in `chars`, the longest at each place, none inside another.
fn scan(chars: &[char]) -> Vec<Found> {
    let Forms { table, forms } = &*FORMS;
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let Some((length, number)) = table.beginning(&chars[at..]).next() else {
            at += 1;
            continue;
        };
        let (form, full) = &forms[number as usize];
        let full = *full.get_or_init(|| divisions::named(form, None).iter().any(|d| d.name == *form));
        found.push(Found { start: at, end: at + length, form, full });
        at += length;
    }
    found
}
