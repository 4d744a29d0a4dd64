//! White space as the language sees it: `trim`, `Number(text)` and `parseInt` skip it.

/// White space or line terminator.
pub fn is_space(unit: u16) -> bool {
    match unit {
        0x09..=0x0D | 0x20 | 0xA0 => true,
        0..0x1680 => false,
        0x1680 | 0x2000..=0x200A | 0x2028 | 0x2029 | 0x202F | 0x205F | 0x3000 | 0xFEFF => true,
        _ => false,
    }
}

/// The part between leading and trailing white space.
pub fn trimmed(length: usize, at: impl Fn(usize) -> u16) -> (usize, usize) {
    let mut start = 0;
    while start < length && is_space(at(start)) {
        start += 1;
    }
    let mut end = length;
    while end > start && is_space(at(end - 1)) {
        end -= 1;
    }
    (start, end)
}
