//! Error objects the runtime makes. The constructors and `Error.prototype` are in `builtin`.

use crate::cell::Gc;
use crate::heap::kind;
use crate::object::{self, Object};
use crate::property::Attributes;
use crate::realm::{Intrinsic, intrinsic, names};
use crate::string::make;
use crate::value::Value;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorKind {
    Error,
    TypeError,
    RangeError,
    ReferenceError,
    SyntaxError,
    EvalError,
    UriError,
    AggregateError,
}

impl ErrorKind {
    pub fn prototype(self) -> Intrinsic {
        match self {
            ErrorKind::Error => Intrinsic::ErrorPrototype,
            ErrorKind::TypeError => Intrinsic::TypeErrorPrototype,
            ErrorKind::RangeError => Intrinsic::RangeErrorPrototype,
            ErrorKind::ReferenceError => Intrinsic::ReferenceErrorPrototype,
            ErrorKind::SyntaxError => Intrinsic::SyntaxErrorPrototype,
            ErrorKind::EvalError => Intrinsic::EvalErrorPrototype,
            ErrorKind::UriError => Intrinsic::UriErrorPrototype,
            ErrorKind::AggregateError => Intrinsic::AggregateErrorPrototype,
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            ErrorKind::Error => "Error",
            ErrorKind::TypeError => "TypeError",
            ErrorKind::RangeError => "RangeError",
            ErrorKind::ReferenceError => "ReferenceError",
            ErrorKind::SyntaxError => "SyntaxError",
            ErrorKind::EvalError => "EvalError",
            ErrorKind::UriError => "URIError",
            ErrorKind::AggregateError => "AggregateError",
        }
    }
}

/// An error object; `message` is a string or undefined.
pub fn new(kind: ErrorKind, message: Value) -> Gc<Object> {
    let error = with_prototype(intrinsic(kind.prototype()), message);
    let message = message.as_string().map_or(String::new(), |message| message.to_rust());
    set_stack(error, &header(kind.name(), &message));
    error
}

/// An error object without its stack text: callers of the constructors compute the header first.
pub fn with_prototype(prototype: Gc<Object>, message: Value) -> Gc<Object> {
    let error = object::of_kind::<Object>(kind::ERROR, Some(prototype));
    error.put(names().stack, Value::UNDEFINED, Attributes::HIDDEN);
    if !message.is_undefined() {
        error.put(names().message, message, Attributes::HIDDEN);
    }
    error
}

/// `Name: message`, as ErrorUtils::ToString joins them.
pub fn header(name: &str, message: &str) -> String {
    match (name.is_empty(), message.is_empty()) {
        (true, _) => message.to_owned(),
        (_, true) => name.to_owned(),
        _ => [name, ": ", message].concat(),
    }
}

/// Sets `stack` from its first line.
pub fn set_stack(error: Gc<Object>, header: &str) {
    let text = make::from_str(&[header, "\n    at <anonymous>"].concat());
    error.put(names().stack, text.into(), Attributes::HIDDEN);
}

pub fn is_error(value: Value) -> bool {
    value.kind() == kind::ERROR
}

/// `stack` where it is a string, else the header; calls nothing.
pub fn stack_text(value: Value) -> String {
    let object: Gc<Object> = value.cell();
    match object.own_data(names().stack).and_then(|stack| stack.as_string()) {
        Some(stack) => stack.to_rust(),
        None => "Error".to_owned(),
    }
}
