//! Names that stand before their post: in appointments, elections and dismissals, in brackets, in notices about
//! candidates.
//!
//! Accepted (the names in brackets): 任命［甲乙］为｜副县长; ［甲乙］、［丙丁］（女）当选｜副主任; lines of a list
//! ［甲乙］（女，回族）为｜县教育局局长；; 免去［甲乙］的｜局长｜职务; ［甲乙］（县委书记）; 镇卫生院院长［甲乙］、中学校长
//! ［丙丁］当选｜副会长; ［甲乙］，男，汉族，…现任｜县司法局局长.
//! Refused: 甲乙的｜局长 elsewhere (a possessive), 会议为｜….
//!
//! Reads `appointing_verbs.tsv`, `appointing_acts.tsv`, `electing_adverbials.txt`, `post_statuses.tsv`.

use super::{
    annotate::{Annotations, Class, Hit},
    names::{Candidate, Names, is_dot, is_numeral},
    posts::{self, Chain},
    seats::Seats,
    text::Text,
    units::{UnitMention, is_han},
};
use crate::{
    lexicon::{names as lexicon, posts as words},
    record::{PostStatus, Span},
};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static VERBS: LazyLock<Vec<(&'static str, PostStatus)>> = LazyLock::new(words::appointing_verbs);
/// How somebody is elected, between name and verb.
static ADVERBIALS: LazyLock<Vec<&'static str>> = LazyLock::new(words::electing_adverbials);
static ACTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words::appointing_acts("act"));
/// Acts that give the post that 为 brings.
static GIVEN_BY: LazyLock<Vec<&'static str>> = LazyLock::new(|| words::appointing_acts("into"));
/// 现任, 拟任 in the lines about a person.
static IN_PROFILE: LazyLock<Vec<(&'static str, PostStatus)>> = LazyLock::new(|| words::post_statuses("profile"));

/// Least weight of the form of a name that is an item of a list, and of one that is a line of its own.
const ITEM: i32 = -45;

/// Characters that end no name before a title: they belong to the title or to the sentence.
const PARTICLES: [char; 14] = ['的', '等', '和', '与', '及', '在', '把', '给', '了', '被', '级', '届', '各', '副'];

fn is_mark(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '、' | ',' | ';' | '\n')
}

/// Names before a chain of posts, and what they have to do with it.
#[derive(Debug)]
pub struct Appointed {
    /// In printed order; never empty.
    pub names: Vec<Candidate>,
    /// Whether the posts are given, held or taken away.
    pub status: PostStatus,
    /// Whether this is an item of a list of appointments: then the next item may leave out the body.
    pub item: bool,
    /// The body printed before the name whose post stands behind it (市委［甲乙］书记); `None` if there is none.
    pub unit: Option<UnitMention>,
    /// Whether the name stands before its title only as people are addressed.
    pub addressed: bool,
}

impl Appointed {
    /// One name that has the posts now.
    fn holder(name: Candidate) -> Self {
        Self { names: vec![name], status: PostStatus::Current, item: false, unit: None, addressed: false }
    }
}

/// Finds names before chains of posts.
pub struct Appointments<'a> {
    text: &'a Text,
    hits: &'a Annotations,
    names: &'a Names<'a>,
    /// Where a chain begins, by where it ends.
    chains: FxHashMap<usize, usize>,
    seats: &'a Seats<'a>,
}

impl<'a> Appointments<'a> {
    /// A reader over `text`, in which `chains` were found.
    pub fn new(
        text: &'a Text,
        hits: &'a Annotations,
        names: &'a Names<'a>,
        chains: &[Chain],
        seats: &'a Seats<'a>,
    ) -> Self {
        let chains = chains.iter().map(Chain::span).map(|s| (s.end as usize, s.start as usize)).collect();
        Self { text, hits, names, chains, seats }
    }

