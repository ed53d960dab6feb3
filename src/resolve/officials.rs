//! People: the same name is the same person only with support.
//!
//! Joined: one name in one division; in a division and the one right above it when the posts follow each other, when one
//! side gives no post, or when the same company is seen on both; in any two divisions when a document states both (`原某县
//! 县长某某任某市副市长`: a post here, another or a former one there).
//!
//! Never joined: people known by surname only; two of one document; two divisions of which neither lies in the other,
//! without such a statement; two who lead two bodies of one division at the same time. The same name elsewhere is a
//! proposal. Representatives, honoured and private persons stay evidence of their document and become no entity.

use super::{
    Office, Regrouping, commonest,
    components::{self, Link},
    evidence::{Ground, OfficialRow, PostRow, Rank},
    key::Key,
    nested, pinyin,
    words::Word,
};
use crate::{civil_date::CivilDate, lexicon::divisions, record::Capacity};
use chrono::{Days, NaiveDate};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Official {
    /// Least key of the evidence.
    pub key: Key,
    /// Name.
    pub name: Word,
    /// Name in Latin letters without tones; `None` if a character has no reading.
    pub pinyin: Option<String>,
    /// Capacity, the commonest reading.
    pub capacity: Capacity,
    /// Known by surname only.
    pub surname_only: bool,
    /// Division, the one seen most often; `None` for national leaders and the unknown.
    pub division: Option<Word>,
    /// Places of its rows in the list of rows, by key.
    pub members: Vec<u32>,
}

/// Two entities that may be one, for a person to judge.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Proposal {
    /// Code of table `proposals`.
    pub kind: &'static str,
    /// Lesser key.
    pub key_a: String,
    /// Greater key.
    pub key_b: String,
    /// One English sentence.
    pub reason: String,
}

/// What people are judged by.
pub struct People<'a> {
    /// Texts and documents.
    ground: &'a Ground,
    /// All rows of the names in question.
    rows: &'a [OfficialRow],
    /// Their posts, sorted by [`PostRow::official`].
    posts: &'a [PostRow],
    /// By row, where its posts begin in `posts`.
    first_posts: Vec<u32>,
    /// Sort of office by post ([`PostRow::linked`]).
    offices: &'a FxHashMap<i64, Office>,
}

/// How long after the last sighting in one post a sighting in another still counts as overlapping no more than a
/// handover does, in days.
const HANDOVER: u64 = 92;

/// Names that must be common to the documents of two people before these are taken for one.
const COMMON_COMPANY: usize = 3;

/// Sightings within the time common to both from which two leading posts tell two persons.
const RIVAL_SIGHTINGS: usize = 2;

/// Documents of `rows`, all rows of the names in question, whose names are seen in several divisions: who else is named there
/// may decide.
pub fn contested(rows: &[OfficialRow]) -> Vec<Rank> {
    let several = |block: &Vec<u32>| {
        let first = rows[block[0] as usize].division;
        block.iter().any(|&i| rows[i as usize].division != first)
    };
    let mut documents: Vec<Rank> =
        blocks(rows).values().filter(|b| several(b)).flatten().map(|&i| rows[i as usize].key.document).collect();
    documents.sort_unstable();
    documents.dedup();
    documents
}

/// Rows by name, those who may be joined or become an entity of their own.
fn blocks(rows: &[OfficialRow]) -> FxHashMap<Word, Vec<u32>> {
    let mut names: FxHashMap<Word, Vec<u32>> = FxHashMap::default();
    for (i, row) in (0..).zip(rows) {
        if matches!(row.capacity, Capacity::Office | Capacity::Military) {
            names.entry(row.name).or_default().push(i);
        }
    }
    names
}

/// One list of all, with no more room than it needs.
fn put_together<T>(lists: Vec<Vec<T>>) -> Vec<T> {
    let mut all = Vec::with_capacity(lists.iter().map(Vec::len).sum());
    lists.into_iter().for_each(|list| all.extend(list));
    all
}

