//! Which sentence opens an event, and which tells again of one known.

use super::{
    Draft, Reader, Told,
    dating::SEQUENCE,
    held::{Held, held},
    items::Item,
    line::Line,
    naming, nouns,
    visits::visit,
};
use crate::record::{MeetingKind, Span};

impl Reader<'_> {
    /// The lead tells a conference by name: the visit in the headline is not the first event.
    pub(super) fn tells_conference_first(&self, item: &Item) -> bool {
        item.sentences.clone().take(1).any(|s| {
            let line = self.line(s);
            let visited = visit(line, false).map(|v| v.verb.start);
            self.conference(line).is_some_and(|h| visited.is_none_or(|v| h.verb.start < v))
        })
    }

    /// What is held in the line, unless that is a visit: 就某事开展｜专题调研.
    pub(super) fn conference(&self, line: &Line) -> Option<Held> {
        let told = held(line, self.calendar.beginning_in(line.span))?;
        let carried_out = ["开展", "进行"].iter().any(|w| line.has(told.verb.start as usize, w));
        let visited = || visit(line, false).is_some_and(|v| told.name.contains(v.verb) && v.verb.end == told.name.end);
        (!(carried_out && visited())).then_some(told)
    }

    /// The headline tells a visit of this kind (…走访慰问驻市部队并召开军政座谈会).
    pub(super) fn heading_tells(&self, heading: Option<&[char]>, kind: MeetingKind) -> bool {
        let told = heading.and_then(|h| visit(&Line::new(h, Span::new(0, h.len())), true));
        told.is_some_and(|v| v.kind == kind)
    }

    /// Whether an event told in the sentence is a new one.
    pub(super) fn opens_held(&self, line: &Line, held: &Held, k: usize, drafts: &[Draft], count: usize) -> bool {
        let dated = self.dated(line, held.verb.start);
        let leads_on = self.leads_on(line, held);
        let words = line.words(held.name.start as usize, held.name.end as usize);
        let divided =
            words.chars().nth(1).is_some_and(|c| ['县', '市', '区', '镇', '乡', '旗', '州', '省'].contains(&c));
        if ["本次", "此次", "这次", "该"].iter().any(|w| words.starts_with(w) && !(*w == "该" && divided))
            || self.long_ago(line, held, drafts, count)
        {
            return false;
        }
        match drafts.last() {
            None if held.weak => dated && k < 3,
            None if held.in_passing => (dated || leads_on) && k < 3,
            // 召开常委会、办公会: any of them.
            None => k < 3 || dated || (k < 5 && !words.contains('、')),
            Some(_) if held.weak => false,
            // 在县一中召开的教育协作座谈会上，…
            Some(last) if last.told == Told::Visit => {
                let symposium = nouns::kind_of(&words) == MeetingKind::Symposium
                    && drafts.iter().all(|d| d.kind != MeetingKind::Symposium);
                !held.in_passing || leads_on || symposium
            }
            Some(_) => dated || leads_on,
        }
    }

    /// A word of sequence opens the sentence or stands before the verb.
    fn leads_on(&self, line: &Line, held: &Held) -> bool {
        let clause = line.clause_start(held.verb.start as usize);
        let opening = line.words(line.start(), (line.start() + 24).min(held.verb.start as usize));
        if ["之后，", "结束后，", "后，", "之后,", "结束后,"].iter().any(|w| opening.contains(w)) {
            return true;
        }
        let stands = |at: usize| line.chars.get(at).is_some_and(|c| SEQUENCE.of(*c).iter().any(|w| line.has(at, w)));
        stands(line.start()) || (clause..held.verb.start as usize).any(stands)
    }

    /// The event of `drafts` that the sentence tells once more.
    pub(super) fn same(&self, line: &Line, held: &Held, drafts: &[Draft]) -> Option<usize> {
        let words = line.words(held.name.start as usize, held.name.end as usize);
        let host = held.host.map(|s| line.words(s.start as usize, s.end as usize)).unwrap_or_default();
        // 大会主席团举行第一次会议 is not the first session itself.
        let words = if host.ends_with("主席团") { format!("主席团{words}") } else { words };
        if drafts.last().is_some_and(|d| d.words.contains("届") && part_of_session(&words, d.kind)) {
            return drafts.iter().position(|d| d.words.ends_with(&words));
        }
        let further = ["随后", "随即", "接着", "之后", "立即"]
            .iter()
            .any(|w| (line.start()..held.verb.start as usize).any(|i| line.has(i, w)));
        let kind = nouns::kind_of(&words);
        // 表决后，举行了宪法宣誓仪式: a part of the session too.
        if words.contains("宣誓仪式")
            && let Some(i) =
                drafts.iter().rposition(|d| matches!(d.kind, MeetingKind::Congress | MeetingKind::Consultative))
        {
            return Some(i);
        }
        // 闭幕大会前召开的选举大会上: a sitting of the session.
        if ["选举大会", "次大会", "闭幕大会", "开幕大会"].iter().any(|w| words.ends_with(w))
            && let Some(i) =
                drafts.iter().rposition(|d| matches!(d.kind, MeetingKind::Congress | MeetingKind::Consultative))
        {
            return Some(i);
        }
        // 在随后举行的闭幕会上: a part of the session, no event of its own.
        let closing = ["闭幕", "开幕"].iter().any(|w| words.starts_with(w)) && nouns::is_bare(&words);
        let course = ["开班", "结业", "开训", "结训", "开学", "结班"].iter().any(|w| words.starts_with(w));
        if course && let Some(i) = drafts.iter().rposition(|d| d.kind == MeetingKind::Training) {
            return Some(i);
        }
        let whole_session = host.is_empty() || host.ends_with("大会") || host.ends_with("会议");
        let closing = closing || (whole_session && words.ends_with("次全体会议") && words.starts_with('第'));
        if closing && let Some(i) = drafts.iter().rposition(|d| d.told == Told::Held) {
            return Some(i);
        }
        drafts.iter().rposition(|d| {
            if d.told != Told::Held {
                return false;
            }
            if nouns::is_bare(&words) {
                let other_day = self.phrase_for(line, held.verb.start).is_some_and(|p| {
                    let before = d.reading.date;
                    self.calendar.read(p, before, self.text).date != before
                });
                return !further && !other_day && (kind == d.kind || kind == MeetingKind::WorkConference);
            }
            // After the province's conference the county's own.
            let level = |w: &str| w.strip_prefix('全').and_then(|r| r.chars().next());
            if level(&words).zip(level(&d.words)).is_some_and(|(a, b)| a != b) {
                return false;
            }
            let alike = naming::likeness(&words, &d.words, self.places);
            let kinds_differ = kind != d.kind && specific(kind) && specific(d.kind);
            alike >= if kinds_differ { 0.95 } else { 0.6 }
        })
    }

    /// Takes what the sentence tells once more of the event. `shared`: its date is that of the visit told with it
    /// (上午，甲到某镇调研，并召开座谈会。当天下午，座谈会在镇政府举行).
    pub(super) fn merge(&self, line: &Line, held: &Held, draft: &mut Draft, shared: bool) {
        let words = line.words(held.name.start as usize, held.name.end as usize);
        let phrase = self.phrase_for(line, held.verb.start);
        if let Some(reading) = phrase.map(|p| self.calendar.read(p, draft.reading.date, self.text)) {
            let same_day = reading.date == draft.reading.date;
            let open = draft.reading.daypart.is_none() || shared && reading.daypart.is_some();
            if open && same_day && draft.reading.until.is_none() {
                draft.reading.daypart = reading.daypart;
            }
            if draft.reading.date.is_none() {
                draft.reading = reading;
            }
        } else if draft.reading.date.is_none()
            && let Some(sentence) = self.text.sentence_at(line.start())
        {
            // 7月26日晚，河水猛涨。某县召开动员大会: a line above named it, without a day.
            draft.reading = self.date_of(line, sentence, held.verb.start, None, None);
        }
        if words.chars().count() > draft.words.chars().count() && !nouns::is_bare(&words) {
            draft.words = words;
            draft.name_span = held.name;
            draft.host = held.host.or(draft.host);
        }
    }
}

/// 预备会议, 主席团第一次会议 after a congress session belong to it.
pub(super) fn part_of_session(words: &str, before: MeetingKind) -> bool {
    let session = matches!(before, MeetingKind::Congress | MeetingKind::Consultative);
    let part = ["预备会", "主席团", "第一次会议", "第二次会议", "闭幕", "开幕"].iter().any(|w| words.starts_with(w));
    session && part
}

/// A kind that is not shared by all sorts of conferences.
pub(super) fn specific(kind: MeetingKind) -> bool {
    !matches!(kind, MeetingKind::WorkConference | MeetingKind::Other)
}
