//! Equality and order of BigInts, among themselves and with numbers and strings.

use super::number::{from_view, get};
use super::small;
use crate::operator::convert;
use crate::value::Value;
use num_bigint::{BigInt, Sign};
use num_traits::FromPrimitive;
use std::cmp::Ordering;

pub fn equals(left: Value, right: Value) -> bool {
    match (small(left), small(right)) {
        (Some(left), Some(right)) => left == right,
        (None, None) => get(left) == get(right),
        _ => false,
    }
}

/// Order of two primitives of which at least one is a BigInt; `None` where one is not a number.
pub fn compare(left: Value, right: Value) -> Option<Ordering> {
    if !left.is_bigint() {
        return compare(right, left).map(Ordering::reverse);
    }
    if right.is_bigint() {
        if let (Some(left), Some(right)) = (small(left), small(right)) {
            return Some(left.cmp(&right));
        }
        return Some(get(left).cmp(&get(right)));
    }
    if let Some(string) = right.as_string() {
        return compare(left, from_view(string.view())?);
    }
    compare_with_number(left, convert::to_number(right))
}

fn compare_with_number(left: Value, number: f64) -> Option<Ordering> {
    if number.is_nan() {
        return None;
    }
    if number.is_infinite() {
        return Some(if number > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let whole = BigInt::from_f64(number.trunc()).expect("finite numbers have an integer part");
    let order = get(left).cmp(&whole);
    let rest = number.fract();
    Some(match order {
        Ordering::Equal if rest > 0.0 => Ordering::Less,
        Ordering::Equal if rest < 0.0 => Ordering::Greater,
        order => order,
    })
}

/// Is it below zero?
pub fn is_negative(value: Value) -> bool {
    small(value).map_or_else(|| get(value).sign() == Sign::Minus, |number| number < 0)
}
