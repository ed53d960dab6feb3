//! Visits: which sentences open one, and by what name it goes (甲乙调研…工作, 走访慰问…).
//!
//! Reads `visitors.tsv`.

use super::{
    Draft, OCCASIONS, Reader, Tale, Told,
    held::{self, Held, held},
    items::Item,
    line::Line,
    naming, nouns,
    visits::{Visit, goes_somewhere, place_gone_to, visit},
};
use crate::{
    document::BlockKind,
    extract::units::is_han,
    lexicon::words_of,
    record::{MeetingKind, Official, Span},
};
use std::sync::LazyLock;

/// Who is on a visit or unveils something, in a lead without a date.
pub(super) static LEADERS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words_of(include_str!("../../../lexicon/visitors.tsv"), "lead"));

impl Reader<'_> {
    /// The headline tells a visit and names no conference: the visit comes first, however the text begins.
    pub(super) fn visit_of_heading(&self, item: &Item, heading: Option<&[char]>) -> Option<Draft> {
        let heading = heading?;
        let line = Line::new(heading, Span::new(0, heading.len()));
        let conference = held(&line, &[]);
        let Some(told) = visit(&line, true) else { return self.visit_of_subheading(item, conference.is_some()) };
        if let Some(conference) = conference {
            return self.visit_before_conference(item, &line, told, conference);
        }
        if self.tells_conference_first(item) { None } else { self.visit_draft(item, &line, told) }
    }

    /// `甲局走访民营企业并召开税企座谈会`: the lead tells the visit by a verb that is none without the headline.
    fn visit_before_conference(&self, item: &Item, line: &Line, told: Visit, conference: Held) -> Option<Draft> {
        let end = told.verb.end as usize;
        let joint = (end..conference.verb.start as usize).find(|&i| line.has(i, "并"))?;
        let lead = self.line(item.sentences.clone().find(|s| self.is_whole(*s))?);
        let strong = visit(lead, false).is_some_and(|v| self.dated(lead, v.verb.start));
        let weak = visit(lead, true).filter(|v| v.kind == told.kind && self.dated(lead, v.verb.start))?;
        let first = self.conference(lead).is_none_or(|h| weak.verb.end <= h.verb.start);
        if strong || !first {
            return None;
        }
        let told = Visit { object: Span::new(end, joint), ..told };
        let clause = &line.chars[..joint];
        let line = Line::new(clause, Span::new(0, joint));
        self.visit_draft(item, &line, told)
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
        let nobody = before.chars().count() < 2
            || OCCASIONS.contains(&before)
            || !self.officials.is_empty() && self.officials.iter().all(|o| !before.contains(o.name.as_str()));
        // 市委书记来蔚调研: the text names whoever holds the post.
        let by_title = || {
            self.officials.iter().flat_map(|o| &o.posts).any(|p| p.title.len() > 3 && before.contains(p.title.as_str()))
        };
        if !nobody || naming::says_who(&name, self.places) && !by_title() {
            return self.without_title(&name);
        }
        let line = self.line(sentence);
        match visit(line, false) {
            Some(told) => self.visit_name(line, &told),
            None => format!("{}{}", naming::home_name(self.places).unwrap_or_default(), told.kind.code()),
        }
    }

    /// `县委书记甲调研茶叶生产` → `甲调研茶叶生产`: a visit goes by its leader's name.
    fn without_title(&self, name: &str) -> String {
        let titled = |o: &Official| {
            let (before, _) = name.split_once(o.name.as_str())?;
            let title = o.posts.iter().any(|p| !p.title.is_empty() && before.ends_with(p.title.as_str()));
            (title && before.chars().count() <= 16 && !before.contains(['、', '，'])).then_some(before.len())
        };
        let cut = self.officials.iter().filter(|o| !o.surname_only).filter_map(titled).min();
        cut.map_or_else(|| name.to_owned(), |at| name[at..].to_owned())
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

    /// Whether a visit told in the sentence is a new event.
    pub(super) fn opens_visit(
        &self,
        line: &Line,
        visit: &Visit,
        k: usize,
        heading: Option<&[char]>,
        drafts: &[Draft],
    ) -> bool {
        let dated = self.dated(line, visit.verb.start) || (k > 0 && self.dated_before(line));
        let dated = dated || (k == 0 && self.calendar.month_above(line.start()).is_some());
        match drafts.last() {
            None => k < 3 && (dated || (k == 0 && self.heading_tells(heading, visit.kind))),
            Some(last) => {
                let opening = |words: &[&str]| words.iter().any(|w| line.has(line.start(), w));
                let leads_in = opening(&["会前", "会后", "此前", "会议前", "座谈前", "会议结束"]);
                // The lead told the visit and the meeting; 当天上午 goes back to the visit.
                let known = drafts.iter().any(|d| {
                    let day = self
                        .phrase_for(line, visit.verb.start)
                        .map(|p| self.calendar.read(p, d.reading.date, self.text));
                    d.told == Told::Visit && d.kind == visit.kind && day.is_some_and(|r| r.date == d.reading.date)
                });
                let another = || last.kind != visit.kind && self.on_another_day(line, visit, drafts);
                if last.told == Told::Visit {
                    return self.begins_with_date(line) && !leads_in && another();
                }
                self.begins_with_date(line) && !leads_in && !known || self.goes_on_to_visit(line, visit)
            }
        }
    }

    /// `5日下午，甲看望慰问官兵` after the visit of the day before, and no day of an event told.
    fn on_another_day(&self, line: &Line, visit: &Visit, drafts: &[Draft]) -> bool {
        let Some(phrase) = self.phrase_for(line, visit.verb.start) else { return false };
        drafts.iter().all(|d| {
            let here = self.calendar.read(phrase, d.reading.date, self.text).date;
            here.is_some() && here > d.reading.until.or(d.reading.date)
        })
    }

    /// `座谈会结束后，县长甲一行来到某旅营区，看望慰问官兵`: leaders go from the meeting to a place; what all who met were shown (会后，与会人员
    /// 参观了…) is no visit of its own.
    fn goes_on_to_visit(&self, line: &Line, visit: &Visit) -> bool {
        let verb = visit.verb.start as usize;
        let first = line.clause_end(line.start());
        let after = ["会后", "随后"].iter().any(|w| line.has(line.start(), w) && line.start() + 2 == first)
            || first < line.start() + 12
                && ["结束后", "会议后", "仪式后", "座谈会后", "散会后", "散会之后"].iter().any(|w| line.ends(first, w));
        let words = line.words(first, verb);
        let person =
            |o: &Official| o.aliases.iter().any(|a| a.span.start as usize >= first && (a.span.end as usize) < verb);
        let led = LEADERS.iter().any(|w| words.contains(w)) || self.officials.iter().any(person);
        let shown = ["与会", "参会", "代表们", "大家"].iter().any(|w| words.contains(w))
            || line.words(verb, visit.verb.end as usize).starts_with("参观");
        after && led && !shown && goes_somewhere(line, verb)
    }

    /// `建军节前夕，县领导来到某中队慰问`: the lead tells a visit without any date.
    pub(super) fn undated_visit(&self, item: &Item, heading: Option<&[char]>) -> Option<Draft> {
        let sentence = item.sentences.clone().find(|s| self.is_whole(*s))?;
        let line = self.line(sentence);
        let told = visit(line, false)?;
        let words = line.words(line.start(), told.verb.start as usize);
        let who = LEADERS.iter().any(|w| words.contains(w));
        let goes = ["到", "深入", "率", "带领", "走进", "先后"].iter().any(|w| words.contains(w));
        (who && goes).then(|| self.draft(sentence, Tale::Visit(told), heading, &[], 0))
    }

    /// `27日某公路开工，某某出席<开工典礼>`: nobody is said to hold it, but people attend.
    pub(super) fn event_of_guests(&self, item: &Item, heading: Option<&[char]>) -> Option<Draft> {
        let opening = item.sentences.start + 3;
        let mut whole = item.sentences.clone().take(6).filter(|s| self.is_whole(*s));
        let first = whole.next()?;
        let dated = self.best_phrase(first, None).is_some();
        // 13日　甲方与乙方签订协议。某某出席签字仪式。 Further down only with a date of its own.
        let whole = whole.filter(|s| dated && (*s < opening || self.best_phrase(*s, None).is_some()));
        let (line, told) = std::iter::once(first).chain(whole).find_map(|s| {
            let line = self.line(s);
            held::attended(line).map(|told| (line, told))
        })?;
        let sentence = self.text.sentence_at(line.start())?;
        let phrase = self.phrase_for(line, told.verb.start).or_else(|| self.best_phrase(first, None))?;
        let after = phrase.span.end as usize;
        let mut draft = self.draft(sentence, Tale::Held(told), heading, &[], 0);
        // The clause before says what is opened: 某公路开工 + 开工典礼.
        let clause_end = line.clause_end(after).min(told.verb.start as usize);
        let clause = if clause_end == told.verb.start as usize { String::new() } else { line.words(after, clause_end) };
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

    /// `在<全市领导干部大会>上，某某宣布了任职决定`: nothing tells that it was held, but somebody of the document spoke there.
    pub(super) fn event_in_passing(&self, item: &Item, heading: Option<&[char]>) -> Option<Draft> {
        let mut whole = item.sentences.clone().take(6).filter(|s| self.is_whole(*s));
        let (sentence, told) = whole.find_map(|s| {
            let line = self.line(s);
            let named = |o: &Official| o.aliases.iter().any(|a| line.span.contains(a.span));
            held::in_passing(line).filter(|_| self.officials.iter().any(named)).map(|told| (s, told))
        })?;
        let mut draft = self.draft(sentence, Tale::Held(told), heading, &[], 0);
        draft.rule = "event-in-passing";
        Some(draft)
    }

    /// `leader + verb + object`, or place and kind.
    pub(super) fn visit_name(&self, line: &Line, visit: &Visit) -> String {
        let named_at = |o: &Official| {
            let here = o.aliases.iter().map(|a| a.span).filter(|s| line.span.contains(*s));
            here.filter(|s| !is_absent_or_host(line, *s)).map(|s| s.start).min()
        };
        let named =
            self.officials.iter().filter_map(|o| Some((o.surname_only, named_at(o)?, o))).min_by_key(|n| (n.0, n.1));
        let leader = named.map(|(.., o)| o);
        let verb = line.words(visit.verb.start as usize, visit.verb.end as usize);
        let object = object(&line.words(visit.object.start as usize, visit.object.end as usize));
        // 就民宿发展情况开展专题调研: what it is about stands before.
        let object = if object.is_empty() { about(line, visit).unwrap_or_default() } else { object };
        let verb = if object.is_empty() { format!("{}{verb}", destination(line, visit)) } else { verb };
        // 看望慰问官兵, 察看灾情 say too little without where that was.
        let short = (1..=3).contains(&object.chars().count()) && !object.contains(|c: char| !is_han(c));
        let place = if short { place_gone_to(line, visit.verb.start as usize) } else { None };
        let object = place.map_or_else(|| object.clone(), |place| format!("{place}{object}"));
        match leader {
            Some(leader) => format!("{}{verb}{object}", leader.name),
            None => {
                let clause = line.clause_start(visit.verb.start as usize);
                let clause = line.words(clause, visit.verb.start as usize);
                let body =
                    naming::body_that_sends(&clause).map(|b| naming::qualified(b, self.places, &self.own_bodies));
                let home = || naming::home_name(self.places).unwrap_or_default().to_owned();
                let place = body.unwrap_or_else(home);
                let verb = if object.is_empty() { visit.kind.code() } else { verb.as_str() };
                format!("{place}{verb}{object}")
            }
        }
    }
}

/// 受［县委书记甲］委托，乙走访慰问, 丙在［丁］的陪同下来场考察: who sent the visitors or received them.
fn is_absent_or_host(line: &Line, name: Span) -> bool {
    let (start, end) = (name.start as usize, name.end as usize);
    let from = start.saturating_sub(REACH).max(line.start());
    let to = (end + REACH).min(line.end());
    let stop = (end..to).find(|&i| matches!(line.chars[i], '。' | '；')).unwrap_or(to);
    let behind = |word: &str| (end..stop).find(|&i| line.has(i, word));
    // The word that opens the frame stands before the name with no end of the frame between.
    let before = |open: char, close: &str| {
        (from..start).rev().find(|&i| line.chars[i] == open).is_some_and(|at| !(at..start).any(|i| line.has(i, close)))
    };
    // 县长［甲］陪同市委书记乙到某镇调研: not 丙，丁陪同调研.
    let goes_along = line.has(end, "陪同")
        && line.chars.get(end + 2).is_some_and(|c| {
            is_han(*c)
                && !matches!(
                    c,
                    '下' | '参' | '调' | '检' | '考' | '走' | '看' | '慰' | '察' | '视' | '活' | '前' | '出'
                )
        });
    goes_along
        || (behind("委托").is_some() && before('受', "委托"))
        || (behind("陪同下").is_some() && before('在', "陪同下"))
}

/// How far the words of such a frame stand from a name at most, in characters.
const REACH: usize = 40;

/// 就海洋经济发展情况进行专题调研, 对城关镇武装工作进行考评: the words between 就 or 对 and the verb; `None` where the clause says no
/// such thing.
pub(super) fn about(line: &Line, visit: &Visit) -> Option<String> {
    let verb = visit.verb.start as usize;
    let clause = line.clause_start(verb)..verb;
    let carried_out = |i: usize| line.has(i, "进行") || line.has(i, "开展");
    let treated = || clause.clone().find(|&i| line.chars[i] == '对').filter(|&i| (i..verb).any(carried_out));
    let about = clause.clone().find(|&i| line.chars[i] == '就').or_else(treated)?;
    let end = (about..verb).find(|&i| carried_out(i)).unwrap_or(verb);
    Some(line.words(about + 1, end)).filter(|w| !w.is_empty())
}

/// What an event is about, to name a bare 座谈会 after it: 乡村振兴工作 → 乡村振兴.
pub(super) fn topic(words: &str) -> Option<String> {
    let cut = ["并", "，", "时"].iter().filter_map(|w| words.find(w)).min().unwrap_or(words.len());
    // 茶产业、春耕和学校: the first of several would say too much.
    let ceremony = words[..cut].ends_with("仪式") || words[..cut].ends_with("典礼");
    if ceremony || words[..cut].contains('、') {
        return None;
    }
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

/// How much of the object of a visit goes into its name, in characters.
const LONGEST_OBJECT: usize = 24;

/// The object of a visit, up to what is done besides.
pub(super) fn object(words: &str) -> String {
    let cut = ["时强调", "并", "时，", "活动"].iter().filter_map(|w| words.find(w)).min().unwrap_or(words.len());
    let words = words[..cut].trim_start_matches('了');
    let Some((end, _)) = words.char_indices().nth(LONGEST_OBJECT) else { return words.to_owned() };
    // Of a long list the first items, of anything else what there is room for.
    match words[..end].rfind('、').filter(|at| *at >= 18) {
        Some(at) => words[..at].to_owned(),
        None if words.chars().count() <= LONGEST_OBJECT + 8 => words.to_owned(),
        None => words[..end].to_owned(),
    }
}

/// 到县人武部 of 〔甲〕到县人武部现场办公; empty when the clause says no destination.
fn destination(line: &Line, visit: &Visit) -> String {
    let verb = visit.verb.start as usize;
    let from = line.clause_start(verb).max(verb.saturating_sub(LONGEST_OBJECT));
    let comes =
        |i: usize| line.chars[i] == '来' && !line.has(i, "来到") && line.chars.get(i + 1).is_some_and(|c| is_han(*c));
    let goes = (from..verb).rev().find(|&i| matches!(line.chars[i], '到' | '赴') || comes(i));
    let reaches = |w: &String| w.chars().count() >= if w.starts_with('来') { 3 } else { 4 };
    goes.map(|at| line.words(at, verb)).filter(reaches).unwrap_or_default()
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
    let gap = |c: char| c.is_whitespace() || ['！', '!', '？', '?', '，', ',', '：', ':'].contains(&c);
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
pub(super) fn joined_visit(heading: &[char], kind: MeetingKind) -> Option<String> {
    let line = Line::new(heading, Span::new(0, heading.len()));
    let told = held(&line, &[])?;
    let words = line.words(told.name.start as usize, told.name.end as usize);
    let part = words.split('暨').find(|p| nouns::kind_of(p) == kind)?;
    Some(part.to_owned())
}

/// Year, place and quoted occasion at the head of a joined name: `2021年蔚县“八一”`.
pub(super) fn shared_head(part: &str) -> String {
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
