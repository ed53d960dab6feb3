//! `docs/queries.md` is what the headers of the queries say.
//!
//! `UPDATE_EXPECT=1 cargo test --test cli reference` writes it anew.

use huiyao::query::{Catalogue, reference};
use std::{fs, path::Path};

#[test]
fn the_reference_page_is_current() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/queries.md");
    let page = reference(&Catalogue::shipped().unwrap());
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, &page).unwrap();
    }
    let old = fs::read_to_string(&file).unwrap_or_default();
    let differs = old.lines().zip(page.lines()).find(|(old, new)| old != new);
    assert!(
        old == page,
        "docs/queries.md is stale at {differs:?}: run UPDATE_EXPECT=1 cargo test --test cli reference"
    );
}
