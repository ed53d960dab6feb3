//! One event in words.
//!
//! ```text
//! 上午，安吉县召开庆祝建军90周年军政座谈会。县委书记沈砚秋讲话；县民政局局长陶小壶介绍情况；县长倪望舒出席。
//! ```
//!
//! Posts stand before names, once an entry. A verb is printed in the document or is the plain name of the role.

use super::{
    super::{
        notes::{Evidence, Notes, Show},
        statements::{Statement, quoted},
        words,
    },
    bodies::Bodies,
    event::{Act, Event, Facts, Person, Post, Quote},
};
use crate::{Result, lexicon::prose, output::Language};
use std::collections::HashSet;

/// People named of those who were only present, or spoke among others; the note leads to the rest.
const PRESENT: usize = 8;

/// What the chief guest gives.
const SPEECH: &str = "讲话";

/// Characters of a quote: a chronicle reports, it does not reprint.
const QUOTE: usize = 120;

/// The sentences of an entry.
pub(super) fn entry(
    language: Language,
    event: &Event,
    facts: &Facts,
    bodies: &mut Bodies,
    notes: &mut Notes<'_>,
) -> Result<Vec<Statement>> {
    let mut writer = Writer { language, event, facts, bodies, introduced: HashSet::new() };
    let chosen = writer.chosen_quotes();
    let mut drafts = vec![writer.event_sentence()];
    drafts.extend(writer.people_sentence(&chosen));
    drafts.extend(writer.appointments());
    drafts.extend(chosen.iter().map(|quote| writer.quote_sentence(quote)));
    drafts.into_iter().map(|draft| Ok(Statement::new(draft.text, notes.cite(&draft.evidence, draft.show)?))).collect()
}

/// A sentence and what it rests on.
struct Draft {
    text: String,
    evidence: Vec<Evidence>,
    show: Show,
}

struct Writer<'a> {
    language: Language,
    event: &'a Event,
    facts: &'a Facts,
    bodies: &'a mut Bodies,
    /// People whose posts this entry has given.
    introduced: HashSet<i64>,
}

/// People who did the same.
struct Clause<'a> {
    rank: u8,
    phrase: String,
    people: Vec<&'a Person>,
}

impl<'a> Writer<'a> {
    fn event_sentence(&mut self) -> Draft {
        let name = self.event.name.trim_start_matches(['"', '●', '■', '◆', '▲', '★', ' ']).to_owned();
        let mut evidence: Vec<Evidence> = vec![];
        for report in &self.facts.reports {
            evidence.push(report.named.clone());
            evidence.extend(report.dated.clone());
        }
        let text = match self.language {
            Language::Zh => {
                let daypart = self.event.daypart.as_ref().map_or(String::new(), |part| format!("{part}，"));
                format!("{daypart}{}。", self.happening(&name, &mut evidence))
            }
            Language::En => {
                let place = self.event.place.as_ref().filter(|place| !name.contains(place.as_str()));
                let place = place.map_or(String::new(), |place| format!(", {place}"));
                let daypart = self.event.daypart.as_ref().map_or(String::new(), |part| format!(", {part}"));
                format!("{name} ({}){place}{daypart}.", self.event.kind)
            }
        };
        Draft { text, evidence, show: Show::Words }
    }

    /// The event as a clause without its full stop.
    fn happening(&mut self, name: &str, evidence: &mut Vec<Evidence>) -> String {
        // 霍云台调研乡村旅游: a sentence already, which wants the post before the name.
        let subject = self.facts.people.iter().find(|p| !p.surname_only && name.starts_with(p.name.as_str()));
        if let Some(person) = subject {
            evidence.extend(person.posts.iter().map(|post| post.evidence.clone()));
            return self.introduced(person) + &name[person.name.len()..];
        }
        let Some(verb) = prose::event_verb(name) else { return name.to_owned() };
        let (year, rest) = leading_year(name);
        match self.host(rest) {
            Some((host, what)) => format!("{host}{verb}{year}{what}"),
            None => format!("{name}{verb}"),
        }
    }

