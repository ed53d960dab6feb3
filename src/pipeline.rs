//! The only place that sees decode, clean, extract, store and resolve together.

mod archives;
mod build;
mod change;
mod examine;
mod load;
mod options;
mod ordered;
mod print;
mod reader;
mod roots;
mod verify;

pub use build::build;
pub use load::load;
pub use options::{BuildOptions, BuildSummary, MAX_BYTES, Progress, Silent};
pub use print::extract_paths;
pub use reader::{read_document, supply_lexicon};
pub use verify::verify;

use crate::context::Context;

/// Bytes of documents that may be in work at once. What is read in them takes many times the room.
const IN_WORK: u64 = 8 << 20;

/// Lines of the context that fit no input.
fn unused_lines(context: &Context) -> Vec<String> {
    context.unused().into_iter().map(|line| format!("fits no input: {line}")).collect()
}
