//! Parts of institutions, bureaus and commands, printed behind the whole: ［市生态环境局］凤台分局, ［县人民检察院］第四检察部.

use super::{Anchor, HEADS, UnitMention, Units, is_han};
use crate::{
    lexicon::units::{self, Form, Head},
    record::{Organ, Span, UnitKind},
};
use std::sync::LazyLock;

impl Units<'_> {
    /// ［市生态环境局］凤台分局, ［国家税务总局］凤台县税务局: a branch is printed right behind the body of which it is one.
    pub(super) fn attached(&self, unit: UnitMention, floor: usize, depth: u8) -> UnitMention {
        let (start, end) = (unit.span.start as usize, unit.span.end as usize);
        // 县住建局驻［温塘村工作队］
        if self.text.ends_with(start, "驻")
            && matches!(unit.anchor, Anchor::Town(_))
            && self.text.ends_with(end, "工作队")
        {
            let above = start.checked_sub(1).and_then(|at| self.parse(at, floor, depth + 1));
            return match above.filter(|u| u.anchor != Anchor::Bare) {
                Some(above) => {
                    let span = Span::new(above.span.start as usize, end);
                    UnitMention {
                        span,
                        anchor: above.anchor.clone(),
                        core: above.core,
                        parent: Some(Box::new(above)),
                        ..unit
                    }
                }
                None => unit,
            };
        }
        let branch = BRANCHES.iter().any(|b| self.text.ends_with(end, b)) && unit.parent.is_none();
        if !branch
            || start <= floor
            || !matches!(self.text.chars[start - 1], '局' | '司' | '队' | '团' | '会' | '行' | '院' | '校')
        {
            return unit;
        }
        let Some(above) = self.parse(start, floor, depth + 1) else { return unit };
        let taxes = self.text.ends_with(end, "税务局") && !self.text.ends_with(start, "税务总局");
        if above.anchor == Anchor::Bare || taxes {
            return unit;
        }
        let span = Span::new(above.span.start as usize, end);
        let anchor = above.anchor.clone();
        UnitMention { span, anchor, core: above.core, parent: Some(Box::new(above)), ..unit }
    }

    /// `县人民检察院`未成年人检察|办公室主任, `军分区`战备建设|处处长: words that no lexicon knows between an institution and the
    /// last word of its part, before a title.
    pub(super) fn part_of_institution(
        &self,
        head: &Head,
        stem: usize,
        end: usize,
        floor: usize,
        depth: u8,
    ) -> Option<UnitMention> {
        if !self.title_at(end) {
            return None;
        }
        let parent = self.institution_before(stem, floor, depth)?;
        Some(self.part_of(parent, head, end, "unit-department"))
    }

    /// The institution, bureau or command that is printed a few words before `at`, with nothing but words of a name
    /// between.
    fn institution_before(&self, at: usize, floor: usize, depth: u8) -> Option<UnitMention> {
        const REACH: usize = 10;
        let has_parts = |u: &UnitMention| {
            let bureau = u.organ == Organ::Department
                && ["局", "厅", "委员会", "委"].iter().any(|w| self.text.ends_with(u.span.end as usize, w));
            let house = matches!(
                u.kind,
                UnitKind::Court
                    | UnitKind::Procuratorate
                    | UnitKind::Military
                    | UnitKind::Hospital
                    | UnitKind::School
                    | UnitKind::Mass
                    | UnitKind::Firm
            );
            bureau || house && u.anchor != Anchor::Bare
        };
        (floor.max(at.saturating_sub(REACH))..=at)
            .rev()
            .take_while(|&from| from == at || is_han(self.text.chars[from]))
            .take_while(|&from| self.joins(from, at))
            .find_map(|from| self.parse(from, floor, depth + 1))
            .filter(has_parts)
    }

    /// `县人民检察院第四检察部`|主任: a part of an institution by the last word of its name that no lexicon of heads knows.
    pub fn part_ending_at(&self, end: usize, floor: usize) -> Option<UnitMention> {
        let at = end.checked_sub(1).filter(|_| self.text.ends_with(end, "部"))?;
        // 部 alone ends too many words to stand in the list of heads; a division it is as 处 is.
        let head = HEADS.iter().find(|h| h.word == "处")?;
        let parent = self.institution_before(at, floor, 0).filter(|p| (p.span.end as usize) < at)?;
        Some(self.part_of(parent, head, end, "unit-department"))
    }

    pub(super) fn part_of(&self, parent: UnitMention, head: &Head, end: usize, rule: &'static str) -> UnitMention {
        UnitMention {
            span: Span::new(parent.span.start as usize, end),
            anchor: parent.anchor.clone(),
            core: parent.core,
            core_end: end,
            kind: if head.kind == UnitKind::Party || head.form == Form::Department {
                head.kind
            } else {
                parent.kind.min(head.kind)
            },
            organ: head.organ,
            rule,
            parent: Some(Box::new(parent)),
        }
    }
}

static BRANCHES: LazyLock<Vec<&'static str>> = LazyLock::new(units::branches);

/// Whether departments can hang on the unit: committees, governments, groups, military commands.
pub(super) fn is_body(unit: &UnitMention) -> bool {
    matches!(unit.organ, Organ::Committee | Organ::StandingCommittee | Organ::Discipline | Organ::LeadingGroup)
        || unit.kind == UnitKind::Military
}
