//! Upper and lower case of UTF-16 text, lone surrogates kept.

/// Lower case of latin1, nothing where it is the same.
pub fn lower_latin1(units: &[u8]) -> Option<Vec<u8>> {
    let is_upper = |unit: u8| unit.is_ascii_uppercase() || (0xC0..=0xDE).contains(&unit) && unit != 0xD7;
    if !units.iter().any(|unit| is_upper(*unit)) {
        return None;
    }
    Some(units.iter().map(|unit| if is_upper(*unit) { unit + 32 } else { *unit }).collect())
}

pub fn lower(units: &[u16]) -> Vec<u16> {
    // The capital sigma is written differently at the end of a word, so words must stay together.
    by_runs(units, str::to_lowercase)
}

pub fn upper(units: &[u16]) -> Vec<u16> {
    by_runs(units, str::to_uppercase)
}

/// Changes the runs between lone surrogates.
fn by_runs(units: &[u16], change: impl Fn(&str) -> String) -> Vec<u16> {
    let mut result = Vec::with_capacity(units.len());
    let mut run = String::new();
    for unit in char::decode_utf16(units.iter().copied()) {
        match unit {
            Ok(character) => run.push(character),
            Err(lone) => {
                result.extend(change(&run).encode_utf16());
                result.push(lone.unpaired_surrogate());
                run.clear();
            }
        }
    }
    result.extend(change(&run).encode_utf16());
    result
}
