//! Arithmetic and bitwise operators, with fast paths for int32 and doubles.

use super::convert::{Hint, f64_to_i32, to_numeric, to_primitive, to_string};
use crate::bigint;
use crate::string::rope;
use crate::value::Value;

/// Operators BigInts have too.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Binary {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    Exp,
    And,
    Or,
    Xor,
    Shl,
    Shr,
    Ushr,
}

/// Number::remainder; integers without the C library's loop over bits.
pub fn remainder(left: f64, right: f64) -> f64 {
    const EXACT: f64 = 9007199254740992.0;
    if left.abs() < EXACT && right.abs() < EXACT {
        // SAFETY: far inside the range.
        let (whole, divisor) = unsafe { (left.to_int_unchecked::<i64>(), right.to_int_unchecked::<i64>()) };
        if whole as f64 == left && divisor as f64 == right && divisor != 0 {
            // Short divisions take half the time.
            let is_short = (whole | divisor) as u64 <= u32::MAX as u64;
            let rest = if is_short { (whole as u32 % divisor as u32) as i64 } else { whole % divisor };
            return (rest as f64).copysign(left);
        }
    }
    left % right
}

/// Number::exponentiate: unlike C, 1 and -1 to an infinity are NaN.
pub fn power(base: f64, exponent: f64) -> f64 {
    if exponent.is_nan() || base.abs() == 1.0 && exponent.is_infinite() {
        return f64::NAN;
    }
    // The system's pow: the one V8 calls too.
    base.powf(exponent)
}

fn on_numbers(operator: Binary, left: f64, right: f64) -> Value {
    let int = f64_to_i32;
    let shift = |right: f64| int(right) as u32 & 31;
    match operator {
        Binary::Add => Value::from_f64(left + right),
        Binary::Sub => Value::from_f64(left - right),
        Binary::Mul => Value::from_f64(left * right),
        Binary::Div => Value::from_f64(left / right),
        Binary::Rem => Value::from_f64(remainder(left, right)),
        Binary::Exp => Value::from_f64(power(left, right)),
        Binary::And => Value::from_i32(int(left) & int(right)),
        Binary::Or => Value::from_i32(int(left) | int(right)),
        Binary::Xor => Value::from_i32(int(left) ^ int(right)),
        Binary::Shl => Value::from_i32(int(left) << shift(right)),
        Binary::Shr => Value::from_i32(int(left) >> shift(right)),
        Binary::Ushr => Value::from_u32(int(left) as u32 >> shift(right)),
    }
}

/// Any operator but `+`.
#[inline]
fn binary(operator: Binary, left: Value, right: Value) -> Value {
    if left.is_number() && right.is_number() {
        return on_numbers(operator, left.as_f64(), right.as_f64());
    }
    binary_slow(operator, left, right)
}

#[cold]
fn binary_slow(operator: Binary, left: Value, right: Value) -> Value {
    let left = to_numeric(left);
    let right = to_numeric(right);
    match (left.is_bigint(), right.is_bigint()) {
        (true, true) => bigint::binary(operator, left, right),
        (false, false) => on_numbers(operator, left.as_f64(), right.as_f64()),
        _ => bigint::throw_mixed(),
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_add(left: Value, right: Value) -> Value {
    if left.is_i32() && right.is_i32() {
        return match left.as_i32().checked_add(right.as_i32()) {
            Some(sum) => Value::from_i32(sum),
            None => Value::from_f64(left.as_f64() + right.as_f64()),
        };
    }
    if left.is_number() && right.is_number() {
        return Value::from_f64(left.as_f64() + right.as_f64());
    }
    if let (Some(left), Some(right)) = (left.as_string(), right.as_string()) {
        return rope::concat(left, right).into();
    }
    let left = to_primitive(left, Hint::Default);
    let right = to_primitive(right, Hint::Default);
    if left.is_string() || right.is_string() {
        let left = to_string(left);
        return rope::concat(left, to_string(right)).into();
    }
    binary_slow(Binary::Add, left, right)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_sub(left: Value, right: Value) -> Value {
    binary(Binary::Sub, left, right)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_mul(left: Value, right: Value) -> Value {
    binary(Binary::Mul, left, right)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_div(left: Value, right: Value) -> Value {
    binary(Binary::Div, left, right)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_rem(left: Value, right: Value) -> Value {
    if left.is_i32() && right.is_i32() && left.as_i32() >= 0 && right.as_i32() > 0 {
        return Value::from_i32(left.as_i32() % right.as_i32());
    }
    binary(Binary::Rem, left, right)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_exp(left: Value, right: Value) -> Value {
    binary(Binary::Exp, left, right)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_bit_and(left: Value, right: Value) -> Value {
    binary(Binary::And, left, right)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_bit_or(left: Value, right: Value) -> Value {
    binary(Binary::Or, left, right)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_bit_xor(left: Value, right: Value) -> Value {
    binary(Binary::Xor, left, right)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_shl(left: Value, right: Value) -> Value {
    binary(Binary::Shl, left, right)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_shr(left: Value, right: Value) -> Value {
    binary(Binary::Shr, left, right)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_ushr(left: Value, right: Value) -> Value {
    binary(Binary::Ushr, left, right)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_neg(value: Value) -> Value {
    let value = to_numeric(value);
    if value.is_bigint() { bigint::negate(value) } else { Value::from_f64(-value.as_f64()) }
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_bit_not(value: Value) -> Value {
    let value = to_numeric(value);
    if value.is_bigint() { bigint::bit_not(value) } else { Value::from_i32(!f64_to_i32(value.as_f64())) }
}

fn add_small(value: Value, delta: i32) -> Value {
    let value = to_numeric(value);
    if value.is_bigint() {
        bigint::add_small(value, delta)
    } else {
        Value::from_f64(value.as_f64() + delta as f64)
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_inc(value: Value) -> Value {
    add_small(value, 1)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_dec(value: Value) -> Value {
    add_small(value, -1)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_f64_rem(left: f64, right: f64) -> f64 {
    remainder(left, right)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_f64_exp(base: f64, exponent: f64) -> f64 {
    power(base, exponent)
}
