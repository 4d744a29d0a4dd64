//! Finding what needs a look in a string: quotes, backslashes, control characters; eight bytes at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// How many bytes from the start are plain.
#[inline]
pub fn plain_run(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(chunk) = bytes.get(at..at + 8) {
        let word = u64::from_le_bytes(chunk.try_into().expect("eight bytes"));
        let zero_in = |word: u64| word.wrapping_sub(ONES) & !word & HIGHS;
        let special = zero_in(word ^ (ONES * b'"' as u64))
            | zero_in(word ^ (ONES * b'\\' as u64))
            | word.wrapping_sub(ONES * 0x20) & !word & HIGHS;
        if special != 0 {
            return at + special.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = &bytes[at..];
    at + rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)).unwrap_or(rest.len())
}
