//! The binary `perry`.

use std::process::ExitCode;

#[cfg(feature = "unsound")]
compile_error!(
    "the feature `unsound` breaks laws on purpose; it is for the proof in tests/harness/soak alone"
);

fn main() -> ExitCode {
    // SAFETY: nothing else runs yet, and no handler is installed: a closed pipe ends the process quietly.
    unsafe { libc::signal(libc::SIGPIPE, libc::SIG_DFL) };
    perry_driver::command::main()
}
