//! `String` and its prototype.
//!
//! `search` finds, `change` makes new strings, `html` wraps them, `replace` holds `replace`, `split` and their templates, `iterator` walks
//! over code points. Case, normal forms and collation are `text`'s.

pub mod change;
mod html;
pub mod iterator;
pub mod replace;
pub mod search;

use super::table::{BASE, Class, Member};
use crate::builtin;
use crate::call::prototype_for;
use crate::cell::Gc;
use crate::exception::throw::{throw_range_error, throw_type_error};
use crate::heap::kind;
use crate::list;
use crate::object::{self, Object, Wrapper};
use crate::operator::convert;
use crate::realm::{Intrinsic, names};
use crate::string::{JsString, make, rope};
use crate::value::Value;

pub static CLASS: Class = Class {
    name: "String",
    length: 1,
    code: constructor,
    constructor: Intrinsic::String,
    prototype: Intrinsic::StringPrototype,
    make_prototype,
    statics: &[
        Member::Method("fromCharCode", 1, from_char_code),
        Member::Method("fromCodePoint", 1, from_code_point),
        Member::Method("raw", 1, raw),
    ],
    members: &[
        Member::Method("at", 1, search::at),
        Member::Method("charAt", 1, search::char_at),
        Member::Method("charCodeAt", 1, search::char_code_at),
        Member::Method("codePointAt", 1, search::code_point_at),
        Member::Method("concat", 1, change::concat),
        Member::Method("endsWith", 1, search::ends_with),
        Member::Method("includes", 1, search::includes),
        Member::Method("indexOf", 1, search::index_of),
        Member::Method("isWellFormed", 0, search::is_well_formed),
        Member::Method("lastIndexOf", 1, search::last_index_of),
        Member::Method("localeCompare", 1, search::locale_compare),
        Member::Method("match", 1, replace::r#match),
        Member::Method("matchAll", 1, replace::match_all),
        Member::Method("normalize", 0, change::normalize),
        Member::Method("padEnd", 1, change::pad_end),
        Member::Method("padStart", 1, change::pad_start),
        Member::Method("repeat", 1, change::repeat),
        Member::Method("replace", 2, replace::replace),
        Member::Method("replaceAll", 2, replace::replace_all),
        Member::Method("search", 1, replace::search),
        Member::Method("slice", 2, change::slice),
        Member::Method("split", 2, replace::split),
        Member::Method("startsWith", 1, search::starts_with),
        Member::Method("substr", 2, change::substr),
        Member::Method("substring", 2, change::substring),
        Member::Method("toLocaleLowerCase", 0, change::to_lower_case),
        Member::Method("toLocaleUpperCase", 0, change::to_upper_case),
        Member::Method("toLowerCase", 0, change::to_lower_case),
        Member::Method("toString", 0, to_string),
        Member::Method("toUpperCase", 0, change::to_upper_case),
        Member::Method("toWellFormed", 0, change::to_well_formed),
        Member::Method("trim", 0, change::trim),
        Member::Method("trimEnd", 0, change::trim_end),
        Member::Alias("trimRight", "trimEnd"),
        Member::Method("trimStart", 0, change::trim_start),
        Member::Alias("trimLeft", "trimStart"),
        Member::Method("valueOf", 0, value_of),
        Member::Method("@iterator", 0, iterator::iterator),
        Member::Method("anchor", 1, html::anchor),
        Member::Method("big", 0, html::big),
        Member::Method("blink", 0, html::blink),
        Member::Method("bold", 0, html::bold),
        Member::Method("fixed", 0, html::fixed),
        Member::Method("fontcolor", 1, html::fontcolor),
        Member::Method("fontsize", 1, html::fontsize),
        Member::Method("italics", 0, html::italics),
        Member::Method("link", 1, html::link),
        Member::Method("small", 0, html::small),
        Member::Method("strike", 0, html::strike),
        Member::Method("sub", 0, html::sub),
        Member::Method("sup", 0, html::sup),
    ],
    ..BASE
};

/// `String.prototype` is a wrapper of the empty string.
fn make_prototype(parent: Option<Gc<Object>>) -> Gc<Object> {
    let mut wrapper = object::of_kind::<Wrapper>(kind::STRING_OBJECT, parent);
    wrapper.primitive = make::empty().into();
    wrapper.cast()
}

/// ToString of `this`; null and undefined throw.
#[inline]
pub fn this_string(this: Value, method: &str) -> Gc<JsString> {
    match this.as_string() {
        Some(string) => string,
        None => other_this(this, method),
    }
}

#[cold]
fn other_this(this: Value, method: &str) -> Gc<JsString> {
    if this.is_nullish() {
        throw_type_error(&["String.prototype.", method, " called on null or undefined"].concat());
    }
    convert::to_string(this)
}

/// The string `this` is or wraps.
fn this_string_value(this: Value, method: &str) -> Value {
    if this.is_string() {
        return this;
    }
    match this.as_kind::<Wrapper>(kind::STRING_OBJECT) {
        Some(wrapper) => wrapper.primitive,
        None => {
            throw_type_error(&["String.prototype.", method, " requires that 'this' be a String"].concat())
        }
    }
}

builtin! {
    fn constructor(this, arguments, callee, new_target) {
        let value = arguments.get(0);
        if new_target.is_undefined() && let Some(symbol) = value.as_symbol() {
            return make::from_str(&symbol.descriptive()).into();
        }
        let string = if arguments.is_empty() { make::empty() } else { convert::to_string(value) };
        if new_target.is_undefined() {
            return string.into();
        }
        object::wrap_with(string.into(), prototype_for(new_target, Intrinsic::StringPrototype)).into()
    }

    fn from_char_code(this, arguments) {
        if let [code] = arguments.0 {
            let unit = convert::to_i32(*code) as u16;
            return make::from_utf16(&[unit]).into();
        }
        let codes = list::new();
        arguments.0.iter().for_each(|code| codes.push(Value::from_i32(convert::to_i32(*code) & 0xFFFF)));
        let units: Vec<u16> = codes.iter().map(|code| code.as_i32() as u16).collect();
        make::from_utf16(&units).into()
    }

    fn from_code_point(this, arguments) {
        let mut string = make::empty();
        for value in arguments.0 {
            let number = convert::to_number(*value);
            if !(0.0..=1114111.0).contains(&number) || number.fract() != 0.0 {
                let text = convert::to_string(*value).to_rust();
                throw_range_error(&["Invalid code point ", &text].concat());
            }
            string = rope::concat(string, make::from_code_point(number as u32));
        }
        string.into()
    }

    fn raw(this, arguments) {
        let strings = convert::to_object(convert::to_object(arguments.get(0)).get(names().raw));
        let count = convert::length_of(strings);
        let mut result = make::empty();
        for index in 0..count {
            result = rope::concat(result, convert::to_string(strings.get(index as u32)));
            if index + 1 < count && (index as usize) + 1 < arguments.len() {
                result = rope::concat(result, convert::to_string(arguments.get(index as usize + 1)));
            }
        }
        result.into()
    }

    fn to_string(this, arguments) { this_string_value(this, "toString") }

    fn value_of(this, arguments) { this_string_value(this, "valueOf") }
}
