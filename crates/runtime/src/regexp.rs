//! RegExp objects.

use crate::cell::Gc;
use crate::exception::throw::throw_not_implemented;
use crate::object::Object;
use crate::string::JsString;
use crate::value::Value;

/// A regular expression; throws a SyntaxError where the source is none.
pub fn new(_source: Gc<JsString>, _flags: Gc<JsString>) -> Gc<Object> {
    throw_not_implemented("RegExp")
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_regexp_new(source: Value, flags: Value) -> Value {
    new(source.cell(), flags.cell()).into()
}
