//! Sentences that tell of an event being held.
//!
//! Accepted, name before the verb: `7月3日，<蔚县春季植树动员大会>在县城举行`, `<…代表大会第二次会议>于1月5日至7日召开`; name after it:
//! `县政府召开<安全生产专题会议>，`, `主持召开了<座谈会>`, `在随后召开的<座谈会>上`, `3月5日，<县政府第12次常务会议>研究了…`.
//! Refused: planned (定于6月召开, 将举行), usual (每季度召开), referred to (会议召开以来, 学习贯彻…会议精神), wished for (要召开).
//!
//! Reads `held_verbs.tsv`, `held_adverbs.txt`, `not_held.txt`, `event_nouns.tsv`, `event_attributes.txt`, `event_lead_ins.txt`,
//! `passing_events.tsv`.

use super::{line::Line, nouns::noun_ending};
use crate::{
    extract::{dates::Phrase, units::is_han},
    lexicon::{ByChar, Pairs, longest_first, names, rows, words},
    record::Span,
};
use std::sync::LazyLock;

/// An event as one clause tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The noun phrase that names it.
    pub name: Span,
    /// Who holds it, as printed before the verb; `None` when the clause names nobody.
    pub host: Option<Span>,
    /// The verb.
    pub verb: Span,
    /// `召开的…会上`: told in passing; only a word of sequence before it makes it an event of the report.
    pub in_passing: bool,
    /// 组织, 开展, 结束: verbs that need a date beside them.
    pub weak: bool,
}

/// The first event told in `line`; `phrases` are the date phrases of the text.
pub fn held(line: &Line, phrases: &[Phrase]) -> Option<Held> {
    held_from(line, line.start(), phrases)
}

/// `举行了捐赠仪式，召开了<座谈会>`: the symposium that a sentence tells behind another event.
pub fn symposium_behind(line: &Line, first: &Held, phrases: &[Phrase]) -> Option<Held> {
    let behind = first.verb.end.max(first.name.end) as usize;
    let second = held_from(line, behind, phrases).filter(|h| !h.in_passing && !h.weak)?;
    line.ends(second.name.end as usize, "座谈会").then_some(second)
}

fn held_from(line: &Line, from: usize, phrases: &[Phrase]) -> Option<Held> {
    let verbs = &*VERBS;
    let (mut at, end) = (from, line.end());
    while at < end {
        at += verbs.heads.next(&line.chars[at..end]);
        let Some(Verb { word, place, dated }) = verb_at(line, at).filter(|_| !line.is_closed(at)) else {
            at += 1;
            continue;
        };
        let span = Span::new(at, at + word.chars().count());
        // 组织民兵开展应急演练: the second verb holds the name. 组织干部收看开幕会: what others hold.
        let second = |i| ["开展", "举行", "召开", "收看", "收听"].iter().any(|w| line.has(i, w));
        let helps = word == "组织" && (span.end as usize..line.clause_end(at)).any(second);
        if helps {
            at = span.end as usize;
            continue;
        }
        if let Some(held) = read(line, span, place, phrases) {
            return Some(Held { weak: dated, ..held });
        }
        at = span.end as usize;
    }
    None
}

/// `当天下午，与会人员参加<“军事日”活动>`, `次日，某某到县一中出席<“书香校园”启动仪式>`: an event told by those who take part.
pub fn taken_part(line: &Line) -> Option<Held> {
    let takes_part = |i: &usize| line.has(*i, "参加") || line.has(*i, "出席");
    let verb = (line.start()..line.end()).filter(|&i| !line.is_closed(i)).find(takes_part)?;
    let verb = Span::new(verb, verb + 2);
    if line.speaks_before(verb.start as usize, false) {
        return None;
    }
    let (name, _) = name_after(line, verb)?;
    let activity = ["活动", "仪式", "典礼"].iter().any(|w| line.ends(name.end as usize, w));
    (activity && name.len() > 2).then_some(Held { name, host: None, verb, in_passing: false, weak: false })
}

