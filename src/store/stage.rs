//! What a run is doing, for whoever waits for it.

/// A part of a run, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Documents are read and stored.
    Reading,
    /// Indexes of a fresh archive are made.
    Indexing,
    /// Copies of texts and shared passages are looked for.
    Copies,
    /// Organisations and posts are derived.
    Units,
    /// People are derived.
    People,
    /// Events are derived.
    Meetings,
    /// Everything is counted.
    Counting,
    /// The rest is written to the disk.
    Closing,
}
