//! Verbs of a clause whose subject is nobody of the scene: they give no role to whoever acted in the clause before.
//!
//! ```text
//! 〔甲〕传达了要求；四个村书记作表态发言      a number or body and a label
//! 〔甲〕宣读命令，新兵代表分别作了发言        a label
//! 〔甲〕讲话，苗春禾代表企业作了报告          somebody whose name nobody read
//! 〔甲〕宣读通报，喜旺等十人受到表扬          the same, counted
//! refused: 〔甲〕出席会议，并代表县委讲话  〔甲〕主持会议，向新兵代表授旗  〔甲〕看望老战士并讲话
//! ```

use super::{Actors, Reader, verbs::RoleVerb};
use crate::{
    extract::scene::{Words, is_clause_end},
    lexicon::names,
    record::Role,
};
use std::sync::LazyLock;

const FILE: &str = include_str!("../../../lexicon/other_subjects.tsv");
/// Words that end a label of people (代表, 书记, 家长).
static LABELS: LazyLock<Words> = LazyLock::new(|| Words::of_class(FILE, "label"));
/// Words with which a clause begins that has no subject (对, 并, 看望).
static NO_SUBJECT: LazyLock<Words> = LazyLock::new(|| Words::of_class(FILE, "not-first"));
/// Words that may stand between the label and its verb.
static BETWEEN: LazyLock<Words> = LazyLock::new(|| Words::of_class(FILE, "between"));

/// Longest label, in characters (常委会部分驻会组成人员).
const LABEL_REACH: usize = 24;

impl Reader<'_, '_> {
    /// Whether the clause of `verb` names people of its own without a name that was read.
    pub(super) fn has_subject_of_its_own(&self, clause: usize, verb: RoleVerb, actors: &Actors) -> bool {
        if actors.people.last().is_none_or(|m| m.start >= clause) || verb.role == Role::Attended {
            return false;
        }
        let text = self.scene.text;
        if NO_SUBJECT.starting_at(text, clause).is_some() || clause >= verb.start {
            return false;
        }
        self.label_acts(clause, verb.start)
            || self.stranger_acts(clause, verb.start)
            || self.counted_act(clause, verb.start)
    }

    /// 监督员喜旺等十人受到表扬: people summed up by their number right before the verb.
    fn counted_act(&self, clause: usize, verb: usize) -> bool {
        let text = self.scene.text;
        let numeral = |c: char| {
            c.is_ascii_digit()
                || ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '余', '多', '两'].contains(&c)
        };
        let unit = verb.saturating_sub(1);
        let people = matches!(text.at(unit), Some('人' | '名' | '位'));
        let from = (clause..unit).rev().find(|&i| !numeral(text.chars[i]));
        people && from.is_some_and(|i| i + 1 < unit && text.chars[i] == '等')
    }

    /// 驻会委员结合实际，从…提出建议: others are the subject of this clause and of those that follow.
    pub(super) fn others_open(&self, clause: usize, stop: usize) -> bool {
        NO_SUBJECT.starting_at(self.scene.text, clause).is_none()
            && stop > clause + 4
            && self.label_acts(clause, stop.saturating_sub(2))
    }

    /// 四个村书记作…, 新兵代表、家长代表分别作了…
    fn label_acts(&self, clause: usize, verb: usize) -> bool {
        let text = self.scene.text;
        (clause + 2..=verb.min(clause + LABEL_REACH)).any(|end| {
            LABELS.ending_at(text, end).is_some_and(|n| end - n > clause || n > 2)
                && self.only_adverbs(end, verb)
                && !text.chars[clause..end].iter().any(|c| is_clause_end(*c) || matches!(c, '了' | '为' | '的' | '向'))
        })
    }

    /// Between subject and verb: adverbs, or a phrase with 就, 围绕, 对, 结合.
    fn only_adverbs(&self, mut at: usize, verb: usize) -> bool {
        let text = self.scene.text;
        while at < verb {
            match BETWEEN.starting_at(text, at) {
                Some(n) => at += n,
                None => break,
            }
        }
        at >= verb || ["就", "围绕", "对", "结合", "针对", "代表", "向"].iter().any(|w| text.starts_with(at, w))
    }

    /// 苗春禾代表…, 苗春禾、石满仓分别…, 水利局局长石满仓汇报…: two or three characters that may be a name stand where
    /// the subject does.
    fn stranger_acts(&self, clause: usize, verb: usize) -> bool {
        let text = self.scene.text;
        let alone = (2..=3).any(|n| self.like_a_name(clause, clause + n) && text.starts_with(clause + n, "代表"));
        alone || self.strangers_act(clause, verb) || self.titled_stranger_acts(clause, verb)
    }

    /// 苗春禾、石满仓分别…
    fn strangers_act(&self, clause: usize, verb: usize) -> bool {
        let text = self.scene.text;
        let mut at = clause;
        let mut names = 0;
        while let Some(end) = (2..=3).map(|n| at + n).find(|&e| e <= verb && self.ends_a_subject(at, e, verb)) {
            names += 1;
            if !matches!(text.at(end), Some('、' | '和')) {
                return names > 1;
            }
            at = end + 1;
        }
        false
    }

    /// Two or three characters like a name, behind which the list goes on or the verb follows.
    fn ends_a_subject(&self, at: usize, end: usize, verb: usize) -> bool {
        let joined = matches!(self.scene.text.at(end), Some('、' | '和'));
        self.like_a_name(at, end) && (joined || end == verb || BETWEEN.starting_at(self.scene.text, end).is_some())
    }

    /// 水利局局长石满仓汇报…
    fn titled_stranger_acts(&self, clause: usize, verb: usize) -> bool {
        let reach = verb.min(clause + LABEL_REACH);
        (clause + 2..reach).any(|title| {
            self.scene.titled(title)
                && (2..=3).any(|n| {
                    let end = title + n;
                    end <= verb && self.like_a_name(title, end) && self.only_adverbs(end, verb)
                })
        })
    }

    fn like_a_name(&self, start: usize, end: usize) -> bool {
        let Some([surname, given @ ..]) = self.scene.text.chars.get(start..end) else { return false };
        let word: String = self.scene.text.chars[start..end].iter().collect();
        names::is_surname(*surname)
            && !given.is_empty()
            && names::common_word(&word).is_none()
            && !names::is_adverbial(&word)
            && !given
                .iter()
                .any(|c| is_clause_end(*c) || ['、', '的', '了', '为', '在', '对', '向', '就', '和', '与'].contains(c))
    }
}
