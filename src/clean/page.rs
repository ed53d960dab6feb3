//! Pages and fragments: which block holds the article, and what its lines are.
//!
//! The block is an element that publishing systems give to articles (`lexicon/html_containers.txt`), else the deepest
//! one that holds most of the sentence marks outside links. Lines before it are kept when they may be headline, source
//! or date; lines after it when they are about the document (责编). Elements whose id or class says furniture
//! (`lexicon/html_noise.txt`) are left out unless they hold a third of the sentences.

use super::meta::first_date;
use super::{
    annotations::is_han,
    line::{Layout, Line, Side},
    markup::{self, Placed},
    plain::columns,
};
use crate::lexicon::{
    self,
    labels::{label, label_with_colon},
};
use rustc_hash::{FxHashMap, FxHashSet};
use scraper::{Html, Node, node::Element};
use std::sync::LazyLock;

static CONTAINERS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../lexicon/html_containers.txt")).filter_map(|r| r.into_iter().next()).collect()
});
static NOISE: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../lexicon/html_noise.txt")).filter_map(|r| r.into_iter().next()).collect()
});

/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];
/// Elements that are furniture whatever their class.
const FURNITURE: &[&str] = &["nav", "button"];
/// Elements that hold a piece of an article, never all of it.
const PIECES: &[&str] =
    &["p", "span", "font", "b", "strong", "li", "h1", "h2", "h3", "h4", "h5", "h6", "a", "em", "i", "u", "pre"];

/// Every element known by name, and whether it begins and ends a line.
static NAMES: LazyLock<FxHashMap<&'static str, bool>> = LazyLock::new(|| {
    let known = |names: &'static [&'static str], block| names.iter().map(move |n| (*n, block));
    let inside = known(FURNITURE, false).chain(known(PIECES, false)).chain([("br", false)]);
    inside.chain(known(BLOCKS, true)).collect()
});

/// The lines of a page (`whole`) or of text with tags in it.
pub fn lines(source: &[char], whole: bool) -> Vec<Line> {
    let html = Html::parse_document(&markup::harmless(source));
    let steps = walk(&html);
    let elements = Elements::of(&steps);
    let main = elements.main();
    let noise = elements.beside(main, &elements.noise);
    let hidden = elements.beside(main, &elements.hidden);
    Reader {
        elements: &elements,
        main,
        noise,
        hidden,
        noisy: 0,
        whole,
        source,
        open: Open::default(),
        placed: Placed::default(),
        out: vec![],
    }
    .read(&steps)
}

