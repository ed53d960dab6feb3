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

/// Words in quotation marks; marks inside them change places, as GB/T 15834 has it: “…‘…’…”.
pub(super) fn quoted(words: &str) -> String {
    let inner: String = words
        .chars()
        .map(|c| match c {
            '“' => '‘',
            '”' => '’',
            '‘' => '“',
            '’' => '”',
            c => c,
        })
        .collect();
    format!("“{inner}”")
}

#[cfg(test)]
mod tests {
    #[test]
    fn marks_inside_marks_change_places() {
        assert_eq!(super::quoted("前人把“黔巫要塞”守住了"), "“前人把‘黔巫要塞’守住了”");
    }
}
