//! Who did what at the meeting: chaired, spoke, reported, read, awarded, received, attended.
//!
//! ```text
//! 县委书记〔甲〕，县长〔乙〕出席会议，〔丙〕主持会议并讲话    a list over one verb; a verb for each
//! 会议由〔甲〕主持   听取了〔乙〕关于…的汇报   〔丙〕所作的报告   names behind 由, 听取, before 所作
//! 为〔丁〕、〔戊〕颁奖   从〔甲〕手中接过奖状                  the other side of an award
//! 他就…作了说明   建国书记主持会议                           carried over
//! 〔甲〕强调，…                                            whoever is quoted spoke
//! 〔己〕                                                   named in the narration: attended
//! refused: 时任部长〔庚〕  受县长〔辛〕委托  免去〔壬〕…  names in speech and quotation marks
//! ```
//!
//! Reads `chairing_phrases.txt`, `collective_subjects.txt`, `host_openers.txt`.

mod bodies;
mod objects;
mod others;
mod presence;
mod verbs;

use super::{
    Text,
    scene::{Mention, Moments, Scene, Segment, Words, is_clause_end},
};
use crate::{
    document::BlockKind,
    lexicon::words,
    record::{
        Attendance, Basis, DocumentKind, Meeting, Official, Quote, Role, Span, SpeakerKind, Unit, UnitAttendance,
    },
};
use std::{collections::BTreeMap, sync::LazyLock};
use verbs::{RoleVerb, verb_at};

/// Words before whoever was in the chair.
static CHAIRED_BY: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/chairing_phrases.txt")));
/// Words that open a clause whose subject is the meeting or those present.
static COLLECTIVES: LazyLock<Words> =
    LazyLock::new(|| Words::new(include_str!("../../lexicon/collective_subjects.txt")));

/// What is known of a document before its roles are read.
#[derive(Clone, Copy)]
pub struct Course<'a> {
    /// The events.
    pub meetings: &'a [Meeting],
    /// The reported speech.
    pub quotes: &'a [Quote],
    /// Sort of document.
    pub kind: DocumentKind,
    /// Paragraphs that are bylines and no part of the story.
    pub bylines: &'a [Span],
}

/// Writes into `officials` what each did, and into `units` how bodies took part. Without a meeting nobody did anything.
pub fn roles(text: &Text, officials: &mut [Official], units: &mut [Unit], course: Course) {
    if course.meetings.is_empty() {
        return;
    }
    let scene = Scene::new(text, officials, units, course.bylines);
    in_scene(&scene, &Moments::new(course.meetings, text), course).write(officials, units);
}

/// What everybody did, in the order of people and bodies.
#[derive(Default)]
pub(super) struct Parts {
    attendances: Vec<Vec<Attendance>>,
    presences: Vec<Vec<UnitAttendance>>,
}

impl Parts {
    /// Gives all their parts.
    pub fn write(self, officials: &mut [Official], units: &mut [Unit]) {
        for (official, roles) in officials.iter_mut().zip(self.attendances) {
            official.roles = roles;
        }
        for (unit, presences) in units.iter_mut().zip(self.presences) {
            unit.presences = presences;
        }
    }
}

/// Who did what, where scene and events are laid out already.
pub(super) fn in_scene(scene: &Scene, moments: &Moments, course: Course) -> Parts {
    if course.meetings.is_empty() {
        return Parts::default();
    }
    let honours = objects::honours(scene.text);
    let mut reader = Reader { scene, course, moments, honours, deeds: vec![], present: vec![], last: None };
    reader.read();
    let attendances = reader.attendances(scene.officials.len());
    Parts { attendances, presences: bodies::presences(scene, course, moments) }
}

/// Somebody did something.
#[derive(Clone, Copy, Debug)]
struct Deed {
    who: usize,
    role: Role,
    /// The words that say so.
    span: Span,
    rule: &'static str,
    basis: Basis,
    /// Where in a list of people the name stands, if it stands in one.
    listed: Option<usize>,
}

struct Reader<'s, 'a> {
    scene: &'s Scene<'a>,
    course: Course<'a>,
    moments: &'s Moments<'s>,
    /// Whether the text honours anybody.
    honours: bool,
    deeds: Vec<Deed>,
    /// Names in the narration that show presence.
    present: Vec<Mention>,
    /// Who acted last.
    last: Option<usize>,
}

