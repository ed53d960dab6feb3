//! Ceremonies told by the act alone, without a noun: `8月1日，某县<军人服务中心揭牌>，甲、乙为中心揭牌`, `县长甲为<某小学教学楼奠基>`.
//!
//! Accepted only with people of the document, or leaders, at it. Refused: what opens by itself (某公路通车).
//!
//! Reads `opening_acts.txt`.

use super::{Draft, Reader, Tale, held::Held, items::Item, line::Line, tours::LEADERS};
use crate::{
    lexicon::words,
    record::{MeetingKind, Official, Span},
};
use std::sync::LazyLock;

/// What is opened, and by which act.
struct Unveiling {
    /// What is opened.
    object: Span,
    /// The act.
    act: Span,
}

impl Reader<'_> {
    /// The ceremony that one of the item's first sentences tells by its act.
    pub(super) fn ceremony_of_act(&self, item: &Item, heading: Option<&[char]>) -> Option<Draft> {
        let (sentence, told) = item.sentences.clone().take(3).find_map(|s| {
            let line = self.line(s);
            let told = unveiling(line, self.after_date(line))?;
            (self.dated(line, told.act.start) && self.guests(line, &told)).then_some((s, told))
        })?;
        let line = self.line(sentence);
        let held = Held { name: told.object, host: None, verb: told.act, in_passing: false, weak: false };
        let mut draft = self.draft(sentence, Tale::Held(held), heading, &[], 0);
        let (object, act) = (told.object, told.act);
        let object = line.words(object.start as usize, object.end as usize);
        draft.words = format!("{object}{}仪式", line.words(act.start as usize, act.end as usize));
        draft.kind = MeetingKind::Ceremony;
        draft.rule = "event-by-act";
        Some(draft)
    }

    /// Where the sentence goes on behind its first date.
    fn after_date(&self, line: &Line) -> usize {
        let first = self.phrase_for(line, line.span.end).map_or(line.start(), |p| p.span.end as usize);
        let mark = |c: char| c.is_whitespace() || matches!(c, '，' | ',' | '、');
        (first..line.end()).find(|&i| !mark(line.chars[i])).unwrap_or(line.end())
    }

    /// People stand in the sentence beside what is opened.
    fn guests(&self, line: &Line, told: &Unveiling) -> bool {
        let named =
            |o: &Official| o.aliases.iter().any(|a| line.span.contains(a.span) && !told.object.contains(a.span));
        let words = line.words(line.start(), line.end());
        self.officials.iter().any(named) || LEADERS.iter().any(|w| words.contains(w))
    }
}

/// The first thing opened in `line`; `from` is where it goes on behind its date.
fn unveiling(line: &Line, from: usize) -> Option<Unveiling> {
    let acts: Vec<Span> = (from..line.end())
        .filter(|&i| !line.is_closed(i))
        .filter_map(|i| {
            ACTS.iter().filter(|w| line.has(i, w)).map(|w| w.chars().count()).max().map(|n| Span::new(i, i + n))
        })
        .collect();
    let first = *acts.first()?;
    if line.speaks_before(first.start as usize, false) {
        return None;
    }
    let ends = |act: &Span| line.clause_end(act.end as usize) == act.end as usize;
    // 某中心｜揭牌，…: what is opened heads the sentence.
    let clause = line.clause_start(first.start as usize).max(from);
    let by_itself = |object: &Span| !(object.start as usize..object.end as usize).any(|i| line.chars[i] == '为');
    let object = without_adverb(line, clause, first.start as usize).filter(by_itself);
    if let Some(object) = object.filter(|o| o.start as usize == from && ends(&first)) {
        return Some(Unveiling { object, act: first });
    }
    // 甲、乙为｜某中心｜揭牌
    acts.into_iter().filter(ends).find_map(|act| {
        let clause = line.clause_start(act.start as usize).max(from);
        let verb = (clause + 1..act.start as usize).rev().find(|&i| line.chars[i] == '为' && !line.is_closed(i))?;
        Some(Unveiling { object: without_adverb(line, verb + 1, act.start as usize)?, act })
    })
}

/// `start..end` without 正式, 隆重 at its end; `None` if too short to name anything.
fn without_adverb(line: &Line, start: usize, end: usize) -> Option<Span> {
    let adverb = ["正式", "隆重", "同时", "进行"].iter().find(|w| line.ends(end, w)).map_or(0, |w| w.chars().count());
    let (start, end) = line.trimmed(start, end.checked_sub(adverb)?);
    (end >= start + 4).then_some(Span::new(start, end))
}

static ACTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words(include_str!("../../../lexicon/opening_acts.txt")));
