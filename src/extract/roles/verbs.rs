//! Verbs that give their subject a role.
//!
//! ```text
//! 主持会议  作了讲话  汇报了…情况  宣布…决定  为…颁奖  出席会议
//! refused: 听取汇报  的讲话  汇报会  主持人  宣布开幕  统一部署
//! ```
//!
//! Reads `role_verb_signs.tsv`, `role_verbs.tsv`.

use crate::{
    extract::{
        Text,
        scene::{Scene, Words, is_clause_end},
    },
    lexicon::{self, ByChar, CharSet, Pairs, names, words_of},
    record::{Role, Span},
};
use std::sync::LazyLock;

const SIGNS: &str = include_str!("../../../lexicon/role_verb_signs.tsv");
/// Adverbs before 的 or 地 and a verb.
static MANNERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SIGNS, "manner"));
/// What makes a noun of the verb before it.
static BEHIND: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "behind"));
/// The same behind 主持.
static CHAIRS: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "chair"));
/// Words before what is wanted, planned or general.
static BEFORE: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "before"));
/// Of whom 受表彰 is an attribute.
static HONOURED: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "honoured"));
/// Who did it, behind verb and 的.
static OTHERS: LazyLock<Words> = LazyLock::new(|| Words::of_class(SIGNS, "others"));
/// What others do with a speech or report.
static HEARD: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SIGNS, "heard"));

struct Entry {
    word: Vec<char>,
    role: Role,
    made: bool,
    objects: Vec<&'static str>,
}

struct Verbs {
    heads: Pairs,
    /// By the first character, the longest first.
    entries: ByChar<Entry>,
}

static VERBS: LazyLock<Verbs> = LazyLock::new(|| {
    let mut verbs = Vec::new();
    for row in lexicon::rows(include_str!("../../../lexicon/role_verbs.tsv")) {
        if let [word, role, need, objects] = row[..]
            && let (Some(first), Some(role)) = (word.chars().next(), Role::from_code(role))
        {
            let objects = if objects == "-" { vec![] } else { objects.split(' ').collect() };
            verbs.push((first, Entry { word: word.chars().collect(), role, made: need == "made", objects }));
        }
    }
    verbs.sort_by_key(|(_, e)| std::cmp::Reverse(e.word.len()));
    Verbs { heads: Pairs::heads(verbs.iter().map(|(_, e)| &e.word[..])), entries: verbs.into_iter().collect() }
});

/// First characters of the words for hearing and following (听取, 贯彻): most clauses hold none.
static HEARD_BEGINS: LazyLock<CharSet> = LazyLock::new(|| HEARD.iter().filter_map(|w| w.chars().next()).collect());

/// A verb in the text.
#[derive(Clone, Copy)]
pub(super) struct RoleVerb {
    pub start: usize,
    pub end: usize,
    pub role: Role,
    entry: &'static Entry,
}

/// 作, 进行, 发表 as verbs, not in 工作, 合作.
fn is_made_in(words: &str) -> bool {
    // Most words hold no such verb.
    if !words.chars().any(|c| matches!(c, '作' | '做' | '进' | '发' | '致' | '讲')) {
        return false;
    }
    let nouns = ["行动", "活动", "运动", "劳动", "工作", "合作", "操作", "动作", "著作", "作风", "作物", "作用"];
    let words = nouns.iter().fold(words.to_owned(), |w, noun| w.replace(noun, ""));
    ["作", "做", "进行", "发表", "致", "讲"].iter().any(|w| words.contains(w))
}

/// Whether a verb may begin with the first characters of `text`.
#[inline]
pub(super) fn may_begin(text: &[char]) -> bool {
    VERBS.heads.may_begin(text)
}

/// The verb that starts at `at`.
#[inline]
pub(super) fn verb_at(text: &Text, at: usize) -> Option<RoleVerb> {
    let here = text.chars.get(at..)?;
    if !may_begin(here) {
        return None;
    }
    let entry = VERBS.entries.of(*here.first()?).iter().find(|e| here.starts_with(&e.word))?;
    if here[0] == '动' && text.ends_with(at, "运") {
        return None; // 运动员
    }
    Some(RoleVerb { start: at, end: at + entry.word.len(), role: entry.role, entry })
}

/// 某某少将｜主持会议: the rank is no 将 of the future.
fn follows_general(text: &Text, at: usize) -> bool {
    ["少将", "中将", "上将", "大将"].iter().any(|w| text.ends_with(at, w))
}

