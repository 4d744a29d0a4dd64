//! The output: lines on standard output, and what becomes of the exit code when it does not take them.

use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard};

/// The first failure. A reader that has seen enough closes the pipe; that is none.
static FAILURE: Mutex<Option<io::Error>> = Mutex::new(None);

/// A line on standard output.
macro_rules! print_line {
    ($($word:tt)*) => { $crate::output::put(format!("{}\n", format_args!($($word)*)).as_bytes()) };
}
pub(crate) use print_line;

/// Writes to standard output.
pub fn put(bytes: &[u8]) {
    note(io::stdout().write_all(bytes));
}

/// All that was written is out; or why it is not, told once.
pub fn finish() -> Result<(), String> {
    note(io::stdout().flush());
    let Some(error) = failure().take() else { return Ok(()) };
    let why = error.to_string().to_lowercase();
    Err(why.split(" (os error").next().unwrap_or_default().to_owned())
}

fn note(written: io::Result<()>) {
    if let Err(error) = written
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        failure().get_or_insert(error);
    }
}

fn failure() -> MutexGuard<'static, Option<io::Error>> {
    FAILURE.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