impl<'a> People<'a> {
    /// `rows` are all rows of the names in question, `posts` theirs, sorted by [`PostRow::official`], and `offices` the
    /// sorts of office by post ([`PostRow::linked`]).
    pub fn new(
        ground: &'a Ground,
        rows: &'a [OfficialRow],
        posts: &'a [PostRow],
        offices: &'a FxHashMap<i64, Office>,
    ) -> Self {
        let mut order: Vec<u32> = (0..).zip(rows).map(|(i, _)| i).collect();
        order.sort_unstable_by_key(|&i| rows[i as usize].id);
        let mut first_posts = vec![0; rows.len()];
        let mut at = 0;
        for i in order {
            at += posts[at..].iter().take_while(|post| post.official < rows[i as usize].id).count();
            first_posts[i as usize] = u32::try_from(at).unwrap_or(u32::MAX);
        }
        Self { ground, rows, posts, first_posts, offices }
    }

    /// People in order of their keys, and pairs of the same name. `company` holds who is named in each of the documents
    /// that [`contested`] gave.
    pub fn resolve(
        &self,
        company: &FxHashMap<Rank, Vec<Word>>,
        corrections: &Regrouping<Word>,
    ) -> (Vec<Official>, Vec<Proposal>) {
        let blocks: Vec<Vec<u32>> = blocks(self.rows).into_values().collect();
        let resolved = blocks.into_par_iter().map(|rows| self.block(rows, company));
        let (officials, proposals): (Vec<_>, Vec<_>) = resolved.unzip();
        let mut officials: Vec<Official> = put_together(officials);
        let mut proposals: Vec<Proposal> = proposals.into_iter().flatten().collect();
        if !corrections.is_empty() {
            officials = self.corrected(officials, corrections);
            let keys: FxHashSet<String> = officials.iter().map(|o| self.ground.documents.text(o.key, 'o')).collect();
            // Who was made one, or two, needs no proposal.
            proposals.retain(|p| keys.contains(&p.key_a) && keys.contains(&p.key_b));
        }
        officials.sort_unstable_by_key(|o| o.key);
        proposals.sort_unstable();
        (officials, proposals)
    }

    /// The people with what the user corrected.
    fn corrected(&self, officials: Vec<Official>, corrections: &Regrouping<Word>) -> Vec<Official> {
        let key = |i: u32| self.row(i).key;
        let groups: Vec<Vec<u32>> = officials.iter().map(|o| o.members.clone()).collect();
        let (replaced, new) = corrections.regroup(&groups, key);
        let kept = officials.into_iter().enumerate().filter(|(g, _)| !replaced.contains(g)).map(|(_, o)| o);
        let mut officials: Vec<Official> = kept.chain(new.into_iter().map(|rows| self.person(rows))).collect();
        for official in &mut officials {
            if let Some(name) = corrections.name(&official.members, key) {
                official.name = name;
                official.pinyin = pinyin::of_name(self.ground.words.text(name));
            }
        }
        officials
    }

