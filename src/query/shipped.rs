//! The queries that come with the program.

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        /// Name and text of every file in `queries/`, in the order of the names; a test holds both equal.
        pub const SHIPPED: &[(&str, &str)] =
            &[$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/queries/", $name, ".sql")))),*];
    };
}

shipped!["search"];
