//! Who said what. One quote a cue, from behind the cue to the last sentence that still reports the same speech.
//!
//! ```text
//! 〔甲〕强调，要…。要…。¶要…。¶〔乙〕表示，…      indirect; runs on over sentences and paragraphs
//! 〔甲〕说：“…。”    “…。”〔甲〕说。             direct, after and before the speaker
//! “…，”〔甲〕说，“…。”                          direct, split: one quote with two spans
//! “…。”〔甲〕叮嘱〔乙〕，…                      direct and indirect: two quotes
//! 会上，…  〔乙〕主持会议  …参加会议             narration ends a speech
//! ```
//! Words in quotation marks: [`direct`]; what ends a running speech: [`interruptions`], [`narration`].
//! A document that is a speech gives one quote a section (`speech`). Cues in headlines give none: only running text is
//! read.
//!
//! Reads `quote_frames.tsv`.

mod closing;
mod cues;
mod direct;
mod interruptions;
mod items;
mod narration;
mod onlookers;
mod speakers;
mod speech;
mod succession;

use super::{
    Text,
    scene::{Mention, Moments, Scene, Segment, Words},
};
use crate::record::{Basis, DocumentKind, Meeting, Official, Quote, QuoteKind, Span, SpeakerKind, Unit};
use cues::{Cue, Follows, cue_at};
use items::Item;
use speakers::{Recent, Speaker, Who, speaker};
use std::sync::LazyLock;

const FRAME_WORDS: &str = include_str!("../../lexicon/quote_frames.tsv");
/// What another does behind a speech.
static DEEDS: LazyLock<Words> = LazyLock::new(|| Words::of_class(FRAME_WORDS, "deed"));
/// What somebody does who goes along with another.
static COMPANY: LazyLock<Words> = LazyLock::new(|| Words::of_class(FRAME_WORDS, "company"));
/// 的发言: behind a name, whose words the clause is about.
static OWNED: LazyLock<Words> = LazyLock::new(|| Words::of_class(FRAME_WORDS, "owned"));

/// What is known of a document before its quotes are read.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The people.
    pub officials: &'a [Official],
    /// The bodies.
    pub units: &'a [Unit],
    /// The events.
    pub meetings: &'a [Meeting],
    /// Sort of document.
    pub kind: DocumentKind,
    /// The headline, if one is printed.
    pub title: Option<&'a str>,
    /// Paragraphs that are bylines and no part of the story.
    pub bylines: &'a [Span],
}

/// The reported speech of a document in the order of the text.
pub fn quotes(text: &Text, known: Known) -> Vec<Quote> {
    let scene = Scene::new(text, known.officials, known.units, known.bylines);
    in_scene(&scene, &Moments::new(known.meetings, text), known)
}

/// The same, where scene and events are laid out already.
pub(super) fn in_scene(scene: &Scene, moments: &Moments, known: Known) -> Vec<Quote> {
    if known.kind == DocumentKind::Speech
        && let Some(sections) = speech::sections(scene, moments, known)
    {
        return sections;
    }
    let mut reader = Reader {
        scene,
        known,
        moments,
        recent: Recent::default(),
        open: None,
        held: None,
        done: 0,
        noted: 0,
        found: vec![],
    };
    for i in 0..scene.segments.len() {
        reader.read(i);
    }
    reader.close();
    reader.found
}

/// An indirect quote that may still go on.
struct Open {
    quote: Quote,
    /// Whether it may run on over paragraphs.
    far: bool,
    /// Block of its last segment.
    block: usize,
    /// Who speaks.
    speaker: Speaker,
    /// The item of an agenda in which it stands.
    item: Option<Item>,
}

struct Reader<'s, 'a> {
    scene: &'s Scene<'a>,
    known: Known<'a>,
    moments: &'s Moments<'s>,
    recent: Recent,
    open: Option<Open>,
    /// A segment that is nothing but a quotation: the next tells whether it is direct speech.
    held: Option<usize>,
    /// Characters before this belong to quotes already found.
    done: usize,
    /// Actors before this are noted.
    noted: usize,
    found: Vec<Quote>,
}

/// A cue with its speaker.
struct Utterance {
    cue: Cue,
    speaker: Speaker,
}

