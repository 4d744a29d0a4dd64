//! Globals: properties of the global object by name.

use super::cache::perry_get;
use super::key::PropertyKey;
use crate::builtin::missing;
use crate::exception::throw::throw_reference_error;
use crate::realm::{Intrinsic, intrinsic};
use crate::value::Value;
use perry_abi::layout::InlineCache;

fn global() -> Value {
    intrinsic(Intrinsic::Global).into()
}

/// The `Math` that a program starts with, whatever the global of that name is now.
#[unsafe(no_mangle)]
pub extern "C" fn perry_math_object() -> Value {
    intrinsic(Intrinsic::Math).into()
}

/// # Safety
/// As for `perry_get`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_get_global(key: Value, cache: *mut InlineCache) -> Value {
    // SAFETY: by the caller's promise.
    let value = unsafe { perry_get(global(), key, cache) };
    if value.is_undefined() && !intrinsic(Intrinsic::Global).has_property(PropertyKey(key)) {
        throw_not_defined(key);
    }
    value
}

/// What `typeof` looks at: the value, or what stands in for one that is missing.
#[unsafe(no_mangle)]
pub extern "C" fn perry_typeof_global(key: Value) -> Value {
    let object = intrinsic(Intrinsic::Global);
    let own = object.own_property(PropertyKey(key));
    match own.and_then(|property| missing::stand_in(PropertyKey(key), property)) {
        Some(stand_in) => stand_in,
        None => object.get(PropertyKey(key)),
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_set_global(key: Value, value: Value) {
    let object = intrinsic(Intrinsic::Global);
    if !object.has_property(PropertyKey(key)) {
        throw_not_defined(key);
    }
    object.set(PropertyKey(key), value);
}

#[cold]
fn throw_not_defined(key: Value) -> ! {
    throw_reference_error(&[&PropertyKey(key).display(), " is not defined"].concat())
}