/// `某某出席<开工典礼>`, `某某主持<晋升军衔仪式>`: an event told by its guests or by who led it.
pub fn attended(line: &Line) -> Option<Held> {
    let verb = (line.start()..line.end())
        .filter(|&i| matches!(line.chars[i], '出' | '参' | '主') && !line.is_closed(i))
        .find(|&i| ["出席", "参加", "主持"].iter().any(|w| line.has(i, w)))?;
    let led = line.has(verb, "主持");
    let verb = Span::new(verb, verb + 2);
    let (name, _) = name_after(line, verb)?;
    let ends = |word: &&str| line.ends(name.end as usize, word);
    let ceremony = ["仪式", "典礼", "座谈会", "动员会", "大会", "义务植树"].iter().any(ends);
    // 参加义务植树活动, 参加某区民兵整组点验活动
    let ceremony = ceremony || (ends(&"活动") && name.len() >= 6 && !line.ends(verb.start as usize, "组织"));
    let session = || ["会议", "报告会"].iter().any(|w| line.ends(name.end as usize, w)) && name.len() > 4;
    let told = name.len() > 2 && (ceremony || (led && session()));
    told.then_some(Held { name, host: None, verb, in_passing: false, weak: false })
}

/// `<座谈会>上，某某介绍了…` after a visit: an event that is told as known.
pub fn symposium(line: &Line) -> Option<Held> {
    let lead = ["在随后的", "在接下来的", "随后的", "在"].into_iter().find(|w| line.has(line.start(), w));
    let at = line.start() + lead.map_or(0, |w| w.chars().count());
    let told = line.has(at, "座谈会上") && line.chars.get(at + 4).is_some_and(|c| ['，', ','].contains(c));
    told.then(|| Held {
        name: Span::new(at, at + 3),
        host: None,
        verb: Span::new(at + 3, at + 4),
        in_passing: true,
        weak: false,
    })
}

/// `某某在<全市领导干部大会>上宣布…`, `<团拜会>上，某某致辞`: an event of which only what was said there is told.
pub fn in_passing(line: &Line) -> Option<Held> {
    let any = |usage: &str, test: &dyn Fn(&str) -> bool| PASSING.iter().any(|(word, u)| *u == usage && test(word));
    let stop = (line.start() + 60).min(line.end());
    let (at, name) =
        (line.start() + 3..stop).filter(|&at| line.has(at, "上") && !line.is_closed(at)).find_map(|at| {
            let clause = line.clause_start(at);
            let start = (clause..at).rev().find(|&i| line.has(i, "在")).map_or(clause, |i| i + 1);
            let start = ["昨天的", "今天的", "上午的", "下午的", "召开的", "举行的"]
                .iter()
                .find_map(|w| (start..at).find(|&i| line.has(i, w)).map(|i| i + w.chars().count()))
                .unwrap_or(start);
            noun_ending(line, start, at).filter(|_| at >= start + 3)?;
            Some((at, Span::new(start, at)))
        })?;
    let words = line.words(name.start as usize, name.end as usize);
    let before = line.words(line.start(), name.start as usize);
    let told = any("spoken", &|w| line.has(at + 1, w));
    let known =
        words.starts_with('会') || any("above", &|w| words.contains(w)) || any("referred", &|w| before.contains(w));
    (told && !known).then(|| Held { name, host: None, verb: Span::new(at, at + 1), in_passing: true, weak: false })
}

/// ［何志刚］在县城主持召开…: the last character is that of a name at the head of the clause or behind a post, no adverb.
fn ends_name(line: &Line, clause: usize, end: usize) -> bool {
    (2..=3).filter_map(|n| end.checked_sub(n)).filter(|&from| from >= clause).any(|from| {
        let post = |c| matches!(c, '长' | '记' | '任' | '席' | '委' | '员' | '事' | '部' | '官' | '理');
        let opens = from == clause || post(line.chars[from - 1]);
        opens && names::is_surname(line.chars[from]) && line.chars[from..end].iter().all(|&c| is_han(c))
    })
}

