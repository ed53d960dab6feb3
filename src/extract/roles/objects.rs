//! People on whom somebody acts: who is met, praised, awarded, heard.
//!
//! Reads `giving_words.tsv`, `commendations.tsv`, `other_doers.txt`.

use super::{Actors, Deed, Reader, verbs::RoleVerb};
use crate::{
    extract::{
        Text,
        scene::{LIST_REACH, Mention, Words},
    },
    lexicon::{self, words_of},
    record::{Basis, Role, Span},
};
use std::sync::LazyLock;

const GIVING: &str = include_str!("../../../lexicon/giving_words.tsv");
/// People without names who hand something out.
static LEADERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(GIVING, "leaders"));
/// Verbs of giving.
static GIVES: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(GIVING, "gives"));

impl Reader<'_, '_> {
    /// Names that a verb before them makes the doer or receiver of something.
    pub(super) fn object(&mut self, clause: usize, m: Mention, end: usize) -> bool {
        let text = self.scene.text;
        let stop = self.scene.clause_end(m.end, end.min(m.end + 80));
        let phrase = self.scene.phrase_start(m);
        let before = text.str(Span::new(clause.max(phrase.saturating_sub(80)), phrase));
        let behind = text.str(Span::new(m.end, stop));
        let heard = before.contains('听') || before.contains("审议");
        let (role, rule) = if (behind.starts_with("所作") || behind.starts_with("作的"))
            || (heard && gives_report(text.str(Span::new(m.end, self.next_name(m, stop)))))
            || (heard && self.next_reports(m, stop))
            || (heard
                && (behind.starts_with("关于") || behind.starts_with("对") || behind.starts_with("就"))
                && is_report(behind))
        {
            (Role::Reported, "report-heard")
        } else if heard && self.is_heard_speaking(m, end) {
            (Role::Spoke, "speech-heard")
        } else if self.is_given(m, stop, before) {
            (Role::Received, "award-received")
        } else if self.is_praised(m, clause) {
            (Role::Received, "commended")
        } else if behind.starts_with("被授予") || behind.starts_with("荣立") {
            (Role::Received, "title-conferred")
        } else if before.ends_with('从')
            && (behind.starts_with("手中") || behind.starts_with("手里") || behind.starts_with("手上"))
        {
            (Role::Awarded, "award-handed")
        } else if behind.starts_with("主持下") || behind.starts_with("的主持下") {
            (Role::Chaired, "presided")
        } else if behind.starts_with("陪同下")
            || behind.starts_with("带领下")
            || behind.starts_with("的陪同下")
            || behind.starts_with("的带领下")
        {
            (Role::Attended, "in-company")
        } else {
            return false;
        };
        let span = Span::new(m.start, m.end);
        self.deeds.push(Deed { who: m.who, role, span, rule, basis: Basis::Stated, listed: None });
        true
    }

    /// 听取〔甲〕、〔乙〕关于…的汇报: whether the last of the names joined to `m` reports.
    fn next_reports(&self, m: Mention, stop: usize) -> bool {
        let mut last = m;
        for next in self.scene.people(m.end, stop).iter().take(LIST_REACH) {
            if self.scene.joined_to(self.scene.phrase_start(*next)) != Some(last) {
                break;
            }
            last = *next;
        }
        let behind = self.scene.text.str(Span::new(last.end, stop));
        let about = ["关于", "对", "就"].iter().any(|w| behind.starts_with(w)) && is_report(behind);
        last != m && (about || gives_report(behind))
    }

    /// 听取了〔甲〕、{某公司董事长}〔乙〕等人的发言: everybody in the list spoke. Labels may stand between the names.
    fn is_heard_speaking(&self, m: Mention, end: usize) -> bool {
        let stop = self.scene.clause_end(m.end, end.min(m.end + 240));
        let mut last = m;
        for next in self.scene.people(m.end, stop).iter().take(LIST_REACH) {
            if !self.is_list_gap(self.scene.name_end(last), self.scene.phrase_start(*next)) {
                break;
            }
            last = *next;
        }
        let behind = self.scene.text.str(Span::new(self.scene.name_end(last), stop));
        let owned = behind.starts_with('的') || behind.starts_with('等') && behind.contains('的');
        let words = ["发言", "的讲话", "授课", "宣讲", "辅导报告"];
        owned && words.iter().any(|w| behind.ends_with(w)) && behind.chars().count() <= 20
    }

