//! What compiled code calls about arrays.

use super::{Array, from_slice};
use crate::cell::Gc;
use crate::heap::kind;
use crate::iterator;
use crate::object::{self, Object};
use crate::property::{Attributes, accessor};
use crate::realm::{Intrinsic, intrinsic, names, symbols};
use crate::value::Value;

/// # Safety
/// `values` points to `count` values.
unsafe fn slice<'a>(values: *const Value, count: u64) -> &'a [Value] {
    // SAFETY: by the caller's promise.
    if count == 0 { &[] } else { unsafe { std::slice::from_raw_parts(values, count as usize) } }
}

/// # Safety
/// `values` points to `count` values.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_array_new(values: *const Value, count: u64) -> Value {
    // SAFETY: by the caller's promise.
    from_slice(unsafe { slice(values, count) }).into()
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_array_push(array: Value, value: Value) {
    array.cell::<Array>().push(value);
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_array_spread(array: Value, iterable: Value, text: Value) {
    let array: Gc<Array> = array.cell();
    if iterator::is_untouched_array(iterable) && iterable != Value::from(array) {
        let source: Gc<Array> = iterable.cell();
        if super::holes_are_plain(source) && !source.is_slow() {
            super::reserve(array, array.length as usize + source.length as usize);
            for index in 0..source.length {
                let value = source.element(index);
                array.push(if value.is_empty() { Value::UNDEFINED } else { value });
            }
            return;
        }
    }
    let iterator = iterator::open(iterable, text);
    while let Some(value) = iterator.step() {
        array.push(value);
    }
}

/// # Safety
/// `argv` points to `argc` values.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_rest_new(argc: u64, argv: *const Value, first: u64) -> Value {
    // SAFETY: by the caller's promise.
    let arguments = unsafe { slice(argv, argc) };
    from_slice(&arguments[(first as usize).min(arguments.len())..]).into()
}

/// # Safety
/// `argv` points to `argc` values.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_arguments_new(argc: u64, argv: *const Value) -> Value {
    // SAFETY: by the caller's promise.
    let arguments = unsafe { slice(argv, argc) };
    let object = object::of_kind::<Object>(kind::ARGUMENTS, Some(intrinsic(Intrinsic::ObjectPrototype)));
    object.put(names().length, Value::from_usize(arguments.len()), Attributes::HIDDEN);
    for (index, value) in arguments.iter().enumerate() {
        object.put((index as u32).into(), *value, Attributes::ALL);
    }
    let values = intrinsic(Intrinsic::ArrayPrototype).get(names().values);
    object.put(symbols().iterator, values, Attributes::HIDDEN);
    let thrower = crate::builtin::function::thrower();
    object.put(names().callee, accessor::new(thrower, thrower).into(), Attributes::ACCESSOR);
    object.into()
}

/// # Safety
/// `cooked` and `raw` point to `count` values, `site` to the place of the object made at the first call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_template_object(
    cooked: *const Value,
    raw: *const Value,
    count: u64,
    site: *mut Value,
) -> Value {
    // SAFETY: by the caller's promise.
    unsafe {
        if !(*site).is_empty() {
            return *site;
        }
        let template = from_slice(slice(cooked, count)).cast::<Object>();
        let raw = from_slice(slice(raw, count)).cast::<Object>();
        crate::builtin::object::freeze(raw);
        template.put("raw".into(), raw.into(), Attributes::NONE);
        crate::builtin::object::freeze(template);
        *site = template.into();
        *site
    }
}