fn verb_at(line: &Line, at: usize) -> Option<Verb> {
    VERBS
        .by_first
        .of(*line.chars.get(at)?)
        .iter()
        .filter(|verb| line.has(at, verb.word))
        .max_by_key(|verb| verb.word.len())
        .copied()
}

fn read(line: &Line, verb: Span, place: Place, phrases: &[Phrase]) -> Option<Held> {
    let start = line.clause_start(verb.start as usize);
    let before = without_adverbs(line, start, verb.start as usize);
    let dateless = without_adverbs_at(line, start, without_date(line, start, before, phrases));
    let placeless = without_venue(line, start, before).map_or(before, |e| without_adverbs_at(line, start, e));
    let ends = [verb.start as usize, before, dateless, placeless];
    let refused = ends.iter().any(|end| {
        let words = end.checked_sub(1).map_or(&[][..], |last| NOT_HELD.of(line.chars[last]));
        words.iter().any(|w| line.ends(*end, w) && !(*w == "刚" && ends_name(line, start, *end)))
    });
    // 定于11月13日举行…: the day to come.
    let day = phrases.iter().find(|p| p.span.end as usize == line.trimmed(start, before).1);
    let planned = day.is_some_and(|p| ["定于", "拟于", "将于"].iter().any(|w| line.ends(p.span.start as usize, w)));
    // 各乡镇连夜召开了动员会: many at once.
    let many = ["各乡", "各镇", "各街道", "各村", "各部门", "各单位", "各级", "各地", "各县", "各区"];
    let by_many = many.iter().any(|w| line.has(line.trimmed(start, before).0, w));
    // 组织干部群众收看全国人大会议开幕会: what others hold.
    let clause = start..verb.start as usize;
    let watched = clause.clone().find(|&i| line.has(i, "收看") || line.has(i, "收听"));
    let watched = watched.is_some_and(|at| !(at..clause.end).any(|i| matches!(line.chars[i], '后' | '并')));
    if refused || planned || by_many || watched || line.speaks_before(verb.start as usize, false) {
        return None;
    }
    if place == Place::Decides && (dateless == before || !line.ends(dateless, "次会议")) {
        return None;
    }
    if place == Place::Sits {
        return sitting(line, start, verb, phrases);
    }
    let after = if matches!(place, Place::Before | Place::Decides) { None } else { name_after(line, verb) };
    after
        .map(|(name, in_passing)| Held {
            name,
            host: host(line, start, before, phrases),
            verb,
            in_passing,
            weak: false,
        })
        .or_else(|| {
            let name = (place != Place::After)
                .then(|| {
                    name_before(line, start, before, verb, phrases)
                        .or_else(|| name_at_head(line, start, before, verb.start as usize, phrases))
                })
                .flatten()?;
            Some(Held { name, host: None, verb, in_passing: false, weak: false })
        })
}

/// `3月5日，<县政府第12次常务会议>研究了…`: a numbered session, dated right before it, that sits.
fn sitting(line: &Line, clause: usize, verb: Span, phrases: &[Phrase]) -> Option<Held> {
    let end = without_adverbs(line, clause, verb.start as usize);
    let from = past_date(line, clause, end, phrases);
    // 3月5日，县政府…: the clause before is the date.
    let dated = from > clause || phrases.iter().any(|p| p.span.end as usize + 1 == clause);
    let name = Span::new(from, end);
    let numbered = (from..end).any(|i| line.chars[i] == '第') && (from..end).any(|i| line.chars[i] == '次');
    let referred = ["经", "据", "按", "根据", "由", "在", "上次"].iter().any(|w| line.has(from, w));
    let told = dated && numbered && !referred && line.ends(end, "会议") && (6..=40).contains(&name.len());
    told.then_some(Held { name, host: None, verb, in_passing: false, weak: false })
}

