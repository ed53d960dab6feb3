//! Lists of names: where one name goes on to the next, with remarks and ranks between.
//!
//! Reads `post_remarks.txt`, `name_list_words.tsv`.

use super::{Found, chains::AFTER_POST, is_content, rosters::Rosters};
use crate::{
    extract::{
        annotate::Class,
        names::{Candidate, is_dot, is_numeral},
        scene::is_common_han,
        text::Text,
        units::is_han,
    },
    lexicon::{CharSet, names as lexicon, posts as words, words_of},
    record::Span,
};
use std::sync::LazyLock;

impl Found<'_> {
    /// Names from `at` on, joined by 、 和 及; each with the rank printed at it.
    pub(super) fn name_list(&self, at: usize, least: i32) -> Vec<(Candidate, Option<&'static str>)> {
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
            let least_here = match out.len() {
                0 => least,
                2.. if self.ends_list(start) => LAST_OF_LIST,
                _ => self.least_in_list(start, least),
            };
            let Some(candidate) = self.name_at(start, least_here) else {
                let Some(next) = self.unread_item(start).filter(|_| out.len() >= 2) else { return out };
                at = next;
                continue;
            };
            let candidate = self.before_conjunction(candidate);
            if let Some([first, second]) = self.run_together(&candidate) {
                out.push((first, leading));
                let (end, rank) = self.rank(second.span.end as usize);
                out.push((second, rank));
                let Some(joint) = self.joint(end) else { return out };
                at = end + joint.chars().count();
                continue;
            }
            let (end, rank) = self.rank(candidate.span.end as usize);
            out.push((candidate, leading.or(rank)));
            let end = self.skip_remark(end);
            let Some(joint) = self.joint(end) else { return out };
            at = end + joint.chars().count();
        }
    }

    /// 甲、乙、｜某某某｜、丙: where the next item begins behind two or three characters between 、 that nothing reads, neither as a name
    /// nor as a word for people or bodies.
    fn unread_item(&self, at: usize) -> Option<usize> {
        let end = (at..at + 4).find(|&i| self.text.at(i) == Some('、'))?;
        let known = [Class::Title, Class::Label, Class::Head, Class::NotName, Class::Stem];
        let name = (2..=3).contains(&(end - at))
            && self.text.ends_with(at, "、")
            && self.text.slice(Span::new(at, end)).iter().all(|c| is_han(*c))
            && !self.hits.starting(at).iter().any(|h| known.contains(&h.class))
            && !self.starts.contains(&at)
            && !self.starts.contains(&(end + 1));
        (name && self.names.at(end + 1).is_some_and(|c| c.form >= 0)).then_some(end + 1)
    }

    /// 甲、乙、｜胜利｜参加: two characters that nothing reads as words for people or bodies, before a verb of persons.
    fn ends_list(&self, at: usize) -> bool {
        let end = at + 2;
        let other = [Class::Title, Class::Label, Class::Head, Class::NotName, Class::Stem];
        self.text.ends_with(at, "、")
            && self.is_subject_verb(end)
            && self.text.slice(Span::new(at, end)).iter().all(|c| is_han(*c))
            && !self.hits.starting(at).iter().any(|h| other.contains(&h.class))
            && !self.starts.contains(&at)
    }

    /// 张楚王昆｜率领: two names of two characters that nothing parts, where the first three are no name that ends there.
    fn run_together(&self, candidate: &Candidate) -> Option<[Candidate; 2]> {
        let (start, end) = (candidate.span.start as usize, candidate.span.end as usize);
        let middle = start + 2;
        if candidate.span.len() != 3 || self.names.follower(end) > 0 || self.names.follower(middle + 2) < 20 {
            return None;
        }
        let surname = self.text.at(middle).is_some_and(lexicon::is_surname);
        let pair = [self.names.exactly(start, middle)?, self.names.exactly(middle, middle + 2)?];
        (surname && pair.iter().all(|c| c.form >= 0)).then_some(pair)
    }

    /// 乡长陈祥｜和旗一中校长: no post begins right behind a name, so the last character joins two holders.
    fn before_conjunction(&self, candidate: Candidate) -> Candidate {
        let (start, end) = (candidate.span.start as usize, candidate.span.end as usize);
        let joins = candidate.span.len() == 3 && matches!(self.text.at(end - 1), Some('和' | '与' | '及'));
        let shorter = || self.names.exactly(start, end - 1).filter(|c| c.form >= 0);
        if joins && self.starts.contains(&end) { shorter().unwrap_or(candidate) } else { candidate }
    }

    /// A name further down a list after a post: where it fills the space between two marks little is asked.
    fn least_in_list(&self, at: usize, least: i32) -> i32 {
        // 县领导甲,｜甘露,乙,等参加: what the commas of a machine part is a list of people.
        let comma = at.checked_sub(1).filter(|before| matches!(self.text.at(*before), Some('，' | ',')));
        if comma.is_some_and(|before| self.lists_by_commas(before)) {
            return -75;
        }
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
    pub(super) fn closes_item(&self, end: usize) -> bool {
        self.names.ends_at(end)
            || (self.text.starts_with(end, "等") && !OTHERS.iter().any(|w| self.text.starts_with(end, w)))
    }

    /// What joins the names of a list at `at`; a comma only where the next name fills the space up to another mark.
    pub(super) fn joint(&self, at: usize) -> Option<&'static str> {
        if let Some(joint) =
            ["、", "和", "及", "与", " ", "\u{3000}", "､"].into_iter().find(|w| self.text.starts_with(at, w))
        {
            return Some(joint);
        }
        let comma = ["，", ","].into_iter().find(|w| self.text.starts_with(at, w))?;
        if self.lists_by_commas(at) {
            return Some(comma);
        }
        let next = self.name_formed(at + 1, 30, 25).filter(|_| !self.starts.contains(&(at + 1)))?;
        let end = next.span.end as usize;
        (self.names.ends_at(end) || self.text.starts_with(end, "等")).then_some(comma)
    }

    /// 甲乙,丙丁,戊己,等｜参加会议: names that a machine has parted by commas, up to 等 and a verb of persons.
    fn lists_by_commas(&self, at: usize) -> bool {
        const LONGEST: usize = 60;
        let mut comma = at;
        while comma < at + LONGEST && matches!(self.text.at(comma), Some('，' | ',')) {
            let from = comma + 1;
            if self.text.starts_with(from, "等") && (self.is_subject_verb(from + 1) || takes_part(self.text, from + 1))
            {
                return comma > at;
            }
            let length = (from..from + 5).take_while(|&i| self.text.at(i).is_some_and(is_han)).count();
            // 水利,财政: the bureaus of these subjects.
            let subject = self.hits.starting_of(from, Class::Stem).any(|h| h.end == from + length);
            let surname = self.text.at(from).is_some_and(lexicon::is_surname);
            if !(2..=4).contains(&length) || !surname || subject {
                return false;
            }
            comma = from + length;
        }
        false
    }

    pub(super) fn name_at(&self, at: usize, least: i32) -> Option<Candidate> {
        self.name_formed(at, least, i32::MIN)
    }

    /// The name at `at` that scores `least` and whose form by itself scores `least_form`.
    pub(super) fn name_formed(&self, at: usize, least: i32, least_form: i32) -> Option<Candidate> {
        if self.bylines.iter().any(|b| b.contains(Span::new(at, at + 1))) {
            return None;
        }
        let candidate = self.names.formed(at, least, least_form)?;
        // 、夏镇｜武装部干事…: the name of a town, or of a body that goes on behind it.
        let town =
            self.towns.starting_at(at).is_some_and(|t| t.end >= candidate.span.end) || self.placed_units.contains(&at);
        // 钱校长 is surname and title.
        let title = self.hits.starting_of(at + 1, Class::Title).any(|h| h.end == candidate.span.end as usize);
        (!town && !title).then_some(candidate)
    }

    /// A rank at `at`, in brackets or not, and where the text goes on.
    pub(super) fn rank(&self, at: usize) -> (usize, Option<&'static str>) {
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
        // （市委宣传部副部长、市文明办主任）: the posts of the one before it.
        let posts = (at + 1..at + 3).any(|i| self.starts.contains(&i));
        let reach = if posts { 60 } else { 12 };
        (at + 1..at + reach).find(|&i| matches!(self.text.at(i), Some('）' | ')'))).map_or(at, |i| i + 1)
    }

    /// 副县长（挂职）甲乙: skips a remark on the post in brackets before a name.
    fn skip_status(&self, at: usize) -> usize {
        let inner = at + 1;
        let end = self.skip_remark(at);
        let known = end > at + 2 && REMARKS.iter().any(|w| self.text.starts_with(inner, w));
        if known { end } else { at }
    }

    /// A run of three or more names between 、 with no label: ，［甲乙］、［丙丁戊］、［己庚］….
    pub(super) fn read_lists(&mut self, rosters: &Rosters) {
        let ends = &*BEFORE_ENDS;
        let mut at = 0;
        while at < self.text.chars.len() {
            if let Some(end) = rosters.end_of_things(at) {
                at = end;
                continue;
            }
            if !self.opens_list(at) {
                // Nearly all places lie inside a sentence.
                let next = self.text.chars[at..].iter().position(|c| !is_common_han(*c) || ends.contains(*c));
                at = next.map_or(self.text.chars.len(), |i| at + i + 1);
                continue;
            }
            let run = self.bare_list(at);
            at = run.last().map_or(at, |c| c.span.end as usize) + 1;
            let sure = run.iter().filter(|c| c.form >= 30).count();
            let end = run.last().map_or(at, |c| c.span.end as usize);
            let leaders = LEADERS.iter().any(|w| self.text.starts_with(end, w));
            if (run.len() >= 3 && sure * 4 >= run.len() * 3) || (!run.is_empty() && (leaders || self.is_counted(end))) {
                for candidate in run {
                    self.introduce(candidate, "name-in-list", vec![], None, None);
                }
            }
        }
    }

    /// 甲、乙［等24名同志被授予…］: whether a list that ends at `end` closes with its number and something done to or by them.
    fn is_counted(&self, end: usize) -> bool {
        if !self.text.starts_with(end, "等") {
            return false;
        }
        let counter = (end + 2..end + 6).find(|&i| matches!(self.text.at(i), Some('名' | '位' | '人')));
        let Some(counter) = counter.filter(|&i| (end + 1..i).all(|k| self.text.at(k).is_some_and(is_numeral))) else {
            return false;
        };
        let past = ["同志", "代表", "先进个人"].iter().find(|w| self.text.starts_with(counter + 1, w));
        let at = counter + 1 + past.map_or(0, |w| w.chars().count());
        DONE.iter().any(|w| self.text.starts_with(at, w))
    }

    /// Names from `at` on, before which a mark stands, that fill the space between marks.
    fn bare_list(&self, at: usize) -> Vec<Candidate> {
        let mut out: Vec<Candidate> = Vec::new();
        if !self.may_list(at) || !is_content(self.text, at) {
            return out;
        }
        let mut from = at;
        while let Some(c) = self.name_formed(from, -20, -25) {
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

    /// Whether a list of names at `at` could be one to be believed: its first name of two to four characters goes on to the
    /// next, or is closed by 等. Spares five of six tries. A stretch that holds a word before lists (包括) is tried too: as a
    /// name it would hide the list.
    fn may_list(&self, at: usize) -> bool {
        let short = self.text.chars.get(at + 1..at + 5).is_some_and(|next| {
            !next
                .iter()
                .any(|c| matches!(c, '、' | '等' | '有' | '及' | '括' | '（' | '(' | ' ' | '\u{3000}' | '\u{a0}'))
        });
        !(short && self.names.is_short(at))
    }

    #[inline]
    fn opens_list(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|i| self.text.chars[i]) else { return true };
        if is_han(before) {
            return BEFORE_ENDS.contains(before) && BEFORE.iter().any(|w| self.text.ends_with(at, w));
        }
        match before {
            '“' | '‘' | '《' | '(' | '（' | '、' => false,
            '，' | '。' | '：' | '；' | '\n' | '”' | '》' | '）' => true,
            c => !c.is_alphanumeric() && !is_dot(c),
        }
    }
}