impl Reader<'_, '_> {
    fn read(&mut self, index: usize) {
        let segment = self.scene.segments[index];
        if segment.end <= self.done {
            return;
        }
        let from = segment.start.max(self.done);
        let utterance = if narration::is_headline(self.scene, segment) {
            None
        } else {
            self.speaks_again(segment).or_else(|| self.utterance(segment, from))
        };
        self.settle_held(utterance.as_ref());
        match utterance {
            Some(u) => self.take(segment, u),
            None if self.goes_on(segment) => self.extend(index),
            None => {
                self.close();
                if speakers::stranger_opens(self.scene, segment) {
                    self.recent = Recent::default();
                }
                self.note_actors(segment, segment.end);
            }
        }
    }

    /// A held quotation is direct speech if the utterance names its speaker; else it belongs to the open speech.
    fn settle_held(&mut self, next: Option<&Utterance>) {
        let Some(held) = self.held.take() else { return };
        let segment = self.scene.segments[held];
        let owned = || {
            // “…。”〔乙〕的一席话赢得掌声: another's. “…。”说完，〔乙〕先笑了。
            let rest = self.scene.segments.get(held + 1).filter(|s| s.start == segment.end);
            rest.is_some_and(|s| {
                self.scene.text.starts_with(s.start, "说完")
                    || self.owner_of_words(s.start, self.scene.clause_end(s.start, s.end)).is_some()
            })
        };
        let attributed = next.is_some_and(|u| u.speaker.clause == segment.end) || owned();
        if !attributed && self.open.is_some() {
            self.append(segment);
        }
    }

    /// …。并表示，…: the speaker of the open speech with the cue that heads the segment.
    fn speaks_again(&self, segment: Segment) -> Option<Utterance> {
        let open = self.open.as_ref().filter(|o| o.block == segment.block && self.done <= segment.start)?;
        let cue = succession::at_head(self.scene, segment)?;
        Some(Utterance { cue, speaker: again(&open.speaker, segment.start) })
    }

    /// The first cue in the segment whose speaker may interrupt.
    fn utterance(&self, segment: Segment, from: usize) -> Option<Utterance> {
        let first = self.utterances(segment, from).next()?;
        if !matches!(first.cue.follows, Follows::Loose(_)) {
            return Some(first);
        }
        // 叮嘱孩子，她说，…: the words of the first are themselves a cue with its speaker.
        let words = first.cue.follows.words().unwrap_or(segment.end);
        let second = self.utterances(segment, words).next();
        Some(match second {
            Some(s) if s.speaker.clause == words && s.speaker.rule != "omitted-subject" => s,
            _ => first,
        })
    }

    fn utterances(&self, segment: Segment, from: usize) -> impl Iterator<Item = Utterance> {
        let mut skip = from;
        let text = self.scene.text.slice(Span::new(from, segment.end.max(from)));
        cues::places(text).map(move |i| from + i).filter_map(move |at| {
            if at < skip || self.scene.marks.inside_words(at) {
                return None;
            }
            let cue = cue_at(self.scene, segment, at)?;
            let speaker = speaker(self.scene, segment, &cue, &self.recent);
            skip = cue.end;
            let utterance = Utterance { cue, speaker: speaker? };
            (self.has_words(&utterance) && self.may_interrupt(segment, &utterance)).then_some(utterance)
        })
    }

    /// A stop after the cue needs words before it.
    fn has_words(&self, u: &Utterance) -> bool {
        match u.cue.follows {
            Follows::Stop => self.words_before(u).is_some(),
            Follows::Words(at) => !(u.cue.is_noun_like() && self.another_acts(at)),
            _ => true,
        }
    }

    /// 〔甲〕逐一点评，〔乙〕作表态发言: what follows the comma is the deed of another.
    fn another_acts(&self, at: usize) -> bool {
        let stop = self.scene.clause_end(at, self.scene.text.chars.len());
        let comma = at > 0 && matches!(self.scene.text.chars[at - 1], '，' | ',');
        let does = || (at..stop).any(|i| DEEDS.starting_at(self.scene.text, i).is_some());
        comma && self.scene.first_actors(at, stop).first().is_some_and(|m| self.scene.phrase_start(*m) == at) && does()
    }

