//! Headings and phrases of the reports in both languages: `words.tsv`.

use crate::{lexicon, output::Language};
use std::{collections::BTreeMap, sync::LazyLock};

/// Words by key.
pub(super) type Words = BTreeMap<&'static str, &'static str>;

static CHINESE: LazyLock<Words> = LazyLock::new(|| column(1));
static ENGLISH: LazyLock<Words> = LazyLock::new(|| column(2));

fn column(n: usize) -> Words {
    lexicon::rows(include_str!("words.tsv")).filter_map(|row| Some((*row.first()?, *row.get(n)?))).collect()
}

/// All words of a language, by key.
pub(super) fn all(language: Language) -> &'static Words {
    match language {
        Language::Zh => &CHINESE,
        Language::En => &ENGLISH,
    }
}

/// The phrase of `key`, each `{}` replaced by the next of `values`.
pub(super) fn phrase(language: Language, key: &str, values: &[&str]) -> String {
    let mut parts = all(language).get(key).copied().unwrap_or(key).split("{}");
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut values = values.iter();
    for part in parts {
        text.push_str(values.next().copied().unwrap_or_default());
        text.push_str(part);
    }
    text
}

/// `zh` or `en`.
pub(super) fn code(language: Language) -> &'static str {
    match language {
        Language::Zh => "zh",
        Language::En => "en",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_three_columns_and_keys_are_sorted() {
        let rows: Vec<Vec<&str>> = lexicon::rows(include_str!("words.tsv")).collect();
        for row in &rows {
            assert!(row.len() == 3 && row.iter().all(|cell| !cell.is_empty()), "{row:?}");
        }
        assert!(rows.windows(2).all(|pair| pair[0][0] < pair[1][0]), "not sorted");
    }

    #[test]
    fn values_fill_a_phrase() {
        assert_eq!(phrase(Language::Zh, "chronicle.others", &["12"]), "等12人");
    }
}
