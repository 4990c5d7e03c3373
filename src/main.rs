//! The door: everything happens in `cli`, which sees the library from outside.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
