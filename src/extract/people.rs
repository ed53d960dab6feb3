//! People and their posts, and all organisations of a document.
//!
//! A name is believed where the text introduces it: after a post (县长［甲乙］), after a label (市领导［甲乙］、［丙丁］), in a list
//! with believed names, before a post that it takes (任命［甲乙］为…). From then on it is known in the whole document. A
//! stretch that merely looks like a name gives nothing: a false person poisons an archive.

use super::{
    annotate::{Annotations, Class, Hit},
    appointments::{Appointed, Appointments},
    hosts::Hosts,
    names::{Candidate, Names},
    places::Places,
    posts::{self, Chain},
    registry::{Registry, fullest_names},
    seats::{self, ResolvedPost, Seats},
    text::Text,
    towns::Towns,
    unit_names::{NamedUnit, Naming},
    units::{Anchor, UnitMention, Units, is_han},
};
use crate::{
    document::BlockKind,
    lexicon::{CharSet, names as lexicon, posts as words},
    record::{Alias, Basis, Capacity, Official, Post, PostStatus, Rule, Span, Unit, UnitKind},
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

static NOT_AFTER_POST: LazyLock<Vec<&'static str>> = LazyLock::new(words::not_after_post);
static SUBJECT_VERBS: LazyLock<Vec<&'static str>> = LazyLock::new(words::subject_verbs);
static RANKS: LazyLock<Vec<&'static str>> = LazyLock::new(words::ranks);
static LABELS: LazyLock<Vec<(&'static str, Capacity)>> = LazyLock::new(words::labels);

/// Verbs of which only a person at the event can be the subject.
const ACTS: [&str; 12] =
    ["陪同", "主持", "指出", "强调", "出席", "参加会议", "参加活动", "致辞", "讲话", "表示", "要求", "作了"];

/// Least score of a name right after a post.
const AFTER_POST: i32 = 0;
/// A score that no name has.
const NEVER: i32 = 1000;
/// Least score of a name right after a post whose surname is not known.
const RARE: i32 = -40;
/// Least score of a name after a label or in a list.
const AFTER_LABEL: i32 = 30;

/// A post or bare title in the text that introduces nobody: 区委书记强调. For the discourse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleReference {
    /// Unit words and title.
    pub span: Span,
    /// Title with its prefixes.
    pub title: String,
    /// Normal name of the unit, if it is known.
    pub unit: Option<String>,
}

/// What the document says about people and organisations.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// In order of first mention; roles still empty.
    pub officials: Vec<Official>,
    /// In order of first mention; presences still empty.
    pub units: Vec<Unit>,
    /// Titles without a name.
    pub references: Vec<TitleReference>,
}

/// The last post of the chain before.
struct Before {
    sentence: usize,
    end: u32,
    /// Whether the chain was an item of a list of appointments.
    item: bool,
    post: ResolvedPost,
}

impl Before {
    /// Longest gap between two items of a list of appointments, in characters: names and remarks.
    const GAP: u32 = 60;

    /// Whether a chain at `span` may share its body: in the same sentence, or the next item of the same list.
    fn reaches(&self, sentence: usize, span: Span, item: bool) -> bool {
        self.sentence == sentence || (self.item && item && span.start.saturating_sub(self.end) < Self::GAP)
    }
}

#[derive(Debug)]
struct Draft {
    name: String,
    surname_only: bool,
    span: Span,
    rule: &'static str,
    rank: Option<&'static str>,
    capacity: Option<Capacity>,
    posts: Vec<ResolvedPost>,
    mentions: Vec<Span>,
}

/// Reads people and organisations. `bylines` are spans of names that belong to reporters and editors.
pub fn people(text: &Text, places: &Places, bylines: &[Span]) -> People {
    let hits = Annotations::new(&text.chars);
    let ends: FxHashSet<usize> = places.mentions.iter().map(|m| m.span.end as usize).collect();
    let towns = Towns::find(text, &hits, &ends);
    let reader = Units::new(text, &hits, places, &towns);
    let naming = Naming { text, places, towns: &towns };
    let (mentions, credits): (Vec<UnitMention>, Vec<UnitMention>) =
        reader.all().into_iter().partition(|u| is_content(text, u.span.start as usize));
    let credits: Vec<NamedUnit> = credits.iter().map(|u| naming.name(u)).collect();
    let mut mentions: Vec<(UnitMention, NamedUnit)> = mentions
        .into_iter()
        .map(|u| {
            let named = naming.name(&u);
            (u, named)
        })
        .collect();
    refer_back(text, &mut mentions);
    let hosts = Hosts::new(text, &mentions, &credits);
    let chains = posts::chains(text, &hits, &reader);
    let names = Names::new(text, &hits);
    let mut found = Found {
        text,
        hits: &hits,
        names: &names,
        towns: &towns,
        bylines,
        drafts: Vec::new(),
        by_name: FxHashMap::default(),
        introduced: FxHashSet::default(),
        references: Vec::new(),
        starts: chains.iter().map(|c| c.span().start as usize).collect(),
        placed_units: mentions
            .iter()
            .map(|(m, _)| m)
            .filter(|m| matches!(m.anchor, Anchor::Town(_) | Anchor::Division(..)))
            .map(|m| m.span.start as usize)
            .collect(),
        settled: BTreeMap::new(),
    };
    let seats = Seats { naming: &naming, mentions: &mentions, hosts: &hosts };
    found.read_chains(&chains, &seats);
    found.read_labels();
    found.read_lists();
    found.read_honoured();
    found.read_bare(&mentions);
    found.read_own();
    found.read_mentions();
    found.read_surnames(&chains, &seats);
    found.finish(&mentions)
}

