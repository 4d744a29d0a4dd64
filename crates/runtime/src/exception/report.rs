//! What is printed of an exception nobody caught.

use crate::error;
use crate::operator::convert;
use crate::value::Value;

/// Prints like Node and ends the process with code 1.
#[cold]
pub fn uncaught(value: Value) -> ! {
    print(value);
    crate::start::exit(1)
}

/// The report alone, on stderr.
pub fn print(value: Value) {
    let text = if error::is_error(value) {
        error::stack_text(value)
    } else {
        ["Uncaught ", &convert::display(value)].concat()
    };
    eprint_text(&["Uncaught:\n", &text, "\n\nNode.js v26.0.0\n"].concat());
}

/// Writes to stderr without formatting machinery.
pub fn eprint_text(text: &str) {
    // SAFETY: plain write.
    unsafe { libc::write(2, text.as_ptr().cast(), text.len()) };
}
