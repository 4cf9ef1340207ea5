//! The `motivo` binary. Everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    motivo_collector::cli::run()
}
