//! An invented heap of pages in the genre: meetings, officials who hold posts and move up, quotes; reposts, second
//! reports of the same event, encodings, furniture, dirt. Lengths as in real heaps: median 1,200 characters, long tail.
//!
//! Page n depends on the seed and n alone: a heap of 10,000 is the beginning of the heap of 100,000 with the same seed,
//! and pages can be made one at a time, in any order. People and events are invented; only the places exist.

mod article;
mod bytes;
mod chance;
mod grammar;
mod layout;
mod world;

use chance::Chance;
use grammar::Grammar;
use world::World;

/// Of a thousand pages so many carry the text of an earlier page, and so many tell an earlier event in other words.
const REPOSTS: usize = 120;
const SECOND_REPORTS: usize = 100;

/// Pages back to which a repost or second report reaches.
const REACH: usize = 400;

/// A heap. Endless; take as much as you need.
pub struct Heap {
    seed: u64,
    world: World,
    grammar: Grammar,
}

/// One file of a heap.
#[derive(Clone, Debug)]
pub struct File {
    /// `浙江省/安吉县/2017/0000012.html`.
    pub path: String,
    /// Its bytes; a few are empty, damaged, or no text.
    pub bytes: Vec<u8>,
}

impl Heap {
    /// The heap of `seed`.
    pub fn new(seed: u64) -> Self {
        Self { seed, world: World::new(seed), grammar: Grammar::new() }
    }

    /// File number `n`.
    pub fn file(&self, n: u64) -> File {
        let mut chance = Chance::of(&[self.seed, 6, n]);
        let (event, telling) = self.event(n, &mut chance);
        let article = article::tell(&self.world, &self.grammar, self.seed, event, telling);
        let page = layout::lay_out(&article, &mut chance);
        let (county, day) = (article.county, article.day);
        let path = format!("{}/{}/{}/{n:07}.{}", county.province, county.name, day.year, page.ending);
        File { path, bytes: bytes::encode(&page, &mut chance) }
    }

    /// Which event file `n` tells, and which telling it is: its own, or those of an earlier file.
    fn event(&self, n: u64, chance: &mut Chance) -> (u64, u64) {
        let earlier = n.saturating_sub(1 + chance.below(REACH) as u64);
        match chance.below(1000) {
            m if m < REPOSTS => (earlier, earlier),
            m if m < REPOSTS + SECOND_REPORTS => (earlier, n),
            _ => (n, n),
        }
    }
}
