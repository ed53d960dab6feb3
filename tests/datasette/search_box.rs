//! Datasette's own search box finds what `huiyao search` finds.

use crate::{
    on_every_server, sample,
    server::{Server, encoded},
};
use huiyao::search::{self, Request, Words};
use std::collections::BTreeSet;

fn by_program(query: &str) -> BTreeSet<i64> {
    let request = Request { words: Words::parse(query), ..Request::default() };
    search::documents(&sample(), &request).unwrap().into_iter().map(|hit| hit.document_id).collect()
}

fn by_box(server: &Server, query: &str) -> BTreeSet<i64> {
    let rows = server.json(&format!("/sample/documents.json?_shape=array&_col=id&_search={}", encoded(query)));
    rows.as_array().unwrap().iter().map(|row| row["id"].as_i64().unwrap()).collect()
}

#[test]
fn the_box_finds_what_the_program_finds() {
    on_every_server(|server| {
        for query in [
            "兵",
            "双拥",
            "座谈会",
            "县委常委会召开议军会议",
            "安吉县委书记、县人武部",
            "雙擁",
            "會議",
            "双拥 工作",
            "双拥 座谈会",
            "双拥 -座谈会",
            "双拥 OR 征兵",
            "\"双拥 工作\"",
            "“双拥”",
            "-双拥",
            "－会议 兵",
            "7月27日",
            "6·24",
            "2017-06",
            "xx",
            "XX",
            "，",
            "”",
            "。",
            "①",
            "“八一”",
            "人大",
            "会，议",
            "OR",
            "-",
            "\"",
            "*",
            "^双",
            "NEAR(双 拥)",
            "a:b",
            "无此词语",
            "著力",
            "  双拥  ",
        ] {
            assert_eq!(by_box(server, query), by_program(query), "{} {query:?}", server.version);
        }
        // One hit at least for each length, or the comparison says little.
        for query in ["兵", "双拥", "座谈会", "县委常委会召开议", "雙擁", "双拥 工作"] {
            assert!(!by_box(server, query).is_empty(), "{query}");
        }
    });
}

#[test]
fn quotes_have_a_box_too() {
    let by_program = |query: &str| -> BTreeSet<String> {
        let request = Request { words: Words::parse(query), ..Request::default() };
        search::quotes(&sample(), &request).unwrap().into_iter().map(|hit| hit.r#ref).collect()
    };
    on_every_server(|server| {
        for query in ["民兵", "民", "要把", "民兵 -训练", "，", "軍人"] {
            let path = format!("/sample/quotes.json?_shape=array&_col=ref&_search={}", encoded(query));
            let rows = server.json(&path);
            let found: BTreeSet<String> =
                rows.as_array().unwrap().iter().map(|row| row["ref"].as_str().unwrap().to_owned()).collect();
            assert_eq!(found, by_program(query), "{} {query}", server.version);
        }
    });
}

#[test]
fn hits_are_shown_where_they_stand() {
    on_every_server(|server| {
        for columns in ["", "&_col=title&_col=body"] {
            let page = server.page(&format!("/sample/documents?_search={}{columns}", encoded("民兵應急")));
            assert!(page.contains("<mark>民兵應急</mark>"), "{} {columns}", server.version);
        }
        let page = server.page(&format!("/sample/search?q={}", encoded("雙擁")));
        assert!(page.contains("<mark>双拥</mark>"), "{}", server.version);
    });
}
