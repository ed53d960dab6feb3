//! The headline.
//!
//! Accepted: the block that the layout gives as headline, wherever it stands; `标题：【云岭县召开春耕会议】`.
//! Refused: second headlines.

use super::{Found, normal};
use crate::{
    document::BlockKind,
    extract::Text,
    lexicon::labels::{LabelKind, label_with_colon},
    record::Span,
};

pub fn title(text: &Text) -> Option<Found<String>> {
    if let Some(first) = text.blocks.iter().position(|b| b.kind == BlockKind::Headline) {
        // A headline may stand on two lines.
        let more = text.blocks[first..].iter().take_while(|b| b.kind == BlockKind::Headline).count();
        let span = Span { start: text.blocks[first].span.start, end: text.blocks[first + more - 1].span.end };
        return Some(Found::stated(normal(text, span), span, "headline"));
    }
    text.blocks.iter().filter(|b| b.kind == BlockKind::Meta).find_map(|block| {
        let chars = text.slice(block.span);
        let (length, kind) = label_with_colon(chars)?;
        let blanks = chars[length..].iter().take_while(|c| c.is_whitespace()).count();
        let span = Span::new(block.span.start as usize + length + blanks, block.span.end as usize);
        (kind == LabelKind::Title && !span.is_empty()).then(|| Found::stated(normal(text, span), span, "title-label"))
    })
}
