//! Reading numbers: `Number(text)`, `parseInt` and `parseFloat` on trimmed bytes (a text that is not latin1 holds no
//! number beyond its ASCII start).

/// StringToNumber of a text without white space around it.
pub fn to_number(text: &[u8]) -> f64 {
    match text {
        [] => 0.0,
        [digit] if digit.is_ascii_digit() => (digit - b'0') as f64,
        [b'0', prefix, digits @ ..] if prefix.is_ascii_alphabetic() && *prefix != b'e' && *prefix != b'E' => {
            let radix = match prefix {
                b'x' | b'X' => 16,
                b'o' | b'O' => 8,
                b'b' | b'B' => 2,
                _ => return f64::NAN,
            };
            if digits.is_empty() || digits.iter().any(|byte| digit(*byte) >= radix) {
                return f64::NAN;
            }
            digits_in_radix(digits, radix)
        }
        _ => match decimal_prefix(text) {
            length if length == text.len() => read_decimal(text),
            _ => f64::NAN,
        },
    }
}

/// `parseFloat` of a text without leading white space.
pub fn parse_float(text: &[u8]) -> f64 {
    match decimal_prefix(text) {
        0 => f64::NAN,
        length => read_decimal(&text[..length]),
    }
}

/// How much of the text is a decimal literal, with a sign, or `Infinity`. 0: none.
fn decimal_prefix(text: &[u8]) -> usize {
    let sign = matches!(text.first(), Some(b'+' | b'-')) as usize;
    if text[sign..].starts_with(b"Infinity") {
        return sign + 8;
    }
    let digits_from = |from: usize| text[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let whole = digits_from(sign);
    let mut end = sign + whole;
    if text.get(end) == Some(&b'.') {
        let fraction = digits_from(end + 1);
        if whole + fraction == 0 {
            return 0;
        }
        end += 1 + fraction;
    } else if whole == 0 {
        return 0;
    }
    if matches!(text.get(end), Some(b'e' | b'E')) {
        let sign = matches!(text.get(end + 1), Some(b'+' | b'-')) as usize;
        let exponent = digits_from((end + 1 + sign).min(text.len()));
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    end
}

/// A text `decimal_prefix` has accepted whole.
fn read_decimal(text: &[u8]) -> f64 {
    // Most numbers are small integers.
    if text.len() <= 15 && text.iter().all(u8::is_ascii_digit) {
        return text.iter().fold(0u64, |number, byte| number * 10 + (byte - b'0') as u64) as f64;
    }
    let text = std::str::from_utf8(text).expect("the literal is ASCII");
    text.parse().expect("the literal follows Rust's grammar, which has every JavaScript literal")
}

/// `parseInt` of a text without leading white space; `radix` is ToInt32 of the argument.
pub fn parse_int(text: &[u8], radix: i32) -> f64 {
    let (negative, text) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let prefixed = matches!(text, [b'0', b'x' | b'X', ..]);
    let (radix, text) = match radix {
        0 | 16 if prefixed => (16, &text[2..]),
        0 => (10, text),
        2..=36 => (radix as u32, text),
        _ => return f64::NAN,
    };
    let count = text.iter().take_while(|byte| digit(**byte) < radix).count();
    if count == 0 {
        return f64::NAN;
    }
    let number = digits_in_radix(&text[..count], radix);
    if negative { -number } else { number }
}

/// Value of a digit or letter; anything else is no digit of any radix.
fn digit(byte: u8) -> u32 {
    (byte as char).to_digit(36).unwrap_or(99)
}

/// Digits of a radix, as V8 rounds them: exact for 10 and powers of two.
fn digits_in_radix(digits: &[u8], radix: u32) -> f64 {
    if digits.len() <= 10 {
        return digits.iter().fold(0u64, |number, byte| number * radix as u64 + digit(*byte) as u64) as f64;
    }
    if radix == 10 {
        return read_decimal(digits);
    }
    if radix.is_power_of_two() {
        digits_of_bits(digits, radix.trailing_zeros())
    } else {
        digits_in_parts(digits, radix)
    }
}

/// The first 64 bits, and whether any bit behind them is set, decide the rounding to the nearest even.
fn digits_of_bits(digits: &[u8], width: u32) -> f64 {
    let (mut number, mut dropped, mut rest) = (0u64, 0i32, false);
    for byte in digits {
        for bit in (0..width).rev() {
            let bit = (digit(*byte) >> bit & 1) as u64;
            if number >> 62 == 0 {
                number = number << 1 | bit;
            } else {
                dropped += 1;
                rest |= bit == 1;
            }
        }
    }
    let rounded = (number | rest as u64) as f64;
    if dropped > 1023 { f64::INFINITY * (number > 0) as u8 as f64 } else { rounded * 2f64.powi(dropped) }
}

/// Accumulates parts that fit 32 bits, with the rounding errors V8 makes.
fn digits_in_parts(digits: &[u8], radix: u32) -> f64 {
    const LARGEST: u32 = u32::MAX / 36;
    let mut number = 0.0;
    let mut digits = digits.iter().peekable();
    while digits.peek().is_some() {
        let (mut part, mut multiplier) = (0u32, 1u32);
        while let Some(byte) = digits.peek() {
            let next = multiplier * radix;
            if next > LARGEST {
                break;
            }
            part = part * radix + digit(**byte);
            multiplier = next;
            digits.next();
        }
        number = number * multiplier as f64 + part as f64;
    }
    number
}

#[cfg(test)]
mod tests {
    use super::{parse_float, parse_int, to_number};

    #[test]
    fn texts_become_the_numbers_of_node() {
        for (text, number) in [
            ("", 0.0),
            ("12", 12.0),
            ("-1.5e3", -1500.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("0x1F", 31.0),
            ("0b101", 5.0),
            ("0o17", 15.0),
            ("Infinity", f64::INFINITY),
            ("0e5", 0.0),
            ("1e1000", f64::INFINITY),
            ("0x20000000000001", 9007199254740992.0),
            ("0x20000000000003", 9007199254740996.0),
        ] {
            assert_eq!(to_number(text.as_bytes()), number, "{text}");
        }
        for text in ["1_0", "0x", "-0x1", "1e", ".", "+", "infinity", "12a", "1 2", "e5", "inf", "nan", "0b2"]
        {
            assert!(to_number(text.as_bytes()).is_nan(), "{text}");
        }
        assert!(to_number(b"-0").is_sign_negative());
    }

    #[test]
    fn prefixes_become_the_numbers_of_node() {
        assert_eq!(parse_float(b"3.25abc"), 3.25);
        assert_eq!(parse_float(b"1e"), 1.0);
        assert_eq!(parse_float(b"-.5.5"), -0.5);
        assert!(parse_float(b"abc").is_nan());
        assert_eq!(parse_int(b"42px", 0), 42.0);
        assert_eq!(parse_int(b"0x1fz", 0), 31.0);
        assert_eq!(parse_int(b"zz", 36), 1295.0);
        assert_eq!(parse_int(b"-101", 2), -5.0);
        assert!(parse_int(b"9", 8).is_nan());
        assert_eq!(parse_int(b"900719925474099267", 10), 900719925474099300.0);
        assert_eq!(parse_int(b"100000000000000000000000000000000", 36), 6.334028666297327e49);
    }
}
