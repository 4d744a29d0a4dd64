//! Running an expression once: `exec`, `test`, and RegExpExec for all others.

use crate::array::{self, Array};
use crate::builtin;
use crate::call::call;
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::heap::kind;
use crate::object::{self, Object};
use crate::operator::convert;
use crate::property::Attributes;
use crate::property::key::PropertyKey;
use crate::realm::{Intrinsic, intrinsic, names, try_intrinsic};
use crate::regexp::RegExp;
use crate::regexp::compile::Flags;
use crate::regexp::input::Input;
use crate::string::{JsString, make};
use crate::value::Value;
use regress::Match;

/// Has neither the object nor its prototype been changed in a way its methods would notice?
pub fn is_pristine(object: Gc<Object>) -> bool {
    if object.kind() != kind::REGEXP || object.shape().slot_count != 1 {
        return false;
    }
    let prototype = intrinsic(Intrinsic::RegExpPrototype);
    // The prototype's members are made on first use, `exec` with them.
    let exec = prototype.own_data(names().exec);
    object.raw_prototype() == Some(prototype)
        && exec.is_some()
        && exec == try_intrinsic(Intrinsic::RegExpExec).map(Value::from)
        && prototype.has_own(names().flags)
}

pub fn last_index(object: Gc<Object>) -> usize {
    let value = object.own_data(names().last_index).unwrap_or(Value::UNDEFINED);
    if value.is_i32() { value.as_i32().max(0) as usize } else { convert::to_length(value) as usize }
}

pub fn set_last_index(object: Gc<Object>, index: usize) {
    object.set(names().last_index, Value::from_usize(index));
}

/// The next match according to `lastIndex`, which it moves.
pub fn next_match(regexp: Gc<RegExp>, input: &Input) -> Option<Match> {
    let object = regexp.cast::<Object>();
    let moves = regexp.flags.has(Flags(Flags::GLOBAL.0 | Flags::STICKY.0));
    let index = last_index(object);
    let from = if moves { index } else { 0 };
    let found = if from > input.string.len() { None } else { input.find(regexp, from) };
    if moves {
        match &found {
            Some(found) => set_last_index(object, found.end()),
            None if index != 0 => set_last_index(object, 0),
            None => {}
        }
    }
    found
}

/// The text of a group, or undefined.
pub fn group(input: &Input, found: &Match, number: usize) -> Value {
    match found.group(number) {
        Some(range) => make::substring(input.string, range.start, range.end).into(),
        None => Value::UNDEFINED,
    }
}

/// An object with a property for every named group, or undefined.
pub fn named_groups(regexp: Gc<RegExp>, value_of: impl Fn(usize) -> Value) -> Value {
    let compiled = regexp.compiled();
    if compiled.names.is_empty() {
        return Value::UNDEFINED;
    }
    let groups = object::with_prototype(None);
    for (name, numbers) in &compiled.names {
        let values = numbers.iter().map(|number| value_of(*number));
        let value = values.into_iter().find(|value| !value.is_undefined()).unwrap_or(Value::UNDEFINED);
        groups.put(PropertyKey::from_string(make::from_utf16(name)), value, Attributes::ALL);
    }
    groups.into()
}

/// The array `exec` returns.
pub fn result(regexp: Gc<RegExp>, input: &Input, found: &Match) -> Gc<Array> {
    let count = regexp.compiled().group_count;
    let array = array::with_capacity(count + 1);
    for number in 0..=count {
        array.push(group(input, found, number));
    }
    let object = array.cast::<Object>();
    object.put(names().index, Value::from_usize(found.start()), Attributes::ALL);
    object.put(names().input, input.string.into(), Attributes::ALL);
    object.put(names().groups, named_groups(regexp, |number| array.element(number as u32)), Attributes::ALL);
    if regexp.flags.has(Flags::INDICES) {
        let indices = array::with_capacity(count + 1);
        for number in 0..=count {
            indices.push(match found.group(number) {
                Some(range) => {
                    array::from_slice(&[Value::from_usize(range.start), Value::from_usize(range.end)]).into()
                }
                None => Value::UNDEFINED,
            });
        }
        let groups = named_groups(regexp, |number| indices.element(number as u32));
        indices.cast::<Object>().put(names().groups, groups, Attributes::ALL);
        object.put(PropertyKey::from_text("indices"), indices.into(), Attributes::ALL);
    }
    array
}

fn builtin_exec(regexp: Gc<RegExp>, string: Gc<JsString>) -> Value {
    let input = Input::new(regexp, string);
    match next_match(regexp, &input) {
        Some(found) => result(regexp, &input, &found).into(),
        None => Value::NULL,
    }
}

/// RegExpExec: whatever the object's `exec` says; an object or null.
pub fn regexp_exec(object: Gc<Object>, string: Gc<JsString>) -> Value {
    let exec = object.get(names().exec);
    let is_own = try_intrinsic(Intrinsic::RegExpExec).is_some_and(|own| exec == Value::from(own));
    if !is_own && convert::is_callable(exec) {
        let result = call(exec, object.into(), &[string.into()]);
        if !result.is_object() && !result.is_null() {
            throw_type_error("object null is not a function");
        }
        return result;
    }
    if object.kind() != kind::REGEXP {
        super::super::check::throw_incompatible("RegExp.prototype.exec", object.into());
    }
    builtin_exec(object.cast(), string)
}

builtin! {
    pub fn exec(this, arguments) {
        let Some(regexp) = this.as_kind::<RegExp>(kind::REGEXP) else {
            super::super::check::throw_incompatible("RegExp.prototype.exec", this)
        };
        builtin_exec(regexp, convert::to_string(arguments.get(0)))
    }

    pub fn test(this, arguments) {
        let object = super::this_object(this, "test");
        let string = convert::to_string(arguments.get(0));
        if is_pristine(object) {
            let regexp: Gc<RegExp> = object.cast();
            let input = Input::new(regexp, string);
            return next_match(regexp, &input).is_some().into();
        }
        (!regexp_exec(object, string).is_null()).into()
    }
}
