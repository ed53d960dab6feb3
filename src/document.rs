//! A cleaned document: what `clean` hands to `extract`. It holds text and layout, no facts.

use crate::record::{Encoding, Format, Script, Span};

/// Cleaned text in its own script, with the same text in Simplified characters beside it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// How the bytes became text.
    pub encoding: Encoding,
    /// Characters that could not be decoded and stand as U+FFFD.
    pub replaced: u32,
    /// Layout of the input.
    pub format: Format,
    /// Script of the original.
    pub script: Script,
    /// Cleaned text, paragraphs separated by one `\n`.
    pub body: String,
    /// The same text in Simplified characters, character for character; `None` if equal to `body`.
    pub body_hans: Option<String>,
    /// The paragraphs of `body` in order, without gaps but for the `\n` between them.
    pub blocks: Vec<Block>,
    /// For every character of `body` the offset (in characters) in the decoded text at which it stood.
    pub source_offsets: Vec<u32>,
    /// What the page calls its own site, in Simplified characters (`甲县中医医院`); no part of `body`. Empty when it says
    /// nothing.
    pub site: Vec<String>,
    /// What cleaning saw that a reader should know; spans in `body`.
    pub remarks: Vec<Remark>,
}

impl Document {
    /// The Simplified text, on which all recognition runs.
    pub fn hans(&self) -> &str {
        self.body_hans.as_deref().unwrap_or(&self.body)
    }
}

/// One paragraph of a [`Document`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Characters of `body`, without the closing `\n`.
    pub span: Span,
    /// What the layout says it is.
    pub kind: BlockKind,
}

/// What a paragraph is by its layout. Recognisers may know better than the layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The headline, printed once.
    Headline,
    /// A second headline, above or below the first (引题, 副题).
    Subheadline,
    /// Source, date, byline, address: lines about the document (`来源:…　发布时间:…`), at its head or foot.
    Meta,
    /// Running text.
    Paragraph,
    /// A short heading inside the text (bold line, `一、…`).
    SectionHead,
}

/// Something that cleaning noticed; becomes a note of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Code of the note (`replaced-characters`, `truncated`, `machine-rewritten` …).
    pub code: &'static str,
    /// One English sentence.
    pub message: String,
    /// Where in `body`; `None` when it concerns the whole.
    pub span: Option<Span>,
}
