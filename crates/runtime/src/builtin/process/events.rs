//! Listeners of `process`, exit codes, and the way out.

use super::throw_argument;
use crate::array;
use crate::builtin;
use crate::call::call;
use crate::cell::{Gc, Global};
use crate::error::ErrorKind;
use crate::event_loop::HOOKS;
use crate::exception::throw::throw_coded;
use crate::heap::roots;
use crate::list::{self, List};
use crate::object::{self, Object};
use crate::operator::convert;
use crate::property::Attributes;
use crate::property::key::PropertyKey;
use crate::realm::{Intrinsic, intrinsic};
use crate::start;
use crate::value::Value;

/// An object no program sees: a list of listeners for every event, functions and whether only once by turns.
static EVENTS: Global<Value> = Global::new(Value::EMPTY);
/// What the program has set: undefined or a number.
static EXIT_CODE: Global<Value> = Global::new(Value::UNDEFINED);
static IS_EXITING: Global<bool> = Global::new(false);

fn events() -> Gc<Object> {
    let events = EVENTS.get();
    if events.is_empty() {
        *events = object::with_prototype(None).into();
        roots::keep_forever(*events);
    }
    events.cell()
}

fn listeners_of(event: PropertyKey) -> Option<Gc<List>> {
    if EVENTS.get().is_empty() {
        return None;
    }
    events().own_data(event).map(|list| list.cell()).filter(|list: &Gc<List>| !list.is_empty())
}

/// Does anybody listen?
pub fn has_listeners(event: &str) -> bool {
    !EVENTS.get().is_empty() && listeners_of(PropertyKey::from_text(event)).is_some()
}

/// Calls the listeners; was there any?
pub fn emit(event: &str, arguments: &[Value]) -> bool {
    !EVENTS.get().is_empty() && emit_key(PropertyKey::from_text(event), arguments)
}

fn emit_key(event: PropertyKey, arguments: &[Value]) -> bool {
    let Some(listeners) = listeners_of(event) else { return false };
    // Listeners may come and go while they are called.
    let snapshot = list::from_slice(&listeners);
    for index in 0..snapshot.len() / 2 {
        let function = snapshot[index * 2];
        if snapshot[index * 2 + 1] == Value::TRUE {
            remove(event, function);
        }
        call(function, intrinsic(Intrinsic::Process).into(), arguments);
    }
    true
}

fn remove(event: PropertyKey, function: Value) {
    let Some(listeners) = listeners_of(event) else { return };
    let found = (0..listeners.len() / 2).rev().find(|index| listeners[index * 2] == function);
    let Some(found) = found else { return };
    let kept = list::new();
    for index in (0..listeners.len() / 2).filter(|index| *index != found) {
        kept.push(listeners[index * 2]);
        kept.push(listeners[index * 2 + 1]);
    }
    events().put(event, kept.into(), Attributes::ALL);
}

fn add(this: Value, arguments: &[Value], once: bool, first: bool) -> Value {
    hook();
    let event = PropertyKey::from_value(arguments.first().copied().unwrap_or(Value::UNDEFINED));
    let function = arguments.get(1).copied().unwrap_or(Value::UNDEFINED);
    if !convert::is_callable(function) {
        throw_argument("listener", "of type function", function);
    }
    let old = listeners_of(event).unwrap_or_else(list::new);
    let new = list::new();
    if first {
        new.push(function);
        new.push(once.into());
    }
    old.iter().for_each(|value| new.push(*value));
    if !first {
        new.push(function);
        new.push(once.into());
    }
    events().put(event, new.into(), Attributes::ALL);
    this
}

/// From now on the event loop tells the listeners.
fn hook() {
    let hooks = HOOKS.get();
    hooks.exit = Some(run_exit);
    hooks.before_exit = Some(|code| {
        emit("beforeExit", &[Value::from_i32(current_code(code))]);
    });
    hooks.uncaught = Some(|error| {
        let origin = crate::atom::intern_str("uncaughtException");
        emit("uncaughtException", &[error, origin.into()])
    });
    hooks.unhandled_rejection = Some(|reason, promise| emit("unhandledRejection", &[reason, promise]));
}

/// Sets the code, tells the listeners of `exit`; the code to leave with.
pub fn run_exit(code: i32) -> i32 {
    if std::mem::replace(IS_EXITING.get(), true) {
        return current_code(code);
    }
    if EXIT_CODE.get().is_undefined() && code != 0 {
        *EXIT_CODE.get() = Value::from_i32(code);
    }
    let shown = Value::from_i32(current_code(code));
    emit("exit", &[shown]);
    current_code(code)
}

/// What `process.exitCode` says, else `default`.
pub fn current_code(default: i32) -> i32 {
    let code = *EXIT_CODE.get();
    if code.is_undefined() { default } else { convert::to_i32(code) }
}

/// An exit code the program gives: an integer, or a text that is one.
fn checked_code(value: Value) -> Value {
    if value.is_nullish() {
        return Value::UNDEFINED;
    }
    let number = if value.is_string() && !value.cell::<crate::string::JsString>().is_empty() {
        Value::from_f64(convert::to_number(value))
    } else {
        value
    };
    if number.is_number() && number.as_f64().is_finite() && number.as_f64().fract() == 0.0 {
        return number;
    }
    if number.is_number() {
        let shown = convert::to_string(value).to_rust();
        let message = ["The value of \"code\" is out of range. It must be an integer. Received ", &shown];
        throw_coded(ErrorKind::RangeError, "ERR_OUT_OF_RANGE", &message.concat());
    }
    throw_argument("code", "of type number", value)
}

builtin! {
    pub fn exit_code(this, arguments) { *EXIT_CODE.get() }

    pub fn set_exit_code(this, arguments) {
        hook();
        *EXIT_CODE.get() = checked_code(arguments.get(0));
        *start::EXIT_CODE.get() = current_code(0);
        Value::UNDEFINED
    }

    pub fn exit(this, arguments) {
        let code = checked_code(arguments.get(0));
        if !code.is_undefined() {
            *EXIT_CODE.get() = code;
        }
        let code = run_exit(current_code(0));
        start::exit(code & 0xFF)
    }

    pub fn on(this, arguments) { add(this, arguments.0, false, false) }

    pub fn once(this, arguments) { add(this, arguments.0, true, false) }

    pub fn prepend(this, arguments) { add(this, arguments.0, false, true) }

    pub fn prepend_once(this, arguments) { add(this, arguments.0, true, true) }

    pub fn off(this, arguments) {
        remove(PropertyKey::from_value(arguments.get(0)), arguments.get(1));
        this
    }

    pub fn remove_all(this, arguments) {
        if arguments.is_empty() {
            *EVENTS.get() = Value::EMPTY;
        } else if !EVENTS.get().is_empty() {
            events().delete(PropertyKey::from_value(arguments.get(0)));
        }
        this
    }

    pub fn emit_method(this, arguments) {
        let event = PropertyKey::from_value(arguments.get(0));
        emit_key(event, arguments.0.get(1..).unwrap_or(&[])).into()
    }

    pub fn listener_count(this, arguments) {
        let listeners = listeners_of(PropertyKey::from_value(arguments.get(0)));
        Value::from_usize(listeners.map_or(0, |listeners| listeners.len() / 2))
    }

    pub fn listeners(this, arguments) {
        let array = array::new();
        if let Some(listeners) = listeners_of(PropertyKey::from_value(arguments.get(0))) {
            listeners.iter().step_by(2).for_each(|function| array.push(*function));
        }
        array.into()
    }
}
