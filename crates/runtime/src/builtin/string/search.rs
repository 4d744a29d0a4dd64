//! Looking into strings: units, code points, occurrences, order.

use super::this_string;
use crate::builtin;
use crate::builtin::locale;
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::heap::kind;
use crate::operator::convert;
use crate::realm::symbols;
use crate::string::{JsString, View, make};
use crate::text::unicode;
use crate::value::Value;

/// First occurrence of `needle` at or behind `from`, which is at most the length.
pub fn find(text: View, needle: View, from: usize) -> Option<usize> {
    if needle.len() + from > text.len() {
        return None;
    }
    match (text, needle) {
        (View::Latin1(text), View::Latin1(needle)) => find_bytes(text, needle, from),
        (View::Utf16(text), View::Utf16(needle)) => find_units(text, needle, from, |a, b| a == b),
        (View::Utf16(text), View::Latin1(needle)) => find_units(text, needle, from, |a, b| a == b as u16),
        (View::Latin1(_), View::Utf16(needle)) => {
            if needle.is_empty() {
                Some(from)
            } else {
                None
            }
        }
    }
}

fn find_bytes(text: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    let rest = &text[from..];
    // SAFETY: both slices are readable for their lengths.
    let found = unsafe {
        match needle {
            [] => return Some(from),
            [byte] => libc::memchr(rest.as_ptr().cast(), *byte as i32, rest.len()),
            _ => libc::memmem(rest.as_ptr().cast(), rest.len(), needle.as_ptr().cast(), needle.len()),
        }
    };
    if found.is_null() { None } else { Some(found as usize - text.as_ptr() as usize) }
}

fn find_units<T: Copy>(
    text: &[u16],
    needle: &[T],
    from: usize,
    equal: impl Fn(u16, T) -> bool,
) -> Option<usize> {
    let Some(first) = needle.first() else { return Some(from) };
    let last = text.len() - needle.len();
    (from..=last).find(|start| {
        equal(text[*start], *first)
            && text[*start..].iter().zip(needle).all(|(left, right)| equal(*left, *right))
    })
}

/// Does `needle` stand at `index`?
pub fn stands_at(text: View, needle: View, index: usize) -> bool {
    index + needle.len() <= text.len()
        && crate::string::compare::views_equal(text.slice(index, index + needle.len()), needle)
}

/// An index argument clamped to the string.
fn position(value: Value, length: usize) -> usize {
    if value.is_undefined() { 0 } else { convert::to_integer(value).clamp(0.0, length as f64) as usize }
}

/// The text to search for; a regular expression throws.
fn needle_of(value: Value, method: &str) -> Gc<JsString> {
    if let Some(object) = value.as_object() {
        let matcher = object.get(symbols().r#match);
        let is_regexp =
            if matcher.is_undefined() { object.kind() == kind::REGEXP } else { convert::truthy(matcher) };
        if is_regexp {
            let start = ["First argument to String.prototype.", method];
            throw_type_error(&[&start.concat(), " must not be a regular expression"].concat());
        }
    }
    convert::to_string(value)
}

builtin! {
    pub fn at(this, arguments) {
        let string = this_string(this, "at");
        let index = convert::to_integer(arguments.get(0));
        let index = if index < 0.0 { index + string.len() as f64 } else { index };
        if !(0.0..string.len() as f64).contains(&index) {
            return Value::UNDEFINED;
        }
        unit_string(string, index as usize)
    }

    pub fn char_at(this, arguments) {
        let string = this_string(this, "charAt");
        let index = convert::to_integer(arguments.get(0));
        if !(0.0..string.len() as f64).contains(&index) {
            return make::empty().into();
        }
        unit_string(string, index as usize)
    }

    pub fn char_code_at(this, arguments) {
        let string = this_string(this, "charCodeAt");
        let index = convert::to_integer(arguments.get(0));
        if !(0.0..string.len() as f64).contains(&index) {
            return Value::NAN;
        }
        Value::from_i32(string.at(index as usize) as i32)
    }

    pub fn code_point_at(this, arguments) {
        let string = this_string(this, "codePointAt");
        let index = convert::to_integer(arguments.get(0));
        if !(0.0..string.len() as f64).contains(&index) {
            return Value::UNDEFINED;
        }
        Value::from_i32(string.view().code_point(index as usize).0 as i32)
    }

    pub fn index_of(this, arguments) {
        let string = this_string(this, "indexOf");
        let needle = convert::to_string(arguments.get(0));
        let from = position(arguments.get(1), string.len());
        found(find(string.view(), needle.view(), from))
    }

    pub fn last_index_of(this, arguments) {
        let string = this_string(this, "lastIndexOf");
        let needle = convert::to_string(arguments.get(0));
        let number = convert::to_number(arguments.get(1));
        let Some(last) = string.len().checked_sub(needle.len()) else { return Value::from_i32(-1) };
        let from = if number.is_nan() { last } else { number.clamp(0.0, last as f64) as usize };
        let (view, needle) = (string.view(), needle.view());
        found((0..=from).rev().find(|index| stands_at(view, needle, *index)))
    }

    pub fn includes(this, arguments) {
        let string = this_string(this, "includes");
        let needle = needle_of(arguments.get(0), "includes");
        let from = position(arguments.get(1), string.len());
        find(string.view(), needle.view(), from).is_some().into()
    }

    pub fn starts_with(this, arguments) {
        let string = this_string(this, "startsWith");
        let needle = needle_of(arguments.get(0), "startsWith");
        let from = position(arguments.get(1), string.len());
        stands_at(string.view(), needle.view(), from).into()
    }

    pub fn ends_with(this, arguments) {
        let string = this_string(this, "endsWith");
        let needle = needle_of(arguments.get(0), "endsWith");
        let end = arguments.get(1);
        let end = if end.is_undefined() { string.len() } else { position(end, string.len()) };
        let start = end.checked_sub(needle.len());
        start.is_some_and(|start| stands_at(string.view(), needle.view(), start)).into()
    }

    pub fn is_well_formed(this, arguments) {
        let string = this_string(this, "isWellFormed");
        match string.view() {
            View::Latin1(_) => Value::TRUE,
            View::Utf16(units) => char::decode_utf16(units.iter().copied()).all(|unit| unit.is_ok()).into(),
        }
    }

    pub fn locale_compare(this, arguments) {
        let string = this_string(this, "localeCompare");
        let other = convert::to_string(arguments.get(0));
        locale::check(arguments.get(1));
        locale::refuse_options(arguments.get(2), UNKNOWN_COLLATIONS);
        if let (View::Latin1(left), View::Latin1(right)) = (string.view(), other.view())
            && let (Ok(left), Ok(right)) = (std::str::from_utf8(left), std::str::from_utf8(right))
            && left.is_ascii()
            && right.is_ascii()
        {
            return Value::from_i32(unicode::compare(left, right) as i32);
        }
        Value::from_i32(unicode::compare(&string.to_rust(), &other.to_rust()) as i32)
    }
}

/// Options of `localeCompare` that change the order, with the value that changes nothing.
const UNKNOWN_COLLATIONS: &[(&str, &str)] = &[
    ("usage", "sort"),
    ("numeric", "false"),
    ("caseFirst", "false"),
    ("sensitivity", "variant"),
    ("ignorePunctuation", "false"),
];

/// The string of one unit.
fn unit_string(string: Gc<JsString>, index: usize) -> Value {
    make::from_view(string.view().slice(index, index + 1)).into()
}

fn found(index: Option<usize>) -> Value {
    index.map_or(Value::from_i32(-1), Value::from_usize)
}
