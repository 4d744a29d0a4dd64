//! What is printed of an exception nobody caught.

use crate::error;
use crate::operator::convert;
use crate::value::Value;

/// Prints like Node and ends the process with code 1.
#[cold]
pub fn uncaught(value: Value) -> ! {
    print(value);
    crate::event_loop::leave(1)
}

/// The report of a rejection nobody handled: an error like a thrown one, all else inside an error of Node's.
pub fn print_rejection(reason: Value) {
    if error::is_error(reason) {
        return print(reason);
    }
    let shown = crate::builtin::check::plain(reason);
    let start = "\nUnhandledPromiseRejection: This error originated either by throwing inside of an async function \
        without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected \
        with the reason \"";
    let end = "\".\n    at <anonymous> {\n  code: 'ERR_UNHANDLED_REJECTION'\n}\n\nNode.js v26\n";
    eprint_text(&[start, &shown, end].concat());
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
