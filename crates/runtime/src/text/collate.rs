//! The order of `localeCompare`: letters first, then accents, then case, as the root collation has it.
//!
//! An approximation: scripts follow each other by code point, contractions are not known.

use std::cmp::Ordering;
use unicode_normalization::UnicodeNormalization;

/// Signs of ASCII in the order of the root collation.
const SIGNS: &str = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

/// Weights of one character.
struct Weights {
    primary: (u8, u32),
    upper: bool,
}

/// Order of two texts.
pub fn compare(left: &str, right: &str) -> Ordering {
    let is_simple = |text: &str| text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_simple(left) && is_simple(right) {
        return compare_ascii(left.as_bytes(), right.as_bytes());
    }
    let (left, right) = (weights(left), weights(right));
    let primary = |list: &[(Weights, u32)]| list.iter().map(|entry| entry.0.primary).collect::<Vec<_>>();
    let accents = |list: &[(Weights, u32)]| list.iter().map(|entry| entry.1).collect::<Vec<_>>();
    let cases = |list: &[(Weights, u32)]| list.iter().map(|entry| entry.0.upper).collect::<Vec<_>>();
    primary(&left)
        .cmp(&primary(&right))
        .then_with(|| accents(&left).cmp(&accents(&right)))
        .then_with(|| cases(&left).cmp(&cases(&right)))
}

/// Primary weights of printable ASCII.
static ASCII: [u8; 128] = ascii_weights();

const fn ascii_weights() -> [u8; 128] {
    let mut weights = [0; 128];
    let signs = SIGNS.as_bytes();
    let mut index = 0;
    while index < signs.len() {
        weights[signs[index] as usize] = index as u8 + 1;
        index += 1;
    }
    let mut byte = b'0';
    while byte <= b'z' {
        if byte.is_ascii_alphanumeric() {
            weights[byte as usize] = 64 + byte.to_ascii_lowercase() - b'0';
        }
        byte += 1;
    }
    weights
}

/// Of printable ASCII.
fn compare_ascii(left: &[u8], right: &[u8]) -> Ordering {
    let mut case = Ordering::Equal;
    for (a, b) in left.iter().zip(right) {
        let order = ASCII[*a as usize].cmp(&ASCII[*b as usize]);
        if order != Ordering::Equal {
            return order;
        }
        // Lower case comes first, where letters say nothing.
        case = case.then(b.cmp(a));
    }
    left.len().cmp(&right.len()).then(case)
}

/// Base characters, each with a number for the marks that follow it.
fn weights(text: &str) -> Vec<(Weights, u32)> {
    let mut list: Vec<(Weights, u32)> = Vec::new();
    for character in text.nfd() {
        if is_mark(character) {
            if let Some((_, accents)) = list.last_mut() {
                *accents = *accents * 0x400 + (character as u32 & 0x3FF);
            }
            continue;
        }
        if character.is_control() && !matches!(character, '\t'..='\r') {
            continue;
        }
        let lower = character.to_lowercase().next().unwrap_or(character);
        let upper = lower != character;
        match character {
            'ß' => list.extend([plain('s'), plain('s')]),
            'æ' | 'Æ' => list.extend([cased('a', upper), cased('e', upper)]),
            'œ' | 'Œ' => list.extend([cased('o', upper), cased('e', upper)]),
            'ø' | 'Ø' => list.push((cased('o', upper).0, 0x338)),
            'đ' | 'Đ' => list.push((cased('d', upper).0, 0x335)),
            'ł' | 'Ł' => list.push((cased('l', upper).0, 0x335)),
            _ => list.push((Weights { primary: primary(lower), upper }, 0)),
        }
    }
    list
}

fn plain(letter: char) -> (Weights, u32) {
    cased(letter, false)
}

fn cased(letter: char, upper: bool) -> (Weights, u32) {
    (Weights { primary: primary(letter), upper }, 0)
}

fn is_mark(character: char) -> bool {
    matches!(character as u32, 0x300..=0x36F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F)
}

/// White space, signs, digits, letters.
fn primary(character: char) -> (u8, u32) {
    if character.is_whitespace() {
        return (0, character as u32);
    }
    if let Some(place) = SIGNS.find(character) {
        return (1, place as u32);
    }
    if let Some(digit) = character.to_digit(10) {
        return (3, digit);
    }
    if character.is_alphanumeric() { (4, character as u32) } else { (2, character as u32) }
}

#[cfg(test)]
mod tests {
    use super::compare;
    use std::cmp::Ordering;

    #[test]
    fn letters_come_before_accents_before_case() {
        let sorted = [
            "", " a", "_", "-", "1", "10", "9", "a", "A", "á", "aa", "ab", "b", "B", "résumé", "resumes",
            "z", "Ω",
        ];
        for pair in sorted.windows(2) {
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
        assert_eq!(compare("a", "a"), Ordering::Equal);
    }
}
