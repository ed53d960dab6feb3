//! Names of members: bytes of unknown encoding, written on any system, possibly with ill intent.

use encoding_rs::GB18030;
use unicode_normalization::UnicodeNormalization;

/// The name as the archive shows it; `None` for a folder, for what a system hides (`.DS_Store`, `__MACOSX/`), and for
/// files that are about the container (`README`).
pub fn printable(raw: &[u8]) -> Option<String> {
    let text = text(raw).replace('\\', "/");
    if text.ends_with('/') {
        return None;
    }
    // No drive, no root, no way up: a name stays below its container.
    let parts: Vec<&str> = text.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
    let hidden = parts.iter().any(|part| part.starts_with('.') || *part == "__MACOSX");
    let last = parts.last()?;
    let about = last.split('.').next().is_some_and(|stem| stem.eq_ignore_ascii_case("readme"));
    (!hidden && !about).then(|| parts.join("/").replace('\0', "%00").nfc().collect())
}

/// UTF-8, or what Chinese systems write (GB18030), or bytes as `%B5`.
fn text(raw: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(raw) {
        return text.to_owned();
    }
    if let Some(text) = GB18030.decode_without_bom_handling_and_without_replacement(raw) {
        return text.into_owned();
    }
    let mut out = String::new();
    for chunk in raw.utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(chunk.invalid().iter().map(|byte| format!("%{byte:02X}")));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn names_stay_below_their_container() {
        for (raw, name) in [
            (&b"a/b.html"[..], Some("a/b.html")),
            (b"/etc/passwd", Some("etc/passwd")),
            (b"..\\..\\x.txt", Some("x.txt")),
            (b"./a//b.txt", Some("a/b.txt")),
            (b"a/", None),
            (b"a/.DS_Store", None),
            (b"__MACOSX/a.txt", None),
            (b"docs/README.md", None),
            (b"..", None),
            (b"\xD0\xC2\xCE\xC5.txt", Some("新闻.txt")),
            (b"a\xFF.txt", Some("a%FF.txt")),
        ] {
            assert_eq!(printable(raw).as_deref(), name, "{raw:?}");
        }
    }
}
