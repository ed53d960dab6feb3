//! A statement: words with the numbers of the notes behind them.

use serde::Serialize;

/// One sentence, or one cell, of a report.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Statement {
    /// Plain text; templates escape it.
    pub text: String,
    /// Numbers of its notes.
    pub notes: Vec<usize>,
}

impl Statement {
    /// A statement with its notes.
    pub fn new(text: impl Into<String>, notes: Vec<usize>) -> Self {
        Self { text: text.into(), notes }
    }
}
