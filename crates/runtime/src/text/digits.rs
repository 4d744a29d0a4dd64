//! `toFixed`, `toExponential` and `toPrecision`: the exact decimal digits of a double, rounded half up.

/// Decimal digits without leading zeros, and the power of ten of the first digit.
struct Decimal {
    digits: Vec<u8>,
    exponent: i32,
}

/// All digits of a finite number >= 0. Zero has one digit.
fn exact(value: f64) -> Decimal {
    let bits = value.to_bits();
    let raw = (bits >> 52) as i32;
    let (mantissa, exponent) = if raw == 0 {
        (bits & ((1 << 52) - 1), -1074)
    } else {
        (bits & ((1 << 52) - 1) | 1 << 52, raw - 1075)
    };
    if mantissa == 0 {
        return Decimal { digits: vec![0], exponent: 0 };
    }
    let zeros = mantissa.trailing_zeros() as i32;
    let (mantissa, exponent) = (mantissa >> zeros, exponent + zeros);
    // value = mantissa * 2^exponent; for a negative exponent = mantissa * 5^-exponent * 10^exponent.
    let mut number = Big::from(mantissa);
    if exponent >= 0 {
        number.shift_left(exponent as u32);
    } else {
        number.times_power_of_five(-exponent as u32);
    }
    let digits = number.digits();
    let first = digits.len() as i32 - 1 + exponent.min(0);
    Decimal { digits, exponent: first }
}

/// A natural number in base 10^9, lowest part first.
struct Big(Vec<u32>);

impl Big {
    fn from(mut number: u64) -> Big {
        let mut parts = Vec::new();
        while number > 0 {
            parts.push((number % 1_000_000_000) as u32);
            number /= 1_000_000_000;
        }
        Big(parts)
    }

    fn times(&mut self, factor: u32) {
        let mut carry = 0u64;
        for part in &mut self.0 {
            let product = *part as u64 * factor as u64 + carry;
            *part = (product % 1_000_000_000) as u32;
            carry = product / 1_000_000_000;
        }
        while carry > 0 {
            self.0.push((carry % 1_000_000_000) as u32);
            carry /= 1_000_000_000;
        }
    }

    fn shift_left(&mut self, mut count: u32) {
        while count > 0 {
            let step = count.min(31);
            self.times(1 << step);
            count -= step;
        }
    }

    fn times_power_of_five(&mut self, mut count: u32) {
        while count > 0 {
            let step = count.min(13);
            self.times(5u32.pow(step));
            count -= step;
        }
    }

    fn digits(&self) -> Vec<u8> {
        let mut digits = Vec::with_capacity(self.0.len() * 9);
        for (index, part) in self.0.iter().rev().enumerate() {
            let mut divisor = 100_000_000;
            while divisor > 0 {
                let digit = (part / divisor % 10) as u8;
                if index > 0 || digit > 0 || !digits.is_empty() {
                    digits.push(digit);
                }
                divisor /= 10;
            }
        }
        digits
    }
}

impl Decimal {
    /// Keeps `count` digits (maybe none), rounding half up.
    fn round(&mut self, count: usize) {
        if count >= self.digits.len() {
            return;
        }
        let up = self.digits[count] >= 5;
        self.digits.truncate(count);
        if !up {
            return;
        }
        for digit in self.digits.iter_mut().rev() {
            *digit += 1;
            if *digit < 10 {
                return;
            }
            *digit = 0;
        }
        self.digits.insert(0, 1);
        self.digits.truncate(count.max(1));
        self.exponent += 1;
    }

    fn digit(&self, index: i32) -> char {
        let digit =
            usize::try_from(index).ok().and_then(|index| self.digits.get(index)).copied().unwrap_or(0);
        (b'0' + digit) as char
    }
}