/// One step of a walk through the tree.
enum Step<'a> {
    Enter(&'a Element),
    Text(&'a str),
    Leave(&'a Element),
}

/// The tree in the order of the page, without recursion.
fn walk(html: &Html) -> Vec<Step<'_>> {
    let mut steps = vec![];
    let mut node = html.tree.root();
    loop {
        match node.value() {
            Node::Element(e) => steps.push(Step::Enter(e)),
            Node::Text(t) => steps.push(Step::Text(t)),
            _ => {}
        }
        if let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        loop {
            if let Node::Element(e) = node.value() {
                steps.push(Step::Leave(e));
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => return steps,
            }
        }
    }
}

/// What is known of each element, in order of the page.
struct Elements {
    /// Index of the parent; the root is its own.
    parent: Vec<usize>,
    /// Its name; empty for those that mean nothing to a reader.
    name: Vec<&'static str>,
    /// Begins and ends a line.
    block: Vec<bool>,
    bold: Vec<bool>,
    centred: Vec<bool>,
    container: Vec<bool>,
    noise: Vec<bool>,
    /// Shows no text (`display: none`), or only menus and buttons.
    hidden: Vec<bool>,
    /// Sentence marks outside links, those of descendants included.
    marks: Vec<u32>,
    /// One past the last descendant.
    end: Vec<usize>,
}

impl Elements {
    fn of(steps: &[Step]) -> Self {
        let mut all = Self {
            parent: vec![],
            name: vec![],
            block: vec![],
            bold: vec![],
            centred: vec![],
            container: vec![],
            noise: vec![],
            hidden: vec![],
            marks: vec![],
            end: vec![],
        };
        let mut stack: Vec<usize> = vec![];
        let mut links = 0;
        for step in steps {
            match step {
                Step::Enter(e) => {
                    let parent = stack.last().copied().unwrap_or(0);
                    stack.push(all.parent.len());
                    links += usize::from(e.name() == "a");
                    all.push(parent, e);
                }
                Step::Text(t) if links == 0 => {
                    if let Some(i) = stack.last() {
                        all.marks[*i] += sentence_marks(t);
                    }
                }
                Step::Text(_) => {}
                Step::Leave(e) => {
                    links -= usize::from(e.name() == "a");
                    if let Some(i) = stack.pop() {
                        all.end[i] = all.parent.len();
                    }
                }
            }
        }
        for i in (1..all.parent.len()).rev() {
            let marks = all.marks[i];
            all.marks[all.parent[i]] += marks;
        }
        all
    }

    fn push(&mut self, parent: usize, e: &Element) {
        let (name, block) = NAMES.get_key_value(e.name()).map_or(("", false), |(name, block)| (*name, *block));
        self.parent.push(parent);
        self.name.push(name);
        self.block.push(block);
        self.bold.push(matches!(name, "b" | "strong" | "th") || e.attr("b").is_some());
        self.centred.push(name == "center" || e.attr("c").is_some());
        let id = e.attr("id").map(str::to_ascii_lowercase);
        let classes: Vec<String> = e.classes().map(str::to_ascii_lowercase).collect();
        self.container.push(
            id.is_some_and(|i| CONTAINERS.contains(format!("#{i}").as_str()))
                || classes.iter().any(|c| CONTAINERS.contains(format!(".{c}").as_str()))
                || CONTAINERS.contains(e.name()),
        );
        let noisy = e.attr("id").into_iter().chain(e.classes()).any(is_noise);
        self.noise.push(noisy || matches!(e.name(), "footer" | "aside"));
        self.hidden.push(FURNITURE.contains(&e.name()) || e.attr("h").is_some());
        self.marks.push(0);
        self.end.push(0);
    }

    /// The element that holds the article.
    fn main(&self) -> usize {
        let all = self.marks.first().copied().unwrap_or(0);
        if all < 3 {
            return 0;
        }
        let mut children: Vec<Vec<usize>> = vec![vec![]; self.parent.len()];
        (1..self.parent.len()).for_each(|i| children[self.parent[i]].push(i));
        let (mut here, mut best) = (0, 0);
        loop {
            if self.container[here] && self.marks[here] * 10 >= all * 4 {
                best = here;
            }
            // Down as long as one child holds nearly everything.
            let next = children[here].iter().copied().find(|c| self.marks[*c] * 10 >= self.marks[here] * 8);
            match next {
                Some(c) if !PIECES.contains(&self.name[c]) => here = c,
                _ => break,
            }
        }
        if best > 0 { best } else { here }
    }

    /// The marked elements that the article is not in.
    fn beside(&self, main: usize, marked: &[bool]) -> Vec<bool> {
        let all = self.marks.first().copied().unwrap_or(0);
        (0..marked.len())
            .map(|i| marked[i] && !(i <= main && main < self.end[i]) && self.marks[i] * 3 < all.max(1))
            .collect()
    }
}

fn sentence_marks(text: &str) -> u32 {
    // Half-width marks count in text that has no others.
    text.chars().map(|c| u32::from(matches!(c, '，' | '。' | '；' | '、' | '！' | '？' | '：' | ','))).sum()
}

/// An id or class that names furniture, whole or by one of its words.
fn is_noise(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    if NOISE.contains(lower.as_str()) {
        return true;
    }
    let mut words = vec![String::new()];
    let mut previous_lower = false;
    for c in name.chars() {
        if matches!(c, '-' | '_') {
            words.push(String::new());
        } else {
            if c.is_ascii_uppercase() && previous_lower {
                words.push(String::new());
            }
            words.iter_mut().last().into_iter().for_each(|w| w.push(c.to_ascii_lowercase()));
        }
        previous_lower = c.is_ascii_lowercase();
    }
    words.len() > 1
        && words.iter().any(|w| w.len() > 2 && NOISE.contains(w.trim_end_matches(|c: char| c.is_ascii_digit())))
}

/// What is open around the text that is being read.
#[derive(Default)]
struct Open {
    chars: Vec<char>,
    at: Vec<u32>,
    linked: u32,
    plain: u32,
    bold: usize,
    links: usize,
    centred: usize,
    heading: Option<u8>,
    gap: bool,
    pre: usize,
    blocks: usize,
}

struct Reader<'a> {
    elements: &'a Elements,
    main: usize,
    /// Elements whose lines are furniture unless they name editors or a source.
    noise: Vec<bool>,
    /// Elements whose text is left out.
    hidden: Vec<bool>,
    /// Noise elements that are open.
    noisy: usize,
    whole: bool,
    source: &'a [char],
    open: Open,
    placed: Placed,
    out: Vec<Line>,
}

