//! `huiyao build`.

use super::{End, args};

pub(super) fn run(_args: &args::Build) -> anyhow::Result<End> {
    anyhow::bail!("not there yet")
}
