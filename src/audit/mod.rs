//! Judging the reading by hand: a sample of facts or documents is drawn, a person fills in verdicts, and the precision (or
//! recall) is told with its interval, as a referee wants it.
//!
//! [`draw`] chooses, [`sheet`] writes and reads the table to fill in, [`score`] reckons. Facts are drawn by kind and basis, so that rare
//! kinds are judged too; each row carries the weight by which it stands for its stratum.

mod draw;
mod score;
mod sheet;

pub use draw::{documents, facts};
pub use score::{Precision, Recall, precision, recall};
pub use sheet::{Judged, Row, Verdict, read, write};

/// Kinds of facts that are judged, in the order in which they are told.
pub const KINDS: [&str; 8] = ["official", "post", "attendance", "unit", "meeting", "quote", "credit", "field"];
