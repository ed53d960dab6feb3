//! Firms, hospitals, schools and bureaus of which posts are printed with a class word only.
//!
//! Accepted: 任命甲为｜集团院长, ，｜公司总经理乙, 该院｜院长丙, 来到区第二医院。……｜院长丁 (the house, not the one whose expert is quoted).
//!
//! Reads `institutions.tsv`, `house_people.txt`.

use super::{NamedUnit, Seats, holders::holds};
use crate::{
    extract::{
        class_words,
        posts::{HOUSES, PrintedPost, is_given_at},
        units::{UnitMention, is_han},
    },
    lexicon::words,
    record::{Basis, Organ, UnitKind},
};
use std::sync::LazyLock;

/// Who works or learns in a house.
static PEOPLE: LazyLock<Vec<&'static str>> = LazyLock::new(|| words(include_str!("../../../lexicon/house_people.txt")));

impl Seats<'_> {
    /// 该院｜院长: the institution named last of that class.
    pub(super) fn this_institution(&self, post: &PrintedPost) -> Option<NamedUnit> {
        let at = post.span.start as usize;
        let this =
            post.span == post.title_span && matches!(at.checked_sub(2).map(|i| self.naming.text.chars[i]), Some('该'));
        this.then(|| self.meant_before(at))?
    }

    /// 任命甲为｜集团院长: a post with the word for a house of which bodies are printed so.
    pub(super) fn house_with_posts(&self, post: &PrintedPost) -> Option<NamedUnit> {
        let at = post.title_span.start as usize;
        let called = post.span != post.title_span && class_words::ends_with_house(self.naming.text, at);
        called.then(|| self.house_before(at))?
    }

    /// The body named before that the class word right before `at` means (［院］党委书记, 为［集团］院长).
    pub(super) fn meant_before(&self, at: usize) -> Option<NamedUnit> {
        let word = class_words::class_word_before(self.naming.text, at)?;
        let start = at - word.chars().count();
        let before = self.mentions.partition_point(|(m, _)| (m.span.end as usize) <= start);
        class_words::meant_by(word, self.mentions[..before].iter().map(|(_, named)| named)).cloned()
    }

    /// 公司｜总经理, 医院｜副院长: the firm or institution that is called by its class word; by that alone if the text names none.
    pub(super) fn house_before(&self, at: usize) -> Option<NamedUnit> {
        let text = self.naming.text;
        let (word, kind) = HOUSES.iter().find(|(w, _)| text.ends_with(at, w))?;
        if let Some(named) = self.meant_before(at) {
            return Some(named);
        }
        let start = at - word.chars().count();
        let open = start == 0
            || !is_han(text.chars[start - 1])
            || is_given_at(text, start)
            || ["由", "在", "及", "和", "与", "了"].iter().any(|w| text.ends_with(start, w));
        open.then(|| NamedUnit {
            name: (*word).to_owned(),
            kind: *kind,
            organ: Organ::Unit,
            place: None,
            place_code: None,
            basis: Basis::Stated,
        })
    }

    /// The institution or bureau named last before `at`.
    pub(super) fn body_before(&self, at: usize) -> Option<NamedUnit> {
        let before = self.mentions.partition_point(|(m, _)| (m.span.end as usize) < at);
        let body = |n: &&NamedUnit| {
            matches!(n.kind, UnitKind::Court | UnitKind::Procuratorate)
                || (n.organ == Organ::Department && n.kind == UnitKind::Government && n.name.ends_with('局'))
        };
        let bureau = self.mentions[..before].iter().rev().map(|(_, n)| n).find(body).cloned();
        bureau.map(|n| self.hosts.of(&n).unwrap_or(n))
    }

    /// The unit named last before `at` that has a holder of the title.
    pub(super) fn named_before(&self, base: &str, at: u32) -> Option<NamedUnit> {
        let reach = 600;
        let before = self.mentions.partition_point(|(m, _)| m.span.start < at);
        let near = self.mentions[..before]
            .iter()
            .rev()
            .filter(|(m, _)| m.span.end <= at)
            .take_while(|(m, _)| at - m.span.end < reach)
            .filter(|(_, n)| holds(&n.name, base));
        // 县医院的专家: somebody of it; the house itself was named before.
        let owner = |(m, _): &&(UnitMention, NamedUnit)| {
            let at = m.span.end as usize;
            let of = self.naming.text.at(at) == Some('的');
            of && (at + 1..at + 7).any(|i| PEOPLE.iter().any(|w| self.naming.text.starts_with(i, w)))
        };
        let house = near.clone().find(|m| !owner(m)).or_else(|| near.clone().next());
        house.map(|(_, n)| n.clone())
    }

    /// 农村经济研究［中心］｜主任: whether the words right before the title name a body that is not the one `name` names.
    pub(super) fn follows_another(&self, post: &PrintedPost, name: &str) -> bool {
        let (at, text) = (post.span.start as usize, self.naming.text);
        let [.., before, last] = text.chars[..at] else { return false };
        let ends = matches!(
            last,
            '心' | '所' | '院' | '会' | '司' | '团' | '局' | '处' | '站' | '社' | '厂' | '馆' | '台' | '场' | '行'
        );
        // 该局局长, 我院院长, 大会秘书长
        let any = matches!(before, '该' | '我' | '本' | '全' | '大' | '驻' | '市' | '县' | '区' | '省');
        ends && is_han(before) && !any && !name.ends_with(&[before, last].iter().collect::<String>())
    }
}
