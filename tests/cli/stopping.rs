//! Ctrl-C: the archive as it was before, nothing beside it, a sentence and the exit code that shells expect.

use std::{
    fs,
    io::Read,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// A run that waits for its standard input.
fn waiting(folder: &Path) -> Child {
    let child = Command::new(assert_cmd::cargo::cargo_bin("huiyao"))
        .args(["load", "-", "-o", "a.db"])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    child.unwrap()
}

/// Interrupts it, then ends its input, as when both ends of a pipe are stopped. Gives exit code and messages.
fn interrupted(mut child: Child) -> (Option<i32>, String) {
    let signalled = Command::new("kill").arg("-INT").arg(child.id().to_string()).status().unwrap();
    assert!(signalled.success());
    drop(child.stdin.take());
    let mut words = String::new();
    child.stderr.take().unwrap().read_to_string(&mut words).unwrap();
    (child.wait().unwrap().code(), words)
}

fn until(what: impl Fn() -> bool) {
    let begun = Instant::now();
    while !what() && begun.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
#[cfg(unix)]
fn a_fresh_build_that_is_stopped_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let child = waiting(folder.path());
    until(|| folder.path().join(".a.db.unfinished").exists());
    let (code, words) = interrupted(child);
    assert_eq!(code, Some(130), "{words}");
    assert!(words.contains("stopped"), "{words}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
#[cfg(unix)]
fn an_update_that_is_stopped_leaves_the_archive() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("a.db");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("sample.db"), &archive).unwrap();
    let before = super::printed(["dump", "--canonical", archive.to_str().unwrap()]);
    let child = waiting(folder.path());
    // The transaction has begun.
    until(|| folder.path().join("a.db-journal").exists());
    let (code, words) = interrupted(child);
    assert_eq!(code, Some(130), "{words}");
    assert_eq!(super::printed(["dump", "--canonical", archive.to_str().unwrap()]), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
