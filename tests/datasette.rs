//! The real thing: stock Datasette started on `sample.db` with what `huiyao datasette` writes, asked over HTTP, and looked
//! at by a browser.
//!
//! Which Datasettes: the programs that the variable `DATASETTE` names, divided by colons, else the one on the path.
//! Which browser: `CHROMIUM`, else `chromium` on the path. Without them the tests say so and pass.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of a test may fail it")]

#[path = "datasette/browser.rs"]
mod browser;
#[path = "datasette/pages.rs"]
mod pages;
#[path = "datasette/queries.rs"]
mod queries;
#[path = "datasette/search_box.rs"]
mod search_box;
#[path = "datasette/server.rs"]
mod server;

use rusqlite::{Connection, OpenFlags};
use server::Server;
use std::{path::PathBuf, sync::OnceLock};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample.db");

/// The archive itself, to compare with.
fn sample() -> Connection {
    Connection::open_with_flags(SAMPLE, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

/// One server for each Datasette there is, started once for all tests.
fn servers() -> &'static [Server] {
    static STARTED: OnceLock<Vec<Server>> = OnceLock::new();
    STARTED.get_or_init(|| programs().into_iter().map(Server::start).collect())
}

/// Calls `test` for every server; says so when there is none.
fn on_every_server(test: impl Fn(&Server)) {
    if servers().is_empty() {
        eprintln!("skipped: no datasette on this machine (pip install datasette)");
    }
    servers().iter().for_each(test);
}

fn programs() -> Vec<PathBuf> {
    match std::env::var("DATASETTE") {
        Ok(named) => named.split(':').filter(|name| !name.is_empty()).map(PathBuf::from).collect(),
        Err(_) => on_path("datasette").into_iter().collect(),
    }
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}