/// Who acts at some point of a sentence.
#[derive(Default)]
struct Actors {
    people: Vec<Mention>,
    /// Whether a verb was seen since they were named.
    acted: bool,
    /// Named before in the sentence without a verb: 〔甲〕就…、〔乙〕就…分别作了部署.
    waiting: Vec<Mention>,
    carried: bool,
    /// Whether those waiting share the verb to come.
    parallel: bool,
    /// The verb seen last.
    verb: Option<(usize, Role)>,
}

impl Reader<'_, '_> {
    fn read(&mut self) {
        self.quoted();
        for segment in self.headlines() {
            for part in self.headline_clauses(segment) {
                self.sentence(part, part.end);
            }
        }
        self.present.clear(); // a headline alone shows nobody present
        self.last = None;
        for segment in self.scene.segments.clone() {
            for (start, end) in self.told(segment) {
                let part = Segment { start, end, ..segment };
                self.sentence(part, end);
                self.presence(part);
            }
            let from = self
                .course
                .quotes
                .partition_point(|q| q.spans.last().is_some_and(|s| (s.end as usize) <= segment.start));
            let near = self.course.quotes[from..].iter().take(8);
            if let Some(q) = near.clone().find(|q| q.cue_span.is_some_and(|c| within(c, segment))) {
                self.last = q.officials.first().and_then(|n| self.index(*n)).or(self.last);
            }
        }
        self.appointed();
        self.listed_as_honoured();
        self.labelled_as_chair();
    }

    fn index(&self, n: u32) -> Option<usize> {
        self.scene.officials.iter().position(|o| o.n == n)
    }

    /// Whoever is quoted spoke; not who wrote.
    fn quoted(&mut self) {
        for q in self.course.quotes.iter().filter(|q| q.speaker_kind == SpeakerKind::Official) {
            let span = q.cue_span.or(q.label_span).or(q.spans.first().copied());
            let (Some(span), false) = (span, self.is_written(q)) else { continue };
            let speakers: Vec<usize> = q.officials.iter().filter_map(|n| self.index(*n)).collect();
            for who in speakers {
                self.deeds.push(Deed { who, role: Role::Spoke, span, rule: "quoted", basis: q.basis, listed: None });
            }
        }
    }

    /// 在贺信中说, 批示强调
    fn is_written(&self, q: &Quote) -> bool {
        let (Some(label), Some(cue)) = (q.label_span, q.cue_span) else { return false };
        let between = self.scene.text.str(Span { start: label.start, end: cue.end });
        ["贺信", "贺电", "信中", "批示", "书面", "电贺", "致信", "致电"].iter().any(|w| between.contains(w))
    }

    /// Headlines as sentences (`某某主持并讲话`).
    fn headlines(&self) -> Vec<Segment> {
        let blocks = self.scene.text.blocks.iter().enumerate();
        blocks
            .filter(|(_, b)| matches!(b.kind, BlockKind::Headline | BlockKind::Subheadline))
            .map(|(block, b)| Segment {
                start: b.span.start as usize,
                end: b.span.end as usize,
                block,
                opens_block: true,
            })
            .collect()
    }

    /// 〔甲〕主持 〔乙〕讲话: without commas a space behind a verb ends the clause.
    fn headline_clauses(&self, segment: Segment) -> Vec<Segment> {
        let text = self.scene.text;
        let mut parts = Vec::new();
        let mut start = segment.start;
        for at in segment.start..segment.end {
            let acts = || (start..at).any(|i| verb_at(text, i).is_some());
            if text.chars[at].is_whitespace() && at > start && acts() {
                parts.push(Segment { start, end: at, ..segment });
                start = at + 1;
            }
        }
        if start < segment.end {
            parts.push(Segment { start, ..segment });
        }
        parts
    }

    /// 刚才，〔甲〕作了讲话。 下面，请〔乙〕发言。 出席今天会议的有〔丙〕。: what a speaker, above all a host, tells of the event
    /// itself in a speech without sections.
    fn tells_of_the_day(&self, segment: Segment) -> bool {
        let whole = self.course.quotes.first().is_some_and(|q| q.rule == "speech-whole");
        whole && DAY.starting_at(self.scene.text, segment.start).is_some()
    }