/// `toFixed` of a number below 10^21.
pub fn to_fixed(number: f64, fraction: usize) -> String {
    let mut text = String::new();
    if number < 0.0 {
        text.push('-');
    }
    let value = number.abs();
    if let Some(done) = to_fixed_fast(value, fraction, &text) {
        return done;
    }
    let mut decimal = exact(value);
    let kept = decimal.exponent + 1 + fraction as i32;
    if kept < 0 {
        decimal = Decimal { digits: vec![0], exponent: 0 };
    } else {
        let before = decimal.exponent;
        decimal.round(kept as usize);
        if decimal.digits.is_empty() {
            decimal.exponent = before;
        }
    }
    let whole = decimal.exponent.max(0);
    for place in (-(fraction as i32)..=whole).rev() {
        if place == -1 {
            text.push('.');
        }
        text.push(decimal.digit(decimal.exponent - place));
    }
    text
}

/// As `to_fixed` where the binary fraction fits into a machine word.
fn to_fixed_fast(value: f64, fraction: usize, sign: &str) -> Option<String> {
    if !(1e-9..9e15).contains(&value) || fraction > 30 {
        return None;
    }
    let bits = value.to_bits();
    // Bits behind the point: at most 1075 - 993 = 82.
    let shift = 1075 - (bits >> 52) as u32;
    let mantissa = (bits & ((1 << 52) - 1) | 1 << 52) as u128;
    if !(1..=120).contains(&shift) {
        return None;
    }
    let mask = (1u128 << shift) - 1;
    let mut whole = (mantissa >> shift) as u64;
    let mut rest = mantissa & mask;
    let mut digits = Vec::with_capacity(fraction);
    for _ in 0..fraction {
        rest *= 10;
        digits.push(b'0' + (rest >> shift) as u8);
        rest &= mask;
    }
    if rest >> (shift - 1) != 0 {
        match digits.iter().rposition(|digit| *digit != b'9') {
            Some(place) => {
                digits[place] += 1;
                digits[place + 1..].fill(b'0');
            }
            None => {
                digits.fill(b'0');
                whole += 1;
            }
        }
    }
    let point = if fraction > 0 { "." } else { "" };
    let digits = String::from_utf8(digits).expect("digits are ASCII");
    Some([sign, &whole.to_string(), point, &digits].concat())
}

/// `toExponential` of a finite number; `fraction` is the number of digits behind the point.
pub fn to_exponential(number: f64, fraction: usize) -> String {
    let mut decimal = exact(number.abs());
    decimal.round(fraction + 1);
    let sign = if number < 0.0 { "-" } else { "" };
    [sign, &scientific(&decimal, fraction + 1)].concat()
}

fn scientific(decimal: &Decimal, count: usize) -> String {
    let mut text = String::new();
    for index in 0..count as i32 {
        if index == 1 {
            text.push('.');
        }
        text.push(decimal.digit(index));
    }
    text.push_str(if decimal.exponent < 0 { "e-" } else { "e+" });
    text.push_str(&decimal.exponent.abs().to_string());
    text
}

/// `toPrecision` of a finite number.
pub fn to_precision(number: f64, precision: usize) -> String {
    let mut decimal = exact(number.abs());
    decimal.round(precision);
    let mut text = String::from(if number < 0.0 { "-" } else { "" });
    let exponent = decimal.exponent;
    if exponent < -6 || exponent >= precision as i32 {
        text.push_str(&scientific(&decimal, precision));
        return text;
    }
    if exponent < 0 {
        text.push_str("0.");
        text.extend(std::iter::repeat_n('0', (-exponent - 1) as usize));
    }
    for index in 0..precision as i32 {
        if index == exponent + 1 && exponent >= 0 {
            text.push('.');
        }
        text.push(decimal.digit(index));
    }
    text
}

