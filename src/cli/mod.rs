//! The command line: arguments in, calls to the library, words and an exit code out.

pub mod args;
mod audit;
mod build;
mod check;
mod cite;
mod completions;
mod datasette;
mod dump;
mod export;
mod extract;
mod load;
mod man;
mod progress;
mod query;
mod report;
mod screen;
mod search;
mod show;
mod sql;
mod stop;

use args::Command;
use clap::Parser;
use rusqlite::ErrorCode;
use std::{
    io::{self, Write},
    process::ExitCode,
};

/// How a command ended; its number is the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Fine = 0,
    /// Nothing found, or a check failed.
    Nothing = 1,
    /// Wrong usage or failure.
    Failed = 2,
    /// Done, but inputs were rejected and `--strict` was given.
    Rejects = 3,
    /// The user asked to stop; shells expect 128 and the number of the signal.
    Stopped = 130,
}

/// Runs the command line and gives the exit code.
pub fn main() -> ExitCode {
    let args = args::Huiyao::parse();
    let end = args.command.map_or_else(short_help, run).unwrap_or_else(|error| tell(&error));
    ExitCode::from(end as u8)
}

fn run(command: Command) -> anyhow::Result<End> {
    match command {
        Command::Build(args) => build::run(&args),
        Command::Extract(args) => extract::run(&args),
        Command::Load(args) => load::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Search(args) => search::run(&args),
        Command::Query(args) => query::run(&args),
        Command::Sql(args) => sql::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Cite(args) => cite::run(&args),
        Command::Datasette(args) => datasette::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Audit(args) => audit::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Dump(args) => dump::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    }
}

fn short_help() -> anyhow::Result<End> {
    io::stderr().write_all(args::SHORT_HELP.as_bytes())?;
    Ok(End::Failed)
}

/// Says what went wrong. Whoever closed the pipe (`| head`) has seen enough, which is no error.
fn tell(error: &anyhow::Error) -> End {
    if error.chain().any(closed_pipe) {
        return End::Fine;
    }
    match error.downcast_ref::<crate::Error>() {
        Some(crate::Error::Stopped) => {
            screen::say("huiyao: stopped; what was begun is undone, the archive is as it was before");
            return End::Stopped;
        }
        // Its own words hold the cause already.
        Some(known) => screen::say(format_args!("huiyao: {known}{}", advice(known))),
        None => screen::say(format_args!("huiyao: {error:#}")),
    }
    End::Failed
}

/// What the user can do about it, where the message itself does not say so.
fn advice(error: &crate::Error) -> &'static str {
    const SPACE: &str = "\nMake room on the disk; the archive is as it was before.";
    const RIGHTS: &str = "\nCheck who may read or write there (`ls -l`).";
    match error {
        crate::Error::Io { source, .. } => match source.kind() {
            io::ErrorKind::NotFound => "\nCheck the spelling of the path, and the folder in which you are.",
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => RIGHTS,
            io::ErrorKind::StorageFull => SPACE,
            _ => "",
        },
        crate::Error::Sql { source, .. } => match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => SPACE,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => RIGHTS,
            Some(ErrorCode::SystemIoFailure) => "\nIs the disk full or gone? The archive is as it was before.",
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                "\nAnother program is using the archive; close it and try again. The archive is as it was before."
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                "\nThe file is damaged: `huiyao check` says more. Take a copy from before, or build it anew."
            }
            _ => "",
        },
        _ => "",
    }
}

fn closed_pipe(error: &(dyn std::error::Error + 'static)) -> bool {
    let io = match error.downcast_ref::<crate::Error>() {
        Some(crate::Error::Io { source, .. }) => Some(source),
        _ => error.downcast_ref::<io::Error>(),
    };
    io.is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
}
