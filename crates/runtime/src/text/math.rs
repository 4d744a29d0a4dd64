//! `Math` functions whose last bit differs between libraries: the FreeBSD msun formulas that V8 evaluates.
//!
//! What `libm` computes with the same formulas is taken from there; `number/math` is the caller.
#![allow(
    clippy::excessive_precision,
    clippy::approx_constant,
    clippy::precedence,
    reason = "the published constants, digit by digit"
)]

/// 2/pi, 1280 bits after the point.
const TWO_OVER_PI: [u64; 20] = [
    0xA2F9836E4E441529,
    0xFC2757D1F534DDC0,
    0xDB6295993C439041,
    0xFE5163ABDEBBC561,
    0xB7246E3A424DD2E0,
    0x06492EEA09D1921C,
    0xFE1DEB1CB129A73E,
    0xE88235F52EBB4484,
    0xE99C7026B45F7E41,
    0x3991D639835339F4,
    0x9C845F8BBDF9283B,
    0x1FF897FFDE05980F,
    0xEF2F118B5A0A6D1F,
    0x6D367ECF27CB09B7,
    0x4F463F669E5FEA2D,
    0x7527BAC7EBE5F17B,
    0x3D0739F78A5292EA,
    0x6BFB5FB11F8D5D08,
    0x56033046FC7B6BAB,
    0xF0CFBC209AF4361D,
];
/// pi/2 * 2^126.
const HALF_PI_BITS: u128 = 0x6487ed5110b4611a62633145c06e0e68;
const LN2_HI: f64 = 6.93147180369123816490e-01;
const LN2_LO: f64 = 1.90821492927058770002e-10;
const LN2: f64 = 6.93147180559945286227e-01;

fn high(x: f64) -> i32 {
    (x.to_bits() >> 32) as i32
}

fn with_high(x: f64, high: i32) -> f64 {
    f64::from_bits((high as u32 as u64) << 32 | x.to_bits() & 0xFFFF_FFFF)
}

pub fn sin(x: f64) -> f64 {
    let ix = high(x) & 0x7FFF_FFFF;
    if ix <= 0x3FE9_21FB {
        return kernel_sin(x, 0.0, false);
    }
    if ix >= 0x7FF0_0000 {
        return f64::NAN;
    }
    let (quadrant, y0, y1) = reduce(x);
    match quadrant & 3 {
        0 => kernel_sin(y0, y1, true),
        1 => kernel_cos(y0, y1),
        2 => -kernel_sin(y0, y1, true),
        _ => -kernel_cos(y0, y1),
    }
}

pub fn cos(x: f64) -> f64 {
    let ix = high(x) & 0x7FFF_FFFF;
    if ix <= 0x3FE9_21FB {
        return kernel_cos(x, 0.0);
    }
    if ix >= 0x7FF0_0000 {
        return f64::NAN;
    }
    let (quadrant, y0, y1) = reduce(x);
    match quadrant & 3 {
        0 => kernel_cos(y0, y1),
        1 => -kernel_sin(y0, y1, true),
        2 => -kernel_cos(y0, y1),
        _ => kernel_sin(y0, y1, true),
    }
}

/// sin of `x + y` on [-pi/4, pi/4]; `y` is the tail of `x`.
fn kernel_sin(x: f64, y: f64, has_tail: bool) -> f64 {
    if (high(x) & 0x7FFF_FFFF) < 0x3E40_0000 {
        return x;
    }
    const S: [f64; 6] = [
        -1.66666666666666324348e-01,
        8.33333333332248946124e-03,
        -1.98412698298579493134e-04,
        2.75573137070700676789e-06,
        -2.50507602534068634195e-08,
        1.58969099521155010221e-10,
    ];
    let z = x * x;
    let v = z * x;
    let r = S[1] + z * (S[2] + z * (S[3] + z * (S[4] + z * S[5])));
    if has_tail { x - ((z * (0.5 * y - v * r) - y) - v * S[0]) } else { x + v * (S[0] + z * r) }
}

