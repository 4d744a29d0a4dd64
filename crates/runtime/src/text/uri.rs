//! `encodeURI` and its kin on UTF-16 text.

use super::quote::push_hex;

/// What `encodeURI` leaves and `decodeURI` keeps escaped.
pub const RESERVED: &str = ";/?:@&=+$,#";

fn is_unescaped(unit: u16) -> bool {
    u8::try_from(unit).is_ok_and(|byte| byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte))
}

fn is_in(unit: u16, set: &str) -> bool {
    u8::try_from(unit).is_ok_and(|byte| set.as_bytes().contains(&byte))
}

fn push_ascii(result: &mut Vec<u16>, text: &str) {
    result.extend(text.bytes().map(u16::from));
}

fn push_escape(result: &mut Vec<u16>, byte: u8) {
    let mut text = String::from("%");
    push_hex(&mut text, byte as u32, 2, true);
    push_ascii(result, &text);
}

/// Nothing where there is a lone surrogate.
pub fn encode(units: &[u16], also: &str) -> Option<Vec<u16>> {
    let mut result = Vec::with_capacity(units.len());
    for character in char::decode_utf16(units.iter().copied()) {
        let character = character.ok()?;
        match u16::try_from(character as u32) {
            Ok(unit) if is_unescaped(unit) || is_in(unit, also) => result.push(unit),
            _ => {
                let mut bytes = [0; 4];
                character.encode_utf8(&mut bytes).bytes().for_each(|byte| push_escape(&mut result, byte));
            }
        }
    }
    Some(result)
}

fn escaped_byte(units: &[u16], at: usize) -> Option<u8> {
    if units.get(at) != Some(&(b'%' as u16)) {
        return None;
    }
    let digit = |index: usize| char::from_u32(*units.get(index)? as u32)?.to_digit(16);
    Some((digit(at + 1)? * 16 + digit(at + 2)?) as u8)
}

/// Nothing where an escape is broken or is not UTF-8.
pub fn decode(units: &[u16], keep: &str) -> Option<Vec<u16>> {
    let mut result = Vec::with_capacity(units.len());
    let mut at = 0;
    while at < units.len() {
        if units[at] != b'%' as u16 {
            result.push(units[at]);
            at += 1;
            continue;
        }
        let first = escaped_byte(units, at)?;
        let count = match first {
            0..0x80 => 1,
            0xC2..0xE0 => 2,
            0xE0..0xF0 => 3,
            0xF0..0xF5 => 4,
            _ => return None,
        };
        let bytes: Option<Vec<u8>> = (0..count).map(|index| escaped_byte(units, at + index * 3)).collect();
        let bytes = bytes?;
        let text = std::str::from_utf8(&bytes).ok()?;
        if count == 1 && is_in(first as u16, keep) {
            result.extend(&units[at..at + 3]);
        } else {
            result.extend(text.encode_utf16());
        }
        at += count * 3;
    }
    Some(result)
}

pub fn escape(units: &[u16]) -> Vec<u16> {
    let mut result = Vec::with_capacity(units.len());
    for unit in units {
        match u8::try_from(*unit) {
            Ok(byte) if byte.is_ascii_alphanumeric() || b"@*_+-./".contains(&byte) => result.push(*unit),
            Ok(byte) => push_escape(&mut result, byte),
            Err(_) => {
                let mut text = String::from("%u");
                push_hex(&mut text, *unit as u32, 4, true);
                push_ascii(&mut result, &text);
            }
        }
    }
    result
}

pub fn unescape(units: &[u16]) -> Vec<u16> {
    let mut result = Vec::with_capacity(units.len());
    let mut at = 0;
    while at < units.len() {
        let hex = |from: usize, count: usize| {
            let digits = units.get(from..from + count)?;
            digits.iter().try_fold(0u32, |number, unit| {
                Some(number * 16 + char::from_u32(*unit as u32)?.to_digit(16)?)
            })
        };
        let long = if units[at..].starts_with(&[b'%' as u16, b'u' as u16]) { hex(at + 2, 4) } else { None };
        let short = if units[at] == b'%' as u16 { hex(at + 1, 2) } else { None };
        let (unit, count) = match (long, short) {
            (Some(unit), _) => (unit as u16, 6),
            (None, Some(unit)) => (unit as u16, 3),
            (None, None) => (units[at], 1),
        };
        result.push(unit);
        at += count;
    }
    result
}
