//! Unicode normal forms of UTF-16 text, lone surrogates kept.

use unicode_normalization::UnicodeNormalization;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Nfc,
    Nfd,
    Nfkc,
    Nfkd,
}

impl Form {
    pub fn named(name: &str) -> Option<Form> {
        Some(match name {
            "NFC" => Form::Nfc,
            "NFD" => Form::Nfd,
            "NFKC" => Form::Nfkc,
            "NFKD" => Form::Nfkd,
            _ => return None,
        })
    }
}

pub fn normalized(units: &[u16], form: Form) -> Vec<u16> {
    let mut result = Vec::with_capacity(units.len());
    let mut run = String::new();
    for unit in char::decode_utf16(units.iter().copied()) {
        match unit {
            Ok(character) => run.push(character),
            Err(lone) => {
                result.extend(normal(&run, form).encode_utf16());
                result.push(lone.unpaired_surrogate());
                run.clear();
            }
        }
    }
    result.extend(normal(&run, form).encode_utf16());
    result
}

fn normal(text: &str, form: Form) -> String {
    match form {
        Form::Nfc => text.nfc().collect(),
        Form::Nfd => text.nfd().collect(),
        Form::Nfkc => text.nfkc().collect(),
        Form::Nfkd => text.nfkd().collect(),
    }
}