    /// The body or place in whose name the event is held, and the rest of its name.
    fn host<'n>(&mut self, name: &'n str) -> Option<(String, &'n str)> {
        let body = self.facts.hosts.iter().find_map(|body| Some((body, name.strip_prefix(body.as_str())?)));
        if let Some((body, what)) = body.filter(|(_, what)| is_event(what)) {
            return Some((self.bodies.name(body), what));
        }
        let place = self.event.place.as_ref()?;
        let what = name.strip_prefix(place.as_str()).filter(|what| is_event(what))?;
        // 安吉县|委常委会…: the place belongs to the name of a body of which nothing is known.
        (prose::full_name(&body_at(name), None, None).is_none()).then(|| (place.clone(), what))
    }

    /// Posts and name at the first mention in this entry, the name alone afterwards.
    fn introduced(&mut self, person: &Person) -> String {
        if !self.introduced.insert(person.id) {
            return person.name.clone();
        }
        let posts = self.posts(&person.posts);
        match self.language {
            Language::En if !posts.is_empty() => format!("{posts} {}", person.name),
            _ => posts + &person.name,
        }
    }

    fn posts(&mut self, posts: &[Post]) -> String {
        let held: Vec<&Post> = posts.iter().filter(|p| matches!(p.status.as_str(), "current" | "acting")).collect();
        let mut phrases: Vec<String> = vec![];
        for of_unit in held.chunk_by(|a, b| a.unit == b.unit) {
            let mut titles: Vec<&str> = vec![];
            for post in of_unit {
                if !titles.contains(&post.title.as_str()) {
                    titles.push(&post.title);
                }
            }
            let Some(unit) = of_unit.first().map(|post| post.unit.as_str()) else { continue };
            let phrase = self.unit_before(unit, &titles) + &titles.join("、");
            if !phrases.contains(&phrase) {
                phrases.push(phrase);
            }
        }
        phrases.join("、")
    }

    /// The unit as it stands before titles; heads of governments are called without it (县长).
    fn unit_before(&mut self, unit: &str, titles: &[&str]) -> String {
        match unit.strip_suffix("政府") {
            Some(place) if titles.iter().all(|title| heads_government(title)) => {
                if self.bodies.at_home(unit) {
                    String::new()
                } else {
                    place.to_owned()
                }
            }
            _ => self.bodies.name(unit),
        }
    }

    fn people_sentence(&mut self, quoted: &[&Quote]) -> Option<Draft> {
        let clauses = self.clauses(quoted);
        if clauses.is_empty() {
            return None;
        }
        let mut evidence = vec![];
        let mut texts = vec![];
        for clause in &clauses {
            for person in &clause.people {
                evidence.extend(grounds(person));
                if !self.introduced.contains(&person.id) {
                    evidence.extend(person.posts.iter().map(|post| post.evidence.clone()));
                }
            }
            texts.push(self.clause(clause));
        }
        let text = match self.language {
            Language::Zh if texts.iter().any(|text| text.contains('，')) => texts.join("；") + "。",
            Language::Zh => texts.join("，") + "。",
            Language::En => texts.join("; ") + ".",
        };
        Some(Draft { text, evidence, show: Show::Words })
    }

    fn clause(&mut self, clause: &Clause<'_>) -> String {
        let shown = if clause.rank >= rank("said") { PRESENT } else { clause.people.len() };
        let names: Vec<String> = clause.people.iter().take(shown).map(|person| self.introduced(person)).collect();
        let others = if clause.people.len() > shown {
            words::phrase(self.language, "chronicle.others", &[&clause.people.len().to_string()])
        } else {
            String::new()
        };
        match self.language {
            // Posts hold 、 themselves, so that names part by a comma.
            Language::Zh => {
                let part = if names.iter().any(|name| name.contains('、')) { "，" } else { "、" };
                format!("{}{others}{}", names.join(part), clause.phrase)
            }
            Language::En => format!("{}: {}{others}", clause.phrase, names.join(", ")),
        }
    }

    /// Who did what, the chief things first.
    fn clauses(&self, quoted: &[&Quote]) -> Vec<Clause<'a>> {
        let mut clauses: Vec<Clause<'a>> = vec![];
        for person in self.facts.people.iter().filter(|p| !self.introduced.contains(&p.id)) {
            let quoted = quoted.iter().any(|quote| quote.official == Some(person.id));
            let Some((rank, phrase)) = self.phrase(person, quoted) else { continue };
            match clauses.iter_mut().find(|c| c.phrase == phrase) {
                Some(clause) => clause.people.push(person),
                None => clauses.push(Clause { rank, phrase, people: vec![person] }),
            }
        }
        clauses.sort_by_key(|clause| clause.rank);
        clauses
    }

    /// What a person did, in words, with its rank; `None` if nothing need be said, because the words follow as a quote.
    fn phrase(&self, person: &Person, quote_follows: bool) -> Option<(u8, String)> {
        let visit = matches!(self.event.kind.as_str(), "调研" | "走访慰问");
        let mut phrases: Vec<(u8, String)> = vec![];
        for act in &person.acts {
            // On a visit people talk; that makes no speech.
            if visit && act.rule == "quoted" {
                continue;
            }
            let phrase = self.act(act);
            let rank = if act.rule == "quoted" && phrase != SPEECH { rank("said") } else { rank(&act.role) };
            if !phrases.iter().any(|(_, known)| *known == phrase) {
                phrases.push((rank, phrase));
            }
        }
        phrases.sort();
        let present = person.acts.iter().any(|act| act.role == "attended" && act.rule == "verb-attended");
        if phrases.iter().any(|(of, _)| *of < rank("attended")) {
            phrases.retain(|(of, _)| *of < rank("attended"));
        } else if quote_follows && !present {
            return None;
        }
        // 出席并讲话, as of the chief guest.
        if self.language == Language::Zh && present && matches!(phrases.as_slice(), [(_, only)] if only == SPEECH) {
            return Some((0, format!("出席并{SPEECH}")));
        }
        let rank = phrases.first()?.0;
        Some((rank, self.joined(phrases)))
    }

    /// Several things that one person did: 主持并讲话; 汇报工作、宣读文件并颁奖.
    fn joined(&self, mut phrases: Vec<(u8, String)>) -> String {
        if phrases.len() > 1 {
            // That somebody spoke says nothing beside what he spoke for.
            phrases.retain(|(of, _)| *of != rank("said"));
        }
        // 主持 stands first of all, and of 汇报 and 汇报工作 the fuller says it.
        phrases.sort_by_key(|(of, _)| if *of == rank("chaired") { 0 } else { of + 1 });
        let all: Vec<String> = phrases.into_iter().map(|(_, phrase)| phrase).collect();
        let mut words: Vec<&str> = vec![];
        for phrase in &all {
            let in_another = all.iter().any(|other| other != phrase && other.contains(phrase.as_str()));
            if !in_another {
                words.push(phrase);
            }
        }
        match (words.as_slice(), self.language) {
            ([], _) => String::new(),
            ([only], _) => (*only).to_owned(),
            ([before @ .., last], Language::Zh) => format!("{}并{last}", before.join("、")),
            (all, Language::En) => all.join(", "),
        }
    }

    fn act(&self, act: &Act) -> String {
        let plain = if act.rule == "quoted" { "role.said".to_owned() } else { format!("role.{}", act.role) };
        let plain = words::phrase(self.language, &plain, &[]);
        match self.language {
            Language::Zh => prose::act(&act.role, &act.words).map_or(plain, str::to_owned),
            Language::En => plain,
        }
    }

    fn appointments(&mut self) -> Option<Draft> {
        let mut texts = vec![];
        let mut evidence = vec![];
        let facts = self.facts;
        for (name, post) in &facts.appointments {
            let key = match post.status.as_str() {
                "removed" => "chronicle.removed",
                _ if post.around.contains("选举") || post.around.contains("当选") => "chronicle.elected",
                _ if post.around.contains("任命") => "chronicle.appointed",
                _ => "chronicle.takes",
            };
            let unit = self.bodies.name(&post.unit);
            texts.push(words::phrase(self.language, key, &[name, &unit, &post.title]));
            evidence.push(post.evidence.clone());
        }
        let (join, stop) = if self.language == Language::Zh { ("；", "。") } else { ("; ", ".") };
        (!texts.is_empty()).then(|| Draft { text: texts.join(join) + stop, evidence, show: Show::Words })
    }

    /// What the meeting stated, and the words of the first of those present who is quoted.
    fn chosen_quotes(&self) -> Vec<&'a Quote> {
        let quotes = &self.facts.quotes;
        let of_meeting = quotes.iter().find(|q| q.speaker_kind == "meeting");
        let of_person =
            self.facts.people.iter().find_map(|person| quotes.iter().find(|q| q.official == Some(person.id)));
        of_meeting.into_iter().chain(of_person).collect()
    }

    fn quote_sentence(&mut self, quote: &Quote) -> Draft {
        let facts = self.facts;
        let mut evidence = vec![quote.evidence.clone()];
        let speaker = match facts.people.iter().find(|p| Some(p.id) == quote.official) {
            Some(person) => {
                if !self.introduced.contains(&person.id) {
                    evidence.extend(person.posts.iter().map(|post| post.evidence.clone()));
                }
                self.introduced(person)
            }
            None => quote.speaker.clone().unwrap_or_default(),
        };
        let text = shortened(&quote.text);
        let text = match (self.language, quote.direct, quote.cue.as_str()) {
            (Language::Zh, _, "讲话") => format!("{speaker}在讲话中说：{}", quoted(&text)),
            (Language::Zh, true, cue) => format!("{speaker}{cue}：{}", quoted(&text)),
            (Language::Zh, false, cue) => format!("{speaker}{cue}，{}", ended(&text)),
            (Language::En, _, cue) => format!("{speaker} ({cue}): {}", quoted(&text)),
        };
        Draft { text, evidence, show: Show::Place }
    }
}

