//! Precision and recall with intervals.
//!
//! Precision of a kind is weighted by what each judged fact stands for; the interval is Wilson's at 95 % over the effective number of
//! judged facts, (Σw)² / Σw² (Kish). Rules are told unweighted, for their facts are drawn alike.

use super::{
    KINDS,
    sheet::{Judged, Verdict},
};
use std::collections::BTreeMap;

/// Quantile of the normal distribution for 95 %.
const Z: f64 = 1.959_964;

/// Precision of a kind or rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Precision {
    /// Kind of fact, or `all`.
    pub kind: String,
    /// Rule; empty for the whole kind.
    pub rule: String,
    /// Facts judged right or wrong.
    pub judged: u32,
    /// Of these, right.
    pub right: u32,
    /// Facts about which nothing can be said.
    pub unsure: u32,
    /// Weighted share of right facts; `None` when nothing was judged.
    pub share: Option<f64>,
    /// Interval at 95 %.
    pub interval: Option<(f64, f64)>,
}

/// Recall of a kind over whole documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Recall {
    /// Kind of fact.
    pub kind: String,
    /// Documents judged.
    pub documents: u32,
    /// Facts read and right.
    pub right: u32,
    /// Facts read and wrong.
    pub wrong: u32,
    /// Facts missed.
    pub missed: u32,
    /// Share of the facts in the texts that were read; `None` when there were none.
    pub share: Option<f64>,
    /// Wilson's interval at 95 %.
    pub interval: Option<(f64, f64)>,
}

/// Precision of all facts, of every kind, and of every rule within it.
pub fn precision(judged: &[Judged]) -> Vec<Precision> {
    let mut groups: BTreeMap<(usize, String, String), Vec<&Judged>> = BTreeMap::new();
    let place = |kind: &str| KINDS.iter().position(|k| *k == kind).unwrap_or(KINDS.len()) + 1;
    for fact in judged.iter().filter(|j| j.row.found.is_none()) {
        let kind = &fact.row.kind;
        groups.entry((0, "all".into(), String::new())).or_default().push(fact);
        groups.entry((place(kind), kind.clone(), String::new())).or_default().push(fact);
        groups.entry((place(kind), kind.clone(), fact.row.rule.clone())).or_default().push(fact);
    }
    groups.into_iter().map(|((_, kind, rule), facts)| of_group(kind, rule, &facts)).collect()
}

fn of_group(kind: String, rule: String, facts: &[&Judged]) -> Precision {
    let weight = |j: &Judged| if rule.is_empty() { j.row.weight } else { 1.0 };
    let settled: Vec<(f64, bool)> = facts
        .iter()
        .filter(|j| matches!(j.verdict, Some(Verdict::Right | Verdict::Wrong)))
        .map(|j| (weight(j), j.verdict == Some(Verdict::Right)))
        .collect();
    let sum: f64 = settled.iter().map(|s| s.0).sum();
    let squares: f64 = settled.iter().map(|s| s.0 * s.0).sum();
    let right: f64 = settled.iter().filter(|s| s.1).map(|s| s.0).sum();
    let share = (sum > 0.0).then(|| right / sum);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Precision {
        judged: count(settled.len()),
        right: count(settled.iter().filter(|s| s.1).count()),
        unsure: count(facts.iter().filter(|j| j.verdict == Some(Verdict::Unsure)).count()),
        share,
        interval: share.map(|p| wilson(p, sum * sum / squares)),
        kind,
        rule,
    }
}

/// Recall of every kind, over the documents whose rows were filled in.
pub fn recall(judged: &[Judged]) -> Vec<Recall> {
    let mut kinds: BTreeMap<usize, Recall> = BTreeMap::new();
    for row in judged {
        let (Some(found), Some((wrong, missed))) = (row.row.found, row.counted) else { continue };
        let place = KINDS.iter().position(|k| *k == row.row.kind).unwrap_or(KINDS.len());
        let sum = kinds.entry(place).or_insert_with(|| Recall {
            kind: row.row.kind.clone(),
            documents: 0,
            right: 0,
            wrong: 0,
            missed: 0,
            share: None,
            interval: None,
        });
        sum.documents += 1;
        sum.right += found.saturating_sub(wrong);
        sum.wrong += wrong;
        sum.missed += missed;
    }
    let told = kinds.into_values().map(|r| {
        let all = f64::from(r.right) + f64::from(r.missed);
        let share = (all > 0.0).then(|| f64::from(r.right) / all);
        Recall { share, interval: share.map(|p| wilson(p, all)), ..r }
    });
    told.collect()
}

/// Wilson's score interval of the share `p` among `n`.
fn wilson(p: f64, n: f64) -> (f64, f64) {
    let z2 = Z * Z;
    let centre = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt() / (1.0 + z2 / n);
    ((centre - half).max(0.0), (centre + half).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::Row;

    fn fact(kind: &str, weight: f64, verdict: Verdict) -> Judged {
        let row = Row { kind: kind.into(), rule: "r".into(), weight, ..Row::default() };
        Judged { row, verdict: Some(verdict), counted: None, comment: String::new() }
    }

    #[test]
    fn wilson_as_in_the_textbooks() {
        // 81 of 263: Newcombe 1998, table I, method 3.
        let (low, high) = wilson(81.0 / 263.0, 263.0);
        assert!((low - 0.2553).abs() < 0.0001 && (high - 0.3662).abs() < 0.0001, "{low} {high}");
        assert!(wilson(1.0, 10.0).1 <= 1.0);
    }

    #[test]
    fn weights_count_and_doubts_do_not() {
        let judged =
            [fact("post", 9.0, Verdict::Right), fact("post", 1.0, Verdict::Wrong), fact("post", 5.0, Verdict::Unsure)];
        let told = precision(&judged);
        let post = told.iter().find(|p| p.kind == "post" && p.rule.is_empty()).unwrap();
        assert_eq!((post.judged, post.right, post.unsure), (2, 1, 1));
        assert!((post.share.unwrap() - 0.9).abs() < 1e-9);
        let rule = told.iter().find(|p| p.rule == "r").unwrap();
        assert!((rule.share.unwrap() - 0.5).abs() < 1e-9);
    }

    #[test]
    fn recall_counts_what_was_missed() {
        let row = Row { kind: "unit".into(), found: Some(9), ..Row::default() };
        let judged = [Judged { row, verdict: None, counted: Some((1, 2)), comment: String::new() }];
        let told = recall(&judged);
        assert_eq!((told[0].right, told[0].wrong, told[0].missed), (8, 1, 2));
        assert!((told[0].share.unwrap() - 0.8).abs() < 1e-9);
    }
}
