//! From files to an archive and back.

use huiyao::{
    pipeline::{self, BuildOptions, Silent},
    record::Record,
    store::{self, Archive},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Folders of documents: our own samples, and the acceptance documents where they are.
fn heaps() -> Vec<PathBuf> {
    let all = ["samples", "tests/corpus/documents", "../shared/seeds", "../shared/gold/dev/docs"];
    let (there, absent): (Vec<_>, Vec<_>) = all.iter().map(PathBuf::from).partition(|p| p.is_dir());
    absent.iter().for_each(|p| eprintln!("skipped: {} is not there", p.display()));
    there
}

fn extracted(inputs: &[PathBuf]) -> Vec<Record> {
    let mut records = vec![];
    let sink = |outcome: Result<Record, store::Reject>| {
        records.extend(outcome.ok());
        Ok(())
    };
    pipeline::extract_paths(&BuildOptions::new(inputs.to_vec()), false, &Silent, sink).unwrap();
    records
}

fn built(inputs: &[PathBuf], target: &Path) -> Archive {
    pipeline::build(&BuildOptions::new(inputs.to_vec()), target, &Silent).unwrap();
    Archive::open_read_only(target).unwrap()
}

#[test]
fn records_come_back_as_they_went_in() {
    let folder = tempfile::tempdir().unwrap();
    let heaps = heaps();
    let archive = built(&heaps, &folder.path().join("a.db"));
    let ids = store::document_ids(archive.connection()).unwrap();
    let back: Vec<Record> = ids.into_iter().map(|id| store::record(archive.connection(), id).unwrap()).collect();
    let mut went_in = extracted(&heaps);
    went_in.sort_by(|a, b| a.path.cmp(&b.path));
    assert_eq!(back.len(), went_in.len());
    for (back, went_in) in back.iter().zip(&went_in) {
        assert_eq!(back, went_in, "{}", went_in.path);
    }
}

#[test]
fn building_twice_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (docs, target) = (folder.path().join("docs"), folder.path().join("a.db"));
    fs::create_dir(&docs).unwrap();
    fs::write(docs.join("a.txt"), "山泉县召开双拥工作座谈会").unwrap();
    let first = pipeline::build(&BuildOptions::new(vec![docs.clone()]), &target, &Silent).unwrap();
    let second = pipeline::build(&BuildOptions::new(vec![docs]), &target, &Silent).unwrap();
    assert_eq!((first.counts.added, first.counts.documents), (1, 1));
    assert_eq!((second.counts.added, second.counts.unchanged, second.counts.documents), (0, 1, 1));
}
