//! Events that a document reports: meetings, ceremonies, visits, one row each however often they are named.
//!
//! An event is opened by the sentence that tells it: the lead (`7月3日，<蔚县春季植树动员大会>举行`), a further sentence with a date
//! or a word of sequence (`随后，召开<座谈会>`), an item of a brief, or the headline when the text only shows people at work
//! (`某某<调研>企业复工`). A speech is one event, named in its headline (`在<全县教育工作会议>上的讲话`).
//! Refused: what is planned, usual, referred to, or said by somebody; notices, rules, job adverts.
//!
//! Recognisers: [`held`], [`visits`]; names: [`naming`]; kinds: [`nouns`]; items of a brief: [`items`].

mod held;
mod items;
mod line;
mod naming;
mod nouns;
mod speech;
mod visits;

pub(super) use naming::township_at_head;

use super::{
    Text,
    dates::{Calendar, Parts, Phrase, Reading, Said},
    places::Places,
};
use crate::{
    civil_date::CivilDate,
    document::BlockKind,
    lexicon::{divisions, rows},
    record::{Basis, DocumentKind, Fields, Meeting, MeetingKind, Note, Official, Span},
};
use held::{Held, held};
use items::{Item, items};
use line::Line;
use std::{borrow::Cow, cell::OnceCell, sync::LazyLock};
use visits::{Visit, visit};

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

    /// A bracketed date under the headline; else 今天 in the opening words.
    fn speech_date(&self, speech: &speech::Speech) -> Reading {
        let lines = self.text.blocks.iter().take(10);
        let line = lines.map(|b| b.span).find_map(|span| {
            let phrase = self.calendar.within(span).next()?;
            let rest = span.len() - phrase.span.len();
            // （2019年11月5日　陕坝）: in brackets there is room for a place or a remark.
            let bracketed = matches!(self.text.at(span.start as usize), Some('（' | '('));
            (rest <= if bracketed { 16 } else { 4 } && phrase_is_calendar(phrase)).then_some(phrase)
        });
        let opening = self.text.sentences.iter().filter(|s| s.span.end > speech.span.end).take(6);
        let phrase =
            opening.filter_map(|s| self.calendar.within(s.span).find(|p| matches!(p.day, Said::FromTold(0)))).next();
        if let Some(line) = line {
            let reading = self.calendar.read(line, None, self.text);
            let daypart = phrase.and_then(|p| self.calendar.read(p, reading.date, self.text).daypart);
            return Reading { daypart: reading.daypart.or(daypart), ..reading };
        }
        let reading = phrase.map(|p| self.calendar.read(p, None, self.text)).unwrap_or_default();
        if reading.date.is_none() && self.calendar.conflict.is_none() {
            let date = self.calendar.year_of_headline();
            return Reading { date, basis: Basis::Inferred, rule: Cow::Borrowed("year-from-headline"), ..reading };
        }
        reading
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
                .or_else(|| self.undated_visit(item, heading.as_deref()))
        {
            drafts.push(draft);
        }
    }

    /// `大会将于1月18日闭幕`, `会议17日闭幕`: the last day of an event told before.
    fn read_close(&self, sentence: usize, draft: &mut Draft) {
        let line = self.line(sentence);
        let begins = ["大会", "会议", "活动", "本次大会", "全会", "集训"].iter().find(|w| line.has(line.start(), w));
        let within = (line.start() + 24).min(line.end());
        let closes = (line.start()..within).find(|&i| line.has(i, "闭幕") || line.has(i, "结束"));
        let (Some(_), Some(close), None) = (begins, closes, draft.reading.until) else { return };
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

    /// The headline tells a visit and names no conference: the visit comes first, however the text begins.
    fn visit_of_heading(&self, item: &Item, heading: Option<&[char]>) -> Option<Draft> {
        let heading = heading?;
        let line = Line::new(heading, Span::new(0, heading.len()));
        let conference = held(&line, &[]).is_some();
        let Some(told) = visit(&line, true).filter(|_| !conference) else {
            return self.visit_of_subheading(item, conference);
        };
        if self.tells_conference_first(item) { None } else { self.visit_draft(item, &line, told) }
    }

    /// `——蔚县“八一”走访慰问驻军侧记` under a headline that tells nothing.
    fn visit_of_subheading(&self, item: &Item, conference: bool) -> Option<Draft> {
        let sub = self
            .text
            .blocks
            .iter()
            .take(5)
            .find(|b| b.kind == BlockKind::Subheadline || self.text.at(b.span.start as usize) == Some('—'))?;
        let words: Vec<char> = self.text.slice(sub.span).iter().copied().filter(|c| *c != '—').collect();
        let line = Line::new(&words, Span::new(0, words.len()));
        let told = visit(&line, true).filter(|_| item.first && !conference && words.len() <= 40)?;
        if held(&line, &[]).is_some() || self.tells_conference_first(item) {
            return None;
        }
        self.visit_draft(item, &line, told)
    }

    fn visit_draft(&self, item: &Item, line: &Line, told: Visit) -> Option<Draft> {
        let sentence = item.sentences.clone().find(|s| self.is_whole(*s)).unwrap_or(item.sentences.start);
        let object = line.words(told.object.start as usize, told.object.end as usize);
        Some(Draft {
            told: Told::Visit,
            reading: self.first_date(item),
            heading: Some(line.chars.to_vec()),
            words: self.name_of_visit(line, &told, sentence),
            name_span: self.text.sentences.get(sentence)?.span,
            host: None,
            kind: told.kind,
            topic: topic(&object).or_else(|| self.topic_of_sentence(sentence)),
            rule: "visit-in-headline",
        })
    }

    /// The clause of the headline if it says who goes, else what the sentence tells, else place and kind.
    fn name_of_visit(&self, line: &Line, told: &Visit, sentence: usize) -> String {
        let name = visits_name(line, told);
        let before =
            name.split(&line.words(told.verb.start as usize, told.verb.end as usize)).next().unwrap_or_default();
        let nobody = before.chars().count() < 2 || OCCASIONS.contains(&before);
        if !nobody || naming::says_who(&name, self.places) {
            return name;
        }
        let line = self.line(sentence);
        match visit(line, false) {
            Some(told) => self.visit_name(line, &told),
            None => format!("{}{}", naming::home_name(self.places).unwrap_or_default(), told.kind.code()),
        }
    }

    /// What the visit told in the sentence is about.
    fn topic_of_sentence(&self, sentence: usize) -> Option<String> {
        let line = self.line(sentence);
        let told = visit(line, false)?;
        if let Some(about) = about(line, &told) {
            return topic(&about);
        }
        topic(&line.words(told.object.start as usize, told.object.end as usize))
    }

    /// A sentence of running text, not a line of date and account name.
    fn is_whole(&self, sentence: usize) -> bool {
        let sentence = self.text.sentences.get(sentence);
        sentence.is_some_and(|s| self.text.slice(s.span).iter().any(|c| matches!(c, '。' | '！' | '？' | '”')))
    }

    /// The lead tells a conference by name: the visit in the headline is not the first event.
    fn tells_conference_first(&self, item: &Item) -> bool {
        item.sentences.clone().take(1).any(|s| {
            let line = self.line(s);
            let visited = visit(line, false).map(|v| v.verb.start);
            self.conference(line).is_some_and(|h| visited.is_none_or(|v| h.verb.start < v))
        })
    }

    /// What is held in the line, unless that is a visit: 就某事开展｜专题调研.
    fn conference(&self, line: &Line) -> Option<Held> {
        let told = held(line, self.calendar.beginning_in(line.span))?;
        let carried_out = ["开展", "进行"].iter().any(|w| line.has(told.verb.start as usize, w));
        let visited = || visit(line, false).is_some_and(|v| told.name.contains(v.verb) && v.verb.end == told.name.end);
        (!(carried_out && visited())).then_some(told)
    }

    /// The first date of the item's first sentences.
    fn first_date(&self, item: &Item) -> Reading {
        let sentences = item.sentences.clone().filter(|s| self.is_whole(*s)).take(4);
        let phrases: Vec<&Phrase> = sentences.filter_map(|s| self.best_phrase(s, None)).collect();
        let whole = phrases
            .iter()
            .find(|p| !matches!(p.day, Said::Calendar { from: Parts { day: None, .. }, .. } | Said::Recent));
        let phrase = whole.or(phrases.first());
        phrase.map(|p| self.calendar.read(p, None, self.text)).unwrap_or_default()
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
        let visited =
            visit(line, false).filter(|v| told.is_none_or(|h| v.verb.start < h.verb.start && !h.name.overlaps(v.verb)));
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
                Some(i) => self.merge(line, &h, &mut drafts[recent + i]),
                None if self.opens_held(line, &h, k, &drafts[first..], count) => {
                    drafts.push(self.draft(sentence, Tale::Held(h), heading, drafts, since));
                }
                None => {}
            }
        }
    }

    /// `当天上午，调研组一行首先来到…`: the part of the day of a visit told before, the last event or one of the same kind.
    fn read_daypart(&self, line: &Line, kind: Option<MeetingKind>, drafts: &mut [Draft]) {
        let opening = ["当天", "当日", "上午", "下午"].iter().any(|w| line.has(line.start(), w));
        let Some(phrase) = self.phrase_for(line, line.span.end).filter(|_| opening) else { return };
        let last = drafts.len().saturating_sub(1);
        let visit = drafts
            .iter_mut()
            .enumerate()
            .rev()
            .find_map(|(i, d)| (d.told == Told::Visit && (i == last || Some(d.kind) == kind)).then_some(d));
        let Some(visit) = visit.filter(|v| v.reading.daypart.is_none() && v.reading.until.is_none()) else { return };
        let here = self.calendar.read(phrase, visit.reading.date, self.text);
        if here.date == visit.reading.date {
            visit.reading.daypart = here.daypart;
        }
    }

    /// Whether a visit told in the sentence is a new event.
    fn opens_visit(&self, line: &Line, visit: &Visit, k: usize, heading: Option<&[char]>, drafts: &[Draft]) -> bool {
        let dated = self.dated(line, visit.verb.start) || (k > 0 && self.dated_before(line));
        match drafts.last() {
            None => k < 3 && (dated || (k == 0 && self.heading_tells(heading, visit.kind))),
            Some(last) => {
                let leads_in =
                    ["会前", "会后", "此前", "会议前", "座谈前", "会议结束"].iter().any(|w| line.has(line.start(), w));
                // The lead told the visit and the meeting; 当天上午 goes back to the visit.
                let known = drafts.iter().any(|d| {
                    let day = self
                        .phrase_for(line, visit.verb.start)
                        .map(|p| self.calendar.read(p, d.reading.date, self.text));
                    d.told == Told::Visit && d.kind == visit.kind && day.is_some_and(|r| r.date == d.reading.date)
                });
                last.told != Told::Visit && self.begins_with_date(line) && !leads_in && !known
            }
        }
    }

    /// The headline tells a visit of this kind (…走访慰问驻市部队并召开军政座谈会).
    fn heading_tells(&self, heading: Option<&[char]>, kind: MeetingKind) -> bool {
        let told = heading.and_then(|h| visit(&Line::new(h, Span::new(0, h.len())), true));
        told.is_some_and(|v| v.kind == kind)
    }

    /// Whether an event told in the sentence is a new one.
    fn opens_held(&self, line: &Line, held: &Held, k: usize, drafts: &[Draft], count: usize) -> bool {
        let dated = self.dated(line, held.verb.start);
        let leads_on = self.leads_on(line, held);
        let words = line.words(held.name.start as usize, held.name.end as usize);
        if ["本次", "此次", "这次", "该"].iter().any(|w| words.starts_with(w))
            || self.long_ago(line, held, drafts, count)
        {
            return false;
        }
        match drafts.last() {
            None if held.weak => dated && k < 3,
            None if held.in_passing => (dated || leads_on) && k < 3,
            None => k < 3 || dated,
            Some(_) if held.weak => false,
            Some(last) if last.told == Told::Visit => !held.in_passing || leads_on,
            Some(_) => dated || leads_on,
        }
    }

    /// A date far before the first event of a report only recalls.
    fn long_ago(&self, line: &Line, held: &Held, drafts: &[Draft], count: usize) -> bool {
        let main = drafts.first().and_then(|d| d.reading.date).and_then(CivilDate::whole);
        let here = self.phrase_for(line, held.verb.start).map(|p| self.calendar.read(p, None, self.text));
        let here = here.and_then(|r| r.date).and_then(CivilDate::whole);
        count == 1 && main.zip(here).is_some_and(|(m, h)| (m - h).num_days() > 45)
    }

    /// A date stands before the verb.
    fn dated(&self, line: &Line, verb: u32) -> bool {
        self.phrase_for(line, verb).is_some()
    }

    /// The sentence before, of the same paragraph, is dated: `…10月20日上午，某村锣鼓喧天。县领导一行…`.
    fn dated_before(&self, line: &Line) -> bool {
        let Some(here) = self.text.sentence_at(line.start()) else { return false };
        let block = self.text.sentences[here].block;
        here > 0 && self.text.sentences[here - 1].block == block && self.best_phrase(here - 1, None).is_some()
    }

    fn begins_with_date(&self, line: &Line) -> bool {
        let near = u32::try_from(line.start() + 4).unwrap_or(u32::MAX);
        self.calendar.within(line.span).any(|p| p.span.start <= near)
    }

    /// A word of sequence opens the sentence or stands before the verb.
    fn leads_on(&self, line: &Line, held: &Held) -> bool {
        let clause = line.clause_start(held.verb.start as usize);
        let opening = line.words(line.start(), (line.start() + 24).min(held.verb.start as usize));
        if ["之后，", "结束后，", "后，", "之后,", "结束后,"].iter().any(|w| opening.contains(w)) {
            return true;
        }
        SEQUENCE.iter().any(|w| line.has(line.start(), w) || (clause..held.verb.start as usize).any(|i| line.has(i, w)))
    }

    /// The phrase that dates an event told in `line` with its verb at `verb`.
    fn phrase_for(&self, line: &Line, verb: u32) -> Option<&Phrase> {
        let open = |p: &&Phrase| !line.is_closed(p.span.start as usize) && p.span.end <= verb;
        let rank = |p: &&Phrase| match p.day {
            Said::Calendar { from, .. } if from.day.is_some() => 0,
            Said::FromTold(_) | Said::Weekday { .. } => 1,
            Said::FromBefore(_) => 2,
            Said::Calendar { .. } => 3,
            Said::Recent => 4,
        };
        let placed = |p: &&Phrase| rank(p) < 3 || p.span.start as usize <= line.start() + 12;
        self.calendar
            .within(line.span)
            .filter(open)
            .filter(placed)
            .filter(|p| !until_only(line, p))
            .min_by_key(|p| (rank(p), p.span.start))
    }

    fn best_phrase(&self, sentence: usize, verb: Option<u32>) -> Option<&Phrase> {
        let line = self.line(sentence);
        self.phrase_for(line, verb.unwrap_or(line.span.end))
    }

    /// The event of `drafts` that the sentence tells once more.
    fn same(&self, line: &Line, held: &Held, drafts: &[Draft]) -> Option<usize> {
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

    fn merge(&self, line: &Line, held: &Held, draft: &mut Draft) {
        let words = line.words(held.name.start as usize, held.name.end as usize);
        let phrase = self.phrase_for(line, held.verb.start);
        if let Some(reading) = phrase.map(|p| self.calendar.read(p, draft.reading.date, self.text)) {
            let same_day = reading.date == draft.reading.date;
            if draft.reading.daypart.is_none() && same_day && draft.reading.until.is_none() {
                draft.reading.daypart = reading.daypart;
            }
            if draft.reading.date.is_none() {
                draft.reading = reading;
            }
        }
        if words.chars().count() > draft.words.chars().count() && !nouns::is_bare(&words) {
            draft.words = words;
            draft.name_span = held.name;
            draft.host = held.host.or(draft.host);
        }
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
                let words = if host.ends_with("主席团") { format!("主席团{words}") } else { words };
                let session = elsewhere.filter(|b| b.told == Told::Held && part_of_session(&words, b.kind));
                let words = session.map_or(words.clone(), |b| format!("{}{words}", session_name(&b.words)));
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

    /// Date of an event: the phrase of its sentence; for the first one those before it; for a further one the day of
    /// the event before.
    fn date_of(
        &self,
        line: &Line,
        sentence: usize,
        verb: u32,
        before: Option<&Draft>,
        elsewhere: Option<&Draft>,
    ) -> Reading {
        let last_day = |d: &Draft| d.reading.until.or(d.reading.date);
        let day = before.and_then(last_day);
        if let Some(phrase) = self.phrase_for(line, verb) {
            let bare = matches!(phrase.day, Said::Calendar { from: Parts { month: None, .. }, .. });
            let day = day.or_else(|| elsewhere.filter(|_| bare).and_then(last_day));
            let day = day.or_else(|| self.day_before(phrase, line, sentence));
            return self.calendar.read(phrase, day, self.text);
        }
        if let Some(phrase) = self.phrase_for(line, line.span.end).filter(|_| before.is_none()) {
            return self.calendar.read(phrase, None, self.text);
        }
        if before.is_some() {
            return Reading {
                date: day,
                basis: Basis::Carried,
                rule: Cow::Borrowed("day-of-event-before"),
                ..Reading::default()
            };
        }
        let block = |s: usize| self.text.sentences.get(s).map(|s| s.block);
        let near = (sentence.saturating_sub(3)..sentence).rev();
        // The line with the day of publication dates no event, unless the sentence goes on from it with a comma.
        let goes_on = matches!(self.text.at(line.start()), Some('，' | ','));
        let told = |s: &usize| {
            self.text.is_running(self.text.sentences[*s].span.start as usize) || (goes_on && s + 1 == sentence)
        };
        let earlier = near
            .filter(told)
            .filter(|s| elsewhere.is_none() || block(*s) == block(sentence))
            .find_map(|s| self.best_phrase(s, None));
        if let Some(phrase) = earlier {
            return self.calendar.read(phrase, None, self.text);
        }
        self.date_of_headline()
    }

    /// 5月12日，是…纪念日。当天上午，…: the day that 当天 means when no event was told.
    fn day_before(&self, phrase: &Phrase, line: &Line, sentence: usize) -> Option<CivilDate> {
        if !matches!(phrase.day, Said::FromBefore(_)) {
            return None;
        }
        // In this paragraph, or in the three sentences before it.
        let block = self.text.sentences.get(sentence)?.block;
        let near = |s: &usize| self.text.sentences[*s].block == block || sentence - s <= 3;
        let earlier = (0..sentence).rev().take_while(near);
        let told = |span: Span| {
            self.calendar.within(span).rfind(|p| {
                p.span.end <= phrase.span.start && (phrase_is_calendar(p) || matches!(p.day, Said::FromTold(_)))
            })
        };
        let found = told(line.span).or_else(|| earlier.filter_map(|s| told(self.text.sentences[s].span)).next())?;
        self.calendar.read(found, None, self.text).date
    }

    /// The year in the headline, when nothing else dates the event.
    fn date_of_headline(&self) -> Reading {
        let date = self.calendar.year_of_headline().filter(|_| self.calendar.conflict.is_none());
        Reading { date, basis: Basis::Inferred, rule: Cow::Borrowed("year-from-headline"), ..Reading::default() }
    }

    /// The headline names an event and the text tells none by itself.
    fn event_of_heading(&self, item: &Item, heading: Option<&[char]>) -> Option<Draft> {
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

    /// `建军节前夕，县领导来到某中队慰问`: the lead tells a visit without any date.
    fn undated_visit(&self, item: &Item, heading: Option<&[char]>) -> Option<Draft> {
        let sentence = item.sentences.clone().find(|s| self.is_whole(*s))?;
        let line = self.line(sentence);
        let told = visit(line, false)?;
        let words = line.words(line.start(), told.verb.start as usize);
        let who = ["领导", "书记", "县长", "区长", "市长", "镇长", "主任", "主席", "部长", "一行"]
            .iter()
            .any(|w| words.contains(w));
        let goes = ["到", "深入", "率", "带领", "走进", "先后"].iter().any(|w| words.contains(w));
        (who && goes).then(|| self.draft(sentence, Tale::Visit(told), heading, &[], 0))
    }

    /// `27日某公路开工，某某出席<开工典礼>`: nobody is said to hold it, but people attend.
    fn event_of_guests(&self, item: &Item, heading: Option<&[char]>) -> Option<Draft> {
        let mut whole = item.sentences.clone().take(3).filter(|s| self.is_whole(*s));
        let first = whole.next()?;
        let dated = self.best_phrase(first, None).is_some();
        // 13日　甲方与乙方签订协议。某某出席签字仪式。
        let (line, told) = std::iter::once(first).chain(whole.filter(|_| dated)).find_map(|s| {
            let line = self.line(s);
            held::attended(line).map(|told| (line, told))
        })?;
        let sentence = self.text.sentence_at(line.start())?;
        let phrase = self.phrase_for(line, told.verb.start).or_else(|| self.best_phrase(first, None))?;
        let after = phrase.span.end as usize;
        let mut draft = self.draft(sentence, Tale::Held(told), heading, &[], 0);
        // The clause before says what is opened: 某公路开工 + 开工典礼.
        let clause = line.words(after, line.clause_end(after));
        let joint = (1..=4).rev().find(|n| {
            let head: String = draft.words.chars().take(*n).collect();
            head.chars().count() == *n && clause.ends_with(&head)
        });
        if let Some(n) = joint {
            draft.words = format!("{clause}{}", draft.words.chars().skip(n).collect::<String>());
        }
        draft.rule = "event-attended";
        Some(draft)
    }

    /// `leader + verb + object`, or place and kind.
    fn visit_name(&self, line: &Line, visit: &Visit) -> String {
        let named_at =
            |o: &Official| o.aliases.iter().map(|a| a.span).filter(|s| line.span.contains(*s)).map(|s| s.start).min();
        let named =
            self.officials.iter().filter_map(|o| Some((o.surname_only, named_at(o)?, o))).min_by_key(|n| (n.0, n.1));
        let leader = named.map(|(.., o)| o);
        let verb = line.words(visit.verb.start as usize, visit.verb.end as usize);
        let object = object(&line.words(visit.object.start as usize, visit.object.end as usize));
        // 就民宿发展情况开展专题调研: what it is about stands before.
        let object = if object.is_empty() { about(line, visit).unwrap_or_default() } else { object };
        let verb = if object.is_empty() { format!("{}{verb}", destination(line, visit)) } else { verb };
        match leader {
            Some(leader) => format!("{}{verb}{object}", leader.name),
            None => {
                let place = naming::home_name(self.places).unwrap_or_default();
                let verb = if object.is_empty() { visit.kind.code() } else { verb.as_str() };
                format!("{place}{verb}{object}")
            }
        }
    }

    fn meeting(&self, draft: &Draft, n: u32) -> Meeting {
        let name = self.name(draft);
        let printed = self.text.words(draft.name_span);
        let stated = printed.chars().filter(|c| !c.is_whitespace()).eq(name.chars());
        let place = self.place(draft);
        let reading = &draft.reading;
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

    fn name(&self, draft: &Draft) -> String {
        match draft.told {
            Told::Visit => {
                let told = draft.heading.as_deref().filter(|_| draft.rule == "visit-told");
                let joined = told.and_then(|h| joined_visit(h, draft.kind));
                naming::resolved(joined.as_ref().unwrap_or(&draft.words), self.places)
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
            None => match host.as_deref().filter(|h| naming::township_at_head(h) == Some(h)) {
                Some(town) => format!("{town}{words}"),
                None => words,
            },
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

    fn place(&self, draft: &Draft) -> Option<Placed> {
        self.place_of_words(draft).or_else(|| self.home())
    }

    /// The division that the name or the holder puts at the head: `城关镇召开…`, `全市…会议` in a county's report.
    fn place_of_words(&self, draft: &Draft) -> Option<Placed> {
        if draft.told == Told::Visit {
            return None;
        }
        let host = draft.host.map(|s| (s, self.text.words(s)));
        let name = (draft.name_span, draft.words.clone());
        [host, Some(name)].into_iter().flatten().find_map(|(span, words)| self.place_at_head(span, &words))
    }

    fn place_at_head(&self, span: Span, words: &str) -> Option<Placed> {
        if let Some(town) = naming::township_at_head(words) {
            // 甲镇、乙镇揭牌仪式 is held in the name of the county.
            let known = divisions::named(town, None).is_empty() && !words[town.len()..].starts_with(['、', '和', '等']);
            let end = span.start as usize + town.chars().count();
            return known.then(|| Placed {
                name: town.to_owned(),
                code: None,
                span: Some(Span::new(span.start as usize, end)),
                basis: Basis::Stated,
            });
        }
        let rest = words.strip_prefix(['全', '我'])?;
        let class =
            ["省", "市", "县", "区", "旗", "州", "镇", "乡", "街道"].into_iter().find(|c| rest.starts_with(c))?;
        let (name, code) = self.places.level_above(class)?;
        let end = span.start as usize + 1 + class.chars().count();
        // 我县 is printed; which county that is, the text or the user told.
        let supplied = self.places.home.as_ref().is_some_and(|h| h.basis == Basis::Supplied);
        let basis = if supplied { Basis::Supplied } else { Basis::Inferred };
        Some(Placed { name, code, span: Some(Span::new(span.start as usize, end)), basis })
    }

    fn home(&self) -> Option<Placed> {
        let home = self.places.home.as_ref()?;
        Some(Placed { name: home.name.clone(), code: home.code.clone(), span: home.span, basis: home.basis })
    }
}

struct Placed {
    name: String,
    code: Option<String>,
    span: Option<Span>,
    basis: Basis,
}

/// `截至10月底`, `从9月1日起`: no date of the event.
fn until_only(line: &Line, phrase: &Phrase) -> bool {
    let (start, end) = (phrase.span.start as usize, phrase.span.end as usize);
    ["截至", "截止", "从", "自"].iter().any(|w| line.ends(start, w))
        || line.has(end, "起")
        || line.has(end, "前")
        || line.has(end, "以来")
}

fn phrase_is_calendar(phrase: &Phrase) -> bool {
    matches!(phrase.day, Said::Calendar { from, .. } if from.day.is_some())
}

/// 为期三天的培训班5月18日结束: the last day is printed, the first follows.
fn ended(line: &Line, held: &Held, reading: Reading) -> Reading {
    let over = ["结束", "闭幕", "落幕"].iter().any(|w| line.has(held.verb.start as usize, w));
    let days =
        (line.start()..held.verb.start as usize).find(|&i| line.has(i, "为期")).and_then(|i| days_at(line, i + 2));
    match (over, days, reading.date.and_then(CivilDate::whole)) {
        (true, Some(days), Some(last)) if days > 1 && reading.until.is_none() => {
            let first = last.checked_sub_days(chrono::Days::new(u64::from(days) - 1)).and_then(CivilDate::day_of);
            let until = reading.date;
            Reading {
                date: first,
                until,
                basis: Basis::Inferred,
                rule: Cow::Borrowed("span-from-last-day"),
                daypart: None,
                ..reading
            }
        }
        _ => reading,
    }
}

fn days_at(line: &Line, at: usize) -> Option<u32> {
    let digit = |c: char| {
        c.to_digit(10)
            .or_else(|| "零一二三四五六七八九十".chars().position(|d| d == c).and_then(|n| u32::try_from(n).ok()))
    };
    let n = if line.has(at, "两") { 2 } else { digit(*line.chars.get(at)?)? };
    line.chars.get(at + 1).filter(|c| matches!(c, '天' | '日')).map(|_| n)
}

/// 预备会议, 主席团第一次会议 after a congress session belong to it.
fn part_of_session(words: &str, before: MeetingKind) -> bool {
    let session = matches!(before, MeetingKind::Congress | MeetingKind::Consultative);
    let part = ["预备会", "主席团", "第一次会议", "第二次会议", "闭幕", "开幕"].iter().any(|w| words.starts_with(w));
    session && part
}

/// 饶阳县…第一次会议 of 饶阳县…第一次会议预备会议.
fn session_name(words: &str) -> &str {
    let cut = ["预备会", "主席团", "开幕", "闭幕"].iter().filter_map(|w| words.find(w)).min();
    cut.map_or(words, |i| &words[..i])
}

/// A kind that is not shared by all sorts of conferences.
fn specific(kind: MeetingKind) -> bool {
    !matches!(kind, MeetingKind::WorkConference | MeetingKind::Other)
}

/// 县政协召开第九次主席会议, 县委常委会召开会议: the holder settles what the noun leaves open.
fn kind_with_host(words: &str, host: &str) -> MeetingKind {
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

/// 就海洋经济发展情况进行专题调研: the words between 就 and the verb; `None` where the clause says no such thing.
fn about(line: &Line, visit: &Visit) -> Option<String> {
    let verb = visit.verb.start as usize;
    let about = (line.clause_start(verb)..verb).find(|&i| line.chars[i] == '就')?;
    let end = (about..verb).find(|&i| line.has(i, "进行") || line.has(i, "开展")).unwrap_or(verb);
    Some(line.words(about + 1, end)).filter(|w| !w.is_empty())
}

/// What an event is about, to name a bare 座谈会 after it: 乡村振兴工作 → 乡村振兴.
fn topic(words: &str) -> Option<String> {
    let cut = ["、", "并", "，", "时"].iter().filter_map(|w| words.find(w)).min().unwrap_or(words.len());
    let mut rest = words[..cut].trim_start_matches(['了', '全']).to_owned();
    for class in ["县", "市", "区", "镇", "旗", "省", "州"] {
        rest = rest.strip_prefix(class).unwrap_or(&rest).to_owned();
    }
    for noun in ["视频会议", "电视电话会议", "工作会议", "会议", "座谈会", "活动", "仪式", "工作", "情况", "等"]
    {
        rest = rest.strip_suffix(noun).unwrap_or(&rest).to_owned();
    }
    (2..=20).contains(&rest.chars().count()).then_some(rest)
}

/// The object of a visit, up to what is done besides.
fn object(words: &str) -> String {
    let cut = ["时强调", "并", "时，", "活动"].iter().filter_map(|w| words.find(w)).min().unwrap_or(words.len());
    words[..cut].trim_start_matches('了').chars().take(24).collect()
}

/// 到县人武部 of 〔甲〕到县人武部现场办公; empty when the clause says no destination.
fn destination(line: &Line, visit: &Visit) -> String {
    let verb = visit.verb.start as usize;
    let from = line.clause_start(verb).max(verb.saturating_sub(14));
    let goes = (from..verb).rev().find(|&i| matches!(line.chars[i], '到' | '赴'));
    goes.map(|at| line.words(at, verb)).filter(|w| w.chars().count() >= 4).unwrap_or_default()
}

/// 〔甲〕来到某镇、某镇调研乡村民宿 → 〔甲〕调研乡村民宿: what is visited says more than where.
fn without_destination(name: &str, verb: &str) -> String {
    let Some((before, object)) = name.split_once(verb) else { return name.to_owned() };
    let goes = ["先后来到", "先后到", "来到", "深入", "走进", "到", "赴"].iter().filter_map(|w| before.find(w)).min();
    match goes.filter(|at| *at >= 6 && object.chars().count() >= 4) {
        Some(at) => format!("{}{verb}{object}", &before[..at]),
        None => name.to_owned(),
    }
}

/// The clause of a headline that tells the visit: `浓浓鱼水情　某县领导走访慰问驻军` → from the last gap on.
fn visits_name(line: &Line, visit: &Visit) -> String {
    let gap = |c: char| c.is_whitespace() || "！!？?，,：:".contains(c);
    let start = (0..visit.verb.start as usize).rev().find(|&i| gap(line.chars[i])).map_or(0, |i| i + 1);
    let end = (visit.verb.end as usize..line.end()).find(|&i| gap(line.chars[i])).unwrap_or(line.end());
    let words = line.words(start, end);
    let cut = ["时强调", "时指出", "时要求", "强调", "纪实", "侧记", "散记"]
        .iter()
        .filter_map(|w| words.find(w))
        .min()
        .unwrap_or(words.len());
    without_destination(&words[..cut], &line.words(visit.verb.start as usize, visit.verb.end as usize))
}

/// `2021年蔚县“八一”走访慰问活动暨军政座谈会`: the part of the headline that is the visit.
fn joined_visit(heading: &[char], kind: MeetingKind) -> Option<String> {
    let line = Line::new(heading, Span::new(0, heading.len()));
    let told = held(&line, &[])?;
    let words = line.words(told.name.start as usize, told.name.end as usize);
    let part = words.split('暨').find(|p| nouns::kind_of(p) == kind)?;
    Some(part.to_owned())
}

/// Year, place and quoted occasion at the head of a joined name: `2021年蔚县“八一”`.
fn shared_head(part: &str) -> String {
    let close = part.find('”').map(|i| i + '”'.len_utf8());
    match close {
        // 2022年“军事日”活动: the quoted words name the first event alone.
        Some(end) if ["活动", "仪式", "大会", "会"].contains(&&part[end..]) => {
            part[..part.find('“').unwrap_or(end)].to_owned()
        }
        Some(end) if part[..end].chars().count() <= 16 => part[..end].to_owned(),
        _ => String::new(),
    }
}

fn has_year(name: &str) -> bool {
    let digits: Vec<bool> = name.chars().map(|c| c.is_ascii_digit()).collect();
    digits.windows(4).any(|w| w.iter().all(|d| *d))
}

fn ends_with(chars: &[char], word: &str) -> bool {
    let tail: String = chars.iter().rev().take(word.chars().count()).collect::<Vec<_>>().into_iter().rev().collect();
    tail == word
}

/// The headline: as told by the document's fields, or by the layout.
fn title(text: &Text, fields: &Fields) -> Vec<char> {
    let headline = || text.blocks.iter().find(|b| b.kind == crate::document::BlockKind::Headline);
    match &fields.title {
        Some(title) => title.chars().collect(),
        None => headline().map(|b| text.slice(b.span).to_vec()).unwrap_or_default(),
    }
}

/// First column of a lexicon file.
fn words(file: &'static str) -> Vec<&'static str> {
    rows(file).filter_map(|r| r.first().copied()).collect()
}

static SEQUENCE: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/sequence_words.txt")));
/// What stands before 慰问 in a headline and is no visitor.
const OCCASIONS: [&str; 10] = ["八一", "“八一”", "春节", "元旦", "中秋", "国庆", "七一", "节前", "节日", "新春"];
static NOT_REPORTS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/not_report_titles.txt")));
