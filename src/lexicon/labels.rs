//! Labels of lines that speak about the document (`来源:`, `责编`, `浏览次数：`), from `lexicon/meta_labels.tsv`.

use super::{CharSet, rows};
use std::{collections::HashMap, sync::LazyLock};

/// What stands after a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LabelKind {
    /// Who published it (`来源`).
    Source,
    /// When it was published (`发布时间`).
    Date,
    /// Who wrote it (`记者`, `通讯员`, `供稿`).
    Reporter,
    /// Who edited it (`责编`).
    Editor,
    /// Who took the pictures (`摄影`).
    Photo,
    /// Who checked, designed, approved: neither reporter nor editor (`校对`, `监制`).
    Review,
    /// Address of the page.
    Url,
    /// The headline (`标题`).
    Title,
    /// A counter (`浏览次数`).
    Visits,
    /// Letter size, colours (`字号`).
    Display,
    /// Buttons (`分享到`).
    Share,
    /// Fields of an official gazette (`索引号`).
    Catalogue,
}

impl LabelKind {
    /// Whether label and value are furniture of the page.
    pub fn is_furniture(self) -> bool {
        matches!(self, Self::Visits | Self::Display | Self::Share | Self::Catalogue)
    }

    fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "source" => Self::Source,
            "date" => Self::Date,
            "reporter" => Self::Reporter,
            "editor" => Self::Editor,
            "photo" => Self::Photo,
            "review" => Self::Review,
            "url" => Self::Url,
            "title" => Self::Title,
            "visits" => Self::Visits,
            "display" => Self::Display,
            "share" => Self::Share,
            "catalogue" => Self::Catalogue,
            _ => return None,
        })
    }
}

type Labels = HashMap<char, Vec<(Vec<char>, LabelKind)>>;

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let mut labels = Labels::new();
    for row in rows(include_str!("../../lexicon/meta_labels.tsv")) {
        if let [word, code, ..] = row[..]
            && let (Some(first), Some(kind)) = (word.chars().next(), LabelKind::from_code(code))
        {
            labels.entry(first).or_default().push((word.chars().collect(), kind));
        }
    }
    labels.values_mut().for_each(|words| words.sort_by_key(|(w, _)| std::cmp::Reverse(w.len())));
    labels
});

/// First characters of all labels: most characters of a text begin none.
static OPENINGS: LazyLock<CharSet> = LazyLock::new(|| LABELS.keys().copied().collect());

fn words_at(text: &[char]) -> Option<&'static [(Vec<char>, LabelKind)]> {
    let first = *text.first()?;
    if !OPENINGS.contains(first) {
        return None;
    }
    LABELS.get(&first).map(Vec::as_slice)
}

/// The longest label at the start of `text`: its length in characters, white space inside it (`责 编`) included, and
/// what it announces.
pub fn label(text: &[char]) -> Option<(usize, LabelKind)> {
    let words = words_at(text)?;
    words.iter().find_map(|(word, kind)| Some((spaced_length(text, word)?, *kind)))
}

/// A label with a colon after it: length with the colon (and blanks before it) included.
pub fn label_with_colon(text: &[char]) -> Option<(usize, LabelKind)> {
    let words = words_at(text)?;
    words.iter().find_map(|(word, kind)| {
        let length = spaced_length(text, word)?;
        let blanks = text[length..].iter().take_while(|c| c.is_whitespace()).count();
        let at = length + blanks + closing_bracket(text, length + blanks);
        (is_colon(text, at, *kind) && (length > 1 || text.len() > 2)).then_some((at + 1, *kind))
    })
}

/// 1 for the bracket between a label and its colon (`【来源】：云岭网`), else 0.
fn closing_bracket(text: &[char], at: usize) -> usize {
    let closes = matches!(text.get(at), Some('】' | '］' | ']')) && matches!(text.get(at + 1), Some('：' | ':'));
    usize::from(closes)
}

/// A colon, or a bar in its place (`来源丨云岭发布`); a bar before a blank only parts fields (`打印 | 关闭`).
fn is_colon(text: &[char], at: usize, kind: LabelKind) -> bool {
    match text.get(at) {
        Some('：' | ':' | '∶' | '︰') => true,
        // 来源/云岭发布　文/钱小满: the slash of the other labels.
        Some('/' | '／') => kind == LabelKind::Source && text.get(at + 1).is_some_and(|c| !c.is_whitespace()),
        Some('丨' | '｜' | '|' | '│' | '┃' | '▏') => {
            !kind.is_furniture()
                && at > 0
                && !text[at - 1].is_whitespace()
                && text.get(at + 1).is_some_and(|c| !c.is_whitespace())
        }
        _ => false,
    }
}

/// Length of `word` at the start of `text` when single blanks may stand between its characters.
fn spaced_length(text: &[char], word: &[char]) -> Option<usize> {
    let mut at = 0;
    for (i, c) in word.iter().enumerate() {
        let mut blanks = 0;
        while i > 0 && blanks < 4 && text.get(at).is_some_and(|c| c.is_whitespace()) {
            at += 1;
            blanks += 1;
        }
        if text.get(at) != Some(c) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(s: &str) -> Option<(usize, LabelKind)> {
        label_with_colon(&s.chars().collect::<Vec<_>>())
    }

    #[test]
    fn the_longest_label_counts_and_blanks_inside_do_not() {
        assert_eq!(of("责任编辑：钱某"), Some((5, LabelKind::Editor)));
        assert_eq!(of("责 编 : 钱某"), Some((5, LabelKind::Editor)));
        assert_eq!(of("文/图：钱某"), Some((4, LabelKind::Reporter)));
        assert_eq!(of("来源】：云岭网"), Some((4, LabelKind::Source)));
        assert_eq!(of("来源】云岭网：快讯"), None);
        assert_eq!(of("来源广泛"), None);
    }
}
