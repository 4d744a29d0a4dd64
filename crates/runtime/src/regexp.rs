//! RegExp objects.

use crate::exception::throw::throw_not_implemented;
use crate::value::Value;

#[unsafe(no_mangle)]
pub extern "C" fn perry_regexp_new(_source: Value, _flags: Value) -> Value {
    throw_not_implemented("RegExp")
}
