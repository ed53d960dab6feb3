//! `.tar`: POSIX, GNU, with long names.

use super::{Flow, Limits, Member, Sink, damaged, names, over_limit, read_bounded, refused, too_long};
use crate::{record::Supplied, store::RejectReason};
use std::io::Read;
use tar::{Archive, EntryType};

pub fn read(source: impl Read, limits: &Limits, sink: Sink<'_>) -> Flow {
    let mut archive = Archive::new(source);
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(e) => return damaged(sink, e),
    };
    let mut unpacked = 0u64;
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(e) => return damaged(sink, e),
        };
        let name = names::printable(&entry.path_bytes());
        let (kind, size) = (entry.header().entry_type(), entry.size());
        unpacked = unpacked.saturating_add(size);
        if let Some(problem) = limits.exceeded(unpacked, unpacked) {
            return over_limit(sink, problem);
        }
        let Some(name) = name else { continue };
        match kind {
            EntryType::Regular | EntryType::Continuous => {}
            EntryType::Directory | EntryType::XGlobalHeader | EntryType::XHeader => continue,
            _ => {
                refused(sink, name, RejectReason::SpecialFile, "a link or device, not a file")?;
                continue;
            }
        }
        if size > limits.member_bytes {
            refused(sink, name, RejectReason::TooLarge, too_long(limits.member_bytes))?;
            continue;
        }
        match read_bounded(entry, limits.member_bytes) {
            Ok(Some(bytes)) if bytes.len() as u64 == size => {
                sink(Ok(Member { name, bytes, supplied: Supplied::default() }))?
            }
            Ok(_) => return damaged(sink, "the last file is cut off"),
            Err(e) => return damaged(sink, e),
        }
    }
    Flow::Continue(())
}
