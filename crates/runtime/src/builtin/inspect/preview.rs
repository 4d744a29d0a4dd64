//! A look inside the special kinds of objects, without calling anything of the program.

use super::Inspector;
use crate::builtin::array_buffer::ArrayBuffer;
use crate::builtin::date::Date;
use crate::builtin::map::{self, MapObject};
use crate::builtin::proxy::Proxy;
use crate::builtin::typed_array::TypedArray;
use crate::cell::Gc;
use crate::list::{self, List};
use crate::object::Object;
use crate::promise::{Promise, State};
use crate::text::calendar;
use crate::value::Value;

/// Target and handler of a proxy; nothing where it is revoked.
pub fn proxy(proxy: Gc<Object>) -> Option<(Gc<Object>, Gc<Object>)> {
    let proxy: Gc<Proxy> = proxy.cast();
    Some((proxy.target.as_object()?, proxy.handler.as_object()?))
}

/// Keys and values by turns.
pub fn map_entries(map: Gc<Object>) -> Gc<List> {
    let (map, entries): (Gc<MapObject>, _) = (map.cast(), list::new());
    for entry in map.table.iter() {
        entries.push(entry.key);
        entries.push(entry.value);
    }
    entries
}

pub fn set_values(set: Gc<Object>) -> Gc<List> {
    let (set, values): (Gc<MapObject>, _) = (set.cast(), list::new());
    set.table.iter().for_each(|entry| values.push(entry.key));
    values
}

/// What the iterator of a map or set has still to give, and whether by turns keys and values.
pub fn iterator(iterator: Gc<Object>) -> (Gc<List>, bool) {
    map::iterator::rest(iterator.cast())
}

pub fn promise(inspector: &mut Inspector, promise: Gc<Object>, level: usize) -> Vec<String> {
    let promise: Gc<Promise> = promise.cast();
    if promise.state == State::Pending {
        return vec!["<pending>".to_owned()];
    }
    inspector.indentation += 2;
    let text = inspector.value(promise.result, level);
    inspector.indentation -= 2;
    vec![if promise.state == State::Rejected { ["<rejected> ", &text].concat() } else { text }]
}

pub fn typed_length(array: Gc<Object>) -> usize {
    array.cast::<TypedArray>().length()
}

/// The name of the kind of typed array.
pub fn typed_name(array: Gc<Object>) -> &'static str {
    array.cast::<TypedArray>().element.name()
}

pub fn typed_elements(inspector: &mut Inspector, array: Gc<Object>) -> Vec<String> {
    let length = typed_length(array);
    let limit = length.min(inspector.options.max_array);
    let element = |index: usize| array.cast::<TypedArray>().get(index).unwrap_or(Value::UNDEFINED);
    let mut output: Vec<String> = (0..limit).map(|index| inspector.value(element(index), 0)).collect();
    inspector.push_rest(&mut output, length - limit);
    output
}

/// `[Uint8Contents]: <00 01>`.
pub fn bytes(inspector: &Inspector, buffer: Gc<Object>) -> String {
    if buffer.cast::<ArrayBuffer>().is_detached() {
        return "(detached)".to_owned();
    }
    let bytes = buffer.cast::<ArrayBuffer>().bytes();
    let shown = bytes.len().min(inspector.options.max_array);
    let digit = |digit: u8| char::from_digit(digit as u32, 16).unwrap_or('0');
    let mut text = String::from("[Uint8Contents]: <");
    for (index, byte) in bytes[..shown].iter().enumerate() {
        if index > 0 {
            text.push(' ');
        }
        text.push(digit(byte >> 4));
        text.push(digit(byte & 15));
    }
    let more = bytes.len() - shown;
    if more > 0 {
        text.push_str(
            &[" ... ", &more.to_string(), if more > 1 { " more bytes" } else { " more byte" }].concat(),
        );
    }
    text.push('>');
    text
}

pub fn date(date: Gc<Object>) -> String {
    let time = date.cast::<Date>().time;
    if time.is_nan() { "Invalid Date".to_owned() } else { calendar::iso(time) }
}

pub fn regexp(regexp: Gc<Object>) -> String {
    crate::regexp::text(regexp)
}