/// End of `start..end` without adverbs and white space at its end.
fn without_adverbs(line: &Line, start: usize, end: usize) -> usize {
    let mut end = end;
    loop {
        let (_, trimmed) = line.trimmed(start, end);
        let adverbs = trimmed.checked_sub(1).map_or(&[][..], |last| ADVERBS.of(line.chars[last]));
        let cut = adverbs.iter().filter(|w| line.ends(trimmed, w)).map(|w| w.chars().count()).max().unwrap_or(0);
        if cut == 0 || trimmed - cut < start {
            return trimmed;
        }
        end = trimmed - cut;
    }
}

/// Where `start..end` ends without white space; adverbs stay, for 将 and 要 may stand right there.
fn without_adverbs_at(line: &Line, start: usize, end: usize) -> usize {
    line.trimmed(start, end.max(start)).1
}

/// `召开<县委农村工作会议>并强调`: up to the noun after which something else begins.
fn name_after(line: &Line, verb: Span) -> Option<(Span, bool)> {
    let mut start = verb.end as usize;
    let in_passing = line.has(start, "的");
    for skip in [
        "的",
        "了",
        "一次",
        "一场",
        "一个",
        "隆重的",
        "盛大的",
        "简短的",
        "简朴的",
        "热烈的",
        "由",
        "收听收看",
        "收看",
        "收听",
        "参加",
        "参会",
        "观看",
    ] {
        if line.has(start, skip) {
            start += skip.chars().count();
        }
    }
    let stop = line.clause_end(start);
    // “…表彰会。”省委常委…: a sentence ends inside the marks.
    let sentence = (start..stop).find(|&i| matches!(line.chars[i], '。' | '！')).unwrap_or(stop);
    let open = (start + 2..=sentence).rev().find(|&end| {
        !line.is_closed(end.saturating_sub(1).max(start))
            && goes_on(line, end, stop)
            && noun_ending(line, start, end).is_some()
    });
    let Some(end) = open else {
        let name = quoted_name(line, start, stop).or_else(|| name_with_quoted_noun(line, start, stop));
        return name.map(|name| (name, in_passing));
    };
    let (start, end) = line.trimmed(past_attributes(line, start, end), end);
    let long = line.words(start, end).chars().count();
    ((2..=70).contains(&long)).then_some((Span::new(start, end), in_passing))
}

/// `召开“<全县抗旱救灾表彰大会>”`: the whole name in quotation marks, and nothing of it behind them.
fn quoted_name(line: &Line, start: usize, stop: usize) -> Option<Span> {
    let open = (start..stop.min(start + 12)).find(|&i| matches!(line.chars[i], '“' | '《'))?;
    let close = (open..stop).find(|&i| matches!(line.chars[i], '”' | '》'))?;
    let ended = line.chars[close - 1] == '。';
    let end = close - usize::from(ended);
    noun_ending(line, open + 1, end).filter(|_| end > open + 5 && (ended || goes_on(line, close + 1, stop)))?;
    Some(Span::new(open + 1, end))
}

/// `召开<民营企业家“午餐会”>`: the noun closes the quotation.
fn name_with_quoted_noun(line: &Line, start: usize, stop: usize) -> Option<Span> {
    let close = (start + 4..stop).find(|&i| line.chars[i] == '”' && goes_on(line, i + 1, stop))?;
    noun_ending(line, start, close)?;
    let (start, end) = line.trimmed(past_attributes(line, start, close), close + 1);
    (2..=70).contains(&(end - start)).then_some(Span::new(start, end))
}