    fn take(&mut self, segment: Segment, first: Utterance) {
        let mut next = Some(first);
        while let Some(u) = next {
            next = self.take_one(segment, u);
        }
    }

    /// Takes one utterance; gives the next of the same segment.
    fn take_one(&mut self, segment: Segment, u: Utterance) -> Option<Utterance> {
        self.close();
        self.note_actors(segment, u.speaker.clause);
        if let Who::People(people) = &u.speaker.who
            && let Some(&first) = people.first()
        {
            self.recent.acts(first);
        }
        let before = self.words_before(&u);
        let after = u.cue.follows.words().and_then(|at| self.direct(at));
        let next = match (before, after) {
            (Some(before), Some(after)) => {
                self.push_direct(&u, [vec![before], after].concat(), "direct-split");
                None
            }
            (Some(before), None) => {
                self.push_direct(&u, vec![before], "direct-before-speaker");
                let told = u.cue.follows.words().is_some_and(|at| narration::tells_reaction(self.scene, segment, at));
                if told { None } else { self.start_indirect(segment, &u) }
            }
            (None, Some(after)) => {
                self.push_direct(&u, after, "direct-after-cue");
                None
            }
            (None, None) => self.start_indirect(segment, &u),
        };
        let rest = self.open.is_none() && self.done < segment.end;
        next.or_else(|| rest.then(|| self.utterance(segment, self.done.max(u.cue.end))).flatten())
    }

    fn push_direct(&mut self, u: &Utterance, spans: Vec<Span>, rule: &'static str) {
        self.done = spans.last().map_or(self.done, |s| s.end as usize).max(u.cue.end);
        let mut quote = self.quote(u, QuoteKind::Direct);
        quote.spans = spans;
        quote.rule = rule.into();
        self.finish(quote);
    }

    fn start_indirect(&mut self, segment: Segment, u: &Utterance) -> Option<Utterance> {
        let words = u.cue.follows.words()?;
        let mut quote = self.quote(u, QuoteKind::Indirect);
        let start = (words..segment.end).find(|&i| !self.scene.text.chars[i].is_whitespace());
        let item = Item::around(self.scene, segment, u.speaker.clause);
        let item_end = item.and_then(|i| i.end_within(self.scene, words, segment.end)).unwrap_or(segment.end);
        let next = self.next_speaker(segment, words).into_iter().chain(self.next_cue(segment, u, words));
        let next = next.min_by_key(|n| n.speaker.clause).filter(|n| n.speaker.clause < item_end);
        let end = next
            .as_ref()
            .map_or_else(|| narration::after_semicolon(self.scene, segment, words).min(item_end), |n| n.speaker.clause);
        if let Some(start) = start {
            quote.spans.push(Span::new(start, end));
        }
        self.done = end;
        let ended = item_end < segment.end && next.is_none();
        self.open = Some(Open { quote, far: u.cue.far, block: segment.block, speaker: u.speaker.clone(), item });
        if ended {
            self.close();
        }
        next
    }

    /// 指出…，要求…: the next cue of the same speaker in the sentence.
    fn next_cue(&self, segment: Segment, u: &Utterance, words: usize) -> Option<Utterance> {
        let (cue, clause) = succession::in_sentence(self.scene, segment, &u.cue, words)?;
        Some(Utterance { cue, speaker: again(&u.speaker, clause) })
    }

    /// …；〔乙〕要求，…: another named speaker after a semicolon of the same sentence.
    fn next_speaker(&self, segment: Segment, words: usize) -> Option<Utterance> {
        self.utterances(segment, words).find(|u| {
            let at = u.speaker.clause;
            let after_semicolon = at > words && matches!(self.scene.text.at(at - 1), Some('；' | ';'));
            let named = matches!(u.speaker.rule, "named-speaker" | "joint-speakers");
            after_semicolon && named && u.cue.follows.words().is_some()
        })
    }

    /// Whether an open speech goes on through this segment.
    fn goes_on(&self, segment: Segment) -> bool {
        let Some(open) = &self.open else { return false };
        let narrates = narration::narrates(self.scene, segment) && !self.speaks_of_others(segment, open);
        if narrates || open.item.is_some_and(|i| i.ends_at(self.scene, segment.start)) {
            return false;
        }
        segment.block == open.block
            || open.quote.spans.is_empty()
            || (open.far && narration::speaks_on(self.scene, segment) && !self.leads_to_another(segment))
    }

