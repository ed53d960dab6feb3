//! What a page calls its own site: `<title>医院召开座谈会 - 医院动态 - <甲县中医医院></title>`, `版权所有：<甲县红十字会>`,
//! `主办：<甲县人民法院>`. These lines are furniture and leave the text; the names still say who 我院 is and where the page is at home.
//!
//! Refused: names of channels (要闻, 通知公告), addresses, makers of the site (技术支持).

use super::{headline, line::Line};

/// Longest name of a site, in characters.
const LONGEST: usize = 30;

/// Words before the owner's name.
const OWNER_LABELS: [&str; 7] = ["版权所有", "主办单位", "主办", "主管", "Copyright", "copyright", "©"];

/// Names of the site in Simplified characters, each once, in order.
pub fn names(lines: &[Line]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in lines {
        let found = if line.layout.heading == Some(0) { in_title(line.hans()) } else { owner(line.hans()) };
        for name in found {
            if !out.contains(&name) {
                out.push(name);
            }
        }
    }
    out
}

/// The parts of `<title>` behind the headline.
fn in_title(hans: &[char]) -> Vec<String> {
    let headline = headline::without_site(hans);
    let parts = headline::segments(hans).into_iter().filter(|part| Some(*part) != headline);
    parts.map(|(from, to)| hans[from..to].iter().collect::<String>()).filter(|n| is_name(n)).collect()
}

/// What stands behind 版权所有 or 主办, up to the next gap.
fn owner(hans: &[char]) -> Vec<String> {
    // Most lines hold no such label.
    let begins =
        |pair: &[char]| matches!(pair, ['版', '权'] | ['主', '办' | '管'] | ['C' | 'c', 'o'] | ['©', _] | [_, '©']);
    if hans.len() > 200 || !(hans.windows(2).any(begins) || hans == ['©']) {
        return vec![];
    }
    let words: String = hans.iter().collect();
    let behind = |label: &str| {
        let (_, rest) = words.split_once(label)?;
        let rest = rest.trim_start_matches(|c: char| !is_han(c));
        let name: String = rest.chars().take_while(|c| is_han(*c)).take(LONGEST + 1).collect();
        let name = OWNER_LABELS.iter().fold(name.as_str(), |n, l| n.strip_suffix(l).unwrap_or(n)).to_owned();
        is_name(&name).then_some(name)
    };
    OWNER_LABELS.iter().filter_map(|label| behind(label)).collect()
}

fn is_name(name: &str) -> bool {
    (4..=LONGEST).contains(&name.chars().count()) && name.chars().any(is_han)
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}
