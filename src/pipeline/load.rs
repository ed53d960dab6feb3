//! Records made elsewhere into an archive.

use super::{
    BuildOptions, BuildSummary, IN_WORK, Progress,
    change::{ChangeOptions, Job, change, now},
    examine::Ready,
    ordered,
    reader::hex,
};
use crate::{
    Error, Result,
    record::Record,
    store::{self, Stop, Update},
};
use sha2::{Digest, Sha256};
use std::{
    fs,
    io::{self, BufRead},
    num::NonZeroUsize,
    path::Path,
};

/// Takes lines made by `extract`, the inputs of `options`, into the archive at `target`; `-` is standard input. `load` of what `extract` printed
/// equals `build`, in any order of files and lines.
///
/// # Errors
/// When a file cannot be read, a line is no record, or the archive cannot be written.
pub fn load(options: &BuildOptions, target: &Path, progress: &dyn Progress) -> Result<BuildSummary> {
    let (files, threads) = (&options.inputs, options.threads());
    let bytes = files.iter().map(|file| fs::metadata(file).ok().map(|m| m.len())).sum();
    let how = ChangeOptions {
        dry_run: false,
        corrections: options.corrections()?,
        uncorrected: options.uncorrected,
        stop: options.stop.clone(),
    };
    change(target, bytes, &how, progress, |archive| {
        let mut update = Update::begin(archive, "load", store::READER, &now())?;
        progress.begin(None, None);
        for file in files {
            load_file(file, threads, &mut update, progress, &options.stop)?;
        }
        Ok(Job { update, rejects: vec![], remarks: vec![] })
    })
}

fn load_file(
    file: &Path,
    threads: NonZeroUsize,
    update: &mut Update<'_>,
    progress: &dyn Progress,
    stop: &Stop,
) -> Result<()> {
    let lines = |give: ordered::Give<'_, (usize, Vec<u8>)>| {
        let reader: Box<dyn BufRead> = if file == Path::new("-") {
            Box::new(io::stdin().lock())
        } else {
            Box::new(io::BufReader::new(fs::File::open(file).map_err(|e| Error::io(file, e))?))
        };
        for (number, line) in (1..).zip(reader.split(b'\n')) {
            if give((number, line.map_err(|e| Error::io(file, e))?)).is_break() {
                break;
            }
        }
        Ok(())
    };
    let one = |(number, line): (usize, Vec<u8>)| (line.len() as u64, parse(file, number, &line));
    let work = |lines: Vec<_>| lines.into_iter().map(one).collect();
    ordered::run(
        lines,
        |l| l.1.len() as u64,
        IN_WORK,
        threads,
        work,
        |(size, parsed)| {
            stop.check()?;
            progress.advance(size);
            match parsed? {
                Some(r) => update.put_with(&r.record, &r.print, r.original.as_ref()).map(|_| ()),
                None => Ok(()),
            }
        },
    )
}

/// One line to what the archive takes in. An empty line is nothing.
fn parse(file: &Path, number: usize, line: &[u8]) -> Result<Option<Ready>> {
    let wrong = |problem: String| Error::Line { path: file.to_path_buf(), line: number, problem };
    if line.trim_ascii().is_empty() {
        return Ok(None);
    }
    let mut record: Record = serde_json::from_slice(line).map_err(|e| wrong(format!("is no record: {e}")))?;
    let original = record.original.take();
    let decoded = original.map(|text| data_encoding::BASE64.decode(text.as_bytes())).transpose();
    let bytes = decoded.map_err(|e| wrong(format!("original: {e}")))?;
    if bytes.as_ref().is_some_and(|bytes| hex(&Sha256::digest(bytes)) != record.sha256) {
        return Err(wrong("the original is not the one of which sha256 speaks".into()));
    }
    Ready::new(record, bytes.as_deref()).map(Some).map_err(wrong)
}
