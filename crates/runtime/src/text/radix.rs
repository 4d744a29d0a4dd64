//! `Number.prototype.toString(radix)` for every radix but 10: the shortest fraction that tells the number from its
//! neighbours, as V8 finds it.

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// A finite number in a radix from 2 to 36.
pub fn to_radix(number: f64, radix: u32) -> String {
    let value = number.abs();
    let mut integer = value.floor();
    let mut fraction = fraction_digits(value - integer, value, radix, &mut integer);
    let mut text = integer_digits(integer, radix);
    if number < 0.0 {
        text.push(b'-');
    }
    text.reverse();
    if !fraction.is_empty() {
        text.push(b'.');
        text.append(&mut fraction);
    }
    String::from_utf8(text).expect("digits are ASCII")
}

/// Digits after the point; rounding may carry into `integer`.
fn fraction_digits(mut fraction: f64, value: f64, radix: u32, integer: &mut f64) -> Vec<u8> {
    let next = f64::from_bits(value.to_bits() + 1);
    // Half the distance to the next number: digits below it say nothing.
    let mut delta = (0.5 * (next - value)).max(f64::from_bits(1));
    let mut digits = Vec::new();
    if fraction < delta {
        return digits;
    }
    let base = radix as f64;
    loop {
        fraction *= base;
        delta *= base;
        let digit = fraction as u32;
        digits.push(digit as u8);
        fraction -= digit as f64;
        let above_half = fraction > 0.5 || fraction == 0.5 && digit & 1 == 1;
        if above_half && fraction + delta > 1.0 {
            round_up(&mut digits, radix, integer);
            break;
        }
        if fraction < delta {
            break;
        }
    }
    digits.iter().map(|digit| DIGITS[*digit as usize]).collect()
}

fn round_up(digits: &mut Vec<u8>, radix: u32, integer: &mut f64) {
    while let Some(digit) = digits.pop() {
        if digit as u32 + 1 < radix {
            digits.push(digit + 1);
            return;
        }
    }
    *integer += 1.0;
}

/// Digits before the point, last first.
fn integer_digits(mut integer: f64, radix: u32) -> Vec<u8> {
    let base = radix as f64;
    let mut digits = Vec::new();
    // Digits worth less than the last bit of the mantissa are not known.
    while integer / base >= 9007199254740992.0 {
        integer /= base;
        digits.push(b'0');
    }
    loop {
        let rest = libm::fmod(integer, base);
        digits.push(DIGITS[rest as usize]);
        integer = (integer - rest) / base;
        if integer <= 0.0 {
            return digits;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::to_radix;

    #[test]
    fn digits_are_those_of_node() {
        for (number, radix, text) in [
            (255.0, 16, "ff"),
            (-255.5, 2, "-11111111.1"),
            (0.1, 3, "0.0022002200220022002200220022002201"),
            (std::f64::consts::PI, 36, "3.53i5ab8p5f"),
            (1e21, 36, "5v1j4f4ds7c000"),
            (1.0 / 3.0, 3, "0.1"),
        ] {
            assert_eq!(to_radix(number, radix), text, "{number} in {radix}");
        }
    }
}
