//! The `citelint` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    citelint::cli::run()
}
