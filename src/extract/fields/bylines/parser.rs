//! Labels and names of a region, and to whom the names belong: before `摄` to nobody, behind `责编` to the editors.
//!
//! Accepted: `记者 【钱小满】 通讯员 【孙大地】`, `【钱小满】 文/图`, `【钱小满】 文 孙大地 摄`. Refused: `记者 钱小满 摄`.

use super::{
    is_separator, middle_dot,
    names::{are_sure_names, is_sure_name, names_in},
    regions::office_and_name,
};
use crate::lexicon::{
    labels::{LabelKind, label, label_with_colon},
    names,
};

/// To whom a name belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Credit {
    Reporter,
    Editor,
    /// Photographers, proof-readers: neither.
    Neither,
}

fn credit(kind: LabelKind) -> Credit {
    match kind {
        LabelKind::Reporter => Credit::Reporter,
        LabelKind::Editor => Credit::Editor,
        _ => Credit::Neither,
    }
}

/// What a region gave.
pub(super) struct Names {
    /// (editor?, start, end, rule) of each name, in characters of the region.
    pub(super) found: Vec<(bool, usize, usize, &'static str)>,
    /// The region holds labels of people or names.
    pub(super) is_credit: bool,
}

pub(super) struct Parser<'a> {
    chars: &'a [char],
    closing: bool,
    credit: Option<Credit>,
    /// Names read since the last label; `摄` behind them takes them back.
    pending: Vec<(Option<Credit>, usize, usize)>,
    found: Vec<(bool, usize, usize, &'static str)>,
    labelled: bool,
}

impl<'a> Parser<'a> {
    pub(super) fn new(chars: &'a [char], closing: bool) -> Self {
        Self { chars, closing, credit: None, pending: vec![], found: vec![], labelled: false }
    }

    pub(super) fn parse(mut self) -> Names {
        let mut at = 0;
        while at < self.chars.len() {
            if is_separator(self.chars[at]) {
                at += 1;
            } else {
                at = self.token(at);
            }
        }
        self.settle();
        let is_credit = self.labelled || !self.found.is_empty();
        Names { found: self.found, is_credit }
    }

    /// Reads the token at `at`; gives where the next begins.
    fn token(&mut self, at: usize) -> usize {
        let rest = &self.chars[at..];
        if let Some((length, kind)) = label_with_colon(rest) {
            return self.label(at, length, kind);
        }
        if let Some((length, kind)) = label(rest)
            && self.is_label(at, length, kind)
        {
            return self.label(at, length, kind);
        }
        // A label with colon ends the word before it, also without a blank (`钱小满编辑：李云`).
        let stops = |i: usize| {
            is_separator(rest[i])
                || i > 0 && label_with_colon(&rest[i..]).is_some_and(|(n, _)| n >= 3)
                || i > 0 && label(&rest[i..]).is_some_and(|(n, _)| announces_names(&rest[i..i + n]))
        };
        let end = at + (0..rest.len()).find(|i| stops(*i)).unwrap_or(rest.len());
        self.word(at, end);
        end
    }

    /// A label without colon: `记者 钱小满`, `记者钱小满`, `文 钱小满`, `文/图`; not the 文 of `文小满`.
    fn is_label(&self, at: usize, length: usize, kind: LabelKind) -> bool {
        if !matches!(kind, LabelKind::Reporter | LabelKind::Editor | LabelKind::Photo | LabelKind::Review) {
            return false;
        }
        let next = self.chars.get(at + length);
        let word: String = self.chars[at..at + length].iter().collect();
        if next.is_none_or(|c| is_separator(*c)) {
            return true;
        }
        // Glued to the name: only words that are nobody's name.
        matches!(kind, LabelKind::Reporter | LabelKind::Editor)
            && length >= 2
            && (word.contains(['/', '／'])
                || word.contains("记者")
                || word.contains("通讯员")
                || word.contains("编")
                || word.contains("作者")
                || word.contains("实习生"))
    }

    fn label(&mut self, at: usize, length: usize, kind: LabelKind) -> usize {
        let person = matches!(kind, LabelKind::Reporter | LabelKind::Editor | LabelKind::Photo | LabelKind::Review);
        self.labelled |= person;
        // `钱小满 文 孙大地 摄`: a line that begins with a name has its labels behind the names.
        let word: String = self.chars[at..at + length].iter().collect();
        let stands_behind =
            !["记者", "通讯员", "作者", "编"].iter().any(|w| word.contains(w)) && !word.ends_with([':', '：']);
        let unlabelled = stands_behind && self.pending.iter().all(|(c, ..)| c.is_none());
        let behind_names = !self.pending.is_empty() && (!self.has_value(at + length) || unlabelled && length <= 3);
        if person && behind_names && self.pending.iter().all(|(c, ..)| *c != Some(Credit::Editor)) {
            // `钱小满 文/图`, `记者 钱小满 摄`: the word stands behind the names.
            let given = credit(kind);
            self.pending.iter_mut().for_each(|(c, ..)| *c = Some(given));
            self.settle();
            self.credit = None;
        } else {
            // `通讯员 林某 摄影 巴某`: a new field.
            if !(person && self.pending.is_empty()) {
                self.settle();
            }
            self.credit = Some(credit(kind));
        }
        at + length
    }

