//! What lies below the roots that a run was given: whether they are those of earlier runs, and what vanished from them.

use super::BuildOptions;
use crate::{
    Error, Result, containers,
    inputs::{self, Listing},
    store::{self, Reject, RejectReason, Update},
};
use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

/// Share of a root's documents (one in so many) that `--sync` removes without being asked twice.
const SYNC_ASKS_ABOVE: usize = 10;

/// Which documents a run came across.
#[derive(Default)]
pub(super) struct Met {
    /// Those that the archive held before.
    pub(super) known: HashSet<String>,
    /// Hashes of the paths of all members of containers: millions of names would fill the memory.
    pub(super) members: HashSet<u64>,
}

impl Met {
    pub(super) fn is_new(&mut self, path: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        path.hash(&mut hasher);
        self.members.insert(hasher.finish())
    }
}

pub(super) fn same_path(path: &str) -> Reject {
    Reject {
        path: path.to_owned(),
        reason: RejectReason::SamePath,
        message: "the container holds another member of the same name, which was read".into(),
    }
}

/// A folder named like one that was built before, but without a single file of it, is another folder.
pub(super) fn refuse_other_roots(listing: &Listing, known: &HashMap<String, store::Known>) -> Result<()> {
    let listed: HashSet<&str> = listing.inputs.iter().map(|i| i.path.as_str()).collect();
    for root in listing.roots.iter().filter(|r| !r.labelled) {
        let mut earlier = known.keys().filter(|path| is_below(path, &root.name)).peekable();
        // What a container holds is not known yet.
        let mut here = listing.inputs.iter().filter(|i| is_below(&i.path, &root.name)).peekable();
        let any_here = here.peek().is_some() && here.all(|i| !i.is_container());
        if any_here && earlier.peek().is_some() && earlier.all(|path| !listed.contains(path.as_str())) {
            let name = &root.name;
            return Err(other_root(name));
        }
    }
    Ok(())
}

fn other_root(name: &str) -> Error {
    Error::Request(format!(
        "the archive already holds “{name}” with wholly different files; give this one another name with --as LABEL, or --as {name} if it is the same"
    ))
}

/// The same of a container, whose members show only when it is read.
pub(super) fn refuse_other_containers(
    roots: &[inputs::Root],
    known: &HashMap<String, store::Known>,
    met: &Met,
) -> Result<()> {
    for root in roots.iter().filter(|r| !r.labelled && !met.members.is_empty()) {
        let mut earlier = known.keys().filter(|path| is_below(path, &root.name)).peekable();
        if earlier.peek().is_some_and(|path| path.contains("!/")) && earlier.all(|path| !met.known.contains(path)) {
            return Err(other_root(&root.name));
        }
    }
    Ok(())
}

pub(super) fn is_below(path: &str, root: &str) -> bool {
    path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || rest.starts_with("!/"))
}

/// Marks or removes what was below the roots and is no longer.
pub(super) fn vanished(
    options: &BuildOptions,
    roots: &[inputs::Root],
    known: &HashMap<String, store::Known>,
    met: &Met,
    rejects: &[Reject],
    update: &mut Update<'_>,
) -> Result<()> {
    // Of a container that could not be read to its end nobody knows what it no longer holds.
    let broken: Vec<&str> =
        rejects.iter().map(|r| r.path.as_str()).filter(|path| containers::Kind::of(path).is_some()).collect();
    let unsure = |path: &str| broken.iter().any(|container| path != *container && is_below(path, container));
    for root in roots.iter().map(|r| &r.name) {
        let below = known.keys().filter(|path| is_below(path, root));
        let mut gone: Vec<&String> = below.clone().filter(|path| !met.known.contains(*path) && !unsure(path)).collect();
        gone.sort();
        let all = below.count();
        if options.sync && !options.yes && gone.len() * SYNC_ASKS_ABOVE > all {
            return Err(Error::Request(format!(
                "--sync would remove {} of the {all} documents of {root}; add --yes if that is meant",
                gone.len()
            )));
        }
        for path in gone {
            if options.sync { update.remove(path)? } else { update.absent(path)? }
        }
    }
    Ok(())
}
