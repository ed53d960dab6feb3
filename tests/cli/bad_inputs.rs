//! Whatever lies in the heap, the rest is built, and the user is told.

use super::{huiyao, outcome};
use std::{fs, path::Path};

fn build(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let target = folder.join("out.db");
    let output = huiyao(["build"]).args(arguments).arg(folder.join("heap")).arg("-o").arg(target).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn heap() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let heap = folder.path().join("heap");
    fs::create_dir(&heap).unwrap();
    let good = "丰禾县召开双拥工作会议\n7月29日,丰禾县召开双拥工作会议。县委书记柳明远主持会议。";
    fs::write(heap.join("good.txt"), good).unwrap();
    fs::write(heap.join("empty.txt"), "").unwrap();
    // A picture that somebody saved as text.
    fs::write(heap.join("binary.txt"), [b"\x89PNG\r\n\x1a\n".as_slice(), &[0; 4000]].concat()).unwrap();
    fs::write(
        heap.join("nested.html"),
        format!("{}县委书记柳明远强调。{}", "<div>".repeat(10_000), "</div>".repeat(10_000)),
    )
    .unwrap();
    // 0xB1 opens a character of GB18030 that never comes.
    let mut cut = [0xCF, 0xD8, 0xCE, 0xAF, 0xCA, 0xE9, 0xBC, 0xC7].repeat(20);
    cut.push(0xB1);
    fs::write(heap.join("cut.txt"), cut).unwrap();
    folder
}

#[test]
fn a_bad_file_is_named_and_the_rest_is_built() {
    let folder = heap();
    let (code, err) = build(folder.path(), &[]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("heap/empty.txt") && err.contains("heap/binary.txt"), "{err}");
    let (code, err) = build(folder.path(), &["--strict"]);
    assert_eq!(code, 3, "{err}");
    let target = folder.path().join("out.db");
    let (code, out, _) = outcome(["search", target.to_str().unwrap(), "双拥工作会议"]);
    assert!(code == 0 && out.contains("good.txt"), "{out}");
    let (code, out, _) = outcome(["check", target.to_str().unwrap()]);
    assert_eq!(code, 0, "{out}");
}

#[test]
fn a_line_of_twenty_megabytes_is_read_or_named() {
    let folder = tempfile::tempdir().unwrap();
    let heap = folder.path().join("heap");
    fs::create_dir(&heap).unwrap();
    fs::write(heap.join("long.txt"), "县委书记柳明远强调,要抓好工作。".repeat(20 * 1024 * 1024 / 46)).unwrap();
    // Reading it takes an unoptimised reader minutes; that it is refused by size is the same path.
    let (code, err) = build(folder.path(), &["--max-size", "10"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("heap/long.txt"), "{err}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = heap();
    let locked = folder.path().join("heap/locked");
    fs::create_dir(&locked).unwrap();
    fs::write(locked.join("a.txt"), "县委书记柳明远").unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o0)).unwrap();
    let readable = fs::read_dir(&locked).is_ok();
    let (code, err) = build(folder.path(), &[]);
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(code, 0, "{err}");
    if readable {
        eprintln!("skipped: root reads everything");
    } else {
        assert!(err.contains("heap/locked"), "{err}");
    }
}

#[test]
fn build_can_be_rehearsed_and_repeated() {
    let folder = heap();
    let (code, err) = build(folder.path(), &["--dry-run"]);
    assert!(code == 0 && err.contains("would be") && !folder.path().join("out.db").exists(), "{err}");
    build(folder.path(), &[]);
    let (_, err) = build(folder.path(), &[]);
    assert!(err.contains("0 added") && err.contains("unchanged"), "{err}");
    fs::remove_file(folder.path().join("heap/good.txt")).unwrap();
    let (_, err) = build(folder.path(), &[]);
    assert!(err.contains("--sync"), "{err}");
}
