//! Which division a printed form means: same-named ones told apart by what is printed above and beside them.
//!
//! Reads `district_organs.txt`.

use super::{ACTS, COMMON, Context, Found, STEM_WORDS, homes::below};
use crate::{
    extract::Text,
    lexicon::{
        divisions::{self, Division, Level},
        units, words,
    },
    record::Span,
};
use rustc_hash::FxHashSet;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

impl Context<'_> {
    /// Code of every printed form, as far as it can be told.
    pub(super) fn settle(&self) -> BTreeMap<String, String> {
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
        let mut printed: BTreeMap<(&'static str, bool), u32> = BTreeMap::new();
        for f in self.found.iter().chain(self.from_publisher) {
            *printed.entry((f.form, f.full)).or_default() += 1;
        }
        for ((form, full), times) in printed {
            if let [only] = divisions::named(form, self.year)[..] {
                let weight = if full || only.level == Level::Province { 2 } else { 1 };
                for d in divisions::lineage(only.code, self.year) {
                    *hints.entry(d.code).or_default() += weight * times;
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
        let forms_above: Vec<String> = lineage.iter().flat_map(|d| divisions::forms(d.name)).collect();
        let right_before = self
            .found
            .iter()
            .filter(|f| f.form == form)
            .take(50)
            .any(|f| forms_above.iter().any(|p| self.text.ends_with(f.start, p)));
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
        // 甘孜州 beside 甘孜日报: the prefecture is printed by another of its names.
        let otherwise = |f: &Found| f.form != form && f.form.starts_with(form) && f.form.ends_with(['州', '盟']);
        let alone = |f: &Found| matches!(divisions::named(f.form, self.year)[..], [only] if only.code == division.code);
        let nearby = nearby + if self.found.iter().any(|f| otherwise(f) && alone(f)) { 20 } else { 0 };
        nearby + if right_before { 40 } else { 0 } + if in_full && form != division.name { 20 } else { 0 }
    }

    /// Whether a printed form is really a mention.
    pub(super) fn counts(&self, f: &Found) -> bool {
        // 甘孜州, 恩施州: the name with its class, as insiders write it.
        let of_people = f.end - f.start >= 3 && f.form.ends_with(['州', '县', '旗']);
        if f.full || of_people {
            // 郊区工商业联合会, 郊区委: a body of it makes a name of the word.
            let organ = || ORGANS.iter().any(|w| self.text.starts_with(f.end, w));
            let named = !COMMON.contains(f.form) || self.follows_parent(f) || self.opens_line(f) || organ();
            return self.stands_free(f) && named;
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
            || ["军分区", "警备区"].iter().any(|w| self.text.starts_with(f.end, w))
            || self.in_dateline(f)
            || self.opens_line(f)
    }

    /// A name of two characters (蔚县, 和县) begins no word of its own inside others (市委<和县>委, 召<开县>委).
    fn stands_free(&self, f: &Found) -> bool {
        let before = f.start.checked_sub(1).and_then(|i| self.text.at(i)).unwrap_or(' ');
        // …的通知》和县妇联…: the conjunction and the level word.
        let joint = before == '》' && matches!(self.text.at(f.start), Some('和'));
        // 代县长: who acts as head of the county.
        if f.form == "代县" && self.text.at(f.end) == Some('长') {
            return false;
        }
        f.end - f.start > 2
            || (!('\u{4e00}'..='\u{9fff}').contains(&before) && !joint && !matches!(before, '）' | ')'))
            || ['在', '到', '赴', '驻', '由', '从', '至', '来'].contains(&before)
            || self.follows_parent(f)
            || ["政协", "协商会议", "中共", "共产党", "共青团", "本报", "今日", "武警", "全国"]
                .iter()
                .any(|w| self.text.ends_with(f.start, w))
    }

    /// A form of a division above it ends where it begins (安徽省<和县>; not 邓建华<和县>, though there is a district 建华).
    fn follows_parent(&self, f: &Found) -> bool {
        let Some(before) = self.index.ends.get(&f.start) else { return false };
        let above = divisions::named(before, self.year);
        divisions::named(f.form, self.year).iter().any(|d| above.iter().any(|a| below(d.code, a.code)))
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
    pub(super) fn acts(&self, at: usize) -> bool {
        ACTS.iter().any(|w| self.text.starts_with(at, w))
    }

    /// `…镇上`, `…镇里`, `…镇村`: no name ends here.
    pub(super) fn longer_word(&self, end: usize) -> bool {
        self.text.at(end).is_some_and(|c| ['上', '里', '村', '长', '区', '干', '静', '守', '痛'].contains(&c))
    }
}

/// Bodies right behind the name of a district that is a common word.
static ORGANS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("../../../lexicon/district_organs.txt")));

/// `任县｜长要求`: somebody called 任, for the head of a county of one character is 滑县县长.
pub(super) fn calls_somebody(text: &Text, f: &Found) -> bool {
    f.end == f.start + 2 && f.form.ends_with(['县', '区', '市']) && text.at(f.end) == Some('长')
}

/// `昌黎路`, `新华书店`, `和平村`: the short form only begins a longer name.
pub(super) fn inside_other_name(text: &Text, f: &Found) -> bool {
    let next = text.at(f.end).unwrap_or(' ');
    let before = f.start.checked_sub(1).and_then(|i| text.at(i)).unwrap_or(' ');
    let road = ["东路", "西路", "南路", "北路", "中路", "大道"].iter().any(|w| text.starts_with(f.end, w));
    // 千山｜红镇: a town whose name begins like the division.
    let town = matches!(text.at(f.end + 1), Some('镇' | '乡'))
        && ('\u{4e00}'..='\u{9fff}').contains(&next)
        && !NO_LEVEL.contains(text.str(Span::new(f.end, f.end + 2)))
        && !NO_LEVEL.contains(text.str(Span::new(f.end, f.end + 1)));
    // 任县｜长要求: somebody called 任, for the head of a county of one character is 滑县县长.
    let called = f.end == f.start + 2 && f.form.ends_with(['县', '区', '市']) && next == '长';
    road || town
        || called
        || [
            '镇', '乡', '街', '村', '路', '河', '湖', '山', '桥', '江', '港', '社', '寺', '庙', '庄', '屯', '岭', '峰',
            '岛', '园', '楼', '厂',
        ]
        .contains(&next)
        || ['新', '大', '小', '老'].contains(&before)
}

/// 城镇, 各乡, 农村: words that end with a class word.
static NO_LEVEL: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| units::no_levels().into_iter().collect());