    fn row(&self, i: u32) -> &'a OfficialRow {
        &self.rows[i as usize]
    }

    fn posts_of(&self, i: u32) -> &'a [PostRow] {
        let official = self.row(i).id;
        let posts = &self.posts[self.first_posts[i as usize] as usize..];
        &posts[..posts.iter().take_while(|post| post.official == official).count()]
    }

    fn block(&self, mut rows: Vec<u32>, company: &FxHashMap<Rank, Vec<Word>>) -> (Vec<Official>, Vec<Proposal>) {
        rows.sort_unstable_by_key(|&i| self.row(i).key);
        let (mut alone, mut placed) = (vec![], BTreeMap::<&str, Vec<u32>>::new());
        for i in rows {
            match self.ground.words.maybe(self.row(i).division) {
                Some(division) if !self.row(i).surname_only => placed.entry(division).or_default().push(i),
                _ => alone.push(vec![i]),
            }
        }
        let mut items: Vec<Item<'a>> = vec![];
        for (division, rows) in placed {
            items.extend(self.persons_of_one_division(division, rows));
        }
        items.sort_unstable_by_key(|item| self.row(item.rows[0]).key);
        let groups = if items.len() < 2 { vec![(0..items.len()).collect()] } else { self.join(&items, company) };
        let join = |group: Vec<usize>| {
            let mut rows: Vec<u32> = group.iter().flat_map(|&g| items[g].rows.iter().copied()).collect();
            rows.sort_unstable_by_key(|&i| self.row(i).key);
            rows
        };
        let groups = groups.into_iter().filter(|g| !g.is_empty()).map(join).chain(alone);
        let mut people: Vec<Official> = groups.map(|rows| self.person(rows)).collect();
        // A hundred thousand names have one bearer each.
        people.shrink_to_fit();
        let proposals = self.homonyms(&people);
        (people, proposals)
    }

    /// Usually one. Several when a document names two, or when two lead two bodies at the same time: then those who share
    /// a post belong together.
    fn persons_of_one_division(&self, division: &'a str, rows: Vec<u32>) -> Vec<Item<'a>> {
        let twice = rows.windows(2).any(|w| self.row(w[0]).key.document == self.row(w[1]).key.document);
        if rows.len() == 1 || (!twice && self.leading_posts(&rows) < 2) {
            return vec![self.item(division, rows)];
        }
        let mut clusters: Vec<Vec<u32>> = vec![];
        let mut of_post: FxHashMap<i64, usize> = FxHashMap::default();
        let mut without = vec![];
        for &i in &rows {
            let held: Vec<i64> = self.posts_of(i).iter().filter(|p| p.is_held()).filter_map(|p| p.linked).collect();
            if held.is_empty() {
                without.push(i);
                continue;
            }
            let mut known: Vec<usize> = held.iter().filter_map(|p| of_post.get(p).copied()).collect();
            known.sort_unstable();
            known.dedup();
            let target = known.first().copied().unwrap_or_else(|| {
                clusters.push(vec![]);
                clusters.len() - 1
            });
            for &other in known.iter().skip(1) {
                let moved = std::mem::take(&mut clusters[other]);
                clusters[target].extend(moved);
                of_post.values_mut().filter(|c| **c == other).for_each(|c| *c = target);
            }
            clusters[target].push(i);
            of_post.extend(held.into_iter().map(|p| (p, target)));
        }
        clusters.retain(|c| !c.is_empty());
        clusters.iter_mut().for_each(|c| c.sort_unstable_by_key(|&i| self.row(i).key));
        clusters.extend(without.into_iter().map(|i| vec![i]));
        clusters.sort_unstable_by_key(|c| self.row(c[0]).key);
        let items: Vec<Item<'a>> = clusters.into_iter().map(|rows| self.item(division, rows)).collect();
        let mut links = vec![];
        for a in 0..items.len() {
            for b in a + 1..items.len() {
                let strength = u32::try_from(items[a].rows.len().max(items[b].rows.len())).unwrap_or(u32::MAX);
                links.push(Link { strength, a, b });
            }
        }
        let found = components::components(items.len(), links, |a, b| items[a].excludes(&items[b]));
        let joined = |group: Vec<usize>| {
            let mut rows: Vec<u32> = group.iter().flat_map(|&g| items[g].rows.iter().copied()).collect();
            rows.sort_unstable_by_key(|&i| self.row(i).key);
            self.item(division, rows)
        };
        found.into_iter().map(joined).collect()
    }

    /// Number of different bodies that the rows lead.
    fn leading_posts(&self, rows: &[u32]) -> usize {
        let mut units: Vec<i64> =
            rows.iter().flat_map(|&i| self.posts_of(i)).filter(|p| self.leads(p)).map(|p| p.unit).collect();
        units.sort_unstable();
        units.dedup();
        units.len()
    }

    fn leads(&self, post: &PostRow) -> bool {
        let office = post.linked.and_then(|id| self.offices.get(&id));
        post.is_held() && matches!(office, Some(Office::PartySecretary | Office::GovernmentHead | Office::Chair))
    }

    fn item(&self, division: &'a str, rows: Vec<u32>) -> Item<'a> {
        let mut item = Item {
            division,
            days: None,
            posts: FxHashSet::default(),
            has_post: false,
            stated: BTreeSet::new(),
            led: BTreeMap::new(),
            documents: rows.iter().map(|&i| self.row(i).key.document).collect(),
            rows,
        };
        for &i in &item.rows {
            for post in self.posts_of(i) {
                item.posts.extend(post.linked);
                let elsewhere = self.ground.words.maybe(post.division).filter(|code| !nested(code, division));
                item.stated.extend(elsewhere);
                let Some((from, to)) = post.seen_on.filter(|_| post.is_held()).and_then(CivilDate::range) else {
                    item.has_post |= post.is_held();
                    continue;
                };
                item.has_post = true;
                item.days = Some(item.days.map_or((from, to), |(a, b)| (a.min(from), b.max(to))));
                if self.leads(post) {
                    item.led.entry(post.unit).or_default().push(from);
                }
            }
        }
        item.led.values_mut().for_each(|days| days.sort_unstable());
        item
    }

    /// The items of one name, joined.
    fn join(&self, items: &[Item<'a>], company: &FxHashMap<Rank, Vec<Word>>) -> Vec<Vec<usize>> {
        let classes = Classes::new(items);
        let mut links = vec![];
        for a in 0..items.len() {
            for b in a + 1..items.len() {
                let strength = self.support(items, a, b, company);
                links.extend(strength.map(|strength| Link { strength, a, b }));
            }
        }
        let forbidden = |a: usize, b: usize| {
            let (x, y) = (&items[a], &items[b]);
            x.division == y.division
                || (!nested(x.division, y.division) && !classes.same(x.division, y.division))
                || x.documents.intersection(&y.documents).next().is_some()
        };
        components::components(items.len(), links, forbidden)
    }

    /// What speaks for two items being one person; `None` if nothing does.
    fn support(&self, items: &[Item<'a>], a: usize, b: usize, company: &FxHashMap<Rank, Vec<Word>>) -> Option<u32> {
        const STATED_POST: u32 = 3_000_000;
        const STATED: u32 = 2_000_000;
        const SUCCESSIVE: u32 = 1_000_000;
        let (x, y) = (&items[a], &items[b]);
        if x.stated.contains(y.division) || y.stated.contains(x.division) {
            if !x.posts.is_disjoint(&y.posts) {
                return Some(STATED_POST);
            }
            let only = |d: &str| items.iter().filter(|i| i.division == d).count() == 1;
            return (only(x.division) && only(y.division)).then_some(STATED);
        }
        if !nested(x.division, y.division) {
            return None;
        }
        let documents = u32::try_from(x.rows.len().min(y.rows.len())).unwrap_or(u32::MAX).min(SUCCESSIVE - 1);
        let above = |code: &str| divisions::parent(code, None).map(|d| d.code);
        let adjacent = above(x.division) == Some(y.division) || above(y.division) == Some(x.division);
        if adjacent && (!x.has_post || !y.has_post) {
            return Some(documents);
        }
        if adjacent && x.is_successive(y) {
            return Some(SUCCESSIVE + documents);
        }
        let known = |item: &Item<'_>| -> FxHashSet<Word> {
            item.documents.iter().filter_map(|d| company.get(d)).flatten().copied().collect()
        };
        let name = self.row(x.rows[0]).name;
        let common = known(x).intersection(&known(y)).filter(|&&w| w != name).count();
        (common >= COMMON_COMPANY).then_some(documents)
    }

    /// The person that `rows`, in order of their keys, tell of.
    pub fn person(&self, rows: Vec<u32>) -> Official {
        let words = &self.ground.words;
        let of = || rows.iter().map(|&i| self.row(i));
        let first = self.row(rows[0]);
        // Only people whom the user made one have several.
        let name = words.commonest(of().map(|r| r.name)).unwrap_or(first.name);
        Official {
            key: first.key,
            name,
            pinyin: pinyin::of_name(words.text(name)),
            capacity: commonest(of().map(|r| r.capacity)).unwrap_or(first.capacity),
            surname_only: first.surname_only,
            division: words.commonest(of().filter_map(|r| r.division)),
            members: rows,
        }
    }

    /// Each further person of the name beside the first.
    fn homonyms(&self, people: &[Official]) -> Vec<Proposal> {
        let mut full: Vec<&Official> = people.iter().filter(|p| !p.surname_only).collect();
        full.sort_unstable_by_key(|p| p.key);
        let Some((first, rest)) = full.split_first() else { return vec![] };
        let place = |p: &Official| self.ground.words.maybe(p.division).unwrap_or("no known division").to_owned();
        let proposal = |other: &&Official| Proposal {
            kind: "homonym",
            key_a: self.ground.documents.text(first.key, 'o'),
            key_b: self.ground.documents.text(other.key, 'o'),
            reason: format!("{} in {} and in {}", self.ground.words.text(first.name), place(first), place(other)),
        };
        rest.iter().map(proposal).collect()
    }
}

/// Rows of one name in one division that are one person.
struct Item<'a> {
    division: &'a str,
    /// By key.
    rows: Vec<u32>,
    documents: BTreeSet<Rank>,
    /// First and last sighting in a post.
    days: Option<(NaiveDate, NaiveDate)>,
    /// Posts of any status.
    posts: FxHashSet<i64>,
    /// Whether a post is held.
    has_post: bool,
    /// Divisions elsewhere in which a row gives a post.
    stated: BTreeSet<&'a str>,
    /// First days of the sightings at the head of each unit.
    led: BTreeMap<i64, Vec<NaiveDate>>,
}

impl Item<'_> {
    /// Whether the sightings of one end about when those of the other begin. Unknown days contradict nothing.
    fn is_successive(&self, other: &Self) -> bool {
        let (Some(a), Some(b)) = (self.days, other.days) else { return true };
        let later = |day: NaiveDate| day.checked_add_days(Days::new(HANDOVER)).unwrap_or(day);
        a.1 <= later(b.0) || b.1 <= later(a.0)
    }

    /// Whether the two can't be one: named in one document, or leading two bodies at the same time.
    fn excludes(&self, other: &Self) -> bool {
        let together = self.documents.intersection(&other.documents).next().is_some();
        together || self.led.iter().any(|(u, a)| other.led.iter().any(|(v, b)| u != v && interleave(a, b)))
    }
}

/// Whether in the time common to both each is seen several times.
fn interleave(a: &[NaiveDate], b: &[NaiveDate]) -> bool {
    let (Some(a0), Some(a1), Some(b0), Some(b1)) = (a.first(), a.last(), b.first(), b.last()) else { return false };
    let (from, to) = (a0.max(b0), a1.min(b1));
    let within = |days: &[NaiveDate]| days.iter().filter(|d| from <= *d && *d <= to).count();
    within(a) >= RIVAL_SIGHTINGS && within(b) >= RIVAL_SIGHTINGS
}

/// Divisions between which documents state that one person moved.
struct Classes<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Classes<'a> {
    fn new(items: &[Item<'a>]) -> Self {
        let mut classes = Self(BTreeMap::new());
        for item in items {
            for other in &item.stated {
                let (a, b) = (classes.of(item.division), classes.of(other));
                classes.0.insert(a.max(b), a.min(b));
            }
        }
        classes
    }

    fn of(&self, division: &'a str) -> &'a str {
        let mut at = division;
        while let Some(next) = self.0.get(at).filter(|next| **next != at) {
            at = next;
        }
        at
    }

    fn same(&self, a: &'a str, b: &'a str) -> bool {
        self.of(a) == self.of(b)
    }
}
