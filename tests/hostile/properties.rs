//! What must hold whatever the input: one function for each part that strangers' bytes reach. A property that does not
//! hold panics.

#[path = "corrections.rs"]
mod corrections;

pub use corrections::corrections;
use huiyao::{
    clean::clean,
    containers::{Columns, Limits, Reader},
    context::Context,
    decode::{Decoded, decode},
    pipeline::read_document,
    record::{Encoding, Record},
    search::{self, Request, Words},
    store::{self, Archive, Fresh, Update},
};
use std::{io::Cursor, ops::ControlFlow, path::Path};

/// A property and its name.
pub type Property = (&'static str, fn(&[u8]));

/// All of them.
pub const ALL: &[Property] = &[
    ("decode", decoding),
    ("clean", cleaning),
    ("extract", extraction),
    ("query", query),
    ("record", record),
    ("container", container),
    ("context", context),
    ("corrections", corrections),
];

/// Bytes to text: what could not be decoded is counted.
pub fn decoding(bytes: &[u8]) {
    let decoded = decode(bytes);
    let replaced = decoded.text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    assert_eq!(decoded.replaced as usize, replaced);
}

/// Pages, pinyin and script to the body: aligned, without invisible characters, stable.
pub fn cleaning(bytes: &[u8]) {
    let document = clean(&decode(bytes));
    let length = document.body.chars().count();
    assert_eq!(document.source_offsets.len(), length, "every character has its place in the source");
    assert_eq!(document.hans().chars().count(), length, "both scripts are aligned");
    assert!(!document.body.contains(['\0', '\u{200b}', '\u{feff}', '\r']), "invisible characters");
    assert!(!document.body.split('\n').any(str::is_empty) || length == 0, "an empty paragraph");
    for block in &document.blocks {
        assert!(block.span.start <= block.span.end && block.span.end as usize <= length, "a block out of bounds");
    }
    let once = text(&document.body);
    let twice = text(&once);
    assert_eq!(once, twice, "cleaning a cleaned text changes nothing");
}

/// A text cleaned as plain text is.
fn text(body: &str) -> String {
    clean(&Decoded { text: body.to_owned(), encoding: Encoding::Utf8, replaced: 0 }).body
}

/// The whole reading: a record that an archive takes, whose facts stand where they say.
pub fn extraction(bytes: &[u8]) {
    let read = read_document("a/b.txt", bytes);
    assert_eq!(store::problem(&read), None);
    assert_eq!(store::misread(&read), Vec::<String>::new());
    let line = serde_json::to_string(&read).unwrap();
    assert_eq!(serde_json::from_str::<Record>(&line).unwrap(), read, "a record survives its JSON");
}

/// Whatever is typed is searched for, or gives a sentence.
pub fn query(bytes: &[u8]) {
    thread_local! {
        static SAMPLE: Archive = Archive::open_read_only("sample.db").unwrap();
    }
    let typed = String::from_utf8_lossy(&bytes[..bytes.len().min(300)]).into_owned();
    SAMPLE.with(|archive| {
        let request = Request { words: Words::parse(&typed), limit: 5, ..Request::default() };
        for failed in [
            search::documents(archive.connection(), &request).err(),
            search::quotes(archive.connection(), &request).err(),
            search::keyword_in_context(archive.connection(), &request).err(),
        ] {
            assert!(failed.is_none(), "{typed:?}: {failed:?}");
        }
    });
}

/// A line that is a record, or nearly: refused with a sentence, or taken in so that `check` finds nothing.
pub fn record(bytes: &[u8]) {
    let Ok(read) = serde_json::from_slice::<Record>(bytes) else { return };
    if store::problem(&read).is_some() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let fresh = Fresh::begin(folder.path().join("a.db"), Some(0)).unwrap();
    let mut update = Update::begin(fresh.archive(), "load", store::READER, "").unwrap();
    update.put(&read, None).unwrap();
    update.finish(None, "").unwrap();
    let ids = store::document_ids(fresh.archive().connection()).unwrap();
    assert_eq!(ids.len(), 1);
    store::record(fresh.archive().connection(), ids[0]).unwrap();
}

/// Every kind of container gives members within bounds.
pub fn container(bytes: &[u8]) {
    let limits = Limits { member_bytes: 1 << 20, total_bytes: 16 << 20, members: 500, ratio: 50 };
    let reader = Reader { limits, columns: Columns::default() };
    for name in ["a.zip", "a.tar", "a.gz", "a.jsonl", "a.csv", "a.warc"] {
        let (mut count, mut sum) = (0, 0);
        reader.read(name, Cursor::new(bytes), bytes.len() as u64, &mut |found| {
            if let Ok(member) = found {
                assert!(!member.name.is_empty() && !member.name.starts_with('/'));
                assert!(member.name.split('/').all(|part| part != ".."));
                assert!(member.bytes.len() as u64 <= limits.member_bytes + 4096);
                (count, sum) = (count + 1, sum + member.bytes.len() as u64);
            }
            ControlFlow::Continue(())
        });
        assert!(count <= limits.members && sum <= 2 * limits.total_bytes);
    }
    let _ = huiyao::containers::wrapped::unwrap(bytes, limits.member_bytes);
}

/// A table of what the user knows: refused with a sentence, or usable.
pub fn context(bytes: &[u8]) {
    if let Ok(context) = Context::parse(Path::new("context.tsv"), bytes) {
        context.of("a/b.txt");
        context.unused();
    }
}
