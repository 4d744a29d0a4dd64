//! Errors: their `stack`, improved by the names of their class.

use super::describe::Names;
use super::{Inspector, key};
use crate::cell::Gc;
use crate::exception::catch::try_call;
use crate::heap::kind;
use crate::object::Object;
use crate::operator::convert;
use crate::property::key::PropertyKey;
use crate::realm::names;
use crate::value::Value;

/// The text in front of the error's properties; drops from `keys` what the text already says.
pub fn base(
    inspector: &mut Inspector,
    error: Gc<Object>,
    named: &Names,
    keys: &mut Vec<PropertyKey>,
) -> String {
    let stack = stack_of(error);
    let message = read(error, names().message);
    let name = read(error, names().name);
    if !inspector.options.show_hidden {
        let told = |value: Value| value.as_string().is_none_or(|text| stack.contains(&text.to_rust()));
        keys.retain(|key| {
            !(*key == names().stack
                || *key == names().message && told(message)
                || *key == names().name && told(name))
        });
    }
    for extra in ["cause", "errors"] {
        let extra = key(extra);
        let shown = extra == key("cause") || read(error, extra).kind() == kind::ARRAY;
        if shown && error.has_own(extra) && !keys.contains(&extra) {
            keys.push(extra);
        }
    }
    let name = name.as_string().map_or("Error".to_owned(), |name| name.to_rust());
    let stack = improve(stack, named, &name);
    let message = message.as_string().map_or(String::new(), |message| message.to_rust());
    let from = if message.is_empty() { 0 } else { stack.find(&message).map_or(0, |at| at + message.len()) };
    let text = match stack[from..].contains("\n    at") {
        true => stack,
        false => ["[", &stack, "]"].concat(),
    };
    if inspector.indentation == 0 {
        return text;
    }
    text.replace('\n', &["\n", &" ".repeat(inspector.indentation)].concat())
}

/// A property, undefined where its getter throws.
fn read(object: Gc<Object>, key: PropertyKey) -> Value {
    try_call(|| object.get(key)).unwrap_or(Value::UNDEFINED)
}

fn stack_of(error: Gc<Object>) -> String {
    let stack = read(error, names().stack);
    match stack.as_string() {
        Some(stack) if !stack.is_empty() => stack.to_rust(),
        _ => {
            let text = |key: PropertyKey, default: &str| match read(error, key) {
                Value::UNDEFINED => default.to_owned(),
                value => convert::to_string(value).to_rust(),
            };
            crate::error::header(&text(names().name, "Error"), &text(names().message, ""))
        }
    }
}

/// Puts the name of the class where the stack starts with the name of its parent.
fn improve(stack: String, named: &Names, name: &str) -> String {
    let regular = name.ends_with("Error")
        && stack.starts_with(name)
        && matches!(stack.as_bytes().get(name.len()), None | Some(b':' | b'\n'));
    if named.constructor.is_some() && !regular {
        return stack;
    }
    let (mut fallback, mut length) = ("Error".to_owned(), name.len());
    if named.constructor.is_none() {
        let head: String =
            stack.chars().take_while(|c| c.is_ascii_alphanumeric() || " _-[]()".contains(*c)).collect();
        let named_like_error = stack[head.len()..].starts_with(':') || head.ends_with("Error");
        length = if named_like_error { head.len() } else { 0 };
        if length > 0 {
            fallback = head;
        }
    }
    let prefix = named.prefix(&fallback, "");
    let prefix = prefix.trim_end();
    if name == prefix {
        return stack;
    }
    let rest = &stack[length..];
    if !prefix.contains(name) {
        return [prefix, " [", name, "]", rest].concat();
    }
    if length == 0 { [prefix, ": ", &stack].concat() } else { [prefix, rest].concat() }
}
