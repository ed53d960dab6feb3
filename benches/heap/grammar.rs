//! Sentences out of `phrases.txt`: a section `[name]` lists what may stand for `{name}`.

use super::chance::Chance;
use std::collections::HashMap;

/// What may stand for each name.
pub struct Grammar(HashMap<&'static str, Vec<&'static str>>);

/// What stands for the names that one page fixes: date, place, people.
pub type Fixed = HashMap<&'static str, String>;

/// Slots within slots; deeper ones stay empty, so that a slip in the file cannot run on for ever.
const DEEPEST: usize = 12;

impl Grammar {
    /// The phrases compiled in.
    pub fn new() -> Self {
        let mut sections: HashMap<&str, Vec<&str>> = HashMap::new();
        let mut section = "";
        for line in include_str!("phrases.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            match line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                Some(name) => section = name,
                None => sections.entry(section).or_default().push(line),
            }
        }
        Self(sections)
    }

    /// A phrase for `name`.
    pub fn say(&self, name: &str, fixed: &Fixed, chance: &mut Chance) -> String {
        let mut out = String::new();
        self.slot(name, fixed, chance, DEEPEST, &mut out);
        out
    }

    fn slot(&self, name: &str, fixed: &Fixed, chance: &mut Chance, depth: usize, out: &mut String) {
        if let Some(words) = fixed.get(name) {
            out.push_str(words);
        } else if let (Some(phrases), 1..) = (self.0.get(name), depth) {
            let phrase: &str = chance.pick::<&str>(phrases);
            self.fill(phrase, fixed, chance, depth - 1, out);
        } else {
            assert!(depth == 0, "phrases.txt: nothing stands for {{{name}}}");
        }
    }

    fn fill(&self, phrase: &str, fixed: &Fixed, chance: &mut Chance, depth: usize, out: &mut String) {
        let mut rest = phrase;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            out.push_str(before);
            self.slot(name, fixed, chance, depth, out);
            rest = after;
        }
        out.push_str(rest);
    }
}
