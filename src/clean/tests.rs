//! Cleaning as a whole.

use super::*;
use crate::decode::decode;

fn cleaned(source: &str) -> Document {
    clean(&decode(source.as_bytes()))
}

fn assert_sound(document: &Document, source: &str) {
    let source: Vec<char> = source.trim_start_matches('\u{feff}').chars().collect();
    let body: Vec<char> = document.body.chars().collect();
    assert_eq!(body.len(), document.source_offsets.len());
    assert_eq!(document.hans().chars().count(), body.len());
    for (c, at) in body.iter().zip(&document.source_offsets) {
        if is_plain(*c) {
            assert_eq!(source.get(*at as usize), Some(c), "{}", document.body);
        }
    }
    let mut end = 0;
    for (i, block) in document.blocks.iter().enumerate() {
        assert_eq!(block.span.start, end + u32::from(i > 0));
        end = block.span.end;
    }
    assert_eq!(end as usize, body.len());
}

fn is_plain(c: char) -> bool {
    annotations::is_han(c)
}

#[test]
fn a_broken_text_is_mended() {
    let text = "某县长在动员会上的讲话\n按照县委统一安排\n,今天下午召开动员会,任务是统一\n思想\n。\n一、突出\n重点\n,把握关键\n春耕工作\n,是大事。\n";
    let document = cleaned(text);
    assert_sound(&document, text);
    assert_eq!(
        document.body,
        "某县长在动员会上的讲话\n按照县委统一安排,今天下午召开动员会,任务是统一思想。\n一、突出重点,把握关键\n春耕工作,是大事。"
    );
}

#[test]
fn hostile_pages_end() {
    for page in [
        "<div>".repeat(10_000) + "深",
        "<table><tr><td>".repeat(5_000) + "表",
        "<b><i><font>".repeat(5_000) + "粗",
        "<!--".repeat(5_000) + "注",
        "<script>".repeat(5_000) + "码",
        "<a href=\"".repeat(5_000) + "链",
        "&amp;".repeat(5_000),
        "<p".repeat(5_000),
        "（".repeat(5_000) + "《",
        "，\n".repeat(5_000),
        "县\u{3000}".repeat(5_000),
        "县 ".repeat(5_000),
    ] {
        let document = cleaned(&page);
        assert_sound(&document, &page);
    }
}
