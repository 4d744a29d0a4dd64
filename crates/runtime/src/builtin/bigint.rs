//! `BigInt` and its prototype.

use super::table::{BASE, Class, Member};
use crate::bigint::{self, number};
use crate::builtin;
use crate::builtin::locale;
use crate::builtin::number::UNKNOWN_OPTIONS;
use crate::exception::throw::{throw_range_error, throw_type_error};
use crate::heap::kind;
use crate::object::Wrapper;
use crate::operator::convert::{self, Hint};
use crate::realm::Intrinsic;
use crate::string::make;
use crate::value::Value;
use num_bigint::BigInt;
use num_traits::One;

pub static CLASS: Class = Class {
    name: "BigInt",
    length: 1,
    code: constructor,
    constructor: Intrinsic::BigInt,
    prototype: Intrinsic::BigIntPrototype,
    statics: &[Member::Method("asUintN", 2, as_uint_n), Member::Method("asIntN", 2, as_int_n)],
    members: &[
        Member::Method("toLocaleString", 0, to_locale_string),
        Member::Method("toString", 0, to_string),
        Member::Method("valueOf", 0, value_of),
        Member::Tag("BigInt"),
    ],
    ..BASE
};

fn this_bigint(this: Value, method: &str) -> Value {
    if this.is_bigint() {
        return this;
    }
    match this.as_kind::<Wrapper>(kind::WRAPPER) {
        Some(wrapper) if wrapper.primitive.is_bigint() => wrapper.primitive,
        _ => throw_type_error(&["BigInt.prototype.", method, " requires that 'this' be a BigInt"].concat()),
    }
}

/// ToIndex.
fn bit_count(value: Value) -> u64 {
    let count = convert::to_integer(value);
    if !(0.0..=9007199254740991.0).contains(&count) {
        throw_range_error("Invalid value: not (convertible to) a safe integer");
    }
    count as u64
}

/// The lowest bits of a number, as a number >= 0.
fn low_bits(number: BigInt, bits: u64) -> BigInt {
    if bits > 1 << 31 {
        return number;
    }
    number & ((BigInt::one() << bits) - 1)
}

builtin! {
    fn constructor(this, arguments, callee, new_target) {
        if !new_target.is_undefined() {
            throw_type_error("BigInt is not a constructor");
        }
        let primitive = convert::to_primitive(arguments.get(0), Hint::Number);
        if primitive.is_number() { number::from_number(primitive.as_f64()) } else { number::to_bigint(primitive) }
    }

    fn as_uint_n(this, arguments) {
        let bits = bit_count(arguments.get(0));
        let number = number::get(number::to_bigint(arguments.get(1)));
        number::new(low_bits(number, bits))
    }

    fn as_int_n(this, arguments) {
        let bits = bit_count(arguments.get(0));
        let number = number::get(number::to_bigint(arguments.get(1)));
        if bits == 0 {
            return bigint::from_i64(0);
        }
        let low = low_bits(number, bits);
        if bits <= 1 << 31 && low.bit(bits - 1) {
            return number::new(low - (BigInt::one() << bits));
        }
        number::new(low)
    }

    fn to_string(this, arguments) {
        let value = this_bigint(this, "toString");
        let radix = arguments.get(0);
        let radix = if radix.is_undefined() { 10.0 } else { convert::to_integer(radix) };
        if !(2.0..=36.0).contains(&radix) {
            throw_range_error("toString() radix argument must be between 2 and 36");
        }
        make::from_str(&number::to_text_in(value, radix as u32)).into()
    }

    fn to_locale_string(this, arguments) {
        locale::check(arguments.get(0));
        locale::refuse_options(arguments.get(1), UNKNOWN_OPTIONS);
        let text = number::to_text(this_bigint(this, "toLocaleString"));
        let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
        let mut grouped = sign.to_owned();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        make::from_str(&grouped).into()
    }

    fn value_of(this, arguments) { this_bigint(this, "valueOf") }
}