    /// Where the next name behind `m` stands, at most `stop`.
    fn next_name(&self, m: Mention, stop: usize) -> usize {
        self.scene.people(m.end, stop).first().map_or(stop, |next| next.start)
    }

    /// 为〔甲〕、〔乙〕等颁发…, 给〔丙〕记三等功: the name stands between the preposition and the verb of giving.
    fn is_given(&self, m: Mention, stop: usize, before: &str) -> bool {
        let Some((at, _)) = before.char_indices().rev().find(|(_, c)| matches!(c, '为' | '给' | '向')) else {
            return false;
        };
        let between = &before[at..];
        // 向某某: a surname, no preposition.
        let begins = self.scene.phrase_start(m).saturating_sub(between.chars().count());
        if self.scene.people(begins, m.start).first().is_some_and(|p| p.start == begins) {
            return false;
        }
        let given = (m.end..stop).any(|i| GIVES.iter().any(|w| self.scene.text.starts_with(i, w)));
        given
            && !GIVES.iter().any(|w| between.contains(w))
            && !["代表", "一行"].iter().any(|w| self.scene.text.starts_with(m.end, w))
    }

    /// The first name of the list, labels between the names allowed, that begins in the clause.
    pub(super) fn loose_head(&self, m: Mention, clause: usize) -> Mention {
        let mut head = m;
        for _ in 0..LIST_REACH {
            let start = self.scene.phrase_start(head);
            let earlier = self.scene.people(clause.max(start.saturating_sub(40)).min(start), start).last().copied();
            match earlier.filter(|e| self.is_list_gap(self.scene.name_end(*e), start)) {
                Some(earlier) => head = earlier,
                None => break,
            }
        }
        head
    }

    /// 表彰了〔甲〕、〔乙〕等先进个人
    fn is_praised(&self, m: Mention, clause: usize) -> bool {
        if !self.honours {
            return false;
        }
        let start = self.scene.phrase_start(self.loose_head(m, clause));
        PRAISED.ending_at(self.scene.text, start).is_some()
    }

    /// 受表彰的〔甲〕、〔乙〕作了发言, 获奖教师代表、某校教师〔丙〕: honoured, and doing something else.
    pub(super) fn is_honoured(&self, m: Mention, clause: usize) -> bool {
        if !self.honours {
            return false;
        }
        let start = self.scene.phrase_start(self.loose_head(m, clause));
        let from = clause.max(start.saturating_sub(14));
        let before = self.scene.text.str(Span::new(from, start));
        let honoured = HONOURED.within(self.scene.text, from, start);
        honoured && ["的", "代表", "代表、", "个人"].iter().any(|w| before.ends_with(w))
    }

    /// 作《…经验介绍》, 作了题为《…》的报告: the role by the last word of the title or behind it, and the words that tell.
    pub(super) fn titled_work(&self, at: usize) -> Option<(Role, Span)> {
        let text = self.scene.text;
        let mark = self.scene.marks.opening_at(at).filter(|_| text.at(at) == Some('《'))?;
        let made = ["作", "作了", "做", "做了"].iter().find(|w| text.ends_with(at, w))?;
        let work = ["工", "合", "操", "运", "当", "叫", "写", "创"];
        if work.iter().any(|w| text.ends_with(at - made.chars().count(), w)) {
            return None;
        }
        let ends = |list: &[&str]| list.iter().any(|w| text.ends_with(mark.close, w));
        let role = if ends(&["报告", "汇报", "介绍", "说明", "通报", "总结"]) {
            Role::Reported
        } else if ends(&["讲话", "发言", "致辞", "演讲", "党课"]) {
            Role::Spoke
        } else {
            return None;
        };
        Some((role, Span::new(at, mark.close + 1)))
    }

    /// Those who act give a titled work.
    pub(super) fn gives(&mut self, role: Role, span: Span, actors: &Actors) {
        for m in &actors.people {
            let deed = Deed { who: m.who, role, span, rule: "titled-work", basis: Basis::Stated, listed: None };
            self.deeds.push(deed);
        }
    }

