//! Evidence rows to entity rows: officials, units, posts, tenures, meetings. A pure function of the set of evidence:
//! neither the order of the rows nor how they came into the archive makes a difference.
//!
//! Each kind goes the same way: rows fall into *blocks* within which they may be one at all; in a block, sorted by key,
//! the allowed *links* are drawn; connected *components* that respect what may never be joined are the entities
//! (`components`). An entity's key is the least key of its evidence.
//!
//! No block looks into another. What holds of all evidence therefore holds of any set of whole blocks, and after a change
//! only those blocks are derived again in which evidence came or went. Blocks: people by name; units by place and name;
//! events by place (those without a place by day, among all events of that day).

mod components;
mod copies;
mod corrections;
mod divisions;
mod evidence;
mod key;
mod meetings;
mod officials;
mod pinyin;
mod place;
mod posts;
mod print;
mod units;
mod words;

pub use components::Joined;
pub use copies::{Candidates, Changed, PrintRow, Runs, Told, are_copies, candidates, heads, needed, shared};
pub use corrections::{Corrections, Regrouping};
pub use divisions::{Division, DivisionName, resolve as divisions};
pub use evidence::{DocumentRow, Documents, Ground, MeetingRow, OfficialRow, PostRow, Rank, UnitRow};
pub use key::Key;
pub use meetings::{Claim, Events, Meeting};
pub use officials::{Official, People, Proposal, contested};
pub use place::{divisions as divisions_of_officials, home};
pub use posts::{Body, Post, Seen, Sightings, resolve as posts, sightings};
pub use print::{BINS, Passage, Print, grams, numbers, print};
pub use units::{Scope, Standing, Unit, identity, parents, resolve as units, scope, stem};
pub use words::{Word, Words};

use crate::record::vocabulary;

vocabulary! {
    /// Sort of office that a title gives in its unit.
    Office, "office" {
        PartySecretary = "party_secretary", "党委书记", "secretary of a party committee";
        Secretary = "secretary", "书记", "secretary of another body (party group, branch, league, discipline commission)";
        StandingMember = "standing_member", "常委", "member of a standing committee";
        GovernmentHead = "government_head", "政府首长", "head of government";
        Deputy = "deputy", "副职", "deputy head of any body";
        Head = "head", "正职", "head of a body";
        Chair = "chair", "主席", "chair";
        Commander = "commander", "军事主官", "commander";
        PoliticalCommissar = "political_commissar", "政治委员", "political commissar, instructor";
        ChiefOfStaff = "chief_of_staff", "参谋长", "chief of staff";
        SecretaryGeneral = "secretary_general", "秘书长", "secretary-general";
        ChiefProcurator = "chief_procurator", "检察长", "chief procurator";
        VillageHead = "village_head", "村主任", "head of a village";
        Member = "member", "成员", "member";
        Manager = "manager", "经营管理", "manager of a firm or institution";
        Staff = "staff", "工作人员", "staff";
        Other = "other", "其他", "other";
    }
}

vocabulary! {
    /// Level of an organisation.
    Level, "level" {
        National = "national", "国家", "national";
        Province = "province", "省级", "province";
        Prefecture = "prefecture", "地级", "prefecture";
        County = "county", "县级", "county";
        Township = "township", "乡级", "township";
        Village = "village", "村级", "village";
    }
}

/// The commonest of `values`; of equally common ones the least.
fn commonest<T: Ord + Clone>(values: impl IntoIterator<Item = T>) -> Option<T> {
    let mut counts = std::collections::BTreeMap::new();
    for value in values {
        *counts.entry(value).or_insert(0usize) += 1;
    }
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|(_, n)| *n == most).map(|(value, _)| value)
}

/// Whether one division lies in the other, or they are the same.
fn nested(a: &str, b: &str) -> bool {
    let significant = |code: &'_ str| {
        code.len()
            - if code.ends_with("0000") {
                4
            } else if code.ends_with("00") {
                2
            } else {
                0
            }
    };
    let n = significant(a).min(significant(b));
    a.as_bytes().get(..n) == b.as_bytes().get(..n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_follows_the_digits() {
        assert!(nested("110108", "110000"));
        assert!(nested("130200", "130283"));
        assert!(nested("110108", "110108"));
        assert!(!nested("110108", "110105"));
        assert!(!nested("130200", "130300"));
    }

    #[test]
    fn ties_go_to_the_least() {
        assert_eq!(commonest(["b", "a", "b", "a"]), Some("a"));
        assert_eq!(commonest(Vec::<i32>::new()), None);
    }
}
