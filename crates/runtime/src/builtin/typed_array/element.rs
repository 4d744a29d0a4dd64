//! Kinds of elements of typed arrays and data views: how values become bytes, and back.

use crate::bigint;
use crate::operator::convert::{f64_to_i32, to_number};
use crate::realm::Intrinsic;
use crate::value::Value;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Element {
    Int8,
    Uint8,
    Uint8Clamped,
    Int16,
    Uint16,
    Int32,
    Uint32,
    Float16,
    Float32,
    Float64,
    BigInt64,
    BigUint64,
}

impl Element {
    /// Bytes of one element.
    #[inline]
    pub const fn size(self) -> usize {
        match self {
            Element::Int8 | Element::Uint8 | Element::Uint8Clamped => 1,
            Element::Int16 | Element::Uint16 | Element::Float16 => 2,
            Element::Int32 | Element::Uint32 | Element::Float32 => 4,
            Element::Float64 | Element::BigInt64 | Element::BigUint64 => 8,
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Element::Int8 => "Int8Array",
            Element::Uint8 => "Uint8Array",
            Element::Uint8Clamped => "Uint8ClampedArray",
            Element::Int16 => "Int16Array",
            Element::Uint16 => "Uint16Array",
            Element::Int32 => "Int32Array",
            Element::Uint32 => "Uint32Array",
            Element::Float16 => "Float16Array",
            Element::Float32 => "Float32Array",
            Element::Float64 => "Float64Array",
            Element::BigInt64 => "BigInt64Array",
            Element::BigUint64 => "BigUint64Array",
        }
    }

    /// Constructor and prototype.
    pub const fn intrinsics(self) -> (Intrinsic, Intrinsic) {
        use Intrinsic as I;
        match self {
            Element::Int8 => (I::Int8Array, I::Int8ArrayPrototype),
            Element::Uint8 => (I::Uint8Array, I::Uint8ArrayPrototype),
            Element::Uint8Clamped => (I::Uint8ClampedArray, I::Uint8ClampedArrayPrototype),
            Element::Int16 => (I::Int16Array, I::Int16ArrayPrototype),
            Element::Uint16 => (I::Uint16Array, I::Uint16ArrayPrototype),
            Element::Int32 => (I::Int32Array, I::Int32ArrayPrototype),
            Element::Uint32 => (I::Uint32Array, I::Uint32ArrayPrototype),
            Element::Float16 => (I::Float16Array, I::Float16ArrayPrototype),
            Element::Float32 => (I::Float32Array, I::Float32ArrayPrototype),
            Element::Float64 => (I::Float64Array, I::Float64ArrayPrototype),
            Element::BigInt64 => (I::BigInt64Array, I::BigInt64ArrayPrototype),
            Element::BigUint64 => (I::BigUint64Array, I::BigUint64ArrayPrototype),
        }
    }

    pub const fn is_bigint(self) -> bool {
        matches!(self, Element::BigInt64 | Element::BigUint64)
    }

    pub const fn is_float(self) -> bool {
        matches!(self, Element::Float16 | Element::Float32 | Element::Float64)
    }

    /// The bits of a value, the low bytes count; may call the program.
    #[inline]
    pub fn bits_of(self, value: Value) -> u64 {
        if value.is_i32() && !self.is_float() && self != Element::Uint8Clamped && !self.is_bigint() {
            return value.as_i32() as u64;
        }
        self.bits_of_other(value)
    }

    fn bits_of_other(self, value: Value) -> u64 {
        if self.is_bigint() {
            return bigint::to_bits(value);
        }
        let number = to_number(value);
        match self {
            Element::Float64 => canonical(number).to_bits(),
            Element::Float32 => (number as f32).to_bits() as u64,
            Element::Float16 => half_bits(number) as u64,
            Element::Uint8Clamped => clamp(number) as u64,
            _ => f64_to_i32(number) as u64,
        }
    }

