//! Equality and order.

use super::convert::{Hint, to_number, to_primitive};
use crate::bigint;
use crate::heap::kind;
use crate::string::compare;
use crate::value::Value;
use std::cmp::Ordering;

/// `===`.
#[inline]
pub fn strict_equals(left: Value, right: Value) -> bool {
    if left == right {
        return !left.is_f64() || !left.as_f64().is_nan();
    }
    if left.is_number() && right.is_number() {
        return left.as_f64() == right.as_f64();
    }
    cells_equal(left, right)
}

/// Equality of different cells: strings and BigInts by content.
fn cells_equal(left: Value, right: Value) -> bool {
    match (left.kind(), right.kind()) {
        (kind::STRING, kind::STRING) => compare::equals(left.cell(), right.cell()),
        (kind::BIGINT, kind::BIGINT) => bigint::equals(left, right),
        _ => false,
    }
}

/// SameValue.
pub fn same_value(left: Value, right: Value) -> bool {
    if left.is_number() && right.is_number() {
        let (left, right) = (left.as_f64(), right.as_f64());
        return left.to_bits() == right.to_bits() || left.is_nan() && right.is_nan();
    }
    left == right || cells_equal(left, right)
}

/// SameValueZero.
pub fn same_value_zero(left: Value, right: Value) -> bool {
    if left.is_number() && right.is_number() {
        let (left, right) = (left.as_f64(), right.as_f64());
        return left == right || left.is_nan() && right.is_nan();
    }
    left == right || cells_equal(left, right)
}

/// `==`.
pub fn loosely_equals(mut left: Value, mut right: Value) -> bool {
    loop {
        if left.is_number() && right.is_number() || left.kind() != 0 && left.kind() == right.kind() {
            return strict_equals(left, right);
        }
        if left.is_nullish() || right.is_nullish() {
            return left.is_nullish() && right.is_nullish();
        }
        if left.is_object() && right.is_object() {
            return left == right;
        }
        if left.is_bool() && right.is_bool() {
            return left == right;
        }
        if left.is_bool() {
            left = Value::from_f64(to_number(left));
        } else if right.is_bool() {
            right = Value::from_f64(to_number(right));
        } else if left.is_object() {
            left = to_primitive(left, Hint::Default);
        } else if right.is_object() {
            right = to_primitive(right, Hint::Default);
        } else if left.is_symbol() || right.is_symbol() {
            return false;
        } else if left.is_bigint() {
            return bigint::loosely_equals(left, right);
        } else if right.is_bigint() {
            return bigint::loosely_equals(right, left);
        } else {
            return to_number(left) == to_number(right);
        }
    }
}

/// Order of two values as `<` and its kin see it; `None` where a NaN is in it. Operands convert left to right.
pub fn order(left: Value, right: Value) -> Option<Ordering> {
    if left.is_number() && right.is_number() {
        return left.as_f64().partial_cmp(&right.as_f64());
    }
    let left = to_primitive(left, Hint::Number);
    let right = to_primitive(right, Hint::Number);
    if left.is_string() && right.is_string() {
        return Some(compare::compare(left.cell(), right.cell()));
    }
    if left.is_bigint() || right.is_bigint() {
        return bigint::compare(left, right);
    }
    let left = to_number(left);
    left.partial_cmp(&to_number(right))
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_strict_eq(left: Value, right: Value) -> i32 {
    strict_equals(left, right) as i32
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_loose_eq(left: Value, right: Value) -> i32 {
    loosely_equals(left, right) as i32
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_lt(left: Value, right: Value) -> i32 {
    (order(left, right) == Some(Ordering::Less)) as i32
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_le(left: Value, right: Value) -> i32 {
    order(left, right).is_some_and(Ordering::is_le) as i32
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_gt(left: Value, right: Value) -> i32 {
    (order(left, right) == Some(Ordering::Greater)) as i32
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_ge(left: Value, right: Value) -> i32 {
    order(left, right).is_some_and(Ordering::is_ge) as i32
}
