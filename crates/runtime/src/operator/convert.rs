//! Conversions of the specification, and how values look in messages.

use super::text::string_to_number;
use crate::builtin::typed_array::TypedArray;
use crate::call::call;
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::heap::kind;
use crate::number_cache;
use crate::object::{self, Object};
use crate::property::key::PropertyKey;
use crate::property::ordinary;
use crate::realm::{names, symbols};
use crate::string::{JsString, make};
use crate::value::Value;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    Default,
    Number,
    String,
}

/// ToPrimitive.
#[inline]
pub fn to_primitive(value: Value, hint: Hint) -> Value {
    match value.as_object() {
        None => value,
        Some(object) => object_to_primitive(object, hint),
    }
}

#[cold]
fn object_to_primitive(object: Gc<Object>, hint: Hint) -> Value {
    if let Some(method) = object.get_method(symbols().to_primitive) {
        let hint = match hint {
            Hint::Default => "default",
            Hint::Number => "number",
            Hint::String => "string",
        };
        let result = call(method, object.into(), &[crate::atom::intern_str(hint).into()]);
        if result.is_object() {
            throw_type_error("Cannot convert object to primitive value");
        }
        return result;
    }
    ordinary_to_primitive(object, hint)
}

/// OrdinaryToPrimitive.
pub fn ordinary_to_primitive(object: Gc<Object>, hint: Hint) -> Value {
    let names = names();
    let order = if hint == Hint::String {
        [names.to_string, names.value_of]
    } else {
        [names.value_of, names.to_string]
    };
    for key in order {
        let method = object.get(key);
        if is_callable(method) {
            let result = call(method, object.into(), &[]);
            if !result.is_object() {
                return result;
            }
        }
    }
    throw_type_error("Cannot convert object to primitive value")
}

/// ToBoolean.
#[inline]
pub fn truthy(value: Value) -> bool {
    if value.is_bool() {
        return value == Value::TRUE;
    }
    if value.is_i32() {
        return value.as_i32() != 0;
    }
    if value.is_f64() {
        let number = value.as_f64();
        return number != 0.0 && !number.is_nan();
    }
    match value.kind() {
        0 => false,
        kind::STRING => value.cell::<JsString>().length != 0,
        kind::BIGINT => !crate::bigint::is_zero(value),
        _ => true,
    }
}

/// ToNumber.
#[inline]
pub fn to_number(value: Value) -> f64 {
    if value.is_number() { value.as_f64() } else { other_to_number(value) }
}

fn other_to_number(value: Value) -> f64 {
    match value {
        Value::UNDEFINED => return f64::NAN,
        Value::NULL | Value::FALSE => return 0.0,
        Value::TRUE => return 1.0,
        _ => {}
    }
    match value.kind() {
        kind::STRING => string_to_number(value.cell::<JsString>().view()),
        kind::SYMBOL => throw_type_error("Cannot convert a Symbol value to a number"),
        kind::BIGINT => throw_type_error("Cannot convert a BigInt value to a number"),
        _ => to_number(to_primitive(value, Hint::Number)),
    }
}

/// ToNumeric: a number or a BigInt.
pub fn to_numeric(value: Value) -> Value {
    if value.is_number() {
        return value;
    }
    let primitive = to_primitive(value, Hint::Number);
    if primitive.is_bigint() { primitive } else { Value::from_f64(to_number(primitive)) }
}

/// ToInt32 of a double.
#[inline]
pub fn f64_to_i32(number: f64) -> i32 {
    let integer = number as i32;
    if integer as f64 == number { integer } else { wrap_to_i32(number) }
}

fn wrap_to_i32(number: f64) -> i32 {
    if !number.is_finite() {
        return 0;
    }
    // Magnitudes below 2^63 convert exactly; above, only the mantissa's low bits count.
    if number.abs() < 9.2e18 {
        return number as i64 as i32;
    }
    let bits = number.to_bits();
    let shift = ((bits >> 52) & 0x7FF) as i32 - 1075;
    if shift >= 32 {
        return 0;
    }
    let mantissa = (bits & ((1 << 52) - 1) | 1 << 52) << shift;
    let integer = mantissa as u32 as i32;
    if number < 0.0 { integer.wrapping_neg() } else { integer }
}

