//! What is printed of an exception nobody caught.

use super::catch::try_call;
use crate::builtin::inspect::{self, Options};
use crate::builtin::process::NODE_VERSION;
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
    let end = "\".\n    at <anonymous> {\n  code: 'ERR_UNHANDLED_REJECTION'\n}";
    eprint_text(&[start, &shown, end, &last_line()].concat());
}

/// The report alone, on stderr. Node shows the place of the `throw` first, which is not known here.
pub fn print(value: Value) {
    let hint = "\n(Use `node --trace-uncaught ...` to show where the exception was thrown)";
    let hint = if value.is_object() { "" } else { hint };
    eprint_text(&["\n", &shown(value), hint, &last_line()].concat());
}

fn last_line() -> String {
    ["\n\nNode.js v", NODE_VERSION, "\n"].concat()
}

/// A string as it is, anything else as the console shows it; the header of an error that cannot be looked into.
fn shown(value: Value) -> String {
    if let Some(string) = value.as_string() {
        return string.to_rust();
    }
    let mut text = None;
    let looked = try_call(|| {
        text = Some(inspect::inspect(value, Options::default()));
        Value::UNDEFINED
    });
    match (looked, text) {
        (Ok(_), Some(text)) => text,
        _ if error::is_error(value) => error::stack_text(value),
        _ => convert::display(value),
    }
}

/// Writes to stderr without formatting machinery.
pub fn eprint_text(text: &str) {
    crate::builtin::console::output::flush();
    // SAFETY: plain write.
    unsafe { libc::write(2, text.as_ptr().cast(), text.len()) };
}
