//! Writes YAML that a person can read: mappings in blocks and in the order given, SQL and other texts of several lines
//! as they stand, every other value as JSON writes it, which is YAML too.

use std::fmt::Write;

/// A value of a YAML document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Text(String),
    Flag(bool),
    List(Vec<String>),
    Map(Vec<(String, Node)>),
}

impl Node {
    /// A mapping of those entries that have a value.
    pub(super) fn map<const N: usize>(entries: [(&str, Option<Node>); N]) -> Self {
        Self::Map(entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect())
    }

    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The whole document, ending with a line break.
    pub(super) fn document(&self) -> String {
        let mut out = String::new();
        match self {
            Self::Map(entries) if !entries.is_empty() => mapping(&mut out, entries, 0),
            other => {
                out.push_str(&other.on_one_line());
                out.push('\n');
            }
        }
        out
    }

    fn on_one_line(&self) -> String {
        match self {
            Self::Text(text) => quoted(text),
            Self::Flag(flag) => flag.to_string(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Map(entries) => {
                let entries: Vec<String> =
                    entries.iter().map(|(key, value)| format!("{}: {}", quoted(key), value.on_one_line())).collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }
}

fn mapping(out: &mut String, entries: &[(String, Node)], depth: usize) {
    for (key, value) in entries {
        indent(out, depth);
        out.push_str(&name(key));
        out.push(':');
        match value {
            Node::Map(inner) if !inner.is_empty() => {
                out.push('\n');
                mapping(out, inner, depth + 1);
            }
            Node::Text(text) if stands_as_it_is(text) => block(out, text, depth + 1),
            other => {
                out.push(' ');
                out.push_str(&other.on_one_line());
                out.push('\n');
            }
        }
    }
}

fn block(out: &mut String, text: &str, depth: usize) {
    out.push_str(" |-\n");
    for line in text.split('\n') {
        if !line.is_empty() {
            indent(out, depth);
            out.push_str(line);
        }
        out.push('\n');
    }
}

fn indent(out: &mut String, depth: usize) {
    out.push_str(&"  ".repeat(depth));
}

/// A key without quotation marks where it is plain letters, which YAML takes for nothing else.
fn name(key: &str) -> String {
    let plain = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '_' | '-'));
    let word = matches!(key, "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n");
    if plain && !word { key.to_owned() } else { quoted(key) }
}

/// In double quotes, as in JSON. What YAML does not allow in a file, or some readers take for the end of a line, is
/// escaped.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if unprintable(c) => {
                // Writing into a String cannot fail.
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether a text can be a literal block: several lines, the first neither empty nor indented, nothing that needs
/// escaping, no line break at the end, which `|-` would drop.
fn stands_as_it_is(text: &str) -> bool {
    text.contains('\n')
        && !text.starts_with([' ', '\n'])
        && !text.ends_with('\n')
        && !text.chars().any(|c| c != '\n' && unprintable(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mappings_blocks_and_scalars() {
        let query = Node::map([
            ("sql", Some(Node::text("-- a\n\n  select 1"))),
            ("left", None),
            ("on", Some(Node::List(vec!["b\"".into(), "丙".into()]))),
        ]);
        let whole = Node::map([
            ("title", Some(Node::text("会要 \\ \u{85}"))),
            ("q", Some(query)),
            ("e", Some(Node::Map(vec![]))),
            ("yes", Some(Node::Flag(true))),
        ]);
        let expected = "title: \"会要 \\\\ \\u0085\"\nq:\n  sql: |-\n    -- a\n\n      select 1\n  \"on\": [\"b\\\"\", \"丙\"]\n\
                        e: {}\n\"yes\": true\n";
        assert_eq!(whole.document(), expected);
    }

    #[test]
    fn what_cannot_stand_in_a_block_is_quoted() {
        for text in ["a\n", " a\nb", "a\r\nb", "a\u{7}\nb", "one line"] {
            let written = Node::map([("t", Some(Node::text(text)))]).document();
            assert!(written.starts_with("t: \""), "{text:?}");
        }
    }
}
