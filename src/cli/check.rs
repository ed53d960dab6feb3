//! `huiyao check`.

use super::{End, args};

pub(super) fn run(_args: &args::Check) -> anyhow::Result<End> {
    anyhow::bail!("not there yet")
}
