//! A district that no table of divisions knows, because it has no code of its own: `<大通湖区>委副书记、区长`.
//!
//! Believed only of a text that prints no division of the tables, and that speaks of its own 区: the name stands before an organ or
//! a verb of holding, behind a mark or a preposition, and is printed twice, in the headline or in the name of the publisher.
//! Refused: 高新区, 风景区, 片区 and other words for parts of places.

use super::{
    Context, Home,
    homes::{class_counts, title_span},
};
use crate::{
    lexicon::{divisions::Level, names, units},
    record::{Basis, Fields, Span},
};
use rustc_hash::FxHashSet;
use std::{collections::BTreeMap, sync::LazyLock};

impl Context<'_> {
    /// The only district of that kind of which the text speaks.
    pub(super) fn zone(&self, fields: &Fields) -> Option<Home> {
        let chars = &self.text.chars;
        if !chars.contains(&'区') || !class_counts(chars, &[]).iter().any(|(n, class)| *n > 0 && *class == "区") {
            return None;
        }
        let mut acting: BTreeMap<&[char], Span> = BTreeMap::new();
        for at in (2..chars.len()).filter(|&at| chars[at] == '区') {
            if let Some(start) = name_start(chars, at).filter(|_| self.acts(at + 1)) {
                acting.entry(&chars[start..=at]).or_insert_with(|| Span::new(start, at + 1));
            }
        }
        let (name, span) = acting.pop_first()?;
        let times = chars.windows(name.len()).filter(|w| *w == name).take(2).count();
        let headed = title_span(self.text, fields).is_some_and(|title| title.contains(span));
        // 大通湖卫生健康局: the publisher's name has it without its class.
        let stem: String = name[..name.len() - 1].iter().collect();
        let publishers = || self.publisher.contains(&stem);
        (acting.is_empty() && (times > 1 || headed || publishers())).then(|| Home {
            code: None,
            name: name.iter().collect(),
            level: Level::County,
            basis: Basis::Inferred,
            span: Some(span),
            county: None,
        })
    }
}

/// Where the name begins whose class word stands at `at`: two to four characters behind a mark or a preposition.
fn name_start(chars: &[char], at: usize) -> Option<usize> {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let opens = |start: usize| {
        start == 0
            || !han(chars[start - 1])
            || ['在', '到', '赴', '由', '向', '为', '是', '对'].contains(&chars[start - 1])
    };
    let start = (2..=4).filter_map(|n| at.checked_sub(n)).find(|&start| opens(start))?;
    let name = &chars[start..at];
    let plain = name.iter().all(|&c| {
        han(c)
            && ![
                '全', '我', '各', '本', '该', '此', '某', '和', '与', '及', '的', '在', '到', '赴', '省', '市', '县',
                '区', '镇', '乡',
            ]
            .contains(&c)
    });
    let word = (2..=name.len()).any(|n| {
        let tail: String = chars[at + 1 - n.min(at + 1)..=at].iter().collect();
        let part = n > 2
            || matches!(
                chars[at - 1],
                '园' | '社' | '景' | '战' | '军' | '校' | '厂' | '小' | '城' | '片' | '郊' | '地'
            );
        part && NO_LEVEL.contains(tail.as_str())
    });
    let whole: String = chars[start..=at].iter().collect();
    (plain && !word && !is_made_of_words(name) && !NO_LEVEL.contains(whole.as_str())).then_some(start)
}

/// 按照｜区委, 贯彻落实｜区政府: words of the language, no name.
fn is_made_of_words(name: &[char]) -> bool {
    let word = |chars: &[char]| names::common_word(&chars.iter().collect::<String>()).is_some();
    word(name) || (name.len() == 4 && word(&name[..2]) && word(&name[2..]))
}

static NO_LEVEL: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| units::no_levels().into_iter().collect());
