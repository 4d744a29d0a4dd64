//! The methods that wrap a string in an HTML element: Annex B's, which old programs call.

use super::this_string;
use crate::builtin;
use crate::cell::Gc;
use crate::operator::convert;
use crate::string::{JsString, make, rope};
use crate::value::Value;

/// CreateHTML: `<tag>this</tag>`, named `method` in messages.
fn element(this: Value, method: &str, tag: &str) -> Value {
    let string = this_string(this, method);
    surround(string, make::from_str(&["<", tag, ">"].concat()), tag)
}

/// `<tag attribute="value">this</tag>`, the quotes of `value` escaped.
fn with_attribute(this: Value, value: Value, method: &str, tag: &str, attribute: &str) -> Value {
    let string = this_string(this, method);
    let value = convert::to_string(value);
    let mut opening: Vec<u16> = ["<", tag, " ", attribute, "=\""].concat().encode_utf16().collect();
    for unit in value.view().units() {
        match unit {
            0x22 => opening.extend("&quot;".encode_utf16()),
            unit => opening.push(unit),
        }
    }
    opening.extend("\">".encode_utf16());
    surround(string, make::from_utf16(&opening), tag)
}

fn surround(string: Gc<JsString>, opening: Gc<JsString>, tag: &str) -> Value {
    let closing = make::from_str(&["</", tag, ">"].concat());
    rope::concat(rope::concat(opening, string), closing).into()
}

builtin! {
    pub fn anchor(this, arguments) { with_attribute(this, arguments.get(0), "anchor", "a", "name") }
    pub fn big(this, arguments) { element(this, "big", "big") }
    pub fn blink(this, arguments) { element(this, "blink", "blink") }
    pub fn bold(this, arguments) { element(this, "bold", "b") }
    pub fn fixed(this, arguments) { element(this, "fixed", "tt") }
    pub fn fontcolor(this, arguments) { with_attribute(this, arguments.get(0), "fontcolor", "font", "color") }
    pub fn fontsize(this, arguments) { with_attribute(this, arguments.get(0), "fontsize", "font", "size") }
    pub fn italics(this, arguments) { element(this, "italics", "i") }
    pub fn link(this, arguments) { with_attribute(this, arguments.get(0), "link", "a", "href") }
    pub fn small(this, arguments) { element(this, "small", "small") }
    pub fn strike(this, arguments) { element(this, "strike", "strike") }
    pub fn sub(this, arguments) { element(this, "sub", "sub") }
    pub fn sup(this, arguments) { element(this, "sup", "sup") }
}
