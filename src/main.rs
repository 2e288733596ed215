//! Parse, run, exit code. No logic.

use std::process::ExitCode;

fn main() -> ExitCode {
    mulu::cli::main()
}

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
