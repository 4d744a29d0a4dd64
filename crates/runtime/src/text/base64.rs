//! Base64, as `btoa` writes and `atob` reads it.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| chunk.get(index).copied().unwrap_or(0) as u32;
        let word = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = LETTERS[(word >> (18 - place * 6) & 63) as usize] as char;
            text.push(if place <= chunk.len() { letter } else { '=' });
        }
    }
    text
}

/// Nothing where the text is not base64; white space is skipped, padding may be missing.
pub fn decode(units: &[u16]) -> Option<Vec<u8>> {
    let mut letters: Vec<u16> =
        units.iter().copied().filter(|unit| !matches!(unit, 9 | 10 | 12 | 13 | 32)).collect();
    if letters.len().is_multiple_of(4) {
        for _ in 0..2 {
            if letters.last() == Some(&(b'=' as u16)) {
                letters.pop();
            }
        }
    }
    if letters.len() % 4 == 1 {
        return None;
    }
    let (mut word, mut bits, mut bytes) = (0u32, 0, Vec::with_capacity(letters.len() * 3 / 4));
    for letter in letters {
        let value = LETTERS.iter().position(|known| *known as u16 == letter)?;
        word = word << 6 | value as u32;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((word >> bits) as u8);
        }
    }
    Some(bytes)
}
