//! Which units have a holder of a title.
//!
//! Reads `title_holders.tsv`.

use super::{NamedUnit, bodies::is_committee_of_party};
use crate::{extract::posts::PrintedPost, lexicon::posts, record::UnitKind};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Endings of unit names that have a holder of the title, where the title's own word does not show it.
static HOLDERS: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> =
    LazyLock::new(|| posts::holders().into_iter().collect());

/// Whether a unit that is not printed before the title can have such a post.
pub(super) fn can_hold(name: &str, post: &PrintedPost) -> bool {
    !(is_committee_of_party(name) && matches!(post.entry().office, "head" | "manager" | "commander" | "chair"))
}

/// 主任甲，｜副主任乙; 主任委员甲，｜委员乙: whether a title without a unit is in the body of the one before it.
pub(super) fn shares_body(before: &str, base: &str, title: &str) -> bool {
    (before.ends_with(base) && before.len() <= title.len()) || (base == "委员" && before.ends_with("主任委员"))
}

/// 促进会会长甲、｜副秘书长乙: of the same society.
pub(super) fn shares_society(unit: &NamedUnit, base: &str) -> bool {
    let society = matches!(unit.kind, UnitKind::Mass | UnitKind::Other) && unit.name.ends_with('会');
    society && matches!(base, "会长" | "秘书长" | "理事长" | "监事长" | "理事" | "常务理事")
}

/// Whether a unit of this name has a holder of the title.
pub(super) fn holds(name: &str, base: &str) -> bool {
    if base == "主任" && is_committee_of_party(name) {
        return false;
    }
    let own = base.strip_suffix('长').filter(|w| !w.is_empty());
    match (HOLDERS.get(base), own) {
        (Some(endings), _) => endings.iter().any(|e| name.ends_with(e)),
        (None, Some(word)) => name.ends_with(word),
        (None, None) => false,
    }
}
