//! Evidence rows to entity rows: officials, units, posts, tenures, meetings. A pure function of the set of evidence:
//! neither the order of the rows nor how they came into the archive makes a difference.
//!
//! Each kind goes the same way: rows fall into *blocks* within which they may be one at all; in a block, sorted by key,
//! the allowed *links* are drawn; connected *components* that respect what may never be joined are the entities
//! (`components`). An entity's key is the least key of its evidence.

mod components;
mod divisions;
mod evidence;
mod meetings;
mod officials;
mod pinyin;
mod posts;
mod units;

pub use divisions::{Division, DivisionName};
pub use evidence::{DocumentRow, Evidence, MeetingRow, OfficialRow, PostRow, UnitRow};
pub use meetings::{Claim, Meeting};
pub use officials::{Official, Proposal};
pub use posts::{Post, Seen, Tenure};
pub use units::Unit;

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

/// All entities. Members are ids of evidence rows; entities refer to each other by their place in these lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entities {
    /// Divisions, by code.
    pub divisions: Vec<Division>,
    /// Organisations, by key.
    pub units: Vec<Unit>,
    /// People, by key.
    pub officials: Vec<Official>,
    /// Titles in units.
    pub posts: Vec<Post>,
    /// People seen in posts.
    pub tenures: Vec<Tenure>,
    /// Events, by key.
    pub meetings: Vec<Meeting>,
    /// For a person to judge.
    pub proposals: Vec<Proposal>,
}

/// Derives all entities from all evidence.
pub fn resolve(mut evidence: Evidence) -> Entities {
    evidence.sort();
    let homes = evidence.homes();
    let units = units::resolve(&evidence, &homes);
    let (officials, proposals) = officials::resolve(&evidence, &homes);
    let meetings = meetings::resolve(&evidence);
    let posts = posts::resolve(&evidence, &units);
    let tenures = posts::tenures(&evidence, &officials, &posts);
    let divisions = divisions::resolve(&evidence.referred);
    Entities { divisions, units, officials, posts, tenures, meetings, proposals }
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