    /// ¶石桥镇的秧田连成一片。“今年能多收两成。”种粮大户〔乙〕说。: a paragraph that demands nothing before the direct speech of
    /// another tells of what he speaks.
    fn leads_to_another(&self, segment: Segment) -> bool {
        let text = self.scene.text;
        let from = self.scene.segments.partition_point(|s| s.start < segment.start);
        let block = self.scene.segments[from..].iter().take(12).take_while(|s| s.block == segment.block);
        let quoted = |s: &&Segment| {
            let mark = self.scene.marks.opening_at(s.start);
            mark.is_some_and(|m| m.is_quote() && m.close + 1 == s.end && self.scene.ends_an_utterance(m))
        };
        let mut segments = block.skip_while(|s| !quoted(s));
        let (Some(words), Some(next)) = (segments.next(), segments.next()) else { return false };
        let says = self
            .utterance(*next, next.start)
            .is_some_and(|u| u.speaker.clause == next.start && u.speaker.rule != "pronoun-speaker");
        let own = ["我们", "我县", "我市", "我区", "咱们"]
            .iter()
            .any(|w| (segment.start..words.start).any(|i| text.starts_with(i, w)));
        words.start > segment.start
            && says
            && !own
            && !narration::demands_between(self.scene, segment.start, words.start)
    }

    /// 村民〔乙〕把棉被抱上了堤。这样的群众，我们永远欠着一份情。: before the paragraph ends the speaker speaks of his own side, and
    /// nobody else has begun to speak.
    fn speaks_of_others(&self, segment: Segment, open: &Open) -> bool {
        if segment.block != open.block || segment.opens_block {
            return false;
        }
        let text = self.scene.text;
        let own = |s: &Segment| {
            (s.start..s.end)
                .any(|i| ["我们", "咱们"].iter().any(|w| text.starts_with(i, w)) && !self.scene.marks.inside_words(i))
        };
        let from = self.scene.segments.partition_point(|s| s.start < segment.start);
        let rest = self.scene.segments[from..].iter().take(4).take_while(|s| s.block == segment.block);
        let mut silent =
            rest.take_while(|s| !narration::opens(self.scene, **s) && self.utterance(**s, s.start).is_none());
        silent.any(own)
    }

    fn extend(&mut self, index: usize) {
        let segment = self.scene.segments[index];
        let whole =
            self.scene.marks.opening_at(segment.start).is_some_and(|m| m.is_quote() && m.close + 1 == segment.end);
        if whole && self.scene.segments.get(index + 1).is_some_and(|next| next.start == segment.end) {
            self.held = Some(index);
        } else {
            self.append(segment);
        }
    }

