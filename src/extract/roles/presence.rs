//! Who was there, and who was named without being there.

use super::{Deed, Reader};
use crate::{
    extract::{
        names::is_numeral,
        scene::{Mention, Segment, Words, is_clause_end},
    },
    lexicon,
    record::{Basis, MeetingKind, Role, Span},
};
use std::sync::LazyLock;

impl Reader<'_, '_> {
    /// Names in the narration show that somebody was there, unless the words beside them say otherwise.
    pub(super) fn presence(&mut self, part: Segment) {
        let names = self.scene.people(part.start, part.end);
        let there = |m: &Mention| !self.scene.marks.inside_words(m.start) && !self.is_absent(*m, part);
        let here: Vec<Mention> = names.iter().copied().filter(there).collect();
        self.present.extend(here);
    }

    fn is_absent(&self, m: Mention, part: Segment) -> bool {
        let text = self.scene.text;
        let mut start = self.scene.phrase_start(m);
        let end = self.scene.name_end(m);
        if ["时任", "原", "已故"].iter().any(|w| text.starts_with(start, w)) {
            return true;
        }
        // 补选〔甲〕为…, 任命〔乙〕、〔丙〕为…: also through the names of a list.
        let clause = self.scene.clause_start(part.start, start);
        start = self.scene.phrase_start(self.loose_head(m, clause)).max(clause);
        let post = clause..start;
        let before = post.clone().any(|i| {
            ABSENT_BEFORE.ending_at(text, i + 1).is_some_and(|n| i + 1 - n >= clause && self.reaches(i + 1, start))
        });
        // 〔甲〕专门作出批示: at most an adverb between.
        let written = (end..end + 4).any(|i| {
            ABSENT_BEHIND
                .starting_at(text, i)
                .is_some_and(|n| (i..i + n).any(|k| matches!(text.at(k), Some('批' | '信' | '电'))))
        });
        let behind = written || ABSENT_BEHIND.starting_at(text, end).is_some();
        // 任命〔甲〕为局长，〔乙〕为院长: the second post of the same decision.
        let told = text.str(Span::new(part.start.max(m.start.saturating_sub(120)), m.start));
        let tail = self.list_tail(m, part.end);
        let gives = || self.gives_behind(tail, part.end);
        if text.starts_with(tail, "为") && ["任命", "免去", "补选"].iter().any(|w| told.contains(w)) && !gives()
        {
            return true;
        }
        // 新任命人员向宪法宣誓: all of them.
        let sworn = || ["新任命", "宣誓"].iter().all(|w| text.letters.all().contains(w));
        let listed = || self.is_item_of_appointments(m, tail, part) && !sworn();
        if self.is_named_to_a_post(m, part) || self.is_stood_for(m) || listed() {
            return true;
        }
        let excuses = ["请假", "因事请假", "因公请假", "缺席"];
        if excuses.iter().any(|w| {
            text.starts_with(part.start, w)
                && matches!(text.at(part.start + w.chars().count()), Some('：' | ':' | '　' | ' '))
        }) {
            return true;
        }
        let excused = text.str(Span::new(clause, self.scene.phrase_start(m)));
        // 传达学习了〔甲〕在全省会议上的讲话精神
        let stop = self.scene.clause_end(end, part.end.min(end + 40));
        let behind_name = text.slice(Span::new(end, stop.max(end)));
        let spirit = behind_name.windows(2).any(|pair| pair == ['精', '神'])
            && ["传达", "学习", "贯彻", "落实"].iter().any(|w| excused.contains(w));
        let missing = excused.contains('未') && (excused.contains("未能到会") || excused.contains("未能出席"));
        before || behind || spirit || missing || self.is_excused(tail, part.end) || self.deed_told(m, part)
    }

    /// 〔甲〕、〔乙〕因外出学习请假
    fn is_excused(&self, tail: usize, to: usize) -> bool {
        let text = self.scene.text;
        let because = matches!(text.at(tail), Some('因'));
        because && {
            let clause = text.str(Span::new(tail, self.scene.clause_end(tail, to)));
            ["请假", "缺席", "未出席", "未到会", "未参加", "未能"].iter().any(|w| clause.contains(w))
        }
    }

