//! Checks of receivers and arguments, with V8's messages.

use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::heap::kind;
use crate::object::Object;
use crate::operator::convert::{display, is_callable, type_name};
use crate::value::Value;

/// A value as V8 writes it where it has no source text: its type, then what it is if that is short.
pub fn call_site(value: Value) -> String {
    let name = type_name(value);
    if value.is_string() || value.is_null() || value.is_bool() || value.is_number() {
        return [name, " ", &display(value)].concat();
    }
    name.to_owned()
}

/// A value in a message: strings stand without quotes.
pub fn plain(value: Value) -> String {
    match value.as_string() {
        Some(string) => string.to_rust(),
        None => display(value),
    }
}

/// The value, if it may be called.
#[inline]
pub fn callback(value: Value) -> Value {
    if value.kind() != kind::FUNCTION && !is_callable(value) {
        throw_not_callback(value);
    }
    value
}

#[cold]
fn throw_not_callback(value: Value) -> ! {
    throw_type_error(&[&call_site(value), " is not a function"].concat())
}

/// The receiver, if it is a cell of that kind.
#[inline]
pub fn receiver<T>(this: Value, kind: u8, method: &str) -> Gc<T> {
    match this.as_kind::<T>(kind) {
        Some(cell) => cell,
        None => throw_incompatible(method, this),
    }
}

#[cold]
pub fn throw_incompatible(method: &str, this: Value) -> ! {
    throw_type_error(&["Method ", method, " called on incompatible receiver ", &plain(this)].concat())
}

/// The value, if it is an object: `Reflect.get called on non-object`.
pub fn object(value: Value, method: &str) -> Gc<Object> {
    match value.as_object() {
        Some(object) => object,
        None => throw_type_error(&[method, " called on non-object"].concat()),
    }
}

/// Throws where a constructor is called without `new`.
#[inline]
pub fn needs_new(new_target: Value, name: &str) {
    if new_target.is_undefined() {
        throw_type_error(&["Constructor ", name, " requires 'new'"].concat());
    }
}