/// What may follow the name of an event: the end of the clause or the next thing done.
fn goes_on(line: &Line, end: usize, stop: usize) -> bool {
    if end == stop {
        return true;
    }
    let next = matches!(
        line.chars[end],
        '并' | '上'
            | '中'
            | '时'
            | '和'
            | '及'
            | '以'
            | '对'
            | '研'
            | '传'
            | '部'
            | '听'
            | '总'
            | '安'
            | '、'
            | '（'
            | '('
            | ' '
            | '　'
            | '）'
            | ')'
            | '来'
            | '现'
            | '通'
            | '深'
            | '进'
            | '会'
            | '议'
            | '暨'
            | '后'
    );
    // 会议精神, 会议要求, 活动方案: the noun only begins a longer one.
    let longer = || ["会议", "后勤", "时间", "中心", "上级", "议", "议题", "后备"].iter().any(|w| line.has(end, w));
    next && !longer()
}

/// Past `由…参加的`, `为期三天的`, `以…为主题的`, `…主办的`.
fn past_attributes(line: &Line, start: usize, end: usize) -> usize {
    let mut from = start;
    for i in start..end {
        let begun = ATTRIBUTES.of(line.chars[i]);
        if begun.is_empty() || line.is_closed(i) {
            continue;
        }
        if let Some(w) = begun.iter().find(|w| line.has(i, w)) {
            from = i + w.chars().count();
        }
    }
    // 水务、气象等部门就当前雨情进行综合会商研判
    let subject = (from..end).find(|&i| (line.has(i, "部门就") || line.has(i, "单位就")) && !line.is_closed(i));
    if let Some(carried) = subject.and_then(|at| (at..end).rfind(|&i| line.has(i, "进行") && !line.is_closed(i))) {
        from = carried + 2;
    }
    if let Some(lasts) = (from..end.min(from + 4)).find(|&i| line.has(i, "为期") || line.has(i, "历时")) {
        from = lasts;
        from = (from..end).find(|&i| line.chars[i] == '的').map_or(from, |i| i + 1);
    }
    if from < end { from } else { start }
}

/// `<全县培训班>5月18日结束`, `<座谈会>在市民中心举行`: the clause before the verb without venue, date and adverbs.
fn name_before(line: &Line, start: usize, end: usize, verb: Span, phrases: &[Phrase]) -> Option<Span> {
    // 启动仪式, 闭幕大会: the verb is part of a name.
    let over = ["以来", "后", "之后", "前", "之前", "期间", "之际", "时，", "的", "过", "仪式", "典礼", "大会"];
    if over.iter().any(|w| line.has(verb.end as usize, w)) {
        return None;
    }
    let start = past_date(line, start, end, phrases);
    let mut end = end;
    // “双拥成果图片展”隆重开幕: the noun closes the quotation.
    let quoted = |end: usize| {
        let close = end.checked_sub(1).filter(|i| line.chars[*i] == '”' && *i > start)?;
        noun_ending(line, start, close)
    };
    // Venue, form and date may stand in any order; each cut makes the phrase shorter.
    for _ in 0..4 {
        end = without_date(line, start, end, phrases);
        end = without_adverbs(line, start, end);
        if noun_ending(line, start, end).or_else(|| quoted(end)).is_some() {
            break;
        }
        end = without_venue(line, start, end)?;
    }
    let (len, _) = noun_ending(line, start, end).or_else(|| quoted(end))?;
    let start = past_byline(line, start, end);
    // 某某宣布｜大会开幕
    let said = (start..end).find(|&i| line.has(i, "宣布") && !line.is_closed(i));
    let start = said.map_or(start, |i| i + 2);
    let start = past_lead_in(line, past_attributes(line, start, end), end);
    // 各县将陆续召开党代会｜进行换届: another verb holds the name.
    let held = |w: &&str| (start..end).any(|i| line.has(i, w) && !line.is_closed(i));
    if ["召开", "举行", "举办"].iter().any(held)
        && (line.has(verb.start as usize, "进行") || line.has(verb.start as usize, "结束"))
    {
        return None;
    }
    let (start, end) = line.trimmed(start, end);
    // 为大会成功召开提供保证
    if line.chars.get(start).is_some_and(|c| matches!(c, '为' | '对' | '给' | '使' | '让')) {
        return None;
    }
    let long = line.words(start, end).chars().count();
    let least = if said.is_some() { 2 } else { 3 };
    ((least..=70).contains(&long) && end - start >= len).then_some(Span::new(start, end))
}

