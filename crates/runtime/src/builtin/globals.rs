//! Functions and constants of the global object that belong to no class.

use super::table::{self, Member};
use crate::builtin;
use crate::cell::Global;
use crate::error::ErrorKind;
use crate::exception::throw::throw_kind;
use crate::heap::roots;
use crate::operator::convert;
use crate::property::Attributes;
use crate::string::{View, make};
use crate::text::space::is_space;
use crate::text::{read_number, uri};
use crate::value::Value;

pub static MEMBERS: &[Member] = &[
    Member::Value("undefined", undefined, Attributes::NONE),
    Member::Constant("NaN", f64::NAN),
    Member::Constant("Infinity", f64::INFINITY),
    Member::Value("parseFloat", parse_float_function, Attributes::HIDDEN),
    Member::Value("parseInt", parse_int_function, Attributes::HIDDEN),
    Member::Method("isFinite", 1, is_finite),
    Member::Method("isNaN", 1, is_nan),
    Member::Method("decodeURI", 1, decode_uri),
    Member::Method("decodeURIComponent", 1, decode_uri_component),
    Member::Method("encodeURI", 1, encode_uri),
    Member::Method("encodeURIComponent", 1, encode_uri_component),
    Member::Method("escape", 1, escape),
    Member::Method("unescape", 1, unescape),
];

fn undefined() -> Value {
    Value::UNDEFINED
}

static PARSE_FLOAT: Global<Value> = Global::new(Value::EMPTY);
static PARSE_INT: Global<Value> = Global::new(Value::EMPTY);

/// The one `parseFloat`, which `Number` has too.
pub fn parse_float_function() -> Value {
    only(PARSE_FLOAT.get(), || table::new_function("parseFloat", 1, parse_float).into())
}

/// The one `parseInt`, which `Number` has too.
pub fn parse_int_function() -> Value {
    only(PARSE_INT.get(), || table::new_function("parseInt", 2, parse_int).into())
}

fn only(place: &mut Value, make: impl Fn() -> Value) -> Value {
    if place.is_empty() {
        *place = make();
        roots::keep_forever(*place);
    }
    *place
}

/// Gives `read` the bytes of a string without leading white space, up to the first that is not ASCII.
fn with_number_text(value: Value, read: impl Fn(&[u8]) -> f64) -> Value {
    let string = convert::to_string(value);
    let view = string.view();
    let start = (0..view.len()).find(|index| !is_space(view.at(*index))).unwrap_or(view.len());
    let number = match view.slice(start, view.len()) {
        View::Latin1(units) => read(units),
        View::Utf16(units) => {
            let ascii: Vec<u8> =
                units.iter().take_while(|unit| **unit < 128).map(|unit| *unit as u8).collect();
            read(&ascii)
        }
    };
    Value::from_f64(number)
}

/// Runs one of `text::uri` over a string.
fn uri_text(value: Value, change: impl Fn(&[u16]) -> Option<Vec<u16>>) -> Value {
    let string = convert::to_string(value);
    let units: Vec<u16> = string.view().units().collect();
    match change(&units) {
        Some(units) => make::from_utf16(&units).into(),
        None => throw_kind(ErrorKind::UriError, "URI malformed"),
    }
}

builtin! {
    fn parse_float(this, arguments) {
        let value = arguments.get(0);
        if value.is_i32() { value } else { with_number_text(value, read_number::parse_float) }
    }

    fn parse_int(this, arguments) {
        let value = arguments.get(0);
        if value.is_i32() && arguments.get(1).is_undefined() {
            return value;
        }
        let string = convert::to_string(value);
        let radix = convert::to_i32(arguments.get(1));
        with_number_text(string.into(), |text| read_number::parse_int(text, radix))
    }

    fn is_finite(this, arguments) { convert::to_number(arguments.get(0)).is_finite().into() }

    fn is_nan(this, arguments) { convert::to_number(arguments.get(0)).is_nan().into() }

    fn decode_uri(this, arguments) { uri_text(arguments.get(0), |units| uri::decode(units, uri::RESERVED)) }

    fn decode_uri_component(this, arguments) { uri_text(arguments.get(0), |units| uri::decode(units, "")) }

    fn encode_uri(this, arguments) { uri_text(arguments.get(0), |units| uri::encode(units, uri::RESERVED)) }

    fn encode_uri_component(this, arguments) { uri_text(arguments.get(0), |units| uri::encode(units, "")) }

    fn escape(this, arguments) { uri_text(arguments.get(0), |units| Some(uri::escape(units))) }

    fn unescape(this, arguments) { uri_text(arguments.get(0), |units| Some(uri::unescape(units))) }
}
