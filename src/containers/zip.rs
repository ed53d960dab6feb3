//! `.zip`, as Windows, macOS and scrapers write them. Packed by deflate or not at all; other ways are refused by name.

use super::{Flow, Limits, Member, Sink, damaged, names, over_limit, read_bounded, refused, too_long};
use crate::{record::Supplied, store::RejectReason};
use std::io::{Read, Seek};
use zip::{ZipArchive, result::ZipError};

pub fn read(source: impl Read + Seek, packed: u64, limits: &Limits, sink: Sink<'_>) -> Flow {
    let mut archive = match ZipArchive::new(source) {
        Ok(archive) => archive,
        Err(e) => return damaged(sink, e),
    };
    let mut unpacked = 0;
    for index in 0..archive.len() {
        let (name, folder, link, locked) = match archive.by_index_raw(index) {
            Ok(file) => (names::printable(file.name_raw()), file.is_dir(), file.is_symlink(), file.encrypted()),
            Err(e) => {
                damaged(sink, e)?;
                continue;
            }
        };
        let Some(name) = name.filter(|_| !folder) else { continue };
        if link {
            refused(sink, name, RejectReason::SpecialFile, "a link, not a file")?;
            continue;
        }
        if locked {
            refused(sink, name, RejectReason::Unreadable, "is locked with a password")?;
            continue;
        }
        match archive
            .by_index(index)
            .map_err(Problem::Zip)
            .and_then(|f| read_bounded(f, limits.member_bytes).map_err(Problem::Io))
        {
            Ok(Some(bytes)) => {
                unpacked += bytes.len() as u64;
                if let Some(problem) = limits.exceeded(packed, unpacked) {
                    return over_limit(sink, problem);
                }
                sink(Ok(Member { name, bytes, supplied: Supplied::default() }))?;
            }
            Ok(None) => refused(sink, name, RejectReason::TooLarge, too_long(limits.member_bytes))?,
            Err(problem) => refused(sink, name, RejectReason::Damaged, problem.text())?,
        }
    }
    Flow::Continue(())
}

enum Problem {
    Zip(ZipError),
    Io(std::io::Error),
}

impl Problem {
    fn text(&self) -> String {
        match self {
            Self::Zip(e) => format!("cannot be unpacked: {e}"),
            Self::Io(e) => format!("cannot be unpacked: {e}"),
        }
    }
}
