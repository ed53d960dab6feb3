//! What the counts look at beside people and events: who said how much, which bodies were there, who held what once, and
//! sentences that documents have in common.

use super::Chance;
use huiyao::record::{
    Alias, Basis, Capacity, Official, Post, PostStatus, Presence, Quote, QuoteKind, Record, Slogan, Span, SpeakerKind,
    UnitAttendance, UnitKind,
};

const RULE: std::borrow::Cow<'static, str> = std::borrow::Cow::Borrowed("by-hand");
const SPAN: Span = Span { start: 0, end: 1 };

/// Long enough to count as a passage that is shared.
const SENTENCES: [&str; 4] = [
    "各级各部门要提高认识加强领导明确责任分工细化工作措施确保各项任务在规定的时间以内一件一件落到实处见到成效。",
    "要坚持问题导向深入基层一线调查研究广泛听取干部群众意见建议把矛盾化解在萌芽状态把服务送到群众的家门口上。",
    "全体与会人员一致表示要把会议精神带回去传达好学习好贯彻好以扎实的作风和过硬的本领推动本地区工作再上新台阶。",
    "要加强宣传引导营造良好氛围充分发挥先进典型的示范带动作用形成人人关心人人支持人人参与这一项工作的生动局面。",
];
const SLOGANS: [&str; 3] = ["五连冠", "三步走", "一盘棋"];
const CUES: [&str; 3] = ["强调", "指出", "要求"];

/// Adds it to `records`, the same for the same `seed`.
pub fn furnish(records: &mut [Record], seed: u64) {
    for (n, record) in (0u64..).zip(records) {
        let mut chance = Chance::new(seed ^ 0x3c17 ^ (n << 20));
        for sentence in SENTENCES {
            if chance.percent(25) {
                record.body.push_str(sentence);
            }
        }
        units(record, &mut chance);
        people(record, &mut chance);
        quotes(record, &mut chance);
    }
}

fn units(record: &mut Record, chance: &mut Chance) {
    for unit in &mut record.units {
        if unit.name.ends_with("人武部") {
            unit.kind = UnitKind::Military;
        }
        if !record.meetings.is_empty() && chance.percent(30) {
            let presence = *chance.of(&[Presence::Host, Presence::Delegate, Presence::Visited]);
            unit.presences.push(UnitAttendance { presence, meeting: 1, span: SPAN, rule: RULE, basis: Basis::Stated });
        }
    }
}

fn people(record: &mut Record, chance: &mut Chance) {
    for (order, official) in (1u32..).zip(&mut record.officials) {
        for role in &mut official.roles {
            role.list_order = chance.percent(70).then_some(order);
        }
        // Seen a second time at the same event.
        if chance.percent(20) {
            official.roles.extend(official.roles.first().cloned());
        }
        if chance.percent(10) {
            official.capacity = *chance.of(&[Capacity::Military, Capacity::Private]);
        }
        if let (true, Some(unit)) = (chance.percent(20), record.units.first()) {
            let status = *chance.of(&[PostStatus::Former, PostStatus::Elected, PostStatus::Removed]);
            let (unit, unit_n, title) = (unit.name.clone(), unit.n, "副主任".into());
            official.posts.push(Post { unit, unit_n, title, status, span: SPAN, rule: RULE, basis: Basis::Stated });
        }
    }
    let roles = record.officials.first().map(|official| official.roles.clone());
    if let Some(roles) = roles.filter(|_| chance.percent(20)) {
        record.officials.push(Official {
            n: u32::try_from(record.officials.len()).unwrap() + 1,
            name: "欧阳".into(),
            surname_only: true,
            rank: None,
            capacity: Capacity::Office,
            posts: vec![],
            roles,
            aliases: Vec::<Alias>::new(),
            span: SPAN,
            rule: RULE,
            basis: Basis::Stated,
        });
    }
}

fn quotes(record: &mut Record, chance: &mut Chance) {
    for _ in 0..chance.below(4) {
        let official = (!record.officials.is_empty()).then(|| chance.of(&record.officials).clone());
        record.quotes.push(Quote {
            meeting: record.meetings.first().map(|m| m.n).filter(|_| chance.percent(85)),
            speaker: official.as_ref().map(|o| o.name.clone()),
            speaker_kind: if official.is_some() { SpeakerKind::Official } else { SpeakerKind::Unknown },
            officials: official.iter().map(|o| o.n).collect(),
            unit: None,
            speaker_label: None,
            label_span: None,
            cue: (*chance.of(&CUES)).into(),
            cue_span: None,
            kind: QuoteKind::Indirect,
            text: record.body.chars().take(1 + chance.below(20)).collect(),
            spans: vec![SPAN],
            rule: RULE,
            basis: Basis::Stated,
        });
    }
    if chance.percent(40) {
        let text = (*chance.of(&SLOGANS)).into();
        record.slogans.push(Slogan { text, span: SPAN, rule: RULE, basis: Basis::Stated });
    }
}
