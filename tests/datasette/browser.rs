//! The pages in a real browser, with scripts and styles: what it shows, and pictures for a person to look at in
//! `target/tmp/datasette-VERSION-PAGE.png`.

use crate::{on_every_server, on_path, server::encoded};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

fn browser() -> Option<PathBuf> {
    match std::env::var_os("CHROMIUM") {
        Some(named) => Some(named.into()),
        None => on_path("chromium"),
    }
}

fn run(browser: &Path, arguments: &[&str]) -> Vec<u8> {
    let profile = tempfile::tempdir().unwrap();
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1300,1500"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(arguments)
        .output()
        .unwrap_or_else(|e| panic!("{}: {e}", browser.display()));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Less than this is an empty page.
const PICTURE: u64 = 20_000;

#[test]
fn the_browser_shows_home_table_search_and_document() {
    let Some(browser) = browser() else {
        eprintln!("skipped: no chromium on this machine");
        return;
    };
    on_every_server(|server| {
        for (name, path, shown) in [
            ("home", "/".to_owned(), "全文检索"),
            ("database", "/sample".to_owned(), "某职历任"),
            ("table", "/sample/meetings".to_owned(), "座谈会"),
            ("search", format!("/sample/search?q={}", encoded("民兵")), "<mark>民兵</mark>"),
            ("box", format!("/sample/documents?_search={}", encoded("雙擁")), "<mark>双拥</mark>"),
            ("document", "/sample/documents/5".to_owned(), "<mark class=\"person\""),
        ] {
            let address = server.address(&path);
            let dom = String::from_utf8(run(&browser, &["--dump-dom", &address])).unwrap();
            assert!(dom.contains(shown), "{} {path}: no {shown}", server.version);
            match name {
                "search" => assert!(dom.contains("placeholder=\"20\""), "{}: no default in its field", server.version),
                "document" => assert!(dom.contains("data-label=\"sha256\""), "{}: no labels", server.version),
                _ => {}
            }
            let picture =
                Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("datasette-{}-{name}.png", server.version));
            run(&browser, &[&format!("--screenshot={}", picture.display()), &address]);
            assert!(picture.metadata().unwrap().len() > PICTURE, "{} {path}: an empty picture", server.version);
        }
    });
}