/// ToInt32.
#[inline]
pub fn to_i32(value: Value) -> i32 {
    if value.is_i32() { value.as_i32() } else { f64_to_i32(to_number(value)) }
}

/// ToUint32.
pub fn to_u32(value: Value) -> u32 {
    to_i32(value) as u32
}

/// ToIntegerOrInfinity.
pub fn to_integer(value: Value) -> f64 {
    let number = to_number(value);
    if number.is_nan() { 0.0 } else { number.trunc() + 0.0 }
}

/// ToLength.
pub fn to_length(value: Value) -> u64 {
    to_integer(value).clamp(0.0, 9007199254740991.0) as u64
}

/// LengthOfArrayLike.
pub fn length_of(object: Gc<Object>) -> u64 {
    to_length(object.get(names().length))
}

/// A relative index as `slice` takes it, clamped to `0..=length`; undefined gives `default`.
pub fn relative_index(value: Value, length: u64, default: u64) -> u64 {
    if value.is_undefined() {
        return default;
    }
    let relative = to_integer(value);
    if relative < 0.0 {
        (length as f64 + relative).max(0.0) as u64
    } else {
        relative.min(length as f64) as u64
    }
}

/// ToString.
#[inline]
pub fn to_string(value: Value) -> Gc<JsString> {
    match value.as_string() {
        Some(string) => string,
        None => other_to_string(value),
    }
}

fn other_to_string(value: Value) -> Gc<JsString> {
    if value.is_i32() {
        return number_cache::string_of(value.as_i32());
    }
    if value.is_f64() {
        return number_to_string(value.as_f64());
    }
    let text = match value {
        Value::UNDEFINED => "undefined",
        Value::NULL => "null",
        Value::TRUE => "true",
        Value::FALSE => "false",
        _ => {
            return match value.kind() {
                kind::SYMBOL => throw_type_error("Cannot convert a Symbol value to a string"),
                kind::BIGINT => make::from_str(&crate::bigint::to_text(value)),
                _ => to_string(to_primitive(value, Hint::String)),
            };
        }
    };
    crate::atom::intern_str(text)
}

/// Number::toString in radix 10.
pub fn number_to_string(number: f64) -> Gc<JsString> {
    let integer = number as i32;
    if integer as f64 == number {
        return number_cache::string_of(integer);
    }
    make::from_latin1(ryu_js::Buffer::new().format(number).as_bytes())
}

/// ToObject.
pub fn to_object(value: Value) -> Gc<Object> {
    if let Some(object) = value.as_object() {
        return object;
    }
    if value.is_nullish() {
        throw_type_error("Cannot convert undefined or null to object");
    }
    object::wrap(value)
}

#[inline]
pub fn is_callable(value: Value) -> bool {
    value.as_object().is_some_and(|object| object.is_callable())
}

pub fn is_constructor(value: Value) -> bool {
    value.as_object().is_some_and(|object| object.is_constructor())
}

/// The word `typeof` gives.
pub fn type_name(value: Value) -> &'static str {
    match value {
        Value::UNDEFINED => "undefined",
        Value::NULL => "object",
        Value::TRUE | Value::FALSE => "boolean",
        _ if value.is_number() => "number",
        _ => match value.kind() {
            kind::STRING => "string",
            kind::SYMBOL => "symbol",
            kind::BIGINT => "bigint",
            _ if is_callable(value) => "function",
            _ => "object",
        },
    }
}

/// A value in a message, as V8 shows it; calls nothing.
pub fn display(value: Value) -> String {
    match value.as_object() {
        Some(object) => display_object(object),
        None => match value.as_symbol() {
            Some(symbol) => symbol.descriptive(),
            None => match value.as_string() {
                Some(string) => ["\"", &string.to_rust(), "\""].concat(),
                None => to_string(value).to_rust(),
            },
        },
    }
}

