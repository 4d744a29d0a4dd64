//! What `toLocaleString` and its like are asked for: only English of the United States is known here.

use crate::cell::Gc;
use crate::exception::throw::throw_not_implemented;
use crate::heap::kind;
use crate::object::Object;
use crate::operator::convert;
use crate::property::key::PropertyKey;
use crate::value::Value;

/// Throws unless the first of `locales` is the one known, or there is none.
pub fn check(locales: Value) {
    let first = match locales.as_object() {
        Some(list) if list.kind() == kind::ARRAY => list.get(0),
        _ => locales,
    };
    if first.is_undefined() {
        return;
    }
    let name = convert::to_string(first).to_rust();
    if !["en-US", "en"].contains(&name.as_str()) {
        throw_not_implemented(&["The locale ", &name].concat());
    }
}

/// An option as text, empty where it is not there.
pub fn option(options: Value, name: &str) -> String {
    let get = |options: Gc<Object>| options.get(PropertyKey::from_text(name));
    let value = options.as_object().map_or(Value::UNDEFINED, get);
    if value.is_undefined() { String::new() } else { convert::to_string(value).to_rust() }
}

/// Throws where one of these options is set to something else than what stands beside it.
pub fn refuse_options(options: Value, unknown: &[(&str, &str)]) {
    for (name, default) in unknown {
        let value = option(options, name);
        if !value.is_empty() && value != *default {
            throw_not_implemented(&["The option ", name, " of a locale's text"].concat());
        }
    }
}