/// `toExponential` without an argument: the shortest digits that give the number back. `shortest` is what `toString`
/// writes for it.
pub fn shortest_exponential(shortest: &str) -> String {
    let (sign, text) = shortest.strip_prefix('-').map_or(("", shortest), |rest| ("-", rest));
    let (digits, exponent) = shortest_digits(text);
    let decimal = Decimal { digits, exponent };
    [sign, &scientific(&decimal, decimal.digits.len())].concat()
}

/// Significant digits and the power of ten of the first one.
fn shortest_digits(text: &str) -> (Vec<u8>, i32) {
    let (mantissa, power) = text.split_once('e').unwrap_or((text, "0"));
    let power: i32 = power.trim_start_matches('+').parse().expect("an exponent is a small integer");
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all: Vec<u8> = whole.bytes().chain(fraction.bytes()).map(|byte| byte - b'0').collect();
    let zeros = all.iter().take_while(|digit| **digit == 0).count();
    if zeros == all.len() {
        return (vec![0], 0);
    }
    let mut digits = all[zeros..].to_vec();
    while digits.last() == Some(&0) {
        digits.pop();
    }
    (digits, power + whole.len() as i32 - 1 - zeros as i32)
}

/// `toLocaleString` for en-US of a finite number >= 0 whose `toString` is `shortest`.
pub fn grouped(shortest: &str, least: usize, most: usize) -> String {
    let (digits, exponent) = shortest_digits(shortest);
    let mut decimal = Decimal { digits, exponent };
    let kept = decimal.exponent + 1 + most as i32;
    if kept < 0 {
        decimal = Decimal { digits: vec![0], exponent: 0 };
    } else {
        decimal.round(kept as usize);
    }
    let whole = decimal.exponent.max(0);
    let mut text = String::new();
    for place in (0..=whole).rev() {
        text.push(decimal.digit(decimal.exponent - place));
        if place > 0 && place % 3 == 0 {
            text.push(',');
        }
    }
    let fraction: String = (1..=most as i32).map(|place| decimal.digit(decimal.exponent + place)).collect();
    let used = fraction.trim_end_matches('0').len().max(least);
    if used > 0 {
        text.push('.');
        text.push_str(&fraction[..used]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{to_exponential, to_fixed, to_precision};

    #[test]
    fn fixed_digits_are_those_of_node() {
        for (number, fraction, text) in [
            (0.5, 0, "1"),
            (1.5, 0, "2"),
            (2.5, 0, "3"),
            (-2.5, 0, "-3"),
            (1.005, 2, "1.00"),
            (0.000001, 7, "0.0000010"),
            (123.456, 2, "123.46"),
            (1e20, 2, "100000000000000000000.00"),
            (0.0, 2, "0.00"),
            (0.05, 1, "0.1"),
            (0.04, 1, "0.0"),
            (0.004, 1, "0.0"),
            (9.99, 1, "10.0"),
            (0.99, 0, "1"),
            (1e-10, 2, "0.00"),
            (0.3, 50, "0.29999999999999998889776975374843459576368331909180"),
        ] {
            assert_eq!(to_fixed(number, fraction), text, "{number} {fraction}");
        }
    }

    #[test]
    fn significant_digits_are_those_of_node() {
        assert_eq!(to_exponential(123456.0, 2), "1.23e+5");
        assert_eq!(to_exponential(0.0, 2), "0.00e+0");
        assert_eq!(to_exponential(-1.5e-9, 0), "-1e-9");
        assert_eq!(to_exponential(9.99, 1), "1.0e+1");
        assert_eq!(to_precision(123.456, 4), "123.5");
        assert_eq!(to_precision(0.000123, 2), "0.00012");
        assert_eq!(to_precision(1.25, 2), "1.3");
        assert_eq!(to_precision(123456.0, 2), "1.2e+5");
        assert_eq!(to_precision(1e-7, 2), "1.0e-7");
        assert_eq!(to_precision(99.99, 3), "100");
        assert_eq!(to_precision(0.0, 3), "0.00");
        assert_eq!(to_precision(1e21, 3), "1.00e+21");
    }
}
