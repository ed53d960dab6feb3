//! The county that a text leaves out, told by its towns.

use super::{Context, Found, Home, homes::title_span, is_of_class};
use crate::{
    lexicon::{
        divisions::{self, Level},
        townships,
    },
    record::{Basis, Fields, Span},
};
use std::collections::{BTreeMap, BTreeSet};

impl Context<'_> {
    /// The county that alone has the towns named: two of them, or one that no other county has, and of the class as which
    /// the text speaks of itself.
    pub(super) fn county_of_towns(&self, class: Option<&str>) -> Option<Home> {
        let class = class.filter(|c| !TOWNS.contains(c))?;
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        for end in 1..=self.text.chars.len() {
            if !matches!(self.text.chars[end - 1], '镇' | '乡' | '道' | '木')
                || !["镇", "乡", "街道", "苏木"].iter().any(|w| self.text.ends_with(end, w))
            {
                continue;
            }
            if self.text.ends_with(end, "等乡镇")
                || self.text.ends_with(end, "等镇")
                || self.text.ends_with(end, "等乡")
            {
                for (name, start) in self.bare_towns(end) {
                    names.entry(name).or_insert(start);
                }
            }
            let longest = (3..=9).rev().filter(|n| *n <= end).find_map(|n| {
                let name = self.text.str(Span::new(end - n, end));
                (!townships::counties(name).is_empty()).then_some((name, end - n))
            });
            if let Some((name, start)) = longest {
                names.entry(name.to_owned()).or_insert(start);
            }
        }
        let mut counties: BTreeMap<&'static str, (f64, usize, usize)> = BTreeMap::new();
        for (name, start) in &names {
            let shared = townships::counties(name);
            for code in shared {
                let county = counties.entry(code).or_insert((0.0, 0, *start));
                // At most four counties share a name of the table.
                county.0 += 1.0 / shared.len() as f64;
                county.1 += 1;
                county.2 = county.2.min(*start);
            }
        }
        let mut ranked: Vec<_> = counties.into_iter().collect();
        ranked.sort_by(|a, b| b.1.0.total_cmp(&a.1.0).then(a.0.cmp(b.0)));
        let (code, (score, _, start)) = *ranked.first()?;
        let next = ranked.get(1).map_or(0.0, |(_, (s, ..))| *s);
        let division = divisions::at_the_time(code, self.year)?;
        let clear = score >= 1.0 && score >= next * 2.0 && is_of_class(division.name, class);
        clear.then(|| Home {
            code: Some(division.code.to_owned()),
            name: division.name.to_owned(),
            level: division.level,
            basis: Basis::Inferred,
            span: Some(Span::new(start, start + 1)),
            county: None,
        })
    }

    /// `<梅城>、<东坪>等乡镇`: the names of a list without their class.
    fn bare_towns(&self, end: usize) -> Vec<(String, usize)> {
        let from = end.saturating_sub(40);
        let Some(close) = (from..end).rev().find(|&i| self.text.at(i) == Some('等')) else { return vec![] };
        let mut out = Vec::new();
        let mut stop = close;
        for at in (from..close).rev() {
            let c = self.text.at(at).unwrap_or('，');
            let ends = c == '、' || !('\u{4e00}'..='\u{9fff}').contains(&c) || ['的', '在'].contains(&c);
            if !ends {
                continue;
            }
            let stem: String = self.text.chars[at + 1..stop].iter().collect();
            let named = ["镇", "乡", "街道"].iter().map(|w| format!("{stem}{w}"));
            out.extend(named.filter(|n| !townships::counties(n).is_empty()).map(|n| (n, at + 1)).next());
            if c != '、' {
                break;
            }
            stop = at;
        }
        out
    }

    /// The township right after the only division that a note names.
    pub(super) fn town_after(&self, at: usize) -> Option<Home> {
        let end = self.found.iter().find(|f| f.start == at)?.end;
        let clause: String = self.text.chars.get(end..(end + 8).min(self.text.chars.len()))?.iter().collect();
        let name = crate::extract::meetings::township_at_head(&clause)?.to_owned();
        let long = name.chars().count();
        let county = divisions::named(self.found.iter().find(|f| f.start == at)?.form, self.year)
            .first()
            .map(|d| d.code.to_owned());
        Some(Home {
            code: None,
            name,
            level: Level::Township,
            basis: Basis::Inferred,
            span: Some(Span::new(end, end + long)),
            county,
        })
    }

    /// The town that a town's document is about: the name most often printed before its organs.
    pub(super) fn township(
        &self,
        class: &str,
        kept: &[&Found],
        settled: &BTreeMap<String, String>,
        fields: &Fields,
    ) -> Option<Home> {
        let title = title_span(self.text, fields);
        let ends: BTreeSet<usize> = kept.iter().map(|f| f.end).collect();
        let mut names: BTreeMap<String, (u32, usize, usize)> = BTreeMap::new();
        let width = class.chars().count();
        for at in (0..self.text.chars.len()).filter(|&at| self.text.starts_with(at, class)) {
            let end = at + width;
            let Some(start) = township_start(&self.text.chars, at, &ends).filter(|_| !self.longer_word(end)) else {
                continue;
            };
            let name: String = self.text.chars[start..end].iter().collect();
            let opens = self.text.block_at(start).is_some_and(|b| self.text.blocks[b].span.start as usize == start);
            let in_title = title.is_some_and(|t| t.range().contains(&start));
            let weight = 1
                + 4 * u32::from(self.acts(end) || self.text.starts_with(end, "党"))
                + 4 * u32::from(opens)
                + 8 * u32::from(in_title)
                + 4 * u32::from(ends.contains(&start));
            names.entry(name).or_insert((0, start, end)).0 += weight;
        }
        let (name, (weight, start, end)) =
            names.into_iter().max_by_key(|(_, (n, start, _))| (*n, std::cmp::Reverse(*start)))?;
        if weight < 5 {
            return None;
        }
        let county = kept
            .iter()
            .filter(|f| f.end <= start)
            .filter_map(|f| settled.get(f.form))
            .find(|c| divisions::by_code(c, self.year).is_some_and(|d| d.level == Level::County))
            .cloned();
        Some(Home {
            code: None,
            name,
            level: Level::Township,
            basis: Basis::Inferred,
            span: Some(Span::new(start, end)),
            county,
        })
    }
}

/// Where the name of the township begins whose class word stands at `at`: two or three Han characters after
/// punctuation, a line's start, or a county's name. `None` for 全镇, 各镇, 乡镇.
fn township_start(chars: &[char], at: usize, ends: &BTreeSet<usize>) -> Option<usize> {
    let han = |i: usize| chars.get(i).is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
    let mut start = at;
    while start > 0 && at - start < 4 && han(start - 1) && !ends.contains(&start) {
        start -= 1;
    }
    let free = start == 0 || !han(start - 1) || ends.contains(&start);
    let name = &chars[start..at];
    let plain = !name.iter().any(|c| {
        ['全', '我', '各', '本', '该', '乡', '镇', '在', '到', '赴', '向', '与', '和', '及', '的', '个'].contains(c)
    });
    (free && plain && (2..=3).contains(&name.len())).then_some(start)
}

/// Classes of townships.
pub(super) const TOWNS: [&str; 3] = ["镇", "乡", "街道"];
