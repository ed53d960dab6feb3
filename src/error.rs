//! The one error type of the library. Strange text is no error: it gives a smaller record.

use std::path::{Path, PathBuf};

/// `Result` with the library's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can stop a command: files, databases, a broken lexicon line. Each names the thing that failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The path as the user gave it or as it was met below a folder.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// SQLite refused a statement.
    #[error("{doing}: {source}")]
    Sql {
        /// What was being done, in words for the user ("opening a.db").
        doing: String,
        /// SQLite's own error.
        source: rusqlite::Error,
    },
    /// The file is no archive, is newer than this program, or is damaged.
    #[error("{path}: {problem}")]
    Archive {
        /// The archive.
        path: PathBuf,
        /// What is wrong and what to do.
        problem: String,
    },
    /// A record line could not be taken in.
    #[error("{path}:{line}: {problem}")]
    Line {
        /// The file of lines.
        path: PathBuf,
        /// Line number, from 1.
        line: usize,
        /// What is wrong with it.
        problem: String,
    },
    /// The user asked the run to stop (Ctrl-C); what it had begun is undone.
    #[error("stopped")]
    Stopped,
    /// The request itself cannot be met (unknown query, wrong parameter); the text says what would work.
    #[error("{0}")]
    Request(String),
}

impl Error {
    /// An I/O failure at `path`.
    pub fn io(path: impl AsRef<Path>, source: std::io::Error) -> Self {
        Self::Io { path: path.as_ref().to_path_buf(), source }
    }

    /// A failure of SQLite while `doing` something.
    pub fn sql(doing: impl Into<String>, source: rusqlite::Error) -> Self {
        Self::Sql { doing: doing.into(), source }
    }
}
