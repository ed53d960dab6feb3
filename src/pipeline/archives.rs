//! Archives among the inputs: a colleague's, an old one, the target itself. Their documents keep path, container and what
//! was supplied; with a label all paths are put below it.

use crate::{
    Error, Result,
    inputs::{Item, Source, Version},
    store::{Archive, Content, Holding, Holdings, Known, Reject, RejectReason},
};
use std::{
    collections::HashMap,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Paths that two archives must share before “all of them differ” says that they are different folders of one name.
const SHARED_PATHS: usize = 3;

/// The archives that a run reads.
#[derive(Default)]
pub struct Archives {
    opened: Vec<(PathBuf, Holdings)>,
    label: Option<String>,
}

impl Archives {
    /// Takes the archives out of `inputs` and opens them; gives them and the rest. `target` may be among them.
    ///
    /// # Errors
    /// When one is newer than this program or damaged.
    pub fn open(inputs: &[PathBuf], label: Option<&str>, target: Option<&Path>) -> Result<(Self, Vec<PathBuf>)> {
        let (archives, rest): (Vec<PathBuf>, Vec<PathBuf>) =
            inputs.iter().cloned().partition(|path| Archive::is_archive(path));
        if label.is_some() && inputs.len() > 1 && !archives.is_empty() {
            let problem = "--as names one input; build several inputs one after the other".into();
            return Err(Error::Request(problem));
        }
        let own = target.and_then(|t| t.canonicalize().ok());
        let mut opened = Vec::new();
        for (n, path) in archives.into_iter().enumerate() {
            let busy = own.is_some() && path.canonicalize().ok() == own;
            let copy = copy_beside(target.unwrap_or(Path::new("archive.db")), n);
            let holdings = Holdings::open(&path, busy, copy)?;
            opened.push((path, holdings));
        }
        Ok((Self { opened, label: label.map(str::to_owned) }, rest))
    }

    /// Bytes of all originals.
    ///
    /// # Errors
    /// When an archive is damaged.
    pub fn bytes(&self) -> Result<u64> {
        self.opened.iter().try_fold(0, |sum, (_, holdings)| Ok(sum + holdings.size()?.1))
    }

    /// Refuses archives that hold other documents under the names of ours (001.txt …) or of each other.
    ///
    /// # Errors
    /// [`Error::Request`] that names `--as`.
    pub fn refuse_namesakes(&self, known: &HashMap<String, Known>) -> Result<()> {
        let mut seen: HashMap<String, String> = HashMap::new();
        for (file, holdings) in &self.opened {
            let (mut shared, mut same, mut new) = (0usize, 0usize, Vec::new());
            let mut example = None;
            holdings.each_path(|path, sha256| {
                let path = self.path(path);
                let earlier = known.get(&path).map(|k| k.sha256.as_str()).or(seen.get(&path).map(String::as_str));
                match earlier {
                    Some(earlier) => {
                        shared += 1;
                        same += usize::from(earlier == sha256);
                        example.get_or_insert(path);
                    }
                    None if self.opened.len() > 1 => new.push((path, sha256.to_owned())),
                    None => {}
                }
            })?;
            if shared >= SHARED_PATHS && same == 0 {
                let (file, example) = (file.display(), example.unwrap_or_default());
                return Err(Error::Request(format!(
                    "{file} holds other documents under names that are taken ({example} …); build it by itself with --as LABEL, which puts LABEL/ before its paths"
                )));
            }
            seen.extend(new);
        }
        Ok(())
    }

    /// Gives every document; of another thread than the one that opened the archives.
    ///
    /// # Errors
    /// When an archive is damaged.
    pub fn each(self, give: &mut dyn FnMut(Result<Item, Reject>) -> ControlFlow<()>) -> Result<()> {
        for (_, holdings) in &self.opened {
            let mut flow = ControlFlow::Continue(());
            holdings.each(&mut |holding| {
                flow = give(self.item(holding));
                flow
            })?;
            if flow.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn item(&self, holding: Holding) -> Result<Item, Reject> {
        let Holding { path, size, supplied, container, absent, superseded, content } = holding;
        let path = self.path(&path);
        let container = container.map(|mut c| {
            c.name = self.path(&c.name);
            Arc::new(c)
        });
        let source = match content {
            Content::Original(bytes) => Source::Bytes(bytes),
            Content::Record(mut record) => {
                record.path.clone_from(&path);
                record.container = container.as_deref().cloned();
                Source::Record(record)
            }
            Content::Damaged => {
                let message = "its original in the archive cannot be unpacked".into();
                return Err(Reject { path, reason: RejectReason::Damaged, message });
            }
        };
        Ok(Item {
            path,
            source,
            progress: size,
            container,
            supplied: Some(Box::new(supplied)),
            version: Some(Version { absent, superseded }),
        })
    }

    fn path(&self, path: &str) -> String {
        self.label.as_ref().map_or_else(|| path.to_owned(), |label| format!("{label}/{path}"))
    }
}

/// Hidden, beside the target, the same for every run, so that nothing piles up.
fn copy_beside(target: &Path, n: usize) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.copy-{n}"))
}
