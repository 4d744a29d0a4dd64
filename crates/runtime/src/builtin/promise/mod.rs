//! `Promise` and its prototype; `combinator` holds `all` and its kin.

mod combinator;

use super::check;
use super::table::{self, BASE, Class, LazyInfo, Member};
use crate::builtin;
use crate::call::{call, construct, prototype_for};
use crate::cell::Gc;
use crate::exception::catch::try_call;
use crate::exception::throw::{throw, throw_type_error};
use crate::function::Function;
use crate::heap::kind;
use crate::list::{self, List};
use crate::object::{self, Object};
use crate::operator::convert::{is_callable, is_constructor};
use crate::promise::{self, Promise, resolving_functions, settle_capability};
use crate::property::Attributes;
use crate::property::access::get_value;
use crate::realm::{Intrinsic, intrinsic, names, set_intrinsic, symbols};
use crate::value::Value;

pub static CLASS: Class = Class {
    name: "Promise",
    length: 1,
    code: constructor,
    constructor: Intrinsic::Promise,
    prototype: Intrinsic::PromisePrototype,
    statics: &[
        Member::Method("all", 1, combinator::all),
        Member::Method("allSettled", 1, combinator::all_settled),
        Member::Method("any", 1, combinator::any),
        Member::Method("race", 1, combinator::race),
        Member::Value("resolve", resolve_function, Attributes::HIDDEN),
        Member::Method("reject", 1, reject),
        Member::Method("withResolvers", 0, with_resolvers),
        Member::Method("try", 1, r#try),
        Member::Getter("@species", table::species),
    ],
    members: &[
        Member::Value("then", then_function, Attributes::HIDDEN),
        Member::Method("catch", 1, catch),
        Member::Method("finally", 1, finally),
        Member::Tag("Promise"),
    ],
    ..BASE
};

/// Makes the functions that fast paths look for; called at start.
pub fn start() {
    set_intrinsic(Intrinsic::PromiseThen, table::new_function("then", 2, then).cast());
    set_intrinsic(Intrinsic::PromiseResolve, table::new_function("resolve", 1, resolve).cast());
}

fn then_function() -> Value {
    intrinsic(Intrinsic::PromiseThen).into()
}

fn resolve_function() -> Value {
    intrinsic(Intrinsic::PromiseResolve).into()
}

fn default() -> Value {
    intrinsic(Intrinsic::Promise).into()
}

static EXECUTOR: LazyInfo = LazyInfo::new("", 2, executor_code);

/// NewPromiseCapability: the promise itself for `Promise`, else a list of promise, resolve and reject.
pub fn capability(constructor: Value) -> Value {
    if constructor == default() {
        return promise::new().into();
    }
    if !is_constructor(constructor) {
        throw_type_error(&[&check::plain(constructor), " is not a constructor"].concat());
    }
    let mut parts = list::from_slice(&[Value::UNDEFINED; 3]);
    let executor = EXECUTOR.function(&[parts.into()]);
    let promise = construct(constructor, constructor, &[executor.into()]);
    if !is_callable(parts[1]) || !is_callable(parts[2]) {
        throw_type_error("Promise resolve or reject function is not callable");
    }
    parts[0] = promise;
    parts.into()
}

/// The promise of a capability.
pub fn promise_of(capability: Value) -> Value {
    if capability.kind() == kind::LIST { capability.cell::<List>()[0] } else { capability }
}

/// SpeciesConstructor(promise, %Promise%).
fn species_of(object: Gc<Object>) -> Value {
    let constructor = object.get(names().constructor);
    if constructor == default() || constructor.is_undefined() {
        return default();
    }
    let Some(constructor) = constructor.as_object() else {
        throw_type_error("The .constructor property is not an object")
    };
    let species = constructor.get(symbols().species);
    if species.is_nullish() {
        return default();
    }
    if !is_constructor(species) {
        throw_type_error("object.constructor[Symbol.species] is not a constructor");
    }
    species
}

/// PromiseResolve.
pub fn resolve_with(constructor: Value, value: Value) -> Value {
    if value.kind() == kind::PROMISE && value.cell::<Object>().get(names().constructor) == constructor {
        return value;
    }
    let capability = capability(constructor);
    settle_capability(capability, Ok(value));
    promise_of(capability)
}

builtin! {
    fn constructor(this, arguments, callee, new_target) {
        if new_target.is_undefined() {
            throw_type_error("Promise constructor cannot be invoked without 'new'");
        }
        let executor = arguments.get(0);
        if !is_callable(executor) {
            throw_type_error(&["Promise resolver ", &check::plain(executor), " is not a function"].concat());
        }
        let promise = promise::with_prototype(prototype_for(new_target, Intrinsic::PromisePrototype));
        let (resolve, reject) = resolving_functions(promise);
        if let Err(error) = try_call(|| call(executor, Value::UNDEFINED, &[resolve, reject])) {
            call(reject, Value::UNDEFINED, &[error]);
        }
        promise.into()
    }

    fn executor_code(this, arguments, callee, _new_target) {
        let mut parts: Gc<List> = callee.cell::<Function>().captures()[0].cell();
        if !parts[1].is_undefined() || !parts[2].is_undefined() {
            throw_type_error("Promise executor has already been invoked with non-undefined arguments");
        }
        (parts[1], parts[2]) = (arguments.get(0), arguments.get(1));
        Value::UNDEFINED
    }

    fn then(this, arguments) {
        let promise = check::receiver::<Promise>(this, kind::PROMISE, "Promise.prototype.then");
        let capability = capability(species_of(promise.cast()));
        let handler = |value: Value| if is_callable(value) { value } else { Value::UNDEFINED };
        promise.then(handler(arguments.get(0)), handler(arguments.get(1)), capability);
        promise_of(capability)
    }

    fn catch(this, arguments) {
        let then = get_value(this, names().then);
        call(check::callback(then), this, &[Value::UNDEFINED, arguments.get(0)])
    }

    fn finally(this, arguments) {
        let object = check::object(this, "Promise.prototype.finally");
        let constructor = species_of(object);
        let callback = arguments.get(0);
        let (on_fulfilled, on_rejected) = if is_callable(callback) {
            let captures = [callback, constructor];
            let on_fulfilled = THEN_FINALLY.function(&captures);
            (on_fulfilled.into(), CATCH_FINALLY.function(&captures).into())
        } else {
            (callback, callback)
        };
        let then = object.get(names().then);
        call(check::callback(then), this, &[on_fulfilled, on_rejected])
    }

    fn then_finally(this, arguments, callee, _new_target) {
        after_finally(callee, &GIVE_VALUE, arguments.get(0))
    }

    fn catch_finally(this, arguments, callee, _new_target) {
        after_finally(callee, &THROW_REASON, arguments.get(0))
    }

    fn give_value(this, arguments, callee, _new_target) {
        callee.cell::<Function>().captures()[0]
    }

    fn throw_reason(this, arguments, callee, _new_target) {
        throw(callee.cell::<Function>().captures()[0])
    }

    fn resolve(this, arguments) {
        if !this.is_object() {
            throw_type_error("PromiseResolve called on non-object");
        }
        resolve_with(this, arguments.get(0))
    }

    fn reject(this, arguments) {
        if !this.is_object() {
            throw_type_error("PromiseResolve called on non-object");
        }
        let capability = capability(this);
        settle_capability(capability, Err(arguments.get(0)));
        promise_of(capability)
    }

    fn with_resolvers(this, arguments) {
        check::object(this, "Promise.withResolvers");
        let capability = capability(this);
        let (resolve, reject) = match capability.kind() {
            kind::LIST => (capability.cell::<List>()[1], capability.cell::<List>()[2]),
            _ => resolving_functions(capability.cell()),
        };
        let object = object::new();
        object.put_text("promise", promise_of(capability));
        object.put_text("resolve", resolve);
        object.put_text("reject", reject);
        object.into()
    }

    fn r#try(this, arguments) {
        check::object(this, "Promise.try");
        let capability = capability(this);
        let rest = arguments.0.get(1..).unwrap_or(&[]);
        let result = try_call(|| call(check::callback(arguments.get(0)), Value::UNDEFINED, rest));
        settle_capability(capability, result);
        promise_of(capability)
    }
}

static THEN_FINALLY: LazyInfo = LazyInfo::new("", 1, then_finally);
static CATCH_FINALLY: LazyInfo = LazyInfo::new("", 1, catch_finally);
static GIVE_VALUE: LazyInfo = LazyInfo::new("", 0, give_value);
static THROW_REASON: LazyInfo = LazyInfo::new("", 0, throw_reason);

/// Calls the callback of `finally`, waits for its result, then goes on with what there was.
fn after_finally(callee: Value, then: &LazyInfo, outcome: Value) -> Value {
    let captures = callee.cell::<Function>().captures();
    let result = call(captures[0], Value::UNDEFINED, &[]);
    let promise = resolve_with(captures[1], result);
    let handler = then.function(&[outcome]);
    let method = get_value(promise, names().then);
    call(check::callback(method), promise, &[handler.into()])
}
