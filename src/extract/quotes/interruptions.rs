//! Which utterance ends a speech that still runs, and which belongs to it: a speaker tells of others too.
//!
//! Ends it: 县长〔乙〕要求…, 随后他说…, 在茶厂，他勉励…. Does not: 群众说…, 市委要求… inside the sentences of a speech.
//!
//! Reads `quote_frames.tsv`.

use super::{
    FRAME_WORDS, Reader, Utterance, narration,
    speakers::{self, Who},
};
use crate::extract::scene::{Scene, Segment, Words};
use std::sync::LazyLock;

/// What opens a frame before the clause of the speaker.
static FRAMES: LazyLock<Words> = LazyLock::new(|| Words::of_class(FRAME_WORDS, "frame"));
/// Ends of places.
static PLACES: LazyLock<Words> = LazyLock::new(|| Words::of_class(FRAME_WORDS, "place"));

impl Reader<'_, '_> {
    /// While a speech runs, only a subject of its own ends it; 群众说, 市委要求 inside it do not.
    pub(super) fn may_interrupt(&self, segment: Segment, u: &Utterance) -> bool {
        let Some(open) = &self.open else { return true };
        if u.cue.start < self.done {
            return false;
        }
        let heads = u.speaker.clause == segment.start || self.words_before(u).is_some();
        match (&u.speaker.who, u.speaker.rule) {
            (_, "omitted-subject") => {
                self.somebody_acts(segment, u.cue.start)
                    || narration::gives_tasks(self.scene, segment)
                    || self.he_comes_to(segment)
            }
            (_, "subject-of-sentence-before") => false,
            (Who::People(_), "pronoun-speaker") => {
                heads
                    || narration::opens(self.scene, segment)
                    || self.framed(segment, u)
                    || self.placed(segment, u)
                    || narration::he_learns(self.scene, segment)
                    || self.others_complain(segment, u.speaker.clause)
                    || self.somebody_acts(segment, u.speaker.clause)
            }
            (Who::People(_), "this-person" | "title-speaker") => {
                heads || narration::opens(self.scene, segment) || u.cue.lists || self.framed(segment, u)
            }
            (Who::People(_), _) => true,
            (Who::Meeting, _) => {
                heads
                    || narration::opens(self.scene, segment)
                    || u.speaker.label.0 == segment.start
                    || (segment.opens_block && self.framed(segment, u))
            }
            (Who::Group, "present-speaker") => heads,
            (Who::Group | Who::Writing, _) => {
                (heads || narration::opens(self.scene, segment))
                    && (segment.opens_block
                        || open.is_labelled()
                        || is_collective(self.scene, u)
                        || (u.speaker.rule == "group-before" && narration::tells_of_speech(self.scene, segment)))
            }
            (Who::Unknown, "unread-name") => {
                heads || narration::opens(self.scene, segment) || self.framed(segment, u) || self.placed(segment, u)
            }
            (Who::Unknown, "unread-speaker") => segment.opens_block,
            (Who::Unknown, "pronoun-of-stranger") => true,
            (Who::Unknown, "unread-subject") => {
                self.words_before(u).is_some()
                    || (heads && (segment.opens_block || open.is_labelled()))
                    || (heads && speakers::like_a_name(self.scene, u.speaker.label))
                    || narration::opens(self.scene, segment)
            }
            (Who::Unknown, "unnamed-speaker") if !open.far || open.is_labelled() || is_collective(self.scene, u) => {
                heads
            }
            (Who::Body(_) | Who::Unknown, _) => heads && segment.opens_block && segment.block != open.block,
        }
    }

    /// Whether somebody acts in the segment before `to` (not farther back than 300 characters).
    fn somebody_acts(&self, segment: Segment, to: usize) -> bool {
        !self.scene.actors(segment.start.max(to.saturating_sub(300)), to).is_empty()
    }

    /// 商户代表反映租金压力大，｜他当场答复: what others brought up, and his answer.
    fn others_complain(&self, segment: Segment, clause: usize) -> bool {
        let comma = self.scene.clause_end(segment.start, segment.end);
        comma + 1 == clause && (segment.start..comma).any(|i| self.scene.text.starts_with(i, "反映"))
    }

    /// 对于下一步工作，他强调: only a frame stands before the clause of the speaker.
    fn framed(&self, segment: Segment, u: &Utterance) -> bool {
        let words = |list: &[&str]| list.iter().any(|w| self.scene.text.starts_with(segment.start, w));
        let ends = |list: &[&str]| {
            list.iter().any(|w| u.speaker.clause > segment.start && self.scene.text.ends_with(u.speaker.clause - 1, w))
        };
        let timed = words(&["在", "为"]) && ends(&["时", "中", "后", "之际", "工作", "落实", "任务"]);
        u.speaker.clause - segment.start <= 30
            && (FRAMES.starting_at(self.scene.text, segment.start).is_some() || timed)
    }

    /// 在大坝上，某处处长天山说; 在茶厂，他勉励…: only a place stands before the clause of the speaker.
    fn placed(&self, segment: Segment, u: &Utterance) -> bool {
        let frame = u.speaker.clause - segment.start <= 16 && self.scene.text.at(segment.start) == Some('在');
        frame && PLACES.ending_at(self.scene.text, u.speaker.clause - 1).is_some()
    }

    /// 在安置点，他看到灶房里热气腾腾，｜对校长说  他还走进机房，｜叮嘱…: the next stop, and whoever was last.
    fn he_comes_to(&self, segment: Segment) -> bool {
        let comma = self.scene.clause_end(segment.start, segment.end.min(segment.start + 16));
        let place =
            self.scene.text.at(segment.start) == Some('在') && PLACES.ending_at(self.scene.text, comma).is_some();
        let he = |at: usize| matches!(self.scene.text.at(at), Some('他' | '她'));
        // 他还走进机房，｜叮嘱…
        let goes_on = || {
            let moves = ["走进", "来到", "走到", "前往", "赶到", "登上", "深入", "拿起", "俯身", "蹲下"];
            let moves = |at: usize| moves.iter().any(|w| self.scene.text.starts_with(at, w));
            matches!(self.scene.text.at(segment.start + 1), Some('还' | '又')) && moves(segment.start + 2)
        };
        place && he(comma + 1) && self.scene.text.at(comma + 2) != Some('们') || he(segment.start) && goes_on()
    }
}

/// 大家, 与会人员, 各组: a group that cannot be one of whom a speaker tells.
fn is_collective(scene: &Scene, u: &Utterance) -> bool {
    ["大家", "与会", "各组", "各代表", "参会", "代表们", "委员们", "某部", "官兵代表", "驻军代表", "新兵代表"]
        .iter()
        .any(|w| scene.text.starts_with(u.speaker.label.0, w))
        // 视察组建议: those who came.
        || ["视察组", "调研组", "考察组", "督查组", "督导组", "检查组", "考评组", "验收组", "巡察组", "专家组"]
            .iter()
            .any(|w| scene.text.ends_with(u.speaker.label.1, w))
        // 官兵们纷纷表示: one after the other, here and now.
        || ["纷纷", "普遍", "一致"].iter().any(|w| scene.text.ends_with(u.cue.start, w))
}
