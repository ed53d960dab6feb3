//! Words in quotation marks: behind a cue, or before the clause of the speaker.
//!
//! Accepted: 他说：“…。”; “…。”他说; “…”面对记者，〔甲〕说。; “…¶“…¶“…” over paragraphs, of which only the last closes.
//! Refused: words in marks that are no utterance (不当“稻草人”).

use super::{Reader, Utterance, cues::Follows};
use crate::{
    extract::scene::{Mark, is_clause_end},
    record::Span,
};

impl Reader<'_, '_> {
    /// Direct speech that opens at `at`: the words inside the marks, in several paragraphs if the mark stays open.
    pub(super) fn direct(&self, at: usize) -> Option<Vec<Span>> {
        let text = self.scene.text;
        let at = (at..at + 2).find(|&i| !text.at(i).is_some_and(char::is_whitespace))?;
        if !matches!(text.at(at), Some('“' | '「' | '"')) {
            return None;
        }
        let Some(mark) = self.scene.marks.opening_at(at) else { return self.direct_over_paragraphs(at) };
        let ends_full = matches!(text.chars[mark.close - 1], '。' | '！' | '？' | '!' | '?' | '…');
        let next = text.at(mark.close + 1);
        let after_colon = at > 0 && matches!(text.chars[at - 1], '：' | ':');
        let stops = matches!(next, None | Some('。' | '\n'));
        let long = mark.close - mark.open > 10;
        (ends_full || (stops && (after_colon || long))).then(|| vec![Span::new(mark.open + 1, mark.close)])
    }

    /// “…¶“…¶“…”: each paragraph opens with a mark, only the last closes it.
    fn direct_over_paragraphs(&self, at: usize) -> Option<Vec<Span>> {
        let text = self.scene.text;
        let first = text.block_at(at)?;
        let mut spans = vec![Span::new(at + 1, text.blocks[first].span.end as usize)];
        for block in text.blocks.get(first + 1..)?.iter().take(30) {
            let (start, end) = (block.span.start as usize, block.span.end as usize);
            let from = if text.at(start) == Some('“') { start + 1 } else { start };
            if let Some(close) = (from..end).find(|&i| text.chars[i] == '”') {
                spans.push(Span::new(from, close));
                return Some(spans);
            }
            if from == start {
                return None;
            }
            spans.push(Span::new(from, end));
        }
        None
    }

    /// The quotation right before the clause of the speaker, unless it is used up.
    pub(super) fn words_before(&self, u: &Utterance) -> Option<Span> {
        let close = u.speaker.clause.checked_sub(1)?;
        let mark = self.scene.marks.closing_at(close).or_else(|| self.before_a_frame(u, close));
        // …高兴地说：“…。”〔乙〕笑着说：“…。”: the words behind a colon are those of whoever was named before it.
        let of_colon = |open: usize| open > 0 && matches!(self.scene.text.chars[open - 1], '：' | ':');
        let mark = mark.filter(|m| m.is_quote() && m.open >= self.done && !of_colon(m.open))?;
        self.scene.ends_an_utterance(mark).then(|| Span::new(mark.open + 1, mark.close))
    }

    /// “…”面对记者，〔甲〕说。: a short frame without a name between the words and the speaker.
    fn before_a_frame(&self, u: &Utterance, comma: usize) -> Option<Mark> {
        // “…”听完发言，〔甲〕接过话茬说，…: words on both sides.
        let opens = |close: usize| {
            let heard = ["听完", "听后", "听了", "听罢", "谈及", "谈到", "说起", "说到"];
            heard.iter().any(|w| self.scene.text.starts_with(close + 1, w))
        };
        if !matches!(self.scene.text.at(comma), Some('，' | ',')) {
            return None;
        }
        let close = (comma.saturating_sub(14)..comma).rev().find(|&i| self.scene.text.chars[i] == '”')?;
        let stops = (close + 1..comma).any(|i| is_clause_end(self.scene.text.chars[i]));
        let plain = self.scene.people(close, comma).is_empty() && !stops;
        let plain = plain && (u.cue.follows == Follows::Stop || opens(close));
        self.scene.marks.closing_at(close).filter(|_| plain)
    }
}
