//! `Promise.all`, `allSettled`, `any`, `race`.

use super::{capability, promise_of};
use crate::array::{self, Array};
use crate::box_cell::{BoxCell, perry_box_new};
use crate::builtin;
use crate::builtin::check;
use crate::builtin::table::LazyInfo;
use crate::call::{Arguments, call};
use crate::cell::Gc;
use crate::error::{self, ErrorKind};
use crate::exception::catch::try_call;
use crate::exception::throw::throw_type_error;
use crate::function::Function;
use crate::heap::kind;
use crate::iterator::{self, IteratorRecord};
use crate::list::List;
use crate::object;
use crate::operator::convert::is_callable;
use crate::promise::{resolving_functions, settle_capability};
use crate::property::Attributes;
use crate::property::access::get_value;
use crate::property::key::PropertyKey;
use crate::realm::names;
use crate::string::make;
use crate::value::Value;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    All,
    AllSettled,
    Any,
    Race,
}

/// What the element functions share: captures in this order.
struct Shared {
    values: Gc<Array>,
    /// A box with the number of elements still awaited, plus one until all are subscribed.
    remaining: Value,
    capability: Value,
}

builtin! {
    pub fn all(this, arguments) {
        combine(this, arguments, Which::All, "Promise.all")
    }

    pub fn all_settled(this, arguments) {
        combine(this, arguments, Which::AllSettled, "Promise.allSettled")
    }

    pub fn any(this, arguments) {
        combine(this, arguments, Which::Any, "Promise.any")
    }

    pub fn race(this, arguments) {
        combine(this, arguments, Which::Race, "Promise.race")
    }
}

fn combine(this: Value, arguments: Arguments, which: Which, name: &str) -> Value {
    check::object(this, name);
    let capability = capability(this);
    let run = || {
        let resolve = get_value(this, PropertyKey::from_text("resolve"));
        if !is_callable(resolve) {
            throw_type_error("Promise resolve or reject function is not callable");
        }
        let record = iterator::open(arguments.get(0), Value::UNDEFINED);
        let subscribed = try_call(|| {
            subscribe_all(this, resolve, record, which, capability);
            Value::UNDEFINED
        });
        if let Err(error) = subscribed {
            record.close_silently();
            crate::exception::throw::throw(error);
        }
        Value::UNDEFINED
    };
    if let Err(error) = try_call(run) {
        settle_capability(capability, Err(error));
    }
    promise_of(capability)
}

/// The functions that settle a capability.
fn functions(capability: Value) -> (Value, Value) {
    if capability.kind() == kind::LIST {
        let list: Gc<List> = capability.cell();
        return (list[1], list[2]);
    }
    resolving_functions(capability.cell())
}

fn subscribe_all(this: Value, resolve: Value, record: Gc<IteratorRecord>, which: Which, capability: Value) {
    let shared = Shared { values: array::new(), remaining: perry_box_new(Value::from_i32(1)), capability };
    let direct = functions(capability);
    while let Some(item) = record.step() {
        let promise = call(resolve, this, &[item]);
        let (fulfilled, rejected) =
            if which == Which::Race { direct } else { element(&shared, which, direct) };
        let then = get_value(promise, names().then);
        call(check::callback(then), promise, &[fulfilled, rejected]);
    }
    if which != Which::Race {
        count_down(shared.values, shared.remaining, capability, which == Which::Any);
    }
}

static ALL: LazyInfo = LazyInfo::new("", 1, all_element);
static SETTLED_VALUE: LazyInfo = LazyInfo::new("", 1, settled_value);
static SETTLED_REASON: LazyInfo = LazyInfo::new("", 1, settled_reason);
static ANY: LazyInfo = LazyInfo::new("", 1, any_element);

/// The functions for one more element.
fn element(shared: &Shared, which: Which, direct: (Value, Value)) -> (Value, Value) {
    let index = shared.values.length;
    shared.values.push(Value::UNDEFINED);
    let mut remaining: Gc<BoxCell> = shared.remaining.cell();
    remaining.value = Value::from_i32(remaining.value.as_i32() + 1);
    let called = perry_box_new(Value::FALSE);
    let captures =
        [Value::from_u32(index), called, shared.values.into(), shared.remaining, shared.capability];
    match which {
        Which::All => (ALL.function(&captures).into(), direct.1),
        Which::Any => (direct.0, ANY.function(&captures).into()),
        _ => {
            let value = SETTLED_VALUE.function(&captures);
            (value.into(), SETTLED_REASON.function(&captures).into())
        }
    }
}

/// An element has settled: keeps what it gave, and ends the whole when it is the last.
fn settle_element(callee: Value, value: impl FnOnce() -> Value, any: bool) -> Value {
    let captures = callee.cell::<Function>().captures();
    let mut called: Gc<BoxCell> = captures[1].cell();
    if called.value == Value::TRUE {
        return Value::UNDEFINED;
    }
    called.value = Value::TRUE;
    let values: Gc<Array> = captures[2].cell();
    let value = value();
    values.fast_elements()[captures[0].as_i32() as usize] = value;
    count_down(values, captures[3], captures[4], any);
    Value::UNDEFINED
}

fn count_down(values: Gc<Array>, remaining: Value, capability: Value, any: bool) {
    let mut remaining: Gc<BoxCell> = remaining.cell();
    remaining.value = Value::from_i32(remaining.value.as_i32() - 1);
    if remaining.value != Value::from_i32(0) {
        return;
    }
    if !any {
        settle_capability(capability, Ok(values.into()));
        return;
    }
    let message = make::from_str("All promises were rejected");
    let error = error::new(ErrorKind::AggregateError, message.into());
    error.put(names().errors, values.into(), Attributes::HIDDEN);
    // No code of the program is running: the stack has its first line only.
    error::set_stack_text(error, make::from_str("AggregateError: All promises were rejected").into());
    settle_capability(capability, Err(error.into()));
}

fn settled(status: &str, key: &str, value: Value) -> Value {
    let object = object::new();
    object.put_text("status", make::from_str(status));
    object.put_text(key, value);
    object.into()
}

builtin! {
    fn all_element(this, arguments, callee, _new_target) {
        settle_element(callee, || arguments.get(0), false)
    }

    fn settled_value(this, arguments, callee, _new_target) {
        settle_element(callee, || settled("fulfilled", "value", arguments.get(0)), false)
    }

    fn settled_reason(this, arguments, callee, _new_target) {
        settle_element(callee, || settled("rejected", "reason", arguments.get(0)), false)
    }

    fn any_element(this, arguments, callee, _new_target) {
        settle_element(callee, || arguments.get(0), true)
    }
}
