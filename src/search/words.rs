//! What the user types into a search.
//!
//! ```text
//! 双拥 国防            both words
//! "双拥 工作"          these characters together, also “双拥 工作”
//! 双拥 -座谈会         the first without the second
//! 双拥 OR 拥军         one of the two; binds closer than the space
//! ```
//!
//! Any string is a query: a stray quotation mark closes at the end, a dangling `OR` or `-` is a word like any other.

/// A query: every group must be met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// In the order typed.
    pub groups: Vec<Group>,
}

/// Terms divided by `OR`, or one that must not occur.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// At least one, none empty.
    pub any: Vec<String>,
    /// The document must hold none of them.
    pub excluded: bool,
}

impl Words {
    /// Reads a query.
    pub fn parse(query: &str) -> Self {
        let mut groups: Vec<Group> = Vec::new();
        let mut or = false;
        for token in tokens(query) {
            match token {
                Token::Or if groups.last().is_some_and(|g| !g.excluded) && !or => or = true,
                Token::Or => {}
                Token::Term { text, excluded: false } if or => {
                    or = false;
                    if let Some(group) = groups.last_mut() {
                        group.any.push(text);
                    }
                }
                Token::Term { text, excluded } => {
                    or = false;
                    groups.push(Group { any: vec![text], excluded });
                }
            }
        }
        // `OR` alone is somebody looking for these letters.
        if groups.is_empty() && !query.trim().is_empty() && !query.contains('"') {
            return Self::literally(query.trim());
        }
        Self { groups }
    }

    /// The whole text as one term, spaces, quotation marks and all.
    pub fn literally(text: &str) -> Self {
        if text.is_empty() {
            return Self::default();
        }
        Self { groups: vec![Group { any: vec![text.to_owned()], excluded: false }] }
    }

    /// Whether there is anything to look for.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}

enum Token {
    Or,
    Term { text: String, excluded: bool },
}

fn tokens(query: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = query.trim_start();
    while !rest.is_empty() {
        let (excluded, from) = match rest.strip_prefix(['-', '－']) {
            Some(after) if after.chars().next().is_some_and(|c| !c.is_whitespace()) => (true, after),
            _ => (false, rest),
        };
        let (text, after) = term(from);
        if text == "OR" && !excluded && from.starts_with("OR") {
            found.push(Token::Or);
        } else if !text.is_empty() {
            found.push(Token::Term { text: text.to_owned(), excluded });
        }
        rest = after.trim_start();
    }
    found
}

/// The first term of `text` and what follows it. An ASCII quotation mark also ends a word: `双拥"国防"` is two terms.
fn term(text: &str) -> (&str, &str) {
    for (open, close) in [('"', '"'), ('“', '”')] {
        if let Some(inside) = text.strip_prefix(open) {
            return match inside.split_once(close) {
                Some((phrase, after)) => (phrase.trim(), after),
                None => (inside.trim(), ""),
            };
        }
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `a|b -c` for groups of terms.
    fn show(query: &str) -> String {
        let groups = Words::parse(query).groups;
        let shown = groups.iter().map(|g| format!("{}{}", if g.excluded { "-" } else { "" }, g.any.join("|")));
        shown.collect::<Vec<_>>().join(" & ")
    }

    #[test]
    fn queries_are_read() {
        for (query, expected) in [
            ("双拥", "双拥"),
            (" 双拥　国防 ", "双拥 & 国防"),
            ("\"双拥 国防\"", "双拥 国防"),
            ("“双拥 国防” 7月29日", "双拥 国防 & 7月29日"),
            ("双拥 -座谈会", "双拥 & -座谈会"),
            ("双拥 -\"军政 座谈\"", "双拥 & -军政 座谈"),
            ("双拥 OR 拥军 国防", "双拥|拥军 & 国防"),
            ("COVID-19", "COVID-19"),
            ("OR", "OR"),
            ("双拥 OR", "双拥"),
            ("-", "-"),
            ("双拥 - 国防", "双拥 & - & 国防"),
            ("\"双拥", "双拥"),
            ("\"\"", ""),
            ("", ""),
            ("\"OR\"", "OR"),
            ("a OR -b", "a & -b"),
        ] {
            assert_eq!(show(query), expected, "{query}");
        }
    }

    proptest! {
        #[test]
        fn no_query_panics_or_gives_an_empty_term(query in "[双拥OR \"“”\\-(*:^　a]{0,12}") {
            for group in Words::parse(&query).groups {
                prop_assert!(!group.any.is_empty() && group.any.iter().all(|t| !t.is_empty()));
            }
        }
    }
}
