//! Events that a document reports: meetings, ceremonies, visits, one row each however often they are named.
//!
//! An event is opened by the sentence that tells it: the lead (`7月3日，<蔚县春季植树动员大会>举行`), a further sentence with a date
//! or a word of sequence (`随后，召开<座谈会>`), an item of a brief, or the headline when the text only shows people at work
//! (`某某<调研>企业复工`). A speech is one event, named in its headline (`在<全县教育工作会议>上的讲话`).
//! Refused: what is planned, usual, referred to, or said by somebody; notices, rules, job adverts.
//!
//! Sentences that tell: [`held`], [`visits`], [`unveilings`]; which of them open an event: [`telling`], [`tours`]; items of a brief:
//! [`items`]; minutes: [`minutes`]; names: [`calling`], [`naming`]; kinds: [`nouns`]; when and where: [`dating`], [`whereabouts`].
//!
//! Reads `foundings.txt`, `greeting_occasions.txt`, `not_report_titles.txt`.

mod calling;
mod dating;
mod held;
mod items;
mod line;
mod minutes;
mod naming;
mod nouns;
mod speech;
mod telling;
mod tours;
mod unveilings;
mod visits;
mod whereabouts;

pub(super) use naming::township_at_head;

use super::{
    Text,
    dates::{Calendar, Reading},
    places::Places,
};
use crate::{
    lexicon::words,
    record::{Basis, DocumentKind, Fields, Meeting, MeetingKind, Note, Official, Span},
};
use calling::kind_with_host;
use calling::session_name;
use dating::ended;
use dating::phrase_is_calendar;
use held::{Held, held};
use items::{Item, items};
use line::Line;
use std::{borrow::Cow, cell::OnceCell, sync::LazyLock};
use telling::part_of_session;
use tours::topic;
use visits::{Visit, visit, visit_from};

/// What [`meetings`] found.
#[derive(Clone, Debug, Default)]
pub struct Events {
    /// The events, `n` from 1 in order of the text.
    pub meetings: Vec<Meeting>,
    /// `no-meeting`, `year-conflict`.
    pub notes: Vec<Note>,
}

/// Events that the document reports. `officials` may be empty; the first-named leader names a visit.
pub fn meetings(text: &Text, fields: &Fields, places: &Places, officials: &[Official], kind: DocumentKind) -> Events {
    let calendar = Calendar::new(text, fields);
    let title = title(text, fields);
    let own_bodies = own_bodies(text, fields);
    let lines = (0..=text.sentences.len()).map(|_| OnceCell::new()).collect();
    let reader = Reader { text, places, officials, calendar: &calendar, title, own_bodies, lines };
    let drafts = reader.drafts(kind);
    let mut notes = Vec::new();
    if drafts.is_empty() {
        notes.push(Note { code: "no-meeting".into(), message: "The text reports no event.".into(), span: None });
    } else if calendar.conflict.is_some() {
        let message = "Headline and text contradict each other about the year.".into();
        notes.push(Note { code: "year-conflict".into(), message, span: calendar.conflict });
    }
    let meetings = drafts.iter().zip(1..).map(|(d, n)| reader.meeting(d, n)).collect();
    Events { meetings, notes }
}

/// The words by which a sentence names the event that it tells; `None` if it tells none.
pub(super) fn event_told(text: &Text, sentence: usize) -> Option<String> {
    let line = Line::sentence(text, sentence);
    held(&line, &[]).map(|told| line.words(told.name.start as usize, told.name.end as usize))
}

fn own_bodies<'a>(text: &'a Text, fields: &'a Fields) -> Vec<&'a str> {
    // 国网甲县供电公司：新春走访慰问: the headline begins with who speaks.
    let title = fields.title.as_deref().and_then(|t| t.split(['：', ':', ' ', '\u{3000}']).next());
    fields.publisher.as_deref().into_iter().chain(text.site.iter().map(String::as_str)).chain(title).collect()
}

/// An event before its name is made up.
struct Draft {
    told: Told,
    reading: Reading,
    /// Heading under which it stands.
    heading: Option<Vec<char>>,
    /// The name as printed, white space aside.
    words: String,
    name_span: Span,
    host: Option<Span>,
    kind: MeetingKind,
    /// Topic of the visit or event before it: names a bare 座谈会.
    topic: Option<String>,
    rule: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Held,
    Visit,
    Speech,
}

struct Reader<'a> {
    text: &'a Text,
    places: &'a Places,
    officials: &'a [Official],
    calendar: &'a Calendar,
    title: Vec<char>,
    /// Who 我院 and 我校 may be: the publisher, the site.
    own_bodies: Vec<&'a str>,
    /// The sentences, each made when first asked for.
    lines: Vec<OnceCell<Line<'a>>>,
}

