//! Military units without a number (驻临某|旅, 海军某|部) and the armed police of a place.

use super::{Anchor, UnitMention, Units, is_han};
use crate::{lexicon::units::Head, record::Span};

impl Units<'_> {
    /// `武警亳州支队`机动中队: the forces of which an armed police unit is a part.
    pub(super) fn above(&self, unit: &UnitMention, floor: usize) -> Vec<UnitMention> {
        let range = unit.span.range();
        if unit.rule != "unit-armed-police" && !self.text.starts_with(range.start, "武警") {
            return vec![];
        }
        (range.start + 4..range.end.saturating_sub(2))
            .filter(|&at| ["支队", "总队", "大队"].iter().any(|w| self.text.ends_with(at, w)))
            .filter_map(|part| self.ending_at(part, floor))
            .filter(|u| u.span.start == unit.span.start)
            .collect()
    }

    /// `武警亳州|支队`, `武警亳州支队机动|中队`: named after a place that no table need know.
    pub(super) fn armed_police(&self, head: &Head, start: usize, end: usize, floor: usize) -> Option<UnitMention> {
        if !matches!(head.word, "总队" | "支队" | "大队" | "中队") {
            return None;
        }
        let reach = floor.max(start.saturating_sub(16));
        let from = (reach..start.saturating_sub(2)).rev().find(|&i| self.text.starts_with(i, "武警"))?;
        let place = Span::new(from + 2, start);
        let placed = self.anchor(start, floor).is_some_and(|(at, _)| at == from);
        let words = self.text.slice(place);
        let proper = words.iter().all(|&c| is_han(c)) && !words.contains(&'某') && self.joins(from + 2, start);
        (!placed && proper && from + 2 < start)
            .then(|| self.unit(from, Anchor::Own, from, end, head, "unit-armed-police"))?
    }

    /// `四十七|团`党委, `第一师五|团`政委: where a force begins that is called by its number, with one of its posts or bodies behind.
    fn numbered(&self, head: &Head, start: usize, end: usize, floor: usize) -> Option<usize> {
        let numeral = |c: char| {
            c.is_ascii_digit()
                || ['零', '〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百'].contains(&c)
        };
        let begin = |end: usize| {
            let from = (floor..end).rev().take_while(|&i| numeral(self.text.chars[i])).last()?;
            Some(if from > floor && self.text.chars[from - 1] == '第' { from - 1 } else { from })
        };
        let seated =
            self.title_at(end) || ["党委", "团委", "政治部", "司令部"].iter().any(|w| self.text.starts_with(end, w));
        let from = begin(start).filter(|_| seated && matches!(head.word, "师" | "团" | "旅" | "营" | "连"))?;
        let above =
            from.checked_sub(1).filter(|&i| i >= floor && matches!(self.text.chars[i], '师' | '团' | '旅' | '营'));
        Some(above.and_then(begin).unwrap_or(from))
    }

    /// `驻临某|旅`, `海军某|部`, `预备役某|师`.
    pub(super) fn military(&self, head: &Head, start: usize, end: usize, floor: usize) -> Option<UnitMention> {
        // 派驻骨干医｜师
        let person = matches!(
            self.text.at(start.wrapping_sub(1)),
            Some('医' | '律' | '教' | '老' | '程' | '技' | '厨' | '讲' | '导' | '牧' | '药')
        );
        if head.word == "师" && person {
            return None;
        }
        if let Some(from) = self.numbered(head, start, end, floor) {
            return self.unit(from, Anchor::Own, from, end, head, "unit-numbered-force");
        }
        let number = (floor..start).rev().take_while(|&i| self.text.chars[i].is_ascii_digit()).last();
        if let Some(from) = number.filter(|from| head.word == "部队" && (4..=6).contains(&(start - from))) {
            return self.unit(from, Anchor::Own, from, end, head, "unit-numbered-force");
        }
        let mut at = start;
        while at > floor && start - at < 9 && is_han(self.text.chars[at - 1]) {
            at -= 1;
            let begins = ["驻", "武警", "海军", "空军", "陆军", "火箭军", "预备役", "某"];
            if begins.iter().any(|w| self.text.starts_with(at, w)) {
                let opens = ["驻", "武警", "海军", "空军", "陆军", "火箭军", "预备役"];
                if begins.last().is_some_and(|w| self.text.starts_with(at, w))
                    && at + 1 == start
                    && !is_han(self.text.at(at.wrapping_sub(1)).unwrap_or(' '))
                {
                    return None;
                }
                let further =
                    (floor.max(at.saturating_sub(4))..at).find(|&i| opens.iter().any(|w| self.text.starts_with(i, w)));
                let from = further.unwrap_or(at);
                // ［湖北］陆军预备役某师: the army of a province bears its name.
                let province = self.divisions_by_end.get(&from).map(|(s, _)| s.start as usize);
                let army = self.text.starts_with(from, "陆军") || self.text.starts_with(from, "预备役");
                let from = province.filter(|&at| at >= floor && army).unwrap_or(from);
                let named = self.text.slice(Span::new(from, start)).contains(&'某')
                    || head.word.starts_with('某')
                    || (head.word != "部队" && from + 2 < start);
                return named.then(|| self.unit(from, Anchor::Own, from, end, head, "unit-anonymous-military"))?;
            }
        }
        None
    }
}
