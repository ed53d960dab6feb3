//! huiyao 会要: one SQLite archive out of a heap of Chinese local-government news and speeches.
//!
//! The modules stand in the order in which a document passes through them:
//!
//! ```text
//! bytes ─decode→ text ─clean→ Document ─extract→ Record ─store→ evidence rows ─resolve→ entity rows
//! ```

pub mod audit;
pub mod citation;
pub mod civil_date;
pub mod clean;
pub mod cli;
pub mod containers;
pub mod context;
pub mod corrections;
pub mod datasette;
pub mod decode;
pub mod document;
pub mod error;
pub mod evidence;
pub mod export;
pub mod extract;
pub mod glob;
pub mod inputs;
pub mod lexicon;
pub mod output;
pub mod pipeline;
pub mod query;
pub mod record;
pub mod report;
pub mod resolve;
pub mod search;
pub mod store;
pub mod tabular;

pub use error::{Error, Result};
