//! A document as an `@online` entry, which biblatex-gb7714-2015 and gbt7714 understand.

use super::Source;
use std::fmt::Write;

/// The entry. `fact` is a ref that the note names besides the document, with its span in characters.
pub fn bibtex(source: &Source, fact: Option<(&str, Option<(usize, usize)>)>, accessed: Option<&str>) -> String {
    let mut note = format!("Archived copy: {}, SHA-256 {}", source.path, source.sha256);
    if let Some((r#ref, span)) = fact {
        // Writing to a String cannot fail, here and below.
        let _ = write!(note, "; fact {ref}");
        if let Some((start, end)) = span {
            let _ = write!(note, ", characters {start}--{end}");
        }
    }
    let authors: Vec<String> = source.authors.iter().map(|name| format!("{{{}}}", text(name))).collect();
    let fields = [
        ("author", (!authors.is_empty()).then(|| authors.join(" and "))),
        // Double braces keep the case and the order of the words.
        ("title", Some(format!("{{{}}}", text(&source.title_or_opening())))),
        ("organization", source.publisher.as_deref().map(|name| format!("{{{}}}", text(name)))),
        ("date", source.published_on.clone().filter(|day| !day.starts_with('-'))),
        ("urldate", source.retrieved_on.clone().or(accessed.map(str::to_owned))),
        ("url", source.url.as_deref().map(address)),
        ("langid", Some("chinese".to_owned())),
        ("note", Some(text(&note))),
    ];
    let mut entry = format!("@online{{huiyao-{},\n", source.r#ref);
    for (name, value) in fields {
        if let Some(value) = value {
            let _ = writeln!(entry, "  {name} = {{{value}}},");
        }
    }
    entry + "}"
}

/// Text in which nothing is a command of TeX.
fn text(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\\' => safe.push_str("\\textbackslash{}"),
            '~' => safe.push_str("\\textasciitilde{}"),
            '^' => safe.push_str("\\textasciicircum{}"),
            // A brace, even one with a backslash, would unbalance the entry for BibTeX.
            '{' => safe.push('('),
            '}' => safe.push(')'),
            '#' | '$' | '%' | '&' | '_' => {
                safe.push('\\');
                safe.push(c);
            }
            c if c.is_control() => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

/// An address stays as it is, but for what would end the field.
fn address(url: &str) -> String {
    url.chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .map(|c| match c {
            '{' => "%7B".to_owned(),
            '}' => "%7D".to_owned(),
            c => c.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_headline_ends_the_entry() {
        let source = Source { title: Some("a}b\\c&50%".into()), ..Source::default() };
        let entry = bibtex(&source, None, None);
        assert!(entry.contains("title = {{a)b\\textbackslash{}c\\&50\\%}}"), "{entry}");
        assert_eq!(entry.matches('{').count(), entry.matches('}').count());
    }
}
