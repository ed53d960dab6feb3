//! Development zones, which have committees of their own and no code: ［绵阳高新区］党工委, ［开发区］管委会, ［县开发区］财政局.
//!
//! A zone is known by its name, with a place before it or a name of its own (西咸新区), and by a body that follows it somewhere.
//! What it is called without that name (高新区, 开发区) means the only zone of its class that the text names. A text in whose headline,
//! source or first sentence a zone acts, and which speaks of its committees, is the zone's.
//! Refused: 各开发区, 国家级高新区, a class of which two are named, 新区 and 园区 without a body.
//!
//! Reads `zone_words.tsv`, `zone_bodies.txt`.

use super::{
    Context, Found, Home,
    homes::{class_counts, title_span},
};
use crate::{
    extract::{Text, annotate::Class},
    lexicon::{
        CharSet,
        divisions::{self, Division, Level},
        names, rows, words,
    },
    record::{Basis, Fields, Span},
};
use std::sync::LazyLock;

/// A zone where the text prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneMention {
    /// The printed form, with the level word before it (县开发区).
    pub span: Span,
    /// The zone as it stands before its bodies.
    pub name: String,
}

/// A development zone that the text names.
#[derive(Clone, Debug)]
pub(super) struct Zone {
    /// What stands before the word for zones.
    stem: String,
    /// As it stands before its bodies.
    name: String,
    class: &'static str,
    /// Its names as printed.
    forms: Vec<String>,
    /// Where it is named first; `None` where only the publisher's name has it.
    first: Option<Span>,
    /// Code of the division in its name.
    above: Option<String>,
}

/// A word for zones in the text.
struct Hit {
    start: usize,
    end: usize,
    word: &'static Word,
    /// Where its name begins, and the name; `None` for the word alone.
    named: Option<(usize, String)>,
}

/// A row of `zone_words.tsv`.
struct Word {
    word: &'static str,
    class: &'static str,
    form: &'static str,
}

/// The longest first.
static WORDS: LazyLock<Vec<Word>> = LazyLock::new(|| {
    let row = |r: Vec<&'static str>| Some(Word { word: r.first()?, class: r.get(1)?, form: r.get(2)? });
    let mut words: Vec<Word> = rows(include_str!("../../../lexicon/zone_words.tsv")).filter_map(row).collect();
    words.sort_by_key(|w| std::cmp::Reverse(w.word.len()));
    words
});

/// The characters of [`WORDS`] before the last, which is 区.
static BEFORE_LAST: LazyLock<CharSet> =
    LazyLock::new(|| WORDS.iter().filter_map(|w| w.word.chars().rev().nth(1)).collect());

/// What shows that a zone is administered.
static BODIES: LazyLock<Vec<&'static str>> = LazyLock::new(|| words(include_str!("../../../lexicon/zone_bodies.txt")));

/// Ranks that stand between the place and the word (绵阳［国家］高新区).
const RANKS: [&str; 6] = ["国家级", "国家", "省级", "自治区级", "市级", "级"];

/// Zones, and names of one, at most: a text with more is a list of them.
const MOST: usize = 40;