    /// End of the list that goes on behind the name (〔甲〕、〔乙〕为委员).
    fn list_tail(&self, m: Mention, to: usize) -> usize {
        let mut last = m;
        for next in self.scene.people(m.end, to) {
            if self.scene.joined_to(self.scene.phrase_start(*next)) != Some(last) {
                break;
            }
            last = *next;
        }
        self.scene.name_end(last)
    }

    /// 〔甲〕为二人颁发任命书: 为 is a preposition.
    fn gives_behind(&self, from: usize, to: usize) -> bool {
        let stop = self.scene.clause_end(from, to);
        (from..stop).any(|i| ["颁", "授", "佩戴", "作", "发放"].iter().any(|w| self.scene.text.starts_with(i, w)))
    }

    /// 会议决定：〔甲〕任委员会副主任，免去…: named only in a decision.
    fn is_named_to_a_post(&self, m: Mention, part: Segment) -> bool {
        let text = self.scene.text;
        let posted = ["任", "担任", "兼任", "出任"].iter().any(|w| text.starts_with(self.scene.name_end(m), w));
        let decided = ["免去", "任命", "决定：", "决定:", "提名", "补选", "任免"];
        posted && {
            let words = text.str(Span::new(part.start, part.end));
            decided.iter().any(|w| words.contains(w)) && !words.contains("颁发")
        }
    }

    /// 二、任命¶〔甲〕为审判员；¶〔乙〕、〔丙〕为检察员。 or 一、免去¶〔丁〕的局长职务: an item of the list printed under a report.
    fn is_item_of_appointments(&self, m: Mention, tail: usize, part: Segment) -> bool {
        /// How far above the item its heading is looked for, in characters.
        const REACH: u32 = 600;
        const LONGEST_HEADING: usize = 12;
        let text = self.scene.text;
        let named = text.starts_with(tail, "为");
        let freed = || text.at(tail) == Some('的') && text.str(Span::new(tail, part.end)).contains("职务");
        if self.scene.phrase_start(self.loose_head(m, part.start)) != part.start || !(named || freed()) {
            return false;
        }
        let above = text.str(Span::new((part.start as u32).saturating_sub(REACH) as usize, part.start));
        let heading = |line: &&str| {
            let deed = ["任命", "免去", "任免"].iter().any(|w| line.contains(w));
            deed && line.chars().count() <= LONGEST_HEADING
        };
        let item = |line: &&str| line.contains('为') || line.contains("职务");
        above
            .lines()
            .rev()
            .filter(|line| !line.trim().is_empty())
            .find(|line| !item(line))
            .is_some_and(|line| heading(&line))
    }

    /// 〔甲〕代表县委书记〔乙〕向大家问候, 〔甲〕代表〔乙〕讲话: 乙 is not there; not 新兵代表〔丙〕.
    fn is_stood_for(&self, m: Mention) -> bool {
        let text = self.scene.text;
        let phrase = self.scene.phrase_start(m);
        let Some(at) = phrase.checked_sub(2).filter(|&at| text.starts_with(at, "代表")) else { return false };
        let before = self.scene.people(at.saturating_sub(12), at).last().copied();
        phrase < m.start && before.is_some_and(|b| self.scene.name_end(b) == at)
    }

    /// Words of absence reach a name when only its unread post stands between.
    fn reaches(&self, from: usize, to: usize) -> bool {
        let between = self.scene.text.chars.get(from..to).unwrap_or_default();
        between.len() <= 20 && !between.iter().any(|c| is_clause_end(*c) || matches!(c, '了' | '的'))
    }

