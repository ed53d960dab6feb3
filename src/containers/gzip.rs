//! `.gz`: a tar, a web archive, a table, or one document; what is inside decides, and for tables the name.

use super::{
    Flow, Kind, Limits, Member, Reader, Sink, damaged, over_limit, read_bounded, refused, table, tar, too_long, warc,
};
use crate::{record::Supplied, store::RejectReason};
use flate2::read::MultiGzDecoder;
use std::{
    cell::Cell,
    io::{self, BufReader, Read},
    rc::Rc,
};

/// Bytes that tell what is inside: a tar has its mark in the first block.
const HEAD: u64 = 512;

pub fn read(name: &str, source: impl Read, reader: &Reader, sink: Sink<'_>) -> Flow {
    let packed = Rc::new(Cell::new(0));
    let counted = Counted { inner: source, count: packed.clone() };
    let mut unpacked = Guarded {
        inner: MultiGzDecoder::new(BufReader::with_capacity(1 << 16, counted)),
        packed,
        count: 0,
        limits: reader.limits,
        broken: Rc::new(Cell::new(None)),
    };
    let broken = unpacked.broken.clone();
    let mut head = Vec::new();
    if let Err(e) = (&mut unpacked).take(HEAD).read_to_end(&mut head) {
        return damaged(sink, e);
    }
    let flow = inside(name, &head, io::Cursor::new(head.clone()).chain(unpacked), reader, &mut |found| match found {
        // What a reader takes for damage is the guard's doing.
        Err(r) if r.name.is_none() && broken_by_guard(&broken) => Flow::Continue(()),
        found => sink(found),
    });
    flow?;
    match broken.take() {
        Some(problem) => over_limit(sink, problem),
        None => Flow::Continue(()),
    }
}

fn broken_by_guard(broken: &Cell<Option<String>>) -> bool {
    let problem = broken.take();
    let is = problem.is_some();
    broken.set(problem);
    is
}

fn inside(name: &str, head: &[u8], source: impl Read, reader: &Reader, sink: Sink<'_>) -> Flow {
    let stem = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".GZ")).unwrap_or(name);
    if head.get(257..262) == Some(b"ustar") {
        return tar::read(source, &reader.limits, sink);
    }
    if head.starts_with(b"WARC/") {
        return warc::read(source, &reader.limits, sink);
    }
    match Kind::of(stem) {
        Some(Kind::Lines) => table::lines(source, &reader.columns, &reader.limits, sink),
        Some(Kind::Table) => table::delimited(source, &reader.columns, &reader.limits, sink),
        // An empty tar is all zeros, a tar of the oldest kind has no mark.
        Some(Kind::Tar) => tar::read(source, &reader.limits, sink),
        _ => match read_bounded(source, reader.limits.member_bytes) {
            Ok(Some(bytes)) => sink(Ok(Member { name: stem.to_owned(), bytes, supplied: Supplied::default() })),
            Ok(None) => refused(sink, stem.to_owned(), RejectReason::TooLarge, too_long(reader.limits.member_bytes)),
            Err(e) => damaged(sink, e),
        },
    }
}

/// Counts the packed bytes.
struct Counted<R> {
    inner: R,
    count: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

/// Ends when more comes out than the [`Limits`] allow.
struct Guarded<R> {
    inner: R,
    packed: Rc<Cell<u64>>,
    count: u64,
    limits: Limits,
    broken: Rc<Cell<Option<String>>>,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count += read as u64;
        if let Some(problem) = self.limits.exceeded(self.packed.get(), self.count) {
            let error = io::Error::other(problem.clone());
            self.broken.set(Some(problem));
            return Err(error);
        }
        Ok(read)
    }
}