impl Context<'_> {
    /// The zones that the text names, in order.
    pub(super) fn development_zones(&self) -> (Vec<Zone>, Vec<ZoneMention>) {
        let hits = self.zone_words();
        let publisher = self.zone_of_publisher();
        if hits.is_empty() && publisher.is_none() {
            return (vec![], vec![]);
        }
        let mut zones: Vec<Zone> = vec![];
        for hit in &hits {
            let Some((from, form)) = &hit.named else { continue };
            let stem = form.strip_suffix(hit.word.word).unwrap_or(form);
            let stem = RANKS.iter().find_map(|r| stem.strip_suffix(r)).unwrap_or(stem).to_owned();
            let same = |z: &Zone| z.class == hit.word.class && (z.stem.ends_with(&stem) || stem.ends_with(&z.stem));
            match zones.iter().position(same) {
                Some(at) if zones[at].forms.contains(form) || zones[at].forms.len() == MOST => {}
                Some(at) => zones[at].forms.push(form.clone()),
                None if zones.len() == MOST => {}
                None => zones.push(Zone {
                    stem,
                    name: String::new(),
                    class: hit.word.class,
                    forms: vec![form.clone()],
                    first: Some(Span::new(*from, hit.end)),
                    above: self.division_at(*from, hit.start),
                }),
            }
        }
        let administered = |zone: &Zone| {
            let of_zone = |hit: &&Hit| hit.named.as_ref().is_none_or(|(_, form)| zone.forms.contains(form));
            hits.iter()
                .filter(|hit| zone.is_called(hit.word))
                .filter(of_zone)
                .any(|hit| self.has_body(hit.end) || self.acts(hit.end))
        };
        zones.retain(administered);
        zones.extend(publisher.filter(|own| zones.iter().all(|zone| zone.class != own.class)));
        for zone in &mut zones {
            let short = hits.iter().find(|h| h.named.is_none() && h.word.form == "short" && h.word.class == zone.class);
            let listed = zone.forms.iter().find_map(|f| self.listed(f)).map(|d| d.name.to_owned());
            zone.name = listed.unwrap_or_else(|| zone.called_by_insiders(short.map(|h| h.word.word)));
        }
        let mentions = hits.iter().filter_map(|hit| self.zone_mention(hit, &zones)).collect();
        (zones, mentions)
    }

    /// 定远经济开发区管委会: the zone that publishes, by its place.
    fn zone_of_publisher(&self) -> Option<Zone> {
        let word = WORDS.iter().find(|w| self.publisher.contains(w.word))?;
        let before = &self.publisher[..self.publisher.find(word.word)?];
        let place = self.from_publisher.iter().rfind(|f| before.ends_with(f.form))?;
        let codes = divisions::named(place.form, self.year);
        let [only] = codes[..] else { return None };
        Some(Zone {
            stem: place.form.to_owned(),
            name: String::new(),
            class: word.class,
            forms: vec![format!("{}{}", place.form, word.word)],
            first: None,
            above: Some(only.code.to_owned()),
        })
    }

    fn zone_mention(&self, hit: &Hit, zones: &[Zone]) -> Option<ZoneMention> {
        if let Some((from, form)) = &hit.named {
            let zone = zones.iter().find(|z| z.forms.contains(form))?;
            return Some(ZoneMention { span: Span::new(*from, hit.end), name: zone.name.clone() });
        }
        let mut called = zones.iter().filter(|z| z.is_called(hit.word));
        let zone = called.next().filter(|_| called.next().is_none())?;
        Some(ZoneMention { span: Span::new(self.bare_start(hit.start)?, hit.end), name: zone.name.clone() })
    }

    /// Every word for zones, the longest at each place.
    fn zone_words(&self) -> Vec<Hit> {
        let chars = &self.text.chars;
        let last = (2..=chars.len()).filter(|&end| chars[end - 1] == '区' && BEFORE_LAST.contains(chars[end - 2]));
        let word = |end: usize| WORDS.iter().find(|w| self.text.ends_with(end, w.word)).map(|word| (end, word));
        let hit = |(end, word): (usize, &'static Word)| {
            let start = end - word.word.chars().count();
            let named = self.zone_name_start(start, word);
            Hit { start, end, word, named: named.map(|from| (from, self.text.words(Span::new(from, end)))) }
        };
        last.filter_map(word).map(hit).collect()
    }

    /// Where the name of the zone begins whose class word begins at `at`; `None` if it has none.
    fn zone_name_start(&self, at: usize, word: &Word) -> Option<usize> {
        const LONGEST: usize = 6;
        let chars = &self.text.chars;
        let rank = RANKS.iter().find(|r| self.text.ends_with(at, r)).map_or(0, |r| r.chars().count());
        let core = at - rank;
        let division = |end: usize| self.found_ending_at(end).filter(|f| f.end - f.start >= 2);
        if let Some(place) = division(core) {
            return Some(place.start);
        }
        if rank > 0 {
            return None;
        }
        let plain = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) && !NO_NAME.contains(c);
        let reach = (2..=LONGEST)
            .filter_map(|n| at.checked_sub(n))
            .take_while(|&from| plain(chars[from]) && plain(chars[from + 1]));
        for from in reach {
            if let Some(place) = division(from) {
                return Some(self.chain_start_of(place));
            }
            let open = from == 0 || !('\u{4e00}'..='\u{9fff}').contains(&chars[from - 1]) || self.opens_name(from);
            if open {
                let name: String = chars[from..at].iter().collect();
                let made = names::common_word(&name).is_some() || made_of_words(&chars[from..at]);
                return (!made && (word.form != "full" || at - from <= 4)).then_some(from);
            }
        }
        None
    }

    /// A preposition or another word before names ends at `at`.
    fn opens_name(&self, at: usize) -> bool {
        self.hits.longest_ending(at, Class::LeftStop).is_some()
            || matches!(self.text.chars[at - 1], '在' | '到' | '赴' | '由' | '向' | '为' | '对' | '是' | '了' | '、')
    }

    /// Where the word at `at`, which stands for a zone by itself, begins with its level (［县］开发区); `None` where a word before it
    /// says that another or all are meant.
    fn bare_start(&self, at: usize) -> Option<usize> {
        let han = |i: usize| ('\u{4e00}'..='\u{9fff}').contains(&self.text.chars[i]);
        let clean = |at: usize| {
            at == 0
                || !han(at - 1)
                || self.opens_name(at)
                || matches!(self.text.chars[at - 1], '我' | '该' | '全' | '兼' | '委' | '府' | '会')
                || self
                    .hits
                    .ending(at)
                    .any(|h| matches!(h.class, Class::CommonWord | Class::Follower) && h.end - h.start >= 2)
        };
        if at > 0 && matches!(self.text.chars[at - 1], '各' | '级' | '个' | '类' | '批') {
            return None;
        }
        let level =
            at.checked_sub(1).filter(|&i| matches!(self.text.chars[i], '市' | '县' | '区' | '州' | '旗') && clean(i));
        level.or_else(|| clean(at).then_some(at))
    }

    fn chain_start_of(&self, found: &Found) -> usize {
        let mut start = found.start;
        while let Some(outer) = self.found_ending_at(start) {
            // 江苏｜沛县: the province is no part of the name.
            if divisions::named(outer.form, self.year).iter().any(|d| d.level == Level::Province) {
                break;
            }
            start = outer.start;
        }
        start
    }

    fn found_ending_at(&self, end: usize) -> Option<&Found> {
        let at = self.found.binary_search_by_key(&end, |f| f.end).ok()?;
        self.found.get(at)
    }

    /// Code of the last division printed in `from..to`.
    fn division_at(&self, from: usize, to: usize) -> Option<String> {
        let before = self.found.partition_point(|f| f.end <= to);
        let inside = self.found[..before].last().filter(|f| f.start >= from)?;
        let codes = divisions::named(inside.form, self.year);
        // 长治｜高新区 is the city's rather than that of a county of the name.
        codes
            .iter()
            .min_by_key(|d| (d.level, d.code))
            .filter(|d| codes.len() == 1 || d.level == Level::Prefecture)
            .map(|d| d.code.to_owned())
    }

    /// The zone in the table of divisions, which has those of some years.
    fn listed(&self, name: &str) -> Option<&'static Division> {
        divisions::named(name, self.year).into_iter().find(|d| d.name == name)
    }

    fn has_body(&self, at: usize) -> bool {
        BODIES.iter().any(|w| self.text.starts_with(at, w))
    }

    /// The zone in whose name the text speaks. `ordinary` is the division that would be its home otherwise.
    pub(super) fn zone_home(
        &self,
        zones: &[Zone],
        mentions: &[ZoneMention],
        ordinary: Option<&Home>,
        fields: &Fields,
    ) -> Option<Home> {
        if zones.is_empty() || ordinary.is_some_and(|h| h.level == Level::Township) {
            return None;
        }
        let title = title_span(self.text, fields);
        let own = self.bodies_of_zones(mentions);
        let classes = class_counts(&self.text.chars, &[]);
        let above = classes
            .iter()
            .filter(|(_, class)| matches!(*class, "县" | "市" | "旗" | "省" | "州"))
            .map(|(n, _)| *n)
            .max()
            .unwrap_or(0);
        let opening = self
            .text
            .sentences
            .iter()
            .find(|s| s.span.len() > 12 && self.text.is_running(s.span.start as usize))
            .map(|s| s.span);
        let speaks = |zone: &&Zone| {
            let of_zone = || mentions.iter().filter(|m| m.name == zone.name);
            let published = zone
                .forms
                .iter()
                .any(|f| self.publisher.contains(f.as_str()) || self.text.site.iter().any(|s| s.contains(f)));
            let in_title = title.and_then(|t| of_zone().find(|m| t.contains(m.span)));
            // 玉溪市｜红塔工业园区
            let heads = in_title.is_some_and(|m| {
                let at = |start: u32| title.is_some_and(|t| start == t.start);
                at(m.span.start)
                    || self.found.iter().any(|f| f.end == m.span.start as usize && at(Span::new(f.start, f.end).start))
            });
            let acts = |m: &ZoneMention| self.acts(m.span.end as usize) || self.has_body(m.span.end as usize);
            let opens = opening
                .is_some_and(|o| of_zone().any(|m| o.contains(m.span) && m.span.start - o.start <= 14 && acts(m)));
            heads && opens && own * 2 + 2 >= above
                || own >= 1
                    && (published
                        || (heads && own * 2 >= above)
                        || (opens && own >= above)
                        || (in_title.is_some() && own >= 3 && own > above * 2))
        };
        let mut speaking = zones.iter().filter(speaks);
        let zone = speaking.next().filter(|_| speaking.next().is_none())?;
        let listed = self.listed(&zone.name);
        // 浦东新区 is a district like others.
        if listed.is_some_and(|d| d.valid_to.is_none()) {
            return None;
        }
        let code = listed.filter(|d| self.year.is_some_and(|year| d.is_valid_in(year)));
        Some(Home {
            code: code.map(|d| d.code.to_owned()),
            name: zone.name.clone(),
            level: Level::County,
            basis: Basis::Inferred,
            span: zone.first,
            county: zone.above.clone().or_else(|| ordinary?.code.clone()),
        })
    }

    /// How often the text speaks of the committees of zones, printed with the zone or without a place.
    fn bodies_of_zones(&self, mentions: &[ZoneMention]) -> usize {
        let chars = &self.text.chars;
        let committee = |at: usize| ["党工委", "管委会", "管理委员会"].iter().any(|w| self.text.starts_with(at, w));
        let bare = |at: usize| at == 0 || !('\u{4e00}'..='\u{9fff}').contains(&chars[at - 1]);
        let zone = |at: usize| mentions.binary_search_by_key(&at, |m| m.span.end as usize).is_ok();
        let begins = (0..chars.len()).filter(|&at| matches!(chars[at], '党' | '管'));
        begins.filter(|&at| committee(at) && (bare(at) || zone(at))).count()
    }
}

