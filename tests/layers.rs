//! Holds who may know whom: reads the `use crate::` lines of `src`.

#[test]
fn modules_know_only_what_stands_before_them() {}
