//! The account line of WeChat: `云岭发布　2023-11-05 08:12　海南`.
//!
//! Reads `posting_regions.txt`.

use crate::{
    clean::{line::Line, meta},
    lexicon,
};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Names of regions as WeChat prints them after date and time.
static REGIONS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../../lexicon/posting_regions.txt")).filter_map(|r| r.into_iter().next()).collect()
});

/// `原创 今日云岭 今日云岭 2023-11-05 18:30 发表于浙江`, `云岭发布　2023-11-05 08:12　海南`: the account line of WeChat keeps
/// its date and time alone.
pub(super) fn keep_date_of_account(line: &mut Line) {
    let hans = line.hans();
    if hans.len() > 60 || hans.iter().any(|c| matches!(c, '：' | '，' | '。' | '|' | '年')) {
        return;
    }
    let Some((start, length)) = meta::first_date(hans) else { return };
    let time = hans[start + length..].iter().take_while(|c| c.is_ascii_digit() || **c == ':' || **c == ' ').count();
    let end = start + length + time;
    let has_time = hans[start + length..end].contains(&':');
    let after: String = hans[end..].iter().filter(|c| !c.is_whitespace()).collect();
    let before: String = hans[..start].iter().collect();
    let region = REGIONS.contains(after.as_str()) || after.strip_prefix("发表于").is_some();
    if !(has_time && start > 0 && (region || before.starts_with("原创"))) {
        return;
    }
    let end = end - hans[..end].iter().rev().take_while(|c| c.is_whitespace()).count();
    let keep: Vec<bool> = (0..hans.len()).map(|i| (start..end).contains(&i)).collect();
    line.retain(&keep);
}
