//! The division in whose name the document speaks.
//!
//! Reads `delegations.txt`.

use super::{Context, Found, Home, LEVEL_SIGNS, MASTHEADS, OWN, by_towns::TOWNS, forms::of_words, is_of_class};
use crate::{
    extract::Text,
    lexicon::{
        CharMap, CharSet,
        divisions::{self, Level},
        words,
    },
    record::{Basis, Fields, Span},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

impl Context<'_> {
    /// `今日昌黎讯`, `昌黎发布　2021-07-30`: part of the name of a medium, in a short line or at the head of a paragraph.
    pub(super) fn in_masthead(&self, f: &Found) -> bool {
        let Some(block) = self.text.block_at(f.start).map(|b| self.text.blocks[b].span) else { return false };
        let edge = block.len() <= 40 && !self.text.slice(block).contains(&'。');
        let opens = f.start - block.start as usize <= 4;
        (edge || opens)
            && MASTHEADS.iter().any(|(w, after)| {
                if *after { edge && self.text.starts_with(f.end, w) } else { self.text.ends_with(f.start, w) }
            })
    }

    /// `本报昌黎3月8日电`
    pub(super) fn in_dateline(&self, f: &Found) -> bool {
        ["本报", "本网", "本刊", "通讯社"].iter().any(|w| self.text.ends_with(f.start, w))
    }

    /// The form begins a headline or the text.
    pub(super) fn opens_line(&self, f: &Found) -> bool {
        self.text.block_at(f.start).is_some_and(|b| b == 0 && self.text.blocks[b].span.start as usize == f.start)
    }

    /// The home that the text tells, or else the supplied one. The supplied one also tells which of several places of
    /// the same name is meant, and which county speaks as 我县 in a text that names only divisions above it.
    pub(super) fn home_with_supplied(&self, told: Option<Home>, kept: &[&Found]) -> Option<Home> {
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

    pub(super) fn home(&self, kept: &[&Found], settled: &BTreeMap<String, String>, fields: &Fields) -> Option<Home> {
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
        // The source is weighed by itself.
        let source = fields.evidence.get("publisher").and_then(|e| e.span);
        let guests: BTreeSet<&str> =
            kept.iter().filter(|f| self.are_guests(f)).filter_map(|f| self.full_name(f.form, settled)).collect();
        let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
        for f in kept {
            let Some(name) = self.full_name(f.form, settled).filter(|name| !guests.contains(name)) else { continue };
            let blank = Score { weight: 0, first: f.start, mentions: 0, in_title: false };
            let score = scores.entry(name).or_insert(blank);
            let in_source = source.is_some_and(|s| s.range().contains(&f.start));
            score.weight += if in_source { 1 } else { 1 + self.weight(f, title, class) };
            score.mentions += 1;
            score.in_title |= title.is_some_and(|t| t.range().contains(&f.start));
        }
        for f in self.text.site.iter().flat_map(|site| of_words(site)) {
            if let Some(name) = self.full_name(f.form, settled) {
                let blank = Score { weight: 0, first: usize::MAX, mentions: 0, in_title: false };
                scores.entry(name).or_insert(blank).weight += if f.full { 6 } else { 4 };
            }
        }
        for f in self.from_publisher {
            if let Some(name) = self.full_name(f.form, settled) {
                let blank = Score { weight: 0, first: usize::MAX, mentions: 0, in_title: false };
                // 四川民生网 reports from all over the province.
                let province = divisions::named(name, self.year).iter().any(|d| d.level == Level::Province);
                let weight = match (f.full, province) {
                    (true, _) => 24,
                    (false, true) => 3,
                    (false, false) => 12,
                };
                scores.entry(name).or_insert(blank).weight += weight;
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
        let best = best.map(|best| self.only_county_below(best, &scores, settled, class).unwrap_or(best));
        let towns = || self.county_of_towns(class);
        let Some((score, first, name)) = best else { return towns() };
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
            return towns();
        }
        // 南通军分区 in the report of a city below it: the towns know better than the prefecture's mention.
        let named = scores.get(name).is_some_and(|s| s.in_title || s.mentions > 2);
        if !named && let Some(town) = towns().filter(|t| self.lies_below(t, name, settled)) {
            return Some(town);
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
        let text = self.text;
        let stands = |at: usize| LEVEL_SIGNS.of(text.chars[at]).iter().filter(move |(w, _)| text.starts_with(at, w));
        let shown = (0..text.chars.len()).flat_map(stands).map(|(_, level)| *level);
        let (above, own): (Vec<&str>, Vec<&str>) = shown.partition(|level| *level == "prefecture");
        match above.len().cmp(&own.len()) {
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

    /// ［乙市］党政代表团来到我市: where guests of the writer's own place come from.
    fn are_guests(&self, f: &Found) -> bool {
        if !GUESTS.iter().any(|w| self.text.starts_with(f.end, w)) {
            return false;
        }
        let sentence = self.text.sentence_at(f.start).map(|s| self.text.sentences[s].span);
        let told = sentence.map(|s| self.text.str(Span { start: s.start.max(u32::try_from(f.end).unwrap_or(0)), ..s }));
        told.is_some_and(|words| ["来我", "到我", "莅临我", "来到我"].iter().any(|w| words.contains(w)))
    }

    /// 云岭网宜宾讯 … 兴文县人民医院…: where a dateline or a source alone names a city or province, the one county below it that the
    /// text prints in full.
    fn only_county_below<'s>(
        &self,
        (score, _, name): (u32, std::cmp::Reverse<usize>, &'s str),
        scores: &BTreeMap<&'s str, Score>,
        settled: &BTreeMap<String, String>,
        class: Option<&str>,
    ) -> Option<(u32, std::cmp::Reverse<usize>, &'s str)> {
        let above = settled.get(name).cloned().or_else(|| self.code_by_short_form(name, settled))?;
        let in_full = |name: &str| self.index.full.contains(name);
        if class.is_some() || !above.ends_with("00") || in_full(name) || scores.get(name)?.in_title {
            return None;
        }
        let county = |name: &str| settled.get(name).filter(|c| !c.ends_with("00") && below(c, &above)).is_some();
        let mut counties = scores.iter().filter(|(n, s)| s.first != usize::MAX && in_full(n) && county(n));
        let (name, found) = counties.next()?;
        counties.next().is_none().then_some((score, std::cmp::Reverse(found.first), *name))
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
    pub(super) fn weight(&self, f: &Found, title: Option<Span>, class: Option<&str>) -> u32 {
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
}

/// How much speaks for a division being the document's own.
struct Score {
    weight: u32,
    /// First character of the first mention; `usize::MAX` for the publisher's name alone.
    first: usize,
    mentions: u32,
    in_title: bool,
}

/// Whether `code` lies in `above`, by its digits.
pub(super) fn below(code: &str, above: &str) -> bool {
    let digits = above.trim_end_matches("00");
    code != above && digits.len() < above.len() && code.starts_with(digits)
}

/// The headline in the text.
pub(super) fn title_span(text: &Text, fields: &Fields) -> Option<Span> {
    let told = fields.evidence.get("title").and_then(|e| e.span);
    told.or_else(|| {
        let headline = |b: &&crate::document::Block| b.kind == crate::document::BlockKind::Headline;
        text.blocks.iter().find(headline).map(|b| b.span)
    })
}

/// Class words; no two begin with the same character.
const CLASSES: [&str; 10] = ["县", "区", "市", "旗", "镇", "乡", "街道", "省", "州", "盟"];

/// Groups of guests, behind the place from which they come.
static GUESTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words(include_str!("../../../lexicon/delegations.txt")));

/// The first characters of [`CLASSES`]: nearly every character is none.
static CLASS_BEGINS: LazyLock<CharSet> = LazyLock::new(|| CLASSES.iter().filter_map(|w| w.chars().next()).collect());

/// By the first character the place of the word in [`CLASSES`], plus one.
static CLASS_OF: LazyLock<CharMap<usize>> =
    LazyLock::new(|| CLASSES.iter().zip(1..).filter_map(|(word, n)| Some((word.chars().next()?, n))).collect());

/// How often the text speaks of a division of each class as its own, most often first. 蔚县县委书记 counts, 蔚县委书记 does
/// not: there the class word belongs to a name.
pub(super) fn class_counts(chars: &[char], kept: &[&Found]) -> Vec<(usize, &'static str)> {
    let class_of = &*CLASS_OF;
    let inside: BTreeSet<usize> = kept.iter().map(|f| f.end - 1).collect();
    // Whether the class word at `at..stop` is the document's own.
    let own = |at: usize, stop: usize| OWN.stand(&chars[..at], &chars[stop..]) && !inside.contains(&(stop - 1));
    // 全省 in a county's report only looks up.
    let looks_up = |at: usize| chars[at] == '省' && at > 0 && chars[at - 1] == '全';
    // 军分区党委 is no 区's, 自治区党委 no district's.
    let command = |at: usize| chars[at] == '区' && at > 0 && matches!(chars[at - 1], '分' | '备' | '军' | '战' | '治');
    let mut counts: Vec<(usize, &'static str)> = CLASSES.iter().map(|class| (0, *class)).collect();
    let begins = &*CLASS_BEGINS;
    for (at, c) in chars.iter().enumerate().filter(|(_, c)| begins.contains(**c)) {
        let Some(class) = class_of.get(*c).checked_sub(1) else { continue };
        let street = *c == '街';
        if street && chars.get(at + 1) != Some(&'道') {
            continue;
        }
        if !looks_up(at) && !command(at) && own(at, at + 1 + usize::from(street)) {
            counts[class].0 += 1;
        }
    }
    counts.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    counts
}
