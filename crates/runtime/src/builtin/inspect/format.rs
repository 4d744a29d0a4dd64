//! The arguments of `console.log` as one text: `%s`, `%d` and their kin, then everything else behind spaces.

use super::{Inspector, Options, inspect, number_or_word};
use crate::cell::Gc;
use crate::exception::catch::try_call;
use crate::function::Function;
use crate::heap::kind;
use crate::object::Object;
use crate::operator::convert;
use crate::realm::names;
use crate::string::View;
use crate::text::read_number;
use crate::text::space::trimmed;
use crate::value::Value;

/// `util.format`.
pub fn format(arguments: &[Value]) -> String {
    let mut text = String::new();
    let mut rest = arguments;
    if let Some(first) = arguments.first().and_then(|first| first.as_string()) {
        if arguments.len() == 1 {
            return first.to_rust();
        }
        let template = first.to_rust();
        if template.contains('%') {
            let used = expand(&mut text, &template, &arguments[1..]);
            rest = &arguments[1 + used..];
        } else {
            text = template;
            rest = &arguments[1..];
        }
        if !rest.is_empty() {
            text.push(' ');
        }
    }
    for (index, value) in rest.iter().enumerate() {
        if index > 0 {
            text.push(' ');
        }
        match value.as_string() {
            Some(string) => text.push_str(&string.to_rust()),
            None => text.push_str(&inspect(*value, Options::default())),
        }
    }
    text
}

/// Replaces the specifiers of a template while there are arguments; how many were used.
fn expand(text: &mut String, template: &str, arguments: &[Value]) -> usize {
    let mut used = 0;
    let mut parts = template.chars().peekable();
    while let Some(character) = parts.next() {
        let Some(specifier) = parts.peek().copied().filter(|_| character == '%') else {
            text.push(character);
            continue;
        };
        if specifier == '%' {
            parts.next();
            text.push('%');
            continue;
        }
        let Some(value) = arguments.get(used).copied().filter(|_| "sjdOoifc".contains(specifier)) else {
            text.push('%');
            continue;
        };
        parts.next();
        used += 1;
        text.push_str(&expand_one(specifier, value));
    }
    used
}

fn expand_one(specifier: char, value: Value) -> String {
    match specifier {
        's' => as_string(value),
        'j' => as_json(value),
        'd' if value.is_symbol() => "NaN".to_owned(),
        'd' if value.is_bigint() => [&crate::bigint::to_text(value), "n"].concat(),
        'd' => number_or_word(Value::from_f64(convert::to_number(value))),
        'i' | 'f' if value.is_symbol() => "NaN".to_owned(),
        'i' if value.is_bigint() => [&crate::bigint::to_text(value), "n"].concat(),
        'i' => number_or_word(Value::from_f64(parsed(value, |text| read_number::parse_int(text, 0)))),
        'f' => number_or_word(Value::from_f64(parsed(value, read_number::parse_float))),
        'O' => inspect(value, Options::default()),
        'o' => {
            inspect(value, Options { show_hidden: true, show_proxy: true, depth: 4, ..Options::default() })
        }
        _ => String::new(),
    }
}

fn parsed(value: Value, parse: impl Fn(&[u8]) -> f64) -> f64 {
    let string = convert::to_string(value);
    let view = string.view();
    let (start, end) = trimmed(view.len(), |index| view.at(index));
    parse(&ascii_prefix(view.slice(start, end)))
}

/// The text up to the first unit that is not ASCII.
pub fn ascii_prefix(view: View) -> Vec<u8> {
    view.units().take_while(|unit| *unit < 128).map(|unit| unit as u8).collect()
}

fn as_string(value: Value) -> String {
    if value.is_bigint() {
        return [&crate::bigint::to_text(value), "n"].concat();
    }
    let Some(object) = value.as_object() else {
        return value.as_symbol().map_or_else(|| number_or_word(value), |symbol| symbol.descriptive());
    };
    if object.is_callable() || !has_builtin_to_string(object) {
        return convert::to_string(value).to_rust();
    }
    Inspector::new(Options { depth: 0, ..Options::default() }).value(value, 0)
}

/// Is the `toString` it would use one of the built-in ones?
fn has_builtin_to_string(object: Gc<Object>) -> bool {
    if object.kind() == kind::PROXY {
        return true;
    }
    let to_primitive = object.get(crate::realm::symbols().to_primitive);
    if convert::is_callable(to_primitive) && object.kind() != kind::DATE {
        return false;
    }
    let method = object.get(names().to_string);
    match method.as_kind::<Function>(kind::FUNCTION) {
        None => true,
        Some(function) => {
            function.has_flag(crate::function::FUNCTION_BUILTIN) && !object.has_own(names().to_string)
        }
    }
}

fn as_json(value: Value) -> String {
    match try_call(|| crate::builtin::json::stringify::stringify(value, Value::UNDEFINED, Value::UNDEFINED)) {
        Ok(text) => text.as_string().map_or("undefined".to_owned(), |text| text.to_rust()),
        Err(error) => {
            let message = error.as_object().map(|error| error.get(names().message));
            let message = message.and_then(|message| message.as_string()).map(|message| message.to_rust());
            if message.is_some_and(|message| message.starts_with("Converting circular structure to JSON")) {
                return "[Circular]".to_owned();
            }
            crate::exception::throw::throw(error)
        }
    }
}
