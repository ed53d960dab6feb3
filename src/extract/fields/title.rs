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
    if let Some(block) = text.blocks.iter().find(|b| b.kind == BlockKind::Headline) {
        return Some(Found::stated(normal(text, block.span), block.span, "headline"));
    }
    text.blocks.iter().filter(|b| b.kind == BlockKind::Meta).find_map(|block| {
        let chars = text.slice(block.span);
        let (length, kind) = label_with_colon(chars)?;
        let blanks = chars[length..].iter().take_while(|c| c.is_whitespace()).count();
        let span = Span::new(block.span.start as usize + length + blanks, block.span.end as usize);
        (kind == LabelKind::Title && !span.is_empty()).then(|| Found::stated(normal(text, span), span, "title-label"))
    })
}
