//! The queries that come with the program.

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        /// Name and text of every file in `queries/`, in the order of the names; a test holds both equal.
        pub const SHIPPED: &[(&str, &str)] =
            &[$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/queries/", $name, ".sql")))),*];
    };
}

shipped![
    "awards",
    "civil-military",
    "co-attendance",
    "concurrent-posts",
    "conflicts",
    "context-draft",
    "coverage",
    "cue-verbs",
    "date-evidence",
    "first-secretaries",
    "homonyms",
    "impossible",
    "kwic",
    "leadership-on",
    "low-trust",
    "meeting-calendar",
    "meeting-kinds",
    "meeting-roles",
    "meeting-sources",
    "meetings",
    "military-presence",
    "name-order",
    "new-faces",
    "official-posts",
    "official-timeline",
    "panel",
    "runs",
    "search",
    "search-quotes",
    "shared-text",
    "show-span",
    "slogan-spread",
    "slogans",
    "sources",
    "units",
    "unresolved",
    "what-changed",
    "who-held",
];
