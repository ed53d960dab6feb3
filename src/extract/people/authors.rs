//! The speaker in the headline of a speech.
//!
//! ```text
//! ［甲乙丙］在全县教育工作会议上的讲话    ——［甲乙丙］同志在…会上的报告
//! refused: 县长在…上的讲话   高校长在…上的讲话   市委在…上的报告      a title, a body
//! ```
//!
//! Reads `speech_words.tsv`.

use super::Found;
use crate::{document::BlockKind, lexicon::words_of};
use std::sync::LazyLock;

/// Last words of such a headline.
static ENDINGS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words_of(include_str!("../../../lexicon/speech_words.tsv"), "author"));
/// Evidence that the characters form a name (see `Names`).
const LEAST_FORM: i32 = 20;

impl Found<'_> {
    /// Headlines that begin with a name and 在.
    pub(super) fn read_authors(&mut self) {
        let text = self.text;
        let headline = |k: BlockKind| matches!(k, BlockKind::Headline | BlockKind::Subheadline);
        for block in text.blocks.iter().filter(|b| headline(b.kind)) {
            let words = text.str(block.span);
            let bare = words.split(['（', '(', '[']).next().unwrap_or_default().trim_end();
            if !ENDINGS.iter().any(|e| bare.ends_with(e)) {
                continue;
            }
            let (start, end) = (block.span.start as usize, block.span.end as usize);
            let lead = |c: &&char| matches!(c, '—' | '-' | '－' | ' ' | '\u{3000}');
            let at = start + text.chars[start..end].iter().take_while(lead).count();
            let Some(c) = self.name_formed(at, 0, LEAST_FORM).filter(|c| c.span.len() >= 2) else { continue };
            let stop = c.span.end as usize;
            let titled = c.name.ends_with(['长', '记', '任', '席', '员', '理', '会', '委', '府', '县', '市', '局']);
            let speaks = ["在", "同志在"].iter().any(|w| text.starts_with(stop, w));
            if speaks && !titled {
                self.introduce(c, "name-in-headline", vec![], None, None);
            }
        }
    }
}