/// cos of `x + y` on [-pi/4, pi/4]; `y` is the tail of `x`.
fn kernel_cos(x: f64, y: f64) -> f64 {
    const C: [f64; 6] = [
        4.16666666666666019037e-02,
        -1.38888888888741095749e-03,
        2.48015872894767294178e-05,
        -2.75573143513906633035e-07,
        2.08757232129817482790e-09,
        -1.13596475577881948265e-11,
    ];
    let ix = high(x) & 0x7FFF_FFFF;
    if ix < 0x3E40_0000 {
        return 1.0;
    }
    let z = x * x;
    let r = z * (C[0] + z * (C[1] + z * (C[2] + z * (C[3] + z * (C[4] + z * C[5])))));
    if ix < 0x3FD3_3333 {
        return 1.0 - (0.5 * z - (z * r - x * y));
    }
    let qx = if ix > 0x3FE9_0000 { 0.28125 } else { f64::from_bits(((ix - 0x0020_0000) as u64) << 32) };
    let iz = 0.5 * z - qx;
    let a = 1.0 - qx;
    a - (iz - (z * r - x * y))
}

/// `x` = quadrant * pi/2 + y0 + y1 for finite |x| > pi/4.
fn reduce(x: f64) -> (i32, f64, f64) {
    let ix = high(x) & 0x7FFF_FFFF;
    let (n, y0, y1) = if ix <= 0x4139_21FB { reduce_medium(x.abs(), ix) } else { reduce_large(x.abs()) };
    if x < 0.0 { (-n, -y0, -y1) } else { (n, y0, y1) }
}

/// Cody and Waite with pi/2 in parts of 33 bits.
fn reduce_medium(t: f64, ix: i32) -> (i32, f64, f64) {
    const PARTS: [(f64, f64); 3] = [
        (1.57079632673412561417e+00, 6.07710050650619224932e-11),
        (6.07710050630396597660e-11, 2.02226624879595063154e-21),
        (2.02226624871116645580e-21, 8.47842766036889956997e-32),
    ];
    let n = (t * 6.36619772367581382433e-01 + 0.5) as i32;
    let count = n as f64;
    let mut r = t - count * PARTS[0].0;
    let mut w = count * PARTS[0].1;
    let mut y0 = r - w;
    let exponent = ix >> 20;
    for (step, limit) in [(1, 16), (2, 49)] {
        if exponent - ((high(y0) >> 20) & 0x7FF) <= limit {
            break;
        }
        let t = r;
        w = count * PARTS[step].0;
        r = t - w;
        w = count * PARTS[step].1 - ((t - r) - w);
        y0 = r - w;
    }
    (n, y0, (r - y0) - w)
}

/// Payne and Hanek in integers: the fraction of x * 2/pi from the 192 bits of 2/pi that matter.
fn reduce_large(x: f64) -> (i32, f64, f64) {
    let bits = x.to_bits();
    let mantissa = bits & ((1 << 52) - 1) | 1 << 52;
    // x = mantissa * 2^exponent; bits of 2/pi worth 4 and more after the product do not matter.
    let exponent = (bits >> 52) as i32 - 1075;
    let skip = (exponent - 2).max(0) as usize;
    let window = |word: usize| -> u64 {
        let (index, shift) = ((skip + word * 64) / 64, (skip + word * 64) % 64);
        let low = TWO_OVER_PI.get(index + 1).copied().unwrap_or(0);
        if shift == 0 { TWO_OVER_PI[index] } else { TWO_OVER_PI[index] << shift | low >> (64 - shift) }
    };
    // mantissa * window, a number of 256 bits whose top word is the carry out of the window.
    let mut product = [0u64; 5];
    let mut carry = 0u128;
    for word in (0..4).rev() {
        let sum = mantissa as u128 * window(word) as u128 + carry;
        product[word + 1] = sum as u64;
        carry = sum >> 64;
    }
    product[0] = carry as u64;
    // The point of x * 2/pi, counted from the top of `product`.
    let point = (64 + exponent - skip as i32) as usize;
    let take = |from: usize| -> u64 {
        let (index, shift) = (from / 64, from % 64);
        let low = product.get(index + 1).copied().unwrap_or(0);
        if shift == 0 { product[index] } else { product[index] << shift | low >> (64 - shift) }
    };
    let mut quadrant = (take(point - 3) >> 61) as i32;
    let mut fraction = (take(point) as u128) << 64 | take(point + 64) as u128;
    let negative = fraction >> 127 == 1;
    if negative {
        quadrant += 1;
        fraction = fraction.wrapping_neg();
    }
    let (y0, y1) = times_half_pi(fraction);
    if negative { (quadrant, -y0, -y1) } else { (quadrant, y0, y1) }
}

