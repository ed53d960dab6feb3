//! The `huiyao` binary: hands the arguments to [`huiyao::cli`] and turns its answer into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    huiyao::cli::main()
}