/// ［县防汛领导小组］…。［领导小组］办公室: a group printed without what it is for is the one named last.
fn refer_back(text: &Text, mentions: &mut [(UnitMention, NamedUnit)]) {
    const GROUPS: [&str; 2] = ["领导小组", "指挥部"];
    let mut last: [Option<NamedUnit>; 2] = [None, None];
    for (mention, named) in mentions {
        let printed = text.str(mention.span);
        for (group, last) in GROUPS.iter().zip(&mut last) {
            let rest = printed.strip_prefix(group).filter(|_| innermost_is_bare(mention));
            match (rest, &last) {
                (Some(rest), Some(before)) => {
                    let name = format!("{}{rest}", before.name);
                    *named = NamedUnit { name, kind: named.kind, organ: named.organ, ..before.clone() };
                }
                (None, _) if named.name.ends_with(group) => *last = Some(named.clone()),
                _ => {}
            }
        }
    }
}

/// Whether nothing says to which place the whole belongs of which `unit` is a part.
fn innermost_is_bare(unit: &UnitMention) -> bool {
    unit.parent.as_deref().map_or(unit.anchor == Anchor::Bare, innermost_is_bare)
}

fn is_content(text: &Text, at: usize) -> bool {
    text.block_at(at).is_some_and(|b| text.blocks[b].kind != BlockKind::Meta)
}

struct Found<'a> {
    text: &'a Text,
    hits: &'a Annotations,
    names: &'a Names<'a>,
    towns: &'a Towns,
    bylines: &'a [Span],
    drafts: Vec<Draft>,
    /// Index of each draft with a name in full.
    by_name: FxHashMap<String, usize>,
    /// Which draft was introduced where.
    introduced: FxHashSet<(usize, Span)>,
    references: Vec<TitleReference>,
    /// Where chains of posts begin.
    starts: FxHashSet<usize>,
    /// Where units begin that are printed with their town or division.
    placed_units: FxHashSet<usize>,
    /// What the chain around it says about a unit printed without its place (市委常委、［组织部］部长).
    settled: BTreeMap<Span, NamedUnit>,
}

