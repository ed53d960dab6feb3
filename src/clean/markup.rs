//! HTML made harmless before the parser sees it, with the place of every character written into it.
//!
//! html5ever gives no offsets, nests without bound and keeps scripts. So one pass over the source drops what holds no
//! text (scripts, styles, comments, attributes but `id`, `class` and what hides, centres or emboldens), drops wrappers
//! nested deeper than [`DEEPEST`], and puts before each stretch of text a marker of two characters of plane 15 that
//! says where it stood. [`Placed`] reads the markers back.

/// Elements nested deeper than this are opened no more; their text stays. Templates nest 20 to 40 deep.
const DEEPEST: usize = 200;
/// An attribute value that is not closed within so many characters was never meant to be one.
const LONGEST_VALUE: usize = 4096;

const HIGH: u32 = 0xF0000;
const LOW: u32 = 0xF8000;

/// Elements without content.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements whose content is no text of the page.
const SILENT: &[&str] = &[
    "script", "style", "noscript", "iframe", "textarea", "xmp", "noembed", "noframes", "svg", "math", "select",
    "template", "object", "applet",
];
/// Elements that the parser closes by itself and that do not pile up.
const SELF_CLOSING: &[&str] =
    &["p", "li", "td", "th", "tr", "dd", "dt", "option", "tbody", "thead", "tfoot", "html", "head", "body"];
/// Between these the parser moves text out of the table; a marker among white space would be moved, too.
const TABLE: &[&str] = &["table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup", "col"];

/// Whether the text is a page or holds tags at all.
pub fn is_marked_up(source: &[char]) -> Option<bool> {
    let mut tags = 0;
    let mut page = false;
    for (i, c) in source.iter().enumerate() {
        if *c == '<' {
            let name = tag_name(&source[i + 1..]);
            page |= matches!(name.as_str(), "html" | "body" | "head" | "!doctype" | "title");
            tags += usize::from(is_known(&name));
        } else if *c == '&' {
            tags += usize::from(is_entity(&source[i..]));
        }
        if page {
            return Some(true);
        }
    }
    (tags > 0).then_some(false)
}

fn is_known(name: &str) -> bool {
    const KNOWN: &[&str] = &[
        "p",
        "br",
        "div",
        "span",
        "font",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "a",
        "img",
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "center",
        "section",
        "article",
        "o:p",
        "hr",
        "pre",
        "blockquote",
        "dl",
        "dd",
        "dt",
        "script",
        "style",
        "sup",
        "sub",
        "small",
        "big",
        "label",
    ];
    KNOWN.contains(&name)
}

fn is_entity(text: &[char]) -> bool {
    let head: String = text.iter().take(9).collect();
    [
        "&nbsp;", "&ldquo;", "&rdquo;", "&quot;", "&middot;", "&mdash;", "&hellip;", "&lsquo;", "&rsquo;", "&amp;",
        "&#12288;", "&#160;", "&emsp;", "&ensp;",
    ]
    .iter()
    .any(|e| head.starts_with(e))
}

/// Lower-case name of the tag that begins after `<` (`/p` gives `p`); empty when it is no tag.
fn tag_name(after: &[char]) -> String {
    let start = usize::from(after.first() == Some(&'/'));
    after[start..]
        .iter()
        .take(16)
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '!' | '-'))
        .map(char::to_ascii_lowercase)
        .collect()
}

/// The source made harmless.
pub fn harmless(source: &[char]) -> String {
    Pass {
        source,
        at: 0,
        out: String::with_capacity(source.len() * 3),
        open: 0,
        skipped: vec![],
        last_tag: String::new(),
        no_comment_end: false,
        unclosed: vec![],
    }
    .run()
}

struct Pass<'a> {
    source: &'a [char],
    at: usize,
    out: String,
    /// Wrappers open in the output.
    open: usize,
    /// Names of wrappers that were not opened because of their depth, innermost last.
    skipped: Vec<String>,
    last_tag: String,
    /// No `-->` follows any more.
    no_comment_end: bool,
    /// Silent elements whose end was looked for in vain.
    unclosed: Vec<&'static str>,
}