/// Least score of two characters that end a list of names before a verb of persons.
const LAST_OF_LIST: i32 = -100;

/// With what a remark on the post begins that stands in brackets before a name.
static REMARKS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| crate::lexicon::words(include_str!("../../../lexicon/post_remarks.txt")));

const AROUND: &str = include_str!("../../../lexicon/name_list_words.tsv");
/// Words before a list of names.
static BEFORE: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(AROUND, "before"));
/// What is done to or by people who were counted.
static DONE: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(AROUND, "counted"));
/// 等领导: what closes a list of people.
static LEADERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(AROUND, "leaders"));
/// 等部门: what closes a list of something else.
static OTHERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(AROUND, "others"));

/// 参与, 加入了: a verb of people at an event at `at`, which alone shows no name.
fn takes_part(text: &Text, at: usize) -> bool {
    TAKES_PART.iter().any(|w| text.starts_with(at, w))
}

/// The verbs of [`takes_part`].
static TAKES_PART: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(AROUND, "takes-part"));

/// The last characters of [`BEFORE`].
static BEFORE_ENDS: LazyLock<CharSet> = LazyLock::new(|| BEFORE.iter().filter_map(|w| w.chars().next_back()).collect());

static RANKS: LazyLock<Vec<&'static str>> = LazyLock::new(words::ranks);
