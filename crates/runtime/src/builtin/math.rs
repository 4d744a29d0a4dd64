//! `Math`.

use super::table::{Member, Namespace};
use crate::builtin;
use crate::cell::Global;
use crate::operator::{arith, convert};
use crate::realm::Intrinsic;
use crate::text::math;
use crate::value::Value;

pub static NAMESPACE: Namespace = Namespace {
    name: "Math",
    object: Intrinsic::Math,
    members: &[
        Member::Method("abs", 1, abs),
        Member::Method("acos", 1, acos),
        Member::Method("acosh", 1, acosh),
        Member::Method("asin", 1, asin),
        Member::Method("asinh", 1, asinh),
        Member::Method("atan", 1, atan),
        Member::Method("atanh", 1, atanh),
        Member::Method("atan2", 2, atan2),
        Member::Method("ceil", 1, ceil),
        Member::Method("cbrt", 1, cbrt),
        Member::Method("expm1", 1, expm1),
        Member::Method("clz32", 1, clz32),
        Member::Method("cos", 1, cos),
        Member::Method("cosh", 1, cosh),
        Member::Method("exp", 1, exp),
        Member::Method("floor", 1, floor),
        Member::Method("f16round", 1, f16round),
        Member::Method("fround", 1, fround),
        Member::Method("hypot", 2, hypot),
        Member::Method("imul", 2, imul),
        Member::Method("log", 1, log),
        Member::Method("log1p", 1, log1p),
        Member::Method("log2", 1, log2),
        Member::Method("log10", 1, log10),
        Member::Method("max", 2, max),
        Member::Method("min", 2, min),
        Member::Method("pow", 2, pow),
        Member::Method("random", 0, random),
        Member::Method("round", 1, round),
        Member::Method("sign", 1, sign),
        Member::Method("sin", 1, sin),
        Member::Method("sinh", 1, sinh),
        Member::Method("sqrt", 1, sqrt),
        Member::Method("tan", 1, tan),
        Member::Method("tanh", 1, tanh),
        Member::Method("trunc", 1, trunc),
        Member::Constant("E", std::f64::consts::E),
        Member::Constant("LN10", std::f64::consts::LN_10),
        Member::Constant("LN2", std::f64::consts::LN_2),
        Member::Constant("LOG10E", std::f64::consts::LOG10_E),
        Member::Constant("LOG2E", std::f64::consts::LOG2_E),
        Member::Constant("PI", std::f64::consts::PI),
        Member::Constant("SQRT1_2", std::f64::consts::FRAC_1_SQRT_2),
        Member::Constant("SQRT2", std::f64::consts::SQRT_2),
        Member::Tag("Math"),
    ],
};

/// Functions of one number.
macro_rules! of_one_number {
    ($($name:ident $function:expr;)*) => {
        builtin! {
            $(fn $name(this, arguments) {
                let function: fn(f64) -> f64 = $function;
                Value::from_f64(function(convert::to_number(arguments.get(0))))
            })*
        }
    };
}

of_one_number! {
    acos libm::acos;
    acosh math::acosh;
    asin libm::asin;
    asinh math::asinh;
    atan libm::atan;
    atanh math::atanh;
    cbrt math::cbrt;
    ceil f64::ceil;
    cos math::cos;
    cosh math::cosh;
    exp math::exp;
    expm1 libm::expm1;
    f16round half;
    fround |number| number as f32 as f64;
    log math::log;
    log10 math::log10;
    log1p math::log1p;
    log2 libm::log2;
    sign |number| if number.is_nan() || number == 0.0 { number } else { number.signum() };
    sin math::sin;
    sinh math::sinh;
    sqrt f64::sqrt;
    tan libm::tan;
    tanh math::tanh;
    trunc f64::trunc;
}