    /// The names before the chain at `chain`; `None` if there are none that take its posts.
    pub fn before(&self, posts: &Chain) -> Option<Appointed> {
        let chain = posts.span();
        let at = self.before_session(chain.start as usize);
        // 甲乙（县委书记）, 甲乙（兼县公安局局长）
        let inside = if self.text.ends_with(at, "兼") { at - 1 } else { at };
        if inside > 0 && matches!(self.text.at(inside - 1), Some('（' | '(')) {
            let closes = matches!(self.text.at(chain.end as usize), Some('）' | ')'));
            let item = |c: &Candidate| closes && self.opens_item(c.span.start as usize);
            let least = |c: &Candidate| if inside < at || item(c) { ITEM } else { 10 };
            let name = self.name_back(inside - 1, false).filter(|c| c.form > least(c))?;
            return Some(Appointed::holder(name));
        }
        if let Some(name) = self.behind_remarks(chain) {
            return Some(Appointed::holder(name));
        }
        if let Some(status) = self.in_profile(at) {
            let name = self.profiled(at)?;
            return Some(Appointed { status, ..Appointed::holder(name) });
        }
        if let Some(name) = self.introduced_before(at) {
            return Some(Appointed::holder(name));
        }
        if let Some(name) = self.heads_line(chain) {
            return Some(Appointed::holder(name));
        }
        if let Some(names) = self.summed_up(posts) {
            return Some(Appointed { names, status: PostStatus::Current, item: false, unit: None, addressed: false });
        }
        let ending = VERBS.iter().filter(|(w, _)| self.text.ends_with(at, w));
        let Some((verb, status)) = ending.max_by_key(|(w, _)| w.len()) else {
            return self.addressed(posts);
        };
        let whole = at - verb.chars().count();
        let end = self.before_count(self.before_remark(self.before_adverbials(whole)));
        let line = self.is_line(chain.end as usize, *status);
        // 为县长｜颁奖: not given, but done for.
        if *verb == "为" && !line {
            return None;
        }
        // 免去甲乙的…职务，任命｜其｜为…
        let other = self.text.ends_with(end, "其") && self.is_act(end - 1);
        if other && *status == PostStatus::Elected {
            return Some(Appointed { names: vec![], status: *status, item: false, unit: None, addressed: false });
        }
        // 谭光荣为…: the word is of the name where none is left before it.
        let names = self.listed_back(end, line).or_else(|| self.listed_back(whole, line).filter(|_| end < whole))?;
        let first = names.first()?.span.start as usize;
        let item = line && self.opens_line(first);
        if *status == PostStatus::Removed && !self.text.ends_with(first, "免去") && !item && !verb.starts_with("不再")
        {
            return None;
        }
        // 副县长［古月］任…组长, 任命［危　急］、［简朴］为…: nothing else goes between.
        let taken = verb.ends_with('任') && self.chains.contains_key(&first);
        let given = *verb == "为" && GIVEN_BY.iter().any(|w| self.text.ends_with(first, w));
        let placed = (taken || given)
            && names.iter().all(|c| {
                let spaced = c.span.len() > c.name.chars().count();
                spaced || !lexicon::is_adverbial(&c.name) || self.names.is_listed_elsewhere(c.span)
            });
        // 张山｜为…: without an act or a line of a list, only a sure name.
        let sure = item || placed || verb.starts_with("同志") || names.iter().any(|c| c.form > 10);
        let unit = self.group_behind(posts);
        sure.then_some(Appointed { names, status: *status, item, unit, addressed: false })
    }

    /// 由甲乙任组长，丙丁任｜副组长的［县防汛工作领导小组］: the group behind the last of its posts, for each of them.
    fn group_behind(&self, chain: &Chain) -> Option<UnitMention> {
        const REACH: usize = 80;
        let post = chain.posts.first().filter(|p| p.unit.is_none() && p.place.is_none())?;
        let leads = matches!(post.entry().word, "组长" | "第一组长" | "第一副组长" | "指挥长" | "总指挥" | "召集人");
        let from = chain.span().end as usize;
        let stop = |i: &usize| !self.text.at(*i).is_none_or(|c| matches!(c, '。' | '；' | '\n'));
        let mut near = (from..from + REACH).take_while(stop).filter(|_| leads);
        let of = near.find(|&i| self.text.at(i) == Some('的') && self.chains.contains_key(&i))?;
        self.seats.group_at(of + 1)
    }

