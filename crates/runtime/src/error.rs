//! Error objects the runtime makes. The constructors and `Error.prototype` are in `builtin`.

use crate::builtin::table::new_function;
use crate::cell::{Gc, Global};
use crate::exception::catch::try_call;
use crate::heap::kind;
use crate::heap::roots::keep_forever;
use crate::object::{self, Object};
use crate::operator::convert;
use crate::property::accessor::{self, Accessor};
use crate::property::descriptor::Descriptor;
use crate::property::key::PropertyKey;
use crate::property::{Attributes, ordinary};
use crate::realm::{Intrinsic, intrinsic, names};
use crate::string::{JsString, make};
use crate::symbol;
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
    with_prototype(intrinsic(kind.prototype()), message)
}

pub fn with_prototype(prototype: Gc<Object>, message: Value) -> Gc<Object> {
    let error = object::of_kind::<Object>(kind::ERROR, Some(prototype));
    install_stack(error);
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

/// ErrorUtils::ToString without a throw: what getters throw is dropped.
pub fn text_of(error: Gc<Object>) -> String {
    let text = |key: PropertyKey, default: &str| match try_call(|| error.get(key)) {
        Ok(Value::UNDEFINED) | Err(_) => default.to_owned(),
        Ok(value) => try_call(|| convert::to_string(value).into())
            .map_or(default.to_owned(), |text| text.cell::<JsString>().to_rust()),
    };
    let name = text(names().name, "Error");
    header(&name, &text(names().message, ""))
}

/// The property `stack` is an accessor that all errors share; the text is made when somebody first asks for it and
/// kept under a private name.
struct Stack {
    pair: Gc<Accessor>,
    text: PropertyKey,
}

static STACK: Global<Option<Stack>> = Global::new(None);

fn stack() -> &'static Stack {
    STACK.get().get_or_insert_with(|| {
        let getter = new_function("stack", 0, get_stack);
        let setter = new_function("stack", 1, set_stack_code);
        let pair = accessor::new(getter.into(), setter.into());
        let text = symbol::new(Value::UNDEFINED, symbol::PRIVATE);
        keep_forever(pair.into());
        keep_forever(text.into());
        Stack { pair, text: text.into() }
    })
}

/// Gives an object the property `stack`, as `Error.captureStackTrace` does.
pub fn install_stack(object: Gc<Object>) {
    let attributes = Attributes::CONFIGURABLE.with(Attributes::ACCESSOR);
    if object.kind() == kind::ERROR {
        return object.put(names().stack, stack().pair.into(), attributes);
    }
    let descriptor = Descriptor {
        get: Some(stack().pair.getter),
        set: Some(stack().pair.setter),
        enumerable: Some(false),
        configurable: Some(true),
        ..Descriptor::default()
    };
    object.define_or_throw(names().stack, &descriptor);
    set_stack_text(object, lines(&text_of(object)));
}

fn lines(header: &str) -> Value {
    make::from_str(&[header, "\n    at <anonymous>"].concat()).into()
}

/// What `stack` reads from now on.
pub fn set_stack_text(object: Gc<Object>, text: Value) {
    ordinary::materialize(object);
    object.put(stack().text, text, Attributes::WRITABLE);
}

/// Sets `stack` from its first line.
pub fn set_stack(error: Gc<Object>, header: &str) {
    set_stack_text(error, lines(header));
}

/// What `stack` reads.
pub fn stack_value(object: Gc<Object>) -> Value {
    if let Some(text) = object.own_data(stack().text) {
        return text;
    }
    if object.kind() != kind::ERROR {
        return Value::UNDEFINED;
    }
    let text = lines(&text_of(object));
    set_stack_text(object, text);
    text
}

crate::builtin! {
    fn get_stack(this, arguments) {
        this.as_object().map_or(Value::UNDEFINED, stack_value)
    }

    fn set_stack_code(this, arguments) {
        if let Some(object) = this.as_object() {
            set_stack_text(object, arguments.get(0));
        }
        Value::UNDEFINED
    }
}

pub fn is_error(value: Value) -> bool {
    value.kind() == kind::ERROR
}

/// `stack` where it is a string, else the header.
pub fn stack_text(value: Value) -> String {
    let object: Gc<Object> = value.cell();
    let own = match object.own_data(names().stack) {
        Some(replaced) => replaced,
        None => stack_value(object),
    };
    own.as_string().map_or_else(|| text_of(object), |stack| stack.to_rust())
}