/// As `display`, but strings without quotes.
pub fn plain(value: Value) -> String {
    value.as_string().map_or_else(|| display(value), |string| string.to_rust())
}

/// `#<Name>`, `[object Array]`, or the head of a function or class.
pub fn display_object(object: Gc<Object>) -> String {
    if object.kind() == kind::ARRAY {
        return "[object Array]".to_owned();
    }
    if object.kind() == kind::FUNCTION {
        return crate::builtin::function::source_text(object.cast());
    }
    if object.kind() == kind::ERROR {
        return crate::error::text_of(object);
    }
    if has_usual_text(object)
        && let Some(name) = constructor_name(object)
    {
        return ["#<", &name, ">"].concat();
    }
    ["[object ", &class_name(object), "]"].concat()
}

/// Is its `toString`, as far as that needs no call, that of `Object.prototype`?
fn has_usual_text(object: Gc<Object>) -> bool {
    let usual = crate::realm::intrinsic(crate::realm::Intrinsic::ObjectPrototype);
    let mut current = object;
    while let Some(above) = current.raw_prototype() {
        if ordinary::get_own(current, names().to_string).is_some() {
            return false;
        }
        current = above;
    }
    current == usual || object.kind() == kind::PROXY
}

/// The tag, where it is a plain property, else the kind.
fn class_name(object: Gc<Object>) -> String {
    let mut current = Some(object);
    while let Some(holder) = current {
        if let Some(tag) = holder.own_data(symbols().to_string_tag).and_then(|tag| tag.as_string()) {
            return tag.to_rust();
        }
        current = holder.raw_prototype();
    }
    match object.kind() {
        kind::TYPED_ARRAY => object.cast::<TypedArray>().element.name().to_owned(),
        kind::DATE => "Date".to_owned(),
        kind::REGEXP => "RegExp".to_owned(),
        kind::STRING_OBJECT => "String".to_owned(),
        kind::WRAPPER => {
            let name = type_name(object.cast::<object::Wrapper>().primitive);
            [&name[..1].to_ascii_uppercase(), &name[1..]].concat()
        }
        _ => "Object".to_owned(),
    }
}

/// Name of the constructor the prototype chain names, without calling anything.
pub fn constructor_name(object: Gc<Object>) -> Option<String> {
    let mut current = Some(object);
    while let Some(object) = current {
        if let Some(constructor) = object.own_data(names().constructor)
            && let Some(function) = constructor.as_kind::<crate::function::Function>(kind::FUNCTION)
        {
            let name = crate::function::display_name(function);
            return if name.is_empty() { None } else { Some(name) };
        }
        current = object.raw_prototype();
    }
    None
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_to_number(value: Value) -> Value {
    if value.is_number() { value } else { Value::from_f64(to_number(value)) }
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_to_numeric(value: Value) -> Value {
    to_numeric(value)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_to_string(value: Value) -> Value {
    to_string(value).into()
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_to_property_key(value: Value) -> Value {
    PropertyKey::from_value(value).0
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_to_object(value: Value) -> Value {
    to_object(value).into()
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_typeof(value: Value) -> Value {
    crate::atom::intern_str(type_name(value)).into()
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_truthy(value: Value) -> i32 {
    truthy(value) as i32
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_to_f64(value: Value) -> f64 {
    to_number(value)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_to_i32(value: Value) -> i32 {
    to_i32(value)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_f64_to_i32(number: f64) -> i32 {
    f64_to_i32(number)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_require_object_coercible(value: Value, key: Value, text: Value) -> Value {
    if !value.is_nullish() {
        return value;
    }
    let what = if value.is_null() { "null" } else { "undefined" };
    // V8 calls a parameter's null by its type as well.
    let unnamed = if value.is_null() { "object null" } else { what };
    let text = text.as_string().map_or_else(|| unnamed.to_owned(), |text| text.to_rust());
    let property = if key.is_undefined() || key.is_empty() {
        String::new()
    } else {
        ["property '", &PropertyKey::from_value(key).display(), "' of "].concat()
    };
    throw_type_error(&["Cannot destructure ", &property, "'", &text, "' as it is ", what, "."].concat())
}