    /// The value of bits.
    #[inline]
    pub fn value_of(self, bits: u64) -> Value {
        match self {
            Element::Int8 => Value::from_i32(bits as i8 as i32),
            Element::Uint8 | Element::Uint8Clamped => Value::from_i32(bits as u8 as i32),
            Element::Int16 => Value::from_i32(bits as i16 as i32),
            Element::Uint16 => Value::from_i32(bits as u16 as i32),
            Element::Int32 => Value::from_i32(bits as i32),
            Element::Uint32 => Value::from_u32(bits as u32),
            Element::Float16 => Value::from_f64(from_half(bits as u16)),
            Element::Float32 => Value::from_f64(f32::from_bits(bits as u32) as f64),
            Element::Float64 => Value::from_f64(f64::from_bits(bits)),
            Element::BigInt64 => bigint::from_i64(bits as i64),
            Element::BigUint64 => bigint::from_u64(bits),
        }
    }

    /// # Safety
    /// `place` has that many bytes.
    #[inline]
    pub unsafe fn load(self, place: *const u8) -> u64 {
        // SAFETY: by the caller's promise.
        unsafe {
            match self.size() {
                1 => *place as u64,
                2 => place.cast::<u16>().read_unaligned() as u64,
                4 => place.cast::<u32>().read_unaligned() as u64,
                _ => place.cast::<u64>().read_unaligned(),
            }
        }
    }

    /// # Safety
    /// `place` has that many bytes.
    #[inline]
    pub unsafe fn store(self, place: *mut u8, bits: u64) {
        // SAFETY: by the caller's promise.
        unsafe {
            match self.size() {
                1 => *place = bits as u8,
                2 => place.cast::<u16>().write_unaligned(bits as u16),
                4 => place.cast::<u32>().write_unaligned(bits as u32),
                _ => place.cast::<u64>().write_unaligned(bits),
            }
        }
    }
}

fn canonical(number: f64) -> f64 {
    if number.is_nan() { f64::NAN } else { number }
}

/// ToUint8Clamp: rounds ties to even.
fn clamp(number: f64) -> u8 {
    if number.is_nan() { 0 } else { number.clamp(0.0, 255.0).round_ties_even() as u8 }
}

/// The nearest half, ties to even.
pub fn half_bits(number: f64) -> u16 {
    let bits = number.to_bits();
    let sign = ((bits >> 48) & 0x8000) as u16;
    if number.is_nan() {
        return 0x7E00;
    }
    let magnitude = number.abs();
    if magnitude >= 65520.0 {
        return sign | 0x7C00;
    }
    if magnitude < 6.103515625e-5 {
        // Subnormal: units of 2^-24.
        return sign | (magnitude * 16777216.0).round_ties_even() as u16;
    }
    let exponent = ((bits >> 52) & 0x7FF) as i32 - 1023;
    // The mantissa as 11 bits with a fraction, rounded; a carry moves into the exponent by itself.
    let mantissa = f64::from_bits((bits & ((1 << 52) - 1)) | 1033 << 52).round_ties_even() as u32;
    sign | (((exponent + 15) as u32 * 1024) + mantissa - 1024) as u16
}

pub fn from_half(bits: u16) -> f64 {
    let sign = if bits & 0x8000 != 0 { -1.0 } else { 1.0 };
    let (exponent, mantissa) = ((bits >> 10) & 31, (bits & 1023) as f64);
    match exponent {
        0 => sign * mantissa / 16777216.0,
        31 if mantissa == 0.0 => sign * f64::INFINITY,
        31 => f64::NAN,
        _ => sign * (1024.0 + mantissa) * f64::from_bits(((exponent as i64 - 25 + 1023) as u64) << 52),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_half_survives_the_way_through_a_double() {
        for bits in 0..=u16::MAX {
            let number = from_half(bits);
            let expected = if number.is_nan() { 0x7E00 } else { bits };
            assert_eq!(half_bits(number), expected, "{bits:x} {number}");
        }
        assert_eq!(half_bits(1.0 + 1.0 / 2048.0), half_bits(1.0));
        assert_eq!(half_bits(65519.0), 0x7BFF);
        assert_eq!(half_bits(2047.75), half_bits(2048.0));
    }
}