impl Pass<'_> {
    fn run(mut self) -> String {
        while self.at < self.source.len() {
            if self.source[self.at] == '<' && self.tag() {
                continue;
            }
            self.text();
        }
        self.out
    }

    /// A stretch of text up to the next `<`.
    fn text(&mut self) {
        let start = self.at;
        let rest = &self.source[start + 1..];
        let end = start + 1 + rest.iter().position(|c| *c == '<').unwrap_or(rest.len());
        let blank = self.source[start..end].iter().all(|c| c.is_whitespace());
        if !(blank && TABLE.contains(&self.last_tag.as_str())) {
            self.mark(start);
        }
        let mut at = start;
        while at < end {
            match self.source[at] {
                '<' => self.out.push_str("&lt;"),
                '\u{0}' | '\r' | '\u{F0000}'..='\u{10FFFF}' => self.mark(at + 1),
                '&' => {
                    let length = entity_length(&self.source[at..end]);
                    self.out.extend(&self.source[at..at + length]);
                    at += length;
                    // `&amp;nbsp;` was escaped twice.
                    if self.source[at - length..at] == ['&', 'a', 'm', 'p', ';']
                        && let Some(more) = rest_of_entity(&self.source[at..end])
                    {
                        self.out.truncate(self.out.len() - "amp;".len());
                        self.out.extend(&self.source[at..at + more]);
                        at += more;
                    }
                    self.mark(at);
                    continue;
                }
                c => self.out.push(c),
            }
            at += 1;
        }
        self.at = end;
    }

    fn mark(&mut self, place: usize) {
        let place = u32::try_from(place).unwrap_or(u32::MAX).min(0x3FFF_FFFF);
        self.out.extend([HIGH + (place >> 15), LOW + (place & 0x7FFF)].into_iter().filter_map(char::from_u32));
    }

    /// What begins with `<`; `false` when it is only a character.
    fn tag(&mut self) -> bool {
        let after = &self.source[self.at + 1..];
        match after.first() {
            Some('!') => self.declaration(),
            Some('?') => self.skip_past('>'),
            Some('/') if after.get(1).is_some_and(|c| c.is_ascii_alphabetic()) => self.closing(),
            Some(c) if c.is_ascii_alphabetic() => return self.opening(),
            _ => return false,
        }
        true
    }

    fn skip_past(&mut self, c: char) {
        let rest = &self.source[self.at..];
        self.at += rest.iter().position(|x| *x == c).map_or(rest.len(), |i| i + 1);
    }

    fn declaration(&mut self) {
        if self.source[self.at..].starts_with(&['<', '!', '-', '-']) && !self.no_comment_end {
            let from = self.at + 4;
            match find(&self.source[from..], &['-', '-', '>']) {
                Some(i) => {
                    self.at = from + i + 3;
                    return;
                }
                None => self.no_comment_end = true,
            }
        }
        self.skip_past('>');
    }

    fn closing(&mut self) {
        let name = tag_name(&self.source[self.at + 1..]);
        self.skip_past('>');
        if SILENT.contains(&name.as_str()) || VOID.contains(&name.as_str()) && name != "br" {
            return;
        }
        if self.skipped.last() == Some(&name) {
            self.skipped.pop();
            return;
        }
        if !SELF_CLOSING.contains(&name.as_str()) {
            self.open = self.open.saturating_sub(1);
        }
        self.out.push_str("</");
        self.out.push_str(&name);
        self.out.push('>');
        self.last_tag = name;
    }

    fn opening(&mut self) -> bool {
        let name = tag_name(&self.source[self.at + 1..]);
        let after_name = self.at + 1 + name.chars().count();
        // `<b，…` is text.
        if !self.source.get(after_name).is_none_or(|c| c.is_whitespace() || matches!(c, '/' | '>' | '<')) {
            return false;
        }
        let Some((attributes, end)) = self.attributes(after_name) else {
            // The page was cut inside a tag.
            let rest = &self.source[after_name..];
            let cut = is_known(&name) && rest.contains(&'=') && rest.iter().all(char::is_ascii);
            if cut {
                self.at = self.source.len();
            }
            return cut;
        };
        self.at = end;
        if let Some(silent) = SILENT.iter().find(|s| **s == name) {
            self.skip_silent(silent);
            return true;
        }
        let wraps = !VOID.contains(&name.as_str()) && !SELF_CLOSING.contains(&name.as_str());
        if wraps && self.open >= DEEPEST {
            self.skipped.push(name);
            return true;
        }
        self.open += usize::from(wraps);
        self.out.push('<');
        self.out.push_str(&name);
        self.out.push_str(&attributes);
        self.out.push('>');
        if name == "title" {
            self.title();
        }
        self.last_tag = name;
        true
    }

    /// The content of `<title>`: to the parser everything up to its end is text, so tags inside are dropped here, and a
    /// title that is never closed ends at the first tag or line end.
    fn title(&mut self) {
        /// No title is longer.
        const LONGEST: usize = 600;
        let rest = &self.source[self.at..];
        let near = &rest[..rest.len().min(LONGEST)];
        let closed = (0..near.len())
            .find(|&i| near[i] == '<' && near.get(i + 1) == Some(&'/') && tag_name(&near[i + 1..]) == "title");
        let end =
            self.at + closed.unwrap_or_else(|| near.iter().position(|c| matches!(c, '<' | '\n')).unwrap_or(near.len()));
        while self.at < end {
            if self.source[self.at] == '<' {
                self.skip_past('>');
            } else {
                self.text();
            }
        }
        if closed.is_some() {
            self.at = end;
            self.skip_past('>');
        }
        self.out.push_str("</title>");
    }

    fn skip_silent(&mut self, name: &'static str) {
        if self.unclosed.contains(&name) {
            return;
        }
        let mut at = self.at;
        while let Some(i) = find(&self.source[at..], &['<', '/']) {
            let candidate = at + i;
            if tag_name(&self.source[candidate + 1..]) == name {
                self.at = candidate;
                self.skip_past('>');
                return;
            }
            at = candidate + 2;
        }
        // Never closed: take the tag alone away, else the page would end here.
        self.unclosed.push(name);
    }

    /// The attributes that matter, written anew, and the place after `>`; `None` when the tag does not end.
    fn attributes(&self, start: usize) -> Option<(String, usize)> {
        let source = self.source;
        let mut out = String::new();
        let mut at = start;
        loop {
            match source.get(at)? {
                '>' => return Some((out, at + 1)),
                '<' if at > start => return Some((out, at)),
                c if c.is_whitespace() || *c == '/' => at += 1,
                _ => {
                    let name_end = at
                        + source[at..]
                            .iter()
                            .take_while(|c| !c.is_whitespace() && !matches!(c, '=' | '>' | '/' | '<'))
                            .count();
                    let name: String = source[at..name_end].iter().take(12).collect::<String>().to_ascii_lowercase();
                    at = name_end.max(at + 1);
                    let blanks = source[at.min(source.len())..].iter().take_while(|c| c.is_whitespace()).count();
                    if source.get(at + blanks) == Some(&'=') {
                        let (value, end) = self.value(at + blanks + 1);
                        at = end;
                        attribute(&name, value, &mut out);
                    }
                }
            }
        }
    }

    fn value(&self, start: usize) -> (&[char], usize) {
        let source = self.source;
        let at = start + source[start.min(source.len())..].iter().take_while(|c| c.is_whitespace()).count();
        if let Some(quote @ ('"' | '\'')) = source.get(at)
            && let Some(length) = source[at + 1..].iter().take(LONGEST_VALUE).position(|c| c == quote)
        {
            return (&source[at + 1..at + 1 + length], at + length + 2);
        }
        let at = at.min(source.len());
        let length = source[at..].iter().take_while(|c| !c.is_whitespace() && !matches!(c, '>' | '<')).count();
        (&source[at..at + length], at + length)
    }
}