impl Found<'_> {
    /// 县委书记［甲乙］, 副县长［丙丁］、［戊己］.
    fn read_chains(&mut self, chains: &[Chain], seats: &Seats) {
        let appointments = Appointments::new(self.text, self.hits, self.names, chains);
        let mut before: Option<Before> = None;
        for chain in chains {
            let span = chain.span();
            if !is_content(self.text, span.start as usize) {
                continue;
            }
            let sentence = self.text.sentence_at(span.start as usize).unwrap_or(usize::MAX);
            let list = match self.behind_label(span.end as usize).or_else(|| self.candidate_end(span.end as usize)) {
                Some(at) => self.name_list(at, AFTER_POST),
                None => {
                    let printed = chain.posts.iter().any(|p| p.unit.is_some() || p.place.is_some())
                        || before.as_ref().is_some_and(|b| b.sentence == sentence);
                    self.name_list(span.end as usize, self.least_after_post(chain, printed))
                }
            };
            let appointed = if list.is_empty() { appointments.before(span) } else { None };
            let item = appointed.as_ref().is_some_and(|a| a.item);
            let carried = before.as_ref().filter(|b| b.reaches(sentence, span, item)).map(|b| &b.post);
            let status = self.status_before(span.start as usize);
            let mut resolved = seats.resolve(&chain.posts, carried, status);
            if self.candidate_end(span.end as usize).is_some()
                && let Some(last) = resolved.last_mut()
            {
                last.status = PostStatus::Candidate;
            }
            self.settle(chain, &resolved);
            if let Some(last) = resolved.last() {
                before = Some(Before { sentence, end: span.end, item, post: last.clone() });
            }
            match appointed {
                Some(appointed) => self.introduce_appointed(appointed, &resolved),
                None if list.is_empty() => self.references.push(TitleReference {
                    span,
                    title: chain.posts.last().map(|p| p.title.clone()).unwrap_or_default(),
                    unit: resolved.last().map(|p| p.unit.name.clone()),
                }),
                None => self.introduce_list(chain, list, &resolved),
            }
        }
        for block in &self.text.blocks {
            if let Some(name) = appointments.profiled(block.span.start as usize) {
                self.introduce(name, "name-of-profile", vec![], None, None);
            }
        }
    }

    /// 县长｜候选人甲乙: where the name begins.
    fn candidate_end(&self, at: usize) -> Option<usize> {
        ["提名人选", "候选人", "人选"].iter().find(|w| self.text.starts_with(at, w)).map(|w| at + w.chars().count())
    }

    /// 董事长、退役军人｜甲乙: where the name begins when a label stands between post and name.
    fn behind_label(&self, at: usize) -> Option<usize> {
        let from = at + ["、", "，"].iter().find(|w| self.text.starts_with(at, w))?.chars().count();
        let label = self.hits.longest(from, Class::Label)?;
        let candidate = self.names.at(label.end).filter(|c| c.form >= 10)?;
        (self.names.follower(candidate.span.end as usize) > 0).then_some(label.end)
    }

    /// Keeps what the chain says about units that it prints without their place.
    fn settle(&mut self, chain: &Chain, resolved: &[ResolvedPost]) {
        for post in resolved.iter().filter(|p| seats::settles(p.rule)) {
            let printed = chain.posts.iter().find(|p| p.span == post.span).and_then(|p| p.unit.as_ref());
            if let Some(unit) = printed {
                self.settled.insert(unit.span, post.unit.clone());
            }
        }
    }

    fn introduce_appointed(&mut self, appointed: Appointed, resolved: &[ResolvedPost]) {
        let status = appointed.status;
        let posts: Vec<ResolvedPost> = resolved.iter().map(|p| ResolvedPost { status, ..p.clone() }).collect();
        for candidate in appointed.names {
            self.introduce(candidate, "name-before-post", posts.clone(), None, None);
        }
    }

    fn introduce_list(
        &mut self,
        chain: &Chain,
        list: Vec<(Candidate, Option<&'static str>)>,
        resolved: &[ResolvedPost],
    ) {
        // 副主任甲、乙 share the post; 部长甲、乙 do not: there is one.
        let shared = chain.posts.last().is_some_and(has_many_holders);
        let ranked = chain.posts.iter().find_map(|p| p.rank);
        for (i, (candidate, rank)) in list.into_iter().enumerate() {
            let posts = if i == 0 || shared { resolved.to_vec() } else { vec![] };
            let rank = rank.or(if i == 0 { ranked } else { None });
            self.introduce(candidate, "name-after-post", posts, rank, None);
        }
    }

    /// How much a name right after a post must score: little where only a name can stand (between title and a mark or
    /// verb), more where the text goes on with a verb (县长｜强调).
    /// `printed`: the unit of the post stands there, or another post before it in the sentence.
    fn least_after_post(&self, chain: &Chain, printed: bool) -> i32 {
        let at = chain.span().end as usize;
        // 广大政协委员｜要发挥…: all of them, none by name.
        if ["广大", "全体", "各位", "每位", "每名"].iter().any(|w| self.text.ends_with(chain.span().start as usize, w))
        {
            return NEVER;
        }
        let verb = self.hits.starting(at).iter().any(|h| h.class == Class::Follower && h.end - h.start >= 2);
        let surname = self.text.at(at).is_some_and(lexicon::is_surname);
        let Some(candidate) = self.names.at(at).filter(|_| surname) else { return self.least_of_rare(chain, at) };
        if verb {
            return 60;
        }
        let end = candidate.span.end as usize;
        let word = NOT_AFTER_POST.iter().find(|w| self.text.starts_with(at, w)).map(|w| at + w.chars().count());
        // 教师｜周转房: a thing for the holders of the title.
        let staff = chain.posts.len() == 1 && chain.posts[0].unit.is_none() && chain.posts[0].entry().office == "staff";
        let thing = |h: &Hit| h.class == Class::CommonWord && h.end == at + 2 && h.row >= 50;
        if staff && candidate.span.len() == 3 && self.hits.starting(at).iter().any(thing) {
            return 60;
        }
        // 主任｜平静｜应邀到会: no adverb goes before such a verb, where the unit of the post is printed.
        let subject = printed && candidate.span.len() == 2 && self.is_subject_verb(end);
        let closed = self.names.follower(end) >= 25 || subject;
        let whole = word.is_some_and(|w| w == end) && candidate.form >= 0 && closed;
        if word.is_some_and(|w| w >= end || self.names.follower(end) < 25 || candidate.form < 20) && !whole {
            return 60;
        }
        // 县长｜方才表示, 部长｜冷静地说.
        let manner = candidate.name.strip_suffix('地').is_some_and(|w| lexicon::common_word(w).is_some());
        if manner && self.names.follower(end) < 25 {
            return NEVER;
        }
        let adverb = lexicon::is_adverbial(&candidate.name);
        match self.names.follower(end) {
            _ if subject => -75,
            1..25 if adverb => 60,
            _ if matches!(self.text.at(at), Some('和' | '与' | '及' | '同' | '等')) => 20,
            25.. => -55,
            20.. => -45,
            1.. => -40,
            _ => AFTER_POST,
        }
    }

    /// A surname that no lexicon knows: believed where a post of a printed unit, three characters of which no word is
    /// made and a verb leave nothing else.
    fn least_of_rare(&self, chain: &Chain, at: usize) -> i32 {
        let printed = chain.posts.iter().any(|p| p.unit.is_some());
        let wordless = self.hits.starting(at).is_empty() && self.text.at(at).is_some_and(is_han);
        let whole = self.names.at(at).filter(|c| c.span.len() == 3 && self.names.follower(c.span.end as usize) >= 20);
        if printed && wordless && whole.is_some() { RARE } else { AFTER_POST }
    }

    /// Whether a verb stands at `at` that wants a person before it, and no longer word (对待, 在场) begins there.
    fn is_subject_verb(&self, at: usize) -> bool {
        let Some(verb) = SUBJECT_VERBS.iter().filter(|w| self.text.starts_with(at, w)).max_by_key(|w| w.len()) else {
            return false;
        };
        let end = at + verb.chars().count();
        !self.hits.starting(at).iter().any(|h| h.class == Class::CommonWord && h.end > end)
    }

    /// 时任, 原 before a chain.
    fn status_before(&self, at: usize) -> PostStatus {
        const WORDS: [(&str, PostStatus); 11] = [
            ("时任", PostStatus::Former),
            ("原任", PostStatus::Former),
            ("原", PostStatus::Former),
            ("前任", PostStatus::Former),
            ("曾任", PostStatus::Former),
            ("历任", PostStatus::Former),
            ("拟任", PostStatus::Candidate),
            ("当选为", PostStatus::Elected),
            ("当选", PostStatus::Elected),
            ("新任", PostStatus::Current),
            ("现任", PostStatus::Current),
        ];
        WORDS.iter().find(|(w, _)| self.text.ends_with(at, w)).map_or(PostStatus::Current, |w| w.1)
    }

    /// Names from `at` on, joined by 、 和 及; each with the rank printed at it.
    fn name_list(&self, at: usize, least: i32) -> Vec<(Candidate, Option<&'static str>)> {
        let mut out = Vec::new();
        let mut at = at;
        at = self.skip_status(at);
        // 执行主席｜由甲、乙担任: no surname.
        if self.text.at(at) == Some('由') && self.names.at(at + 1).is_some_and(|c| c.form >= 0) {
            at += 1;
        }
        while matches!(self.text.at(at), Some(' ' | '\u{3000}')) {
            at += 1;
        }
        loop {
            let (start, leading) = self.rank(at);
            if self.starts.contains(&start) && !out.is_empty() {
                return out;
            }
            let Some(candidate) =
                self.name_at(start, if out.is_empty() { least } else { self.least_in_list(start, least) })
            else {
                return out;
            };
            let (end, rank) = self.rank(candidate.span.end as usize);
            out.push((candidate, leading.or(rank)));
            let end = self.skip_remark(end);
            let Some(joint) = self.joint(end) else { return out };
            at = end + joint.chars().count();
        }
    }

    /// A name further down a list after a post: where it fills the space between two marks little is asked.
    fn least_in_list(&self, at: usize, least: i32) -> i32 {
        let Some(candidate) = self.names.at(at).filter(|_| least <= AFTER_POST) else { return least.max(5) };
        // 、文化等｜出席: 等 and a verb of persons leave no other reading.
        let end = candidate.span.end as usize;
        if self.text.ends_with(at, "、") && self.text.starts_with(end, "等") && self.is_subject_verb(end + 1) {
            return -75;
        }
        let fills = self.closes_item(candidate.span.end as usize) && self.text.at(at).is_some_and(lexicon::is_surname);
        if fills && self.text.ends_with(at, "、") { -40 } else { 5 }
    }

    /// Whether an item of a list of names ends at `end`: at a mark, or at 等 that closes the list (not 等部门).
    fn closes_item(&self, end: usize) -> bool {
        let others = ["等部门", "等单位", "等有关", "等相关", "等职能", "等各", "等县", "等市"];
        self.names.ends_at(end)
            || (self.text.starts_with(end, "等") && !others.iter().any(|w| self.text.starts_with(end, w)))
    }

    /// What joins the names of a list at `at`; a comma only where the next name fills the space up to another mark.
    fn joint(&self, at: usize) -> Option<&'static str> {
        if let Some(joint) =
            ["、", "和", "及", "与", " ", "\u{3000}", "､"].into_iter().find(|w| self.text.starts_with(at, w))
        {
            return Some(joint);
        }
        let comma = ["，", ","].into_iter().find(|w| self.text.starts_with(at, w))?;
        let next = self.name_at(at + 1, 30).filter(|c| c.form >= 25 && !self.starts.contains(&(at + 1)))?;
        let end = next.span.end as usize;
        (self.names.ends_at(end) || self.text.starts_with(end, "等")).then_some(comma)
    }

    fn name_at(&self, at: usize, least: i32) -> Option<Candidate> {
        if self.bylines.iter().any(|b| b.contains(Span::new(at, at + 1))) {
            return None;
        }
        let candidate = self.names.scoring(at, least)?;
        // 、夏镇｜武装部干事…: the name of a town, or of a body that goes on behind it.
        let town =
            self.towns.starting_at(at).is_some_and(|t| t.end >= candidate.span.end) || self.placed_units.contains(&at);
        // 钱校长 is surname and title.
        let title =
            self.hits.starting(at + 1).iter().any(|h| h.class == Class::Title && h.end == candidate.span.end as usize);
        (!town && !title).then_some(candidate)
    }

    /// A rank at `at`, in brackets or not, and where the text goes on.
    fn rank(&self, at: usize) -> (usize, Option<&'static str>) {
        let open = matches!(self.text.at(at), Some('（' | '('));
        let from = if open { at + 1 } else { at };
        let Some(hit) = self.hits.longest(from, Class::Rank) else { return (at, None) };
        let close = open && matches!(self.text.at(hit.end), Some('）' | ')'));
        if open && !close {
            return (at, None);
        }
        (hit.end + usize::from(close), RANKS.get(hit.row as usize).copied())
    }

    /// Skips a short bracketed remark behind a name: （左二）, （女）, （兼）.
    fn skip_remark(&self, at: usize) -> usize {
        if !matches!(self.text.at(at), Some('（' | '(')) {
            return at;
        }
        (at + 1..at + 10).find(|&i| matches!(self.text.at(i), Some('）' | ')'))).map_or(at, |i| i + 1)
    }

    /// 副县长（挂职）甲乙: skips a remark on the post in brackets before a name.
    fn skip_status(&self, at: usize) -> usize {
        const WORDS: [&str; 8] = ["挂职", "兼", "兼职", "主持工作", "代理", "试用期", "正县级", "正科级"];
        let inner = at + 1;
        let end = self.skip_remark(at);
        let known = end > at + 2 && WORDS.iter().any(|w| self.text.starts_with(inner, w));
        if known { end } else { at }
    }

    /// 市领导［甲乙］、［丙丁］; 委员［戊己］; “最美退役军人”［庚辛］.
    fn read_labels(&mut self) {
        let labels: Vec<(usize, usize)> =
            self.hits.introducing(Class::Label).map(|h| (h.end, h.row as usize)).collect();
        for (end, row) in labels {
            if !is_content(self.text, end.saturating_sub(1)) {
                continue;
            }
            let end = if matches!(self.text.at(end), Some('”' | '」')) { end + 1 } else { end };
            if self.starts.contains(&end) {
                continue;
            }
            for (candidate, rank) in self.name_list(end, self.least_after_label(end, LABELS[row].1)) {
                self.introduce(candidate, "name-after-label", vec![], rank, Some(LABELS[row].1));
            }
        }
    }

    /// A run of three or more names between 、 with no label: ，［甲乙］、［丙丁戊］、［己庚］….
    fn read_lists(&mut self) {
        let mut at = 0;
        while at < self.text.chars.len() {
            let run = self.bare_list(at);
            at = run.last().map_or(at, |c| c.span.end as usize) + 1;
            let sure = run.iter().filter(|c| c.form >= 30).count();
            let end = run.last().map_or(at, |c| c.span.end as usize);
            let leaders = ["等领导", "等市领导", "等县领导", "等区领导", "等旗领导", "等同志"]
                .iter()
                .any(|w| self.text.starts_with(end, w));
            if (run.len() >= 3 && sure * 4 >= run.len() * 3) || (!run.is_empty() && leaders) {
                for candidate in run {
                    self.introduce(candidate, "name-in-list", vec![], None, None);
                }
            }
        }
    }

    /// 为受表彰的［甲乙］、［丙丁］等八名职工颁发证书: who is given something by name.
    fn read_honoured(&mut self) {
        const HONOURS: [&str; 6] = ["受表彰的", "受到表彰的", "获奖的", "荣立战功的", "立功的", "当选的"];
        for at in 0..self.text.chars.len() {
            if !matches!(self.text.chars[at], '为' | '给' | '向') || !is_content(self.text, at) {
                continue;
            }
            let from = at + 1;
            let from =
                HONOURS.iter().find(|w| self.text.starts_with(from, w)).map_or(from, |w| from + w.chars().count());
            if self.starts.contains(&from) {
                continue;
            }
            let list = self.honoured(from);
            let Some(end) = list.last().map(|(c, _)| c.span.end as usize) else { continue };
            if self.is_given(end) {
                for (candidate, rank) in list {
                    self.introduce(candidate, "name-honoured", vec![], rank, None);
                }
            }
        }
    }

    /// Names from `at` on, each behind the words of its honour in quotation marks or not: “十佳母亲”［甲乙］、［丙丁］.
    fn honoured(&self, at: usize) -> Vec<(Candidate, Option<&'static str>)> {
        const LONGEST: usize = 14;
        let mut out = Vec::new();
        let mut at = at;
        loop {
            if self.text.at(at) == Some('“') {
                at = (at..at + LONGEST).find(|&i| self.text.at(i) == Some('”')).map_or(at, |i| i + 1);
            }
            let surname = self.text.at(at).is_some_and(lexicon::is_surname);
            let Some(name) = self.name_at(at, AFTER_LABEL).filter(|c| surname && c.form >= 15) else { return out };
            let end = name.span.end as usize;
            out.push((name, None));
            let Some(joint) = ["、", "和"].iter().find(|w| self.text.starts_with(end, w)) else { return out };
            at = end + joint.chars().count();
        }
    }

    /// Whether a list of names that ends at `end` closes with 等 or a verb of giving, and the clause gives them something.
    fn is_given(&self, end: usize) -> bool {
        const GIVING: [&str; 6] = ["颁发", "颁奖", "颁授", "授奖", "佩戴", "授予"];
        let near = (end..(end + 30).min(self.text.chars.len()))
            .take_while(|&i| !matches!(self.text.chars[i], '，' | '。' | '；' | '\n'));
        let given = near.clone().find(|&i| GIVING.iter().any(|w| self.text.starts_with(i, w)));
        given.is_some_and(|at| at == end || self.text.starts_with(end, "等"))
    }

    /// Names from `at` on that fill the space between marks; empty unless a mark stands before `at`.
    fn bare_list(&self, at: usize) -> Vec<Candidate> {
        let mut out: Vec<Candidate> = Vec::new();
        if !self.opens_list(at) || !is_content(self.text, at) {
            return out;
        }
        let mut from = at;
        while let Some(c) = self.name_at(from, -20).filter(|c| c.form >= -25) {
            if self.starts.contains(&from) {
                return out;
            }
            let end = self.skip_remark(c.span.end as usize);
            out.push(c);
            if !matches!(self.text.at(end), Some('、' | ' ' | '\u{3000}')) {
                return out;
            }
            from = end + 1;
        }
        out
    }

    fn opens_list(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|i| self.text.chars[i]) else { return true };
        let mark =
            !is_han(before) && !before.is_alphanumeric() && !matches!(before, '“' | '‘' | '《' | '(' | '（' | '、');
        let word = matches!(before, '有' | '及' | '括');
        mark || word && ["还有", "以及", "包括"].iter().any(|w| self.text.ends_with(at, w))
    }

    /// 县领导［甲乙］ is nearly as sure as a post; 代表 and 村民 are followed by other words too.
    fn least_after_label(&self, at: usize, capacity: Capacity) -> i32 {
        let Some(candidate) = self.names.at(at) else { return AFTER_LABEL };
        let surname = self.text.at(at).is_some_and(lexicon::is_surname);
        let conjunction = matches!(self.text.at(at), Some('和' | '与' | '及' | '同' | '等'))
            || NOT_AFTER_POST.iter().any(|w| self.text.starts_with(at, w));
        match (capacity, self.names.follower(candidate.span.end as usize)) {
            // 领导新春座谈会: an ordinary word before anything but a mark is that word.
            (Capacity::Private, _) if lexicon::common_word(&candidate.name).is_some_and(|w| w > 50) => NEVER,
            (_, ..25) if lexicon::common_word(&candidate.name).is_some_and(|w| w > 50) => AFTER_LABEL,
            _ if !surname || conjunction => AFTER_LABEL,
            (Capacity::Office, 25..) => -40,
            (Capacity::Office, 20..) => -10,
            (Capacity::Representative, 25..) => 10,
            (Capacity::Private, _) => AFTER_LABEL + 15,
            _ => AFTER_LABEL,
        }
    }

    /// ［甲乙］同志不再担任…; ，［甲乙］陪同; 城关镇武装部［甲乙］等: names that stand without post and label.
    fn read_bare(&mut self, mentions: &[(UnitMention, NamedUnit)]) {
        let behind_unit: FxHashSet<usize> = mentions.iter().map(|(m, _)| m.span.end as usize).collect();
        for at in 0..self.text.chars.len() {
            if !lexicon::is_surname(self.text.chars[at]) {
                continue;
            }
            let clause =
                at == 0 || matches!(self.text.chars[at - 1], '，' | '。' | '；' | ',' | '.' | ';' | '\n' | '：' | ':');
            let unit = behind_unit.contains(&at);
            if !(clause || unit) || !self.text.is_running(at) || self.starts.contains(&at) {
                continue;
            }
            let Some(c) = self.name_at(at, 0).filter(|c| c.span.len() >= 2) else { continue };
            let end = c.span.end as usize;
            let comrade = self.text.starts_with(end, "同志") && c.form >= 20;
            let acts = ACTS.iter().any(|w| self.text.starts_with(end, w)) && c.form >= 60 && c.span.len() >= 3;
            let member = unit && c.form >= 45 && (self.names.ends_at(end) || self.text.starts_with(end, "等"));
            if comrade || (clause && acts) || member {
                self.introduce(c, "name-without-post", vec![], None, None);
            }
        }
    }

    /// Names of the user's list, wherever they stand; one that is also a word only where it reads as a name.
    fn read_own(&mut self) {
        for hit in self.hits.introducing(Class::OwnName) {
            let byline = self.bylines.iter().any(|b| b.overlaps(Span::new(hit.start, hit.end)));
            let short = hit.end - hit.start == 2 && !self.reads_as_name(hit.start, hit.end);
            if byline || short || !is_content(self.text, hit.start) {
                continue;
            }
            if let Some(own) = self.names.own(hit.start).filter(|c| c.span.end as usize == hit.end) {
                self.introduce(own, "name-in-lexicon", vec![], None, None);
            }
        }
    }

    fn introduce(
        &mut self,
        candidate: Candidate,
        rule: &'static str,
        posts: Vec<ResolvedPost>,
        rank: Option<&'static str>,
        capacity: Option<Capacity>,
    ) {
        let historic = self
            .hits
            .starting(candidate.span.start as usize)
            .iter()
            .any(|h| h.class == Class::Historic && h.end == candidate.span.end as usize);
        if historic && posts.is_empty() {
            return;
        }
        let index = match self.by_name.get(&candidate.name) {
            Some(known) => *known,
            None => {
                self.by_name.insert(candidate.name.clone(), self.drafts.len());
                self.drafts.push(Draft {
                    name: candidate.name.clone(),
                    surname_only: false,
                    span: candidate.span,
                    rule,
                    rank: None,
                    capacity: None,
                    posts: vec![],
                    mentions: vec![],
                });
                self.drafts.len() - 1
            }
        };
        let draft = &mut self.drafts[index];
        draft.rank = draft.rank.or(rank);
        draft.capacity = draft.capacity.or(capacity);
        if candidate.span.start < draft.span.start {
            draft.span = candidate.span;
        }
        if self.introduced.insert((index, candidate.span)) {
            draft.mentions.push(candidate.span);
        }
        for post in posts {
            if !draft.posts.iter().any(|p| p.unit.name == post.unit.name && p.title == post.title) {
                draft.posts.push(post);
            }
        }
    }

    /// Every other place at which a known name stands.
    fn read_mentions(&mut self) {
        let known: Vec<(usize, Vec<char>)> = self
            .drafts
            .iter()
            .enumerate()
            .filter(|(_, d)| !d.surname_only)
            .map(|(i, d)| (i, d.name.chars().collect()))
            .collect();
        let mut places: FxHashMap<char, Vec<usize>> = FxHashMap::default();
        let firsts: CharSet = known.iter().filter_map(|(_, n)| n.first().copied()).collect();
        for (at, c) in self.text.chars.iter().enumerate().filter(|(_, c)| firsts.contains(**c)) {
            places.entry(*c).or_default().push(at);
        }
        let holders = names_holding(&known);
        for (draft, name) in &known {
            let word_like = lexicon::common_word(&self.drafts[*draft].name).is_some_and(|w| w > 50);
            let longer = holders.get(&with_one_dot(name)).map(Vec::as_slice).unwrap_or_default();
            let mut mentions = std::mem::take(&mut self.drafts[*draft].mentions);
            let introduced = Covered::new(&mut mentions);
            // New ones come in order of the text: of them only the last can overlap the next.
            let mut last: Option<Span> = None;
            for &at in name.first().and_then(|c| places.get(c)).into_iter().flatten() {
                let Some(end) = self.stands_at(name, at) else { continue };
                let span = Span::new(at, end);
                let known_here = introduced.overlap(span) || last.is_some_and(|l| l.overlaps(span));
                if known_here || !is_content(self.text, at) {
                    continue;
                }
                let inside_longer = longer.iter().any(|&other| {
                    let stands = |from: usize| self.stands_at(&known[other].1, from).is_some_and(|e| e >= end);
                    (at.saturating_sub(2)..=at).any(stands)
                });
                let byline = self.bylines.iter().any(|b| b.overlaps(span));
                if inside_longer || byline || (word_like && !self.reads_as_name(at, end)) {
                    continue;
                }
                mentions.push(span);
                last = Some(span);
            }
            mentions.sort();
            self.drafts[*draft].mentions = mentions;
        }
    }

    /// Whether the name stands at `at`, white space between its characters allowed; gives its end.
    fn stands_at(&self, name: &[char], at: usize) -> Option<usize> {
        let mut end = at;
        for (i, &c) in name.iter().enumerate() {
            if i > 0 {
                while matches!(self.text.at(end), Some(' ' | '\u{3000}')) {
                    end += 1;
                }
            }
            let here = self.text.at(end)?;
            if here != c && !(c == '·' && matches!(here, '•' | '・' | '．')) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// A name that is also a word (高峰, 成功) is one where marks, titles or names stand before it and a follower behind.
    fn reads_as_name(&self, at: usize, end: usize) -> bool {
        let left = at == 0
            || !is_han(self.text.chars[at - 1])
            || self.hits.longest_ending(at, Class::Title).is_some()
            || ["由", "对", "向", "和", "与", "随", "经", "在", "受"].iter().any(|w| self.text.ends_with(at, w));
        left && self.names.follower(end) > 0
    }

    /// 裴书记, 仇副县长: known people by surname and title, or people known by no more.
    fn read_surnames(&mut self, chains: &[Chain], seats: &Seats) {
        for chain in chains {
            let [post] = &chain.posts[..] else { continue };
            if post.unit.is_some() || post.place.is_some() || !is_content(self.text, post.span.start as usize) {
                continue;
            }
            let start = post.span.start as usize;
            let Some(before) = start.checked_sub(1) else { continue };
            let surname = self.text.chars[before];
            if !lexicon::is_surname(surname) || !self.opens_reference(before) {
                continue;
            }
            let span = Span::new(before, post.span.end as usize);
            let base = post.entry().word;
            let known = self.drafts.iter_mut().find(|d| {
                d.name.starts_with(surname) && !d.surname_only && d.posts.iter().any(|p| p.title.ends_with(base))
            });
            if let Some(known) = known {
                known.mentions.push(span);
                continue;
            }
            let sure = lexicon::surname(&[surname]).is_some_and(|w| w > 20);
            let leading = matches!(
                base,
                "书记"
                    | "省长"
                    | "市长"
                    | "县长"
                    | "区长"
                    | "州长"
                    | "旗长"
                    | "镇长"
                    | "乡长"
                    | "主席"
                    | "政委"
                    | "司令"
                    | "部长"
                    | "局长"
                    | "主任"
            );
            if !sure || !leading {
                continue;
            }
            let name = surname.to_string();
            if let Some(same) = self.drafts.iter_mut().find(|d| d.surname_only && d.name == name) {
                same.mentions.push(span);
                continue;
            }
            let posts = seats.resolve(&chain.posts, None, PostStatus::Current);
            self.drafts.push(Draft {
                name,
                surname_only: true,
                span,
                rule: "surname-and-title",
                rank: None,
                capacity: None,
                posts,
                mentions: vec![span],
            });
        }
    }

    /// Whether surname and title may begin at `at`: a mark or a word that ends stands before it.
    fn opens_reference(&self, at: usize) -> bool {
        const NEVER: [char; 14] = ['任', '时', '原', '兼', '代', '老', '新', '正', '全', '各', '该', '和', '于', '由'];
        if NEVER.contains(&self.text.chars[at]) {
            return false;
        }
        at == 0
            || !is_han(self.text.chars[at - 1])
            || self.hits.longest_ending(at, Class::LeftStop).is_some()
            || matches!(
                self.text.chars[at - 1],
                '对' | '请' | '由' | '让' | '和' | '与' | '向' | '随' | '给' | '听' | '我'
            )
    }

    fn finish(mut self, mentions: &[(UnitMention, NamedUnit)]) -> People {
        self.drafts.sort_by_key(|d| (d.span, d.name.clone()));
        let printed: Vec<(&UnitMention, &NamedUnit)> =
            mentions.iter().map(|(m, n)| (m, self.settled.get(&m.span).unwrap_or(n))).collect();
        let of_posts = self.drafts.iter().flat_map(|d| &d.posts).map(|p| &p.unit);
        let fullest = fullest_names(printed.iter().map(|(_, n)| *n).chain(of_posts));
        for post in self.drafts.iter_mut().flat_map(|d| &mut d.posts) {
            post.unit.name = fullest.get(&post.unit.name).unwrap_or(&post.unit.name).clone();
        }
        let mut units = Registry::default();
        for (mention, named) in printed {
            let fuller = fullest.get(&named.name).map(|name| NamedUnit { name: name.clone(), ..named.clone() });
            let named = fuller.as_ref().unwrap_or(named);
            units.add(named, Some((mention.span, self.text.words(mention.span))), mention.rule, named.basis);
        }
        let mut officials = Vec::new();
        for (i, draft) in self.drafts.into_iter().enumerate() {
            let posts: Vec<Post> = draft
                .posts
                .iter()
                .map(|p| Post {
                    unit_n: units.add(&p.unit, None, "unit-of-post", Basis::Inferred).0,
                    unit: p.unit.name.clone(),
                    title: p.title.clone(),
                    status: p.status,
                    span: p.span,
                    rule: Rule::Borrowed(p.rule),
                    basis: p.basis,
                })
                .collect();
            for (p, post) in draft.posts.iter().zip(&posts) {
                units.seen(post.unit_n, p.span);
            }
            let mut aliases: Vec<Alias> =
                draft.mentions.iter().map(|&span| Alias { name: self.text.words(span), span }).collect();
            aliases.sort_by_key(|a| a.span);
            officials.push(Official {
                n: u32::try_from(i + 1).unwrap_or(u32::MAX),
                name: draft.name,
                surname_only: draft.surname_only,
                rank: draft.rank.map(str::to_owned),
                capacity: draft.capacity.filter(|_| posts.is_empty()).unwrap_or_else(|| capacity(&draft.posts)),
                posts,
                roles: vec![],
                aliases,
                span: draft.span,
                rule: Rule::Borrowed(draft.rule),
                basis: Basis::Stated,
            });
        }
        People { officials, units: units.finish(), references: self.references }
    }
}

/// For the letters of a name those of `names` (by index) that hold them and are longer: 周小明 for 周小. Most texts have none.
fn names_holding(names: &[(usize, Vec<char>)]) -> FxHashMap<Vec<char>, Vec<usize>> {
    let mut holders: FxHashMap<Vec<char>, Vec<usize>> = FxHashMap::default();
    let sizes: BTreeSet<usize> = names.iter().map(|(_, n)| n.len()).collect();
    for (i, (_, name)) in names.iter().enumerate() {
        let letters = with_one_dot(name);
        for part in sizes.range(1..letters.len()).flat_map(|&size| letters.windows(size)) {
            let list = holders.entry(part.to_vec()).or_default();
            if list.last() != Some(&i) {
                list.push(i);
            }
        }
    }
    holders
}

/// The letters of a name with every middle dot printed alike, as [`Found::stands_at`] compares them.
fn with_one_dot(name: &[char]) -> Vec<char> {
    name.iter().map(|&c| if matches!(c, '•' | '・' | '．') { '·' } else { c }).collect()
}

/// The stretches of the text that some spans cover.
struct Covered {
    /// First character of each span, ascending, and how far it and those before it reach.
    spans: Vec<(u32, u32)>,
}

impl Covered {
    /// Of `spans`, which it sorts.
    fn new(spans: &mut [Span]) -> Self {
        spans.sort_unstable();
        let mut reach = 0;
        let reaching = |s: &Span| {
            reach = s.end.max(reach);
            (s.start, reach)
        };
        Self { spans: spans.iter().map(reaching).collect() }
    }

    /// Whether one of them overlaps `span`.
    fn overlap(&self, span: Span) -> bool {
        let before = self.spans.partition_point(|(start, _)| *start < span.end);
        self.spans[..before].last().is_some_and(|(_, reach)| *reach > span.start)
    }
}

/// Whether a title has several holders at once: deputies and members.
fn has_many_holders(post: &posts::PrintedPost) -> bool {
    post.title.contains('副')
        || matches!(
            post.entry().word,
            "委员" | "常委" | "成员" | "执行主席" | "常务主席" | "调研员" | "巡视员" | "教师" | "候补委员"
        )
}

fn capacity(posts: &[ResolvedPost]) -> Capacity {
    let kinds: Vec<UnitKind> = posts.iter().map(|p| p.unit.kind).collect();
    match kinds.first() {
        None => Capacity::Office,
        Some(UnitKind::Military) if kinds.iter().all(|k| *k == UnitKind::Military) => Capacity::Military,
        Some(_)
            if kinds.iter().all(|k| {
                matches!(
                    k,
                    UnitKind::Firm | UnitKind::School | UnitKind::Hospital | UnitKind::Village | UnitKind::Media
                )
            }) =>
        {
            Capacity::Representative
        }
        Some(_) => Capacity::Office,
    }
}
