//! The normal name of a unit: as insiders write it, with its place before it.
//!
//! 区委 → 临河区委; 县人民武装部 → 凤台县人武部; 市委 in a county's report → the city above; 镇党委 → the town named last;
//! 组织部 → 临河区委组织部; 团县委 → 凤台团县委; 中共临河区委员会 → 临河区委; 某某藏族自治县委 → 某某县委; a county of one
//! character keeps its 县 before 委 (蔚县县委).

use super::{
    places::Places,
    text::Text,
    towns::Towns,
    units::{Anchor, CONSULTATIVE, PRESIDIUM, UnitMention},
};
use crate::{
    lexicon::{divisions, own, units},
    record::{Basis, Organ, PlaceMention, Span, UnitKind},
};
use std::sync::LazyLock;

static PREFIXES: LazyLock<Vec<(&'static str, bool)>> = LazyLock::new(units::prefixes);

/// The shortenings of the genre.
static FORMS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(units::short_words);

static WORKING: LazyLock<Vec<(&'static str, bool)>> = LazyLock::new(units::working_committees);

/// A unit with its normal name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedUnit {
    /// Normal name.
    pub name: String,
    /// Branch.
    pub kind: UnitKind,
    /// Sort of body.
    pub organ: Organ,
    /// Division to which it belongs.
    pub place: Option<String>,
    /// Its code.
    pub place_code: Option<String>,
    /// Whether the place is printed with it.
    pub basis: Basis,
}

/// What is needed to name units.
pub struct Naming<'a> {
    /// The text.
    pub text: &'a Text,
    /// Its divisions.
    pub places: &'a Places,
    /// Its towns.
    pub towns: &'a Towns,
}

/// A place as it stands before a unit's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// As insiders write it.
    pub name: String,
    /// Full name of the division, `None` for towns.
    pub division: Option<String>,
    /// Code.
    pub code: Option<String>,
    /// Whether it is printed there.
    pub basis: Basis,
}

