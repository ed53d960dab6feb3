//! Keys of evidence in few bytes, in the order of the texts for which they stand.

use std::cmp::Ordering;

/// Stands for a `ref`: that of the document, a hyphen, a letter, the number in the document. Keys of one kind of evidence
/// compare as their texts do, in which number 10 comes before number 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Rank of the document's ref among all documents at hand.
    pub document: u32,
    /// Number within the document and kind.
    pub n: u32,
}

impl Key {
    /// Digits from the left, as text compares them: 1, 10, 11, 2.
    fn digits(self) -> (u64, u32) {
        let length = self.n.checked_ilog10().unwrap_or(0);
        (u64::from(self.n) * 10u64.pow(9 - length), length)
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        self.document.cmp(&other.document).then_with(|| self.digits().cmp(&other.digits()))
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn keys_compare_as_their_texts() {
        let numbers = [1, 2, 9, 10, 11, 19, 20, 99, 100, 101, 999, 1000, 12345, u32::MAX];
        for a in numbers {
            for b in numbers {
                let keys = Key { document: 3, n: a }.cmp(&Key { document: 3, n: b });
                assert_eq!(keys, format!("x-o{a}").cmp(&format!("x-o{b}")), "{a} {b}");
            }
        }
    }
}