    /// …〔甲〕带领民兵奋战的事迹
    fn deed_told(&self, m: Mention, part: Segment) -> bool {
        let stop = self.scene.clause_end(m.end, part.end.min(m.end + 60));
        let behind = self.scene.text.str(Span::new(m.end, stop));
        behind.contains('迹') && (behind.contains("的事迹") || behind.contains("的先进事迹"))
    }

    /// 任命〔甲〕为…; …向新任命人员颁发任命书: the appointed received it.
    pub(super) fn appointed(&mut self) {
        let scene = self.scene;
        let tells = |pair: &[char]| matches!(pair, ['命' | '证', '书'] | ['宣', '誓']);
        if !scene.text.chars.windows(2).any(tells) {
            return;
        }
        let all = scene.text.letters.all();
        let says = |one: &str, other: &str| {
            let both = |words: &str| words.contains(other) && words.contains(one);
            both(all) && scene.segments.iter().any(|s| both(scene.text.str(Span::new(s.start, s.end))))
        };
        let certified = says("颁发", "当选证书");
        let role = match (certified || says("颁发", "任命书"), says("新当选", "宣誓") || says("新任命", "宣誓"))
        {
            (true, _) => Role::Received,
            (false, true) => Role::Received,
            (false, false) => return,
        };
        for s in &scene.segments {
            for m in scene.people(s.start, s.end) {
                if self.is_appointed(*m, *s) || (certified && self.is_elected(*m, *s)) {
                    let span = Span::new(m.start, m.end);
                    self.deeds.push(Deed {
                        who: m.who,
                        role,
                        span,
                        rule: "appointed",
                        basis: Basis::Inferred,
                        listed: None,
                    });
                }
            }
        }
    }

    /// 受到表彰的个人上台领奖：¶〔甲〕（校长）　〔乙〕（院长）: whom the lines below a heading name.
    pub(super) fn listed_as_honoured(&mut self) {
        let text = self.scene.text;
        let words = |i: usize| text.str(text.blocks[i].span).trim();
        let commends = self.course.meetings.iter().any(|m| m.kind == MeetingKind::Commendation);
        let heads = |i: usize| {
            words(i).ends_with(['：', ':']) && HONOUR_LISTS.iter().any(|w| words(i).contains(w))
                // 优秀企业家（5名）
                || commends && matches!(counted(words(i)), Some('名' | '人' | '位'))
        };
        let mut under = false;
        for i in 0..text.blocks.len() {
            if words(i).contains('。') || heads(i) || counted(words(i)).is_some() {
                under = heads(i);
                continue;
            }
            let (start, end) = (text.blocks[i].span.start as usize, text.blocks[i].span.end as usize);
            for m in if under { self.scene.people(start, end) } else { &[] } {
                let span = Span::new(m.start, m.end);
                let (role, rule, basis) = (Role::Received, "listed-as-honoured", Basis::Stated);
                self.deeds.push(Deed { who: m.who, role, span, rule, basis, listed: None });
            }
        }
    }

    /// 主持人：¶县委宣传部副部长　〔甲〕: who is called so in a line of its own, or in the line below the label.
    pub(super) fn labelled_as_chair(&mut self) {
        let scene = self.scene;
        let (text, blocks) = (scene.text, &scene.text.blocks);
        for (i, block) in blocks.iter().enumerate() {
            let words = text.str(block.span);
            let label = CHAIRS.iter().find_map(|w| words.trim_start().strip_prefix(w)?.strip_prefix(['：', ':']));
            let told = match label {
                None => continue,
                Some(value) if value.trim().is_empty() => blocks.get(i + 1).map(|next| next.span),
                Some(value) => {
                    let start = block.span.end as usize - value.chars().count();
                    Some(Span::new(start, block.span.end as usize))
                }
            };
            let Some(told) = told.filter(|line| !text.slice(*line).iter().any(|c| is_clause_end(*c))) else { continue };
            let people = scene.people(told.start as usize, told.end as usize);
            for m in people.iter().filter(|m| scene.name_end(**m) == told.end as usize) {
                let span = Span::new(m.start, m.end);
                let (role, rule, basis) = (Role::Chaired, "labelled-as-chair", Basis::Stated);
                self.deeds.push(Deed { who: m.who, role, span, rule, basis, listed: None });
            }
        }
    }