    /// Whether an act of appointment ends at `at`.
    fn is_act(&self, at: usize) -> bool {
        ACTS.iter().any(|w| self.text.ends_with(at, w))
    }

    /// 甲乙（女，回族，石桥镇东山村｜党支部书记）: remarks, or the town of the village, stand before the posts in the brackets.
    fn behind_remarks(&self, chain: Span) -> Option<Candidate> {
        const REACH: usize = 14;
        let at = chain.start as usize;
        matches!(self.text.at(chain.end as usize), Some('）' | ')')).then_some(())?;
        let open = (at.saturating_sub(REACH)..at).rev().find(|&i| !self.may_remark(i))?;
        matches!(self.text.at(open), Some('（' | '(')).then_some(())?;
        let between = self.text.str(Span::new(open + 1, at));
        let town = |words: &str| words.ends_with(['镇', '乡', '街', '道', '县', '市', '区']);
        let remark = |words: &str| words.ends_with('族') || matches!(words, "" | "女" | "男" | "挂职");
        let known = between.split(['，', ',', '、']).all(|words| remark(words) || town(words));
        let name = self.name_back(open, false).filter(|c| c.form > ITEM && self.opens_item(c.span.start as usize));
        name.filter(|_| known)
    }

    /// Whether what stands at `at` can belong to remarks in brackets.
    fn may_remark(&self, at: usize) -> bool {
        self.text.at(at).is_some_and(|c| is_han(c) || matches!(c, '，' | ',' | '、'))
    }

    /// Whether an item of a printed list may begin at `at`: a paragraph, white space, or the bracket of the item before it.
    fn opens_item(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_none_or(|i| matches!(self.text.chars[i], '\n' | ' ' | '\u{3000}' | '）' | ')' | '、' | '：'))
    }

    /// ［甲乙丙］县委常委、副县长：负责…。: whose duties a line of a notice tells; no other word fits before the posts.
    fn heads_line(&self, chain: Span) -> Option<Candidate> {
        let at = chain.start as usize;
        let told = matches!(self.text.at(chain.end as usize), Some('：' | ':'));
        let block = self.text.blocks[self.text.block_at(at)?].span.start as usize;
        let opens =
            |start: &usize| (block..*start).all(|i| !is_han(self.text.chars[i])) && is_han(self.text.chars[*start]);
        let start = (2..=4).filter_map(|n| at.checked_sub(n)).filter(|&s| s >= block).find(opens)?;
        let name = self.names.stretch(start, at).filter(|_| told)?;
        let surname = self.text.at(start).is_some_and(lexicon::is_surname);
        (surname && !self.begins_phrase(start)).then_some(name)
    }

    /// ［甲乙］、［丙丁］等在家的｜市委常委: a post that several have, behind those who have it.
    fn summed_up(&self, chain: &Chain) -> Option<Vec<Candidate>> {
        let [post] = &chain.posts[..] else { return None };
        let shared = matches!(post.entry().word, "常委" | "委员" | "班子成员") || post.title.starts_with('副');
        let end = posts::end_of_list_before(self.text, chain.span().start as usize).filter(|_| shared)?;
        self.listed_back(end, false)
    }

    /// ［甲乙丙］院长讲到, 由［甲乙丙］镇长主持, 市委［甲乙丙］书记, 指挥长［甲乙丙］副市长: a whole name before a bare title of
    /// somebody in charge, as people are addressed.
    fn addressed(&self, chain: &Chain) -> Option<Appointed> {
        /// Least weight of the form of a name of two characters, and of a longer one.
        const SURE: [i32; 2] = [30, 0];
        let [post] = &chain.posts[..] else { return None };
        let (at, end) = (post.span.start as usize, post.span.end as usize);
        let entry = post.entry();
        let leads = !matches!(entry.office, "member" | "staff" | "delegate" | "other") && entry.word != "代表";
        // ［甲乙丙］委员说，
        let member = matches!(entry.word, "委员" | "常委") && post.title == entry.word && self.quotes_at(end);
        let leads = leads || member;
        if post.unit.is_some() || post.place.is_some() || post.former || !leads {
            return None;
        }
        let goes_on =
            self.names.follower(end) > 0 || matches!(self.text.at(end), Some('及' | '和' | '与' | '等' | '的' | '记'));
        let name = [3, 2, 4]
            .into_iter()
            .filter_map(|n| at.checked_sub(n))
            .filter(|&start| goes_on && self.may_be_addressed(start) && !self.begins_phrase(start))
            .filter_map(|start| self.names.exactly(start, at))
            .find(|c| {
                let part = || lexicon::minority_part(self.text.slice(c.span)) == Some(c.span.len());
                (c.form >= SURE[usize::from(c.span.len() > 2)] || part())
                    && lexicon::common_word(&c.name).is_none()
                    && !c.name.ends_with(PARTICLES)
            })?;
        let unit = self.seats.unit_ending_at(name.span.start as usize).cloned();
        Some(Appointed { addressed: unit.is_none(), unit, ..Appointed::holder(name) })
    }

