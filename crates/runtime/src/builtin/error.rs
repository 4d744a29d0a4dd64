//! `Error` and its kinds.

use super::check;
use super::table::{BASE, Class, Member};
use crate::array;
use crate::builtin;
use crate::call::{Arguments, prototype_for};
use crate::cell::Gc;
use crate::error::{self, ErrorKind};
use crate::exception::throw::throw_type_error;
use crate::iterator;
use crate::object::Object;
use crate::operator::convert;
use crate::property::Attributes;
use crate::property::key::PropertyKey;
use crate::realm::{Intrinsic, names};
use crate::string::make;
use crate::value::Value;

macro_rules! kinds {
    ($($constant:ident $kind:ident $code:ident $prototype:ident $name:ident;)*) => {
        $(
            pub static $constant: Class = Class {
                name: ErrorKind::$kind.name(),
                length: 1,
                code: $code,
                constructor: Intrinsic::$kind,
                prototype: Intrinsic::$prototype,
                constructor_parent: Intrinsic::Error,
                prototype_parent: Intrinsic::ErrorPrototype,
                members: &[
                    Member::Value("name", $name, Attributes::HIDDEN),
                    Member::Value("message", empty, Attributes::HIDDEN),
                ],
                ..BASE
            };

            fn $name() -> Value {
                make::from_str(ErrorKind::$kind.name()).into()
            }

            builtin! {
                fn $code(this, arguments, callee, new_target) {
                    construct(ErrorKind::$kind, callee, new_target, arguments).into()
                }
            }
        )*
    };
}

pub static CLASS: Class = Class {
    name: "Error",
    length: 1,
    code: error_code,
    constructor: Intrinsic::Error,
    prototype: Intrinsic::ErrorPrototype,
    statics: &[
        Member::Method("captureStackTrace", 2, capture_stack_trace),
        Member::Method("isError", 1, is_error),
        Member::Value("stackTraceLimit", stack_trace_limit, Attributes::ALL),
    ],
    members: &[
        Member::Value("name", error_name, Attributes::HIDDEN),
        Member::Value("message", empty, Attributes::HIDDEN),
        Member::Method("toString", 0, to_string),
    ],
    ..BASE
};

pub static AGGREGATE_ERROR: Class = Class {
    name: "AggregateError",
    length: 2,
    code: aggregate_code,
    constructor: Intrinsic::AggregateError,
    prototype: Intrinsic::AggregateErrorPrototype,
    constructor_parent: Intrinsic::Error,
    prototype_parent: Intrinsic::ErrorPrototype,
    members: &[
        Member::Value("name", aggregate_name, Attributes::HIDDEN),
        Member::Value("message", empty, Attributes::HIDDEN),
    ],
    ..BASE
};

fn aggregate_name() -> Value {
    make::from_str("AggregateError").into()
}

fn stack_trace_limit() -> Value {
    Value::from_i32(10)
}

kinds! {
    TYPE_ERROR TypeError type_error_code TypeErrorPrototype type_error_name;
    RANGE_ERROR RangeError range_error_code RangeErrorPrototype range_error_name;
    REFERENCE_ERROR ReferenceError reference_error_code ReferenceErrorPrototype reference_error_name;
    SYNTAX_ERROR SyntaxError syntax_error_code SyntaxErrorPrototype syntax_error_name;
    EVAL_ERROR EvalError eval_error_code EvalErrorPrototype eval_error_name;
    URI_ERROR UriError uri_error_code UriErrorPrototype uri_error_name;
}

fn empty() -> Value {
    make::empty().into()
}

fn error_name() -> Value {
    make::from_str("Error").into()
}

/// The constructors' common body.
fn construct(kind: ErrorKind, callee: Value, new_target: Value, arguments: Arguments) -> Gc<Object> {
    let target = if new_target.is_undefined() { callee } else { new_target };
    let prototype = prototype_for(target, kind.prototype());
    let message = arguments.get(0);
    let message = if message.is_undefined() { message } else { convert::to_string(message).into() };
    let error = error::with_prototype(prototype, message);
    if let Some(options) = arguments.get(1).as_object()
        && options.has_property(names().cause)
    {
        error.put(names().cause, options.get(names().cause), Attributes::HIDDEN);
    }
    error
}

builtin! {
    fn error_code(this, arguments, callee, new_target) {
        construct(ErrorKind::Error, callee, new_target, arguments).into()
    }

    fn aggregate_code(this, arguments, callee, new_target) {
        let rest = Arguments(arguments.0.get(1..).unwrap_or(&[]));
        let error = construct(ErrorKind::AggregateError, callee, new_target, rest);
        let errors = array::new();
        let iterator = iterator::open(arguments.get(0), Value::UNDEFINED);
        while let Some(value) = iterator.step() {
            errors.push(value);
        }
        error.put(names().errors, errors.into(), Attributes::HIDDEN);
        error.into()
    }

    fn capture_stack_trace(this, arguments) {
        let Some(object) = arguments.get(0).as_object() else {
            throw_type_error("invalid_argument")
        };
        error::install_stack(object);
        Value::UNDEFINED
    }

    fn is_error(this, arguments) {
        error::is_error(arguments.get(0)).into()
    }

    fn to_string(this, arguments) {
        let Some(object) = this.as_object() else {
            check::throw_incompatible("Error.prototype.toString", this)
        };
        make::from_str(&text_of(object)).into()
    }
}

/// ErrorUtils::ToString.
fn text_of(object: Gc<Object>) -> String {
    let text = |key: PropertyKey, default: &str| {
        let value = object.get(key);
        if value.is_undefined() { default.to_owned() } else { convert::to_string(value).to_rust() }
    };
    let name = text(names().name, "Error");
    error::header(&name, &text(names().message, ""))
}
