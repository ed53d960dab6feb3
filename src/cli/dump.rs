//! `huiyao dump`.

use super::{End, args};

pub(super) fn run(_args: &args::Dump) -> anyhow::Result<End> {
    anyhow::bail!("not there yet")
}
