//! The binary `perry`.

use std::process::ExitCode;

fn main() -> ExitCode {
    // SAFETY: nothing else runs yet, and no handler is installed: a closed pipe ends the process quietly.
    unsafe { libc::signal(libc::SIGPIPE, libc::SIG_DFL) };
    perry_driver::command::main()
}
