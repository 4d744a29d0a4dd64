//! `Function` and its prototype; bound functions.

use super::table::{BASE, Class, LazyInfo, Member};
use crate::builtin;
use crate::call::{call, construct};
use crate::cell::Gc;
use crate::error::ErrorKind;
use crate::exception::throw::{throw_kind, throw_type_error};
use crate::function::{self, FUNCTION_BOUND, FUNCTION_BUILTIN, Function};
use crate::heap::kind;
use crate::list;
use crate::object::{OBJECT_CONSTRUCTOR, Object};
use crate::operator::convert::{is_callable, is_constructor, length_of, to_integer};
use crate::operator::instance::ordinary_has_instance;
use crate::property::Attributes;
use crate::realm::{Intrinsic, names, set_intrinsic, try_intrinsic};
use crate::shape::{self, CACHEABLE};
use crate::string::make;
use crate::value::Value;
use perry_abi::layout::FUNCTION_CLASS;

pub static CLASS: Class = Class {
    name: "Function",
    length: 1,
    code: constructor,
    constructor: Intrinsic::Function,
    prototype: Intrinsic::FunctionPrototype,
    members: &[
        Member::Method("apply", 2, apply),
        Member::Method("bind", 1, bind),
        Member::Method("call", 1, call_method),
        Member::Method("toString", 0, to_string),
        Member::Accessor("arguments", strict_only, strict_only),
        Member::Accessor("caller", strict_only, strict_only),
        Member::Value("@hasInstance", make_has_instance, Attributes::NONE),
    ],
    ..BASE
};

/// %ThrowTypeError%: getter and setter of what strict code may not look at.
pub fn thrower() -> Value {
    if let Some(known) = try_intrinsic(Intrinsic::ThrowTypeError) {
        return known.into();
    }
    let made = super::table::new_function("", 0, strict_only).cast::<Object>();
    set_intrinsic(Intrinsic::ThrowTypeError, made);
    made.into()
}

/// `Function.prototype` is a function itself.
pub fn make_prototype(parent: Option<Gc<Object>>) -> Gc<Object> {
    let info = super::table::function_info("", 0, nothing, FUNCTION_BUILTIN);
    let shape = shape::unique(kind::FUNCTION, parent, 0, 0, CACHEABLE).id;
    let mut function = function::with_shape(info, &[], shape).cast::<Object>();
    function.header.flags &= !OBJECT_CONSTRUCTOR;
    function::materialize(function);
    function
}

fn make_has_instance() -> Value {
    let function = super::table::new_function("[Symbol.hasInstance]", 1, has_instance);
    set_intrinsic(Intrinsic::FunctionHasInstance, function.cast());
    function.into()
}

static BOUND: LazyInfo = LazyInfo::with_flags("", 0, bound_code, FUNCTION_BOUND);

/// The target of a bound function.
pub fn bound_target(object: Gc<Object>) -> Option<Value> {
    if object.kind() != kind::FUNCTION {
        return None;
    }
    let function: Gc<Function> = object.cast();
    if function.has_flag(FUNCTION_BOUND) { Some(function.captures()[0]) } else { None }
}

/// `function f() { [native code] }`, or the head of a class; source texts are not kept.
pub fn source_text(function: Gc<Function>) -> String {
    let name = function::display_name(function);
    if function.has_flag(FUNCTION_CLASS) {
        return if name.is_empty() { "class { }".to_owned() } else { ["class ", &name, " { }"].concat() };
    }
    ["function ", &name, "() { [native code] }"].concat()
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['o', 'u']) { "an " } else { "a " }
}

fn this_function(this: Value, method: &str) {
    if !is_callable(this) {
        throw_type_error(
            &[
                "Function.prototype.",
                method,
                " was called on ",
                &super::check::plain(this),
                ", which is ",
                article(crate::operator::convert::type_name(this)),
                crate::operator::convert::type_name(this),
                " and not a function",
            ]
            .concat(),
        );
    }
}

builtin! {
    fn strict_only(this, arguments) {
        throw_type_error(
            "'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the \
             arguments objects for calls to them",
        )
    }

    fn nothing(this, arguments) { Value::UNDEFINED }

    fn constructor(this, arguments) {
        throw_kind(ErrorKind::EvalError, "Code generation from strings disallowed for this context")
    }

    fn apply(this, arguments) {
        this_function(this, "apply");
        if arguments.get(1).is_nullish() {
            return call(this, arguments.get(0), &[]);
        }
        let Some(array) = arguments.get(1).as_object() else {
            throw_type_error("CreateListFromArrayLike called on non-object")
        };
        let values = list_from_array_like(array);
        call(this, arguments.get(0), &values)
    }

    fn call_method(this, arguments) {
        if !is_callable(this) {
            this_function(this, "call");
        }
        call(this, arguments.get(0), arguments.0.get(1..).unwrap_or(&[]))
    }

    fn bind(this, arguments) {
        if !is_callable(this) {
            throw_type_error("Bind must be called on a function");
        }
        let captures = list::from_slice(&[this, arguments.get(0)]);
        arguments.0.iter().skip(1).for_each(|value| captures.push(*value));
        let mut bound = BOUND.function(&captures).cast::<Object>();
        let target: Gc<Object> = this.cell();
        if target.is_constructor() {
            bound.header.flags |= OBJECT_CONSTRUCTOR;
        }
        let mut length = 0.0;
        if target.has_own(names().length) {
            let declared = target.get(names().length);
            if declared.is_number() {
                length = (to_integer(declared) - (captures.len() - 2) as f64).max(0.0);
            }
        }
        crate::property::ordinary::materialize(bound);
        bound.put(names().length, Value::from_f64(length), Attributes::READONLY_HIDDEN);
        let name = target.get(names().name).as_string().unwrap_or_else(make::empty);
        let name = crate::string::rope::concat(make::from_str("bound "), name);
        bound.put(names().name, name.into(), Attributes::READONLY_HIDDEN);
        if bound.raw_prototype() != target.prototype() {
            bound.set_prototype(target.prototype());
        }
        bound.into()
    }

    fn bound_code(this, arguments, callee, new_target) {
        let function: Gc<Function> = callee.cell();
        let captures = function.captures();
        let values = list::from_slice(&captures[2..]);
        arguments.0.iter().for_each(|value| values.push(*value));
        if new_target.is_undefined() {
            return call(captures[0], captures[1], &values);
        }
        let new_target = if new_target == callee { captures[0] } else { new_target };
        debug_assert!(is_constructor(captures[0]));
        construct(captures[0], new_target, &values)
    }

    fn to_string(this, arguments) {
        match this.as_kind::<Function>(kind::FUNCTION) {
            Some(function) => make::from_str(&source_text(function)).into(),
            None if is_callable(this) => make::from_str("function () { [native code] }").into(),
            None => throw_type_error("Function.prototype.toString requires that 'this' be a Function"),
        }
    }

    fn has_instance(this, arguments) {
        match this.as_object() {
            Some(constructor) => ordinary_has_instance(constructor, arguments.get(0)).into(),
            None => Value::FALSE,
        }
    }
}

/// CreateListFromArrayLike.
pub fn list_from_array_like(object: Gc<Object>) -> Gc<list::List> {
    let values = list::new();
    for index in 0..length_of(object) {
        values.push(object.get(index as u32));
    }
    values
}