    /// 〔甲〕受聘，校长〔乙〕为他颁发聘书: the pronoun is whoever was named before 乙.
    pub(super) fn given_to_pronoun(&mut self, clause: usize, verb: RoleVerb, actors: &Actors) {
        let text = self.scene.text;
        let from = actors.people.last().map_or(clause, |m| m.end.max(clause));
        let to_whom = ["为他", "给他", "向他", "为她", "给她", "向她"];
        let said = (from..verb.start).find(|&i| to_whom.iter().any(|w| text.starts_with(i, w)));
        let (Some(at), Some(giver)) = (said, actors.people.first()) else { return };
        if text.at(at + 2) == Some('们') || verb.role != Role::Awarded {
            return;
        }
        let before = self.scene.people(giver.start.saturating_sub(80), giver.start);
        let phrase = self.scene.phrase_start(*giver);
        let Some(m) = before.iter().rev().find(|m| m.who != giver.who && m.end <= phrase) else { return };
        let span = Span::new(verb.start, verb.end);
        let deed = Deed {
            who: m.who,
            role: Role::Received,
            span,
            rule: "award-to-pronoun",
            basis: Basis::Carried,
            listed: None,
        };
        self.deeds.push(deed);
    }

    /// 宣读…通报, 作汇报发言: a second verb of the clause without 并 is the object of the first.
    pub(super) fn is_object_of(&self, clause: usize, verb: RoleVerb, actors: &Actors) -> bool {
        let Some((end, role)) = actors.verb.filter(|v| v.0 > clause && verb.start - v.0 <= 60) else { return false };
        let between = self.scene.text.str(Span::new(end, verb.start));
        let joined = || ["并", "和", "、", "以及", "与", "后", "还", "又"].iter().any(|w| between.contains(w));
        let speech = |r| matches!(r, Role::Spoke | Role::Reported | Role::Read);
        speech(role) && speech(verb.role) && !joined()
    }

    /// 〔甲〕主持会议，相关部门负责人作了汇报: the clause has a subject of its own.
    pub(super) fn is_done_by_others(&self, clause: usize, verb: RoleVerb, actors: &Actors) -> bool {
        if actors.people.last().is_some_and(|m| m.start >= clause) {
            return false;
        }
        let span = Span::new(clause.max(verb.start.saturating_sub(60)), verb.start);
        let before = self.scene.text.str(span);
        // 主席台前排领导为代表颁奖
        let guests = ["领导", "领导们", "嘉宾", "老同志"];
        let behind = ["为", "向", "给", "分别", "共同", "上台", "走上"];
        let gives = |words: &str| {
            let rest = guests.iter().filter_map(|g| words.strip_prefix(g));
            rest.into_iter().any(|rest| behind.iter().any(|b| rest.starts_with(b)))
        };
        let led_by_guests = || {
            before.char_indices().take_while(|(at, _)| *at <= 30).any(|(at, _)| gives(&before[at..]))
                && !["由", "与", "和", "请", "陪"].iter().any(|w| before.starts_with(w))
        };
        if LEADERS.iter().any(|w| before.starts_with(w)) || led_by_guests() {
            return true;
        }
        OTHERS.within(self.scene.text, span.start as usize, span.end as usize)
            && !["与", "对", "向", "为", "就", "同", "和"]
                .iter()
                .any(|w| before.trim_start_matches('并').starts_with(w))
    }
}

/// Whether anybody is honoured at all: most texts honour nobody.
pub(super) fn honours(text: &Text) -> bool {
    COMMENDING.within(text, 0, text.chars.len())
}

/// Words right before the names of those who are honoured.
static PRAISED: LazyLock<Words> = LazyLock::new(|| commending("praised"));

/// Words in the clause before them.
static HONOURED: LazyLock<Words> = LazyLock::new(|| commending("honoured"));

/// All of them.
static COMMENDING: LazyLock<Words> = LazyLock::new(|| Words::new(COMMENDATIONS));

const COMMENDATIONS: &str = include_str!("../../../lexicon/commendations.tsv");

fn commending(place: &'static str) -> Words {
    let rows = lexicon::rows(COMMENDATIONS);
    Words::of(rows.filter(|row| row.get(1) == Some(&place)).map(|row| row[0]))
}

/// People without a name whose verb it may be.
static OTHERS: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../../lexicon/other_doers.txt")));

/// 〔甲〕受县政府委托作的《…报告》, 〔甲〕的情况说明: the words behind a name that was heard.
fn gives_report(behind: &str) -> bool {
    let made = ["作的", "做的"].iter().any(|w| behind.contains(w));
    let owned = behind.starts_with('的') && is_report(behind);
    made || owned
}

fn is_report(words: &str) -> bool {
    ["汇报", "报告", "介绍", "说明", "述职", "通报"].iter().any(|w| words.contains(w))
}
