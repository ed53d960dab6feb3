//! Dates as the genre prints them.

use super::Text;
use crate::record::Fields;

/// The year in which the document stands, for looking up divisions: that of publication, or else the first year that
/// the headline or the text prints. `None` if there is none.
pub fn year_hint(text: &Text, fields: &Fields) -> Option<i16> {
    fields.published_on.and_then(|d| d.year()).or_else(|| first_year(&text.chars))
}

fn first_year(chars: &[char]) -> Option<i16> {
    (0..chars.len().saturating_sub(4)).find_map(|i| {
        let digits: String = chars.get(i..i + 4)?.iter().collect();
        let year: i16 = digits.parse().ok()?;
        let stands_alone = i == 0 || !chars[i - 1].is_ascii_digit();
        (stands_alone && chars[i + 4] == '年' && (1949..2100).contains(&year)).then_some(year)
    })
}
