//! Raising a value as an exception.
//!
//! One exception is in flight at a time, so its record and value are static. Frames of the runtime are crossed
//! without running anything (the runtime is built with panic = "abort").

use super::report;
use crate::cell::Global;
use crate::error::{self, ErrorKind};
use crate::heap::mark::Marker;
use crate::string::make;
use crate::value::Value;

/// `_Unwind_Exception` of the platform's unwinder.
#[repr(C, align(16))]
pub struct Exception {
    class: u64,
    cleanup: usize,
    private: [u64; 2],
    value: Value,
}

/// Names exceptions of the program; others are none of our business.
pub const CLASS: u64 = u64::from_be_bytes(*b"PERRYJS\0");

static EXCEPTION: Global<Exception> =
    Global::new(Exception { class: CLASS, cleanup: 0, private: [0; 2], value: Value::UNDEFINED });

unsafe extern "C" {
    fn _Unwind_RaiseException(exception: *mut Exception) -> i32;
}

#[unsafe(no_mangle)]
#[cold]
pub extern "C" fn perry_throw(value: Value) -> ! {
    let exception = EXCEPTION.get();
    exception.class = CLASS;
    exception.private = [0; 2];
    exception.value = value;
    // SAFETY: a valid exception record that nothing else uses now.
    unsafe { _Unwind_RaiseException(exception) };
    report::uncaught(value)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_catch(exception: *mut Exception) -> Value {
    // SAFETY: landing pads hand over what the personality gave them.
    let exception = unsafe { &mut *exception };
    std::mem::replace(&mut exception.value, Value::UNDEFINED)
}

/// Throws a value.
pub fn throw(value: Value) -> ! {
    perry_throw(value)
}

#[cold]
pub fn throw_kind(kind: ErrorKind, message: &str) -> ! {
    perry_throw(error::new(kind, make::from_str(message).into()).into())
}

#[cold]
pub fn throw_error(message: &str) -> ! {
    throw_kind(ErrorKind::Error, message)
}

#[cold]
pub fn throw_type_error(message: &str) -> ! {
    throw_kind(ErrorKind::TypeError, message)
}

#[cold]
pub fn throw_range_error(message: &str) -> ! {
    throw_kind(ErrorKind::RangeError, message)
}

#[cold]
pub fn throw_reference_error(message: &str) -> ! {
    throw_kind(ErrorKind::ReferenceError, message)
}

#[cold]
pub fn throw_syntax_error(message: &str) -> ! {
    throw_kind(ErrorKind::SyntaxError, message)
}

/// Node's own errors: `TypeError [CODE]: message`, with the code as a property.
#[cold]
pub fn throw_coded(kind: ErrorKind, code: &str, message: &str) -> ! {
    let error = error::new(kind, make::from_str(message).into());
    error.put_text("code", make::from_str(code));
    error::set_stack(error, &[kind.name(), " [", code, "]: ", message].concat());
    perry_throw(error.into())
}

/// For what is known but not made yet: an Error with code ERR_NOT_IMPLEMENTED.
#[cold]
pub fn throw_not_implemented(what: &str) -> ! {
    let message = [what, " is not implemented"].concat();
    let error = error::new(ErrorKind::Error, make::from_str(&message).into());
    error.put_text("code", make::from_str("ERR_NOT_IMPLEMENTED"));
    perry_throw(error.into())
}

#[unsafe(no_mangle)]
#[cold]
pub extern "C" fn perry_throw_stack_overflow() -> ! {
    throw_range_error("Maximum call stack size exceeded")
}

#[unsafe(no_mangle)]
#[cold]
pub extern "C" fn perry_throw_tdz(name: Value) -> ! {
    let name = name.as_string().map_or(String::new(), |name| name.to_rust());
    throw_reference_error(&["Cannot access '", &name, "' before initialization"].concat())
}

#[unsafe(no_mangle)]
#[cold]
pub extern "C" fn perry_throw_const(_name: Value) -> ! {
    throw_type_error("Assignment to constant variable.")
}

#[unsafe(no_mangle)]
#[cold]
pub extern "C" fn perry_throw_this_uninitialized() -> ! {
    let start = "Must call super constructor in derived class before accessing 'this'";
    throw_reference_error(&[start, " or returning from derived constructor"].concat())
}

#[unsafe(no_mangle)]
#[cold]
pub extern "C" fn perry_throw_super_called_twice() -> ! {
    throw_reference_error("Super constructor may only be called once")
}

#[unsafe(no_mangle)]
#[cold]
pub extern "C" fn perry_throw_derived_result() -> ! {
    throw_type_error("Derived constructors may only return object or undefined")
}

#[unsafe(no_mangle)]
#[cold]
pub extern "C" fn perry_throw_error(kind: i32, message: Value) -> ! {
    let kinds = [
        ErrorKind::Error,
        ErrorKind::TypeError,
        ErrorKind::RangeError,
        ErrorKind::ReferenceError,
        ErrorKind::SyntaxError,
    ];
    perry_throw(error::new(kinds[kind as usize], message).into())
}

/// Root tracer: the value in flight.
pub fn trace(marker: &mut Marker) {
    marker.value(EXCEPTION.get().value);
}
