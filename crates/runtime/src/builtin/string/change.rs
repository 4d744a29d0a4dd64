//! Strings made of a string: parts, case, padding, repetition.

use super::this_string;
use crate::builtin;
use crate::cell::Gc;
use crate::exception::throw::throw_range_error;
use crate::operator::convert;
use crate::string::{JsString, MAX_LENGTH, View, make, rope};
use crate::text::space::is_space;
use crate::text::{case, normal, unicode};
use crate::value::Value;

/// A relative index as `slice` takes it.
fn relative(value: Value, length: usize, default: usize) -> usize {
    convert::relative_index(value, length as u64, default as u64) as usize
}

/// An absolute index as `substring` takes it.
fn absolute(value: Value, length: usize, default: usize) -> usize {
    if value.is_undefined() { default } else { convert::to_integer(value).clamp(0.0, length as f64) as usize }
}

fn part(string: Gc<JsString>, start: usize, end: usize) -> Value {
    if start >= end { make::empty().into() } else { make::substring(string, start, end).into() }
}

fn trimmed(string: Gc<JsString>, at_start: bool, at_end: bool) -> Value {
    let view = string.view();
    let (mut start, mut end) = (0, view.len());
    while at_start && start < end && is_space(view.at(start)) {
        start += 1;
    }
    while at_end && end > start && is_space(view.at(end - 1)) {
        end -= 1;
    }
    part(string, start, end)
}

/// `string` written `count` times.
pub fn repeated(string: Gc<JsString>, count: usize) -> Gc<JsString> {
    let length = string.len() * count;
    if length > MAX_LENGTH as usize {
        throw_range_error("Invalid string length");
    }
    match string.view() {
        _ if length == 0 => make::empty(),
        View::Latin1(units) => make::from_latin1(&units.repeat(count)),
        View::Utf16(units) => make::from_utf16(&units.repeat(count)),
    }
}

/// What is missing to a length, made of the filler.
fn padding(string: Gc<JsString>, length: Value, filler: Value) -> Option<Gc<JsString>> {
    let wanted = convert::to_length(length) as usize;
    if wanted <= string.len() {
        return None;
    }
    let filler = if filler.is_undefined() { make::single(b' ') } else { convert::to_string(filler) };
    if filler.is_empty() {
        return None;
    }
    if wanted > MAX_LENGTH as usize {
        throw_range_error("Invalid string length");
    }
    let missing = wanted - string.len();
    let padding = repeated(filler, missing.div_ceil(filler.len()));
    Some(make::substring(padding, 0, missing))
}

builtin! {
    pub fn concat(this, arguments) {
        let mut string = this_string(this, "concat");
        for value in arguments.0 {
            string = rope::concat(string, convert::to_string(*value));
        }
        string.into()
    }

    pub fn slice(this, arguments) {
        let string = this_string(this, "slice");
        let start = relative(arguments.get(0), string.len(), 0);
        let end = relative(arguments.get(1), string.len(), string.len());
        part(string, start, end)
    }

    pub fn substring(this, arguments) {
        let string = this_string(this, "substring");
        let start = absolute(arguments.get(0), string.len(), 0);
        let end = absolute(arguments.get(1), string.len(), string.len());
        part(string, start.min(end), start.max(end))
    }

    pub fn substr(this, arguments) {
        let string = this_string(this, "substr");
        let start = relative(arguments.get(0), string.len(), 0);
        let count = absolute(arguments.get(1), string.len(), string.len());
        part(string, start, (start + count).min(string.len()))
    }

    pub fn trim(this, arguments) { trimmed(this_string(this, "trim"), true, true) }

    pub fn trim_start(this, arguments) { trimmed(this_string(this, "trimStart"), true, false) }

    pub fn trim_end(this, arguments) { trimmed(this_string(this, "trimEnd"), false, true) }

    pub fn pad_start(this, arguments) {
        let string = this_string(this, "padStart");
        match padding(string, arguments.get(0), arguments.get(1)) {
            Some(padding) => rope::concat(padding, string).into(),
            None => string.into(),
        }
    }

    pub fn pad_end(this, arguments) {
        let string = this_string(this, "padEnd");
        match padding(string, arguments.get(0), arguments.get(1)) {
            Some(padding) => rope::concat(string, padding).into(),
            None => string.into(),
        }
    }

    pub fn repeat(this, arguments) {
        let string = this_string(this, "repeat");
        let count = convert::to_integer(arguments.get(0));
        if count < 0.0 || count.is_infinite() {
            let text = convert::to_string(arguments.get(0)).to_rust();
            throw_range_error(&["Invalid count value: ", &text].concat());
        }
        if string.is_empty() || count == 0.0 {
            return make::empty().into();
        }
        if count > MAX_LENGTH as f64 {
            throw_range_error("Invalid string length");
        }
        repeated(string, count as usize).into()
    }

    pub fn to_lower_case(this, arguments) {
        let string = this_string(this, "toLowerCase");
        match string.view() {
            View::Latin1(units) => match case::lower_latin1(units) {
                None => string.into(),
                Some(lower) => make::from_latin1(&lower).into(),
            },
            View::Utf16(units) => make::from_utf16(&case::lower(units)).into(),
        }
    }

    pub fn to_upper_case(this, arguments) {
        let string = this_string(this, "toUpperCase");
        match string.view() {
            View::Latin1(units) if units.is_ascii() => {
                if !units.iter().any(u8::is_ascii_lowercase) {
                    return string.into();
                }
                make::from_latin1(&units.to_ascii_uppercase()).into()
            }
            view => make::from_utf16(&case::upper(&view.units().collect::<Vec<u16>>())).into(),
        }
    }

    pub fn to_well_formed(this, arguments) {
        let string = this_string(this, "toWellFormed");
        match string.view() {
            View::Latin1(_) => string.into(),
            View::Utf16(units) => make::from_str(&String::from_utf16_lossy(units)).into(),
        }
    }

    pub fn normalize(this, arguments) {
        let string = this_string(this, "normalize");
        let form = arguments.get(0);
        let form = if form.is_undefined() { "NFC".to_owned() } else { convert::to_string(form).to_rust() };
        let Some(form) = normal::Form::named(&form) else {
            throw_range_error("The normalization form should be one of NFC, NFD, NFKC, NFKD.")
        };
        match string.view() {
            View::Latin1(units) if units.is_ascii() => string.into(),
            view => make::from_utf16(&unicode::normalized(&view.units().collect::<Vec<u16>>(), form)).into(),
        }
    }
}
