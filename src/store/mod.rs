//! Records to evidence rows, and back. Knows SQL, knows no Chinese rules.
//!
//! One `.sql` file a statement, in the folder of its table; parameters are bound by name.

/// The text of a statement, compiled in.
macro_rules! sql {
    ($name:literal) => {
        include_str!(concat!($name, ".sql"))
    };
}

mod archive;
mod check;
mod columns;
mod correct;
mod derive;
mod describe;
mod dump;
mod facts;
mod fence;
mod guesses;
mod holdings;
mod index;
mod original;
mod prints;
mod read;
mod row_sums;
mod schema;
mod seal;
mod stage;
mod stop;
mod update;
mod valid;
mod write;

pub use archive::{Archive, Fresh};
pub use check::{Problem, check, check_fully, misread};
pub use dump::{Dump, dump};
pub use facts::FactKind;
pub use fence::fence;
pub use holdings::{Content, Holding, Holdings};
pub use original::Packed;
pub use prints::PackedPrint;
pub use read::{as_read, document_ids, kept, record};
pub use schema::APPLICATION_ID;
pub use stage::Stage;
pub use stop::Stop;
pub use update::{Change, Finished, Known, Reject, RejectReason, Update, UpdateCounts};
pub use valid::problem;

/// Version of the program, kept with every run.
pub const READER: &str = env!("CARGO_PKG_VERSION");