    /// Whether a name follows before the next label.
    fn has_value(&self, from: usize) -> bool {
        let rest = &self.chars[from.min(self.chars.len())..];
        let start = rest.iter().position(|c| !is_separator(*c));
        start.is_some_and(|s| {
            label(&rest[s..]).is_none_or(|(n, _)| n == 1 && rest.get(s + 1).is_some_and(|c| !is_separator(*c)))
        })
    }

    fn word(&mut self, start: usize, end: usize) {
        let word = &self.chars[start..end];
        // `钱小满图/文`: the first half of the label stands at the name.
        let slashed = matches!(self.chars.get(end..end + 2), Some(['/' | '／', '文' | '图' | '摄']));
        if let [names @ .., half @ ('图' | '文')] = word
            && slashed
            && names_in(names).is_some_and(|n| n.len() == 1)
        {
            self.names(start, names.len());
            if *half == '文' {
                self.labelled = true;
                self.pending.iter_mut().for_each(|(c, ..)| *c = Some(c.unwrap_or(Credit::Reporter)));
                self.settle();
            }
            return;
        }
        // `张三摄`, `李四文/图`, `孙某报道`, `钱某供稿`.
        const ENDINGS: [(&[char], Credit); 10] = [
            (&['摄', '影', '报', '道'], Credit::Neither),
            (&['摄', '影'], Credit::Neither),
            (&['供', '图'], Credit::Neither),
            (&['摄'], Credit::Neither),
            (&['报', '道'], Credit::Reporter),
            (&['供', '稿'], Credit::Reporter),
            (&['撰', '稿'], Credit::Reporter),
            (&['整', '理'], Credit::Reporter),
            (&['图', '文'], Credit::Reporter),
            (&['文'], Credit::Reporter),
        ];
        for (ending, given) in ENDINGS {
            // `翁晓文` after 记者 is a whole name.
            if ending == ['文'] && self.credit.is_some() {
                continue;
            }
            if let Some(names) = word.strip_suffix(ending).filter(|n| names_in(n).is_some()) {
                self.labelled = true;
                self.names(start, names.len());
                self.pending.iter_mut().for_each(|(c, ..)| {
                    *c = if given == Credit::Neither { Some(given) } else { Some(c.unwrap_or(given)) }
                });
                self.settle();
                return;
            }
        }
        self.names(start, word.len());
    }

    fn names(&mut self, start: usize, length: usize) {
        let word = &self.chars[start..start + length];
        if self.credit.is_none()
            && !(self.closing && (is_sure_name(word) || are_sure_names(word)))
            && word.len() > 4
            && !word.iter().any(|c| middle_dot(*c) == '·')
        {
            return;
        }
        for (from, to) in names_in(word).unwrap_or_default() {
            self.pending.push((self.credit, start + from, start + to));
        }
    }

    /// Takes the pending names over.
    fn settle(&mut self) {
        let labelled = self.labelled;
        let pending = std::mem::take(&mut self.pending);
        // One sure name in a bracket vouches for the others (`展翅 单红旗`).
        let any_sure = pending.iter().any(|&(_, start, end)| is_sure_name(&self.chars[start..end]));
        let pieces = || self.chars.split(|c| is_separator(*c)).filter(|p| !p.is_empty()).collect::<Vec<_>>();
        let any_sure = any_sure || self.closing && office_and_name(&pieces());
        for (given, start, end) in pending {
            let name = &self.chars[start..end];
            let sure = is_sure_name(name) || any_sure && names::is_surname(name[0]) && name.len() <= 3;
            match given {
                Some(Credit::Reporter) => self.found.push((false, start, end, "byline")),
                Some(Credit::Editor) => self.found.push((true, start, end, "editor-line")),
                None if self.closing && sure && !labelled => self.found.push((false, start, end, "closing-bracket")),
                _ => {}
            }
        }
    }
}

/// `记者`, `特约通讯员`: labels that stand right before names without a blank.
fn announces_names(word: &[char]) -> bool {
    let ends = |label: &str| word.ends_with(&label.chars().collect::<Vec<_>>());
    word.len() >= 2 && ["记者", "通讯员", "实习生"].iter().any(|label| ends(label))
}
