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

/// The report alone, on stderr: the stack of an error object, the text of anything else.
pub fn print(value: Value) {
    let text = if error::is_error(value) {
        ["\n", &error::stack_text(value)].concat()
    } else {
        let text = match value.as_string() {
            Some(string) => string.to_rust(),
            None => convert::display(value),
        };
        let hint = "(Use `node --trace-uncaught ...` to show where the exception was thrown)";
        ["\nUncaught ", &text, "\n", hint].concat()
    };
    eprint_text(&[&text, "\n\nNode.js v26\n"].concat());
}

/// Writes to stderr without formatting machinery.
pub fn eprint_text(text: &str) {
    // SAFETY: plain write.
    unsafe { libc::write(2, text.as_ptr().cast(), text.len()) };
}
