//! `atob` and `btoa`.

use super::table::Member;
use crate::builtin;
use crate::error::{self, ErrorKind};
use crate::exception::throw::throw;
use crate::operator::convert::to_string;
use crate::property::Attributes;
use crate::realm::names;
use crate::string::make;
use crate::value::Value;

pub const GLOBALS: &[Member] = &[Member::Method("atob", 1, atob), Member::Method("btoa", 1, btoa)];

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// A DOMException named InvalidCharacterError.
fn refuse(message: &str) -> ! {
    let error = error::new(ErrorKind::Error, make::from_str(message).into());
    error.put(names().name, make::from_str("InvalidCharacterError").into(), Attributes::HIDDEN);
    error.put(names().code, Value::from_i32(5), Attributes::HIDDEN);
    throw(error.into())
}

builtin! {
    fn btoa(this, arguments) {
        let text = to_string(arguments.get(0));
        let mut bytes = Vec::with_capacity(text.len());
        for unit in text.view().units() {
            match u8::try_from(unit) {
                Ok(byte) => bytes.push(byte),
                Err(_) => refuse("Invalid character"),
            }
        }
        make::from_latin1(&encode(&bytes)).into()
    }

    fn atob(this, arguments) {
        let text = to_string(arguments.get(0));
        let is_space = |unit: &u16| matches!(*unit, 9 | 10 | 12 | 13 | 32);
        let mut units: Vec<u16> = text.view().units().filter(|unit| !is_space(unit)).collect();
        if units.len().is_multiple_of(4) {
            for _ in 0..2 {
                if units.last() == Some(&(b'=' as u16)) {
                    units.pop();
                }
            }
        }
        match decode(&units) {
            Some(bytes) => make::from_latin1(&bytes).into(),
            None if units.iter().all(is_letter) => {
                refuse("The string to be decoded is not correctly encoded.")
            }
            None => refuse("Invalid character"),
        }
    }
}

fn is_letter(unit: &u16) -> bool {
    u8::try_from(*unit).is_ok_and(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(&byte))
}

pub fn encode(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| chunk.get(index).copied().unwrap_or(0) as usize;
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = DIGITS[bits >> (18 - 6 * place) & 63];
            text.push(if place <= chunk.len() { digit } else { b'=' });
        }
    }
    text
}

fn decode(units: &[u16]) -> Option<Vec<u8>> {
    if units.len() % 4 == 1 {
        return None;
    }
    let (mut bytes, mut bits, mut count) = (Vec::with_capacity(units.len() * 3 / 4), 0u32, 0);
    for unit in units {
        let digit = DIGITS.iter().position(|digit| *digit as u16 == *unit)?;
        bits = bits << 6 | digit as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_survive_the_way_through_text() {
        for length in 0..40u8 {
            let bytes: Vec<u8> = (0..length).map(|index| index.wrapping_mul(37)).collect();
            let text: Vec<u16> =
                encode(&bytes).into_iter().filter(|unit| *unit != b'=').map(u16::from).collect();
            assert_eq!(decode(&text), Some(bytes));
        }
    }
}