impl Zone {
    /// Whether `word` alone can mean the zone.
    fn is_called(&self, word: &Word) -> bool {
        self.class == word.class || self.forms.iter().any(|f| f.ends_with(word.word))
    }

    /// 绵阳高新区 where the text prints it so or calls it 高新区 (`short`); else the name in full, at last 侯川开发区.
    fn called_by_insiders(&self, short: Option<&str>) -> String {
        let form_of = |name: &String| WORDS.iter().find(|w| name.ends_with(w.word)).map_or("part", |w| w.form);
        let printed = |form: &str| self.forms.iter().find(|f| form_of(f) == form).cloned();
        printed("short")
            .or_else(|| short.map(|word| format!("{}{word}", self.stem)))
            .or_else(|| printed("full"))
            .or_else(|| self.forms.first().cloned())
            .unwrap_or_default()
    }
}

/// What stands in no zone's own name.
const NO_NAME: &str = "全我各本该此某和与及的在到赴省县镇乡村了是为由向对从将把被以等副兼任率";

/// 重点｜建设: the name would be made of words of the language.
fn made_of_words(name: &[char]) -> bool {
    let word = |chars: &[char]| names::common_word(&chars.iter().collect::<String>()).is_some();
    (2..name.len().saturating_sub(1)).any(|n| word(&name[..n]) && word(&name[n..]))
}

/// 高｜新区: the name of a division is cut out of a word for zones.
pub(super) fn inside_zone_word(text: &Text, found: &Found) -> bool {
    let before = found.form.ends_with('区') && found.start > 0;
    before && WORDS.iter().any(|w| w.word.len() > found.form.len() && text.ends_with(found.end, w.word))
}