/// The nearest number of 11 bits of precision (ties to even) within the range of float16.
pub fn half(number: f64) -> f64 {
    let magnitude = number.abs();
    if magnitude.is_nan() || magnitude >= 65520.0 {
        return if magnitude.is_nan() { number } else { f64::INFINITY.copysign(number) };
    }
    // One unit in the last place: 2^-24 for subnormals, else 2^(exponent - 10).
    let exponent = (((magnitude.to_bits() >> 52) as i32) - 1023).max(-14);
    let unit = f64::from_bits(((1023 + exponent - 10) as u64) << 52);
    let scaled = magnitude / unit;
    (libm::rint(scaled) * unit).copysign(number)
}

/// Half up; -0 for what rounds to zero from below.
fn rounded(number: f64) -> f64 {
    let ceil = number.ceil();
    if ceil - 0.5 > number { ceil - 1.0 } else { ceil }
}

/// State of xorshift128+.
static STATE: Global<[u64; 2]> = Global::new([0; 2]);

fn next_random() -> f64 {
    let state = STATE.get();
    if *state == [0; 2] {
        // SAFETY: fills the 16 bytes of the state.
        let filled = unsafe { libc::getrandom(state.as_mut_ptr().cast(), 16, 0) };
        if filled != 16 || *state == [0; 2] {
            *state = [0x9E37_79B9_7F4A_7C15, std::process::id() as u64 | 1];
        }
    }
    let (mut first, second) = (state[0], state[1]);
    first ^= first << 23;
    first ^= first >> 17;
    first ^= second ^ second >> 26;
    *state = [second, first];
    (second.wrapping_add(first) >> 11) as f64 / 9007199254740992.0
}

/// The greatest or least of all arguments; every one is converted.
fn extreme(arguments: &[Value], start: f64, is_better: fn(f64, f64) -> bool) -> Value {
    let mut best = start;
    for value in arguments {
        let number = convert::to_number(*value);
        if number.is_nan() || is_better(number, best) {
            best = if best.is_nan() { best } else { number };
        }
    }
    Value::from_f64(best)
}

builtin! {
    fn abs(this, arguments) {
        let value = arguments.get(0);
        if value.is_i32() {
            return Value::from_f64((value.as_i32() as f64).abs());
        }
        Value::from_f64(convert::to_number(value).abs())
    }

    fn floor(this, arguments) {
        let value = arguments.get(0);
        if value.is_i32() { value } else { Value::from_f64(convert::to_number(value).floor()) }
    }

    fn round(this, arguments) {
        let value = arguments.get(0);
        if value.is_i32() { value } else { Value::from_f64(rounded(convert::to_number(value))) }
    }

    fn atan2(this, arguments) {
        let y = convert::to_number(arguments.get(0));
        Value::from_f64(math::atan2(y, convert::to_number(arguments.get(1))))
    }

    fn pow(this, arguments) {
        let base = convert::to_number(arguments.get(0));
        Value::from_f64(arith::power(base, convert::to_number(arguments.get(1))))
    }

    fn clz32(this, arguments) { Value::from_i32(convert::to_u32(arguments.get(0)).leading_zeros() as i32) }

    fn imul(this, arguments) {
        let left = convert::to_i32(arguments.get(0));
        Value::from_i32(left.wrapping_mul(convert::to_i32(arguments.get(1))))
    }

    fn hypot(this, arguments) {
        let numbers = crate::list::new();
        arguments.0.iter().for_each(|value| numbers.push(Value::from_f64(convert::to_number(*value))));
        Value::from_f64(math::hypot(&numbers.iter().map(|number| number.as_f64()).collect::<Vec<f64>>()))
    }

    fn max(this, arguments) {
        if let [left, right] = arguments.0 && left.is_i32() && right.is_i32() {
            return if left.as_i32() > right.as_i32() { *left } else { *right };
        }
        extreme(arguments.0, f64::NEG_INFINITY, |new, best| {
            new > best || new == best && best == 0.0 && best.is_sign_negative()
        })
    }

    fn min(this, arguments) {
        if let [left, right] = arguments.0 && left.is_i32() && right.is_i32() {
            return if left.as_i32() < right.as_i32() { *left } else { *right };
        }
        extreme(arguments.0, f64::INFINITY, |new, best| {
            new < best || new == best && new == 0.0 && new.is_sign_negative()
        })
    }

    fn random(this, arguments) { Value::from_f64(next_random()) }
}