impl Naming<'_> {
    /// The normal name of `unit`; the one that the user gives it, if any.
    pub fn name(&self, unit: &UnitMention) -> NamedUnit {
        let named = self.normal_name(unit);
        let Some(alias) = own::alias_of(&named.name) else { return named };
        let (kind, organ) = (alias.kind, alias.organ);
        match &alias.place {
            Some((place, code)) => NamedUnit {
                name: alias.name.clone(),
                kind,
                organ,
                place: Some(place.clone()),
                place_code: code.clone().or(named.place_code),
                basis: Basis::Supplied,
            },
            None => {
                let before = named.name.strip_suffix(alias.form.as_str()).unwrap_or_default();
                NamedUnit { name: format!("{before}{}", alias.name), kind, organ, ..named }
            }
        }
    }

    fn normal_name(&self, unit: &UnitMention) -> NamedUnit {
        if let Some(parent) = &unit.parent {
            let above = self.name(parent);
            let own = self.words(parent.span.end as usize, unit.span.end as usize);
            if own == "常务委员会" && above.name.ends_with("政协") {
                return NamedUnit {
                    name: format!("{}常委会", above.name), organ: Organ::StandingCommittee, ..above
                };
            }
            // 县第十届政协｜委员会: the conference by its full name; 县侨联第十届｜委员会: the body itself.
            let itself = above.name.ends_with("政协") || above.kind == UnitKind::Mass;
            if itself && matches!(without_session(&own).as_str(), "委员会" | "执行委员会") {
                return above;
            }
            let own = if own == "办" && matches!(above.kind, UnitKind::Party | UnitKind::Government) {
                "办公室".to_owned()
            } else if own == "委员会"
                && ["人武部", "军分区", "省军区", "警备区", "指挥部"].iter().any(|w| above.name.ends_with(w))
            {
                "党委".to_owned()
            } else if above.name.ends_with("人大") {
                own
            } else {
                short(&own)
            };
            let name = [above.name.as_str(), own.as_str()].concat();
            return NamedUnit { name, kind: unit.kind, organ: unit.organ, ..above };
        }
        let core = match unit.rule {
            PRESIDIUM => return NamedUnit { name: "大会主席团".to_owned(), ..self.nameless(unit) },
            CONSULTATIVE if self.text.ends_with(unit.core_end, "常务委员会") => "政协常委会".to_owned(),
            CONSULTATIVE => "政协".to_owned(),
            _ => short(&self.words(unit.core, unit.core_end)),
        };
        // 区｜政法委: a department of the party's committee, however it is printed.
        let of_committee = matches!(core.as_str(), "政法委" | "组织部" | "宣传部" | "统战部");
        let level = match &unit.anchor {
            Anchor::Level(_, level) => matches!(*level, "县" | "市" | "区" | "旗" | "州" | "省"),
            Anchor::Division(place, _) => place.len() > 2,
            _ => false,
        };
        let core = if of_committee && level { format!("委{core}") } else { core };
        // 湖北荆州楚天机械有限公司: a firm's name begins with its province.
        let firm = unit.kind == UnitKind::Firm && unit.rule == "unit-proper-name" && core.ends_with("公司");
        if let Anchor::Division(place, _) = &unit.anchor
            && firm
            && unit.span.start < place.start
        {
            let name = self.words(unit.span.start as usize, unit.span.end as usize);
            return NamedUnit { name, ..self.nameless(unit) };
        }
        let seat = self.seat(unit);
        let name = match &seat {
            Some(seat) => self.service(unit) + &joined(&seat.name, &core, unit),
            None => self.bare(unit, &core),
        };
        let (place, place_code, basis) = seat.map_or((None, None, Basis::Stated), |s| (s.division, s.code, s.basis));
        NamedUnit { name, kind: unit.kind, organ: unit.organ, place, place_code, basis }
    }

    /// The unit without a name and a place.
    fn nameless(&self, unit: &UnitMention) -> NamedUnit {
        NamedUnit {
            name: String::new(),
            kind: unit.kind,
            organ: unit.organ,
            place: None,
            place_code: None,
            basis: Basis::Stated,
        }
    }

    /// What stands before the place and belongs to the name: 武警凤台中队, 民盟凤台县支部, 国家开发银行江西省分行.
    fn service(&self, unit: &UnitMention) -> String {
        let place = match &unit.anchor {
            Anchor::Division(span, _) | Anchor::Town(span) | Anchor::Level(span, _) => span.start as usize,
            Anchor::Own | Anchor::Bare => return String::new(),
        };
        if place == unit.span.start as usize {
            return String::new();
        }
        let before = self.words(unit.span.start as usize, place);
        let own = PREFIXES.iter().find(|(w, kept)| *kept && before.starts_with(w));
        match own {
            Some((own, _)) => (*own).to_owned(),
            None if before.ends_with('行') => before,
            None => String::new(),
        }
    }

    fn seat(&self, unit: &UnitMention) -> Option<Seat> {
        match &unit.anchor {
            Anchor::Division(span, code) => {
                let printed = self.words(span.start as usize, span.end as usize);
                let division = self.places.name_of(code, self.places.year).map(str::to_owned);
                // 宜章政协: the conference of the county.
                let own = ["政协", "人大", "人大常委会", "人武部", "法院", "检察院", "纪委"];
                let full = division.as_deref().filter(|full| {
                    let class =
                        full.strip_prefix(printed.as_str()).is_some_and(|c| matches!(c, "县" | "市" | "区" | "省"));
                    class && own.contains(&self.words(unit.core, unit.core_end).as_str())
                });
                let name = full.map_or_else(|| printed_place(&printed), divisions::insider_name);
                Some(Seat { name, division, code: Some(code.clone()), basis: Basis::Stated })
            }
            Anchor::Town(span) => Some(self.town_seat(*span, Basis::Stated)),
            Anchor::Level(span, level) => self.level_seat(level, span.start as usize),
            Anchor::Bare => {
                let core = self.words(unit.core, unit.core_end);
                // 团省委, 团市委 carry their level inside.
                let inside = core.strip_prefix('团').and_then(|c| c.strip_suffix('委')).filter(|c| !c.is_empty());
                match inside.and_then(|level| self.level_seat(level, unit.span.start as usize)) {
                    Some(seat) => Some(seat),
                    None => self.bare_seat(unit),
                }
            }
            Anchor::Own => None,
        }
    }

    /// The place meant by a level word at `at`.
    pub fn level_seat(&self, level: &str, at: usize) -> Option<Seat> {
        let carried = |s| Seat { basis: Basis::Carried, ..s };
        if matches!(level, "镇" | "乡" | "街道" | "村" | "社区")
            // XX镇 of a template is no town whose bodies the others could be.
            && let Some(town) = self.towns.last_before(self.text, at, level)
            && !self.text.slice(town).iter().any(|c| matches!(c, 'X' | 'x' | '×' | '*' | '某'))
        {
            return Some(carried(self.town_seat(town, Basis::Carried)));
        }
        let (name, code) = self.places.level_above(level).or_else(|| self.named_in_sentence(level, at))?;
        let insider = match level {
            "自治区" | "自治州" => name.clone(),
            "地" => format!("{}地", divisions::stem(&name)),
            _ if units::prefecture_short(&name).is_some() => {
                units::prefecture_short(&name).unwrap_or_default().to_owned()
            }
            _ => divisions::insider_name(&name),
        };
        Some(Seat { name: insider, division: Some(name), code, basis: Basis::Carried })
    }

    /// 秀英区三套班子领导在｜区委书记…: where the document has no division of that level, the last one of the sentence.
    fn named_in_sentence(&self, level: &str, at: usize) -> Option<(String, Option<String>)> {
        let sentence = self.text.sentences.get(self.text.sentence_at(at)?)?.span;
        let named =
            |m: &&PlaceMention| m.span.start >= sentence.start && m.span.end as usize <= at && m.text.ends_with(level);
        let mention = self.places.mentions.iter().rev().find(named)?;
        let name = self.places.name_of(&mention.code, self.places.year)?;
        Some((name.to_owned(), Some(mention.code.clone())))
    }

    /// The division that the sentence tells to hold what stands at `at` (金川区召开…): name and code.
    fn holder_before(&self, at: usize) -> Option<(String, Option<String>)> {
        let sentence = self.text.sentences.get(self.text.sentence_at(at)?)?.span;
        let holds = |m: &&PlaceMention| {
            let end = m.span.end as usize;
            let verb = ["召开", "举行", "组织召开", "主持召开"]
                .iter()
                .any(|w| self.text.starts_with(end, w) && end + w.chars().count() == at);
            verb && m.span.start >= sentence.start && m.text.ends_with(['县', '区', '市', '旗'])
        };
        let mention = self.places.mentions.iter().find(holds)?;
        let name = self.places.name_of(&mention.code, self.places.year)?;
        Some((name.to_owned(), Some(mention.code.clone())))
    }

    /// `组织部`, `军分区`, `教育局` without a place: the document's own division, or the city above for a 军分区.
    fn bare_seat(&self, unit: &UnitMention) -> Option<Seat> {
        let core = self.words(unit.core, unit.span.end as usize);
        let (name, code) = match core.as_str() {
            // Every town has one: none of the county's own.
            "派出所" => return None,
            "军分区" | "警备区" => self
                .places
                .level_above("市")
                .filter(|(_, c)| c.as_deref().is_some_and(|c| c.ends_with("00")))
                .or_else(|| self.places.level_above("州"))
                .or_else(|| self.places.level_above("地"))?,
            // 金川区召开｜双拥工作领导小组会议: of the one that holds it.
            _ if unit.organ == Organ::LeadingGroup && self.holder_before(unit.span.start as usize).is_some() => {
                self.holder_before(unit.span.start as usize)?
            }
            "省军区" => self.places.level_above("省")?,
            "地委" | "行署" | "行政公署" => self.places.level_above("地")?,
            _ => self.places.home.as_ref().map(|h| (h.name.clone(), h.code.clone()))?,
        };
        let seat = match core.as_str() {
            "军分区" | "警备区" | "地委" | "行署" | "行政公署" => divisions::stem(&name).to_owned(),
            _ => units::prefecture_short(&name).map_or_else(|| divisions::insider_name(&name), str::to_owned),
        };
        Some(Seat { name: seat, division: code.is_some().then_some(name), code, basis: Basis::Inferred })
    }

    /// A town as the seat of a unit.
    pub fn town_seat(&self, span: Span, basis: Basis) -> Seat {
        if let Some(zone) = self.places.zone_ending_at(span.end as usize) {
            return Seat { name: zone.name.clone(), division: None, code: None, basis };
        }
        let name = self.words(span.start as usize, span.end as usize);
        let name = name.strip_suffix("办事处").unwrap_or(&name).to_owned();
        Seat { name, division: None, code: None, basis }
    }

    fn bare(&self, unit: &UnitMention, core: &str) -> String {
        let level = match &unit.anchor {
            Anchor::Level(span, _) => self.words(span.start as usize, span.end as usize),
            _ => String::new(),
        };
        format!("{level}{core}")
    }

    /// The words between two characters without white space.
    pub fn words(&self, from: usize, to: usize) -> String {
        self.text.letters.dense(from, to)
    }
}