/// `fraction * 2^-128 * pi/2` as the sum of two doubles.
fn times_half_pi(fraction: u128) -> (f64, f64) {
    let zeros = fraction.leading_zeros();
    let fraction = fraction << zeros;
    let (a, b) = ((fraction >> 64) as u64 as u128, fraction as u64 as u128);
    let (c, d) = ((HALF_PI_BITS >> 64) as u64 as u128, HALF_PI_BITS as u64 as u128);
    // High 128 bits of the product of 256.
    let middle = (b * d >> 64) + (a * d & u64::MAX as u128) + (b * c & u64::MAX as u128);
    let product = a * c + (a * d >> 64) + (b * c >> 64) + (middle >> 64);
    let scale = scale_of(-126 - zeros as i32);
    let head = (product >> 64) as u64 & !0x7FF;
    let head_value = (head as f64) * 18446744073709551616.0;
    let tail = product - ((head as u128) << 64);
    let y0 = head_value + tail as f64;
    let y1 = (head_value - y0) + tail as f64;
    (y0 * scale, y1 * scale)
}

fn scale_of(exponent: i32) -> f64 {
    f64::from_bits(((1023 + exponent) as u64) << 52)
}

pub fn exp(x: f64) -> f64 {
    if x == 1.0 { std::f64::consts::E } else { libm::exp(x) }
}

pub fn sinh(x: f64) -> f64 {
    let ax = x.abs();
    let h = if x < 0.0 { -0.5 } else { 0.5 };
    if ax < 22.0 {
        if ax < 3.725290298461914e-9 {
            return x;
        }
        let t = libm::expm1(ax);
        return if ax < 1.0 { h * (2.0 * t - t * t / (t + 1.0)) } else { h * (t + t / (t + 1.0)) };
    }
    if ax < 709.7822265625 {
        return h * exp(ax);
    }
    if ax <= 710.4758600739439 {
        let w = exp(0.5 * ax);
        return h * w * w;
    }
    x * f64::INFINITY
}

pub fn cosh(x: f64) -> f64 {
    let ax = x.abs();
    if ax < 22.0 {
        if ax < 0.5 * LN2 {
            let t = libm::expm1(ax);
            let w = 1.0 + t;
            return if ax < 2.7755575615628914e-17 { w } else { 1.0 + (t * t) / (w + w) };
        }
        let t = exp(ax);
        return 0.5 * t + 0.5 / t;
    }
    if ax < 709.7822265625 {
        return 0.5 * exp(ax);
    }
    if ax <= 710.4758600739439 {
        let w = exp(0.5 * ax);
        return 0.5 * w * w;
    }
    ax * f64::INFINITY
}

pub fn tanh(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    let ax = x.abs();
    if ax < 3.725290298461914e-9 {
        return x;
    }
    let z = if ax >= 22.0 {
        1.0
    } else if ax >= 1.0 {
        1.0 - 2.0 / (libm::expm1(2.0 * ax) + 2.0)
    } else {
        let t = libm::expm1(-2.0 * ax);
        -t / (t + 2.0)
    };
    if x < 0.0 { -z } else { z }
}

pub fn asinh(x: f64) -> f64 {
    let ax = x.abs();
    if ax.is_nan() || ax.is_infinite() || ax < 3.725290298461914e-9 {
        return x;
    }
    let w = if high(ax) > 0x41B0_0000 {
        log(ax) + LN2
    } else if high(ax) > 0x4000_0000 {
        log(2.0 * ax + 1.0 / ((x * x + 1.0).sqrt() + ax))
    } else {
        let t = x * x;
        log1p(ax + t / (1.0 + (1.0 + t).sqrt()))
    };
    if x < 0.0 { -w } else { w }
}

pub fn acosh(x: f64) -> f64 {
    if x.is_nan() || x < 1.0 {
        return f64::NAN;
    }
    if high(x) >= 0x41B0_0000 {
        return log(x) + LN2;
    }
    if x == 1.0 {
        return 0.0;
    }
    let t = x - 1.0;
    if high(x) > 0x4000_0000 {
        return log(2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt()));
    }
    log1p(t + (2.0 * t + t * t).sqrt())
}