    /// The parts of a segment that lie in no quote. Of a speech only what stands before its first words.
    fn told(&self, segment: Segment) -> Vec<(usize, usize)> {
        if self.course.kind == DocumentKind::Speech {
            let first = self.course.quotes.iter().flat_map(|q| &q.spans).map(|s| s.start as usize).min();
            if self.tells_of_the_day(segment) {
                return vec![(segment.start, segment.end)];
            }
            return if first.is_some_and(|f| segment.end <= f) { vec![(segment.start, segment.end)] } else { vec![] };
        }
        let mut at = segment.start;
        let mut parts = Vec::new();
        let from =
            self.course.quotes.partition_point(|q| q.spans.last().is_some_and(|s| (s.end as usize) <= segment.start));
        for span in self.course.quotes[from..].iter().take(8).flat_map(|q| &q.spans) {
            let (start, end) = (span.start as usize, span.end as usize);
            if start >= segment.end {
                break;
            }
            if end > at {
                if start > at {
                    parts.push((at, start));
                }
                at = at.max(end);
            }
        }
        if at < segment.end {
            parts.push((at, segment.end));
        }
        parts
    }

    /// Walks a sentence: names become those who act, verbs give them roles.
    fn sentence(&mut self, segment: Segment, end: usize) {
        let mut actors = Actors::default();
        let mut at = segment.start;
        let mut clause = at;
        let mut names = self.scene.people(at, end);
        while at < end {
            while let [first, rest @ ..] = names
                && first.start < at
            {
                names = rest;
            }
            if at == clause {
                self.open_clause(segment, clause, end, &mut actors);
            }
            // Nearly no place of a text tells anything: on to the next that may, or to the next name.
            let stop = names.first().map_or(end, |m| m.start.min(end));
            let silent = (at..stop).take_while(|i| !may_tell(&self.scene.text.chars[*i..])).count();
            if silent > 0 {
                at += silent;
                continue;
            }
            if let Some(m) = names.first().copied().filter(|m| m.start == at) {
                if !self.scene.marks.inside_words(at) {
                    self.name(segment, clause, m, end, &mut actors);
                }
                at = m.end;
                continue;
            }
            if is_clause_end(self.scene.text.chars[at]) && !self.scene.marks.inside_words(at) {
                if self.calls_a_meeting(clause, at) {
                    actors = Actors::default();
                }
                clause = at + 1;
            } else if let Some(verb) = self.verb(clause, at, end) {
                self.act(clause, verb, &mut actors);
                at = verb.end;
                continue;
            } else if let Some((role, span)) = self.titled_work(at) {
                self.gives(role, span, &actors);
                at = span.end as usize;
                continue;
            }
            at += 1;
        }
        if let Some(m) = actors.people.first() {
            self.last = Some(m.who);
        }
    }

    /// 〔甲〕主持召开会议，听取…汇报，研究部署…: what follows is done by the meeting.
    fn calls_a_meeting(&self, clause: usize, at: usize) -> bool {
        let words = self.scene.text.chars.get(clause..at + 1).unwrap_or_default();
        words.windows(2).any(|pair| matches!(pair, ['召', '开'] | ['举', '行']))
    }

    /// Pronoun, form of address, or a subject that is no person at the start of a clause.
    fn open_clause(&self, segment: Segment, clause: usize, end: usize, actors: &mut Actors) {
        let text = self.scene.text;
        let stop = self.scene.clause_end(clause, end);
        if self.scene.people(clause, stop).first().is_some_and(|m| self.scene.phrase_start(*m) <= clause + 1) {
            return;
        }
        let pronoun = matches!(text.at(clause), Some('他' | '她')) && !matches!(text.at(clause + 1), Some('们' | '的'));
        if pronoun && let Some(who) = actors.people.last().map(|m| m.who).or(self.last) {
            *actors = Actors {
                people: vec![Mention { start: clause, end: clause + 1, who }],
                carried: true,
                ..Actors::default()
            };
            return;
        }
        let recent: Vec<usize> = self.last.into_iter().collect();
        let called =
            self.scene.called(clause, stop, &recent).filter(|c| !matches!(text.at(c.end), Some('、' | '们' | '，')));
        if let Some(called) = called
            && let Some(who) = called.who
        {
            *actors = Actors {
                people: vec![Mention { start: called.start, end: called.end, who }],
                carried: true,
                ..Actors::default()
            };
            return;
        }
        let body = || self.scene.bodies(clause, stop).first().is_some_and(|m| m.start == clause);
        let others = || body() || COLLECTIVES.starting_at(text, clause).is_some() || self.others_open(clause, stop);
        if clause > segment.start && actors.acted && others() {
            *actors = Actors::default();
        }
    }

