//! `Number` and its prototype.

use super::globals;
use super::table::{BASE, Class, Member};
use crate::builtin;
use crate::builtin::locale;
use crate::call::prototype_for;
use crate::cell::Gc;
use crate::exception::throw::{throw_range_error, throw_type_error};
use crate::heap::kind;
use crate::object::{self, Object, Wrapper};
use crate::operator::convert;
use crate::property::Attributes;
use crate::property::key::PropertyKey;
use crate::realm::Intrinsic;
use crate::string::make;
use crate::text::{digits, radix};
use crate::value::Value;

pub static CLASS: Class = Class {
    name: "Number",
    length: 1,
    code: constructor,
    constructor: Intrinsic::Number,
    prototype: Intrinsic::NumberPrototype,
    make_prototype,
    statics: &[
        Member::Method("isFinite", 1, is_finite),
        Member::Method("isInteger", 1, is_integer),
        Member::Method("isNaN", 1, is_nan),
        Member::Method("isSafeInteger", 1, is_safe_integer),
        Member::Value("parseFloat", globals::parse_float_function, Attributes::HIDDEN),
        Member::Value("parseInt", globals::parse_int_function, Attributes::HIDDEN),
        Member::Constant("MAX_VALUE", f64::MAX),
        Member::Constant("MIN_VALUE", f64::from_bits(1)),
        Member::Constant("NaN", f64::NAN),
        Member::Constant("NEGATIVE_INFINITY", f64::NEG_INFINITY),
        Member::Constant("POSITIVE_INFINITY", f64::INFINITY),
        Member::Constant("MAX_SAFE_INTEGER", MAX_SAFE_INTEGER),
        Member::Constant("MIN_SAFE_INTEGER", -MAX_SAFE_INTEGER),
        Member::Constant("EPSILON", f64::EPSILON),
    ],
    members: &[
        Member::Method("toExponential", 1, to_exponential),
        Member::Method("toFixed", 1, to_fixed),
        Member::Method("toPrecision", 1, to_precision),
        Member::Method("toString", 1, to_string),
        Member::Method("valueOf", 0, value_of),
        Member::Method("toLocaleString", 0, to_locale_string),
    ],
    ..BASE
};

const MAX_SAFE_INTEGER: f64 = 9007199254740991.0;

/// `Number.prototype` is a wrapper of 0.
fn make_prototype(parent: Option<Gc<Object>>) -> Gc<Object> {
    let mut wrapper = object::of_kind::<Wrapper>(kind::WRAPPER, parent);
    wrapper.primitive = Value::from_i32(0);
    wrapper.cast()
}

/// The number `this` is or wraps.
fn this_number(this: Value, method: &str) -> f64 {
    if this.is_number() {
        return this.as_f64();
    }
    match this.as_kind::<Wrapper>(kind::WRAPPER) {
        Some(wrapper) if wrapper.primitive.is_number() => wrapper.primitive.as_f64(),
        _ => throw_type_error(&["Number.prototype.", method, " requires that 'this' be a Number"].concat()),
    }
}

fn text(text: &str) -> Value {
    make::from_latin1(text.as_bytes()).into()
}

fn shortest(number: f64) -> Value {
    convert::number_to_string(number).into()
}

/// A count of digits within its limits.
fn digit_count(number: f64, least: f64, most: f64, message: &str) -> usize {
    if !(least..=most).contains(&number) {
        throw_range_error(message);
    }
    number as usize
}