pub fn atanh(x: f64) -> f64 {
    let ax = x.abs();
    if ax.is_nan() || ax > 1.0 {
        return f64::NAN;
    }
    if ax == 1.0 {
        return x / 0.0;
    }
    if ax < 3.725290298461914e-9 {
        return x;
    }
    let t = ax + ax;
    let w = if ax < 0.5 { 0.5 * log1p(t + t * ax / (1.0 - ax)) } else { 0.5 * log1p(t / (1.0 - ax)) };
    if x < 0.0 { -w } else { w }
}

/// Coefficients of the logarithms.
const LG: [f64; 7] = [
    6.666666666666735130e-01,
    3.999999999940941908e-01,
    2.857142874366239149e-01,
    2.222219843214978396e-01,
    1.818357216161805012e-01,
    1.531383769920937332e-01,
    1.479819860511658591e-01,
];

pub fn log(x: f64) -> f64 {
    if x.is_nan() || x < 0.0 {
        return f64::NAN;
    }
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x.is_infinite() {
        return x;
    }
    let (mut k, x) = if high(x) < 0x0010_0000 { (-54, x * 18014398509481984.0) } else { (0, x) };
    let mut hx = high(x);
    k += (hx >> 20) - 1023;
    hx &= 0x000F_FFFF;
    let i = (hx + 0x95F64) & 0x0010_0000;
    let x = with_high(x, hx | (i ^ 0x3FF0_0000));
    k += i >> 20;
    let f = x - 1.0;
    let dk = k as f64;
    if (0x000F_FFFF & (2 + hx)) < 3 {
        if f == 0.0 {
            return if k == 0 { 0.0 } else { dk * LN2_HI + dk * LN2_LO };
        }
        let r = f * f * (0.5 - 0.33333333333333333 * f);
        return if k == 0 { f - r } else { dk * LN2_HI - ((r - dk * LN2_LO) - f) };
    }
    log_series(f, k, hx)
}

fn log_series(f: f64, k: i32, hx: i32) -> f64 {
    let dk = k as f64;
    let s = f / (2.0 + f);
    let z = s * s;
    let w = z * z;
    let t1 = w * (LG[1] + w * (LG[3] + w * LG[5]));
    let t2 = z * (LG[0] + w * (LG[2] + w * (LG[4] + w * LG[6])));
    let r = t2 + t1;
    if (hx - 0x6147A) | (0x6B851 - hx) > 0 {
        let half_square = 0.5 * f * f;
        return if k == 0 {
            f - (half_square - s * (half_square + r))
        } else {
            dk * LN2_HI - ((half_square - (s * (half_square + r) + dk * LN2_LO)) - f)
        };
    }
    if k == 0 { f - s * (f - r) } else { dk * LN2_HI - ((s * (f - r) - dk * LN2_LO) - f) }
}

pub fn log1p(x: f64) -> f64 {
    if x.is_nan() || x < -1.0 {
        return f64::NAN;
    }
    if x == -1.0 {
        return f64::NEG_INFINITY;
    }
    if x.is_infinite() {
        return x;
    }
    let hx = high(x);
    let ax = hx & 0x7FFF_FFFF;
    if ax < 0x3E20_0000 {
        return if ax < 0x3C90_0000 { x } else { x - x * x * 0.5 };
    }
    if hx < 0x3FDA_827A && (hx > 0 || hx <= 0xBFD2_BEC4u32 as i32) {
        return log1p_series(x, 1, 0, 0.0);
    }
    let (u, c, mut k) = if hx < 0x4340_0000 {
        let u = 1.0 + x;
        let k = (high(u) >> 20) - 1023;
        (u, (if k > 0 { 1.0 - (u - x) } else { x - (u - 1.0) }) / u, k)
    } else {
        (x, 0.0, (hx >> 20) - 1023)
    };
    let mut hu = high(u) & 0x000F_FFFF;
    let u = if hu < 0x6A09E {
        with_high(u, hu | 0x3FF0_0000)
    } else {
        k += 1;
        let scaled = with_high(u, hu | 0x3FE0_0000);
        hu = (0x0010_0000 - hu) >> 2;
        scaled
    };
    log1p_series(u - 1.0, hu, k, c)
}