    fn name(&mut self, segment: Segment, clause: usize, m: Mention, end: usize, actors: &mut Actors) {
        if self.object(clause, m, end) {
            return;
        }
        let scene = self.scene;
        if self.is_honoured(m, clause) {
            let span = Span::new(m.start, m.end);
            let deed =
                Deed { who: m.who, role: Role::Received, span, rule: "commended", basis: Basis::Stated, listed: None };
            self.deeds.push(deed);
        }
        // 主持会议的是县委常委〔甲〕
        if self.follows(self.scene.list_head(m), &CHAIRED_BY) {
            let span = Span::new(m.start, m.end);
            let (role, rule) = (Role::Chaired, "verb-chaired");
            self.deeds.push(Deed { who: m.who, role, span, rule, basis: Basis::Stated, listed: None });
        }
        let by = self.by(m) || self.is_asked(m, clause, end);
        if self.asks_another(m, end) {
            return;
        }
        if !by && (scene.governed(m) || matches!(scene.text.at(m.end), Some('的' | '家' | '之'))) {
            return;
        }
        // 宣布…的决定，〔甲〕同志任…，并颁发证书: who gets the post does not hand out its letter.
        let given = ["任", "担任", "兼任", "出任"].iter().any(|w| scene.text.starts_with(scene.name_end(m), w));
        if given && actors.verb.is_some_and(|(_, role)| role == Role::Read) {
            return;
        }
        let phrase = scene.phrase_start(m);
        let continues = actors.people.last().is_some_and(|p| self.is_list_gap(scene.name_end(*p), phrase));
        if actors.acted && !continues && phrase > clause + 6 && !by && phrase != segment.start {
            return; // an object of the verb
        }
        if continues && !actors.acted {
            actors.people.push(m);
        } else {
            let mut waiting = if actors.acted { vec![] } else { std::mem::take(&mut actors.waiting) };
            let parallel = !waiting.is_empty()
                || actors.people.last().is_some_and(|p| self.is_parallel(scene.name_end(*p), phrase));
            if !actors.acted {
                waiting.append(&mut actors.people);
            }
            *actors = Actors { people: vec![m], waiting, parallel, ..Actors::default() };
        }
    }

    /// Between two names of one list: 、，和等 and then at most a label (、区领导, ，以及民兵) without a verb.
    fn is_list_gap(&self, from: usize, to: usize) -> bool {
        let text = self.scene.text;
        let Some(gap) = text.chars.get(from..to) else { return to < from };
        let joins = |c: &char| matches!(c, '、' | '，' | ',' | '和' | '与' | '及' | '等' | '；' | '以' | '还' | '有');
        let label = gap.iter().position(|c| !joins(c)).unwrap_or(gap.len());
        let rest = &gap[label..];
        let plain =
            rest.len() <= 18 && !rest.iter().any(|c| is_clause_end(*c) || matches!(c, '了' | '就' | '对' | '在'));
        gap.is_empty()
            || (label > 0
                && plain
                && !(from + label..to).any(|i| verb_at(text, i).is_some_and(|v| v.role != Role::Attended)))
    }

    /// 〔甲〕就…、〔乙〕就…作了说明: what stands between is a phrase with 就 that ends with 、.
    fn is_parallel(&self, from: usize, to: usize) -> bool {
        let text = self.scene.text;
        let about = ["就", "围绕", "对", "代表"].iter().any(|w| text.starts_with(from, w));
        about && to > from && text.at(to - 1) == Some('、')
    }

    /// 由〔甲〕、〔乙〕主持
    fn by(&self, m: Mention) -> bool {
        self.follows(self.scene.list_head(m), &["由", "经"])
    }

    /// 请{局长}〔甲〕介绍了情况, 委托〔乙〕主持会议: whoever is asked does it; not 为请〔丙〕题词, 请〔丁〕放心.
    fn is_asked(&self, m: Mention, clause: usize, end: usize) -> bool {
        let head = self.scene.phrase_start(self.scene.list_head(m));
        let asked = ["请", "委托", "邀请"].iter().find(|w| self.scene.text.ends_with(head, w));
        let Some(word) = asked else { return false };
        let from = head - word.chars().count();
        let purpose = ["为", "敬", "申", "提", "恳", "拟", "将"].iter().any(|w| self.scene.text.ends_with(from, w));
        let stop = self.scene.clause_end(m.end, end.min(m.end + 60));
        let does = |i: usize| self.verb(clause, i, end).is_some_and(|v| v.role != Role::Attended);
        !purpose && (self.scene.name_end(m)..stop).any(does)
    }

    /// 〔甲〕委托〔乙〕主持会议: what follows is not done by 甲.
    fn asks_another(&self, m: Mention, end: usize) -> bool {
        let behind = self.scene.name_end(m);
        let stop = self.scene.clause_end(behind, end);
        let entrusts = self.scene.text.starts_with(behind, "委托");
        entrusts && !self.scene.people(behind, stop).is_empty()
    }

