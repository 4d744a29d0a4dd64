//! BigInt values. Their arithmetic is not there yet; every operator has its place here.

use crate::cell::Header;
use crate::exception::throw::{throw_not_implemented, throw_type_error};
use crate::operator::arith::Binary;
use crate::value::Value;

/// Both are BigInts.
pub fn binary(_operator: Binary, _left: Value, _right: Value) -> Value {
    throw_not_implemented("BigInt")
}

/// One operand is a BigInt, the other is not.
#[cold]
pub fn throw_mixed() -> ! {
    throw_type_error("Cannot mix BigInt and other types, use explicit conversions")
}

pub fn negate(_value: Value) -> Value {
    throw_not_implemented("BigInt")
}

pub fn bit_not(_value: Value) -> Value {
    throw_not_implemented("BigInt")
}

/// `value + delta` for `++` and `--`.
pub fn add_small(_value: Value, _delta: i32) -> Value {
    throw_not_implemented("BigInt")
}

pub fn equals(_left: Value, _right: Value) -> bool {
    throw_not_implemented("BigInt")
}

/// `==` with a number or string.
pub fn loosely_equals(_bigint: Value, _other: Value) -> bool {
    throw_not_implemented("BigInt")
}

/// Order of two primitives of which at least one is a BigInt; `None` where a NaN is in it.
pub fn compare(_left: Value, _right: Value) -> Option<std::cmp::Ordering> {
    throw_not_implemented("BigInt")
}

/// The nearest number.
pub fn to_f64(_value: Value) -> f64 {
    throw_not_implemented("BigInt")
}

pub fn is_zero(_value: Value) -> bool {
    false
}

pub fn to_text(_value: Value) -> String {
    throw_not_implemented("BigInt")
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_bigint_literal(_digits: Value) -> Value {
    throw_not_implemented("BigInt")
}

/// Finalize entry of `heap::kind`.
///
/// # Safety
/// `cell` is a dead BigInt.
pub unsafe fn finalize(_cell: *mut Header) {}
