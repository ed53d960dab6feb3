//! What a run tells of itself: inputs passed over, changes, counts.

use crate::record::vocabulary;

vocabulary! {
    /// Why an input was passed over.
    RejectReason, "reject_reason" {
        Empty = "empty", "空文件", "no text in it";
        Binary = "binary", "非文本", "not text";
        TooLarge = "too-large", "过大", "larger than the limit";
        Unreadable = "unreadable", "无法读取", "could not be read";
        SymlinkLoop = "symlink-loop", "链接循环", "a link that leads back to its own folder";
        SpecialFile = "special-file", "特殊文件", "a device, pipe or socket";
        SamePath = "same-path", "路径重复", "another input has the same path";
        Damaged = "damaged", "损坏", "damaged or cut off";
        TooDeep = "too-deep", "嵌套过深", "a container in a container in a container";
        Failed = "failed", "处理失败", "the reader failed on it";
    }
}

vocabulary! {
    /// What a run did to a document or, of one that was read again, to a fact in it.
    Change, "change" {
        Added = "added", "新增", "added";
        Updated = "updated", "更新", "read again with another result, or a new version of the page";
        Superseded = "superseded", "被取代", "an old version, kept";
        Absent = "absent", "缺失", "its file was no longer there";
        Returned = "returned", "复现", "its file was there again";
        Removed = "removed", "删除", "removed";
    }
}

/// An input that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// As [`Record::path`].
    pub path: String,
    /// Why.
    pub reason: RejectReason,
    /// One English sentence, without paths of the machine.
    pub message: String,
}

/// What one run did, in documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UpdateCounts {
    /// New paths.
    pub added: u64,
    /// New versions of known paths, and documents that are read otherwise than before.
    pub updated: u64,
    /// As before.
    pub unchanged: u64,
    /// Newly marked as vanished.
    pub absent: u64,
    /// Removed on request.
    pub removed: u64,
    /// Inputs passed over.
    pub rejected: u64,
    /// Live documents in the archive after the run.
    pub documents: u64,
    /// Of these, documents in which neither event nor unit has a place.
    pub without_place: u64,
    /// Of these, documents of which neither event nor publication has a year.
    pub without_year: u64,
}

/// How a run ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finished {
    /// Documents added, updated, unchanged …
    pub counts: UpdateCounts,
    /// What each line of the corrections did; empty when it was done before and nothing changed since.
    pub corrected: Vec<String>,
}