    fn follows(&self, m: Mention, words: &[&str]) -> bool {
        let start = self.scene.phrase_start(m);
        words.iter().any(|w| self.scene.text.ends_with(start, w))
    }

    fn verb(&self, clause: usize, at: usize, end: usize) -> Option<RoleVerb> {
        let text = self.scene.text;
        let verb = verb_at(text, at).filter(|v| v.end <= end && !self.scene.marks.inside_words(at))?;
        verb.stands(self.scene, clause, || self.scene.clause_end(verb.end, end.min(verb.end + 80))).then_some(verb)
    }

    fn act(&mut self, clause: usize, verb: RoleVerb, actors: &mut Actors) {
        if self.is_object_of(clause, verb, actors)
            || self.is_done_by_others(clause, verb, actors)
            || self.has_subject_of_its_own(clause, verb, actors)
        {
            return;
        }
        self.given_to_pronoun(clause, verb, actors);
        actors.acted = true;
        actors.verb = Some((verb.end, verb.role));
        let span = Span::new(verb.start, verb.end);
        let shared = actors.parallel
            || self.scene.text.str(Span::new(clause.max(verb.start.saturating_sub(60)), verb.start)).contains("分别");
        let waiting = if shared { std::mem::take(&mut actors.waiting) } else { vec![] };
        let basis = if actors.carried { Basis::Carried } else { Basis::Stated };
        let many = actors.people.len() > 1 || verb.role == Role::Attended;
        for m in waiting.iter().chain(&actors.people) {
            let listed = many.then_some(m.start);
            self.deeds.push(Deed { who: m.who, role: verb.role, span, rule: verb.rule(), basis, listed });
        }
    }

    /// The roles of each person, by meeting and role; whoever has a role attended.
    fn attendances(&self, people: usize) -> Vec<Vec<Attendance>> {
        let mut all: Vec<BTreeMap<(u32, Role), Attendance>> = vec![BTreeMap::new(); people];
        let mut order: BTreeMap<u32, Vec<(usize, usize)>> = BTreeMap::new();
        let there: Vec<Deed> = self
            .present
            .iter()
            .map(|m| Deed {
                who: m.who,
                role: Role::Attended,
                span: Span::new(m.start, m.end),
                rule: "named-at-event",
                basis: Basis::Inferred,
                listed: None,
            })
            .collect();
        for deed in self.deeds.iter().filter(|d| self.counts(d)).chain(&there) {
            let Some(meeting) = self.moments.at(deed.span.start as usize) else {
                continue;
            };
            let Some(roles) = all.get_mut(deed.who) else { continue };
            let made = |role| Attendance {
                role,
                meeting,
                list_order: None,
                span: deed.span,
                rule: deed.rule.into(),
                basis: deed.basis,
            };
            roles.entry((meeting, deed.role)).or_insert_with(|| made(deed.role));
            let implied = Attendance { rule: "implied".into(), basis: Basis::Inferred, ..made(Role::Attended) };
            roles.entry((meeting, Role::Attended)).or_insert(implied);
            if let Some(at) = deed.listed {
                order.entry(meeting).or_default().push((at, deed.who));
            }
        }
        for (meeting, mut list) in order {
            list.sort_unstable();
            let mut seen: Vec<usize> = Vec::new();
            for (_, who) in list {
                if !seen.contains(&who) {
                    seen.push(who);
                    if let Some(a) = all[who].get_mut(&(meeting, Role::Attended)) {
                        a.list_order = u32::try_from(seen.len()).ok();
                    }
                }
            }
        }
        all.into_iter().map(|roles| roles.into_values().collect()).collect()
    }

    /// A deed read off a headline counts only for people whom the story shows.
    fn counts(&self, deed: &Deed) -> bool {
        let speech = self.course.kind == DocumentKind::Speech && deed.rule == "quoted";
        speech || self.scene.text.is_running(deed.span.start as usize) || self.present.iter().any(|m| m.who == deed.who)
    }
}

/// Words with which a host or speaker begins to tell of the event itself.
static DAY: LazyLock<Words> = LazyLock::new(|| Words::new(include_str!("../../lexicon/host_openers.txt")));

/// Whether `text` may begin with the end of a clause or a verb of a role: nearly no place of a text does.
#[inline]
fn may_tell(text: &[char]) -> bool {
    text.first() == Some(&'《') || text.first().is_some_and(|c| is_clause_end(*c)) || verbs::may_begin(text)
}

fn within(span: Span, segment: Segment) -> bool {
    segment.start <= span.start as usize && span.end as usize <= segment.end
}
