//! What compiled code calls about strings.

use super::{JsString, View, compare, make, rope};
use crate::cell::Gc;
use crate::value::Value;

fn string(value: Value) -> Gc<JsString> {
    value.cell()
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_concat(left: Value, right: Value) -> Value {
    rope::concat(string(left), string(right)).into()
}

/// # Safety
/// `values` points to `count` strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_concat_n(values: *const Value, count: u64) -> Value {
    // SAFETY: by the caller's promise.
    let values = unsafe { std::slice::from_raw_parts(values, count as usize) };
    let mut result = make::empty();
    for value in values {
        result = rope::concat(result, string(*value));
    }
    result.into()
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_string_eq(left: Value, right: Value) -> i32 {
    compare::equals(string(left), string(right)) as i32
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_string_cmp(left: Value, right: Value) -> i32 {
    compare::compare(string(left), string(right)) as i32
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_char_code_at(value: Value, index: i32) -> i32 {
    let string = string(value);
    if index as u32 >= string.length { -1 } else { string.at(index as usize) as i32 }
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_char_at(value: Value, index: i32) -> Value {
    let string = string(value);
    if index as u32 >= string.length {
        return Value::UNDEFINED;
    }
    match string.view() {
        View::Latin1(units) => make::single(units[index as usize]).into(),
        View::Utf16(units) => make::from_utf16(&units[index as usize..index as usize + 1]).into(),
    }
}
