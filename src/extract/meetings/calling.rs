//! The name and kind of an event held: as printed, with its host, or by the headline.

use super::{
    Draft, Reader, Told,
    held::held,
    items::Item,
    line::Line,
    naming::{self},
    nouns,
    telling::specific,
    tours::{joined_visit, shared_head},
};
use crate::{
    extract::dates::Reading,
    record::{MeetingKind, Span},
};

impl Reader<'_> {
    /// The headline names an event and the text tells none by itself.
    pub(super) fn event_of_heading(&self, item: &Item, heading: Option<&[char]>) -> Option<Draft> {
        let heading = heading?;
        let line = Line::new(heading, Span::new(0, heading.len()));
        let told = held(&line, &[])?;
        let words = line.words(told.name.start as usize, told.name.end as usize);
        let sentence = item.sentences.start;
        let span = self.text.sentences.get(sentence)?.span;
        let reading = self.first_date(item);
        let reading = if reading.date.is_some() {
            reading
        } else {
            Reading { daypart: reading.daypart, ..self.date_of_headline() }
        };
        let full = self.text.sentences[item.sentences.clone()].iter().any(|s| s.span.len() >= 15);
        full.then(|| Draft {
            told: Told::Held,
            reading,
            heading: Some(heading.to_vec()),
            kind: nouns::kind_of(&words),
            words,
            name_span: span,
            host: None,
            topic: None,
            rule: "event-in-headline",
        })
    }

    pub(super) fn name(&self, draft: &Draft) -> String {
        match draft.told {
            Told::Visit => {
                let told = draft.heading.as_deref().filter(|_| draft.rule == "visit-told");
                let joined = told.and_then(|h| joined_visit(h, draft.kind));
                let name = match joined {
                    Some(activity) => naming::qualified(&activity, self.places, &self.own_bodies),
                    None => naming::resolved(&draft.words, self.places),
                };
                naming::own_resolved(&name, self.places)
            }
            Told::Speech => naming::qualified(&draft.words, self.places, &self.own_bodies),
            Told::Held => self.held_name(draft),
        }
    }

    fn held_name(&self, draft: &Draft) -> String {
        let mut words = draft.words.clone();
        let open = matches!(
            draft.kind,
            MeetingKind::Symposium
                | MeetingKind::WorkConference
                | MeetingKind::Promotion
                | MeetingKind::Mobilisation
                | MeetingKind::Other
        );
        // 会议, 座谈会, 督办会 say nothing of what is discussed.
        let bare = nouns::is_bare(&words) || words.chars().count() == 3;
        let made = open && bare && draft.topic.is_some();
        if open
            && bare
            && let Some(topic) = &draft.topic
        {
            let noun =
                if draft.kind == MeetingKind::WorkConference && words == "会议" { "工作会议" } else { &words };
            words = format!("{topic}{noun}");
        }
        let host = draft.host.map(|s| self.text.words(s).chars().filter(|c| !c.is_whitespace()).collect::<String>());
        let host = host.map(|h| naming::own_body(&h, &self.own_bodies));
        let mut name = match host.as_deref().and_then(|h| naming::host_part(h, &words)) {
            Some(host) => format!("{host}{words}"),
            None => {
                match host.as_deref().map(naming::past_divisions).filter(|h| naming::township_at_head(h) == Some(h)) {
                    Some(town) => format!("{town}{words}"),
                    None => {
                        let body = host.as_deref().and_then(|h| naming::body_of_leader(h, &words, draft.kind));
                        format!("{}{words}", body.unwrap_or_default())
                    }
                }
            }
        };
        // 全省…电视电话会议 in the headline is the conference before, not the county's own.
        let fuller = draft.heading.as_deref().and_then(|h| self.name_in_heading(h, &name));
        if let Some(fuller) = fuller.filter(|f| !(made && f.starts_with('全'))) {
            name = fuller;
        }
        naming::qualified(&name, self.places, &self.own_bodies)
    }

    /// The name as the heading prints it, when it is the same event and fuller.
    fn name_in_heading(&self, heading: &[char], name: &str) -> Option<String> {
        let line = Line::new(heading, Span::new(0, heading.len()));
        let told = held(&line, &[])?;
        let words = line.words(told.name.start as usize, told.name.end as usize);
        let host = told.host.map(|s| line.words(s.start as usize, s.end as usize));
        let whole = match host.and_then(|h| naming::host_part(&h, &words)) {
            Some(host) => format!("{host}{words}"),
            None => words.clone(),
        };
        let size = |s: &str| naming::core(s, self.places).chars().count() + if has_year(s) { 4 } else { 0 };
        if naming::likeness(&words, name, self.places) >= 0.7 && !words.contains('暨') {
            return (size(&whole) > size(name)).then_some(whole);
        }
        // 召开总结表彰暨开训动员大会 in the headline, 召开大会 in the text.
        if nouns::is_bare(name) {
            return Some(whole);
        }
        // 走访慰问活动暨军政座谈会: the part that is this event, with the head that both share.
        let parts: Vec<&str> = words.split('暨').collect();
        let alike = |p: &&str| naming::likeness(p, name, self.places) >= 0.7;
        let (at, part) = parts.iter().enumerate().find(|(_, p)| alike(p))?;
        if parts.iter().filter(|p| alike(p)).count() > 1 {
            return (size(&whole) > size(name)).then_some(whole);
        }
        let head = if at == 0 { String::new() } else { shared_head(parts[0]) };
        let whole = format!("{head}{part}");
        (size(&whole) > size(name)).then_some(whole)
    }
}

/// 饶阳县…第一次会议 of 饶阳县…第一次会议预备会议.
pub(super) fn session_name(words: &str) -> &str {
    let cut = ["预备会", "主席团", "开幕", "闭幕"].iter().filter_map(|w| words.find(w)).min();
    cut.map_or(words, |i| &words[..i])
}

/// 县政协召开第九次主席会议, 县委常委会召开会议: the holder settles what the noun leaves open.
pub(super) fn kind_with_host(words: &str, host: &str) -> MeetingKind {
    let kind = nouns::kind_of(words);
    if specific(kind) && kind != MeetingKind::StandingCommittee && kind != MeetingKind::Plenum {
        return kind;
    }
    match naming::host_part(host, words) {
        Some(host) => nouns::kind_of(&format!("{host}{words}")),
        // 甲乙族丙丁族自治县第十届人大常委会举行第九次会议
        None if naming::is_holder(host) && words.starts_with('第') => nouns::kind_of(&format!("{host}{words}")),
        None => kind,
    }
}

fn has_year(name: &str) -> bool {
    let digits: Vec<bool> = name.chars().map(|c| c.is_ascii_digit()).collect();
    digits.windows(4).any(|w| w.iter().all(|d| *d))
}
