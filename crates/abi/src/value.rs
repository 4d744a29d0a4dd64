//! The encoding of a JavaScript value in 64 bits.
//!
//! Pointers to heap cells stand for themselves, so that a conservative scanner and a debugger see them;
//! int32 and doubles live in the upper ranges; the rest are small constants.
//!
//! ```text
//! 0x0000_pppp_pppp_pppp          heap cell (never 0, 8-byte aligned, below 2^48)
//! 0x0002_.... to 0xFFFC_....     double: IEEE bits + 2^49, NaN always canonical (0x7FF8 << 48)
//! 0xFFFE_0000_iiii_iiii          int32
//! 0x00 empty  0x02 null  0x06 false  0x07 true  0x0A undefined
//! ```

/// No value: a hole of an array, a binding before its initialisation, "done" of an iterator step.
pub const EMPTY: u64 = 0x00;
pub const NULL: u64 = 0x02;
pub const FALSE: u64 = 0x06;
pub const TRUE: u64 = 0x07;
pub const UNDEFINED: u64 = 0x0A;

/// Set in every number; all of it set means int32.
pub const NUMBER_TAG: u64 = 0xFFFE_0000_0000_0000;
/// Added to the bits of a double.
pub const DOUBLE_OFFSET: u64 = 1 << 49;
/// Set in null, undefined, false and true, never in a pointer.
pub const OTHER_TAG: u64 = 0x02;
/// A value is a heap cell exactly when it is not `EMPTY` and none of these bits is set.
pub const NOT_CELL_MASK: u64 = NUMBER_TAG | OTHER_TAG;
/// Bits of the only NaN a value may hold.
pub const CANONICAL_NAN: u64 = 0x7FF8_0000_0000_0000;

/// The value of an int32.
pub const fn from_i32(i: i32) -> u64 {
    NUMBER_TAG | i as u32 as u64
}

/// The value of a double, kept as a double even when it is integral. NaN is made canonical.
pub const fn from_f64_unnormalized(f: f64) -> u64 {
    let bits = if f.is_nan() { CANONICAL_NAN } else { f.to_bits() };
    bits.wrapping_add(DOUBLE_OFFSET)
}

/// The value of a number: an int32 where it is one (and not -0), else a double.
pub const fn from_f64(f: f64) -> u64 {
    let i = f as i32;
    if i as f64 == f && !(i == 0 && f.is_sign_negative()) { from_i32(i) } else { from_f64_unnormalized(f) }
}

pub const fn from_bool(b: bool) -> u64 {
    FALSE | b as u64
}

pub const fn is_i32(v: u64) -> bool {
    v >= NUMBER_TAG
}

pub const fn is_number(v: u64) -> bool {
    v & NUMBER_TAG != 0
}

pub const fn is_f64(v: u64) -> bool {
    is_number(v) && !is_i32(v)
}

pub const fn is_cell(v: u64) -> bool {
    v != EMPTY && v & NOT_CELL_MASK == 0
}

/// The double of a value for which `is_f64` holds.
pub const fn to_f64(v: u64) -> f64 {
    f64::from_bits(v.wrapping_sub(DOUBLE_OFFSET))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_value_is_told_from_every_other() {
        for f in [0.5, -0.0, f64::INFINITY, f64::NEG_INFINITY, f64::MIN_POSITIVE, 1e300, -1e300, 4294967296.0]
        {
            let v = from_f64(f);
            assert!(is_f64(v) && !is_cell(v) && !is_i32(v), "{f}");
            assert_eq!(to_f64(v).to_bits(), f.to_bits());
        }
        for i in [0, 1, -1, i32::MIN, i32::MAX] {
            assert!(is_i32(from_i32(i)) && !is_cell(from_i32(i)));
            assert_eq!(from_f64(i as f64), from_i32(i));
        }
        assert!(to_f64(from_f64(-f64::NAN)).is_nan() && is_f64(from_f64(-f64::NAN)));
        for v in [EMPTY, NULL, FALSE, TRUE, UNDEFINED] {
            assert!(!is_cell(v) && !is_number(v));
        }
        assert!(is_cell(0x7fff_ffff_fff8));
    }
}