/// The evidence of what is said of a person: that somebody who chaired was there goes without saying.
fn grounds(person: &Person) -> Vec<Evidence> {
    let told = |act: &&Act| act.role != "attended" || act.rule == "verb-attended";
    let some = person.acts.iter().any(|act| told(&act));
    person.acts.iter().filter(|act| told(act) || !some).map(|act| act.evidence.clone()).collect()
}

/// Order of clauses: who spoke and chaired stands before those who were only there.
fn rank(role: &str) -> u8 {
    match role {
        "spoke" => 0,
        "chaired" => 1,
        "reported" => 2,
        "read" => 3,
        "awarded" => 4,
        "received" => 5,
        "said" => 6,
        _ => 7,
    }
}

/// 2020年, 2016年度 and what follows.
fn leading_year(name: &str) -> (&str, &str) {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let after = ["年度", "年"].iter().find_map(|word| name[digits..].strip_prefix(word));
    match after {
        Some(rest) if digits == 4 => name.split_at(name.len() - rest.len()),
        _ => ("", name),
    }
}

/// Whether the rest of a name can stand after 召开 by itself.
fn is_event(rest: &str) -> bool {
    rest.chars().count() >= 3
        && !rest.starts_with(['的', '和', '、', '与', '及', '委', '党'])
        && !["政府", "人大", "政协", "纪委", "人武部", "领导", "军民", "党政军"].iter().any(|w| rest.starts_with(w))
}

