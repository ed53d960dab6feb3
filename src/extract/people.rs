//! People and their posts, and all organisations of a document.
//!
//! A name is believed where the text introduces it: after a post (县长［甲乙］), after a label (市领导［甲乙］、［丙丁］), in a list
//! with believed names, before a post that it takes (任命［甲乙］为…). From then on it is known in the whole document. A
//! stretch that merely looks like a name gives nothing: a false person poisons an archive.

mod authors;
mod chains;
mod labels;
mod lists;
mod mentions;
mod rosters;
mod surnames;

use super::{
    annotate::{Annotations, Class},
    class_words,
    hosts::Hosts,
    names::{Candidate, Names},
    places::Places,
    posts::{self},
    registry::{Registry, fullest_names},
    seats::{ResolvedPost, Seats},
    text::Text,
    towns::Towns,
    unit_names::{NamedUnit, Naming},
    units::{Anchor, UnitMention, Units},
};
use crate::{
    document::BlockKind,
    lexicon::names as lexicon,
    record::{Alias, Basis, Capacity, Official, Post, Rule, Span, Unit, UnitKind},
};
use labels::ACTS;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

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
pub fn people(text: &Text, hits: &Annotations, places: &Places, bylines: &[Span]) -> People {
    let ends: FxHashSet<usize> = places.mentions.iter().map(|m| m.span.end as usize).collect();
    let towns = Towns::find(text, hits, &ends);
    let reader = Units::new(text, hits, places, &towns);
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
    mentions.retain(|(mention, named)| !is_nowhere(text, mention, named));
    class_words::refer_back(text, &mut mentions);
    class_words::refer_to_tail(text, &mut mentions);
    let hosts = Hosts::new(text, &mentions, &credits);
    let names = Names::new(text, hits);
    let chains = posts::chains(text, hits, &reader, &names);
    let mut found = Found {
        text,
        hits,
        names: &names,
        towns: &towns,
        bylines,
        drafts: Vec::new(),
        by_name: FxHashMap::default(),
        by_first_part: FxHashMap::default(),
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
    let rosters = found.rosters();
    found.read_chains(&chains, &seats, &rosters);
    found.read_rosters(&rosters);
    found.read_labels();
    found.read_authors();
    found.read_lists(&rosters);
    found.read_honoured();
    found.read_bare(&mentions);
    found.read_own();
    found.read_mentions();
    found.read_surnames(&chains, &seats);
    found.finish(&mentions)
}

/// 社区图书馆, 村卫生室 where no community or village is known: any, or a room of one.
fn is_nowhere(text: &Text, unit: &UnitMention, named: &NamedUnit) -> bool {
    let facility = matches!(unit.anchor, Anchor::Level(_, "村" | "社区"))
        && matches!(named.kind, UnitKind::Other | UnitKind::Firm);
    facility && named.name.starts_with(text.str(unit.span)) && named.place.is_none()
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
    /// By what stands before the dot of their names; `None` where several have it.
    by_first_part: FxHashMap<String, Option<usize>>,
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
    /// ［甲乙］同志不再担任…; ，［甲乙］陪同; 城关镇武装部［甲乙］等: names that stand without post and label.
    fn read_bare(&mut self, mentions: &[(UnitMention, NamedUnit)]) {
        let behind_unit: FxHashSet<usize> = mentions.iter().map(|(m, _)| m.span.end as usize).collect();
        let units: FxHashSet<usize> = mentions.iter().map(|(m, _)| m.span.start as usize).collect();
        let surnames = lexicon::surnames();
        for at in (0..self.text.chars.len()).filter(|&at| surnames.contains(self.text.chars[at])) {
            let clause =
                at == 0 || matches!(self.text.chars[at - 1], '，' | '。' | '；' | ',' | '.' | ';' | '\n' | '：' | ':');
            let unit = behind_unit.contains(&at);
            // 审议了［甲乙丙］作的《政府工作报告》
            let heard = at > 0 && matches!(self.text.chars[at - 1], '了' | '取' | '、' | '议' | '和');
            if !(clause || unit || heard) || !self.text.is_running(at) || self.starts.contains(&at) {
                continue;
            }
            let Some(c) = self.name_formed(at, 0, 20).filter(|c| c.span.len() >= 2) else { continue };
            let end = c.span.end as usize;
            // ，由［甲乙］同志牵头: no surname.
            let comrade = self.text.starts_with(end, "同志") && self.text.at(at) != Some('由');
            let acts = c.form >= 60 && c.span.len() >= 3 && ACTS.iter().any(|w| self.text.starts_with(end, w));
            // ［甲乙丙］代表县团委作工作报告
            let speaks_for = c.form >= 40 && self.text.starts_with(end, "代表") && units.contains(&(end + 2));
            let spoke = ["在会上", "在讲话中", "在座谈会上", "在发言中"].iter().any(|w| self.text.starts_with(end, w));
            let speaks_for = speaks_for || (spoke && lexicon::common_word(&c.name).is_none());
            let reports =
                ["作的《", "所作的《", "作的“", "作的关于", "所作的关于"].iter().any(|w| self.text.starts_with(end, w));
            // 。［甲乙丙］作《政府工作报告》
            let gives = clause && c.form >= 40 && c.span.len() >= 3;
            let gives = gives && ["作《", "作了《", "作题为《"].iter().any(|w| self.text.starts_with(end, w));
            if reports && c.form >= 20 || gives {
                self.introduce(c, "name-without-post", vec![], None, None);
                continue;
            }
            if !(clause || unit) {
                continue;
            }
            let member = unit && c.form >= 45 && (self.names.ends_at(end) || self.text.starts_with(end, "等"));
            if member {
                for (candidate, rank) in self.name_list(at, 0) {
                    self.introduce(candidate, "name-without-post", vec![], rank, None);
                }
            } else if comrade || (clause && (acts || speaks_for)) {
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

    /// The one person of whose name `part` is what stands before the dot (叶尔肯 of 叶尔肯·哈布都拉).
    fn called_by_first_part(&self, part: &str) -> Option<usize> {
        self.by_first_part.get(part).copied().flatten()
    }

    fn introduce(
        &mut self,
        candidate: Candidate,
        rule: &'static str,
        posts: Vec<ResolvedPost>,
        rank: Option<&'static str>,
        capacity: Option<Capacity>,
    ) {
        let start = candidate.span.start as usize;
        let end = candidate.span.end as usize;
        let historic = self.hits.starting_of(start, Class::Historic).any(|h| h.end == end);
        if historic && posts.is_empty() {
            return;
        }
        // 叶尔兰要求, who was introduced as 叶尔兰·哈布都拉.
        let called = || self.called_by_first_part(&candidate.name);
        let known = self.by_name.get(&candidate.name).copied().or_else(called);
        let index = match known {
            Some(known) => known,
            None => {
                self.by_name.insert(candidate.name.clone(), self.drafts.len());
                if let Some((part, _)) = candidate.name.split_once('·') {
                    let only = Some(self.drafts.len());
                    self.by_first_part.entry(part.to_owned()).and_modify(|who| *who = None).or_insert(only);
                }
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

    fn finish(mut self, mentions: &[(UnitMention, NamedUnit)]) -> People {
        self.drafts.sort_by(|a, b| (a.span, &a.name).cmp(&(b.span, &b.name)));
        let printed: Vec<(&UnitMention, &NamedUnit)> =
            mentions.iter().map(|(m, n)| (m, self.settled.get(&m.span).unwrap_or(n))).collect();
        let of_posts = self.drafts.iter().flat_map(|d| &d.posts).map(|p| &p.unit);
        let fullest = fullest_names(printed.iter().map(|(_, n)| *n).chain(of_posts));
        for post in self.drafts.iter_mut().flat_map(|d| &mut d.posts) {
            if let Some(fuller) = fullest.get(&post.unit.name) {
                post.unit.name = fuller.clone();
            }
        }
        let mut units = Registry::default();
        for (mention, named) in printed {
            let fuller = fullest.get(&named.name).map(|name| NamedUnit { name: name.clone(), ..named.clone() });
            let named = fuller.as_ref().unwrap_or(named);
            units.add(named, Some((mention.span, self.text.words(mention.span))), mention.rule, named.basis);
        }
        let mut officials = Vec::new();
        for (i, draft) in self.drafts.into_iter().enumerate() {
            let capacity = draft.capacity.filter(|_| draft.posts.is_empty()).unwrap_or_else(|| capacity(&draft.posts));
            let posts: Vec<Post> = draft
                .posts
                .into_iter()
                .map(|p| Post {
                    unit_n: units.add(&p.unit, None, "unit-of-post", Basis::Inferred).0,
                    unit: p.unit.name,
                    title: p.title,
                    status: p.status,
                    span: p.span,
                    rule: Rule::Borrowed(p.rule),
                    basis: p.basis,
                })
                .collect();
            for post in &posts {
                units.seen(post.unit_n, post.span);
            }
            let mut aliases: Vec<Alias> =
                draft.mentions.iter().map(|&span| Alias { name: self.text.words(span), span }).collect();
            aliases.sort_by_key(|a| a.span);
            officials.push(Official {
                n: u32::try_from(i + 1).unwrap_or(u32::MAX),
                name: draft.name,
                surname_only: draft.surname_only,
                rank: draft.rank.map(str::to_owned),
                capacity,
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