    /// 〔甲〕、〔乙〕当选副主任
    fn is_elected(&self, m: Mention, segment: Segment) -> bool {
        let stop = self.scene.clause_end(m.end, segment.end);
        let elected = (m.end..stop).find(|&i| self.scene.text.starts_with(i, "当选"));
        let last = |to: usize| self.scene.people(m.start, to).last().is_some_and(|l| self.scene.name_end(*l) == to);
        elected.is_some_and(last)
    }

    /// 任命〔甲〕为…, 选举：¶〔乙〕、〔丙〕（女）为…: names before 为 in a decision or in the list under one.
    fn is_appointed(&self, m: Mention, segment: Segment) -> bool {
        let text = self.scene.text;
        let before = text.str(Span::new(m.start.saturating_sub(2), m.start));
        if ["任命", "补选", "选举"].contains(&before) {
            return text.at(m.end) == Some('为');
        }
        // 任命〔甲〕为局长，〔乙〕为院长: the second post of the same decision.
        let told = text.str(Span::new(segment.start, m.start));
        let decided = told.rfind("任命").is_some_and(|at| told.rfind("免去").is_none_or(|no| no < at));
        if text.at(m.end) == Some('为') && decided && !self.gives_behind(m.end, segment.end) {
            return true;
        }
        let stop = self.scene.clause_end(m.end, segment.end);
        let Some(is) = (m.end..stop).find(|&i| text.chars[i] == '为') else { return false };
        let last = self.scene.people(m.start, is).last().copied().unwrap_or(m);
        let head = self.scene.phrase_start(self.loose_head(m, segment.start));
        let listed =
            self.scene.name_end(last) == is && matches!(text.at(segment.end - 1), Some(';' | '；' | '。' | ','));
        let i = self.scene.segments.partition_point(|s| s.start < segment.start);
        let above = self.scene.segments[..i].iter().rev().take(40).map(|s| text.str(Span::new(s.start, s.end)));
        let under = above
            .take_while(|w| w.contains('为') || w.ends_with(['：', ':']))
            .any(|w| w.ends_with(['：', ':']) && ["任命", "补选", "选举", "当选"].iter().any(|d| w.contains(d)));
        head == segment.start && listed && under
    }
}

/// The last character of the number in brackets that ends a heading: 名 of 优秀企业家（5名）, 家 of 纳税大户（6家）：.
fn counted(words: &str) -> Option<char> {
    /// Longest heading, in characters.
    const LONGEST: usize = 30;
    let words = words.trim_end_matches(['：', ':']);
    let number = words.strip_suffix(['）', ')'])?.rsplit_once(['（', '('])?.1;
    let counter = number.chars().next_back()?;
    let number = number.strip_suffix(counter)?;
    let whole = !number.is_empty() && number.chars().all(is_numeral) && words.chars().count() <= LONGEST;
    whole.then_some(counter)
}

/// Labels before whoever is in the chair.
static CHAIRS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lexicon::words_of(include_str!("../../../lexicon/minutes_labels.tsv"), "chair"));

/// What a heading says above a list of those who are honoured.
const HONOUR_LISTS: [&str; 7] = ["上台领奖", "登台领奖", "受到表彰", "受表彰", "予以表彰", "获奖名单", "表彰名单"];

const ABSENCES: &str = include_str!("../../../lexicon/absences.tsv");

/// Words before a name that show absence.
static ABSENT_BEFORE: LazyLock<Words> = LazyLock::new(|| side("before"));

/// Words behind a name that show absence.
static ABSENT_BEHIND: LazyLock<Words> = LazyLock::new(|| side("behind"));

fn side(which: &'static str) -> Words {
    Words::of(lexicon::rows(ABSENCES).filter(|row| row.get(1) == Some(&which)).map(|row| row[0]))
}
