//! People that a chain of posts introduces: 县委书记［甲乙］, 副县长［丙丁］、［戊己］, 任命［甲乙］为….
//!
//! Reads `cues.tsv`.

use super::{Found, TitleReference, is_content, rosters::Rosters};
use crate::{
    extract::{
        annotate::{Class, Hit},
        appointments::{Appointed, Appointments},
        names::{Candidate, is_blank},
        posts::{self, Chain},
        seats::{self, Carried, ResolvedPost, Seats},
        units::is_han,
    },
    lexicon::{ByChar, names as lexicon, posts as words, rows},
    record::{PostStatus, Span},
};
use std::{borrow::Cow, sync::LazyLock};

impl Found<'_> {
    /// 县委书记［甲乙］, 副县长［丙丁］、［戊己］.
    pub(super) fn read_chains(&mut self, chains: &[Chain], seats: &Seats, rosters: &Rosters) {
        let appointments = Appointments::new(self.text, self.hits, self.names, chains, seats);
        let mut before: Option<Before> = None;
        // 县委委员、｜候补委员名单: the post of the heading above the lists of each.
        let mut listed_above: Option<ResolvedPost> = None;
        for chain in chains {
            let span = chain.span();
            if !is_content(self.text, span.start as usize) {
                continue;
            }
            let sentence = self.text.sentence_at(span.start as usize).unwrap_or(usize::MAX);
            let end = posts::behind_brackets(self.text, chain, span.end as usize);
            let roster = rosters.below(span.end as usize);
            let known = roster.clone().or_else(|| rosters.holder(span).map(|c| vec![c]));
            let behind = || {
                self.behind_label(end)
                    .or_else(|| self.behind_rank(end))
                    .or_else(|| self.behind_circle(end))
                    .or_else(|| self.candidate_end(end))
            };
            let list = match (known, behind()) {
                (Some(known), _) => known.into_iter().map(|c| (c.clone(), None)).collect(),
                (None, Some(at)) => self.name_list(at, AFTER_POST),
                (None, None) => {
                    let printed = chain.posts.iter().any(|p| p.unit.is_some() || p.place.is_some())
                        || before.as_ref().is_some_and(|b| b.sentence == sentence);
                    self.name_list(end, self.least_after_post(chain, printed))
                }
            };
            let appointed = if list.is_empty() { appointments.before(chain) } else { None };
            let item = appointed.as_ref().is_some_and(|a| a.item);
            let carried = before.as_ref().filter(|b| b.reaches(sentence, span, item));
            let listed = appointed.is_some() && carried.is_some_and(|b| b.appointed);
            let carried = carried.map(|b| Carried { post: &b.post, listed });
            let carried = match (&roster, &listed_above) {
                (Some(_), Some(post)) => Some(Carried { post, listed: true }),
                _ => carried,
            };
            let status = self.status_before(span.start as usize);
            let mut posts = Cow::Borrowed(&chain.posts);
            if let Some(unit) = appointed.as_ref().and_then(|a| a.unit.clone())
                && let Some(first) = posts.to_mut().first_mut()
            {
                first.unit = Some(unit);
            }
            let mut resolved = seats.resolve(&posts, carried, status);
            if self.candidate_end(span.end as usize).is_some()
                && let Some(last) = resolved.last_mut()
            {
                last.status = PostStatus::Candidate;
            }
            self.settle(chain, &resolved);
            // 的整改工作［领导小组］: printed behind the posts, of which only the end was read.
            if let Some(group) = appointed.as_ref().and_then(|a| a.unit.as_ref())
                && let Some(printed) = seats.unit_ending_at(group.span.end as usize).filter(|u| u.span != group.span)
                && let Some(post) = resolved.first()
            {
                self.settled.insert(printed.span, post.unit.clone());
            }
            if roster.is_some() || self.text.starts_with(span.end as usize, "名单") {
                listed_above = resolved.last().cloned();
            }
            // 委员、候补委员名单: who is which, the list does not tell.
            if roster.as_ref().is_some_and(|names| names.len() > 1) && chain.posts.len() > 1 {
                resolved.clear();
            }
            if let Some(last) = resolved.last() {
                let appointed = appointed.is_some();
                before = Some(Before { sentence, end: span.end, item, appointed, post: last.clone() });
            }
            let appointed = appointed.and_then(|a| self.named_before_pronoun(a, span));
            match appointed {
                Some(appointed) => self.introduce_appointed(appointed, resolved),
                None if list.is_empty() => self.references.push(TitleReference {
                    span,
                    title: chain.posts.last().map(|p| p.title.clone()).unwrap_or_default(),
                    unit: resolved.last().map(|p| p.unit.name.clone()),
                }),
                None => self.introduce_list(chain, list, resolved),
            }
        }
        for block in &self.text.blocks {
            if let Some(name) = appointments.profiled(block.span.start as usize) {
                self.introduce(name, "name-of-profile", vec![], None, None);
            }
        }
    }

    /// 县人武部政委、大校｜甲乙: where the rank begins that stands between a post and the name.
    fn behind_rank(&self, at: usize) -> Option<usize> {
        let rank = at + 1;
        let held = self.text.at(at) == Some('、') && self.hits.longest(rank, Class::Rank).is_some();
        let (name, _) = self.rank(rank);
        (held && self.names.at(name).is_some_and(|c| c.form >= -30)).then_some(rank)
    }

    /// 县长｜候选人甲乙: where the name begins.
    fn candidate_end(&self, at: usize) -> Option<usize> {
        ["提名人选", "候选人", "人选"].iter().find(|w| self.text.starts_with(at, w)).map(|w| at + w.chars().count())
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

    /// 免去甲乙的局长职务，任命其为…: who was named last before, in the same paragraph.
    fn named_before_pronoun(&self, appointed: Appointed, post: Span) -> Option<Appointed> {
        const REACH: u32 = 100;
        if !appointed.names.is_empty() {
            return Some(appointed);
        }
        let block = self.text.block_at(post.start as usize)?;
        let from = self.text.blocks[block].span.start.max(post.start.saturating_sub(REACH));
        let named = self.drafts.iter().filter(|d| !d.surname_only);
        let before =
            |d: &super::Draft| d.mentions.iter().copied().filter(|m| m.start >= from && m.end <= post.start).max();
        let (span, name) = named.filter_map(|d| Some((before(d)?, &d.name))).max()?;
        let last = Candidate { span, name: name.clone(), score: 0, form: 0 };
        Some(Appointed { names: vec![last], ..appointed })
    }

    fn introduce_appointed(&mut self, appointed: Appointed, resolved: Vec<ResolvedPost>) {
        let status = appointed.status;
        // 县委书记甲乙…。甲乙书记要求: the post is known already.
        let known = |name: &str, title: &str| {
            let draft = self.by_name.get(name).map(|&i| &self.drafts[i]);
            draft.is_some_and(|d| d.posts.iter().any(|p| p.title.ends_with(title)))
        };
        if appointed.addressed && resolved.iter().all(|p| appointed.names.iter().all(|n| known(&n.name, &p.title))) {
            for candidate in appointed.names {
                self.introduce(candidate, "name-before-post", vec![], None, None);
            }
            return;
        }
        // 叶尔肯县长: who was called 叶尔肯·哈布都拉.
        if let [called] = &appointed.names[..]
            && let Some(full) = self.called_by_first_part(&called.name)
        {
            self.drafts[full].mentions.push(called.span);
            return;
        }
        let posts: Vec<ResolvedPost> = resolved.into_iter().map(|p| ResolvedPost { status, ..p }).collect();
        for candidate in appointed.names {
            self.introduce(candidate, "name-before-post", posts.clone(), None, None);
        }
    }

    fn introduce_list(
        &mut self,
        chain: &Chain,
        list: Vec<(Candidate, Option<&'static str>)>,
        mut resolved: Vec<ResolvedPost>,
    ) {
        // 副主任甲、乙 share the post; 部长甲、乙 do not: there is one.
        let shared = chain.posts.last().is_some_and(has_many_holders);
        let ranked = chain.posts.iter().find_map(|p| p.rank);
        for (i, (candidate, rank)) in list.into_iter().enumerate() {
            // 常务副市长甲与｜乙代表双方签约: somebody introduced before, who has a post of another's.
            let other = i > 0
                && self.text.ends_with(candidate.span.start as usize, "与")
                && self.by_name.contains_key(&candidate.name);
            let posts = if other {
                vec![]
            } else if shared {
                resolved.clone()
            } else {
                std::mem::take(&mut resolved)
            };
            let rank = rank.or(if i == 0 { ranked } else { None });
            self.introduce(candidate, "name-after-post", posts, rank, None);
        }
    }

    /// How much a name right after a post must score: little where only a name can stand (between title and a mark or
    /// verb), more where the text goes on with a verb (县长｜强调).
    /// `printed`: the unit of the post stands there, or another post before it in the sentence.
    fn least_after_post(&self, chain: &Chain, printed: bool) -> i32 {
        let at = posts::behind_brackets(self.text, chain, chain.span().end as usize);
        // 广大政协委员｜要发挥…: all of them, none by name.
        if ["广大", "全体", "各位", "每位", "每名"].iter().any(|w| self.text.ends_with(chain.span().start as usize, w))
        {
            return NEVER;
        }
        if self.closes_line(at) {
            return CLOSING_LINE;
        }
        let verb = self.hits.starting_of(at, Class::Follower).any(|h| h.end - h.start >= 2);
        let surname = self.text.at(at).is_some_and(lexicon::is_surname);
        let Some(candidate) = self.names.at(at).filter(|_| surname) else {
            return self.least_of_rare(chain, printed, at);
        };
        let end = candidate.span.end as usize;
        let word = self.not_after_post(at).map(|w| at + w.chars().count());
        // 教师｜周转房: a thing for the holders of the title.
        let staff = chain.posts.len() == 1 && chain.posts[0].unit.is_none() && chain.posts[0].entry().office == "staff";
        let thing = |h: &Hit| h.end == at + 2 && h.row >= 50;
        if staff && candidate.span.len() == 3 && self.hits.starting_of(at, Class::CommonWord).any(thing) {
            return 60;
        }
        // 主任｜平静｜应邀到会: no adverb goes before such a verb, where the unit of the post is printed.
        let label = self.hits.longest(at, Class::Label).is_some();
        let leads = printed && (self.is_subject_verb(end) || self.quotes_next(&candidate))
            || self.heads_list(end)
            || self.closes_list(end);
        // 副局长｜平安｜同志: whoever is called a comrade right behind a post is called by name.
        // 副司令员｜高兴｜大校: or by a rank.
        let comrade = self.text.starts_with(end, "同志") && !self.text.starts_with(end, "同志们")
            || self.hits.longest(end, Class::Rank).is_some();
        // 副县长｜古月｜任领导小组副组长
        let takes = ["任", "担任", "兼任"]
            .iter()
            .any(|w| self.text.starts_with(end, w) && self.starts.contains(&(end + w.chars().count())));
        let takes =
            takes && (!lexicon::is_adverbial(&candidate.name) || self.names.is_listed_elsewhere(candidate.span));
        let subject = !label && candidate.span.len() == 2 && (leads || comrade || takes);
        // 副局长｜应有为先后发言。…应有为表示: the same characters speak elsewhere.
        let speaks = printed && self.speaks_elsewhere(&candidate);
        if verb && !subject && !speaks {
            return 60;
        }
        let closed = self.names.follower(end) >= 25 || subject;
        let whole = word.is_some_and(|w| w == end) && candidate.form >= 0 && closed;
        let doubtful = word.is_some_and(|w| w >= end || self.names.follower(end) < 25 || candidate.form < 20);
        // 副县长党建民｜主持会议: three characters that only begin like a word (党建), before a verb that wants a person.
        let longer = candidate.span.len() == 3 && word.is_some_and(|w| w < end) && self.is_subject_verb(end);
        if doubtful && !whole && !speaks && !longer {
            return 60;
        }
        // 县长｜方才表示, 部长｜冷静地说.
        let manner = candidate.name.strip_suffix('地').is_some_and(|w| lexicon::common_word(w).is_some());
        if manner && self.names.follower(end) < 25 {
            return NEVER;
        }
        // 书记｜满面笑容: a word behind a bare title, and nothing that only a name goes before.
        let nothing = self.names.follower(end) < 1 || self.text.at(end) == Some('的');
        let plain = !printed && nothing && lexicon::common_word(&candidate.name).is_some();
        if plain && !speaks {
            return 60;
        }
        let adverb = lexicon::is_adverbial(&candidate.name);
        match self.names.follower(end) {
            _ if subject || speaks => -75,
            1..25 if adverb => 60,
            _ if matches!(self.text.at(at), Some('和' | '与' | '及' | '同' | '等')) => 20,
            25.. => -55,
            20.. => -45,
            1.. => -40,
            _ => AFTER_POST,
        }
    }

    /// 校长｜时光｜介绍，: whether the word is one that no manner is told with, and a verb of saying with its mark follows.
    pub(super) fn quotes_next(&self, candidate: &Candidate) -> bool {
        let end = candidate.span.end as usize;
        let marked = |w: &&str| {
            matches!(self.text.at(end + w.chars().count()), Some('，' | ',' | '：' | ':' | '“'))
            // “…”校长时光说。
            || ["说"].contains(w) && self.text.at(end + 1) == Some('。')
        };
        let cues = self.text.at(end).map_or(&[][..], |first| SAYING.of(first));
        !lexicon::is_adverbial(&candidate.name)
            && !candidate.name.starts_with(['和', '与', '及', '同', '等', '来', '向'])
            && cues.iter().any(|w| self.text.starts_with(end, w) && marked(w))
    }

    /// 副县长高兴｜、庄严、常胜出席: whether a list of names goes on at `end` and takes a verb of persons, or closes with the
    /// sentence and holds a sure name.
    fn heads_list(&self, end: usize) -> bool {
        let mut at = end;
        let mut sure = false;
        while self.text.at(at) == Some('、') {
            let Some(next) = self.names.at(at + 1).filter(|c| c.form >= -20) else { return false };
            at = next.span.end as usize;
            sure |= next.form >= 25 && next.span.len() == 3;
        }
        let at = if at > end && self.text.starts_with(at, "等") { at + 1 } else { at };
        let closes = sure && matches!(self.text.at(at), Some('。' | '；' | '，'));
        at > end && (closes || self.is_subject_verb(at))
    }

    /// 区长晴朗｜等陪同, 政委甲、部长晴朗｜以及某团团长: whether a list of people ends at `end` with 等 and a verb of persons, or goes on to
    /// the last of them.
    fn closes_list(&self, end: usize) -> bool {
        self.text.starts_with(end, "等") && self.is_subject_verb(end + 1) || self.text.starts_with(end, "以及")
    }

    /// Whether the characters of `candidate` stand elsewhere at the head of a clause before a verb of persons; two
    /// characters only before one that quotes them (厉行说，).
    fn speaks_elsewhere(&self, candidate: &Candidate) -> bool {
        /// How far from the name, in characters: keeps the time linear.
        const REACH: u32 = 3000;
        let length = candidate.span.len();
        self.names.elsewhere(candidate.span, REACH).into_iter().any(|at| {
            let opens = at == 0 || !is_han(self.text.chars[at - 1]);
            let end = at + length;
            let quoted = |h: &Hit| matches!(self.text.at(h.end), Some('，' | ',' | '：' | ':' | '“'));
            let verb = |h: &Hit| if length > 2 { h.end - h.start >= 2 } else { quoted(h) };
            opens && (length > 2 && self.is_subject_verb(end) || self.hits.starting_of(end, Class::Follower).any(verb))
        })
    }

    /// A surname that no lexicon knows: believed where a post of a printed unit, three characters of which no word is
    /// made and a verb leave nothing else.
    fn least_of_rare(&self, chain: &Chain, carried: bool, at: usize) -> i32 {
        // 副主席甲，秘书长｜乙丙丁, not 排长教射击，班长｜教骑马: a title that only one body carried on can have.
        let single = chain.posts.last().is_some_and(|p| p.entry().word == "秘书长");
        let printed = chain.posts.iter().any(|p| p.unit.is_some()) || carried && single;
        let wordless = !self.hits.starting(at).iter().any(|h| h.end - h.start >= 2 || h.class == Class::LeftStop)
            && self.text.at(at).is_some_and(is_han);
        let closed =
            |end: usize| self.names.follower(end) >= 20 || self.closes_item(end) && self.is_subject_verb(end + 1);
        let whole = self.names.at(at).filter(|c| c.span.len() == 3 && closed(c.span.end as usize));
        if printed && wordless && whole.is_some() {
            RARE
        } else if printed && self.is_given_name_alone(at) {
            GIVEN_NAME
        } else {
            AFTER_POST
        }
    }

    /// 县防汛指挥部指挥、县长　｜甲乙丙¶: whether white space stands at `at` and behind it a name up to the end of a short line.
    fn closes_line(&self, at: usize) -> bool {
        /// Longest line with posts and one name, and least weight of the form of the name.
        const LONGEST: usize = 60;
        const LEAST_FORM: i32 = -45;
        let Some(block) = self.text.at(at).filter(|c| is_blank(*c)).and_then(|_| self.text.block_at(at)) else {
            return false;
        };
        let line = self.text.blocks[block].span;
        let Some(from) = (at..line.end as usize).find(|&i| !is_blank(self.text.chars[i])) else { return false };
        let name = self.names.exactly(from, line.end as usize).filter(|c| c.form > LEAST_FORM);
        let surname = self.text.at(from).is_some_and(lexicon::is_surname);
        let word = |name: &str| lexicon::common_word(name).is_some_and(|w| w > 50) || lexicon::is_adverbial(name);
        line.len() <= LONGEST && surname && name.is_some_and(|c| c.span.len() <= 3 && !word(&c.name))
    }

    /// 校长｜朝晖｜介绍，: two characters that are most common in given names, no everyday word, before a verb that wants a
    /// person.
    fn is_given_name_alone(&self, at: usize) -> bool {
        /// Least weight of a word that everybody uses (刚刚, 希望), 10 × ln.
        const EVERYDAY: i32 = 75;
        let Some(whole) = self.names.exactly(at, at + 2).filter(|c| c.form >= GIVEN_NAME) else { return false };
        let everyday = lexicon::common_word(&whole.name).is_some_and(|w| w >= EVERYDAY);
        !everyday && (self.is_subject_verb(at + 2) || self.quotes_next(&whole))
    }

    /// Whether a verb stands at `at` that wants a person before it, and no longer word (对待, 在场) begins there.
    pub(super) fn is_subject_verb(&self, at: usize) -> bool {
        let listed = self.text.at(at).map_or(&[][..], |first| SUBJECT_VERBS.of(first));
        let Some(verb) = listed.iter().filter(|w| self.text.starts_with(at, w)).max_by_key(|w| w.len()) else {
            return false;
        };
        let end = at + verb.chars().count();
        !self.hits.starting_of(at, Class::CommonWord).any(|h| h.end > end)
    }

    /// The word at `at` that follows titles and begins no name.
    pub(super) fn not_after_post(&self, at: usize) -> Option<&'static str> {
        let listed = NOT_AFTER_POST.of(self.text.at(at)?);
        listed.iter().find(|w| self.text.starts_with(at, w)).copied()
    }

    /// 时任, 原 before a chain.
    fn status_before(&self, at: usize) -> PostStatus {
        BEFORE_POST.iter().find(|(w, _)| self.text.ends_with(at, w)).map_or(PostStatus::Current, |w| w.1)
    }
}