/// How one sentence tells an event.
enum Tale {
    Held(Held),
    Visit(Visit),
}

impl<'a> Reader<'a> {
    /// A sentence; behind the last an empty one.
    fn line(&self, sentence: usize) -> &Line<'a> {
        let place = sentence.min(self.text.sentences.len());
        self.lines[place].get_or_init(|| Line::sentence(self.text, sentence))
    }

    fn drafts(&self, kind: DocumentKind) -> Vec<Draft> {
        if NOT_REPORTS.iter().any(|w| ends_with(&self.title, w)) && !self.proclaims() {
            return vec![];
        }
        if let Some(speech) = speech::speech(self.text, &self.title, kind) {
            return vec![self.speech_draft(speech)];
        }
        if let Some(minutes) = minutes::minutes(self.text, &self.title) {
            return vec![self.minutes_draft(minutes)];
        }
        let items = items(self.text, kind);
        let mut drafts = Vec::new();
        for item in &items {
            self.read_item(item, items.len(), &mut drafts);
        }
        drafts
    }

    /// `…第一次会议主席团公告`: a session proclaims what it decided.
    fn proclaims(&self) -> bool {
        let title: String = self.title.iter().filter(|c| !c.is_whitespace()).collect();
        title.contains("公告") && (title.contains("次会议") || title.contains("代表大会"))
    }

    fn speech_draft(&self, speech: speech::Speech) -> Draft {
        let reading = self.speech_date(&speech);
        Draft {
            told: Told::Speech,
            reading,
            heading: None,
            kind: nouns::kind_of(&speech.name),
            words: speech.name,
            name_span: speech.span,
            host: None,
            topic: None,
            rule: "speech-headline",
        }
    }

    fn minutes_draft(&self, minutes: minutes::Minutes) -> Draft {
        let phrase = self.calendar.within(minutes.time).next();
        Draft {
            told: Told::Held,
            reading: phrase.map(|p| self.calendar.read(p, None, self.text)).unwrap_or_default(),
            heading: None,
            kind: nouns::kind_of(&minutes.name),
            words: minutes.name,
            name_span: minutes.span,
            host: None,
            topic: None,
            rule: "minutes-head",
        }
    }

    fn read_item(&self, item: &Item, count: usize, drafts: &mut Vec<Draft>) {
        let heading = self.heading(item, count);
        let first = drafts.len();
        if let Some(draft) = self.visit_of_heading(item, heading.as_deref()) {
            drafts.push(draft);
        }
        for (k, sentence) in item.sentences.clone().enumerate() {
            let since = if item.further { 0 } else { first };
            self.read_sentence(sentence, k, heading.as_deref(), (first, since), count, drafts);
            if let Some(draft) = drafts[first..].iter_mut().find(|d| d.told == Told::Held) {
                self.read_close(sentence, draft);
            }
        }
        if drafts.len() == first
            && let Some(draft) = self
                .event_of_heading(item, heading.as_deref())
                .or_else(|| self.event_of_guests(item, heading.as_deref()))
                .or_else(|| self.ceremony_of_act(item, heading.as_deref()))
                .or_else(|| self.undated_visit(item, heading.as_deref()))
                .or_else(|| self.event_in_passing(item, heading.as_deref()))
        {
            drafts.push(draft);
        }
    }

    /// `大会将于1月18日闭幕`, `会议17日闭幕`: the last day of an event told before.
    fn read_close(&self, sentence: usize, draft: &mut Draft) {
        let line = self.line(sentence);
        let names = ["大会", "会议", "活动", "本次大会", "本次会议", "全会", "集训"];
        let begins = || names.iter().any(|w| line.has(line.start(), w));
        if draft.reading.until.is_some() || !begins() {
            return;
        }
        let within = (line.start() + 24).min(line.end());
        // 某某会议12月27日闭幕。本次会议自12月24日｜开幕，会期四天: the first day, told behind the last.
        let opens = (line.start()..within).find(|&i| line.has(i, "开幕"));
        if let Some(phrase) = opens.and_then(|at| self.phrase_opening(line, at)) {
            let first = self.calendar.read(phrase, draft.reading.date, self.text).date;
            let last = draft.reading.date;
            if first < last && first.is_some_and(|f| last.is_some_and(|l| f.month() == l.month())) {
                draft.reading.until = last;
                draft.reading.date = first;
                draft.reading.daypart = None;
            }
            return;
        }
        let closes =
            |i: &usize| matches!(line.chars[*i], '闭' | '结') && (line.has(*i, "闭幕") || line.has(*i, "结束"));
        let Some(close) = (line.start()..within).find(closes) else { return };
        let Some(phrase) = self.phrase_for(line, u32::try_from(close).unwrap_or(u32::MAX)) else { return };
        if !phrase_is_calendar(phrase) || line.clause_end(line.start()) < close {
            return;
        }
        let last = self.calendar.read(phrase, draft.reading.date, self.text).date;
        if last > draft.reading.date && draft.reading.date.is_some() {
            draft.reading.until = last;
            draft.reading.daypart = None;
        }
    }

    /// Heading of the item, or the document's headline where the item is about it.
    fn heading(&self, item: &Item, count: usize) -> Option<Vec<char>> {
        match item.heading {
            Some(span) => Some(self.text.slice(span).to_vec()),
            None => (item.first || count == 1).then(|| self.title.clone()).filter(|t| !t.is_empty()),
        }
    }

    /// A sentence of running text, not a line of date and account name.
    fn is_whole(&self, sentence: usize) -> bool {
        let sentence = self.text.sentences.get(sentence);
        sentence.is_some_and(|s| self.text.slice(s.span).iter().any(|c| matches!(c, '。' | '！' | '？' | '”')))
    }

    fn read_sentence(
        &self,
        sentence: usize,
        k: usize,
        heading: Option<&[char]>,
        (first, since): (usize, usize),
        count: usize,
        drafts: &mut Vec<Draft>,
    ) {
        let line = self.line(sentence);
        let told = self.conference(line);
        // A page with more events than that is a list, where none is told twice.
        let recent = first.max(drafts.len().saturating_sub(40));
        let visited = self.visited(line);
        let visited = visited.filter(|v| told.is_none_or(|h| v.verb.start < h.verb.start && !h.name.overlaps(v.verb)));
        if told.is_none() {
            self.read_daypart(line, visited.map(|v| v.kind), &mut drafts[first..]);
        }
        if let Some(v) = visited
            && self.opens_visit(line, &v, k, heading, &drafts[first..])
        {
            drafts.push(self.draft(sentence, Tale::Visit(v), heading, drafts, since));
        }
        if told.is_none()
            && visited.is_none()
            && drafts.len() > first
            && self.begins_with_date(line)
            && let Some(h) = held::taken_part(line).filter(|h| self.same(line, h, &drafts[recent..]).is_none())
        {
            drafts.push(self.draft(sentence, Tale::Held(h), heading, drafts, since));
        }
        if told.is_none()
            && let Some(h) = held::symposium(line)
                .filter(|_| drafts.len() > first && drafts[first..].iter().all(|d| d.kind != MeetingKind::Symposium))
        {
            drafts.push(self.draft(sentence, Tale::Held(h), heading, drafts, since));
        }
        if let Some(h) = told {
            match self.same(line, &h, &drafts[recent..]) {
                Some(i) => {
                    let (before, rest) = drafts.split_at_mut(recent + i);
                    let shared = |d: &Draft| d.told == Told::Visit && d.reading.span == rest[0].reading.span;
                    let shared = before.iter().any(shared);
                    self.merge(line, &h, &mut rest[0], shared);
                }
                None if self.opens_held(line, &h, k, &drafts[first..], count) => {
                    drafts.push(self.draft(sentence, Tale::Held(h), heading, drafts, since));
                    let further = held::symposium_behind(line, &h, self.calendar.beginning_in(line.span));
                    let further = further.filter(|h| self.same(line, h, &drafts[recent..]).is_none());
                    if let Some(h) = further {
                        drafts.push(self.draft(sentence, Tale::Held(h), None, drafts, since));
                    }
                }
                None => {}
            }
        }
    }

    /// The first visit that the sentence tells behind a date, else the first (“八一”慰问暖人心　7月31日，…到县中队走访慰问).
    fn visited(&self, line: &Line) -> Option<Visit> {
        let first = visit(line, false)?;
        if self.dated(line, first.verb.start) {
            return Some(first);
        }
        let mut next = Some(first);
        while let Some(told) = next.filter(|v| !self.dated(line, v.verb.start)) {
            next = visit_from(line, told.verb.end as usize, false);
        }
        next.or(Some(first))
    }

    /// `first` is the first draft whose day may be carried on: an event of another item dates nothing but the month of a bare day.
    fn draft(&self, sentence: usize, tale: Tale, heading: Option<&[char]>, drafts: &[Draft], first: usize) -> Draft {
        let line = self.line(sentence);
        let before = drafts.get(first..).and_then(<[Draft]>::last);
        let elsewhere = drafts.last();
        let verb = match &tale {
            Tale::Held(h) => h.verb.start,
            Tale::Visit(v) => v.verb.start,
        };
        let reading = self.date_of(line, sentence, verb, before, elsewhere);
        match tale {
            Tale::Held(h) => {
                let words = line.words(h.name.start as usize, h.name.end as usize);
                let topic =
                    before.and_then(|b| b.topic.clone().or_else(|| topic(&b.words).filter(|_| b.told == Told::Held)));
                let host = h.host.map(|s| line.words(s.start as usize, s.end as usize)).unwrap_or_default();
                let words = match host.strip_suffix("主席团") {
                    // 县总工会第九次代表大会主席团举行第一次会议
                    Some(assembly) if assembly.contains(['届', '次']) => format!("{host}{words}"),
                    Some(_) => format!("主席团{words}"),
                    None => words,
                };
                // 人大常委会举行｜第一次会议: of a body of its own.
                let own = host.ends_with("常委会") || host.ends_with("常务委员会");
                let session = elsewhere.filter(|b| !own && b.told == Told::Held && part_of_session(&words, b.kind));
                let words = session.map_or(words.clone(), |b| format!("{}{words}", session_name(&b.words)));
                // 某县第九届人民代表大会第一次会议举行｜第三次全体会议: a sitting of the session.
                let sitting = ["第", "主席团", "预备会", "各代表团"].iter().any(|w| words.starts_with(w));
                let sitting = sitting && host.ends_with("次会议");
                let founded = FOUNDINGS.iter().any(|w| words.starts_with(w)) && !host.is_empty();
                let words = if sitting || founded { format!("{host}{words}") } else { words };
                Draft {
                    told: Told::Held,
                    reading: ended(line, &h, reading),
                    heading: heading.map(<[char]>::to_vec),
                    kind: kind_with_host(&words, &host),
                    words,
                    name_span: h.name,
                    host: h.host,
                    topic,
                    rule: if h.host.is_some() { "held-by" } else { "event-held" },
                }
            }
            Tale::Visit(v) => Draft {
                told: Told::Visit,
                reading,
                heading: heading.map(<[char]>::to_vec),
                words: self.visit_name(line, &v),
                name_span: v.verb,
                host: None,
                kind: v.kind,
                topic: topic(&line.words(v.object.start as usize, v.object.end as usize)),
                rule: "visit-told",
            },
        }
    }

    fn meeting(&self, draft: &Draft, n: u32) -> Meeting {
        let name = self.name(draft);
        let printed = self.text.words(draft.name_span);
        let stated = printed.chars().filter(|c| !c.is_whitespace()).eq(name.chars());
        let place = self.place(draft);
        let reading = &self.with_year_of_name(draft);
        let dated = reading.date.is_some();
        Meeting {
            n,
            kind: draft.kind,
            held_on: reading.date,
            held_until: reading.until,
            held_basis: dated.then_some(reading.basis),
            held_span: reading.span.filter(|_| dated),
            held_rule: dated.then(|| reading.rule.clone()),
            daypart: reading.daypart.map(str::to_owned),
            place: place.as_ref().map(|p| p.name.clone()),
            place_code: place.as_ref().and_then(|p| p.code.clone()),
            place_span: place.as_ref().and_then(|p| p.span),
            place_basis: place.as_ref().map(|p| p.basis),
            span: draft.name_span,
            rule: Cow::Borrowed(draft.rule),
            basis: if stated { Basis::Stated } else { Basis::Inferred },
            name,
        }
    }
}

/// What somebody keeps that the event is named after: 县一中｜建校五十周年庆典.
static FOUNDINGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words(include_str!("../../lexicon/foundings.txt")));

struct Placed {
    name: String,
    code: Option<String>,
    span: Option<Span>,
    basis: Basis,
}

fn ends_with(chars: &[char], word: &str) -> bool {
    let mut tail = chars.iter().rev();
    word.chars().rev().all(|c| tail.next() == Some(&c))
}

/// The headline: as told by the document's fields, or by the layout.
fn title(text: &Text, fields: &Fields) -> Vec<char> {
    let headline = || text.blocks.iter().find(|b| b.kind == crate::document::BlockKind::Headline);
    match &fields.title {
        Some(title) => title.chars().collect(),
        None => headline().map(|b| text.slice(b.span).to_vec()).unwrap_or_default(),
    }
}

/// What stands before 慰问 in a headline and is no visitor.
static OCCASIONS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/greeting_occasions.txt")));
static NOT_REPORTS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/not_report_titles.txt")));