/// `<…第十四次代表大会>圆满完成各项议程，11月30日下午在礼堂胜利闭幕`: the clause of the verb holds date and venue only, the name heads
/// the sentence.
fn name_at_head(line: &Line, start: usize, end: usize, verb: usize, phrases: &[Phrase]) -> Option<Span> {
    if start == line.start() {
        return None;
    }
    let start = start + usize::from(line.has(start, "于"));
    let from = past_date(line, start, end, phrases);
    let rest = without_venue(line, from.saturating_sub(1), end).unwrap_or(end);
    let bare = rest <= from + 1 || without_date(line, start, rest, phrases) <= start + 1;
    let head = past_date(line, line.start(), start, phrases);
    // 【甲会六届三次全委会议】　2月18日召开。
    let head = if line.has(head, "【") { head + 1 } else { head };
    let told_day = head > line.start();
    let head = if line.has(head, "，") { head + 1 } else { head };
    let stop = line.clause_end(head);
    // …第三次全体会议2月24日至3月7日，在县城召开: the date stands behind the name.
    let dated = || stop + 1 == start && without_date(line, head, stop, phrases) < line.trimmed(head, stop).1;
    let ends = ["闭幕", "结束", "落幕", "落下帷幕"].iter().any(|w| line.has(verb, w));
    if !bare || (from == start && !dated() && !(told_day && ends)) {
        return None;
    }
    // 肩负着重托，历时三天的某某大会，…: the name may head a later clause.
    let mut clauses =
        std::iter::successors(Some(head), |at| Some(line.clause_end(*at) + 1).filter(|next| *next < start));
    clauses.by_ref().take(3).find_map(|head| {
        let stop = line.clause_end(head);
        let name_end = (head + 4..=stop).find(|&e| {
            let noun = noun_ending(line, head, e).is_some_and(|(len, _)| len >= 2);
            noun && !["会", "议", "的", "精", "上", "第"].iter().any(|w| line.has(e, w))
        })?;
        Some(Span::new(past_attributes(line, head, name_end), name_end))
    })
}

/// `云岭日报讯（记者钱小满）<云岭县一中校庆>`: past the dateline.
fn past_byline(line: &Line, start: usize, end: usize) -> usize {
    let bracketed = |at: usize| matches!(line.chars.get(line.trimmed(at, end).0), Some('（' | '('));
    let open = (start..end).find(|&i| matches!(line.chars[i], '讯' | '电') && bracketed(i + 1));
    let close = open.and_then(|at| (at..end).find(|&i| matches!(line.chars[i], '）' | ')')));
    close.map_or(start, |i| i + 1)
}

/// `随后` and the like before the name.
fn past_lead_in(line: &Line, start: usize, end: usize) -> usize {
    LEAD_INS.iter().find(|w| line.has(start, w)).map_or(start, |w| start + w.chars().count()).min(end)
}

/// Cuts `在市民中心`, `以视频形式`.
fn without_venue(line: &Line, start: usize, end: usize) -> Option<usize> {
    let cut = (start + 1..end).rev().find(|&i| {
        !line.is_closed(i)
            && (matches!(line.chars[i], '在' | '于') || (line.chars[i] == '以' && line.ends(end, "形式")))
    })?;
    Some(line.trimmed(start, cut).1)
}

/// Cuts a date phrase at the end, with `于` before it.
fn without_date(line: &Line, start: usize, end: usize, phrases: &[Phrase]) -> usize {
    let (_, end) = line.trimmed(start, end);
    match phrases.iter().find(|p| p.span.end as usize == end && p.span.start as usize > start) {
        Some(p) => {
            let cut = p.span.start as usize;
            let cut = if line.ends(cut, "于") { cut - 1 } else { cut };
            line.trimmed(start, cut).1
        }
        None => end,
    }
}

