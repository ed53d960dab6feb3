//! Where people and bodies are named, and who is meant by a surname with a title or by a title alone.

use super::{Scene, TITLES};
use crate::record::{Alias, Official};

/// A printed name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mention {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Index of the person or body in its list.
    pub who: usize,
}

/// Somebody called by a title, with or without a surname before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Called {
    /// First character of the words.
    pub start: usize,
    /// One past the title.
    pub end: usize,
    /// Index of the person; `None` if the text does not tell.
    pub who: Option<usize>,
}

/// The printed forms of all, in order; of two that overlap the longer.
pub(super) fn mentions<'a>(aliases: impl Iterator<Item = &'a [Alias]>) -> Vec<Mention> {
    let mut all: Vec<Mention> = aliases
        .enumerate()
        .flat_map(|(who, list)| {
            list.iter().map(move |a| Mention { start: a.span.start as usize, end: a.span.end as usize, who })
        })
        .filter(|m| m.start < m.end)
        .collect();
    all.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end), m.who));
    all.dedup_by(|later, earlier| later.start < earlier.end);
    all
}

/// Those wholly inside `from..to`.
pub(super) fn within(list: &[Mention], from: usize, to: usize) -> &[Mention] {
    let i = list.partition_point(|m| m.start < from);
    let n = list[i..].partition_point(|m| m.end <= to);
    &list[i..i + n]
}

impl Scene<'_> {
    /// Whether a title ends at `at`.
    pub fn titled(&self, at: usize) -> bool {
        TITLES.ending_at(self.text, at).is_some_and(|n| n > 1)
    }

    /// Somebody called by a title at the start of `from..to`: `裴书记…`, `建国书记…`, `县长…`. `recent` are people by
    /// how lately they acted, the latest last.
    pub fn called(&self, from: usize, to: usize, recent: &[usize]) -> Option<Called> {
        if let Some(elder) = self.called_elder(from, to) {
            return Some(elder);
        }
        let (title, end) = self.title_near(from, to)?;
        let before: String = self.text.chars[from..title].iter().collect();
        let words: String = self.text.chars[title..end].iter().collect();
        if end - title == 1 && !matches!(title - from, 1 | 2) {
            return None; // 总, 工 are titles only after a surname
        }
        if before.is_empty() || self.is_body(from, title) {
            let whole = format!("{before}{words}");
            let who = self.latest(recent, |o| holds(o, &before, &words, &whole));
            return Some(Called { start: from, end, who });
        }
        let named = |o: &Official| is_part_of_name(&o.name, &before);
        let who = self
            .latest(recent, |o| named(o) && o.posts.iter().any(|p| fits(&p.title, &words)))
            .or_else(|| self.latest(recent, |o| named(o) && o.surname_only))
            .or_else(|| self.only(named))?;
        Some(Called { start: from, end, who: Some(who) })
    }

    /// 石老｜精神很好: an old man of whose surname there is one in the document; not 石老人, 石老师.
    fn called_elder(&self, from: usize, to: usize) -> Option<Called> {
        let end = from + 2;
        let word = |c: char| "人师家乡旧区板百年龄少党干兵战支汉".contains(c);
        let called = end <= to && self.text.at(from + 1) == Some('老') && !self.text.at(end).is_some_and(word);
        let surname = self.text.at(from).filter(|_| called)?;
        let who = self.only(|o| o.name.starts_with(surname))?;
        Some(Called { start: from, end, who: Some(who) })
    }

    /// The first title within the ten characters after `from`: start and end.
    fn title_near(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let titles = TITLES.beginning_in(self.text, from, to.min(from + 10));
        titles.map(|(at, length)| (at, at + length)).find(|(_, end)| *end <= to)
    }

    fn is_body(&self, from: usize, to: usize) -> bool {
        self.bodies(from, to).first().is_some_and(|m| m.start == from && m.end == to)
            || (to - from <= 4 && matches!(self.text.chars[to - 1], '委' | '府' | '部' | '局' | '办' | '协'))
    }

    fn latest(&self, recent: &[usize], is: impl Fn(&Official) -> bool) -> Option<usize> {
        recent
            .iter()
            .rev()
            .copied()
            .find(|&i| self.officials.get(i).is_some_and(&is))
            .or_else(|| self.officials.iter().position(&is))
    }

    fn only(&self, is: impl Fn(&Official) -> bool) -> Option<usize> {
        let mut hits = (0..self.officials.len()).filter(|&i| is(&self.officials[i]));
        let first = hits.next();
        first.filter(|_| hits.next().is_none())
    }
}

/// Whether the person holds the post so called (`区委书记`, `县长`).
fn holds(o: &Official, body: &str, title: &str, whole: &str) -> bool {
    o.posts.iter().any(|p| {
        (p.title == title && (body.is_empty() || p.unit.ends_with(body) || p.unit.contains(body))) || p.title == whole
    })
}

/// `书记` for 书记, `总` for 总经理, `副县长` for 常务副县长.
fn fits(title: &str, called: &str) -> bool {
    title == called || title.ends_with(called) || called.ends_with(title) || (called == "总" && title.contains('总'))
}

/// A surname, or a given name of two characters and more, or the first part of a name with ·.
fn is_part_of_name(name: &str, part: &str) -> bool {
    name.starts_with(part) || (part.chars().count() >= 2 && name.ends_with(part))
}
