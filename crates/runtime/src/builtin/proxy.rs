//! `Proxy`: its internal methods, calls through it, and the constructor.

use crate::cell::Gc;
use crate::exception::throw::throw_not_implemented;
use crate::object::Object;
use crate::value::Value;

/// IsArray of a proxy.
pub fn is_array(_proxy: Gc<Object>) -> bool {
    false
}

/// [[Call]] of a callable proxy.
pub fn call(_proxy: Gc<Object>, _this: Value, _arguments: &[Value]) -> Value {
    throw_not_implemented("Proxy")
}

/// [[Construct]] of a constructor proxy.
pub fn construct(_proxy: Gc<Object>, _arguments: &[Value], _new_target: Value) -> Value {
    throw_not_implemented("Proxy")
}
