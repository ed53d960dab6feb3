//! Connected components that respect what may never be joined.

/// Two items that may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// How well they agree; the strongest links are tried first.
    pub strength: u32,
    /// The lesser item.
    pub a: usize,
    /// The greater item.
    pub b: usize,
}

/// Components of the items `0..count` under `links`, each sorted, in order of their least items. A link that would
/// bring two items together for which `forbidden` holds is dropped: the weakest, of equally weak ones the last.
///
/// Items must be numbered in the order of their keys: then the result depends on nothing else.
pub fn components(count: usize, mut links: Vec<Link>, forbidden: impl Fn(usize, usize) -> bool) -> Vec<Vec<usize>> {
    links.sort_by_key(|link| (std::cmp::Reverse(link.strength), link.a, link.b));
    let mut of: Vec<usize> = (0..count).collect();
    let mut members: Vec<Vec<usize>> = (0..count).map(|i| vec![i]).collect();
    for link in links {
        let (a, b) = (of[link.a], of[link.b]);
        if a == b || members[a].iter().any(|&x| members[b].iter().any(|&y| forbidden(x, y))) {
            continue;
        }
        let (keep, join) = (a.min(b), a.max(b));
        let moved = std::mem::take(&mut members[join]);
        moved.iter().for_each(|&i| of[i] = keep);
        members[keep].extend(moved);
    }
    let mut found: Vec<Vec<usize>> = members.into_iter().filter(|m| !m.is_empty()).collect();
    found.iter_mut().for_each(|m| m.sort_unstable());
    found.sort_unstable();
    found
}

/// Which of some items belong together, where nothing forbids it.
#[derive(Clone, Debug)]
pub struct Joined(Vec<u32>);

impl Joined {
    /// `count` items, each by itself.
    pub fn new(count: usize) -> Self {
        Self((0..).take(count).collect())
    }

    /// What stands for all that belong together with `item`.
    pub fn group(&mut self, mut item: u32) -> u32 {
        while self.0[item as usize] != item {
            // Whoever asks next goes half as far.
            let next = self.0[self.0[item as usize] as usize];
            self.0[item as usize] = next;
            item = next;
        }
        item
    }

    /// Joins two items with all that belong to them; tells whether they were apart.
    pub fn join(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.group(a), self.group(b));
        self.0[a.max(b) as usize] = a.min(b);
        a != b
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weakest_link_of_a_forbidden_pair_is_dropped() {
        let links = vec![Link { strength: 1, a: 0, b: 1 }, Link { strength: 2, a: 1, b: 2 }];
        let found = components(3, links, |a, b| a.min(b) == 0 && a.max(b) == 2);
        assert_eq!(found, [vec![0], vec![1, 2]]);
    }

    #[test]
    fn what_is_joined_through_others_is_joined() {
        let mut joined = Joined::new(5);
        assert!(joined.join(4, 3) && joined.join(1, 0) && joined.join(3, 1));
        assert!(!joined.join(4, 0));
        assert_eq!([0, 1, 2, 3, 4].map(|item| joined.group(item)), [0, 0, 2, 0, 0]);
    }

    #[test]
    fn chains_are_one() {
        let links = vec![Link { strength: 1, a: 1, b: 2 }, Link { strength: 1, a: 0, b: 1 }];
        assert_eq!(components(4, links, |_, _| false), [vec![0, 1, 2], vec![3]]);
    }
}