/// Seat and own words, with the special joints of the genre.
fn joined(seat: &str, core: &str, unit: &UnitMention) -> String {
    let length = seat.chars().count();
    if core.starts_with("军分区") || core.starts_with("警备区") {
        return format!("{}{core}", divisions::stem(seat));
    }
    let working = WORKING.iter().find(|(w, _)| *w == core && unit.anchor == Anchor::Bare);
    if let Some((_, of_party)) = working {
        return if *of_party {
            joined(seat, &format!("委{core}"), &UnitMention { anchor: Anchor::Own, ..unit.clone() })
        } else {
            format!("{seat}{core}")
        };
    }
    // 街道的［人大工委］ is the congress's own already.
    let of_congress = core.ends_with("工委") && !core.ends_with("区工委") && core != "人大工委";
    if of_congress && unit.anchor == Anchor::Bare {
        return format!("{seat}人大常委会{core}");
    }
    if unit.anchor == Anchor::Bare
        && let Some(house) = units::house_of(core).and_then(|h| h.name())
    {
        return format!("{seat}{house}{core}");
    }
    if let Some(rest) = core.strip_prefix('省').filter(|r| r.starts_with("军区")) {
        return format!("{seat}{rest}");
    }
    if ["组织部", "宣传部", "统战部", "政法委", "农工部", "党校", "督查室"].contains(&core)
        && unit.anchor == Anchor::Bare
    {
        return joined(seat, &format!("委{core}"), &UnitMention { anchor: Anchor::Own, ..unit.clone() });
    }
    if core.starts_with('委') && length == 2 && seat.ends_with('县') {
        return format!("{seat}县{core}");
    }
    if core == "武装部" || (core.starts_with("武装部") && unit.kind == UnitKind::Military) {
        return format!("{seat}人{core}").replacen("人武装部", "人武部", 1);
    }
    if core.starts_with("团")
        && matches!(unit.kind, UnitKind::Mass)
        && core.ends_with('委')
        && core.chars().count() == 3
    {
        // 蔚县 keeps its 县, as it does before 委.
        let stem = if length == 2 { seat } else { divisions::stem(seat) };
        return format!("{stem}{core}");
    }
    [seat, core].concat()
}

