//! The `huiyao` binary: hands the arguments to [`huiyao::cli`] and turns its answer into an exit code.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    huiyao::cli::main()
}