impl Reader<'_> {
    fn read(mut self, steps: &[Step]) -> Vec<Line> {
        let mut index = 0;
        let mut stack: Vec<usize> = vec![];
        let mut silent = 0usize;
        for step in steps {
            match step {
                Step::Enter(_) => {
                    silent += usize::from(self.hidden[index]);
                    if self.noise[index] {
                        self.flush(stack.last().copied().unwrap_or(0));
                        self.noisy += 1;
                    }
                    if silent == 0 {
                        self.enter(index);
                    }
                    stack.push(index);
                    index += 1;
                }
                // Markers are read even inside furniture: their places go on.
                Step::Text(t) => self.text(t, silent > 0, stack.last().copied().unwrap_or(0)),
                Step::Leave(_) => {
                    let Some(i) = stack.pop() else { continue };
                    if silent == 0 {
                        self.leave(i);
                    }
                    silent -= usize::from(self.hidden[i]);
                    if self.noise[i] {
                        self.flush(i);
                        self.noisy -= 1;
                    }
                }
            }
        }
        self.flush(0);
        self.out
    }

    fn enter(&mut self, i: usize) {
        let (name, block) = (self.elements.name[i], self.elements.block[i]);
        if block || name == "br" {
            self.flush(self.elements.parent[i]);
            self.open.gap |= block;
        }
        self.open.bold += usize::from(self.elements.bold[i]);
        self.open.links += usize::from(name == "a");
        self.open.centred += usize::from(self.elements.centred[i]);
        self.open.pre += usize::from(name == "pre");
        self.open.blocks += usize::from(block && !matches!(name, "html" | "body"));
        match name {
            "title" => self.open.heading = Some(0),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.open.heading = name[1..].parse().ok(),
            _ => {}
        }
    }

    fn leave(&mut self, i: usize) {
        let (name, block) = (self.elements.name[i], self.elements.block[i]);
        if block {
            self.flush(i);
            self.open.gap = true;
        }
        self.open.bold -= usize::from(self.elements.bold[i]);
        self.open.links -= usize::from(name == "a");
        self.open.centred -= usize::from(self.elements.centred[i]);
        self.open.pre -= usize::from(name == "pre");
        self.open.blocks -= usize::from(block && !matches!(name, "html" | "body"));
        if matches!(name, "title" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
            self.open.heading = None;
        }
    }

    fn text(&mut self, text: &str, silent: bool, element: usize) {
        // Of Chinese characters and markers at least three bytes are one character.
        let mut read: Vec<(char, u32)> = Vec::with_capacity(text.len() / 3);
        read.extend(self.placed.read(text));
        if silent {
            return;
        }
        // `<span>2016-12-02</span><span>来源：…</span>`: the layout parts them.
        let touches = self.open.chars.last().is_some_and(|c| !c.is_whitespace());
        if touches && begins_field(&read) {
            self.open.chars.push(' ');
            self.open.at.push(read.first().map_or(0, |r| r.1.saturating_sub(1)));
        }
        self.open.chars.reserve(read.len());
        self.open.at.reserve(read.len());
        for (c, at) in read {
            // A line end is white space in a page, the end of a line in text that only holds some tags and in <pre>.
            if c == '\n' && (self.open.pre > 0 || (!self.whole && self.open.blocks == 0) || self.indents_after(at)) {
                self.flush(element);
                continue;
            }
            if c == '\n' && self.joins_han(at) {
                continue;
            }
            self.open.chars.push(if c == '\n' { ' ' } else { c });
            self.open.at.push(at);
            if !c.is_whitespace() {
                self.open.linked += u32::from(self.open.links > 0 && is_han(c));
                self.open.plain += u32::from(self.open.bold == 0);
            }
        }
    }

    /// The next line of the source begins with an indent: a paragraph of a page written without tags.
    fn indents_after(&self, at: u32) -> bool {
        let next = self.source.get(at as usize + 1..).unwrap_or_default();
        next.iter().take(2).filter(|c| **c == '\u{3000}').count() == 2
    }

    /// A line end between two Han characters is no blank.
    fn joins_han(&self, at: u32) -> bool {
        let next = self.source.get(at as usize + 1..).unwrap_or_default().iter().take(40).find(|c| !c.is_whitespace());
        let wide = |c: &char| *c as u32 >= 0x2E80;
        self.open.chars.last().is_some_and(wide) && next.is_some_and(wide)
    }

    fn flush(&mut self, element: usize) {
        let chars = std::mem::take(&mut self.open.chars);
        let at = std::mem::take(&mut self.open.at);
        let (linked, plain) = (std::mem::take(&mut self.open.linked), std::mem::take(&mut self.open.plain));
        if chars.iter().all(|c| c.is_whitespace()) {
            return;
        }
        // Blanks of the source are none on the page, unless it keeps them.
        let kept = self.open.pre > 0 || !self.whole && self.open.blocks == 0;
        let columns_of = |c: char| match c {
            '\u{3000}' => 2,
            '\u{a0}' => 1,
            _ => u32::from(kept),
        };
        let indent = chars.iter().take_while(|c| c.is_whitespace()).map(|c| columns_of(*c)).sum::<u32>();
        let layout = Layout {
            heading: self.open.heading,
            bold: plain == 0,
            centred: self.open.centred > 0,
            linked,
            outside: self.side(element),
            noise: self.noisy > 0,
            gap: std::mem::take(&mut self.open.gap),
            indented: indent >= 4,
            width: if kept { columns(&chars) } else { 0 },
        };
        self.out.push(Line::new(chars, at, layout));
    }

    fn side(&self, element: usize) -> Option<Side> {
        if element < self.main && self.elements.end[element] <= self.main || self.open.heading == Some(0) {
            Some(Side::Before)
        } else if element >= self.elements.end[self.main] && self.main > 0 {
            Some(Side::After)
        } else if element < self.main {
            // An ancestor of the article: its own text stands before or after what was read of the article.
            Some(if self.out.iter().any(|l| l.layout.outside.is_none()) { Side::After } else { Side::Before })
        } else {
            None
        }
    }
}

/// Text of an element begins with a label and colon or with a date.
fn begins_field(read: &[(char, u32)]) -> bool {
    let head: String = read.iter().map(|(c, _)| *c).filter(|c| !c.is_whitespace()).take(14).collect();
    let head: Vec<char> = hanconv::t2s(head).chars().collect();
    label_with_colon(&head).is_some()
        || label(&head).is_some_and(|(length, kind)| length > 1 && kind.is_furniture())
        || first_date(&head).is_some_and(|(at, _)| at == 0)
}
