//! Titles, ranks and the words around them: `titles.tsv`, `title_prefixes.txt`, `title_holders.tsv`, `ranks.txt`,
//! `person_labels.tsv`, `name_followers.txt`, `honours.tsv`, `post_statuses.tsv`, `appointing_acts.tsv`.

use super::{is_of, own, rows, words, words_of};
use crate::record::{Capacity, PostStatus};
use std::collections::{BTreeMap, HashMap};

/// Where the holder of a title sits when no unit is printed before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seat {
    /// In the unit printed before the title.
    Same,
    /// In the government of the nearest division of that level (县长 → 县政府).
    Government(&'static str),
    /// In a department that the title itself names: unit without place, plain title (组织部长 → 委组织部, 部长).
    Department(&'static str, &'static str),
    /// In the village committee.
    Village,
    /// Secretary of the party branch of a village or community (村支书).
    Branch,
}

/// A title without prefixes.
#[derive(Clone, Debug)]
pub struct Title {
    /// The word (`书记`).
    pub word: &'static str,
    /// Where its holder sits.
    pub seat: Seat,
    /// Code for `posts.office`.
    pub office: &'static str,
}

/// All titles.
pub fn titles() -> Vec<Title> {
    rows(include_str!("../../lexicon/titles.tsv"))
        .filter_map(|r| {
            let [word, seat, office] = r[..] else { return None };
            let seat = match seat.split(':').collect::<Vec<_>>()[..] {
                ["gov", level] => Seat::Government(level),
                ["dept", unit, title] => Seat::Department(unit, title),
                ["village"] => Seat::Village,
                ["branch"] => Seat::Branch,
                _ => Seat::Same,
            };
            Some(Title { word, seat, office })
        })
        .chain(own::titles().map(|(word, office)| Title { word, seat: Seat::Same, office }))
        .collect()
}

/// Prefixes a title may take.
pub fn title_prefixes() -> Vec<&'static str> {
    words(include_str!("../../lexicon/title_prefixes.txt"))
}

/// Military and police ranks.
pub fn ranks() -> Vec<&'static str> {
    words(include_str!("../../lexicon/ranks.txt"))
}

/// Words after which a name may follow, with the capacity of its bearer.
pub fn labels() -> Vec<(&'static str, Capacity)> {
    rows(include_str!("../../lexicon/person_labels.tsv"))
        .filter_map(|r| Some((*r.first()?, Capacity::from_code(r.get(1)?)?)))
        .collect()
}

/// Words with which the text goes on after a name.
pub fn name_followers() -> Vec<&'static str> {
    words(include_str!("../../lexicon/name_followers.txt"))
}

/// Verbs and prepositions before which a word of manner is a name.
pub fn subject_verbs() -> Vec<&'static str> {
    words(include_str!("../../lexicon/subject_verbs.txt"))
}

/// Verbs between names and a post, longest first, with the status that they give the post.
pub fn appointing_verbs() -> Vec<(&'static str, PostStatus)> {
    let mut verbs: Vec<_> = rows(include_str!("../../lexicon/appointing_verbs.tsv"))
        .filter_map(|r| {
            let [verb, status] = r[..] else { return None };
            let status = match status {
                "elected" => PostStatus::Elected,
                "removed" => PostStatus::Removed,
                "candidate" => PostStatus::Candidate,
                _ => PostStatus::Current,
            };
            Some((verb, status))
        })
        .collect();
    verbs.sort_by_key(|(verb, _)| std::cmp::Reverse(verb.len()));
    verbs
}

/// Titles with the endings of the units that have a holder of them.
pub fn holders() -> BTreeMap<&'static str, Vec<&'static str>> {
    let rows = rows(include_str!("../../lexicon/title_holders.tsv"));
    rows.filter_map(|r| Some((*r.first()?, r.get(1)?.split(' ').collect()))).collect()
}

/// Words around the names of those who are honoured, of one `place` (`before`, `giving`).
pub fn honours(place: &str) -> Vec<&'static str> {
    let rows = rows(include_str!("../../lexicon/honours.tsv"));
    rows.filter(|r| r.get(1) == Some(&place)).filter_map(|r| r.first().copied()).collect()
}

/// How somebody is elected, between name and verb (全票).
pub fn electing_adverbials() -> Vec<&'static str> {
    words(include_str!("../../lexicon/electing_adverbials.txt"))
}

/// Acts before the names of those who get a post (任命, 聘请), of one class (`act` for all, `into`).
pub fn appointing_acts(class: &str) -> Vec<&'static str> {
    words_of(include_str!("../../lexicon/appointing_acts.tsv"), class)
}

/// Words before a post that tell whether it is still held, of one place (`chain`, `profile`).
pub fn post_statuses(place: &str) -> Vec<(&'static str, PostStatus)> {
    let rows = rows(include_str!("../../lexicon/post_statuses.tsv")).filter(|r| is_of(r, 2, place));
    rows.filter_map(|r| Some((*r.first()?, PostStatus::from_code(r.get(1)?)?))).collect()
}

/// For each title the strings that make another word of it (主席|台).
pub fn titles_not_before() -> HashMap<&'static str, Vec<Vec<char>>> {
    rows(include_str!("../../lexicon/title_not_before.tsv"))
        .filter_map(|r| {
            let [title, strings] = r[..] else { return None };
            Some((title, strings.split(' ').map(|s| s.chars().collect()).collect()))
        })
        .collect()
}

/// Words that follow a title and begin no name.
pub fn not_after_post() -> Vec<&'static str> {
    words(include_str!("../../lexicon/not_after_post.txt"))
}