/// Past a date phrase at the start.
fn past_date(line: &Line, start: usize, end: usize, phrases: &[Phrase]) -> usize {
    let (start, _) = line.trimmed(start, end);
    let found = phrases.iter().find(|p| p.span.start as usize == start && (p.span.end as usize) < end);
    found.map_or(start, |p| line.trimmed(p.span.end as usize, end).0)
}

/// Who holds the event: the clause before the verb without date and venue.
fn host(line: &Line, start: usize, end: usize, phrases: &[Phrase]) -> Option<Span> {
    let start = past_date(line, start, end, phrases);
    let start = past_lead_in(line, start, end);
    // 【县委召开常委会议】
    let start = if line.has(start, "【") { start + 1 } else { start };
    let mut end = without_date(line, start, end, phrases);
    if let Some(venue) = (start + 1..end).rev().find(|&i| line.chars[i] == '在' && !line.is_closed(i)) {
        end = without_adverbs(line, start, venue);
    }
    // 我院以此为契机举办…
    if line.ends(end, "为契机")
        && let Some(occasion) = (start + 1..end).rev().find(|&i| line.chars[i] == '以')
    {
        end = without_adverbs(line, start, occasion);
    }
    let (start, end) = line.trimmed(start, end);
    (start < end).then_some(Span::new(start, end))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Both,
    Before,
    After,
    /// 第一次会议于3月5日<选举>: only of a session, with a date between name and verb.
    Decides,
    /// 县政府第12次常务会议<研究>: only of a numbered session behind a date.
    Sits,
}

struct Verbs {
    heads: Pairs,
    by_first: ByChar<Verb>,
}

#[derive(Clone, Copy)]
struct Verb {
    word: &'static str,
    place: Place,
    /// Whether it needs a date beside it.
    dated: bool,
}

static VERBS: LazyLock<Verbs> = LazyLock::new(|| {
    let verbs = rows(include_str!("../../../lexicon/held_verbs.tsv")).filter_map(|r| {
        let place = match *r.get(1)? {
            "before" => Place::Before,
            "after" => Place::After,
            "decides" => Place::Decides,
            "sits" => Place::Sits,
            _ => Place::Both,
        };
        Some(Verb { word: r.first()?, place, dated: r.get(2) == Some(&"dated") })
    });
    let verbs: Vec<Verb> = verbs.collect();
    Verbs {
        heads: Pairs::of_words(verbs.iter().map(|verb| verb.word)),
        by_first: verbs.into_iter().filter_map(|verb| Some((verb.word.chars().next()?, verb))).collect(),
    }
});

/// Ends of attributes before a name, by their first character.
static ATTRIBUTES: LazyLock<ByChar<&'static str>> =
    LazyLock::new(|| ByChar::by_first(longest_first(words(include_str!("../../../lexicon/event_attributes.txt")))));

/// 随后, 本报讯 before a name, the longest first.
static LEAD_INS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| longest_first(words(include_str!("../../../lexicon/event_lead_ins.txt"))));

/// By their last character, as all that stands before a verb is looked for.
static ADVERBS: LazyLock<ByChar<&'static str>> =
    LazyLock::new(|| ByChar::by_last(words(include_str!("../../../lexicon/held_adverbs.txt"))));
static NOT_HELD: LazyLock<ByChar<&'static str>> =
    LazyLock::new(|| ByChar::by_last(words(include_str!("../../../lexicon/not_held.txt"))));

/// Words that decide about events told in passing, and their use.
static PASSING: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    rows(include_str!("../../../lexicon/passing_events.tsv")).filter_map(|r| Some((*r.first()?, *r.get(1)?))).collect()
});