builtin! {
    fn constructor(this, arguments, callee, new_target) {
        let number = if arguments.is_empty() {
            Value::from_i32(0)
        } else {
            let numeric = convert::to_numeric(arguments.get(0));
            if numeric.is_bigint() { Value::from_f64(crate::bigint::to_f64(numeric)) } else { numeric }
        };
        if new_target.is_undefined() {
            return number;
        }
        object::wrap_with(number, prototype_for(new_target, Intrinsic::NumberPrototype)).into()
    }

    fn is_finite(this, arguments) {
        let value = arguments.get(0);
        (value.is_number() && value.as_f64().is_finite()).into()
    }

    fn is_integer(this, arguments) {
        let value = arguments.get(0);
        (value.is_number() && value.as_f64().is_finite() && value.as_f64().fract() == 0.0).into()
    }

    fn is_nan(this, arguments) {
        let value = arguments.get(0);
        (value.is_number() && value.as_f64().is_nan()).into()
    }

    fn is_safe_integer(this, arguments) {
        let value = arguments.get(0);
        let number = if value.is_number() { value.as_f64() } else { f64::NAN };
        (number.fract() == 0.0 && number.abs() <= MAX_SAFE_INTEGER).into()
    }

    fn to_exponential(this, arguments) {
        let number = this_number(this, "toExponential");
        let count = convert::to_integer(arguments.get(0));
        if !number.is_finite() {
            return shortest(number);
        }
        let count = digit_count(count, 0.0, 100.0, "toExponential() argument must be between 0 and 100");
        if arguments.get(0).is_undefined() {
            return text(&digits::shortest_exponential(&convert::number_to_string(number).to_rust()));
        }
        text(&digits::to_exponential(number, count))
    }

    fn to_fixed(this, arguments) {
        let number = this_number(this, "toFixed");
        let count = convert::to_integer(arguments.get(0));
        let count = digit_count(count, 0.0, 100.0, "toFixed() digits argument must be between 0 and 100");
        if !number.is_finite() || number.abs() >= 1e21 {
            return shortest(number);
        }
        text(&digits::to_fixed(number, count))
    }

    fn to_precision(this, arguments) {
        let number = this_number(this, "toPrecision");
        if arguments.get(0).is_undefined() {
            return shortest(number);
        }
        let count = convert::to_integer(arguments.get(0));
        if !number.is_finite() {
            return shortest(number);
        }
        let count = digit_count(count, 1.0, 100.0, "toPrecision() argument must be between 1 and 100");
        text(&digits::to_precision(number, count))
    }

    fn to_string(this, arguments) {
        let number = this_number(this, "toString");
        let base = arguments.get(0);
        let base = if base.is_undefined() { 10.0 } else { convert::to_integer(base) };
        if !(2.0..=36.0).contains(&base) {
            throw_range_error("toString() radix argument must be between 2 and 36");
        }
        if base == 10.0 || !number.is_finite() {
            return shortest(number);
        }
        text(&radix::to_radix(number, base as u32))
    }

    fn value_of(this, arguments) { Value::from_f64(this_number(this, "valueOf")) }

    fn to_locale_string(this, arguments) {
        let number = this_number(this, "toLocaleString");
        locale::check(arguments.get(0));
        locale::refuse_options(arguments.get(1), UNKNOWN_OPTIONS);
        make::from_str(&locale_text(number, arguments.get(1))).into()
    }
}

/// Options that change the text in ways unknown here, with the value that changes nothing.
pub const UNKNOWN_OPTIONS: &[(&str, &str)] = &[
    ("style", "decimal"),
    ("currency", ""),
    ("unit", ""),
    ("notation", "standard"),
    ("signDisplay", "auto"),
    ("useGrouping", "true"),
    ("numberingSystem", "latn"),
    ("minimumIntegerDigits", "1"),
    ("minimumSignificantDigits", ""),
    ("maximumSignificantDigits", ""),
    ("roundingMode", "halfExpand"),
    ("roundingIncrement", "1"),
    ("roundingPriority", "auto"),
    ("trailingZeroDisplay", "auto"),
];

/// A number as en-US writes it; of the options only the numbers of fraction digits count.
pub fn locale_text(number: f64, options: Value) -> String {
    let option = |name: &str| {
        let object = options.as_object()?;
        let value = object.get(PropertyKey::from_text(name));
        if value.is_undefined() { None } else { Some(convert::to_integer(value).clamp(0.0, 100.0) as usize) }
    };
    let least = option("minimumFractionDigits");
    let most = option("maximumFractionDigits").unwrap_or_else(|| least.unwrap_or(0).max(3));
    let least = least.unwrap_or(0).min(most);
    if number.is_nan() {
        return "NaN".to_owned();
    }
    let sign = if number.is_sign_negative() { "-" } else { "" };
    if number.is_infinite() {
        return [sign, "∞"].concat();
    }
    let shortest = convert::number_to_string(number.abs()).to_rust();
    [sign, &digits::grouped(&shortest, least, most)].concat()
}