    fn append(&mut self, segment: Segment) {
        let Some(open) = &mut self.open else { return };
        let joins = segment.block <= open.block + 1;
        match open.quote.spans.last_mut() {
            Some(last) if joins => *last = Span::new(last.start as usize, segment.end),
            _ => open.quote.spans.push(Span::new(segment.start, segment.end)),
        }
        open.block = segment.block;
        self.done = segment.end;
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.finish(open.quote);
        }
    }

    fn finish(&mut self, mut quote: Quote) {
        narration::cut_byline(self.scene, &mut quote.spans);
        quote.spans.retain(|s| !s.is_empty());
        quote.text = quote.spans.iter().map(|s| self.scene.text.words(*s)).collect();
        let told = |c: &char| c.is_alphanumeric() && !c.is_ascii() && !['年', '月', '日'].contains(c);
        if quote.text.chars().filter(told).take(2).count() == 2 {
            self.found.push(quote);
        }
    }

    fn note_actors(&mut self, segment: Segment, to: usize) {
        let mut at = segment.start.max(self.noted);
        self.noted = self.noted.max(to);
        while at < to {
            let end = self.scene.clause_end(at, to);
            let actor = self
                .scene
                .first_actors(at, end)
                .first()
                .copied()
                .or_else(|| self.owner_of_words(at, end))
                .or_else(|| speakers::by_whom(self.scene, at, end))
                .map(|m| m.who);
            // 副县长〔乙〕随同调研: whoever went along is not the one of whom the story goes on.
            let along = !self.recent.0.is_empty()
                && ((at..end).any(|i| COMPANY.starting_at(self.scene.text, i).is_some())
                    || ["陪同", "随同", "参加"].iter().any(|w| self.scene.text.ends_with(end, w)));
            if along {
                at = end + 1;
                continue;
            }
            let actor = actor.map(|who| self.accompanied(who, at, end).unwrap_or(who));
            let called = || self.scene.called(at, end, &self.recent.0).and_then(|c| c.who);
            if let Some(who) = actor.or_else(called) {
                self.recent.acts(who);
            }
            at = end + 1;
        }
    }

    /// 县长〔甲〕陪同市委书记〔乙〕到某镇调研: the story goes on of 乙.
    fn accompanied(&self, who: usize, from: usize, to: usize) -> Option<usize> {
        let people = self.scene.people(from, to);
        let at = people
            .iter()
            .rposition(|m| m.who == who && self.scene.text.starts_with(self.scene.name_end(*m), "陪同"))?;
        people.get(at + 1).map(|m| m.who)
    }

    /// 〔甲〕的发言很短: whoever's words the clause is about. ¶〔甲〕的账算得细: whomever the paragraph is about.
    fn owner_of_words(&self, from: usize, to: usize) -> Option<Mention> {
        let text = self.scene.text;
        let m = self.scene.people(from, to).first().copied()?;
        let topic = from > 0 && text.chars[from - 1] == '\n' && m.start == from && text.at(m.end) == Some('的');
        let owner = topic || m.start <= from + 12 && OWNED.starting_at(text, m.end).is_some();
        (owner && !self.scene.governed(m)).then_some(m)
    }

    fn quote(&self, u: &Utterance, kind: QuoteKind) -> Quote {
        let (officials, unit, speaker_kind) = match &u.speaker.who {
            Who::People(people) => (people.clone(), None, SpeakerKind::Official),
            Who::Meeting => (vec![], None, SpeakerKind::Meeting),
            Who::Body(unit) => (vec![], Some(*unit), SpeakerKind::Unit),
            Who::Writing => (vec![], None, SpeakerKind::Writing),
            Who::Group => (vec![], None, SpeakerKind::Group),
            Who::Unknown => (vec![], None, SpeakerKind::Unknown),
        };
        let label = Span::new(u.speaker.label.0, u.speaker.label.1);
        let names: Vec<&str> = officials.iter().map(|&i| self.known.officials[i].name.as_str()).collect();
        let printed = (!label.is_empty()).then(|| self.scene.text.words(label));
        let speaker = match speaker_kind {
            SpeakerKind::Official => Some(names.join("、")),
            SpeakerKind::Meeting => Some("会议".to_owned()),
            SpeakerKind::Unit => unit.map(|i| self.known.units[i].name.clone()),
            SpeakerKind::Writing => printed.clone(),
            SpeakerKind::Group | SpeakerKind::Unknown => None,
        };
        Quote {
            meeting: self.moments.at(u.cue.start),
            speaker,
            speaker_kind,
            officials: officials.iter().map(|&i| self.known.officials[i].n).collect(),
            unit: unit.map(|i| self.known.units[i].n),
            label_span: printed.is_some().then_some(label),
            speaker_label: printed.or_else(|| names.first().map(|n| (*n).to_owned())),
            cue: u.cue.stored.to_owned(),
            cue_span: Some(Span::new(u.cue.start, u.cue.end)),
            kind,
            text: String::new(),
            spans: vec![],
            rule: u.speaker.rule.into(),
            basis: if u.speaker.carried { Basis::Carried } else { Basis::Stated },
        }
    }
}

impl Open {
    /// Whether nobody named speaks: any other subject ends such a speech.
    fn is_labelled(&self) -> bool {
        matches!(self.quote.speaker_kind, SpeakerKind::Group | SpeakerKind::Unknown)
    }
}

/// The same speaker in a later clause.
fn again(speaker: &Speaker, clause: usize) -> Speaker {
    Speaker { clause, rule: "same-speech", carried: true, ..speaker.clone() }
}