fn log1p_series(f: f64, hu: i32, k: i32, c: f64) -> f64 {
    let dk = k as f64;
    let half_square = 0.5 * f * f;
    if hu == 0 {
        if f == 0.0 {
            return if k == 0 { 0.0 } else { dk * LN2_HI + (c + dk * LN2_LO) };
        }
        let r = half_square * (1.0 - 0.66666666666666666 * f);
        return if k == 0 { f - r } else { dk * LN2_HI - ((r - (dk * LN2_LO + c)) - f) };
    }
    let s = f / (2.0 + f);
    let z = s * s;
    let r = z * (LG[0] + z * (LG[1] + z * (LG[2] + z * (LG[3] + z * (LG[4] + z * (LG[5] + z * LG[6]))))));
    if k == 0 {
        f - (half_square - s * (half_square + r))
    } else {
        dk * LN2_HI - ((half_square - (s * (half_square + r) + (dk * LN2_LO + c))) - f)
    }
}

pub fn log10(x: f64) -> f64 {
    if x.is_nan() || x < 0.0 {
        return f64::NAN;
    }
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x.is_infinite() {
        return x;
    }
    if x == 1.0 {
        return 0.0;
    }
    let (mut k, x) = if high(x) < 0x0010_0000 { (-54, x * 18014398509481984.0) } else { (0, x) };
    let hx = high(x);
    k += (hx >> 20) - 1023;
    let i = ((k as u32) >> 31) as i32;
    let y = (k + i) as f64;
    let x = with_high(x, (hx & 0x000F_FFFF) | ((0x3FF - i) << 20));
    let z = y * 3.69423907715893078616e-13 + 4.34294481903251816668e-01 * log(x);
    z + y * 3.01029995663611771306e-01
}

pub fn cbrt(x: f64) -> f64 {
    const P: [f64; 5] = [
        1.87595182427177009643,
        -1.88497979543377169875,
        1.621429720105354466140,
        -0.758397934778766047437,
        0.145996192886612446982,
    ];
    let hx = high(x) & 0x7FFF_FFFF;
    if hx >= 0x7FF0_0000 || x == 0.0 {
        return x + x;
    }
    let sign = x.to_bits() >> 63 << 63;
    let estimate = if hx < 0x0010_0000 {
        let scaled = high((x * 18014398509481984.0).abs());
        (scaled / 3 + 696219795) as u64
    } else {
        (hx / 3 + 715094163) as u64
    };
    let t = f64::from_bits(sign | estimate << 32);
    let r = (t * t) * (t / x);
    let t = t * ((P[0] + r * (P[1] + r * P[2])) + ((r * r) * r) * (P[3] + r * P[4]));
    let t = f64::from_bits((t.to_bits() + 0x8000_0000) & 0xFFFF_FFFF_C000_0000);
    let s = t * t;
    let r = x / s;
    let w = t + t;
    let r = (r - t) / (w + r);
    t + t * r
}

pub fn atan2(y: f64, x: f64) -> f64 {
    let exponent = |f: f64| high(f) & 0x7FF0_0000;
    let k = (exponent(y) - exponent(x)) >> 20;
    let ordinary = x.is_finite() && y.is_finite() && x != 0.0 && y != 0.0;
    if ordinary && k > 60 {
        return if y < 0.0 { -std::f64::consts::FRAC_PI_2 } else { std::f64::consts::FRAC_PI_2 };
    }
    libm::atan2(y, x)
}

/// Scaled by the greatest, summed with Kahan's compensation.
pub fn hypot(values: &[f64]) -> f64 {
    let greatest = values.iter().fold(0.0f64, |greatest, value| greatest.max(value.abs()));
    if greatest.is_infinite() {
        return f64::INFINITY;
    }
    if values.iter().any(|value| value.is_nan()) {
        return f64::NAN;
    }
    if greatest == 0.0 {
        return 0.0;
    }
    let (mut sum, mut compensation) = (0.0, 0.0);
    for value in values {
        let n = value.abs() / greatest;
        let summand = n * n - compensation;
        let preliminary = sum + summand;
        compensation = (preliminary - sum) - summand;
        sum = preliminary;
    }
    f64::sqrt(sum) * greatest
}
