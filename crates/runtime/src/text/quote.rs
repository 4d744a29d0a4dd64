//! Strings and property names as `inspect` and V8's messages show them: quoted, with escapes.

/// A code unit of either kind of string.
pub trait Unit: Copy {
    fn code(self) -> u32;
}

impl Unit for u8 {
    fn code(self) -> u32 {
        self as u32
    }
}

impl Unit for u16 {
    fn code(self) -> u32 {
        self as u32
    }
}

/// In single quotes, or in the first of double quotes and backticks that needs no escape.
pub fn quote<U: Unit>(units: &[U]) -> String {
    let has = |wanted: char| units.iter().any(|unit| unit.code() == wanted as u32);
    let quote = if !has('\'') {
        '\''
    } else if !has('"') {
        '"'
    } else if !has('`') && !units.windows(2).any(|pair| pair[0].code() == 0x24 && pair[1].code() == 0x7B) {
        '`'
    } else {
        '\''
    };
    let mut text = String::with_capacity(units.len() + 2);
    text.push(quote);
    escape_into(&mut text, units, quote);
    text.push(quote);
    text
}

/// Escapes control characters, backslashes, lone surrogates and the quote.
pub fn escape_into<U: Unit>(text: &mut String, units: &[U], quote: char) {
    let mut index = 0;
    while index < units.len() {
        let code = units[index].code();
        index += 1;
        match code {
            0x08 => text.push_str("\\b"),
            0x09 => text.push_str("\\t"),
            0x0A => text.push_str("\\n"),
            0x0C => text.push_str("\\f"),
            0x0D => text.push_str("\\r"),
            0x5C => text.push_str("\\\\"),
            0..0x20 | 0x7F..0xA0 => {
                text.push_str("\\x");
                push_hex(text, code, 2, true);
            }
            0xD800..0xE000 => {
                let low = units.get(index).map_or(0, |unit| unit.code());
                if code < 0xDC00 && (0xDC00..0xE000).contains(&low) {
                    index += 1;
                    let point = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                    text.push(char::from_u32(point).expect("a pair of surrogates is a code point"));
                } else {
                    text.push_str("\\u");
                    push_hex(text, code, 4, false);
                }
            }
            _ => {
                let character = char::from_u32(code).expect("surrogates are handled above");
                if character == quote {
                    text.push('\\');
                }
                text.push(character);
            }
        }
    }
}

/// The lowest `digits` hexadecimal digits of a number.
pub fn push_hex(text: &mut String, number: u32, digits: u32, upper: bool) {
    for place in (0..digits).rev() {
        let digit = char::from_digit(number >> (place * 4) & 15, 16).expect("a digit is below 16");
        text.push(if upper { digit.to_ascii_uppercase() } else { digit });
    }
}

/// May the name of a property stand without quotes?
pub fn is_plain_name(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn the_quote_that_needs_no_escape_is_taken() {
        for (text, quoted) in [
            ("a", "'a'"),
            ("it's", "\"it's\""),
            ("it's \"x\"", "`it's \"x\"`"),
            ("'\"`", "'\\'\"`'"),
            ("'\"${", "'\\'\"${'"),
            ("\n\u{1}\u{7f}\\é", "'\\n\\x01\\x7F\\\\é'"),
        ] {
            let units: Vec<u16> = text.encode_utf16().collect();
            assert_eq!(quote(&units), quoted);
        }
        assert_eq!(quote(&[0xD83Du16]), "'\\ud83d'");
    }
}
