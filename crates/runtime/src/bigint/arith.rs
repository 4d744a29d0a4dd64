//! Operators on two BigInts.

use super::number::{get, new};
use super::{from_i64, small};
use crate::exception::throw::{throw_range_error, throw_type_error};
use crate::operator::arith::Binary;
use crate::value::Value;
use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;

pub fn binary(operator: Binary, left: Value, right: Value) -> Value {
    if let (Some(left), Some(right)) = (small(left), small(right))
        && let Some(result) = on_small(operator, left, right)
    {
        return from_i64(result);
    }
    new(on_large(operator, get(left), get(right)))
}

/// Nothing where the result may need more room, or an error must be thrown.
fn on_small(operator: Binary, left: i64, right: i64) -> Option<i64> {
    match operator {
        Binary::Add => left.checked_add(right),
        Binary::Sub => left.checked_sub(right),
        Binary::Mul => left.checked_mul(right),
        Binary::Div => left.checked_div(right),
        Binary::Rem => left.checked_rem(right),
        Binary::Exp => left.checked_pow(u32::try_from(right).ok()?),
        Binary::And => Some(left & right),
        Binary::Or => Some(left | right),
        Binary::Xor => Some(left ^ right),
        Binary::Shr if (0..64).contains(&right) => Some(left >> right),
        Binary::Shl if (0..64).contains(&right) => {
            Some(left << right).filter(|result| result >> right == left)
        }
        Binary::Shl | Binary::Shr | Binary::Ushr => None,
    }
}

fn on_large(operator: Binary, left: BigInt, right: BigInt) -> BigInt {
    match operator {
        Binary::Add => left + right,
        Binary::Sub => left - right,
        Binary::Mul => left * right,
        Binary::Div | Binary::Rem if right.sign() == Sign::NoSign => throw_range_error("Division by zero"),
        Binary::Div => left / right,
        Binary::Rem => left % right,
        Binary::Exp => power(left, &right),
        Binary::And => left & right,
        Binary::Or => left | right,
        Binary::Xor => left ^ right,
        Binary::Shl => shift(left, &right),
        Binary::Shr => shift(left, &-right),
        Binary::Ushr => throw_type_error("BigInts have no unsigned right shift, use >> instead"),
    }
}

fn throw_too_big() -> ! {
    throw_range_error("Maximum BigInt size exceeded")
}

fn power(base: BigInt, exponent: &BigInt) -> BigInt {
    if exponent.sign() == Sign::Minus {
        throw_range_error("Exponent must be positive");
    }
    let is_unit = base.bits() <= 1;
    match exponent.to_u32() {
        Some(exponent) if is_unit || base.bits() * exponent as u64 <= (1 << 30) + base.bits() => {
            base.pow(exponent)
        }
        _ if is_unit => base.pow(if (exponent % 2u32).sign() == Sign::NoSign { 2 } else { 1 }),
        _ => throw_too_big(),
    }
}

/// To the left, or to the right (rounding down) where `count` is negative.
fn shift(number: BigInt, count: &BigInt) -> BigInt {
    let zero = number.sign() == Sign::NoSign;
    match count.to_i64() {
        _ if zero => number,
        Some(count) if count < 0 => number >> count.unsigned_abs(),
        Some(count) if count <= 1 << 30 => number << count,
        None if count.sign() == Sign::Minus => {
            BigInt::from(if number.sign() == Sign::Minus { -1 } else { 0 })
        }
        _ => throw_too_big(),
    }
}