    /// Whether a verb that quotes its subject stands at `at` (说，, 建议，), maybe behind a few words (在发言中说).
    fn quotes_at(&self, at: usize) -> bool {
        let verb = |from: usize| {
            self.hits
                .starting_of(from, Class::Follower)
                .any(|h| matches!(self.text.at(h.end), Some('，' | ',' | '：' | ':' | '“')))
        };
        verb(at)
            || self.text.at(at) == Some('在')
                && (at + 2..at + 8).any(|i| verb(i) && matches!(self.text.at(i - 1), Some('中' | '时')))
    }

    /// Whether a name with its title behind it may begin at `start`.
    fn may_be_addressed(&self, start: usize) -> bool {
        let before = start.checked_sub(1).map_or('\n', |i| self.text.chars[i]);
        let open = !(is_han(before) || before.is_alphanumeric());
        let word = || self.hits.longest_ending(start, Class::LeftStop).is_some();
        open || matches!(before, '由' | '请' | '和' | '让' | '给' | '与' | '在')
            || word()
            || self.chains.contains_key(&start)
            || self.seats.unit_ending_at(start).is_some()
    }

    /// 当选为｜第一届青山市作家协会主席: where the words begin that count the term of the body at `at`.
    fn before_session(&self, at: usize) -> usize {
        if !self.text.ends_with(at, "届") {
            return at;
        }
        let begins = |i: &usize| ["第", "新一", "首", "本"].iter().any(|w| self.text.starts_with(*i, w));
        (at.saturating_sub(6)..at - 1).find(begins).unwrap_or(at)
    }

    /// 甲乙｜以190票的高票当选, 丙丁｜全票当选: where the words begin that tell how somebody was elected.
    fn before_adverbials(&self, end: usize) -> usize {
        if let Some(n) = ADVERBIALS.iter().filter(|w| self.text.ends_with(end, w)).map(|w| w.chars().count()).max() {
            return self.before_adverbials(end - n);
        }
        let votes = (end.saturating_sub(3)..end).any(|i| self.text.chars[i] == '票');
        let from = (end.saturating_sub(16)..end).rev().find(|&i| self.text.chars[i] == '以').filter(|_| votes);
        from.filter(|&from| self.text.chars[from..end].iter().all(|c| !is_mark(*c))).unwrap_or(end)
    }

    /// Whether what follows a chain that ends at `end` lets the chain be the end of a line in a list of appointments.
    fn is_line(&self, end: usize, status: PostStatus) -> bool {
        if status == PostStatus::Removed {
            return self.text.starts_with(end, "职务");
        }
        let closed = self.text.at(end).is_none_or(|c| {
            matches!(c, '；' | '。' | ';' | '\n' | '，' | ',' | '、' | '.' | '的' | '（' | '(' | '”' | '！')
        });
        let until = ["职务", "（试用", "（任期", "(试用", "(任期"].iter().any(|w| self.text.starts_with(end, w));
        closed || until
    }

    /// Whether a line of a list may begin at `at`: a paragraph, or a semicolon, colon or comma before it.
    fn opens_line(&self, at: usize) -> bool {
        let before = (0..at).rev().map(|i| self.text.chars[i]).find(|c| !matches!(c, ' ' | '\u{3000}'));
        before.is_none_or(|c| matches!(c, '\n' | '；' | ';' | '：' | ':' | '，' | ',' | '.' | '．' | '》' | '、'))
    }

