//! BigInt values: 64 bits in the cell, more beside it.
//!
//! This file holds the cell and what programs without BigInts may reach: it calls the rest where that is linked.
//! `number` converts, `arith` holds the operators, `order` equality and comparison.

pub mod arith;
pub mod number;
pub mod order;

use crate::cell::{Gc, Header};
use crate::exception::throw::throw_type_error;
use crate::heap::{alloc, kind};
use crate::linked;
use crate::operator::arith::Binary;
use crate::value::Value;
use num_bigint::BigInt;
use std::cmp::Ordering;

/// `large` is in use.
const LARGE: u8 = 1;

#[repr(C)]
pub struct BigIntCell {
    pub header: Header,
    small: i64,
    large: *mut BigInt,
}

fn cell(flags: u8) -> Gc<BigIntCell> {
    let mut cell =
        alloc::allocate_for::<BigIntCell>(Header { shape: 0, kind: kind::BIGINT, flags, extra: 0 });
    (cell.small, cell.large) = (0, std::ptr::null_mut());
    cell
}

pub fn from_i64(number: i64) -> Value {
    let mut cell = cell(0);
    cell.small = number;
    cell.into()
}

/// The number where it fits 64 bits.
#[inline]
fn small(value: Value) -> Option<i64> {
    let cell: Gc<BigIntCell> = value.cell();
    if cell.header.flags & LARGE == 0 { Some(cell.small) } else { None }
}

/// One operand is a BigInt, the other is not.
#[cold]
pub fn throw_mixed() -> ! {
    throw_type_error("Cannot mix BigInt and other types, use explicit conversions")
}

linked! {
    /// Both are BigInts.
    fn binary(operator: Binary, left: Value, right: Value) -> Value = arith::binary;
    fn negate(value: Value) -> Value = number::negate;
    fn bit_not(value: Value) -> Value = number::bit_not;
    /// `value + delta` for `++` and `--`.
    fn add_small(value: Value, delta: i32) -> Value = number::add_small;
    fn equals(left: Value, right: Value) -> bool = order::equals;
    /// Order of two primitives of which at least one is a BigInt; `None` where a NaN is in it.
    fn compare(left: Value, right: Value) -> Option<Ordering> = order::compare;
    /// The nearest number.
    fn to_f64(value: Value) -> f64 = number::to_f64;
    fn to_text(value: Value) -> String = number::to_text;
    fn from_u64(number: u64) -> Value = number::from_u64;
    /// ToBigInt64 and ToBigUint64: the low 64 bits of ToBigInt in two's complement.
    fn to_bits(value: Value) -> u64 = number::to_bits;
}

/// `==` with a number or string.
pub fn loosely_equals(bigint: Value, other: Value) -> bool {
    compare(bigint, other) == Some(Ordering::Equal)
}

pub fn is_zero(value: Value) -> bool {
    small(value) == Some(0)
}

/// Finalize entry of `heap::kind`.
///
/// # Safety
/// `cell` is a dead BigInt.
pub unsafe fn finalize(cell: *mut Header) {
    // SAFETY: by the caller's promise; a large cell owns its number.
    unsafe {
        let cell = cell.cast::<BigIntCell>();
        if (*cell).header.flags & LARGE != 0 {
            let number = Box::from_raw((*cell).large);
            alloc::remove_external(number.bits() as usize / 8);
        }
    }
}
