//! The binary `perry`.

use std::process::ExitCode;

fn main() -> ExitCode {
    perry_driver::command::main()
}