    /// Names joined by 、 or 和 that end at `end` and begin at a mark, an act or another post; `None` if there are none.
    fn listed_back(&self, end: usize, line: bool) -> Option<Vec<Candidate>> {
        let mut out = Vec::new();
        let mut end = end;
        while let Some(candidate) = self.name_back(self.before_remark(end), line) {
            let mut start = candidate.span.start as usize;
            out.push(candidate);
            // 镇卫生院院长甲、中学校长乙当选…: the list goes on before the post of the name.
            start = self.chains.get(&start).copied().unwrap_or(start);
            match start.checked_sub(1).map(|i| self.text.chars[i]) {
                Some('、' | '和') if start >= 3 => end = start - 1,
                _ => break,
            }
        }
        out.reverse();
        Some(out).filter(|l| line || l.iter().any(|c| c.form > 10)).filter(|l| !l.is_empty())
    }

    /// The name that ends at `end`; in a `line` of appointments any stretch will do that fills the space.
    fn name_back(&self, end: usize, line: bool) -> Option<Candidate> {
        // 县长、［部队首长］任副组长
        if [Class::Title, Class::Label].iter().any(|c| self.hits.longest_ending(end, *c).is_some()) {
            return None;
        }
        let starts = || (2..=16).filter_map(|n| end.checked_sub(n)).filter(|&start| self.may_begin(start));
        // 任命其 is none.
        let acts = |start: usize| GIVEN_BY.iter().any(|w| self.text.starts_with(start, w));
        let named = |start| self.names.exactly(start, end).filter(|c| c.form > ITEM && !acts(start));
        let known = starts().find_map(named);
        // 选举｜史万年｜为…: between an act and the post only a name fits.
        let between = || {
            let start = end.checked_sub(3).filter(|&at| GIVEN_BY.iter().any(|w| self.text.ends_with(at, w)))?;
            let surname = self.text.at(start).is_some_and(lexicon::is_surname);
            let name = self.names.stretch(start, end).filter(|_| surname && self.text.starts_with(end, "为"))?;
            Some(Candidate { form: name.form.max(SURE_BETWEEN), ..name })
        };
        let known = between().or(known);
        let filling = || {
            let start = starts().find(|&s| self.opens_line(s) && !self.begins_phrase(s))?;
            self.names.stretch(start, end).filter(|c| !self.holds_words(c.span))
        };
        known.or_else(|| line.then(filling)?)
    }

    /// 本次会议议程, 大会选举产生: more than one character of a word of the language in what should be a name.
    fn holds_words(&self, span: Span) -> bool {
        let surname = self.text.at(span.start as usize).is_some_and(lexicon::is_surname);
        let from = span.start as usize + usize::from(surname && span.len() <= 3);
        // 冉光明: the word is all of the given name.
        let given = |h: &Hit| surname && h.start == span.start as usize + 1 && h.end == span.end as usize;
        (from..span.end as usize).any(|i| {
            let inside = |h: &Hit| h.end <= span.end as usize && h.row >= 50 && !given(h);
            self.hits.starting_of(i, Class::CommonWord).any(inside)
        })
    }

    /// Whether a name may begin at `start`: behind a mark, a conjunction, an act or a post.
    fn may_begin(&self, start: usize) -> bool {
        let Some(before) = start.checked_sub(1).map(|i| self.text.chars[i]) else { return true };
        let here = self.text.at(start).is_some_and(is_han);
        let mark = !(is_han(before) || before.is_alphanumeric() || is_dot(before));
        let own = ["我", "本"].iter().any(|w| start >= 2 && self.text.starts_with(start - 2, w))
            && matches!(before, '会' | '院' | '校' | '局' | '县' | '市' | '区' | '镇' | '乡' | '村' | '社' | '台');
        here && (mark
            || own
            || before == '和'
            || before == '以' && self.text.starts_with(start + 3, "同志为")
            || self.chains.contains_key(&start)
            || ["会员", "党员"].iter().any(|w| self.text.ends_with(start, w))
            || ACTS.iter().any(|w| self.text.ends_with(start, w)))
    }

