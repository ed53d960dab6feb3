//! `huiyao load`.

use super::{End, args};

pub(super) fn run(_args: &args::Load) -> anyhow::Result<End> {
    anyhow::bail!("not there yet")
}
