//! `sample.db` is what the tool makes of `samples/`, so that the archive can be looked at before anything is compiled.
//!
//! `UPDATE_EXPECT=1 cargo test --test sample_db` builds it anew.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of a test may fail it")]

use huiyao::{
    pipeline::{self, BuildOptions, Silent},
    store::{self, Archive},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

const RENEW: &str = "run `UPDATE_EXPECT=1 cargo test --test sample_db` and commit sample.db";

/// The canonical dump of an archive of this version.
fn content(archive: &Path) -> Vec<String> {
    let mut dump = vec![];
    let opened = Archive::open_read_only(archive).unwrap_or_else(|e| panic!("{e}; {RENEW}"));
    store::dump(&opened, &mut dump).unwrap();
    String::from_utf8(dump).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn the_sample_archive_is_what_the_samples_give() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let fresh = folder.path().join("sample.db");
    let samples: Vec<PathBuf> = vec![root.join("samples")];
    let summary = pipeline::build(&BuildOptions::new(samples), &fresh, &Silent).unwrap();
    assert_eq!(summary.rejects.len(), 0);
    let committed = root.join("sample.db");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::copy(&fresh, &committed).unwrap();
    }
    let (old, new) = (content(&committed), content(&fresh));
    let other = (0..old.len().max(new.len())).find(|&n| old.get(n) != new.get(n));
    if let Some(n) = other {
        let line = |dump: &[String]| dump.get(n).map_or_else(|| "(nothing)".to_owned(), Clone::clone);
        panic!(
            "sample.db is not what samples/ give now; {RENEW}.\nIt first differs at line {} of `huiyao dump --canonical`:\n  sample.db  {}\n  samples/   {}",
            n + 1,
            line(&old),
            line(&new)
        );
    }
}