/// Writes what matters of an attribute: `id`, `class`, and `c` (centred), `h` (hidden), `b` (bold) of its style.
fn attribute(name: &str, value: &[char], out: &mut String) {
    let text = || {
        value.iter().take(200).filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' ')).collect::<String>()
    };
    match name {
        "id" => out.push_str(&format!(" id=\"{}\"", text())),
        "class" => out.push_str(&format!(" class=\"{}\"", text())),
        "align" if text().eq_ignore_ascii_case("center") => out.push_str(" c"),
        "style" => {
            let style: String = value
                .iter()
                .take(LONGEST_VALUE)
                .filter(|c| !c.is_whitespace())
                .collect::<String>()
                .to_ascii_lowercase();
            if style.contains("display:none") || style.contains("visibility:hidden") {
                out.push_str(" h");
            }
            if style.contains("text-align:center") {
                out.push_str(" c");
            }
            if style.contains("font-weight:bold") || style.contains("font-weight:700") {
                out.push_str(" b");
            }
        }
        _ => {}
    }
}

/// Length of the entity that `text` begins with; 1 when the `&` is only a character.
fn entity_length(text: &[char]) -> usize {
    let inner = text[1..].iter().take(10).take_while(|c| c.is_ascii_alphanumeric() || **c == '#').count();
    if inner > 0 && text.get(1 + inner) == Some(&';') { inner + 2 } else { 1 }
}