/// The beginning of a name up to a word for a committee or government, for the look-up of a body.
fn body_at(name: &str) -> String {
    let end = ["委", "政府", "人大", "政协"].iter().filter_map(|w| name.find(w).map(|at| at + w.len())).min();
    end.map_or(String::new(), |end| name[..end].to_owned())
}

/// 县长, 副区长, 代市长.
fn heads_government(title: &str) -> bool {
    let bare = title.trim_start_matches(['副', '代']).trim_start_matches("常务副").trim_start_matches("理");
    let mut letters = bare.chars();
    matches!(
        (letters.next(), letters.next(), letters.next()),
        (Some('省' | '市' | '县' | '区' | '旗' | '州' | '乡' | '镇'), Some('长'), None)
    )
}

/// At most [`QUOTE`] characters, cut after a mark of punctuation.
fn shortened(text: &str) -> String {
    let text = text.replace('\n', "");
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= QUOTE {
        return text;
    }
    let stop = letters[..QUOTE].iter().rposition(|c| matches!(c, '。' | '；' | '！' | '？' | ';'));
    let comma = || letters[..QUOTE].iter().rposition(|c| matches!(c, '，' | ',' | '、'));
    match stop.filter(|at| *at > QUOTE / 3) {
        Some(at) => letters[..=at].iter().collect::<String>() + "……",
        None => letters[..comma().unwrap_or(QUOTE)].iter().collect::<String>() + "……",
    }
}

fn ended(text: &str) -> String {
    let closed = text.ends_with(['。', '！', '？', '…', '”', '.', '!', '?']);
    if closed { text.to_owned() } else { text.trim_end_matches(['；', ';', '，', ',']).to_owned() + "。" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_rules_of_the_prose() {
        assert_eq!(leading_year("2020年海淀区座谈会"), ("2020年", "海淀区座谈会"));
        assert_eq!(leading_year("2016年度会议"), ("2016年度", "会议"));
        assert_eq!(leading_year("12345年"), ("", "12345年"));
        assert!(heads_government("副县长") && heads_government("常务副区长") && heads_government("代理市长"));
        assert!(!heads_government("县长助理") && !heads_government("部长"));
        assert!(is_event("征兵工作会议") && !is_event("委常委会会议") && !is_event("会议"));
    }

    #[test]
    fn a_long_quote_ends_at_a_stop() {
        let text = "要办好。".repeat(50);
        let cut = shortened(&text);
        assert!(cut.ends_with("。……") && cut.chars().count() <= QUOTE + 2, "{cut}");
        assert_eq!(ended("要办好"), "要办好。");
    }
}
