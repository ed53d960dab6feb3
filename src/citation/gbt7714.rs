//! A document as an entry of GB/T 7714—2015, electronic resource:
//!
//! ```text
//! 尹小麦, 许行舟. 全县夏秋季征兵工作会议召开[EB/OL]. 安吉新闻网, (2013-07-12)[2024-01-05]. http://…
//! ```
//!
//! What is unknown is left out (the standard allows a title to stand first). Where there is no address, the place of
//! access is the copy in the archive: its path and the beginning of its SHA-256.

use super::Source;

/// The standard names three authors at most.
const AUTHORS: usize = 3;

/// The entry. `accessed`: day on which the user looked at the page, if the archive does not know.
pub fn gbt7714(source: &Source, accessed: Option<&str>) -> String {
    let mut entry = String::new();
    if !source.authors.is_empty() {
        entry.push_str(&source.authors.iter().take(AUTHORS).cloned().collect::<Vec<_>>().join(", "));
        entry.push_str(if source.authors.len() > AUTHORS { ", 等. " } else { ". " });
    }
    entry.push_str(&source.title_or_opening());
    entry.push_str("[EB/OL].");
    let dates = dates(source, accessed);
    match (&source.publisher, dates.as_str()) {
        (Some(publisher), "") => entry.push_str(&format!(" {publisher}.")),
        (Some(publisher), dates) => entry.push_str(&format!(" {publisher}, {dates}.")),
        (None, "") => {}
        (None, dates) => entry.push_str(&format!(" {dates}.")),
    }
    match &source.url {
        Some(url) => entry.push_str(&format!(" {url}.")),
        None => entry.push_str(&format!(" 存档: {} (SHA-256 {}).", source.path, source.sha256.get(..16).unwrap_or(""))),
    }
    entry
}

/// `(2013-07-12)[2024-01-05]`, either or neither.
fn dates(source: &Source, accessed: Option<&str>) -> String {
    let published = source.published_on.as_ref().map(|day| format!("({day})"));
    let seen = source.retrieved_on.as_deref().or(accessed).map(|day| format!("[{day}]"));
    published.unwrap_or_default() + &seen.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Source {
        Source {
            path: "pages/33.html".into(),
            sha256: "43ccbf5c510fefd5aa".into(),
            title: Some("安吉县召开双拥工作领导小组会议".into()),
            publisher: Some("浙北资讯".into()),
            url: Some("http://www.example.com/33.html".into()),
            published_on: Some("2019-07-19".into()),
            ..Source::default()
        }
    }

    #[test]
    fn a_page_with_everything() {
        let page = Source { authors: vec!["尹小麦".into(), "许行舟".into()], ..page() };
        assert_eq!(
            gbt7714(&page, Some("2024-01-05")),
            "尹小麦, 许行舟. 安吉县召开双拥工作领导小组会议[EB/OL]. 浙北资讯, (2019-07-19)[2024-01-05]. http://www.example.com/33.html."
        );
    }

    #[test]
    fn what_lacks_is_left_out_and_the_archive_is_the_place_of_access() {
        let page =
            Source {
                publisher: None, url: None, published_on: None, title: None, opening: "各乡镇".into(), ..page()
            };
        assert_eq!(gbt7714(&page, None), "[各乡镇][EB/OL]. 存档: pages/33.html (SHA-256 43ccbf5c510fefd5).");
    }

    #[test]
    fn after_the_third_author_others_are_only_hinted_at() {
        let page = Source { authors: ["甲", "乙", "丙", "丁"].map(String::from).to_vec(), ..page() };
        assert!(gbt7714(&page, None).starts_with("甲, 乙, 丙, 等. "));
    }
}
