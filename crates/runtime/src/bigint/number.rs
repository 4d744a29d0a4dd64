//! What needs arithmetic of any length: BigInts from numbers and texts, and back.

use super::{BigIntCell, LARGE, cell, from_i64, small};
use crate::atom;
use crate::cell::{Gc, Global};
use crate::error::ErrorKind;
use crate::exception::throw::{throw_kind, throw_range_error, throw_type_error};
use crate::heap::{alloc, roots};
use crate::operator::convert::{self, Hint};
use crate::string::{JsString, View};
use crate::text::space::trimmed;
use crate::value::Value;
use num_bigint::{BigInt, Sign};
use num_traits::{FromPrimitive, Num, ToPrimitive};
use rustc_hash::FxHashMap;

pub fn from_u64(number: u64) -> Value {
    new(BigInt::from(number))
}

/// V8's limit is 2^30 bits.
const LARGEST_BITS: u64 = 1 << 30;

pub fn new(number: BigInt) -> Value {
    if let Some(small) = number.to_i64() {
        return from_i64(small);
    }
    if number.bits() > LARGEST_BITS {
        throw_range_error("Maximum BigInt size exceeded");
    }
    alloc::add_external(number.bits() as usize / 8);
    let mut cell = cell(LARGE);
    cell.large = Box::into_raw(Box::new(number));
    cell.into()
}

/// The number of a BigInt.
pub fn get(value: Value) -> BigInt {
    let cell: Gc<BigIntCell> = value.cell();
    match small(value) {
        Some(small) => BigInt::from(small),
        // SAFETY: a large cell owns its number.
        None => unsafe { (*cell.large).clone() },
    }
}

pub fn negate(value: Value) -> Value {
    match small(value).and_then(i64::checked_neg) {
        Some(number) => from_i64(number),
        None => new(-get(value)),
    }
}

pub fn bit_not(value: Value) -> Value {
    match small(value) {
        Some(number) => from_i64(!number),
        None => new(-get(value) - 1),
    }
}

/// `value + delta` for `++` and `--`.
pub fn add_small(value: Value, delta: i32) -> Value {
    match small(value).and_then(|number| number.checked_add(delta as i64)) {
        Some(number) => from_i64(number),
        None => new(get(value) + delta),
    }
}

/// The nearest number.
pub fn to_f64(value: Value) -> f64 {
    match small(value) {
        Some(number) => number as f64,
        None => get(value).to_f64().unwrap_or(f64::NAN),
    }
}

pub fn to_text(value: Value) -> String {
    to_text_in(value, 10)
}

pub fn to_text_in(value: Value, radix: u32) -> String {
    match small(value) {
        Some(number) if radix == 10 => number.to_string(),
        _ => get(value).to_str_radix(radix),
    }
}

/// StringToBigInt.
pub fn from_view(view: View) -> Option<Value> {
    let (start, end) = trimmed(view.len(), |index| view.at(index));
    let text: Option<String> = view
        .slice(start, end)
        .units()
        .map(|unit| u8::try_from(unit).ok().filter(u8::is_ascii).map(char::from))
        .collect();
    let text = text?;
    if text.is_empty() {
        return Some(from_i64(0));
    }
    let radix = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 10,
    };
    let digits = if radix == 10 { text.trim_start_matches(['+', '-']) } else { &text[2..] };
    let signs = if radix == 10 { text.len() - digits.len() } else { 0 };
    if signs > 1 || digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    if digits.len() <= 15
        && let Ok(number) = i64::from_str_radix(digits, radix)
    {
        return Some(from_i64(if text.starts_with('-') { -number } else { number }));
    }
    let number = BigInt::from_str_radix(digits, radix).ok()?;
    Some(new(if text.starts_with('-') { -number } else { number }))
}

/// ToBigInt.
pub fn to_bigint(value: Value) -> Value {
    let primitive = convert::to_primitive(value, Hint::Number);
    if primitive.is_bigint() {
        return primitive;
    }
    if primitive.is_bool() {
        return from_i64((primitive == Value::TRUE) as i64);
    }
    if let Some(string) = primitive.as_string() {
        return match from_view(string.view()) {
            Some(bigint) => bigint,
            None => {
                let message = ["Cannot convert ", &string.to_rust(), " to a BigInt"].concat();
                throw_kind(ErrorKind::SyntaxError, &message)
            }
        };
    }
    throw_type_error(&["Cannot convert ", &convert::display(primitive), " to a BigInt"].concat())
}

/// The low 64 bits of ToBigInt in two's complement.
pub fn to_bits(value: Value) -> u64 {
    let number = get(to_bigint(value));
    let low = number.iter_u64_digits().next().unwrap_or(0);
    if number.sign() == Sign::Minus { low.wrapping_neg() } else { low }
}

/// NumberToBigInt.
pub fn from_number(number: f64) -> Value {
    if number.fract() != 0.0 || !number.is_finite() {
        let text = convert::number_to_string(number).to_rust();
        let message = ["The number ", &text, " cannot be converted to a BigInt because it is not an integer"];
        throw_range_error(&message.concat());
    }
    if number.abs() < 9e18 {
        return from_i64(number as i64);
    }
    new(BigInt::from_f64(number).expect("finite numbers are integers here"))
}

/// Values of literals by their digits, which are atoms of the program's.
static LITERALS: Global<Option<FxHashMap<u64, Value>>> = Global::new(None);

#[unsafe(no_mangle)]
pub extern "C" fn perry_bigint_literal(digits: Value) -> Value {
    let literals = LITERALS.get().get_or_insert_with(FxHashMap::default);
    if let Some(known) = literals.get(&digits.0) {
        return *known;
    }
    let string: Gc<JsString> = digits.cell();
    let value = from_view(string.view()).expect("the compiler passes digits");
    roots::keep_forever(value);
    atom::pin(string);
    literals.insert(digits.0, value);
    value
}