impl RoleVerb {
    /// Name of the rule.
    pub fn rule(self) -> &'static str {
        match self.role {
            Role::Attended => "verb-attended",
            Role::Chaired => "verb-chaired",
            Role::Spoke => "verb-spoke",
            Role::Reported => "verb-reported",
            Role::Read => "verb-read",
            Role::Awarded => "verb-awarded",
            Role::Received => "verb-received",
        }
    }

    /// Whether the words stand as a verb of the clause that begins at `clause` and ends where `stop` tells, if it is asked.
    pub fn stands(self, scene: &Scene, clause: usize, stop: impl FnOnce() -> usize) -> bool {
        // 因事未能｜出席
        let denied = ["未能", "未", "没有", "没能", "不能", "无法"].iter().any(|w| scene.text.ends_with(self.start, w));
        !denied
            && !self.is_part_of_noun(scene.text)
            && !self.is_aside(scene, clause)
            && !self.is_heard(scene, clause)
            && (!self.entry.made || self.is_made(scene, clause))
            && (!self.is_conferring() || self.is_passive(scene, clause))
            && self.has_object(scene, stop)
    }

    /// 宣读组委会决定, 传达大会精神: what stands behind is the object.
    fn is_transitive(self) -> bool {
        ["宣读", "传达", "宣布", "宣布了", "颁发"].iter().any(|w| self.is(w))
    }

    fn is(self, word: &str) -> bool {
        self.entry.word.iter().copied().eq(word.chars())
    }

    /// Verbs of honour whose subject honours: only 被省军区表彰为 makes it the one who receives.
    fn is_conferring(self) -> bool {
        ["表彰为", "授予", "评为", "评选为", "表彰奖励"].iter().any(|w| self.is(w))
    }

    fn is_passive(self, scene: &Scene, clause: usize) -> bool {
        let from = scene.people(clause, self.start).last().map_or(clause, |m| m.end);
        scene.text.chars[from..self.start].iter().any(|c| matches!(c, '被' | '获' | '受'))
    }

    /// 汇报会, 讲话精神, 主持人
    fn is_part_of_noun(self, text: &Text) -> bool {
        // 与部队领导进行座谈交流: nobody's own speech.
        if self.is("交流") && text.ends_with(self.start, "座谈") {
            return true;
        }
        let attends = self.role == Role::Attended;
        let attribute = text.at(self.end) == Some('的') && (self.role == Role::Received || self.is("提出"));
        // 受表彰单位代表: an attribute of others.
        let attribute = attribute
            || (["受表彰", "受到表彰", "受奖", "获评"].iter().any(|w| self.is(w))
                && HONOURED.starting_at(text, self.end).is_some());

        // 对作大会发言的委员频频点头: who spoke is somebody else.
        let speaks = matches!(self.role, Role::Spoke | Role::Reported) && text.at(self.end) == Some('的');
        let attribute = attribute || (speaks && OTHERS.starting_at(text, self.end + 1).is_some());
        let chaired = self.role == Role::Chaired;
        let standing_in = chaired && self.chairs_work(text);
        attribute
            || standing_in
            || (chaired && CHAIRS.starting_at(text, self.end).is_some())
            || (!attends
                && !chaired
                && !self.is_transitive()
                && BEHIND.starting_at(text, self.end).is_some()
                && (!text.starts_with(self.end, "会议") || self.is("动员") || self.is("座谈")))
            || BEFORE.ending_at(text, self.start).is_some() && !follows_general(text, self.start)
    }

    /// 主持县政府日常工作的副县长: no meeting is chaired.
    fn chairs_work(self, text: &Text) -> bool {
        (self.end..self.end + 10)
            .take_while(|&i| text.at(i).is_some_and(|c| !is_clause_end(c)))
            .find(|&i| text.starts_with(i, "工作"))
            .is_some_and(|i| matches!(text.at(i + 2), Some('的' | '，' | '）' | '、' | '。')))
    }

    /// 在讲话中, 在汇报中被提及: a role only where the clause names who reported (〔甲〕在述职中说).
    fn is_aside(self, scene: &Scene, clause: usize) -> bool {
        let aside =
            scene.text.ends_with(self.start, "在") && matches!(scene.text.at(self.end), Some('中' | '时' | '上'));
        aside && (self.role != Role::Reported || scene.first_actors(clause, self.start).is_empty())
    }

    /// 听取汇报, …的讲话 without 作 before it.
    fn is_heard(self, scene: &Scene, clause: usize) -> bool {
        let clause = clause.max(self.start.saturating_sub(60));
        let from = scene.people(clause, self.start).last().map_or(clause, |m| m.end);
        let before = scene.text.str(Span::new(from, self.start));
        let passive = matches!(self.role, Role::Spoke | Role::Reported);
        // 详细的介绍了…: 的 for 地.
        let manner = || before.strip_suffix('的').is_some_and(|w| names::is_adverbial(w) || MANNERS.contains(&w));
        let owned = before.ends_with('的') && !manner() || before.starts_with('的') || before.starts_with("关于");
        let of_others = passive && owned && !is_made_in(before);
        // 就审查情况作了说明: 作 after the word makes it the subject's own.
        let heard = passive
            && before.contains(|c| HEARD_BEGINS.contains(c))
            && HEARD.iter().any(|w| before.rfind(w).is_some_and(|at| !is_made_in(&before[at..])))
            && !before.starts_with("作了")
            && !before.starts_with("作审")
            // 代表检查组作了关于…法贯彻实施情况的报告: what is carried out is the subject of the report.
            && !["作了关于", "作关于", "做了关于"].iter().any(|w| before.contains(w));
        passive && (heard || of_others)
    }

    /// 作…, 进行…, 发表… before, 了 behind, or right after the name.
    fn is_made(self, scene: &Scene, clause: usize) -> bool {
        let clause = clause.max(self.start.saturating_sub(60));
        let from = scene.people(clause, self.start).last().map_or(clause, |m| scene.name_end(*m));
        let before = scene.text.str(Span::new(from.min(self.start), self.start));
        scene.text.at(self.end) == Some('了')
            || before.is_empty()
            || before.ends_with('并')
            || before.ends_with("具体") && before.len() <= 6
            || is_made_in(before)
    }

    fn has_object(self, scene: &Scene, stop: impl FnOnce() -> usize) -> bool {
        if self.entry.objects.is_empty() {
            return true;
        }
        let behind = scene.text.str(Span::new(self.end, stop()));
        self.entry.objects.iter().any(|w| behind.contains(w))
    }
}