/// 时任, 原 and their status.
static BEFORE_POST: LazyLock<Vec<(&'static str, PostStatus)>> = LazyLock::new(|| words::post_statuses("chain"));

/// By their first character.
static NOT_AFTER_POST: LazyLock<ByChar<&'static str>> = LazyLock::new(|| ByChar::by_first(words::not_after_post()));

/// Verbs of saying.
static SAYING: LazyLock<ByChar<&'static str>> = LazyLock::new(|| {
    let cues = rows(include_str!("../../../lexicon/cues.tsv"));
    ByChar::by_first(cues.filter_map(|r| r.first().copied()).collect::<Vec<_>>())
});

static SUBJECT_VERBS: LazyLock<ByChar<&'static str>> = LazyLock::new(|| ByChar::by_first(words::subject_verbs()));

/// Least score of a name right after a post.
pub(super) const AFTER_POST: i32 = 0;

/// Least score of a name that white space and the end of the line enclose.
const CLOSING_LINE: i32 = -100;

/// A score that no name has.
pub(super) const NEVER: i32 = 1000;

/// Least score of a name right after a post whose surname is not known.
const RARE: i32 = -40;

/// Least score of two characters without a surname right after a post: that of a common given name.
const GIVEN_NAME: i32 = -55;

/// The last post of the chain before.
struct Before {
    sentence: usize,
    end: u32,
    /// Whether the chain was an item of a list of appointments.
    item: bool,
    /// Whether names before it took the posts.
    appointed: bool,
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

/// Whether a title has several holders at once: deputies and members.
fn has_many_holders(post: &posts::PrintedPost) -> bool {
    post.title.contains('副')
        || matches!(
            post.entry().word,
            "委员" | "常委" | "成员" | "执行主席" | "常务主席" | "调研员" | "巡视员" | "教师" | "候补委员"
        )
}
