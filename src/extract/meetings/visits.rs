//! Visits: inspections and visits of greeting.
//!
//! Accepted: `副县长某某到城关镇<调研>茶产业`, `区领导<走访慰问>驻区部队`, headline `某某<督查>防汛工作`. Refused: 调研组, 调研员, 检查站,
//! 慰问品, what somebody says that others should inspect, a tour told in passing (会前参观…).
//!
//! Reads `visit_verbs.tsv`.

use super::line::Line;
use crate::{
    lexicon::{ByChar, Pairs, rows},
    record::{MeetingKind, Span},
};
use std::sync::LazyLock;

/// A visit as one clause tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The verb.
    pub verb: Span,
    /// Its object: up to the end of the clause, may be empty.
    pub object: Span,
    /// Kind.
    pub kind: MeetingKind,
}

/// The first visit told in `line`; in a headline (`headline`) also by weaker verbs.
pub fn visit(line: &Line, headline: bool) -> Option<Visit> {
    let verbs = &*VERBS;
    let mut at = line.start();
    while at < line.end() {
        let fits = |v: &&Verb| line.has(at, v.word) && (headline || v.in_text || comes_from_elsewhere(line, at));
        let begun = if verbs.heads.may_begin(&line.chars[at..]) { verbs.by_first.of(line.chars[at]) } else { &[] };
        let Some(verb) = begun.iter().filter(fits).max_by_key(|v| v.word.len()).filter(|_| !line.is_closed(at)) else {
            at += 1;
            continue;
        };
        let end = at + verb.length;
        // 调研慰问, 检查指导并慰问: greeting outweighs nothing; the first verb stands.
        if is_verb(line, at, end) {
            let object = Span::new(end, line.clause_end(end));
            return Some(Visit { verb: Span::new(at, end), object, kind: verb.kind });
        }
        at = end;
    }
    None
}

/// `市委书记某某来我县，先后｜察看了…`, `一行来鹤，…`: who comes from elsewhere to see something is on a visit.
fn comes_from_elsewhere(line: &Line, at: usize) -> bool {
    (line.start() + 2..at).filter(|&i| line.chars[i] == '来').any(|i| {
        let own = ["我", "县", "市", "区", "旗", "镇"].iter().any(|w| line.has(i + 1, w));
        let own = own && line.chars.get(i + 2).is_some_and(|c| "，, 县市区镇旗乡察检视调考指".contains(*c));
        let short =
            line.chars.get(i + 2).is_some_and(|c| "，,".contains(*c)) && !line.ends(i, "以") && !line.ends(i, "后");
        own || short && line.chars.get(i + 1).is_some_and(|c| !"了着年说看讲到".contains(*c))
    })
}

fn is_verb(line: &Line, start: usize, end: usize) -> bool {
    let next = line.chars.get(end).copied().filter(|_| end < line.end()).unwrap_or(' ');
    let noun = "组员团室院站品信金官局点表令会报班情".contains(next);
    let before = ["要", "将", "应", "须", "拟", "的", "加强", "深化", "经", "据", "听取", "组织", "专题"];
    let planned = before[..6].iter().any(|w| line.ends(start, w));
    !noun && !planned && !line.speaks_before(start, true)
}

struct Verb {
    word: &'static str,
    /// In characters.
    length: usize,
    kind: MeetingKind,
    in_text: bool,
}

struct Verbs {
    heads: Pairs,
    by_first: ByChar<Verb>,
}

static VERBS: LazyLock<Verbs> = LazyLock::new(|| {
    let verbs = rows(include_str!("../../../lexicon/visit_verbs.tsv")).filter_map(|r| {
        let kind = MeetingKind::from_code(r.get(1)?)?;
        let word: &str = r.first()?;
        Some((
            word.chars().next()?,
            Verb { word, length: word.chars().count(), kind, in_text: r.get(2) == Some(&"text") },
        ))
    });
    let verbs: Vec<(char, Verb)> = verbs.collect();
    Verbs { heads: Pairs::of_words(verbs.iter().map(|(_, v)| v.word)), by_first: verbs.into_iter().collect() }
});