    /// 由甲乙任…, 会议决定…: what stands there is more than a name.
    fn begins_phrase(&self, start: usize) -> bool {
        matches!(self.text.chars[start], '由' | '经' | '让' | '请' | '使' | '被' | '以' | '将' | '把' | '拟' | '并')
            || ACTS.iter().any(|w| self.text.starts_with(start, w))
            || self.hits.starting_of(start, Class::LeftStop).any(|h| h.end - h.start >= 2)
    }

    /// Where the name ends that has a remark in brackets before `end`: 甲乙（女，回族）.
    fn before_remark(&self, end: usize) -> usize {
        if end == 0 || !matches!(self.text.chars[end - 1], '）' | ')') {
            return end;
        }
        let open = (end.saturating_sub(14)..end).rev().find(|&i| matches!(self.text.chars[i], '（' | '('));
        open.unwrap_or(end)
    }

    /// Whether the chain at `at` belongs to the person of whom its paragraph treats: 现任, 拟任.
    fn in_profile(&self, at: usize) -> Option<PostStatus> {
        IN_PROFILE.iter().find(|(w, _)| self.text.ends_with(at, w)).map(|w| w.1).filter(|_| self.profiled(at).is_some())
    }

    /// ［甲乙］今年五十三岁，现任｜某村党支部书记: who opens the sentence of a chain behind 现任.
    fn introduced_before(&self, at: usize) -> Option<Candidate> {
        const REACH: usize = 50;
        let holds = |(w, status): &(&str, PostStatus)| *status == PostStatus::Current && self.text.ends_with(at, w);
        if !IN_PROFILE.iter().any(holds) {
            return None;
        }
        let sentence = self.text.sentences.get(self.text.sentence_at(at)?)?.span.start as usize;
        let name = self.names.at(sentence).filter(|c| c.form >= 25 && at - sentence <= REACH)?;
        let end = name.span.end as usize;
        let told = ["，", ",", "今年", "现年", "同志", "生于"].iter().any(|w| self.text.starts_with(end, w));
        told.then_some(name)
    }

    /// Where the names end that 等30名同志, 四位同志 or 同志 closes before `end`.
    fn before_count(&self, end: usize) -> usize {
        let whom = ["同志", "代表", "委员", "干部"].iter().find(|w| self.text.ends_with(end, w));
        let at = whom.map_or(end, |w| end - w.chars().count());
        if !["名", "位", "人"].iter().any(|w| self.text.ends_with(at, w)) {
            // 甲、乙等同志当选
            return match whom {
                Some(&"同志") if self.text.ends_with(at, "等") => at - 1,
                Some(&"同志") => at,
                _ if self.text.ends_with(end, "等") => end - 1,
                _ => end,
            };
        }
        let number = (0..at - 1).rev().take_while(|&i| is_numeral(self.text.chars[i])).last();
        let Some(number) = number else { return at };
        if self.text.ends_with(number, "等") { number - 1 } else { number }
    }

    /// Of whom the paragraph at `at` treats: ［甲乙］，男，汉族，1980年2月生，….
    pub fn profiled(&self, at: usize) -> Option<Candidate> {
        let block = self.text.blocks[self.text.block_at(at)?].span.range();
        let start = block.clone().find(|&i| is_han(self.text.chars[i]))?;
        let stop = (start + 2..(start + 20).min(block.end))
            .find(|&i| !is_han(self.text.chars[i]) && !matches!(self.text.chars[i], ' ' | '\u{3000}' | '·' | '•'))?;
        let mut sex = stop;
        while matches!(self.text.at(sex), Some('，' | ',' | '：' | ':' | '（' | '(' | '、')) && sex < stop + 2 {
            sex += 1;
        }
        let known = matches!(self.text.at(sex), Some('男' | '女'))
            && self.text.at(sex + 1).is_some_and(|c| matches!(c, '，' | ',' | '、' | '。' | '）' | ')'));
        let end = if self.text.ends_with(stop, "同志") { stop - 2 } else { stop };
        if known { self.names.stretch(start, end) } else { None }
    }
}

/// Weight of the form of a name for which its place speaks.
const SURE_BETWEEN: i32 = 20;