/// A printed place as it stands before a unit (某某藏族自治县 → 某某县).
fn printed_place(printed: &str) -> String {
    if printed.ends_with("自治区") { printed.to_owned() } else { divisions::insider_name(printed) }
}

/// 第十四届委员会 → 委员会.
fn without_session(core: &str) -> String {
    let numeral = |c: char| {
        c.is_ascii_digit() || ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百'].contains(&c)
    };
    let session = core.strip_prefix('第').and_then(|rest| rest.split_once('届'));
    session.filter(|(count, _)| count.chars().all(numeral)).map_or(core, |(_, rest)| rest).to_owned()
}

/// The shortenings of the genre; nothing else is changed.
fn short(core: &str) -> String {
    let mut out = without_session(core);
    if out == "委员会" || (out.starts_with("委员会") && !out.starts_with("委员会和")) {
        out = out.replacen("委员会", "委", 1);
    }
    if out == "监察委" {
        out = "监委".to_owned();
    }
    // Every form holds one of these; most names none.
    if out.contains(['会', '检', '府', '装']) {
        for (long, shorter) in FORMS.iter().filter(|(long, _)| core.len() >= long.len()) {
            if out.contains(long) {
                out = out.replace(long, shorter);
            }
        }
    }
    if out.ends_with("委办") || out.ends_with("政府办") {
        out.push_str("公室");
    }
    out
}