/// Length of `nbsp;` after an `&`; `None` when no entity goes on.
fn rest_of_entity(text: &[char]) -> Option<usize> {
    let inner = text.iter().take(10).take_while(|c| c.is_ascii_alphanumeric() || **c == '#').count();
    (inner > 1 && text.get(inner) == Some(&';')).then_some(inner + 1)
}

fn find(text: &[char], word: &[char]) -> Option<usize> {
    let first = word.first()?;
    let mut at = 0;
    while let Some(i) = text[at..].iter().position(|c| c == first) {
        if text[at + i..].starts_with(word) {
            return Some(at + i);
        }
        at += i + 1;
    }
    None
}

/// Reads text with markers: gives each character with its place in the source.
#[derive(Default)]
pub struct Placed {
    place: u32,
    high: u32,
}

impl Placed {
    /// The characters of `text` with their places; markers taken out.
    pub fn read<'a>(&'a mut self, text: &'a str) -> impl Iterator<Item = (char, u32)> + 'a {
        text.chars().filter_map(|c| {
            let code = c as u32;
            if code >= LOW {
                self.place = self.high << 15 | (code - LOW);
                None
            } else if code >= HIGH {
                self.high = code - HIGH;
                None
            } else {
                let place = self.place;
                self.place += 1;
                Some((c, place))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_survive_tags_entities_and_scripts() {
        let source: Vec<char> =
            "<p id=x onclick='a>b'>县&nbsp;委<script>var s='</p>';</script>书<b>记</b></p><!-- 编 -->\r\n，a<b"
                .chars()
                .collect();
        let out = harmless(&source);
        let mut placed = Placed::default();
        let html = scraper::Html::parse_document(&out);
        let mut text = String::new();
        for piece in html.root_element().text() {
            for (c, at) in placed.read(piece) {
                if !c.is_whitespace() {
                    assert_eq!(source[at as usize], c);
                    text.push(c);
                }
            }
        }
        assert_eq!(text, "县委书记，a<b");
    }

    #[test]
    fn depth_is_bounded_and_nothing_is_lost() {
        let source: Vec<char> = format!("{}深{}浅", "<div>".repeat(10_000), "</div>".repeat(10_000)).chars().collect();
        let out = harmless(&source);
        assert_eq!(out.matches("<div>").count(), DEEPEST);
        assert!(out.contains('深') && out.contains('浅'));
    }
}
