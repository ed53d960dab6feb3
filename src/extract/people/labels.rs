//! People behind a label (市领导［甲乙］、［丙丁］) and behind an honour (受表彰的［甲乙］).
//!
//! Reads `all_of_them.txt`, `person_acts.txt`.

use super::{Found, chains::NEVER, is_content};
use crate::{
    extract::{
        annotate::{Class, Hit},
        names::{Candidate, is_numeral},
        units::is_han,
    },
    lexicon::{names as lexicon, posts as words},
    record::Capacity,
};
use std::sync::LazyLock;

impl Found<'_> {
    /// 董事长、退役军人｜甲乙: where the name begins when a label stands between post and name.
    pub(super) fn behind_label(&self, at: usize) -> Option<usize> {
        let from = at + ["、", "，"].iter().find(|w| self.text.starts_with(at, w))?.chars().count();
        let label = self.hits.longest(from, Class::Label).or_else(|| self.far_label(from))?;
        let candidate = self.names.at(label.end).filter(|c| c.form >= 10)?;
        (self.names.follower(candidate.span.end as usize) > 0).then_some(label.end)
    }

    /// 县一中校长、教育界委员｜甲乙: whom a consultative conference counts to a circle.
    pub(super) fn behind_circle(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 10;
        let from = at + 1;
        if self.text.at(at) != Some('、') {
            return None;
        }
        let end = (from..from + LONGEST)
            .take_while(|&i| self.text.at(i).is_some_and(is_han))
            .find(|&i| ["界委员", "界别委员"].iter().any(|w| self.text.ends_with(i, w)))?;
        self.names.at(end).is_some_and(|c| c.form >= 0).then_some(end)
    }

    /// 市政协委员、｜釉下五彩瓷省级工艺大师甲乙: the label of an apposition whose other words no list holds.
    fn far_label(&self, from: usize) -> Option<Hit> {
        const REACH: usize = 12;
        if !self.text.ends_with(from, "、") {
            return None;
        }
        let open =
            (from..from + REACH).take_while(|&i| self.text.at(i).is_some_and(is_han) && !self.starts.contains(&i));
        open.filter_map(|at| self.hits.longest(at, Class::Label)).find(|label| {
            self.names.at(label.end).is_some_and(|c| c.form >= 20 && self.names.follower(c.span.end as usize) >= 20)
        })
    }

    /// 市领导［甲乙］、［丙丁］; 委员［戊己］; “最美退役军人”［庚辛］.
    pub(super) fn read_labels(&mut self) {
        // 总会计师: no 会计.
        let in_title = |h: &Hit| {
            (h.start.saturating_sub(3)..=h.start)
                .any(|at| self.hits.starting_of(at, Class::Title).any(|t| t.end > h.end && t.end > h.start))
        };
        let labels = self.hits.introducing(Class::Label).filter(|h| !in_title(h));
        let labels: Vec<(usize, usize, usize)> = labels.map(|h| (h.start, h.end, h.row as usize)).collect();
        for (start, end, row) in labels {
            if !is_content(self.text, end.saturating_sub(1)) {
                continue;
            }
            let end = if matches!(self.text.at(end), Some('”' | '」')) { end + 1 } else { end };
            if self.starts.contains(&end) {
                continue;
            }
            // 每个工人｜戴红花: all of them.
            if ALL_OF_THEM.iter().any(|w| self.text.ends_with(start, w)) {
                continue;
            }
            // 新安盐场｜工人甲乙: whose worker stands there.
            let housed = self.hits.ends_unit(start) && LABELS[row].1 == Capacity::Private;
            let sure = if housed { Capacity::Representative } else { LABELS[row].1 };
            // 县一中学生｜代表: of whose people.
            let outer = self.hits.longest_ending(start, Class::Label).map_or(start, |h| h.start);
            let placed = housed || self.hits.ends_unit(outer) || self.towns.ending_at(outer).is_some();
            for (candidate, rank) in self.name_list(end, self.least_after_label(end, sure, placed)) {
                self.introduce(candidate, "name-after-label", vec![], rank, Some(LABELS[row].1));
            }
        }
    }

    /// 种粮大户甲乙［等三十名］…: whether a list of people that ends at `end` closes with their number.
    fn is_number(&self, end: usize) -> bool {
        const LONGEST: usize = 5;
        let counted = |at: &usize| !self.text.at(*at).is_some_and(is_numeral);
        let counter = (end + 1..=end + LONGEST).find(counted).and_then(|at| self.text.at(at));
        self.text.starts_with(end, "等")
            && self.text.at(end + 1).is_some_and(is_numeral)
            && matches!(counter, Some('名' | '位' | '户'))
    }

    /// 为受表彰的［甲乙］、［丙丁］等八名职工颁发证书: who is given something by name.
    pub(super) fn read_honoured(&mut self) {
        let text = self.text;
        let given = text.chars.iter().enumerate().filter(|(_, c)| matches!(c, '为' | '给' | '向')).map(|(at, _)| at);
        for at in given.filter(|&at| is_content(text, at)) {
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
            let name = if surname { self.name_formed(at, AFTER_LABEL, 15) } else { None };
            let Some(name) = name else { return out };
            let end = name.span.end as usize;
            out.push((name, None));
            let Some(joint) = ["、", "和"].iter().find(|w| self.text.starts_with(end, w)) else { return out };
            at = end + joint.chars().count();
        }
    }

    /// Whether a list of names that ends at `end` closes with 等 or a verb of giving, and the clause gives them something.
    fn is_given(&self, end: usize) -> bool {
        let near = (end..(end + 30).min(self.text.chars.len()))
            .take_while(|&i| !matches!(self.text.chars[i], '，' | '。' | '；' | '\n'));
        let given = near.clone().find(|&i| GIVING.iter().any(|w| self.text.starts_with(i, w)));
        given.is_some_and(|at| at == end || self.text.starts_with(end, "等"))
    }

    /// 县领导［甲乙］ is nearly as sure as a post; 代表 and 村民 are followed by other words too.
    /// `placed`: the body or town to which the label belongs stands before it.
    fn least_after_label(&self, at: usize, capacity: Capacity, placed: bool) -> i32 {
        let Some(candidate) = self.names.at(at) else { return AFTER_LABEL };
        let surname = self.text.at(at).is_some_and(lexicon::is_surname);
        let conjunction =
            matches!(self.text.at(at), Some('和' | '与' | '及' | '同' | '等')) || self.not_after_post(at).is_some();
        let end = candidate.span.end as usize;
        // 为新兵｜戴红花.
        if self.hits.starting_of(at, Class::NotName).any(|h| h.end == end) {
            return NEVER;
        }
        // 果农｜平安｜说，: nothing is told of how it was said; 退役军人｜平安｜家中.
        let speaks = self.quotes_next(&candidate) || AT_HOME.iter().any(|w| self.text.starts_with(end, w));
        // 县一中学生代表｜平安｜发言; 石桥镇青年｜平安、县医院护士长…
        let acts = !lexicon::is_adverbial(&candidate.name)
            && (capacity != Capacity::Private && self.is_subject_verb(end)
                || self.text.starts_with(end, "发言")
                || self.text.at(end) == Some('、') && self.starts.contains(&(end + 1)));
        let speaks = speaks || placed && acts || self.is_number(end);
        if candidate.span.len() == 2 && surname && !conjunction && speaks {
            return SPEAKING;
        }
        match (capacity, self.names.follower(end)) {
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
}

static HONOURS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words::honours("before"));

static GIVING: LazyLock<Vec<&'static str>> = LazyLock::new(|| words::honours("giving"));

pub(super) static LABELS: LazyLock<Vec<(&'static str, Capacity)>> = LazyLock::new(words::labels);

/// Words before a label that mean all of them.
static ALL_OF_THEM: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| crate::lexicon::words(include_str!("../../../lexicon/all_of_them.txt")));

/// Verbs of which only a person at the event can be the subject.
pub(super) static ACTS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| crate::lexicon::words(include_str!("../../../lexicon/person_acts.txt")));

/// Whose home is visited: 某某｜家中.
static AT_HOME: [&str; 3] = ["家中", "家里", "一家"];

/// Least score of a word of two characters behind a label where it speaks, or is visited at home.
const SPEAKING: i32 = -60;

/// Least score of a name after a label or in a list.
const AFTER_LABEL: i32 = 30;
